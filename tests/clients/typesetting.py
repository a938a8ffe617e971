r"""Documents that cite all of a .bib file: what TeX says of them, and what they print.

Each reference stands on a page of its own, metres wide, so that its text is one line: nothing is
hyphenated, and no identifier is broken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from clients.made_styles import RECIPES, make_style
from clients.programs import need, run
from mlsysbib.text.latex import encode

_FONTS = r"""
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{times}
"""
_WIDE = r"""
\pdfpagewidth=560cm \pdfpageheight=100cm \oddsidemargin=0pt \evensidemargin=0pt \pagestyle{empty}
\textwidth=540cm \hsize=\textwidth \linewidth=\textwidth \columnwidth=\textwidth
\raggedright \hyphenpenalty=10000 \exhyphenpenalty=10000
"""
_CLASSIC = r"""%(preamble)s
\begin{document}
%(wide)s
\nocite{*}
\let\itemwithoutpage\bibitem
\def\bibitem{\newpage\itemwithoutpage}
\bibliographystyle{%(style)s}
\bibliography{refs}
\end{document}
"""
_BIBLATEX = r"""\documentclass{article}%(fonts)s
\usepackage{csquotes}
\usepackage[backend=biber,style=%(style)s,maxbibnames=1000]{biblatex}
\usepackage[hidelinks]{hyperref}
\addbibresource{refs.bib}
\renewbibmacro*{finentry}{\finentry\space\texttt{\thefield{entrykey}}\newpage}
\begin{document}
%(wide)s
\nocite{*}
\printbibliography
\end{document}
"""
_ARTICLE = rf"\documentclass{{article}}{_FONTS}"
_NATBIB = rf"{_ARTICLE}\usepackage{{natbib}}\usepackage{{url}}"
_ACM = (
    rf"""\documentclass[manuscript,nonacm]{{acmart}}{_FONTS}"""
    r"""
\settopmatter{printacmref=false}
\title{T}\author{A}\affiliation{\institution{I}\city{C}\country{X}}"""
)


_ITEM = re.compile(r"\\bibitem(?:\[.*?\])?%?\s*\{([\w-]+)\}", re.DOTALL)
_HREF = re.compile(r"\\href\s*\{[^{}]*\}")


@dataclass(frozen=True)
class Style:
    """A bibliography style in a document that is usual for it, and the target that fits it.

    `printed` says which of doi and url the style prints; BibLaTeX styles need no preamble.
    """

    name: str
    target: str
    preamble: str = ""
    printed: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{'biblatex-' if self.is_biblatex else ''}{self.name}"

    @property
    def is_biblatex(self) -> bool:
        return not self.preamble

    @property
    def tex_files(self) -> tuple[str, ...]:
        """What must be installed for it."""
        if self.name in RECIPES:
            return ("merlin.mbs", "docstrip.tex")
        return ("biblatex.sty", f"{self.name}.bbx") if self.is_biblatex else (f"{self.name}.bst",)


_HYPERREF = r"\usepackage[hidelinks]{hyperref}"
_LLNCS = (
    rf"\documentclass{{llncs}}{_FONTS}\usepackage{{url}}"
    r"\providecommand{\doi}[1]{https://doi.org/#1}"
)
_ELSEVIER = rf"\documentclass[preprint]{{elsarticle}}{_FONTS}{_HYPERREF}"
_BOTH = ("doi", "url")
PLAIN, PLAINNAT = Style("plain", "plain", _ARTICLE), Style("plainnat", "natbib", _NATBIB, _BOTH)
IEEE = Style(
    "IEEEtran",
    "ieee",
    rf"\documentclass[onecolumn]{{IEEEtran}}{_FONTS}\usepackage{{url}}",
    ("url",),
)
ACM = Style("ACM-Reference-Format", "acm", _ACM, _BOTH)
CLASSIC = (
    PLAIN,
    *(Style(name, "plain", _ARTICLE) for name in ("abbrv", "alpha", "unsrt")),
    IEEE,
    PLAINNAT,
    *(Style(name, "natbib", _NATBIB, _BOTH) for name in ("unsrtnat", "abbrvnat")),
)
SPLNCS = Style("splncs04", "springer", _LLNCS, _BOTH)
SPRINGER = (
    SPLNCS,
    Style("spmpsci", "springer", rf"{_ARTICLE}\usepackage{{url}}\usepackage{{doi}}", _BOTH),
    Style("spbasic", "springer", rf"{_NATBIB}\usepackage{{doi}}", _BOTH),
)
ELSARTICLE = Style("elsarticle-num", "elsevier", _ELSEVIER, _BOTH)
ELSEVIER = (
    ELSARTICLE,
    *(
        Style(name, "elsevier", _ELSEVIER, _BOTH)
        for name in ("elsarticle-harv", "elsarticle-num-names")
    ),
)
ACL = Style("acl_natbib", "acl", rf"{_NATBIB}{_HYPERREF}")
NUMERIC, *_OTHERS = (
    Style(name, "biblatex", printed=_BOTH) for name in ("numeric", "authoryear", "ieee", "apa")
)
BIBLATEX = (NUMERIC, *_OTHERS)
BIBTEX = (*CLASSIC, ACM, *SPRINGER, *ELSEVIER, ACL)
STYLES = (*BIBTEX, *BIBLATEX)


def need_style(style: Style) -> None:
    """Skip the test, or fail where it must be there, without what the style takes."""
    program = "biber" if style.is_biblatex else "bibtex"
    need("pdflatex", program, "pdftotext", tex_files=style.tex_files)


@dataclass(frozen=True)
class Typeset:
    """A document that has been made: `said` is what bibtex or biber said of its .bib."""

    folder: Path
    style: Style
    said: str

    @property
    def warnings(self) -> list[str]:
        """The warnings of bibtex or biber."""
        return re.findall(r"^(?:Warning--|WARN - )(.*)", self.said, re.MULTILINE)

    @property
    def errors(self) -> list[str]:
        """The errors of bibtex or biber."""
        return re.findall(
            r"^.*(?:---line \d|Sorry---|I couldn't|I found no|ERROR - |FATAL - ).*",
            self.said,
            re.MULTILINE,
        )

    @cached_property
    def log(self) -> str:
        """What TeX said in its last run."""
        return (self.folder / "x.log").read_text("utf-8", errors="replace")

    @property
    def complaints(self) -> list[str]:
        """The errors of TeX, what it could not find and what it could not print."""
        pattern = r"^(?:! .*|.* Warning: .*(?:undefined|multiply).*|Missing character.*)"
        return re.findall(pattern, self.log, re.MULTILINE)

    @cached_property
    def keys(self) -> list[str]:
        """The keys of the references, in the order in which they are printed."""
        text = (self.folder / "x.bbl").read_text("utf-8")
        if self.style.is_biblatex:
            # A style that sorts in two ways lists each entry twice.
            return list(dict.fromkeys(re.findall(r"^\s*\\entry\{(.*?)\}", text, re.MULTILINE)))
        return _ITEM.findall(text)

    @cached_property
    def written(self) -> dict[str, str]:
        """What bibtex has written for each reference, without the targets of links."""
        text = (self.folder / "x.bbl").read_text("utf-8")
        _, *parts = _ITEM.split(_HREF.sub("", text))
        return dict(zip(parts[::2], parts[1::2], strict=True))

    @cached_property
    def references(self) -> dict[str, str]:
        """The printed text of each reference."""
        printed = run("pdftotext", "-enc", "UTF-8", "-layout", "x.pdf", "-", folder=self.folder)
        pages = [" ".join(page.split()) for page in printed.split("\f")]
        texts = [page for page in pages if page][-len(self.keys) :]
        if self.style.is_biblatex:
            return {key: text for text, _, key in (page.rpartition(" ") for page in texts)}
        return dict(zip(self.keys, texts, strict=True))


def _declarations(bib: str) -> str:
    beyond = sorted({letter for letter in bib if "\u0370" <= letter < "\u2000"})
    return "".join(f"\\DeclareUnicodeCharacter{{{ord(c):04X}}}{{{encode(c)}}}\n" for c in beyond)


def typeset(folder: Path, style: Style, bib: str) -> Typeset:
    """Make a document that cites all of a .bib.

    pdfLaTeX knows no letters beyond Latin ones with one accent: where these stand in a file in
    UTF-8 the author of a document declares them, or takes another engine.
    """
    folder.joinpath("refs.bib").write_text(bib, "utf-8")
    template = _BIBLATEX if style.is_biblatex else _CLASSIC
    folder.joinpath("x.tex").write_text(
        template
        % {
            "style": style.name,
            "preamble": style.preamble,
            "fonts": _FONTS + _declarations(bib),
            "wide": _WIDE,
        },
        "utf-8",
    )
    if style.name in RECIPES:
        folder.joinpath(f"{style.name}.bst").write_text(make_style(style.name), "utf-8")
    tex = ("pdflatex", "-interaction=nonstopmode", "-no-shell-escape")
    run(*tex, "-draftmode", "x.tex", folder=folder)
    said = run("biber" if style.is_biblatex else "bibtex", "x", folder=folder)
    run(*tex, "-draftmode", "x.tex", folder=folder)
    run(*tex, "x.tex", folder=folder)
    return Typeset(folder, style, said)


def run_bibtex(folder: Path, style: Style, bib: str) -> Typeset:
    """Run bibtex alone over all of a .bib; there is no printed text."""
    folder.joinpath("refs.bib").write_text(bib, "utf-8")
    if style.name in RECIPES:
        folder.joinpath(f"{style.name}.bst").write_text(make_style(style.name), "utf-8")
    aux = f"\\citation{{*}}\n\\bibstyle{{{style.name}}}\n\\bibdata{{refs}}\n"
    folder.joinpath("x.aux").write_text(aux, "utf-8")
    return Typeset(folder, style, run("bibtex", "x", folder=folder))
