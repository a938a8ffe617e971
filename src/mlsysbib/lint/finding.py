"""What a rule finds: a place by its fields; the line is looked up when it is reported."""

from __future__ import annotations

import msgspec


class Flaw(msgspec.Struct, frozen=True):
    """A fault at a field of an entry, such as `("authors", 2)`."""

    field: tuple[str | int, ...]
    text: str
    hint: str = ""


class Finding(msgspec.Struct, frozen=True):
    """A fault at a field of a file, such as `("match", 2)` in `venues/osdi.toml`."""

    path: str
    field: tuple[str | int, ...]
    text: str
    hint: str = ""
