from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.text.words import (
    FUNCTION_WORDS,
    fold,
    is_significant,
    letters_only,
    significant_words,
    title_words,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Großmann", "Grossmann"),
        ("Jørgensen", "Jorgensen"),
        ("Ærø", "AEro"),
        ("Łukasz", "Lukasz"),
        ("Nguyễn Đặng", "Nguyen Dang"),
        ("Yıldız İnan Şahin", "Yildiz Inan Sahin"),
        ("Þórsson", "Thorsson"),
        ("Əliyev", "Eliyev"),
        ("Konečný", "Konecny"),
        ("Tux²", "Tux2"),
        ("½-bit", "1/2-bit"),
        ("Brand™", "Brand"),
        ("ﬁne", "fine"),
        ("μ µ Δ Ω ∆", "mu mu Delta Omega Delta"),
        ("O’Brien – O‘Brien − O´Brien", "O'Brien - O'Brien - O'Brien"),
        ("Okinaʻs ʼn", "Okina's 'n"),
        ("before—after", "before - after"),
        ("：", ":"),
        ("王伟", ""),
        ("Иванов", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folded_text_is_ascii_and_folds_to_itself(text: str) -> None:
    folded = fold(text)
    assert folded.isascii()
    assert fold(folded) == folded


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    import unicodedata  # noqa: PLC0415

    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("S-LoRA: Serving Thousands", "SLoRA Serving Thousands"),
        ("S-LoRA:Serving Thousands", "SLoRA Serving Thousands"),
        ("S-LoRA : Serving Thousands", "SLoRA Serving Thousands"),
        ("Serving S-LoRA: Thousands", "Serving S LoRA Thousands"),
        ("FlashAttention-2: Faster", "FlashAttention2 Faster"),
        ("LLM.int8(): 8-bit Matrices", "LLMint8 8 bit Matrices"),
        ("C++: A Language", "C A Language"),
        ("Serverless Data - Are We There", "Serverless Data Are We There"),
        ("Fast—Slow: A Tale", "Fast Slow A Tale"),
        ("I/O-Aware A/B Tests and/or TCP/IP", "IO Aware AB Tests and or TCP IP"),
        ("Moore's Law, Users' Needs", "Moores Law Users Needs"),
        ("R&D at AT&T & Q&A", "RD at ATT QA"),
        ("The U.S. and F.A.S.T", "The US and FAST"),
        ("GPT-3.5 in 1.5x Time", "GPT 3 5 in 1 5x Time"),
        ("“Why?”: Because", "Why Because"),
        ("深度学习", ""),
        ("", ""),
        (":", ""),
        ("?: What", "What"),
    ],
)
def test_title_words(title: str, words: str) -> None:
    assert " ".join(title_words(title)) == words


@given(st.text())
def test_words_are_letters_and_digits(title: str) -> None:
    assert all(word and word == letters_only(word) for word in title_words(title))


def test_function_words_are_words_as_titles_give_them() -> None:
    assert all(title_words(word) == [word] for word in FUNCTION_WORDS)


@pytest.mark.parametrize("word", ["Beyond", "More", "All", "Near", "One", "Learn", "Off", "Inside"])
def test_words_that_claim_something_count(word: str) -> None:
    assert is_significant(word)


def test_a_title_of_function_words_keeps_them_all() -> None:
    assert significant_words("To Be or Not to Be") == ["To", "Be", "or", "Not", "to", "Be"]
    assert significant_words("What's in a Name?") == ["Name"]
