"""What an editor shows of a work, in Markdown."""

from __future__ import annotations

from mlsysbib.model.entry import byline
from mlsysbib.model.item import Resolver
from mlsysbib.problems import MlsysbibError
from mlsysbib.protocols.bib_texts import Held, shown_fields
from mlsysbib.protocols.desk import Desk


def of_own(own: Held) -> str:
    """Return what a reader wants to see of an entry that the bibliography has."""
    fields = shown_fields(own.block)
    people = fields.get("author") or fields.get("editor") or ""
    places = ("booktitle", "journal", "journaltitle", "year", "date")
    where = ", ".join(fields[name] for name in places if name in fields)
    raw = {field.name.lower(): field.value.strip('{}" ') for field in own.block.fields}
    link = _link(raw.get("doi", ""), raw.get("url", ""))
    return _paragraphs(fields.get("title", own.key), people, where, link)


def of_known(desk: Desk, key: str) -> str:
    """Return it of a work that a library or an index has, "" where none knows the key."""
    try:
        entry = desk.named(key)
    except MlsysbibError:
        return ""
    item = Resolver(desk.library.venues).resolve(entry)[0]
    where = ", ".join(filter(None, (item.container.title, str(item.year or ""))))
    link = _link(item.doi, item.url)
    sources = ", ".join(entry.provenance.sources)
    note = f"not in the bibliography; sources: {sources}" if sources else "not in the bibliography"
    return _paragraphs(entry.plain_title, byline(entry.names), where, link, note)


def _link(doi: str, url: str) -> str:
    address = f"https://doi.org/{doi}" if doi else url
    return f"<{address}>" if address else ""


def _paragraphs(title: str, people: str, where: str, link: str, note: str = "") -> str:
    parts = (f"**{_plain(title)}**", _plain(people), _plain(where), link, note)
    return "\n\n".join(filter(None, parts))


def _plain(text: str) -> str:
    """Return a text that is nothing but text in Markdown."""
    for sign in "\\`*_[]<":
        text = text.replace(sign, f"\\{sign}")
    return text
