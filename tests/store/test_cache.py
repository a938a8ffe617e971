from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mlsysbib.store import cache
from mlsysbib.store.cache import (
    Rendering,
    cache_path,
    load_cached,
    load_rendering,
    save_cached,
    save_rendering,
    take_state,
)
from mlsysbib.store.reader import read_contents
from small_library import KWON, small_library

HOUR = 3600
FILE = "entries/2022/yu2022orca.toml"


def age(root: Path) -> None:
    """Make all files an hour old, as those of a library at rest are."""
    then = time.time() - HOUR
    for path in root.rglob("*"):
        if path.is_file():
            os.utime(path, (then, then))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library at rest, with a cache of its own."""
    monkeypatch.setenv("MLSYSBIB_CACHE", str(tmp_path / "cache"))
    root = small_library(tmp_path / "library", {"reading-lists/course.md": "# Course\n"})
    age(root)
    return root


def save(root: Path) -> None:
    save_cached(str(root), read_contents(str(root)), take_state(str(root)))


def is_cached(root: Path) -> bool:
    return load_cached(str(root), take_state(str(root))) is not None


def test_an_unchanged_library_comes_from_the_cache(root: Path) -> None:
    assert not is_cached(root)
    save(root)
    cached = load_cached(str(root), take_state(str(root)))
    assert cached == read_contents(str(root))


RENDERING = Rendering("@inproceedings{yu2022orca}\n", 1)


def render(root: Path, options: str = "bibtex") -> None:
    save_rendering(str(root), options, RENDERING, take_state(str(root)))


def rendered(root: Path, options: str = "bibtex") -> Rendering | None:
    return load_rendering(str(root), options, take_state(str(root)))


def change(root: Path) -> None:
    (root / FILE).write_text(KWON, encoding="utf-8")


def touch(root: Path) -> None:
    (root / FILE).touch()


def resize(root: Path) -> None:
    found = (root / FILE).stat()
    with (root / FILE).open("a") as file:
        file.write("\n")
    os.utime(root / FILE, ns=(found.st_atime_ns, found.st_mtime_ns))


def add(root: Path) -> None:
    (root / "entries" / "new2024.toml").write_text(KWON, encoding="utf-8")
    age(root)


def add_folder(root: Path) -> None:
    (root / "venues" / "a" / "b").mkdir(parents=True)
    (root / "venues" / "a" / "b" / "v.toml").touch()
    age(root)


def delete(root: Path) -> None:
    (root / FILE).unlink()


def rename(root: Path) -> None:
    (root / FILE).rename(root / "entries" / "2022" / "yu2022other.toml")


def change_topics(root: Path) -> None:
    (root / "topics.toml").touch()


def change_list(root: Path) -> None:
    (root / "reading-lists" / "course.md").touch()


def change_config(root: Path) -> None:
    (root / "mlsysbib.toml").touch()


@pytest.mark.parametrize(
    "what",
    [change, touch, resize, add, add_folder, delete, rename, change_topics, change_list,
     change_config],
)  # fmt: skip
def test_a_change_of_any_file_makes_what_is_kept_invalid(
    root: Path, what: Callable[[Path], None]
) -> None:
    save(root)
    render(root)
    assert is_cached(root)
    assert rendered(root)
    what(root)
    assert not is_cached(root)
    assert not rendered(root)


def test_a_change_of_the_program_makes_what_is_kept_invalid(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "program"
    (program / "formats" / "__pycache__").mkdir(parents=True)
    (program / "formats" / "writer.py").write_text("old")
    monkeypatch.setattr(cache, "_PROGRAM", str(program))
    save(root)
    render(root)
    (program / "formats" / "__pycache__" / "writer.cpython-311.pyc").touch()
    assert is_cached(root)
    assert rendered(root)
    (program / "formats" / "writer.py").write_text("newer")
    assert not is_cached(root)
    assert not rendered(root)


def test_a_rendering_is_that_of_its_wishes_alone(root: Path) -> None:
    render(root)
    assert rendered(root) == RENDERING
    assert rendered(root, "csl-json") is None
    assert not is_cached(root)


def test_a_rendering_under_the_name_of_another_is_not_taken(root: Path) -> None:
    render(root)
    Path(cache_path(str(root), "bibtex") or "").replace(cache_path(str(root), "ris") or "")
    assert rendered(root, "ris") is None


def test_other_files_do_not_matter(root: Path) -> None:
    save(root)
    (root / "README.md").touch()
    assert is_cached(root)


def test_files_changed_just_now_are_not_kept(root: Path) -> None:
    touch(root)
    save(root)
    render(root)
    assert not is_cached(root)
    assert not rendered(root)


def test_a_file_changed_while_it_was_read_makes_the_snapshot_invalid(root: Path) -> None:
    state = take_state(str(root))
    contents = read_contents(str(root))
    resize(root)
    save_cached(str(root), contents, state)
    assert not is_cached(root)


def test_a_snapshot_of_another_root_is_not_taken(root: Path, tmp_path: Path) -> None:
    save(root)
    link = tmp_path / "link"
    link.symlink_to(root)
    assert cache_path(str(link)) == cache_path(str(root))
    assert not is_cached(link)
    render(root)
    assert not rendered(link)


def test_a_damaged_snapshot_is_passed_over(root: Path) -> None:
    save(root)
    render(root)
    for path in (cache_path(str(root)), cache_path(str(root), "bibtex")):
        Path(path or "").write_bytes(b"garbage")
    assert not is_cached(root)
    assert not rendered(root)
    save(root)
    assert is_cached(root)


def test_the_cache_can_be_switched_off(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(root)
    monkeypatch.setenv("MLSYSBIB_CACHE", "off")
    assert cache_path(str(root)) is None
    assert not is_cached(root)
    assert not rendered(root)
    save(root)
    render(root)


def test_the_cache_stands_where_the_user_keeps_caches(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MLSYSBIB_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    save(root)
    assert [path.suffix for path in (tmp_path / "xdg" / "mlsysbib").iterdir()] == [".msgpack"]
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert str(cache_path(str(root))).startswith(str(tmp_path / "home" / ".cache" / "mlsysbib"))


def test_a_cache_that_cannot_be_written_is_no_failure(root: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    save(root)
    assert not is_cached(root)
    assert (tmp_path / "cache").read_text() == "a file where the folder should be"


def test_a_link_to_nothing_hides_no_change_beside_it(root: Path) -> None:
    for number in range(20):
        link = root / "entries" / "2022" / f"old{number}.bak"
        link.symlink_to(root / "gone")
        os.utime(link, (0, 0), follow_symlinks=False)
    save(root)
    assert is_cached(root)
    touch(root)
    assert not is_cached(root)


def test_a_name_that_is_no_unicode_is_a_name(root: Path) -> None:
    path = os.fsencode(root / "reading-lists") + b"/\xff.txt"
    try:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
    except OSError:
        pytest.skip("this file system takes Unicode only")
    os.utime(path, (0, 0))
    save(root)
    assert is_cached(root)


def test_only_the_newest_renderings_of_a_library_are_kept(root: Path, tmp_path: Path) -> None:
    other = small_library(tmp_path / "other")
    age(other)
    render(other)
    for number in range(6):
        render(root, f"way {number}")
        kept = cache_path(str(root), f"way {number}") or ""
        os.utime(kept, ns=(0, number * 10**9))
    render(root, "the last")
    assert [bool(rendered(root, f"way {number}")) for number in range(6)] == [False] * 3 + [
        True
    ] * 3
    assert rendered(root, "the last")
    assert rendered(other)
