"""Entries as foreign files can carry them, and what is left of one after a round trip."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
from hypothesis import strategies as st

from mlsysbib.formats.identifiers import SERVERS
from mlsysbib.formats.losses import LOSSES
from mlsysbib.model.entry import Arxiv, Entry, Preprint, Published
from mlsysbib.model.item_types import StoredType
from mlsysbib.model.names import Organization, Person, StoredName, stored_name
from mlsysbib.text.markup import escape_markup, plain_text

_LETTERS = "abcdefgéøßłñčşğüαβ"
_WORDS = st.builds(str.__add__, st.sampled_from("ABCDEGÉØŁŞΩ"), st.text(_LETTERS, max_size=6))
_SIGNS = st.sampled_from(
    ["R&D", "50%", "C++", "#1", "a_b", "–", "it's", "“two words”", "½", "~5", "x<y", "O(1)", "100$"]
)
_ESCAPED = _SIGNS.map(lambda text: text.replace("$", r"\$"))
_KEPT = st.sampled_from(["GPU", "PagedAttention", "Łukasz", "int8", "in vivo", "École & co"])
_FORMULAS = st.sampled_from([r"O(n \log n)", "x^2", "k_{ij}", r"\mathcal{O}(n)"])
TITLES = st.builds(
    lambda first, rest: " ".join([first, *rest]),
    _WORDS,
    st.lists(
        st.one_of(_WORDS, _ESCAPED, _KEPT.map("{{{}}}".format), _FORMULAS.map("${}$".format)),
        min_size=1,
        max_size=6,
    ),
)
_NAME_WORDS = st.builds(
    str.__add__, st.sampled_from("BDGKÉØŁĐŞ"), st.text("abcdéøłñü-'", max_size=6)
).map(lambda text: re.sub("['-]+$|(?<=['-])['-]+", "", text))
_NAMES = st.lists(_NAME_WORDS, min_size=1, max_size=2).map(" ".join)
PEOPLE = st.builds(
    Person,
    family=_NAMES,
    given=_NAMES,
    particle=st.sampled_from(["", "", "van der", "de la", "von"]),
    suffix=st.sampled_from(["", "", "Jr.", "III"]),
)
# "Bd K" is a person in RIS, with the initial behind.
BODIES = st.builds("{} {} Lab".format, _NAME_WORDS, _NAME_WORDS).map(Organization)
AUTHORS: st.SearchStrategy[StoredName] = st.one_of(PEOPLE, BODIES).map(stored_name)
_CONTAINERS = st.lists(_WORDS, min_size=2, max_size=4).map(lambda words: " ".join(["On", *words]))
_YEARS, _MONTHS = st.just(0) | st.integers(1800, 2100), st.none() | st.integers(1, 12)
_DOIS = st.sampled_from(["", "10.5555/abc_d.1", "10.5555/3600006.3613165"])
_URLS = st.sampled_from(["", "https://example.org/a_b/~c?d=1&e=%20", "https://example.org/A_(b)"])
_ISBNS = st.sampled_from(["", "9798400702297", "0-201-62427-3"])
_PAGES = st.sampled_from(["", "7", "1-15", "611-626", "xi-xx"])
_ARTICLES = st.sampled_from(["", "", "58"])
_NUMBERS = st.sampled_from(["", "4", "TR-200"])
_SOME_WORDS = st.just("") | _CONTAINERS
_IN_SERIES = {"", "book", "chapter"}
_PLACED = {"book", "chapter", "report", "thesis"}
_WITH_ISBN = {"", "book", "chapter"}
_TYPES: list[StoredType] = [
    "",
    "article",
    "report",
    "thesis",
    "book",
    "chapter",
    "software",
    "dataset",
    "web",
]
ARXIVS = st.builds(
    Arxiv,
    id=st.from_regex(r"(0[7-9]|1[0-9]|2[0-9])(0[1-9]|1[0-2])\.[0-9]{5}", fullmatch=True)
    | st.just("cs/0112017"),
    class_=st.sampled_from(["", "cs.LG", "quant-ph"]),
)
PREPRINTS = st.builds(
    Preprint,
    server=st.sampled_from([server.name for server in SERVERS]),
    id=st.sampled_from(["", "2020.01.02", "1234567"]),
    year=_YEARS,
    month=_MONTHS,
    doi=_DOIS,
    url=_URLS,
).filter(lambda preprint: preprint.year or preprint.month is None)


@st.composite
def publications(draw: st.DrawFn, type_: StoredType) -> Published:
    article = draw(_ARTICLES) if type_ in {"", "article"} else ""
    return Published(
        container_title=draw(_CONTAINERS),
        year=draw(_YEARS),
        month=draw(_MONTHS),
        # The target acm counts the pages of an article.
        pages=draw(st.sampled_from(["", "1-15"])) if article else draw(_PAGES),
        article=article,
        volume=draw(st.sampled_from(["", "32"])),
        number=draw(_NUMBERS),
        series=draw(_SOME_WORDS) if type_ in _IN_SERIES else "",
        publisher=draw(_SOME_WORDS) if type_ in _IN_SERIES else "",
        publisher_place=draw(_SOME_WORDS) if type_ in _PLACED else "",
        doi=draw(_DOIS),
        url=draw(_URLS),
        isbn=draw(_ISBNS) if type_ in _WITH_ISBN else "",
    )


@st.composite
def carried(draw: st.DrawFn) -> Entry:
    """Draw an entry of which a file can tell all but the losses."""
    kind = draw(st.sampled_from(["published", "both", "arxiv", "preprint"]))
    is_published = kind in {"published", "both"}
    type_: StoredType = draw(st.sampled_from(_TYPES)) if is_published else ""
    return Entry(
        key=draw(st.from_regex(r"[a-z]{2,6}[0-9]{4}[a-z]{0,4}", fullmatch=True)),
        title=draw(TITLES),
        authors=draw(st.lists(AUTHORS, min_size=1, max_size=3).map(tuple)),
        authors_cut=draw(st.booleans()),
        type=type_,
        aliases=draw(st.sampled_from([(), ("old2020key", "older-key")])),
        published=draw(publications(type_)) if is_published else None,
        arxiv=draw(ARXIVS) if kind in {"both", "arxiv"} else None,
        preprint=draw(PREPRINTS) if kind == "preprint" else None,
        system=draw(st.sampled_from(["", "vLLM"])),
        topics=draw(st.sampled_from([(), ("serving/memory",)])),
        awards=draw(st.sampled_from([(), ("Best Paper",)])),
        other_titles=draw(st.sampled_from([(), ("As It Was Called",)])),
    )


def _change(entry: Entry, **fields: object) -> Entry:
    return msgspec.structs.replace(entry, **fields)


def _published(entry: Entry, **fields: object) -> Entry:
    if entry.published is None:
        return entry
    return _change(entry, published=msgspec.structs.replace(entry.published, **fields))


def _without_class(entry: Entry) -> Entry:
    return _change(entry, arxiv=Arxiv(id=entry.arxiv.id)) if entry.arxiv else entry


def _as_link(entry: Entry) -> Entry:
    """Return an entry with its arXiv identifier if that is the only address it has."""
    published = entry.published
    has_other = published is not None and (published.doi or published.url)
    return _change(entry, arxiv=None) if has_other else _without_class(entry)


def _misc(entry: Entry) -> Entry:
    return _change(entry, type="web") if entry.type in {"software", "dataset"} else entry


def without_marks(entry: Entry) -> Entry:
    """Return an entry whose title reads the same and has no marks."""
    return _change(entry, title=escape_markup(plain_text(entry.title)))


Forget = Callable[[Entry], Entry]
# Losses that are not of a whole field; a path that is missing here, or in the table, is one.
PARTIAL: dict[tuple[str, str], Forget] = {
    ("*", "published.container-title"): lambda entry: (
        _published(entry, container_title="") if entry.type == "book" else entry
    ),
    ("*", "published.number"): lambda entry: (
        entry if entry.type in {"article", "report"} else _published(entry, number="")
    ),
    ("*", "arxiv.class"): _without_class,
    ("*", "published.month"): lambda entry: (
        entry if entry.published and entry.published.year else _published(entry, month=None)
    ),
    ("*", "published.isbn"): lambda entry: _published(entry, isbn=""),
    ("bibtex", "published.isbn"): lambda entry: (
        entry if entry.type == "book" else _published(entry, isbn="")
    ),
    ("biblatex", "published.isbn"): lambda entry: (
        _published(entry, isbn="") if entry.published and entry.published.doi else entry
    ),
    ("bibtex", "published.pages"): lambda entry: (
        _published(entry, pages="") if entry.type in {"software", "dataset", "web"} else entry
    ),
    ("bibtex", "type"): _misc,
    ("csl-json", "arxiv"): lambda entry: _as_link(entry) if entry.published else entry,
    **{
        (name, "title"): lambda entry: without_marks(
            _change(entry, title=entry.title.replace(r"\log", "log"))
        )
        for name in ("csl-json", "zotero-rdf")
    },
    ("ris", "title"): without_marks,
}
# What entries drawn here do not have, or what is only lost in cases that are not drawn.
_ELSEWHERE = {
    "authors", "preprint", "published.venue", "published.track", "published.article", "arxiv.date",
    "arxiv.title", "arxiv.authors", "published.publisher", "published.publisher-place",
    "published.place", "published.series",
}  # fmt: skip


def left_over(entry: Entry, format_name: str, *, kept: frozenset[str] = frozenset()) -> Entry:
    """Return an entry without what is lost in a format, save the paths that a target keeps."""
    for path in LOSSES[format_name]:
        if path in kept or (entry.type and f"{path}.{entry.type}" in kept):
            continue
        if partial := PARTIAL.get((format_name, path)) or PARTIAL.get(("*", path)):
            entry = partial(entry)
        elif path not in _ELSEWHERE and path != "title":
            entry = _blank(entry, path)
    return entry


def _blank(entry: Entry, path: str) -> Entry:
    return _change(entry, **{path: getattr(Entry(key="", title=""), path)})
