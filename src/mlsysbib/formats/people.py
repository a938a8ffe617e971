"""Names as files give them: which are corporate authors, and what is no part of a name."""

from __future__ import annotations

import re

from mlsysbib.model.names import (
    Name,
    NameFormatError,
    Organization,
    Person,
    StoredName,
    parse_name,
    stored_name,
)

# DBLP tells namesakes apart by a number behind the family name.
_HOMONYM = re.compile(r"\s+0\d{3}(?=$|\s*,)")
# Words that no family name is: exports split corporate authors into family and given names.
_CORPORATE_WORDS = frozenset(
    "team consortium collaboration corporation foundation committee forum association laboratory "
    "laboratories institute".split()
)
_LEGAL_FORMS = frozenset("inc. inc ltd. ltd gmbh llc".split())
_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
# A name of one word with such signs is a corporate author: OpenAI, NVIDIA, DeepSeek-AI.
_ACRONYM = re.compile(r"[A-Z]{2}|[a-z][A-Z]|\d")
_OTHERS = re.compile(r"(?:and )?(?:others|et\.? ?al\.?)\W*", re.IGNORECASE)
_SUFFIXED_PARTS = 2


def without_homonym(text: str) -> str:
    """Return a name without the number by which DBLP tells namesakes apart."""
    return _HOMONYM.sub("", text) if "0" in text else text


def is_suffix(text: str) -> bool:
    """Say whether a part of a name is one like `Jr.` or `III`."""
    return _SUFFIX.fullmatch(text) is not None


def is_others(text: str) -> bool:
    """Say whether a name stands for those that are left out: `others`, `et al.`."""
    return _OTHERS.fullmatch(text.strip()) is not None


def clean_person(person: Person) -> StoredName | None:
    """Return a name as entries hold it; None for one without any letter."""
    family = without_homonym(person.family).strip(" ,")
    given = without_homonym(person.given).strip(" ,")
    suffix = person.suffix
    # "King, Martin Luther, Jr." has its parts in the order of RIS and not of BibTeX.
    if suffix and is_suffix(given) and not is_suffix(suffix):
        given, suffix = suffix, given
    if not family:
        family, given = given, ""
    if not family:
        return None
    given, particle = _particle_behind(given, person.particle)
    if found := _JOINED.fullmatch(given):
        given, family = found["given"], f"{found['first']} {family}"
    return stored_name(_name(Person(family, given, particle, suffix)))


# Google Scholar writes "Oord, Aaron van den".
_PARTICLES = frozenset(
    "van von der den de del della di da dos du la las le los ten ter zu zur".split()
)
# And "Cajal, Santiago Ramón y", as do proceedings: the word joins two family names.
_JOINED = re.compile(r"(?P<given>.*\S)\s+(?P<first>\S+\s+[yei])")


def _particle_behind(given: str, particle: str) -> tuple[str, str]:
    words = given.split()
    count = len(words)
    while count > 1 and words[count - 1] in _PARTICLES:
        count -= 1
    if particle or count == len(words):
        return given, particle
    return " ".join(words[:count]), " ".join(words[count:])


def _name(person: Person) -> Name:
    whole = " ".join(filter(None, [person.given, person.particle, person.family]))
    if person.family.casefold() in _CORPORATE_WORDS:
        return Organization(whole)
    if person.given.casefold() in _CORPORATE_WORDS:
        return Organization(f"{person.given} {person.family}")
    if person.given.casefold() in _LEGAL_FORMS:
        return Organization(f"{person.family}, {person.given}")
    if whole == person.family and " " not in whole and _ACRONYM.search(whole):
        return Organization(whole)
    return person


def read_inverted(text: str) -> StoredName | None:
    """Read `Family, Given, Suffix`, as RIS has it; without a comma a corporate author.

    >>> read_inverted("Sutton, Charles, III"), read_inverted("World Health Organization")
    ('Sutton, III, Charles', '{World Health Organization}')
    """
    family, _, rest = (part.strip() for part in text.partition(","))
    given, _, suffix = (part.strip() for part in rest.partition(","))
    if not given and " " in family:
        return stored_name(_initials_behind(family) or Organization(family))
    try:
        name = parse_name(", ".join(filter(None, [family, suffix, given])))
    except NameFormatError:
        return None
    return clean_person(name) if isinstance(name, Person) else stored_name(name)


_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,3}")


def _initials_behind(text: str) -> Person | None:
    """Read `Smith JA`, as PubMed and Scopus write names."""
    family, _, given = text.partition(" ")
    return Person(family, given) if _INITIALS.fullmatch(given) else None
