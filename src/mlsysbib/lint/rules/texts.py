"""The rule for titles and names that are not plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_letters, digits

import msgspec

from mlsysbib.formats.cleaning import squeeze
from mlsysbib.lint.rules.names import NamesCheck, sift, written
from mlsysbib.model.entry import Entry
from mlsysbib.model.names import StoredName
from mlsysbib.problems import Finding

_DEBRIS = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f]|\s\s|^\s|[^ \S]|&#?\w+;|--|``|\'\'|\\[A-Za-z]|<\w|\s$|(?<!\.)\.$"
)
# Formulas are LaTeX, and a literal mark has its backslash.
_MATH = re.compile(r"\\[\\{}$]|\$(?:[^$\\]|\\.)*\$")
_PLAIN = (ascii_letters + digits + " {}.,:;?!()[]/+*'@#%=$\"-\n").encode()


def with_unclean_text(entries: Sequence[Entry]) -> list[Entry]:
    """Return those of which the title or a name may be unclean."""
    return sift(entries, lambda part: _have_clean_titles(part) and _have_clean_names(part))


def find_unclean(entry: Entry) -> Sequence[Finding]:
    """Return a finding for the title and for each name that is not clean."""
    title = entry.title
    # A formula is one word.
    words = _MATH.sub("x", title)
    found = [] if _cleaned(title) == title and not _debris(words) else [_finding(("title",), words)]
    return found + [
        _finding(("authors", index), str(name))
        for index, name in enumerate(entry.authors)
        if _is_unclean(name)
    ]


def clean(entry: Entry) -> Entry:
    """Return the entry with blanks, composition, entities and the full stop set right."""
    if not find_unclean(entry):
        return entry
    return msgspec.structs.replace(
        entry,
        title=_cleaned(entry.title) or entry.title,
        authors=tuple(_cleaned_name(name) for name in entry.authors),
    )


def _have_clean_titles(entries: Sequence[Entry]) -> bool:
    # A full stop at the end belongs to a name alone.
    return _are_clean([entry.title for entry in entries], (*_DIRT, ".\n"))


def _are_clean(texts: Sequence[str], dirt: Sequence[str]) -> bool:
    """Say whether all texts are seen to be clean, as most are: ASCII without any such sign."""
    lines = "\n".join(["", *texts, ""])
    return (
        lines.isascii()
        and lines.count("\n") == len(texts) + 1
        and not any(sign in lines for sign in dirt)
        and not lines.encode().translate(None, _PLAIN)
    )


_DIRT = ("  ", "\n ", " \n", "--", "''")


def _is_unclean(name: StoredName) -> bool:
    return isinstance(name, str) and (squeeze(name) != name or _debris(name + "x") != "")


_have_clean_names = NamesCheck(
    lambda names: _are_clean(written(names), _DIRT) or not any(map(_is_unclean, names))
)


def _debris(text: str) -> str:
    found = _DEBRIS.search(text)
    return found[0] if found else ""


def _finding(where: tuple[str | int, ...], text: str) -> Finding:
    sign = _debris(text).strip()
    what = f"{sign!r} stands in {text!r}" if sign else f"{text!r} has blanks or forms to clean"
    return Finding(
        "text-unclean", where, what, "write plain Unicode; `check --clean` does what is certain"
    )


def _cleaned(title: str) -> str:
    title = squeeze(title)
    return title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") else title


def _cleaned_name(name: StoredName) -> StoredName:
    return (squeeze(name) or name) if isinstance(name, str) else name
