"""Programs are asked about a part of the shipped library: all of it in each style takes an hour.

Each document that cites the part is made once, and only if a test asks for it. What biber and
bibtex say of the whole library, test_biber.py and test_options.py show.
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
def whole_library(contents: Contents) -> Library:
    """The library that is shipped, with all its papers."""
    return Library(contents)


@pytest.fixture(scope="session")
def library(contents: Contents) -> Library:
    """The papers of the shipped reading lists, and every twentieth of the others."""
    on_lists = frozenset().union(*memberships(Library(contents)).values())
    entries = tuple(
        entry
        for number, entry in enumerate(contents.entries)
        if entry.key in on_lists or not number % 20
    )
    return Library(msgspec.structs.replace(contents, entries=entries))


@pytest.fixture(scope="session")
def items(library: Library) -> dict[str, Item]:
    """The items that a document cites, published where there is such a version."""
    return items_of(library)


@pytest.fixture(scope="session")
def document(
    library: Library, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Style], Typeset]:
    """The document in a style that cites a good part of the shipped library."""

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
