from __future__ import annotations

import pytest

from command_line import Program
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.library import Library
from mlsysbib.model.selection import flat

FORMS = [(f.name, target) for f in FORMATS.values() for target in f.targets]


@pytest.mark.parametrize(("name", "target"), FORMS)
def test_twice_the_same_selection_gives_the_same_text(name: str, target: str, toy: Library) -> None:
    options = Options(target=FORMATS[name].target(target), version="both", strings="macros")
    first = FORMATS[name].dump(flat(toy.values()), toy, options)
    assert FORMATS[name].dump(flat(toy.values()), toy, options) == first


@pytest.mark.parametrize(("name", "target"), [form for form in FORMS if "tex" in form[0]])
def test_what_stands_before_an_entry_does_not_change_it(
    name: str, target: str, toy: Library
) -> None:
    options = Options(target=FORMATS[name].target(target))
    forward = FORMATS[name].dump(flat(toy.values()), toy, options)
    backward = FORMATS[name].dump(flat(reversed(list(toy.values()))), toy, options)
    assert backward != forward
    assert list(reversed(backward.rstrip().split("\n\n"))) == forward.rstrip().split("\n\n")


@pytest.mark.parametrize(("name", "target"), FORMS)
def test_lines_end_in_lf_and_the_text_in_one(name: str, target: str, toy: Library) -> None:
    text = FORMATS[name].dump(flat(toy.values()), toy, Options(target=FORMATS[name].target(target)))
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    # RIS closes a reference with a tag that has no value: `ER  - `.
    lines = (line for line in text.splitlines() if line != "ER  - ")
    assert not any(line.endswith((" ", "\t")) for line in lines)


@pytest.mark.parametrize("name", FORMATS)
def test_neither_hashes_nor_locale_nor_terminal_change_a_byte(name: str, program: Program) -> None:
    def run(seed: str, locale: str, columns: str) -> str:
        outcome = program.run(
            *("export", "-f", name, "--strings", "macros"),
            PYTHONHASHSEED=seed,
            LC_ALL=locale,
            COLUMNS=columns,
            PYTHONUTF8="0",
            TZ="Pacific/Kiritimati" if seed == "1" else "UTC",
        )
        assert (outcome.code, outcome.err) == (0, "")
        return outcome.out

    assert run("0", "C", "40") == run("1", "C.UTF-8", "200") != ""


def test_entries_stand_in_the_order_of_their_keys(toy: Library) -> None:
    options = Options(target=TARGETS["natbib"])
    text = FORMATS["bibtex"].dump(flat(toy.values()), toy, options)
    keys = [line.partition("{")[2][:-1] for line in text.splitlines() if line.startswith("@")]
    assert keys == sorted(toy, key=str.casefold)
    assert len(keys) == len(toy)
