"""The two addresses of an item: its DOI and its URL."""

from __future__ import annotations

import re

from mlsysbib.model.item import Item
from mlsysbib.text.urls import ARXIV_DOI, arxiv_url


def links_of(item: Item) -> tuple[str, str]:
    """Return DOI and URL, "" where there is none; those of arXiv follow from the identifier.

    A published paper that has neither can be read on arXiv, if it is there.
    """
    if item.server and item.arxiv:
        return f"{ARXIV_DOI}{item.arxiv.id}", arxiv_url(item.arxiv.id)
    if item.arxiv and not (item.doi or item.url):
        return "", arxiv_url(item.arxiv.id)
    return item.doi, item.url


def verbatim_value(address: str) -> str:
    """Return an address or identifier without what ends a field, or what is no part of one."""
    if not _UNSAFE.search(address):
        return address
    return _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", address)


_UNSAFE = re.compile(r"[{}\\\s]")
