"""`mlsysbib data export`: a release of the data by itself."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import jsonschema
import msgspec

from command_line import CommandLine
from conftest import ROOT
from mlsysbib.formats.base import entries_of
from mlsysbib.formats.bibtex.reader import load
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.venues import Venue

DAY = "2026-12-01"


def test_a_release_holds_the_library_in_each_form_with_its_checksums(
    command: CommandLine, tmp_path: Path, toy: Library
) -> None:
    outcome = command("data", "export", "-o", "out", "--date", DAY)
    assert (outcome.code, outcome.err) == (0, "out: 27 entries, 8 files\n")
    out = tmp_path / "out"
    sums = dict(line.split("  ")[::-1] for line in (out / "SHA256SUMS").read_text().splitlines())
    made = {path.name: path.read_bytes() for path in out.iterdir() if path.name != "SHA256SUMS"}
    assert {name: hashlib.sha256(data).hexdigest() for name, data in made.items()} == sums
    lines = made["entries.jsonl"].splitlines()
    assert [msgspec.json.decode(line, type=Entry) for line in lines] == [*toy.values()]
    venues = [msgspec.json.decode(v, type=Venue) for v in made["venues.jsonl"].splitlines()]
    assert venues == [*toy.venues.values()]
    for name in ("library.bib", "library.biblatex.bib"):
        assert [entry.key for entry in entries_of(load(made[name].decode()))] == [*toy]
    about = json.loads(made["about.json"])
    assert (about["date"], about["licence"], about["entries"]) == (DAY, "CC0-1.0", 27)


def test_each_line_is_valid_by_the_schema_beside_it(command: CommandLine, tmp_path: Path) -> None:
    assert command("data", "export", "-o", "out", "--date", DAY).code == 0
    for name in ("entries", "venues"):
        schema = json.loads((tmp_path / "out" / f"{name}.schema.json").read_text("utf-8"))
        validator = jsonschema.Draft202012Validator(schema)
        lines = (tmp_path / "out" / f"{name}.jsonl").read_text("utf-8").splitlines()
        assert all(validator.is_valid(json.loads(line)) for line in lines)
        assert not validator.is_valid({"nonsense": 1})


def test_the_same_library_and_date_give_the_same_bytes(
    command: CommandLine, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        assert command("data", "export", "-o", name, "--date", DAY).code == 0
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert one == two


def test_the_manual_names_every_field() -> None:
    text = (ROOT / "docs" / "data.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z-]+)`", text))
    shown = {"Entry", "Published", "Arxiv", "Preprint", "Links", "Provenance", "Venue", "Edition"}
    for type_ in (Entry, Venue):
        for name, table in msgspec.json.schema(type_)["$defs"].items():
            if name in shown:
                assert set(table["properties"]) - named == set(), name
