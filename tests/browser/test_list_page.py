"""The page of a reading list in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from browser.conftest import Visitor
from browser.visiting import AXE, DESKTOP, PHONE, barriers, overflow
from command_line import CommandLine
from formats.hostile import HOSTILE, hostile_library
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.library import Library
from mlsysbib.model.selection import Block, Cited, Prose, Section, Selection, Style, flat
from mlsysbib.selecting.grouping import group
from mlsysbib.selecting.reading_lists.resolve import resolve

LISTS = ("after-tensorflow", "ml-systems-papers", "research-space", "rui-index")
STYLES: tuple[Style, ...] = get_args(Style)
Pages = Callable[..., str]


@pytest.fixture(scope="session")
def pages(library: Library, toy: Library, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """A function that writes the page of a list, once, and returns its address."""
    folder = tmp_path_factory.mktemp("pages")

    @cache
    def written(name: str, style: Style | None = None) -> str:
        of = toy if name == "course" else library
        selection = resolve(of.reading_lists[name], of, name).selection
        return write(folder / f"{name}-{style}.html", selection, of, style)

    return written


def write(path: Path, selection: Selection, library: Library, style: Style | None = None) -> str:
    options = Options(target=TARGETS["page"], style=style)
    path.write_text(FORMATS["html"].dump(selection, library, options), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_for_nothing_and_complains_of_nothing(
    name: str, visiting: Visitor, pages: Pages
) -> None:
    visit = visiting(pages(name))
    assert (visit.requests, visit.complaints) == ([], [])
    assert overflow(visit.page) == 0


LOOKS = {
    ("awesome", DESKTOP, True),
    ("awesome", PHONE, False),
    *((style, DESKTOP, False) for style in STYLES),
    *((style, PHONE, True) for style in STYLES),
}


@pytest.mark.parametrize(("style", "size", "dark"), sorted(LOOKS))
def test_no_look_has_a_barrier_or_moves_sideways(
    style: Style, size: tuple[int, int], visiting: Visitor, pages: Pages, *, dark: bool
) -> None:
    visit = visiting(pages("course", style), size=size, dark=dark)
    visit.page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    assert barriers(visit.page) == []
    assert overflow(visit.page) == 0
    assert visit.complaints == []


@pytest.mark.parametrize("name", LISTS[:2])  # the others are twice as long, and made alike
def test_a_list_has_no_barrier_on_a_phone(name: str, visiting: Visitor, pages: Pages) -> None:
    visit = visiting(pages(name), size=PHONE)
    assert barriers(visit.page) == []
    assert overflow(visit.page) == 0


def test_the_copy_button_copies_what_export_prints(
    visiting: Visitor, pages: Pages, command: CommandLine
) -> None:
    page = visiting(pages("course"), permissions=("clipboard-read", "clipboard-write")).page
    for key in ("jiang2024megascale", "kwon2023efficient"):
        button = page.locator(f"#{key} button.copy")
        button.click()
        page.get_by_role("status").filter(has_text=f"Copied the BibTeX of {key}").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == command("export", key).out


def test_without_a_clipboard_the_button_copies_all_the_same(
    visiting: Visitor, pages: Pages, command: CommandLine
) -> None:
    page = visiting(pages("course")).page
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no'));"
        " document.addEventListener('copy', () => {"
        " window.copied = document.activeElement.value; }); }"
    )
    page.locator("#kwon2023efficient button.copy").focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Copied the BibTeX").wait_for()
    assert page.evaluate("window.copied") == command("export", "kwon2023efficient").out
    # The keyboard goes on from where it was.
    assert page.evaluate("document.activeElement.className") == "copy is-done"


def test_all_entries_are_copied_and_saved_as_the_lists_bib(
    visiting: Visitor, pages: Pages, command: CommandLine, tmp_path: Path
) -> None:
    command("export", "--list", "course", "-f", "html", "-o", "x.html", "--bib", "course.bib")
    expected = (tmp_path / "course.bib").read_text("utf-8")
    page = visiting(pages("course"), permissions=("clipboard-read", "clipboard-write")).page
    page.get_by_role("button", name="Copy all BibTeX").click()
    page.get_by_role("status").filter(has_text="Copied the BibTeX of").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == expected
    with page.expect_download() as saving:
        page.get_by_role("button", name="Download .bib").click()
    saving.value.save_as(tmp_path / "saved.bib")
    assert (tmp_path / "saved.bib").read_text("utf-8") == expected
    assert saving.value.suggested_filename == "a-course-in-systems-for-machine-learning.bib"


def test_without_scripts_the_bibtex_stands_on_the_page(
    visiting: Visitor, pages: Pages, command: CommandLine
) -> None:
    visit = visiting(pages("course"), javascript=False)
    page = visit.page
    assert page.get_by_role("button").count() == 0
    assert page.get_by_role("searchbox").count() == 0
    details = page.locator("#kwon2023efficient .bibtex")
    details.locator("summary").click()
    assert details.locator("code").is_visible()
    assert details.locator("code").text_content() == command("export", "kwon2023efficient").out


def test_the_filter_narrows_the_page_and_gives_it_back(visiting: Visitor, pages: Pages) -> None:
    page = visiting(pages("rui-index")).page
    papers = page.locator(".paper:visible")
    assert papers.count() == 145
    page.keyboard.press("/")
    page.keyboard.type("OSDI zaharia")
    found = papers.count()
    assert 0 < found < 20
    assert page.locator("#found").text_content() == f"{found} of 145 papers"
    for words in papers.all_text_contents():
        assert "zaharia" in words.lower()
        assert "osdi" in words.lower()
    assert page.locator(".list section:visible").count() < 15
    page.keyboard.press("Escape")
    assert papers.count() == 145
    page.keyboard.type("no such paper anywhere")
    assert papers.count() == 0


def test_the_filter_knows_names_without_their_accents(visiting: Visitor, pages: Pages) -> None:
    page = visiting(pages("course")).page
    page.locator("#filter").fill("merriënboer")
    found = page.locator(".paper:visible").count()
    page.locator("#filter").fill("MERRIENBOER")
    assert page.locator(".paper:visible").count() == found == 1


def test_the_keyboard_alone_reaches_everything(visiting: Visitor, pages: Pages) -> None:
    page = visiting(pages("course")).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reached = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "() => { const e = document.activeElement; const s = getComputedStyle(e);"
                " return e === document.body ? '' : s.outlineStyle === 'none' ? 'unseen'"
                " : e.tagName + [...document.querySelectorAll(e.tagName)].indexOf(e); }"
            )
        )
        if "" in reached:
            break
    assert "unseen" not in reached
    wanted = page.evaluate(
        "[...document.querySelectorAll('main :is(a[href], button, summary)')]"
        ".filter(e => e.checkVisibility())"
        ".map(e => e.tagName + [...document.querySelectorAll(e.tagName)].indexOf(e))"
    )
    assert set(wanted) <= reached


def test_a_link_to_a_paper_leads_to_it(visiting: Visitor, pages: Pages) -> None:
    page = visiting(f"{pages('rui-index')}#you2023zeus").page
    box = page.locator("#you2023zeus").bounding_box()
    assert 0 <= box["y"] < DESKTOP[1]


def test_hostile_texts_run_nothing_and_stand_as_they_are(visiting: Visitor, tmp_path: Path) -> None:
    text = " ".join(HOSTILE)
    library = hostile_library(text)
    entry = library["doe2022made"]
    notes: tuple[Block, ...] = (Cited(entry, text), *map(Prose, HOSTILE))
    listed = Selection(f"L {text}", (), (Section(f"S {text}", 2, notes),), is_list=True)
    for number, selection in enumerate((listed, group([entry], library, "venue"), flat([entry]))):
        visit = visiting(write(tmp_path / f"{number}.html", selection, library))
        visit.page.evaluate(
            "() => { for (const element of document.querySelectorAll('*'))"
            " for (const name of ['mouseover', 'focus', 'error', 'load'])"
            " element.dispatchEvent(new Event(name)); }"
        )
        assert (visit.requests, visit.complaints) == ([], [])
        assert visit.page.locator("script").count() == 1
        assert f"A {text} Title" in visit.page.locator(".title").first.inner_text()


def test_a_page_for_print_has_papers_and_no_tools(visiting: Visitor, pages: Pages) -> None:
    page = visiting(pages("course")).page
    page.emulate_media(media="print")
    assert page.locator(".paper:visible").count() > 5
    for hidden in (".tools", "nav.contents", ".skip", "button.copy", ".bibtex"):
        assert page.locator(f"{hidden}:visible").count() == 0


NOTED = Selection(
    "A List",
    (Prose("Read these first."),),
    (
        Section(
            "Week 1: Scheduling",
            2,
            (Prose("- [A talk on queues](https://example.org/talk)\n- An aside\n"),),
        ),
        Section("Week 2: Memory", 2, (Prose("- [Slides](https://example.org/slides)\n"),)),
        Section("Week 3: Holiday", 2, (Prose("No class.\n"),)),
    ),
    is_list=True,
)


def test_the_filter_finds_what_is_no_paper_and_what_stands_below_a_heading(
    visiting: Visitor, toy: Library, tmp_path: Path
) -> None:
    week = NOTED.sections[1]
    cited = (*week.blocks, Cited(toy["kwon2023efficient"]))
    sections = (NOTED.sections[0], Section(week.heading, 2, cited), NOTED.sections[2])
    selection = Selection("A List", (), sections, is_list=True)
    page = visiting(write(tmp_path / "noted.html", selection, toy)).page

    def told(text: str) -> tuple[list[str], str, int]:
        page.locator("#filter").fill(text)
        headings = page.locator(".list h2:visible").all_text_contents()
        said = page.locator("#found").text_content()
        return (
            [h.removesuffix("#") for h in headings],
            said,
            page.locator(".list li:visible").count(),
        )

    assert told("queues") == (["Week 1: Scheduling"], "0 of 1 paper, 1 other item", 1)
    assert told("scheduling") == (["Week 1: Scheduling"], "0 of 1 paper, 2 other items", 2)
    assert told("memory kwon") == (["Week 2: Memory"], "1 of 1 paper", 1)
    assert told("holiday")[0] == ["Week 3: Holiday"]
    assert page.locator(".contents li:visible").count() == 1
    assert told("no such thing") == ([], "Nothing matches", 0)
    told("holiday")
    page.evaluate("location.hash = 'kwon2023efficient'")
    page.locator("#kwon2023efficient").wait_for(state="visible")
    assert page.locator("#filter").input_value() == ""


def test_required_and_optional_differ_in_print_as_well(
    visiting: Visitor, toy: Library, tmp_path: Path
) -> None:
    cited = Cited(toy["kwon2023efficient"], "**Required** and **optional**")
    section = Section("Week 1", 2, (cited,))
    selection = Selection("L", (), (section,), is_list=True)
    page = visiting(write(tmp_path / "marks.html", selection, toy)).page
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        looks = page.evaluate(
            "[...document.querySelectorAll('.note strong')].map(e => {"
            " const s = getComputedStyle(e); return [e.textContent, s.fontWeight + s.borderWidth"
            " + s.backgroundColor]; })"
        )
        by_word = dict(looks)
        assert len(by_word) > 1
        assert len(set(by_word.values())) > 1


def test_headings_of_one_name_are_no_landmarks(
    visiting: Visitor, toy: Library, tmp_path: Path
) -> None:
    week = Section("Optional", 2, (Cited(toy["kwon2023efficient"]),))
    selection = Selection("L", (), (week, week), is_list=True)
    page = visiting(write(tmp_path / "twice.html", selection, toy)).page
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {runOnly: ['landmark-unique']})")
    assert found["violations"] == []
