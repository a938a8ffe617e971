"""The site in a real browser: search, filters, selection, keyboard, in any size and colour."""

from __future__ import annotations

import re
import urllib.parse
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import Visitor
from browser.finding import begin, found, search
from browser.visiting import DESKTOP, PHONE, Visit, barriers, overflow, wait_until
from built_site import build
from clients.programs import need, run
from command_line import CommandLine
from hostile_library import RUN, hostile_library
from made_papers import WIDGETS, WIDGETS_PATH, made_library
from mlsysbib.model.library import Library
from mlsysbib.selecting.query.selecting import select
from mlsysbib.site.making import Settings
from mlsysbib.site.serving import Preview, listening
from mlsysbib.site.site_files import plan_site
from mlsysbib.site.writing import write_site
from mlsysbib.store.reader import read_contents

ROOT = Path(__file__).parent.parent.parent
THREE = ["crankshaw2017clipper", "gujarati2020serving", "kwon2023efficient"]
PAGES = {
    "start": "index.html",
    "results": "index.html?q=serving&venue=osdi&sel=gujarati2020serving",
    "paper": "papers/kwon2023efficient.html",
    "topic": "topics/serving.html",
    "venue": "venues/osdi.html",
    "author": "authors/stoica-ion.html",
    "list": "lists/rui-index.html",
    "letter": "authors-s.html",
    "year": "years/2023.html",
    "topics": "topics.html",
    "venues": "venues.html",
    "authors": "authors.html",
    "lists": "lists.html",
    "missing": "404.html",
}


def assert_quiet(visit: Visit, address: str) -> None:
    """See that nothing was asked of anybody else, and nothing went wrong."""
    beginning = address.partition("?")[0].rpartition("/")[0]
    origin = "file://" if address.startswith("file:") else beginning
    assert [url for url in visit.requests if not url.startswith((origin, "data:", "blob:"))] == []
    assert visit.complaints == []


@pytest.mark.parametrize("where", ["files", "served"])
def test_typing_finds_a_paper(
    where: str, visiting: Visitor, request: pytest.FixtureRequest
) -> None:
    address: str = request.getfixturevalue(where)
    visit = visiting(address + "index.html")
    assert search(visit, "clockwork")[0] == "gujarati2020serving"
    assert visit.page.inner_text("#count").endswith("papers") or found(visit) == [
        "gujarati2020serving"
    ]
    assert not visit.page.is_visible("#overview")
    assert_quiet(visit, address)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("clokwork", "gujarati2020serving"),
        ("Clockwork", "gujarati2020serving"),
        ("clockw", "gujarati2020serving"),
        ("vllm", "kwon2023efficient"),
        ("vllm 2023", "kwon2023efficient"),
        ("paged attention", "kwon2023efficient"),
        ("kwon sosp", "kwon2023efficient"),
        ("kwon2023efficient", "kwon2023efficient"),
        ("orca", "yu2022orca"),
    ],
)
def test_the_search_forgives(text: str, first: str, visiting: Visitor, files: str) -> None:
    assert search(visiting(files + "index.html"), text)[0] == first


def test_before_the_index_is_ready_papers_are_found_all_the_same(
    visiting: Visitor, files: str
) -> None:
    visit = visiting(files + "index.html")
    begin(visit)
    visit.page.evaluate("""() => {
        globalThis.slow = mlsysbibSearch(mlsysbibData);
        const early = slow.find("vllm kwon").exact;
        globalThis.early = [slow.isReady, early.map(i => mlsysbibData.keys[i])];
    }""")
    assert visit.page.evaluate("early") == [False, ["kwon2023efficient"]]


def test_what_is_not_there_is_said(visiting: Visitor, files: str) -> None:
    visit = visiting(files + "index.html")
    assert search(visit, "qqqqzzzz") == []
    assert visit.page.inner_text("#count") == "No paper matches."


def test_filters_narrow_and_stand_in_the_address(
    visiting: Visitor, files: str, library: Library
) -> None:
    visit = visiting(files + "index.html")
    page = visit.page
    all_found = len(search(visit, "serving"))
    page.check("#facet-venue input[value=osdi]")
    osdi = found(visit)
    assert 0 < len(osdi) < all_found
    assert all(library[key].published.venue == "osdi" for key in osdi)  # type: ignore[union-attr]
    page.check("#facet-year input[value='2022']")
    both = found(visit)
    assert {library[key].year for key in both} == {2022}
    assert page.inner_text("#facet-year li:has(input[value='2022']) .sum") == str(len(both))
    address = page.url
    assert urllib.parse.urlsplit(address).query == "q=serving&venue=osdi&year=2022"
    page.go_back()
    assert found(visit) == osdi
    page.go_forward()
    assert found(visit) == both
    again = visiting(address)
    begin(again)
    assert found(again) == both
    assert again.page.input_value("#q") == "serving"
    assert again.page.is_checked("#facet-venue input[value=osdi]")
    page.uncheck("#facet-venue input[value=osdi]")
    page.uncheck("#facet-year input[value='2022']")
    assert len(found(visit)) == all_found


def test_a_topic_holds_what_is_below_it(visiting: Visitor, files: str, library: Library) -> None:
    visit = visiting(files + "index.html?topic=training/parallelism&year=2019..2020")
    expected = {
        e.key for e in select(library, ["topic:training/parallelism"]) if e.year in {2019, 2020}
    }
    assert set(found(visit)) == expected
    assert len(expected) > 5
    every = visiting(files + "index.html?all")
    assert every.page.inner_text("#count") == f"{len(library):,} papers"
    assert len(found(every)) == 50
    every.page.click("#more")
    assert len(found(every)) == 100


def test_the_chart_leads_to_papers(visiting: Visitor, files: str, library: Library) -> None:
    visit = visiting(files + "index.html")
    visit.page.click("svg a[aria-label^='OSDI, 2022'] .hit", force=True)
    visit.page.wait_for_selector("#found > li")
    expected = {
        k
        for k, e in library.items()
        if e.published and e.published.venue == "osdi" and e.year == 2022
    }
    assert set(found(visit)) == expected
    visit.page.go_back()
    assert visit.page.is_visible("#overview")


def bibtex_warnings(bib: Path, style: str) -> str:
    """Return what bibtex says of a file in a style, "" where it has nothing to say."""
    need("bibtex", tex_files=(f"{style}.bst",))
    lines = (r"\relax", r"\citation{*}", rf"\bibstyle{{{style}}}", rf"\bibdata{{{bib.stem}}}")
    (bib.parent / "all.aux").write_text("\n".join(lines) + "\n", "utf-8")
    said = run("bibtex", "all", folder=bib.parent)
    assert (bib.parent / "all.bbl").read_text("utf-8").count("\\bibitem") == len(THREE)
    return "\n".join(line for line in said.splitlines() if re.search("(?i)warning|error", line))


def test_a_selection_is_downloaded_and_compiles(
    visiting: Visitor, served: str, command: CommandLine, tmp_path: Path
) -> None:
    visit = visiting(served + "index.html?sel=kwon2023efficient")
    page = visit.page
    for key, text in (("gujarati2020serving", "clockwork"), ("crankshaw2017clipper", "clipper")):
        search(visit, text)
        page.check(f"li[data-key={key}] input")
    assert page.inner_text("#selected-count") == "3 papers selected"
    with page.expect_download() as download:
        page.click("#download")
    bib = tmp_path / download.value.suggested_filename
    download.value.save_as(bib)
    assert bib.name == "selection.bib"
    expected = command("export", "--library", str(ROOT), *("|".join(THREE),))
    assert bib.read_text("utf-8") == expected.out
    for style in ("plain", "plainnat"):
        assert bibtex_warnings(bib, style) == ""
    page.select_option("#form", "csl-json")
    with page.expect_download() as download:
        page.click("#download")
    json = command("export", "--library", str(ROOT), "-f", "csl-json", "|".join(THREE)).out
    assert Path(download.value.path()).read_text("utf-8") == json
    assert_quiet(visit, served)


def test_references_are_loaded_only_when_they_are_wanted(visiting: Visitor, served: str) -> None:
    visit = visiting(
        served + "index.html?q=clockwork&sel=kwon2023efficient",
        permissions=("clipboard-read", "clipboard-write"),
    )
    assert not any("/references/" in url for url in visit.requests)
    visit.page.click("#copy")
    wait_until(visit.page, "document.getElementById('told').textContent === 'Copied'")
    assert len([url for url in visit.requests if "/references/" in url]) == 2


def test_a_selection_survives_in_its_address(visiting: Visitor, files: str) -> None:
    address = f"{files}index.html?sel={','.join(THREE)}"
    visit = visiting(address)
    assert sorted(found(visit)) == THREE
    assert visit.page.inner_text("#count") == "3 papers selected"
    visit.page.click("#clear")
    assert visit.page.is_visible("#overview")
    assert not visit.page.is_visible("#selection")


def test_everything_found_can_be_selected_at_once_and_the_address_stays_short(
    visiting: Visitor, served: str, library: Library
) -> None:
    visit = visiting(served + "index.html?all")
    visit.page.click("#select-all")
    assert visit.page.inner_text("#selected-count") == f"{len(library):,} papers selected"
    wait_until(visit.page, "location.hash.length > 1000")
    assert len(visit.page.evaluate("location.search")) < 1500
    again = visiting(visit.page.url)
    assert again.page.inner_text("#selected-count") == f"{len(library):,} papers selected"


def test_papers_are_picked_wherever_they_are_listed(
    visiting: Visitor, served: str, library: Library
) -> None:
    visit = visiting(served + "topics/serving.html", permissions=("clipboard-read",))
    page = visit.page
    page.check("li[data-key=kwon2023efficient] input")
    page.goto(served + "lists/rui-index.html")
    page.check("[data-key=gujarati2020serving] input")
    page.goto(served + "papers/crankshaw2017clipper.html")
    page.click("[data-pick]")
    assert page.get_attribute("[data-pick]", "aria-pressed") == "true"
    assert page.inner_text("#selected-count") == "3 papers selected"
    page.click("#copy-cite")
    wait_until(page, "document.getElementById('told').textContent === 'Copied'")
    cited = "kwon2023efficient,gujarati2020serving,crankshaw2017clipper"
    assert page.evaluate("navigator.clipboard.readText()") == f"\\cite{{{cited}}}"
    page.click("#show-selected")
    page.wait_for_selector("#found > li")
    assert sorted(found(visit)) == THREE
    page.click(f"li[data-key={THREE[0]}] label")
    page.go_back()
    page.wait_for_selector("[data-pick]")
    assert page.get_attribute("[data-pick]", "aria-pressed") == "false"
    page.goto(served + "venues/osdi.html")
    osdi = {k for k, e in library.items() if e.published and e.published.venue == "osdi"}
    page.click("[data-pick-all]")
    assert page.inner_text("#selected-count") == f"{len(osdi) + 1} papers selected"
    page.click("[data-pick-all]")
    assert page.inner_text("#selected-count") == "1 paper selected"
    other = page.context.new_page()
    other.goto(served + "years/2023.html")
    assert other.inner_text("#selected-count") == "1 paper selected"
    other.close()
    assert_quiet(visit, served)


def test_what_a_link_brings_is_not_mixed_with_what_was_picked(
    visiting: Visitor, served: str
) -> None:
    page = visiting(f"{served}papers/{THREE[0]}.html").page
    page.click("[data-pick]")
    other = page.context.new_page()
    other.goto(f"{served}index.html?sel={THREE[1]}")
    other.wait_for_selector("#found > li")
    assert other.inner_text("#selected-count") == "1 paper selected"
    other.close()
    page.reload()
    assert page.get_attribute("[data-pick]", "aria-pressed") == "true"
    assert page.inner_text("#selected-count") == "1 paper selected"


def test_the_few_papers_of_a_person_are_put_together(
    visiting: Visitor, served: str, folder: Path, command: CommandLine
) -> None:
    few = next(p for p in sorted(folder.glob("authors/*.html")) if "data-take" in p.read_text())
    visit = visiting(f"{served}authors/{few.name}")
    keys = visit.page.eval_on_selector_all("[data-key]", "all => all.map(e => e.dataset.key)")
    assert len(keys) >= 2
    chosen = "|".join(f"key:{key}" for key in keys)
    for form, name in (("bibtex", f"{few.stem}.bib"), ("csl-json", f"{few.stem}.json")):
        with visit.page.expect_download() as download:
            visit.page.click(f"[data-take={form}]")
        assert download.value.suggested_filename == name
        expected = command("export", "--library", str(ROOT), "-f", form, chosen).out
        assert Path(download.value.path()).read_text("utf-8") == expected


@pytest.mark.parametrize("key", ["kwon2023efficient", "gujarati2020serving"])
def test_what_is_copied_is_what_export_prints(
    key: str, visiting: Visitor, served: str, command: CommandLine
) -> None:
    visit = visiting(
        f"{served}papers/{key}.html", permissions=("clipboard-read", "clipboard-write")
    )
    for name in ("bibtex", "csl-json", "ris"):
        visit.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        visit.page.click(f"button[data-copy={name}]")
        wait_until(visit.page, "navigator.clipboard.readText().then(text => text.length > 0)")
        expected = command("export", "--library", str(ROOT), "-f", name, key).out
        assert visit.page.evaluate("navigator.clipboard.readText()") == expected
    assert_quiet(visit, served)


def test_the_keyboard_is_enough(visiting: Visitor, files: str) -> None:
    visit = visiting(files + "index.html")
    page = visit.page
    focused = "document.activeElement.id || document.activeElement.textContent"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Skip to content"
    page.keyboard.press("/")
    assert page.evaluate(focused) == "q"
    begin(visit)
    page.keyboard.type("pipeline")
    keys = found(visit)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('li').dataset.key") == keys[1]
    page.keyboard.press("Space")
    assert page.inner_text("#selected-count") == "1 paper selected"
    assert page.is_checked(f"li[data-key={keys[1]}] input")
    page.keyboard.press("Space")
    assert not page.is_visible("#selection")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.type") == "checkbox"
    page.keyboard.press("Space")
    assert page.inner_text("#selected-count") == "1 paper selected"
    page.keyboard.press("Escape")
    assert page.evaluate(focused) == "q"
    page.keyboard.press("Escape")
    assert page.input_value("#q") == ""
    page.keyboard.press("/")
    page.keyboard.type("clockwork")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/gujarati2020serving.html")
    page.keyboard.press("/")
    page.wait_for_url("**/index.html")


@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_kept_out(name: str, visiting: Visitor, files: str) -> None:
    """In light and dark, on a desktop and on a telephone."""
    visit = visiting(files + PAGES[name])
    page = visit.page
    # Before axe looks at style sheets, which it may not do where pages are files.
    assert_quiet(visit, files)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for width, height in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert (width, scheme, barriers(page)) == (width, scheme, [])
        assert overflow(page) == 0


def test_it_can_be_read_without_javascript(visiting: Visitor, files: str) -> None:
    visit = visiting(files + "index.html", javascript=False)
    assert "needs JavaScript" in visit.page.inner_text("noscript")
    assert not visit.page.is_visible("#search")
    visit.page.click("text=OSDI")
    visit = visiting(files + PAGES["paper"], javascript=False)
    assert "@inproceedings{kwon2023efficient," in visit.page.inner_text("#bibtex")
    assert not visit.page.is_visible("button")


def test_hostile_texts_stay_texts(visiting: Visitor, tmp_path: Path) -> None:
    library = Library(read_contents(str(hostile_library(tmp_path / "library"))))
    site = build(library, tmp_path / "site")
    visit = visiting((site / "index.html").as_uri())
    for path in sorted(site.rglob("*.html")):
        if 'http-equiv="refresh"' in path.read_text("utf-8"):
            continue  # it leads to a page that is looked at
        visit.page.goto(path.as_uri())
        visit.page.evaluate("""document.querySelectorAll("*").forEach(element => {
            element.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
        })""")
        assert visit.page.evaluate("globalThis.pwned") is None, path
        assert visit.complaints == [], path
    assert not any("/src=x" in url for url in visit.requests)
    visit = visiting((site / "index.html").as_uri() + "?all")
    assert len(found(visit)) == len(library)
    assert RUN in visit.page.inner_text("#found")
    visit.page.click("#select-all")
    visit.page.click("#copy")
    wait_until(visit.page, "document.getElementById('told').textContent === 'Copied'")
    hrefs: list[str] = visit.page.eval_on_selector_all(
        "a", "links => links.map(link => link.href.baseVal ?? link.href)"
    )
    assert {urllib.parse.urlsplit(href).scheme for href in hrefs} <= {"", "file", "https"}
    assert visit.page.evaluate("globalThis.pwned") is None
    assert visit.complaints == []


def test_a_preview_shows_changes_and_problems(visiting: Visitor, tmp_path: Path) -> None:
    root, site = made_library(tmp_path / "made"), str(tmp_path / "site")
    preview = Preview(site)

    def rebuild() -> str:
        plan = plan_site(Library(read_contents(str(root))), Settings())
        write_site(plan.files, site)
        return ""

    preview.rebuild(rebuild)
    with listening(preview, 0) as address:
        visit = visiting(address + "papers/roe2023widgets.html")
        page: Any = visit.page
        (root / WIDGETS_PATH).write_text("title = 3\n", "utf-8")
        assert "title must be" in preview.rebuild(rebuild).problems or preview.state.problems
        page.wait_for_selector("#mlsysbib-problems:not([hidden])")
        assert f"{WIDGETS_PATH}:1: error" in page.inner_text("#mlsysbib-problems")
        assert page.inner_text("h1") == "Widgets, Revisited"
        (root / WIDGETS_PATH).write_text(WIDGETS.replace("Revisited", "Anew"), "utf-8")
        preview.rebuild(rebuild)
        page.wait_for_selector("h1:has-text('Widgets, Anew')")
        assert not page.is_visible("#mlsysbib-problems")
        assert_quiet(visit, address)
