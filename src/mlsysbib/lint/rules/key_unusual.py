r"""A key is usually made of the first author, the year and a word of the title.

Keys that follow the default pattern can be guessed. A key never changes, so this is only said;
see `mlsysbib key explain`.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
"""

from __future__ import annotations

from collections.abc import Sequence

from mlsysbib.keys.errors import NoKeyError
from mlsysbib.keys.propose import propose_key
from mlsysbib.lint.finding import Flaw
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Level
from mlsysbib.text.words import FUNCTION_WORDS, letters_only

LEVEL: Level = "info"


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for a key that does not begin as the proposal does."""
    if _is_usual(entry):
        return ()
    try:
        proposal = propose_key(entry)
    except NoKeyError:
        return ()
    if entry.key.startswith(proposal):
        return ()
    return (Flaw((), f"the default pattern gives {proposal}"),)


def _is_usual(entry: Entry) -> bool:
    """Say whether a key is seen to be the default at a glance; most are."""
    name = next(iter(entry.authors), "")
    family = name.partition(",")[0] if isinstance(name, str) else ""
    if not family[:1].isupper():
        return False
    head = f"{letters_only(family).lower()}{entry.year}"
    if not entry.key.startswith(head):
        return False
    # Most titles begin with the word that the key ends in.
    rest, title = entry.key[len(head) :], entry.title.lower()
    if title.startswith(rest) and title[len(rest) : len(rest) + 1] in {" ", ":"}:
        return rest.isalnum() and rest not in FUNCTION_WORDS
    for word in title.split(None, _MOST_WORDS):
        plain = word.translate(_SIGNS)
        if plain not in FUNCTION_WORDS:
            first = plain.replace("-", "") if word[-1] == ":" else plain.partition("-")[0]
            return first.isalnum() and entry.key.startswith(first, len(head))
    return False


_MOST_WORDS = 6
_SIGNS = str.maketrans("", "", "{}:,.?!'")
