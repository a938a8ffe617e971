"""Fixtures that all tests share: the library of this repository, and where real inputs may be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from mlsysbib.model.library import Library
from mlsysbib.store.reader import read_contents

# How long one example takes says more about the machine than about the code.
settings.register_profile("no-deadline", deadline=None)
settings.load_profile("no-deadline")

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's cache out of the tests; those of the cache set a folder of their own."""
    monkeypatch.setenv("MLSYSBIB_CACHE", "off")


@pytest.fixture(scope="session")
def library() -> Library:
    """The library that is shipped, read from the files of this repository."""
    return Library(read_contents(str(ROOT)))


@pytest.fixture
def shared() -> Path:
    """A folder with real inputs that are not part of this repository."""
    folder = os.environ.get("MLSYSBIB_SHARED", "")
    if not folder:
        pytest.skip("MLSYSBIB_SHARED names no folder with real inputs")
    return Path(folder)
