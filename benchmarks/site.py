"""Measure the site of N papers: to build it, to load it, and to search it in a browser.

    python benchmarks/site.py [--count 5000] [--records FILE.jsonl]...

Times of the clock are those of a machine that may do other things; CPU time says more. The browser
is Chromium by playwright; without it its rows are left out.
"""

from __future__ import annotations

import argparse
import gzip
import os
import pathlib
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from make_library import make_library
from measuring import TOOL, Cost, Job, machine, run, table, version_of, write_result

CHROMIUM = os.environ.get("MLSYSBIB_CHROMIUM", "/usr/bin/chromium")
QUERIES = ("c", "cl", "clockwork", "clokwork", "distributed training", "zhang 2020", "serving")
# From the key being pressed to the change of the results: what a person waits for, but the paint.
WATCH = """() => {
    globalThis.waits = [];
    let pressed = 0;
    document.addEventListener("input", event => { pressed = event.timeStamp; }, true);
    new MutationObserver(() => waits.push(performance.now() - pressed))
        .observe(document.getElementById("found"), { childList: true });
}"""
INDEXED = """() => new Promise(resolve => {
    const root = document.documentElement;
    if (root.dataset.index) resolve(performance.now());
    new MutationObserver(() => resolve(performance.now())).observe(root, { attributes: true });
})"""


def main() -> None:
    """Measure, print and keep the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--records", action="append", default=[])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library, site = os.path.join(folder, "library"), os.path.join(folder, "site")
        make_library(chosen.count, library, chosen.records)
        # Files that have just been made are not kept in a snapshot: they could change unseen.
        time.sleep(3)
        parts = [
            f"# The site of {chosen.count:,} papers\n\n{machine()}.\n",
            f"\n## Build\n\n{_builds(library, site)}",
            f"\n## What the start page loads\n\n{_transfer(site)}",
        ]
        if find_spec("playwright") and os.path.exists(CHROMIUM):
            parts.append(f"\n## Search, in {version_of(CHROMIUM, '--version')}\n\n{_search(site)}")
    write_result("site", "".join(parts))


def _builds(library: str, site: str) -> str:
    cache = {"MLSYSBIB_CACHE": os.path.join(os.path.dirname(site), "cache")}
    job = Job("site build", (TOOL, "site", "build", "--library", library, "-o", site), cache)
    changed = min(pathlib.Path(library, "entries").rglob("*.toml"))
    rows = [("everything", *_timed(job), _count(site))]
    rows.append(("nothing has changed", *_timed(job), _count(site)))
    before = _times(site)
    text = changed.read_text("utf-8")
    changed.write_text(text.replace('title = "', 'title = "Changed: ', 1), "utf-8")
    cost = _timed(job)
    written = sum(time_ != before.get(path) for path, time_ in _times(site).items())
    rows.append(("one title has changed", *cost, f"{written}"))
    return table(("build", "CPU s", "clock s", "peak MB", "files"), rows)


def _timed(job: Job) -> tuple[str, str, str]:
    start = time.perf_counter()
    cost: Cost = run(job)
    return f"{cost.cpu:.2f}", f"{time.perf_counter() - start:.2f}", f"{cost.peak:.0f}"


def _times(site: str) -> dict[str, int]:
    return {str(p): p.stat().st_mtime_ns for p in pathlib.Path(site).rglob("*") if p.is_file()}


def _count(site: str) -> str:
    return f"{len(_times(site)):,}"


def _transfer(site: str) -> str:
    page = pathlib.Path(site, "index.html")
    loaded = re.findall(r'(?:src|href)="(assets/[^"]+)"', page.read_text("utf-8"))
    rows, total = [], 0
    for path in (page, *(pathlib.Path(site, name) for name in loaded)):
        content = path.read_bytes()
        small = len(gzip.compress(content, 6))
        total += small
        name = re.sub(r"-[0-9a-f]{10}(?=\.)", "", path.relative_to(site).as_posix())
        rows.append((name, f"{len(content) / 1000:,.0f}", f"{small / 1000:,.0f}"))
    return table(("file", "kB", "kB, gzip -6"), [*rows, ("all", "", f"{total / 1000:,.0f}")])


def _search(site: str) -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        columns = [_measure(browser, site, slower) for slower in (1, 4)]
        browser.close()
    rows = [(name, *(column[name] for column in columns)) for name in columns[0]]
    head = ("from key to result, ms (median, worst)", "this machine", "4 times slower")
    return table(head, rows)


def _measure(browser: Any, site: str, slower: int) -> dict[str, str]:  # noqa: ANN401  # playwright's, if there
    found: dict[str, list[float]] = {}
    address = pathlib.Path(site, "index.html").as_uri()

    def visit(use: Callable[[Any], None]) -> None:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.goto(address, wait_until="domcontentloaded")
        use(page)
        context.close()

    def wait_until_shown(page: Any) -> None:  # noqa: ANN401
        # Playwright's own waiting evaluates text, which the pages' policy forbids.
        while not page.evaluate("waits.length > 0"):
            page.wait_for_timeout(5)

    def cold(page: Any) -> None:  # noqa: ANN401
        page.evaluate(WATCH)
        page.focus("#q")
        page.keyboard.press("c")
        is_cold = page.evaluate("!document.documentElement.dataset.index")
        wait_until_shown(page)
        name = "first key, the index not yet built" if is_cold else "first key"
        found.setdefault(name, []).append(page.evaluate("waits[0]"))

    def warm(page: Any) -> None:  # noqa: ANN401
        found.setdefault("the index is built, after loading", []).append(page.evaluate(INDEXED))
        page.evaluate(WATCH)
        for query in QUERIES:
            page.fill("#q", "")
            page.fill("#q", query[:-1])
            page.evaluate("waits.length = 0")
            page.focus("#q")
            page.keyboard.press("End")
            page.keyboard.type(query[-1])
            wait_until_shown(page)
            found.setdefault(f"`{query}`", []).append(page.evaluate("waits[0]"))

    for _ in range(5):
        visit(cold)
        visit(warm)
    return {
        name: f"{statistics.median(times):.0f}, {max(times):.0f}" for name, times in found.items()
    }


if __name__ == "__main__":
    main()
