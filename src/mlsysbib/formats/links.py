"""The two addresses of an item: its DOI and its URL."""

from __future__ import annotations

from mlsysbib.model.item import Item


def links_of(item: Item) -> tuple[str, str]:
    """Return DOI and URL, "" where there is none; those of arXiv follow from the identifier."""
    if item.server and item.arxiv:
        return f"10.48550/arXiv.{item.arxiv.id}", f"https://arxiv.org/abs/{item.arxiv.id}"
    return item.doi, item.url
