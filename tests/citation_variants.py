"""Papers of the shipped library in the ways in which people really cite them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mlsysbib.model.entry import Entry
from mlsysbib.model.item import Item, Resolver
from mlsysbib.model.library import Library
from mlsysbib.model.names import Person, read_name, short_name
from mlsysbib.text.latex import encode
from mlsysbib.text.markup import plain_text

COUNT = 60


def cite_variants(library: Library) -> tuple[str, dict[str, str]]:
    """Return a `.bib` text of sixty papers, and the library's key of each key in it."""
    chosen = list(_choose(library))[:COUNT]
    blocks, keys = [], {}
    for number, (entry, write) in enumerate(chosen):
        key = f"Cited:{number:02}"
        item = Resolver(library.venues).resolve(entry)[0]
        blocks.append(write(key, entry, item))
        keys[key] = entry.key
    return "\n\n".join(blocks) + "\n", keys


def _choose(library: Library) -> Iterator[tuple[Entry, Callable[[str, Entry, Item], str]]]:
    """Yield papers with ways to cite them, every fourth so that all venues and years are there."""
    for number, entry in enumerate(list(library.values())[::4]):
        ways = [way for way, fits in _WAYS if fits(entry)]
        if entry.authors:
            yield entry, ways[number % len(ways)]


def _block(type_: str, key: str, **fields: str) -> str:
    lines = [f"  {name}={{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{type_}{{{key},", *lines, "}"])


def _scholar(key: str, entry: Entry, item: Item) -> str:
    """Write it as Google Scholar does: title in sentence case, a few authors."""
    return _block(
        "inproceedings",
        key,
        title=encode(item.entry.plain_title.capitalize()),
        author=_authors(entry, most=3),
        booktitle=encode(item.container.title),
        pages=item.pages.replace("-", "--"),
        year=str(item.year),
    )


def _preprint(key: str, entry: Entry, item: Item) -> str:
    """Write the preprint alone, as Scholar does."""
    assert entry.arxiv
    return _block(
        "article",
        key,
        title=encode(plain_text(entry.arxiv.title or entry.title)),
        author=_authors(entry),
        journal=f"arXiv preprint arXiv:{entry.arxiv.id}",
        year=str(entry.arxiv.year or item.year),
    )


def _eprint(key: str, entry: Entry, item: Item) -> str:
    """Write what arXiv itself exports."""
    assert entry.arxiv
    return _block(
        "misc",
        key,
        title=encode(plain_text(entry.arxiv.title or entry.title)),
        author=_authors(entry),
        year=str(entry.arxiv.year or item.year),
        eprint=entry.arxiv.id,
        archivePrefix="arXiv",
        primaryClass="cs.DC",
    )


def _initials(key: str, entry: Entry, item: Item) -> str:
    """Write the authors with initials, the venue as its acronym, and a year too late."""
    names = [read_name(name) for name in entry.authors]
    written = [
        f"{name.given[:1]}. {short_name(name)}" if isinstance(name, Person) else name.name
        for name in names
    ]
    return _block(
        "inproceedings",
        key,
        author=encode(" and ".join(written)),
        title=f"{{{encode(item.entry.plain_title)}}}",
        booktitle=encode(f"Proc. of {item.container.acronym or item.server}"),
        year=str(item.year + 1),
    )


def _nickname(key: str, entry: Entry, item: Item) -> str:
    """Put the name of the system before the title, as lists do."""
    return _block(
        "inproceedings",
        key,
        title=encode(f"{entry.system}: {item.entry.plain_title}"),
        author=_authors(entry),
        booktitle=encode(f"{item.container.acronym or item.server} '{item.year % 100:02}"),
        year=str(item.year),
    )


def _doi(key: str, entry: Entry, item: Item) -> str:
    """Write a DOI with its resolver, and little else that is right."""
    return _block(
        "article",
        key,
        title=encode(item.entry.plain_title.lower()),
        author=_authors(entry, most=1),
        doi=f"https://doi.org/{item.doi.upper()}",
        year=str(item.year),
    )


def _authors(entry: Entry, most: int = 99) -> str:
    names = [read_name(name) for name in entry.authors[:most]]
    written = [
        f"{name.family}, {name.given}" if isinstance(name, Person) else f"{{{name.name}}}"
        for name in names
    ]
    return encode(" and ".join([*written, *(["others"] if len(entry.authors) > most else [])]))


def _has_new_name(entry: Entry) -> bool:
    return bool(entry.system) and entry.system.lower() not in entry.plain_title.lower()


_WAYS: tuple[tuple[Callable[[str, Entry, Item], str], Callable[[Entry], bool]], ...] = (
    (_preprint, lambda entry: entry.arxiv is not None),
    (_eprint, lambda entry: entry.arxiv is not None),
    (_scholar, lambda entry: entry.published is not None),
    (_initials, lambda entry: entry.published is not None),
    (_nickname, _has_new_name),
    (_doi, lambda entry: bool(entry.published and entry.published.doi)),
)
