"""A real browser: started once, and only if a test asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.visiting import CHROMIUM, FLAGS, Visit, need_browser, visit
from built_site import build, listed_papers
from mlsysbib.model.library import Contents, Library
from mlsysbib.site.serving import Preview, listening

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Visitor = Callable[..., Visit]


@pytest.fixture(scope="session")
def library(contents: Contents) -> Library:
    """The papers of the shipped reading lists: they stay few, whatever the library grows to."""
    return listed_papers(contents)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window and without a word to anybody."""
    need_browser()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # it may be missing

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def visiting(browser: Browser) -> Iterator[Visitor]:
    """A function that opens an address as `visit` does; what it opened is closed in the end."""
    visits: list[Visit] = []

    def opened(address: str, **chosen: object) -> Visit:
        visits.append(visit(browser, address, **chosen))  # type: ignore[arg-type]  # those of visit
        return visits[-1]

    yield opened
    for each in visits:
        each.page.context.close()


@pytest.fixture(scope="session")
def folder(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(library, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def files(folder: Path) -> str:
    """Where the site is as files."""
    return folder.as_uri() + "/"


@pytest.fixture(scope="session")
def served(folder: Path) -> Iterator[str]:
    """Where the site is as a server gives it."""
    preview = Preview(str(folder))
    preview.has_site = True
    with listening(preview, 0) as address:
        yield address
