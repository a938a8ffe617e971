"""What programs take from a site: JSON, feeds, and what pages say of themselves."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]  # it has none
import jsonschema
import pytest

from built_site import Page, build
from mlsysbib.model.library import Library
from mlsysbib.selecting.query.selecting import select
from mlsysbib.site.feeds import Feeds
from mlsysbib.site.making import Settings, SiteBuilder
from mlsysbib.site.search_data import title_text
from mlsysbib.store.reader import read_contents
from small_library import small_library

BASE = "https://example.org/papers/"
KWON = "kwon2023efficient"


@pytest.fixture(scope="session")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(library, tmp_path_factory.mktemp("site"), BASE)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    return build(Library(read_contents(str(small_library(folder / "library")))), folder / "site")


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def test_the_json_is_as_its_schema_says(site: Path, small: Path, library: Library) -> None:
    schema = read(site / "papers.schema.json")
    check = jsonschema.Draft202012Validator(schema)
    check.check_schema(schema)
    for folder in (site, small):
        check.validate(read(folder / "papers.json"))
        for path in (folder / "papers").glob("*.json"):
            if not path.name.endswith(".csl.json"):
                check.validate(read(path))
    papers = read(site / "papers.json")["papers"]
    assert [paper["key"] for paper in papers] == list(library)
    with pytest.raises(jsonschema.ValidationError):
        check.validate({"version": 1, "paper": {}})


def test_the_json_of_a_paper_has_its_facts_and_its_references(site: Path, library: Library) -> None:
    for key, entry in library.items():
        found = read(site / f"papers/{key}.json")
        assert found["version"] == 1
        paper = found["paper"]
        assert (site / paper["page"]).is_file()
        assert paper["title"] == title_text(entry.title)
        assert len(paper["authors"]) == len(entry.authors)
        published = entry.published
        assert (published.doi if published else "") in {v.get("doi", "") for v in paper["versions"]}
        assert paper.get("arxiv", "") == (entry.arxiv.id if entry.arxiv else "")
        shown = html.unescape((site / f"papers/{key}.html").read_text("utf-8"))
        assert found["bibtex"] in shown
        assert found["csl"]["id"] == key
    whole = read(site / "papers.json")
    named = {topic for paper in whole["papers"] for topic in paper.get("topics", ())}
    assert named <= set(whole["topics"])
    venues = {v["venue"] for paper in whole["papers"] for v in paper["versions"] if "venue" in v}
    assert venues <= set(whole["venues"])


def test_feeds_can_be_read_and_have_the_newest_first(site: Path, library: Library) -> None:
    builder = SiteBuilder(library, Settings(BASE))
    day = Feeds(builder).day
    feeds = {path: feedparser.parse(path.read_bytes()) for path in site.rglob("*.xml")}
    feeds = {path: feed for path, feed in feeds.items() if path.name != "sitemap.xml"}
    assert len(feeds) == 1 + len(list((site / "topics").rglob("*.html")))
    assert len({feed.feed.id for feed in feeds.values()}) == len(feeds)
    for path, feed in feeds.items():
        assert (feed.version, feed.bozo) == ("atom10", False), path
        assert all(entry.link.startswith(f"{BASE}papers/") for entry in feed.entries)
        assert all((site / entry.link.removeprefix(BASE)).is_file() for entry in feed.entries)
        stamps = [entry.updated for entry in feed.entries]
        assert stamps == sorted(stamps, reverse=True)
        assert feed.feed.updated == stamps[0]
    chosen = select(library, ["topic:serving"])
    newest = sorted((-day(e.key).toordinal(), e.key) for e in chosen)[:50]
    serving = feeds[site / "topics/serving.atom.xml"]
    keys = [entry.link.rpartition("/")[2].removesuffix(".html") for entry in serving.entries]
    assert keys == [key for _, key in newest]


def test_a_feed_without_a_known_address_leads_to_pages_all_the_same(small: Path) -> None:
    for path in (small / "feed.xml", small / "topics/serving/llm.atom.xml"):
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo
        assert feed.entries
        for entry in feed.entries:
            assert (path.parent / entry.link).is_file()


def test_pages_name_their_feed(site: Path) -> None:
    for page, feed in (("index", "feed.xml"), ("topics/serving", "../topics/serving.atom.xml")):
        links = Page(site / f"{page}.html").all("link")
        found = [link["href"] for link in links if link.get("type") == "application/atom+xml"]
        assert found == [feed]


def test_robots_are_led_to_the_map(site: Path, small: Path) -> None:
    allowed = "User-agent: *\nAllow: /\n"
    assert (small / "robots.txt").read_text() == allowed
    assert (site / "robots.txt").read_text() == f"{allowed}Sitemap: {BASE}sitemap.xml\n"


def test_pages_describe_themselves_in_sentences(site: Path, small: Path) -> None:
    for folder in (site, small):
        for path in folder.rglob("*.html"):
            page = Page(path)
            said = dict(page.metas()).get("description", "")
            shared = {m["property"]: m["content"] for m in page.all("meta") if "property" in m}
            assert shared.get("og:description", "") == said
            assert shared["og:title"]
            assert ".." not in said.replace("...", ""), path
            assert " 1 papers" not in said
    kwon = dict(Page(site / f"papers/{KWON}.html").metas())["description"]
    assert kwon.startswith("A paper by Kwon et al., 2023, in ")
    shared = {m["property"]: m["content"] for m in Page(site / f"papers/{KWON}.html").all("meta")
              if "property" in m}  # fmt: skip
    assert shared["og:url"] == f"{BASE}papers/{KWON}.html"


def test_zotero_is_told_the_type_and_the_archive(site: Path, library: Library) -> None:
    seen = set()
    for key, entry in library.items():
        found = dict(Page(site / f"papers/{key}.html").metas())
        seen.add(found["z:itemType"])
        is_preprint = found["z:itemType"] == "preprint"
        assert ("z:repository" in found) == is_preprint
        if is_preprint and entry.arxiv:
            assert found["z:archiveID"] == f"arXiv:{entry.arxiv.id}"
    assert {"preprint", "conferencePaper", "journalArticle"} <= seen


def test_a_paper_with_a_version_on_arxiv_links_to_its_pdf(site: Path, library: Library) -> None:
    for key, entry in library.items():
        if not entry.arxiv:
            continue
        links = Page(site / f"papers/{key}.html").all("a")
        labels = [link["href"] for link in links if link.get("rel") == "noopener noreferrer"]
        assert any(
            address.endswith(entry.arxiv.id) and "/pdf/" in address for address in labels
        ) or (entry.links.pdf), key
