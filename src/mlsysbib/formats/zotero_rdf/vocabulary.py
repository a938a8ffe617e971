"""The names of Zotero RDF: namespaces, and which of Zotero's item types is which of ours."""

from __future__ import annotations

from collections.abc import Mapping

from mlsysbib.model.entry import Role
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

# Zotero's creators other than authors, by the roles of CSL.
CREATORS: Mapping[Role, str] = {
    "editor": "editor",
    "translator": "translator",
    "collection-editor": "seriesEditor",
    "container-author": "bookAuthor",
    "contributor": "contributor",
    "reviewed-author": "reviewedAuthor",
}
# And those of types that are only read.
READ_CREATORS: Mapping[str, Role] = {creator: role for role, creator in CREATORS.items()} | {
    "commenter": "commentator",
    "composer": "composer",
    "director": "director",
    "guest": "guest",
    "interviewer": "interviewer",
    "performer": "performer",
    "podcaster": "host",
    "producer": "producer",
    "recipient": "recipient",
    "scriptwriter": "script-writer",
}
_EDITED = "editor translator contributor"
CREATORS_OF: Mapping[ItemType, frozenset[str]] = {
    type_: frozenset(creators.split())
    for type_, creators in {
        ItemType.PREPRINT: f"{_EDITED} reviewedAuthor",
        ItemType.ARTICLE: f"{_EDITED} reviewedAuthor",
        ItemType.PAPER: f"{_EDITED} seriesEditor",
        ItemType.BOOK: f"{_EDITED} seriesEditor",
        ItemType.CHAPTER: f"{_EDITED} seriesEditor bookAuthor",
        ItemType.DATASET: "contributor",
        ItemType.DOCUMENT: f"{_EDITED} reviewedAuthor",
        ItemType.REPORT: f"{_EDITED} seriesEditor",
        ItemType.SOFTWARE: "contributor",
        ItemType.THESIS: "contributor",
        ItemType.WEB: "translator contributor",
    }.items()
}
_OF_BIBLIO = frozenset({"author", "editor", "contributor"})
# Where the fields stand that are the item's own and that Zotero's namespace does not hold.
OWN_ELEMENTS: Mapping[str, str] = {
    "title": "dc:title",
    "date": "dc:date",
    "pages": "bib:pages",
    "edition": "prism:edition",
    "type": "dc:type",
    "abstractNote": "dcterms:abstract",
    "accessDate": "dcterms:dateSubmitted",
    "rights": "dc:rights",
    "archiveLocation": "dc:coverage",
    "extra": "dc:description",
    "citationKey": "z:citationKey",
    "eventPlace": "z:eventPlace",
    "language": "z:language",
}


def creator_element(creator: str) -> str:
    """Return the element that lists creators of a type: `bib:editors`, `z:translators`."""
    return f"{'bib' if creator in _OF_BIBLIO else 'z'}:{creator}s"
