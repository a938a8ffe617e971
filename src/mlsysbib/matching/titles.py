"""Titles: words, the core without a system's name, numbers, and marks such as `erratum`."""

from __future__ import annotations

import html
import re
from enum import IntFlag
from typing import NamedTuple

from mlsysbib.matching.encodings import repair
from mlsysbib.text.latex_decoding import decode
from mlsysbib.text.words import fold


class Mark(IntFlag):
    """What a title says the text is, beside the work that it names."""

    NONE = 0
    # A text about the work.
    ERRATUM = 1
    REPLY = 2
    COMMENT = 4
    RETRACTION = 8
    APPENDIX = 16
    # The work itself, in another length or form.
    SHORT = 32
    LONG = 64
    TALK = 128


ABOUT = Mark.ERRATUM | Mark.REPLY | Mark.COMMENT | Mark.RETRACTION | Mark.APPENDIX
FORM = Mark.SHORT | Mark.LONG


class Title(NamedTuple):
    """A title taken apart: `words[start:end]` is the core, `name` what stands before it."""

    words: list[str]
    start: int
    end: int
    name: str
    numbers: str
    year: int
    marks: Mark


_MARKUP = re.compile(r"[<&\\{}$]")
_TAG = re.compile(r"</?(?!original>)[a-z][^<>]{0,60}>", re.IGNORECASE)
_BRACES = re.compile(r"[{}$]")
# What databases add to a title: `[Erratum appears in ...]`, `<ORIGINAL> ...`, `[Portuguese]`; and
# what stands beside it in a reference that was cut in the wrong place: `Lee (1997). ...`,
# `... , in Proceedings of`.
_MARKING = "abstract|demo|keynote|poster|talk|tutorial"
_ADDED = re.compile(
    r"^\W*(?:[\w.]+ ){0,2}[(\[](?:19|20)\d\d[a-z]?[)\]][.,:]?\s+"
    r"|(?<=\w{3})(?:[.,]['\"]*|['\"]+,?)\s+(?:in:? )?(?:the )?(?:proceedings of|proc\.)\s.*|"
    r"\W*\[\s*(?:published )?(?:erratum|corrections?|comment|retraction|summary)[^\]]* in\b.*"
    r"|\s*<original>.*"
    rf"|(?<=\w)(?:\W*\[(?!{_MARKING})(?:[a-z]+(?:, [a-z]+)?|\d+ ref(?:erence)?s?)\])+\W*$"
    r"|\W+- group of \d+\W*$"
    r"|[;,.(]\s*(?:1st|first) ed(?:ition|\.)?\W*$"
)
_ISSUED = re.compile(r"\W*(?:[\w.]+ ){0,2}[(\[]((?:19|20)\d\d)[a-z]?[)\]][.,:]?\s+")
_MAY_BE_ADDED = ("[", "<", "(19", "(20", " proc", "group of", " ed")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_WORD = re.compile(r"[a-z0-9]+")
_ANY_WORD = re.compile(r"\w+")
_NAME_AT_START = re.compile(r"\(\s*([^()]{1,40}?)\s*\)\s+|\s*([^:]{1,40}?)\s*(?::|\s-+\s)\s*")
_NAME_AT_END = re.compile(r"\(\s*([a-z][\w+.\-]{0,20})\s*\)\W*$")
_ARTICLES = frozenset({"a", "an", "the"})
_MOST_NAME_WORDS = 3
_LEAST_CORE_WORDS = 3

_ABOUT_PATTERNS = (
    (Mark.ERRATUM, re.compile(
        r"\b(?:errat|corrigend|addend)(?:um|a)\b|^\W*correct(?:ion|ed)(?= (?:to|of)\b|:| *$)"
    )),
    (Mark.REPLY, re.compile(
        r"^\W*(?:authors?'? )?(?:reply|response|rejoinder)(?= (?:to|from|by)\b|:| *$)"
    )),
    (Mark.COMMENT, re.compile(
        r"^\W*(?:invited |editorial )?comment(?:s|ary)?(?: on\b|:| *$)|\bcomments? on\b"
    )),
    (Mark.RETRACTION, re.compile(
        r"\bretract(?:ion|ed)(?= (?:of|note|notice|article)\b|:| *$)|^\W*(?:retracted|withdrawn)\b"
    )),
    (Mark.APPENDIX, re.compile(
        r"^\W*(?:online )?(?:appendix|supplement)\b|\b(?:appendix|supplementary material)\W*$"
    )),
)  # fmt: skip
_SHORT = (
    r"(?:extended |short |conference |meeting |student )?abstract(?: only|(?: no)?\W{1,3}\d+)?"
    r"|extended talk abstract"
    r"|poster(?: abstract| paper)?|demo(?:nstration)?(?: paper| abstract)?"
    r"|short paper|work[ -]in[ -]progress|wip|vision paper|brief announcement"
)
_TALK = r"(?:invited |keynote |short )?talk|(?:an? )?tutorial(?: session)?|keynote(?: address)?"
_LONG = (
    r"(?:full|extended|long|journal|technical report|complete) (?:version|paper)|technical report"
)
_LABEL = r"book reviews?|guest edit(?:ors?|orial|ors? (?:introduction|foreword|editorial))"
_FORM = rf"(?P<short>{_SHORT})|(?P<talk>{_TALK})|(?P<long>{_LONG})|(?P<label>{_LABEL})"
_FORM_AT_END = re.compile(rf"(?:[(\[]\s*|[:\-]\s+)(?:{_FORM})\s*[)\]]?\W*$")
# `(panel session)`, `(experience paper)`: not always at the end.
_FORM_INSIDE = re.compile(
    r"\((?:[a-z ]{0,30} )?(?:abstract|article|panel|paper|session|track|version"
    r"|(?P<talk>tutorial|keynote|talk)|(?P<short>demo|demonstration|poster))\)"
)
_FORM_AT_START = re.compile(rf"^\W*(?:{_FORM})\s*[:)\]]\s*")
# Titles without any of these words, most of all, have no marks.
_MARKING_WORDS = frozenset(
    "errata erratum corrigenda corrigendum addenda addendum correction corrected reply response "
    "rejoinder comment comments commentary retraction retracted withdrawn appendix supplement "
    "supplementary abstract talk poster demo demonstration tutorial keynote paper progress wip "
    "announcement version report review reviews guest panel session article track".split()
)

_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d$")
_WORD_NUMBERS = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
    "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
}  # fmt: skip
_COUNTED = frozenset(
    {"part", "parts", "volume", "vol", "chapter", "type", "phase", "class", "section"}
)
_AFTER_COUNTED = {
    "i": "1", "v": "5", "x": "10", "one": "1", "two": "2", "three": "3", "four": "4",
    "a": "a", "b": "b", "c": "c", "d": "d",
}  # fmt: skip
_AT_END = {"i": "1", "v": "5"}
_NUMBER_WORDS = frozenset(_WORD_NUMBERS) | _COUNTED | frozenset(_AT_END)


def parse_title(raw: str) -> Title:
    """Take a title apart.

    >>> title = parse_title("Foo-2: Faster Attention Kernels (Abstract)")
    >>> title.name, title.words, title.numbers, title.marks.name
    ('foo2', ['foo', '2', 'faster', 'attention', 'kernels'], '2', 'SHORT')
    """
    text = plain(raw).lower()
    if any(mark in text for mark in _MAY_BE_ADDED):
        text = _ADDED.sub("", text) or text
    # A title in another script has no Latin letters: it is compared as it stands.
    words = _WORD.findall(text) or _ANY_WORD.findall(raw.lower())
    marks = Mark.NONE
    if not _MARKING_WORDS.isdisjoint(words):
        text, marks = _take_marks(text)
        words = _WORD.findall(text)
    start, end, name = _find_name(text, words)
    numbers, year = numbers_of(words)
    return Title(words, start, end, name, numbers, year, marks)


def issued_year(raw: str) -> str:
    """Return the year of a title that was cut in the wrong place: `Lee (1997). Boosting ...`.

    >>> issued_year("Lee (1997). Boosting"), issued_year("Boosting in 1997")
    ('1997', '')
    """
    found = _ISSUED.match(raw.lower()) if "(19" in raw or "(20" in raw else None
    return found[1] if found else ""


def plain(raw: str) -> str:
    """Return a text in ASCII without tags, LaTeX and apostrophes, case kept."""
    if not raw.isascii():
        raw = repair(raw)
    if _MARKUP.search(raw):
        raw = _TAG.sub("", html.unescape(raw) if "&" in raw else raw)
        if "\\" in raw:
            raw = decode(raw)
        raw = _BRACES.sub("", raw)
    text = fold(raw)
    return _APOSTROPHE.sub("", text) if "'" in text else text


def letters(raw: str) -> str:
    """Return the letters and digits of a text, in lower-case ASCII."""
    return "".join(_WORD.findall(plain(raw).lower())) if raw else ""


def _take_marks(text: str) -> tuple[str, Mark]:
    marks = Mark.NONE
    for pattern in (_FORM_AT_END, _FORM_AT_START):
        if found := pattern.search(text):
            rest = text[: found.start()] if pattern is _FORM_AT_END else text[found.end() :]
            if rest.strip():
                text = rest
                marks |= _form_of(found)
    for found in _FORM_INSIDE.finditer(text):
        marks |= _form_of(found)
    text = _FORM_INSIDE.sub("", text) or text
    for mark, about in _ABOUT_PATTERNS:
        if about.search(text):
            marks |= mark
    return text, marks


def _form_of(found: re.Match[str]) -> Mark:
    if found["short"]:
        return Mark.SHORT
    if found["talk"]:
        return Mark.TALK
    return Mark.LONG if found.groupdict().get("long") else Mark.NONE


def _find_name(text: str, words: list[str]) -> tuple[int, int, str]:
    """Return where the core starts and ends, and the name beside it, in letters and digits."""
    if (":" in text or "- " in text or text.startswith("(")) and (
        found := _NAME_AT_START.match(text)
    ):
        name = _WORD.findall(found[1] or found[2] or "")
        said = name[1:] if name and name[0] in _ARTICLES else name
        if 0 < len(name) <= _MOST_NAME_WORDS and len(words) - len(name) >= _LEAST_CORE_WORDS:
            return len(name), len(words), "".join(said)
    if ")" in text and (found := _NAME_AT_END.search(text)):
        name = _WORD.findall(found[1])
        if name and len(words) - len(name) >= _LEAST_CORE_WORDS:
            return 0, len(words) - len(name), "".join(name)
    return 0, len(words), ""


def numbers_of(words: list[str]) -> tuple[str, int]:
    """Return the numbers that a title's words hold, sorted, and a year apart.

    >>> numbers_of("attention in 3d part ii and the fourth workshop of 1999".split())
    ('2 3 4', 1999)
    """
    if _NUMBER_WORDS.isdisjoint(words) and "".join(words).isalpha():
        return "", 0
    found: list[str] = []
    year = 0
    before = ""
    for word in words:
        if not word.isalpha():
            for digits in _DIGITS.findall(word):
                if _YEAR.match(digits):
                    year = int(digits)
                else:
                    found.append(digits.lstrip("0"))
        elif word in _WORD_NUMBERS:
            found.append(_WORD_NUMBERS[word])
        elif before in _COUNTED and word in _AFTER_COUNTED:
            found.append(_AFTER_COUNTED[word])
        before = word
    if before in _AT_END and len(words) > 1 and words[-2] not in _COUNTED:
        found.append(_AT_END[before])
    return " ".join(sorted(set(found))), year
