"""Compile the library into the package when a wheel is built."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LibraryBuildHook(BuildHookInterface[Any]):
    """Writes `shipped.msgpack` beside the modules; a library with problems stops the build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling's signature
        """Compile before the files of the wheel are collected."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from mlsysbib.store.files import write_if_changed  # noqa: PLC0415  # only importable now
        from mlsysbib.store.reader import read_contents  # noqa: PLC0415
        from mlsysbib.store.snapshot import SHIPPED, encode_snapshot  # noqa: PLC0415

        contents = msgspec.structs.replace(read_contents(str(root)), root="")
        write_if_changed(SHIPPED, encode_snapshot(contents))
