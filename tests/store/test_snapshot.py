from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib import __version__
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Config, Contents, Library
from mlsysbib.store import snapshot
from mlsysbib.store.snapshot import decode_snapshot, encode_snapshot
from strategies import entries

CONTENTS = Contents(root="/r", config=Config(title="T"), topics={"a": "A"})


@given(st.lists(entries(), max_size=1))
def test_contents_are_read_back(drawn: list[Entry]) -> None:
    contents = msgspec.structs.replace(CONTENTS, entries=tuple(drawn))
    assert decode_snapshot(encode_snapshot(contents)) == contents


def test_the_shipped_library_is_read_back_from_equal_bytes(library: Library) -> None:
    content = encode_snapshot(library.contents)
    assert decode_snapshot(content) == library.contents
    assert encode_snapshot(library.contents) == content


def test_a_snapshot_of_another_state_is_none() -> None:
    content = encode_snapshot(CONTENTS, "stamp")
    assert decode_snapshot(content, "stamp") == CONTENTS
    assert decode_snapshot(content, "other") is None
    assert decode_snapshot(content) is None


@pytest.mark.parametrize(("name", "value"), [("__version__", "0.0.0"), ("FORMAT", 999)])
def test_a_snapshot_of_another_version_is_none(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str | int
) -> None:
    content = encode_snapshot(CONTENTS)
    monkeypatch.setattr(snapshot, name, value)
    assert decode_snapshot(content) is None
    assert decode_snapshot(encode_snapshot(CONTENTS)) == CONTENTS


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"garbage",
        encode_snapshot(CONTENTS)[:-1],
        encode_snapshot(CONTENTS) + b"x",
        encode_snapshot(CONTENTS).replace(b"title", b"titel"),
        msgspec.msgpack.encode([snapshot.FORMAT, __version__, "", 3]),
        msgspec.msgpack.encode({"contents": 3}),
    ],
    ids=["empty", "garbage", "cut", "too long", "other field", "number", "other form"],
)
def test_what_is_no_snapshot_is_none(content: bytes) -> None:
    assert decode_snapshot(content) is None
