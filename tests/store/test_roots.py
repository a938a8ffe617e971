from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from mlsysbib.model.library import Library
from mlsysbib.problems import LoadError
from mlsysbib.store import snapshot
from mlsysbib.store.places import find_root
from small_library import small_library


def test_the_root_is_the_nearest_folder_with_the_marker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outer = small_library(tmp_path / "outer")
    inner = small_library(outer / "papers" / "inner")
    assert find_root(str(outer / "entries" / "2022")) == str(outer)
    assert find_root(str(outer / "papers")) == str(outer)
    assert find_root(str(inner)) == str(inner)
    assert find_root(str(inner / "not" / "there")) == str(inner)
    assert find_root(str(tmp_path)) is None
    monkeypatch.chdir(inner / "venues")
    assert find_root(".") == str(inner)


def test_a_folder_of_the_markers_name_marks_nothing(tmp_path: Path) -> None:
    (tmp_path / "mlsysbib.toml").mkdir()
    assert find_root(str(tmp_path)) is None


def test_the_shipped_library_is_a_snapshot_beside_the_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    path = tmp_path / "shipped.msgpack"
    monkeypatch.setattr(snapshot, "SHIPPED", str(path))
    with pytest.raises(LoadError, match="this installation ships no library: No such file"):
        snapshot.load_shipped()
    path.write_bytes(b"garbage")
    with pytest.raises(LoadError, match="damaged or of another version"):
        snapshot.load_shipped()
    contents = msgspec.structs.replace(library.contents, root="")
    path.write_bytes(snapshot.encode_snapshot(contents))
    assert snapshot.load_shipped() == contents
