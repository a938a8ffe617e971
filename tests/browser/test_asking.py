"""What the search finds, what the page says of it, and what becomes of it on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from browser.conftest import Visitor
from browser.finding import begin, found, search
from browser.visiting import DESKTOP, PHONE, Visit, overflow, wait_until
from built_site import build
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.store.reader import read_contents
from small_library import small_library

KWON = "kwon2023efficient"
CLOCKWORK = "gujarati2020serving"
EARLY = "text => mlsysbibSearch(mlsysbibData).find(text).exact.map(i => mlsysbibData.keys[i])"


def exact(visit: Visit) -> list[str]:
    """Return the keys above the line below which papers are only similar."""
    keys: list[str] = visit.page.evaluate("""() => {
        const lines = [...document.querySelectorAll("#found > li")];
        const line = lines.findIndex(each => each.querySelector(".similar"));
        return lines.slice(0, line < 0 ? lines.length : line).map(each => each.dataset.key);
    }""")
    return keys


def width(visit: Visit, selector: str) -> float:
    """Return how wide an element is drawn."""
    box = visit.page.locator(selector).first.bounding_box()
    assert box
    return float(box["width"])


def test_a_selection_has_the_whole_width_and_says_what_it_is(visiting: Visitor, files: str) -> None:
    visit = visiting(f"{files}index.html?sel={KWON},{CLOCKWORK}")
    page = visit.page
    assert width(visit, "#found") > 800
    page.click(f"li[data-key={KWON}] label")
    assert page.inner_text("#count") == "1 paper selected"
    assert page.inner_text("#selected-count") == "1 paper selected"
    assert found(visit) == [CLOCKWORK]
    page.click(f"li[data-key={CLOCKWORK}] label")
    assert page.is_visible("#overview")
    assert not page.is_visible("#results")
    wait_until(page, "location.search === ''")


def test_filters_stay_when_the_window_grows(visiting: Visitor, files: str) -> None:
    page = visiting(files + "index.html?q=serving", size=(800, 900)).page
    assert not page.is_visible("#facet-year input")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_selector("#facet-year input")


def test_what_has_the_focus_is_not_below_the_selection(visiting: Visitor, files: str) -> None:
    for size in (DESKTOP, PHONE):
        page = visiting(f"{files}index.html?q=serving&sel={KWON}", size=size).page
        page.focus("#found li:nth-child(2) .title a")
        for _ in range(40):
            page.keyboard.press("Tab")
            bottom, bar = page.evaluate(
                "[document.activeElement.getBoundingClientRect().bottom,"
                " document.getElementById('selection').getBoundingClientRect().top]"
            )
            if page.evaluate("document.activeElement.closest('#selection') !== null"):
                break
            assert bottom <= bar


def test_the_way_back_keeps_what_was_typed_a_moment_ago(visiting: Visitor, files: str) -> None:
    visit = visiting(files + "index.html")
    page = visit.page
    begin(visit)
    page.evaluate("""() => {
        const field = document.getElementById("q");
        field.value = "clockwork";
        field.dispatchEvent(new Event("input"));
        document.querySelector("#found .title a").click();
    }""")
    page.wait_for_url("**/papers/*.html")
    page.go_back()
    assert page.input_value("#q") == "clockwork"


def test_the_way_back_keeps_how_much_was_shown(visiting: Visitor, files: str) -> None:
    visit = visiting(files + "index.html?all")
    visit.page.click("#more")
    visit.page.click("#found li:nth-child(80) .title a")
    visit.page.wait_for_url("**/papers/*.html")
    visit.page.go_back()
    assert len(found(visit)) == 100


@pytest.mark.parametrize("text", ["2011", "2011 spark"])
def test_a_number_is_no_other_number(
    text: str, visiting: Visitor, files: str, library: Library
) -> None:
    keys = search(visiting(files + "index.html"), text)
    assert all(library[key].year == 2011 or "2011" in key for key in keys)


def paper_file(title: str, year: int = 2022) -> str:
    """Return the file of a paper that has nothing but a title."""
    return (
        f'title = "{title}"\nauthors = ["Yu, Ann"]\n\n[published]\nvenue = "osdi"\nyear = {year}\n'
    )


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the site of papers is whose titles are alike."""
    folder = tmp_path_factory.mktemp("alike")
    titles = {
        "compress": "Paged Compression with Other Rates of Attention",
        "paging": "Serving with {PagedAttention}",
        "cache": "An {LLM} with a {KVCache}",
        "caches": "Evicting from the {KV} Cache",
        "dashed": "Sharing a {KV}-Cache",
        "kvs": "A Cache Beside a {KV} Store",
        "clock": "Serving like Clockwork",
        "clocks": "Serving like {Clokwerk}",
        "block": "Serving like Blockwork",
    }
    files = {f"entries/2022/{key}.toml": paper_file(title) for key, title in titles.items()}
    root = small_library(folder / "library", files)
    return build(Library(read_contents(str(root))), folder / "site").as_uri() + "/index.html"


def test_similar_spellings_stand_apart_and_are_not_selected(visiting: Visitor, alike: str) -> None:
    visit = visiting(alike)
    page = visit.page
    assert search(visit, "clockwork") == ["clock", "clocks"]  # no slip is in a first letter
    assert exact(visit) == ["clock"]
    assert page.inner_text("#count") == "1 paper, 1 similar"
    page.click("#select-all")
    assert page.inner_text("#selected-count") == "1 paper selected"
    page.click("#clear")
    assert search(visit, "clokwork") == ["clock", "clocks"]
    assert page.inner_text("#count") == "No paper has “clokwork”; 2 similar"
    assert not page.is_visible("#select-all")


@pytest.mark.parametrize("text", ["ZeRO", "Alpa", "Ray"])
def test_the_system_that_is_named_comes_first(
    text: str, visiting: Visitor, files: str, library: Library
) -> None:
    visit = visiting(files + "index.html")
    assert library[search(visit, text.lower())[0]].system == text


def test_whole_words_come_before_beginnings(
    visiting: Visitor, files: str, library: Library
) -> None:
    keys = search(visiting(files + "index.html"), "li mu")
    first = library[keys[0]]
    assert "Li, Mu" in first.authors


@pytest.mark.parametrize(
    "text",
    [
        "vllm SOSP'23",
        "vllm SOSP ’23",
        "vllm sosp23",
        "vllm sosp2023",
        "10.1145/3600006.3613165",
        "https://doi.org/10.1145/3600006.3613165",
        "doi: 10.1145/3600006.3613165.",
        "2309.06180",
        "arXiv:2309.06180v1 [cs.LG]",
        "https://arxiv.org/abs/2309.06180",
        "https://arxiv.org/pdf/2309.06180v2.pdf",
        "10.48550/arXiv.2309.06180",
        "author:kwon system:vllm",
        "venue:sosp year:2023 topic:serving kwon",
        "year:2022..2023 vllm",
        "Author: Kwon vllm",
    ],
)
def test_what_is_pasted_finds_its_paper(text: str, visiting: Visitor, files: str) -> None:
    visit = visiting(files + "index.html")
    begin(visit)
    visit.page.fill("#q", text)
    assert exact(visit) == [KWON]
    # Before there is an index as well.
    assert visit.page.evaluate(EARLY, text) == [KWON]


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("Kwon et al. 2023", lambda e: e.year == 2023 and str(e.authors[0]).startswith("Kwon,")),
        ("Kwon, et al., 2023", lambda e: e.year == 2023 and str(e.authors[0]).startswith("Kwon,")),
        ('author:"Woosuk Kwon"', lambda e: "Kwon, Woosuk" in e.authors),
        ("title:pagedattention", lambda e: "pagedattention" in e.title.lower()),
    ],
)
def test_what_is_pasted_finds_all_that_it_may_mean(
    text: str,
    is_meant: Callable[[Entry], bool],
    visiting: Visitor,
    files: str,
    library: Library,
) -> None:
    visit = visiting(files + "index.html")
    begin(visit)
    visit.page.fill("#q", text)
    meant = {key for key, entry in library.items() if entry.authors and is_meant(entry)}
    assert KWON in meant
    assert set(exact(visit)) == meant
    assert set(visit.page.evaluate(EARLY, text)) == meant


def test_words_side_by_side_in_a_title_come_before_words_apart(
    visiting: Visitor, alike: str
) -> None:
    assert search(visiting(alike), "paged attention") == ["paging", "compress"]


def test_a_field_holds_only_its_own_words(visiting: Visitor, files: str, library: Library) -> None:
    visit = visiting(files + "index.html")
    visit.page.fill("#q", "author:stoica")
    begin(visit)
    expected = {key for key, entry in library.items() if "Stoica, Ion" in entry.authors}
    assert visit.page.inner_text("#count") == f"{len(expected)} papers"
    assert set(found(visit)) <= expected


@pytest.mark.parametrize("text", ["!!!", "C++", "C#", "«»"])
def test_what_has_no_word_does_not_find_everything(
    text: str, visiting: Visitor, files: str
) -> None:
    visit = visiting(files + "index.html")
    assert search(visit, text) == []
    assert visit.page.inner_text("#count").startswith("No ")


def test_escape_and_the_title_begin_again(visiting: Visitor, files: str) -> None:
    visit = visiting(files + "index.html?all")
    page = visit.page
    page.focus("#q")
    page.keyboard.press("Escape")
    assert page.is_visible("#overview")
    page.click("text=Browse all with filters")
    page.check("#facet-venue input[value=osdi]")
    page.keyboard.press("Escape")
    assert page.is_visible("#overview")
    wait_until(page, "location.search === ''")
    page.go_back()
    assert page.is_checked("#facet-venue input[value=osdi]")
    page.click("#clear-filters")
    assert not page.is_visible("#clear-filters")
    assert page.inner_text("#count").endswith(" papers")
    page.click("h1 a")
    assert page.is_visible("#overview")


def test_an_address_is_read_kindly(visiting: Visitor, files: str, library: Library) -> None:
    visit = visiting(files + "index.html?venue=OSDI,nowhere&topic=foo")
    osdi = [e for e in library.values() if e.published and e.published.venue == "osdi"]
    assert visit.page.inner_text("#count") == f"{len(osdi)} papers"
    visit = visiting(files + "index.html?topic=foo")
    assert visit.page.is_visible("#overview")


def test_a_selection_goes_along_to_other_pages(visiting: Visitor, served: str) -> None:
    page = visiting(served + "index.html?q=clockwork").page
    page.check(f"li[data-key={CLOCKWORK}] input")
    page.click(f"li[data-key={CLOCKWORK}] .title a")
    page.wait_for_url("**/papers/*.html")
    page.click("nav.site a.home")
    page.wait_for_url("**/index.html")
    assert page.is_visible("#overview")
    said = "document.querySelector({!r}).innerText === '1 paper selected'"
    wait_until(page, said.format("#selected-count"))
    page.click("#show-selected")
    wait_until(page, said.format("#count"))
    wait_until(page, f"location.search === '?sel={CLOCKWORK}'")


def test_every_page_leads_to_the_search(visiting: Visitor, served: str) -> None:
    page = visiting(served + "topics/serving.html").page
    page.click("nav.site a:has-text('Search')")
    page.wait_for_url("**/index.html")
    assert page.evaluate("document.activeElement.id") == "q"


def test_filters_can_be_skipped_and_offer_nothing_empty(visiting: Visitor, files: str) -> None:
    page = visiting(files + "index.html?q=vllm").page
    page.focus("#q")
    page.keyboard.press("Tab")
    assert page.inner_text("#to-results:focus") == "Skip the filters"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('li').dataset.key") == KWON
    page.fill("#q", "paged attention")
    assert page.locator("#filters button:visible").count() == 0


def test_results_can_be_hit_with_a_finger_and_unfolded(visiting: Visitor, files: str) -> None:
    visit = visiting(files + "index.html?q=vllm", size=PHONE)
    # Results are shown anew once the index is built.
    begin(visit)
    label = visit.page.locator("#found label").first.bounding_box()
    assert min(label["width"], label["height"]) >= 24
    assert overflow(visit.page) == 0
    visit.page.click("#found .others summary >> nth=0")
    assert "Ion Stoica" in visit.page.locator("#found .byline").first.inner_text()


def test_a_list_can_be_searched(visiting: Visitor, served: str) -> None:
    page = visiting(served + "lists/rui-index.html").page
    page.click("text=Search them")
    page.wait_for_selector("#count")
    assert page.inner_text("#count") == "145 papers"
    page = visiting(served + "authors/stoica-ion.html").page
    count = page.inner_text(".lead").split(" ")[0]
    page.click("text=Search them")
    page.wait_for_selector("#count")
    assert page.inner_text("#count") == f"{count} papers"


@pytest.mark.parametrize("headings", ["", "## Only one\n\n"])
def test_a_list_with_few_headings_has_the_whole_width(
    headings: str, visiting: Visitor, tmp_path: Path
) -> None:
    text = f'---\ntitle: "Short"\n---\n\n{headings}- @yu2022orca\n'
    root = small_library(tmp_path / "library", {"reading-lists/short.md": text})
    site = build(Library(read_contents(str(root))), tmp_path / "site")
    visit = visiting((site / "lists/short.html").as_uri())
    assert width(visit, ".list") > 600


def test_results_fill_the_printed_page_without_boxes(visiting: Visitor, files: str) -> None:
    visit = visiting(files + "index.html?q=serving")
    visit.page.emulate_media(media="print")
    assert width(visit, "#found") > 600
    assert visit.page.locator("#found input:visible").count() == 0


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_year_is_never_parted(size: tuple[int, int], visiting: Visitor, files: str) -> None:
    for name in ("index.html?all", "venues/sigcomm.html", "lists/rui-index.html"):
        page = visiting(files + name, size=size).page
        lines = page.eval_on_selector_all(
            ".short-year", "all => all.map(each => each.getClientRects().length)"
        )
        assert max(lines) == 1
