"""The closed set of item types: those of CSL 1.0.2, and what each comes down to.

Most of what is done with a type needs no more than its family, of which there are eleven; that a
patent is one is said where it is written.
"""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal, cast


class ItemType(Enum):
    """The closed set of item types, under the names that CSL gives them; the families first."""

    PREPRINT = "article"
    ARTICLE = "article-journal"
    PAPER = "paper-conference"
    BOOK = "book"
    CHAPTER = "chapter"
    DATASET = "dataset"
    # Published, and nobody knows where.
    DOCUMENT = "document"
    REPORT = "report"
    SOFTWARE = "software"
    THESIS = "thesis"
    WEB = "webpage"

    MAGAZINE = "article-magazine"
    NEWSPAPER = "article-newspaper"
    BILL = "bill"
    BROADCAST = "broadcast"
    CLASSIC = "classic"
    COLLECTION = "collection"
    ENTRY = "entry"
    DICTIONARY = "entry-dictionary"
    ENCYCLOPEDIA = "entry-encyclopedia"
    EVENT = "event"
    FIGURE = "figure"
    GRAPHIC = "graphic"
    HEARING = "hearing"
    INTERVIEW = "interview"
    LEGAL_CASE = "legal_case"
    LEGISLATION = "legislation"
    MANUSCRIPT = "manuscript"
    MAP = "map"
    MOTION_PICTURE = "motion_picture"
    MUSICAL_SCORE = "musical_score"
    PAMPHLET = "pamphlet"
    PATENT = "patent"
    PERFORMANCE = "performance"
    PERIODICAL = "periodical"
    PERSONAL_COMMUNICATION = "personal_communication"
    POST = "post"
    WEBLOG = "post-weblog"
    REGULATION = "regulation"
    REVIEW = "review"
    BOOK_REVIEW = "review-book"
    SONG = "song"
    SPEECH = "speech"
    STANDARD = "standard"
    TREATY = "treaty"

    # Members are compared by identity; Enum's own hash is a function in Python.
    __hash__ = object.__hash__

    @property
    def family(self) -> ItemType:
        """The type that this comes nearest to, of those that formats and styles all have."""
        return _FAMILIES.get(self, self)


_FAMILIES: Final[dict[ItemType, ItemType]] = {
    type_: family
    for family, types in {
        ItemType.ARTICLE: (
            ItemType.MAGAZINE, ItemType.NEWSPAPER, ItemType.REVIEW, ItemType.BOOK_REVIEW,
        ),
        ItemType.BOOK: (
            ItemType.CLASSIC, ItemType.COLLECTION, ItemType.PAMPHLET, ItemType.PERIODICAL,
        ),
        ItemType.CHAPTER: (ItemType.ENTRY, ItemType.DICTIONARY, ItemType.ENCYCLOPEDIA),
        ItemType.REPORT: (
            ItemType.BILL, ItemType.HEARING, ItemType.LEGAL_CASE, ItemType.LEGISLATION,
            ItemType.PATENT, ItemType.REGULATION, ItemType.STANDARD, ItemType.TREATY,
        ),
        ItemType.WEB: (
            ItemType.BROADCAST, ItemType.EVENT, ItemType.FIGURE, ItemType.GRAPHIC,
            ItemType.INTERVIEW, ItemType.MANUSCRIPT, ItemType.MAP, ItemType.MOTION_PICTURE,
            ItemType.MUSICAL_SCORE, ItemType.PERFORMANCE, ItemType.PERSONAL_COMMUNICATION,
            ItemType.POST, ItemType.WEBLOG, ItemType.SONG, ItemType.SPEECH,
        ),
    }.items()
    for type_ in types
}  # fmt: skip
FAMILIES: Final = tuple(type_ for type_ in ItemType if type_ not in _FAMILIES)

# What an entry file says. An "article" is one of a journal that the venue table does not have: a
# venue tells it by its kind. The families have words of their own, the others those of CSL.
StoredFamily = Literal[
    "", "article", "report", "thesis", "book", "chapter", "software", "dataset", "web"
]
StoredType = Literal[
    "", "article", "report", "thesis", "book", "chapter", "software", "dataset", "web",
    "article-magazine", "article-newspaper", "bill", "broadcast", "classic", "collection", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview",
    "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet",
    "patent", "performance", "periodical", "personal_communication", "post", "post-weblog",
    "regulation", "review", "review-book", "song", "speech", "standard", "treaty",
]  # fmt: skip
_STORED_FAMILIES: Final[dict[ItemType, StoredFamily]] = {
    ItemType.PREPRINT: "",
    ItemType.ARTICLE: "article",
    ItemType.PAPER: "",
    ItemType.BOOK: "book",
    ItemType.CHAPTER: "chapter",
    ItemType.DATASET: "dataset",
    ItemType.DOCUMENT: "web",
    ItemType.REPORT: "report",
    ItemType.SOFTWARE: "software",
    ItemType.THESIS: "thesis",
    ItemType.WEB: "web",
}
STORED_TYPES: Final[dict[ItemType, StoredType]] = {
    **_STORED_FAMILIES,
    **{type_: cast("StoredType", type_.value) for type_ in _FAMILIES},
}
# The way back, for those that say something.
TYPES_STORED: Final[dict[str, ItemType]] = {
    stored: type_
    for type_, stored in STORED_TYPES.items()
    if stored and type_ is not ItemType.DOCUMENT
}


def family_of(stored: StoredType) -> StoredFamily:
    """Return the family of a type as entry files name it.

    >>> family_of("patent"), family_of("thesis"), family_of("")
    ('report', 'thesis', '')
    """
    return _STORED_FAMILIES[TYPES_STORED[stored].family] if stored else ""


# Which families have what.
NUMBERED: Final = frozenset({ItemType.ARTICLE, ItemType.DOCUMENT, ItemType.REPORT})
IN_SERIES: Final = frozenset({ItemType.PAPER, ItemType.CHAPTER, ItemType.BOOK})
# What a body such as a university brings out: it is the publisher, and nothing contains it.
ISSUED_BY_BODY: Final = frozenset({ItemType.REPORT, ItemType.THESIS})
# What nothing contains.
WITHOUT_CONTAINER: Final = ISSUED_BY_BODY | {ItemType.PREPRINT, ItemType.BOOK}
