"""A record: one version of a work as one database describes it, and the work it is a version of."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from mlsysbib.model.item_types import StoredType
from mlsysbib.text.identifiers import clean_doi


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="kebab"):
    """One version of a work; "" is unknown. Texts are plain Unicode, without any mark-up.

    `authors` are `Family, Given`, a body in braces. A record with an `arxiv` identifier and neither
    `venue` nor `container` is the version on arXiv. `venue` is an identifier of our venue table,
    `container` the name that the source gives. `sources` says what the record rests on, `doubtful`
    that nothing should be written from it alone. `crossref` is the DBLP key of the proceedings that
    it stands in, which are a record of their own, a `collection`: what they say of all their papers
    is filled in where a paper is looked up.
    """

    title: str
    authors: tuple[str, ...] = ()
    authors_cut: bool = False
    year: int = 0
    month: int = 0
    type: StoredType = ""
    venue: str = ""
    container: str = ""
    pages: str = ""
    article: str = ""
    volume: str = ""
    number: str = ""
    series: str = ""
    publisher: str = ""
    publisher_place: str = ""
    doi: str = ""
    isbn: str = ""
    url: str = ""
    arxiv: str = ""
    arxiv_class: str = ""
    dblp: str = ""
    anthology: str = ""
    openreview: str = ""
    sources: tuple[str, ...] = ()
    doubtful: bool = False
    crossref: str = ""
    collection: bool = False

    @property
    def is_preprint(self) -> bool:
        """Whether it is the version on arXiv."""
        return bool(self.arxiv) and not (self.venue or self.container)

    def identifiers(self) -> Iterator[tuple[str, str]]:
        """Yield the identifiers with their kinds, as they are looked up."""
        if self.doi:
            yield "doi", self.doi.lower()
        if self.arxiv:
            yield "arxiv", self.arxiv
        if self.dblp:
            yield "dblp", self.dblp
        if self.anthology:
            yield "anthology", self.anthology
        if self.openreview:
            yield "openreview", self.openreview


class Work(msgspec.Struct, frozen=True):
    """Versions of one work as a database groups them, published ones first.

    `index` and `number` tell it from all others.
    """

    index: str
    number: int
    records: tuple[Record, ...]

    @property
    def name(self) -> str:
        """A name that no other work has."""
        return f"{self.index}#{self.number}"


def normal_identifier(kind: str, value: str) -> str:
    """Return an identifier in the one form that records hold; "" for what is none."""
    value = value.strip()
    if kind == "doi":
        return clean_doi(value).lower()
    if kind == "dblp":
        return value.removeprefix("DBLP:").removeprefix("https://dblp.org/rec/")
    return value


def with_collection(record: Record, collection: Record) -> Record:
    """Return a record with what the proceedings say of all their papers, where it says nothing."""
    return msgspec.structs.replace(
        record,
        container=collection.title or record.container,
        publisher=record.publisher or collection.publisher,
        series=record.series or collection.series,
        volume=record.volume or collection.volume,
        isbn=record.isbn or collection.isbn,
        crossref="",
    )
