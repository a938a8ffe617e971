from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from mlsysbib.keys.continuity import HistoryError, Identity, check_continuity, identity_of, names_at
from mlsysbib.model.entry import Arxiv, Entry
from mlsysbib.model.library import Contents, Library

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

VLLM = """
title = "Efficient {Memory} Management"
aliases = ["vllm"]
authors = ["van der Kwon, Woosuk", "Li, Zhuohan"]

[published]
venue = "sosp"
year = 2023
doi = "10.1145/3600006.3613165"

[arxiv]
id = "2309.06180"
"""


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S607


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "A state of the library")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    for name, value in (
        ("user.name", "A"),
        ("user.email", "a@example.org"),
        ("commit.gpgsign", "false"),
    ):
        git(tmp_path, "config", name, value)
    return tmp_path


def test_names_of_a_revision(repository: Path) -> None:
    write(repository, "entries/2023/kwon2023efficient.toml", VLLM)
    write(repository, "entries/2023/notes.md", "no entry")
    write(repository, "other/x2020y.toml", "title = 'elsewhere'")
    commit(repository)
    git(repository, "tag", "v1")
    shutil.rmtree(repository / "entries")
    commit(repository)
    vllm = Identity(
        "kwon2023efficient",
        "Efficient Memory Management",
        "kwon",
        frozenset({"10.1145/3600006.3613165", "2309.06180"}),
    )
    assert names_at(str(repository), "v1") == {"kwon2023efficient": vllm, "vllm": vllm}
    assert names_at(str(repository), "HEAD") == {}
    assert names_at(str(repository), "HEAD~1") == names_at(str(repository), "v1")


def test_a_library_in_a_folder_of_the_repository(repository: Path) -> None:
    write(repository, "lib/entries/a2020b.toml", 'title = "Größe"')
    write(repository, "entries/c2020d.toml", 'title = "T"')
    commit(repository)
    assert names_at(str(repository / "lib"), "HEAD") == {"a2020b": Identity("a2020b", "Größe")}


def test_what_git_has_is_read_however_odd(repository: Path) -> None:
    write(repository, "entries/bad2020toml.toml", "title = ")
    write(repository, "entries/not2020text.toml", "")
    (repository / "entries/not2020text.toml").write_bytes(b"\xff\n")
    write(
        repository, "entries/odd2020types.toml", "title = 1\naliases = 2\nauthors = [3]\narxiv = 4"
    )
    write(repository, "entries/table2020author.toml", 'title = "T"\n[[authors]]\nfamily = "Kwon"')
    write(repository, "entries/alias2020of.toml", 'title = "T"\naliases = ["bad2020toml", 5]')
    write(repository, "entries/with space ü.toml", "")
    commit(repository)
    names = names_at(str(repository), "HEAD")
    assert names["bad2020toml"] == Identity("bad2020toml")
    assert names["not2020text"] == Identity("not2020text")
    assert names["odd2020types"] == Identity("odd2020types")
    assert names["table2020author"].first_author == "kwon"
    assert "with space ü" in names
    assert len(names) == 6


def test_a_check_against_a_revision(repository: Path) -> None:
    write(repository, "entries/kwon2023efficient.toml", VLLM)
    write(repository, "entries/gone2020.toml", 'title = "Gone"')
    commit(repository)
    old = names_at(str(repository), "HEAD")
    entry = Entry(key="kwon2023efficient", title="Now", arxiv=Arxiv(id="2309.06180"))
    library = Library(Contents(root="", entries=(entry,), paths=("e.toml",)))
    assert identity_of(entry).ids < old["vllm"].ids
    problems = check_continuity(old, library, "HEAD")
    assert [(problem.rule, problem.text.split("'")[1]) for problem in problems] == [
        ("key-removed", "vllm"),
        ("key-removed", "gone2020"),
    ]


def test_many_files(repository: Path) -> None:
    for number in range(300):
        write(
            repository,
            f"entries/{2000 + number % 20}/a{number}.toml",
            f'title = "Number {number}"\n',
        )
    commit(repository)
    names = names_at(str(repository), "HEAD")
    assert len(names) == 300
    assert all(identity.title == f"Number {key[1:]}" for key, identity in names.items())


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(HistoryError, match="in no git repository"):
        names_at(str(tmp_path), "HEAD")


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="there is no folder"):
        names_at(str(tmp_path / "nowhere"), "HEAD")


@pytest.mark.parametrize("revision", ["nonsense", "--all", "-h", "", "HEAD:entries", "HEAD~9"])
def test_no_such_revision(repository: Path, revision: str) -> None:
    write(repository, "entries/a2020b.toml", 'title = "T"')
    commit(repository)
    with pytest.raises(HistoryError, match="git knows no revision"):
        names_at(str(repository), revision)


def test_no_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(HistoryError, match="git is not installed"):
        names_at(str(repository), "HEAD")
