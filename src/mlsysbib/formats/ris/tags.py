"""Types and tags of RIS: the one table for writing and reading.

No two programs agree on all of them; what is written is what Zotero and EndNote both read.
"""

from __future__ import annotations

from typing import Final

from mlsysbib.model.entry import Role
from mlsysbib.model.item_types import ItemType


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
    ABSTRACT: Final = "AB"
    EDITION: Final = "ET"
    GENRE: Final = "M3"
    LANGUAGE: Final = "LA"
    SECTION: Final = "SE"
    ORIGINAL: Final = "OP"
    END: Final = "ER"


# Under which an entry keeps the tags that it has no field for.
KEPT = "ris"

# Tags under which others write the same; the likelier come first.
AUTHORS = (Tag.AUTHOR, "A1")
TITLES = (Tag.TITLE, "T1", "CT", "ST")
# What names the journal and nothing else, in full or in short.
JOURNALS = ("JF", "JO", "J1", "JA", "J2")
CONTAINERS = (Tag.PROCEEDINGS, Tag.CONTAINER, "JF", Tag.BOOK_TITLE, "JO", "JA", "J2", "J1", "SO")
YEARS = (Tag.YEAR, "Y1", Tag.DATE)
DATES = (Tag.DATE, "Y1", Tag.YEAR)
VOLUMES = (Tag.VOLUME, "VO")
DOIS = (Tag.DOI, "M3", "L3", "DI")
URLS = (Tag.URL, "LK", "L2", "L1")

# Who does what; A2 is an editor nearly everywhere, and A3 one of the series.
ROLES: dict[Role, tuple[str, ...]] = {
    "editor": ("ED", "A2"),
    "collection-editor": ("A3",),
    "translator": ("TA", "A4"),
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
# The exact types that RIS has; the others are written as their family.
EXACT_TYPES: dict[ItemType, str] = {
    ItemType.BILL: "BILL",
    ItemType.DICTIONARY: "DICT",
    ItemType.ENCYCLOPEDIA: "ENCYC",
    ItemType.FIGURE: "FIGURE",
    ItemType.GRAPHIC: "ART",
    ItemType.HEARING: "HEAR",
    ItemType.LEGAL_CASE: "CASE",
    ItemType.LEGISLATION: "STAT",
    ItemType.MAGAZINE: "MGZN",
    ItemType.MANUSCRIPT: "MANSCPT",
    ItemType.MAP: "MAP",
    ItemType.MOTION_PICTURE: "MPCT",
    ItemType.MUSICAL_SCORE: "MUSIC",
    ItemType.NEWSPAPER: "NEWS",
    ItemType.PAMPHLET: "PAMP",
    ItemType.PATENT: "PAT",
    ItemType.PERIODICAL: "JFULL",
    ItemType.PERSONAL_COMMUNICATION: "PCOMM",
    ItemType.SONG: "SOUND",
    ItemType.SPEECH: "SLIDE",
    ItemType.STANDARD: "STAND",
    ItemType.WEBLOG: "BLOG",
}
READ_TYPES: dict[str, ItemType] = {
    # GEN says nothing of its own.
    **{name: type_ for type_, name in TYPES.items() if type_ is not ItemType.DOCUMENT},
    **{name: type_ for type_, name in EXACT_TYPES.items()},
    "ABST": ItemType.ARTICLE,
    "AGGR": ItemType.DATASET,
    "CPAPER": ItemType.PAPER,
    "DBASE": ItemType.DATASET,
    "EBOOK": ItemType.BOOK,
    "ECHAP": ItemType.CHAPTER,
    "EDBOOK": ItemType.BOOK,
    "EJOUR": ItemType.ARTICLE,
    "GOVDOC": ItemType.REPORT,
    "ICOMM": ItemType.WEB,
    "INPR": ItemType.ARTICLE,
    "JOURNAL ARTICLE": ItemType.ARTICLE,
    "SER": ItemType.BOOK,
    "UNPD": ItemType.PREPRINT,
    "VIDEO": ItemType.WEB,
}
