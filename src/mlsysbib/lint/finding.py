"""What a rule finds: a place by its fields; the line is looked up when it is reported."""

from __future__ import annotations

import msgspec

from mlsysbib.problems import Level


class Finding(msgspec.Struct, frozen=True):
    """A fault at a field of a file, such as `("match", 2)` in `venues/osdi.toml`."""

    path: str
    field: tuple[str | int, ...]
    text: str
    hint: str = ""
    level: Level = "error"
