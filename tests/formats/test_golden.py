"""Whole outputs for the toy library, byte for byte.

After a change that is meant: pytest tests/formats/test_golden.py --update-golden, then read the
diff as a user would.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.library import Library
from mlsysbib.model.selection import Style, flat
from mlsysbib.selecting.grouping import group
from mlsysbib.selecting.query.selecting import select
from mlsysbib.selecting.reading_lists.resolve import resolve

GOLDEN = Path(__file__).parent.parent / "golden"
STYLES: tuple[Style, ...] = ("awesome", "numbered", "table", "annotated")


def compare(text: str, name: str, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / name
    if request.config.getoption("--update-golden"):
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes()


@pytest.mark.parametrize(
    ("format_name", "target", "suffix"),
    [
        (format_.name, target, format_.suffix)
        for format_ in FORMATS.values()
        for target in format_.targets
        if format_.name not in {"markdown", "html"}
    ],
)
def test_each_target_writes_the_toy_library_as_recorded(
    format_name: str, target: str, suffix: str, toy: Library, request: pytest.FixtureRequest
) -> None:
    options = Options(target=FORMATS[format_name].target(target))
    text = FORMATS[format_name].dump(flat(toy.values()), toy, options)
    compare(text, f"{target}{suffix}", request)


def test_both_versions_in_every_detail_are_as_recorded(
    toy: Library, request: pytest.FixtureRequest
) -> None:
    options = Options(
        target=TARGETS["natbib"], version="both", venue="short", links="both", emit_aliases=True
    )
    compare(FORMATS["bibtex"].dump(flat(toy.values()), toy, options), "both-versions.bib", request)


def test_the_library_by_topic_is_as_recorded(toy: Library, request: pytest.FixtureRequest) -> None:
    selection = group(select(toy, order="-year"), toy, "topic", toy.contents.config.title)
    text = FORMATS["markdown"].dump(selection, toy, Options(target=TARGETS["web"]))
    compare(text, "web.md", request)


@pytest.mark.parametrize("style", STYLES)
def test_each_style_writes_the_reading_list_as_recorded(
    style: Style, toy: Library, request: pytest.FixtureRequest
) -> None:
    resolved = resolve(toy.reading_lists["course"], toy, "course.md")
    assert resolved.problems == ()
    options = Options(target=TARGETS["web"], style=style)
    text = FORMATS["markdown"].dump(resolved.selection, toy, options)
    compare(text, f"course-{style}.md", request)


@pytest.mark.parametrize("style", STYLES)
def test_each_style_shows_the_reading_list_on_a_page_as_recorded(
    style: Style, toy: Library, request: pytest.FixtureRequest
) -> None:
    resolved = resolve(toy.reading_lists["course"], toy, "course.md")
    text = FORMATS["html"].dump(
        resolved.selection, toy, Options(target=TARGETS["page"], style=style)
    )
    # Without style sheet and script, which say nothing of the list.
    body = text.partition("<body>\n")[2].partition("<script>")[0]
    compare(body, f"course-{style}.html", request)


def test_no_golden_file_is_left_over() -> None:
    written = {
        *(
            f"{target}{f.suffix}"
            for f in FORMATS.values()
            if f.name != "html"
            for target in f.targets
        ),
        *(f"course-{style}{suffix}" for style in STYLES for suffix in (".md", ".html")),
        "both-versions.bib",
    }
    assert {path.name for path in GOLDEN.iterdir() if path.is_file()} == written
