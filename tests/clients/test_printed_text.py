"""The references of made entries as each target's first style prints them, letter by letter.

After a change that is meant: pytest tests/clients/test_printed_text.py --update-golden, then read
the diff as an author would.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clients.exporting import export
from clients.hard_entries import hard_library
from clients.programs import need, run_well
from clients.typesetting import (
    ACL,
    ACM,
    ELSARTICLE,
    IEEE,
    NUMERIC,
    PLAIN,
    PLAINNAT,
    SPLNCS,
    Style,
    Typeset,
)
from mlsysbib.formats.base import AuthorLimit

GOLDEN = Path(__file__).parent.parent / "golden" / "printed"
STYLES = (PLAINNAT, PLAIN, IEEE, ACM, SPLNCS, ELSARTICLE, ACL, NUMERIC)


def _compare(text: str, name: str, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / f"{name}.txt"
    if request.config.getoption("--update-golden"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("style", STYLES, ids=str)
def test_by_a_style(
    style: Style, hard_document: Callable[[Style], Typeset], request: pytest.FixtureRequest
) -> None:
    references = hard_document(style).references
    lines = [f"{key}: {text}\n" for key, text in sorted(references.items())]
    _compare("".join(lines), style.target, request)


def test_by_pandoc(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    need("pandoc")
    bib = export(hard_library(), "pandoc", author_limit=AuthorLimit(20, 1))
    tmp_path.joinpath("refs.json").write_text(bib, "utf-8")
    source = "---\nbibliography: refs.json\nnocite: '@*'\n---\n"
    tmp_path.joinpath("x.md").write_text(source, "utf-8")
    command = ("pandoc", "--citeproc", "--wrap=none", "-t", "plain", "x.md")
    _compare(run_well(*command, folder=tmp_path), "pandoc", request)


def test_no_golden_file_is_left_over() -> None:
    expected = {f"{style.target}.txt" for style in STYLES} | {"pandoc.txt"}
    assert {path.name for path in GOLDEN.iterdir()} == expected
