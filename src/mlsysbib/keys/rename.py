"""Give an entry another key: the old one becomes an alias, and whatever names it follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from mlsysbib.keys import KeyChoiceError
from mlsysbib.model.entry import Entry
from mlsysbib.model.key_form import KEY_LENGTH, is_canonical_key
from mlsysbib.model.library import Library
from mlsysbib.text.markdown import parse


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a renaming changes; the caller writes it.

    `entry` goes into a file of its new name and the file of `old` goes; `others` are the entries
    whose relations named the old key; `reading_lists` maps an identifier to its new text.
    """

    old: str
    entry: Entry
    others: tuple[Entry, ...]
    reading_lists: Mapping[str, str]


def rename_key(library: Library, old: str, new: str) -> Renamed:
    """Return what giving an entry a new key changes; raise ChoiceError or KeyChoiceError.

    An alias of the entry itself may become its key.
    """
    entry = library.get_entry(old)
    if entry.key.casefold() != old.casefold():
        raise KeyChoiceError(f"{old!r} is an alias; the key of this paper is {entry.key!r}")
    check_new_key(library, new, entry)
    names = (*entry.aliases, entry.key)
    aliases = tuple(name for name in names if name.casefold() != new.casefold())
    renamed = msgspec.structs.replace(entry, key=new, aliases=aliases)
    others = (follow_key(other, entry.key, new) for other in library.values() if other is not entry)
    lists = {
        name: renamed_text
        for name, text in library.reading_lists.items()
        if (renamed_text := replace_cited_key(text, entry.key, new)) != text
    }
    return Renamed(entry.key, renamed, tuple(filter(None, others)), lists)


def check_new_key(library: Library, new: str, entry: Entry | None = None) -> None:
    """Raise KeyChoiceError unless a paper, `entry` or one that is not there yet, may have a key."""
    if not is_canonical_key(new):
        raise KeyChoiceError(
            f"{new!r} is no key of this library: small letters and digits, hyphens between them, "
            f"a letter first, {KEY_LENGTH} characters at most"
        )
    if entry and new == entry.key:
        raise KeyChoiceError(f"{new!r} is the key of this paper already")
    holder = library.get(new)
    if holder is not None and holder is not entry:
        kind = "key" if holder.key.casefold() == new.casefold() else "alias"
        raise KeyChoiceError(f"{new!r} is the {kind} of another paper: {holder.plain_title}")


def follow_key(entry: Entry, old: str, new: str) -> Entry | None:
    """Return the entry with relations to the new key; None where it names the old one nowhere.

    A relation to each of two entries that become one is kept once.
    """
    followed = (
        msgspec.structs.replace(relation, key=new)
        if relation.key.casefold() == old.casefold()
        else relation
        for relation in entry.relations
    )
    relations = tuple(dict.fromkeys(followed))
    return (
        None
        if relations == entry.relations
        else msgspec.structs.replace(entry, relations=relations)
    )


def replace_cited_key(markdown: str, old: str, new: str) -> str:
    """Replace every citation of a key by one of another: not in code, comments or addresses.

    >>> replace_cited_key("- @a1 and `@a1`, x@a1, @a12, @a1.", "a1", "b2")
    '- @b2 and `@a1`, x@a1, @a12, @b2.'
    """
    if f"@{old}".casefold() not in markdown.casefold().replace("@{", "@"):
        return markdown
    parts, position = [], 0
    for cited in parse(markdown).mentions():
        if cited.key.casefold() == old.casefold():
            parts += [markdown[position : cited.start], new]
            position = cited.end
    return "".join([*parts, markdown[position:]])
