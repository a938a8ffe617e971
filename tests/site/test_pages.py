from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from built_site import Page, build
from command_line import CommandLine
from hostile_library import RUN, hostile_library
from mlsysbib.model.item import Resolver
from mlsysbib.model.library import Library
from mlsysbib.model.selection import Cited, Prose, Section
from mlsysbib.selecting.query.selecting import select
from mlsysbib.selecting.reading_lists.resolve import memberships, resolve
from mlsysbib.site.catalogue import Catalogue, newest
from mlsysbib.site.charts import venue_chart
from mlsysbib.store.reader import read_contents
from small_library import KWON, ORCA, small_library, write_files

ROOT = Path(__file__).parent.parent.parent
POLICY = {
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
}


@pytest.fixture(scope="session")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(library, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = hostile_library(tmp_path_factory.mktemp("hostile"))
    return build(Library(read_contents(str(root))), tmp_path_factory.mktemp("hostile-site"))


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


@cache
def read(path: Path) -> Page:
    return Page(path)


def broken_links(site: Path) -> list[str]:
    """Return every link of the site that leads to no file or to no anchor of its page."""
    broken = []
    for path in pages(site):
        for tag, attributes in read(path).elements:
            address = attributes.get("href") or attributes.get("src") or ""
            parts = urlsplit(address)
            if parts.scheme or address.startswith("?") or not address:
                continue
            if tag == "link" and attributes.get("rel") == "canonical":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            is_there = target.is_file() and target.is_relative_to(site)
            anchor = unquote(parts.fragment)
            if not is_there or (anchor and anchor not in read(target).ids()):
                broken.append(f"{path.relative_to(site)}: {address}")
    return broken


def test_no_link_within_the_site_is_broken(site: Path, hostile: Path) -> None:
    assert len(pages(site)) > 600
    assert broken_links(site) == []
    assert broken_links(hostile) == []


def test_the_crawl_sees_a_broken_link(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="gone.html"></a><a href="#none"></a>')
    assert len(broken_links(tmp_path)) == 2


def test_every_page_is_well_formed_and_bound_by_the_policy(site: Path, hostile: Path) -> None:
    for path in (*pages(site), *pages(hostile)):
        page = read(path)
        assert (page.unbalanced, page.open) == ([], []), path
        repeated = [id_ for id_, times in Counter(page.ids()).items() if times > 1]
        assert repeated == [], path
        policies = [meta["content"] for meta in page.all("meta") if "http-equiv" in meta]
        if path.name != "404.html":
            assert set(policies[0].split("; ")) == POLICY, path
        assert not any("style" in attributes for _, attributes in page.elements), path


def test_nothing_on_a_page_acts(hostile: Path) -> None:
    assert len(pages(hostile)) > 20
    for path in pages(hostile):
        page = read(path)
        handlers = {name for _, found in page.elements for name in found if name.startswith("on")}
        assert handlers == set(), path
        for tag, attributes in page.elements:
            for name in ("href", "src", "action", "content"):
                value = re.sub(r"[\s\x00-\x1f]", "", attributes.get(name, "")).lower()
                if name != "content":
                    harmless = tag == "link" and value.startswith("data:image/svg+xml")
                    assert harmless or not value.startswith(("javascript:", "data:")), (path, tag)
        kinds = {script.get("type", "") for script in page.all("script") if "src" not in script}
        assert kinds <= {"application/ld+json"}, path
        assert "img" not in {tag for tag, _ in page.elements}
        text = path.read_text("utf-8")
        # What is copied is what is exported, to the character.
        assert "\u202e" not in re.sub(r"<code.*?</code>", "", text, flags=re.DOTALL), path
        assert "49" not in "".join(page.texts.get("h1", ())), "a template ran in a text"
        assert RUN in text or path.name == "years.html", path


def test_data_of_the_search_can_end_no_script(hostile: Path) -> None:
    scripts = [*hostile.glob("assets/papers-*.js"), *hostile.glob("references/*.js")]
    assert len(scripts) >= 2
    for path in scripts:
        text = path.read_text("utf-8")
        assert not set("<>\u2028\u2029\u202e") & set(text), path


def test_without_javascript_every_paper_can_be_reached(site: Path, library: Library) -> None:
    assert "noscript" in read(site / "index.html").texts
    seen, waiting = set[Path](), [site / "index.html"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        for link in read(path).all("a"):
            address = urlsplit(link.get("href", ""))
            if not address.scheme and address.path:
                waiting.append((path.parent / unquote(address.path)).resolve())
    reached = {path.stem for path in seen if path.parent.name == "papers"}
    assert reached == set(library)


@pytest.mark.parametrize(
    "name", ["after-tensorflow", "ml-systems-papers", "research-space", "rui-index"]
)
def test_a_shipped_list_is_complete_and_in_order(name: str, site: Path, library: Library) -> None:
    selection = resolve(library.reading_lists[name], library, name).selection
    page = read(site / f"lists/{name}.html")
    keys: list[str] = []
    headings: list[str] = []
    prose: list[str] = []

    def walk(section: Section) -> None:
        for block in section.blocks:
            if isinstance(block, Cited):
                keys.append(block.entry.key)
            elif isinstance(block, Prose):
                prose.extend(re.findall(r"[A-Za-z]{4,}", re.sub(r"\(http[^)]*\)", "", block.text)))
        for below in section.sections:
            headings.append(below.heading)
            walk(below)

    walk(Section("", 0, selection.blocks, selection.sections))
    shown = [div for div in page.all("div") if div.get("class") == "paper"]
    anchors = [div["id"] for div in shown]
    assert [name if name in library else name.rpartition("-")[0] for name in anchors] == keys
    links = [
        link["href"] for link in page.all("a") if link.get("href", "").startswith("../papers/")
    ]
    assert links == [f"../papers/{key}.html" for key in keys]
    assert [id_ for id_ in page.ids() if id_ in set(anchors)] == anchors
    titles = [text for level in "23456" for text in page.texts.get(f"h{level}", ())]
    assert len(titles) == len(headings)
    text = " ".join(page.texts["main"])
    assert [word for word in prose if word not in text] == []


def test_a_paper_names_the_places_in_lists_where_it_stands(site: Path, library: Library) -> None:
    places = Catalogue(library).placements
    assert len(places) > 200
    for key, found in places.items():
        page = read(site / f"papers/{key}.html")
        hrefs = {link.get("href") for link in page.all("a")}
        for place in found:
            assert f"../lists/{place.list_id}.html#{place.anchor}" in hrefs


def test_many_papers_stand_on_several_pages(tmp_path: Path) -> None:
    entry = '\n[published]\nvenue = "osdi"\nyear = {year}\n'
    files: dict[str, str | bytes] = {
        f"entries/x/doe{number}.toml": f'title = "Paper {number}"\nauthors = ["Doe, Jane"]\n'
        f'topics = ["serving"]\n{entry.format(year=2000 + number % 4)}'
        for number in range(1, 701)
    }
    site = build(
        Library(read_contents(str(small_library(tmp_path / "library", files)))), tmp_path / "s"
    )
    sheets = sorted(site.glob("topics/serving*.html"))
    assert [path.name for path in sheets] == [
        "serving.2.html",
        "serving.3.html",
        "serving.4.html",
        "serving.html",
    ]
    found = [
        link["href"]
        for path in sheets
        for link in read(path).all("a")
        if link.get("href", "").startswith("../papers/doe")
    ]
    assert len(found) == len(set(found)) == 700
    assert broken_links(site) == []


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("library", ""),
        ("topics/training/parallelism", "topic:training/parallelism"),
        ("venues/osdi", "venue:osdi"),
        ("years/2020", "year:2020"),
        ("authors/stoica-ion", 'author:"Ion Stoica"'),
        ("lists/rui-index", "list:rui-index"),
    ],
)
def test_what_lies_beside_a_page_is_what_export_prints(
    page: str, query: str, site: Path, library: Library, command: CommandLine
) -> None:
    where = "index" if page == "library" else page
    links = [link["href"] for link in read(site / f"{where}.html").all("a") if "download" in link]
    chosen = select(library, [query] if query else [], memberships=lambda: memberships(library))
    keys = "|".join(f"key:{entry.key}" for entry in chosen)
    for form, suffix in (("bibtex", ".bib"), ("csl-json", ".csl.json")):
        choice = ("--list", "rui-index") if page.startswith("lists/") else (keys,)
        printed = command("export", "--library", ROOT, "-f", form, *choice).out
        assert (site / f"{page}{suffix}").read_text("utf-8") == printed
        assert any(link.endswith(f"{page.rpartition('/')[2]}{suffix}") for link in links)


def test_a_former_key_leads_to_the_paper(tmp_path: Path) -> None:
    entry = 'title = "T"\naliases = ["Old:Key"]\n[arxiv]\nid = "2309.06180"\n'
    files = {"entries/2023/kwon2023efficient.toml": entry}
    site = build(
        Library(read_contents(str(small_library(tmp_path / "library", files)))), tmp_path / "s"
    )
    moved = next(path for path in site.glob("papers/old-key-*.html"))
    assert "0; url=../papers/kwon2023efficient.html" in moved.read_text("utf-8")
    assert broken_links(site) == []


def test_full_addresses_stand_only_where_the_base_is_known(
    library: Library, site: Path, tmp_path: Path
) -> None:
    based = build(library, tmp_path, "https://example.org/papers")
    assert not (site / "sitemap.xml").exists()
    assert [
        link for link in read(site / "index.html").all("link") if link["rel"] == "canonical"
    ] == []
    text = (based / "sitemap.xml").read_text("utf-8")
    addresses = re.findall(r"<loc>https://example.org/papers/([^<]*)</loc>", text)
    assert "" in addresses
    assert len(addresses) == text.count("<url>") == len(set(addresses))
    assert [path for path in addresses if path and not (based / unquote(path)).is_file()] == []
    canonical = [
        link
        for link in read(based / "papers/kwon2023efficient.html").all("link")
        if link["rel"] == "canonical"
    ]
    assert canonical[0]["href"] == "https://example.org/papers/papers/kwon2023efficient.html"


def test_spellings_of_one_name_share_a_page(tmp_path: Path) -> None:
    paper = 'title = "{0}"\nauthors = ["{1}", "李, 明"]\n[arxiv]\nid = "2309.0000{2}"\n'
    files: dict[str, str | bytes] = {
        "entries/a/a1.toml": paper.format("A", "Müller-Groß, Jürgen", 1),
        "entries/a/a2.toml": paper.format("B", "Muller Gross, Jurgen", 2),
    }
    library = Library(read_contents(str(small_library(tmp_path / "library", files))))
    site = build(library, tmp_path / "s")
    page = read(site / "authors/muller-gross-jurgen.html")
    assert page.texts["h1"] == ["Jürgen Müller-Groß"]
    assert "Also written Jurgen Muller Gross" in page.texts["main"][0] + page.texts["header"][0]
    assert len(list(site.glob("authors/*.html"))) == 2
    assert broken_links(site) == []


def test_a_library_without_papers_says_so(tmp_path: Path) -> None:
    root = write_files(tmp_path / "library", {"mlsysbib.toml": 'title = "Bare"\n'})
    site = build(Library(read_contents(str(root))), tmp_path / "site")
    assert "No papers yet." in read(site / "index.html").texts["p"]
    assert "Topics" not in read(site / "index.html").texts.get("h2", [])
    for name in ("topics", "venues", "years", "authors", "lists"):
        assert "Nothing is here yet." in read(site / f"{name}.html").texts["p"]


def test_the_chart_has_a_column_for_a_year_without_papers(tmp_path: Path) -> None:
    root = small_library(
        tmp_path, {"entries/2019/a.toml": ORCA.replace("2022", "2019").replace("Orca", "Old")}
    )
    chart = venue_chart(Catalogue(Library(read_contents(str(root)))))
    assert chart
    assert [(column.label, column.count) for column in chart.columns] == [
        ("’19", 1),
        ("’20", 0),
        ("’21", 0),
        ("’22", 1),
        ("’23", 1),
    ]


def test_the_newest_are_those_of_the_last_months(tmp_path: Path) -> None:
    numbers = {"a": "2301.00001", "b": "2312.00001", "c": "2306.00001"}
    files = {
        f"entries/2023/{key}.toml": KWON.replace("2309.06180", id_) for key, id_ in numbers.items()
    }
    library = Library(read_contents(str(small_library(tmp_path, files))))
    found = newest(Catalogue(library).entries, 3, Resolver(library.venues))
    assert [entry.key for entry in found] == ["b", "kwon2023efficient", "c"]


def test_a_list_leads_to_its_bibtex_and_leaves_out_empty_counts(
    site: Path, command: CommandLine
) -> None:
    page = read(site / "lists/rui-index.html")
    assert {"href": "../lists/rui-index.bib", "download": ""} in page.all("a")
    bib = (site / "lists/rui-index.bib").read_text("utf-8")
    root = str(Path(__file__).parent.parent.parent)
    assert bib == command("export", "--library", root, "--list", "rui-index", "-f", "bibtex").out
    counts = "".join(path.read_text("utf-8") for path in sorted((site / "lists").glob("*.html")))
    assert '<span class="sum">0</span>' not in counts
