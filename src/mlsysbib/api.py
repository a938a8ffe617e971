"""The library for other programs: open it, query it, write it, tidy a text, find duplicates.

`import mlsysbib` costs next to nothing: all this is loaded when it is asked for, and the engine
that compares references, which needs numpy, when something is compared.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from mlsysbib.formats import FORMATS, Format
from mlsysbib.formats.base import Options, Read
from mlsysbib.formats.targets import get_target
from mlsysbib.model.entry import Entry
from mlsysbib.model.item import VersionChoice
from mlsysbib.model.library import Library
from mlsysbib.model.selection import flat
from mlsysbib.model.venues import NameLength
from mlsysbib.problems import ChoiceError
from mlsysbib.selecting.query.selecting import select
from mlsysbib.selecting.reading_lists.resolve import memberships
from mlsysbib.store.reader import read_contents
from mlsysbib.store.snapshot import load_shipped

if TYPE_CHECKING:
    from mlsysbib.intake.tidying import Tidied
    from mlsysbib.matching import Decisions, Reference

FormatName = Literal["bibtex", "biblatex", "csl-json", "ris", "markdown", "html"]


class Papers(Library):
    """A library with all that can be done with it; a mapping from keys to entries.

    A key is looked up in any case, and under the aliases that it once had; KeyError without one.
    """

    def __repr__(self) -> str:
        """Return what it is and how much it holds."""
        root = self.contents.root or "shipped"
        return f"<{type(self).__name__} {root}: {len(self)} entries, {len(self.venues)} venues>"

    def query(self, *queries: str, order: str = "key") -> tuple[Entry, ...]:
        """Return the entries that all queries hold for, in order: `key`, `year`, `-year`, ...

        Raises QueryError for a query that cannot be parsed, and ChoiceError, which names what is
        near, for a field, value or order that there is not.
        """
        return select(self, queries, memberships=lambda: memberships(self), order=order)

    def export(
        self,
        entries: Iterable[Entry] | None = None,
        form: FormatName = "bibtex",
        *,
        target: str = "",
        version: VersionChoice = "published",
        venue: NameLength = "full",
    ) -> str:
        """Return entries, or all, as text in a format, for a target such as `acm`.

        The text is what `mlsysbib export` writes. Raises ChoiceError for a format or a target that
        there is not.
        """
        writing = _format(form)
        options = Options(target=writing.target(target), version=version, venue=venue)
        chosen = self.values() if entries is None else entries
        return writing.dump(flat(chosen), self, options)

    def tidy(self, text: str, *, target: str = "natbib", keep_preprints: bool = False) -> Tidied:
        """Return a `.bib` text with the library's data under its own keys, and what was done.

        `fates` say of each reference whether it was matched, upgraded, cleaned or untouched;
        `problems` what a person should see. A text is never refused. Raises ChoiceError for a
        target that there is not.
        """
        from mlsysbib.intake.tidying import tidy  # noqa: PLC0415  # numpy

        return tidy(text, self, Options(target=get_target(target)), keep_preprints=keep_preprints)

    def find_duplicates(self) -> tuple[Duplicate, ...]:
        """Return the pairs of entries that are, or may be, one work."""
        from mlsysbib.matching.entries import decisions_of_entries, references_of_entry  # noqa: PLC0415  # numpy

        entries = self.contents.entries
        found = [r for entry in entries for r in references_of_entry(entry, self.venues)]
        return _duplicates(found, decisions_of_entries(entries))


class Duplicate(msgspec.Struct, frozen=True):
    """Two references that are one, or versions of one work, and why.

    `verdict` is `same` or `version-of`, or one of these with `possible-` before it; `score` is
    how likely that is right, from 0 to 1.
    """

    first: str
    second: str
    verdict: str
    score: float
    evidence: tuple[str, ...]


def open_library(path: str | os.PathLike[str] | None = None) -> Papers:
    """Open the library in a folder, or the one that is shipped.

    Raises LoadError, whose `problems` have files and lines, if anything in it is wrong.
    """
    shipped = load_shipped()
    if path is None:
        return Papers(shipped)
    venues = [*shipped.venues, *(name for v in shipped.venues.values() for name in v.aliases)]
    contents = read_contents(os.path.abspath(path), lambda: venues)
    inherits = contents.config.inherit_venues
    return Papers(contents, shipped.venues | contents.venues if inherits else contents.venues)


def load(text: str, form: FormatName = "bibtex") -> tuple[Read, ...]:
    """Return the references of a text: each with its entry, its line and its problems.

    What cannot be parsed costs itself alone: its `entry` is None. Raises ChoiceError for a format
    that cannot be read.
    """
    reader = _format(form).load
    if reader is None:
        raise ChoiceError("format to read", form, (), "bibtex, biblatex, csl-json and ris are read")
    return reader(text)


def find_duplicates(text: str, form: FormatName = "bibtex") -> tuple[Duplicate, ...]:
    """Return the pairs of references in a text that are, or may be, one work, named by their keys.

    Raises ChoiceError for a format that cannot be read.
    """
    from mlsysbib.matching.entries import references_of_entry  # noqa: PLC0415  # numpy

    venues = load_shipped().venues
    # A key may stand in a text twice; the line makes the name of a reference its own.
    references = [
        msgspec.structs.replace(
            references_of_entry(read.entry, venues, read.kind)[0],
            id=f"{read.line}:{read.entry.key}",
            work="",
        )
        for read in load(text, form)
        if read.entry
    ]
    return tuple(
        msgspec.structs.replace(
            found, first=found.first.partition(":")[2], second=found.second.partition(":")[2]
        )
        for found in _duplicates(references, {})
    )


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise ChoiceError("format", name, FORMATS)
    return FORMATS[name]


def _duplicates(references: Sequence[Reference], decisions: Decisions) -> tuple[Duplicate, ...]:
    from mlsysbib.matching import find_duplicates as find  # noqa: PLC0415  # numpy

    return tuple(
        Duplicate(
            match.a.id,
            match.b.id,
            match.verdict.value,
            match.confidence,
            tuple(map(str, match.evidence)),
        )
        for match in find(references, decisions).matches
    )
