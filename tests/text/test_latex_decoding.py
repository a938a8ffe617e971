from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.text.latex import encode
from mlsysbib.text.latex_decoding import decode

LATIN = "".join(map(chr, [*range(0xC0, 0xD7), *range(0xD8, 0xF7), *range(0xF8, 0x180)]))
ROMANIAN, VIETNAMESE = "ȘșȚț", "ẠạẮắẰằẴẵẶặẤấẦầẪẫẬậẸẹẼẽẾếỀềỄễỆệỊịỌọỐốỒồỖỗỘộỤụỲỳỴỵỸỹ"
GREEK = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ"
PUNCTUATION = "–—“”…†‡•«»¿¡§¶·\u00a0"
SYMBOLS = "×≤≥≠≈→←↔∞°√±∈∀∃∑∏∂∇ℝℕℤ©®™£€¥½¼²³¹₀₁₂"
ASCII_SIGNS = '&%#_$~^\\{}<>|"@/+=*[]()!?;:,.'
# What one LaTeX form stands for that several characters share, or that LaTeX spells in letters.
LOSSES = {
    "’": "'", "‘": "`", "‑": "-", "‐": "-", "µ": "μ", "\u2009": " ", "\u202f": "\u00a0",
    "\u00ad": "", "\u200b": "", "ﬁ": "fi", "∆": "Δ", "①": "1", "Ⅳ": "IV", "ſ": "s", "―": "—",
    "Α": "A", "ο": "o",
    # pylatexenc writes these as the letter with an accent that looks like the stroke or dot.
    "Ħ": "H̄", "ħ": "h̄", "Ŧ": "T̄", "ŧ": "t̄", "Ŀ": "L̇", "ŀ": "l̇", "ĸ": "k",
}  # fmt: skip
LETTERS = "".join(c for c in LATIN + ROMANIAN + VIETNAMESE + GREEK if c not in {*LOSSES, "ŉ"})
# Signs stand apart: two of them may be one ligature, such as a hyphen before a dash.
TEXTS = st.lists(
    st.tuples(
        st.text(LETTERS + "abcXYZ019 ", min_size=1, max_size=4),
        st.sampled_from(["", *PUNCTUATION, *SYMBOLS, *ASCII_SIGNS, *"'`-"]),
    ),
    max_size=6,
).map(lambda pairs: "".join(text + sign for text, sign in pairs))


@given(TEXTS)
def test_encoded_text_is_ascii_and_reads_as_before(text: str) -> None:
    assert encode(text).isascii()
    assert decode(encode(text)) == unicodedata.normalize("NFC", text)


def test_every_letter_and_sign_reads_as_before() -> None:
    encoded = {sign: encode(sign) for sign in LETTERS + PUNCTUATION + SYMBOLS + ASCII_SIGNS}
    assert {sign for sign, latex in encoded.items() if not latex.isascii()} == set()
    assert {sign for sign, latex in encoded.items() if decode(f"a{latex}b") != f"a{sign}b"} == set()


@pytest.mark.parametrize(("character", "read"), LOSSES.items())
def test_what_latex_does_not_tell_apart(character: str, read: str) -> None:
    assert decode(encode(character)) == unicodedata.normalize("NFC", read)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("plain", "plain"),
        # Accents in the many ways that people and programs write them.
        (r"{\'\i}", "í"), (r"\'{\i}", "í"), (r"\'i", "í"), (r"{\'{i}}", "í"), (r"\'\i n", "ín"),
        (r"\"\i", "ï"), (r'\"{u}', "ü"), (r'{\"u}', "ü"), (r'{\" u}', "ü"), (r"\v c", "č"),
        (r"{\v c}", "č"), (r"\v{c}", "č"), (r"\c{c}", "ç"), (r"\c c", "ç"), (r"\r{a}", "å"),
        (r"\H{o}", "ő"), (r"\k{a}", "ą"), (r"\u g", "ğ"), (r"\.z", "ż"), (r"\=a", "ā"),
        (r"\textcommabelow{s}", "ș"), (r"\d{a}", "ạ"), (r"\b{b}", "ḇ"),
        # Stacked ones, also without the braces that LaTeX wants.
        (r"Nguy{\~{\^e}}n", "Nguyễn"), (r"Nguy{\~{\^{e}}}n", "Nguyễn"), (r"Nguy{\~\^e}n", "Nguyễn"),
        (r"Nguy\~{\^e}n", "Nguyễn"), (r"{\'{\^o}}", "ố"), (r"{\d{\^o}}", "ộ"),
        # Letters by name eat the space behind them.
        (r"\aa ngstr\"om", "ångström"), (r"Stra{\ss}e", "Straße"), (r"Stra\ss e", "Straße"),
        (r"\O{}re", "Øre"), (r"{\L}ukasz", "Łukasz"), (r"Y{\i}ld{\i}z", "Yıldız"),
        (r"\AE{}r\o", "Ærø"), (r"{\DJ}uro", "Đuro"),
        # Signs.
        (r"R{\&}D \% \# \_ \$ \{ \}", "R&D % # _ $ { }"), (r"\~{}user", "~user"), (r"\^{}", "^"),
        (r"\textasciitilde{}user", "~user"), (r"10{\texttrademark}", "10™"), (r"\S 3", "§3"),
        (r"\copyright{} 2023", "© 2023"), (r"\textperiodcentered", "·"),
        ("``Why?'' -- `Because' --- it's{\\ldots}", "“Why?” – `Because' — it's…"),
        ("page~5", "page\u00a05"), (r"a\,b", "a b"), (r"a\ b", "a b"), (r"in\-line", "inline"),
        (r"shelf\/ful", "shelfful"), (r"etc.\@ and", "etc. and"), (r"one\\ two", "one two"),
        # Formulas: one symbol becomes that character, more stays a formula.
        (r"$\mu$s", "μs"), (r"{$\mu$}s", "μs"), (r"{\textmu}s", "μs"), (r"10$\times$", "10×"),
        (r"$ \alpha $-$\beta$", "α-β"), ("$^2$", "²"), (r"$\mathbb{R}$", "ℝ"), (r"$\in$", "∈"),
        (r"$O(n \log n)$", r"$O(n \log n)$"), ("$n^2$", "$n^2$"), ("$k$-NN", "$k$-NN"),
        # Formatting goes, its text stays.
        (r"\emph{x} {\em y} \textbf{z}", "x y z"), ("{GPU} {{V}oltage}", "GPU Voltage"),
        (r"2\textsuperscript{nd} H\textsubscript{2}O", "2nd H₂O"),
        (r"{\LaTeX} in \TeX", "LaTeX in TeX"),
        (r"\textless{}i\textgreater x \enquote{y}", "<i>x “y”"), (r"a$\slash$b", "a/b"),
        # What is not known stays as it is written.
        (r"\unknown{x}{y} z", r"\unknown{x}{y} z"), (r"\foo bar", r"\foo bar"),
        (r"\url{http://a.b/~c}", "http://a.b/~c"),
        ("深度 Müller", "深度 Müller"), ("e\u0301", "é"),
    ],
)  # fmt: skip
def test_decode(latex: str, text: str) -> None:
    assert decode(latex) == text


@given(st.text(r"""\{}$~`'^"-.=abcuv 1é""", max_size=20))
def test_no_text_is_refused(latex: str) -> None:
    text = decode(latex)
    assert text == unicodedata.normalize("NFC", text)
