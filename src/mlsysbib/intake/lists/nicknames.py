"""The names by which people call systems, told from labels and from a title's own words."""

from __future__ import annotations

import re

_LABEL_WORDS = frozenset(
    "survey blog talk slides video code paper book course tutorial workshop thesis report note "
    "notes poster keynote overview benchmark dataset required optional recommended best".split()
)
_ALTERNATIVES = re.compile(r"\s+(?:or|aka|a\.k\.a\.)\s+|\s*,\s*")
_WORDS = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"[a-z][A-Z]")
_MOST_WORDS = 3
_PREFIX = re.compile(r"([^\s:](?:[^:]*[^\s:])?)\s?:(?!//)")


def first_name(text: str) -> str:
    """Return the first of the alternatives in `PTD-P or Megatron-LM v2`."""
    return _ALTERNATIVES.split(text.replace("`", ""), maxsplit=1)[0].strip()


def is_name(text: str) -> bool:
    """Say whether a text in parentheses may be a system's name rather than a label.

    >>> is_name("Gavel"), is_name("Megatron-LM v2"), is_name("fine-tuning survey")
    (True, True, False)
    """
    words = first_name(text).split()
    if not words or len(words) > _MOST_WORDS or text[:1] in "-+,.;":
        return False
    if any(part in _LABEL_WORDS for word in words for part in word.lower().split("-")):
        return False
    return all(_is_name_like(word) for word in words)


def is_label(text: str) -> bool:
    """Say whether a text in parentheses says what kind of text the paper is.

    >>> is_label("fine-tuning survey"), is_label("Almost")
    (True, False)
    """
    words = text.lower().split()
    return 0 < len(words) <= _MOST_WORDS and words[-1] in _LABEL_WORDS


def _is_name_like(word: str) -> bool:
    return any(c.isupper() or c.isdigit() for c in word) and word[0].isalnum()


def abbreviates(text: str, title: str) -> bool:
    """Say whether a text is short for the last words of a title: `Mixture of Experts` (`MoE`).

    >>> abbreviates("UCC", "Unified Collective Communication"), abbreviates("PAI", "GPU Clusters")
    (True, False)
    """
    letters = [c for c in text.lower().removesuffix("s") if c.isalnum()]
    initials = [word[0].lower() for word in re.split(r"[\s/-]+", title) if word]
    significant = [word[0].lower() for word in _WORDS.findall(title) if len(word) > len("the")]
    return any(words[-len(letters) :] == letters for words in (initials, significant) if letters)


def name_in_title(title: str) -> str:
    """Return the system that a title begins with, as in `Gandiva: Introspective …`, or "".

    Two words before a colon are a name where the first is written as only names are:
    `PyTorch Distributed`, and not `Federated Learning`.
    """
    found = _PREFIX.match(title)
    if not found:
        return ""
    words = found[1].split()
    if len(words) == 1:
        return found[1]
    is_pair = len(words) == 2 and all(word[0].isupper() for word in words)  # noqa: PLR2004
    return found[1] if is_pair and _CAMEL.search(words[0]) else ""
