"""The page of a reading list in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.conftest import Visitor
from browser.visiting import barriers, overflow
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.library import Library
from mlsysbib.reading_lists.resolve import resolve


@pytest.fixture(scope="session")
def address(library: Library, tmp_path_factory: pytest.TempPathFactory) -> str:
    selection = resolve(library.reading_lists["rui-index"], library, "").selection
    path: Path = tmp_path_factory.mktemp("page") / "rui-index.html"
    text = FORMATS["html"].dump(selection, library, Options(target=TARGETS["page"]))
    path.write_text(text, encoding="utf-8")
    return path.as_uri()


def test_the_page_asks_for_nothing_and_complains_of_nothing(
    visiting: Visitor, address: str
) -> None:
    visit = visiting(address)
    assert (visit.requests, visit.complaints) == ([], [])
    assert barriers(visit.page) == []
    assert overflow(visit.page) == 0
