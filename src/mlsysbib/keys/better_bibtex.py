"""The functions and filters of Better BibTeX, each with what it is in a pattern.

A function gives the insides of one or more brackets, a filter gives modifiers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mlsysbib.problems import ChoiceError

Value = str | int


@dataclass(frozen=True, slots=True)
class Call:
    """A function or filter with its arguments; a regular expression is one with slashes."""

    name: str
    arguments: tuple[tuple[str, Value], ...]
    at: int


class UntranslatableError(Exception):
    """A call has no counterpart; `at` is where it stands in the formula."""

    def __init__(self, at: int, message: str) -> None:
        self.at = at
        super().__init__(message)


def translate_call(call: Call, table: Mapping[str, _Translation], kind: str) -> list[str]:
    """Return what a call is in a pattern; raise UntranslatableError or ChoiceError."""
    found = table.get(call.name)
    if found is None:
        raise ChoiceError(f"{kind} of Better BibTeX", call.name, table)
    names, defaults, write = found
    values = dict(zip(names, defaults, strict=True))
    for index, (name, value) in enumerate(call.arguments):
        key = name or (names[index] if index < len(names) else f"number {index + 1}")
        if key not in values or type(value) is not type(values[key]):
            message = f"the argument {key} of {call.name} has no counterpart here"
            raise UntranslatableError(call.at, message)
        values[key] = value
    try:
        return write(*values.values())
    except ValueError:
        message = f"{call.name} with these arguments has no counterpart here"
        raise UntranslatableError(call.at, message) from None


def _quote(text: Value) -> str:
    escaped = str(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _regex(expression: str, replacement: Value) -> str:
    return f"regex({_quote(expression)},{_quote(replacement)})"


_Translation = tuple[tuple[str, ...], tuple[Value, ...], Callable[..., list[str]]]


def _same(inside: str) -> _Translation:
    return (), (), lambda: [inside]


def _author(letters: int, author: int) -> list[str]:
    if author == 1:
        return [f"auth{letters or ''}"]
    return [f"auth{letters or 999}_{author}"]


def _authors(most: int, others: str) -> list[str]:
    if not most:
        return ["authors"]
    if others:
        return [f"authors{most}"] if others == "EtAl" else _refuse()
    return [f"auth999_{author}" for author in range(1, most + 1)]


def _refuse() -> list[str]:
    raise ValueError


def _short_title(words: int, capitals: int) -> list[str]:
    raised = min(words, capitals)
    first = [f"title:skipwords:select(1,{raised})"] if raised else []
    left = words - raised
    return first + ([f"TITLE:skipwords:select({raised + 1},{left})"] if left else [])


def _date(form: str) -> list[str]:
    return {"%Y": ["year"], "%y": ["shortyear"]}.get(form) or _refuse()


def _replacement(old: str, new: str) -> list[str]:
    if not old.startswith("/"):
        return [f"replace({_quote(old)},{_quote(new)})"]
    expression, _, flags = old[1:].rpartition("/")
    if "g" not in flags:
        return _refuse()  # only the first match
    return [_regex(("(?i)" if "i" in flags else "") + expression, new)]


def _substring(start: int, count: int) -> list[str]:
    skipped = [_regex(f"^.{{{start - 1}}}", "")] if start > 1 else []
    return skipped + ([f"truncate{count}"] if count else [])


def _escape_group(text: str) -> str:
    return re.sub(r"([\\$])", r"\\\1", text)


FUNCTIONS: Mapping[str, _Translation] = {
    "auth": (("n", "m"), (0, 1), _author),
    "authors": (("n", "etal"), (0, ""), _authors),
    "authorsn": (("n",), (0,), lambda n: [f"authors{n or ''}"]),
    "shorttitle": (("n", "m"), (3, 0), _short_title),
    "veryshorttitle": (("n", "m"), (1, 0), _short_title),
    "title": _same("title:skipwords"),
    "date": (("format",), ("",), _date),
    "auth.etal": _same("auth.etal"),
    "authEtal2": _same("auth.etal"),
    "authAuthEa": _same("auth.auth.ea"),
    "journal": _same("JOURNAL"),
    "publicationTitle": _same("JOURNAL"),
    "issue": _same("NUMBER"),
    "Title": _same("TITLE"),
    "citationKey": _same("KEY"),
    "volume": _same("VOLUME"),
    "pages": _same("PAGES"),
    "publisher": _same("PUBLISHER"),
    "series": _same("SERIES"),
    "url": _same("URL"),
    **{
        name: _same(name)
        for name in (
            "auth.auth.ea", "authEtAl", "authorsAlpha", "authorLast", "authForeIni", "year",
            "authorLastForeIni", "shortyear", "firstpage", "lastpage", "DOI", "ISBN", "ISSN",
        )
    },
}  # fmt: skip
FILTERS: Mapping[str, _Translation] = {
    **{name: _same(name) for name in ("lower", "upper", "abbr", "skipwords", "ascii")},
    # Better BibTeX leaves the other letters of a word alone, JabRef lowers them.
    "capitalize": _same("initialcaps"),
    "transliterate": _same("ascii"),
    "fold": _same("ascii"),
    "clean": _same("ascii"),
    "alphanum": _same(_regex(r"[^\w\s]|_", "")),
    "nopunct": _same(_regex(r"[^\w\s-]", "")),
    "nopunctordash": _same(_regex(r"[^\w\s]", "")),
    "len": _same("required"),
    "default": (("text",), ("",), lambda text: [f"({text})"]),
    "condense": (("sep",), ("",), lambda sep: [f"condense({_quote(sep)})"]),
    "prefix": (("prefix",), ("",), lambda text: [_regex("^(.+)$", f"{_escape_group(text)}$1")]),
    "postfix": (("postfix",), ("",), lambda text: [_regex("^(.+)$", f"$1{_escape_group(text)}")]),
    "replace": (("find", "replace"), ("", ""), _replacement),
    "select": (("start", "n"), (1, 0), lambda a, n: [f"select({a},{n})" if n else f"select({a})"]),
    "substring": (("start", "n"), (1, 0), _substring),
}
