"""What the search of the start page reads: all papers, column by column, as a script.

A script and no JSON, as a page that is opened as a file may load scripts but fetch nothing.
Names stand once, in tables, and papers refer to them by number: a third of the size, compressed.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import msgspec

from mlsysbib.formats.html.safe_text import harmless
from mlsysbib.model.entry import Entry
from mlsysbib.model.names import StoredName, display_name, read_name
from mlsysbib.site import addresses
from mlsysbib.site.catalogue import Catalogue, venue_of
from mlsysbib.text.formula import math_to_html
from mlsysbib.text.markdown import safe_url
from mlsysbib.text.markup import NO_TITLE, RunKind, parse_markup

ELSEWHERE = "elsewhere"


def search_data(catalogue: Catalogue) -> bytes:
    """Return the script that hands the papers to the search."""
    return as_script("mlsysbibData", _columns(catalogue))


def as_script(name: str, value: object, *, is_call: bool = False) -> bytes:
    """Return a script that sets a global name to a value, or calls it with one.

    No text in it can end a script element, should it ever stand in a page.
    """
    text = _ESCAPED.sub(
        lambda found: f"\\u{ord(found[0]):04x}", msgspec.json.encode(value).decode()
    )
    return f"globalThis.{name}{f'({text})' if is_call else f'={text}'};\n".encode()


# What ends an element or a line of a script, and what turns the direction of a text in an editor.
_ESCAPED = re.compile("[<>\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def _columns(catalogue: Catalogue) -> dict[str, Any]:
    entries = catalogue.entries
    names = _Table(name for entry in entries for name in entry.authors)
    topics = _Table(topic for entry in entries for topic in entry.topics)
    places = [place_of(entry, catalogue) for entry in entries]
    venues = _Table(id_ for id_, _ in places)
    acronyms = _Table(shown for _, shown in places)
    numbers = {entry.key: number for number, entry in enumerate(entries)}
    return {
        "keys": [entry.key for entry in entries],
        "titles": [title_text(entry.title or NO_TITLE) for entry in entries],
        "systems": [harmless(entry.system) for entry in entries],
        "years": [entry.year for entry in entries],
        "venues": [venues[id_] for id_, _ in places],
        "badges": [acronyms[shown] for _, shown in places],
        "authors": [[names[name] for name in entry.authors] for entry in entries],
        "topics": [[topics[topic] for topic in entry.topics] for entry in entries],
        "doi": [entry.published.doi if entry.published else "" for entry in entries],
        "arxiv": [entry.arxiv.id if entry.arxiv else "" for entry in entries],
        "url": list(map(_own_address, entries)),
        "pdf": [safe_url(entry.links.pdf) for entry in entries],
        "code": [safe_url(entry.links.code) for entry in entries],
        "names": {
            "authors": list(map(_shown, names)),
            "venues": list(venues),
            "badges": list(map(harmless, acronyms)),
            "topics": list(topics),
        },
        # Badges of what is not published: no venue is called like a server of preprints.
        "preprints": sorted(
            {
                acronyms[shown]
                for entry, (_, shown) in zip(entries, places, strict=True)
                if not entry.published
            }
        ),
        "lists": [
            (
                list_.id,
                harmless(list_.title),
                [numbers[entry.key] for entry in list_.selection.entries()],
            )
            for list_ in catalogue.lists
        ],
        "topicNames": {path: harmless(name) for path, name in catalogue.library.topics.items()},
        "venueNames": {id_: venue_name(id_, catalogue) for id_ in venues},
        # A key with a path of its own making is an exception.
        "papers": {
            entry.key: addresses.paper(entry.key)
            for entry in entries
            if addresses.stem(entry.key) != entry.key
        },
    }


def _own_address(entry: Entry) -> str:
    """Return the address of a version that nothing else leads to."""
    version = entry.published or entry.preprint
    if version is None or version.doi or version.url == entry.links.pdf:
        return ""
    return safe_url(version.url)


class _Table:
    """Names by number: the most frequent ones have the shortest numbers."""

    def __init__(self, names: Iterable[Any]) -> None:
        counts = Counter(names)
        ordered = sorted(counts, key=lambda name: (-counts[name], str(name)))
        self._numbers = {name: number for number, name in enumerate(ordered)}

    def __getitem__(self, name: Any) -> int:  # noqa: ANN401  # any name that is hashed
        return self._numbers[name]

    def __iter__(self) -> Any:  # noqa: ANN401
        return iter(self._numbers)


def _shown(name: StoredName) -> str:
    return harmless(display_name(read_name(name)))


def place_of(entry: Entry, catalogue: Catalogue) -> tuple[str, str]:
    """Return the facet under which an entry stands, and its badge: `osdi`, `OSDI`."""
    library = catalogue.library
    if id_ := venue_of(entry, library):
        return id_, library.venues[id_].acronym_in(entry.year)
    if entry.published:
        return ELSEWHERE, entry.published.container_title or entry.type
    if entry.arxiv:
        return ELSEWHERE, "arXiv"
    return ELSEWHERE, entry.preprint.server if entry.preprint else ""


def venue_name(id_: str, catalogue: Catalogue) -> str:
    """Return what a facet of venues is called."""
    return "Elsewhere" if id_ == ELSEWHERE else harmless(catalogue.library.venues[id_].acronym)


_TAG = re.compile("<[^>]*>")


def title_text(title: str) -> str:
    r"""Return a title without marks, its formulas in characters as far as there are any.

    >>> title_text(r"{GPU} Sums in $O(\log n)$")
    'GPU Sums in O(log n)'
    """
    shown = "".join(
        html.unescape(_TAG.sub("", math_to_html(run.text)))
        if run.kind is RunKind.MATH
        else run.text
        for run in parse_markup(title)
    )
    return harmless(shown)
