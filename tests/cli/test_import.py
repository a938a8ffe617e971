from __future__ import annotations

import json
import sys
from pathlib import Path

import msgspec
import pytest

from command_line import CommandLine
from made_papers import GIZMO_PATH, files_of, made_library
from mlsysbib.model.library import Library
from mlsysbib.store.reader import read_draft
from small_library import small_library

NEW = """\
@inproceedings{Poe:Sprockets,
  title = {Sprockets: Scheduling Invented Machines},
  author = {Paula Poe and Max Muster},
  booktitle = {16th USENIX Symposium on Operating Systems Design and Implementation (OSDI 22)},
  year = {2022},
  pages = {10--19},
}
"""
UNDATED_PATH = "entries/undated/roeundated.toml"
UNDATED_ENTRY = """\
title = "Undated Widgets"
type = "web"
authors = [
  "Roe, Rita",
]

[published]

[provenance]
sources = ["import"]
"""
NEW_PATH = "entries/2022/poe2022sprockets.toml"
NEW_ENTRY = """\
title = "Sprockets: Scheduling Invented Machines"
authors = [
  "Poe, Paula",
  "Muster, Max",
]

[published]
venue = "osdi"
year = 2022
pages = "10-19"

[provenance]
sources = ["import"]
"""
NEW_CSL = [
    {
        "id": "Poe:Sprockets",
        "type": "paper-conference",
        "title": "Sprockets: Scheduling Invented Machines",
        "author": [
            {"family": "Poe", "given": "Paula"},
            {"family": "Muster", "given": "Max"},
        ],
        "container-title": "16th USENIX Symposium on Operating Systems Design and Implementation",
        "issued": {"date-parts": [[2022]]},
        "page": "10-19",
    }
]
NEW_RIS = """\
TY  - CONF
ID  - Poe:Sprockets
AU  - Poe, Paula
AU  - Muster, Max
TI  - Sprockets: Scheduling Invented Machines
T2  - 16th USENIX Symposium on Operating Systems Design and Implementation (OSDI 22)
PY  - 2022
SP  - 10
EP  - 19
ER  -
"""
KWON_PATH = "entries/2023/kwon2023efficient.toml"
KWON = """\
@inproceedings{kwon-osdi,
  title = {Efficient Memory Management},
  author = {Kwon, Woosuk},
  booktitle = {OSDI},
  year = {2023},
}
"""
GIZMO = """\
@inproceedings{theirs,
  title = {Gizmo: Imaginary Accelerators for Everyone},
  author = {Jane Doe and Max Muster},
  booktitle = {Proceedings of OSDI},
  year = {2022},
  doi = {10.1234/gizmo},
}
"""
TITLE_ONLY = """\
@inproceedings{unsure,
  title = {Gizmo: Imaginary Accelerators for Everyone},
  booktitle = {OSDI},
  year = {2022},
}
"""


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


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("in.bib", NEW),
        ("in.json", json.dumps(NEW_CSL, indent=2)),
        ("in.ris", NEW_RIS),
        # As Windows programs write it, with a mark of its encoding and without a last ER.
        ("in.ris", "\ufeff" + NEW_RIS.removesuffix("ER  -\n").replace("\n", "\r\n")),
    ],
)
def test_a_new_paper_gets_a_file_under_a_key_of_its_own(
    name: str, text: str, command: CommandLine, root: Path
) -> None:
    before = files_of(root)
    outcome = command("import", given(text, name))
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.endswith(": Poe:Sprockets: new: poe2022sprockets\n1 reference: 1 new\n")
    assert files_of(root) == before | {NEW_PATH: NEW_ENTRY.encode()}


def test_importing_twice_writes_once(command: CommandLine, root: Path) -> None:
    given(NEW + KWON)
    assert command("import", "in.bib").err.endswith("2 references: 1 new, 1 version added\n")
    once = files_of(root)
    again = command("import", "in.bib")
    assert (again.code, again.out) == (0, "")
    assert again.err.endswith("2 references: 2 same\n")
    assert files_of(root) == once


def test_one_paper_twice_in_the_input_is_one_entry(command: CommandLine, root: Path) -> None:
    twice = NEW.replace("{Poe:", "{Again:").replace("pages = {10--19}", "doi = {10.1234/x}")
    before = files_of(root)
    outcome = command("import", given(NEW + twice))
    assert "in.bib:8: Again:Sprockets: same: poe2022sprockets\n    twice in the in" in outcome.err
    after = files_of(root)
    assert after.keys() - before.keys() == {NEW_PATH}
    text = after[NEW_PATH].decode()
    assert 'pages = "10-19"\n' in text
    assert 'doi = "10.1234/x"\n' in text


def test_the_source_may_be_named(command: CommandLine, root: Path) -> None:
    assert command("import", "-q", "--source", "our-wiki", given(NEW)) == (0, "", "")
    assert 'sources = ["our-wiki"]\n' in (root / NEW_PATH).read_text("utf-8")


def test_another_version_is_added_to_its_paper(command: CommandLine, root: Path) -> None:
    outcome = command("import", given(KWON))
    assert outcome.err.startswith("in.bib:1: kwon-osdi: version added: kwon2023efficient\n")
    text = (root / KWON_PATH).read_text("utf-8")
    assert '[published]\nvenue = "osdi"\nyear = 2023\n\n[arxiv]\nid = "2309.06180"\n' in text


@pytest.mark.parametrize("choice", ["report", "skip", "update"])
def test_what_a_known_paper_lacks_is_taken_on_request_only(
    choice: str, command: CommandLine, root: Path
) -> None:
    before = files_of(root)
    outcome = command("import", "--on-duplicate", choice, given(GIZMO))
    assert outcome.code == 0
    after = files_of(root)
    if choice == "update":
        assert "in.bib:1: theirs: updated: doe2022gizmo\n" in outcome.err
        text = after.pop(GIZMO_PATH).decode()
        assert 'doi = "10.1234/gizmo"\n' in text
        assert 'pages = "1-9"\n' in text
        del before[GIZMO_PATH]
    else:
        assert "in.bib:1: theirs: same: doe2022gizmo\n    has more; --on-dup" in outcome.err
    assert after == before


def test_skipping_leaves_a_version_out(command: CommandLine, root: Path) -> None:
    before = files_of(root)
    outcome = command("import", "--on-duplicate", "skip", given(KWON))
    assert outcome.err.endswith("1 reference: 1 same\n")
    assert files_of(root) == before


def test_what_is_only_possible_is_left_to_a_person(command: CommandLine, root: Path) -> None:
    before = files_of(root)
    outcome = command("import", "--map", "keys.tsv", given(TITLE_ONLY + NEW))
    assert outcome.code == 1
    assert "in.bib:1: unsure: possible: is it doe2022gizmo? not imported" in outcome.err
    assert outcome.err.endswith("2 references: 1 possible, 1 new\n")
    assert files_of(root).keys() - before.keys() == {NEW_PATH}
    # A citation of it is not led to a paper that it may not be.
    assert Path("keys.tsv").read_text("utf-8") == "Poe:Sprockets\tpoe2022sprockets\n"


def test_the_map_leads_from_every_key_to_the_librarys(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    command("import", "--map", "keys.tsv", given(NEW + KWON + GIZMO))
    assert Path("keys.tsv").read_text("utf-8").splitlines() == [
        "Poe:Sprockets\tpoe2022sprockets",
        "kwon-osdi\tkwon2023efficient",
        "theirs\tdoe2022gizmo",
    ]


def test_a_dry_run_says_the_same_and_writes_nothing(command: CommandLine, root: Path) -> None:
    before = files_of(root)
    given(NEW + KWON + GIZMO)
    dry = command("import", "--dry-run", "--map", "keys.tsv", "in.bib")
    assert files_of(root) == before
    assert not Path("keys.tsv").exists()
    assert command("import", "in.bib") == dry
    assert files_of(root) != before


@pytest.mark.parametrize(
    ("form", "name"), [("bibtex", "own.bib"), ("csl-json", "own.json"), ("ris", "own.ris")]
)
def test_the_librarys_own_export_changes_nothing(
    form: str, name: str, command: CommandLine, root: Path
) -> None:
    before = files_of(root)
    assert command("export", "-q", "-f", form, "-o", name).code == 0
    for choice in ("report", "update"):
        outcome = command("import", "--on-duplicate", choice, name)
        assert outcome.code == 0, outcome.err
        assert outcome.err.endswith("5 references: 5 same\n")
        assert "says otherwise" not in outcome.err
        assert files_of(root) == before


def test_a_broken_block_is_named_and_the_others_are_taken(command: CommandLine, root: Path) -> None:
    before = files_of(root)
    broken = "\n@misc{broken, title = {A {B},\n"
    no_year = "@misc{undated, title = {Undated Widgets}, author = {Roe, Rita}}\n"
    outcome = command("import", given(f"{no_year}{broken}{NEW}"))
    assert outcome.code == 1
    assert "in.bib:1: warning: undated: the reference has no year (year-missing)\n" in outcome.err
    assert "in.bib:3: error: broken: the braces do not close before the next" in outcome.err
    assert outcome.err.endswith("3 references: 1 problem, 2 new\n")
    added = files_of(root).items() - before.items()
    assert dict(added) == {NEW_PATH: NEW_ENTRY.encode(), UNDATED_PATH: UNDATED_ENTRY.encode()}


def test_broken_references_of_ris_are_named_and_the_others_are_taken(
    command: CommandLine, root: Path
) -> None:
    before = files_of(root)
    undated = "TY  - JOUR\nID  - undated\nAU  - Roe, Rita\nTI  - Undated Widgets\nER  - \n"
    strange = NEW_RIS.replace("- CONF", "- CONFR")
    outcome = command("import", given(f"Nothing of a reference.\n{undated}{strange}", "in.ris"))
    assert outcome.code == 0
    assert "in.ris:2: warning: undated: the reference has no year (year-missing)\n" in outcome.err
    assert "in.ris:7: warning: Poe:Sprockets: unknown type 'CONFR' (type-unknown)" in outcome.err
    assert "hint: did you mean CONF" in outcome.err
    assert outcome.err.endswith("2 references: 2 new\n")
    article = UNDATED_ENTRY.replace('"web"', '"article"').encode()
    assert files_of(root) == before | {NEW_PATH: NEW_ENTRY.encode(), UNDATED_PATH: article}


@pytest.mark.parametrize("text", ["", "No reference at all.\n", "ER  - \n"])
def test_a_file_of_ris_without_references_changes_nothing(
    text: str, command: CommandLine, root: Path
) -> None:
    before = files_of(root)
    outcome = command("import", given(text, "in.ris"))
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "0 references: none\n")
    assert files_of(root) == before


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("in.json", 3, "in.json:2: error: this is not JSON: "),
        ("in.docx", 2, "in.docx: .docx cannot be read; what can: .bib, .json, .rdf, .ris"),
        ("missing.bib", 3, "missing.bib: error: No such file or directory"),
    ],
)
def test_a_file_without_reading_changes_nothing(
    name: str, code: int, message: str, command: CommandLine, root: Path
) -> None:
    before = files_of(root)
    given('[{"id": "a",\n', "in.json")
    outcome = command("import", name)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err
    assert files_of(root) == before


LIST = """\
# My list

## Serving

- [Orca: A Distributed Serving System](https://example.org/orca), Yu, OSDI 2022
- A line about nothing that a library holds
"""
LIST_SOURCE = """\
---
title: My list
id: {id}
style: awesome
---

## Serving

- @yu2022orca Yu, OSDI 2022 ([link](https://example.org/orca))
- A line about nothing that a library holds
"""


@pytest.mark.parametrize(("arguments", "id_"), [((), "my-list"), (("--id", "other"), "other")])
def test_a_list_is_adopted(
    arguments: tuple[str, ...], id_: str, command: CommandLine, root: Path
) -> None:
    before = files_of(root)
    given(LIST, "My List.md")
    dry = command("import", "--dry-run", *arguments, "My List.md")
    assert dry.out == LIST_SOURCE.format(id=id_)
    assert files_of(root) == before
    outcome = command("import", *arguments, "My List.md")
    assert (outcome.code, outcome.out) == (0, "")
    assert "My List.md:6: info: neither paper nor heading, kept as it is" in outcome.err
    assert outcome.err.endswith(f"reading-lists/{id_}.md: written\n1 reference: 1 matched\n")
    after = before | {f"reading-lists/{id_}.md": LIST_SOURCE.format(id=id_).encode()}
    assert files_of(root) == after
    assert "written" not in command("import", *arguments, "My List.md").err
    assert files_of(root) == after


CURATED = "# My list\n\n- @doe2022gizmo **required**\n"
DRAFTING = "# My list\n\n- [Sprockets of Many Kinds](https://example.org/s), Poe, OSDI 2021\n"


@pytest.mark.parametrize("place", ["my-list.md", "2026/my-list.md"])
def test_another_list_of_that_name_is_not_replaced(
    place: str, command: CommandLine, root: Path
) -> None:
    curated = root / "reading-lists" / place
    curated.parent.mkdir(exist_ok=True)
    curated.write_text(CURATED, encoding="utf-8")
    given(DRAFTING, "My List.md")
    given(NEW)
    before = files_of(root)
    for arguments in ((), ("--dry-run",)):
        outcome = command("import", *arguments, "in.bib", "My List.md")
        assert (outcome.code, outcome.out) == (2, "")
        assert f"My List.md: reading-lists/{place} is there already and says" in outcome.err
        assert "--id NAME gives this list another name, --force replaces" in outcome.err
        assert files_of(root) == before
    assert command("import", "--id", "other", "My List.md").code == 0
    assert curated.read_text("utf-8") == CURATED
    assert command("import", "--force", "My List.md").code == 0
    assert "- @sprockets2021many" in curated.read_text("utf-8")
    added = {"reading-lists/other.md", "entries/2021/sprockets2021many.toml"}
    assert files_of(root).keys() - before.keys() <= added


def test_a_list_whose_original_changed_takes_in_the_change(
    command: CommandLine, root: Path
) -> None:
    given(LIST, "My List.md")
    assert command("import", "My List.md").code == 0
    path = root / "reading-lists" / "my-list.md"
    mine = "- A line about nothing that is mine"
    path.write_text(path.read_text("utf-8") + f"{mine}\n", "utf-8")
    given(LIST + "- [Sprockets of Many Kinds](https://example.org/s), OSDI 2021\n", "My List.md")
    outcome = command("import", "My List.md")
    assert outcome.code == 0
    number = path.read_text("utf-8").splitlines().index(mine) + 1
    assert f"reading-lists/my-list.md:{number}: not in the original; kept: {mine}" in outcome.err
    assert "- @sprockets2021many" in path.read_text("utf-8")
    after = files_of(root)
    assert command("import", "My List.md").code == 0
    assert files_of(root) == after
    assert command("import", "--force", "My List.md").code == 0
    assert mine not in path.read_text("utf-8")


def test_a_list_of_the_library_is_adopted_in_place(command: CommandLine, root: Path) -> None:
    own = root / "reading-lists/course.md"
    text = own.read_text("utf-8")
    own.write_text(text + "- [Widgets, Revisited](https://example.org/w), 2023\n", "utf-8")
    assert command("import", own).code == 0
    after = own.read_text("utf-8")
    assert after.startswith(f"{text}- @")
    assert command("import", own).code == 0
    assert own.read_text("utf-8") == after


def test_two_lists_of_one_name_are_not_imported_together(command: CommandLine, root: Path) -> None:
    given(LIST, "one.md")
    given(DRAFTING, "two.md")
    before = files_of(root)
    outcome = command("import", "--force", "--id", "same", "one.md", "two.md")
    assert (outcome.code, outcome.out) == (2, "")
    assert "two.md: 'same' is the name of two of these lists" in outcome.err
    assert files_of(root) == before
    assert command("import", "one.md", "one.md").code == 0


@pytest.mark.parametrize(
    ("arguments", "name"), [(("--id", "../a"), "a.md"), (("--id", ".a"), "a.md"), ((), "+.md")]
)
def test_a_list_under_whose_name_it_would_not_be_read_is_refused(
    arguments: tuple[str, ...], name: str, command: CommandLine, root: Path
) -> None:
    given(LIST, name)
    before = files_of(root.parent)
    outcome = command("import", *arguments, name)
    assert (outcome.code, outcome.out) == (2, "")
    assert "cannot be the name of a list: --id gives another" in outcome.err
    assert files_of(root.parent) == before


@pytest.mark.parametrize("is_preprint_first", [False, True])
def test_a_new_paper_and_its_preprint_are_two_versions_of_one_entry(
    command: CommandLine, root: Path, *, is_preprint_first: bool
) -> None:
    preprint = """\
@article{Poe:early,
  title = {Sprockets: Scheduling Invented Machines},
  author = {Paula Poe and Max Muster},
  journal = {arXiv preprint arXiv:2105.00042},
  year = {2021},
}
"""
    before = files_of(root)
    outcome = command("import", given(preprint + NEW if is_preprint_first else NEW + preprint))
    assert outcome.code == 0
    assert outcome.err.endswith("2 references: 1 new, 1 version added\n")
    after = files_of(root)
    assert after.keys() - before.keys() == {NEW_PATH}
    text = after[NEW_PATH].decode()
    assert 'venue = "osdi"\n' in text
    assert '[arxiv]\nid = "2105.00042"\n' in text


def test_two_new_references_to_one_paper_that_disagree_are_told_like_one_of_the_library(
    command: CommandLine, root: Path
) -> None:
    assert root.is_dir()
    other = NEW.replace("Poe:Sprockets", "again").replace("10--19", "10--23")
    both = command("import", "--dry-run", given(NEW + other)).err
    assert "in.bib:8: again: same: poe2022sprockets\n    twice in the input\n" in both
    command("import", "-q", given(NEW))
    alone = command("import", "--dry-run", given(other)).err
    (said,) = (line for line in alone.splitlines() if "says otherwise" in line)
    assert "10-23" in said
    assert said in both.splitlines()


def test_one_problem_is_one_problem(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    outcome = command("import", given("@misc{empty, year = 2020}\n"))
    assert outcome.err.endswith("1 reference: 1 problem\n")
    tidied = command("tidy", given("@misc{empty, year = 2020}\n"))
    assert tidied.err.endswith(
        ": 1 reference: 0 matched, 0 upgraded, 0 cleaned, 1 untouched, 0 duplicates, 1 problem\n"
    )


def test_a_terminal_shows_how_far_an_import_is(
    command: CommandLine, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert root.is_dir()
    given(NEW)
    assert "%" not in command("import", "--dry-run", "in.bib").err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    outcome = command("import", "--dry-run", "in.bib")
    assert "import in.bib" in outcome.err
    assert "100%" in outcome.err
    assert outcome.err.endswith("1 reference: 1 new\n")
    assert command("import", "--dry-run", "-q", "in.bib").err == ""


@pytest.mark.usefixtures("root")
def test_what_no_entry_has_a_field_for_is_kept_and_named_once(command: CommandLine) -> None:
    books = "".join(
        f"@book{{b{n}, title={{Volume {n} of Widgets}}, author={{Doe, Jane}}, year=200{n},"
        f" timestamp={{{n}}}, file={{b{n}.pdf}}, editor={{Poe, Paula}}, edition={{{n}}}}}\n"
        for n in (1, 2)
    )
    more = "2 references have fields kept as written: file (2), timestamp (2)\n"
    assert command("import", given(books)).err.endswith(more)
    assert "as written" not in command("import", "-q", "in.bib").err


THESIS = """\
@phdthesis{Allamanis2016d,
  author = {Allamanis, M.},
  school = {University of Edinburgh},
  title = {{Learning Natural Coding Conventions}},
  year = {2016}
}
"""
OF_THESIS = """\
@inproceedings{Allamanis2014a,
  author = {Allamanis, M. and Barr, E. T. and Bird, C. and Sutton, C.},
  booktitle = {FSE},
  title = {{Learning Natural Coding Conventions}},
  year = {2014}
}
"""
FUZZING = """\
@inproceedings{Cummins2018,
  author = {Cummins, C. and Petoumenos, P. and Murray, A. and Leather, H.},
  booktitle = {ISSTA},
  title = {{Compiler Fuzzing through Deep Learning}},
  year = {2018}
}
"""
POSTER = FUZZING.replace("2018,", "2018a,").replace("ISSTA", "ACACES").replace(
    "{{Compiler", "{{DeepSmith: Compiler"
)  # fmt: skip
LEARNED = """\
@inproceedings{one,
  author = {Kraska, Tim and Beutel, Alex},
  title = {Learned Index Structures for Storage},
  year = {2018}, volume = {1}, pages = {1--12}
}
"""
OTHER_LEARNED = LEARNED.replace("{one,", "{two,").replace(
    "Index Structures for Storage", "Cardinality Estimation"
)  # fmt: skip


PAIRS = [(THESIS, OF_THESIS), (FUZZING, POSTER), (LEARNED, OTHER_LEARNED)]


@pytest.mark.parametrize(
    "text", [one + other for pair in PAIRS for one, other in (pair, reversed(pair))]
)
def test_two_works_that_look_alike_are_two_entries(
    text: str, command: CommandLine, root: Path
) -> None:
    Path("in.bib").write_text(text, encoding="utf-8")
    before = set(files_of(root))
    outcome = command("import", "in.bib")
    assert outcome.err.endswith("2 references: 2 new\n")
    assert len(set(files_of(root)) - before) == 2


def test_a_talk_that_was_taken_in_stays_another_work(command: CommandLine, root: Path) -> None:
    talk = OF_THESIS.replace("inproceedings{Allamanis2014a", "misc{talk").replace(
        "booktitle = {FSE}", "howpublished = {Slides}"
    )
    Path("in.bib").write_text(OF_THESIS + talk, encoding="utf-8")
    assert command("import", "in.bib").err.endswith("2 references: 2 new\n")
    assert command("duplicates").err == "7 entries: 1 possible-same\n"
    assert root.is_dir()


def test_a_list_takes_along_what_the_shipped_library_knows(
    command: CommandLine, tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_library(tmp_path / "library", {"mlsysbib.toml": ""})
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(root))
    (tmp_path / "mine.md").write_text(
        "# Mine\n\n"
        "- [OSDI'20] Serving DNNs like Clockwork: Performance Predictability from the Bottom Up\n"
        "- [OSDI'22] Orca: A Distributed Serving System\n"
        "- [SOSP'23] A Paper That Nobody Has Ever Heard Of\n",
        encoding="utf-8",
    )
    outcome = command("import", tmp_path / "mine.md")
    assert outcome.err.endswith(
        "3 references: 1 matched, 1 taken from the shipped library, 1 drafted\n"
    )
    (path,) = root.glob("entries/*/gujarati2020serving.toml")
    shipped = library["gujarati2020serving"]
    # Of its topics, the small library's tree has the first part alone.
    expected = msgspec.structs.replace(shipped, topics=("serving",), relations=())
    assert read_draft(str(path)) == expected
    again = command("import", tmp_path / "mine.md")
    assert again.err.endswith("3 references: 3 matched\n")


def test_a_list_makes_drafts_where_a_venue_is_not_there(
    command: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_library(tmp_path / "library")
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(root))
    title = "Efficient Memory Management for Large Language Model Serving with PagedAttention"
    (tmp_path / "mine.md").write_text(f"# Mine\n\n- [SOSP'23] {title}\n", encoding="utf-8")
    outcome = command("import", tmp_path / "mine.md")
    assert outcome.err.endswith("1 reference: 1 drafted\n")
    assert command("export", "-q").code == 0


def test_files_of_one_command_share_macros_and_parents(command: CommandLine, root: Path) -> None:
    given('@string{small = "Journal of Small Things"}\n', "strings.bib")
    given("@proceedings{p, title={Proceedings of Trees}, year=2019, publisher={House}}\n", "p.bib")
    given(
        "@article{a, title={One Small Thing}, author={Doe, J.}, journal=small, year=2020}\n"
        "@inproceedings{b, title={Two Trees}, author={Roe, R.}, crossref={p}}\n",
        "a.bib",
    )
    outcome = command("import", "a.bib", "strings.bib", "p.bib")
    assert "nothing" not in outcome.err
    texts = "".join(path.read_text() for path in root.rglob("entries/**/*.toml"))
    assert 'container-title = "Journal of Small Things"' in texts
    assert 'container-title = "Proceedings of Trees"' in texts


def test_one_bad_byte_is_named_and_costs_no_accent(command: CommandLine, root: Path) -> None:
    text = (
        "@article{a, title={Žluťoučký Kůň}, author={Dvořák, Š.}, journal={J}, year=2020}\n"
        "@article{b, title={Two of M\udcfcller}, author={Roe, R.}, journal={J}, year=2020}\n"
    )
    Path("bad.bib").write_bytes(text.encode("utf-8", errors="surrogateescape"))
    outcome = command("import", "bad.bib")
    assert "bad.bib:2: warning: a byte that is not UTF-8" in outcome.err
    texts = "".join(path.read_text("utf-8") for path in root.rglob("entries/**/*.toml"))
    assert "Dvořák, Š." in texts
    assert "Two of Müller" in texts
