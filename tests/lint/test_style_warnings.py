"""Where style warnings point; that they are those of bibtex is shown in tests/clients."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsysbib.formats.targets import TARGETS
from mlsysbib.lint.check import check
from mlsysbib.lint.style_warnings import DEMANDS, find_style_warnings
from small_library import KWON, ORCA, small_library

PATH = "entries/2022/yu2022orca.toml"
THESIS = 'type = "thesis"\n'
JOURNAL = {"venues/osdi.toml": 'acronym = "OSDI"\nkind = "journal"\n'}


def warnings(root: Path, target: str) -> list[str]:
    layers = {"style-field-missing": find_style_warnings(TARGETS[target])}
    return list(map(str, check(str(root), {}, layers=layers)[1]))


@pytest.mark.parametrize(
    ("target", "files", "expected"),
    [
        ("natbib", {}, []),
        (
            "acm",
            {PATH: ORCA + 'pages = "521-538"\n'},
            [
                (
                    f"{PATH}:6: warning: ACM-Reference-Format: empty address in yu2022orca "
                    "(style-field-missing)\n  hint: add publisher-place to venues/osdi.toml"
                ),
                (
                    f"{PATH}:6: warning: ACM-Reference-Format: empty publisher in yu2022orca "
                    "(style-field-missing)\n  hint: add publisher to venues/osdi.toml"
                ),
            ],
        ),
        (
            "springer",
            {"entries/2023/kwon2023efficient.toml": THESIS + KWON},
            [
                (
                    "entries/2023/kwon2023efficient.toml:5: warning: splncs04, spmpsci, spbasic: "
                    "missing school in kwon2023efficient (style-field-missing)\n"
                    "  hint: add the school as container-title"
                )
            ],
        ),
        (
            "elsevier",
            {**JOURNAL, PATH: ORCA.replace("authors", "# authors") + 'number = "2"\n'},
            [
                (
                    f"{PATH}:1: warning: elsarticle-num, elsarticle-harv, elsarticle-num-names: "
                    "empty author in yu2022orca (style-field-missing)\n  hint: add authors"
                ),
                (
                    f"{PATH}:8: warning: elsarticle-num: there's a number but no volume in "
                    "yu2022orca (style-field-missing)\n  hint: add volume"
                ),
            ],
        ),
    ],
)
def test_a_warning_has_a_line_and_a_hint(
    target: str, files: dict[str, str], expected: list[str], tmp_path: Path
) -> None:
    assert warnings(small_library(tmp_path, dict(files)), target) == expected


def test_an_entry_can_be_excused(tmp_path: Path) -> None:
    excused = ORCA + '\n[ignore]\nstyle-field-missing = "USENIX gives none"\n'
    assert warnings(small_library(tmp_path, {PATH: excused}), "elsevier") == []


def test_no_demand_is_without_a_style_and_a_type() -> None:
    assert all(demand.styles and demand.types and "{}" in demand.warning for demand in DEMANDS)
