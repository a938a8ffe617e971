"""Read a query: alternatives of conjunctions of terms, which may be denied."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from mlsysbib.model.library import Library
from mlsysbib.problems import ChoiceError, MlsysbibError
from mlsysbib.selecting.query.predicates import (
    HAS,
    IS,
    TEXTS,
    WHOLE,
    Memberships,
    Predicate,
    all_of,
    any_of,
    bare_texts,
    everything,
    in_keys,
    in_topics,
    in_venues,
    in_years,
    matches,
    may_hold,
    none_of,
)
from mlsysbib.selecting.query.vocabulary import FIELDS, KINDS
from mlsysbib.text.words import fold_latin


class QueryError(MlsysbibError):
    """A query cannot be parsed; `position` counts its characters from 0."""

    def __init__(self, query: str, position: int, message: str) -> None:
        self.position = position
        super().__init__(f"{message}\n  {query}\n  {' ' * position}^")


def compile_query(
    query: str, library: Library, memberships: Callable[[], Memberships] = dict
) -> Predicate:
    """Return the predicate of one query; raise QueryError or ChoiceError for a bad one."""
    return _Parser(query, library, memberships).parse()


def split_terms(query: str) -> list[str]:
    """Return the terms that must hold side by side; a query with alternatives is one term."""
    ends: list[int] = []
    depth = 0
    for token in _TOKEN.finditer(query.rstrip()):
        if token["or"] and not depth:
            return [f"({query.strip()})"]
        depth += bool(token["open"]) - bool(token["close"])
        if not depth and not token["not"]:
            ends.append(token.end())
    starts = [0, *ends[:-1]]
    return [query[start:end].strip() for start, end in zip(starts, ends, strict=True)]


_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\)) | (?P<or>\|) | (?P<not>-(?=\S)) |
        (?P<term>(?:[^\s()|"]+|"[^"]*")+) |
        (?P<bad>")
    )""",
    re.VERBOSE,
)


class _Parser:
    def __init__(
        self, query: str, library: Library, memberships: Callable[[], Memberships]
    ) -> None:
        self.query = query
        self.terms = _Terms(query, library, memberships)
        self.tokens = list(_TOKEN.finditer(query.rstrip()))
        self.next = 0
        for token in self.tokens:
            if token["bad"]:
                raise QueryError(query, token.start("bad"), "this quote is never closed")

    def parse(self) -> Predicate:
        if not self.tokens:
            return everything
        predicate = self._alternatives()
        if self.next < len(self.tokens):
            raise self._error("nothing opens this )")
        return predicate

    def _peek(self) -> str:
        return self.tokens[self.next].lastgroup or "" if self.next < len(self.tokens) else ""

    def _error(self, message: str) -> QueryError:
        is_at_end = self.next >= len(self.tokens)
        position = len(self.query) if is_at_end else self.tokens[self.next].end() - 1
        return QueryError(self.query, position, message)

    def _alternatives(self) -> Predicate:
        options = [self._conjunction()]
        while self._peek() == "or":
            self.next += 1
            options.append(self._conjunction())
        return options[0] if len(options) == 1 else partial(any_of, options)

    def _conjunction(self) -> Predicate:
        terms: list[Predicate] = []
        while self._peek() in {"open", "not", "term"}:
            terms.append(self._term())
        if not terms:
            raise self._error("a term is missing here")
        return terms[0] if len(terms) == 1 else partial(all_of, terms)

    def _term(self) -> Predicate:
        kind = self._peek()
        if kind not in {"open", "not", "term"}:
            raise self._error("a term is missing here")
        token = self.tokens[self.next]
        self.next += 1
        if kind == "not":
            return partial(none_of, self._term())
        if kind == "term":
            return self.terms.read(token["term"], token.start("term"))
        inner = self._alternatives()
        if self._peek() != "close":
            raise self._error("a ) is missing here")
        self.next += 1
        return inner


class _Terms:
    """Reads single terms against the names that a library has."""

    def __init__(
        self, query: str, library: Library, memberships: Callable[[], Memberships]
    ) -> None:
        self.query, self.library, self.memberships = query, library, memberships
        self.readers: dict[str, Callable[[str, int], Predicate]] = {
            "year": self._year,
            "venue": self._venue,
            "kind": self._kind,
            "topic": self._topic,
            "list": self._list,
            "is": self._is,
            "has": self._has,
        }

    def read(self, term: str, position: int) -> Predicate:
        name, colon, value = term.partition(":")
        if not colon or '"' in name or name.lower() not in FIELDS:
            # A colon inside a word is part of it, unless it looks like a mistyped field.
            if colon and re.fullmatch(r"[a-z]+", name) and value:
                raise ChoiceError("field", name, FIELDS)
            word = _unquote(term)
            found = partial(matches, bare_texts, _wildcard(word, whole=False))
            folded = fold_latin(word).lower()
            if not _PLAIN_WORD.fullmatch(folded):
                return found
            return partial(all_of, (partial(may_hold, folded), found))
        values = [_unquote(part) for part in re.findall(r'(?:[^,"]|"[^"]*")+', value)]
        if not values:
            raise QueryError(self.query, position + len(name) + 1, f"{name}: needs a value")
        tests = [self._test(name.lower(), part, position) for part in values]
        return tests[0] if len(tests) == 1 else partial(any_of, tests)

    def _test(self, name: str, value: str, position: int) -> Predicate:
        if name in self.readers:
            return self.readers[name](value, position)
        return partial(matches, TEXTS[name], _wildcard(value, whole=name in WHOLE))

    def _year(self, value: str, position: int) -> Predicate:
        found = _YEARS.fullmatch(value)
        if not found:
            message = f"{value!r} is no year or range (2023, 2020..2024, >=2022)"
            raise QueryError(self.query, position, message)
        if found["sign"]:
            year = int(found["than"])
            low = {">": year + 1, ">=": year}.get(found["sign"], 0)
            high = {"<": year - 1, "<=": year}.get(found["sign"], _LAST_YEAR)
        else:
            low = int(found["one"] or found["low"] or 0)
            high = int(found["one"] or found["high"] or found["until"] or _LAST_YEAR)
        if low > high:
            raise QueryError(self.query, position, f"{value}: the earlier year comes first")
        return partial(in_years, low, high)

    def _venue(self, value: str, _: int) -> Predicate:
        """Read a venue: by identifier, alias or acronym, or with `*`."""
        pattern = _wildcard(value, whole=True)
        found = frozenset(
            name
            for id_, venue in self.library.venues.items()
            for name in (id_, *venue.aliases)
            if any(pattern.fullmatch(fold_latin(n)) for n in (id_, venue.acronym, *venue.aliases))
        )
        if not found and "*" not in value:
            self.library.venues.get_venue(value)
        return partial(in_venues, found)

    def _kind(self, value: str, _: int) -> Predicate:
        if value not in KINDS:
            raise ChoiceError("kind", value, KINDS)
        venues = self.library.venues.values()
        ids = (name for v in venues if v.kind == value for name in (v.id, *v.aliases))
        return partial(in_venues, frozenset(ids))

    def _topic(self, value: str, _: int) -> Predicate:
        """Read a topic: its path or its last part, and with it all topics below.

        A path or last part that a topic once had stands for the topic that has its place.
        """
        pattern = _wildcard(value.strip("/"), whole=True)
        meant = {
            now for former, now in self.library.renamed_topics.items() if _names(pattern, former)
        }
        topics = frozenset(
            topic
            for topic in self.library.topics
            for above in _with_ancestors(topic)
            if above in meant or _names(pattern, above)
        )
        if not topics and "*" not in value:
            raise ChoiceError("topic", value, self.library.topics)
        return partial(in_topics, topics)

    def _list(self, value: str, _: int) -> Predicate:
        memberships = self.memberships()
        if value not in memberships:
            raise ChoiceError("reading list", value, memberships)
        return partial(in_keys, memberships[value])

    def _is(self, value: str, position: int) -> Predicate:
        if value in KINDS:
            return self._kind(value, position)
        if value not in IS:
            raise ChoiceError("value of is:", value, (*IS, *KINDS))
        return IS[value]

    @staticmethod
    def _has(value: str, _: int) -> Predicate:
        if value not in HAS:
            raise ChoiceError("value of has:", value, HAS)
        return HAS[value]


# A word that is in one part of a name, or in none.
_PLAIN_WORD = re.compile(r"[a-z0-9'.+-]+")
_LAST_YEAR = 9999
_YEARS = re.compile(
    r"(?P<sign>>=|<=|>|<)(?P<than>\d{4})|(?P<one>\d{4})"
    r"|(?P<low>\d{4})\.\.(?P<high>\d{4})?|\.\.(?P<until>\d{4})"
)


def _names(pattern: re.Pattern[str], topic: str) -> bool:
    """Say whether a pattern matches a topic's path, or its last part, as a whole."""
    return bool(pattern.fullmatch(topic) or pattern.fullmatch(topic.rpartition("/")[2]))


def _with_ancestors(topic: str) -> list[str]:
    parts = topic.split("/")
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


def _unquote(text: str) -> str:
    return text.replace('"', "")


def _wildcard(value: str, *, whole: bool) -> re.Pattern[str]:
    """Return a pattern for folded text: `*` is anything, else letters in any case."""
    pattern = ".*".join(map(re.escape, fold_latin(value).split("*")))
    return re.compile(pattern if whole else f".*{pattern}.*", re.IGNORECASE | re.DOTALL)
