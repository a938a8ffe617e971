from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.text.encodings import decode_bytes, decode_exactly, encode_like


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        ("é深".encode(), "é深", "utf-8"),
        ("\ufeffé".encode(), "é", "utf-8-sig"),
        ("é".encode("utf-16"), "é", "utf-16"),
        (b"M\xfcller \x96 \x80", "Müller – €", "cp1252"),
        (b"M\xfcller \x81", "Müller \x81", "latin-1"),
    ],
)
def test_what_an_encoding_is(data: bytes, text: str, encoding: str) -> None:
    assert decode_bytes(data) == (text, encoding)


@given(st.binary().filter(lambda data: data[:2] not in {b"\xff\xfe", b"\xfe\xff"}))
def test_the_encoding_gives_the_bytes_back(data: bytes) -> None:
    text, encoding = decode_exactly(data)
    assert encoding == "utf-8-sig" or text.encode(encoding, errors="surrogateescape") == data


@given(st.binary(), st.sampled_from([b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"]))
def test_a_text_goes_back_into_the_bytes_it_came_from(data: bytes, mark: bytes) -> None:
    text, encoding = decode_exactly(mark + data)
    if "\ufffd" not in text:
        assert encode_like(text, mark + data) == (mark + data, encoding)


@pytest.mark.parametrize(
    ("text", "like", "data"),
    [
        ("Dvořák", b"\xfc", (rb"Dvo{\v{r}}" + b"\xe1k", "cp1252")),
        ("€", b"\x81", (rb"{\texteuro}", "latin-1")),
        ("q\u0308", b"\xfc", (rb"{\"q}", "cp1252")),
        ("深 ü", b"\xfc", ("深 ü".encode(), "utf-8")),
        ("ř", b"", ("ř".encode(), "utf-8")),
    ],
)
def test_what_an_encoding_lacks(text: str, like: bytes, data: tuple[bytes, str]) -> None:
    assert encode_like(text, like) == data
