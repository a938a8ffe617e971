"""What may be asked for, and what was chosen."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from mlsysbib.model.selection import Selection
from mlsysbib.problems import Problem


class Choosing(msgspec.Struct, frozen=True):
    """What the user asked for; `order` "" leaves the order to the source or the format."""

    queries: tuple[str, ...] = ()
    list_name: str | None = None
    cited_in: tuple[str, ...] = ()
    keys_from: str | None = None
    order: str = ""


class Chosen(NamedTuple):
    """What was chosen: `problems` tell of each key that was asked for and is not there.

    `cited` maps a key to the names under which a paper cites the entry: aliases, or another case.
    """

    selection: Selection
    problems: list[Problem]
    cited: dict[str, list[str]]
