"""citation.js and pandoc end with our items, field by field, up to losses that are named here."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from clients.exporting import export, items_of
from clients.hard_entries import hard_library
from clients.programs import need, run_node, run_well
from mlsysbib.model.library import Library
from mlsysbib.store.snapshot import load_shipped

Csl = dict[str, Any]

# Of each client: what it calls a format.
NAMES = {
    "citation.js": {"csl-json": "json", "bibtex": "bib", "biblatex": "bib", "ris": "ris"},
    "pandoc": {"csl-json": "csljson", "bibtex": "bibtex", "biblatex": "biblatex"},
}


class Loss(NamedTuple):
    """A field that may come out otherwise, and why.

    `where` names item types of CSL and keys, or is * for all.
    """

    field: str
    where: str
    reason: str


PAPERS = "paper-conference"
POSTED = "arxivsoftware arxivthesis"  # on arXiv, and something else than an article
NOBODY = "nobody emerging2022optical"  # without author, which makes an item @misc
# Types of an item that share the entry type of their family.
ARTICLES = "article-magazine article-newspaper review review-book"
_NOT_IN_BIBTEX = (
    Loss("type", "review review-book classic collection bill hearing regulation treaty",
         "neither format has an entry type for it"),
    Loss("genre", "bill hearing legal_case legislation regulation treaty", "the word for its type"),
    Loss("keyword", "*", "only Zotero is given keywords"),
    Loss("event-title", "*", "the name of the venue is the book title"),
    Loss("ISSN", "article-journal", "not written: it follows from the journal"),
    Loss("DOI", "article", "styles print the identifier, and would print it twice"),
    Loss("URL", "article", "as the DOI"),
    Loss("DOI", POSTED, "as that of an article on arXiv"),
    Loss("number", "biorxiv", "its DOI ends in it"),
    Loss("publisher", "article-journal report thesis webpage software dataset", "not written for "
         "these, as biber warns of it; or howpublished is read as one"),
    Loss("publisher-place", "article-journal report thesis webpage software", "as the publisher"),
    Loss("type", NOBODY, "@misc has no type"),
    Loss("publisher", f"article {NOBODY}", "howpublished is read as one, or there is none"),
    Loss("container-title", NOBODY, "@misc has no book title"),
    Loss("collection-title", "nobody", "@misc has no series"),
    Loss("publisher-place", NOBODY, "@misc has no address"),
    Loss("event-place", "nobody", "@misc has no address"),
    Loss("container-title", "webpage software dataset", "in howpublished or organization"),
    Loss("genre", "report thesis", "the name of the entry type, said once more"),
    Loss("title", "brace marks root symbols zhang2024infinitybench purandare2023mutwo",
         "signs of formulas stay commands"),
    Loss("title", "formula", "formulas stay LaTeX"),
)  # fmt: skip
_NOT_IN_CLASSIC_BIBTEX = (
    *_NOT_IN_BIBTEX,
    Loss("note", "arxivthesis", "a thesis has no howpublished for the identifier"),
    Loss("event-date", "*", "BibTeX has none"),
    Loss("ISBN", "*", "only the targets acm and zotero write it"),
    Loss("event-place", PAPERS, "address is the place of the conference; it is read as the "
         "publisher's"),
    Loss("publisher-place", PAPERS, "as event-place"),
    Loss("type", "article dataset software webpage", "all are @misc"),
    Loss("number", "article-journal paper-conference", "an article number stands in pages or note"),
    Loss("note", "article-journal paper-conference", "an article number without pages"),
    Loss("type", "article-magazine article-newspaper entry entry-dictionary entry-encyclopedia "
         "legal_case legislation patent standard",
         "BibTeX has no entry type for it"),
    Loss("author", "greek", "LaTeX writes accents and Greek letters as commands"),
)  # fmt: skip
_NOT_IN_BIBLATEX = (
    *_NOT_IN_BIBTEX,
    Loss("ISBN", "*", "none is written beside a DOI"),
    Loss("type", "article webpage", "both are @online"),
    Loss("page", "article-journal paper-conference", "the article number stands in eid"),
    Loss("event-date", "*", "one day is read as a span of one day"),
)
_PANDOC_BIB = (
    Loss("citation-key", "*", "pandoc has id alone"),
    Loss("title-short", "*", "made of what stands before a colon"),
    Loss("container-title", "*", "pandoc takes book titles for headline case, and lowers them"),
    Loss("collection-title", "*", "as container-title"),
    Loss("title", "greek preprint scripts", "single Greek and lowered letters stay formulas"),
)
# Published papers that can be read nowhere else.
_ON_ARXIV_ALONE = " ".join(
    entry.key
    for entry in (*load_shipped().entries, *hard_library().values())
    if entry.arxiv and entry.published and not (entry.published.doi or entry.published.url)
)
KNOWN: dict[tuple[str, str], tuple[Loss, ...]] = {
    ("citation.js", "csl-json"): (),
    ("pandoc", "csl-json"): (),
    ("citation.js", "bibtex"): (
        *_NOT_IN_CLASSIC_BIBTEX,
        Loss("URL", POSTED, "as the DOI"),
        Loss("type", "pamphlet periodical", "BibTeX has @book alone, or @booklet is read as one"),
        Loss("number", "patent standard", "@misc has no number"),
        Loss("title", "quotes", r"quotes in a word, and \ldots"),
    ),
    ("citation.js", "biblatex"): (
        *_NOT_IN_BIBLATEX,
        Loss("type", "article-magazine article-newspaper", "entrysubtype is read as the genre"),
        Loss("genre", "article-magazine article-newspaper", "as the type"),
        Loss("type", "pamphlet", "@booklet is read as a book"),
        Loss("type", "entry-dictionary entry-encyclopedia", "@inreference is one type"),
        Loss("number", "legal_case standard", "not read in these"),
        Loss("URL", f"workshop {POSTED} {_ON_ARXIV_ALONE}", "it is that of the eprint"),
    ),
    ("pandoc", "bibtex"): (
        *(loss for loss in _NOT_IN_CLASSIC_BIBTEX if loss.field != "URL"),  # made of the eprint
        *_PANDOC_BIB,
        Loss("type", "periodical", "BibTeX has @book alone"),
        Loss("author", "stacked", r"pandoc does not know \DJ"),
    ),
    ("pandoc", "biblatex"): (
        *(loss for loss in _NOT_IN_BIBLATEX if loss.field != "URL"),
        Loss("URL", "*", "made of the eprint where there is no URL"),
        *_PANDOC_BIB,
        Loss("number", "article-journal paper-conference", "pandoc does not read eid"),
        Loss("type", "periodical", "pandoc reads @periodical as an article"),
        Loss("type", "entry entry-dictionary", "@inreference is read as of an encyclopedia"),
        Loss("type", "standard", "pandoc reads @standard as a law"),
        Loss("jurisdiction", "patent", "the place of a patent is read as one"),
        Loss("type", "software", "pandoc reads @software as a book"),
    ),
    ("citation.js", "ris"): (
        Loss("citation-key", "*", "ID is read as id alone"),
        Loss("event-title", "*", "C3 is read as the name of the event"),
        Loss("event-date", "*", "PY is read as the year of the event"),
        Loss("publisher-place", "*", "CY is one place: that of the conference"),
        Loss("event-place", "*", "CY is one place"),
        Loss("number", "*", "C7 and AN are not read"),
        Loss("URL", f"article {POSTED}", "not written beside a DOI"),
        Loss("issued", "arxivsoftware", "of COMP the year is read, and not the month"),
        Loss("source", f"article {POSTED}", "DB, which names the server of a preprint"),
        Loss("type", "article", "UNPB is a manuscript"),
        Loss("page", "article-journal paper-conference", "the article number stands in C7"),
        Loss("publisher", "article-journal", "PB of an article is not read"),
        Loss("DOI", "book chapter dataset report software thesis webpage", "DO is read in articles "
             "and papers alone"),
        Loss("DOI", f"own-article {ARTICLES}", "after 10. it asks for four digits"),
        Loss("container-title", "software dataset webpage", "T2 is read as the series"),
        Loss("collection-title", "book software dataset webpage", "as container-title"),
        Loss("title", "formula", "RIS has no marks"),
        Loss("type", "review review-book classic collection entry regulation treaty broadcast "
             "event interview performance post", "RIS has no type for it"),
        Loss("type", "periodical motion_picture song speech", "its type is read as another"),
        Loss("author", "article-newspaper bill hearing legal_case legislation motion_picture "
             "musical_score", "AU is read as what makers of these are called, or not at all"),
        Loss("reporter", "article-newspaper", "AU is read as one"),
        Loss("director", "motion_picture", "AU is read as one"),
        Loss("composer", "musical_score", "AU is read as one"),
        Loss("issue", "article-newspaper", "not read in NEWS"),
        Loss("container-title", "pamphlet periodical", "T2 of these is read as one"),
        Loss("publisher", "periodical bill legal_case patent manuscript", "PB is not read as one"),
        Loss("archive", "manuscript", "PB is read as one"),
        Loss("authority", "legal_case", "PB is read as one"),
        Loss("author", "organization", "a comma would part the name"),
    ),
}  # fmt: skip


@cache
def _read(client: str, format_name: str, text: str, folder: Path) -> dict[str, Csl]:
    """Return the items that a client finds in a text, by their keys."""
    name = NAMES[client][format_name]
    folder.joinpath("refs").write_text(text, "utf-8")
    if client == "pandoc":
        need("pandoc")
        found = run_well("pandoc", "-f", name, "-t", "csljson", "refs", folder=folder)
    else:
        found = run_node("read.mjs", name, folder=folder, stdin=text)
    return {item["id"]: item for item in json.loads(found)}


def _differences(client: str, format_name: str, library: Library, folder: Path) -> set[_Found]:
    target = {"csl-json": "pandoc", "bibtex": "natbib"}.get(format_name, format_name)
    ours = {item["id"]: item for item in json.loads(export(library, "pandoc"))}
    theirs = _read(client, format_name, export(library, target, format_name), folder)
    assert list(theirs) == list(ours)
    types = {key: item.type.value for key, item in items_of(library).items()}
    return {
        _Found(field, types[key], key)
        for key in ours
        for field in ours[key].keys() | theirs[key].keys()
        if _plain(field, ours[key].get(field)) != _plain(field, theirs[key].get(field))
    }


class _Found(NamedTuple):
    field: str
    type: str
    key: str

    def is_known_by(self, loss: Loss) -> bool:
        places = {"*", self.type, self.key}
        return loss.field == self.field and not places.isdisjoint(loss.where.split())


def _plain(field: str, value: Any) -> object:  # noqa: ANN401  # whatever JSON holds
    """Return a value without what no reader would call a difference."""
    match field:
        case "author":
            return [_full_name(name) for name in value or ()]
        case "title" if value:
            # pandoc writes a raised 2 as a formula; sentence case is ours.
            text = re.sub(r"<[^>]*>|\^", "", _straight(value))
            return unicodedata.normalize("NFKC", text).casefold()
        case "issued" | "event-date" if value:
            return [[int(part) for part in parts] for parts in value["date-parts"]]
    return _straight(value) if isinstance(value, str) else value


def _full_name(name: Mapping[str, str]) -> tuple[str, ...]:
    parts = ("dropping-particle", "non-dropping-particle", "family", "literal")
    family = " ".join(name[part] for part in parts if part in name)
    return tuple(map(_straight, (family, name.get("given", ""), name.get("suffix", ""))))


def _straight(text: str) -> str:
    """Return a text with straight quotes and short dashes, which both clients set as they like."""
    return re.sub('[’‘“”"]', "'", text).replace("–", "-")


@pytest.mark.parametrize(("client", "format_name"), KNOWN)
def test_what_comes_out_otherwise_is_known(
    client: str, format_name: str, library: Library, tmp_path: Path
) -> None:
    found = {
        difference
        for shelf in (library, hard_library())
        for difference in _differences(client, format_name, shelf, tmp_path)
    }
    losses = KNOWN[client, format_name]
    assert [one for one in sorted(found) if not any(map(one.is_known_by, losses))] == []
    # A loss that is none any more is to go from the table.
    assert [loss for loss in losses if not any(one.is_known_by(loss) for one in found)] == []
