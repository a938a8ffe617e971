"""Inputs that are spoiled by chance: no command stops in the middle, and none writes by halves."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlsysbib.cli import DONE, FINDINGS, run
from small_library import small_library

UNREADABLE = 3
WHOLE = {
    "bib": b"""@string{os = {Operating Systems}}
@inproceedings{yu2022, title={Orca: A Distributed Serving System}, author={Yu, Gyeong-In},
  booktitle={OSDI}, year=2022, abstract={x {y} z}, pages={1--9}, file={:a.pdf:PDF}}
@article{other, title = "R\\&D {\\"u}ber $x_1$", author = {M{\\"u}ller, K. and {A Body}},
  journal = os # { Review}, year = {2019}, doi = {10.5555/a_b}, url = {https://example.org/~a}}
""",
    "ris": "TY  - JOUR\nAU  - Müller, K.\nTI  - A Title\nT2  - J\nPY  - 2019/03//\nSP  - 1\n"
    "EP  - 9\nDO  - 10.5555/1\nER  - \nTY  - CONF\nTI  - Another\nPY  - 2020\nER  - \n".encode(),
    "json": b'[{"id": "a", "type": "article-journal", "title": "A Title", "container-title": "J",'
    b' "author": [{"family": "Doe", "given": "J."}], "issued": {"date-parts": [[2019, 3]]}}]',
}
PIECES = st.sampled_from(
    [b"{", b"}", b'"', b"@", b",", b"=", b"\\", b"$", b"&", b"\r", b"\n", b"\0", b"\xff", b"@misc{",
     b"\nER  - ", b"[", b"]", b"null", b"9" * 30, b" and ", b"../x", b"\\ud800", b"\x1b[31m",
     b"<b>", b"\xe2\x80\xa8", b"year = {0},", b"crossref={k},", b"\xef\xbb\xbf", b"%", b"TY  - "]
) | st.binary(max_size=3)  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw the suffix of a file and its bytes: pieces are cut out of a whole one and put in."""
    suffix = draw(st.sampled_from(sorted(WHOLE)))
    data = WHOLE[suffix]
    for place, length, piece in draw(
        st.lists(st.tuples(st.integers(0, 600), st.integers(0, 40), PIECES), max_size=6)
    ):
        data = data[:place] + piece + data[place + length :]
    return suffix, data


@contextmanager
def silent() -> Iterator[None]:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        yield


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@settings(max_examples=40, deadline=None)
@given(spoiled())
def test_what_is_imported_opens_and_what_is_refused_leaves_no_trace(
    made: tuple[str, bytes],
) -> None:
    suffix, data = made
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch, silent():
        patch.setenv("MLSYSBIB_INDEX", "none")
        root = small_library(Path(folder) / "library")
        path = Path(folder) / f"a.{suffix}"
        path.write_bytes(data)
        library, before = ("--library", str(root)), files(root)
        code = run(["import", str(path), *library])
        assert code in {DONE, FINDINGS, UNREADABLE}
        assert code != UNREADABLE or files(root) == before
        assert run(["check", *library]) in {DONE, FINDINGS}
        assert run(["export", *library]) == DONE
        imported = files(root)
        run(["import", str(path), *library])
        assert files(root) == imported
        assert run(["verify", str(path), *library]) in {DONE, FINDINGS, UNREADABLE}
        assert path.read_bytes() == data


@settings(max_examples=40, deadline=None)
@given(spoiled())
def test_tidy_writes_the_whole_file_or_none_and_twice_is_once(made: tuple[str, bytes]) -> None:
    suffix, data = made
    with tempfile.TemporaryDirectory() as folder, silent():
        root = small_library(Path(folder) / "library")
        path = Path(folder) / "a.bib"
        path.write_bytes(data if suffix == "bib" else data[:40] + WHOLE["bib"])
        before = path.read_bytes()
        tidy = ["tidy", "--only-library", "-i", str(path), "--library", str(root)]
        code = run(tidy)
        assert code in {DONE, FINDINGS, UNREADABLE}
        once = path.read_bytes()
        assert code != UNREADABLE or once == before
        run(tidy)
        assert path.read_bytes() == once
