"""What property tests generate: titles, names, entries."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from mlsysbib.model.entry import (
    Arxiv,
    Entry,
    Links,
    Notes,
    Preprint,
    Provenance,
    Published,
    Relation,
    Status,
)
from mlsysbib.model.names import Name, Organization, Person, StoredName, stored_name
from mlsysbib.text.markup import Run, RunKind, format_markup

# Letters and signs of titles, the marks of titles among them.
SIGNS = "abzAGZ09 :-.,'’–“”&%#_~^\"<>/()[]{}$\\éßøŁễαμ×²深"
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20)
TEXTS = st.one_of(st.text(SIGNS, max_size=20), LINES)
SOME_TEXTS = TEXTS.filter(bool)


def _merge_plain(runs: list[Run]) -> tuple[Run, ...]:
    """Join neighbouring plain runs: they cannot be told apart in a title."""
    merged: list[Run] = []
    for run in runs:
        if merged and run.kind is RunKind.PLAIN and merged[-1].kind is RunKind.PLAIN:
            merged[-1] = Run(RunKind.PLAIN, merged[-1].text + run.text)
        else:
            merged.append(run)
    return tuple(merged)


_FORMULA_PARTS = st.sampled_from(
    [r"\alpha", r"\log n", "O(n^2)", "x_{i}", r"\$", "{", "}", " ", "é"]
)
_FORMULAS = st.lists(_FORMULA_PARTS, min_size=1, max_size=4).map("".join)
RUNS = st.lists(
    st.one_of(
        st.builds(Run, st.just(RunKind.PLAIN), SOME_TEXTS),
        st.builds(Run, st.just(RunKind.KEPT), SOME_TEXTS),
        st.builds(Run, st.just(RunKind.MATH), _FORMULAS),
    ),
    max_size=5,
).map(_merge_plain)
TITLES = RUNS.map(format_markup)

_CAPITAL = st.sampled_from("ABÉØŁĐŞΩ王")
_NAME_REST = st.text("abcdéøł-'’. BD", max_size=8).map(str.rstrip)
_WORDS = st.builds(str.__add__, _CAPITAL, _NAME_REST).map(lambda text: " ".join(text.split()))
_PARTICLES = st.sampled_from(["", "van der", "de", "von", "de la", "al", "d'"])
# Names as people have them: their string form has one reading.
PERSONS = st.builds(
    Person,
    family=_WORDS,
    given=st.one_of(st.just(""), _WORDS),
    particle=_PARTICLES,
    suffix=st.just(""),
) | st.builds(
    Person,
    family=_WORDS,
    given=_WORDS,
    particle=_PARTICLES,
    suffix=st.sampled_from(["Jr.", "III"]),
)
ORGANIZATIONS = st.builds(Organization, SOME_TEXTS.map(str.strip).filter(bool))
# Any parts whatever, as a foreign file may give them.
ANY_PERSONS = st.builds(Person, family=SOME_TEXTS, given=TEXTS, particle=TEXTS, suffix=TEXTS)
STORED_NAMES: st.SearchStrategy[StoredName] = st.one_of(PERSONS, ORGANIZATIONS, ANY_PERSONS).map(
    stored_name
)
NAMES: st.SearchStrategy[Name] = PERSONS | ORGANIZATIONS

KEYS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?", fullmatch=True)
YEARS = st.just(0) | st.integers(1800, 2100)
MONTHS = st.none() | st.integers(1, 12)
DATES = st.none() | st.dates(dt.date(1991, 8, 1), dt.date(2099, 12, 31))


def _tuples(elements: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(elements, max_size=3).map(tuple)


PUBLISHED = st.builds(
    Published,
    venue=TEXTS,
    container_title=TEXTS,
    year=YEARS,
    track=TEXTS,
    pages=TEXTS,
    article=TEXTS,
    series=TEXTS,
    publisher=TEXTS,
    publisher_place=TEXTS,
    place=TEXTS,
    month=MONTHS,
    doi=TEXTS,
)
ARXIVS = st.builds(
    Arxiv,
    id=st.from_regex(r"[0-9]{4}\.[0-9]{5}", fullmatch=True),
    class_=TEXTS,
    date=DATES,
    title=TITLES,
    authors=st.lists(STORED_NAMES, max_size=2).map(tuple),
)
PREPRINTS = st.builds(Preprint, server=SOME_TEXTS, id=TEXTS, year=YEARS, month=MONTHS)
VERSIONS = st.tuples(st.none() | PUBLISHED, st.none() | ARXIVS, st.none() | PREPRINTS).filter(any)
RELATIONS = st.builds(
    Relation, kind=st.sampled_from(["extends", "not-same-as", "related"]), key=KEYS
)


STATUSES: tuple[Status, ...] = ("", "draft", "retracted", "withdrawn")


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Draw an entry whose every field may be there or not."""
    published, arxiv, preprint = draw(VERSIONS)
    title = draw(TITLES)
    return Entry(
        key=draw(KEYS),
        title=title,
        system=draw(TEXTS),
        aliases=draw(_tuples(TEXTS)),
        type=draw(st.sampled_from(["", "article", "report", "thesis", "book", "software", "web"])),
        authors=draw(st.lists(STORED_NAMES, max_size=3).map(tuple)),
        authors_cut=draw(st.booleans()),
        topics=draw(_tuples(TEXTS)),
        status=draw(st.sampled_from(STATUSES)) if title else "draft",
        awards=draw(_tuples(TEXTS)),
        other_titles=draw(_tuples(TEXTS)),
        ignore=draw(st.dictionaries(TEXTS, SOME_TEXTS, max_size=2)),
        published=published,
        arxiv=arxiv,
        preprint=preprint,
        links=draw(st.builds(Links, pdf=TEXTS, code=TEXTS)),
        notes=draw(st.builds(Notes, summary=st.text(st.characters(exclude_categories=["Cs"])))),
        relations=draw(st.lists(RELATIONS, max_size=2).map(tuple)),
        provenance=draw(st.builds(Provenance, sources=_tuples(TEXTS), checked=DATES, note=TEXTS)),
    )
