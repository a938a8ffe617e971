"""Match the items of a list by their titles alone: enough for tests, too little for users."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import msgspec

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options
from mlsysbib.formats.targets import TARGETS
from mlsysbib.intake.lists import Adopted, Item, adopt, read_foreign_list, title_key
from mlsysbib.intake.lists.adopting import Match
from mlsysbib.keys.propose import propose_keys, taken_names
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.selecting.reading_lists.resolve import resolve


def match_in(library: Library) -> Match:
    """Match by title, by title without its leading name, by name with venue and year."""
    whole: dict[str, list[Entry]] = {}
    rests: dict[str, list[Entry]] = {}
    names: dict[str, list[Entry]] = {}
    for entry in library.values():
        other = entry.arxiv.title if entry.arxiv else ""
        for title in filter(None, (entry.plain_title, other)):
            whole.setdefault(title_key(title), []).append(entry)
            rests.setdefault(title_key(_without_name(title)), []).append(entry)
        names.setdefault(entry.system.casefold(), []).append(entry)

    def match(item: Item) -> Entry | None:
        for key in (title_key(item.title), title_key(_without_name(item.title))):
            for table in (whole, rests):
                found = {entry.key: entry for entry in table.get(key, ())}
                if len(found) == 1:
                    return next(iter(found.values()))
        named = names.get(item.nickname.casefold(), ()) if item.nickname else ()
        return next((entry for entry in named if _fits(item, entry)), None)

    return match


def _without_name(title: str) -> str:
    name, colon, rest = title.partition(":")
    return rest if colon and len(name.split()) <= 2 else title


def _fits(item: Item, entry: Entry) -> bool:
    published, arxiv = entry.published, entry.arxiv
    if item.venue == "arxiv":
        return arxiv is not None and arxiv.year == item.year
    return published is not None and (published.venue, published.year) == (item.venue, item.year)


def adopt_text(text: str, library: Library, id_: str = "list") -> Adopted:
    """Adopt a text with matches, keys and titles from a library, as `import` does."""
    titles = {title_key(entry.plain_title) for entry in library.values()}
    foreign = read_foreign_list(
        text, library.venues, "list.md", is_title=lambda text: title_key(text) in titles
    )
    propose = partial(propose_keys, taken=taken_names(library))
    return adopt(foreign, match_in(library), propose, library.venues, id_=id_, path="list.md")


def with_entries(library: Library, entries: Sequence[Entry]) -> Library:
    """Return the library with more entries."""
    more = (*library.contents.entries, *entries)
    return Library(msgspec.structs.replace(library.contents, entries=more))


def compile_list(source: str, library: Library) -> str:
    """Return the page that a list's source compiles to."""
    resolved = resolve(source, library, "list.md")
    assert resolved.problems == ()
    return FORMATS["markdown"].dump(resolved.selection, library, Options(target=TARGETS["web"]))
