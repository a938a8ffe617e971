"""The item types of CSL: ours have its names, and each of the others comes near to one of them."""

from __future__ import annotations

from mlsysbib.model.item import ItemType

READ_TYPES: dict[str, ItemType] = {
    **{type_.value: type_ for type_ in ItemType},
    "article-magazine": ItemType.ARTICLE,
    "article-newspaper": ItemType.ARTICLE,
    "bill": ItemType.REPORT,
    "broadcast": ItemType.WEB,
    "classic": ItemType.BOOK,
    "collection": ItemType.BOOK,
    "document": ItemType.WEB,
    "entry": ItemType.CHAPTER,
    "entry-dictionary": ItemType.CHAPTER,
    "entry-encyclopedia": ItemType.CHAPTER,
    "event": ItemType.WEB,
    "figure": ItemType.WEB,
    "graphic": ItemType.WEB,
    "hearing": ItemType.REPORT,
    "interview": ItemType.WEB,
    "legal_case": ItemType.REPORT,
    "legislation": ItemType.REPORT,
    "manuscript": ItemType.WEB,
    "map": ItemType.WEB,
    "motion_picture": ItemType.WEB,
    "musical_score": ItemType.WEB,
    "pamphlet": ItemType.BOOK,
    "patent": ItemType.REPORT,
    "performance": ItemType.WEB,
    "periodical": ItemType.BOOK,
    "personal_communication": ItemType.WEB,
    "post": ItemType.WEB,
    "post-weblog": ItemType.WEB,
    "regulation": ItemType.REPORT,
    "review": ItemType.ARTICLE,
    "review-book": ItemType.ARTICLE,
    "song": ItemType.WEB,
    "speech": ItemType.WEB,
    "standard": ItemType.REPORT,
    "treaty": ItemType.REPORT,
}

# What is a page of the web and nothing else, and what stands for a talk.
PAGES = frozenset({"post", "post-weblog", "webpage"})
TALKS = {"broadcast": "video", "motion_picture": "video", "speech": "talk"}
