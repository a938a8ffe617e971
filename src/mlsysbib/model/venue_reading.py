"""Judge which of the venues that a container title may mean accounts for all of its words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from mlsysbib.model.venue_candidates import Candidate, find_candidates
from mlsysbib.model.venue_forms import FormIndex, class_of
from mlsysbib.model.venue_texts import Token
from mlsysbib.model.venue_words import ORDINARY, Word
from mlsysbib.model.venues import Venue

_SAYS_NOTHING = frozenset({Word.NUMBER, Word.SILENT, Word.SPONSOR})
# What may stand before the name of a journal.
_BEFORE_JOURNAL = frozenset({"international", "published"})


class Reading:
    """A title and the venues that it may mean.

    `is_at`: something is held at another (`NetAI @ SIGCOMM`). `is_side`: it named a track beside
    the main one.
    """

    def __init__(
        self,
        index: FormIndex,
        venues: Mapping[str, Venue],
        tokens: list[Token],
        *,
        is_at: bool,
        is_side: bool,
    ) -> None:
        self.tokens = tokens
        self._index, self._venues = index, venues
        self._candidates = find_candidates(index, tokens)
        self._kinds = {token.kind for token in tokens}
        self.is_workshop = is_at or Word.WORKSHOP in self._kinds
        self._is_findings = any(token.word == "finding" for token in tokens)
        self._is_side = is_side
        last_dated = (token.segment for token in tokens if self._is_of_edition(token))
        self._last_dated = max(last_dated, default=-1)

    @cached_property
    def _acronyms(self) -> set[int]:
        """The places of the acronyms of conferences."""
        return {
            place
            for candidate in self._candidates
            if candidate.has_acronym and self._venues[candidate.venue].kind != "journal"
            for place in candidate.covered
        }

    @cached_property
    def _sure_acronyms(self) -> set[int]:
        return {
            place
            for place in self._acronyms
            if self.tokens[place].kind is Word.TELLING and self.tokens[place].low not in ORDINARY
        }

    def best(self) -> Candidate | None:
        """Return the first candidate that accounts for all words; of a joint event the first."""
        is_hosted = self.is_workshop and any(
            candidate.has_acronym and (candidate.venue, False) in self._index.hosts
            for candidate in self._candidates
        )
        for candidate in self._candidates:
            if not candidate.has_acronym and not self._venues[candidate.venue].host:
                # A short name gives way to an acronym: `Machine Learning: ECML 2005`.
                is_other = bool(self._sure_acronyms - candidate.named)
                if is_hosted or (not candidate.is_long and is_other):
                    continue
            if self._is_admissible(candidate):
                return self._named_first(candidate)
        return None

    def series_at_host(self) -> tuple[str, str] | None:
        """Return the venue of the workshops, or the findings, of the conference that is named."""
        if not (self.is_workshop or self._is_findings):
            return None
        track = "findings" if self._is_findings else "workshop"
        hosts = self._index.hosts
        for candidate in self._candidates:
            series = hosts.get((candidate.venue, self._is_findings), "")
            if series and candidate.has_acronym and not self._is_in_name(candidate):
                return series, track
        inside: set[int] = set()
        for candidate in self._candidates:
            if candidate.named <= inside:
                continue
            inside |= candidate.named
            series = hosts.get((candidate.venue, self._is_findings), "")
            if series and (candidate.is_long or Word.EVENT in self._kinds):
                return series, track
        return None

    def _is_in_name(self, candidate: Candidate) -> bool:
        """Say whether an acronym ends the name of another: `North American Chapter of the ACL`."""
        before = min(candidate.covered) - 1
        return any(
            before in other.named and candidate.covered.isdisjoint(other.named)
            for other in self._candidates
        )

    def _named_first(self, best: Candidate) -> Candidate:
        if best.form is None or best.form.is_journal:
            return best
        joint = [
            other
            for other in self._candidates
            if other.covered.isdisjoint(best.covered) and self._is_named(other)
        ]
        return min([best, *joint], key=lambda candidate: min(candidate.covered))

    def _is_named(self, candidate: Candidate) -> bool:
        """Say whether a conference stands by its whole name, or as `the meeting of the ACL`."""
        if candidate.form and candidate.is_long:
            return not candidate.form.is_journal
        first = min(candidate.covered)
        return candidate.has_acronym and first > 0 and self.tokens[first - 1].kind is Word.EVENT

    def _is_admissible(self, candidate: Candidate) -> bool:
        venue, form = self._venues[candidate.venue], candidate.form
        is_workshop = venue.kind == "workshop" or (form is not None and form.is_workshop)
        if self.is_workshop and not is_workshop:
            return False
        if self._is_findings and "finding" not in self._index.vocabulary[candidate.venue]:
            return False
        if form is None:
            return not self._leaves_words(candidate)
        if candidate.has_acronym:
            return not form.is_journal or not self._leaves_words(candidate)
        if form.needs_event and not candidate.is_acronym_too:
            wanted = Word.WORKSHOP if form.is_workshop else Word.EVENT
            if wanted not in self._kinds or not self._is_such_event(candidate):
                return False
        return not self._leaves_words(candidate)

    def _is_such_event(self, candidate: Candidate) -> bool:
        """Say whether a title of few words has the kind of event that the venue has."""
        events = {token.word for token in self.tokens if token.kind is Word.EVENT}
        wanted = {word for word in self._title(candidate) if class_of(word) is Word.EVENT}
        return not (events and wanted and events.isdisjoint(wanted))

    def _title(self, candidate: Candidate) -> frozenset[str]:
        return candidate.form.title if candidate.form else frozenset()

    def _leaves_words(self, candidate: Candidate) -> bool:
        """Say whether a word is left that neither the venue nor its edition accounts for."""
        tokens = self.tokens
        events = {Word.EVENT, Word.WORKSHOP, Word.JOURNAL}
        if self._venues[candidate.venue].kind == "preprint-server" and not events & self._kinds:
            return False
        is_journal = self._is_journal(candidate)
        first = min(candidate.covered)
        for place, token in enumerate(tokens):
            if place in candidate.covered or self._is_accounted(candidate, place):
                continue
            if place in self._acronyms:
                # Some conferences are held jointly.
                if is_journal and not candidate.is_long:
                    return True
            elif not self._is_aside(candidate, token):
                return True
        return (is_journal and not candidate.is_long) and any(
            token.kind is Word.SILENT and token.word not in _BEFORE_JOURNAL
            for token in tokens[:first]
        )

    def _is_aside(self, candidate: Candidate, token: Token) -> bool:
        """Say whether a word stands behind the name, where places and subtitles stand."""
        is_long, is_journal = candidate.is_long, self._is_journal(candidate)
        if token.segment <= self.tokens[max(candidate.covered)].segment:
            return False
        if is_journal and token.written.isupper():
            return True
        if token.segment in self._crowded(candidate):
            return False
        if is_long or self._is_side:
            return True
        # Cities that are not in the table stand before a country or a date; what is in capitals
        # there is the acronym of another venue.
        return token.segment <= self._last_dated and not token.written.isupper()

    def _crowded(self, candidate: Candidate) -> set[int]:
        """Return the parts of a title that are a title of their own."""
        kinds = {Word.WORKSHOP}
        if not (candidate.is_long and self._is_journal(candidate)):
            kinds.add(Word.JOURNAL)
        if not candidate.is_long:
            kinds.add(Word.EVENT)
        return {token.segment for token in self.tokens if token.kind in kinds}

    def _is_journal(self, candidate: Candidate) -> bool:
        if candidate.form:
            return candidate.form.is_journal
        written = self.tokens[min(candidate.covered)].written
        return self._venues[candidate.venue].kind == "journal" and not written.isupper()

    def _is_of_edition(self, token: Token) -> bool:
        return token.kind is Word.NUMBER or token.word in self._index.places

    def _is_accounted(self, candidate: Candidate, place: int) -> bool:
        """Say whether a word is the venue's, its edition's, or nobody's."""
        token = self.tokens[place]
        words = self._index.vocabulary[candidate.venue]
        if token.kind in _SAYS_NOTHING or token.word in words:
            return True
        if token.kind in {Word.EVENT, Word.WORKSHOP}:
            # A title with a workshop in it has been found to be one.
            return token.kind is Word.WORKSHOP or not self._is_journal(candidate)
        if token.word == "journal" and self._is_journal(candidate):
            is_last = place == len(self.tokens) - 1
            return candidate.is_long or (is_last and len(candidate.covered) > 1)
        if token.word == "joint":
            return candidate.is_long or candidate.has_acronym
        if token.word in self._index.places:
            return place > min(candidate.covered)
        return any(token.may_be(word) for word in words)
