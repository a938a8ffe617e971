"""What can be asked of an entry: each predicate is a plain function."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from mlsysbib.model.entry import Entry
from mlsysbib.model.names import display_name
from mlsysbib.text.words import fold_latin

Predicate = Callable[[Entry], bool]
# The keys that each reading list cites, by the list's identifier.
Memberships = Mapping[str, frozenset[str]]


def everything(_: Entry) -> bool:
    """Hold for every entry."""
    return True


def any_of(tests: Iterable[Predicate], entry: Entry) -> bool:
    """Hold where one test holds."""
    return any(test(entry) for test in tests)


def all_of(tests: Iterable[Predicate], entry: Entry) -> bool:
    """Hold where every test holds."""
    return all(test(entry) for test in tests)


def none_of(test: Predicate, entry: Entry) -> bool:
    """Hold where the test does not."""
    return not test(entry)


def in_years(low: int, high: int, entry: Entry) -> bool:
    """Hold for a year between two, both included; one that is not known lies nowhere."""
    return entry.year > 0 and low <= entry.year <= high


def in_venues(ids: frozenset[str], entry: Entry) -> bool:
    """Hold for a paper of these venues; `arxiv` means those that are published nowhere else."""
    return venue_id(entry) in ids


def in_topics(topics: frozenset[str], entry: Entry) -> bool:
    """Hold for an entry with one of these topics."""
    return not topics.isdisjoint(entry.topics)


def in_keys(keys: frozenset[str], entry: Entry) -> bool:
    """Hold for these entries."""
    return entry.key in keys


def matches(
    texts: Callable[[Entry], tuple[str, ...]], pattern: re.Pattern[str], entry: Entry
) -> bool:
    """Hold where one of an entry's folded texts matches as a whole."""
    return any(pattern.fullmatch(text) for text in texts(entry))


def venue_id(entry: Entry) -> str:
    """Return the venue of the version that is cited, `arxiv` for a preprint there."""
    if entry.published:
        return entry.published.venue
    return "arxiv" if entry.arxiv else ""


def author_text(entry: Entry) -> str:
    """Return all authors, folded, in reading order."""
    return fold_latin("; ".join(map(display_name, entry.names)))


def bare_texts(entry: Entry) -> tuple[str, ...]:
    """Return the texts that a bare word is looked for in."""
    return entry.key, *_titles(entry), fold_latin(entry.system), author_text(entry)


def may_hold(word: str, entry: Entry) -> bool:
    """Say whether a plain word can be in the bare texts of an entry; most entries need no more.

    Names are looked at as they are stored, without being taken apart: a word is not of two parts.
    `word` is folded, in small letters.
    """
    if not all(isinstance(name, str) for name in entry.authors):
        return True
    has_marks = "\\" in entry.title or "$" in entry.title
    title = entry.plain_title if has_marks else entry.title.translate(_BRACES)
    parts = (entry.key, title, *entry.other_titles, entry.system, *map(str, entry.authors))
    return word in fold_latin("\n".join(parts)).lower()


_BRACES = str.maketrans("", "", "{}")


def _titles(entry: Entry) -> tuple[str, ...]:
    return tuple(map(fold_latin, (entry.plain_title, *entry.other_titles)))


def _published(entry: Entry, field: str) -> str:
    return getattr(entry.published, field) if entry.published else ""


# Field -> the folded texts of an entry that its values are looked for in.
TEXTS: dict[str, Callable[[Entry], tuple[str, ...]]] = {
    "key": lambda entry: (entry.key, *entry.aliases),
    "author": lambda entry: tuple(fold_latin(display_name(name)) for name in entry.names),
    "title": _titles,
    "system": lambda entry: (fold_latin(entry.system),),
    "doi": lambda entry: (_published(entry, "doi"),),
    "arxiv": lambda entry: (entry.arxiv.id if entry.arxiv else "",),
    "status": lambda entry: (entry.status,),
}
# Fields whose value must be the whole text; the others are looked for inside.
WHOLE = frozenset({"key", "doi", "arxiv", "status"})

HAS: dict[str, Predicate] = {
    "doi": lambda entry: bool(_published(entry, "doi")),
    "url": lambda entry: bool(_published(entry, "url")),
    "pages": lambda entry: bool(_published(entry, "pages") or _published(entry, "article")),
    "arxiv": lambda entry: entry.arxiv is not None,
    "authors": lambda entry: bool(entry.authors),
    "summary": lambda entry: bool(entry.notes.summary),
    "system": lambda entry: bool(entry.system),
    "award": lambda entry: bool(entry.awards),
    "pdf": lambda entry: bool(entry.links.pdf),
    "code": lambda entry: bool(entry.links.code),
    "project": lambda entry: bool(entry.links.project),
    "slides": lambda entry: bool(entry.links.slides),
    "video": lambda entry: bool(entry.links.video),
    "poster": lambda entry: bool(entry.links.poster),
    "artifact": lambda entry: bool(entry.links.artifact),
    "data": lambda entry: bool(entry.links.data),
}

IS: dict[str, Predicate] = {
    "preprint": lambda entry: entry.is_preprint,
    "published": lambda entry: not entry.is_preprint,
    "draft": lambda entry: entry.status == "draft",
    "retracted": lambda entry: entry.status in {"retracted", "withdrawn"},
}
