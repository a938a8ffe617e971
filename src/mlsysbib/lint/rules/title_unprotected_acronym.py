r"""A word with capitals of its own must be kept in braces.

Most styles print titles in small letters: `GPU` becomes `gpu`, `FlashAttention` becomes
`Flashattention`. Braces keep a word as it is. `--fix` sets them.

Good `entries/2022/yu2022orca.toml`:

    title = "Fast {GPU} Kernels for {PyTorch}"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "Fast GPU Kernels for {PyTorch}"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from mlsysbib.lint.finding import Flaw
from mlsysbib.lint.titles import bare_text, find_odd, has_capitals, protect, with_odd_words
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Level

LEVEL: Level = "warning"
glance = with_odd_words

# A capital that is not the first letter, or one with a digit behind it: styles change both. The
# first letter of a title they leave alone.
_INSIDE = (
    r"(?:[a-z0-9²³⁺][A-ZÀ-ÖØ-Þ]|[A-ZÀ-ÖØ-Þ](?:[A-ZÀ-ÖØ-Þ]|/[A-Z]\b|\+\+)"
    r"|(?<=.)(?<![^\W_])[A-Z][0-9²³⁺])"
)
_WORD = re.compile(rf"[^\W_]*{_INSIDE}[^\W_]*")


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw that names the words whose capitals a style would change."""
    # Words that are ordinary but for their first letter need no second look.
    if not any(map(has_capitals, find_odd(entry.title).words)):
        return ()
    bare = bare_text(entry.title)
    if bare.isupper():
        return ()
    words = " and ".join(dict.fromkeys(_WORD.findall(bare)))
    if not words:
        return ()
    hint = "put {...} around what must keep its capitals"
    return (Flaw(("title",), f"styles would change the capitals of {words}", hint),)


def fix(entry: Entry) -> Entry:
    """Return the entry with braces around those words."""
    if not check_entry(entry):
        return entry
    return msgspec.structs.replace(entry, title=protect(entry.title, _WORD))
