"""The tools that an assistant has: a reference is looked up and written, never made up.

A server of the Model Context Protocol, by its official SDK. An assistant that must cite a paper
asks for it by name, and the tool itself writes the entry: no field passes through a model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from mlsysbib import __version__
from mlsysbib.intake.verify import Verdict, Verified
from mlsysbib.intake.verify.reports import key_of
from mlsysbib.model.entry import Entry
from mlsysbib.model.item import Resolver
from mlsysbib.model.names import display_name
from mlsysbib.problems import MlsysbibError
from mlsysbib.protocols.bib_files import add_to_file, path_below
from mlsysbib.protocols.desk import Desk

_MOST_RESULTS = 50
_MOST_NAMES = 200
_MOST_CHARACTERS = 2_000_000
_LONGEST_NAME = 300

_INSTRUCTIONS = (
    "Never write a reference from memory. Find the paper with `search`, then take its entry from "
    "`bibtex`, or let `add_to_file` write it. `verify` says which references of a .bib are false."
)

Name = Annotated[str, Field(max_length=_LONGEST_NAME, min_length=1)]
Names = Annotated[
    list[Name],
    Field(
        description="Citation keys, DOIs, arXiv identifiers or dblp:KEYs, as `search` gives them.",
        min_length=1,
        max_length=_MOST_NAMES,
    ),
]
TargetName = Literal["natbib", "plain", "ieee", "acm", "springer", "elsevier", "acl"]
Target = Annotated[TargetName, Field(description="The family of styles that the paper uses.")]


@dataclass
class Paper:
    """A work as one line of a result; `name` is what the other tools take."""

    name: str
    title: str
    authors: list[str]
    year: int | None
    venue: str
    doi: str
    arxiv: str
    url: str
    source: str


@dataclass
class Found:
    """What a search found, the library's own first."""

    papers: list[Paper]


@dataclass
class Bib:
    """BibTeX to be copied as it is, and the keys to cite, in the order that was asked for."""

    bibtex: str
    keys: list[str]


@dataclass
class FieldFault:
    """A field of a reference, what it says, and what the record says."""

    field: str
    given: str
    found: str
    severity: str
    source: str


@dataclass
class Judged:
    """A reference with its verdict: confirmed, differs, absent or unknown."""

    key: str
    line: int
    verdict: str
    faults: list[FieldFault]
    hints: list[str]
    source: str


@dataclass
class Report:
    """The verdicts on a text, those that need a look first, and how many there are of each."""

    references: list[Judged]
    counts: dict[str, int]


@dataclass
class Written:
    """The keys to cite: of works that were added to the file, and of those that it had."""

    path: str
    added: list[str]
    present: list[str]


_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_WRITES = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def make_server(desk: Desk, writable: str = "") -> MCPServer[None]:
    """Return a server over a desk; it can add to `.bib` files below `writable` if that is named."""
    server: MCPServer[None] = MCPServer(
        "mlsysbib", instructions=_INSTRUCTIONS, version=__version__, log_level="WARNING"
    )
    tools = _Tools(desk, writable)
    reading: tuple[Callable[..., object], ...] = (
        tools.search, tools.show, tools.bibtex, tools.verify,
    )  # fmt: skip
    for tool in reading:
        server.add_tool(tool, annotations=_READS, structured_output=True)
    if writable:
        server.add_tool(tools.add_to_file, annotations=_WRITES, structured_output=True)
    return server


class _Tools:
    """What is offered; the docstring of a method is what an assistant reads of it."""

    def __init__(self, desk: Desk, writable: str) -> None:
        self._desk, self._writable = desk, writable
        self._resolver = Resolver(desk.library.venues)

    def search(
        self,
        query: Annotated[str, Field(max_length=_LONGEST_NAME, min_length=1)],
        limit: Annotated[int, Field(ge=1, le=_MOST_RESULTS)] = 10,
    ) -> Found:
        """Find papers by words of title, system or author, or a query: `venue:osdi year:2023..`."""
        return Found([self._paper(entry) for entry in self._desk.find(query, limit)])

    def show(self, names: Names) -> Found:
        """Show what is known of papers: title, authors, venue, year, identifiers, address."""
        return Found([self._paper(entry) for entry in self._named(names)])

    def bibtex(self, names: Names, target: Target = "natbib") -> Bib:
        """Return the exact BibTeX of papers. Copy it as it is; change nothing in it."""
        entries = self._named(names)
        return Bib(self._desk.bibtex(entries, target), [entry.key for entry in entries])

    def verify(
        self,
        bibtex: Annotated[
            str, Field(description="The text of a .bib file.", max_length=_MOST_CHARACTERS)
        ],
    ) -> Report:
        """Say of each reference whether it is true, and which fields are not."""
        verified = self._desk.verify(_text(bibtex))
        counts = {verdict.value: 0 for verdict in Verdict}
        for one in verified:
            counts[one.verdict.value] += 1
        judged = [_judged(one) for one in sorted(verified, key=lambda one: not one.is_finding)]
        return Report(judged, counts)

    def add_to_file(self, path: Name, names: Names, target: Target = "natbib") -> Written:
        """Add papers to a .bib file, each under a key of its own; what is there is not changed."""
        entries = self._named(names)
        try:
            real = path_below(self._writable, path)
            added = add_to_file(real, entries, self._desk, target)
        except MlsysbibError as error:
            raise ToolError(str(error)) from None
        except OSError as error:
            raise ToolError(f"{path}: {error.strerror}") from None
        return Written(path, [*added.added], [*added.present])

    def _named(self, names: list[str]) -> list[Entry]:
        try:
            entries = [self._desk.named(_text(name)) for name in names]
        except MlsysbibError as error:
            raise ToolError(f"{error}; `search` finds papers by words of their title") from None
        return [*{entry.key: entry for entry in entries}.values()]

    def _paper(self, entry: Entry) -> Paper:
        item = self._resolver.resolve(entry)[0]
        is_own = entry.key in self._desk.library
        return Paper(
            name=entry.key if is_own else _identifier(entry) or entry.key,
            title=entry.plain_title,
            authors=[*map(display_name, entry.names), *(["et al."] if entry.authors_cut else [])],
            year=entry.year or None,
            venue=item.container.title,
            doi=item.doi,
            arxiv=entry.arxiv.id if entry.arxiv else "",
            url=item.url,
            source="library" if is_own else ", ".join(entry.provenance.sources),
        )


def _identifier(entry: Entry) -> str:
    if entry.published and entry.published.doi:
        return f"doi:{entry.published.doi}"
    return f"arxiv:{entry.arxiv.id}" if entry.arxiv else ""


def _text(text: str) -> str:
    """Return a text; raise ToolError for one with halves of characters, which no file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ToolError("the text holds what is no character (a lone surrogate)") from None
    return text


def _judged(one: Verified) -> Judged:
    return Judged(
        key=key_of(one),
        line=one.read.line,
        verdict=one.verdict.value,
        faults=[
            FieldFault(wrong.field, wrong.given, wrong.found, wrong.severity.value, wrong.source)
            for wrong in one.differences
        ],
        hints=[hint.text for hint in one.hints],
        source=one.source,
    )
