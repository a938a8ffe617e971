"""Authors of rows as entries hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mlsysbib.formats.cleaning import squeeze
from mlsysbib.model.names import Person, StoredName, stored_name

_PARTICLES = frozenset(
    "af al bin d da das de del della den der des di do dos du e el la las le lo los st ten ter "
    "tom van vande vanden vander ver von y zu zum zur".split()
)
# Which of several people of one name is meant, as DBLP writes it.
_NUMBERED = re.compile(r"\s+\d{4}$")
_SUFFIX = re.compile(r"\s+(Jr\.?|Sr\.?|II|III|IV)$")
# A word alone is a body's name only where it looks like one; a person's lost its other part.
# People of one name: their listings on arXiv have no other.
ONE_NAME = frozenset({"Bayan", "Shuang-Li", "Xianyu"})
_INITIAL_LAST = re.compile(r"([A-Z]\.), ([^,]+)")
_DOTTED = re.compile(r"((?:[A-Z]\.)+)([A-Z][^\W\d_]+)")
_BODY = re.compile(
    r"\b(?:team|group|project|lab|labs|contributors|consortium)\b|AI\b", re.IGNORECASE
)


class BrokenNamesError(Exception):
    """A list of authors that its source has torn; the message names the first such author."""


def read_authors(authors: Sequence[str]) -> tuple[StoredName, ...]:
    """Return the authors of a version; raise BrokenNamesError where one is no whole name."""
    return tuple(dict.fromkeys(map(_read, _mend(authors))))


def _mend(authors: Sequence[str]) -> list[str]:
    """Return the authors with the slips of listings mended.

    A listing that is read at its commas and brackets tears `Michael (Rai) Pokorny` into two words
    that stand alone, one behind the other; a body that leads its authors stands before a colon.
    """
    names = [_NUMBERED.sub("", squeeze(name)) for name in authors]
    result: list[str] = []
    for place, name in enumerate(names):
        if name == ":" and place == 1:
            family, comma, given = result[0].partition(", ")
            result = [f"{{{given} {family}}}" if comma else f"{{{family.strip('{}')}}}"]
        elif place == 0 and "," not in name and len(names) > 1:
            result.append(f"{{{name}}}")
        elif result and _is_alone(name) and _is_alone(result[-1]):
            result[-1] = f"{name}, {result[-1]}"
        elif result and _is_alone(name) and (torn := _INITIAL_LAST.fullmatch(result[-1])):
            result[-1] = f"{name}, {torn[2]} {torn[1]}"
        elif found := _DOTTED.fullmatch(name):
            result.append(f"{found[2]}, {found[1].replace('.', '. ').strip()}")
        else:
            result.append(name)
    return result


def _is_alone(name: str) -> bool:
    return name.isalpha() and not name.isupper()


def _read(text: str) -> StoredName:
    if text.startswith("{"):
        return text
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma:
        if _BODY.search(text) or text.isupper():
            return f"{{{text}}}"
        if text in ONE_NAME:
            return text
        raise BrokenNamesError(text)
    if not re.search(r"[^\W\d_]", family) or not given:
        raise BrokenNamesError(text)
    words = family.split()
    count = 0
    while count < len(words) - 1 and words[count] in _PARTICLES:
        count += 1
    suffix = _SUFFIX.search(given)
    if suffix:
        given = given[: suffix.start()]
    family = " ".join(words[count:])
    rest = (
        family.capitalize() if family.isupper() and len(family) < len("Wang") else _recased(family)
    )
    person = Person(rest, _recased(given), " ".join(words[:count]), suffix[1] if suffix else "")
    return stored_name(person)


def _recased(name: str) -> str:
    """Return a name that is in capitals, or in small letters, as people write it."""
    if re.fullmatch(r"[B-DF-HJ-NP-TV-XZ]{2,3}", name):
        # No vowel: these are initials.
        return ". ".join(name) + "."
    letters = [word for word in re.findall(r"[^\W\d_]+", name) if len(word) > 2]  # Wu may be WU
    if letters and name.isupper():
        return re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), name)
    return name[0].upper() + name[1:] if name[0].islower() else name
