from __future__ import annotations

import pytest

from mlsysbib.intake.lists.tags import TagReader
from mlsysbib.model.library import Library


@pytest.fixture(scope="module")
def tags(library: Library) -> TagReader:
    return TagReader(library.venues)


@pytest.mark.parametrize(
    ("text", "venue", "year"),
    [
        ("OSDI '14", "osdi", 2014),
        ("ASPLOS’17", "asplos", 2017),
        ("OSDI20", "osdi", 2020),
        ("arxiv, 2022", "arxiv", 2022),
        ("arxiv'24", "arxiv", 2024),
        ("IEEE TPDS 2021", "tpds", 2021),
        ("ESEC/FSE'20", "fse", 2020),
        ("ACM CSUR'19", "csur", 2019),
        ("Mobicom'25", "mobicom", 2025),
        ("IEEE MICRO'25", "ieee-micro", 2025),
        ("MICRO'23", "micro", 2023),
        ("NIPS'19", "neurips", 2019),
        ("NeuralPS’18", "neurips", 2018),
        ("PVLDB '21", "pvldb", 2021),
        ("VLDB'20", "pvldb", 2020),
        ("SysML19", "mlsys", 2019),
        ("EUROSYS’18", "eurosys", 2018),
        ("arixv23", "arxiv", 2023),
        ("ASLOPS'23", "asplos", 2023),
        ("OSP'23", "sosp", 2023),
        ("USENIX ;login:", "login", None),
        ("SOSP 1999", "sosp", 1999),
        ("NIPS '98", "neurips", 1998),
        ("arXiv:2309.06180", "arxiv", 2023),
        ("**OSDI'20**", "osdi", 2020),
    ],
)
def test_venue_and_year(text: str, venue: str, year: int | None, tags: TagReader) -> None:
    tag = tags.read(text)
    assert tag is not None
    assert (tag.venue, tag.year) == (venue, year)


@pytest.mark.parametrize(
    ("text", "venue", "track"),
    [
        ("NIPS '17 MLSys workshop", "neurips-ws", "workshop"),
        ("ICML '18 workshop", "icml-ws", "workshop"),
        ("SC workshop'25", "sc-ws", "workshop"),
        ("Some workshop @ SC'25", "sc-ws", "workshop"),
        ("MLArchSys'24 @ ISCA'24", "isca-ws", "workshop"),
        ("PML4LRS @ ICLR2024", "iclr-ws", "workshop"),
        ("NAIC @ SIGCOMM'24", "sigcomm-ws", "workshop"),
        ("EuroMLSys@EuroSys'24", "euromlsys", "workshop"),
        ("Something @ ASPLOS'24", "", "workshop"),
        ("KDD'20 Tutorial", "kdd", "tutorial"),
        ("PPoPP'24 poster", "ppopp", "poster"),
        ("FAST'25 WiP", "fast", "wip"),
        ("NeurIPS'24 (Splotlight)", "neurips", "spotlight"),
        # A name that the venue table has is no track.
        ("NIPS Workshops'17", "neurips-ws", ""),
    ],
)
def test_tracks(text: str, venue: str, track: str, tags: TagReader) -> None:
    tag = tags.read(text)
    assert tag is not None
    assert (tag.venue, tag.track) == (venue, track)


def test_remarks_inside_a_tag_are_kept(tags: TagReader) -> None:
    assert (tag := tags.read("CPAL'24 (PMLR)")) is not None
    assert tag.remark == "PMLR"
    assert (tag := tags.read("SIGCOMM'25 (to appear)")) is not None
    assert tag.remark == "to appear"


@pytest.mark.parametrize(
    ("text", "container"), [("HotBridges'24", "HotBridges"), ("blog25", "blog")]
)
def test_a_venue_may_be_unknown(text: str, container: str, tags: TagReader) -> None:
    tag = tags.read(text)
    assert tag is not None
    assert (tag.container, tag.venue) == (container, "")


@pytest.mark.parametrize(
    "text",
    ["Survey 🔍", "also in 2.10", "From OpenAI", "I/O", "COVID-19", "carbon-aware", "LLaMA 3", ""],
)
def test_what_is_no_tag(text: str, tags: TagReader) -> None:
    assert tags.read(text) is None
