"""The references of papers as files to take away: BibTeX and CSL-JSON, without any script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from mlsysbib.model.entry import Entry
from mlsysbib.site import addresses
from mlsysbib.site.making import SiteBuilder, digest
from mlsysbib.site.writing import File


def downloads(builder: SiteBuilder, path: str, entries: Iterable[Entry]) -> Iterator[File]:
    """Yield the files beside a page that hold its papers, as `mlsysbib export` prints them."""
    chosen = tuple(entries)
    if not chosen:
        return
    mark = digest(builder.base_digest, builder.digests(chosen))
    for name, suffix in addresses.DOWNLOADS.items():
        render = partial(_render, builder, chosen, name)
        yield File(addresses.beside(path, suffix), mark, render)


def _render(builder: SiteBuilder, entries: tuple[Entry, ...], name: str) -> bytes:
    return builder.references.dump_all(entries, name).encode()


def in_key_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return papers in the order in which `mlsysbib export` prints them, once each."""
    once = {entry.key: entry for entry in entries}
    return tuple(once[key] for key in sorted(once))
