"""A real browser: started once, and only if a test asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from browser.visiting import CHROMIUM, FLAGS, Visit, need_browser, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Visitor = Callable[..., Visit]


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

    def opened(address: str, **wishes: object) -> Visit:
        visits.append(visit(browser, address, **wishes))  # type: ignore[arg-type]  # those of visit
        return visits[-1]

    yield opened
    for each in visits:
        each.page.context.close()
