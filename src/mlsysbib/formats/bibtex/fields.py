"""Types and fields of BibTeX and BibLaTeX: the one table that gives both their names."""

from __future__ import annotations

from typing import Final

from mlsysbib.model.entry import Role
from mlsysbib.model.item import Item
from mlsysbib.model.item_types import ItemType


class Field:
    """The fields that are written or read, under the names that BibTeX has for them.

    Plain strings, as an export looks one up for each line that it writes.
    """

    ABSTRACT: Final = "abstract"
    ADDRESS: Final = "address"
    AFTERWORD: Final = "afterword"
    ANNOTATOR: Final = "annotator"
    ARCHIVEPREFIX: Final = "archiveprefix"
    ARTICLENO: Final = "articleno"
    AUTHOR: Final = "author"
    BOOKAUTHOR: Final = "bookauthor"
    BOOKSUBTITLE: Final = "booksubtitle"
    BOOKTITLE: Final = "booktitle"
    CHAPTER: Final = "chapter"
    COMMENTATOR: Final = "commentator"
    CROSSREF: Final = "crossref"
    DATE: Final = "date"
    DOI: Final = "doi"
    EDITION: Final = "edition"
    EDITOR: Final = "editor"
    ENTRYSUBTYPE: Final = "entrysubtype"
    EPRINT: Final = "eprint"
    EVENTDATE: Final = "eventdate"
    EVENTTITLE: Final = "eventtitle"
    FOREWORD: Final = "foreword"
    HOLDER: Final = "holder"
    HOWPUBLISHED: Final = "howpublished"
    IDS: Final = "ids"
    INSTITUTION: Final = "institution"
    INTRODUCTION: Final = "introduction"
    ISBN: Final = "isbn"
    JOURNAL: Final = "journal"
    JOURNALSUBTITLE: Final = "journalsubtitle"
    KEY: Final = "key"
    KEYWORDS: Final = "keywords"
    LANGUAGE: Final = "language"
    LOCATION: Final = "location"
    MONTH: Final = "month"
    NOTE: Final = "note"
    NUMBER: Final = "number"
    NUMPAGES: Final = "numpages"
    ORIGDATE: Final = "origdate"
    ORGANIZATION: Final = "organization"
    PAGES: Final = "pages"
    PRIMARYCLASS: Final = "primaryclass"
    PUBLISHER: Final = "publisher"
    SCHOOL: Final = "school"
    SERIES: Final = "series"
    SORTKEY: Final = "sortkey"
    SUBTITLE: Final = "subtitle"
    TITLE: Final = "title"
    TRANSLATOR: Final = "translator"
    TYPE: Final = "type"
    URL: Final = "url"
    VENUE: Final = "venue"
    VOLUME: Final = "volume"
    XDATA: Final = "xdata"
    YEAR: Final = "year"


FIELDS = tuple(field for name, field in vars(Field).items() if name.isupper())

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
    "keyword": Field.KEYWORDS,
    "origyear": Field.ORIGDATE,
    "link": Field.URL,
    "web_url": Field.URL,
}
# Who does what, and under which name that stands.
ROLE_FIELDS: dict[Role, str] = {
    "editor": Field.EDITOR,
    "translator": Field.TRANSLATOR,
    "container-author": Field.BOOKAUTHOR,
    "annotator": Field.ANNOTATOR,
    "commentator": Field.COMMENTATOR,
    "introduction": Field.INTRODUCTION,
    "foreword": Field.FOREWORD,
    "afterword": Field.AFTERWORD,
    "holder": Field.HOLDER,
}
# What a text in another, named by crossref, inherits under another name, and what it never does:
# what is said of the whole is not true of its part.
INHERITED_NAMES: dict[str, str] = {
    Field.TITLE: Field.BOOKTITLE,
    Field.SUBTITLE: Field.BOOKSUBTITLE,
}
NOT_INHERITED = frozenset(
    {
        Field.ABSTRACT, Field.ARTICLENO, Field.CHAPTER, Field.CROSSREF, Field.DOI, Field.EPRINT,
        Field.HOWPUBLISHED, Field.KEYWORDS, Field.IDS, Field.KEY, Field.NOTE, Field.NUMPAGES,
        Field.PAGES, Field.SORTKEY, Field.URL, Field.XDATA,
    }
)  # fmt: skip

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


# BibLaTeX has no howpublished in these, and asks what kind of report or thesis it is.
BIBLATEX_CONTAINERS = {
    ItemType.DATASET: Field.ORGANIZATION,
    ItemType.WEB: Field.ORGANIZATION,
}
BIBLATEX_TYPES = {ItemType.REPORT: "techreport", ItemType.THESIS: "phdthesis"}
# Who brings it out, where an entry type has another field for it than the others of its family.
OWN_PUBLISHERS = {
    "booklet": {Field.PUBLISHER: Field.HOWPUBLISHED},
    "manual": {Field.INSTITUTION: Field.ORGANIZATION},
    "unpublished": {Field.ORGANIZATION: Field.HOWPUBLISHED},
}


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
