"""A reading list and a library -> a selection, in the list's sections and order."""

from __future__ import annotations

from functools import cache
from typing import get_args

import msgspec

from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.selection import Block, Cited, Prose, Row, Section, Selection, Style
from mlsysbib.problems import ChoiceError, MlsysbibError, Problem, RuleId, did_you_mean
from mlsysbib.selecting.query.predicates import Memberships
from mlsysbib.selecting.query.selecting import select
from mlsysbib.selecting.reading_lists import source as written
from mlsysbib.selecting.reading_lists.slips import find_slips
from mlsysbib.selecting.reading_lists.source import (
    Citation,
    Heading,
    Source,
    Text,
    cited_keys,
    parse_source,
    read_source,
)
from mlsysbib.text.markdown import parse


class Resolved(msgspec.Struct, frozen=True):
    """What a reading list stands for, and a problem for each line that stands for nothing.

    A key that is printed as it is and a link that leads nowhere are problems too: warnings.
    """

    selection: Selection
    problems: tuple[Problem, ...]


def resolve(text: str, library: Library, path: str) -> Resolved:
    """Resolve a list's source against a library; `path` names the list in problems."""
    document = parse(text)
    resolver = _Resolver(library, path)
    selection = resolver.resolve(read_source(document))
    problems = [*resolver.problems, *find_slips(document, library, path)]
    return Resolved(selection, tuple(sorted(problems, key=lambda problem: problem.line)))


def memberships(library: Library) -> Memberships:
    """Return the keys that each reading list of a library cites, by name or by a query.

    A query may ask for a list, and that list for the first again: lists grow, from what they name,
    until none grows any more.
    """
    named, queries = _cited_by_lists(library)
    found = named
    # A list of lists is complete after as many rounds as there are lists.
    for _ in range(len(named) + 1):
        before, found = found, dict(named)
        for id_, asked in queries.items():
            found[id_] = named[id_].union(*(_chosen(library, query, before) for query in asked))
        if found == before:
            break
    return found


def _cited_by_lists(library: Library) -> tuple[dict[str, frozenset[str]], dict[str, list[str]]]:
    """Return what each list cites by name, and what it asks for."""
    named: dict[str, frozenset[str]] = {}
    queries: dict[str, list[str]] = {}
    for id_, text in library.reading_lists.items():
        source = parse_source(text)
        cited = [line for line in source.lines if isinstance(line, Citation)]
        known = (library.get(key) for key, _ in cited_keys(source))
        named[id_] = frozenset(entry.key for entry in known if entry)
        if asked := [line.query for line in cited if not line.key]:
            queries[id_] = asked
    return named, queries


def _chosen(library: Library, query: str, lists: Memberships) -> frozenset[str]:
    """Return the keys that a query brings; one that is wrong is reported where it stands."""
    try:
        return frozenset(e.key for e in select(library, [query], memberships=lambda: lists))
    except MlsysbibError:
        return frozenset()


class _Frame:
    """A section in the making."""

    def __init__(self, heading: str, level: int) -> None:
        self.heading, self.level = heading, level
        self.blocks: list[Block] = []
        self.sections: list[Section] = []
        self.named: set[str] = set()
        self.found: set[int] = set()  # the places of blocks that a query has brought

    def cite(self, citation: Citation, entries: tuple[Entry, ...]) -> None:
        if citation.key:
            self.named.update(entry.key for entry in entries)
        else:
            start = len(self.blocks)
            self.found.update(range(start, start + len(entries)))
        self.blocks += (
            Cited(entry, citation.annotation, citation.indent, citation.task, citation.number)
            for entry in entries
        )

    def kept(self) -> tuple[Block, ...]:
        """Return the blocks; a query brings nothing that the section names, before it or after."""
        return _trim(
            [
                block
                for place, block in enumerate(self.blocks)
                if not (
                    place in self.found
                    and isinstance(block, Cited)
                    and block.entry.key in self.named
                )
            ]
        )

    def close(self) -> Section:
        return Section(self.heading, self.level, self.kept(), tuple(self.sections))


class _Resolver:
    def __init__(self, library: Library, path: str) -> None:
        self.library, self.path = library, path
        self.problems: list[Problem] = []
        self.memberships = cache(lambda: memberships(library))

    def resolve(self, source: Source) -> Selection:
        title = source.settings.get("title", "")
        stack = [_Frame("", 0)]
        for line in source.lines:
            match line:
                case Heading(_, 1, text) if not title and stack == stack[:1]:
                    title = text
                case Heading(_, level, text):
                    _close_down_to(stack, level)
                    stack.append(_Frame(text, level))
                case Citation():
                    stack[-1].cite(line, self._entries(line))
                case Text(_, text):
                    stack[-1].blocks.append(Prose(text))
                case written.Row():
                    stack[-1].blocks.append(self._row(line, stack[-1]))
        _close_down_to(stack, 1)
        top = stack[0]
        style = self._style(source.settings)
        sections = tuple(top.sections)
        if source.settings.get("numbering") == "sections":
            sections = _number(sections, "")
        return Selection(title, top.kept(), sections, style, is_list=True)

    def _style(self, settings: dict[str, str]) -> Style | None:
        style = settings.get("style", "")
        if not style:
            return None
        for known in get_args(Style):
            if known == style:
                return style  # type: ignore[return-value]  # one of the literals, as just seen
        hint = did_you_mean(style, get_args(Style)) or ", ".join(get_args(Style))
        text = f"unknown style {style!r}"
        self.problems.append(Problem(self.path, 1, "style-unknown", text, hint))
        return None

    def _row(self, row: written.Row, frame: _Frame) -> Row:
        """Return a row with its entries; a key that nobody has stays as it is written."""
        texts, entries = [row.texts[0]], []
        for key, text in zip(row.keys, row.texts[1:], strict=True):
            if found := self._entries(Citation(row.line, key=key)):
                entries.append(found[0])
                frame.named.add(found[0].key)
                texts.append(text)
            else:
                texts[-1] += f"@{key}{text}"
        return Row(tuple(texts), tuple(entries), row.is_html)

    def _entries(self, citation: Citation) -> tuple[Entry, ...]:
        try:
            if citation.key:
                return (self.library.get_entry(citation.key),)
            return select(
                self.library,
                [citation.query],
                memberships=self.memberships,
                order="-year",
            )
        except ChoiceError as error:
            rule: RuleId = "key-unknown" if citation.key else "query-malformed"
            text = f"unknown {error.kind} {error.name!r}"
            hint = error.hint
            self.problems.append(Problem(self.path, citation.line, rule, text, hint))
        except MlsysbibError as error:
            text = str(error).partition("\n")[0]
            self.problems.append(Problem(self.path, citation.line, "query-malformed", text))
        return ()


def _close_down_to(stack: list[_Frame], level: int) -> None:
    """Close every open section that a heading of this level ends."""
    while len(stack) > 1 and stack[-1].level >= level:
        closed = stack.pop().close()
        stack[-1].sections.append(closed)


def _trim(blocks: list[Block]) -> tuple[Block, ...]:
    """Drop the empty lines at both ends: the renderer sets sections apart."""
    start, end = 0, len(blocks)
    while start < end and blocks[start] == _EMPTY:
        start += 1
    while end > start and blocks[end - 1] == _EMPTY:
        end -= 1
    return tuple(blocks[start:end])


_EMPTY = Prose("")


def _number(sections: tuple[Section, ...], prefix: str) -> tuple[Section, ...]:
    return tuple(
        msgspec.structs.replace(
            section,
            heading=f"{prefix}{number}. {section.heading}"
            if not prefix
            else f"{prefix}{number} {section.heading}",
            sections=_number(section.sections, f"{prefix}{number}."),
        )
        for number, section in enumerate(sections, 1)
    )
