"""The data of the default index, as it lies in this repository."""

from __future__ import annotations

import datetime as dt
import lzma
import os

import msgspec
import pytest

from mlsysbib.index.entries import EntryMaker
from mlsysbib.index.locate import find_default_data, known_coverage
from mlsysbib.index.record import Record, Work
from mlsysbib.model.library import Library
from mlsysbib.model.names import read_name
from mlsysbib.text.markup import is_well_formed, plain_text

FOLDER = find_default_data() or ""
FILES = sorted(name for name in os.listdir(FOLDER) if name.endswith(".xz")) if FOLDER else []
decode = msgspec.json.Decoder(tuple[Record, ...]).decode


def test_the_data_stands_where_it_is_found_without_configuration() -> None:
    assert len(FILES) > 100
    with open(os.path.join(FOLDER, "date.txt"), encoding="ascii") as file:
        assert dt.date.fromisoformat(file.read().strip())
    assert sum(os.path.getsize(os.path.join(FOLDER, name)) for name in FILES) < 60e6


def test_coverage_names_venues_and_years_with_their_works() -> None:
    rows = list(known_coverage(FOLDER))
    assert len(rows) > 100
    assert all(1950 < year < 2100 and works > 0 for _, year, works in rows)


@pytest.mark.parametrize("name", FILES[::24])
def test_every_record_becomes_an_entry(name: str, library: Library) -> None:
    maker = EntryMaker(library.venues)
    with lzma.open(os.path.join(FOLDER, name)) as file:
        for number, records in enumerate(map(decode, file)):
            if number % 50:
                continue
            assert records
            for record in records:
                assert plain_text(record.title)
                assert is_well_formed(record.title)
            for entry, record in maker.versions_of(Work("default", number, records)):
                assert entry.year
                assert entry.names == tuple(map(read_name, entry.authors))
                assert entry.provenance.sources == (
                    record.sources if entry.is_preprint else entry.provenance.sources
                )
