"""Tidy a `.bib` file that somebody keeps: canonical data under their own keys.

What is matched is replaced by what the library knows, the rest is cleaned of what is certainly
wrong and otherwise left as it stands; comments, strings, preamble and order survive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum

import msgspec

from mlsysbib.formats.base import Options, Read, problems_of
from mlsysbib.formats.bibtex import writer
from mlsysbib.formats.bibtex.blocks import Block, BlockKind, split_blocks
from mlsysbib.formats.bibtex.field_scan import RawField
from mlsysbib.formats.bibtex.fields import READ_NAMES
from mlsysbib.formats.bibtex.reader import read_blocks
from mlsysbib.formats.bibtex.writer import Written
from mlsysbib.index.lookup import NO_INDEX, Index
from mlsysbib.intake.cleaning import clean
from mlsysbib.intake.own_fields import kept_fields, text_between, without_own
from mlsysbib.intake.recorded import recorded_entry
from mlsysbib.matching.lookup import look_up
from mlsysbib.matching.reconcile import Outcome, Progress, Reconciled
from mlsysbib.model.entry import Entry
from mlsysbib.model.item import VersionChoice
from mlsysbib.model.library import Library
from mlsysbib.problems import Problem, RuleId
from mlsysbib.text.encodings import without_bad_bytes
from mlsysbib.text.identifiers import find_arxiv_id
from mlsysbib.text.markup import plain_text
from mlsysbib.text.words import letters_only


class Fate(Enum):
    """What became of a reference."""

    MATCHED = "matched"
    UPGRADED = "upgraded"
    CLEANED = "cleaned"
    UNTOUCHED = "untouched"


class Tidied(msgspec.Struct, frozen=True):
    """The new text, the fate of each reference by its key, and what a person should see.

    Every reference has one fate; `possible` are those that may be a paper of the library.
    `sources` names the index and the sources in it of each reference that was written from one.
    """

    text: str
    fates: tuple[tuple[str, Fate], ...]
    problems: tuple[Problem, ...]
    sources: tuple[str, ...] = ()


def tidy(  # noqa: PLR0913 - what is tidied, by what, and how
    text: str,
    library: Library,
    options: Options,
    *,
    index: Index = NO_INDEX,
    keep_preprints: bool = False,
    progress: Progress | None = None,
) -> Tidied:
    """Return a `.bib` text tidied; doing it again changes nothing.

    What the library does not know, an index may. A block with a byte that is no text, see
    `decode_exactly`, is left as it is.
    """
    blocks = split_blocks(without_bad_bytes(text))
    reads = read_blocks(blocks)
    found, works = look_up(reads.values(), library, index, progress=progress)
    offsets = (offset for offset, read in reads.items() if read.entry)
    results = dict(zip(offsets, found, strict=True))
    tidier = _Tidier(library, options, keep_preprints=keep_preprints)
    newline = _usual_end(text)
    pieces = []
    for block in blocks:
        written = text[block.offset : block.offset + len(block.text)]
        is_text = written == block.text
        # What is replaced or cleaned would lose the byte.
        own = _END.search(written)
        found_here = results.get(block.offset) if is_text else None
        tidied = tidier.tidy(block, found_here, own[0] if own else newline)
        pieces.append(tidied if is_text else written)
    problems = [*problems_of(reads.values()), *tidier.problems]
    problems += [*_doubts(found), *_twice(found, works), *_strangers(reads, results, library)]
    return Tidied(
        "".join(pieces), tuple(tidier.fates), tuple(sorted(problems)), tuple(tidier.sources)
    )


_END = re.compile(r"\r\n|\n|\r")


def _usual_end(text: str) -> str:
    """Return how most lines of a text end; a file that several programs have written has several.

    What ends a block of it otherwise keeps its own.
    """
    crlf = text.count("\r\n")
    counts = {"\n": text.count("\n") - crlf, "\r\n": crlf, "\r": text.count("\r") - crlf}
    return max(counts, key=lambda end: counts[end])


class _Tidier:
    def __init__(self, library: Library, options: Options, *, keep_preprints: bool) -> None:
        self.options, self.keep_preprints = options, keep_preprints
        # The library's published version, and its preprint.
        self.written = {
            version: writer.field_writer(
                library, msgspec.structs.replace(options, version=version, emit_aliases=False)
            )
            for version in _VERSIONS
        }
        self.fates: list[tuple[str, Fate]] = []
        self.sources: list[str] = []
        self.problems: list[Problem] = []

    def tidy(self, block: Block, result: Reconciled | None, newline: str) -> str:
        """Return a block as it should be; what is no reference stays as it is."""
        if block.kind is BlockKind.BROKEN:
            self.fates.append((block.key, Fate.UNTOUCHED))
        if block.kind is not BlockKind.ENTRY:
            return block.text
        replaced = self._canonical(block, result, newline)
        if replaced is None:
            cleaned = clean(block)
            replaced = cleaned, Fate.UNTOUCHED if cleaned == block.text else Fate.CLEANED
        text, fate = replaced
        self.fates.append((block.key, fate))
        return text

    def _canonical(
        self, block: Block, result: Reconciled | None, newline: str
    ) -> tuple[str, Fate] | None:
        """Return what the library knows of a reference, unless that would be less than it says."""
        if result is None or result.entry is None or result.outcome is Outcome.POSSIBLE:
            return None
        own, foreign = result.entry, result.foreign
        if result.record is not None:
            recorded = recorded_entry(own, result.record, foreign)
            if recorded is None:
                return None
            own = recorded
        if not foreign.is_preprint and own.is_preprint:
            # The library has the preprint alone: replacing would be a step back.
            said = f"{own.key} is known as a preprint alone: left as published elsewhere"
            self._say(block, "reference-contradicted", said)
            return None
        if left := text_between(block):
            self._say(
                block, "syntax-slip", f"is {own.key}, but left for what is no field: {left[:40]}"
            )
            return None
        is_upgrade = foreign.is_preprint and not own.is_preprint
        version: VersionChoice = "preprint" if is_upgrade and self.keep_preprints else "published"
        (canonical,) = self.written[version](own)
        canonical = _with_authors(_with_notes(canonical, block), block, own, foreign)
        names = {READ_NAMES.get(name, name) for name, _ in canonical.fields}
        upgraded = is_upgrade and not self.keep_preprints
        kept = kept_fields(block, names, own, foreign, is_upgrade=upgraded)
        for name, value in kept.contradicted:
            self._say(
                block, "reference-contradicted", f"said otherwise than {own.key}: {name} = {value}"
            )
        if result.work is not None:
            sources = ", ".join(own.provenance.sources)
            self.sources.append(
                f"{result.work.index} ({sources})" if sources else result.work.index
            )
        fields = [field for field in kept.fields if field.name.lower() not in names & {_NOTE}]
        theirs = without_own(canonical.fields, fields)
        canonical = msgspec.structs.replace(canonical, key=block.key, fields=theirs)
        text = _laid_out(canonical, fields, self.options, newline)
        return text, Fate.UPGRADED if upgraded else Fate.MATCHED

    def _say(self, block: Block, rule: RuleId, text: str) -> None:
        shown = f"{block.key}: {' '.join(text.split())}"
        self.problems.append(Problem("", block.line, rule, shown, "", "warning"))


def _with_authors(canonical: Written, block: Block, own: Entry, foreign: Entry) -> Written:
    """Keep the authors as they are written where the library does not name as many."""
    is_less = (own.authors_cut or not own.authors) and not foreign.authors_cut
    written = [field.value for field in block.fields if field.name.lower() == "author"]
    if not (is_less and written and len(foreign.authors) > len(own.authors)):
        return canonical
    others = (pair for pair in canonical.fields if pair[0] != "author")
    return msgspec.structs.replace(canonical, fields=(("author", written[0]), *others))


_VERSIONS: tuple[VersionChoice, ...] = ("published", "preprint")


def _laid_out(canonical: Written, own: Sequence[RawField], options: Options, newline: str) -> str:
    """Return a block: the library's fields, and behind them the user's own as they are written."""
    text = writer.layout(canonical, options).replace("\n", newline)
    lines = dict.fromkeys(f"  {field.name:<13} = {field.value}," for field in own)
    if not lines:
        return text
    return newline.join([text.removesuffix("}").rstrip("\r\n"), *lines, "}"])


def _with_notes(canonical: Written, block: Block) -> Written:
    """Put the user's note behind the one that the library writes, such as `Article 3`."""
    notes = [field.value for field in block.fields if field.name.lower() == _NOTE]
    if not notes:
        return canonical
    fields = tuple(
        (name, _joined(value, notes)) if name == _NOTE else (name, value)
        for name, value in canonical.fields
    )
    return msgspec.structs.replace(canonical, fields=fields)


def _joined(value: str, notes: Sequence[str]) -> str:
    words = value[1:-1]
    for note in notes:
        if words in note:
            return note
    return f"{{{words}. }} # {notes[0]}"


_NOTE = "note"


def _doubts(found: Iterable[Reconciled]) -> list[Problem]:
    """Return a warning for each reference that may be a paper of the library."""
    return [
        Problem(
            "",
            result.read.line,
            "match-possible",
            f"{result.foreign.key} may be {result.entry.key}: left as it is",
            "; ".join(result.evidence[:2]),
            "warning",
        )
        for result in found
        if result.outcome is Outcome.POSSIBLE and result.entry and result.work is None
    ]


def _twice(found: Sequence[Reconciled], works: Iterable[tuple[int, ...]]) -> list[Problem]:
    """Return a warning for each reference that stands in the file before, in whatever version."""
    groups: dict[str, list[int]] = {}
    for number, result in enumerate(found):
        if result.entry and result.outcome is not Outcome.POSSIBLE:
            name = result.work.name if result.work else result.entry.key
            groups.setdefault(name, []).append(number)
    for group in works:
        groups[f"\0{group[0]}"] = list(group)
    return [
        Problem(
            "",
            found[number].read.line,
            "reference-duplicate",
            f"{found[number].foreign.key} is the paper of {found[first].foreign.key}, "
            f"line {found[first].read.line}",
            "cite one of the two keys",
            "warning",
        )
        for first, *others in groups.values()
        for number in others
    ]


def _strangers(
    reads: Mapping[int, Read], results: Mapping[int, Reconciled], library: Library
) -> Iterator[Problem]:
    """Yield a warning for each reference that has a paper's title or identifier and is not it."""
    titles = {_letters(entry.title): entry for entry in library.values()}
    eprints = {entry.arxiv.id: entry for entry in library.values() if entry.arxiv}
    for offset, read in reads.items():
        result, said = results.get(offset), read.said
        own = result.entry if result else None
        if said is None:
            continue
        same = titles.get(_letters(said.title))
        if own is None and same is not None and len(same.title.split()) > 1:
            text = f"{said.key} has the title of {same.key}, by other authors or without year"
            yield Problem("", read.line, "match-possible", text, "", "warning")
        named = find_arxiv_id((*said.clues, *said.remarks))
        other = eprints.get(named.id) if named else None
        if own is not None and other is not None and other.key != own.key:
            text = (
                f"{said.key} is {own.key}, but names arXiv:{other.arxiv.id}, which is {other.key}"  # type: ignore[union-attr]  # found by it
            )
            yield Problem("", read.line, "reference-contradicted", text, "", "warning")


def _letters(title: str) -> str:
    return letters_only(plain_text(title)).lower()
