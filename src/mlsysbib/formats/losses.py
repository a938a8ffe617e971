"""What is lost when entries are written in a format and read again, and why.

Paths are those of entries; a path alone is lost altogether. The round trips of the tests hold
exactly but for these, and the documentation lists them.
"""

from __future__ import annotations

_OURS = {
    "system": "no format has a field for the name of a system",
    "other_titles": "no format has a field for them",
    "keywords": "topics that are written as keywords are read as keywords",
    "kept": "fields that an entry has, but not in that form, are kept as they were written",
    "topics": "a foreign keyword is no topic of this library, so none is read",
    "status": "no format has a field for it",
    "awards": "no format has a field for them",
    "ignore": "it is about files of this library",
    "links": "of all links only one address is written; it comes back as that of the publication",
    "notes": "summary and comment are about this library; note and abstract come back",
    "relations": "they are about entries of this library",
    "provenance": "it is about files of this library",
    "published.venue": "the title that a venue has is read as container-title, until it is "
    "recognised",
    "published.track": "it only chooses a title of the venue",
    "arxiv.date": "year and month are those of the identifier",
    "arxiv.title": "the title of the version that is written is read as that of the entry",
    "arxiv.authors": "as with the title",
    "preprint": "a reference of a publication does not tell a preprint that is not on arXiv",
}
_BIBTEX = {
    **_OURS,
    "published.publisher": "articles, reports, theses, software and pages of the web have none",
    "published.series": "only papers, chapters and books have one",
    "published.publisher-place": "articles and what is on the web have none, nor have papers "
    "where a style knows one place alone",
    "published.place": "only papers have one, and not for styles that print the publisher's alone",
    "authors": "a single name becomes a corporate author, as both stand in braces; a particle with "
    "a capital becomes part of the family name",
    "title": "a mark over several words is lost where it is the whole title; a mark without any "
    "letter goes; a formula that is one character becomes that character",
    "published.container-title": "a book has none",
}

LOSSES: dict[str, dict[str, str]] = {
    "bibtex": {
        **_BIBTEX,
        "aliases": "BibTeX has no field for them",
        "type": "software and data are @misc, as pages of the web are",
        "published.isbn": "only the target acm writes it, save in books",
        "published.pages": "the target acm writes none in @misc, nor the number of an article",
        "published.number": "only articles and reports have one",
    },
    "biblatex": {
        **_BIBTEX,
        "published.isbn": "none is written beside a DOI",
        "published.number": "only articles and reports have one",
    },
    "csl-json": {
        **_OURS,
        "aliases": "CSL has no variable for them",
        "authors": "a family name of small words is split into particle and name",
        "title": "marks stay on words whose case a style would change, if --title-case as-is "
        "leaves titles as they are; a formula without scripts is a kept word, and commands in "
        "formulas are the characters they stand for",
        "arxiv.class": "CSL has no variable for it",
        "arxiv": "a publication with a DOI or an address of its own does not tell its preprint",
        "published.article": "beside pages it stands in them",
        "published.container-title": "a book has none",
        "published.number": "only articles and reports have one",
        "published.month": "where no year is known, no date has one",
        "published.publisher": "the institution of a report or a thesis stands there",
        "published.series": "only papers, chapters, books and reports have one",
    },
    "zotero-rdf": {
        **_OURS,
        "aliases": "Zotero has no field for them",
        "authors": "Zotero knows two parts of a name, and a body has one",
        "title": "marks stay on words whose case a style would change, if --title-case as-is "
        "leaves titles as they are; a formula without scripts is a kept word, and commands in "
        "formulas are the characters they stand for",
        "arxiv.class": "Zotero has no field for it",
        "published.article": "beside pages it stands in them",
        "published.container-title": "a book has none",
        "published.number": "only articles, papers and reports have one",
        "published.place": "only papers have one",
        "published.month": "where no year is known, no date has one",
        "published.publisher": "the institution of a report or a thesis stands there",
        "published.series": "reports, software and data sets have none",
    },
    "ris": {
        **_OURS,
        "published.month": "where no year is known, no date has one",
        "published.publisher": "the institution of a report or a thesis stands there",
        "published.place": "readers take a place for that of the publisher",
        "published.series": "only papers, chapters and books have one",
        "aliases": "RIS has no tag for them",
        "authors": "a corporate author has no comma, a single name is a person's, and a family "
        "name of small words is split",
        "title": "RIS has no marks",
        "arxiv.class": "RIS has no tag for it",
        "published.container-title": "a book has none",
        "published.number": "only articles and reports have one",
    },
}
DROPPED: dict[str, str] = {
    "publisher, places, series, month of a venue": "they follow from the venue, once it is "
    "recognised",
    "crossref, xdata": "what they bring is taken over",
}

# What becomes of each fact on its way into Zotero: the field of Zotero where it ends, or what else.
# Sources: "CSL JSON.js", "BibTeX.js" and "RIS.js" in zotero/translators, utilities_item.js in
# zotero/utilities, schema.json in zotero/zotero-schema. LOST stands for what is not there after.
LOST = "lost"
INTO_ZOTERO: dict[str, dict[str, str]] = {
    fact: dict(zip(("zotero-rdf", "csl-json", "bibtex", "ris"), ends, strict=True))
    for fact, ends in {
        "citation key": ("Citation Key", "Citation Key", LOST, LOST),
        "type of a preprint": ("Preprint", "Preprint", "Document", "no Preprint"),
        "type of software": ("Software", "Software", "Software", "Software"),
        "type of data": ("Dataset", "Dataset", "Document", "Dataset"),
        "topics": ("Tags", LOST, "Tags", "Tags"),
        "collections": ("Collections", "a file each", "Collections", "a file each"),
        "particle of a name": ("Last Name", "Last Name", "Last Name", "Last Name"),
        "suffix of a name": ("First Name", "First Name", "First Name", "First Name"),
        "title": (
            "sentence case, kept words marked",
            "sentence case, kept words marked",
            "as stored",
            "as stored",
        ),
        "formula in a title": (
            "raised and lowered characters",
            "raised and lowered characters",
            "LaTeX",
            "LaTeX",
        ),
        "title of proceedings": (
            "Proceedings Title",
            "Proceedings Title",
            "Proceedings Title",
            "Proceedings Title, Conference Name",
        ),
        "name of the conference": ("Conference Name", "Conference Name", "Conference Name", LOST),
        "place of the conference": ("Event Place", "Event Place", "Event Place", LOST),
        "days of the conference": (LOST, LOST, LOST, LOST),
        "publisher": ("Publisher", "Publisher", "Publisher, not of articles", "Publisher"),
        "place of the publisher": ("Place", "Place", "Place", "Place"),
        "series": ("Series", "Series", "Series", "Series"),
        "pages": ("Pages", "Pages", "Pages", "Pages"),
        "article number": ("Pages, or Extra", "Pages, or Extra", "Pages, or a note", "a note"),
        "month": ("Date", "Date", "Date", "Date"),
        "DOI": ("DOI", "DOI", "DOI", "DOI"),
        "arXiv identifier of a preprint": ("Archive ID", "Archive ID", "Extra", "Loc. in Archive"),
        "arXiv identifier of a paper": ("Extra", "Extra", "Extra", LOST),
        "class on arXiv": (LOST, LOST, LOST, LOST),
        "aliases": (LOST, LOST, LOST, LOST),
        "ISBN": ("ISBN", "ISBN", "ISBN", "ISBN"),
        "ISSN": ("ISSN", "ISSN", LOST, "ISSN"),
        "address of a preprint": ("URL", "URL", LOST, "URL"),
    }.items()
}
