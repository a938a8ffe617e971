"""TOML is read by the quick parser or by that of Python, with the same lines of faults."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

import pytest

from mlsysbib.text import toml


@pytest.fixture(params=["quick", "Python's"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = import_module("mlsysbib.text.toml")
    with monkeypatch.context() as patch:
        if request.param == "Python's":
            patch.setitem(sys.modules, "toml_rs", None)
        # A module of its own: others keep the classes that they have imported.
        patch.delitem(sys.modules, "mlsysbib.text.toml")
        fresh = import_module("mlsysbib.text.toml")
    assert fresh is not module
    return fresh


def test_both_read_the_same(parser: ModuleType) -> None:
    text = 'title = "{Orca}"\nyear = 2022\n[arxiv]\ndate = 2022-07-11\nids = ["a", "b"]\n'
    assert parser.parse_toml(text) == toml.parse_toml(text)


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\nb = \n", 2), ("a = 1\na = 2\n", 2), ("\n\ntitle =", 3)]
)
def test_a_fault_has_its_line(parser: ModuleType, text: str, line: int) -> None:
    with pytest.raises(parser.TomlError) as caught:
        parser.parse_toml(text)
    assert caught.value.line == line
    assert "\n" not in str(caught.value)
