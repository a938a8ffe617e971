"""The workshop of a site: templates, the papers as pages show them, and digests of what goes in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache, partial
from hashlib import blake2b
from typing import Any

import msgspec
from markupsafe import Markup

import mlsysbib
from mlsysbib.formats.html.environment import make_environment, policy, static
from mlsysbib.formats.html.paper import Paper, Papers
from mlsysbib.formats.html.safe_text import harmless
from mlsysbib.model.entry import Entry
from mlsysbib.model.item import Item
from mlsysbib.model.library import Library
from mlsysbib.site import addresses
from mlsysbib.site.catalogue import Catalogue
from mlsysbib.site.references import References
from mlsysbib.site.writing import File
from mlsysbib.store.files import read_bytes

HERE = os.path.dirname(__file__)
_PACKAGE = os.path.dirname(mlsysbib.__file__)
# What decides what a page looks like: a change of any of it makes every page anew.
_SOURCES = ("site", "formats", "model", "text", "selecting")

# The start page's script, in parts; the last one uses the others.
_START = ("query.js", "search.js", "facets.js", "start.js")
# What every page has.
_PAGE = ("page.js", "references.js", "selection.js")
_SHARED = ("base.css", "paper.css", "list.css")


class Settings(msgspec.Struct, frozen=True):
    """What the user says about the site; `base_url` is where it will be, if that is known."""

    base_url: str = ""


class SiteBuilder:
    """Makes the files of a site; each knows what it is made of before it is made."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self.library, self.settings = library, settings
        self.catalogue = Catalogue(library)
        self.papers = Papers(library)
        self.references = References(library)
        # Of its own, as its globals are this site's.
        self.environment = make_environment(os.path.join(HERE, "templates")).overlay()
        # Templates do not change while pages are made: no need to look at their files each time.
        self.environment.auto_reload = False
        self.title = harmless(library.contents.config.title or "Library")
        self.base_digest = digest(code_digest(), settings, self.title, mlsysbib.__version__)
        self.assets = dict(_assets())
        self.environment.globals = {
            **self.environment.globals,
            "site_title": self.title,
            "policy": policy(style_files=True, script_files=True, connect=True),
            "assets": {name: file.path for name, file in self.assets.items()},
            "addresses": addresses,
            "path_of": addresses.paper,
        }
        self._template = cache(self.environment.get_template)
        self._line = self._template("line.html.j2")
        self._lines: dict[tuple[str, str], Markup] = {}
        self._papers: dict[str, Paper] = {}
        self._digests: dict[str, bytes] = {}

    def paper(self, entry: Entry) -> Paper:
        """Return an entry as pages show it."""
        found = self._papers.get(entry.key)
        if found is None:
            found = self._papers[entry.key] = self.papers.view(entry)
        return found

    def line(self, entry: Entry, root: str) -> Markup:
        """Return an entry as an element of a list, made once for all pages of one depth."""
        found = self._lines.get((entry.key, root))
        if found is None:
            text = self._line.render(paper=self.paper(entry), root=root)
            found = self._lines[entry.key, root] = Markup(text)  # noqa: S704  # a template's own
        return found

    def items(self, entry: Entry) -> tuple[Item, ...]:
        """Return an entry's versions, the published one first."""
        return self.papers.resolver.resolve(entry, "both")

    def digest(self, entry: Entry) -> bytes:
        """Return what stands for all that is known of an entry, its venue's facts included."""
        found = self._digests.get(entry.key)
        if found is None:
            versions = [(item.container, item.type) for item in self.items(entry)]
            topics = [self.library.topics.get(topic) for topic in entry.topics]
            # All else that a paper's texts are made of is the code.
            found = self._digests[entry.key] = _hash((entry, versions, topics))
        return found

    def digests(self, entries: Iterable[Entry]) -> bytes:
        """Return what stands for several entries in their order."""
        return b"".join(map(self.digest, entries))

    def page(
        self, path: str, template: str, made_of: object, fill: Callable[[], dict[str, Any]]
    ) -> File:
        """Return a page; `made_of` stands for all that `fill` gives to the template."""

        def render() -> bytes:
            text: str = self._template(template).render(
                path=path,
                root=addresses.root_from(path),
                canonical=addresses.absolute(self.settings.base_url, path),
                **fill(),
            )
            return text.encode()

        return File(path, digest(self.base_digest, template, made_of), render)

    def data(self, folder: str, name: str, made_of: object, make: Callable[[], bytes]) -> File:
        """Return a file whose name changes with what it is made of."""
        mark = digest(self.base_digest, made_of)
        return File(f"{folder}/{name}-{mark[:10]}.js", mark, make)


def digest(*parts: object) -> str:
    """Return what stands for these values: the same for the same ones, whenever and wherever."""
    return _hash(parts).hex()


def _hash(value: object) -> bytes:
    return blake2b(msgspec.msgpack.encode(value), digest_size=12).digest()


@cache
def code_digest() -> str:
    """Return what stands for the templates and the code that pages are made with."""
    total = blake2b(digest_size=12)
    for part in _SOURCES:
        for folder, folders, names in os.walk(os.path.join(_PACKAGE, part)):
            folders[:] = sorted(set(folders) - {"__pycache__"})
            for name in sorted(names):
                total.update(name.encode() + b"\0")
                total.update(read_bytes(os.path.join(folder, name)))
    return total.hexdigest()


def _assets() -> Iterable[tuple[str, File]]:
    """Yield the style sheet and the scripts, each under a name that changes with its content."""
    own = os.path.join(HERE, "static")
    sources = {
        "style.css": "".join(map(static, _SHARED)) + _read(own, "site.css"),
        "page.js": "".join(_read(own, name) for name in _PAGE),
        "start.js": "".join(_read(own, name) for name in _START),
        "minisearch.js": _read(own, "vendor/minisearch.js"),
    }
    for name, text in sources.items():
        content = text.encode()
        mark = blake2b(content, digest_size=5).hexdigest()
        stem, suffix = os.path.splitext(name)
        yield name, File(f"assets/{stem}-{mark}{suffix}", mark, partial(bytes, content))
    licence = _read(own, "vendor/minisearch.LICENSE.txt").encode()
    mark = blake2b(licence, digest_size=5).hexdigest()
    yield "licence", File("assets/minisearch.LICENSE.txt", mark, partial(bytes, licence))


def _read(folder: str, name: str) -> str:
    return read_bytes(os.path.join(folder, name)).decode()
