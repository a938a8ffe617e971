"""The pattern language of citation keys: `[auth:lower][year]_[veryshorttitle]`.

A pattern is text with brackets: a marker, then modifiers that change its value from left to right.
Alternatives are separated by `;`: the first one counts whose `required` values are all there and
that gives anything at all. A formula of Better BibTeX is read as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mlsysbib.keys import NoKeyError, PatternError
from mlsysbib.keys.formulas import is_formula, translate_formula
from mlsysbib.keys.markers import Marker, find_marker
from mlsysbib.keys.modifiers import Modifier, default, find_modifier
from mlsysbib.keys.subject import NO_VENUES, Subject
from mlsysbib.model.entry import Entry
from mlsysbib.model.venues import VenueTable
from mlsysbib.text.words import fold

# What BibTeX, biber, TeX and pandoc all take inside a key.
_UNSAFE = re.compile(r"[^0-9A-Za-z_:./+-]+")


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that stands in a key as it is."""

    source: str

    def value(self, subject: Subject) -> str:  # noqa: ARG002  # a part like the other
        """Return the text."""
        return self.source

    def steps(self, subject: Subject) -> Iterator[tuple[str, str | None]]:
        """Yield the one step of a text."""
        yield "text", self.value(subject)


@dataclass(frozen=True, slots=True)
class Bracket:
    """A marker and its modifiers, each with the text that named it."""

    source: str
    name: str
    marker: Marker
    modifiers: tuple[tuple[str, Modifier], ...]

    def value(self, subject: Subject) -> str | None:
        """Return what the bracket gives; None where a required value is missing."""
        value: str | None = self.marker(subject)
        for _, apply in self.modifiers:
            if value is None:
                break
            value = apply(value)
        return value

    def steps(self, subject: Subject) -> Iterator[tuple[str, str | None]]:
        """Yield the marker and each modifier, with what has come of the value by then."""
        value: str | None = self.marker(subject)
        yield self.name, value
        for source, apply in self.modifiers:
            if value is None:
                return
            value = apply(value)
            yield f":{source}", value


Part = Literal | Bracket


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, read: alternatives, each of which is a run of parts."""

    source: str
    alternatives: tuple[tuple[Part, ...], ...]

    def find_key(self, subject: Subject) -> str:
        """Return the key that the first fitting alternative gives, or ""."""
        keys = (key_of(parts, subject) for parts in self.alternatives)
        return next(filter(None, keys), "")

    def make_key(self, subject: Subject) -> str:
        """Return the key that the first fitting alternative gives; raise NoKeyError."""
        if key := self.find_key(subject):
            return key
        raise self.failure(subject)

    def failure(self, subject: Subject) -> NoKeyError:
        """Return the error that says which values the entry lacks."""
        missing = (
            part.source for parts in self.alternatives for part in parts if not part.value(subject)
        )
        entry = subject.entry
        return NoKeyError(
            f"the pattern {self.source} gives nothing for {entry.key or entry.plain_title!r}: "
            f"no value for {', '.join(dict.fromkeys(missing))}"
        )


def key_of(parts: tuple[Part, ...], subject: Subject) -> str:
    """Return the key that one alternative gives; "" where it fails."""
    texts: list[str] = []
    for part in parts:
        if (value := part.value(subject)) is None:
            return ""
        texts.append(value)
    return clean_key("".join(texts))


def clean_key(text: str) -> str:
    """Return a text without what may not stand in a key: blanks, accents, most punctuation.

    >>> clean_key("Müller & Söhne, 2020")
    'MullerSohne2020'
    """
    return _UNSAFE.sub("", fold(text))


def compile_pattern(text: str) -> Pattern:
    """Read a pattern or a Better BibTeX formula; raise PatternError or ChoiceError."""
    source = translate_formula(text) if is_formula(text) else text
    return Pattern(text, tuple(_Parser(source).alternatives()))


_LITERAL = re.compile(r"[^\[\];]*")
_MODIFIER_NAME = re.compile(r"[A-Za-z]+[0-9]*")
_MARKER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.]*")
_ARGUMENT = re.compile(r'\s*(?:(?P<number>-?[0-9]{1,4})|"(?P<text>(?:[^"\\]|\\.)*)")\s*', re.DOTALL)
_ESCAPE = re.compile(r'\\(["\\])')


class _Parser:
    """Recursive descent over one pattern."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def alternatives(self) -> Iterator[tuple[Part, ...]]:
        yield self._alternative()
        while self._takes(";"):
            yield self._alternative()

    def _error(self, message: str, at: int | None = None) -> PatternError:
        return PatternError(self.text, self.at if at is None else at, message)

    def _next(self) -> str:
        return self.text[self.at : self.at + 1]

    def _takes(self, character: str) -> bool:
        if self._next() != character:
            return False
        self.at += 1
        return True

    def _match(self, expression: re.Pattern[str], message: str) -> re.Match[str]:
        found = expression.match(self.text, self.at)
        if found is None:
            raise self._error(message)
        self.at = found.end()
        return found

    def _alternative(self) -> tuple[Part, ...]:
        start = self.at
        parts: list[Part] = []
        while self._next() not in ("", ";"):
            parts.append(self._bracket() if self._next() == "[" else self._literal())
        if not any(part.source for part in parts):
            raise self._error("there is nothing here", start)
        return tuple(part for part in parts if part.source)

    def _literal(self) -> Literal:
        start = self.at
        self.at = end = self._match(_LITERAL, "").end()
        if self._next() == "]":
            raise self._error("nothing opens this ]")
        text = self.text[start:end]
        # Blanks may surround an alternative, but a key holds none.
        stripped = text if start and self.text[start - 1] != ";" else text.lstrip()
        stripped = stripped if self._next() == "[" else stripped.rstrip()
        if bad := _UNSAFE.search(stripped):
            offset = start + text.index(stripped) + bad.start()
            raise self._error(f"a key cannot hold {bad[0][0]!r}", offset)
        return Literal(stripped)

    def _bracket(self) -> Bracket:
        start = self.at
        self.at += 1
        name = self._match(_MARKER_NAME, "a marker is missing after [")[0]
        marker = find_marker(name)
        modifiers: list[tuple[str, Modifier]] = []
        while self._takes(":"):
            modifiers.append(self._modifier())
        if not self._takes("]"):
            if self._next() in ("", "["):
                raise self._error("this [ is never closed", start)
            raise self._error("after a marker or modifier comes : or ]")
        return Bracket(self.text[start : self.at], name, marker, tuple(modifiers))

    def _modifier(self) -> tuple[str, Modifier]:
        start = self.at
        if self._next() == "(":
            return self._default()
        name = self._match(_MODIFIER_NAME, "a modifier is missing after :")[0]
        arguments = list(self._arguments()) if self._takes("(") else []
        try:
            modifier = find_modifier(name, arguments)
        except ValueError as error:
            raise self._error(str(error), start) from None
        return self.text[start : self.at], modifier

    def _default(self) -> tuple[str, Modifier]:
        start = self.at
        depth = 0
        for found in re.compile(r"[()]").finditer(self.text, start):
            depth += 1 if found[0] == "(" else -1
            if not depth:
                self.at = found.end()
                return self.text[start : self.at], default(self.text[start + 1 : self.at - 1])
        raise self._error("this ( is never closed", start)

    def _arguments(self) -> Iterator[str | int]:
        if self._takes(")"):
            return
        while True:
            found = self._match(_ARGUMENT, 'an argument is a number or a "text"')
            is_number = found["number"] is not None
            yield int(found["number"]) if is_number else _ESCAPE.sub(r"\1", found["text"])
            if self._takes(")"):
                return
            if not self._takes(","):
                raise self._error("after an argument comes , or )")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what a marker gave, or what a modifier made of it.

    `alternative` and `part` count from 1. `value` is None where the alternative fails.
    """

    alternative: int
    part: int
    source: str
    action: str
    value: str | None

    def __str__(self) -> str:
        """Return the step as a line of text."""
        value = "missing: this alternative fails" if self.value is None else repr(self.value)
        return f"{self.source}  {self.action} -> {value}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """The steps of a pattern, and the key that they lead to; "" and `failure` where to none."""

    steps: tuple[Step, ...]
    key: str
    failure: str = ""


def explain(pattern: Pattern, entry: Entry, venues: VenueTable = NO_VENUES) -> Explanation:
    """Return every step up to the alternative that gives a key.

    The key is the pattern's own: a proposal would make it canonical and unique.
    """
    subject = Subject(entry, venues)
    steps: list[Step] = []
    for number, parts in enumerate(pattern.alternatives, start=1):
        for place, part in enumerate(parts, start=1):
            steps += (
                Step(number, place, part.source, action, value)
                for action, value in part.steps(subject)
            )
            if steps[-1].value is None:
                break
        else:
            if key := key_of(parts, subject):
                return Explanation(tuple(steps), key)
    return Explanation(tuple(steps), "", str(pattern.failure(subject)))
