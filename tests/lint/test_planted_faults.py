"""Faults planted into real entries are found where they lie, and nothing else is."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from mlsysbib.lint.check import check
from mlsysbib.lint.duplicate_entries import find_duplicate_entries
from mlsysbib.model.library import Library
from mlsysbib.problems import Problem
from planted_faults import KINDS, Fault, plant, plant_in_venues

ROOT = Path(__file__).parent.parent.parent
LAYERS = {"entry-duplicate": find_duplicate_entries}


def test_nothing_is_found_in_the_library_as_it_is() -> None:
    assert check(str(ROOT), {}, layers=LAYERS)[1] == []


@pytest.fixture(scope="module", params=[2024, 1])
def planted(
    library: Library, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> tuple[list[Fault], list[Problem]]:
    seed: int = request.param
    root = tmp_path_factory.mktemp("planted")
    for folder in ("entries", "venues"):
        shutil.copytree(ROOT / folder, root / folder)
    for file in ("mlsysbib.toml", "topics.toml"):
        shutil.copy(ROOT / file, root / file)
    faults = plant(library, root, 190, seed) + plant_in_venues(library, root, 10, seed)
    return faults, check(str(root), {}, least="info", layers=LAYERS)[1]


def test_the_faults_are_many_and_of_many_kinds(
    planted: tuple[list[Fault], list[Problem]],
) -> None:
    faults, _ = planted
    counts = Counter(fault.kind for fault in faults)
    assert len(faults) == 200
    # Some kinds need a field that the last free entries may not have.
    assert len(counts) >= len(KINDS)
    assert max(counts.values()) <= 10
    assert len({fault.rule for fault in faults}) >= 20
    assert len({fault.path for fault in faults}) == 200


def test_nearly_all_faults_are_found_where_they_lie(
    planted: tuple[list[Fault], list[Problem]],
) -> None:
    faults, problems = planted
    found = {(problem.path, problem.line, problem.rule) for problem in problems}
    missed = [fault for fault in faults if fault[1:] not in found]
    assert len(missed) <= len(faults) * 0.02, missed


def test_each_fault_is_told_once_and_nothing_else_is(
    planted: tuple[list[Fault], list[Problem]],
) -> None:
    faults, problems = planted
    paths = {fault.path for fault in faults}
    besides = [p for p in problems if p.level != "info" and p.path not in paths]
    assert besides == []
    expected = {(fault.path, fault.rule) for fault in faults}
    other = [p for p in problems if p.level != "info" and (p.path, p.rule) not in expected]
    assert other == []
