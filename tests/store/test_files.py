from __future__ import annotations

import os
import stat
import threading
from pathlib import Path
from typing import NoReturn

import pytest

from mlsysbib.store.files import (
    read_bytes,
    read_small,
    write_atomically,
    write_files,
    write_if_changed,
)

LARGE = 1 << 16


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file.bib"
    path.write_bytes(b"old")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_if_its_bytes_change(file: Path) -> None:
    assert write_if_changed(str(file), b"new")
    assert file.read_bytes() == b"new"
    assert write_if_changed(str(file.with_name("fresh")), b"")
    assert names(file.parent) == ["file.bib", "fresh"]


@pytest.mark.parametrize("content", [b"", b"old", b"x" * LARGE, b"x" * (2 * LARGE + 1)])
def test_a_file_that_holds_the_bytes_is_left_alone(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    os.utime(file, (1, 1))
    inode = file.stat().st_ino
    assert not write_if_changed(str(file), content)
    assert (file.stat().st_mtime, file.stat().st_ino) == (1, inode)


def test_a_change_in_the_last_of_many_bytes_is_seen(file: Path) -> None:
    file.write_bytes(b"x" * (2 * LARGE))
    assert write_if_changed(str(file), b"x" * (2 * LARGE - 1) + b"y")
    assert file.read_bytes().endswith(b"xy")


@pytest.mark.parametrize("size", [0, 1, LARGE - 1, LARGE, LARGE + 1, 2 * LARGE])
def test_both_ways_of_reading_return_the_whole_file(file: Path, size: int) -> None:
    content = os.urandom(size)
    file.write_bytes(content)
    assert read_small(str(file)) == read_bytes(str(file)) == content


def test_permissions_are_kept(file: Path) -> None:
    file.chmod(0o640)
    write_atomically(str(file), b"new")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_link_keeps_pointing_where_it_does(file: Path) -> None:
    link = file.with_name("link")
    link.symlink_to("file.bib")
    write_atomically(str(link), b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_a_link_to_nothing_makes_the_file_it_points_to(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    write_atomically(str(tmp_path / "link"), b"new")
    assert (tmp_path / "target").read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["replace", "chmod"])
def test_a_failure_leaves_the_old_file_and_nothing_beside_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    def fail(*_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(type(error)):
        write_atomically(str(file), b"new")
    assert file.read_bytes() == b"old"
    assert names(file.parent) == ["file.bib"]


def test_a_failure_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    missing = str(tmp_path / "nowhere" / "file.bib")
    with pytest.raises(FileNotFoundError) as caught:
        write_if_changed(missing, b"new")
    assert (caught.value.filename, caught.value.filename2) == (missing, None)
    with pytest.raises(IsADirectoryError):
        write_if_changed(str(tmp_path), b"new")


def test_a_file_that_may_not_be_written_is_not_replaced(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In place of permissions, which do not hold for root.
    monkeypatch.setattr(os, "access", lambda path, mode: (path, mode) != (str(file), os.W_OK))
    with pytest.raises(PermissionError):
        write_atomically(str(file), b"new")
    assert file.read_bytes() == b"old"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    assert write_if_changed(str(pipe), b"through")
    reader.join(timeout=10)
    assert received == [b"through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_is_written_to() -> None:
    assert write_if_changed(os.devnull, b"gone")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_several_files_are_written_and_obsolete_ones_deleted(file: Path) -> None:
    (file.parent / "same").write_bytes("é".encode())
    os.utime(file.parent / "same", (1, 1))
    texts = {"file.bib": "new", "same": "é", "a/b/fresh": "c"}
    (file.parent / "gone").touch()
    assert write_files(str(file.parent), texts, ["gone"]) == ("file.bib", "a/b/fresh")
    assert contents(file.parent) == {name: text.encode() for name, text in texts.items()}
    assert (file.parent / "same").stat().st_mtime == 1


def test_of_several_files_all_are_written_or_none(file: Path) -> None:
    (file.parent / "folder").mkdir()
    (file.parent / "gone").write_bytes(b"here")
    before = contents(file.parent)
    for texts, obsolete in (
        # Seen before anything is written.
        ({"file.bib": "new", "folder": "new"}, []),
        ({"file.bib": "new", "gone/below": "new"}, []),
        # Seen only on the way.
        ({"file.bib": "new", "a/fresh": "new"}, ["gone", "gone"]),
        ({"file.bib": "new", "a/fresh": "new"}, ["gone", "missing"]),
        ({"file.bib": "new", "a": "new", "a/fresh": "new"}, ["gone"]),
    ):
        with pytest.raises(OSError, match=r"gone|folder|missing|fresh|a'"):
            write_files(str(file.parent), texts, obsolete)
        assert contents(file.parent) == before


def test_what_cannot_be_put_back_hides_neither_the_failure_nor_the_other_files(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file.parent / "other").write_bytes(b"old")
    replace, outcomes = os.replace, iter([None, None, OSError(28, "Full"), OSError(5, "Worn")])

    def fail(old: str, new: str) -> None:
        if error := next(outcomes, None):
            raise error
        replace(old, new)

    monkeypatch.setattr(os, "replace", fail)
    texts = {"file.bib": "new", "other": "new", "third": "new"}
    with pytest.raises(OSError, match="Full") as caught:
        write_files(str(file.parent), texts)
    assert caught.value.filename == str(file.parent / "third")
    assert contents(file.parent) == {"file.bib": b"old", "other": b"new"}
