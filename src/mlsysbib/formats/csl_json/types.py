"""The item types of CSL, which ours are, and those of other programs that write its JSON."""

from __future__ import annotations

from mlsysbib.model.item_types import ItemType

READ_TYPES: dict[str, ItemType] = {
    **{type_.value: type_ for type_ in ItemType},
    # What says nothing of its own may be a page of the web.
    "document": ItemType.WEB,
    # Of other programs: the types of Crossref, and CSL's in other spellings.
    "book-chapter": ItemType.CHAPTER,
    "book-part": ItemType.CHAPTER,
    "book-section": ItemType.CHAPTER,
    "conference-paper": ItemType.PAPER,
    "dissertation": ItemType.THESIS,
    "edited-book": ItemType.BOOK,
    "journal-article": ItemType.ARTICLE,
    "legal-case": ItemType.LEGAL_CASE,
    "monograph": ItemType.BOOK,
    "motion-picture": ItemType.MOTION_PICTURE,
    "musical-score": ItemType.MUSICAL_SCORE,
    "peer-review": ItemType.REVIEW,
    "posted-content": ItemType.PREPRINT,
    "proceedings": ItemType.BOOK,
    "proceedings-article": ItemType.PAPER,
    "reference-book": ItemType.BOOK,
    "reference-entry": ItemType.ENTRY,
    "report-series": ItemType.REPORT,
}

# What is a page of the web and nothing else, and what stands for a talk.
PAGES = frozenset({"post", "post-weblog", "webpage"})
TALKS = {"broadcast": "video", "motion_picture": "video", "speech": "talk"}
