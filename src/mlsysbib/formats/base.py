"""What a format is, and what can be asked of an export."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import msgspec

from mlsysbib.formats.kinds import SaidKind
from mlsysbib.formats.reference import Reference
from mlsysbib.formats.targets import Encoding, EprintPolicy, Target
from mlsysbib.model.entry import Entry
from mlsysbib.model.item import VersionChoice
from mlsysbib.model.library import Library
from mlsysbib.model.selection import Selection, Style
from mlsysbib.model.venues import NameLength
from mlsysbib.problems import Problem

LinkPolicy = Literal["doi", "url", "both", "none"]
StringPolicy = Literal["inline", "macros"]
RepeatPolicy = Literal["full", "see-also"]
TitleCase = Literal["sentence", "as-is"]


class AuthorLimit(msgspec.Struct, frozen=True):
    """With more than `most` authors, write the first `kept` and "and others"."""

    most: int
    kept: int


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What to write and how; a format takes from it what it understands.

    `keys` maps citation keys to those to write instead; None leaves a choice to the target.
    `bib_address` leads from a page to its `.bib`, where that is written beside it.
    """

    target: Target
    version: VersionChoice = "published"
    venue: NameLength = "full"
    eprint: EprintPolicy | None = None
    links: LinkPolicy = "doi"
    strings: StringPolicy = "inline"
    encoding: Encoding | None = None
    author_limit: AuthorLimit | None = None
    emit_aliases: bool = False
    keys: Mapping[str, str] = {}
    title_case: TitleCase = "sentence"
    style: Style | None = None
    repeats: RepeatPolicy = "full"
    contents: bool | None = None
    bib_address: str = ""


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """One reference of a text: its entry, None where it cannot be parsed, and what is said of it.

    The entry's key is the one that the text gives it, whatever its form; its venue stands in
    `container_title` as written. `line` is where the reference begins, from 1, or 0 where it stands
    in no text. `kind` is what it says of its kind that the entry does not: "talk", "web", or "" for
    nothing; `left_out` names what it says that no entry holds. `said` is the reference itself, as
    far as it could be parsed, before anything was made of it.
    """

    entry: Entry | None
    line: int = 0
    kind: SaidKind = ""
    left_out: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    said: Reference | None = None


def entries_of(reads: Iterable[Read]) -> tuple[Entry, ...]:
    """Return the entries of the references that could be parsed."""
    return tuple(read.entry for read in reads if read.entry is not None)


def problems_of(reads: Iterable[Read]) -> tuple[Problem, ...]:
    """Return the problems of all references, in the order of their lines."""
    return tuple(sorted(problem for read in reads for problem in read.problems))


Dump = Callable[[Selection, Library, Options], str]
Load = Callable[[str], tuple[Read, ...]]
