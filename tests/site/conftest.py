"""The site of the tests: that of the papers on the shipped lists, as one of all takes a minute."""

from __future__ import annotations

import msgspec
import pytest

from mlsysbib.model.library import Contents, Library
from mlsysbib.selecting.reading_lists.resolve import memberships


@pytest.fixture(scope="session")
def library(contents: Contents) -> Library:
    """The papers of the shipped reading lists, with all venues and topics."""
    cited = frozenset().union(*memberships(Library(contents)).values())
    pairs = zip(contents.entries, contents.paths, strict=True)
    entries, paths = zip(*(pair for pair in pairs if pair[0].key in cited), strict=True)
    return Library(msgspec.structs.replace(contents, entries=entries, paths=paths))
