"""Databases in other forms: JSON lines of registries, bibliographies, packed files and bombs."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mlsysbib.index.readers import inputs
from mlsysbib.index.readers.databases import Database, bare_name
from mlsysbib.index.readers.inputs import DatabaseError, Input
from mlsysbib.index.record import Record

ARXIV = {
    "id": "2103.00007", "title": "Sleepy $k$-Pipelines\n  for {GPU}s", "doi": None,
    "authors_parsed": [["van Doe", "Jane", ""], ["Mustermann", 'Zo\\"e', ""]],
    "categories": "cs.DC cs.LG",
    "versions": [{"version": "v1", "created": "Mon, 1 Mar 2021 19:18:42 GMT"}],
}  # fmt: skip
CROSSREF = {
    "DOI": "10.9999/Sleepy", "type": "proceedings-article", "title": ["Sleepy &amp; <i>Idle</i>"],
    "author": [{"family": "Doe", "given": "Jane"}, {"name": "Sleepy Team"}],
    "container-title": ["Proceedings of Made Things"], "issued": {"date-parts": [[2022, 7]]},
    "page": "1–18",
}  # fmt: skip
OPENALEX = {
    "id": "https://openalex.org/W1", "doi": "https://doi.org/10.9999/open", "title": "Open Things",
    "publication_year": 2020, "type": "article",
    "authorships": [{"author": {"display_name": "Jane van Doe"}}],
    "primary_location": {"source": {"display_name": "Journal of Open Things", "type": "journal"}},
    "locations": [{"landing_page_url": "https://arxiv.org/abs/2001.00001"}],
    "biblio": {"volume": "3", "issue": "2", "first_page": "7", "last_page": "9"},
}  # fmt: skip


def works_of(path: Path) -> list[tuple[Record, ...]]:
    return list(Database([str(path)]).works())


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_the_metadata_of_arxiv(tmp_path: Path) -> None:
    ((record,),) = works_of(written(tmp_path / "arxiv.jsonl", ARXIV))
    assert record == Record(
        title="Sleepy $k$-Pipelines for {GPU}s",
        authors=("van Doe, Jane", "Mustermann, Zoë"),
        year=2021,
        arxiv="2103.00007",
        arxiv_class="cs.DC",
        sources=("arxiv",),
    )


def test_crossref_as_lines_and_as_a_part_of_its_dump(tmp_path: Path) -> None:
    other = {"DOI": "10.9999/journal", "type": "journal", "title": ["A Journal"]}
    lines = works_of(written(tmp_path / "a.jsonl", CROSSREF, other))
    parts = works_of(written(tmp_path / "b.json", {"items": [other, CROSSREF]}))
    assert lines == parts
    ((record,),) = lines
    assert record.title == "Sleepy & Idle"
    assert record.authors == ("Doe, Jane", "{Sleepy Team}")
    assert (record.year, record.pages, record.doi) == (2022, "1-18", "10.9999/sleepy")


def test_openalex_gives_the_publication_and_the_preprint(tmp_path: Path) -> None:
    ((published, preprint),) = works_of(written(tmp_path / "a.jsonl", OPENALEX))
    assert (published.container, published.type) == ("Journal of Open Things", "article")
    assert (published.volume, published.number, published.pages) == ("3", "2", "7-9")
    assert (preprint.arxiv, preprint.is_preprint) == ("2001.00001", True)
    assert published.authors == preprint.authors == ("van Doe, Jane",)


ANTHOLOGY = """\
@string{acl = {Association for Computational Linguistics}}
@inproceedings{doe-2022-sleepy,
    title = "Sleepy {P}ipelines",
    author = "Doe, Jane  and
      Mustermann, Zo{\\"e}",
    booktitle = "Proceedings of Made Things",
    year = "2022",
    publisher = acl,
    url = "https://aclanthology.org/2022.made-1.7/",
    doi = "10.9999/2022.made-1.7",
}
"""


def test_the_bibtex_of_the_acl_anthology_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mlsysbib.index.readers.bibliographies._MOST_AT_ONCE", 100)
    second = ANTHOLOGY.partition("\n")[2].replace("Sleepy", "Waking").replace("1.7", "1.8")
    path = tmp_path / "anthology.bib"
    path.write_text(ANTHOLOGY + second)
    (first,), (other,) = works_of(path)
    assert first.anthology == "2022.made-1.7"
    assert first.sources == ("acl-anthology",)
    assert other.anthology == "2022.made-1.8"
    # The string of the first part is that of the second, too.
    assert first.publisher == other.publisher == "Association for Computational Linguistics"


@pytest.mark.parametrize(
    ("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
def test_packed_files_are_unpacked_whatever_they_are_called(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    content = json.dumps(ARXIV).encode()
    (tmp_path / f"a.jsonl.{suffix}").write_bytes(pack(content))
    (tmp_path / "b.jsonl").write_bytes(pack(content))
    assert len(works_of(tmp_path)) == 2


def test_a_packed_file_that_breaks_off_says_so(tmp_path: Path) -> None:
    content = gzip.compress(
        b"".join(json.dumps(ARXIV | {"n": n}).encode() + b"\n" for n in range(999))
    )
    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(content[:-30])
    with pytest.raises(DatabaseError, match="breaks off or is damaged"):
        works_of(path)


def test_a_bomb_is_refused_before_it_fills_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "_GROWTH_FROM", 1 << 16)
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n" * (1 << 22)))
    with pytest.raises(DatabaseError, match="200 times as large"):
        works_of(path)


def test_an_endless_line_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "LONGEST_LINE", 1000)
    path = tmp_path / "a.jsonl"
    path.write_text("\n" + "x" * 5000)
    with closing(Input(str(path))) as source, pytest.raises(DatabaseError, match=r"a\.jsonl:2: "):
        list(source.lines())


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{}\n", "a.jsonl:1: this is no record of"),
        ("\nnonsense\n", "a.jsonl:2: the line is no JSON"),
        ("7\n", "a.jsonl:1: the line is no record"),
        ('[{"title": 7}]\n', "a.jsonl:1: this is no record of mlsysbib"),
        ('{"authors_parsed": 7, "id": "2103.00007", "title": "T"}\n', "a.jsonl:1: the record"),
    ],
)
def test_a_foreign_line_is_named(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(content)
    with pytest.raises(DatabaseError, match=complaint):
        works_of(path)


def test_what_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "a.bib").write_text("no reference")
    for name, complaint in (("a.pdf", "is no database"), ("a.bib", "nothing can be read")):
        with pytest.raises(DatabaseError, match=complaint):
            works_of(tmp_path / name)
    with pytest.raises(FileNotFoundError):
        Database([str(tmp_path / "none.xml")])
    (tmp_path / "empty").mkdir()
    with pytest.raises(DatabaseError, match="no database is here"):
        Database([str(tmp_path / "empty")])


def test_the_date_is_that_in_the_name(tmp_path: Path) -> None:
    assert Database([str(written(tmp_path / "dblp-2026-11-01.jsonl", ARXIV))]).date == "2026-11-01"
    assert bare_name("x/dblp-2026-11-01.xml.gz") == "dblp-2026-11-01"
