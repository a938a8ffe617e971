"""The addresses of an entry, with their fields."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from mlsysbib.model.entry import Entry, Links

_NO_LINKS = Links()
# What an entry without the table has; most are that very object.
_DEFAULT = next(field.default for field in msgspec.structs.fields(Entry) if field.name == "links")


def with_more_links(entries: Iterable[Entry]) -> list[Entry]:
    """Return those that may store an address beside that of their publication."""
    return [
        entry
        for entry in entries
        if entry.preprint is not None
        or ((links := entry.links) is not _DEFAULT and links != _NO_LINKS)
    ]


def addresses(entry: Entry) -> list[str]:
    """Return the addresses of an entry, those of its links last."""
    published, preprint, links = entry.published, entry.preprint, entry.links
    found = [version.url for version in (published, preprint) if version and version.url]
    return found if links is _DEFAULT else [*found, *filter(None, msgspec.structs.astuple(links))]


def links_of(entry: Entry) -> tuple[tuple[tuple[str, str], str], ...]:
    """Return the field and the text of each address that an entry stores."""
    published, preprint, links = entry.published, entry.preprint, entry.links
    urls = (
        published.url if published else "",
        preprint.url if preprint else "",
        *msgspec.structs.astuple(links),
    )
    return tuple((field, url) for field, url in zip(_FIELDS, urls, strict=True) if url)


_FIELDS = (
    ("published", "url"),
    ("preprint", "url"),
    *(("links", name) for name in Links.__struct_fields__),
)
