"""Use the search of a site's start page as a person does."""

from __future__ import annotations

from browser.visiting import Visit


def found(visit: Visit) -> list[str]:
    """Return the keys of the papers that are shown as found."""
    keys: list[str] = visit.page.eval_on_selector_all(
        "#found > li", "lines => lines.map(line => line.dataset.key)"
    )
    return keys


def begin(visit: Visit) -> None:
    """Turn to the search, and wait until all papers are indexed."""
    visit.page.focus("#q")
    visit.page.wait_for_selector("html[data-index=ready]")


def search(visit: Visit, text: str) -> list[str]:
    """Type into the search when its index is ready; return what is found."""
    begin(visit)
    visit.page.fill("#q", "")
    visit.page.type("#q", text)
    return found(visit)
