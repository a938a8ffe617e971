from __future__ import annotations

import pytest

from mlsysbib.model.entry import Arxiv, Entry, Preprint, Published
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.selection import Section
from mlsysbib.model.venues import Venue
from mlsysbib.selecting.grouping import Grouping, group

ORCA = Entry(
    key="orca",
    title="Orca",
    authors=("Yu, Gyeong-In", "van der Berg, Jan"),
    topics=("serving/llm", "training"),
    published=Published(venue="osdi", year=2022),
)
VLLM = Entry(
    key="vllm",
    title="vLLM",
    authors=("Yu, Gyeong-In", "{DeepSeek-AI}"),
    topics=("serving/llm",),
    arxiv=Arxiv(id="2309.06180"),
)
OLD = Entry(
    key="old",
    title="Old",
    authors=("Åström, Karl",),
    topics=("serving",),
    published=Published(container_title="Annals", year=1999),
)
OTHER = Entry(key="other", title="Other", preprint=Preprint(server="bioRxiv", year=2022))
ENTRIES = (ORCA, VLLM, OLD, OTHER)
LIBRARY = Library(
    Contents(
        root="",
        entries=ENTRIES,
        venues={"osdi": Venue(id="osdi", acronym="OSDI", kind="conference")},
        topics={
            "training": "Training",
            "training/memory": "Memory",
            "serving": "Serving",
            "serving/llm": "Language models",
        },
    )
)


def outline(sections: tuple[Section, ...]) -> list[str]:
    """Return each section as a line: level, heading and the keys in it."""
    lines: list[str] = []
    for section in sections:
        own = [block.entry.key for block in section.blocks if hasattr(block, "entry")]
        lines.append(f"{section.level} {section.heading}: {' '.join(own)}")
        lines += outline(section.sections)
    return lines


@pytest.mark.parametrize(
    ("by", "lines"),
    [
        (
            "topic",
            [
                # In the order of the tree, without the topics that nothing has.
                "2 Training: orca",
                "2 Serving: old",
                "3 Language models: orca vllm",
                "2 Without topic: other",
            ],
        ),
        ("venue", ["2 Annals: old", "2 arXiv: vllm", "2 OSDI: orca", "2 Preprints: other"]),
        ("year", ["2 2023: vllm", "2 2022: orca other", "2 1999: old"]),
        (
            "author",
            [
                "2 Åström, Karl: old",
                "2 DeepSeek-AI: vllm",
                "2 van der Berg, Jan: orca",
                "2 Yu, Gyeong-In: orca vllm",
                "2 Without author: other",
            ],
        ),
    ],
)
def test_entries_stand_in_sections(by: Grouping, lines: list[str]) -> None:
    selection = group(ENTRIES, LIBRARY, by, "Title")
    assert selection.title == "Title"
    assert outline(selection.sections) == lines


def test_the_order_within_a_group_is_as_given() -> None:
    (section,) = group((VLLM, ORCA), LIBRARY, "author").sections[2:]
    assert outline((section,)) == ["2 Yu, Gyeong-In: vllm orca"]


def test_a_section_of_a_topic_has_a_stable_anchor() -> None:
    serving = group((VLLM,), LIBRARY, "topic").sections[0]
    assert (serving.anchor, serving.sections[0].anchor) == ("serving", "serving-llm")


@pytest.mark.parametrize("by", ["topic", "venue", "year", "author"])
def test_groups_of_nothing_are_none(by: Grouping) -> None:
    assert group((), LIBRARY, by).sections == ()


@pytest.mark.parametrize("by", ["topic", "venue", "year", "author"])
def test_no_entry_of_the_shipped_library_is_lost(library: Library, by: Grouping) -> None:
    grouped = group(library.values(), library, by)
    assert {entry.key for entry in grouped.entries()} == set(library)


def test_papers_without_venue_have_a_section_of_their_own_at_the_end() -> None:
    book = Entry(key="book", title="Book", type="book", published=Published(year=2020))
    library = Library(Contents(root="", entries=(book, OLD), paths=("book", "old")))
    sections = group((book, OLD), library, "venue", "All").sections
    assert [section.heading for section in sections] == ["Annals", "Without venue"]
