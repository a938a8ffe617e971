"""Read an answer of the Crossref API as an entry."""

from __future__ import annotations

from typing import Any

import msgspec

from mlsysbib.index.readers.crossref_works import read_work
from mlsysbib.model.entry import Entry
from mlsysbib.network.http import RegistryError

API = "https://api.crossref.org/works"


class _Answer(msgspec.Struct):
    message: dict[str, Any]


def read_answer(content: bytes, doi: str) -> Entry:
    """Return the entry that an answer describes; raise RegistryError for anything else."""
    try:
        message = msgspec.json.decode(content, type=_Answer).message
        entry = read_work({**message, "DOI": message.get("DOI") or doi})
    except msgspec.MsgspecError as error:
        raise RegistryError(f"Crossref's answer about {doi} cannot be parsed: {error}") from None
    if entry is None:
        raise RegistryError(f"Crossref knows {doi} without title or year")
    return msgspec.structs.replace(entry, key=doi)
