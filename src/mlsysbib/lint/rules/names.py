"""Rules for the names of authors; most are seen to be ordinary at a glance."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase, digits

import msgspec

from mlsysbib.model.entry import Entry
from mlsysbib.model.names import Person, StoredName, format_name, read_name
from mlsysbib.problems import Finding

# Names in which each capital is an A, each digit a 0, each sign that no name has a *.
_SHAPES = bytes.maketrans(
    (ascii_lowercase + ascii_uppercase + digits + "*;&").encode(),
    b"a" * 26 + b"A" * 26 + b"0" * 10 + b"***",
)
# The same of names in other letters.
_UNUSUAL = re.compile(r"[\d;&*†‡]|[^\W\d_a-z](?:[^\W\d_a-zß-öø-ÿ]|\.[^\W\d_a-z])").search


def written(authors: Iterable[StoredName]) -> list[str]:
    """Return names as an entry holds them; one in parts is put together."""
    return [
        author if isinstance(author, str) else format_name(read_name(author)) for author in authors
    ]


def sift(entries: Sequence[Entry], do_pass: Callable[[Sequence[Entry]], bool]) -> list[Entry]:
    """Return the entries that do not pass, in their order, found by halving.

    Entries pass together if, and only if, each of them passes alone.
    """
    if do_pass(entries):
        return []
    if len(entries) == 1:
        return list(entries)
    half = len(entries) // 2
    return sift(entries[:half], do_pass) + sift(entries[half:], do_pass)


class NamesCheck:
    """Says whether all authors of some entries pass; a name that has passed is not asked again."""

    def __init__(self, do_pass: Callable[[tuple[StoredName, ...]], bool]) -> None:
        self._do_pass = do_pass
        self._passed: set[StoredName] = set()

    def __call__(self, entries: Sequence[Entry]) -> bool:
        """Return whether each author of each entry passes."""
        names = set[StoredName]().union(*(entry.authors for entry in entries)) - self._passed
        if names and not self._do_pass(tuple(names)):
            return False
        self._passed |= names
        return True


def with_unusual_names(entries: Sequence[Entry]) -> list[Entry]:
    """Return those with an author that deserves a closer look."""
    return sift(entries, _have_usual_names)


_have_usual_names = NamesCheck(lambda names: not _is_unusual("\n".join(written(names))))


@lru_cache(maxsize=2)
def unusual_people(authors: tuple[StoredName, ...]) -> tuple[tuple[int, Person], ...]:
    """Return the index and the name of each person who deserves a closer look."""
    if not _is_unusual("\n".join(written(authors))):
        return ()
    people = ((index, read_name(author)) for index, author in enumerate(authors))
    return tuple(
        (index, name)
        for index, name in people
        if isinstance(name, Person) and _is_unusual(format_name(name))
    )


def _is_unusual(text: str) -> bool:
    """Say whether there are digits, signs, capitals in a row, or words that are no name."""
    if text.isascii():
        shape = text.encode().translate(_SHAPES)
        if b"AA" in shape or b"A.A" in shape or b"0" in shape or b"*" in shape:
            return True
    elif _UNUSUAL(text):
        return True
    return "thers" in text or " al" in text or " and " in text or ".," in text or ", et" in text


_ET_AL = re.compile(
    r"(?:and )?(?:others|et\.?,? al\.?|al\.?, et\.?)|.*\Wet\.? al\.?", re.IGNORECASE
)


def find_placeholders(entry: Entry) -> Sequence[Finding]:
    """Return each name that stands for the authors who are not named."""
    return [
        _finding_placeholder(index, name)
        for index, person in unusual_people(entry.authors)
        if _ET_AL.fullmatch(name := format_name(person))
    ]


def _finding_placeholder(index: int, name: str) -> Finding:
    text = f"{name!r} is no author"
    return Finding("name-placeholder", ("authors", index), text, "write all authors")


_JOINT = re.compile(r"\band\b|[;&]")


def find_several(entry: Entry) -> Sequence[Finding]:
    """Return each name that holds several."""
    return [
        Finding(
            "name-several", ("authors", index), f"{name!r} is more than one person", "one a line"
        )
        for index, person in unusual_people(entry.authors)
        if _JOINT.search(name := format_name(person))
    ]


_NO_LETTER = re.compile(r"[\d*†‡]")
_NO_LETTERS_AT_END = re.compile(r"\s+0\d{3}(?=,|$)|[*†‡]+(?=,|$)")


def find_digits(entry: Entry) -> Sequence[Finding]:
    """Return each name with a digit or the mark of a footnote."""
    return [
        Finding("name-digits", ("authors", index), f"{name!r} holds what is no part of a name")
        for index, person in unusual_people(entry.authors)
        if _NO_LETTER.search(name := format_name(person))
    ]


def remove_digits(entry: Entry) -> Entry:
    """Return the entry without the numbers of DBLP and marks at the end of names."""
    authors = list(entry.authors)
    for index, _ in unusual_people(entry.authors):
        if isinstance(name := authors[index], str):
            authors[index] = _NO_LETTERS_AT_END.sub("", name)
    return msgspec.structs.replace(entry, authors=tuple(authors))


_RUN = re.compile(r"(?<![^\W\d_])(?:[A-Z]{2,3}(?![^\W\d_.])|[A-Z]\.(?:[A-Z]\.)*[A-Z](?=[.\s-]|$))")
_VOWEL = re.compile("[AEIOUY]")
_WITH_POINT = re.compile(r"(?<=[A-Z]\.)(?=[A-Z](?:\.|\s|$))")


def find_initials(entry: Entry) -> Sequence[Finding]:
    """Return each given name whose initials run together."""
    found = []
    for index, name in unusual_people(entry.authors):
        run = _RUN.search(name.given)
        # Three capitals with a vowel are a name that was shouted.
        if run and ("." in run[0] or len(run[0]) < len("ANN") or not _VOWEL.search(run[0])):
            hint = f"write {'. '.join(re.findall('[A-Z]', run[0]))}., if these are initials"
            text = f"the initials of {name.given!r} run together"
            found.append(Finding("name-initials", ("authors", index), text, hint))
    return found


def part_initials(entry: Entry) -> Entry:
    """Return the entry with a blank behind each initial that has a point."""
    authors = list(entry.authors)
    for index, person in unusual_people(entry.authors):
        name = authors[index]
        given = _WITH_POINT.sub(" ", person.given)
        if isinstance(name, str) and given != person.given:
            authors[index] = name.removesuffix(person.given) + given
    return msgspec.structs.replace(entry, authors=tuple(authors))


_WORD = re.compile(r"[^\W\d_]+")
_MOST_INITIALS = 2


def find_shouted(entry: Entry) -> Sequence[Finding]:
    """Return each name of which a part is in capitals."""
    return [
        _finding_shouted(index, format_name(name))
        for index, name in unusual_people(entry.authors)
        if any(len(word) > 1 and word.isupper() for word in _WORD.findall(name.family))
        or any(map(_is_shouted, _WORD.findall(name.given)))
    ]


def _finding_shouted(index: int, name: str) -> Finding:
    text = f"{name!r} is in capitals"
    return Finding("name-shouted", ("authors", index), text, "write Family, Given")


def _is_shouted(word: str) -> bool:
    """Say whether a given name is one in capitals and not initials that run together."""
    return word.isupper() and len(word) > _MOST_INITIALS and _VOWEL.search(word) is not None


_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+")
_NAME = re.compile(r"[^\W\d_]{2,}")


def find_swapped(entry: Entry) -> Sequence[Finding]:
    """Return each name with initials for a family name."""
    return [
        _finding_swapped(index, name)
        for index, name in unusual_people(entry.authors)
        if _INITIALS.fullmatch(name.family) and _NAME.search(name.given)
    ]


def _finding_swapped(index: int, name: Person) -> Finding:
    text = f"{name.family!r} is no family name"
    return Finding("name-swapped", ("authors", index), text, f"{name.given}, ...?")


def find_repeated(entry: Entry) -> Sequence[Finding]:
    """Return each author who was named before."""
    authors = entry.authors
    if len(set(authors)) == len(authors):
        return ()
    return [
        Finding("name-repeated", ("authors", index), f"{name!r} stands twice", "delete the line")
        for index, name in enumerate(authors)
        if name in authors[:index]
    ]
