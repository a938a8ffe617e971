from __future__ import annotations

import re

import pytest

from mlsysbib.keys import modifiers
from mlsysbib.keys.pattern import compile_pattern
from mlsysbib.keys.subject import Subject
from mlsysbib.model.entry import Entry, Published

ROW = re.compile(r"    (?P<modifier>.+): (?P<value>.+)")


def modified(text: str, modifier: str) -> str | None:
    entry = Entry(key="", title=text, published=Published(venue="x", year=2020))
    ((bracket,),) = compile_pattern(f"[TITLE:{modifier}]").alternatives
    return bracket.value(Subject(entry))


def rows() -> list[re.Match[str]]:
    lines = (modifiers.__doc__ or "").splitlines()
    return [found for line in lines if (found := ROW.fullmatch(line))]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["modifier"])
def test_the_manual_page_is_right(row: re.Match[str]) -> None:
    text = "" if row["modifier"].startswith("(") else "An awesome Paper"
    assert modified(text, row["modifier"]) == row["value"]


def test_the_manual_page_is_complete() -> None:
    told = {re.split(r"[(0-9]", row["modifier"])[0] for row in rows()}
    assert told == {*modifiers.PLAIN, *modifiers.WITH_ARGUMENTS, "truncate", ""}


@pytest.mark.parametrize(
    ("text", "modifier", "expected"),
    [
        ("An McMahan paper", "capitalize", "An Mcmahan Paper"),
        ("An mcMahan paper", "initialcaps", "An McMahan Paper"),
        ('An (awesome) {paper\'s} "end"', "abbr", "Aape"),
        ("A Title", "truncate2", "A"),
        ("A Title", "truncate0", ""),
        ("A Title", "truncate99", "A Title"),
        ("Kwon.etal", r'regex("\.etal","EtAl")', "KwonEtAl"),
        ("Kwon.etal", r'regex("\\.etal","EtAl")', "KwonEtAl"),
        ("Kwon.Li", r'regex("(\w+)\.(\w+)","$2-$1")', "Li-Kwon"),
        ("cost", r'regex("c","\$")', "$ost"),
        ("cost", r'regex("c","\\\\")', "\\ost"),
        ('say "a"', r'regex("\"","-")', "say -a-"),
        ("Kwon.EtAl", 'replace(".etal","+")', "Kwon+"),
        ("a+b", r'replace("+","\\1")', "a\\1b"),
        ("", "(none)", "none"),
        ("", "(a (b) c)", "a (b) c"),
        ("x", "(none)", "x"),
        ("", "()", ""),
        ("Größe", "ascii", "Grosse"),
        ("What Is the S-LoRA of It?", "skipwords", "S LoRA"),
        ("of the", "skipwords", "of the"),
        ("a b c d", "select(2)", "b c d"),
        ("a b c d", "select(2,2)", "b c"),
        ("a b c d", "select(0,1)", "a"),
        ("a b c d", "select(-2)", "c d"),
        ("a b c d", "select(-9,2)", "a b"),
        ("a b", "select(3,1)", ""),
        ("  a \t b ", "condense", "ab"),
        ("a b", 'condense("-")', "a-b"),
        ("a b", "condense()", "ab"),
        ("", "required", None),
        ("深度", "required", None),
        ("?!", "required", None),
        ("深度 2", "required", "深度 2"),
        ("", "(x):required", "x"),
        ("", "required:(x)", None),
        ("An awesome Paper", "abbr:lower:upper", "AAP"),
    ],
)
def test_modifier(text: str, modifier: str, expected: str | None) -> None:
    assert modified(text, modifier) == expected
