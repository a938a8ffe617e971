"""Read an answer of the arXiv API (Atom) as an entry.

What authors give to arXiv may hold TeX, formulas and accents above all, and is read as in a `.bib`.
"""

from __future__ import annotations

import datetime as dt
import re
from xml.etree import ElementTree as ET

from mlsysbib.formats.bibtex.titles import read_title
from mlsysbib.formats.bibtex.values import to_text
from mlsysbib.model.entry import Arxiv, Entry, Provenance, Published
from mlsysbib.model.names import format_name, split_display_name
from mlsysbib.network.http import RegistryError
from mlsysbib.text.identifiers import find_arxiv_id

API = "https://export.arxiv.org/api/query"
_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
# A zero byte is of an encoding in which a document type looks otherwise.
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY|\x00", re.IGNORECASE)


def read_answer(content: bytes, id_: str) -> Entry:
    """Return the entry that an answer describes; raise RegistryError for anything else."""
    # Atom needs no document type, and an entity in one could be made to grow without bound.
    if _DOCTYPE.search(content):
        raise RegistryError(f"arXiv's answer about {id_} is not what its API gives")
    try:
        feed = ET.fromstring(content)  # noqa: S314  # no document type, as just seen
    except ET.ParseError as error:
        raise RegistryError(f"arXiv's answer about {id_} is no XML: {error}") from None
    entry = feed.find(f"{_ATOM}entry")
    address = _text(entry, f"{_ATOM}id")
    found = find_arxiv_id([address])
    title = read_title(_text(entry, f"{_ATOM}title"))
    if entry is None or found is None or not title:
        reason = _text(entry, f"{_ATOM}summary") or "no such identifier"
        raise RegistryError(f"arXiv does not know {id_}: {reason}")
    category = entry.find(f"{_ARXIV}primary_category")
    published = _text(entry, f"{_ATOM}published")[:10]
    return Entry(
        key=id_,
        title=title,
        authors=tuple(
            format_name(split_display_name(name))
            for author in entry.findall(f"{_ATOM}author")
            if (name := to_text(_text(author, f"{_ATOM}name")).strip(" ,"))
        ),
        published=_published(entry),
        arxiv=Arxiv(
            id=found.id,
            class_=category.get("term", "") if category is not None else "",
            date=_date(published),
        ),
        provenance=Provenance(sources=("arxiv",)),
    )


def _text(element: ET.Element | None, path: str) -> str:
    found = element.find(path) if element is not None else None
    return " ".join((found.text or "").split()) if found is not None else ""


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _published(entry: ET.Element) -> Published | None:
    """Return what the authors say of the publication, if they name place and year."""
    reference = to_text(_text(entry, f"{_ARXIV}journal_ref"))
    year = re.search(r"\b(19|20)\d\d\b", reference)
    if not year:
        return None
    doi = _text(entry, f"{_ARXIV}doi")
    return Published(container_title=reference, year=int(year[0]), doi=doi.lower())
