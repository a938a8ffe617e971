from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.model.library import Config
from mlsysbib.model.names import NameFormatError, Person, parse_name
from mlsysbib.problems import LoadError
from mlsysbib.store.reader import read_contents, read_draft, read_leniently
from small_library import KWON, ORCA, SMALL, small_library

FILE = "entries/2022/yu2022orca.toml"
Found = list[tuple[str, int, str]]


def faults(root: Path, files: dict[str, str | bytes]) -> Found:
    """Return where and by which rule the small library with these files is at fault."""
    _, problems = read_leniently(str(small_library(root, files)))
    return [(problem.path, problem.line, problem.rule) for problem in problems]


def test_a_library_is_read_whole(tmp_path: Path) -> None:
    root = small_library(tmp_path, {"reading-lists/course.md": "# Course\n"})
    contents = read_contents(str(root))
    assert contents.root == str(root)
    assert contents.config == Config(title="Small", inherit_venues=False)
    assert [entry.key for entry in contents.entries] == ["kwon2023efficient", "yu2022orca"]
    assert contents.paths == ("entries/2023/kwon2023efficient.toml", FILE)
    assert list(contents.venues) == ["osdi"]
    assert contents.venue_paths == {"osdi": "venues/osdi.toml"}
    assert contents.list_paths == {"course": "reading-lists/course.md"}
    assert contents.topics == {"serving": "Serving", "serving/llm": "Language models"}
    assert contents.reading_lists == {"course": "# Course\n"}


@pytest.mark.parametrize(
    ("content", "line", "rule"),
    [
        # TOML
        (ORCA.replace('System"', "System"), 1, "toml-syntax"),
        (ORCA + "year 2023\n", 8, "toml-syntax"),
        (ORCA + "year = 2023\n", 8, "toml-syntax"),
        (ORCA + "[published]\n", 8, "toml-syntax"),
        (ORCA + "[arxiv]\ndate = 2023-02-31\n", 9, "toml-syntax"),
        (ORCA.replace("Serving", "\0"), 1, "toml-syntax"),
        (ORCA.replace("\n", "\r"), 1, "toml-syntax"),
        # Encodings
        (ORCA.replace("year", "# Café\nyear").encode("latin-1"), 7, "file-encoding"),
        (ORCA.encode("utf-16"), 1, "file-encoding"),
        ("", 0, "field-missing"),
        (" \n\n", 0, "field-missing"),
        (b"\xef\xbb\xbf", 0, "field-missing"),
        ("# nothing\n", 0, "field-missing"),
        # Schema
        (ORCA + "yaer = 2022\n", 8, "field-unknown"),
        ("# first\nkey = 'x'\n" + ORCA, 2, "field-unknown"),
        (ORCA.replace("2022", '"2022"'), 7, "field-type"),
        (ORCA.replace("2022", '"2022"').replace("\n", "\r\n"), 7, "field-type"),
        (ORCA + '\n[arxiv]\nclass = "cs"\n', 9, "field-missing"),
        # Content
        (ORCA.replace("{Orca}: A Distributed Serving System", ""), 1, "field-missing"),
        (ORCA.replace("}", ""), 1, "title-markup"),
        (ORCA + '\n[arxiv]\nid = "2201.00001"\ntitle = "$"\n', 11, "title-markup"),
        (ORCA.replace('["Yu, Gyeong-In"]', '[\n  "Yu, G",\n  # Li\n  "Li,",\n]'), 5, "name-form"),
        (ORCA.replace('"Yu, Gyeong-In"', '"Yu, G", ""'), 2, "name-form"),
        (ORCA.replace('"Yu, Gyeong-In"', '"{}"'), 2, "name-form"),
        ('title = "No Version"\n', 0, "version-missing"),
    ],
)
def test_a_fault_has_its_rule_and_line(
    tmp_path: Path, content: str | bytes, line: int, rule: str
) -> None:
    assert faults(tmp_path, {FILE: content}) == [(FILE, line, rule)]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + ORCA.encode(),
        ORCA.replace("\n", "\r\n"),
        ORCA.rstrip("\n"),
        "# A comment\n\n" + ORCA,
    ],
    ids=["byte-order mark", "CRLF", "no last newline", "comment"],
)
def test_what_editors_do_to_a_file_is_no_fault(tmp_path: Path, content: str | bytes) -> None:
    contents = read_contents(str(small_library(tmp_path, {FILE: content})))
    assert contents == read_contents(str(small_library(tmp_path)))


def test_former_paths_of_topics_stand_beside_the_tree(tmp_path: Path) -> None:
    renamed = '[renamed]\n"serving/language" = "serving/llm"\n'
    contents = read_contents(
        str(small_library(tmp_path, {"topics.toml": SMALL["topics.toml"] + renamed}))
    )
    assert contents.topics == {"serving": "Serving", "serving/llm": "Language models"}
    assert contents.renamed_topics == {"serving/language": "serving/llm"}


@pytest.mark.parametrize(
    ("tail", "line"), [("renamed = 3\n", 3), ('[renamed]\n"serving/language" = 3\n', 4)]
)
def test_what_is_renamed_must_be_text(tmp_path: Path, tail: str, line: int) -> None:
    files: dict[str, str | bytes] = {"topics.toml": SMALL["topics.toml"] + tail}
    assert faults(tmp_path, files) == [("topics.toml", line, "field-type")]


def test_all_faults_of_all_files_are_reported_in_order(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        FILE: 'titel = "x"\nkey = "y"\n' + ORCA.replace("2022", "true"),
        "entries/a.toml": b"\xe9",
        "entries/b.toml": "title =",
        "entries/c.toml": 'title = "{"\nauthors = ["A,", "B,"]\n',
        "venues/osdi.toml": 'acronym = "OSDI"\nkind = "confrence"\nmtach = []\n',
        "topics.toml": SMALL["topics.toml"] + "training = 3\n",
        "mlsysbib.toml": 'titel = "x"\n',
    }
    assert faults(tmp_path, files) == [
        (FILE, 1, "field-unknown"),
        (FILE, 2, "field-unknown"),
        (FILE, 9, "field-type"),
        ("entries/a.toml", 1, "file-encoding"),
        ("entries/b.toml", 1, "toml-syntax"),
        ("entries/c.toml", 0, "version-missing"),
        ("entries/c.toml", 1, "title-markup"),
        ("entries/c.toml", 2, "name-form"),
        ("entries/c.toml", 2, "name-form"),
        ("mlsysbib.toml", 1, "field-unknown"),
        ("topics.toml", 3, "field-type"),
        ("venues/osdi.toml", 2, "field-type"),
        ("venues/osdi.toml", 3, "field-unknown"),
    ]


def test_strictly_read_all_problems_are_raised(tmp_path: Path) -> None:
    root = small_library(tmp_path, {FILE: "title =", "entries/b.toml": "title ="})
    with pytest.raises(LoadError) as caught:
        read_contents(str(root))
    assert [problem.path for problem in caught.value.problems] == [FILE, "entries/b.toml"]
    assert str(caught.value).count("(toml-syntax)") == 2


def test_entries_may_lie_at_any_depth_and_hidden_files_are_none(tmp_path: Path) -> None:
    root = small_library(
        tmp_path,
        {
            "entries/top2020level.toml": KWON,
            "entries/a/b/c/d/deep2020down.toml": KWON,
            "entries/.hidden2020.toml": "nonsense",
            "entries/.git/config.toml": "nonsense",
            "entries/2022/notes.txt": "nonsense",
            "entries/2022/yu2022orca.toml~": "nonsense",
            "reading-lists/.draft.md": "nonsense",
        },
    )
    contents = read_contents(str(root))
    assert [entry.key for entry in contents.entries] == [
        "deep2020down",
        "kwon2023efficient",
        "top2020level",
        "yu2022orca",
    ]
    assert contents.reading_lists == {}


def test_files_that_cannot_be_read_are_reported(tmp_path: Path) -> None:
    root = small_library(tmp_path)
    (root / "entries" / "gone2020link.toml").symlink_to(root / "nowhere")
    (root / "reading-lists").write_text("a file and no folder")
    _, problems = read_leniently(str(root))
    assert [(problem.path, problem.rule, problem.text) for problem in problems] == [
        ("entries/gone2020link.toml", "file-unreadable", "No such file or directory"),
        ("reading-lists", "file-unreadable", "Not a directory"),
    ]


def test_a_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    root = small_library(tmp_path, {"entries/odd.toml/li2020odd.toml": KWON})
    assert "li2020odd" in [entry.key for entry in read_contents(str(root)).entries]


def test_a_library_may_lack_everything_but_its_marker(tmp_path: Path) -> None:
    (tmp_path / "mlsysbib.toml").touch()
    contents = read_contents(str(tmp_path))
    assert contents.entries == ()
    assert contents.config == Config()


def test_a_folder_without_the_marker_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=re.escape("(library-missing)\n  hint: `mlsysbib init`")):
        read_leniently(str(tmp_path))


def test_inherited_venues_are_known_only_if_the_library_inherits(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {FILE: ORCA.replace('"osdi"', '"sosp"')}
    root = str(small_library(tmp_path, files))
    assert [problem.rule for problem in read_leniently(root, lambda: ["sosp"])[1]] == [
        "venue-unknown"
    ]
    small_library(tmp_path, {**files, "mlsysbib.toml": ""})
    assert read_leniently(root, lambda: ["sosp"])[1] == []


def test_names_in_parts_are_read(tmp_path: Path) -> None:
    text = ORCA.replace('"Yu, Gyeong-In"', '{ family = "Yu, Jr", given = "G" }, "{X}"')
    contents = read_contents(str(small_library(tmp_path, {FILE: text})))
    assert contents.entries[1].authors == (Person("Yu, Jr", "G"), "{X}")


NAMES = st.lists(st.text('Ab, {}\n"é-', max_size=8), max_size=3)


@given(NAMES)
def test_names_are_refused_if_and_only_if_they_have_no_reading(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    quoted = ", ".join('"' + n.replace('"', '\\"').replace("\n", "\\n") + '"' for n in names)
    path = tmp_path_factory.getbasetemp() / "draft.toml"
    path.write_text(ORCA.replace('"Yu, Gyeong-In"', quoted), encoding="utf-8")
    try:
        for name in names:
            parse_name(name)
    except NameFormatError:
        with pytest.raises(LoadError, match="name-form"):
            read_draft(str(path))
    else:
        assert read_draft(str(path)).authors == tuple(names)


def test_a_draft_is_read_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "yu2022orca.toml"
    path.write_text(ORCA, encoding="utf-8")
    assert read_draft(str(path)).key == "yu2022orca"
    monkeypatch.chdir(tmp_path)
    assert read_draft("yu2022orca.toml").year == 2022
    path.write_text("title =", encoding="utf-8")
    with pytest.raises(LoadError, match=r"^yu2022orca.toml:1: error: .* \(toml-syntax\)"):
        read_draft("yu2022orca.toml")
    with pytest.raises(LoadError, match="file-unreadable"):
        read_draft("nothing.toml")
