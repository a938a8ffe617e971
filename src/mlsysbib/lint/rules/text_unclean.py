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
from mlsysbib.lint.names import NamesCheck, author_lines
from mlsysbib.model.entry import Entry
from mlsysbib.model.names import StoredName
from mlsysbib.problems import Level

LEVEL: Level = "warning"

_DEBRIS = re.compile(r"\s\s|^\s|[^ \S]|&#?\w+;|--|``|\'\'|\\[A-Za-z]|<\w|\s$|(?<!\.)\.$")
# Formulas are LaTeX, and a literal mark has its backslash.
_MATH = re.compile(r"\\[\\{}$]|\$(?:[^$\\]|\\.)*\$")
_PLAIN = (ascii_letters + digits + " {}.,:;?!()[]/+*'@#%=$\"-\n").encode()


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for the title and for each name that is not clean."""
    title = entry.title
    # Most texts are ASCII and end in a letter.
    if (
        title[-1:] not in ". "
        and title[:1] != " "
        and _is_clean(title)
        and _are_clean(entry.authors)
    ):
        return ()
    words = _MATH.sub("", title)
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


def _is_clean(text: str) -> bool:
    return (
        text.isascii()
        and "  " not in text
        and "--" not in text
        and "''" not in text
        and not text.encode().translate(None, _PLAIN)
    )


def _is_unclean(name: StoredName) -> bool:
    return isinstance(name, str) and (squeeze(name) != name or _debris(name + "x") != "")


# All together first: most are ASCII, and need no look one by one.
_are_clean = NamesCheck(
    lambda names: _is_clean(author_lines(names)) or not any(map(_is_unclean, names))
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
