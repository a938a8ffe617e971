"""What import promises: what is new is kept, nothing twice, and what it writes can be opened."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlsysbib.formats.base import Options
from mlsysbib.formats.bibtex.reader import load
from mlsysbib.formats.bibtex.writer import dump
from mlsysbib.formats.targets import get_target
from mlsysbib.intake.importing import Action, OnDuplicate, Planned, plan_import
from mlsysbib.lint.duplicate_entries import find_duplicate_entries
from mlsysbib.model.entry import Relation
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.selection import flat
from mlsysbib.store.reader import read_contents
from mlsysbib.store.writer import dump_entry

CONFERENCE = (
    "@inproceedings{c, title={Shapes of Kernels in Trees}, author={Doe, Jane and Roe, Rita},"
    " booktitle={Some Small Conference}, pages={5--9}, year=2018}\n"
)
JOURNAL = (
    "@article{j, title={Shapes of Kernels in Trees}, author={Doe, Jane and Roe, Rita},"
    " journal={Journal of Small Things}, volume=7, pages={42--61}, year=2019, doi={10.5555/st.7}}\n"
)
PREPRINT = (
    "@misc{p, title={Shapes of Kernels in Trees}, author={Doe, Jane and Roe, Rita},"
    " eprint={1801.00001}, archiveprefix={arXiv}, year=2018}\n"
)


def plan(text: str, library: Library, on_duplicate: OnDuplicate = "report") -> tuple[Planned, ...]:
    return plan_import(load(text), library, on_duplicate)


def shelf(plans: tuple[Planned, ...], before: Library, root: Path) -> Library:
    """Write what an import changes beside what was there, and open the library."""
    entries = {entry.key: entry for entry in before.values()}
    entries |= {plan.entry.key: plan.entry for plan in plans if plan.is_changed}
    (root / "mlsysbib.toml").write_text('title = "Imported"\n', "utf-8")
    (root / "entries").mkdir(exist_ok=True)
    for entry in entries.values():
        (root / "entries" / f"{entry.key}.toml").write_text(dump_entry(entry), "utf-8")
    return Library(read_contents(str(root), lambda: before.venues), before.contents.venues)


@pytest.fixture
def empty(library: Library) -> Library:
    return Library(Contents(root=""), library.contents.venues)


def outcomes(plans: tuple[Planned, ...]) -> list[tuple[str, Action]]:
    return [(plan.foreign.key, plan.action) for plan in plans]


@pytest.mark.parametrize("text", [CONFERENCE + JOURNAL, JOURNAL + CONFERENCE])
def test_a_paper_and_its_article_are_both_kept_whichever_comes_first(
    text: str, empty: Library, tmp_path: Path
) -> None:
    plans = plan(text, empty)
    assert {plan.action for plan in plans} == {Action.NEW}
    library = shelf(plans, empty, tmp_path)
    assert set(library) == {"doe2018shapes", "doe2019shapes"}
    article = library["doe2019shapes"]
    assert article.published
    assert (article.published.volume, article.published.doi) == ("7", "10.5555/st.7")
    assert article.relations == (Relation(kind="journal-of", key="doe2018shapes"),)
    assert not list(find_duplicate_entries(library))
    assert {plan.action for plan in plan_import(load(text), library)} == {Action.SAME}


def test_a_workshop_paper_with_pages_of_its_own_is_another_publication(empty: Library) -> None:
    workshop = CONFERENCE.replace("{c,", "{w,").replace("Some Small Conference", "Trees Workshop")
    assert outcomes(plan(CONFERENCE + workshop, empty)) == [("c", Action.NEW), ("w", Action.SAME)]
    other = workshop.replace("5--9", "31--36")
    assert outcomes(plan(CONFERENCE + other, empty)) == [("c", Action.NEW), ("w", Action.NEW)]


def test_a_preprint_goes_to_the_paper_and_not_to_the_article(
    empty: Library, tmp_path: Path
) -> None:
    library = shelf(plan(PREPRINT + JOURNAL + CONFERENCE, empty), empty, tmp_path)
    assert len(library) == 2
    assert sum(entry.arxiv is not None for entry in library.values()) == 1


def test_the_article_of_a_paper_that_is_there_is_new_and_says_of_which(
    empty: Library, tmp_path: Path
) -> None:
    library = shelf(plan(CONFERENCE, empty), empty, tmp_path)
    (found,) = plan(JOURNAL, library)
    assert found.action is Action.NEW
    assert found.entry.relations == (Relation(kind="journal-of", key="doe2018shapes"),)


def test_a_book_with_editors_alone_is_known_again(empty: Library, tmp_path: Path) -> None:
    text = (
        "@book{g, title={The Small}, subtitle={A Reader}, editor={Doe, Jane}, year=2018,"
        " publisher={Some House}, isbn={978-1-78707-269-5}}\n"
    )
    plans = plan(text + text.replace("{g,", "{h,"), empty)
    assert outcomes(plans) == [("g", Action.NEW), ("h", Action.SAME)]
    library = shelf(plans, empty, tmp_path)
    assert {plan.action for plan in plan_import(load(text), library)} == {Action.SAME}


def test_braces_of_another_program_do_not_worsen_a_title(empty: Library, tmp_path: Path) -> None:
    text = CONFERENCE.replace("}, author", "}, doi={10.5555/c}, author", 1)
    library = shelf(plan(text, empty), empty, tmp_path)
    braced = text.replace("Shapes of Kernels in Trees", "Shapes of {Kernels} in {Trees}").replace(
        "year=2018", "year=2018, publisher={Some House}"
    )
    (found,) = plan(braced, library, "update")
    assert found.action is Action.UPDATED
    assert found.entry.title == "Shapes of Kernels in Trees"
    assert found.entry.published
    assert found.entry.published.publisher == "Some House"


@pytest.mark.parametrize(
    ("title", "author", "key"),
    [
        ("深度学习系统", "王, 伟", "wang2020shenduxuexixitong"),
        ("Системы обучения", "Иванов, Иван", "ivanov2020sistemy"),
        ("", "", "paper2020-1"),
    ],
)
def test_every_paper_gets_a_key(title: str, author: str, key: str, empty: Library) -> None:
    text = (
        f"@article{{a, title={{{title or '???'}}}, author={{{author}}}, journal={{—}},"
        f" year=2020}}\n{CONFERENCE}"
    )
    plans = plan(text, empty)
    assert [plan.action for plan in plans] == [Action.NEW, Action.NEW]
    assert plans[0].entry.key == key


BASE = CONFERENCE + JOURNAL + PREPRINT
NATBIB = Options(target=get_target("natbib"))


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(BASE)),
            st.integers(0, 12),
            st.text(string.printable + "é深{}\\$%", max_size=6),
        ),
        max_size=8,
    )
)
def test_whatever_is_written_can_be_opened_exported_and_is_known_again(
    library: Library,
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[tuple[int, int, str]],
) -> None:
    text = BASE
    for start, length, new in changes:
        text = text[:start] + new + text[start + length :]
    empty = Library(Contents(root=""), library.contents.venues)
    plans = plan(text, empty)
    made = shelf(plans, empty, tmp_path_factory.mktemp("made"))
    dump(flat(made.values()), made, NATBIB)
    assert Action.NEW not in {plan.action for plan in plan_import(load(text), made)}
