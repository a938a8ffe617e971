"""Each document that cites a part of the library is made once, and only if a test asks for it.

What bibtex and biber say of all of it, test_options.py and test_biber.py show: to typeset it all in
each style takes an hour.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import msgspec
import pytest

from clients.exporting import export, items_of
from clients.hard_entries import hard_library
from clients.typesetting import Style, Typeset, need_style, typeset
from mlsysbib.formats.base import AuthorLimit
from mlsysbib.model.item import Item
from mlsysbib.model.library import Contents, Library
from mlsysbib.selecting.reading_lists.resolve import memberships


@pytest.fixture(scope="session")
def cited(contents: Contents) -> Library:
    """The papers of the shipped reading lists, and every twentieth of the others."""
    on_lists = frozenset().union(*memberships(Library(contents)).values())
    entries = tuple(
        entry
        for number, entry in enumerate(contents.entries)
        if entry.key in on_lists or not number % 20
    )
    return Library(msgspec.structs.replace(contents, entries=entries))


@pytest.fixture(scope="session")
def items(cited: Library) -> dict[str, Item]:
    """The items that a document cites, published where there is such a version."""
    return items_of(cited)


@pytest.fixture(scope="session")
def document(
    cited: Library, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Style], Typeset]:
    """The document in a style that cites a good part of the shipped library."""

    @cache
    def made(style: Style) -> Typeset:
        folder = tmp_path_factory.mktemp(f"{style.target}-{style.name}")
        return typeset(folder, style, export(cited, style.target))

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
