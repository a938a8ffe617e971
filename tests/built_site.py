"""A site built for tests, and how its pages are read."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import msgspec

from mlsysbib.model.library import Contents, Library
from mlsysbib.selecting.reading_lists.resolve import memberships
from mlsysbib.site.making import Settings
from mlsysbib.site.site_files import plan_site
from mlsysbib.site.writing import write_site

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
Attributes = dict[str, str]


def build(library: Library, folder: Path, base_url: str = "") -> Path:
    """Write the site of a library into a folder."""
    write_site(plan_site(library, Settings(base_url)).files, str(folder))
    return folder


def listed_papers(contents: Contents) -> Library:
    """Return the papers that the reading lists of a library name, with all venues and topics."""
    cited = frozenset().union(*memberships(Library(contents)).values())
    pairs = zip(contents.entries, contents.paths, strict=True)
    entries, paths = zip(*(pair for pair in pairs if pair[0].key in cited), strict=True)
    return Library(msgspec.structs.replace(contents, entries=entries, paths=paths))


class Page(HTMLParser):
    """What a page holds: elements with their attributes, and the text of each kind of element."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        # The pieces of each text: a page is long, and has many of them.
        self._pieces: dict[str, list[list[str]]] = {}
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(path.read_text("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)
            self._pieces.setdefault(tag, []).append([])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.unbalanced.append(tag)
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self._pieces[tag][-1].append(data)

    @property
    def texts(self) -> dict[str, list[str]]:
        """The text of each element, by its tag."""
        return {tag: ["".join(one) for one in found] for tag, found in self._pieces.items()}

    def all(self, tag: str) -> list[Attributes]:
        return [attributes for name, attributes in self.elements if name == tag]

    def metas(self) -> list[tuple[str, str]]:
        return [(meta["name"], meta["content"]) for meta in self.all("meta") if "name" in meta]

    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]
