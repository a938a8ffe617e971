from __future__ import annotations

import pytest

from mlsysbib.intake.lists.bullets import Reading, read_line
from mlsysbib.intake.lists.tags import TagReader
from mlsysbib.model.library import Library


@pytest.fixture(scope="module")
def tags(library: Library) -> TagReader:
    return TagReader(library.venues)


def tag_of(reading: Reading) -> str:
    return reading.tag.written if reading.tag else ""


@pytest.mark.parametrize(
    ("line", "tag", "title"),
    [
        (r"[\[OSDI '14\] Sums of Parts](note.md) ([pdf](a))", "OSDI '14", "Sums of Parts"),
        (r"\[SoCC '18] Hub: a Rack ([pdf](https://a.b/c))", "SoCC '18", "Hub: a Rack"),
        ("Sums of Parts (OSDI20)", "OSDI20", "Sums of Parts"),
        ("*Sums  of Parts* (OSDI20)", "OSDI20", "Sums of Parts"),
        ("Sums of Parts* (ATC19)", "ATC19", "Sums of Parts"),
        ("Sums of Parts (ASPLOS’17)", "ASPLOS’17", "Sums of Parts"),
        ("Sums of Parts (x)", "x", "Sums of Parts"),
        ("Sums of Parts (arxiv24) vll", "arxiv24", "Sums of Parts"),
        ("EcoServe(-PD) in O(1) (arxiv24)", "arxiv24", "EcoServe(-PD) in O(1)"),
        ("[ATC'24]Sums of Parts", "ATC'24", "Sums of Parts"),
        ("[ATC'24]  Sums of Parts  ", "ATC'24", "Sums of Parts"),
        ("**[ATC'24]** *Sums of Parts*", "ATC'24", "Sums of Parts"),
        ("~~[ATC'24] Sums of Parts~~", "ATC'24", "Sums of Parts"),
        ("OSDI'20: Sums of Parts", "OSDI'20", "Sums of Parts"),
        ("**OSDI'20** Sums of Parts", "OSDI'20", "Sums of Parts"),
        ("Sums of Parts, OSDI 2020. [paper](https://a.b/c)", "OSDI 2020", "Sums of Parts"),
        ("[Sums of Parts](https://a.b/c) - SOSP'23", "SOSP'23", "Sums of Parts"),
        ("[Sums of Parts vldb'24](https://a.b/c)", "vldb'24", "Sums of Parts"),
        ("[Sums of Parts SC21 ](https://a.b/c)", "SC21", "Sums of Parts"),
        ("[Sums of Parts 23arxiv](https://a.b/c)", "23arxiv", "Sums of Parts"),
        ("[Sums of Parts](https://a.b/c) NeurIPS '22 ", "NeurIPS '22", "Sums of Parts"),
        ("Sums of Parts（ASPLOS'23)", "ASPLOS'23", "Sums of Parts"),
        ("Sums of Parts (preprint'23)", "preprint'23", "Sums of Parts"),
        ("Sums of Parts of Top 10", "", "Sums of Parts of Top 10"),
        ("Sums of Parts by VGG16", "", "Sums of Parts by VGG16"),
        (r"[Sums of Parts \(ICML '13\)](https://a.b/c)", "ICML '13", "Sums of Parts"),
        ("L[arge Sums](https://a.b/c) (OSDI'20)", "OSDI'20", "Large Sums"),
        ("[GPipe](https://a.b/c): Sums of Parts (NIPS'19)", "NIPS'19", "GPipe: Sums of Parts"),
        ("[OSDI'22] Achieving Î¼s-scale Sums", "OSDI'22", "Achieving μs-scale Sums"),
        ("[ICML'24] Sums &amp; Parts&#x20;of All", "ICML'24", "Sums & Parts of All"),
        ("[NeurIPS'22] AMP:Automatically Finding", "NeurIPS'22", "AMP: Automatically Finding"),
        ("[arxiv'25] [S*: Test Time Sums](https://a.b/c)", "arxiv'25", "S*: Test Time Sums"),
        ("[ATC'25] [Laws for All Sums Laws for All Sums](a)", "ATC'25", "Laws for All Sums"),
        ("[NSDI'17] Sums of Parts (pdf)", "NSDI'17", "Sums of Parts"),
        ("[arxiv'23] [Train with $100K](https://a.b/c)", "arxiv'23", "Train with $100K"),
        ("[OSDI'20] Reading [Clipper](https://a.b/c) Again", "OSDI'20", "Reading Clipper Again"),
        (r"[ATC'20] Sums of \[Odd\]", "ATC'20", "Sums of [Odd]"),
        ("[ICLR'22] 8-BIT SUMS", "ICLR'22", "8-BIT SUMS"),
    ],
)  # fmt: skip
def test_tag_and_title(line: str, tag: str, title: str, tags: TagReader) -> None:
    reading = read_line(line, tags)
    assert (tag_of(reading), reading.title) == (tag, title)


@pytest.mark.parametrize(
    ("line", "nickname", "title"),
    [
        ("(Gavel) Sums of Parts (OSDI20)", "Gavel", "Sums of Parts"),
        ("*(Gavel) Sums of Parts* (OSDI20)", "Gavel", "Sums of Parts"),
        ("[NSDI'22] Sums of Parts (PAI)", "PAI", "Sums of Parts"),
        ("[NSDI'22] [Sums of Parts](https://a.b/c) (`P^2`)", "P^2", "Sums of Parts"),
        ("[SC'21] Sums (`PTD-P` or `Megatron-LM v2`)", "PTD-P", "Sums"),
        ("[SC'21] Sums of Parts (PTD-P or Megatron-LM v2)", "PTD-P", "Sums of Parts"),
        ("[OSDI'20] AFS/CoDDL: Sums of Parts", "AFS/CoDDL", "AFS/CoDDL: Sums of Parts"),
        ("[NSDI'17] Tux²: Sums of Parts", "Tux²", "Tux²: Sums of Parts"),
        ("[OSDI'20] Serving like Clockwork: Sums", "", "Serving like Clockwork: Sums"),
        ("[OSDI'20] Federated Learning: Sums", "", "Federated Learning: Sums"),
        ("(fine-tuning survey) Learn: Sums (arxiv23)", "Learn", "Learn: Sums"),
        # In parentheses stands what the words before it are short for.
        ("[HOTI'24] Unified Collective Sums (UCS)", "", "Unified Collective Sums (UCS)"),
        ("[ATC'25] Sums of Mixture of Experts (MoE)", "", "Sums of Mixture of Experts (MoE)"),
    ],
)  # fmt: skip
def test_nicknames(line: str, nickname: str, title: str, tags: TagReader) -> None:
    reading = read_line(line, tags)
    assert (reading.nickname, reading.title) == (nickname, title)


@pytest.mark.parametrize(
    ("line", "remarks"),
    [
        ("[Survey 🔍] [IJCAI'22] Sums of Parts", ("[Survey 🔍]",)),
        ("[Survey :mag:] [arxiv, 2022] [Sums](https://a.b/c)", ("[Survey :mag:]",)),
        ("[ATC'23] Sums [also in [2.1](#21-dl)]", ("[also in [2.1](#21-dl)]",)),
        ("[ATC'21] Sums of Parts [also in 2.10]", ("[also in 2.10]",)),
        ("[ATC'20] [Sums](https://a.b/c) [**From OpenAI**]", ("[**From OpenAI**]",)),
        ("[ATC'20] Sums [[Code](https://a.b/c)]", ("[[Code](https://a.b/c)]",)),
        ("[CPAL'24 (PMLR)] [Sums](https://a.b/c)", ("(PMLR)",)),
        ("[ATC'20] [Sums](https://a.b/c) (Sys) **required**", ("**required**",)),
        ("Sums of Parts (arxiv24) vll", ("[vll]",)),
        ("(fine-tuning survey) Learn: Sums (arxiv23)", ("(fine-tuning survey)",)),
        (r"Sums (ATC'20) ([pdf](https://a.b/x\_y\~z.pdf))", ("([pdf](https://a.b/x_y~z.pdf))",)),
    ],
)
def test_remarks_stay_as_they_are_written(
    line: str, remarks: tuple[str, ...], tags: TagReader
) -> None:
    assert read_line(line, tags).remarks == remarks


@pytest.mark.parametrize(
    ("line", "urls"),
    [
        (r"Sums ([pdf](http://a.b/GPU\_V%20\(8\).pdf))", ["http://a.b/GPU_V%20(8).pdf"]),
        ("Sums ([pdf](http://a.b/GPU%20(8).pdf))", ["http://a.b/GPU%20(8).pdf"]),
        ("[Sums](note-....md#with-p3) ([pdf](http://a.b))", ["note-....md#with-p3", "http://a.b"]),
        ("[Sums](folder/) <https://a.b>", ["folder/", "https://a.b"]),
        ('[Sums](https://a.b "title") [Parts](<https://c.d>)', ["https://a.b", "https://c.d"]),
        ("Sums (see https://a.b/c).", ["https://a.b/c"]),
        ('<a href="https://a.b">Sums</a>', ["https://a.b"]),
        ("![image](https://a.b) Sums `[x](y)`", []),
        ("[[arxiv](https://a.b)] [[openreview](https://c.d)]", ["https://a.b", "https://c.d"]),
    ],
)
def test_links(line: str, urls: list[str], tags: TagReader) -> None:
    assert [link.url for link in read_line(line, tags).links] == urls


def test_words_before_a_linked_title_lead_to_it(tags: TagReader) -> None:
    reading = read_line("Somebody's talk: [On the Use of Sums](https://a.b/c)", tags)
    assert (reading.lead, reading.title) == ("Somebody's talk:", "On the Use of Sums")
    reading = read_line("Journal version of [SC'23] [On the Use of Sums](https://a.b/c)", tags)
    assert (reading.lead, tag_of(reading)) == ("Journal version of", "SC'23")


def test_a_line_of_any_length_is_read(tags: TagReader) -> None:
    for line in ("[" * 50_000, "[a]" * 20_000, "(" * 4000 + ")" * 900, "`*_" * 1600, "\\" * 999):
        assert read_line(line, tags).written == line
