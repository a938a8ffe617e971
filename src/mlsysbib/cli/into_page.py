"""`export --into`: a result between the markers of a page that somebody else writes."""

from __future__ import annotations

from mlsysbib.cli.selecting import read_text
from mlsysbib.model.selection import Selection
from mlsysbib.selecting.reading_lists.markers import MarkerError, fit_into, replace_between


def fit(selection: Selection, page: str, name: str) -> Selection:
    """Return a selection as it fits between its markers in a page; raise OSError."""
    return fit_into(read_text(page), name, selection)


def put_between_markers(text: str, page: str, name: str) -> str:
    """Return what a page is to hold; raise MarkerError with its path."""
    try:
        return replace_between(read_text(page), name, text)
    except MarkerError as error:
        raise MarkerError(f"{page}: {error}") from None
