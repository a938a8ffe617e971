"""Markers of authors, in the meaning that JabRef's manual gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mlsysbib.keys.subject import Subject, family_in_key
from mlsysbib.model.names import Name, Organization, Person
from mlsysbib.text.words import letters_only

# The label of the BibTeX style `alpha` names four authors, or three and a plus.
_MOST_IN_ALPHA = 4
_LETTERS_OF_ONE = 3
# JabRef's authorIni takes so many letters of the first author, authshort so many authors.
_LETTERS_OF_FIRST = 5
_MOST_IN_SHORT = 3


def first(subject: Subject) -> str:
    """Return the family name of the first author."""
    return letters_of(subject, None, 1)


def last(subject: Subject) -> str:
    """Return the family name of the last author."""
    return next(iter(subject.families[-1:]), "")


def letters_of(subject: Subject, letters: int | None, author: int) -> str:
    """Return the first letters of an author's family name, or all; authors count from 1."""
    names = subject.entry.names[author - 1 : author] if author else ()
    return family_in_key(names[0])[:letters] if names else ""


def first_with_particle(subject: Subject) -> str:
    """Return particle and family name of the first author."""
    return letters_only(_full_family(subject.entry.names[0])) if subject.entry.authors else ""


def initial(subject: Subject, author: int) -> str:
    """Return the first letter of an author's given name."""
    names = subject.entry.names
    name = names[author] if names else None
    return letters_only(name.given)[:1] if isinstance(name, Person) else ""


def all_of(subject: Subject, most: int | None = None) -> str:
    """Return the family names of all authors, or of so many and `EtAl`."""
    families = subject.families
    is_cut = most is not None and len(families) > most
    return "".join(families[:most]) + ("EtAl" if is_cut else "")


def and_others(subject: Subject, separator: str, others: str) -> str:
    """Return one or two family names, or the first and a sign that there are others."""
    families = subject.families
    if len(families) <= 2:  # noqa: PLR2004
        return separator.join(families)
    return families[0] + others


def two_and_others(subject: Subject) -> str:
    """Return the first two family names, and `.ea` where there are more."""
    families = subject.families
    return ".".join(families[:2]) + (".ea" if len(families) > 2 else "")  # noqa: PLR2004


def alpha(subject: Subject) -> str:
    """Return the label of the BibTeX style `alpha`; particles count there."""
    names = subject.entry.names
    if len(names) == 1:
        *particles, family = _full_family(names[0]).split() or [""]
        initials = "".join(letters_only(part)[:1] for part in particles)
        return initials + letters_only(family)[:_LETTERS_OF_ONE]
    is_cut = len(names) > _MOST_IN_ALPHA
    shown = names[: _MOST_IN_ALPHA - 1] if is_cut else names
    parts = (part for name in shown for part in _full_family(name).split())
    return "".join(letters_only(part)[:1] for part in parts) + ("+" if is_cut else "")


def first_and_initials(subject: Subject) -> str:
    """Return five letters of the first author's family name and one of each other's."""
    families = subject.families
    return "".join([*(f[:_LETTERS_OF_FIRST] for f in families[:1]), *(f[:1] for f in families[1:])])


def short(subject: Subject) -> str:
    """Return the only author's family name, or the initials of three authors and a plus."""
    families = subject.families
    if len(families) <= 1:
        return "".join(families)
    initials = "".join(family[:1] for family in families[:_MOST_IN_SHORT])
    return initials + ("+" if len(families) > _MOST_IN_SHORT else "")


def shared_letters(subject: Subject, letters: int) -> str:
    """Return the beginnings of all family names, so many letters in all."""
    families = subject.families
    each, left = divmod(letters, len(families) or 1)
    return "".join(family[: each + (index < left)] for index, family in enumerate(families))


def _full_family(name: Name) -> str:
    if isinstance(name, Organization):
        return family_in_key(name)
    return f"{name.particle} {name.family}".strip()


MARKERS: Mapping[str, Callable[[Subject], str]] = {
    "auth": first,
    "authors": all_of,
    "authorLast": last,
    "authEtAl": lambda subject: and_others(subject, "", "EtAl"),
    "auth.etal": lambda subject: and_others(subject, ".", ".etal"),
    "auth.auth.ea": two_and_others,
    "authorsAlpha": alpha,
    "authFirstFull": first_with_particle,
    "authForeIni": lambda subject: initial(subject, 0),
    "authorLastForeIni": lambda subject: initial(subject, -1),
    "authorIni": first_and_initials,
    "authshort": short,
}
# N and M stand for the numbers in the marker: auth3, auth3_2.
NUMBERED: Mapping[str, Callable[..., str]] = {
    "authN": lambda subject, letters: letters_of(subject, letters, 1),
    "authN_M": letters_of,
    "authorsN": all_of,
    "authIniN": shared_letters,
}
