"""Types and fields of BibTeX and BibLaTeX: the one table that gives both their names."""

from __future__ import annotations

from mlsysbib.formats.targets import Dialect
from mlsysbib.model.item import Item, ItemType

# Total in both directions' sense: each item type has an entry type in each dialect.
ENTRY_TYPES: dict[Dialect, dict[ItemType, str]] = {
    "bibtex": {
        ItemType.PREPRINT: "misc",
        ItemType.ARTICLE: "article",
        ItemType.PAPER: "inproceedings",
        ItemType.BOOK: "book",
        ItemType.CHAPTER: "incollection",
        ItemType.DATASET: "misc",
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
        ItemType.REPORT: "report",
        ItemType.SOFTWARE: "software",
        ItemType.THESIS: "thesis",
        ItemType.WEB: "online",
    },
}

# Where an item type keeps the name of what it appeared in.
CONTAINER_FIELDS: dict[ItemType, str] = {
    ItemType.PREPRINT: "",
    ItemType.ARTICLE: "journal",
    ItemType.PAPER: "booktitle",
    ItemType.BOOK: "",
    ItemType.CHAPTER: "booktitle",
    ItemType.DATASET: "howpublished",
    ItemType.REPORT: "institution",
    ItemType.SOFTWARE: "howpublished",
    ItemType.THESIS: "school",
    ItemType.WEB: "howpublished",
}

# BibTeX's name -> BibLaTeX's, where they differ (biber warns of the old names).
BIBLATEX_NAMES = {
    "journal": "journaltitle",
    "school": "institution",
    "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
    "articleno": "eid",
}

# By number; BibTeX styles define these macros.
MONTHS = tuple(" jan feb mar apr may jun jul aug sep oct nov dec".split(" "))


# Where a number is that of an issue or of a report.
NUMBERED = frozenset({ItemType.ARTICLE, ItemType.REPORT})
# biber warns of a publisher in @article and @software; the others have none.
WITHOUT_PUBLISHER = frozenset(
    {
        ItemType.PREPRINT,
        ItemType.ARTICLE,
        ItemType.WEB,
        ItemType.THESIS,
        ItemType.REPORT,
        ItemType.SOFTWARE,
    }
)
# BibLaTeX has no howpublished in these, and asks what kind of report or thesis it is.
BIBLATEX_CONTAINERS = {ItemType.DATASET: "organization", ItemType.WEB: "organization"}
BIBLATEX_TYPES = {ItemType.REPORT: "techreport", ItemType.THESIS: "phdthesis"}


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
