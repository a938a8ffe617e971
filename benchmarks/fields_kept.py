"""Count, for each field of real `.bib` files, what import and export make of its values.

Say `python benchmarks/fields_kept.py FOLDER...`. A value is equal after decoding in an export, or
kept aside in its entry as it was written, or lost; references that cannot be parsed are named.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from mlsysbib.formats.bibtex.blocks import BlockKind, split_blocks
from mlsysbib.formats.bibtex.fields import READ_NAMES
from mlsysbib.formats.bibtex.keeping import Keeper
from mlsysbib.formats.bibtex.reader import read_blocks
from mlsysbib.formats.bibtex.values import Macros
from mlsysbib.store.reader import read_draft
from mlsysbib.store.writer import dump_entry
from mlsysbib.text.encodings import decode_bytes


def count(path: Path, counts: dict[str, Counter[str]], folder: Path) -> int:
    """Count the fields of one file; return how many references could not be parsed."""
    blocks = split_blocks(decode_bytes(path.read_bytes())[0])
    macros, keeper, refused = Macros(), Keeper(), 0
    for block in blocks:
        if block.kind is BlockKind.STRING:
            macros.define(block)
        elif block.kind is BlockKind.PREAMBLE:
            macros.define_commands(block)
    reads = read_blocks(blocks)
    for block in blocks:
        read = reads.get(block.offset)
        if read is None:
            continue
        if read.entry is None:
            refused += 1
            continue
        # Through a file, as import writes it.
        (folder / "one.toml").write_text(dump_entry(read.entry), "utf-8")
        entry = read_draft(str(folder / "one.toml"))
        seen: set[str] = set()
        for field in block.fields:
            name, value = field.name.lower(), macros.evaluate(field.value)
            if name in seen or not value.strip():
                continue
            seen.add(name)
            row = counts.setdefault(READ_NAMES.get(name, name), Counter())
            row["in"] += 1
            bare = {key: kept for key, kept in entry.kept.items() if key != "bibtex"}
            unsaid = keeper.keep(type(entry)(**{**_fields(entry), "kept": bare}), "", {name: value})
            aside = entry.kept.get("bibtex", {})
            row["out" if name not in unsaid else "kept" if name in aside else "lost"] += 1
    return refused


def _fields(entry: object) -> dict[str, object]:
    return {name: getattr(entry, name) for name in entry.__struct_fields__}  # type: ignore[attr-defined]


def main(folders: list[str]) -> None:
    """Print a table of all fields, the commonest first, and its sums."""
    import tempfile

    counts: dict[str, Counter[str]] = {}
    refused = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in folders:
            for path in sorted(Path(name).rglob("*.bib")):
                refused += count(path, counts, Path(folder))
    columns = ("in", "out", "kept", "lost")
    print(f"{'field':<24}" + "".join(f"{column:>8}" for column in columns))
    for name, row in sorted(counts.items(), key=lambda pair: -pair[1]["in"]):
        print(f"{name:<24}" + "".join(f"{row[column]:>8}" for column in columns))
    total = sum(counts.values(), Counter())
    print(f"{'all':<24}" + "".join(f"{total[column]:>8}" for column in columns))
    print(f"references that cannot be parsed: {refused}")


if __name__ == "__main__":
    main(sys.argv[1:])
