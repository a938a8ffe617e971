"""Other keys for an export, and lists of old and new keys: as a table, or as a sed script."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from mlsysbib.keys import KeyChoiceError
from mlsysbib.keys.pattern import Pattern, clean_key
from mlsysbib.keys.propose import content_order
from mlsysbib.keys.subject import Subject
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.problems import LoadError, Problem
from mlsysbib.text.letters import letter_suffixes

KeyMap = Mapping[str, str]

_PAIR = re.compile(r"(?P<old>\S+?)\s*(?:\t|->)\s*(?P<new>\S+)")


def parse_key_map(text: str, path: str = "key map") -> dict[str, str]:
    """Read `old<TAB>new` or `old -> new`, a pair a line; raise LoadError with every problem.

    Empty lines and lines that start with # say nothing.

    >>> parse_key_map("kwon2023efficient -> vllm")
    {'kwon2023efficient': 'vllm'}
    """
    pairs: dict[str, str] = {}
    lines_of: dict[tuple[str, str], int] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        found = _PAIR.fullmatch(stripped)
        if found is None:
            hint = "a line is old<TAB>new or old -> new"
            problems.append(Problem(path, number, "key-map-form", "this is no pair of keys", hint))
            continue
        problems += _check_pair(found, lines_of, path, number)
        pairs[found["old"]] = found["new"]
    if problems:
        raise LoadError(problems)
    return pairs


def _check_pair(
    found: re.Match[str], lines_of: dict[tuple[str, str], int], path: str, number: int
) -> Iterator[Problem]:
    if clean_key(found["new"]) != found["new"]:
        text = f"{found['new']!r} cannot be a key"
        hint = "letters, digits and _ : . / + - may stand in a key"
        yield Problem(path, number, "key-form", text, hint)
    for side in ("old", "new"):
        # BibTeX ignores the case of keys.
        line = lines_of.setdefault((side, found[side].casefold()), number)
        if line != number:
            text = f"the {side} key {found[side]!r} stands on line {line} already"
            yield Problem(path, number, "key-map-duplicate", text)


def format_tsv(pairs: KeyMap) -> str:
    """Write old and new keys as a table of two columns."""
    return "".join(f"{old}\t{new}\n" for old, new in sorted(pairs.items()))


# Before a key stands nothing that could be the end of another name, of a label or of a path; after
# it, punctuation only if that is not inside of a longer key.
_OUTSIDE = r"[^A-Za-z0-9_:.\/+-]"
_BEFORE = rf"(^|{_OUTSIDE})"
_AFTER = rf"([:.\/+]*({_OUTSIDE}|$))"


def format_sed(pairs: KeyMap) -> str:
    """Write a script for `sed -E -f` that replaces whole keys, and each only once.

    A new key that is also an old one goes through a place-holder: a -> b, b -> a works.
    """
    changed = {old: new for old, new in sorted(pairs.items()) if old != new}
    waiting = {new: f"KEY-MAP-{n}" for n, new in enumerate(changed.values()) if new in changed}
    lines = [_substitute(old, waiting.get(new, new)) for old, new in changed.items()]
    lines += [_substitute(holder, new) for new, holder in waiting.items()]
    return "".join(f"{line}\n{line}\n" for line in lines)  # twice: neighbours share a separator


def _substitute(old: str, new: str) -> str:
    searched = re.sub(r"([][\\.*^$/+?(){}|])", r"\\\1", old)
    written = re.sub(r"([\\/&])", r"\\\1", new)
    return rf"s/{_BEFORE}{searched}{_AFTER}/\1{written}\2/g"


def map_keys(entries: Iterable[Entry], pairs: KeyMap, library: Library) -> dict[str, str]:
    """Return canonical key -> key in the export; entries that the map leaves out keep theirs.

    An old key may be an alias. Raises ChoiceError for an old key that the library does not know,
    and KeyChoiceError where two entries would get the same key.
    """
    wanted: dict[str, str] = {}
    for old, new in pairs.items():
        key = library.get_entry(old).key
        if wanted.setdefault(key, new) != new:
            raise KeyChoiceError(f"{key} would be both {wanted[key]!r} and {new!r}")
    chosen = {entry.key: wanted.get(entry.key, entry.key) for entry in entries}
    claims: defaultdict[str, list[str]] = defaultdict(list)
    for key, new in chosen.items():
        claims[new.casefold()].append(key)
    for keys in claims.values():
        if len(keys) > 1:
            raise KeyChoiceError(f"{' and '.join(keys)} would both be {chosen[keys[0]]!r}")
    return chosen


def make_keys(entries: Iterable[Entry], pattern: Pattern, library: Library) -> dict[str, str]:
    """Return canonical key -> key by a pattern, with a letter where papers would share one.

    The letters are given over the whole library, so that every selection gets the same keys;
    raises NoKeyError only for an entry that is asked for.
    """
    everything = tuple(library.values())
    chosen = {entry.key for entry in entries}
    names: set[str] = set()
    keys: dict[str, str] = {}
    for index in content_order(everything):
        entry = everything[index]
        parts = Subject(entry, library.venues)
        key = pattern.make_key(parts) if entry.key in chosen else pattern.find_key(parts)
        if key:
            keys[entry.key] = next(k for k in _with_letters(key) if k.casefold() not in names)
            names.add(keys[entry.key].casefold())
    return {key: keys[key] for key in keys if key in chosen}


def _with_letters(key: str) -> Iterator[str]:
    yield key
    yield from (key + letters for letters in letter_suffixes())
