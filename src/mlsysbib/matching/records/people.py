"""Authors of raw records: names in either order, alone or as a list in one string."""

from __future__ import annotations

import re

from mlsysbib.matching.authors import SUFFIXES, author_named
from mlsysbib.matching.reference import Author

_FAMILY_FIRST = re.compile(r"([A-Za-z][A-Za-z'-]+), ([A-Za-z])(?:\.|[a-z]+)?(?:[ -][A-Z]\.?)*")
_FAMILY_LAST = re.compile(r"([A-Z])(?:\.|[a-z]+)(?: [A-Z]\.)* ([A-Z][a-z'-]+)")
_SEPARATOR = re.compile(r"\s*;\s*|\s+and\s+|\s*&\s+", re.IGNORECASE)
_NOT_A_NAME = re.compile(
    r"^(?:(?:and )?others|et\.? ?al\.?|anonymous|anon\.?|no authors? listed|n/?a|none|unknown|nil"
    r"|various(?: authors)?|staff|editors?|\W*)$",
    re.IGNORECASE,
)
# Of a crawled page, its headings are taken for people: `Contents, B.`, `Edition, P.`
_NO_FAMILY = frozenset(
    "abstract abstracts anthology appendix author authors bulletin chapter conference contents "
    "database databases edition editorial introduction journal proceedings record symposium "
    "transactions workshop".split()
)
_MOST_INITIALS = 3
_HOMONYM_NUMBER = re.compile(r"\s+\d{4}$")


def parse_authors(text: str) -> list[Author]:
    """Return the authors that a string names, in order: one, or a list of them.

    >>> [(name.family, name.initial) for name in parse_authors("m. kearns, m. li; Valiant, Leslie")]
    [('kearns', 'm'), ('li', 'm'), ('valiant', 'l')]
    """
    # Most names are one of two plain forms.
    if found := _FAMILY_FIRST.fullmatch(text):
        return _people(author_named(found[1], text[found.end(1) + 2 :]))
    if found := _FAMILY_LAST.fullmatch(text):
        return _people(author_named(found[2], text[: found.start(2)]))
    parts = _SEPARATOR.split(text) if ";" in text or " " in text else [text]
    names = (name for part in parts for name in _split_commas(part))
    return [person for name in names for person in _people(_parse_name(name))]


def _people(author: Author | None) -> list[Author]:
    """Return an author as a list of one, or of none for what is nobody's name."""
    if author is None or not author.family or author.family in _NO_FAMILY:
        return []
    return [author]


def _split_commas(text: str) -> list[str]:
    """Split `A. Smith, B. Jones` and `Smith, A., Jones, B.`; leave `Smith, Ann` as it is."""
    if "," not in text:
        return [text]
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and _is_initials(parts[0].split()[0]) and len(parts[0].split()) > 1:
        return parts
    if len(parts) > 1 and all(
        " " in part and _is_initials(part.rpartition(" ")[2]) for part in parts
    ):
        return parts
    if len(parts) <= 3:  # family, suffix, given  # noqa: PLR2004
        return [text]
    if len(parts) % 2 == 0 and all(map(_is_initials, parts[1::2])):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    return parts


def _is_initials(text: str) -> bool:
    letters = text.replace(".", "").replace("-", "").replace(" ", "")
    return 0 < len(letters) <= _MOST_INITIALS and (
        "." in text or len(letters) == 1 or letters.isupper()
    )


def _parse_name(text: str) -> Author | None:
    text = _HOMONYM_NUMBER.sub("", text.strip("{} "))
    if _NOT_A_NAME.match(text):
        return None
    family, comma, given = text.partition(",")
    if comma and family.strip():
        parts = [part for part in given.split(",") if part.strip(". ").lower() not in SUFFIXES]
        return author_named(family, parts[-1] if parts else "")
    words = [
        word for word in text.replace(",", " ").split() if word.lower().strip(".") not in SUFFIXES
    ]
    words = words or text.split()
    # `Kwon W` and `Kwon WS`: initials stand last where the family name comes first.
    last = words[-1]
    if (
        len(words) > 1
        and (last.isupper() or "." in last)
        and _is_initials(last)
        and not _is_initials(words[0])
    ):
        return author_named(" ".join(words[:-1]), last)
    if "." in last and len(words) == 1:
        words = last.replace(".", ". ").split()
    return author_named(words[-1], " ".join(words[:-1]))
