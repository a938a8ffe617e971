"""Inputs that somebody made to hurt: each is read, or refused with a line, in a fair time.

The sizes are such that what grew with the square of the length took minutes or hours here; the
limit is far above what is needed, as machines differ. How fast the cost grows, and what becomes of
a hundred thousand spoiled texts, is in `benchmarks/hostile.py`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import CommandLine
from mlsysbib.formats.base import Read, entries_of, problems_of
from mlsysbib.formats.bibtex.reader import load as load_bibtex
from mlsysbib.formats.csl_json.reader import load as load_csl
from mlsysbib.formats.ris.reader import load as load_ris
from mlsysbib.intake.lists import read_foreign_list
from mlsysbib.matching import Reference, link
from mlsysbib.model.library import Library
from mlsysbib.problems import Hints, near_matches
from small_library import small_library
from tiers import sized

_PATIENCE_S = 60.0
_MILLION = sized(1_000_000)


def in_time(load: Callable[[str], tuple[Read, ...]], text: str) -> tuple[Read, ...]:
    """Read a text; the CPU time counts, as other work on the machine does not."""
    start = time.thread_time()
    imported = load(text)
    assert time.thread_time() - start < _PATIENCE_S
    return imported


def bibtex(field: str, value: str) -> str:
    fields = {"title": "T", "journal": "J", "year": "2020"} | {field: value}
    return f"@article{{k, {', '.join(f'{name} = {{{text}}}' for name, text in fields.items())}}}"


@pytest.mark.parametrize(
    "field", ["title", "author", "journal", "pages", "url", "note", "subtitle"]
)
@pytest.mark.parametrize(
    "unit",
    [
        r"$\{$",
        r"\(",
        r"\(a",
        r"\'{{a}",
        r"\textbf{{a}",
        "<sub>",
        "arxiv.org ",
        "http://",
        "{}",
        "``",
    ],
)
def test_a_long_value_of_one_sign_is_read(field: str, unit: str) -> None:
    imported = in_time(load_bibtex, bibtex(field, unit * sized(40_000)))
    assert len(entries_of(imported)) + len(problems_of(imported)) > 0


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("{" * _MILLION, 0),
        ("@a{" * (_MILLION // 3), 1),
        ("x @a{" * sized(100_000), 0),
        ("@a{\n" * sized(30_000), sized(30_000)),
        ("@misc(k, title = {T}\n" * sized(10_000), sized(10_000)),
        (f"@misc{{k, title = {{{'{' * sized(100_000)}a{'}' * sized(100_000)}}}, year = 2020}}", 0),
        (f"@misc{{k, title = {{{'{' * sized(100_000)}a, year = 2020}}", 1),
        (f"@misc{{k, {'year = , ' * sized(20_000)}}}", sized(20_000)),
    ],
    ids=[
        "braces",
        "openings",
        "in-line",
        "opening-lines",
        "parentheses",
        "nested",
        "unclosed",
        "faults",
    ],
)
def test_braces_and_openings_without_end_cost_no_more_than_their_length(
    text: str, count: int
) -> None:
    imported = in_time(load_bibtex, text)
    assert (
        len([p for p in problems_of(imported) if p.level == "error" or "slip" in p.rule]) >= count
    )
    assert all(problem.line >= 1 for problem in problems_of(imported))


def test_the_faults_of_a_block_have_their_lines() -> None:
    text = "\n@misc{k,\n title = {T},\n year = ,\n note = ,\n year = 2020,\n}\n"
    assert [
        (p.line, p.text) for p in problems_of(load_bibtex(text)) if p.rule == "syntax-slip"
    ] == [
        (4, "k: no value of year"),
        (5, "k: no value of note"),
    ]


def test_five_megabytes_and_five_thousand_authors_are_read() -> None:
    (entry,) = entries_of(in_time(load_bibtex, bibtex("abstract", "word " * _MILLION)))
    assert entry.title == "T"
    (entry,) = entries_of(in_time(load_bibtex, bibtex("title", "Word " * _MILLION)))
    assert len(entry.title) == 5 * _MILLION - 1
    names = [f"Poe{chr(97 + n % 26)}{n}, Jane" for n in range(sized(5_000))]
    (entry,) = entries_of(in_time(load_bibtex, bibtex("author", " and ".join(names))))
    assert list(entry.authors) == names
    body = "{" + "Team, " * sized(200_000) + "}"
    (entry,) = entries_of(in_time(load_bibtex, bibtex("author", body)))
    assert entry.authors == (body.replace(", }", ",}"),)


def test_a_long_title_is_compared_with_others_in_time() -> None:
    title = "Word " * sized(100_000)
    start = time.thread_time()
    found = link([Reference(id="a", title=title)], [Reference(id="b", title=title)])
    assert time.thread_time() - start < _PATIENCE_S
    assert len(found) == 1


@pytest.mark.parametrize("text", ["[" * sized(100_000), '[{"title": ' + '{"a":' * sized(100_000)])
def test_json_that_is_nested_too_deeply_is_refused(text: str) -> None:
    (problem,) = problems_of(in_time(load_csl, text))
    assert (problem.line, problem.rule) == (1, "json-syntax")


def test_items_of_json_are_counted_on() -> None:
    imported = in_time(load_csl, "[" + "{},\n" * (count := sized(50_000)) + "1]")
    assert [problem.line for problem in problems_of(imported)] == list(range(1, count + 2))


def csl(**variables: object) -> str:
    item = {"id": "k", "type": "article-journal", "title": "T", "container-title": "J"}
    return json.dumps([item | {"issued": {"raw": "2020"}} | variables])


def test_a_number_of_any_length_is_a_text() -> None:
    long = csl(volume=0).replace('"volume": 0', f'"volume": {"9" * 5_000}')
    (entry,) = entries_of(load_csl(long))
    assert entry.published
    assert entry.published.volume == "9" * 5_000
    year = csl().replace('{"raw": "2020"}', f'{{"date-parts": [[{"9" * 5_000}]]}}')
    assert [problem.rule for problem in problems_of(load_csl(year))] == ["year-missing"]
    assert [problem.rule for problem in problems_of(load_csl(year[1:-1]))] == ["year-missing"]


def test_half_a_character_is_replaced() -> None:
    (entry,) = entries_of(load_csl(csl(title="A \ud800 Title", volume="\udfff")))
    assert entry.published
    assert (entry.title, entry.published.volume) == ("A \ufffd Title", "\ufffd")


def test_a_tag_of_many_lines_is_read() -> None:
    text = "TY  - JOUR\nTI  - T\n" + "x\n" * sized(300_000) + "PY  - 2020\nN1  - a\nb"
    (entry,) = entries_of(in_time(load_ris, text))
    assert entry.title == "T" + " x" * sized(300_000)


def test_only_the_first_unknown_names_get_a_hint() -> None:
    hints = Hints(["article", "book"])
    assert [hints.of(f"artcle{n}") for n in range(30)].count("did you mean article?") == 20
    assert hints.of("artcle3") == "did you mean article?"
    assert near_matches("a" * 101, ["a" * 100]) == []


def test_parents_that_are_not_there_are_all_reported() -> None:
    text = "".join(
        f"@misc{{key{n}, title = {{T}}, year = 2020, crossref = {{kex{n}}}}}\n"
        for n in range(sized(3_000))
    )
    problems = problems_of(in_time(load_bibtex, text))
    assert sum(problem.rule == "crossref-unknown" for problem in problems) == sized(3_000)


@pytest.mark.parametrize(
    "line",
    [
        "- " + "(a) " * 1_200,
        "- " + "[a] " * 1_200,
        "- " + "[a](b)" * 800,
        "- " + "<a href=b>" * 490,
        "- <a " + "href=" * 970,
        "- [a](" + " " * 4_900,
        "- http://a" + ")" * 4_900,
        "- " + "`" * 4_900,
        "- " + "**a " * 1_200,
        "- [OSDI'20] A Title of Words\n" + "  - [pdf](http://a)\n" * 1_000,
        "- " + "[[a]] " * 800,
        "```",
        "<!-- a",
        "# A",
        "Some Words",
        "**Some Words**",
        "7 Training\n",
    ],
)
def test_a_list_of_long_lines_is_read(line: str, library: Library) -> None:
    count = max(sized(20), sized(40_000) // len(line))
    start = time.thread_time()
    foreign = read_foreign_list(f"{line}\n" * count, library.venues)
    assert time.thread_time() - start < _PATIENCE_S
    taken = [number for one in foreign.lines for number in one.lines]
    assert sorted((*taken, *foreign.head_lines)) == list(range(1, len(foreign.raw) + 1))


def test_code_ends_at_as_many_backticks_as_it_began_with(library: Library) -> None:
    text = "- `` [a](http://b) ` `` and [c](http://d) ` \\`[e](http://f)\n"
    (item,) = read_foreign_list(text, library.venues).items
    assert [link.url for link in item.links] == ["http://d", "http://f"]


@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        ("a.bib", "{" * _MILLION, 0, "0 references: none"),
        ("a.bib", "@a{" * (_MILLION // 3), 1, "a.bib:1: error: @a: the braces do not close"),
        (
            "a.bib",
            "\n"
            + bibtex("title", "{" * sized(100_000) + "Words" + "}" * sized(100_000)).replace(
                "k", "../../x", 1
            ),
            0,
            "a.bib:2: ../../x: new: words2020",
        ),
        ("a.bib", bibtex("abstract", "word " * _MILLION), 0, "a.bib:1: k: new: t2020"),
        ("a.json", "[\n" * sized(100_000), 3, "a.json:1: error: this JSON is nested too deeply"),
        ("a.json", csl(id="../../x"), 0, "a.json:1: ../../x: new: t2020"),
        ("a.ris", "TY  - JOUR\nID  - /x\nTI  - T\nT2  - J\nPY  - 2020\n", 0, "/x: new: t2020"),
    ],
    ids=["braces", "openings", "nested", "large", "json", "csl-key", "ris-key"],
)
def test_import_takes_or_refuses_it_and_writes_inside_of_the_library_alone(  # noqa: PLR0913, PLR0917  # a table
    name: str, text: str, code: int, said: str, command: CommandLine, tmp_path: Path
) -> None:
    root = small_library(tmp_path / "around" / "library")
    Path(name).write_text(text, encoding="utf-8")
    before = set(tmp_path.rglob("*"))
    outcome = command("import", name, "--library", root)
    assert outcome.code == code
    assert said in outcome.err
    assert "Traceback" not in outcome.err
    written = set(tmp_path.rglob("*")) - before
    assert all(path.is_relative_to(root / "entries") for path in written)
    assert bool(written) == ("new:" in said)
