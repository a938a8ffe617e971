"""Bytes to text, for files whose encoding nobody says."""

from __future__ import annotations

import codecs

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
