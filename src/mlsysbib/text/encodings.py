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
    any bytes.

    >>> decode_bytes(b"M\xfcller \x96")
    ('Müller –', 'cp1252')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def encode_like(text: str, data: bytes) -> tuple[bytes, str]:
    r"""Return a text in the encoding of a file's bytes, with their byte order mark, and its name.

    What that encoding lacks is written in LaTeX; what LaTeX lacks as well makes it UTF-8.

    >>> encode_like("Müller, Dvořák", b"M\xfcller")
    (b'M\xfcller, Dvo{\\v{r}}\xe1k', 'cp1252')
    """
    _, encoding = decode_bytes(data)
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
