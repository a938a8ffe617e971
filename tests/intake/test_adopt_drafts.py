from __future__ import annotations

from collections.abc import Callable

import pytest

from mlsysbib.intake.lists import read_foreign_list
from mlsysbib.intake.lists.casing import mark_case
from mlsysbib.intake.lists.drafts import Draft, draft_entry, plain_url
from mlsysbib.model.entry import Arxiv, Entry, Links, Preprint, Provenance, Published
from mlsysbib.model.library import Library

DraftLine = Callable[[str], Draft]


@pytest.fixture(scope="module")
def draft(library: Library) -> DraftLine:
    def read(line: str) -> Draft:
        (item,) = read_foreign_list(line, library.venues).items
        return draft_entry(item, library.venues)

    return read


def entry_of(draft: Draft) -> Entry:
    assert draft.entry is not None
    return draft.entry


def test_a_draft_holds_what_the_list_says_and_nothing_else(draft: DraftLine) -> None:
    line = "- [OSDI'20] AntMan: Scaling GPU Clusters ([pdf](https://a.b/c.pdf)) [[Code](https://github.com/a/b)]"
    assert draft(line) == Draft(
        Entry(
            key="",
            title="{AntMan}: Scaling {GPU} Clusters",
            system="AntMan",
            status="draft",
            published=Published(venue="osdi", year=2020),
            links=Links(pdf="https://a.b/c.pdf", code="https://github.com/a/b"),
            provenance=Provenance(sources=("list",)),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("line", "published", "arxiv"),
    [
        ("- [arxiv'24] [Sums of All](https://arxiv.org/abs/2401.00001v2)", None, "2401.00001"),
        ("- [Sums of All Parts](https://arxiv.org/pdf/2401.00001.pdf)", None, "2401.00001"),
        ("- [arXiv:2401.00001] Sums of All", None, "2401.00001"),
        (
            "- [OSDI'24] [Sums of All](https://arxiv.org/abs/2401.00001)",
            Published(venue="osdi", year=2024),
            "2401.00001",
        ),
        (
            "- [SOSP'23] [Sums of All](https://dl.acm.org/doi/abs/10.1145/3600006.3613165)",
            Published(venue="sosp", year=2023, doi="10.1145/3600006.3613165"),
            "",
        ),
        (
            "- [SOSP'23] [Sums of All](https://doi.org/10.1145/3600006.3613165)",
            Published(venue="sosp", year=2023, doi="10.1145/3600006.3613165"),
            "",
        ),
        (
            "- [ATC'24] [Sums of All](https://www.usenix.org/conference/atc24/presentation/um)",
            Published(venue="atc", year=2024, url="https://www.usenix.org/conference/atc24/presentation/um"),
            "",
        ),
        ("- [VLDB'20] Sums of All", Published(venue="pvldb", year=2020), ""),
        (
            "- [HotBridges'24] Sums of All",
            Published(container_title="HotBridges", year=2024),
            "",
        ),
        (
            "- [KDD'20 Tutorial] Sums of All",
            Published(venue="kdd", year=2020, track="Tutorial"),
            "",
        ),
        (
            "- [MLArchSys'24 @ ISCA'24] Sums of All",
            Published(venue="isca-ws", year=2024, track="MLArchSys"),
            "",
        ),
        (
            "- [NIPS '17 MLSys workshop] Sums of All",
            Published(venue="neurips-ws", year=2017, track="MLSys"),
            "",
        ),
        (
            "- [EuroMLSys@EuroSys'24] Sums of All",
            Published(venue="euromlsys", year=2024),
            "",
        ),
    ],
)  # fmt: skip
def test_versions(line: str, published: Published | None, arxiv: str, draft: DraftLine) -> None:
    entry = entry_of(draft(line))
    assert entry.published == published
    assert entry.arxiv == (Arxiv(id=arxiv) if arxiv else None)
    assert entry.authors == ()


def test_a_preprint_without_identifier_is_one_all_the_same(draft: DraftLine) -> None:
    found = draft("- [arxiv'23] [Sums of All](https://openreview.net/forum?id=1)")
    assert entry_of(found).preprint == Preprint(
        server="arXiv", year=2023, url="https://openreview.net/forum?id=1"
    )
    assert [(p.rule, p.level) for p in found.problems] == [("arxiv-missing", "warning")]


def test_a_hint_names_venues_that_look_alike(draft: DraftLine) -> None:
    (problem,) = draft("- [EuroSis'24] Sums of All").problems
    assert (problem.rule, problem.hint.partition(" or ")[0]) == (
        "venue-unknown",
        "did you mean eurosys",
    )


@pytest.mark.parametrize(
    ("title", "marked"),
    [
        ("vLLM and GPU-based ImageNet in 1 Hour", "{vLLM} and {GPU}-based {ImageNet} in 1 Hour"),
        ("BLAS-on-flash: An Alternative", "{BLAS-on-flash}: An Alternative"),
        ("Litz: Elastic Framework", "Litz: Elastic Framework"),
        ("L3: A 3D Format for 100B Models", "{L3}: A {3D} Format for {100B} Models"),
        ("PUNICA: MULTI-TENANT LORA SERVING", "PUNICA: MULTI-TENANT LORA SERVING"),
        ("How to Train with $100K {Now}", r"How to Train with \${100K} \{Now\}"),
    ],
)
def test_only_certain_capitals_are_kept(title: str, marked: str) -> None:
    assert mark_case(title) == marked


def test_variants_of_an_address_are_one() -> None:
    assert plain_url("http://dl.acm.org/doi/pdf/10.1145/1") == plain_url(
        "https://dl.acm.org/doi/abs/10.1145/1"
    )
    assert plain_url("http://a.b/x%20(8).pdf") == plain_url("https://www.a.b/x%20%288%29.pdf")
