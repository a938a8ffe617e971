"""The query language: `topic:serving year:2020..2024 -is:preprint`.

Terms side by side must all hold; `|` separates alternatives and binds less tightly; `-` denies
a term; parentheses group. A term is `field:value`, where commas separate alternative values, or
a bare word, which is looked for in key, title, system and authors. `*` stands for any
characters; quotes hold a phrase together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.names import display_name
from mlsysbib.problems import ChoiceError, MlsysbibError
from mlsysbib.text.words import fold

Predicate = Callable[[Entry], bool]
# The keys that each reading list cites, by the list's identifier.
Memberships = Mapping[str, frozenset[str]]

FIELDS = (
    "key", "venue", "kind", "year", "author", "title", "topic", "list", "doi", "arxiv", "system",
    "status", "is", "has",
)  # fmt: skip
IS_VALUES = ("preprint", "published", "conference", "workshop", "journal", "retracted")
HAS_VALUES = (
    "doi", "url", "pages", "arxiv", "authors", "pdf", "code", "project", "slides", "video",
    "poster", "artifact", "data", "summary", "system", "award",
)  # fmt: skip
ORDERS = ("key", "year", "-year", "title", "venue", "author")


class QueryError(MlsysbibError):
    """A query has no reading; `position` counts its characters from 0."""

    def __init__(self, query: str, position: int, message: str) -> None:
        self.position = position
        super().__init__(f"{message}\n  {query}\n  {' ' * position}^")


_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\)) | (?P<or>\|) | (?P<not>-(?=\S)) |
        (?P<term>(?:[^\s()|"]+|"[^"]*")+) |
        (?P<bad>\S)
    )""",
    re.VERBOSE,
)


def select(
    library: Library,
    queries: Iterable[str] = (),
    *,
    memberships: Callable[[], Memberships] = dict,
    order: str = "key",
) -> tuple[Entry, ...]:
    """Return the entries that all queries hold for, in order.

    Raises QueryError or ChoiceError. `memberships` is called only if a query asks for a list.
    """
    predicates = [compile_query(query, library, memberships) for query in queries]
    chosen = (entry for entry in library.values() if all(test(entry) for test in predicates))
    return sort_entries(chosen, order)


def sort_entries(entries: Iterable[Entry], order: str) -> tuple[Entry, ...]:
    """Return entries in one of ORDERS; the key settles what is left equal."""
    if order not in ORDERS:
        raise ChoiceError("order", order, ORDERS)
    # A stable sort: first by key, then by what was asked.
    by_key = sorted(entries, key=lambda entry: entry.key)
    return tuple(sorted(by_key, key=_SORT_KEYS[order])) if order != "key" else tuple(by_key)


_SORT_KEYS: dict[str, Callable[[Entry], tuple[str | int, ...]]] = {
    "year": lambda entry: (entry.year,),
    "-year": lambda entry: (-entry.year,),
    "title": lambda entry: (fold(entry.plain_title).casefold(),),
    "venue": lambda entry: (_venue_id(entry), -entry.year),
    "author": lambda entry: (_author_text(entry), entry.year),
}


def compile_query(
    query: str, library: Library, memberships: Callable[[], Memberships] = dict
) -> Predicate:
    """Return the predicate of one query; raise QueryError or ChoiceError for a bad one."""
    return _Parser(query, library, memberships).parse()


class _Parser:
    """Recursive descent: alternatives of conjunctions of (denied) terms."""

    def __init__(
        self, query: str, library: Library, memberships: Callable[[], Memberships]
    ) -> None:
        self.query, self.library, self.memberships = query, library, memberships
        self.tokens = list(_TOKEN.finditer(query))
        self.next = 0

    def parse(self) -> Predicate:
        if not self.tokens:
            return _everything
        predicate = self._alternatives()
        if self.next < len(self.tokens):
            raise self._error("nothing opens this )")
        return predicate

    def _peek(self) -> str:
        return self.tokens[self.next].lastgroup or "" if self.next < len(self.tokens) else ""

    def _error(self, message: str) -> QueryError:
        at_end = self.next >= len(self.tokens)
        position = len(self.query) if at_end else self.tokens[self.next].end() - 1
        return QueryError(self.query, position, message)

    def _alternatives(self) -> Predicate:
        options = [self._conjunction()]
        while self._peek() == "or":
            self.next += 1
            options.append(self._conjunction())
        return options[0] if len(options) == 1 else partial(_any, options)

    def _conjunction(self) -> Predicate:
        terms: list[Predicate] = []
        while self._peek() in {"open", "not", "term"}:
            terms.append(self._term())
        if not terms:
            raise self._error("a term is missing here")
        return terms[0] if len(terms) == 1 else partial(_all, terms)

    def _term(self) -> Predicate:
        kind = self._peek()
        if kind == "not":
            self.next += 1
            if self._peek() not in {"open", "term"}:
                raise self._error("a term is missing after -")
            return partial(_not, self._term())
        if kind == "open":
            self.next += 1
            inner = self._alternatives()
            if self._peek() != "close":
                raise self._error("a ) is missing here")
            self.next += 1
            return inner
        token = self.tokens[self.next]
        self.next += 1
        return self._field(token["term"], token.start("term"))

    def _field(self, term: str, position: int) -> Predicate:
        name, colon, value = term.partition(":")
        if not colon or '"' in name or name.lower() not in FIELDS:
            # A colon inside a bare word is part of it, unless it looks like a mistyped field.
            if colon and re.fullmatch(r"[a-z]+", name) and value[:1].strip():
                raise ChoiceError("field", name, FIELDS)
            return _word(_unquote(term))
        values = [_unquote(part) for part in re.findall(r'(?:[^,"]|"[^"]*")+', value)]
        if not values:
            raise QueryError(self.query, position + len(name) + 1, f"{name}: needs a value")
        tests = [self._test(name.lower(), part, position) for part in values]
        return tests[0] if len(tests) == 1 else partial(_any, tests)

    def _test(self, name: str, value: str, position: int) -> Predicate:
        match name:
            case "year":
                return self._year(value, position)
            case "venue":
                return partial(_has_venue, self._venue_ids(value))
            case "kind":
                return partial(_has_venue, self._venues_of_kind(value))
            case "topic":
                return self._topic(value)
            case "list":
                return self._list(value)
            case "is":
                return self._is(value)
            case "has":
                if value not in HAS_VALUES:
                    raise ChoiceError("value of has:", value, HAS_VALUES)
                return partial(_has, value)
            case _:
                return partial(_matches, _TEXTS[name], _wildcard(value, whole=name in _WHOLE))

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
            low = int(found["low"] or 0)
            high = int(found["high"] or _LAST_YEAR) if found["range"] else low
        return partial(_in_years, low, high)

    def _venue_ids(self, value: str) -> frozenset[str]:
        """Return the venues meant: by id, alias, acronym, or with `*`."""
        pattern = _wildcard(value, whole=True)
        found = frozenset(
            id_
            for id_, venue in self.library.venues.items()
            if any(pattern.fullmatch(fold(name)) for name in (id_, venue.acronym, *venue.aliases))
        )
        if not found and "*" not in value:
            self.library.venues.get_venue(value)
        return found

    def _venues_of_kind(self, value: str) -> frozenset[str]:
        kinds = ("conference", "workshop", "journal")
        if value not in kinds:
            raise ChoiceError("kind", value, kinds)
        return frozenset(i for i, venue in self.library.venues.items() if venue.kind == value)

    def _topic(self, value: str) -> Predicate:
        pattern = _wildcard(value.strip("/"), whole=True)
        topics = frozenset(
            topic
            for topic in self.library.topics
            for above in _with_ancestors(topic)
            if pattern.fullmatch(above) or pattern.fullmatch(above.rpartition("/")[2])
        )
        if not topics and "*" not in value:
            raise ChoiceError("topic", value, self.library.topics)
        return partial(_in_topics, topics)

    def _list(self, value: str) -> Predicate:
        memberships = self.memberships()
        if value not in memberships:
            raise ChoiceError("reading list", value, memberships)
        return partial(_in_keys, memberships[value])

    def _is(self, value: str) -> Predicate:
        match value:
            case "preprint":
                return lambda entry: entry.is_preprint
            case "published":
                return lambda entry: not entry.is_preprint
            case "conference" | "workshop" | "journal":
                return partial(_has_venue, self._venues_of_kind(value))
            case "retracted":
                return lambda entry: entry.status in {"retracted", "withdrawn"}
        raise ChoiceError("value of is:", value, IS_VALUES)


_LAST_YEAR = 9999
_YEARS = re.compile(
    r"(?P<sign>>=|<=|>|<)(?P<than>\d{4})|(?P<low>\d{4})?(?P<range>\.\.)(?P<high>\d{4})?|(?P<one>\d{4})"
)
_WHOLE = frozenset({"key", "doi", "arxiv", "status"})


def _with_ancestors(topic: str) -> list[str]:
    parts = topic.split("/")
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


def _unquote(text: str) -> str:
    return text.replace('"', "")


def _wildcard(value: str, *, whole: bool) -> re.Pattern[str]:
    """Return a pattern for folded text: `*` is anything, else letters in any case."""
    pattern = ".*".join(map(re.escape, fold(value).split("*")))
    return re.compile(pattern if whole else f".*{pattern}.*", re.IGNORECASE | re.DOTALL)


def _word(value: str) -> Predicate:
    pattern = _wildcard(value, whole=False)
    return lambda entry: any(pattern.fullmatch(text) for text in _bare_texts(entry))


def _bare_texts(entry: Entry) -> tuple[str, ...]:
    return entry.key, fold(entry.plain_title), fold(entry.system), _author_text(entry)


def _author_text(entry: Entry) -> str:
    return fold("; ".join(map(display_name, entry.names)))


def _venue_id(entry: Entry) -> str:
    return entry.published.venue if entry.published else ""


_TEXTS: dict[str, Callable[[Entry], tuple[str, ...]]] = {
    "key": lambda entry: (entry.key, *entry.aliases),
    "author": lambda entry: tuple(fold(display_name(name)) for name in entry.names),
    "title": lambda entry: (fold(entry.plain_title),),
    "system": lambda entry: (fold(entry.system),),
    "doi": lambda entry: (entry.published.doi if entry.published else "",),
    "arxiv": lambda entry: (entry.arxiv.id if entry.arxiv else "",),
    "status": lambda entry: (entry.status,),
}
_LINKS = frozenset("pdf code project slides video poster artifact data".split())


def _has(value: str, entry: Entry) -> bool:
    if value in _LINKS:
        return bool(getattr(entry.links, value))
    published = entry.published
    match value:
        case "doi":
            return bool(published and published.doi)
        case "url":
            return bool(published and published.url)
        case "pages":
            return bool(published and (published.pages or published.article))
        case "arxiv":
            return entry.arxiv is not None
        case "authors":
            return bool(entry.authors)
        case "summary":
            return bool(entry.notes.summary)
        case "system":
            return bool(entry.system)
        case _:
            return bool(entry.awards)


def _everything(_: Entry) -> bool:
    return True


def _any(tests: list[Predicate], entry: Entry) -> bool:
    return any(test(entry) for test in tests)


def _all(tests: list[Predicate], entry: Entry) -> bool:
    return all(test(entry) for test in tests)


def _not(test: Predicate, entry: Entry) -> bool:
    return not test(entry)


def _in_years(low: int, high: int, entry: Entry) -> bool:
    return low <= entry.year <= high


def _has_venue(ids: frozenset[str], entry: Entry) -> bool:
    if entry.published:
        return entry.published.venue in ids
    return entry.arxiv is not None and "arxiv" in ids


def _in_topics(topics: frozenset[str], entry: Entry) -> bool:
    return not topics.isdisjoint(entry.topics)


def _in_keys(keys: frozenset[str], entry: Entry) -> bool:
    return entry.key in keys


def _matches(
    texts: Callable[[Entry], tuple[str, ...]], pattern: re.Pattern[str], entry: Entry
) -> bool:
    return any(pattern.fullmatch(text) for text in texts(entry))
