from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.problems import ChoiceError, LoadError
from mlsysbib.selecting.citations import find_cited, find_included


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        (r"\citation{a,b}", "a b"),
        (r"\citation{a, b}", "a b"),
        (r"\citation{*}", "*"),
        (r"\abx@aux@cite{a}", "a"),
        (r"\abx@aux@cite{0}{a}", "a"),
        (r"\abx@aux@segm{0}{0}{a}", ""),
        (r"\bibcite{a}{1}", ""),
        (r"\abx@aux@read@bbl@mdfivesum{D41D8}", ""),
        ("\\relax \n\\citation{b}\n\\citation{a}\n\\citation{b}\n\\bibdata{refs}", "b a"),
    ],
)
def test_keys_in_what_latex_writes(line: str, keys: str) -> None:
    assert tuple(find_cited(line, "paper.aux")) == tuple(keys.split())


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ('<bcf:citekey order="1">a</bcf:citekey>', "a"),
        ('<bcf:citekey order="1" intorder="1">a&amp;b</bcf:citekey>', "a&b"),
        ('<bcf:citekey order="0" nocite="1">*</bcf:citekey>', "*"),
        ('<bcf:citekey order="2" type="set" members="x,y">s</bcf:citekey>', "x y"),
        ('<bcf:citekeycount count="1">z</bcf:citekeycount>', ""),
    ],
)
def test_keys_in_what_biblatex_writes_for_biber(line: str, keys: str) -> None:
    assert tuple(find_cited(f"{line}</bcf:controlfile>", "paper.bcf")) == tuple(keys.split())


@pytest.mark.parametrize("text", ["", "<xml", "<bcf:citekey>a</bcf:citekey>\n<bcf:cit"])
def test_what_biblatex_has_not_written_to_its_end_is_refused(text: str) -> None:
    with pytest.raises(LoadError, match="this is no whole"):
        find_cited(text, "paper.bcf")


@pytest.mark.parametrize(
    ("text", "path", "files"),
    [
        ("\\relax\n\\@input{ch1.aux}\n\\@input{b/ch2.aux}\n", "x.aux", ["ch1.aux", "b/ch2.aux"]),
        (
            "\\input{intro}\\include{b/eval} \\input {x.tikz}",
            "x.tex",
            ["intro", "b/eval", "x.tikz"],
        ),
        ("% \\input{no}\n\\verb|\\input{no}|\\newcommand{\\x}[1]{\\input{#1}}", "x.tex", []),
        ("\\input{a}\\input{a.tex}", "x.ltx", ["a", "a.tex"]),
        ("\\input{a}", "x.md", []),
    ],
)
def test_the_files_that_a_file_takes_in(text: str, path: str, files: list[str]) -> None:
    assert [included.name for included in find_included(text, path)] == files


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        (r"\cite{a,b}", "a b"),
        (r"\cite{ a ,b, }", "a b"),
        ("\\cite\n{a,\n  b, % c,\n d}", "a b d"),
        (r"\nocite{*}", "*"),
        # natbib
        (r"\citep*[see][p.~3]{a}", "a"),
        (r"\Citet{a} \citealp{b} \citeauthor{c} \citeyearpar{d} \citenum{e}", "a b c d e"),
        (r"\defcitealias{a}{Paper I} \citepalias{b}", "a b"),
        (r"\citetext{see \citealp{a}}", "a"),
        # biblatex
        (r"\parencite[see][]{a}\Parencite{b}\Cite{c}\autocite*{d}\footcite[12]{e}", "a b c d e"),
        (r"\textcites(pre)(post)[1][2]{a}[3]{b}{c,d}", "a b c d"),
        (r"\volcite[see]{2}[p. 5]{a}", "a"),
        (r"\fullcite{a}\supercite{b}\citetitle{c}\footfullcite{d}", "a b c d"),
        # others
        (r"\bibentry{a}\onlinecite{b}\citeA<see>[p. 2]{c}", "a b c"),
        (r"\cite[\emph{see} {x}]{a}", "a"),
        (r"\cite[see [1]]{a}", "a"),
        (r"\cite{a:b/c.d+e_f}", "a:b/c.d+e_f"),
        # What is no citation.
        (r"% \cite{a}", ""),
        (r"50\% \cite{a} % \cite{b}", "a"),
        (r"line \\% \cite{a}", ""),
        (r"\begin{verbatim}\cite{a}\end{verbatim} \cite{b}", "b"),
        (r"\begin{comment} \cite{a} \end{comment}", ""),
        (r"\verb|\cite{a}| \verb*+\cite{b}+ \cite{c}", "c"),
        (r"\verb|%| and \cite{a} \verb+\%+ \cite{b} \% \cite{c}", "a b c"),
        ("% \\verb|\n\\cite{a} | \\cite{b}", "a b"),
        ("% \\begin{verbatim}\n\\cite{a}\n% \\end{verbatim}", "a"),
        ("\\begin{verbatim}\n50% \\end{verbatim} \\cite{a}", "a"),
        (r"\\verb|x \cite{a}|", "a"),
        ("\\verb|x\n\\cite{a}|", "a"),
        (r"\citestyle{acm} \setcitestyle{square} \citereset", ""),
        (r"\newcommand{\mycite}[1]{\cite{#1}} \mycite{a}", "a"),
        (r"\DeclareCiteCommand{\foo}{x} \renewcommand{\cite}[1]{x}", ""),
        (r"\bibliography{refs} \ref{a} \cite{}", ""),
        ("excite{a} cite{b}", ""),
    ],
)
def test_keys_in_latex(line: str, keys: str) -> None:
    assert tuple(find_cited(line, "paper.tex")) == tuple(keys.split())


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("@a says", "a"),
        ("[@a; @b, p. 3]", "a b"),
        ("[see @a, pp. 33-35 and *passim*; -@b]", "a b"),
        ('@a [p. 33] and (@b) and **@c** and "@d"', "a b c d"),
        ("@{a.b:c} and @{https://x.org/a?b}", "a.b:c https://x.org/a?b"),
        ("@a. @b: @c, @d; @e's @f’s @g…", "a b c d e f g"),
        ("@a_b @Fig:1 @a-b @a/b @123", "a_b Fig:1 a-b a/b 123"),
        # Two signs end a key.
        ("@a--b @c::d", "a c"),
        ("- @yu2022orca **required**\n- @kwon2023efficient skip 5", "yu2022orca kwon2023efficient"),
        # What is no citation.
        ("me@example.org <me@example.org> [x](mailto:me@example.org)", ""),
        ("https://medium.com/@user [x](https://social.org/@user)", ""),
        (r"\@a @@b", ""),
        ("`@a` and ``x `@b` ``", ""),
        ("```\n@a\n```\n@b", "b"),
        ("~~~ python\n@a\n~~~\n@b", "b"),
        ("<!-- @a\n@b --> @c", "c"),
    ],
)
def test_keys_in_markdown(line: str, keys: str) -> None:
    assert tuple(find_cited(line, "notes.md")) == tuple(keys.split())


@pytest.mark.parametrize("path", ["x.tex", "x.LTX", "dir.md/x.TEX"])
def test_the_suffix_says_how_to_read(path: str) -> None:
    assert tuple(find_cited(r"\cite{a} @b", path)) == ("a",)


@pytest.mark.parametrize("path", ["x.qmd", "x.Rmd", "x.markdown", "x.md"])
def test_markdown_has_many_suffixes(path: str) -> None:
    assert tuple(find_cited("@b `@a`", path)) == ("b",)


@pytest.mark.parametrize("path", ["x.pdf", "x", ".md", "x.tex.bak"])
def test_another_suffix_is_refused(path: str) -> None:
    with pytest.raises(ChoiceError, match=r"unknown kind of file .*; can be read: \.aux, \.bcf, "):
        find_cited("", path)


@pytest.mark.parametrize(
    ("text", "path", "lines"),
    [
        ("\\citation{smith2020b}\n\\citation{x,smith2020}", "x.aux", [1, 2, 2]),
        (
            "<bcf:citekey>ab</bcf:citekey>\n\n<bcf:citekey>a</bcf:citekey></bcf:controlfile>",
            "x.bcf",
            [1, 3],
        ),
        ("% \\cite{c}\n\\citep[p.~\n1]{ab,\n a, % c\n c}\n\\cite{a}", "x.tex", [3, 4, 5]),
        ("\\begin{verbatim}\n\n\\end{verbatim}\\verb|x|\n\\cite{a}", "x.tex", [4]),
        ("```\n@a\n```\r\n@ab, @x\r\nand @a @ab", "x.md", [4, 4, 5]),
    ],
)
def test_each_key_has_its_line(text: str, path: str, lines: list[int]) -> None:
    assert list(find_cited(text, path).values()) == lines


KEYS = st.lists(
    st.from_regex(r"[a-z][a-z0-9]{0,5}([-:_][a-z0-9]{1,3})?", fullmatch=True), max_size=4
)


@given(KEYS)
def test_each_key_comes_once_and_in_order(keys: list[str]) -> None:
    once = tuple(dict.fromkeys(keys))
    twice = [*keys, *reversed(keys)]
    assert tuple(find_cited("".join(f"\\citation{{{key}}}\n" for key in twice), "x.aux")) == once
    assert tuple(find_cited("".join(f"~\\citep[p.~1]{{{key}}}" for key in twice), "x.tex")) == once
    assert tuple(find_cited("".join(f"[@{key}, p. 1]\n" for key in twice), "x.md")) == once


@given(st.text("\\cite{}[]()%@`a,<>~ \n*"), st.sampled_from(["x.aux", "x.bcf", "x.tex", "x.md"]))
def test_keys_of_any_text_are_bare_words(text: str, path: str) -> None:
    text += "</bcf:controlfile>" if path == "x.bcf" else ""
    assert all(key and key == key.strip() for key in find_cited(text, path))
