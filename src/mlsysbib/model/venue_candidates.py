"""The venues whose names or acronyms stand in a container title, best first."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from mlsysbib.model.venue_forms import KEY_LENGTH, Acronym, Form, FormIndex
from mlsysbib.model.venue_texts import Token
from mlsysbib.model.venue_words import ORDINARY, Word

_BETWEEN = frozenset({Word.NUMBER, Word.SPONSOR, Word.SILENT})
_BETWEEN_EVENT = _BETWEEN | {Word.EVENT}
_BETWEEN_WORKSHOP = _BETWEEN_EVENT | {Word.WORKSHOP}
_SHORT_TEXT = 4
_SURE_LETTERS = 4
_FEW = 3


class Candidate(msgspec.Struct):
    """A venue that a title may mean, and the places of the words that say so.

    `named` are those of its name (`form`), `covered` those of name and acronym.
    """

    venue: str
    covered: set[int]
    form: Form | None = None
    named: frozenset[int] = frozenset()
    # How alike name and title are, words that say nothing of a venue included.
    likeness: tuple[int, int] = (0, 0)
    has_acronym: bool = False
    is_acronym_too: bool = False  # its name is one word, and known alone: `Supercomputing`

    @property
    def is_long(self) -> bool:
        """Whether so many words of its name are there that it can be no other's."""
        return len(self.named) >= _FEW


def find_candidates(index: FormIndex, tokens: list[Token]) -> list[Candidate]:
    """Return the venues that a title may mean, the one that most of it names first."""
    found: dict[str, Candidate] = {}
    for form in _forms(index, tokens):
        if covered := _place(form, tokens):
            candidate = found.setdefault(form.venue, Candidate(form.venue, set()))
            shared = sum(token.word in form.title for token in tokens)
            likeness = (2 * shared - len(form.title), shared)
            if (len(covered), likeness) > (len(candidate.named), candidate.likeness):
                candidate.form, candidate.likeness = form, likeness
                candidate.named = frozenset(covered)
                candidate.covered = covered
    _add_acronyms(index, tokens, found)
    is_workshop = any(token.kind is Word.WORKSHOP for token in tokens)
    return sorted(
        found.values(),
        key=lambda candidate: _rank(candidate, tokens, is_workshop=is_workshop),
        reverse=True,
    )


def _forms(index: FormIndex, tokens: list[Token]) -> Iterator[Form]:
    """Yield the names whose words may all be there, by how these begin."""
    keys = {token.word[:KEY_LENGTH] for token in tokens}
    keys.update(token.low[:KEY_LENGTH] for token in tokens)
    # `J. ACM`: of words that are cut so short, all that begin like them may be meant.
    short = tuple(token.low for token in tokens if token.is_cut and len(token.low) < KEY_LENGTH)
    if short:
        keys.update(key for key in index.keys if key.startswith(short))
    for key in keys:
        for needed, form in index.forms.get(key, ()):
            if needed <= keys:
                yield form


def _place(form: Form, tokens: list[Token]) -> set[int]:
    """Return where the words of a name stand in a title, in order and with nothing between."""
    first, *rest = form.words
    if not rest:
        return {
            place
            for place, token in enumerate(tokens)
            if token.low == first or (not form.is_journal and token.may_be(first))
        }
    between = _BETWEEN if form.is_journal else _BETWEEN_EVENT
    between = _BETWEEN_WORKSHOP if form.is_workshop else between
    for start, token in enumerate(tokens):
        if not token.may_be(first):
            continue
        covered, place = {start}, start + 1
        for word in rest:
            while place < len(tokens) and not tokens[place].may_be(word):
                if tokens[place].kind not in between:
                    place = len(tokens)
                place += 1
            if place >= len(tokens):
                break
            covered.add(place)
            place += 1
        else:
            return covered
    return set()


def _add_acronyms(index: FormIndex, tokens: list[Token], found: dict[str, Candidate]) -> None:
    is_short = len(tokens) <= _SHORT_TEXT
    for place, token in enumerate(tokens):
        for acronym in index.acronyms.get(token.low, ()):
            end = place + len(acronym.words)
            if not _is_acronym(acronym, tokens[place:end], is_short=is_short):
                continue
            candidate = found.setdefault(acronym.venue, Candidate(acronym.venue, set()))
            places = set(range(place, end))
            is_name = candidate.form is not None and candidate.form.words == (token.word,)
            candidate.is_acronym_too |= is_name
            if candidate.named and candidate.named <= places and not is_name:
                candidate.form, candidate.named = None, frozenset()
            # A word of the name is not its acronym as well: `Cloud Computing`.
            is_word = len(acronym.words) > 1 or acronym.words[0] in ORDINARY
            candidate.has_acronym |= candidate.named.isdisjoint(places) or not is_word
            candidate.covered |= places


def _is_acronym(acronym: Acronym, tokens: list[Token], *, is_short: bool) -> bool:
    """Say whether words are an acronym as people type it.

    In small letters, one that is a word as well counts in a short text alone: `fast 2020`.
    """
    if tuple(token.low for token in tokens) != acronym.words:
        return False
    for token, written in zip(tokens, acronym.written, strict=True):
        typed = token.written
        if typed == written or (typed.isupper() and len(typed) > 1):
            continue
        is_word = len(typed) < _SURE_LETTERS or typed.lower() in ORDINARY
        is_odd = typed not in {typed.lower(), typed.capitalize()} and len(typed) <= _SURE_LETTERS
        if is_odd or (is_word and not is_short):
            return False
    return True


def _rank(candidate: Candidate, tokens: list[Token], *, is_workshop: bool) -> tuple[object, ...]:
    """More words explained, then both name and acronym, then all else that the name has."""
    form = candidate.form
    covered = [tokens[place] for place in candidate.covered]
    return (
        sum(0.5 if token.kind is Word.SPONSOR else 1 for token in covered),
        (form is not None) + candidate.has_acronym,
        form is not None and form.is_workshop == is_workshop,
        candidate.likeness,
        sum(token.word in form.words for token in covered) if form else 0,
        -min(candidate.covered),
    )
