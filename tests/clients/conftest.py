"""Each document that cites the whole library is made once, and only if a test asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from clients.exporting import export, items_of
from clients.hard_entries import hard_library
from clients.typesetting import Style, Typeset, need_style, typeset
from mlsysbib.formats.base import AuthorLimit
from mlsysbib.model.item import Item
from mlsysbib.model.library import Library


@pytest.fixture(scope="session")
def items(library: Library) -> dict[str, Item]:
    """The items of the shipped library, published where there is such a version."""
    return items_of(library)


@pytest.fixture(scope="session")
def document(
    library: Library, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Style], Typeset]:
    """The document in a style that cites the whole shipped library."""

    @cache
    def made(style: Style) -> Typeset:
        folder = tmp_path_factory.mktemp(f"{style.target}-{style.name}")
        return typeset(folder, style, export(library, style.target))

    def needed_and_made(style: Style) -> Typeset:
        need_style(style)
        return made(style)

    return needed_and_made


@pytest.fixture(scope="session")
def hard_document(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Style], Typeset]:
    """The document in a style that cites all made entries that are hard to typeset."""

    @cache
    def made(style: Style) -> Typeset:
        need_style(style)
        folder = tmp_path_factory.mktemp(f"hard-{style.name}")
        # A mark without a letter that Unicode joins it to is no letter pdfLaTeX can be told of.
        library = hard_library(without=("combining",) if style.is_biblatex else ())
        return typeset(
            folder, style, export(library, style.target, author_limit=AuthorLimit(20, 1))
        )

    return made
