"""Tidy a `.bib` file that somebody keeps: canonical data under their own keys.

What is matched is replaced by what the library knows, the rest is cleaned of what is certainly
wrong and otherwise left as it stands; comments, strings, preamble and order survive.
"""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterable, Sequence
from enum import Enum

import msgspec

from mlsysbib.formats.base import Options, problems_of
from mlsysbib.formats.bibtex import writer
from mlsysbib.formats.bibtex.blocks import Block, BlockKind, split_blocks
from mlsysbib.formats.bibtex.field_scan import RawField
from mlsysbib.formats.bibtex.fields import READ_NAMES
from mlsysbib.formats.bibtex.reader import read_blocks
from mlsysbib.index.lookup import NO_INDEX, Index
from mlsysbib.intake.recorded import recorded_entry
from mlsysbib.matching.lookup import look_up
from mlsysbib.matching.reconcile import Outcome, Progress, Reconciled
from mlsysbib.model.item import VersionChoice
from mlsysbib.model.library import Library
from mlsysbib.problems import Problem

# What a reference says of the publication, in whatever words: the library's word stands for it.
# All else is the user's own, and stays: notes, keywords, slides, what managers keep for themselves.
PUBLICATION_FIELDS = frozenset(
    "address archiveprefix article-number articleno author booksubtitle booktitle booktitleaddon "
    "chapter collection conference crossref date day doi edition editor editors eid eprint "
    "eprintclass eprinttype eventdate eventtitle eventtitleaddon howpublished ids institution isbn "
    "issn issue issue_date issuetitle journal journalsubtitle journaltitle key "
    "location mainsubtitle maintitle month number numpages organization page pages pagetotal "
    "primaryclass publisher pubstate school series shortjournal sortkey subtitle title titleaddon "
    "type url urldate urlyear venue version volume volumes xdata year".split()
)


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

    What the library does not know, an index may.
    """
    blocks = split_blocks(text)
    reads = read_blocks(blocks)
    found, works = look_up(reads.values(), library, index, progress=progress)
    offsets = (offset for offset, read in reads.items() if read.entry)
    results = dict(zip(offsets, found, strict=True))
    tidier = _Tidier(library, options, keep_preprints=keep_preprints)
    newline = "\r\n" if "\r\n" in text else "\n"
    pieces = [tidier.tidy(block, results.get(block.offset), newline) for block in blocks]
    problems = [*problems_of(reads.values()), *_doubts(found), *_twice(found, works)]
    return Tidied(
        "".join(pieces), tuple(tidier.fates), tuple(sorted(problems)), tuple(tidier.sources)
    )


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

    def tidy(self, block: Block, result: Reconciled | None, newline: str) -> str:
        """Return a block as it should be; what is no reference stays as it is."""
        if block.kind is BlockKind.BROKEN:
            self.fates.append((block.key, Fate.UNTOUCHED))
        if block.kind is not BlockKind.ENTRY:
            return block.text
        replaced = self._canonical(block, result)
        if replaced is None:
            cleaned = clean(block)
            fate = Fate.UNTOUCHED if cleaned == block.text else Fate.CLEANED
            self.fates.append((block.key, fate))
            return cleaned
        canonical, fate = replaced
        self.fates.append((block.key, fate))
        # A field of the user's own over several lines has brought the line ends of the file.
        return canonical.replace("\r\n", "\n").replace("\n", newline)

    def _canonical(self, block: Block, result: Reconciled | None) -> tuple[str, Fate] | None:
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
            return None
        is_upgrade = foreign.is_preprint and not own.is_preprint
        version: VersionChoice = "preprint" if is_upgrade and self.keep_preprints else "published"
        (canonical,) = self.written[version](own)
        text = writer.layout(msgspec.structs.replace(canonical, key=block.key), self.options)
        upgraded = is_upgrade and not self.keep_preprints
        known = {READ_NAMES.get(name, name) for name, _ in canonical.fields}
        if result.work is not None:
            sources = ", ".join(own.provenance.sources)
            self.sources.append(
                f"{result.work.index} ({sources})" if sources else result.work.index
            )
        return _with_personal(text, block, known), Fate.UPGRADED if upgraded else Fate.MATCHED


_VERSIONS: tuple[VersionChoice, ...] = ("published", "preprint")


def _with_personal(text: str, block: Block, known: Container[str]) -> str:
    """Add the user's own fields behind the canonical ones, as they are written."""
    lines = [
        f"  {field.name:<13} = {field.value},"
        for field in block.fields
        if _canonical_name(field) not in known and _is_own(field)
    ]
    if not lines:
        return text
    return "\n".join([text.removesuffix("}").rstrip("\n"), *dict.fromkeys(lines), "}"])


def _canonical_name(field: RawField) -> str:
    name = field.name.lower()
    return READ_NAMES.get(name, name)


def _is_own(field: RawField) -> bool:
    """Say whether a field holds what the library's entry does not stand for."""
    name = field.name.lower()
    return name not in PUBLICATION_FIELDS or (name == "url" and _CODE(field.value) is not None)


_CODE = re.compile(
    r"[{\"]\s*https?://(?:www\.)?(?:github|gitlab|bitbucket)\.(?:com|org)/.*", re.IGNORECASE
).fullmatch
_DOI_PREFIX = re.compile(
    r"^([{\"]\s*)(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?=10\.)", re.IGNORECASE
)
_PAGE_RANGE = re.compile(r"(?<=[0-9A-Za-z])\s*(?:-{1,3}|[–—])\s*(?=[0-9A-Za-z])")
# Numbers, with the same letters before both if any, or small Roman ones: `LL16-04` is no range.
_PAGES = re.compile(
    r"[{\"]\s*(?:(?P<letters>[A-Za-z]*)\d+(?:[.:]\d+)*\s*(?:-{1,3}|[–—])\s*(?P=letters)\d+(?:[.:]\d+)*"
    r"|[ivxlc]+\s*(?:-{1,3}|[–—])\s*[ivxlc]+)\s*[}\"]"
)
_MONTHS = re.compile(
    r"[{\"]\s*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*[}\"]", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[0-9a-f]+);", re.IGNORECASE)


def clean(block: Block) -> str:
    """Return an entry without what is certainly wrong; the rest stays byte for byte."""
    text = block.text
    # From the end, so that the offsets of the fields before stay true.
    for field in sorted(block.fields, key=lambda field: -field.value_offset):
        cleaned = _clean_value(field)
        if cleaned != field.value:
            end = field.value_offset + len(field.value)
            text = text[: field.value_offset] + cleaned + text[end:]
    return text


def _clean_value(field: RawField) -> str:
    value = field.value
    match field.name.lower():
        case "doi":
            return _DOI_PREFIX.sub(r"\1", value)
        case "pages" if _PAGES.fullmatch(value):
            return _PAGE_RANGE.sub("--", value)
        case "month" if found := _MONTHS.fullmatch(value):
            return found[1].lower()
        case "title" | "booktitle" | "journal" | "author" | "editor" | "publisher":
            return _ENTITY.sub(_entity, value)
    return value


def _entity(found: re.Match[str]) -> str:
    character = html.unescape(found[0])
    return {"&": r"\&", "\u00a0": "~", '"': "''", "<": "$<$", ">": "$>$"}.get(character, character)


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
