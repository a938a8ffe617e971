"""Rows of facts: one paper a row of JSON, its versions with what sources say of each.

The form is described in README.md beside this file. What is not named here is not read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)


class Section(msgspec.Struct, frozen=True):
    """A place where a list shows the paper: the list's name, and the headings above."""

    list: str
    path: str


class Code(msgspec.Struct, frozen=True):
    """The address of the paper's code, and how many lists give it."""

    url: str
    lists: int = 1


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One version: `published`, or `arxiv`; a field that is absent has no source."""

    version: Literal["published", "arxiv"]
    title: str = ""
    authors: tuple[str, ...] = ()
    authors_complete: bool = True
    type: str = ""
    year: int = 0
    venue_id: str = ""
    booktitle: str = ""
    track: str = ""
    pages: str = ""
    article_no: str = ""
    volume: str = ""
    number: str = ""
    doi: str = ""
    url: str = ""
    openreview: str = ""
    anthology: str = ""
    arxiv: str = ""
    primary_class: str = ""
    author_sources: tuple[str, ...] = ()
    title_source_form: str = ""


class OtherPublished(msgspec.Struct, frozen=True):
    """What else is known of a publication of the same title: addresses alone are read."""

    title: str = ""
    doi: str = ""
    url: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One paper: up to one published version and one on arXiv."""

    uid: str
    listed_title: str
    titles_seen: tuple[str, ...] = ()
    versions: tuple[Version, ...]
    sections: tuple[Section, ...] = ()
    code: Code | None = None
    other_published: tuple[OtherPublished, ...] = ()
    agreeing_author_sources: int = 0

    @property
    def published(self) -> Version | None:
        """The version in a venue."""
        return next((found for found in self.versions if found.version == "published"), None)

    @property
    def arxiv(self) -> Version | None:
        """The version on arXiv."""
        return next((found for found in self.versions if found.version == "arxiv"), None)

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors of the published version, else of the preprint; () where none are known."""
        return next((found.authors for found in self.versions if found.authors), ())

    @property
    def title(self) -> str:
        """The title of the published version, else of the preprint, else of a list."""
        return next((found.title for found in self.versions if found.title), self.listed_title)


class Publication(Version, frozen=True, kw_only=True):
    """A publication that was found for a row that has none: under another title, often."""

    uid: str


class RowError(Exception):
    """A line that is no row; the message names file and line."""


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a file, one a line; raise RowError."""
    return _read_lines(path, Row)


def read_publications(path: Path) -> dict[str, Version]:
    """Return the publications of a file, one a line, by the uid of their rows; raise RowError."""
    return {found.uid: found for found in _read_lines(path, Publication)}


def _read_lines(path: Path, type_: type[T]) -> list[T]:
    decode = msgspec.json.Decoder(type_).decode
    rows = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            rows.append(decode(line))
        except msgspec.MsgspecError as error:
            raise RowError(f"{path}:{number}: {error}") from error
    return rows
