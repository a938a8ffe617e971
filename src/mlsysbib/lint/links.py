"""The addresses of an entry, with their fields."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from mlsysbib.model.entry import Entry, Links

_NO_LINKS = Links()
# What an entry without the table has; most are that very object.
_DEFAULT = next(field.default for field in msgspec.structs.fields(Entry) if field.name == "links")
_NAMES = Links.__struct_fields__


def has_links(entry: Entry) -> bool:
    """Say whether an entry stores any address."""
    published = entry.published
    return (published is not None and published.url != "") or has_more_links(entry)


def has_more_links(entry: Entry) -> bool:
    """Say whether an entry may store an address beside that of its publication."""
    links = entry.links
    return entry.preprint is not None or (links is not _DEFAULT and links != _NO_LINKS)


def links_of(entry: Entry) -> tuple[tuple[tuple[str, str], str], ...]:
    """Return the field and the text of each address that an entry stores."""
    published, preprint, links = entry.published, entry.preprint, entry.links
    if preprint is None and (links is _DEFAULT or links == _NO_LINKS):
        return ((("published", "url"), published.url),) if published and published.url else ()
    return _read(
        published.url if published else "",
        preprint.url if preprint else "",
        *(getattr(links, name) for name in _NAMES),
    )


_FIELDS = (("published", "url"), ("preprint", "url"), *(("links", name) for name in _NAMES))


@lru_cache(maxsize=2)
def _read(*urls: str) -> tuple[tuple[tuple[str, str], str], ...]:
    return tuple((field, url) for field, url in zip(_FIELDS, urls, strict=True) if url)
