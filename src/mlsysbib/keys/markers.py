"""What may stand first in a bracket of a key pattern.

For the vLLM paper (SOSP 2023, pages 611-626, arXiv 2309.06180 of the same year), whose nine authors
are Kwon, Li, Zhuang, Sheng, Zheng, Yu, Gonzalez, Zhang and Stoica, each marker gives:

    auth: Kwon
    authN (auth3): Kwo
    authN_M (auth3_2): Li
    authors: KwonLiZhuangShengZhengYuGonzalezZhangStoica
    authorsN (authors2): KwonLiEtAl
    authEtAl: KwonEtAl
    auth.etal: Kwon.etal
    auth.auth.ea: Kwon.Li.ea
    authorsAlpha: KLZ+
    authorLast: Stoica
    authFirstFull: Kwon
    authForeIni: W
    authorLastForeIni: I
    authorIni: KwonLZSZYGZS
    authIniN (authIni10): KwLZSZYGZS
    authshort: KLZ+
    year: 2023
    shortyear: 23
    firstyear: 2023
    title: Efficient Memory Management for Large Language Model Serving with PagedAttention
    fulltitle: Efficient Memory Management for Large Language Model Serving with PagedAttention
    shorttitle: Efficient Memory Management
    veryshorttitle: Efficient
    camel: Efficient Memory Management For Large Language Model Serving With PagedAttention
    camelN (camel2): Efficient Memory
    venue: SOSP
    system: vLLM
    arxiv: 2309.06180
    entrytype: InProceedings
    firstpage: 611
    lastpage: 626
    DOI: 10.1145/3600006.3613165

Blanks part words for the modifiers; a finished key has none. Other fields in capitals (``TITLE``,
``VOLUME``, ``NUMBER``, ``PAGES``, ``KEY``, ...) give what they hold. Editors are not known here, so
``pureauth`` is the same as ``auth``. A title that starts with a number gives its next word as
``veryshorttitle``: after a year, the number would not be told from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from mlsysbib.keys import authors
from mlsysbib.keys.subject import Subject
from mlsysbib.model.item import Item
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.names import display_name
from mlsysbib.problems import ChoiceError
from mlsysbib.text.words import is_significant, title_words

_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_JOURNALS = (ItemType.ARTICLE,)
# JabRef writes its types like this.
ENTRY_TYPES: Mapping[ItemType, str] = {
    ItemType.PREPRINT: "Misc",
    ItemType.ARTICLE: "Article",
    ItemType.PAPER: "InProceedings",
    ItemType.BOOK: "Book",
    ItemType.CHAPTER: "InCollection",
    ItemType.DATASET: "Dataset",
    ItemType.DOCUMENT: "Misc",
    ItemType.REPORT: "TechReport",
    ItemType.SOFTWARE: "Software",
    ItemType.THESIS: "PhdThesis",
    ItemType.WEB: "Misc",
}


def entry_type(subject: Subject) -> str:
    """Return the entry type, as JabRef writes it."""
    return ENTRY_TYPES[subject.item.type]


def venue(subject: Subject) -> str:
    """Return the acronym that the venue had that year; `arXiv` for a preprint there."""
    published = subject.entry.published
    if published is None:
        return subject.item.server
    found = subject.venues.get(published.venue)
    return found.acronym_in(published.year) if found else published.venue


def first_year(subject: Subject) -> str:
    """Return the year of the oldest version."""
    entry = subject.entry
    versions = (entry.published, entry.arxiv, entry.preprint)
    years = [version.year for version in versions if version and version.year]
    return str(min(years, default=""))


def year(subject: Subject) -> str:
    """Return the year of publication, else of the first preprint."""
    return str(subject.entry.year or "")


def arxiv(subject: Subject) -> str:
    """Return the arXiv identifier."""
    return subject.entry.arxiv.id if subject.entry.arxiv else ""


def _of_item(read: Callable[[Item], str]) -> Callable[[Subject], str]:
    return lambda subject: read(subject.item)


def _title_of(*, journal: bool) -> Callable[[Subject], str]:
    def read(item: Item) -> str:
        return item.container.title if (item.type in _JOURNALS) is journal else ""

    return _of_item(read)


def _authors(subject: Subject) -> str:
    return " and ".join(map(display_name, subject.entry.names))


def _eprint_class(subject: Subject) -> str:
    return subject.entry.arxiv.class_ if subject.entry.arxiv else ""


FIELDS: Mapping[str, Callable[[Subject], str]] = {
    "KEY": lambda subject: subject.entry.key,
    "TITLE": lambda subject: subject.entry.plain_title,
    "AUTHOR": _authors,
    "YEAR": year,
    "MONTH": _of_item(lambda item: _MONTHS[item.month or 0]),
    "JOURNAL": _title_of(journal=True),
    "BOOKTITLE": _title_of(journal=False),
    "SERIES": _of_item(lambda item: item.container.series),
    "PUBLISHER": _of_item(lambda item: item.container.publisher),
    "ADDRESS": _of_item(lambda item: item.container.place),
    "VOLUME": _of_item(lambda item: item.volume),
    "NUMBER": _of_item(lambda item: item.number),
    "PAGES": _of_item(lambda item: item.pages),
    "EID": _of_item(lambda item: item.article),
    "DOI": _of_item(lambda item: item.doi),
    "URL": _of_item(lambda item: item.url),
    "ISBN": _of_item(lambda item: item.isbn),
    "ISSN": _of_item(lambda item: item.container.issn),
    "EPRINT": arxiv,
    "PRIMARYCLASS": _eprint_class,
    "KEYWORDS": lambda subject: " ".join(subject.entry.topics),
}


Marker = Callable[[Subject], str]

_SHORT = 3  # words of a short title
_NUMBERED_NAME = re.compile(r"(?P<base>[A-Za-z.]+?)(?P<n>[0-9]{1,4})(?:_(?P<m>[0-9]{1,4}))?")
_PAGE = re.compile(r"[0-9]+")


def title(subject: Subject) -> str:
    """Return the title's words, the significant ones and the first with a capital."""
    words = title_words(subject.title)
    return " ".join(
        raise_first(word) if is_significant(word) or not index else word[:1].lower() + word[1:]
        for index, word in enumerate(words)
    )


def camel(subject: Subject, most: int | None = None) -> str:
    """Return the title's words, or so many of them, each with a capital."""
    return " ".join(map(raise_first, title_words(subject.title)[:most]))


def raise_first(word: str) -> str:
    """Return a word with its first letter raised and the rest as it is."""
    return word[:1].upper() + word[1:]


def page(subject: Subject, choose: Callable[[list[str]], str]) -> str:
    """Return a page number: JabRef takes the lowest or the highest that is there."""
    return choose(_PAGE.findall(subject.item.pages))


def _lowest(numbers: list[str]) -> str:
    return min(numbers, key=int, default="")


def _highest(numbers: list[str]) -> str:
    return max(numbers, key=int, default="")


MARKERS: Mapping[str, Marker] = {
    **authors.MARKERS,
    "year": year,
    "shortyear": lambda subject: year(subject)[-2:],
    "firstyear": first_year,
    "title": title,
    "fulltitle": FIELDS["TITLE"],
    "shorttitle": lambda subject: " ".join(subject.key_words[:_SHORT]),
    "veryshorttitle": lambda subject: " ".join(subject.key_words[:1]),
    "camel": camel,
    "venue": venue,
    "system": lambda subject: " ".join(title_words(subject.entry.system)),
    "arxiv": arxiv,
    "entrytype": entry_type,
    "firstpage": lambda subject: page(subject, _lowest),
    "lastpage": lambda subject: page(subject, _highest),
}
NUMBERED: Mapping[str, Callable[..., str]] = {**authors.NUMBERED, "camelN": camel}
# Names of BibLaTeX for the same fields.
_FIELD_ALIASES = {
    "JOURNALTITLE": "JOURNAL", "ISSUE": "NUMBER", "LOCATION": "ADDRESS", "VENUE": "ADDRESS",
    "ARTICLENO": "EID", "EPRINTCLASS": "PRIMARYCLASS", "CITATIONKEY": "KEY",
}  # fmt: skip


def find_marker(name: str) -> Marker:
    """Return the marker of this name; raise ChoiceError with near matches.

    A field may be written in any case where no marker has its name.
    """
    plain = name.removeprefix("pure") if name.startswith("pureauth") else name
    if (marker := MARKERS.get(plain)) is not None:
        return marker
    if (numbered := _find_numbered(plain)) is not None:
        return numbered
    field = plain.upper()
    if (reader := FIELDS.get(_FIELD_ALIASES.get(field, field))) is not None:
        return reader
    raise ChoiceError("marker", name, (*MARKERS, *NUMBERED, *FIELDS))


def _find_numbered(name: str) -> Marker | None:
    found = _NUMBERED_NAME.fullmatch(name)
    if found is None:
        return None
    form = f"{found['base']}N" + ("_M" if found["m"] else "")
    read = NUMBERED.get(form)
    if read is None:
        return None
    numbers = [int(found[group]) for group in ("n", "m") if found[group]]
    return lambda subject: read(subject, *numbers)
