from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from mlsysbib.model.library import Library
from mlsysbib.store.places import place_of_entry, place_of_list, place_of_venue, with_files
from mlsysbib.store.reader import read_contents, read_leniently
from mlsysbib.store.writer import dump_entry
from small_library import KWON, SMALL, small_library

VENUE = SMALL["venues/osdi.toml"]


def test_what_is_there_has_its_place_and_what_is_new_gets_one(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "entries/vllm/li2023paged.toml": KWON,
        "venues/acm/sosp.toml": VENUE,
        "reading-lists/2026/course.md": "# Course\n",
    }
    library = Library(read_contents(str(small_library(tmp_path, files))))
    for path in library.contents.paths:
        key = path.rpartition("/")[2].removesuffix(".toml")
        assert place_of_entry(library[key], library) == path
    new = replace(library["yu2022orca"], key="yu2022new")
    assert place_of_entry(new, library) == "entries/2022/yu2022new.toml"
    assert place_of_list("course", library) == "reading-lists/2026/course.md"
    assert place_of_list("other", library) == "reading-lists/other.md"
    assert place_of_venue("sosp", library) == "venues/acm/sosp.toml"
    assert place_of_venue("nsdi", library) == "venues/nsdi.toml"


def test_of_three_files_of_one_name_the_first_is_read(tmp_path: Path) -> None:
    lists = {f"reading-lists/{name}/course.md": f"# {name}\n" for name in "cab"}
    root = small_library(tmp_path, lists)
    contents, problems = read_leniently(str(root))
    assert contents.reading_lists == {"course": "# a\n"}
    assert [(p.path, p.rule) for p in problems] == [
        ("reading-lists/b/course.md", "file-duplicate"),
        ("reading-lists/c/course.md", "file-duplicate"),
    ]


def test_a_library_with_files_is_the_one_that_is_read_once_they_are_written(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"entries/vllm/li2023paged.toml": KWON}
    root = small_library(tmp_path, {**files, "reading-lists/sub/course.md": "# Course\n"})
    library = Library(read_contents(str(root)))
    entries = (
        replace(library["yu2022orca"], key="aa2022new"),
        replace(library["li2023paged"], title="Another Title"),
    )
    lists = {"course": "# Changed\n", "other": "# Other\n"}
    extended = with_files(library, entries, lists)
    for entry in entries:
        path = root / extended.path_of(entry.key)
        path.parent.mkdir(exist_ok=True)
        path.write_text(dump_entry(entry), encoding="utf-8")
    for id_, text in lists.items():
        (root / extended.path_of_list(id_)).write_text(text, encoding="utf-8")
    assert extended.contents == read_contents(str(root))
