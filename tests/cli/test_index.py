"""`mlsysbib index`, and the commands that ask one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from command_line import CommandLine
from mlsysbib.index import locate
from small_library import small_library

BIB = """\
@inproceedings{DBLP:conf/osdi/Doe22, title = {Sleepy Pipelines for {GPU} Accelerators},
  author = {Jane Doe and Richard Roe}, booktitle = {{OSDI}}, year = {2022}, pages = {1--18},
  doi = {10.9999/sleepy}}
@article{b, title = {Other Things Entirely}, author = {Max Moe}, journal = {Made J.}, year = 1999}
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MLSYSBIB_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(locate, "find_default_data", lambda: None)
    (tmp_path / "made.bib").write_text(BIB)
    return tmp_path


def test_an_index_is_built_listed_searched_and_removed(command: CommandLine, data: Path) -> None:
    built = command("index", "build", str(data / "made.bib"))
    assert (built.code, "made: 2 works" in built.err) == (0, True)
    assert ["made", "made.bib"] in [
        row.split()[:2] for row in command("index", "list").out.splitlines()
    ]
    for words in (("sleepy", "pipelines"), ("doi:10.9999/SLEEPY",), ("dblp:conf/osdi/Doe22",)):
        found = command("index", "search", "--index", "made", *words)
        assert found.out.startswith("Sleepy Pipelines for GPU Accelerators\n    Doe, Jane")
    assert command("index", "search", "--index", "made", "doi:10.9999/none").code == 1
    assert command("index", "remove", "made").code == 0
    assert "made" not in command("index", "list").out


def test_an_index_in_a_file_of_ones_own(command: CommandLine, data: Path) -> None:
    path = str(data / "own.mlsysbib-index")
    assert command("index", "build", str(data / "made.bib"), "-o", path).code == 0
    assert "Sleepy" in command("index", "search", "--index", path, "sleepy pipelines").out


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (("index", "build", "nowhere.xml"), 3, "nowhere.xml"),
        (("index", "build", "made.bib", "--name", "default"), 2, "cannot be the name"),
        (("index", "build", "made.bib", "--name", "../x"), 2, "cannot be the name"),
        (("index", "build", "--name", "x"), 2, "give FILES"),
        (("index", "build"), 3, "pip install mlsysbib[index]"),
        (("index", "search", "--index", "nope", "x"), 3, "there is no index 'nope'"),
        (("index", "search", "--index", "none", "x"), 3, "there is no index to search"),
        (("index", "remove", "nope"), 3, "there is no index 'nope'"),
        (("index", "get", "dblq"), 2, "did you mean dblp"),
        (("tidy", "made.bib", "--index", "nope"), 3, "there is no index 'nope'"),
    ],
)
def test_what_is_not_there_is_said(  # noqa: PLR0913, PLR0917
    command: CommandLine,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    complaint: str,
) -> None:
    monkeypatch.chdir(data)
    outcome = command(*arguments)
    assert (outcome.code, complaint in outcome.err) == (code, True)


def test_a_build_of_a_damaged_file_leaves_the_old_index(command: CommandLine, data: Path) -> None:
    assert command("index", "build", str(data / "made.bib")).code == 0
    (data / "made.xml").write_text("<dblp><article key='a'><title>cut")
    broken = command("index", "build", str(data / "made.xml"))
    assert (broken.code, "made.xml:1: " in broken.err) == (3, True)
    assert "Sleepy" in command("index", "search", "--index", "made", "sleepy pipelines").out


def test_tidy_writes_from_an_index_and_says_so(command: CommandLine, data: Path) -> None:
    assert command("index", "build", str(data / "made.bib")).code == 0
    mine = data / "mine.bib"
    mine.write_text(
        "@inproceedings{x, title={sleepy pipelines for GPU accelerators}, author={Jane Doe and "
        "others}, booktitle={OSDI}, year=2022}\n"
    )
    tidied = command("tidy", str(mine), "--index", "made")
    assert "written from an index: 1 of made" in tidied.err
    assert "doi           = {10.9999/sleepy}" in tidied.out
    assert "10.9999" not in command("tidy", str(mine), "--index", "made", "--only-library").out


@pytest.fixture
def library(data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(small_library(data / "library")))
    monkeypatch.setenv("MLSYSBIB_INDEX", "made")
    monkeypatch.setenv("MLSYSBIB_ARXIV_API", "http://127.0.0.1:9/")
    monkeypatch.setenv("MLSYSBIB_CROSSREF_API", "http://127.0.0.1:9/")
    return data / "library"


@pytest.mark.parametrize(
    "name",
    [
        "sleepy pipelines",
        "DOI:10.9999/SLEEPY",
        "dblp:conf/osdi/Doe22",
        "https://doi.org/10.9999/sleepy",
    ],
)
def test_add_takes_from_an_index_what_it_knows(
    command: CommandLine, data: Path, library: Path, name: str
) -> None:
    assert command("index", "build", data / "made.bib").code == 0
    outcome = command("add", name)
    assert (outcome.code, "doe2022sleepy.toml: written (new)" in outcome.err) == (0, True)
    text = (library / "entries" / "2022" / "doe2022sleepy.toml").read_text()
    assert 'venue = "osdi"' in text or 'container-title = "OSDI"' in text
    assert 'sources = ["bibliography"]' in text


def test_add_names_the_works_that_words_may_mean(
    command: CommandLine, data: Path, library: Path
) -> None:
    assert library
    more = BIB + BIB.replace("Doe22", "Doe23").replace("10.9999/sleepy", "10.9999/other")
    (data / "made.bib").write_text(more)
    assert command("index", "build", data / "made.bib").code == 0
    outcome = command("add", "sleepy pipelines")
    assert outcome.code == 1
    assert "2 works have titles with these words" in outcome.err
    assert "doi:10.9999/other" in outcome.err
    for name in ("nothing at all", "dblp:conf/none"):
        assert (command("add", name).code, command("add", name).out) == (3, "")


def test_identifiers_as_citation_keys_are_filled_from_an_index(
    command: CommandLine, data: Path, library: Path
) -> None:
    orca = library / "entries" / "2022" / "yu2022orca.toml"
    orca.write_text(orca.read_text() + 'doi = "10.9999/orca"\n')
    assert command("index", "build", data / "made.bib").code == 0
    paper = data / "paper.tex"
    paper.write_text(r"\cite{DBLP:conf/osdi/Doe22, 10.9999/orca, 10.9999/nowhere, yu2022orca}")
    outcome = command("export", "--cited-in", paper, "--from-index")
    assert outcome.code == 1
    assert "unknown key '10.9999/nowhere'" in outcome.err
    assert "@inproceedings{DBLP:conf/osdi/Doe22,\n  author        = {Doe, Jane" in outcome.out
    # The library has that paper, and its word stands.
    assert "@inproceedings{10.9999/orca,\n  author        = {Yu, Gyeong-In}" in outcome.out
    without = command("export", "--cited-in", paper)
    assert "DBLP" not in without.out
    assert command("export", "--from-index").code == 2


def test_of_an_unknown_key_an_index_says_what_it_may_mean(
    command: CommandLine, data: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert library
    assert command("index", "build", data / "made.bib").code == 0
    paper = data / "paper.tex"
    known = "Doe and Roe, Sleepy Pipelines for GPU Accelerators, osdi 2022, doi:10.9999/sleepy"
    hints = {
        "DBLP:conf/osdi/Doe22": f"--from-index takes {known}",
        "10.9999/sleepy": f"--from-index takes {known}",
        "doe2022sleepy": f"an index knows {known}",
        "Doe22SleepyPipelines": f"an index knows {known}",
        "doe_2022_pipelines": f"an index knows {known}",
        "doe2021sleepy": "",
        "moe2022sleepy": "",
        "sleepy": "",
    }
    paper.write_text(rf"\cite{{{','.join(hints)}}}")
    monkeypatch.delenv("MLSYSBIB_INDEX")
    outcome = command("export", "--cited-in", paper)
    assert outcome.code == 1
    said = re.split(r"^.*unknown key '(.*)' \(key-unknown\)\n", outcome.err, flags=re.MULTILINE)
    pairs = dict(zip(said[1::2], said[2::2], strict=True))
    assert {key: text.partition("hint: ")[2].strip() for key, text in pairs.items()} == hints
    monkeypatch.setenv("MLSYSBIB_INDEX", "none")
    assert "hint" not in command("export", "--cited-in", paper).err


def test_check_proposes_publications_that_only_an_index_knows(
    command: CommandLine, data: Path, library: Path
) -> None:
    assert command("index", "build", data / "made.bib").code == 0
    same = 'title = "Sleepy Pipelines for {GPU} Accelerators"\n'
    same += 'authors = ["Doe, Jane", "Roe, Richard"]\n'
    for key, text in {
        "doe2021sleepy": same,
        "doe2021waking": same.replace("Sleepy Pipelines", "Waking Sleepy Systems"),
        "moe2021sleepy": same.replace("Doe, Jane", "Smith, Anna").replace(
            "Roe, Richard", "Kowalski, Ewa"
        ),
    }.items():
        path = library / "entries" / "2021" / f"{key}.toml"
        path.parent.mkdir(exist_ok=True)
        number = len(list(path.parent.iterdir())) + 1
        path.write_text(f'{text}\n[arxiv]\nid = "2103.0000{number}"\n')
    found = command("check", "--index", "made").out
    assert "doe2021sleepy is published: 'Sleepy Pipelines for GPU Accelerators', OSDI 2022" in found
    assert "doe2021waking may be published: 'Sleepy Pipelines" in found
    assert "mlsysbib add doi:10.9999/sleepy" in found
    assert "moe2021sleepy" not in found
    assert "may be published" not in command("check").out
