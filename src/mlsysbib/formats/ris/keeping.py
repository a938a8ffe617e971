"""Which tags of RIS the entry that was made of a record does not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mlsysbib.formats.base import Options
from mlsysbib.formats.cleaning import squeeze
from mlsysbib.formats.ris.tags import AUTHORS, DATES, ROLES, TITLES, Tag
from mlsysbib.formats.ris.writer import lines_of
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.entry import Entry
from mlsysbib.model.item import Resolver
from mlsysbib.model.venues import VenueTable

# What is read into a place of its own, whatever its form.
_READ = frozenset(
    {
        Tag.TYPE, Tag.KEY, Tag.FIRST_PAGE, Tag.LAST_PAGE, Tag.DOI, Tag.YEAR, Tag.TITLE, "T1",
        *AUTHORS, *(tag for tags in ROLES.values() for tag in tags),
    }
)  # fmt: skip
_RESOLVER = Resolver(VenueTable({}))


def keep(entry: Entry, values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the tags that the entry does not say, their values on a line each."""
    options = Options(target=TARGETS["ris"], links="both", eprint="always")
    texts = {
        _folded(value)
        for item in _RESOLVER.resolve(entry, "both")
        for _, value in lines_of(item, options)
        if value
    }
    read = _READ
    if entry.year:
        texts.add(str(entry.year))
    else:
        # What stands for a year (`in press`) and is none.
        read -= {Tag.YEAR}
    kept: dict[str, str] = {}
    for tag, lines in values.items():
        if tag in read:
            continue
        rest = [squeeze(line) for line in lines if not _is_said(tag, line, texts, entry)]
        if any(rest):
            kept[tag] = "\n".join(filter(None, rest))
    return kept


def _is_said(tag: str, line: str, texts: set[str], entry: Entry) -> bool:
    folded = _folded(line)
    if folded in texts or not folded:
        return True
    if tag in DATES and entry.year:
        return str(entry.year) in line and not any(sign.isdecimal() for sign in line[4:])
    return tag in TITLES and folded == _folded(entry.plain_title)


def _folded(text: str) -> str:
    return squeeze(text).strip(" ./").removeprefix("doi:").strip().casefold()
