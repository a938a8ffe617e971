"""The house rules that no linter knows: which way imports run, and how large a module may be."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "mlsysbib"
MODULES = {
    path.relative_to(PACKAGE).with_suffix("").as_posix(): path.read_text("utf-8")
    for path in sorted(PACKAGE.rglob("*.py"))
}
# From the ground up: a part may import itself and what stands on a lower floor.
FLOORS = (
    ("__init__",),
    ("text", "problems"),
    ("model",),
    ("store", "formats", "keys", "selecting"),
    ("index",),
    ("matching", "network", "site"),
    ("lint", "intake", "scale"),
    ("protocols",),
    ("cli", "api"),
)
FLOOR_OF = {part: floor for floor, parts in enumerate(FLOORS) for part in parts}
# What is imported inside a function outside of cli/, as start-up is not to pay for it.
LATE = {
    # A table of all scripts, for the few papers in other letters.
    ("keys/transliteration", "anyascii"),
    ("problems", "difflib"),
    ("text/latex", "pylatexenc.latexencode"),
}
LONGEST = 300
TABLES: frozenset[str] = frozenset()  # modules that are data, and may be longer
VAGUE = re.compile(r"(?:^|[/_])(?:utils?|core|common|helpers?|managers?)$")


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the full name of each module that a piece of code imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "mlsysbib":
            parts = (alias.name for alias in node.names)
            yield from (f"mlsysbib.{part}" for part in parts if not part.startswith("__"))
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def wrong_arrows(name: str, code: str) -> list[str]:
    """Return the imports of a module that run upward, sideways or along a relative path."""
    part = name.partition("/")[0]
    if part == "__init__":
        return []  # the face of the package: it names what other programs use, and loads it later
    ours = [module for module in imports(ast.parse(code)) if module.startswith(("mlsysbib.", "."))]
    targets = {module: module.split(".")[1] for module in ours}
    return [
        f"{name} -> {module}"
        for module, target in targets.items()
        if target != part and FLOOR_OF.get(target, len(FLOORS)) >= FLOOR_OF[part]
    ]


def late_imports(code: str) -> set[str]:
    """Return what is imported inside of functions."""
    functions = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef))
    return {module for function in functions for module in imports(function)}


def test_every_part_has_a_floor() -> None:
    assert {name.partition("/")[0] for name in MODULES} == FLOOR_OF.keys()


def test_imports_run_downward() -> None:
    assert [arrow for name, code in MODULES.items() for arrow in wrong_arrows(name, code)] == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("model/entry", "from mlsysbib.store.reader import read_contents"),
        ("keys/pattern", "import mlsysbib.selecting.query.parser"),
        ("text/latex", "from mlsysbib import problems"),
        ("selecting/reading_lists/resolve", "def late():\n    from mlsysbib.lint import RULES"),
        ("store/reader", "from .schema import build"),
        ("cli/export", "from mlsysbib.attic import anything"),
    ],
)
def test_a_wrong_arrow_is_seen(name: str, code: str) -> None:
    assert len(wrong_arrows(name, code)) == 1


def test_only_the_top_floor_imports_inside_functions() -> None:
    lower = {
        name: code for name, code in MODULES.items() if name.partition("/")[0] not in FLOORS[-1]
    }
    assert {(name, late) for name, code in lower.items() for late in late_imports(code)} == LATE


def test_modules_are_short() -> None:
    sizes = {name: len(code.splitlines()) for name, code in MODULES.items()}
    assert {name for name, size in sizes.items() if size > LONGEST} == TABLES


def test_modules_are_named_after_what_they_do() -> None:
    assert [name for name in MODULES if VAGUE.search(name)] == []
