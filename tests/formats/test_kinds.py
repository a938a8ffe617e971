from __future__ import annotations

import pytest

from mlsysbib.formats import FORMATS
from mlsysbib.formats.kinds import said_kind


@pytest.mark.parametrize(
    ("remark", "of_a_paper", "of_what_is_open"),
    [
        ("Talk slides", "talk", "talk"),
        ("Invited talk at MLSys", "talk", "talk"),
        ("Poster presentation at a summer school", "talk", "talk"),
        ("Tutorial", "talk", "talk"),
        ("Keynote address, NSDI", "talk", "talk"),
        ("Slides: https://example.org/a.pdf", "", "talk"),
        ("Best paper. Video available", "", "talk"),
        ("Oral presentation", "", ""),
        ("https://example.org/talks/poster", "", ""),
        ("", "", ""),
    ],
)
def test_a_talk_is_told_by_a_remark(remark: str, of_a_paper: str, of_what_is_open: str) -> None:
    assert said_kind("Foo", [remark], is_page=False, is_open=False) == of_a_paper
    assert said_kind("Foo", [remark], is_page=False, is_open=True) == of_what_is_open


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Foo: A System (Talk Slides)", "talk"),
        ("Keynote: Foo", "talk"),
        ("Foo - poster", "talk"),
        ("Learning from Video: A Survey", ""),
        ("Deep Learning Tutorial", ""),
    ],
)
def test_a_talk_is_told_by_its_title(title: str, kind: str) -> None:
    assert said_kind(title, [], is_page=False, is_open=True) == kind
    assert said_kind(title, [], is_page=False, is_open=False) == ""


TEXTS = {
    "bibtex": """
        @misc{a, title={A}, year=2020, note={Talk}}
        @online{b, title={B}, year=2020, url={https://example.org}}
        @misc{c, title={C}, year=2020, url={https://example.org}}
        @inproceedings{d, title={D}, year=2020, booktitle={OSDI}}
        @slides{e, title={E}, year=2020}
    """,
    "csl-json": """[
        {"id": "a", "type": "speech", "title": "A", "issued": {"date-parts": [[2020]]}},
        {"id": "b", "type": "webpage", "title": "B", "issued": {"date-parts": [[2020]]}},
        {"id": "c", "type": "document", "title": "C", "issued": {"date-parts": [[2020]]}},
        {"id": "d", "type": "paper-conference", "title": "D", "container-title": "OSDI",
         "issued": {"date-parts": [[2020]]}},
        {"id": "e", "type": "document", "genre": "Slides", "title": "E",
         "issued": {"date-parts": [[2020]]}}
    ]""",
    "ris": "".join(
        f"TY  - {type_}\nTI  - {type_}\nPY  - 2020\n{more}ER  - \n"
        for type_, more in (
            ("SLIDE", ""), ("ELEC", ""), ("GEN", ""), ("CONF", "T2  - OSDI\n"), ("VIDEO", "")
        )
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_readers_hand_on_what_a_text_says_of_its_kind(name: str) -> None:
    load = FORMATS[name].load
    assert load is not None
    assert tuple(one.kind for one in load(TEXTS[name])) == ("talk", "web", "", "", "talk")
