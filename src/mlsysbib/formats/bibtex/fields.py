"""Types and fields of BibTeX and BibLaTeX: the one table that gives both their names."""

from __future__ import annotations

from typing import Final

from mlsysbib.formats.targets import Dialect, Target
from mlsysbib.model.item import Item, ItemType


class Field:
    """The fields that are written or read, under the names that BibTeX has for them.

    Plain strings, as an export looks one up for each line that it writes.
    """

    ADDRESS: Final = "address"
    ARCHIVEPREFIX: Final = "archiveprefix"
    ARTICLENO: Final = "articleno"
    AUTHOR: Final = "author"
    BOOKSUBTITLE: Final = "booksubtitle"
    BOOKTITLE: Final = "booktitle"
    CROSSREF: Final = "crossref"
    DATE: Final = "date"
    DOI: Final = "doi"
    EPRINT: Final = "eprint"
    EVENTDATE: Final = "eventdate"
    HOWPUBLISHED: Final = "howpublished"
    IDS: Final = "ids"
    INSTITUTION: Final = "institution"
    ISBN: Final = "isbn"
    JOURNAL: Final = "journal"
    JOURNALSUBTITLE: Final = "journalsubtitle"
    KEY: Final = "key"
    LOCATION: Final = "location"
    MONTH: Final = "month"
    NOTE: Final = "note"
    NUMBER: Final = "number"
    NUMPAGES: Final = "numpages"
    ORGANIZATION: Final = "organization"
    PAGES: Final = "pages"
    PRIMARYCLASS: Final = "primaryclass"
    PUBLISHER: Final = "publisher"
    SCHOOL: Final = "school"
    SERIES: Final = "series"
    SORTKEY: Final = "sortkey"
    SUBTITLE: Final = "subtitle"
    TITLE: Final = "title"
    TYPE: Final = "type"
    URL: Final = "url"
    VENUE: Final = "venue"
    VOLUME: Final = "volume"
    XDATA: Final = "xdata"
    YEAR: Final = "year"


FIELDS = tuple(field for name, field in vars(Field).items() if name.isupper())

# Total in both directions' sense: each item type has an entry type in each dialect.
ENTRY_TYPES: dict[Dialect, dict[ItemType, str]] = {
    "bibtex": {
        ItemType.PREPRINT: "misc",
        ItemType.ARTICLE: "article",
        ItemType.PAPER: "inproceedings",
        ItemType.BOOK: "book",
        ItemType.CHAPTER: "incollection",
        ItemType.DATASET: "misc",
        ItemType.DOCUMENT: "misc",
        ItemType.REPORT: "techreport",
        ItemType.SOFTWARE: "misc",
        ItemType.THESIS: "phdthesis",
        ItemType.WEB: "misc",
    },
    "biblatex": {
        ItemType.PREPRINT: "online",
        ItemType.ARTICLE: "article",
        ItemType.PAPER: "inproceedings",
        ItemType.BOOK: "book",
        ItemType.CHAPTER: "incollection",
        ItemType.DATASET: "dataset",
        ItemType.DOCUMENT: "misc",
        ItemType.REPORT: "report",
        ItemType.SOFTWARE: "software",
        ItemType.THESIS: "thesis",
        ItemType.WEB: "online",
    },
}

# Where Zotero's translator of BibTeX has a type of its own; it drops what it does not know.
ZOTERO_TYPES: dict[ItemType, str] = {
    ItemType.SOFTWARE: "software",
    ItemType.WEB: "online",
}

# Under types that others have as well: those are what is read.
_ONLY_WRITTEN = frozenset(
    {ItemType.PREPRINT, ItemType.DATASET, ItemType.DOCUMENT, ItemType.SOFTWARE}
)
# Types that are only read, and what they come nearest to.
READ_TYPES: dict[str, ItemType] = {
    type_: item_type
    for dialect in ENTRY_TYPES.values()
    for item_type, type_ in dialect.items()
    if item_type not in _ONLY_WRITTEN
} | {
    "artifactdataset": ItemType.DATASET,
    "artifactsoftware": ItemType.SOFTWARE,
    "bookinbook": ItemType.CHAPTER,
    "booklet": ItemType.BOOK,
    "collection": ItemType.BOOK,
    "conference": ItemType.PAPER,
    "dataset": ItemType.DATASET,
    "electronic": ItemType.WEB,
    "inbook": ItemType.CHAPTER,
    "inreference": ItemType.CHAPTER,
    "manual": ItemType.REPORT,
    "mastersthesis": ItemType.THESIS,
    "mvbook": ItemType.BOOK,
    "mvcollection": ItemType.BOOK,
    "mvproceedings": ItemType.BOOK,
    "mvreference": ItemType.BOOK,
    "patent": ItemType.REPORT,
    "periodical": ItemType.BOOK,
    "proceedings": ItemType.BOOK,
    "reference": ItemType.BOOK,
    "report": ItemType.REPORT,
    "software": ItemType.SOFTWARE,
    "standard": ItemType.REPORT,
    "suppbook": ItemType.CHAPTER,
    "suppcollection": ItemType.CHAPTER,
    "suppperiodical": ItemType.ARTICLE,
    "unpublished": ItemType.WEB,
    "webpage": ItemType.WEB,
    "www": ItemType.WEB,
}

# What is a page of the web and nothing else; @misc and @unpublished may be anything.
PAGES = frozenset({"electronic", "online", "webpage", "www"})

# Where an item type keeps the name of what it appeared in.
CONTAINER_FIELDS: dict[ItemType, str] = {
    ItemType.PREPRINT: "",
    ItemType.ARTICLE: Field.JOURNAL,
    ItemType.PAPER: Field.BOOKTITLE,
    ItemType.BOOK: "",
    ItemType.CHAPTER: Field.BOOKTITLE,
    ItemType.DATASET: Field.HOWPUBLISHED,
    ItemType.DOCUMENT: "",
    ItemType.REPORT: Field.INSTITUTION,
    ItemType.SOFTWARE: Field.HOWPUBLISHED,
    ItemType.THESIS: Field.SCHOOL,
    ItemType.WEB: Field.HOWPUBLISHED,
}
# Where people put it as well, the likelier first.
MORE_CONTAINER_FIELDS: dict[ItemType, tuple[str, ...]] = {
    ItemType.PREPRINT: (),
    ItemType.ARTICLE: (Field.BOOKTITLE, Field.HOWPUBLISHED),
    ItemType.PAPER: (Field.JOURNAL, Field.SERIES, Field.HOWPUBLISHED),
    ItemType.BOOK: (),
    ItemType.CHAPTER: (Field.JOURNAL,),
    ItemType.DOCUMENT: (),
    ItemType.DATASET: (Field.JOURNAL, Field.BOOKTITLE, Field.PUBLISHER, Field.ORGANIZATION),
    ItemType.REPORT: (Field.SCHOOL, Field.ORGANIZATION, Field.PUBLISHER, Field.JOURNAL),
    ItemType.SOFTWARE: (Field.JOURNAL, Field.BOOKTITLE, Field.PUBLISHER, Field.ORGANIZATION),
    ItemType.THESIS: (Field.INSTITUTION, Field.ORGANIZATION, Field.PUBLISHER),
    ItemType.WEB: (Field.JOURNAL, Field.BOOKTITLE, Field.PUBLISHER, Field.ORGANIZATION),
}

# BibTeX's name -> BibLaTeX's, where they differ (biber warns of the old names).
BIBLATEX_NAMES: dict[str, str] = {
    Field.JOURNAL: "journaltitle",
    Field.SCHOOL: "institution",
    Field.ARCHIVEPREFIX: "eprinttype",
    Field.PRIMARYCLASS: "eprintclass",
    Field.ARTICLENO: "eid",
}
# Every name under which a field is read. BibLaTeX's `institution` is BibTeX's, too.
READ_NAMES: dict[str, str] = {
    **{name: field for field, name in BIBLATEX_NAMES.items()},
    **{field: field for field in FIELDS},
    "archive": Field.ARCHIVEPREFIX,
    "article-number": Field.ARTICLENO,
    "arxivid": Field.EPRINT,
    "articlenumber": Field.ARTICLENO,
    "conference": Field.BOOKTITLE,
    "issue": Field.NUMBER,
    "link": Field.URL,
    "web_url": Field.URL,
}
# What an entry has no field for, of what a reference may print.
LEFT_OUT = frozenset({"chapter", "edition", "editor", "translator"})
# What a text in another, named by crossref, inherits under another name, and what it never does:
# what is said of the whole is not true of its part.
INHERITED_NAMES: dict[str, str] = {
    Field.TITLE: Field.BOOKTITLE,
    Field.SUBTITLE: Field.BOOKSUBTITLE,
}
NOT_INHERITED = frozenset(
    {
        Field.ARTICLENO, Field.CROSSREF, Field.DOI, Field.EPRINT, Field.HOWPUBLISHED,
        Field.IDS, Field.KEY, Field.NOTE, Field.NUMPAGES, Field.PAGES, Field.SORTKEY, Field.URL,
        Field.XDATA,
    }
)  # fmt: skip

# Where a number is that of an issue or of a report, or may be.
NUMBERED = frozenset({ItemType.ARTICLE, ItemType.DOCUMENT, ItemType.REPORT})
# biber warns of a publisher in @article and @software; the others have none.
WITHOUT_PUBLISHER = frozenset(
    {
        ItemType.PREPRINT,
        ItemType.ARTICLE,
        ItemType.DOCUMENT,
        ItemType.WEB,
        ItemType.THESIS,
        ItemType.REPORT,
        ItemType.SOFTWARE,
    }
)
# Where a place is that of the body that brings it out, although there is no publisher.
PLACED = frozenset({ItemType.REPORT, ItemType.THESIS})
IN_SERIES = frozenset({ItemType.PAPER, ItemType.CHAPTER, ItemType.BOOK})
# BibLaTeX has no howpublished in these, and asks what kind of report or thesis it is.
BIBLATEX_CONTAINERS = {
    ItemType.DATASET: Field.ORGANIZATION,
    ItemType.WEB: Field.ORGANIZATION,
}
BIBLATEX_TYPES = {ItemType.REPORT: "techreport", ItemType.THESIS: "phdthesis"}


def entry_type(type_: ItemType, target: Target) -> str:
    """Return the type under which a target takes an item that has authors."""
    if type_ is ItemType.PREPRINT:
        return target.preprint_type
    if target.is_zotero and type_ in ZOTERO_TYPES:
        return ZOTERO_TYPES[type_]
    return ENTRY_TYPES[target.dialect][type_]


def count_pages(pages: str) -> str:
    """Return the number of pages of a range such as `1-15`; "" where it is not one."""
    first, dash, last = pages.partition("-")
    if dash and first.isdecimal() and last.isdecimal() and int(first) <= int(last):
        return str(int(last) - int(first) + 1)
    return ""


def article_pages(item: Item) -> str:
    """Return `58:1--58:15`, which survives in every style and program."""
    if not item.pages:
        return ""
    return "--".join(f"{item.article}:{page}" for page in item.pages.split("-"))
