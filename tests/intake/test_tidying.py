from __future__ import annotations

import itertools
import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citation_variants import COUNT, cite_variants
from mlsysbib.formats.base import Options
from mlsysbib.formats.bibtex.blocks import BlockKind, split_blocks
from mlsysbib.formats.bibtex.writer import dump
from mlsysbib.formats.targets import get_target
from mlsysbib.intake.cleaning import clean
from mlsysbib.intake.tidying import Fate, Tidied, tidy
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.selection import flat
from mlsysbib.selecting.reading_lists.resolve import memberships

LOOKALIKES = (Path(__file__).parent / "lookalikes.bib").read_text()
NATBIB = Options(target=get_target("natbib"))


@pytest.fixture(scope="session")
def library(contents: Contents) -> Library:
    """The papers of the shipped reading lists: none of the look-alikes is among them."""
    on_lists = frozenset().union(*memberships(Library(contents)).values())
    entries = tuple(entry for entry in contents.entries if entry.key in on_lists)
    return Library(msgspec.structs.replace(contents, entries=entries))


@pytest.fixture(scope="module")
def variants(library: Library) -> tuple[str, dict[str, str]]:
    return cite_variants(library)


@pytest.fixture(scope="module")
def tidied(library: Library, variants: tuple[str, dict[str, str]]) -> Tidied:
    return tidy(f"{variants[0]}\n{LOOKALIKES}", library, NATBIB)


def rewritten(tidied: Tidied) -> set[str]:
    return {key for key, fate in tidied.fates if fate in {Fate.MATCHED, Fate.UPGRADED}}


def test_there_are_sixty_of_each(variants: tuple[str, dict[str, str]]) -> None:
    assert len(variants[1]) == COUNT == 60
    assert sum(block.kind.value == "entry" for block in split_blocks(LOOKALIKES)) == 59


def test_no_look_alike_is_rewritten(tidied: Tidied) -> None:
    assert {key for key in rewritten(tidied) if key.startswith("other")} == set()


def test_each_rewritten_reference_is_its_own_paper(
    library: Library, variants: tuple[str, dict[str, str]], tidied: Tidied
) -> None:
    blocks = {block.key: block.text for block in split_blocks(tidied.text)}
    for key in rewritten(tidied):
        own = variants[1][key]
        options = msgspec.structs.replace(NATBIB, keys={own: key})
        assert blocks[key] + "\n" == dump(flat((library[own],)), library, options)


def test_nearly_all_ways_to_cite_are_recognised(
    variants: tuple[str, dict[str, str]], tidied: Tidied
) -> None:
    found = rewritten(tidied) & set(variants[1])
    assert len(found) / COUNT >= 0.97, sorted(set(variants[1]) - found)


def test_tidy_twice_is_tidy_once(library: Library, tidied: Tidied) -> None:
    assert tidy(tidied.text, library, NATBIB).text == tidied.text


MESSY = r"""% mine
@string{osdi = "OSDI"}
@article{vllm,
  title={Efficient memory management for large language model serving with pagedattention},
  author={Kwon, Woosuk and Li, Zhuohan and others},
  journal={arXiv preprint arXiv:2309.06180}, year={2023},
  keywords = {mine}
}
@misc{broken, title = {x
@article{knuth84, author = {Knuth, Donald E.}, title = {Literate Programming &amp; More},
  journal = {Comput. J.}, year = {1984}, doi = {https://doi.org/10.1093/comjnl/27.2.97},
  pages = {97 - 111}, month = {May} }
"""


def test_a_published_preprint_is_upgraded_under_the_users_key(library: Library) -> None:
    result = tidy(MESSY, library, NATBIB)
    assert dict(result.fates)["vllm"] is Fate.UPGRADED
    assert "@inproceedings{vllm," in result.text
    assert "Operating Systems Principles" in result.text
    assert "keywords      = {mine}," in result.text


def test_preprints_stay_where_they_are_wanted(library: Library) -> None:
    result = tidy(MESSY, library, NATBIB, keep_preprints=True)
    assert "@misc{vllm," in result.text
    assert "arXiv preprint arXiv:2309.06180" in result.text


def test_what_is_no_reference_stays_byte_for_byte(library: Library) -> None:
    text = tidy(MESSY, library, NATBIB).text
    assert text.startswith('% mine\n@string{osdi = "OSDI"}\n')
    assert "@misc{broken, title = {x\n" in text


def test_the_unknown_is_cleaned_of_what_is_certainly_wrong_and_no_more(library: Library) -> None:
    text = tidy(MESSY, library, NATBIB).text
    assert "doi = {10.1093/comjnl/27.2.97},\n  pages = {97--111}, month = may }" in text
    assert r"Literate Programming \& More" in text


def test_a_publication_is_never_replaced_by_a_mere_preprint(library: Library) -> None:
    text = (
        "@inproceedings{m, title={Megatron-LM: Training Multi-Billion Parameter Language Models "
        "Using Model Parallelism}, author={Shoeybi, Mohammad and Patwary, Mostofa}, "
        "booktitle={A Workshop}, year={2020}}\n"
    )
    assert tidy(text, library, NATBIB).text == text


def test_a_reference_that_stands_twice_is_named_with_its_first_line(library: Library) -> None:
    twice = MESSY + MESSY.partition("@article")[2].partition("@misc")[0].join(
        ("@article", "")
    ).replace("{vllm,", "{again,")
    problems = [p for p in tidy(twice, library, NATBIB).problems if p.rule == "reference-duplicate"]
    assert [problem.text for problem in problems] == ["again is the paper of vllm, line 3"]


ENDS = ("\n", "\r\n", "\r")
MATCHED_BLOCK = (
    "@inproceedings{vllm,\n  title = {Efficient Memory Management for Large Language Model Serving"
    " with PagedAttention},\n  author = {Kwon, Woosuk and Li, Zhuohan and others},\n"
    "  booktitle = {SOSP},\n  year = 2023,\n  note = {a\nb},\n}"
)
OTHER_BLOCK = "@misc{other,\n  title = {Nobody's &amp; Own},\n  month = {May},\n}"


@pytest.mark.parametrize("ends", list(itertools.product(ENDS, repeat=3)))
def test_each_line_ends_as_the_lines_of_its_block_do(
    ends: tuple[str, str, str], library: Library
) -> None:
    first, second, between = ends
    one, two = MATCHED_BLOCK.replace("\n", first), OTHER_BLOCK.replace("\n", second)
    text = f"{one}{between}{two}"
    once = tidy(text, library, NATBIB)
    assert [fate for _, fate in once.fates] == [Fate.MATCHED, Fate.CLEANED]
    entries = (block.text for block in split_blocks(once.text) if block.kind is BlockKind.ENTRY)
    one, two = entries
    assert set(re.findall(r"\r\n|\r|\n", one)) == {first}
    assert set(re.findall(r"\r\n|\r|\n", two)) == {second}
    assert once.text == f"{one}{between}{two}"
    assert tidy(once.text, library, NATBIB).text == once.text


def test_line_ends_of_windows_stay_whatever_is_replaced(library: Library) -> None:
    messy = MESSY.replace("{mine}", "{mine,\n    and of two lines}")
    text = tidy(messy.replace("\n", "\r\n"), library, NATBIB).text
    assert text == tidy(messy, library, NATBIB).text.replace("\n", "\r\n")
    assert tidy(text, library, NATBIB).text == text


CLIPPER = """\
  title = {Clipper: A Low-Latency Online Prediction Serving System},
  author = {Crankshaw, Daniel and Wang, Xin and Zhou, Giulio and Franklin, Michael J.},
  year = {2017},"""
OTHER_WORKS = f"""\
@phdthesis{{jj, title={{Orca: A Distributed Serving System for Transformer-Based Generative
  Models}},
  author={{Yu, Gyeong-In}}, school={{Seoul National University}}, year=2022}}
@phdthesis{{alpa, title={{Alpa: Automating Inter- and Intra-Operator Parallelism for Distributed
  Deep Learning}}, author={{Zheng, Lianmin}}, school={{UC Berkeley}}, year=2024}}
@misc{{how,
{CLIPPER} howpublished={{Talk slides}}}}
@misc{{note,
{CLIPPER} note={{Slides of a talk, \\url{{https://example.org/clipper}}}}}}
@misc{{type,
{CLIPPER} type={{Video}}}}
@misc{{title,
{CLIPPER.replace(" System}", " System (Talk slides)}")} note={{}}}}
@inproceedings{{poster,
{CLIPPER} booktitle={{NSDI}}, note={{Poster}}}}
@online{{page,
{CLIPPER} url={{https://example.org/blog/clipper}}}}
@software{{code,
{CLIPPER} url={{https://example.org/clipper.git}}}}
"""
THE_PAPER = f"""\
@misc{{plain,
{CLIPPER} url={{https://example.org/clipper.pdf}}}}
@inproceedings{{links,
{CLIPPER} booktitle={{NSDI}}, note={{Slides: \\url{{https://example.org/slides}}}}}}
@inproceedings{{award,
{CLIPPER} booktitle={{NSDI}}, note={{Best paper. Video available}}}}
"""


def test_another_work_of_the_same_title_is_left_as_it_is(library: Library) -> None:
    result = tidy(OTHER_WORKS, library, NATBIB)
    assert not rewritten(result)
    assert result.text == OTHER_WORKS
    doubts = [problem.text for problem in result.problems if problem.rule == "match-possible"]
    assert len(doubts) == OTHER_WORKS.count("@")


def test_what_does_not_say_that_it_is_another_work_is_the_paper(library: Library) -> None:
    assert rewritten(tidy(THE_PAPER, library, NATBIB)) == {"plain", "links", "award"}


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet='@article{k,=}"\n %doi&;10.pagesmonthMay-–#', max_size=120))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = "".join(clean(block) for block in split_blocks(text))
    assert "".join(clean(block) for block in split_blocks(once)) == once


def test_what_is_the_users_own_stays_with_a_reference_that_is_replaced(library: Library) -> None:
    text = (
        "@inproceedings{v, title={Efficient Memory Management for Large Language Model Serving "
        "with PagedAttention}, doi={10.1145/3600006.3613165}, year={2023}, pagetotal={16},\n"
        "  isbn={1}, url={https://github.com/vllm-project/vllm}, slides={v.pdf},\n"
        "  language={english}, addendum={Read it}, bdsk-url-1={x}, annote={good},\n"
        "  urldate={2024-01-01}}\n"
    )
    tidied = tidy(text, library, NATBIB)
    assert dict(tidied.fates) == {"v": Fate.MATCHED}
    for kept in (
        "  url           = {https://github.com/vllm-project/vllm},\n",
        "  slides        = {v.pdf},\n",
        "  language      = {english},\n",
        "  addendum      = {Read it},\n",
        "  bdsk-url-1    = {x},\n",
        "  annote        = {good},\n",
    ):
        assert kept in tidied.text
    # What the library lacks and nothing contradicts stays too; pages it has.
    assert "  isbn          = {1},\n" in tidied.text
    assert "  urldate       = {2024-01-01},\n" in tidied.text
    assert "pagetotal" not in tidied.text
    assert tidy(tidied.text, library, NATBIB).text == tidied.text


def test_an_address_of_the_paper_gives_way(library: Library) -> None:
    text = (
        "@misc{v, title={Efficient Memory Management for Large Language Model Serving with "
        "PagedAttention}, eprint={2309.06180}, url={https://arxiv.org/abs/2309.06180}}\n"
    )
    tidied = tidy(text, library, NATBIB)
    assert dict(tidied.fates) == {"v": Fate.UPGRADED}
    assert "url" not in tidied.text


@pytest.mark.parametrize(
    ("pages", "cleaned"),
    [
        ("{12-15}", "{12--15}"),
        ("{12---15}", "{12--15}"),
        ("{58:1–58:15}", "{58:1--58:15}"),
        ("{S12-S19}", "{S12--S19}"),
        ('"xi-xiv"', '"xi--xiv"'),
        ("{LL16-04}", "{LL16-04}"),
        ("{12-a}", "{12-a}"),
        ("{A-12}", "{A-12}"),
        ("{1-2, 5-7}", "{1-2, 5-7}"),
    ],
)
def test_only_a_range_of_pages_gets_a_long_dash(pages: str, cleaned: str) -> None:
    (block,) = split_blocks(f"@article{{a, pages = {pages}}}\n")[:1]
    assert clean(block) == f"@article{{a, pages = {cleaned}}}"
