"""The manual as a site: it builds without a warning, and loads nothing from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

pytest.importorskip("material")
pytest.importorskip("mkdocstrings")

_LOADED = re.compile(r"<(?:script|img|link)\b[^>]*?(?:src|href)=[\"']?(https?:)?//")


@pytest.fixture(scope="module", name="site")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    # A proxy that nobody serves: whatever asks the network fails.
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env=os.environ | nowhere | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_of_the_manual_is_there_and_loads_nothing_from_elsewhere(site: Path) -> None:
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    sources = {p.relative_to(ROOT / "docs").with_suffix("") for p in (ROOT / "docs").rglob("*.md")}
    assert {f"{source.as_posix()}.html" for source in sources} <= pages
    assert {"changelog.html", "contributing.html", "tutorials/paper.html"} <= pages
    loaded = {page for page in pages if _LOADED.search((site / page).read_text("utf-8"))}
    assert loaded == set()


def test_the_api_is_described_from_the_code(site: Path) -> None:
    text = (site / "api.html").read_text("utf-8")
    for name in ("open_library", "Papers.query", "Entry.plain_title", "ChoiceError"):
        assert re.search(rf'id="mlsysbib[\w.]*\.{re.escape(name)}"', text), name


def test_every_link_of_the_site_leads_to_a_page_and_a_place_of_it(site: Path) -> None:
    broken = []
    pages = {path: path.read_text("utf-8") for path in site.rglob("*.html")}
    places = {path: set(re.findall(r'\bid="?([^"\s>]+)', text)) for path, text in pages.items()}
    for path, text in pages.items():
        for link in re.findall(r'<a\b[^>]*?href="?([^"\s>]+)', text):
            target, _, place = link.partition("#")
            if re.match(r"\w+:", target) or path.name == "404.html":
                continue
            found = (path.parent / target).resolve() if target else path
            if found not in pages or (place and place not in places[found]):
                broken.append((path.name, link))
    assert broken == []
