"""Targets: what a bibliography style or program does with our fields, as one table of facts.

No single form of a preprint prints right in every style: plain.bst prints neither `eprint` nor
`url`, ACM-Reference-Format prints both, and elsarticle-num prints each it is given. So a target
says which fields carry the arXiv identifier, and it is printed once.
"""

from typing import Literal

import msgspec

from mlsysbib.problems import ChoiceError

Dialect = Literal["bibtex", "biblatex", "csl", "ris", "rdf", "markdown", "html"]
EprintPolicy = Literal["always", "preprint-only", "never"]
EprintPrinting = Literal["none", "misc", "some", "all"]
Encoding = Literal["latex", "utf8"]


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """How one family of styles wants its input; `styles` are those of BibTeX in it.

    `misc_links` says which links its styles print in @misc, `eprint_printing` which of them print
    eprint: none, all, all but only in @misc, or some, so that an identifier must not stand there.
    `eprint_server` is the one server whose eprints they know; "" for any.
    `misc_pages` is off where they say that they count the pages of @misc.
    `event_place` and `publisher_place` name the fields for the two places; "" leaves one out.
    `article_pages` writes `pages = {58:1--58:15}`, for styles without a field for the article.
    `collections` says that sections of a selection become collections there.
    `tex_math` is off where no command of TeX is known in formulas, and all letters are read.
    `is_zotero` is for what only Zotero's own import does, in any of its formats.
    """

    name: str
    dialect: Dialect
    summary: str
    styles: tuple[str, ...] = ()
    preprint_type: str = "misc"
    misc_links: tuple[str, ...] = ("doi", "url")
    eprint_printing: EprintPrinting = "none"
    eprint_server: str = ""
    eprint: EprintPolicy = "preprint-only"
    event_place: str = "address"
    publisher_place: str = ""
    article_pages: bool = True
    misc_pages: bool = True
    isbn: bool = False
    encoding: Encoding = "latex"
    collections: bool = False
    is_zotero: bool = False
    tex_math: bool = True

    def prints_eprint(self, server: str, entry_type: str) -> bool:
        """Say whether each style prints the eprint of such an entry, with its server."""
        printing = self.eprint_printing
        is_printed = printing == "all" or (printing == "misc" and entry_type == "misc")
        return is_printed and self.eprint_server in {"", server}

    @property
    def ignores_eprint(self) -> bool:
        """Whether eprint fields can stand beside a label that is printed."""
        return self.eprint_printing == "none"


TARGETS = {
    target.name: target
    for target in (
        Target(
            name="natbib",
            dialect="bibtex",
            styles=("plainnat", "abbrvnat", "unsrtnat"),
            summary=(
                "plainnat, unsrtnat and abbrvnat print url, doi unless in @misc, and no eprint; "
                "the id stands in howpublished, and eprint is there for programs that read it"
            ),
            misc_links=("url",),
        ),
        Target(
            name="plain",
            dialect="bibtex",
            styles=("plain", "abbrv", "alpha", "unsrt"),
            summary=(
                "plain, abbrv, alpha and unsrt print neither doi, url nor eprint; plain reads "
                "address as the place of the conference"
            ),
            misc_links=(),
        ),
        Target(
            name="ieee",
            dialect="bibtex",
            styles=("IEEEtran",),
            summary=(
                "IEEEtran prints url and howpublished, and no doi or eprint; address stands before "
                "the publisher, as its place"
            ),
            misc_links=("url",),
            event_place="",
            publisher_place="address",
        ),
        Target(
            name="acm",
            dialect="bibtex",
            styles=("ACM-Reference-Format",),
            summary=(
                "ACM-Reference-Format prints eprint with its class, reads location as the place "
                "of the conference and address as the publisher's, and asks for articleno with "
                "numpages where others have pages"
            ),
            eprint_printing="all",
            event_place="location",
            publisher_place="address",
            article_pages=False,
            misc_pages=False,
            isbn=True,
        ),
        Target(
            name="springer",
            dialect="bibtex",
            styles=("splncs04", "spmpsci", "spbasic"),
            summary=(
                "splncs04, spmpsci and spbasic print doi, url and howpublished, spbasic eprint too "
                "but without its server; address is the publisher's"
            ),
            eprint_printing="some",
            eprint="never",
            event_place="",
            publisher_place="address",
        ),
        Target(
            name="elsevier",
            dialect="bibtex",
            styles=("elsarticle-num", "elsarticle-harv", "elsarticle-num-names"),
            summary=(
                "elsarticle-num, -harv and -num-names print doi, url and eprint, each eprint as "
                "one of arXiv; address is the publisher's"
            ),
            eprint_printing="all",
            eprint_server="arXiv",
            event_place="",
            publisher_place="address",
        ),
        Target(
            name="acl",
            dialect="bibtex",
            styles=("acl_natbib",),
            summary=(
                "acl_natbib prints eprint with its server in preprints alone, and makes doi and "
                "url links of the title; address is the conference's"
            ),
            misc_links=(),
            eprint_printing="misc",
            eprint_server="arXiv",
        ),
        Target(
            name="biblatex",
            dialect="biblatex",
            summary=(
                "biblatex has fields of its own for eprints, for the article number (eid), for "
                "the place of the event (venue) and of the publisher (location)"
            ),
            preprint_type="online",
            eprint_printing="all",
            eprint="always",
            event_place="venue",
            publisher_place="location",
            article_pages=False,
            isbn=True,
            encoding="utf8",
        ),
        Target(
            name="pandoc",
            dialect="csl",
            summary="pandoc --citeproc and other CSL processors read names in parts",
        ),
        Target(
            name="zotero",
            dialect="rdf",
            summary="Zotero keeps all that is written: keys, tags, collections, both places",
            eprint="always",
            encoding="utf8",
            collections=True,
            is_zotero=True,
        ),
        Target(
            name="ris",
            dialect="ris",
            summary=(
                "Zotero, EndNote and Mendeley import RIS with topics as tags; marks of titles "
                "are lost"
            ),
        ),
        Target(
            name="typst",
            dialect="biblatex",
            summary=(
                "Typst prints doi or url as its styles have it, and no eprint, howpublished or "
                "note; a preprint is an article in `arXiv preprint arXiv:ID`"
            ),
            preprint_type="article",
            event_place="venue",
            publisher_place="location",
            encoding="utf8",
            article_pages=False,
            tex_math=False,
        ),
        Target(name="web", dialect="markdown", summary="Markdown as GitHub renders it"),
        Target(name="page", dialect="html", summary="one HTML file that needs nothing else"),
    )
}

# The same programs in another dialect: the row above is what a name alone stands for.
ALSO = {
    (target.name, target.dialect): target
    for target in (
        Target(
            name="zotero",
            dialect="bibtex",
            summary=(
                "Zotero and Better BibTeX make tags of keywords and collections of the groups of "
                "JabRef; they take eprint from eprinttype, and location as the place of the event"
            ),
            eprint_printing="all",
            eprint="always",
            event_place="location",
            publisher_place="address",
            isbn=True,
            encoding="utf8",
            collections=True,
            is_zotero=True,
        ),
        Target(
            name="zotero",
            dialect="csl",
            summary=(
                "Zotero refuses a whole file for one type that it does not know, reads no parts "
                "of names but two, and keeps the arXiv identifier of a paper in Extra"
            ),
            eprint="always",
            is_zotero=True,
        ),
    )
}


def get_target(name: str, dialect: Dialect | None = None) -> Target:
    """Return a target by its name, in a dialect if one is asked for; raise ChoiceError."""
    target = TARGETS.get(name)
    if dialect and (target is None or target.dialect != dialect):
        target = ALSO.get((name, dialect))
    if target is None:
        names = [known.name for known in (*TARGETS.values(), *ALSO.values())]
        raise ChoiceError("target", name, dict.fromkeys(names))
    return target
