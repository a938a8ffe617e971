"""The site of the tests: that of the papers on the shipped lists, as one of all takes a minute."""

from __future__ import annotations

import pytest

from built_site import listed_papers
from mlsysbib.model.library import Contents, Library


@pytest.fixture(scope="session")
def library(contents: Contents) -> Library:
    """The papers of the shipped reading lists, with all venues and topics."""
    return listed_papers(contents)
