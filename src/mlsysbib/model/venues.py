"""Venues: their names in three lengths, and what an edition adds to a paper."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Literal

import msgspec

from mlsysbib.model.entry import Month
from mlsysbib.problems import ChoiceError
from mlsysbib.text.abbreviations import abbreviate_title

VenueKind = Literal["conference", "workshop", "journal", "preprint-server"]
NameLength = Literal["full", "short", "acronym"]


class _Table(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename="kebab",
):
    pass


class Volume(_Table, frozen=True, kw_only=True):
    """One of several volumes of an edition's proceedings."""

    isbn: str = ""
    doi_prefix: str = ""


class Edition(_Table, frozen=True, kw_only=True):
    """One year of a venue; what it leaves out is as the venue says."""

    ordinal: str = ""
    place: str = ""
    start: date | None = None
    end: date | None = None
    month: Month | None = None
    isbn: str = ""
    volume: str = ""
    acronym: str = ""
    proceedings: str = ""
    series: str = ""
    publisher: str = ""
    publisher_place: str = ""
    url: str = ""
    # Place and dates are those of the call; no record of the proceedings confirms them.
    announced: bool = False
    volumes: dict[str, Volume] = {}


class Venue(_Table, frozen=True, kw_only=True):
    """A conference, workshop series, journal or preprint server."""

    id: str
    acronym: str
    kind: VenueKind
    name: str = ""
    proceedings: str = ""
    short: str = ""
    series: str = ""
    publisher: str = ""
    publisher_place: str = ""
    issn: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    # Other names and acronyms that people write, and former ones.
    known_as: tuple[str, ...] = ()
    # The conference whose workshops, or findings, these are.
    host: str = ""
    match: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""
    editions: dict[str, Edition] = {}

    def edition(self, year: int) -> Edition:
        """Return that year's edition; an unknown year adds nothing to the venue."""
        return self.editions.get(str(year), _NO_EDITION)

    @property
    def is_findings(self) -> bool:
        """Whether these are the further papers that a conference took: `Findings of EMNLP`."""
        return self.acronym.startswith("Findings of ")

    @property
    def needs_track(self) -> bool:
        """Whether its papers' tracks name the venue: a conference's workshops have names."""
        return "{track}" in _OPTIONAL.sub("", self.proceedings)

    def acronym_in(self, year: int) -> str:
        """Return the acronym of that year: the NIPS of 2017 is the NeurIPS of 2018."""
        return self.edition(year).acronym or self.acronym

    def title(
        self, year: int, length: NameLength = "full", *, volume: str = "", track: str = ""
    ) -> str:
        """Return the container title of a paper of that year, in one of three lengths.

        A journal's acronym and short form stand alone; a conference's carry the year, where that is
        known: 0 is not.
        """
        if length == "acronym":
            acronym = self.acronym_in(year)
            return acronym if self.kind == "journal" else f"{acronym} {year or ''}".strip()
        full = self._full_title(year, volume, track)
        if length == "full":
            return full
        return self.fill(self.short, year, volume, track) or abbreviate_title(full)

    def _full_title(self, year: int, volume: str, track: str) -> str:
        template = self.edition(year).proceedings or self.proceedings
        return self.fill(template, year, volume, track) or self.name or self.acronym_in(year)

    def series_in(self, year: int, volume: str = "") -> str:
        """Return the series of that year's proceedings, such as `SOSP '23`."""
        return self.fill(self.edition(year).series or self.series, year, volume, "")

    def fill(self, template: str, year: int, volume: str, track: str) -> str:
        """Fill a template; a `[part]` with an unknown placeholder is dropped.

        Returns "" where a placeholder outside of brackets is unknown.
        """
        if not template:
            return ""
        edition = self.edition(year)
        values = {
            "ordinal": edition.ordinal,
            "year": str(year) if year else "",
            "yy": f"{year % 100:02}" if year else "",
            "acronym": self.acronym_in(year),
            "volume": volume or edition.volume,
            "track": track,
        }
        return fill_template(template, values)


_NO_EDITION = Edition()
_OPTIONAL = re.compile(r"\[[^\]]*\]")
PLACEHOLDERS = frozenset({"ordinal", "year", "yy", "acronym", "volume", "track"})


def fill_template(template: str, values: Mapping[str, str]) -> str:
    """Fill `{placeholders}`; drop each `[part]` in which one has no value.

    >>> fill_template("[{ordinal} ]Symposium {year}", {"ordinal": "", "year": "2023"})
    'Symposium 2023'
    """
    known = {name: value for name, value in values.items() if value}
    head, *rest = template.split("[")
    try:
        text = head.format_map(known)
        for part in rest:
            optional, _, after = part.partition("]")
            text += _fill_or_drop(optional, known) + after.format_map(known)
    except KeyError:
        return ""
    return text


def _fill_or_drop(part: str, known: Mapping[str, str]) -> str:
    try:
        return part.format_map(known)
    except KeyError:
        return ""


class VenueTable(Mapping[str, Venue]):
    """Venues by id and by alias."""

    def __init__(self, venues: Mapping[str, Venue]) -> None:
        self._venues = dict(sorted(venues.items()))

    @cached_property
    def _by_alias(self) -> dict[str, str]:
        return {alias: id_ for id_, venue in self._venues.items() for alias in venue.aliases}

    def __getitem__(self, name: str) -> Venue:
        """Return the venue with this id or alias; raise KeyError where there is none."""
        found = self._venues.get(name)
        return found if found is not None else self._venues[self._by_alias[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._venues)

    def __len__(self) -> int:
        return len(self._venues)

    def get_venue(self, name: str) -> Venue:
        """Return the venue with this id or alias, case aside; raise ChoiceError with near ones."""
        names = [*self._venues, *self._by_alias]
        for known in names:
            if known.casefold() == name.casefold():
                return self[known]
        raise ChoiceError("venue", name, names)
