"""Propose a citation key for a new paper: the pattern's, made canonical and unique.

The newcomer always gives way. Where its key is taken, it appends the next significant words of
its title, and where they do not help, a letter (a, b, ... z, aa ...) to the key itself.

A key is canonical by these rules: lower case; whatever is no letter or digit becomes a hyphen
between others; an `x` stands before a leading digit; at most 40 characters, the rest is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

import msgspec

from mlsysbib.keys import NoKeyError
from mlsysbib.keys.pattern import Pattern, compile_pattern
from mlsysbib.keys.subject import NO_VENUES, Subject
from mlsysbib.keys.transliteration import in_latin_letters
from mlsysbib.model.entry import Entry
from mlsysbib.model.key_form import KEY_LENGTH
from mlsysbib.model.library import Library
from mlsysbib.model.venues import VenueTable
from mlsysbib.text.letters import letter_suffixes
from mlsysbib.text.words import fold

DEFAULT_PATTERN = "[auth:required:lower][year:required][veryshorttitle:required:lower]"
# What takes its place where the entry names no author, or nothing in it has a Latin reading.
FALLBACKS = (
    # The second word is none of digits, which would be taken for a part of the year.
    (
        "[veryshorttitle:required:lower][year:required]"
        '[shorttitle:regex(" [0-9]+(?= |$)",""):select(2,1):lower]'
    ),
    "[auth:required:lower][year:required]",
    "arxiv[arxiv:required]",
    "[venue:required:lower][year:required]",
    # A draft that has no year yet.
    "[auth:required:lower][veryshorttitle:required:lower]",
    '[veryshorttitle:required:lower][shorttitle:regex(" [0-9]+(?= |$)",""):select(2,1):lower]',
)
DEFAULT = compile_pattern(";".join((DEFAULT_PATTERN, *FALLBACKS)))

_NOT_CANONICAL = re.compile(r"[^a-z0-9]+")


def propose_key(
    entry: Entry,
    taken: Iterable[str] = (),
    pattern: Pattern = DEFAULT,
    venues: VenueTable = NO_VENUES,
) -> str:
    """Return a canonical key that no name in `taken` equals, case aside; raise NoKeyError."""
    return _free_key(Subject(entry, venues), {name.casefold() for name in taken}, pattern)


def propose_keys(
    entries: Sequence[Entry],
    taken: Iterable[str] = (),
    pattern: Pattern = DEFAULT,
    venues: VenueTable = NO_VENUES,
) -> tuple[str, ...]:
    """Return a key for each entry, in their order; raise NoKeyError.

    The default pattern gives one to every entry: see `_key_of_any`.

    Who comes first where two want the same key depends on what the entries say, and neither on
    the order in which they stand nor on the keys that they have.
    """
    names = {name.casefold() for name in taken}
    keys: dict[int, str] = {}
    for index in content_order(entries):
        entry = entries[index]
        if pattern is DEFAULT:
            keys[index] = _key_of_any(entry, names, venues)
        else:
            keys[index] = _free_key(Subject(entry, venues), names, pattern)
        names.add(keys[index])
    return tuple(keys[index] for index in range(len(entries)))


def taken_names(library: Library) -> frozenset[str]:
    """Return every key and alias of a library."""
    return frozenset(name for entry in library.values() for name in (entry.key, *entry.aliases))


def content_order(entries: Sequence[Entry]) -> list[int]:
    """Return the places of entries in an order that only their content decides."""
    return sorted(range(len(entries)), key=lambda index: _content(entries[index]))


def _content(entry: Entry) -> tuple[int, str, str, bytes]:
    title = fold(entry.plain_title).casefold()
    authors = fold(str(entry.authors)).casefold()
    # The whole content settles what is left; two entries that agree in it are interchangeable.
    everything = msgspec.json.encode(msgspec.structs.replace(entry, key=""), order="deterministic")
    return entry.year, title, authors, everything


def canonical_key(text: str) -> str:
    """Return a text as a canonical key, or "" where nothing of it can stand in one.

    >>> canonical_key("01.AI_2024:Yi")
    'x01-ai-2024-yi'
    """
    key = _NOT_CANONICAL.sub("-", fold(text).lower()).strip("-")
    return _cut(f"x{key}" if key[:1].isdigit() else key, KEY_LENGTH)


def _cut(key: str, length: int) -> str:
    return key[:length].rstrip("-")


def _free_key(subject: Subject, names: set[str], pattern: Pattern) -> str:
    key = canonical_key(pattern.make_key(subject))
    if not key:
        raise NoKeyError(f"the pattern {pattern.source} gives no letter or digit for this entry")
    return next(name for name in _candidates(key, subject.key_words) if name not in names)


def _key_of_any(entry: Entry, names: set[str], venues: VenueTable) -> str:
    """Return the key of the default pattern; of the entry in Latin letters; or a bare number."""
    for is_latin in (False, True):
        shown = in_latin_letters(entry) if is_latin else entry
        try:
            return _free_key(Subject(shown, venues), names, DEFAULT)
        except NoKeyError:
            continue
    numbered = (f"paper{entry.year or ''}-{number}" for number in count(1))
    return next(key for key in numbered if key not in names)


def _candidates(key: str, words: Sequence[str]) -> Iterator[str]:
    """Yield a key, then the key with ever more words of the title, then with ever more letters."""
    yield key
    longer = key
    for word in words[_words_used(key, words) :]:
        longer += word.lower()
        if len(longer) > KEY_LENGTH:
            break
        yield longer
    for suffix in letter_suffixes():
        yield _cut(key, KEY_LENGTH - len(suffix)) + suffix


def _words_used(key: str, words: Sequence[str]) -> int:
    """Return how many words of the title the key already holds, judged by its end."""
    ends = [index for index, word in enumerate(words, start=1) if key.endswith(word.lower())]
    return max(ends, key=lambda index: (len(words[index - 1]), -index), default=min(1, len(words)))
