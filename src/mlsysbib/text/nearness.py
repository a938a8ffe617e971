"""Names that look like a mistyped one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def near_matches(name: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """Return the known names that look most like `name`, best first, case aside."""
    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(candidate.casefold(), candidate)
    found = difflib.get_close_matches(name.casefold(), folded, n=limit, cutoff=0.6)
    return [folded[match] for match in found]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the near matches, or nothing where there are none.

    >>> did_you_mean("ossdi", ["osdi", "sosp", "nsdi"])
    'did you mean osdi or nsdi?'
    """
    found = near_matches(name, known)
    return f"did you mean {' or '.join(found)}?" if found else ""
