"""Read the year and the ordinal of an edition in a container title."""

from __future__ import annotations

import re

import msgspec

from mlsysbib.model.venues import Venue
from mlsysbib.text.dates import full_year

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(
    r"(?:['’]\s?|(?<=[A-Za-z]))(\d\d)(?!\d|th\b|st\b|nd\b|rd\b)|\(?\b[A-Z][A-Za-z]+ (\d\d)\)"
)
_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70}
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b|\b([a-z]+(?:-[a-z]+)?)\b", re.IGNORECASE)


class Dated(msgspec.Struct, frozen=True):
    """The year and ordinal of a text, and what of them contradicts the table or the paper."""

    year: int | None = None
    ordinal: int = 0
    contradictions: tuple[str, ...] = ()


def read_dates(text: str, venue: Venue, year: int | None = None) -> Dated:
    """Return the year that a text says, or that its ordinal belongs to."""
    said = read_year(text)
    ordinals = [n for n in map(_ordinal, _ORDINAL.finditer(text)) if n]
    known = {
        parse_ordinal(edition.ordinal): int(at)
        for at, edition in venue.editions.items()
        if edition.ordinal
    }
    ordinal = next((n for n in ordinals if n in known), ordinals[0] if ordinals else 0)
    held = known.get(ordinal)
    wrong = []
    if said and held and said != held:
        wrong.append(f"edition {ordinal} of {venue.acronym} was held in {held}, not in {said}")
    if year and (said or held) and year != (said or held):
        wrong.append(f"the title says {said or held}, the paper {year}")
    return Dated(said or held, ordinal, tuple(wrong))


def read_year(text: str) -> int | None:
    """Return the year that a text says in four digits, else in two."""
    if found := _YEAR.search(text):
        return int(found[0])
    if short := _SHORT_YEAR.search(text):
        return full_year(int(short[1] or short[2]))
    return None


def parse_ordinal(text: str) -> int:
    """Return the number of an ordinal in digits or words; 0 for any other text.

    >>> parse_ordinal("Twenty-Second"), parse_ordinal("16th"), parse_ordinal("annual")
    (22, 16, 0)
    """
    found = _ORDINAL.fullmatch(text.strip())
    return _ordinal(found) if found else 0


def _ordinal(found: re.Match[str]) -> int:
    if found[1]:
        return int(found[1])
    tens, _, unit = found[2].lower().rpartition("-")
    number = _UNITS.index(unit) + 1 if unit in _UNITS else 0
    if tens:
        base = _TENS.get(tens.removesuffix("y"), 0)
        return base + number if base and number else 0
    return number or _TENS.get(unit.removesuffix("ieth"), 0)
