"""Which fields of a reference stay where the library's data take its place, and what contradicts.

Every byte of it is the library's in other words, the user's own and kept, or named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import msgspec

from mlsysbib.formats.bibtex.blocks import Block
from mlsysbib.formats.bibtex.field_scan import RawField
from mlsysbib.formats.bibtex.fields import READ_NAMES
from mlsysbib.model.entry import Entry
from mlsysbib.text.identifiers import is_arxiv_container, is_derived_url

# What a reference says of the publication, in whatever words: where the library says it, its word
# stands. All else is the user's own, and stays: notes, keywords, slides, what managers keep.
PUBLICATION_FIELDS = frozenset(
    "address archive archiveprefix article-number articleno articlenumber arxivid author "
    "booksubtitle booktitle booktitleaddon chapter collection conference crossref date day doi "
    "edition editor editors eid eprint eprintclass eprinttype eventdate eventtitle "
    "eventtitleaddon howpublished institution isbn issn issue issue_date issuetitle journal "
    "journalsubtitle journaltitle link location mainsubtitle maintitle month number numpages "
    "organization page pages pagetotal primaryclass publisher pubstate school series "
    "shortjournal subtitle title titleaddon type url urlyear venue version volume volumes "
    "web_url year".split()
)
# Fields that say one thing: where one is written, the others need not be.
_ALIKE = tuple(
    frozenset(names.split())
    for names in (
        (
            "booktitle journal journaltitle conference shortjournal booksubtitle booktitleaddon "
            "maintitle mainsubtitle journalsubtitle eventtitle eventtitleaddon collection"
        ),
        "pages page articleno article-number articlenumber eid numpages pagetotal",
        "year date day urlyear issue_date",
        "publisher organization institution school",
        "address location venue",
        "title subtitle",
        "eprint archive archiveprefix eprinttype eprintclass primaryclass arxivid",
        "url link web_url",
        "number issue",
    )
)
_GROUP = {name: group for group in _ALIKE for name in group}


class Kept(msgspec.Struct, frozen=True):
    """The fields of a reference that stay, and what of it contradicts the library: (name, value).

    `note` is the user's, where the library writes one too.
    """

    fields: tuple[RawField, ...]
    contradicted: tuple[tuple[str, str], ...]


def kept_fields(
    block: Block, canonical: Collection[str], own: Entry, foreign: Entry, *, is_upgrade: bool
) -> Kept:
    """Return what stays of a reference beside the `canonical` fields, under BibTeX's names.

    A reference to a preprint that is upgraded says nothing of the publication.
    """
    against = frozenset() if is_upgrade else contradictions(own, foreign)
    is_elsewhere = bool(against & {"venue", "year"})
    kept: list[RawField] = []
    contradicted: list[tuple[str, str]] = []
    for field in block.fields:
        name = _name(field)
        if _is_own(field):
            kept.append(field)
        elif _is_said(field, name, canonical, own, foreign):
            if name in _TELLING and _TELLING[name] & against:
                contradicted.append((name, field.value))
        elif is_elsewhere:
            contradicted.append((name, field.value))
        elif not is_upgrade:
            kept.append(field)
    return Kept(tuple(dict.fromkeys(kept)), tuple(dict.fromkeys(contradicted)))


def without_own(
    canonical: Sequence[tuple[str, str]], own: Collection[RawField]
) -> list[tuple[str, str]]:
    """Return the library's fields without those that are the user's own and stay as written.

    A library that has taken over the file has them too, and would write them once more.
    """
    names = {_name(field) for field in own} - PUBLICATION_FIELDS
    return [pair for pair in canonical if READ_NAMES.get(pair[0], pair[0]) not in names]


# Fields of which the value tells what is contradicted.
_TELLING = {
    **dict.fromkeys(("booktitle", "journal"), frozenset({"venue"})),
    **dict.fromkeys(("year", "date"), frozenset({"year"})),
    "doi": frozenset({"doi"}),
    "eprint": frozenset({"arxiv"}),
}


def contradictions(own: Entry, foreign: Entry) -> frozenset[str]:
    """Return in what a reference and its paper differ: "venue", "year", "doi" and "arxiv"."""
    found = set()
    mine, theirs = own.published, foreign.published
    if mine and theirs:
        if mine.venue and theirs.venue and mine.venue != theirs.venue:
            found.add("venue")
        if theirs.year and mine.year != theirs.year:
            found.add("year")
        if mine.doi and theirs.doi and mine.doi.lower() != theirs.doi.lower():
            found.add("doi")
    if own.arxiv and foreign.arxiv and own.arxiv.id != foreign.arxiv.id:
        found.add("arxiv")
    return frozenset(found)


def _name(field: RawField) -> str:
    name = field.name.lower()
    return READ_NAMES.get(name, name)


def _is_own(field: RawField) -> bool:
    """Say whether a field holds what the library's entry does not stand for."""
    name = field.name.lower()
    return name not in PUBLICATION_FIELDS or (
        _name(field) == "url" and _CODE(field.value) is not None
    )


_CODE = re.compile(
    r"[{\"]\s*https?://(?:www\.)?(?:github|gitlab|bitbucket)\.(?:com|org)/.*", re.IGNORECASE
).fullmatch


def _is_said(
    field: RawField, name: str, canonical: Collection[str], own: Entry, foreign: Entry
) -> bool:
    """Say whether the library says what a field says, in its own words or as a whole."""
    value = field.value.strip('{}" \t\r\n')
    arxiv = own.arxiv.id if own.arxiv else ""
    if (
        not value
        or name == "crossref"
        or any(other in canonical for other in _GROUP.get(name, (name,)))
        or (arxiv and (name in _GROUP["eprint"] or arxiv in value))
    ):
        return True
    match name:
        case "doi":
            return bool(own.published and own.published.doi)
        case "url" | "howpublished":
            return is_derived_url(value) or any(address in value for address in _addresses(own))
        case "month":
            return "date" in canonical
        case _:
            # What stands where a journal should is the server of a preprint.
            is_container = name in _GROUP["booktitle"] or is_arxiv_container(value)
            return foreign.is_preprint and is_container


def _addresses(own: Entry) -> Iterator[str]:
    published = own.published
    found = (published.doi, published.url) if published else ()
    yield from filter(None, (*found, own.links.pdf))


def text_between(block: Block) -> str:
    r"""Return what stands in an entry and is no field: comments, and words that got lost.

    >>> from mlsysbib.formats.bibtex.blocks import split_blocks
    >>> text_between(split_blocks("@misc{k, % mine\n title = {T}, more\n}")[0])
    '% mine more'
    """
    text = block.text
    position = text.find(block.key, re.match(r"@[^{(]*[{(]", text).end()) + len(block.key)  # type: ignore[union-attr]  # an entry begins so
    parts = []
    for field in sorted(block.fields, key=lambda field: field.offset):
        parts.append(text[position : field.offset])
        position = field.value_offset + len(field.value)
    parts.append(text[position:].rstrip()[:-1])
    return " ".join(" ".join(part.strip(", \t\r\n") for part in parts).split())
