"""Where a library is: the folder that holds an `mlsysbib.toml`. Paths are texts throughout."""

from __future__ import annotations

import os.path

MARKER = "mlsysbib.toml"


def find_root(start: str) -> str | None:
    """Return the nearest folder at or above `start` that is a library's root."""
    folder = os.path.abspath(start)
    while not os.path.isfile(os.path.join(folder, MARKER)):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder
