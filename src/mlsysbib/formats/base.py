"""What a format is, and what can be asked of an export."""

from collections.abc import Callable, Mapping
from typing import Literal

import msgspec

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


class Imported(msgspec.Struct, frozen=True):
    """What a text in some format holds: entries, and a problem for each part without a reading.

    An entry's key is the one that the text gives it, whatever its form; its venue stands in
    `container_title` as written. `lines` says where each entry begins, from 1, and `kinds` what
    its text says of its kind that the entry does not: "talk", "web", or "" for nothing; `left_out`
    what its reference says that no entry holds, such as `editor`.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    lines: tuple[int, ...]
    kinds: tuple[str, ...] = ()
    left_out: tuple[tuple[str, ...], ...] = ()


Dump = Callable[[Selection, Library, Options], str]
Load = Callable[[str], Imported]
