from __future__ import annotations

import pytest

from mlsysbib.keys import PatternError
from mlsysbib.keys.formulas import is_formula, translate_formula
from mlsysbib.keys.pattern import compile_pattern
from mlsysbib.keys.subject import Subject
from mlsysbib.model.entry import Entry, Published
from mlsysbib.problems import ChoiceError

PAPER = Entry(
    key="kwon2023efficient",
    title="Efficient Memory Management for Serving with {PagedAttention}",
    authors=("Kwon, Woosuk", "Li, Zhuohan", "Zhuang, Siyuan"),
    published=Published(venue="sosp", year=2023, pages="611-626", doi="10.1145/3600006.3613165"),
)


@pytest.mark.parametrize(
    ("formula", "pattern", "key"),
    [
        # The default of Better BibTeX, and others that its users show.
        (
            "auth.lower + shorttitle(3,3) + year",
            "[auth:lower][title:skipwords:select(1,3)][year]",
            "kwonEfficientMemoryManagement2023",
        ),
        ("auth + year", "[auth][year]", "Kwon2023"),
        ("auth.etal + year", "[auth.etal][year]", "Kwon.etal2023"),
        ("authEtal2.lower + year", "[auth.etal:lower][year]", "kwon.etal2023"),
        ("authEtAl + '_' + year", "[authEtAl]_[year]", "KwonEtAl_2023"),
        ("auth.auth.ea", "[auth.auth.ea]", "Kwon.Li.ea"),
        ("authAuthEa", "[auth.auth.ea]", "Kwon.Li.ea"),
        ("authorsAlpha + shortyear", "[authorsAlpha][shortyear]", "KLZ23"),
        ("authorsAlpha + date('%y')", "[authorsAlpha][shortyear]", "KLZ23"),
        ("date(format='%Y')", "[year]", "2023"),
        ("auth(3)", "[auth3]", "Kwo"),
        ("auth(2, 3)", "[auth2_3]", "Zh"),
        ("auth(m=2)", "[auth999_2]", "Li"),
        ("authors", "[authors]", "KwonLiZhuang"),
        ("authors(2)", "[auth999_1][auth999_2]", "KwonLi"),
        ("authors(2).lower", "[auth999_1:lower][auth999_2:lower]", "kwonli"),
        ("authors(n=2, etal='EtAl')", "[authors2]", "KwonLiEtAl"),
        ("authorsn(2)", "[authors2]", "KwonLiEtAl"),
        ("authorLast.upper", "[authorLast:upper]", "ZHUANG"),
        ("authForeIni + authorLastForeIni", "[authForeIni][authorLastForeIni]", "WS"),
        ("veryshorttitle", "[TITLE:skipwords:select(1,1)]", "Efficient"),
        ("veryshorttitle(1,1).lower", "[title:skipwords:select(1,1):lower]", "efficient"),
        (
            "shorttitle(2,1)",
            "[title:skipwords:select(1,1)][TITLE:skipwords:select(2,1)]",
            "EfficientMemory",
        ),
        ("title.abbr", "[title:skipwords:abbr]", "EMMSP"),
        (
            "Title.nopunct.condense('_')",
            None,
            "Efficient_Memory_Management_for_Serving_with_PagedAttention",
        ),
        ("Title.skipwords.select(2,2)", "[TITLE:skipwords:select(2,2)]", "MemoryManagement"),
        ("Title.select(start=2, n=1)", "[TITLE:select(2,1)]", "Memory"),
        ("Title.skipwords.select(-1)", "[TITLE:skipwords:select(-1)]", "PagedAttention"),
        ("Title.substring(3, 4)", None, "fici"),
        ("Title.substring(1, 3)", "[TITLE:truncate3]", "Eff"),
        ("auth.substring", "[auth]", "Kwon"),
        ("auth.replace('wo', 'x')", '[auth:replace("wo","x")]', "Kxn"),
        ("auth.replace(/[WO]/ig, 'x')", '[auth:regex("(?i)[WO]","x")]', "Kxxn"),
        ("auth.replace(find=/(w)(o)/g, replace='$2$1')", '[auth:regex("(w)(o)","$2$1")]', "Kown"),
        ("auth.prefix('x').postfix('_')", None, "xKwon_"),
        ("volume.prefix('v') + auth", None, "Kwon"),
        ("volume.default('none')", "[VOLUME:(none)]", "none"),
        ("auth.capitalize", "[auth:initialcaps]", "Kwon"),
        ("auth.clean.transliterate.fold.ascii", "[auth:ascii:ascii:ascii:ascii]", "Kwon"),
        ("auth.alphanum.nopunctordash", None, "Kwon"),
        ("firstpage + '-' + lastpage", "[firstpage]-[lastpage]", "611-626"),
        ("pages", "[PAGES]", "611-626"),
        ("DOI", "[DOI]", "10.1145/3600006.3613165"),
        ("citationKey", "[KEY]", "kwon2023efficient"),
        ("volume.len + year | auth + year", "[VOLUME:required][year];[auth][year]", "Kwon2023"),
        ("volume ; auth", "[VOLUME];[auth]", "Kwon"),
        ("  auth+year  ", "[auth][year]", "Kwon2023"),
        ('auth + "-" + year', "[auth]-[year]", "Kwon-2023"),
        (r"auth.replace('\'', '') + 'a\-b'", None, "Kwona-b"),
    ],
)
def test_translation(formula: str, pattern: str | None, key: str) -> None:
    assert is_formula(formula)
    if pattern is not None:
        assert translate_formula(formula) == pattern
    assert compile_pattern(formula).make_key(Subject(PAPER)) == key


@pytest.mark.parametrize(
    "pattern",
    [
        "[auth:lower][year]",
        "demo[TITLE:abbr]",
        "x.[auth]",
        "a/[auth]/b",
        "[auth] + [year]",
        "",
        "a{b}",
    ],
)
def test_what_has_brackets_is_no_formula(pattern: str) -> None:
    assert not is_formula(pattern)


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("auht + year", "unknown function of Better BibTeX 'auht'; did you mean auth"),
        ("zotero", "unknown function of Better BibTeX 'zotero'"),
        ("inspireHep", "unknown function of Better BibTeX 'inspireHep'"),
        ("auth.match('a')", "unknown filter of Better BibTeX 'match'"),
        ("auth.lwer", "unknown filter of Better BibTeX 'lwer'; did you mean lower"),
    ],
)
def test_what_is_unknown_is_named(formula: str, message: str) -> None:
    with pytest.raises(ChoiceError) as caught:
        compile_pattern(formula)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("formula", "position", "message"),
    [
        ("year + auth(creator='editor')", 7, "the argument creator of auth has no counterpart"),
        ("auth(1,2,3)", 0, "the argument number 3 of auth has no counterpart"),
        ("date('%Y-%m')", 0, "date with these arguments has no counterpart"),
        ("authors(2, etal='and others')", 0, "authors with these arguments"),
        ("auth.replace(/a/, 'b')", 5, "replace with these arguments"),
        ("auth('x', 'y')", 0, "the argument n of auth has no counterpart"),
        ("shorttitle('x')", 0, "the argument n of shorttitle"),
        ("authors(2).abbr", 0, "with these arguments, authors takes only"),
        ("auth.len('>', 3)", 5, "the argument number 1 of len"),
        ("auth +", 6, "a function is missing"),
        ("auth + 3", 7, "a function is missing"),
        ("(auth)", 0, "a function is missing"),
        ("auth year", 5, "stands where"),
        ("auth(3", 6, "never closed"),
        ("auth(", 5, "a text or a number"),
        ("auth(initials=true)", 14, "a text or a number"),
        ("auth(x)", 6, "x is no text and no number"),
    ],
)
def test_what_has_no_counterpart_is_an_error(formula: str, position: int, message: str) -> None:
    with pytest.raises(PatternError, match=message) as caught:
        compile_pattern(formula)
    assert caught.value.position == position
