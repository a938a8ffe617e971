from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.text.latex import encode, encode_specials


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Plain ASCII: it's (100) [a] @ x/y; a=b?", "Plain ASCII: it's (100) [a] @ x/y; a=b?"),
        ("Müller", r"M{\"u}ller"),
        ("Konečný", r"Kone{\v{c}}n{\'y}"),
        ("Çelik", r"{\c{C}}elik"),
        ("Åström", r"{\r{A}}str{\"o}m"),
        ("Großmann", r"Gro{\ss}mann"),
        ("Jørgensen", r"J{\o}rgensen"),
        ("Łukasz", r"{\L}ukasz"),
        ("Yıldız", r"Y{\i}ld{\i}z"),
        ("José", r"Jos{\'e}"),
        # The dot stays on: {\'i} is what BibTeX and pdfLaTeX both read.
        ("Díaz", r"D{\'i}az"),
        ("Dragoș Ionuț", r"Drago{\textcommabelow{s}} Ionu{\textcommabelow{t}}"),
        # Two accents nest with braces, or pdfLaTeX stops.
        ("Nguyễn", r"Nguy{\~{\^e}}n"),
        ("Phạm Bảo Lộc", r"Ph{\d{a}}m Bảo L{\d{\^o}}c"),
        ("ǖ", r"{\={\"u}}"),
        ("R&D 100% #1 a_b $5", r"R\&D 100\% \#1 a\_b \$5"),
        (
            "{x} ~ ^ \\",
            r"{$\lbrace$}x{$\rbrace$} {\textasciitilde} {\textasciicircum} {\textbackslash}",
        ),
        ("a < b > c | d", "a {$<$} b {$>$} c {$|$} d"),
        ("“Why?” – ‘Because’ — it’s…", "``Why?'' -- `Because' --- it's{\\ldots}"),
        ("10 μs, 2× at 90°", r"10 {$\mu$}s, 2{$\times$} at 90{$^\circ$}"),
        ("αβ-Δ", r"{$\alpha$}{$\beta$}-{$\Delta$}"),
        ("Tux² H₂O", r"Tux{$^2$} H{$_2$}O"),
        ("a → b ≤ ∞", r"a {$\rightarrow$} b {$\leq$} {$\infty$}"),
        ("Brand™", r"Brand{\texttrademark}"),
        ("ﬁne soft\u00adhyphen non‑breaking", "fine softhyphen non-breaking"),
        ("page\u00a05", "page~5"),
        ("①", "1"),
        ("深度 learning", "深度 learning"),
    ],
)
def test_encode(text: str, latex: str) -> None:
    assert encode(text) == latex


@given(st.text())
def test_braces_of_encoded_text_balance(text: str) -> None:
    latex = encode(text).replace(r"\{", "").replace(r"\}", "")
    depth = 0
    for character in latex:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0


def test_composed_and_decomposed_text_are_encoded_alike() -> None:
    assert encode("Nguye\u0302\u0303n") == encode("Nguyễn")


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Müller & Nguyễn", r"Müller \& Nguyễn"),
        ("100% of #1_a", r"100\% of \#1\_a"),
        ("$5 ~ ^", r"\$5 {\textasciitilde} {\textasciicircum}"),
        ("e\u0301", "é"),
        ("“quoted” – dash", "“quoted” – dash"),
    ],
)
def test_files_in_utf8_escape_only_what_latex_takes_as_commands(text: str, latex: str) -> None:
    assert encode_specials(text) == latex
