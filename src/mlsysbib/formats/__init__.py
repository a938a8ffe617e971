"""The formats, as one literal table: a new one is a module and a line here."""

from importlib import import_module

import msgspec

from mlsysbib.formats.base import Dump, Load
from mlsysbib.formats.targets import Target, get_target


class Format(msgspec.Struct, frozen=True):
    """A text format: its module has `dump`, and `load` if the format can be read.

    `reader` names the module with `load` where that is another one: an export then pays nothing
    for what only reading needs. `targets` are those it can be written for, the default first.
    `also` are names by which people ask for it: programs that read it, and suffixes of files.
    """

    name: str
    suffix: str
    module: str
    targets: tuple[str, ...]
    summary: str
    reader: str = ""
    also: tuple[str, ...] = ()

    @property
    def dump(self) -> Dump:
        """Write a selection; the module is loaded now, as most runs need one of them."""
        dump: Dump = import_module(f"mlsysbib.formats.{self.module}").dump
        return dump

    @property
    def load(self) -> Load | None:
        """Read a text, where the format can be read."""
        module = import_module(f"mlsysbib.formats.{self.reader or self.module}")
        load: Load | None = getattr(module, "load", None)
        return load

    def target(self, name: str = "") -> Target:
        """Return one of the targets, or the default one; raise ChoiceError."""
        return get_target(name or self.targets[0], get_target(self.targets[0]).dialect)


def format_for(target: str, suffix: str = "") -> Format:
    """Return the format that a target reads; where it reads several, the one with the suffix."""
    readers = [format_ for format_ in FORMATS.values() if target in format_.targets]
    own = get_target(target)
    return next(
        (format_ for format_ in readers if format_.suffix == suffix),
        next(format_ for format_ in readers if format_.target(target) is own),
    )


FORMATS = {
    format_.name: format_
    for format_ in (
        Format(
            "bibtex",
            ".bib",
            "bibtex.writer",
            ("natbib", "plain", "ieee", "acm", "springer", "elsevier", "acl", "zotero"),
            "BibTeX, for bibtex and its styles",
            reader="bibtex.reader",
            also=("bib", "latex", "tex"),
        ),
        Format(
            "biblatex",
            ".bib",
            "bibtex.writer",
            ("biblatex", "typst"),
            "BibLaTeX, for biber and Typst",
            reader="bibtex.reader",
            also=("biber",),
        ),
        Format(
            "csl-json",
            ".json",
            "csl_json.writer",
            ("pandoc", "zotero"),
            "CSL-JSON, for pandoc, Zotero and other citation processors",
            reader="csl_json.reader",
            also=("csl", "csljson", "json"),
        ),
        Format(
            "ris",
            ".ris",
            "ris.writer",
            ("ris",),
            "RIS, for Zotero, EndNote and Mendeley",
            reader="ris.reader",
            also=("endnote", "mendeley"),
        ),
        Format(
            "zotero-rdf",
            ".rdf",
            "zotero_rdf.writer",
            ("zotero",),
            "Zotero RDF, for Zotero: with keys, tags and collections",
            reader="zotero_rdf.reader",
            also=("rdf",),
        ),
        Format(
            "markdown",
            ".md",
            "markdown",
            ("web",),
            "Markdown: by topic, or a list in its order",
            also=("md",),
        ),
        Format(
            "html", ".html", "html.page", ("page",), "HTML: the same as one page, for a web site"
        ),
    )
}
