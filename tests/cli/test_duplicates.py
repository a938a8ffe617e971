# ruff: noqa: E501 - records are lines
from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from command_line import CommandLine
from made_papers import GIZMO, GIZMO_PATH, PREPRINT, PREPRINT_PATH, files_of, made_library

SPROCKETS = """\
@inproceedings{poe,
  title = {Sprockets: Scheduling Invented Machines},
  author = {Paula Poe and Max Muster},
  booktitle = {OSDI},
  year = {2022},
  doi = {10.1234/sprockets},
}
"""
AGAIN = SPROCKETS.replace("{poe,", "{poe-again,").replace("OSDI", "Proc. of OSDI")
ORCA = """\
@inproceedings{orca,
  title = {Orca: A Distributed Serving System},
  author = {Gyeong-In Yu},
  booktitle = {OSDI},
  year = {2022},
}
"""
TITLE_ONLY = """\
@misc{unsure,
  title = {Gizmo: Imaginary Accelerators for Everyone},
  year = {2022},
}
"""
RELATIONS = GIZMO[GIZMO.index("\n[[relations]]") :]
TWIN = GIZMO.replace(RELATIONS, "").replace('"Doe:Gizmo"', '"Doe:Twin"')
TWIN_PATH = "entries/2022/doe2022imaginary.toml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: CommandLine) -> Path:
    """A library of made-up papers, as the command line's own."""
    assert command
    root = made_library(tmp_path / "library")
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(root))
    return root


def given(text: str, name: str = "in.bib") -> str:
    """Write an input into the folder in which the command runs; return its name."""
    Path(name).write_text(text, encoding="utf-8")
    return name


def first_lines(text: str) -> list[str]:
    """Return the line of each match that says what it is."""
    return [block.partition("\n")[0] for block in text.split("\n\n") if block]


def test_a_library_without_duplicates(command: CommandLine, root: Path) -> None:
    before = files_of(root)
    assert command("duplicates") == (0, "", "5 entries: no duplicates\n")
    assert files_of(root) == before


def test_a_paper_that_is_there_twice_is_a_finding(command: CommandLine, root: Path) -> None:
    (root / TWIN_PATH).write_text(TWIN, encoding="utf-8")
    before = files_of(root)
    outcome = command("duplicates")
    assert (outcome.code, outcome.err) == (1, "6 entries: 1 version-of, 1 same\n")
    assert sorted(first_lines(outcome.out)) == [
        "same  doe2022gizmo  doe2022imaginary",
        "version-of  doe2021gizmo  doe2022imaginary",
    ]
    assert "\n  + title: the same words\n" in outcome.out
    assert files_of(root) == before
    assert command("duplicates", "key:doe2022gizmo", "-q") == (0, "", "")


def test_a_decision_is_remembered(command: CommandLine, root: Path) -> None:
    (root / TWIN_PATH).write_text(TWIN, encoding="utf-8")
    decision = '\n[[relations]]\nkind = "not-same-as"\nkey = "doe2022imaginary"\n'
    for path, text in ((GIZMO_PATH, GIZMO), (PREPRINT_PATH, PREPRINT)):
        (root / path).write_text(text + decision, encoding="utf-8")
    assert command("duplicates") == (0, "", "6 entries: no duplicates\n")


def test_references_of_a_file_are_named_by_place(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    outcome = command("duplicates", given(SPROCKETS + ORCA + AGAIN))
    assert (outcome.code, outcome.err) == (1, "3 references: 1 same\n")
    assert first_lines(outcome.out) == ["same  in.bib:1: poe  in.bib:14: poe-again"]
    assert "  + doi: 10.1234/sprockets\n" in outcome.out


def test_a_file_against_the_library(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    given(SPROCKETS + ORCA)
    outcome = command("duplicates", "in.bib", "--against", "library")
    assert (outcome.code, outcome.err) == (1, "2 references: 1 same\n")
    assert first_lines(outcome.out) == ["same  in.bib:8: orca  yu2022orca"]


def test_a_file_against_another(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    given(SPROCKETS + ORCA)
    outcome = command("duplicates", "in.bib", "--against", given(AGAIN, "other.bib"), "-q")
    assert (outcome.code, outcome.err) == (1, "")
    assert first_lines(outcome.out) == ["same  in.bib:1: poe  other.bib:1: poe-again"]


def test_what_is_only_possible_is_no_finding(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    given(TITLE_ONLY)
    outcome = command("duplicates", "in.bib", "--against", "library")
    assert (outcome.code, outcome.err) == (0, "1 reference: 1 possible-same\n")
    assert first_lines(outcome.out) == ["possible-same  in.bib:1: unsure  doe2022gizmo"]
    certain = command("duplicates", "in.bib", "--against", "library", "--certain")
    assert certain == (0, "", "1 reference: no duplicates\n")


def test_what_is_less_likely_is_left_out(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    file = given(SPROCKETS + AGAIN)
    assert command("duplicates", file, "--min-confidence", "0.5").out
    outcome = command("duplicates", file, "--min-confidence", "1")
    assert (outcome.code, outcome.out) == (0, "")


def test_matches_as_json(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    outcome = command("duplicates", given(SPROCKETS + AGAIN), "-f", "json")
    assert outcome.code == 1
    (row,) = json.loads(outcome.out)
    assert row.keys() == {"verdict", "a", "b", "score", "confidence", "evidence"}
    assert (row["verdict"], row["a"], row["b"]) == (
        "same",
        "in.bib:1: poe",
        "in.bib:8: poe-again",
    )
    assert row["score"] > 0
    assert any(line.endswith("doi: 10.1234/sprockets") for line in row["evidence"])
    assert json.loads(command("duplicates", "-f", "json").out) == []


def test_several_processes_find_the_same(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    given(SPROCKETS + ORCA + AGAIN)
    assert command("duplicates", "in.bib", "--workers", "2") == command("duplicates", "in.bib")


def test_two_references_are_explained(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    outcome = command("duplicates", "--explain", "yu2022orca", "kwon2023efficient")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("different  yu2022orca  kwon2023efficient\n")
    assert "\n  - authors: 0 of 1 family names agree\n" in outcome.out
    given(ORCA)
    outcome = command(
        "duplicates", "in.bib", "--against", "library", "--explain", "orca", "yu2022orca"
    )
    assert outcome.out.startswith("same  in.bib:1: orca  yu2022orca\n")


def test_titles_are_plain_and_a_venue_has_one_name(command: CommandLine, root: Path) -> None:
    (root / TWIN_PATH).write_text(TWIN.replace("Gizmo: ", "{Gizmo}: "), encoding="utf-8")
    outcome = command("duplicates", "--explain", "doe2022gizmo", "doe2022imaginary")
    about = "    Gizmo: Imaginary Accelerators for Everyone, OSDI, 2022\n"
    assert outcome.out.count(about) == 2
    assert "  + venue: OSDI\n" in outcome.out


def test_a_thesis_is_only_possibly_its_paper(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    thesis = ORCA.replace("@inproceedings", "@phdthesis").replace("booktitle", "school")
    outcome = command("duplicates", given(thesis), "--against", "library")
    assert outcome == (0, outcome.out, "1 reference: 1 possible-same\n")
    assert "\n  ! kind: two works, thesis / paper\n" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--explain", "yu2022orca", "nobody"), 2, "no reference 'nobody' among the 5 that were"),
        (("missing.bib",), 3, "missing.bib: error: No such file or directory"),
        (("--against", "missing.bib"), 3, "missing.bib: error: No such file or directory"),
        (("--against", "notes.docx"), 2, "notes.docx: .docx cannot be read; what can: .bib"),
    ],
)
def test_what_cannot_be_compared(
    arguments: tuple[str, ...], code: int, message: str, command: CommandLine, root: Path
) -> None:
    assert root.is_dir()
    outcome = command("duplicates", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err


def test_a_broken_block_is_named_and_the_rest_compared(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    broken = "@misc{broken, title = {A {B},\n"
    outcome = command("duplicates", given(broken + SPROCKETS + AGAIN))
    assert "in.bib:1: error: broken: the braces do not close before the next" in outcome.err
    assert outcome.err.endswith("2 references: 1 same\n")


RECORDS = """\
{"id": "a", "title": "Sprockets: Scheduling Invented Machines", "authors": ["Poe, P."], "year": 2022, "venue": "OSDI"}
{"id": "b", "title": "Sprockets: Scheduling Invented Machines", "authors": "Paula Poe", "year": "2022", "venue": "OSDI '22"}
{"id": "c", "title": "Sprockets: Scheduling Invented Machines", "authors": ["Poe, P."], "year": "2021", "venue": "CoRR", "doi": null}
{"id": "d", "title": ["no", "title"]}
not a record
{"id": "e", "title": "Something Else About Gizmos and Widgets"}
"""


@pytest.mark.parametrize("name", ["records.jsonl", "records.jsonl.gz"])
def test_raw_records_are_grouped(command: CommandLine, root: Path, name: str) -> None:
    assert root.is_dir()
    content = RECORDS.encode()
    Path(name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    outcome = command("duplicates", name, "-o", "groups.jsonl")
    assert outcome.code == 1
    rows = [json.loads(line) for line in Path("groups.jsonl").read_text("utf-8").splitlines()]
    assert rows == [
        {"id": "a", "cluster": 1, "work": 1},
        {"id": "b", "cluster": 1, "work": 1},
        {"id": "c", "work": 1},
    ]
    assert f"{name}:4: " in outcome.err
    assert f"{name}:5: " in outcome.err
    assert "4 references: 1 cluster, 1 work" in outcome.err


def test_raw_records_are_explained(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    file = given(RECORDS, "records.jsonl")
    assert "same" in command("duplicates", file, "--explain", "a", "b").out
    outcome = command("duplicates", file, "--against", "library", "-o", "x")
    assert (outcome.code, Path("x").exists()) == (2, False)


def test_a_file_that_is_no_gzip_is_named(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    file = given(RECORDS, "records.jsonl.gz")
    outcome = command("duplicates", file, "-o", "x")
    assert outcome.code == 3
    assert "records.jsonl.gz" in outcome.err
    assert not Path("x").exists()
