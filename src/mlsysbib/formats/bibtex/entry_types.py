"""Entry types of BibTeX and BibLaTeX: both directions of one table."""

from __future__ import annotations

from mlsysbib.formats.targets import Dialect, Target
from mlsysbib.model.item_types import ItemType

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

# The exact types that an entry type stands for; the others are written as their family.
EXACT_TYPES: dict[Dialect, dict[ItemType, str]] = {
    "bibtex": {
        ItemType.PAMPHLET: "booklet",
        ItemType.PATENT: "misc",
        ItemType.STANDARD: "misc",
    },
    "biblatex": {
        ItemType.DICTIONARY: "inreference",
        ItemType.ENCYCLOPEDIA: "inreference",
        ItemType.ENTRY: "inreference",
        ItemType.LEGAL_CASE: "jurisdiction",
        ItemType.LEGISLATION: "legislation",
        ItemType.MANUSCRIPT: "unpublished",
        ItemType.MOTION_PICTURE: "movie",
        ItemType.PAMPHLET: "booklet",
        ItemType.PATENT: "patent",
        ItemType.PERFORMANCE: "performance",
        ItemType.PERIODICAL: "periodical",
        ItemType.PERSONAL_COMMUNICATION: "letter",
        ItemType.SONG: "music",
        ItemType.STANDARD: "standard",
    },
}
# What a style prints of a report that is one of these, and BibLaTeX demands; and the subtypes that
# biblatex-apa, Zotero and pandoc know.
REPORT_TYPES: dict[ItemType, str] = {
    ItemType.BILL: "Bill",
    ItemType.HEARING: "Hearing",
    ItemType.LEGAL_CASE: "Legal Case",
    ItemType.LEGISLATION: "Legislation",
    ItemType.REGULATION: "Regulation",
    ItemType.TREATY: "Treaty",
}
SUBTYPES: dict[ItemType, str] = {
    ItemType.MAGAZINE: "magazine",
    ItemType.NEWSPAPER: "newspaper",
}
# What the standard styles define: an entry type of another program's is none for them.
STANDARD_TYPES = frozenset(
    "article book booklet conference inbook incollection inproceedings manual mastersthesis misc "
    "phdthesis proceedings techreport unpublished".split()
)

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
    "artwork": ItemType.GRAPHIC,
    "audio": ItemType.SONG,
    "bookinbook": ItemType.CHAPTER,
    "booklet": ItemType.PAMPHLET,
    "collection": ItemType.BOOK,
    "commentary": ItemType.BOOK,
    "conference": ItemType.PAPER,
    "dataset": ItemType.DATASET,
    "electronic": ItemType.WEB,
    "image": ItemType.GRAPHIC,
    "inbook": ItemType.CHAPTER,
    "inreference": ItemType.ENCYCLOPEDIA,
    "jurisdiction": ItemType.LEGAL_CASE,
    "legal": ItemType.TREATY,
    "legislation": ItemType.LEGISLATION,
    "letter": ItemType.PERSONAL_COMMUNICATION,
    "manual": ItemType.REPORT,
    "mastersthesis": ItemType.THESIS,
    "movie": ItemType.MOTION_PICTURE,
    "music": ItemType.SONG,
    "mvbook": ItemType.BOOK,
    "mvcollection": ItemType.BOOK,
    "mvproceedings": ItemType.BOOK,
    "mvreference": ItemType.BOOK,
    "patent": ItemType.PATENT,
    "performance": ItemType.PERFORMANCE,
    "periodical": ItemType.PERIODICAL,
    "proceedings": ItemType.BOOK,
    "reference": ItemType.BOOK,
    "report": ItemType.REPORT,
    "review": ItemType.REVIEW,
    "software": ItemType.SOFTWARE,
    "standard": ItemType.STANDARD,
    "suppbook": ItemType.CHAPTER,
    "suppcollection": ItemType.CHAPTER,
    "suppperiodical": ItemType.ARTICLE,
    "unpublished": ItemType.WEB,
    "video": ItemType.MOTION_PICTURE,
    "webpage": ItemType.WEB,
    "www": ItemType.WEB,
}

# What is a page of the web and nothing else; @misc and @unpublished may be anything.
PAGES = frozenset({"electronic", "online", "webpage", "www"})

# Genres that an entry type or a word of BibLaTeX stands for.
GENRES: dict[str, str] = {"Master's thesis": "mathesis"}


def entry_type(type_: ItemType, target: Target, form: ItemType | None = None) -> str:
    """Return the type under which a target takes an item that has authors; `form` is exact."""
    if type_ is ItemType.PREPRINT:
        return target.preprint_type
    if form and form in EXACT_TYPES[target.dialect]:
        return EXACT_TYPES[target.dialect][form]
    if target.is_zotero and type_ in ZOTERO_TYPES:
        return ZOTERO_TYPES[type_]
    return ENTRY_TYPES[target.dialect][type_]
