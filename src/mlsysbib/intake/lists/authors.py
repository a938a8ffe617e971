"""The authors that a list writes -> names as entries hold them; none is added, none is guessed."""

from __future__ import annotations

import re

from mlsysbib.formats.people import clean_person
from mlsysbib.intake.lists.evidence import name_parts
from mlsysbib.model.names import NameFormatError, Person, StoredName, parse_name

_PARTICLES = frozenset(
    "van von der den de del della di da dos du la le ten ter zu al bin ibn".split()
)
_NOISE = re.compile(
    r"\([^()]*\)|[*†‡∗§¹²³⁴\d\\]|\bet\.? al\b\.?|^by\s+|[\[\]{}<>\"“”]", re.IGNORECASE
)
_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
_GIVEN = re.compile(r"(?:[^\W\d_]\.?-?)+(?:\s+(?:[^\W\d_]\.?-?)+)*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s*-?\s*)+|[A-Z]{1,3}")


def names_of(text: str) -> tuple[StoredName, ...]:
    """Return the names in a text, in their order: `LeCun, Yann, et al.`, `Y. Li and J. Doe`."""
    parts = [part for part in map(_clean, name_parts(text)) if part]
    parts = _paired(parts)
    return tuple(name for name in map(_name, parts) if name)


def _clean(part: str) -> str:
    return " ".join(_NOISE.sub(" ", part).split()).strip(" .,;:*_") + (
        "." if re.search(r"\b[A-Z]\.\W*$", part) else ""
    )


def _paired(parts: list[str]) -> list[str]:
    """Join `Family` and `Given` where commas stand between them: the first is so, or all are."""
    singles = [len(part.split()) == 1 for part in parts]
    initials = [bool(_INITIALS.fullmatch(part)) for part in parts]
    if any(initials[1::2]) and all(initials[1::2]) and len(parts) > 1:
        return [", ".join(parts[at : at + 2]) for at in range(0, len(parts), 2)]
    if len(parts) > 1 and singles[0] and not initials[0]:
        # One family name with its given name, and then names in their natural order.
        rest = parts[2:]
        if all(len(part.split()) > 1 for part in rest) or (
            len(parts) % 2 == 0 and all(singles[0::2])
        ):
            if all(singles[0::2]) and len(parts) % 2 == 0 and any(singles[2:]):
                return [", ".join(parts[at : at + 2]) for at in range(0, len(parts), 2)]
            if all(len(part.split()) > 1 for part in rest):
                return [", ".join(parts[:2]), *rest]
    return parts


def _name(text: str) -> StoredName | None:
    if "," in text:
        try:
            name = parse_name(text)
        except NameFormatError:
            return None
        return clean_person(name) if isinstance(name, Person) else None
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""  # noqa: PLR2004
    if not words:
        return None
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES and words[first - 1][0].islower():
        first -= 1
    family, given = words[-1], " ".join(words[:first])
    person = Person(family, given, " ".join(words[first:-1]), suffix)
    return clean_person(person) if any(map(str.isalpha, family)) else None
