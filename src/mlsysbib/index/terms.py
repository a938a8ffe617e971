"""Terms: what records are looked up by, as numbers that are the same everywhere and for ever.

A title is looked up by the hash of its letters and digits, so that neither case, accents, marks nor
punctuation matter; titles in other scripts keep their letters. An identifier is looked up by its
hash with its kind, a word by a checksum: two words of one checksum only cost a look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from zlib import crc32

from mlsysbib.text.words import FUNCTION_WORDS, fold_latin

_ASCII_NOISE = bytes(set(range(128)) - set(b"0123456789abcdefghijklmnopqrstuvwxyz"))
_TO_BLANKS = bytes(code if code not in _ASCII_NOISE else 0x20 for code in range(256))
_WORD = re.compile(r"[^\W_]+").findall
_LETTER_WORD = re.compile(r"[^\W\d_]+").findall
_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
_IGNORED = frozenset(map(str.encode, (*FUNCTION_WORDS, *_LETTERS)))
# What only sets a formula: not all sources keep it.
_SETTING = re.compile(
    r"\\(?:math[a-z]+|text[a-z]*|boldsymbol|operatorname|left|right|mbox|rm|bf|it)(?![A-Za-z])"
)
# As many words tell a title from any other.
_MOST_WORDS = 40


def fold_title(title: str) -> str:
    """Return the letters and digits of a plain title, in small letters.

    >>> fold_title("S-LoRA: Serving Thousands"), fold_title("深度学习 (II)")
    ('sloraservingthousands', '深度学习ii')
    """
    if "\\" in title:
        title = _SETTING.sub("", title.replace("\\times", "x"))
    title = title.replace("×", "x")
    if title.isascii():
        return title.lower().encode().translate(None, _ASCII_NOISE).decode()
    return "".join(filter(str.isalnum, fold_latin(title).casefold()))


def title_key(title: str) -> int:
    """Return the number that a plain title is looked up by; 0 for one without letters."""
    folded = fold_title(title)
    return hash_key("title", folded) if folded else 0


def fold_family(name: str) -> str:
    """Return the last word of a family name in small letters, however the name is written.

    >>> fold_family("van der Berg, Jan"), fold_family("Jan van der Berg"), fold_family("Li, W 01")
    ('berg', 'berg', 'li')
    """
    family = name.partition(",")[0]
    words = _LETTER_WORD(fold_latin(family.replace("-", "").replace("'", "")).casefold())
    return words[-1] if words else ""


def team_of(authors: Sequence[str], year: int) -> str:
    """Return what a year's work is looked up by through all of its authors, in whatever order.

    "" for a single author: too many have one name.
    """
    if len(authors) <= 1:
        return ""
    return f"{year} {' '.join(sorted(map(fold_family, authors)))}"


def hashed_text(kind: str, value: str) -> bytes:
    """Return what is hashed of an identifier of a kind."""
    return f"{kind}\0{value}".encode(errors="replace")


def hash_key(kind: str, value: str) -> int:
    """Return 64 bits for an identifier of a kind."""
    digest = blake2b(hashed_text(kind, value), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def title_words(title: str) -> set[bytes]:
    """Return the words of a plain title that tell it from others, folded.

    >>> sorted(title_words("On the Use of GPUs: k-Means"))
    [b'gpus', b'means', b'use']
    """
    if title.isascii():
        words = title.lower().encode().translate(_TO_BLANKS).split()
    else:
        found = _WORD(fold_latin(title).casefold())
        words = [word.encode(errors="replace") for word in found]
    return set(words[:_MOST_WORDS]) - _IGNORED


def word_key(word: bytes) -> int:
    """Return 32 bits for a word.

    >>> word_key(b"attention")
    136528269
    """
    return crc32(word)
