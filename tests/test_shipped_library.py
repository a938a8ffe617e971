"""The data that is shipped: whole, consistent, and in the form that the rules ask for."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import msgspec
import pytest

from command_line import CommandLine
from mlsysbib.keys.propose import propose_key
from mlsysbib.lint.check import check
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.names import Organization, Person, format_name, read_name
from mlsysbib.selecting.query.selecting import select
from mlsysbib.selecting.reading_lists.resolve import resolve
from mlsysbib.store.writer import dump_entry, dump_venue
from mlsysbib.text.markup import RunKind, format_markup, parse_markup

ROOT = Path(__file__).parent.parent
WORD = re.compile(r"[^\W\d_]+")


def authors(library: Library) -> list[tuple[str, Person]]:
    return [
        (key, name)
        for key, entry in library.items()
        for name in (*entry.names, *map(read_name, entry.arxiv.authors if entry.arxiv else ()))
        if isinstance(name, Person)
    ]


def titles(library: Library) -> list[tuple[str, str]]:
    return [
        (key, title)
        for key, entry in library.items()
        for title in (entry.title, entry.arxiv.title if entry.arxiv else "")
        if title
    ]


def test_every_file_is_an_entry(library: Library) -> None:
    assert len(library) == sum(1 for _ in (ROOT / "entries").rglob("*.toml"))


def test_nothing_is_wrong_with_any_file() -> None:
    contents, problems = check(str(ROOT), {})
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    assert [str(problem) for problem in problems if problem.level == "warning"] == []
    assert contents.entries


def test_every_file_is_laid_out(library: Library) -> None:
    for key, entry in library.items():
        assert (ROOT / library.path_of(key)).read_text("utf-8") == dump_entry(entry)
    for id_, venue in library.venues.items():
        assert (ROOT / "venues" / f"{id_}.toml").read_text("utf-8") == dump_venue(venue)


def test_every_entry_lies_in_the_folder_of_its_year(library: Library) -> None:
    for key, entry in library.items():
        assert library.path_of(key) == f"entries/{entry.year}/{key}.toml"


def as_posted(entry: Entry) -> Entry:
    """Return an entry as it was before it was published."""
    arxiv = entry.arxiv
    if arxiv is None:
        return entry
    return msgspec.structs.replace(
        entry,
        published=None,
        title=arxiv.title or entry.title,
        authors=arxiv.authors or entry.authors,
    )


def test_a_key_is_that_of_the_publication_or_of_the_preprint(library: Library) -> None:
    # A key never changes, and so outlives what is published later.
    for key, entry in library.items():
        versions = (entry, as_posted(entry))
        assert any(str(version.year) in key for version in versions), key
        proposals = [propose_key(version, venues=library.venues) for version in versions]
        assert any(map(key.startswith, proposals)), (key, proposals)


def test_an_edition_is_known_for_every_paper_of_a_venue_with_editions(library: Library) -> None:
    unknown = {
        (entry.published.venue, entry.published.year)
        for entry in library.values()
        if entry.published and entry.published.venue
        for venue in [library.venues[entry.published.venue]]
        if venue.editions and str(entry.published.year) not in venue.editions
    }
    assert unknown == set()


# Journals that print neither volumes nor pages.
BY_ADDRESS_ALONE = {"tmlr"}


def test_a_journal_article_has_a_volume_or_an_address(library: Library) -> None:
    for key, entry in library.items():
        published = entry.published
        if published and published.venue and library.venues[published.venue].kind == "journal":
            assert published.volume or published.venue in BY_ADDRESS_ALONE, key
            assert published.pages or published.article or published.number or published.url, key


def test_every_venue_that_is_named_has_a_full_title_of_its_own(library: Library) -> None:
    for key, entry in library.items():
        if (published := entry.published) and published.venue:
            venue = library.venues[published.venue]
            title = venue.title(published.year, volume=published.volume, track=published.track)
            assert title, key
            assert not re.search(r"[{}\[\]]", title), key


def test_the_marks_of_every_title_close_and_say_no_more_than_they_need(library: Library) -> None:
    for key, title in titles(library):
        runs = parse_markup(title)
        assert format_markup(runs) == title, key
        assert not any(run.kind is RunKind.KEPT and not WORD.search(run.text) for run in runs), key
        assert all(run.text == run.text.strip() for run in runs if run.kind is RunKind.KEPT), key


def test_every_capital_inside_a_word_is_kept(library: Library) -> None:
    bare = [
        (key, word)
        for key, title in titles(library)
        for run in parse_markup(title)
        if run.kind is RunKind.PLAIN
        for word in WORD.findall(run.text)
        if not word[1:].islower() and len(word) > 1
    ]
    assert bare == []


def test_text_is_nfc_on_one_line_without_stray_spaces_or_latex(library: Library) -> None:
    for key, title in titles(library):
        assert unicodedata.is_normalized("NFC", title), key
        assert title == " ".join(title.split()), key
        assert not re.search(r"\\[a-zA-Z]|<[a-z/]|--|``|''|&\w+;", title), key
        assert not title.endswith("."), key


# People whose listings have one name.
ONE_NAME = {"Bayan", "Shuang-Li", "Xianyu"}


def test_every_author_is_one_person_with_family_and_given_name(library: Library) -> None:
    for key, name in authors(library):
        text = format_name(name)
        assert name.family, (key, text)
        assert name.given or text in ONE_NAME, (key, text)
        assert unicodedata.is_normalized("NFC", text), (key, text)
        assert not re.search(r"\d|[{}\\@;/_*†‡]|\bet al|\band\b|\bothers\b", text), (key, text)


def test_no_name_is_in_capitals_or_small_letters_throughout(library: Library) -> None:
    for key, name in authors(library):
        assert name.family[:1].isupper(), (key, name)
        # Some families are called by an initial.
        assert len(name.family) == 1 or not name.family.isupper(), (key, name)
        # Initials are capitals; so may be a given name of two letters, such as JD.
        long = [word for word in WORD.findall(name.given) if len(word) > 2]
        assert not any(word.isupper() for word in long), (key, name)
        assert not name.given.islower(), (key, name)


def test_no_author_stands_twice_in_a_paper(library: Library) -> None:
    for key, entry in library.items():
        names = [n.name if isinstance(n, Organization) else format_name(n) for n in entry.names]
        assert len(set(names)) == len(names), key


def test_papers_without_authors_say_why(library: Library) -> None:
    without = [entry for entry in library.values() if not entry.authors]
    assert [entry.key for entry in without] == ["emerging2022optical"]
    assert all("authors" in entry.provenance.note for entry in without)


def test_every_entry_has_topics_of_the_tree_and_every_branch_has_papers(library: Library) -> None:
    for key, entry in library.items():
        assert entry.topics, key
        assert len(set(entry.topics)) == len(entry.topics), key
        assert set(entry.topics) <= set(library.topics), key
    assert [topic for topic in library.topics if not select(library, [f"topic:{topic}"])] == []


def test_every_entry_says_where_its_facts_come_from(library: Library) -> None:
    for key, entry in library.items():
        assert entry.provenance.sources, key
        assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", s) for s in entry.provenance.sources), key


def test_no_identifier_belongs_to_two_papers(library: Library) -> None:
    def doubled(values: list[str]) -> set[str]:
        return {value for value in values if values.count(value) > 1}

    published = [entry.published for entry in library.values() if entry.published]
    assert doubled([p.doi.lower() for p in published if p.doi]) == set()
    assert doubled([entry.arxiv.id for entry in library.values() if entry.arxiv]) == set()
    assert doubled([p.url for p in published if p.url]) == set()
    assert doubled([entry.plain_title.casefold() for entry in library.values()]) == set()


def test_identifiers_and_pages_have_their_form(library: Library) -> None:
    for key, entry in library.items():
        if entry.arxiv:
            assert re.fullmatch(r"\d{4}\.\d{4,5}", entry.arxiv.id), key
        if published := entry.published:
            assert re.fullmatch(r"(10\.\d{4,5}/[!-~]+)?", published.doi), key
            assert re.fullmatch(r"(\d+(:\d+)?(-\d+(:\d+)?)?)?", published.pages), key
            first, dash, last = published.pages.partition("-")
            assert not dash or ":" in first or int(first) <= int(last), key


@pytest.mark.parametrize("kind", ["url", "links"])
def test_addresses_are_whole_and_carry_no_tracking(kind: str, library: Library) -> None:
    def addresses(entry: Entry) -> list[str]:
        if kind == "url":
            return [entry.published.url] if entry.published else []
        return list(msgspec.structs.asdict(entry.links).values())

    for key, entry in library.items():
        for address in filter(None, addresses(entry)):
            assert re.fullmatch(r"https?://[a-z0-9.-]+(:\d+)?/[!-~]*", address), (key, address)
            assert not re.search(r"utm_|[?&]ref=|\\|\s", address), (key, address)
            assert "doi.org/" not in address, (key, address)


def test_no_first_posting_lies_behind_the_publication_by_years(library: Library) -> None:
    for key, entry in library.items():
        if entry.published and entry.arxiv:
            assert -3 <= entry.arxiv.year - entry.published.year <= 2, key


def test_every_list_resolves_and_has_title_and_name(library: Library) -> None:
    assert len(library.reading_lists) == 4
    for id_, text in library.reading_lists.items():
        resolved = resolve(text, library, id_)
        assert resolved.problems == ()
        assert resolved.selection.title, id_
        assert f"\nid: {id_}\n" in text


def test_the_wheel_holds_the_same_library(
    command: CommandLine, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shipped.is_file()
    from_files = command("export", "--for", "biblatex", "--library", ROOT)
    assert from_files.code == 0
    count = sum(1 for _ in (ROOT / "entries").rglob("*.toml"))
    assert f"\n{from_files.out}".count("\n@") == count
    monkeypatch.delenv("MLSYSBIB_LIBRARY")
    assert command("export", "--for", "biblatex") == from_files


def test_every_pattern_recognises_the_venue_it_belongs_to(library: Library) -> None:
    for id_, venue in library.venues.items():
        texts = (venue.name, venue.acronym, *(venue.title(int(y)) for y in venue.editions))
        if venue.match:
            assert any(re.search(p, t, re.IGNORECASE) for p in venue.match for t in texts), id_
