from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlsysbib.intake.lists import Adopted, adopt, read_foreign_list
from mlsysbib.model.library import Library
from mlsysbib.problems import Problem
from naive_matching import adopt_text, compile_list, with_entries


def rules(adopted: Adopted) -> list[tuple[int, str]]:
    return [(problem.line, problem.rule) for problem in adopted.problems]


FOREIGN = """\
---
cover: image.webp
---

# My Papers

Some words.

### Serving

* [\\[OSDI '22\\] Orca: A Distributed Serving System for Transformer-Based Generative Models
](orca.md) ([pdf](https://www.usenix.org/system/files/osdi22-yu.pdf))
* \\[NIPS '17 MLSys workshop] TensorFlow-Serving: Flexible, High-Performance ML Serving
* [A course](https://example.org/\\~course)


* (vLLM) Efficient Memory Management for Large Language Model Serving with PagedAttention (SOSP23)
  [also in 2.1]
  * a note about it
* [Survey :mag:] [arxiv'24] [A Survey of Nothing at All](https://arxiv.org/abs/2401.00001v2)
* Optical Networks
  * \\[SIGCOMM '21] SiP-ML: High-Bandwidth Optical Network Interconnects for Machine Learning
    Training

### References

- https://example.org/list
"""

SOURCE = """\
---
title: My Papers
id: list
style: awesome
---

Some words.

### Serving

- @yu2022orca ([pdf](https://www.usenix.org/system/files/osdi22-yu.pdf)) ([link](orca.md))
- @olston2017tensorflowserving [NIPS '17 MLSys workshop]
- [A course](https://example.org/\\~course)

- @kwon2023efficient
  [also in 2.1]
  - a note about it
- @survey2024nothing [Survey :mag:]
- Optical Networks
  - @shirkoohi2021sipml

### References

- https://example.org/list
"""


def test_a_list_becomes_a_source(library: Library) -> None:
    adopted = adopt_text(FOREIGN, library)
    assert adopted.source_text == SOURCE
    assert [entry.key for entry in adopted.drafts] == ["survey2024nothing"]
    assert adopted.matched[11] == "yu2022orca"
    assert adopted.drafted == {20: "survey2024nothing"}
    assert rules(adopted) == [(1, "front-matter")]


def test_adopting_what_a_list_compiles_to_changes_nothing(library: Library) -> None:
    adopted = adopt_text(FOREIGN, library)
    more = with_entries(library, adopted.drafts)
    again = adopt_text(compile_list(adopted.source_text, more), more)
    assert (again.source_text, again.drafts) == (adopted.source_text, ())


@pytest.mark.parametrize(
    "id_", ["after-tensorflow", "ml-systems-papers", "research-space", "rui-index"]
)
def test_the_lists_of_the_library_come_back_from_their_pages(id_: str, library: Library) -> None:
    source = library.reading_lists[id_]
    again = adopt_text(compile_list(source, library), library, id_)
    lines = [line for line in source.splitlines() if not line.startswith("source:")]
    assert again.source_text.splitlines() == lines


OURS = dedent("""\
    # CS 1: Systems
    ## Week 3: Serving
    Read both before Tuesday.
    *   @yu2022orca   **required**
    - [OSDI'20] Serving DNNs like Clockwork: Performance Predictability from the Bottom Up [read it]
    - [OSDI'20] Nobody Knows This Paper at All
        - @{topic:serving year:2023..}


    | Title | Venue |
    |---|---|
    | A Title | OSDI'20 |
    """)


def test_a_source_keeps_its_lines_and_gets_new_keys(library: Library) -> None:
    adopted = adopt_text(OURS, library)
    lines = OURS.splitlines()
    lines[4] = "- @gujarati2020serving [read it]"
    lines[5] = "- @nobody2020knows"
    assert adopted.source_text.splitlines() == lines
    more = with_entries(library, adopted.drafts)
    assert adopt_text(adopted.source_text, more).source_text == adopted.source_text


def test_what_is_no_item_stays_as_it_is(library: Library) -> None:
    text = (
        "## A\n\n- Group\n  - Inner\n    - [A course](https://a.b/c)\n- [Another](https://a.b/d)\n"
        "1. Last ([Overview](https://a.b/c))\n   - [A third](https://a.b/e)\n"
    )
    assert adopt_text(f"# T\n{text}", library).source_text.endswith(f"---\n\n{text}")


def test_papers_on_lines_of_their_own_become_one_list(library: Library) -> None:
    text = (
        "Papers about Many Systems\n\nServing\n\n"
        "Orca: A Distributed Serving System for Transformer-Based Generative Models (OSDI’22)\n\n"
        "Clipper: A Low-Latency Online Prediction Serving System (NSDI’17)\n"
    )
    assert adopt_text(text, library).source_text.endswith(
        "## Serving\n\n- @yu2022orca\n\n- @crankshaw2017clipper\n"
    )


def test_what_only_the_list_knows_stays_with_the_key(library: Library) -> None:
    text = (
        "- [OSDI'22] [ORCA: A Distributed Serving System for Transformer-Based Generative Models]"
        "(https://example.org/orca.pdf)\n"
    )
    citation = adopt_text(text, library).source_text.splitlines()[-1]
    assert citation == "- @yu2022orca (ORCA) ([pdf](https://example.org/orca.pdf))"


def test_a_link_is_kept_where_the_page_does_not_show_it(library: Library) -> None:
    title = "Efficient Memory Management for Large Language Model Serving with PagedAttention"
    shown, other = (
        "https://dl.acm.org/doi/abs/10.1145/3600006.3613165",
        "https://arxiv.org/abs/2309.06180",
    )
    for url, behind in ((shown, ""), (other, f" ([link]({other}))")):
        citation = adopt_text(f"- [SOSP'23] [{title}]({url})\n", library).source_text
        assert citation.endswith(f"- @kwon2023efficient{behind}\n")


def test_a_talk_about_a_paper_is_not_the_paper(library: Library) -> None:
    title = "Efficient Memory Management for Large Language Model Serving with PagedAttention"
    text = f"- Somebody's talk: [{title}](https://example.org/talk)\n"
    assert adopt_text(text, library).source_text.endswith(text)


def test_what_cannot_be_drafted_stays_and_is_reported(library: Library) -> None:
    text = (
        "# T\n- [USENIX ;login:] [Nobody Knows This Paper](https://example.org)\n"
        "- Nobody Knows This Other Paper\n"
    )
    adopted = adopt_text(text, library)
    assert adopted.drafts == ()
    assert adopted.source_text.endswith(text.removeprefix("# T\n"))
    assert rules(adopted) == [(3, "line-unread")]


def test_problems_name_the_file(library: Library) -> None:
    adopted = adopt_text("- [Nowhere'24] Nobody Knows This Paper\n", library)
    assert adopted.problems == (
        Problem(
            "list.md",
            1,
            "venue-unknown",
            "unknown venue 'Nowhere'; kept as container-title: 'Nobody Knows This Paper'",
            level="warning",
        ),
    )


def test_what_was_read_without_a_path_gets_one(library: Library) -> None:
    foreign = read_foreign_list("-\n", library.venues)
    adopted = adopt(foreign, lambda _: None, lambda _: (), library.venues, path="list.md")
    assert [problem.path for problem in adopted.problems] == ["list.md"]


def test_a_paper_in_two_places_is_drafted_once(library: Library) -> None:
    adopted = adopt_text(
        "- [arxiv'24] [Nobody Knows This Paper](https://arxiv.org/abs/2401.00001)\n"
        "- [Nowhere'25] Nobody knows this paper (`Nope`)\n",
        library,
    )
    (draft,) = adopted.drafts
    assert draft.arxiv is not None
    assert draft.arxiv.id == "2401.00001"
    assert draft.published is not None
    assert (draft.published.container_title, draft.system) == ("Nowhere", "Nope")
    assert adopted.source_text.count(f"@{draft.key}") == 2


WORDS = st.sampled_from(
    "Scalable Efficient Memory GPU vLLM of for the Models: Serving S-LoRA — O(1) P^2 a_b C++ μs "
    "“Quoted” Networks? $100K R&D {x} Tux² <b> (Almost) [Odd] *star* `code`".split()
)
TITLES = (
    st.lists(WORDS, min_size=3, max_size=8)
    .map(lambda words: f"Nobody's {' '.join(words)}")
    .filter(lambda title: not {"“Quoted”", "[Odd]"}.intersection(title.split()))
)
TAGS = st.sampled_from(
    ["OSDI '14", "arxiv'24", "Nowhere'23", "KDD'20 Tutorial", "A @ ICML'24", "VLDB'20"]
)
URLS = st.sampled_from(
    [
        "https://arxiv.org/abs/2401.00001v1",
        "https://a.b/c%20(8).pdf",
        "https://doi.org/10.1145/1.2",
        "x.md",
    ]
)
TAILS = st.sampled_from(
    ["", " (`Name`)", " [also in [2.1](#21-x)]", " ([pdf](https://a.b/d\\_e.pdf))", " [**From X**]"]
)
BULLETS = st.one_of(
    st.builds("* [{}] [{}]({}){}".format, TAGS, TITLES, URLS, TAILS),
    st.builds("* [\\[{}\\] {}]({}){}".format, TAGS, TITLES, URLS, TAILS),
    st.just("* [A course](https://a.b/course)"),
    st.just("* A group\n  * [A course](https://a.b/course)"),
    st.just(""),
    st.just("Words about it."),
)
LISTS = st.lists(
    st.builds("### {}\n{}".format, WORDS, st.lists(BULLETS, max_size=4).map("\n".join)), max_size=4
).map(lambda parts: "# A List\n\n" + "\n\n".join(parts))


# The same lists each time: brackets at an end, and quotations, may be read otherwise.
@settings(max_examples=25, derandomize=True)
@given(LISTS)
def test_adopting_again_changes_nothing(toy: Library, text: str) -> None:
    adopted = adopt_text(text, toy)
    more = with_entries(toy, adopted.drafts)
    assert adopt_text(adopted.source_text, more).source_text == adopted.source_text
    page = compile_list(adopted.source_text, more)
    assert adopt_text(page, more).source_text == adopted.source_text
