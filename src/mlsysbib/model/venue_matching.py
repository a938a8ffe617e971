"""Recognise the venue, and the year, in a book title that somebody wrote."""

from __future__ import annotations

import re

import msgspec

from mlsysbib.model.abbreviated_venues import AbbreviatedTitles
from mlsysbib.model.entry import Entry, Preprint, Published
from mlsysbib.model.venues import Venue, VenueTable
from mlsysbib.problems import LoadError, Problem
from mlsysbib.text.dates import full_year
from mlsysbib.text.words import fold


class VenueMatch(msgspec.Struct, frozen=True):
    """What a text names: a venue's identifier, and the year if the text tells it."""

    venue: str
    year: int | None = None


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(
    r"(?:['’]\s?|(?<=[A-Za-z]))(\d\d)(?!\d|th\b|st\b|nd\b|rd\b)|\(?\b[A-Z][A-Za-z]+ (\d\d)\)"
)
_MARKUP = re.compile(r"[{}\\]")
_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70}
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b|\b([a-z]+(?:-[a-z]+)?)\b", re.IGNORECASE)


class VenueMatcher:
    """Holds the compiled patterns of a venue table."""

    def __init__(self, venues: VenueTable) -> None:
        """Compile the patterns; raise LoadError if one does not."""
        self._venues = venues
        self._patterns = [
            (_compiled(pattern, id_), id_)
            for id_, venue in venues.items()
            for pattern in venue.match
        ]
        self._abbreviated = AbbreviatedTitles(venues.items())

    def venue(self, id_: str) -> Venue:
        """Return the venue that a match names."""
        return self._venues[id_]

    def find(self, text: str) -> VenueMatch | None:
        """Return the venue whose pattern covers most of the text, else the one it abbreviates."""
        text = _MARKUP.sub("", text).strip()
        best, length = "", 0
        for pattern, id_ in self._patterns:
            found = pattern.search(text)
            if found and len(found[0]) > length:
                best, length = id_, len(found[0])
        best = best or self._abbreviated.find(text)
        if not best:
            return None
        return VenueMatch(best, _year(text, self._venues[best]))


def recognise_venue(entry: Entry, matcher: VenueMatcher) -> Entry:
    """Return an entry with the venue that its container title means, where it is recognised.

    The year of the entry counts, and not one that the title happens to name; what the venue and
    its edition know (volume, series, publisher, whether it is a journal) is not kept in the entry.
    """
    published = entry.published
    if published is None or published.venue or not published.container_title:
        return entry
    found = matcher.find(published.container_title)
    return entry if found is None else settle_in(entry, published, matcher.venue(found.venue))


def settle_in(entry: Entry, published: Published, venue: Venue) -> Entry:
    """Return an entry as one of a venue of the table; on a preprint server it is a preprint.

    What the venue and its edition know is not kept in the entry.
    """
    if venue.kind == "preprint-server":
        return _as_preprint(entry, published, venue)
    known = venue.edition(published.year)
    recognised = msgspec.structs.replace(
        published,
        venue=venue.id,
        container_title="",
        volume="" if known.volume == published.volume else published.volume,
        series="" if venue.series_in(published.year, published.volume) else published.series,
        publisher="" if known.publisher or venue.publisher else published.publisher,
        # Who wrote it may have meant either place.
        publisher_place="" if known.place or venue.publisher_place else published.publisher_place,
        place="" if known.place else published.place,
        isbn="" if known.isbn == published.isbn.replace("-", "") else published.isbn,
    )
    # Whether it is an article is for the venue to say: people write @article for anything.
    type_ = "" if entry.type == "article" else entry.type
    return msgspec.structs.replace(entry, type=type_, published=recognised)


def _as_preprint(entry: Entry, published: Published, venue: Venue) -> Entry:
    """Return an entry as a preprint alone: to stand on a server is not to be published there.

    What has an identifier besides is published, and nobody knows where.
    """
    preprint = entry.preprint
    if (entry.arxiv or preprint) and (published.doi or published.isbn):
        nowhere = msgspec.structs.replace(published, container_title="")
        return msgspec.structs.replace(entry, published=nowhere)
    if not (entry.arxiv or preprint):
        preprint = Preprint(
            server=venue.name or venue.acronym,
            year=published.year,
            month=published.month,
            doi=published.doi,
            url=published.url,
        )
    type_ = "" if entry.type == "article" else entry.type
    return msgspec.structs.replace(entry, type=type_, published=None, preprint=preprint)


def _year(text: str, venue: Venue) -> int | None:
    """Return the year that a text says, or that its ordinal belongs to."""
    if found := _YEAR.search(text):
        return int(found[0])
    if short := _SHORT_YEAR.search(text):
        two_digits = int(short[1] or short[2])
        return full_year(two_digits)
    wanted = {number for number in map(_ordinal, _ORDINAL.finditer(fold(text))) if number}
    for year, edition in venue.editions.items():
        if edition.ordinal and parse_ordinal(edition.ordinal) in wanted:
            return int(year)
    return None


def compile_match(pattern: str) -> re.Pattern[str]:
    """Return one of a venue's patterns, compiled; raise ValueError that says why it cannot be."""
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from None


def _compiled(pattern: str, id_: str) -> re.Pattern[str]:
    try:
        return compile_match(pattern)
    except ValueError as error:
        hint = "`mlsysbib check` names the line"
        problem = Problem(f"venues/{id_}.toml", 0, "pattern-malformed", str(error), hint)
        raise LoadError([problem]) from None


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
