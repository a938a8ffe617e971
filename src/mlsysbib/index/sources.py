"""Databases that can be had from the network: where, in which form, and under which licence."""

from __future__ import annotations

import msgspec

from mlsysbib.problems import ChoiceError


class Source(msgspec.Struct, frozen=True):
    """A database that is offered for download; `checksum` is the suffix of its MD5's address."""

    url: str
    licence: str
    checksum: str = ""


SOURCES = {
    "dblp": Source("https://dblp.org/xml/dblp.xml.gz", "CC0 1.0", checksum=".md5"),
    "acl-anthology": Source("https://aclanthology.org/anthology.bib.gz", "CC BY 4.0"),
}


def get_source(name: str) -> Source:
    """Return a source; raise ChoiceError with near names."""
    if name not in SOURCES:
        raise ChoiceError("database", name, SOURCES)
    return SOURCES[name]
