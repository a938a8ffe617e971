from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.text.encodings import decode_bytes


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
    text, encoding = decode_bytes(data)
    assert encoding == "utf-8-sig" or text.encode(encoding) == data
