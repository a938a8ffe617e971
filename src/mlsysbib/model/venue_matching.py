"""Recognise the venue, the edition and the track in a container title that somebody wrote.

Every word has to be accounted for: by a name or an acronym of the venue, by its edition (year,
ordinal, place, sponsors), or as one that says nothing of a venue. What is left over makes it
another venue: *Asia and South Pacific Design Automation Conference* is not DAC. Where both a name
and the acronym are found, nothing else is asked.
"""

from __future__ import annotations

import re
from functools import cached_property

import msgspec

from mlsysbib.model.entry import Entry, Preprint, Published
from mlsysbib.model.venue_candidates import Candidate
from mlsysbib.model.venue_editions import read_dates
from mlsysbib.model.venue_forms import FormIndex
from mlsysbib.model.venue_reading import Reading
from mlsysbib.model.venue_texts import Tokeniser, clean_title, without_series, without_track
from mlsysbib.model.venue_words import Word
from mlsysbib.model.venues import Venue, VenueTable
from mlsysbib.problems import LoadError, Problem


class Recognised(msgspec.Struct, frozen=True):
    """What a container title names.

    `track` is "main", "workshop", "findings", or how the paper was presented beside the main
    volume: "demo", "companion", "poster", ... `contradictions` are sentences.
    """

    venue: str
    year: int | None = None
    ordinal: int = 0
    track: str = "main"
    contradictions: tuple[str, ...] = ()

    @property
    def is_beside(self) -> bool:
        """Whether the title is that of something beside the venue's own volumes."""
        return self.track not in {"main", "workshop", "findings"}


class VenueMatcher:
    """Recognises the venues of a table. Its names are taken apart when the first text comes."""

    def __init__(self, venues: VenueTable) -> None:
        """Compile the patterns of the table, if it has some; raise LoadError if one does not."""
        self._venues = venues
        self._patterns = [
            (_compiled(pattern, id_), id_)
            for id_, venue in venues.items()
            for pattern in venue.match
        ]

    @cached_property
    def _index(self) -> FormIndex:
        return FormIndex(self._venues)

    @cached_property
    def _tokeniser(self) -> Tokeniser:
        return Tokeniser(self._index)

    def venue(self, id_: str) -> Venue:
        """Return the venue that a match names."""
        return self._venues[id_]

    def recognise(self, text: str, year: int | None = None) -> Recognised | None:
        """Return what a container title names, or None where it is no venue of the table.

        `year` is that of the paper, where it is known: what the title says is held against it.
        """
        title = clean_title(text)
        found = self._by_pattern(title) or self._by_names(title)
        if found is None:
            return None
        id_, track = found
        dated = read_dates(title, self._venues[id_], year)
        return Recognised(id_, dated.year, dated.ordinal, track, dated.contradictions)

    def _by_pattern(self, title: str) -> tuple[str, str] | None:
        """Return the venue whose own pattern covers most of a title."""
        best, length = "", 0
        for pattern, id_ in self._patterns:
            found = pattern.search(title)
            if found and len(found[0]) > length:
                best, length = id_, len(found[0])
        return (best, _track_of(self._venues[best])) if best else None

    def _by_names(self, title: str) -> tuple[str, str] | None:
        named = without_series(title)
        rest, track = without_track(named)
        reading = self._read(named)
        whole = reading.best()
        if whole is None and (series := reading.series_at_host()):
            return series
        if rest != named and not reading.is_workshop:
            beside = self._read(rest, is_side=bool(track)).best()
            # In `Communications Surveys & Tutorials` the tutorials are of the name.
            if beside and (whole is None or whole.form == beside.form):
                return self._answer(beside, track)
        if whole:
            return self._answer(whole, "")
        is_series = named != title and all(t.kind is not Word.TELLING for t in reading.tokens)
        found = self._read(title).best() if is_series else None
        return self._answer(found, "") if found else None

    def _answer(self, found: Candidate, track: str) -> tuple[str, str]:
        kind = _track_of(self._venues[found.venue])
        return found.venue, track if track and kind == "main" else kind

    def _read(self, title: str, *, is_side: bool = False) -> Reading:
        tokens = self._tokeniser.tokens(title)
        return Reading(self._index, self._venues, tokens, is_at="@" in title, is_side=is_side)


def _track_of(venue: Venue) -> str:
    if venue.kind == "workshop":
        return "workshop"
    return "findings" if venue.is_findings else "main"


def recognise_venue(entry: Entry, matcher: VenueMatcher) -> Entry:
    """Return an entry with the venue that its container title means, where it is recognised.

    The year of the entry counts, and not one that the title happens to name; what the venue and
    its edition know (volume, series, publisher, whether it is a journal) is not kept in the entry.
    A title that says more than the venue's own does stays: that of a companion volume, and that of
    one of a conference's workshops.
    """
    published = entry.published
    if published is None or published.venue or not published.container_title:
        return entry
    found = matcher.recognise(published.container_title)
    if found is None or found.is_beside:
        return entry
    return settle_in(entry, published, matcher.venue(found.venue))


def settle_in(entry: Entry, published: Published, venue: Venue) -> Entry:
    """Return an entry as one of a venue of the table; on a preprint server it is a preprint.

    What the venue and its edition know is not kept in the entry. The name of a workshop is not
    known to the venue that stands for all workshops of a conference: there it stays as it is.
    """
    if venue.needs_track and not published.track:
        return entry
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
        event="",
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
