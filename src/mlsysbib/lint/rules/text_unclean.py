r"""Titles and names must be clean text.

Texts are Unicode in composed form (NFC) on one line, without doubled blanks, entities of HTML,
LaTeX commands, TeX's dashes and quotes, or a full stop at the end of the title. `--fix` does what
is certain: blanks, composition, entities, the full stop.

Good `entries/2022/yu2022orca.toml`:

    title = "Training and Serving"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "Training &amp; Serving  in Production."
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_letters, digits

import msgspec

from mlsysbib.formats.cleaning import squeeze
from mlsysbib.lint.finding import Flaw
from mlsysbib.lint.names import NamesCheck, written
from mlsysbib.lint.sifting import sift
from mlsysbib.model.entry import Entry
from mlsysbib.model.names import StoredName
from mlsysbib.problems import Level

LEVEL: Level = "warning"

_DEBRIS = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f]|\s\s|^\s|[^ \S]|&#?\w+;|--|``|\'\'|\\[A-Za-z]|<\w|\s$|(?<!\.)\.$"
)
# Formulas are LaTeX, and a literal mark has its backslash.
_MATH = re.compile(r"\\[\\{}$]|\$(?:[^$\\]|\\.)*\$")
_PLAIN = (ascii_letters + digits + " {}.,:;?!()[]/+*'@#%=$\"-\n").encode()


def glance(entries: Sequence[Entry]) -> list[Entry]:
    """Return those of which the title or a name may be unclean."""
    return sift(entries, lambda part: _have_clean_titles(part) and _have_clean_names(part))


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for the title and for each name that is not clean."""
    title = entry.title
    # A formula is one word.
    words = _MATH.sub("x", title)
    flaws = [] if _cleaned(title) == title and not _debris(words) else [_flaw(("title",), words)]
    return flaws + [
        _flaw(("authors", index), str(name))
        for index, name in enumerate(entry.authors)
        if _is_unclean(name)
    ]


def fix(entry: Entry) -> Entry:
    """Return the entry with blanks, composition, entities and the full stop set right."""
    if not check_entry(entry):
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


def _flaw(where: tuple[str | int, ...], text: str) -> Flaw:
    sign = _debris(text).strip()
    what = f"{sign!r} stands in {text!r}" if sign else f"{text!r} has blanks or forms to clean"
    return Flaw(where, what, "write plain Unicode; `check --fix` does what is certain")


def _cleaned(title: str) -> str:
    title = squeeze(title)
    return title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") else title


def _cleaned_name(name: StoredName) -> StoredName:
    return (squeeze(name) or name) if isinstance(name, str) else name
