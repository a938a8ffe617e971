from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.intake.lists import ForeignList, Item, read_foreign_list
from mlsysbib.intake.lists.foreign import Cited, Group, Heading, Prose
from mlsysbib.model.library import Library

Read = Callable[[str], ForeignList]


@pytest.fixture(scope="module")
def read(library: Library) -> Read:
    return lambda text: read_foreign_list(dedent(text), library.venues, "list.md")


def sections(foreign: ForeignList) -> list[tuple[str, ...]]:
    return [item.section for item in foreign.items]


def test_headings_may_skip_levels(read: Read) -> None:
    foreign = read("""\
        # The Title

        ### One
        - [OSDI'20] First of All
        #### Below
        - [OSDI'20] Second of All
        ### Two
        - [OSDI'20] Third of All
        """)
    assert foreign.title == "The Title"
    assert sections(foreign) == [("One",), ("One", "Below"), ("Two",)]


def test_one_heading_of_the_titles_level_is_a_slip(read: Read) -> None:
    foreign = read(
        "# T\n## A\n- [ATC'20] Sum One\n# B\n- [ATC'20] Sum Two\n## C\n- [ATC'20] Sum 3\n"
    )
    assert sections(foreign) == [("A",), ("B",), ("C",)]
    assert [(p.line, p.rule) for p in foreign.problems] == [(4, "heading-level")]


def test_the_first_heading_is_no_title_where_papers_stand_below_it(read: Read) -> None:
    foreign = read("# Training\n- [ATC'20] Sum One\n# Serving\n- [ATC'20] Sum Two\n")
    assert foreign.title == ""
    assert sections(foreign) == [("Training",), ("Serving",)]


def test_front_matter_gives_the_title(read: Read) -> None:
    foreign = read("---\ntitle: My List\ncover: x.png\n---\n\n## A\n- [ATC'20] Sum One\n")
    assert foreign.title == "My List"
    assert foreign.front_matter[2] == "cover: x.png"
    assert foreign.head_lines == (1, 2, 3, 4)


def test_bullets_may_head_bullets(read: Read) -> None:
    foreign = read("""\
        ## Networks
        * \\[ATC '17] Before the Group
        * Optical Networks
          * \\[OFC '22] Inside of It
        * Strategies ([Overview by Somebody](https://a.b/c))
          * \\[OFC '22] Inside of That
        * A person's talk: [On the Use of Sums](https://a.b/d)
          * \\[OFC '22] Inside of the Last
        """)
    talk = "A person's talk: On the Use of Sums"
    assert sections(foreign) == [
        ("Networks",),
        ("Networks", "Optical Networks"),
        ("Networks", "Strategies"),
        ("Networks", "Strategies"),
        ("Networks", talk),
        ("Networks", talk),
    ]
    external = [(item.title, item.lead) for item in foreign.items if item.kind == "external"]
    assert external == [
        ("Overview by Somebody", ""),
        ("On the Use of Sums", "A person's talk"),
    ]


def test_numbered_bullets_may_be_headings(read: Read) -> None:
    foreign = read("""\
        Research Space

          1. Cluster Scheduling:
            • (Gavel) Policies for Workloads (OSDI20)
          2. **Serving**:
            • Orca: A System for Serving (OSDI22)
        """)
    assert foreign.title == "Research Space"
    assert sections(foreign) == [("1. Cluster Scheduling:",), ("2. Serving:",)]


def test_bold_paragraphs_are_headings_where_papers_follow(read: Read) -> None:
    foreign = read("""\
        # T
        ## A
        **General**

        - [ATC'20] Sum One
        **Special:**
        - [ATC'20] Sum Two

        **Important** words, and **more**.

        **Alone**

        And prose.
        """)
    assert sections(foreign) == [("A", "General"), ("A", "Special")]
    assert [line.raw for line in foreign.lines if isinstance(line, Prose) and line.raw][-2:] == [
        "**Alone**",
        "And prose.",
    ]


PLAIN = """\
A Reading List of Papers about Systems

Link to more

A few words about what this is, and who made it.

Deep learning

Training

Gist: Efficient Data Encoding for Training (ISCA’18)

Poseidon: An Efficient Architecture (ATC’17)

Inference

Clipper: A Low-Latency System (NSDI’17)

Classic machine learning

Gaia: Geo-Distributed Learning (NSDI’17)

Cluster management

Tiresias: A GPU Cluster Manager (NSDI’19)
"""


def test_a_page_pasted_as_text(read: Read) -> None:
    foreign = read(PLAIN)
    assert foreign.title == "A Reading List of Papers about Systems"
    assert sections(foreign) == [
        ("Deep learning", "Training"),
        ("Deep learning", "Training"),
        ("Deep learning", "Inference"),
        ("Classic machine learning",),
        ("Cluster management",),
    ]
    assert [(p.rule, p.level) for p in foreign.problems] == [("heading-level", "info")]
    prose = [line.raw for line in foreign.lines if isinstance(line, Prose) and line.raw]
    assert prose == ["Link to more", "A few words about what this is, and who made it."]


def test_numbers_tell_the_levels_of_plain_headings(read: Read) -> None:
    foreign = read("""\
        /a-repository

        Paper List for Systems

        1. Data Processing

        1.1 Formats

          • [ECCV'22] An Image Format

        2. Training System

        2.10 Parallelism

        2021

          • [ATC'21] A Giant Network

        ~2019

        Survey Papers

          • [Survey 🔍] [IJCAI'22] A Survey of All

        11 Energy (carbon-aware)

        2.6.Hyperparameters

          • [ATC'21] A Hyper Network

        Others

        References

        This list is motivated by:
        """)
    assert foreign.title == "Paper List for Systems"
    paths = [line.path for line in foreign.lines if isinstance(line, Heading)]
    assert paths == [
        ("1. Data Processing",),
        ("1. Data Processing", "1.1 Formats"),
        ("2. Training System",),
        ("2. Training System", "2.10 Parallelism"),
        ("2. Training System", "2.10 Parallelism", "2021"),
        ("2. Training System", "2.10 Parallelism", "~2019"),
        ("2. Training System", "2.10 Parallelism", "Survey Papers"),
        ("11 Energy (carbon-aware)",),
        ("11 Energy (carbon-aware)", "2.6.Hyperparameters"),
        ("Others",),
        ("References",),
    ]


def test_bullets_below_a_paper(read: Read) -> None:
    foreign = read("""\
        ## A
        - [TKDE'24] [Training by Balanced Memory](https://a.b/1)
          - extended version of Galvatron (VLDB'23)
          - arxiv version (2023): [link](https://arxiv.org/abs/2307.02031)
        - [ICLR'24] CO2: Efficient Training
          - [[arxiv](https://arxiv.org/abs/2401.16265)] [[openreview](https://b.c/2)]
        - [arxiv'25] [Evaluations of Prompts for All](https://b.c/3)
          - https://github.com/a/b
        - [TPDS'24] [MPMoE: Memory Efficient](https://b.c/4)
          - Journal version of [IPDPS'23] [MPipeMoE: Memory of MoE](https://b.c/5)
        - [arxiv'25] [mFabric: A Fabric](https://b.c/6)
          - [SIGCOMM'25] [ResCCL: Scheduling](https://b.c/7)
        """)
    shown = [(item.title.partition(":")[0], item.depth, item.lines) for item in foreign.items]
    assert shown == [
        ("Training by Balanced Memory", 0, (2, 3, 4)),
        ("CO2", 0, (5, 6)),
        ("Evaluations of Prompts for All", 0, (7, 8)),
        ("MPMoE", 0, (9,)),
        ("MPipeMoE", 1, (10,)),
        ("mFabric", 0, (11,)),
        ("ResCCL", 1, (12,)),
    ]
    first, second, third, _, related, *_ = foreign.items
    assert first.links[-1].url == "https://arxiv.org/abs/2307.02031"
    assert [link.text for link in second.links] == ["arxiv", "openreview"]
    assert third.links[-1].url == "https://github.com/a/b"
    assert related.annotations == ("Journal version of",)


def test_titles_may_be_wrapped(read: Read) -> None:
    foreign = read("""\
        - [RecSys'23] [InTune: Learning for Pipelines
        ](https://arxiv.org/abs/2308.08500)
        - [ATC'20] A Title that goes
          on in the next line
        - [ATC'20] A Title
        """)
    assert [(item.title, item.lines) for item in foreign.items] == [
        ("InTune: Learning for Pipelines", (1, 2)),
        ("A Title that goes on in the next line", (3, 4)),
        ("A Title", (5,)),
    ]


def test_what_is_no_paper_is_kept(read: Read) -> None:
    foreign = read("""\
        # T
        > a quote
        <!-- a
        - [ATC'20] Hidden Title
        -->
        - [1. Training](#1-training)
        - [A course](https://a.b/c)
        - https://a.b/d
        - short words
        -

        ```
        - [ATC'20] Code Title
        ```
        """)
    assert [(item.kind, item.lines) for item in foreign.items] == [
        ("external", (7,)),
        ("external", (8,)),
    ]
    assert [(p.line, p.rule) for p in foreign.problems] == [(9, "line-unread"), (10, "line-unread")]


def test_a_paper_needs_no_tag_if_its_link_or_its_words_say_so(read: Read) -> None:
    foreign = read("""\
        - [Memory for Large Models](https://arxiv.org/abs/2309.06180)
        - [ ] MapReduce: Simplified Data Processing
        """)
    assert [(item.kind, item.title) for item in foreign.items] == [
        ("paper", "Memory for Large Models"),
        ("paper", "MapReduce: Simplified Data Processing"),
    ]


def test_tables_of_papers(read: Read) -> None:
    foreign = read("""\
        ## A

        | Title | Venue | Links |
        | :--- | --- | --- |
        | The Parameter Server | OSDI '14 | \\[[pdf](https://a.b/c)] |
        | | | \\[notes] |

        | Scheduler | Year | Series | Paper |
        |---|---|---|---|
        | Synergy | 2022 | OSDI | [Paper](https://a.b/d) |
        """)
    (item,) = foreign.items
    assert (item.title, item.venue, item.year, item.lines) == (
        "The Parameter Server",
        "osdi",
        2014,
        (5,),
    )
    assert any(isinstance(line, Prose) and "Synergy" in line.raw for line in foreign.lines)


def test_bullets_that_cite_keys_are_known(read: Read) -> None:
    foreign = read("- @yu2022orca **required**\n- @{topic:serving}\n")
    assert foreign.is_source
    assert [type(line) for line in foreign.lines] == [Cited, Cited]


def owned(foreign: ForeignList) -> list[int]:
    """Return the lines that the parts of a list own; what a group links to shares its line."""
    numbers = list(foreign.head_lines)
    group: tuple[int, ...] = ()
    for line in foreign.lines:
        if not (isinstance(line, Item) and line.lines == group):
            numbers += line.lines
        group = line.lines if isinstance(line, Group) else ()
    return sorted(numbers)


PIECES = st.sampled_from(
    [
        "# T", "### S", "- ", "* ", "  - ", "    * ", "• ", "1. ", "2.1 ", "2021\n", "@key", "@{q}",
        "[OSDI '14] ", "\\[ATC '20] ", "Title of a Paper", "Name: ", "(SOSP'23)", " (`N`)",
        "[pdf](https://a.b/c)", "](x)", "[", "]", "(", ")", "**", "`", "\\", "https://a.b", "Î¼",
        "\n", "\n\n", "---\n", "===\n", "```\n", "<!--", "-->", "> ", "\t", "\r\n", "\u2028",
        "| Title | Venue |\n", "|---|---|\n", "| a b | ATC'20 |\n", "\ue0001\ue001",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
def test_every_line_of_any_text_is_accounted_for(library: Library, text: str) -> None:
    foreign = read_foreign_list(text, library.venues)
    assert owned(foreign) == list(range(1, len(text.splitlines()) + 1))


def test_every_line_of_the_plain_page_is_accounted_for(read: Read) -> None:
    assert owned(read(PLAIN)) == list(range(1, len(PLAIN.splitlines()) + 1))
