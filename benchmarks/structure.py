"""Count what a checkout is made of: files, lines, types, arrows between packages.

    python benchmarks/structure.py [CHECKOUT]...

A type is a class; an arrow is that a package imports another one of ours at least once.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

HEAD = """\
| checkout | files | lines | types | packages | arrows |
| --- | ---: | ---: | ---: | ---: | ---: |"""


def main() -> None:
    """Print a table with a row for each checkout."""
    print(HEAD)
    for checkout in sys.argv[1:] or ["."]:
        print(row(Path(checkout)))


def row(checkout: Path) -> str:
    """Return the figures of the Python of one checkout."""
    package = checkout / "src" / "mlsysbib"
    texts = {path: path.read_text("utf-8") for path in package.rglob("*.py")}
    trees = {path: ast.parse(text) for path, text in texts.items()}
    lines = sum(len(text.splitlines()) for text in texts.values())
    nodes = [node for tree in trees.values() for node in ast.walk(tree)]
    types = sum(isinstance(node, ast.ClassDef) for node in nodes)
    packages = {_package(path, package) for path in texts}
    arrows = {
        (_package(path, package), module.split(".")[1])
        for path, tree in trees.items()
        for module in _imports(tree)
    }
    between = sum(start != end for start, end in arrows)
    name = checkout.resolve().name
    return f"| {name} | {len(texts)} | {lines:,} | {types} | {len(packages)} | {between} |"


def _package(path: Path, root: Path) -> str:
    return path.relative_to(root).with_suffix("").parts[0]


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("mlsysbib."))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mlsysbib"):
            names = (alias.name for alias in node.names if not alias.name.startswith("__"))
            modules = (
                (node.module,) if node.module != "mlsysbib" else (f"mlsysbib.{n}" for n in names)
            )
            yield from filter(None, modules)


if __name__ == "__main__":
    main()
