"""Open a page in the browser, and keep all that it asks for and complains about."""

from __future__ import annotations

import os
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

CHROMIUM = os.environ.get("MLSYSBIB_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DESKTOP, PHONE = (1280, 900), (360, 740)


def need_browser() -> None:
    """Skip the test where the browser is missing; fail where it is said to be there."""
    missing = [name for name in ("playwright",) if find_spec(name) is None]
    missing += [str(path) for path in (CHROMIUM, AXE) if not Path(path).exists()]
    if not missing:
        return
    reason = f"not installed: {', '.join(missing)} (npm ci in tests/browser gets axe-core)"
    if os.environ.get("MLSYSBIB_REQUIRE_CLIENTS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


class Visit(msgspec.Struct, frozen=True):
    """An open page, the addresses it asked for beside its own, and its errors and warnings."""

    page: Any
    requests: list[str]
    complaints: list[str]


def visit(  # noqa: PLR0913  # what a browser can be asked for
    browser: Browser,
    address: str,
    *,
    size: tuple[int, int] = DESKTOP,
    dark: bool = False,
    javascript: bool = True,
    permissions: tuple[str, ...] = (),
) -> Visit:
    """Open an address in a fresh profile, and wait until it has loaded."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        java_script_enabled=javascript,
        permissions=list(permissions),
        reduced_motion="reduce",
        accept_downloads=True,
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    seen = Visit(page, [], [])

    def refuse(dialog: Dialog) -> None:
        seen.complaints.append(dialog.message)
        dialog.dismiss()

    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("dialog", refuse)
    page.on(
        "console",
        lambda message: (
            seen.complaints.append(message.text) if message.type in {"error", "warning"} else None
        ),
    )
    page.goto(address)
    seen.requests[:] = [url for url in seen.requests if url not in {address, page.url}]
    return seen


def wait_until(page: Page, condition: str) -> None:
    """Wait until an expression holds; the pages' policy forbids Playwright's own way."""
    end = time.monotonic() + _PATIENCE
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"never came true: {condition}"
        page.wait_for_timeout(20)


_PATIENCE = 30  # seconds, as a machine may be busy


def barriers(page: Page) -> list[str]:
    """Return what axe-core finds against WCAG 2 A and AA: rule, element and reason."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    found: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return found
