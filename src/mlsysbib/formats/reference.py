"""A reference as a format's reader makes it out, field by field."""

from __future__ import annotations

import msgspec

from mlsysbib.model.entry import Arxiv, Role
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.names import StoredName


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """What a format's reader makes out; texts are clean Unicode, the title has its marks.

    `type` is a family of types, `form` the exact one. `arxiv` is set where a field is there to hold
    the identifier; `clues` are texts that may name it. `server` and `server_id` are those of
    another preprint server. `left_out` names what else it says, for which an entry has no field.
    `remarks` are texts that may say what kind of work it is, and `is_page` that its type is one for
    pages of the web alone.
    """

    key: str
    line: int
    type: ItemType
    title: str
    authors: tuple[StoredName, ...] = ()
    authors_cut: bool = False
    container: str = ""
    year: int | None = None
    month: int | None = None
    volume: str = ""
    number: str = ""
    pages: str = ""
    article: str = ""
    doi: str = ""
    isbn: str = ""
    url: str = ""
    series: str = ""
    publisher: str = ""
    publisher_place: str = ""
    place: str = ""
    arxiv: Arxiv | None = None
    clues: tuple[str, ...] = ()
    server: str = ""
    server_id: str = ""
    aliases: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    form: ItemType | None = None
    people: dict[Role, tuple[StoredName, ...]] = {}
    genre: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    note: str = ""
    abstract: str = ""
    edition: str = ""
    chapter: str = ""
    event: str = ""
    date: str = ""
    original_date: str = ""
    remarks: tuple[str, ...] = ()
    is_page: bool = False
