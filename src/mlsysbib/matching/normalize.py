"""Normalize: references become columns of numbers and folded titles."""

from __future__ import annotations

import string
from array import array
from collections import defaultdict
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from mlsysbib.matching import places
from mlsysbib.matching.columns import Columns, Ragged, scramble
from mlsysbib.matching.kinds import parse_kind
from mlsysbib.matching.people import parse_authors
from mlsysbib.matching.recurring import find_recurring
from mlsysbib.matching.titles import letters, parse_title
from mlsysbib.matching.venues import Kind, parse_venue
from mlsysbib.text.words import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from mlsysbib.matching.columns import Ints
    from mlsysbib.matching.reference import Reference


# Authors beyond these are not compared.
MOST_AUTHORS = 16
_NOT_IN_A_TITLE = str.maketrans(dict.fromkeys(map(chr, range(128))) | {
    letter: letter.lower() for letter in string.ascii_letters + string.digits
})  # fmt: skip


def canonical_order(references: Sequence[Reference]) -> list[int]:
    """Return the positions of references by title: one order, whatever order they came in."""

    def key(position: int) -> tuple[str, tuple[object, ...]]:
        reference = references[position]
        return reference.title.translate(_NOT_IN_A_TITLE), msgspec.structs.astuple(reference)

    return sorted(range(len(references)), key=key)


# The columns of one number a row, in the order in which a row is built.
_NUMBERS = (
    "start", "end", "name", "numbers", "title_year", "marks", "author_count", "venue",
    "venue_kind", "is_short_track",
    "year", "first_page", "last_page", "volume", "number", "doi", "registrant", "arxiv", "kind",
    "work",
)  # fmt: skip


def _numbering(*known: str) -> defaultdict[str, int]:
    """Return a dictionary that gives each new string the next number."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    for text in known:
        numbers[text]
    return numbers


class _Part(NamedTuple):
    """Some rows, with numbers that are their own."""

    titles: list[str]
    words: bytes
    word_counts: bytes
    families: bytes
    initials: bytes
    numbers: bytes
    vocabulary: list[str]
    strings: list[str]
    venues: list[str]


# Names are read once, as long as there are not too many to remember.
_MOST_NAMES = 200_000


def _read(references: Iterable[Reference]) -> _Part:
    titles: list[str] = []
    vocabulary, strings, venues = _numbering(), _numbering(""), _numbering("")
    words, word_counts, numbers = array("i"), array("i"), array("i")
    families, initials = array("i"), array("B")
    names: dict[str, tuple[tuple[int, int], ...]] = {}
    for reference in references:
        title = parse_title(reference.title)
        titles.append(" ".join(title.words))
        words.extend(map(vocabulary.__getitem__, title.words))
        word_counts.append(len(title.words))
        count = 0
        for text in reference.authors:
            if (known := names.get(text)) is None:
                if len(names) > _MOST_NAMES:
                    names.clear()
                known = names[text] = tuple(
                    (strings[name.family], ord(name.initial or "\0"))
                    for name in parse_authors(text)
                )
            for family, initial in known:
                count += 1
                if count <= MOST_AUTHORS:
                    families.append(family)
                    initials.append(initial)
        venue = parse_venue(reference.venue)
        doi, arxiv = _identifiers(reference)
        kind = venue.kind
        if kind is Kind.UNKNOWN and (doi or arxiv):
            kind = Kind.OTHER if doi else Kind.PREPRINT
        first, last = places.parse_pages(reference.pages)
        numbers.extend((
            title.start, title.end, strings[title.name or letters(reference.system)],
            strings[title.numbers], title.year, title.marks, count, venues[reference.venue], kind,
            venue.is_short_track,
            places.parse_year(reference.year or title.issued or reference.venue), first, last,
            places.parse_number(reference.volume), places.parse_number(reference.number),
            strings[doi], strings[doi.partition("/")[0]], strings[arxiv],
            parse_kind(reference.kind), strings[reference.work],
        ))  # fmt: skip
    return _Part(
        titles, words.tobytes(), word_counts.tobytes(), families.tobytes(), initials.tobytes(),
        numbers.tobytes(), list(vocabulary), list(strings), list(venues),
    )  # fmt: skip


def _identifiers(reference: Reference) -> tuple[str, str]:
    """Return the DOI and the arXiv identifier, wherever they stand; an arXiv DOI is the latter."""
    doi = places.parse_doi(reference.doi or (reference.url if "doi.org/" in reference.url else ""))
    arxiv = places.parse_arxiv(reference.arxiv) if reference.arxiv else ""
    if doi.startswith(places.ARXIV_DOI):
        doi, arxiv = "", arxiv or places.parse_arxiv(doi)
    if not arxiv and "arxiv.org/" in reference.url:
        arxiv = places.parse_arxiv(reference.url)
    if not arxiv:
        for text in (reference.venue, reference.volume):
            if "rxiv" in text or "abs/" in text or "rXiv" in text:
                arxiv = arxiv or places.parse_arxiv(text)
    return doi, arxiv


LEAST_PART = 50_000


def normalize(references: Sequence[Reference], workers: int = 1) -> Columns:
    """Return references, in canonical order, as columns; `workers` processes share the reading."""
    if workers > 1 and len(references) >= 2 * LEAST_PART:
        size = -(-len(references) // workers)
        parts = [references[start : start + size] for start in range(0, len(references), size)]
        with get_context("spawn").Pool(workers) as pool:
            return _join(references, pool.map(_read, parts))
    return _join(references, [_read(references)])


def _join(references: Sequence[Reference], parts: list[_Part]) -> Columns:
    vocabulary, strings, venues = _numbering(), _numbering(""), _numbering("")
    words, families, initials, numbers = [], [], [], []
    for part in parts:
        renumber = partial(_renumber, known=vocabulary)
        words.append(renumber(part.vocabulary)[np.frombuffer(part.words, np.int32)])
        string = _renumber(part.strings, strings)
        rows = np.frombuffer(part.numbers, np.int32).reshape(-1, len(_NUMBERS)).copy()
        for name in ("name", "numbers", "doi", "registrant", "arxiv", "work"):
            column = _NUMBERS.index(name)
            rows[:, column] = string[rows[:, column]]
        column = _NUMBERS.index("venue")
        rows[:, column] = _renumber(part.venues, venues)[rows[:, column]]
        numbers.append(rows)
        families.append(string[np.frombuffer(part.families, np.int32)])
        initials.append(np.frombuffer(part.initials, np.uint8))
    table = np.ascontiguousarray(np.concatenate(numbers).T)
    columns = dict(zip(_NUMBERS, table, strict=True))
    counts = np.concatenate([np.frombuffer(part.word_counts, np.int32) for part in parts])
    author_counts = np.minimum(columns["author_count"], MOST_AUTHORS)
    families_of = _matrix(np.concatenate(families), author_counts)
    titles = [title for part in parts for title in part.titles]
    places_of = [parse_venue(venue) for venue in venues]
    return Columns(
        references=references,
        titles=titles,
        words=Ragged(np.concatenate(words), _offsets(counts)),
        is_content=np.array([word not in FUNCTION_WORDS for word in vocabulary], np.bool_),
        word_rank=_ranks(list(vocabulary)),
        author_set=_sets(families_of),
        families=families_of,
        initials=_matrix(np.concatenate(initials).astype(np.int32), author_counts),
        venues=places_of,
        is_serial=find_recurring(titles, columns["year"], columns["venue"], places_of),
        strings=list(strings),
        is_short_track=columns.pop("is_short_track").astype(np.bool_),
        **columns,
    )


def _renumber(strings: list[str], known: defaultdict[str, int]) -> Ints:
    return np.fromiter(map(known.__getitem__, strings), np.int32, len(strings))


def _offsets(counts: Ints) -> npt.NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])


def _ranks(strings: list[str]) -> Ints:
    """Return the alphabetical rank of each string: a number that no input order changes."""
    ranks = np.empty(len(strings), np.int32)
    ranks[sorted(range(len(strings)), key=strings.__getitem__)] = np.arange(len(strings))
    return ranks


def _matrix(flat: Ints, counts: Ints) -> Ints:
    """Return ragged rows as a matrix, filled up with 0."""
    matrix = np.zeros((len(counts), MOST_AUTHORS), np.int32)
    matrix[np.arange(MOST_AUTHORS) < counts[:, None]] = flat
    return matrix


def _sets(matrix: Ints) -> npt.NDArray[np.uint64]:
    """Return a number for each row that is the same in any order."""
    values = matrix.astype(np.uint64)
    hashes = np.where(values > 0, scramble(values), np.uint64(0))
    found: npt.NDArray[np.uint64] = hashes.sum(axis=1, dtype=np.uint64)
    return found
