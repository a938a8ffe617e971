"""Latin letters for what is written in others, so that every paper can have a key."""

from __future__ import annotations

import msgspec

from mlsysbib.model.entry import Entry


def in_latin_letters(entry: Entry) -> Entry:
    """Return an entry whose title and authors stand in ASCII, as far as letters have a sound.

    The table is that of anyascii: it knows as many scripts as unidecode, under a licence that lets
    this program keep its own.
    """
    from anyascii import anyascii  # noqa: PLC0415  # start-up: hardly any paper needs it

    authors = tuple(anyascii(name) if isinstance(name, str) else name for name in entry.authors)
    return msgspec.structs.replace(entry, title=anyascii(entry.title), authors=authors)
