"""Types and tags of RIS: the one table for writing and reading.

No two programs agree on all of them; what is written is what Zotero and EndNote both read.
"""

from __future__ import annotations

from typing import Final

from mlsysbib.model.item import ItemType


class Tag:
    """The tags that are written.

    The title of proceedings stands in three of them, as no two programs look in the same place:
    EndNote and Mendeley read T2, which is the name of the conference for Zotero and a series for
    bibutils; Zotero reads C3, a note for bibutils; and bibutils reads BT.
    """

    TYPE: Final = "TY"
    KEY: Final = "ID"
    AUTHOR: Final = "AU"
    TITLE: Final = "TI"
    CONTAINER: Final = "T2"
    PROCEEDINGS: Final = "C3"
    BOOK_TITLE: Final = "BT"
    SERIES: Final = "T3"
    YEAR: Final = "PY"
    DATE: Final = "DA"
    VOLUME: Final = "VL"
    NUMBER: Final = "IS"
    ARTICLE: Final = "C7"
    FIRST_PAGE: Final = "SP"
    LAST_PAGE: Final = "EP"
    PUBLISHER: Final = "PB"
    PLACE: Final = "CY"
    SERIAL: Final = "SN"
    DOI: Final = "DO"
    URL: Final = "UR"
    KEYWORD: Final = "KW"
    ARCHIVE: Final = "DB"
    ACCESSION: Final = "AN"
    NOTE: Final = "N1"
    END: Final = "ER"


# Tags under which others write the same; the likelier come first.
AUTHORS = (Tag.AUTHOR, "A1")
TITLES = (Tag.TITLE, "T1", "CT", "ST")
CONTAINERS = (Tag.PROCEEDINGS, Tag.CONTAINER, "JF", Tag.BOOK_TITLE, "JO", "JA", "J2")
YEARS = (Tag.YEAR, "Y1", Tag.DATE)
DATES = (Tag.DATE, "Y1", Tag.YEAR)
VOLUMES = (Tag.VOLUME, "VO")
DOIS = (Tag.DOI, "M3", "L3", "DI")
URLS = (Tag.URL, "LK", "L2", "L1")

# What an entry has no field for.
# M1 is a number of some kind: Zotero keeps it in Extra, bibutils in a note.
LEFT_OUT = {
    "M1": "note",
    "ED": "editor",
    "A2": "editor",
    "A4": "translator",
    "ET": "edition",
    "N1": "note",
}

TYPES: dict[ItemType, str] = {
    ItemType.PREPRINT: "UNPB",
    ItemType.ARTICLE: "JOUR",
    ItemType.PAPER: "CONF",
    ItemType.BOOK: "BOOK",
    ItemType.CHAPTER: "CHAP",
    ItemType.DATASET: "DATA",
    ItemType.DOCUMENT: "GEN",
    ItemType.REPORT: "RPRT",
    ItemType.SOFTWARE: "COMP",
    ItemType.THESIS: "THES",
    ItemType.WEB: "ELEC",
}
READ_TYPES: dict[str, ItemType] = {
    # GEN says nothing of its own.
    **{name: type_ for type_, name in TYPES.items() if type_ is not ItemType.DOCUMENT},
    "ABST": ItemType.ARTICLE,
    "AGGR": ItemType.DATASET,
    "BLOG": ItemType.WEB,
    "CPAPER": ItemType.PAPER,
    "DBASE": ItemType.DATASET,
    "DICT": ItemType.CHAPTER,
    "EBOOK": ItemType.BOOK,
    "ECHAP": ItemType.CHAPTER,
    "EDBOOK": ItemType.BOOK,
    "EJOUR": ItemType.ARTICLE,
    "ENCYC": ItemType.CHAPTER,
    "GOVDOC": ItemType.REPORT,
    "ICOMM": ItemType.WEB,
    "INPR": ItemType.ARTICLE,
    "JFULL": ItemType.ARTICLE,
    "JOURNAL ARTICLE": ItemType.ARTICLE,
    "MANSCPT": ItemType.PREPRINT,
    "MGZN": ItemType.ARTICLE,
    "NEWS": ItemType.ARTICLE,
    "PAT": ItemType.REPORT,
    "SER": ItemType.BOOK,
    "SLIDE": ItemType.WEB,
    "STAND": ItemType.REPORT,
    "UNPD": ItemType.PREPRINT,
    "VIDEO": ItemType.WEB,
}
# Where a number is that of an issue or of a report, or may be.
NUMBERED = frozenset({ItemType.ARTICLE, ItemType.DOCUMENT, ItemType.REPORT})
IN_SERIES = frozenset({ItemType.PAPER, ItemType.CHAPTER, ItemType.BOOK})
# What a body such as a university brings out.
ISSUED_BY_BODY = frozenset({ItemType.REPORT, ItemType.THESIS})
