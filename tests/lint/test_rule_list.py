"""The list of rules in the manual is that of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mlsysbib.lint import RULES

PAGE = Path(__file__).parent.parent.parent / "docs" / "check.md"
BETWEEN = re.compile(r"(?<=<!-- rules:begin -->\n).*?(?=<!-- rules:end -->)", re.DOTALL)


def test_the_manual_lists_every_rule_with_its_level(pytestconfig: pytest.Config) -> None:
    rows = [
        f"| `{rule.id}`{' *' if rule.fix else ''} | {rule.level} | {rule.summary} |\n"
        for rule in RULES
    ]
    table = "".join(["\n| rule | level | |\n| --- | --- | --- |\n", *rows, "\n"])
    text = PAGE.read_text("utf-8")
    if pytestconfig.getoption("--update-golden"):
        PAGE.write_text(BETWEEN.sub(lambda _: table, text), encoding="utf-8")
        return
    (found,) = BETWEEN.findall(text)
    assert found == table
