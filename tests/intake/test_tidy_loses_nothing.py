"""Every byte of a reference is canonical, the owner's own and still there, or it is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_line import CommandLine
from mlsysbib.formats.base import Options, entries_of
from mlsysbib.formats.bibtex.blocks import Block, BlockKind, split_blocks
from mlsysbib.formats.bibtex.reader import load
from mlsysbib.formats.targets import get_target
from mlsysbib.intake.cleaning import clean, without_entities
from mlsysbib.intake.own_fields import PUBLICATION_FIELDS, text_between
from mlsysbib.intake.tidying import Fate, Tidied, tidy
from mlsysbib.model.library import Contents, Library
from mlsysbib.text.encodings import decode_bytes

TARGETS = {name: Options(target=get_target(name)) for name in ("natbib", "biblatex", "acm")}
NATBIB = TARGETS["natbib"]
VLLM = (
    "title={Efficient Memory Management for Large Language Model Serving with PagedAttention}, "
    "author={Kwon, Woosuk and Li, Zhuohan and others}"
)


def entries(text: str) -> list[Block]:
    return [block for block in split_blocks(text) if block.kind is BlockKind.ENTRY]


def assert_nothing_is_lost(text: str, tidied: Tidied) -> None:
    """Compare block by block: what is not replaced by the library's data is there as it was."""
    before, after = split_blocks(text), split_blocks(tidied.text)
    assert [block.kind for block in before] == [block.kind for block in after]
    fates = iter(tidied.fates)
    for old, new in zip(before, after, strict=True):
        if old.kind is BlockKind.BROKEN:
            next(fates)
        if old.kind is not BlockKind.ENTRY:
            assert old.text == new.text
            continue
        key, fate = next(fates)
        assert old.key == new.key == key
        if fate in {Fate.UNTOUCHED, Fate.CLEANED}:
            assert new.text == clean(old)
            continue
        assert not text_between(old)
        kept = {(field.name.lower(), field.value) for field in new.fields}
        for field in old.fields:
            name = field.name.lower()
            if name == "note":
                assert any(field.value in value for _, value in kept)
            elif name not in PUBLICATION_FIELDS:
                assert (name, field.value) in kept


def assert_is_tidy(text: str, library: Library, options: Options = NATBIB) -> Tidied:
    once = tidy(text, library, options)
    assert_nothing_is_lost(text, once)
    assert tidy(once.text, library, options).text == once.text
    return once


PIECES = st.sampled_from(
    [
        *("% mine\n", "  % note = {old},\n", "keywords = {a, b},", "abstract = {x {y} z},"),
        *("note = {Read it},", "note = foo # {bar},", "ids = {one, two},", "file = {:a.pdf:PDF},"),
        *("pages = {611-626},", "isbn = {978-0-13-110362-7},", "year = 2023,", "year = {2022},"),
        *("doi = {10.1145/3600006.3613165},", "doi = {https://doi.org/10.1145/1},"),
        *("booktitle = {SOSP},", "journal = {CoRR},", "url = {https://example.org/x},"),
        *("eprint = {2309.06180},", "publisher = {ACM},", "month = {May},", "editor = {Doe, J.},"),
        *("extra words,", "x = ,", ",", "\n", "title = {AT\\&amp;T &lt; $a &lt; b$},"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(PIECES, max_size=8).map("\n  ".join),
    st.sampled_from(sorted(TARGETS)),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_a_matched_reference_keeps_what_is_its_owners(
    library: Library, pieces: str, target: str, newline: str
) -> None:
    text = f"@inproceedings{{v,\n  {VLLM},\n  {pieces}\n}}\n% end\n".replace("\n", newline)
    assert_is_tidy(text, library, TARGETS[target])


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=8).map("\n  ".join), st.sampled_from(sorted(TARGETS)))
def test_a_library_that_holds_the_file_says_no_field_of_its_owner_again(
    pieces: str, target: str
) -> None:
    text = f"@inproceedings{{v,\n  {VLLM}, year = 2023,\n  {pieces}\n}}\n"
    library = Library(Contents(root="", entries=entries_of(load(text))))
    tidied = assert_is_tidy(text, library, TARGETS[target])
    before, after = (
        [field.name.lower() for field in entries(one)[0].fields] for one in (text, tidied.text)
    )
    owners = {name for name in before if name not in PUBLICATION_FIELDS}
    assert all(after.count(name) <= before.count(name) for name in owners)


@settings(max_examples=100, deadline=None)
@given(st.text('@article{}k,="\n\r %\\$&#;amplt<>-title note', max_size=120))
def test_any_text_is_tidy_after_once(library: Library, text: str) -> None:
    assert_is_tidy(text, library)


@given(st.text("&;#ampltgquoxnbs0123456789\\$(){} \"'<>", max_size=60))
def test_entities_are_taken_out_once_and_for_all(text: str) -> None:
    once = without_entities(text)
    assert without_entities(once) == once
    assert once.count("{") - text.count("{") == once.count("}") - text.count("}")


@pytest.mark.parametrize(
    ("value", "cleaned"),
    [
        (r"{R \&amp; D}", r"{R \& D}"),
        ("{R &amp; D}", r"{R \& D}"),
        ("{R &amp;amp;amp; D}", r"{R \& D}"),
        ("{R &#38;amp; D}", r"{R \& D}"),
        ("{$a &lt; b$ &lt; c}", "{$a < b$ $<$ c}"),
        (r"{\(a &gt; b\) &gt; c}", r"{\(a > b\) $>$ c}"),
        (r"{50&#37; of &#36;5 in C&#35; a&#95;b}", r"{50\% of \$5 in C\# a\_b}"),
        ("{$a&#95;b$}", "{$a_b$}"),
        ("{&quot;A&quot; and (&quot;B&quot;)}", "{``A'' and (``B'')}"),
        ("{a&nbsp;b}", "{a~b}"),
        ("{caf&#233;}", "{café}"),
        (r"{a \\&amp; b}", r"{a \\\& b}"),
        ("{&#123;}", "{&#123;}"),
        ("{&#0; &#10; &#xD800;}", "{&#0; &#10; &#xD800;}"),
        ("{&copy; &unknown;}", "{&copy; &unknown;}"),
        (r"{AT\&T}", r"{AT\&T}"),
    ],
)
def test_latex_stands_for_the_entities_of_html(value: str, cleaned: str) -> None:
    assert without_entities(value) == cleaned


@pytest.mark.parametrize("month", ["{Mar}", "{march}", "{Mar.}", "{Sept}", "{September}"])
def test_a_month_is_a_macro_and_a_word_is_none(month: str) -> None:
    (block,) = entries(f"@misc{{a, month = {month}}}")
    assert clean(block) == f"@misc{{a, month = {month[1:4].lower()}}}"
    (block,) = entries("@misc{a, month = {Marathon}}")
    assert clean(block) == block.text


def test_what_the_library_lacks_stays_unless_it_is_of_another_publication(
    library: Library,
) -> None:
    fields = "isbn = {978-1-4503-0000-0}, editor = {Doe, Jane}, booktitle = {SOSP}"
    same = tidy(f"@inproceedings{{v, {VLLM}, year = 2023, {fields}}}", library, NATBIB)
    assert "isbn          = {978-1-4503-0000-0}," in same.text
    assert "editor        = {Doe, Jane}," in same.text
    assert not [p for p in same.problems if p.rule == "reference-contradicted"]
    text = f"@inproceedings{{v, {VLLM}, year = 2022, eprint = {{2309.06180}}, {fields}}}"
    other = tidy(text, library, NATBIB)
    named = " ".join(p.text for p in other.problems if p.rule == "reference-contradicted")
    assert "year = 2022" in named
    assert "isbn = {978-1-4503-0000-0}" in named


def test_a_note_stands_beside_the_one_that_the_library_writes(library: Library) -> None:
    own = next(
        e for e in library.values() if e.published and e.published.article and e.published.doi
    )
    assert own.published
    text = (
        f"@inproceedings{{x, title={{{own.plain_title}}}, doi={{{own.published.doi}}}, "
        f"year={own.published.year}, note={{Read twice}}}}"
    )
    tidied = assert_is_tidy(text, library)
    assert "Read twice" in tidied.text


def test_a_reference_with_words_between_its_fields_is_left_and_named(library: Library) -> None:
    text = f"@inproceedings{{v, % mine\n  {VLLM}, year=2023, doi={{10.1145/3600006.3613165}}}}\n"
    tidied = tidy(text, library, NATBIB)
    assert tidied.text == text
    assert "% mine" in " ".join(p.text for p in tidied.problems)


def test_a_title_with_other_authors_is_named_and_left(library: Library) -> None:
    text = (
        "@inproceedings{v, title={Efficient Memory Management for Large Language Model Serving "
        "with PagedAttention}, author={Doe, Jane and Roe, Richard}, booktitle={OSDI}, year=2021}\n"
    )
    tidied = tidy(text, library, NATBIB)
    assert tidied.text == text
    assert any("kwon2023efficient" in p.text and p.level == "warning" for p in tidied.problems)


def test_the_identifier_of_another_paper_in_a_note_is_named(library: Library) -> None:
    (orca, vllm) = library["yu2022orca"], library["kwon2023efficient"]
    assert vllm.arxiv
    text = (
        f"@misc{{o, title={{{orca.plain_title}}}, author={{Yu, Gyeong-In and others}}, "
        f"year=2023, note={{arXiv:{vllm.arxiv.id}}}}}\n"
    )
    named = [p.text for p in tidy(text, library, NATBIB).problems]
    assert any("kwon2023efficient" in text for text in named)


def test_a_bad_byte_stays_with_its_block_and_the_rest_is_read(
    command: CommandLine, tmp_path: Path
) -> None:
    text = (
        f"@misc{{a, author={{Dvořák, Šimon and Žižka, Jan}}, note={{M\udcfcller}}, title={{T}}}}\n"
        f"@inproceedings{{v, {VLLM}, year=2023, doi={{10.1145/3600006.3613165}}}}\n"
    )
    path = tmp_path / "a.bib"
    path.write_bytes(text.encode("utf-8", errors="surrogateescape"))
    run = command("tidy", "-i", str(path))
    assert f"{path}:1: warning: a byte that is not UTF-8" in run.err
    data = path.read_bytes()
    assert data.startswith(text.partition("\n")[0].encode("utf-8", errors="surrogateescape"))
    assert b"Operating Systems Principles" in data
    assert command("tidy", str(path)).out.startswith(
        "@misc{a, author={Dvořák, Šimon and Žižka, Jan}"
    )


REAL = os.environ.get("MLSYSBIB_SHARED", "")


@pytest.mark.skipif(not REAL, reason="MLSYSBIB_SHARED names no folder of real files")
@pytest.mark.parametrize("folder", ["real-inputs", "bibs"])
def test_no_real_file_loses_a_byte(library: Library, folder: str) -> None:
    paths = sorted(Path(REAL, folder).glob("*.bib"))
    assert paths
    for path in paths:
        text = decode_bytes(path.read_bytes())[0]
        assert_is_tidy(text, library)
