"""References in the formats that people copy; those of a selection are loaded in shards.

A shard is found by the key alone, so that a new paper changes one of them and no other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from hashlib import blake2b
from zlib import crc32

import msgspec

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options
from mlsysbib.formats.targets import get_target
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.selection import flat

# What a paper's page offers; the start page has the first two.
COPIED = ("bibtex", "csl-json", "ris")
SHARDED = COPIED[:2]
_PER_SHARD = 64


class Shard(msgspec.Struct, frozen=True):
    """The references of some papers, in a file of their own."""

    number: int
    entries: tuple[Entry, ...]
    digest: str

    @property
    def path(self) -> str:
        """The file's path, which changes with what is in it."""
        return f"references/{self.number}-{self.digest}.js"


class References:
    """Writes the references of one entry at a time, as `mlsysbib export KEY` does."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._dumps = {name: FORMATS[name].dump for name in COPIED}
        self._options = {
            name: Options(target=get_target(FORMATS[name].targets[0])) for name in COPIED
        }
        # A paper's page and its shard show the same.
        self._known: dict[tuple[str, str], str] = {}

    def dump(self, entry: Entry, name: str) -> str:
        """Return an entry in a format."""
        known = (entry.key, name)
        if known not in self._known:
            dump = self._dumps[name]
            self._known[known] = dump(flat((entry,)), self._library, self._options[name])
        return self._known[known]

    def dump_all(self, entries: Iterable[Entry], name: str) -> str:
        """Return several entries in a format, as one file."""
        texts = [self.dump(entry, name) for entry in entries]
        if name != "csl-json":
            return "\n".join(texts)
        # Each text is an array of one item.
        items = ",\n".join(f"  {text.strip()[1:-1].strip()}" for text in texts)
        return f"[\n{items}\n]\n"

    def shard(self, shard: Shard) -> list[tuple[str, ...]]:
        """Return the key of each paper in a shard, and the paper in each format."""
        return [
            (entry.key, *(self.dump(entry, name) for name in SHARDED)) for entry in shard.entries
        ]


def shards_of(entries: Iterable[Entry], digest: Callable[[Entry], bytes]) -> tuple[Shard, ...]:
    """Return the shards of all papers; `digest` says what an entry's references are made of."""
    ordered = sorted(entries, key=lambda entry: entry.key)
    count = 1
    while count * _PER_SHARD < len(ordered):
        count *= 2
    members: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in ordered:
        members[crc32(entry.key.encode()) % count].append(entry)
    return tuple(_shard(number, tuple(members[number]), digest) for number in range(count))


def _shard(number: int, entries: tuple[Entry, ...], digest: Callable[[Entry], bytes]) -> Shard:
    total = blake2b(digest_size=5)
    for entry in entries:
        total.update(digest(entry))
    return Shard(number, entries, total.hexdigest())
