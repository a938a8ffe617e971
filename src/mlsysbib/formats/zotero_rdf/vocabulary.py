"""The names of Zotero RDF: namespaces, and which of Zotero's item types is which of ours."""

from __future__ import annotations

from collections.abc import Mapping

from mlsysbib.model.item_types import ItemType

Z = "http://www.zotero.org/namespaces/export#"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
PRISM = "http://prismstandard.org/namespaces/1.2/basic/"
BIB = "http://purl.org/net/biblio#"
FOAF = "http://xmlns.com/foaf/0.1/"
VCARD = "http://nwalsh.com/rdf/vCard#"
ITEM_TYPE = f"{Z}itemType"

WRITTEN_TYPES: Mapping[ItemType, str] = {
    ItemType.PREPRINT: "preprint",
    ItemType.ARTICLE: "journalArticle",
    ItemType.PAPER: "conferencePaper",
    ItemType.BOOK: "book",
    ItemType.CHAPTER: "bookSection",
    ItemType.DATASET: "dataset",
    ItemType.DOCUMENT: "document",
    ItemType.REPORT: "report",
    ItemType.SOFTWARE: "computerProgram",
    ItemType.THESIS: "thesis",
    ItemType.WEB: "webpage",
}
# The item types of zotero/zotero-schema that are references, however remotely.
READ_TYPES: Mapping[str, ItemType] = {name: type_ for type_, name in WRITTEN_TYPES.items()} | {
    "artwork": ItemType.DOCUMENT,
    "audioRecording": ItemType.DOCUMENT,
    "bill": ItemType.DOCUMENT,
    "blogPost": ItemType.WEB,
    "case": ItemType.DOCUMENT,
    "dictionaryEntry": ItemType.CHAPTER,
    "email": ItemType.DOCUMENT,
    "encyclopediaArticle": ItemType.CHAPTER,
    "film": ItemType.DOCUMENT,
    "forumPost": ItemType.WEB,
    "hearing": ItemType.DOCUMENT,
    "instantMessage": ItemType.DOCUMENT,
    "interview": ItemType.DOCUMENT,
    "letter": ItemType.DOCUMENT,
    "magazineArticle": ItemType.ARTICLE,
    "manuscript": ItemType.REPORT,
    "map": ItemType.DOCUMENT,
    "newspaperArticle": ItemType.ARTICLE,
    "patent": ItemType.DOCUMENT,
    "podcast": ItemType.WEB,
    "presentation": ItemType.PAPER,
    "radioBroadcast": ItemType.DOCUMENT,
    "standard": ItemType.DOCUMENT,
    "statute": ItemType.DOCUMENT,
    "tvBroadcast": ItemType.DOCUMENT,
    "videoRecording": ItemType.WEB,
}
PAGES = frozenset({"webpage", "blogPost", "forumPost"})
# What was given is a talk, whatever its title.
TALKS: Mapping[str, str] = {
    "presentation": "slides",
    "podcast": "video",
    "videoRecording": "video",
}
# A body such as a university or a server brings these out, and nothing contains them.
ISSUED = frozenset({ItemType.REPORT, ItemType.THESIS, ItemType.DATASET, ItemType.SOFTWARE})
