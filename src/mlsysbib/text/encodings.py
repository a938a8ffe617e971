"""Bytes to text and back, for files whose encoding nobody says."""

from __future__ import annotations

import codecs
import re

from mlsysbib.text.latex import encode

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode_bytes(data: bytes) -> tuple[str, str]:
    r"""Return the text of a file, without byte order mark, and the encoding that gives it back.

    What is no UTF-8 is taken for the Western encoding of Windows, then for Latin-1, which takes
    any bytes. In a text that is UTF-8 but for a few bytes, these alone are.

    >>> decode_bytes(b"M\xfcller \x96")
    ('Müller –', 'cp1252')
    >>> decode_bytes("Dvořák, Šafařík".encode() + b" M\xfcller")
    ('Dvořák, Šafařík Müller', 'utf-8')
    """
    text, encoding = decode_exactly(data)
    return with_western_bytes(text), encoding


def decode_exactly(data: bytes) -> tuple[str, str]:
    """Return a text in which a byte that its encoding does not have is a lone surrogate.

    `encode_like` writes it back as it was; see `bad_bytes`.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            errors = "replace" if encoding == "utf-16" else "surrogateescape"
            return data.decode(encoding, errors=errors), encoding
    text = data.decode("utf-8", errors="surrogateescape")
    bad = len(_BAD_BYTE.findall(text))
    if not bad or bad < len(_LETTER.findall(text)):
        return text, "utf-8"
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def bad_bytes(text: str) -> list[int]:
    """Return the lines, from 1, in which `decode_exactly` met bytes that are no text."""
    lines = (text.count("\n", 0, found.start()) + 1 for found in _BAD_BYTE.finditer(text))
    return list(dict.fromkeys(lines))


def with_western_bytes(text: str) -> str:
    """Return a text in which the bytes that are none in UTF-8 are characters of Windows."""
    return _BAD_BYTE.sub(lambda found: _western(found[0]), text)


def without_bad_bytes(text: str) -> str:
    """Return as long a text in which the character that says so stands for each bad byte."""
    return _BAD_BYTE.sub("\ufffd", text)


# How Python's `surrogateescape` writes the bytes from 0x80 on; and what UTF-8 has beyond ASCII.
_BAD_BYTE = re.compile("[\udc80-\udcff]")
_LETTER = re.compile("[^\x00-\x7f\udc80-\udcff]")


def _western(surrogate: str) -> str:
    byte = surrogate.encode("utf-8", errors="surrogateescape")
    return byte.decode("cp1252", errors="replace")


def encode_like(text: str, data: bytes) -> tuple[bytes, str]:
    r"""Return a text in the encoding of a file's bytes, with their byte order mark, and its name.

    What that encoding lacks is written in LaTeX; what LaTeX lacks as well makes it UTF-8.

    >>> encode_like("Müller, Dvořák", b"M\xfcller")
    (b'M\xfcller, Dvo{\\v{r}}\xe1k', 'cp1252')
    """
    _, encoding = decode_exactly(data)
    if encoding.startswith("utf-8"):
        return text.encode(encoding, errors="surrogateescape"), encoding
    if encoding == "utf-16":
        # Python's codec of that name writes the order of bytes that this machine has.
        is_big = data.startswith(codecs.BOM_UTF16_BE)
        return f"\ufeff{text}".encode("utf-16-be" if is_big else "utf-16-le"), encoding
    try:
        return text.encode(encoding), encoding
    except UnicodeEncodeError:
        latex = _CHARACTER.sub(lambda found: _latex_where_lacking(found[0], encoding), text)
    try:
        return latex.encode(encoding), encoding
    except UnicodeEncodeError:
        return text.encode(), "utf-8"


# With the marks behind it, which LaTeX sets before a letter.
_CHARACTER = re.compile(r".[\u0300-\u036f]*", re.DOTALL)


def _latex_where_lacking(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return encode(character)
    return character
