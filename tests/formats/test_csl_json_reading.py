"""CSL-JSON as Zotero, pandoc, Crossref and people write it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlsysbib.formats.base import Read, entries_of, problems_of
from mlsysbib.formats.csl_json.reader import load
from mlsysbib.formats.csl_json.titles import read_title
from mlsysbib.model.entry import Arxiv, Entry, Preprint, Published
from mlsysbib.model.names import Person
from mlsysbib.text.markup import parse_markup


def item(**fields: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    """Return an item; `_` in a name stands for a hyphen."""
    default = {"id": "k", "type": "paper-conference", "title": "T", "issued": "2020"}
    return default | {name.replace("_", "-"): value for name, value in fields.items()}


def read(**fields: Any) -> Entry:  # noqa: ANN401  # JSON
    imported = load(json.dumps([item(**fields)]))
    assert [problem for problem in problems_of(imported) if problem.level == "error"] == []
    (entry,) = entries_of(imported)
    return entry


def rules(imported: tuple[Read, ...]) -> list[tuple[int, str]]:
    return [(problem.line, problem.rule) for problem in problems_of(imported)]


def test_a_paper() -> None:
    entry = read(
        citation_key="kwon2023",
        author=[{"family": "Kwon", "given": "Woosuk"}, {"literal": "DeepSeek-AI"}],
        container_title="Proceedings of SOSP",
        issued={"date-parts": [[2023, 10, 23]]},
        page="611-626",
        DOI="10.1145/3600006.3613165",
        URL="https://doi.org/10.1145/3600006.3613165",
        ISBN="9798400702297",
    )
    assert entry == Entry(
        key="kwon2023",
        title="T",
        authors=("Kwon, Woosuk", "{DeepSeek-AI}"),
        published=Published(
            container_title="Proceedings of SOSP",
            year=2023,
            month=10,
            pages="611-626",
            doi="10.1145/3600006.3613165",
            isbn="9798400702297",
            date="2023-10-23",
        ),
    )


@pytest.mark.parametrize(
    ("issued", "year", "month"),
    [
        ({"date-parts": [[2020]]}, 2020, None),
        ({"date-parts": [["2020", "9"]]}, 2020, 9),
        ({"date-parts": [[2020, 9], [2021, 1]]}, 2020, 9),
        ({"raw": "2020-09-12"}, 2020, 9),
        ({"literal": "September 2020"}, 2020, 9),
        ("2020-09", 2020, 9),
        (2020, 2020, None),
    ],
)
def test_dates(issued: object, year: int, month: int | None) -> None:
    published = read(issued=issued).published
    assert published is not None
    assert (published.year, published.month) == (year, month)


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ({"family": "Berg", "given": "J", "non-dropping-particle": "van der"}, "van der Berg, J"),
        ({"family": "Berg", "given": "Jan", "dropping-particle": "von"}, "von Berg, Jan"),
        ({"family": "van den Oord", "given": "Aaron"}, "van den Oord, Aaron"),
        ({"family": "Sutton", "given": "Charles", "suffix": "III"}, "Sutton, III, Charles"),
        ({"family": "OpenAI"}, "{OpenAI}"),
        ({"given": "Plato"}, "Plato"),
        ({"literal": "Google Brain"}, "{Google Brain}"),
        ({"family": "A, B", "given": "C"}, Person("A, B", "C")),
    ],
)  # fmt: skip
def test_names(author: dict[str, str], name: object) -> None:
    assert read(author=[author]).authors == (name,)


@pytest.mark.parametrize(
    "fields",
    [
        {"number": "arXiv:1706.03762", "publisher": "arXiv"},
        {"URL": "http://arxiv.org/abs/1706.03762v5"},
        {"DOI": "10.48550/arXiv.1706.03762"},
        {"note": "Comment: 15 pages\narXiv: 1706.03762 [cs]"},
        {"archive": "arXiv", "archive_location": "1706.03762"},
        {"container_title": "arXiv preprint arXiv:1706.03762"},
    ],
)
@pytest.mark.parametrize("type_", ["article", "article-journal"])
def test_arxiv_papers(type_: str, fields: dict[str, str]) -> None:
    # `archive_location` is one of the few names with an underscore.
    data = item(type=type_, **fields)
    if "archive-location" in data:
        data["archive_location"] = data.pop("archive-location")
    (entry,) = entries_of(load(json.dumps([data])))
    assert entry.arxiv is not None
    assert (entry.arxiv.id, entry.published, entry.type) == ("1706.03762", None, "")


def test_versions() -> None:
    both = read(container_title="SOSP", note="arXiv:2309.06180 [cs]")
    assert both.arxiv == Arxiv(id="2309.06180", class_="cs")
    assert both.published == Published(container_title="SOSP", year=2020)
    other = read(type="article", publisher="bioRxiv", number="bioRxiv:2020.01")
    assert other.preprint == Preprint(server="bioRxiv", id="2020.01", year=2020)


@pytest.mark.parametrize(
    ("type_", "stored", "container"),
    [
        ("article-journal", "article", "C"),
        ("article-magazine", "article-magazine", "C"),
        ("thesis", "thesis", "P"),
        ("report", "report", "P"),
        ("book", "book", "C"),
        ("chapter", "chapter", "C"),
        ("entry-encyclopedia", "entry-encyclopedia", "C"),
        ("software", "software", "C"),
        ("dataset", "dataset", "C"),
        ("webpage", "web", "C"),
        ("post-weblog", "post-weblog", "C"),
    ],
)
def test_types(type_: str, stored: str, container: str) -> None:
    entry = read(type=type_, container_title="C", publisher="P")
    assert entry.published is not None
    assert (entry.type, entry.published.container_title) == (stored, container)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("A <i>fast</i> <b>one</b>", "A fast one"),
        ('The <span class="nocase">flash</span> &amp; co', "The {flash} & co"),
        ("<span class='nocase'>H<sub>2</sub></span>O", "$H_2$O"),
        ("x<sup>10</sup> and a < b", "x$^{10}$ and a < b"),
        ("100 $ and {braces}", r"100 \$ and \{braces\}"),
        ('<span style="font-variant:small-caps;">x</span>', "x"),
    ],
)
def test_titles(html: str, title: str) -> None:
    assert read_title(html) == title


PIECES = ["<sub>", "</sub>", "<span class='nocase'>", "</span>", "<i>", *"${}\\_^ a&<"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_every_title_is_well_formed(html: str) -> None:
    parse_markup(read_title(html))


def test_one_bad_item_harms_no_other() -> None:
    text = json.dumps(
        [item(id="a", type="nonsense"), "x", item(id="b", title=""), item(id="c")], indent=1
    )
    imported = load(text)
    assert [entry.key for entry in entries_of(imported)] == ["c"]
    assert [rule for _, rule in rules(imported)] == [
        "type-unknown",
        "item-malformed",
        "item-malformed",
        "venue-missing",
    ]
    assert [line for line, _ in rules(imported)] == sorted(
        text.count("\n", 0, text.index(part)) + 1 - inside
        for part, inside in (('"a"', 1), ('"x"', 0), ('"b"', 1), ('"c"', 1))
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line"), [("nonsense", 1), ("[\n{,}]", 2), ("", 1), ("[1 2]", 1), ("[" * 99_999, 1)]
)
def test_what_is_not_json_is_a_problem_with_its_line(text: str, line: int) -> None:
    assert (line, "json-syntax") in rules(load(text))


def test_items_before_a_slip_are_read() -> None:
    text = f"[{json.dumps(item(container_title='C'))},\n{{oops}}]"
    imported = load(text)
    assert len(entries_of(imported)) == 1
    assert rules(imported) == [(2, "json-syntax")]


@pytest.mark.parametrize(
    "wrap", ['{{"items": [{}]}}', '{{"references": [{}]}}', "{}", "\ufeff[{}]"]
)
def test_other_shapes_of_a_file(wrap: str) -> None:
    (entry,) = entries_of(load(wrap.format(json.dumps(item(id=7)))))
    assert entry.key == "7"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)
NAMES = (
    "id",
    "title",
    "author",
    "issued",
    "page",
    "number",
    "note",
    "container-title",
    "DOI",
    "URL",
)


@settings(deadline=None)
@given(st.fixed_dictionaries({"type": st.just("article")}, optional=dict.fromkeys(NAMES, JSON)))
def test_no_json_is_refused(data: dict[str, Any]) -> None:
    imported = load(json.dumps([data]))
    errors = [problem for problem in problems_of(imported) if problem.level == "error"]
    assert len(entries_of(imported)) + len(errors) == 1
