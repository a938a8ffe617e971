"""Papers that cite in every way that LaTeX knows, with the keys that LaTeX then writes.

The keys are those that pdflatex wrote into `.aux` or, where biblatex is used, into the control file
of biber: tests/clients/test_cited_in.py runs the real programs.
"""

from __future__ import annotations

from typing import NamedTuple


class Paper(NamedTuple):
    """The files of a paper by their names, `main.tex` among them, and the keys it cites."""

    files: dict[str, str]
    keys: str


def natbib(body: str, preamble: str = "") -> str:
    return (
        "\\documentclass{article}\\usepackage{natbib}"
        f"{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    )


def biblatex(body: str, preamble: str = "") -> str:
    return (
        "\\documentclass{article}\\usepackage[backend=biber]{biblatex}\\addbibresource{refs.bib}"
        f"{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    )


def plain(body: str, preamble: str = "") -> str:
    return f"\\documentclass{{article}}{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"


_SUBFILE = (
    "\\documentclass[../main]{subfiles}\\begin{document}\\cite{b}\\input{inner}\\end{document}"
)
PAPERS: dict[str, Paper] = {
    "plain": Paper({"main.tex": plain("\\cite{a} \\cite[p.~3]{b,c} \\nocite{d}")}, "a b c d"),
    "all": Paper({"main.tex": plain("\\nocite{*} \\cite{a}")}, "* a"),
    "natbib": Paper(
        {
            "main.tex": natbib(
                "\\citet{a} \\citep*[see][p.~1]{b} \\Citealt{c} \\citeauthor*{d} \\citeyearpar{e}"
                " \\citealp[a][]{f} \\citenum{g} \\citefullauthor{h} \\Citeauthor{i}"
            )
        },
        "a b c d e f g h i",
    ),
    "natbib's words": Paper(
        {
            "main.tex": natbib(
                "\\setcitestyle{square}\\defcitealias{a}{Paper I} \\citetalias{a}"
                " \\citetext{see \\citealp{b}, or \\citealp{c}}",
                "\\bibpunct{[}{]}{,}{n}{}{;}",
            )
        },
        "a b c",
    ),
    "over lines": Paper({"main.tex": plain("\\cite\n  {a,\n b, % not c,\n d}")}, "a b d"),
    "in a note": Paper({"main.tex": natbib("\\citet[with \\citealt{b}]{a}")}, "a b"),
    "in a braced note": Paper({"main.tex": plain("\\cite[Thm.~2 {(see \\cite{b})}]{a}")}, "a b"),
    "brackets in a note": Paper({"main.tex": natbib("\\citep[see {[1]}][{[p. 2]}]{a}")}, "a"),
    "in a footnote": Paper({"main.tex": plain("x\\footnote{see \\cite{a}, \\cite{b}}")}, "a b"),
    "in a caption": Paper(
        {"main.tex": plain("\\begin{figure}\\caption[s]{As in \\cite{a}}\\end{figure}")}, "a"
    ),
    "verbatim": Paper(
        {
            "main.tex": plain(
                "\\verb|\\cite{x}| \\verb*+\\cite{x}+ \\cite{a}\n"
                "\\begin{verbatim}\n\\cite{x}\n\\end{verbatim}\n\\cite{b}"
            )
        },
        "a b",
    ),
    "listings": Paper(
        {
            "main.tex": plain(
                "\\begin{lstlisting}[language=TeX]\n\\cite{x}\n\\end{lstlisting}\n"
                "\\lstinline|\\cite{x}| \\cite{a}",
                "\\usepackage{listings}",
            )
        },
        "a",
    ),
    "comments": Paper(
        {
            "main.tex": plain(
                "% \\cite{x}\n50\\% \\cite{a} % \\cite{x}\n\\\\% \\cite{x}\n"
                "\\begin{comment}\n\\cite{x}\n\\end{comment}\n\\cite{b}",
                "\\usepackage{verbatim}",
            )
        },
        "a b",
    ),
    "iffalse": Paper(
        {
            "main.tex": plain(
                "\\iffalse \\cite{x} \\ifnum1=1 \\cite{x}\\else \\cite{x}\\fi \\cite{x}\\fi"
                " \\cite{a}"
                "\\iffalse\\cite{x}\\else\\cite{b}\\fi $a\\iff b$"
            )
        },
        "a b",
    ),
    "behind the end": Paper({"main.tex": plain("\\cite{a}") + "\\cite{x}\n"}, "a"),
    "a definition": Paper(
        {
            "main.tex": plain(
                "\\seecite{a} \\cite{b}", "\\newcommand{\\seecite}[1]{(see \\cite{#1})}"
            )
        },
        "a b",
    ),
    "input without braces": Paper(
        {
            "main.tex": plain("\\input one \\input two.tex\n\\cite{a}"),
            "one.tex": "\\cite{b}",
            "two.tex": "\\cite{c}",
        },
        "a b c",
    ),
    "dots and blanks in names": Paper(
        {
            "main.tex": plain('\\input{sec1.intro}\\input{"my part"}\\include{inc}'),
            "sec1.intro.tex": "\\cite{a}",
            "my part.tex": "\\cite{b}",
            "inc.tex": "\\cite{c}",
        },
        "a b c",
    ),
    "input within input": Paper(
        {
            "main.tex": plain("\\input{parts/one}"),
            "parts/one.tex": "\\cite{a}\\input{parts/two}\\endinput\n\\cite{x}",
            "parts/two.tex": "\\cite{b}",
        },
        "a b",
    ),
    "subfile": Paper(
        {
            "main.tex": plain("\\cite{a}\\subfile{sub/five}", "\\usepackage{subfiles}"),
            "sub/five.tex": _SUBFILE,
            "sub/inner.tex": "\\cite{c}",
        },
        "a b c",
    ),
    "import": Paper(
        {
            "main.tex": plain(
                "\\import{chap/}{three}\\subimport{chap/}{four}\\subimport*{chap/}{six}",
                "\\usepackage{import}",
            ),
            "chap/three.tex": "\\cite{a}\\input{deep}",
            "chap/four.tex": "\\cite{b}\\subimport{below/}{five}",
            "chap/below/five.tex": "\\cite{c}",
            "chap/deep.tex": "\\cite{d}",
            "chap/six.tex": "\\cite{e}",
        },
        "a b c d e",
    ),
    "if the file exists": Paper(
        {"main.tex": plain("\\InputIfFileExists{one}{}{\\relax}"), "one.tex": "\\cite{a}"}, "a"
    ),
    "input path": Paper(
        {
            "main.tex": plain(
                "\\input{one}",
                "\\makeatletter\\def\\input@path{{parts/}{more/}}\\makeatother",
            ),
            "more/one.tex": "\\cite{a}",
        },
        "a",
    ),
    "bibentry": Paper(
        {"main.tex": natbib("\\nobibliography*\\bibentry{a} \\citep{b}", "\\usepackage{bibentry}")},
        "a b",
    ),
    "apacite": Paper(
        {"main.tex": plain("\\citeA<see>[p. 2]{a} \\cite<e.g.>{b}", "\\usepackage{apacite}")}, "a b"
    ),
    "biblatex": Paper(
        {
            "main.tex": biblatex(
                "\\parencite[see][]{a}\\Parencite{b}\\textcite*{c}\\autocite{d}\\footcite[12]{e}"
                "\\smartcite{f}\\supercite{g}\\fullcite{h}\\footfullcite{i}\\citetitle*{j}"
                "\\citeyear{k}\\citedate{l}\\citeurl{m}\\notecite{n}\\footcitetext{o}"
            )
        },
        "a b c d e f g h i j k l m n o",
    ),
    "several": Paper(
        {
            "main.tex": biblatex(
                "\\textcites(pre)(post)[1][2]{a}[3]{b}{c,d} \\parencites{e}[see][]{f}. (x){y}"
            )
        },
        "a b c d e f",
    ),
    "volumes": Paper(
        {
            "main.tex": biblatex(
                "\\volcite[see]{2}[p. 5]{a} \\pvolcite{3}{b} \\volcites{1}[4]{c}{2}{d}"
            )
        },
        "a b c d",
    ),
    "a field": Paper({"main.tex": biblatex("\\citefield{a}{title} \\citename{b}{author}")}, "a b"),
    "a set": Paper({"main.tex": biblatex("\\defbibentryset{s}{a,b}\\cite{s} \\cite{c}")}, "a b c"),
    "nested": Paper(
        {
            "main.tex": natbib(
                "\\citet[p.~3, quoting \\citealt{b}, and \\citealt{c}]{a}"
                " \\citep[{see also \\citet[12]{d}}][]{e}"
            )
        },
        "a b c d e",
    ),
    "quotations": Paper(
        {
            "main.tex": biblatex(
                "\\textcquote[3]{a}{text} \\blockcquote{b}{text}"
                " \\foreigntextcquote{english}[4]{c}[.]{text}"
                " \\begin{displaycquote}[5]{d}text\\end{displaycquote}",
                "\\usepackage[english]{babel}\\usepackage{csquotes}",
            )
        },
        "a b c d",
    ),
    "hooks": Paper(
        {
            "main.tex": biblatex(
                "\\cite{a}",
                "\\AtEveryCitekey{\\clearfield{url}}\\DeclareCiteCommand{\\mycite}{}{}{}{}"
                "\\renewcommand*{\\multicitedelim}{; }",
            )
        },
        "a",
    ),
}
