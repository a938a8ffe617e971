"""What people's LaTeX means; `encode` has its own tests, this is the way back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.text.latex import encode
from mlsysbib.text.latex_decoding import decode


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Nguy{\~{\^e}}n M{\"u}ller Mart{\'\i}n \'{\i}", "Nguyễn Müller Martín í"),
        (r"Stra{\ss}e {\L}ukasz \L ukasz \c c \v{S}", "Straße Łukasz Łukasz ç Š"),
        (r"\&\%\$\#\_\{\}", "&%$#_{}"),
        (r"a\ b\,c\\d pre\-fix Foo\@. Bar", "a b c d prefix Foo. Bar"),
        (r"\emph{in vivo} {\em in vitro}", "in vivo in vitro"),
        (r"the 13\textsuperscript{th}, 10\textsuperscript{8}", "the 13th, 10⁸"),
        (r"{\LaTeX} \textless{}i\textgreater \enquote{x} ``y''", "LaTeX <i>“x” “y”"),
        (r"{$\mu$}s $O(n)$", "μs $O(n)$"),
    ],
)
def test_known_latex_becomes_unicode(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize("latex", [r"\foo{bar} baz", r"\foo bar", r"\url{http://a.b/c}"])
def test_unknown_latex_stays_visible(latex: str) -> None:
    assert decode(latex) == latex


def test_what_stands_in_an_unknown_command_is_decoded() -> None:
    assert decode(r"\foo{M{\"u}ller}") == r"\foo{Müller}"


# Letters without a LaTeX form of their own.
LOST_LETTERS = "ªºµĦħĸĿŀŉŦŧſ"


@given(
    st.text(
        st.characters(
            max_codepoint=0x17F,
            categories=("L", "Nd", "Pd"),
            include_characters=" ,.:&%#_{}|<>·",
            exclude_characters=LOST_LETTERS,
        )
    )
)
def test_decoding_undoes_encoding(text: str) -> None:
    # Two hyphens are a dash in LaTeX.
    text = re.sub("-+", "-", text)
    assert decode(encode(text)) == text
