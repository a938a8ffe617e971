# ruff: noqa: E501 - titles are as long as they are
from __future__ import annotations

import pytest

from mlsysbib.matching.titles import Mark, issued_year, parse_title, plain


def core(title: str) -> str:
    parsed = parse_title(title)
    return " ".join(parsed.words[parsed.start : parsed.end])


@pytest.mark.parametrize(
    ("title", "name", "rest"),
    [
        ("Orca: A Distributed Serving System", "orca", "a distributed serving system"),
        ("(Gavel) Heterogeneity-Aware Cluster Scheduling", "gavel", "heterogeneity aware cluster scheduling"),
        ("MLaaS in the Wild: Workload Analysis (PAI)", "pai", "mlaas in the wild workload analysis"),
        ("PyTorch Distributed: Experiences on Training", "pytorchdistributed", "experiences on training"),
        ("FlashAttention-2: Faster Attention Kernels", "flashattention2", "faster attention kernels"),
        ("Attention Is All You Need", "", "attention is all you need"),
        ("A Title That Has Many Words: And a Subtitle", "", "a title that has many words and a subtitle"),
        ("Deep Learning: A Survey", "", "deep learning a survey"),
    ],
)  # fmt: skip
def test_a_name_is_told_from_the_core(title: str, name: str, rest: str) -> None:
    assert parse_title(title).name == name
    assert core(title) == rest


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("LLaMA 2: Open Foundation Models", "2"),
        ("On Sorting, Part II", "2"),
        ("On Sorting, Part I", "1"),
        ("On Sorting II", "2"),
        ("On Sorting I", "1"),
        ("The Fourth Workshop on Sorting", "4"),
        ("The 4th Workshop on Sorting", "4"),
        ("Type I and Type II Errors", "1 2"),
        ("3D Parallelism in 3 Steps", "3"),
        ("A Survey of Sorting", ""),
    ],
)
def test_numbers_are_read_in_every_spelling(title: str, numbers: str) -> None:
    assert parse_title(title).numbers == numbers


@pytest.mark.parametrize(
    ("title", "marks"),
    [
        ("Erratum to: On Sorting", Mark.ERRATUM),
        ("Correction: On Sorting", Mark.ERRATUM),
        ("Correction of Errors in Sorting Networks", Mark.ERRATUM),
        ("Comments on “On Sorting”", Mark.COMMENT),
        ("Reply to Comments on Sorting", Mark.REPLY | Mark.COMMENT),
        ("Retraction Note: On Sorting", Mark.RETRACTION),
        ("On Sorting (Extended Abstract)", Mark.SHORT),
        ("Poster: On Sorting at Scale", Mark.SHORT),
        ("On Sorting (full version)", Mark.LONG),
        ("A Response-Time Analysis", Mark.NONE),
        ("Error Correction of Memory", Mark.NONE),
        ("A Demonstration of Sorting", Mark.NONE),
    ],
)
def test_marks(title: str, marks: Mark) -> None:
    assert parse_title(title).marks == marks


@pytest.mark.parametrize(
    "title",
    [
        "On Sorting in {GPU} Memory",
        r"On Sorting in \textbf{GPU} Memory",
        "On <i>Sorting</i> in GPU Memory",
        "[On sorting in GPU memory]",
        "On sorting in GPU memory.[Erratum appears in J Sort. 2010;3(1):4]",
        "On sorting in GPU memory <ORIGINAL> Über das Sortieren",
        "On sorting in GPU memory [German]",
        "(1989) On sorting in GPU memory",
        "Knuth (1989). On sorting in GPU memory",
        "On sorting in GPU memory, in Proceedings of the 5th Symposium",
    ],
)
def test_what_databases_and_lists_add_is_no_part_of_the_title(title: str) -> None:
    assert parse_title(title).words == ["on", "sorting", "in", "gpu", "memory"]


def test_plain_text_keeps_letters_of_other_alphabets() -> None:
    assert plain("𝜆Scale & Müller’s μTVM") == "lambdaScale & Mullers muTVM"


def test_a_title_in_another_script_is_compared_as_it_stands() -> None:
    assert parse_title("深度学习 系统").words == ["深度学习", "系统"]


def test_the_year_of_a_cut_reference_is_kept() -> None:
    assert issued_year("Lee (1997). Boosting the margin") == "1997"
