"""Compare two lists of authors: what styles abbreviate is equal, what names other people is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

import msgspec
from rapidfuzz.distance import DamerauLevenshtein

from mlsysbib.intake.verify.verdicts import Severity
from mlsysbib.model.names import Name, Organization
from mlsysbib.text.words import fold, fold_latin

_NO_LETTER = re.compile(r"[^\w]+")
# Family names this short differ by one letter and are different ones: Li, Lu.
_SHORT = 4
_INITIALS = 3


class Likeness(IntEnum):
    """What two names are to each other."""

    OTHER = 0
    # A slip in the family name, with given names that agree.
    MISSPELT = 1
    # One family name, other given names.
    GIVEN = 2
    SAME = 3


class ListDifference(msgspec.Struct, frozen=True):
    """What is wrong with a list, in words, and how much that weighs."""

    text: str
    severity: Severity


class _Folded(msgspec.Struct, frozen=True):
    """A name in small letters without accents; `given` are its given names, family without blanks.

    `all` holds all its parts in reading order, as families are split differently by sources.
    """

    family: str
    given: tuple[str, ...]
    all: tuple[str, ...]


@lru_cache(1 << 16)
def _folded(name: Name) -> _Folded:
    if isinstance(name, Organization):
        words = tuple(_NO_LETTER.sub(" ", fold(name.name)).split())
        return _Folded("".join(words), (), words)
    # "MA KAILI" is a name in capitals, "MA Kaili" one with initials.
    is_shouted = name.family.isupper()
    given = _parts(name.given if not is_shouted else name.given.title())
    family = _parts(f"{name.particle} {name.family.title() if is_shouted else name.family}")
    return _Folded("".join(family), given, (*given, *family))


def _parts(text: str) -> tuple[str, ...]:
    # Capitals that stand together are initials: "JR Smith".
    spread = re.sub(
        rf"(?<![^\W\d_])([^\W\d_a-z]{{2,{_INITIALS}}})(?![^\W\d_])",
        lambda found: " ".join(found[1]) if found[1].isupper() else found[1],
        text,
    )
    words = _NO_LETTER.sub(" ", fold_latin(spread.replace("'", "").replace("’", ""))).lower()
    # DBLP tells namesakes apart by a number.
    return tuple(word for word in words.split() if not word.isdecimal())


def likeness(one: Name, other: Name) -> Likeness:
    """Say whether two names can be of one person, as sources and styles write them."""
    first, second = _folded(one), _folded(other)
    if first.all == second.all or "".join(first.all) == "".join(second.all):
        return Likeness.SAME
    if sorted(first.all) == sorted(second.all):
        # Family and given name in the other order.
        return Likeness.SAME
    if _is_one_family(first, second):
        return Likeness.SAME if _agree(first, second) else Likeness.GIVEN
    if _is_slip(first.family, second.family) and _agree(first, second):
        return Likeness.MISSPELT
    return Likeness.OTHER


def _is_one_family(first: _Folded, second: _Folded) -> bool:
    if first.family == second.family or _plain(first.family) == _plain(second.family):
        return True
    # "García Molina" and "Molina": what one takes for the family ends the other.
    short, long = sorted((first, second), key=lambda name: len(name.family))
    return bool(short.family) and any(
        "".join(long.all[start:]) == short.family for start in range(1, len(long.all))
    )


def _plain(text: str) -> str:
    """Return a name without the letters by which accents are written out: Müller, Mueller."""
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("ss", "s")


def _agree(first: _Folded, second: _Folded) -> bool:
    """Say whether given names agree: one may be an initial of the other, later ones may lack."""
    if not first.given or not second.given:
        return True
    if "".join(first.given) == "".join(second.given):
        return True
    if not _is_given(first.given[0], second.given[0]) and not _joined(first.given, second.given):
        return False
    # Middle names that both have must agree somewhere: "John A. Doe" is not "John B. Doe".
    rest, others = first.given[1:], second.given[1:]
    return not rest or not others or any(_is_given(a, b) for a in rest for b in others)


def _joined(first: Sequence[str], second: Sequence[str]) -> bool:
    """Say whether names that one writes in parts stand in one for the other: Tie-Yan, Tieyan."""
    one, other = "".join(first), "".join(second)
    return one.startswith(other) or other.startswith(one)


def _is_given(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) == 1 or _plain(short) == _plain(long):
        return long[0] == short[0]
    # Dan and Daniel.
    return len(short) >= _INITIALS and long.startswith(short)


def _is_slip(one: str, other: str) -> bool:
    most = 1 if min(len(one), len(other)) <= _SHORT else 2
    if min(len(one), len(other)) < _SHORT:
        return False
    return DamerauLevenshtein.distance(one, other, score_cutoff=most) <= most


def count_same(
    claimed: Sequence[Name], known: Sequence[Name], least: Likeness = Likeness.MISSPELT
) -> int:
    """Count those who stand in both lists, in whatever order; a slip in a name counts too.

    `least` is how alike two names have to be.
    """
    left = list(known)
    same = 0
    for name in claimed:
        found = next((n for n, other in enumerate(left) if likeness(name, other) >= least), None)
        if found is not None:
            del left[found]
            same += 1
    return same


def compare_authors(
    claimed: Sequence[Name], known: Sequence[Name], *, is_cut: bool, is_known_cut: bool = False
) -> ListDifference | None:
    """Return what is wrong with a list; None where it agrees as far as it goes.

    `is_cut` says that it ends in "et al.", `is_known_cut` that the record does.
    """
    pairs = [likeness(one, other) for one, other in zip(claimed, known, strict=False)]
    is_whole = len(claimed) == len(known) or (is_cut and len(claimed) < len(known))
    if all(pair is Likeness.SAME for pair in pairs) and (is_whole or is_known_cut or not pairs):
        return None
    same = count_same(claimed, known)
    if 2 * same < min(len(claimed), len(known)):
        text = f"{same} of {len(claimed)} names are those of the authors"
        return ListDifference(text, Severity.HALLUCINATED)
    return ListDifference(_slip(claimed, known, pairs, same, is_cut=is_cut), Severity.ERROR)


def _slip(
    claimed: Sequence[Name],
    known: Sequence[Name],
    pairs: Sequence[Likeness],
    same: int,
    *,
    is_cut: bool,
) -> str:
    """Return what is wrong with a list of which most names are right."""
    if same == len(claimed):
        if not is_cut and len(claimed) < len(known):
            return f"{len(claimed)} of {len(known)} authors, and no sign that the list is cut"
        wrong = [number for number, pair in enumerate(pairs) if pair is not Likeness.SAME]
        if all(pairs[number] is not Likeness.OTHER for number in wrong):
            return "; ".join(f"{_shown(claimed[n])} is {_shown(known[n])}" for n in wrong[:3])
        return "another order of authors"
    strangers = [_shown(one) for one in claimed if not any(likeness(one, o) for o in known)]
    missing = [_shown(one) for one in known if not any(likeness(one, o) for o in claimed)]
    parts = []
    if strangers:
        parts.append(f"no author is called {', '.join(strangers[:3])}")
    if missing and not is_cut:
        parts.append(f"{', '.join(missing[:3])} {'is' if len(missing) == 1 else 'are'} missing")
    return "; ".join(parts) or "somebody is named twice"


def _shown(name: Name) -> str:
    if isinstance(name, Organization):
        return name.name
    return " ".join(filter(None, [name.given, name.particle, name.family]))
