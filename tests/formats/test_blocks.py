"""A .bib text in blocks: nothing is lost, and a slip costs its own block alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from bibtexparser.model import Entry
from bibtexparser.splitter import Splitter
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.formats.bibtex.blocks import Block, BlockKind, split_blocks
from mlsysbib.text.encodings import decode_bytes

PIECES = st.sampled_from(
    [
        *'@{}()",=#\\%\n\r ab1',
        "\n@article{",
        "\n @book(",
        "@comment{",
        "\n@string{x=",
        " title = {",
        'year = "',
        "},\n",
        "\ufeff",
        "\\{",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


def kinds(text: str) -> list[str]:
    return [block.kind.value for block in split_blocks(text)]


def entries(text: str) -> list[Block]:
    return [block for block in split_blocks(text) if block.kind is BlockKind.ENTRY]


@given(TEXTS)
def test_no_character_is_lost(text: str) -> None:
    blocks = split_blocks(text)
    assert "".join(block.text for block in blocks) == text
    for block in blocks:
        assert text.startswith(block.text, block.offset)
        assert block.line == text.count("\n", 0, block.offset) + 1
        assert block.text
        for field in block.fields:
            assert block.text.startswith(field.value, field.value_offset)
            assert block.text.startswith(field.name, field.offset)


def test_every_kind_of_block() -> None:
    text = (
        "% ours\n@comment{jabref-meta: x;}\n@preamble{ {\\foo} # x }\n"
        '@string{acm = "ACM"}\n@misc(k, year = 1999)\ntail'
    )
    blocks = [block for block in split_blocks(text) if block.kind is not BlockKind.TEXT]
    assert [block.kind.value for block in blocks] == ["comment", "preamble", "string", "entry"]
    assert [block.line for block in blocks] == [2, 3, 4, 5]
    assert kinds(text)[0] == kinds(text)[-1] == "text"


def test_type_key_and_fields_stand_as_written() -> None:
    text = 'x\n@Article{ Doi:10.1/a_b ,\r\n  Title = {A {B}} # " c",\r\n year=1999,\r\n}'
    (entry,) = entries(text)
    assert (entry.type, entry.key, entry.line) == ("Article", "Doi:10.1/a_b", 2)
    assert [(field.name, field.value) for field in entry.fields] == [
        ("Title", '{A {B}} # " c"'),
        ("year", "1999"),
    ]
    assert entry.text[entry.fields[1].offset :].startswith("year=1999")
    assert entry.faults == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("@misc{k\n title = {A}, year = 1}", "no comma behind the key"),
        ("@misc{k title = {A}, year = 1}", "no comma behind the key"),
        ("@misc{title = {A}, year = 1}", "no key"),
        ("@misc{k, title = {A}\n year = 1}", "no comma before year"),
        ("@misc{k, title = {A}} ,\n year = 1}", "'}' is no field"),
        ("@misc{k, title = {A}, rubbish, year = 1}", "'rubbish' is no field"),
        ("@misc{k, note = , title = {A}, year = 1}", "no value of note"),
    ],
)
def test_slips_are_noted_and_read_over(text: str, fault: str) -> None:
    (entry,) = entries(text)
    assert entry.text == text
    assert [fault.text for fault in entry.faults] == [fault]
    assert {"title": "{A}", "year": "1"}.items() <= {f.name: f.value for f in entry.fields}.items()


def test_a_block_that_never_closes_ends_before_the_next() -> None:
    text = "@misc{a, title = {x {y},\n year = 1}\n\n@misc{b, year = 2}\n@misc{c"
    blocks = [block for block in split_blocks(text) if block.kind is not BlockKind.TEXT]
    assert [(block.kind.value, block.key) for block in blocks] == [
        ("broken", "a"),
        ("entry", "b"),
        ("broken", "c"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        r"@misc{k, title = {a \} b}, year = 1}",
        r"@misc{k, title = {a \{ b}, year = 1}",
        "@misc{k, title = {the sign @ in a\n  title @ {x}}, year = 1}",
        '@misc{k, title = "a {"}b{"} c, d", year = 1}',
        r'@misc{k, title = "M\"uller", year = 1}',
        '@misc(k, title = {a ) b}, note = "c ) d", year = 1)',
    ],
)
def test_signs_inside_of_values_end_nothing(text: str) -> None:
    (entry,) = entries(text)
    assert entry.text == text
    assert [field.name for field in entry.fields][-1] == "year"
    assert entry.faults == ()


def test_blocks_may_share_a_line_and_comments_hide_what_they_hold() -> None:
    assert kinds("@misc{a, year = 1} @misc{b, year = 2}") == ["entry", "text", "entry"]
    assert kinds("% @misc{a, year = 1}") == ["text"]
    assert kinds("write to me@home (or not)") == ["text"]
    assert kinds("@comment{ @misc{a, year = 1} }") == ["comment"]


LINE_ENDS = ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\n\n\r\n", "\ufeff"]
BEFORE = ["", " ", "\t", "\ufeff", "see ", "text (", ", ", "; ", "1) ", "mail me@x.org: ", "}"]


@pytest.mark.parametrize("end", LINE_ENDS)
@pytest.mark.parametrize("before", BEFORE)
def test_a_block_is_found_wherever_it_begins(end: str, before: str) -> None:
    first, second = "@misc{a,\n title = {A},\n year = 1}", "@string{x = {y}}"
    third = '@book(b, title = "B", year = 2)'
    text = f"{before}{first}{end}{before}{second}{end}{before}{third}{end}"
    found = [block for block in split_blocks(text) if block.kind is not BlockKind.TEXT]
    assert [block.text for block in found] == [first, second, third]
    assert [name for block in found for name in (field.name for field in block.fields)] == [
        "title",
        "year",
        "x",
        "title",
        "year",
    ]


def test_the_lines_of_a_text_that_ends_them_with_carriage_returns_are_counted() -> None:
    found = entries("@misc{a, year = 1}\r\r@misc{b,\r year = 2}\r@misc{c, year = 3}\r")
    assert [block.line for block in found] == [1, 3, 5]


CODE = [
    "@tf.function(jit_compile=True) and\n@jit{fast} help",
    "@misc{inner, title={Inner}, year=2000}",
    "@SuppressWarnings(x) now",
    "@home (Oslo)",
    "@article{open, ...}",
    "@a{b}\n" * 19,
]


@pytest.mark.parametrize("code", CODE)
@pytest.mark.parametrize("value", ["{{see\n{}\nthere}}", '"see\n{}\nthere"', "{{a}} # {{\n{}}}"])
def test_a_value_may_quote_what_looks_like_a_block(code: str, value: str) -> None:
    text = f"@misc{{k,\n note = {value.format(code)},\n year = 1}}"
    found = entries(f"{text}\n@misc{{l, year = 2}}\n")
    assert [(block.key, block.fields[-1].value) for block in found] == [("k", "1"), ("l", "2")]


def test_a_block_that_is_not_closed_ends_before_the_next() -> None:
    text = "@misc{a, title={A, year=1}\n@misc{b, year=2}\n@misc{c, title={C}, year=3}\n"
    assert kinds(text) == ["broken", "entry", "text", "entry", "text"]


def test_bibtexparser_reads_the_same_fields_in_real_files(shared: Path) -> None:
    for path in sorted((shared / "real-inputs").glob("*.bib")):
        for block in entries(decode_bytes(path.read_bytes())[0]):
            theirs = next(iter(Splitter(block.text).split().blocks), None)
            if isinstance(theirs, Entry) and not block.faults:
                ours = [(field.name, field.value) for field in block.fields]
                assert [(field.key, field.value) for field in theirs.fields] == ours
