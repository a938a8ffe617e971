"""References without year or title: kept as they are, in every format, on every page and list."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path

import pytest

from command_line import CommandLine
from mlsysbib.formats import FORMATS
from small_library import small_library

# Letters that occur in no other word of the outputs, one for each reference.
NAMES = [f"Zq{a}{b}" for a in "abcdefghij" for b in "abcdefghijklmnopqrstuvwxyz"]
FACTS = {
    "year": "2021",
    "title": "Cogs of {}",
    "author": "{}, Ann",
    "booktitle": "Proceedings of {}",
    "doi": "10.5555/{}",
}
BIBTEX_TYPES = ["article", "inproceedings", "book", "incollection", "phdthesis", "techreport"]


def lacking() -> list[dict[str, str]]:
    """Return facts of references, each set without the year, the title or both, and others."""
    rows: list[dict[str, str]] = []
    for missing in (("year",), ("title",), ("year", "title")):
        left = [name for name in FACTS if name not in missing]
        for count in range(len(left) + 1):
            for more in combinations(left, count):
                name = NAMES[len(rows)]
                rows.append({fact: FACTS[fact].format(name) for fact in left if fact not in more})
    return rows


def bibtex(rows: list[dict[str, str]], type_: str) -> str:
    return "\n".join(
        f"@{type_}{{ref{number},\n"
        + "".join(f"  {fact} = {{{text}}},\n" for fact, text in row.items())
        + "}"
        for number, row in enumerate(rows)
    )


def csl(rows: list[dict[str, str]]) -> str:
    names = {"title": "title", "booktitle": "container-title", "doi": "DOI"}
    items = []
    for number, row in enumerate(rows):
        item: dict[str, object] = {"id": f"ref{number}", "type": "paper-conference"}
        item |= {names[fact]: text for fact, text in row.items() if fact in names}
        if "author" in row:
            item["author"] = [{"family": row["author"].partition(",")[0], "given": "Ann"}]
        issued: dict[str, object] = {"literal": "in press"}
        if "year" in row:
            issued = {"date-parts": [[int(row["year"])]]}
        items.append(item | {"issued": issued})
    return json.dumps(items)


def ris(rows: list[dict[str, str]]) -> str:
    tags = {"year": "PY", "title": "TI", "author": "AU", "booktitle": "T2", "doi": "DO"}
    return "".join(
        f"TY  - CONF\nID  - ref{number}\n"
        + "".join(f"{tags[fact]}  - {text}\n" for fact, text in row.items())
        + "ER  - \n"
        for number, row in enumerate(rows)
    )


ROWS = lacking()
INPUTS = {
    **{f"{type_}.bib": bibtex(ROWS, type_) for type_ in BIBTEX_TYPES},
    "items.json": csl(ROWS),
    "records.ris": ris(ROWS),
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: CommandLine) -> Path:
    """A small library, as the command line's own."""
    assert command
    library = small_library(tmp_path / "library")
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(library))
    return library


def totals(said: str) -> str:
    """Return the line that counts what became of all references."""
    (line,) = (line for line in said.splitlines() if line.startswith(f"{len(ROWS)} references: "))
    return line


@pytest.mark.parametrize("name", INPUTS)
def test_each_reference_is_kept_or_named_for_another_reason_than_its_year(
    name: str, root: Path, command: CommandLine
) -> None:
    Path(name).write_text(INPUTS[name], "utf-8")
    outcome = command("import", name)
    counts = re.findall(r"(\d+) (?:new|same|problems?)", totals(outcome.err))
    assert sum(map(int, counts)) == len(ROWS), outcome.err
    errors = [line for line in outcome.err.splitlines() if ": error: " in line]
    assert all("(item-malformed)" in line for line in errors)
    # Those of which nothing is left but, at most, the year.
    assert len(errors) == sum(not row.keys() - {"year"} for row in ROWS)
    # A draft is found again by its identifier or its whole content; nothing is there twice.
    again = command("import", name)
    assert " new" not in totals(again.err), again.err
    assert root.is_dir()


def test_no_output_speaks_of_a_year_or_a_title_that_nobody_knows(
    root: Path, command: CommandLine
) -> None:
    for number, (name, text) in enumerate(INPUTS.items()):
        # One work has one identifier.
        Path(name).write_text(text.replace("10.5555/", f"10.5555/{number}."), "utf-8")
        command("import", "-q", name)
    assert "error" not in command("check").out
    # Keys and files of what has no year say none.
    keys = {path.stem for path in (root / "entries" / "undated").iterdir()}
    assert keys
    assert not any(re.search(r"\d{4}", key) for key in keys)
    outputs = {
        "search": command("search").out,
        "stats": command("stats").out,
        "show": command("show", *sorted(keys)).out,
    }
    for name in FORMATS:
        for target in FORMATS[name].targets:
            outputs[f"{name} {target}"] = command("export", "-f", name, "--for", target).out
    for style in ("awesome", "numbered", "table", "annotated"):
        for by in ("year", "venue", "author"):
            page = command("export", "-f", "markdown", "--style", style, "--group-by", by)
            outputs[f"markdown {style} {by}"] = page.out
    assert command("site", "build", "-o", "site").code == 0
    for path in sorted(Path("site").rglob("*.html")):
        outputs[path.name] = path.read_text("utf-8")
    assert Path("site", "years", "undated.html").exists()
    for name, text in outputs.items():
        assert text, name
        found = re.findall(
            r".{20}(?:\bNone\b|'00\b|\b0000\b|</bdi>, 0\b|\*, 0\b|\[\]\().{0,20}", text
        )
        assert found == [], name
    assert "Without year" in outputs["markdown awesome year"]


def test_what_stands_in_place_of_a_year_comes_back_in_its_format(
    root: Path, command: CommandLine
) -> None:
    cases = {
        "in.bib": ("@article{a, title = {Cogs}, journal = {J}, year = {in press}}", "{in press}"),
        "in.json": (csl([{"title": "Cogs", "booktitle": "J"}]), '"literal": "in press"'),
        "in.ris": ("TY  - JOUR\nTI  - Cogs\nT2  - J\nPY  - in press\nER  - \n", "in press"),
    }
    for name, (text, shown) in cases.items():
        Path(name).write_text(text, "utf-8")
        entries = root / "entries" / "undated"
        assert command("import", name).code == 0
        (path,) = entries.iterdir()
        assert shown in command("export", path.stem, "-f", Path(name).suffix[1:].replace(
            "bib", "bibtex").replace("json", "csl-json")).out  # fmt: skip
        path.unlink()


def test_a_reference_without_year_is_known_by_title_and_authors_but_not_by_less(
    root: Path, command: CommandLine
) -> None:
    assert root.is_dir()
    known = "@inproceedings{orca, title = {Orca: A Distributed Serving System},"
    Path("same.bib").write_text(f"{known} author = {{Yu, Gyeong-In}}}}", "utf-8")
    assert command("import", "same.bib").err.endswith("1 reference: 1 same\n")
    for other in ("author = {Roe, Rita}}", "note = {slides}}"):
        Path("other.bib").write_text(f"{known} {other}", "utf-8")
        assert not command("import", "--dry-run", "other.bib").err.endswith(" same\n")
