"""Fixtures that all tests share: libraries, the command line, and where real inputs may be."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import msgspec
import pytest
from hypothesis import settings

from command_line import CommandLine, Program
from mlsysbib.model.library import Contents, Library
from mlsysbib.store.reader import read_contents
from mlsysbib.store.snapshot import encode_snapshot

# How long one example takes says more about the machine than about the code.
settings.register_profile("thorough", deadline=None)
# `make check` looks for what is commonly wrong; what is seldom wrong takes the other.
settings.register_profile("quick", deadline=None, max_examples=10)
settings.load_profile("thorough")

# What an index knows is no business of tests that are not about it; its build would take long.
os.environ.setdefault("MLSYSBIB_INDEX", "none")

ROOT = Path(__file__).parent.parent
SLOW = frozenset({"clients", "browser"})
TOY = Path(__file__).parent / "toy"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what is exported now into tests/golden, to be looked at with git diff",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure the coverage of the fast tests: those that need no other program."""
    for item in items:
        if SLOW.intersection(item.path.relative_to(ROOT).parts):
            item.add_marker("no_cover")


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's cache and library out; tests that want one set it."""
    monkeypatch.setenv("MLSYSBIB_CACHE", "off")
    monkeypatch.delenv("MLSYSBIB_LIBRARY", raising=False)


@pytest.fixture(scope="session")
def contents() -> Contents:
    """What the files of this repository's library hold."""
    return read_contents(str(ROOT))


@pytest.fixture(scope="session")
def library(contents: Contents) -> Library:
    """The library that is shipped, read from the files of this repository."""
    return Library(contents)


@pytest.fixture(scope="session")
def toy() -> Library:
    """A small library of real entries, each hard in its own way."""
    return Library(read_contents(str(TOY)))


@pytest.fixture
def toy_root(tmp_path: Path) -> Path:
    """A copy of the toy library, to be broken."""
    root = tmp_path / "library"
    shutil.copytree(TOY, root)
    return root


@pytest.fixture(scope="session")
def snapshot(contents: Contents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped library as a wheel would hold it."""
    path = tmp_path_factory.mktemp("wheel") / "shipped.msgpack"
    path.write_bytes(encode_snapshot(msgspec.structs.replace(contents, root="")))
    return path


@pytest.fixture
def shipped(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the shipped library the one of this repository, whatever was built before."""
    monkeypatch.setattr("mlsysbib.store.snapshot.SHIPPED", str(snapshot))
    return snapshot


@pytest.fixture
def command(
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> CommandLine:
    """The command line, in an empty folder, with the toy library as its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(TOY))
    return CommandLine(capsysbinary, monkeypatch)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program, in an empty folder, with the toy library as its own."""
    return Program(tmp_path, TOY)


@pytest.fixture
def shared() -> Path:
    """A folder with real inputs that are not part of this repository."""
    folder = os.environ.get("MLSYSBIB_SHARED", "")
    if not folder:
        pytest.skip("MLSYSBIB_SHARED names no folder with real inputs")
    return Path(folder)
