"""The ids of a page: a paper's is its key, a section's its heading; each stands once."""

from __future__ import annotations

from collections.abc import Iterable

from mlsysbib.model.selection import Section
from mlsysbib.text.markdown import slug

# What the page itself calls its parts.
_TAKEN = frozenset({"main", "contents", "filter", "found", "said", "copy-all", "download-all"})


class Anchors:
    """Gives out ids. Papers have the first claim on theirs, so that `#key` always leads there."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = set(keys)
        self.used: set[str] = set()

    def of_paper(self, key: str) -> str:
        """Return the key where the paper stands first, and `key-2` where it stands again."""
        return self._numbered(key, self.used)

    def of_section(self, section: Section, parent: str) -> str:
        """Return a name made of the heading, with that of the section above if it is taken."""
        name = section.anchor or slug(section.heading) or "section"
        if name in self.keys | _TAKEN:
            name = f"section-{name}"
        elif name in self.used and parent:
            name = f"{parent}-{name}"
        return self._numbered(name, self.used | self.keys)

    def _numbered(self, name: str, taken: set[str]) -> str:
        found, number = name, 2
        while found in taken:
            found, number = f"{name}-{number}", number + 1
        self.used.add(found)
        return found
