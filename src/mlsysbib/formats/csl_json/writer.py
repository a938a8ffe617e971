"""CSL-JSON 1.0.2, as pandoc and other CSL processors read it.

Titles are in sentence case, as CSL styles expect them: they can capitalise a title but not lower
it. Words that must keep their case do.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import Any

import msgspec

from mlsysbib.formats.base import Options
from mlsysbib.formats.csl_json import zotero
from mlsysbib.formats.csl_json.dates import write_date
from mlsysbib.formats.links import links_of
from mlsysbib.formats.more import has_more
from mlsysbib.model.item import Item, Resolver
from mlsysbib.model.item_types import IN_SERIES, ISSUED_BY_BODY, WITHOUT_CONTAINER, ItemType
from mlsysbib.model.library import Library
from mlsysbib.model.names import Organization, StoredName, read_name
from mlsysbib.model.selection import Selection
from mlsysbib.text.casing import sentence_case
from mlsysbib.text.formula import math_to_html
from mlsysbib.text.markup import Run, RunKind, parse_markup
from mlsysbib.text.urls import doi_url

_IN_SERIES = IN_SERIES | {ItemType.REPORT}
_IN_ISSUES = frozenset({ItemType.ARTICLE, ItemType.DOCUMENT})


def dump(selection: Selection, library: Library, options: Options) -> str:
    """Return an array of CSL items, one for each entry, in the order they stand."""
    resolver, writer = Resolver(library.venues, options.venue), ItemWriter(options)
    # Item by item, as a text is a tenth of the objects that it is made of.
    items = [
        _text(writer.fields(item))
        for entry in selection.entries()
        for item in resolver.resolve(entry, options.version)
    ]
    joined = ",\n  ".join(items)
    return f"[\n  {joined}\n]\n" if items else "[]\n"


def _text(item: dict[str, Any]) -> str:
    text = msgspec.json.format(msgspec.json.encode(item), indent=2).decode()
    # Strings have no line breaks of their own in JSON.
    return text.replace("\n", "\n  ")


class ItemWriter:
    """Turns items into CSL; remembers names, as the same people write many papers."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.name = cache(_name)

    def fields(self, item: Item) -> dict[str, Any]:
        """Return an item as CSL has it."""
        options = self.options
        container, publication = item.container, item.publication
        key = options.keys.get(item.key, item.key)
        links = _links(item, options)
        fields: dict[str, Any] = {
            "id": key,
            # Zotero takes the key from here and drops `id`.
            "citation-key": key,
            "type": item.form.value,
            "title": write_title(item.title, options),
            "author": [*map(self.name, item.authors), *([_OTHERS] if item.authors_cut else ())],
            "issued": _issued(item) if item.year else None,
            "container-title": "" if item.type in WITHOUT_CONTAINER else container.title,
            "collection-title": container.series if item.type in _IN_SERIES else "",
            "event-title": container.event or (publication.event if publication else ""),
            "event-place": container.place,
            "event-date": _period(item),
            "publisher": _publisher(item),
            "publisher-place": container.publisher_place,
            "volume": item.volume,
            "issue": item.number if item.type in _IN_ISSUES else "",
            "number": _number(item, links, options),
            "page": _pages(item),
            "ISSN": container.issn if item.type is ItemType.ARTICLE else "",
            "ISBN": item.isbn,
            **links,
            "keyword": ",".join(item.entry.topics or item.entry.keywords),
        }
        if has_more(item.entry):
            said = {name: value for name, value in fields.items() if value}
            fields = {**self._kept(item), **said, **self._more(item)}
        written = {name: value for name, value in fields.items() if value}
        if not options.target.is_zotero:
            return written
        with_eprint = (options.eprint or options.target.eprint) == "always"
        return zotero.adapt(written, item, with_eprint=with_eprint)

    def _more(self, item: Item) -> dict[str, Any]:
        """Return what most papers do without."""
        entry, publication = item.entry, item.publication
        more: dict[str, Any] = {
            role: [_OTHERS if name == "others" else self.name(name) for name in names]
            for role, names in entry.people.items()
        }
        more |= {
            "genre": entry.genre,
            "language": entry.language,
            "note": entry.notes.note,
            "abstract": entry.notes.abstract,
        }
        if publication is not None:
            more["edition"] = publication.edition
            more["chapter-number"] = publication.chapter
            more["original-date"] = write_date(publication.original_date)
        return {name: value for name, value in more.items() if value}

    @staticmethod
    def _kept(item: Item) -> dict[str, Any]:
        """Return the variables that were kept as CSL-JSON has them."""
        kept = item.entry.kept.get(KEPT, {})
        return {name: read_kept(text) for name, text in kept.items()}


def read_kept(text: str) -> Any:  # noqa: ANN401  # whatever a variable holds
    """Return a variable that was kept, which is JSON."""
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text


# Under which an entry keeps the variables that it has no field for.
KEPT = "csl-json"


def write_title(title: str, options: Options) -> str:
    """Return a title in the case that is asked for, with the tags that CSL and Zotero know."""
    runs = sentence_case(title) if options.title_case == "sentence" else parse_markup(title)
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    if run.kind is RunKind.MATH:
        # CSL-JSON has a few tags, but no character references.
        return _kept(html.unescape(math_to_html(run.text)))
    is_at_risk = run.kind is RunKind.KEPT and any(map(_is_at_risk, _WORD.findall(run.text)))
    return _kept(run.text) if is_at_risk else run.text


_WORD = re.compile(r"\w+")


def _is_at_risk(word: str) -> bool:
    """Say whether a style that capitalises titles would change a word: `flash`, `FP8`, `100B`.

    It leaves alone what has capitals and small letters, and what is capitals only.
    """
    return word.islower() or (word.isupper() and not word.isalpha() and word != word.capitalize())


def _kept(text: str) -> str:
    return f'<span class="nocase">{text}</span>'


# CSL has no word for a list that is not complete: pandoc prints this name as "et al.", others as it
# is, which reads well too.
_OTHERS = {"literal": "others"}


def _name(stored: StoredName) -> dict[str, str]:
    name = read_name(stored)
    if isinstance(name, Organization):
        return {"literal": name.name}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}


def _publisher(item: Item) -> str:
    body = item.container.title if item.type in ISSUED_BY_BODY else ""
    return body or item.container.publisher


def _issued(item: Item) -> dict[str, Any]:
    date = item.publication.date if item.publication else ""
    return (write_date(date) if date else None) or _date(item.year, item.month)


def _date(year: int, month: int | None) -> dict[str, list[list[int]]]:
    return {"date-parts": [[year, month] if month else [year]]}


def _period(item: Item) -> dict[str, list[list[int]]] | None:
    start, end = item.container.start, item.container.end
    if not start:
        return None
    days = [start, end] if end and end != start else [start]
    return {"date-parts": [[day.year, day.month, day.day] for day in days]}


def _number(item: Item, links: dict[str, str], options: Options) -> str:
    """Return the number of a report or an article, or a preprint's identifier.

    APA and MLA print that beside the DOI or address, which hold it; Zotero has a field for it.
    """
    if item.type is ItemType.PREPRINT and item.server_id:
        is_told = item.arxiv is not None and links != {}
        is_wanted = options.target.is_zotero or not is_told
        return f"{item.server}:{item.server_id}" if is_wanted else ""
    if item.type is ItemType.REPORT:
        return item.number
    return item.article


def _pages(item: Item) -> str:
    if item.article and item.pages:
        return "-".join(f"{item.article}:{page}" for page in item.pages.split("-"))
    return item.pages


def _links(item: Item, options: Options) -> dict[str, str]:
    doi, url = links_of(item)
    match options.links:
        case "none":
            return {}
        case "url":
            return {"URL": url or doi_url(doi)}
        case "both":
            return {"DOI": doi, "URL": url}
        case "doi":
            # Styles print one of the two; and some, such as Vancouver, know no DOI.
            is_preprint = item.server != "" and item.arxiv is not None
            return {"DOI": doi, "URL": url if is_preprint else ""} if doi else {"URL": url}
