"""What bibtex prints of missing facts is what `check --for` says: no more, and no less."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clients.exporting import export
from clients.lacking_entries import lacking_library, undated_library
from clients.typesetting import BIBTEX, Style, Typeset, need_style, run_bibtex
from mlsysbib.formats.targets import TARGETS
from mlsysbib.lint.style_warnings import predict
from mlsysbib.model.library import Library

in_each_style = pytest.mark.parametrize("style", BIBTEX, ids=str)


def predicted(library: Library, style: Style) -> list[str]:
    return sorted(
        warned.demand.warning.format(warned.entry.key)
        for warned in predict(library, TARGETS[style.target])
        if style.name in warned.styles
    )


@pytest.fixture(scope="module", name="lacking")
def _lacking() -> Library:
    return lacking_library()


@in_each_style
def test_the_shipped_library(
    document: Callable[[Style], Typeset], library: Library, style: Style
) -> None:
    made = document(style)
    assert made.errors == []
    assert sorted(made.warnings) == predicted(library, style)


@in_each_style
def test_entries_that_lack_facts(lacking: Library, style: Style, tmp_path: Path) -> None:
    need_style(style)
    made = run_bibtex(tmp_path, style, export(lacking, style.target))
    assert made.errors == []
    assert sorted(made.warnings) == predicted(lacking, style)
    assert len(made.warnings) > 1000


@in_each_style
def test_entries_without_year_or_title(style: Style, tmp_path: Path) -> None:
    need_style(style)
    undated = undated_library()
    made = run_bibtex(tmp_path, style, export(undated, style.target))
    assert made.errors == []
    assert sorted(made.warnings) == predicted(undated, style)
    assert len(made.warnings) > 1000


def test_the_styles_of_each_target_are_tried() -> None:
    tried = {(style.target, style.name) for style in BIBTEX}
    assert tried == {(target.name, name) for target in TARGETS.values() for name in target.styles}
