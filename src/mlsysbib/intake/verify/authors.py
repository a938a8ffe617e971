"""Compare two lists of authors: what styles abbreviate is equal, what names other people is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

import msgspec
from rapidfuzz.distance import DamerauLevenshtein

from mlsysbib.intake.verify.verdicts import Severity
from mlsysbib.model.names import Name, Organization, split_display_name
from mlsysbib.text.words import fold, fold_latin

_NO_LETTER = re.compile(r"[^\w]+")
# Family names this short differ by one letter and are different ones: Li, Lu.
_SHORT = 4
_INITIALS = 3
_LARGE = 30
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii"})
# What people are called for short, where it is not the beginning of the name.
_CALLED = {
    short: frozenset(names.split())
    for short, names in (
        ("bill", "william"),
        ("bob", "robert"),
        ("dick", "richard"),
        ("jim", "james"),
        ("jack", "john"),
        ("kate", "katherine catherine"),
        ("kathy", "katherine catherine"),
        ("katie", "katherine catherine"),
        ("liz", "elizabeth"),
        ("max", "maxim maksim"),
        ("mike", "michael"),
        ("misha", "mikhail michael"),
        ("nati", "nathan"),
        ("sasha", "alexander aleksandr"),
        ("ted", "edward theodore"),
        ("tony", "anthony"),
    )
}


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

    `parts` are all of it in alphabetical order, `joined` in reading order; `plain` is the family
    without letters that only write out accents, `tails` what a source may take for the family.
    """

    family: str
    given: tuple[str, ...]
    parts: tuple[str, ...]
    joined: str
    plain: str
    tails: frozenset[str]


def _made(family: str, given: tuple[str, ...], words: tuple[str, ...]) -> _Folded:
    tails = frozenset("".join(words[start:]) for start in range(1, len(words)))
    return _Folded(
        family, given, tuple(sorted(words)), "".join(words), _plain(family), tails - {""}
    )


@lru_cache(1 << 16)
def _folded(name: Name) -> _Folded:
    if isinstance(name, Organization):
        words = tuple(_NO_LETTER.sub(" ", fold(name.name)).split())
        return _made("".join(words), (), words)
    # "MA KAILI" is a name in capitals, "MA Kaili" one with initials.
    is_shouted = name.family.isupper()
    given = _parts(name.given if not is_shouted else name.given.title())
    family = _parts(f"{name.particle} {name.family.title() if is_shouted else name.family}")
    return _made("".join(family), given, (*given, *family))


def _parts(text: str) -> tuple[str, ...]:
    # Capitals that stand together are initials: "JR Smith".
    spread = re.sub(
        rf"(?<![^\W\d_])([^\W\d_a-z]{{2,{_INITIALS}}})(?![^\W\d_])",
        lambda found: " ".join(found[1]) if found[1].isupper() else found[1],
        text,
    )
    words = _NO_LETTER.sub(" ", fold_latin(spread.replace("'", "").replace("’", ""))).lower()
    # DBLP tells namesakes apart by a number.
    return tuple(
        word for word in words.split() if not word.isdecimal() and word not in _GENERATIONS
    )


def likeness(one: Name, other: Name) -> Likeness:
    """Say whether two names can be of one person, as sources and styles write them."""
    first, second = _folded(one), _folded(other)
    # Sorted, family and given name may stand in the other order.
    if first.joined == second.joined or first.parts == second.parts:
        return Likeness.SAME
    if _is_one_family(first, second):
        return Likeness.SAME if _agree(first, second) else Likeness.GIVEN
    if _is_slip(first.family, second.family) and _agree(first, second):
        return Likeness.MISSPELT
    return Likeness.OTHER


def _is_one_family(first: _Folded, second: _Folded) -> bool:
    if first.family == second.family or first.plain == second.plain:
        return True
    # "García Molina" and "Molina": what one takes for the family ends the other.
    short, long = (first, second) if len(first.family) <= len(second.family) else (second, first)
    return short.family in long.tails


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
        return _is_called_besides(first.given, second.given)
    # Middle names that both have must agree somewhere: "John A. Doe" is not "John B. Doe".
    rest, others = first.given[1:], second.given[1:]
    return not rest or not others or any(_is_given(a, b) for a in rest for b in others)


def _is_called_besides(first: Sequence[str], second: Sequence[str]) -> bool:
    """Say whether one has a name in front that the other leaves out: Tian Qi, Ricky T. Q."""
    short, long = sorted((first, second), key=len)
    if len(short) == 1 and len(short[0]) > 1:
        # By a middle name alone: Hendrik, Jan Hendrik.
        return short[0] in long[1:]
    return 1 < len(short) < len(long) and all(map(_is_given, short, long[-len(short) :]))


def _joined(first: Sequence[str], second: Sequence[str]) -> bool:
    """Say whether names that one writes in parts stand in one for the other: Tie-Yan, Tieyan."""
    one, other = "".join(first), "".join(second)
    return one.startswith(other) or other.startswith(one)


def _is_given(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) == 1 or _plain(short) == _plain(long):
        return long[0] == short[0]
    # Dan and Daniel, Bill and William.
    return (len(short) >= _INITIALS and long.startswith(short)) or (
        other in _CALLED.get(one, ()) or one in _CALLED.get(other, ())
    )


def _is_slip(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    most = 1 if shorter <= _SHORT else 2
    if shorter < _SHORT or max(len(one), len(other)) - shorter > most:
        return False
    return DamerauLevenshtein.distance(one, other, score_cutoff=most) <= most


def count_same(claimed: Sequence[Name], known: Sequence[Name]) -> int:
    """Count those who stand in both lists, in whatever order; a slip in a name counts too."""
    return count_alike(claimed, known)[0]


def count_alike(claimed: Sequence[Name], known: Sequence[Name]) -> tuple[int, int]:
    """Return how many stand in both lists, and how many of them with names that agree wholly."""
    left = list(known)
    alike = same = 0
    for name in claimed:
        found = [likeness(name, other) for other in left]
        best = max(found, default=Likeness.OTHER)
        if best:
            del left[found.index(best)]
            alike += 1
            same += best is Likeness.SAME
    return alike, same


def compare_authors(
    claimed: Sequence[Name], known: Sequence[Name], *, is_cut: bool, is_known_cut: bool = False
) -> ListDifference | None:
    """Return what is wrong with a list; None where it agrees as far as it goes.

    `is_cut` says that it ends in "et al.", `is_known_cut` that the record does. A team that is
    named alone stands for its members.
    """
    if len(claimed) == 1 < len(known) and _stands_for_all(claimed[0], known):
        return None
    pairs = [likeness(one, other) for one, other in zip(claimed, known, strict=False)]
    is_whole = len(claimed) == len(known) or (is_cut and len(claimed) < len(known))
    if all(pair is Likeness.SAME for pair in pairs) and (is_whole or is_known_cut or not pairs):
        return None
    same = count_same(claimed, known)
    if 2 * same < min(len(claimed), len(known)):
        text = f"{same} of {len(claimed)} names are those of the authors"
        return ListDifference(text, Severity.HALLUCINATED)
    # The lists of large teams change with each version.
    is_large = len(known) > _LARGE and 10 * same >= 9 * len(known)
    severity = Severity.BENIGN if is_large else Severity.ERROR
    return ListDifference(_slip(claimed, known, pairs, same, is_cut=is_cut), severity)


def _stands_for_all(name: Name, known: Sequence[Name]) -> bool:
    if not isinstance(name, Organization):
        return False
    teams = [one for one in known if isinstance(one, Organization)]
    return not teams or any(likeness(name, team) for team in teams)


def split_joined(names: Sequence[Name]) -> tuple[Name, ...]:
    """Return names of which those that are lists with commas are taken apart.

    `{M Sandler, A Howard, Menglong Zhu}` is a slip of whoever wrote it, and no organisation.
    """
    found: list[Name] = []
    for name in names:
        text = name.name if isinstance(name, Organization) else name.family
        parts = [part.strip() for part in text.split(",")]
        is_list = len(parts) > 1 and all(" " in part for part in parts)
        people = parts if isinstance(name, Organization) else [*parts, name.given]
        if is_list:
            found += (split_display_name(part) for part in people if part)
        else:
            found.append(name)
    return tuple(found)


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
    more = _others(claimed, known)
    twice = [one for one in more if any(likeness(one, o) is Likeness.SAME for o in known)]
    strangers = [_shown(one) for one in more if one not in twice]
    missing = [*map(_shown, _others(known, claimed))]
    parts = []
    if strangers:
        parts.append(f"no author is called {', '.join(strangers[:3])}")
    if missing and not is_cut:
        parts.append(f"{', '.join(missing[:3])} {'is' if len(missing) == 1 else 'are'} missing")
    return "; ".join(parts) or "somebody is named twice"


def _others(names: Sequence[Name], known: Sequence[Name]) -> list[Name]:
    """Return those names for which there is none among the known that is not another's already."""
    left = list(known)
    others = []
    # Whoever is named rightly keeps the place before somebody of the same family.
    for name in sorted(names, key=lambda one: -max((likeness(one, o) for o in known), default=0)):
        found = [likeness(name, other) for other in left]
        best = max(found, default=Likeness.OTHER)
        if best:
            del left[found.index(best)]
        else:
            others.append(name)
    return others


def _shown(name: Name) -> str:
    if isinstance(name, Organization):
        return name.name
    return " ".join(filter(None, [name.given, name.particle, name.family]))
