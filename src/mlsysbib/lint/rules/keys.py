"""The rule for keys that are not as the default pattern makes them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mlsysbib.keys import NoKeyError
from mlsysbib.keys.propose import propose_key
from mlsysbib.model.entry import Entry
from mlsysbib.model.names import StoredName
from mlsysbib.problems import Finding
from mlsysbib.text.words import FUNCTION_WORDS, letters_only


def with_unusual_keys(entries: Sequence[Entry]) -> list[Entry]:
    """Return those whose key is not seen at once to be the default; most are."""
    return [entry for entry in entries if not _is_usual(entry)]


def find_unusual(entry: Entry) -> Sequence[Finding]:
    """Return a finding for a key that does not begin as the proposal does."""
    try:
        proposal = propose_key(entry)
    except NoKeyError:
        return ()
    if entry.key.startswith(proposal):
        return ()
    return (Finding("key-unusual", (), f"the default pattern gives {proposal}"),)


def _is_usual(entry: Entry) -> bool:
    authors = entry.authors
    head = f"{_family(authors[0])}{entry.year}" if authors and entry.year else ""
    if not (head and entry.key.startswith(head)):
        return False
    # Most titles begin with the word that the key ends in.
    rest, title = entry.key[len(head) :], entry.title.lower()
    if "{" in title:
        title = title.replace("{", "").replace("}", "")
    if title.startswith((rest + " ", rest + ":")):
        return rest.isalnum() and rest not in FUNCTION_WORDS
    for word in title.split(None, _MOST_WORDS):
        plain = word.translate(_SIGNS)
        if plain not in FUNCTION_WORDS:
            first = plain.replace("-", "") if word[-1] == ":" else plain.partition("-")[0]
            return first.isalnum() and entry.key.startswith(first, len(head))
    return False


@lru_cache(maxsize=1 << 14)
def _family(name: StoredName) -> str:
    """Return the family name as keys have it; nothing where that is to be looked at closely."""
    family = name.partition(",")[0] if isinstance(name, str) else ""
    return letters_only(family).lower() if family[:1].isupper() else ""


_MOST_WORDS = 6
_SIGNS = str.maketrans("", "", ":,.?!'")
