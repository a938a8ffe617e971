"""Formulas of Better BibTeX, translated into patterns: `auth.lower + shorttitle(3,3) + year`.

What has no counterpart is an error that names it. Three habits differ: title words follow this
library's rules (a hyphen parts them), a key folds to ASCII by this library's table, and
alternatives behind `|` are tried until one gives anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mlsysbib.keys import PatternError
from mlsysbib.keys.better_bibtex import (
    FILTERS,
    FUNCTIONS,
    Call,
    UntranslatableError,
    Value,
    translate_call,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


# These filters give the same whether a value is whole or in pieces.
_PER_LETTER = ("lower", "upper", "capitalize", "condense", "clean", "ascii")
_PER_LETTER_NAMES = ", ".join(_PER_LETTER)

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<name>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<number>-?\d{1,4})
      | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<regex>(?<=[(,=\s])/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\[])+/[a-z]*)
      | (?P<sign>[.(),+|;=])
    )\s*""",
    re.VERBOSE | re.DOTALL,
)


def is_formula(text: str) -> bool:
    """Say whether a text is a formula of Better BibTeX: nothing but calls, texts and signs."""
    tokens = list(_tokens(text))
    return bool(tokens) and tokens[-1].at >= 0


def translate_formula(formula: str) -> str:
    """Return a formula as a pattern; raise PatternError or ChoiceError for what has no counterpart.

    >>> translate_formula("auth.lower + shorttitle(3,3) + year")
    '[auth:lower][title:skipwords:select(1,3)][year]'
    """
    return _Parser(formula).translate()


def _tokens(text: str) -> Sequence[_Token]:
    """Return the tokens of a formula; the last one has the position -1 if there is a rest."""
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            return [*tokens, _Token("rest", text[at:], -1)]
        tokens.append(_Token(found.lastgroup, found[found.lastgroup], found.start(found.lastgroup)))
        at = found.end()
    return tokens


class _Parser:
    """Recursive descent over the tokens of a formula."""

    def __init__(self, formula: str) -> None:
        self.formula = formula
        self.tokens = _tokens(formula)
        self.index = 0

    def translate(self) -> str:
        pattern = self._sum()
        while self._takes("|") or self._takes(";"):
            pattern += ";" + self._sum()
        if self._next().text:
            raise self._error(f"{self._next().text!r} stands where + or | is due")
        return pattern

    def _next(self) -> _Token:
        if self.index < len(self.tokens):
            return self.tokens[self.index]
        return _Token("end", "", len(self.formula))

    def _takes(self, sign: str) -> bool:
        is_it = self._next().kind == "sign" and self._next().text == sign
        self.index += is_it
        return is_it

    def _error(self, message: str) -> PatternError:
        return PatternError(self.formula, self._next().at, message)

    def _sum(self) -> str:
        pattern = self._term()
        while self._takes("+"):
            pattern += self._term()
        return pattern

    def _term(self) -> str:
        if self._next().kind == "string":
            self.index += 1
            return _unquote(self.tokens[self.index - 1].text)
        calls = [self._call()]
        while self._takes("."):
            calls.append(self._call())
        return self._brackets(calls)

    def _call(self) -> Call:
        token = self._next()
        if token.kind != "name":
            raise self._error("a function is missing here")
        self.index += 1
        arguments: list[tuple[str, Value]] = []
        if self._takes("(") and not self._takes(")"):
            arguments.append(self._argument())
            while self._takes(","):
                arguments.append(self._argument())
            if not self._takes(")"):
                raise self._error("this ( is never closed")
        return Call(token.text, tuple(arguments), token.at)

    def _argument(self) -> tuple[str, Value]:
        name = ""
        if self._next().kind == "name":
            name = self._next().text
            self.index += 1
            if not self._takes("="):
                raise self._error(f"{name} is no text and no number")
        token = self._next()
        if token.kind not in {"number", "string", "regex"}:
            raise self._error("a text or a number is missing here")
        self.index += 1
        return name, {"number": _number, "string": _unquote}.get(token.kind, str)(token.text)

    def _brackets(self, calls: Sequence[Call]) -> str:
        calls = _joined(calls)
        try:
            insides = translate_call(calls[0], FUNCTIONS, "function")
            filters = [f for call in calls[1:] for f in translate_call(call, FILTERS, "filter")]
        except UntranslatableError as error:
            raise PatternError(self.formula, error.at, str(error)) from None
        if len(insides) > 1 and any(call.name not in _PER_LETTER for call in calls[1:]):
            message = f"with these arguments, {calls[0].name} takes only {_PER_LETTER_NAMES}"
            raise PatternError(self.formula, calls[0].at, message)
        return "".join(f"[{':'.join([inside, *filters])}]" for inside in insides)


def _number(text: str) -> Value:
    return int(text)


def _unquote(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)


def _joined(calls: Sequence[Call]) -> Sequence[Call]:
    """Read `auth.etal` and `auth.auth.ea` as the one function that they were in older formulas."""
    names = [call.name for call in calls]
    for old, length in (("auth.etal", 2), ("auth.auth.ea", 3)):
        if ".".join(names[:length]) == old:
            return [Call(old, calls[0].arguments, calls[0].at), *calls[length:]]
    return calls
