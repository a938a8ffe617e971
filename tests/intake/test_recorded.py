"""What tidy writes from an index: no less than the reference said, and nothing it contradicts."""

from __future__ import annotations

import pytest

from mlsysbib.formats.base import Options
from mlsysbib.formats.targets import get_target
from mlsysbib.index.building import build_index
from mlsysbib.index.layout import About
from mlsysbib.index.lookup import Index
from mlsysbib.index.record import Record
from mlsysbib.index.store import Store
from mlsysbib.intake.tidying import Fate, Tidied, tidy
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.venues import Edition, Venue

NATBIB = Options(target=get_target("natbib"))
AUTHORS = ("Doe, Jane", "Mustermann, Zoë", "Roe, Richard")
WORKS = (
    (
        Record(
            title="Sleepy Pipelines for GPU Accelerators", authors=AUTHORS, year=2022,
            venue="osdi", sources=("dblp",),
        ),
        Record(
            title="Sleepy Pipelines for GPU Accelerators", authors=AUTHORS, year=2021,
            arxiv="2103.00007", sources=("arxiv",),
        ),
    ),
    (
        Record(
            title="Doubtful Things of the World", authors=AUTHORS, year=2020, venue="osdi",
            doubtful=True,
        ),
    ),
    (
        Record(
            title="Elsewhere in the Made World", authors=AUTHORS, year=2020,
            container="3rd ELSE 2020: Nowhere", pages="1-9", doi="10.9999/else",
        ),
    ),
    (
        Record(
            title="One Paper in Two Places at Once", authors=AUTHORS, year=2019, venue="osdi",
            pages="7-8",
        ),
    ),
    (
        Record(
            title="Only a Preprint of Great Length", authors=AUTHORS, year=2024,
            arxiv="2401.00001",
        ),
    ),
)  # fmt: skip
OSDI = Venue(
    id="osdi", acronym="OSDI", kind="conference", name="Symposium on Things",
    proceedings="Symposium on Things ({acronym} {yy})", publisher="Made Press",
    match=(r"\bOSDI\b", "symposium on things"), editions={"2022": Edition(place="Nowhere")},
)  # fmt: skip
SOSP = Venue(id="sosp", acronym="SOSP", kind="conference", name="Other", match=(r"\bSOSP\b",))
LIBRARY = Library(Contents(root="", venues={"osdi": OSDI, "sosp": SOSP}))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    path = tmp_path_factory.mktemp("index") / "made"
    build_index(str(path), WORKS, About(name="made"))
    return Index([Store(str(path))])


def tidied(text: str, index: Index) -> Tidied:
    result = tidy(text, LIBRARY, NATBIB, index=index)
    assert tidy(result.text, LIBRARY, NATBIB, index=index).text == result.text
    return result


def reference(title: str, fields: str, kind: str = "inproceedings") -> str:
    names = 'Jane Doe and Zo{\\"e} Mustermann and others'
    return f"@{kind}{{key,\n  title = {{{title}}},\n  author = {{{names}}},\n{fields}}}\n"


SLEEPY = "Sleepy pipelines for {GPU} accelerators"


def test_a_reference_is_written_through_our_venue_with_what_it_alone_says(index: Index) -> None:
    fields = (
        "  booktitle={OSDI},\n  pages={1-18},\n  year={2022},\n  doi={10.9999/s},\n  note={N},\n"
    )
    result = tidied(reference(SLEEPY, fields), index)
    assert result.fates == (("key", Fate.MATCHED),)
    assert result.sources == ("made (dblp, arxiv)",)
    for line in (
        'author        = {Doe, Jane and Mustermann, Zo{\\"e} and Roe, Richard}',
        "title         = {Sleepy Pipelines for {GPU} Accelerators}",
        "booktitle     = {Symposium on Things (OSDI 22)}",
        "pages         = {1--18}",
        "doi           = {10.9999/s}",
        "address       = {Nowhere}",
        "note={N}".replace("=", "          = "),
    ):
        assert line in result.text


def test_a_word_that_the_reference_keeps_is_kept(index: Index) -> None:
    fields = "  booktitle={OSDI},\n  year={2022},\n"
    text = tidied(reference("{Sleepy} pipelines for GPU accelerators", fields), index).text
    assert "{{Sleepy} Pipelines for {GPU} Accelerators}" in text


def test_a_preprint_is_upgraded_and_can_be_kept(index: Index) -> None:
    preprint = reference(SLEEPY, "  journal={arXiv preprint arXiv:2103.00007},\n  year={2021},\n")
    result = tidied(preprint, index)
    assert result.fates == (("key", Fate.UPGRADED),)
    assert "OSDI 22" in result.text
    kept = tidy(preprint, LIBRARY, NATBIB, index=index, keep_preprints=True)
    assert kept.fates == (("key", Fate.MATCHED),)
    assert "OSDI" not in kept.text


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        # A version elsewhere is another version.
        ("One Paper in Two Places at Once", "  booktitle={SOSP},\n  year={2019},\n"),
        ("One Paper in Two Places at Once", "  booktitle={Some Journal},\n  year={2019},\n"),
        ("Doubtful Things of the World", "  booktitle={SOSP},\n  year={2020},\n"),
        ("Sleepy Pipes for Tensor Accelerators", "  booktitle={OSDI},\n  year={2022},\n"),
        ("Only a Preprint of Great Length", "  booktitle={OSDI},\n  year={2024},\n"),
        ("Nothing Known Anywhere", "  booktitle={OSDI},\n  year={2022},\n"),
    ],
)
def test_what_is_not_certain_stays_byte_for_byte(index: Index, title: str, fields: str) -> None:
    text = reference(title, fields)
    result = tidied(text, index)
    assert result.text == text
    assert result.sources == ()


def test_another_first_author_is_another_order_and_left_alone(index: Index) -> None:
    text = reference(SLEEPY, "  booktitle={OSDI},\n  year={2022},\n").replace(
        'Jane Doe and Zo{\\"e} Mustermann', 'Zo{\\"e} Mustermann and Jane Doe'
    )
    assert tidied(text, index).text == text


def test_more_authors_than_the_record_has_are_not_lost(index: Index) -> None:
    more = 'Jane Doe and Zo{\\"e} Mustermann and Richard Roe and Max Moe'
    text = reference(SLEEPY, "  booktitle={OSDI},\n  year={2022},\n").replace(
        'Jane Doe and Zo{\\"e} Mustermann and others', more
    )
    assert tidied(text, index).text == text


def test_where_the_venue_is_none_of_ours_the_words_of_the_reference_stand(index: Index) -> None:
    fields = "  booktitle={Conference on Elsewhere},\n  year={2020},\n"
    text = tidied(reference("Elsewhere in the made world", fields), index).text
    assert "booktitle     = {Conference on Elsewhere}" in text
    assert "pages         = {1--9}" in text
    assert "doi           = {10.9999/else}" in text


def test_what_two_say_is_no_longer_in_doubt(index: Index) -> None:
    fields = "  booktitle={OSDI},\n  year={2020},\n"
    result = tidied(reference("Doubtful things of the world", fields), index)
    assert result.fates == (("key", Fate.MATCHED),)


def test_one_work_twice_is_said_once(index: Index) -> None:
    fields = "  booktitle={OSDI},\n  year={2022},\n"
    one = reference(SLEEPY, fields)
    result = tidied(one + one.replace("{key,", "{again,"), index)
    rules = [problem.rule for problem in result.problems]
    assert rules.count("reference-duplicate") == 1
