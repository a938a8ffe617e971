"""Rules for the words of titles and their capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from mlsysbib.lint.titles import bare_text, find_unusual, has_capitals, miscased, vocabulary
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Finding
from mlsysbib.text.casing import CAPITALS, protect


def find_acronyms(entry: Entry) -> Sequence[Finding]:
    """Return a finding that names the words whose capitals a style would change."""
    # Words that are ordinary but for their first letter need no second look.
    if not any(map(has_capitals, find_unusual(entry.title).words)):
        return ()
    bare = bare_text(entry.title)
    if bare.isupper():
        return ()
    words = " and ".join(dict.fromkeys(CAPITALS.findall(bare)))
    if not words:
        return ()
    text = f"styles would change the capitals of {words}"
    hint = "put {...} around what must keep its capitals"
    return (Finding("title-unprotected-acronym", ("title",), text, hint),)


def protect_acronyms(entry: Entry) -> Entry:
    """Return the entry with braces around those words."""
    if not find_acronyms(entry):
        return entry
    return msgspec.structs.replace(entry, title=protect(entry.title, CAPITALS))


@cache
def _names() -> re.Pattern[str]:
    names = "|".join(sorted(vocabulary().capitalised))
    return re.compile(rf"(?<!\A)(?<!: )\b(?:{names})\b")


def find_names(entry: Entry) -> Sequence[Finding]:
    """Return a finding that names the names whose capital a style would lower."""
    if vocabulary().capitalised.isdisjoint(find_unusual(entry.title).words):
        return ()
    found = dict.fromkeys(_names().findall(bare_text(entry.title)))
    if not found:
        return ()
    text = f"styles would lower the capital of {' and '.join(found)}"
    return (Finding("title-unprotected-name", ("title",), text, "put {...} around it"),)


def protect_names(entry: Entry) -> Entry:
    """Return the entry with braces around those names."""
    if not find_names(entry):
        return entry
    return msgspec.structs.replace(entry, title=protect(entry.title, _names()))


def find_miscased(entry: Entry) -> Sequence[Finding]:
    """Return each word that is a known name in the wrong capitals."""
    wrong = miscased()
    unusual = find_unusual(entry.title)
    found = sorted(wrong.keys() & unusual.words) + [run for run in unusual.runs if run in wrong]
    if not found or entry.title.isupper():
        return ()
    return [
        Finding("title-miscased", ("title",), f"{word!r} is written {wrong[word]!r}")
        for word in found
    ]


_SPACED = re.compile(r"[\s–—-]+")
_LONGEST = 4


def find_overprotected(entry: Entry) -> Sequence[Finding]:
    """Return a finding that names the runs which need no braces."""
    runs = [run for run in find_unusual(entry.title).runs if _is_ordinary(run, entry)]
    if not runs:
        return ()
    text = f"braces around ordinary words: {' and '.join(f'{{{run}}}' for run in runs)}"
    hint = "keep the braces of names and acronyms alone"
    return (Finding("title-overprotected", ("title",), text, hint),)


def _is_ordinary(run: str, entry: Entry) -> bool:
    if " " not in run and run.lower() not in vocabulary().ordinary:
        return False
    words = _SPACED.split(run)
    is_name = run == entry.system or entry.title.startswith(f"{{{run}}}:")
    ordinary = [word for word in words if word.lower() in vocabulary().ordinary]
    return not is_name and (len(ordinary) == len(words) or len(words) > _LONGEST)


# Fewer capitals may be an acronym and a number.
_LETTERS = 12


def find_shouted(entry: Entry) -> Sequence[Finding]:
    """Return a finding if all that is not protected is capitals."""
    # The second letter of nearly every title is a small one.
    if entry.title[1:2].islower():
        return ()
    bare = bare_text(entry.title)
    if not bare.isupper() or sum(map(str.isalpha, bare)) < _LETTERS:
        return ()
    text = "the title is in capitals"
    return (Finding("title-shouted", ("title",), text, "write it in headline case"),)
