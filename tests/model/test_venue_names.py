"""Every venue is recognised in its own names as people write them, and no other one is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mlsysbib.model.library import Library
from mlsysbib.model.venue_matching import VenueMatcher
from mlsysbib.model.venues import Venue, VenueTable
from mlsysbib.text.abbreviations import abbreviate_title

YEAR = 2019
Write = Callable[[Venue], str]

# How a conference is named, by those who name it in full.
FULL: dict[str, Write] = {
    "as it is": lambda v: v.name,
    "lower case": lambda v: v.name.lower(),
    "capitals": lambda v: v.name.upper(),
    "braces": lambda v: f"{{{v.name}}}",
    "ampersand": lambda v: v.name.replace(" and ", r" \& "),
    "acronym behind": lambda v: f"{v.name} ({v.acronym})",
}
EVENT: dict[str, Write] = {
    "ordinal in digits": lambda v: f"Proceedings of the 12th {v.name}",
    "ordinal in words": lambda v: f"In Proc. of the Twelfth {v.name}",
    "place and date": lambda v: f"Proc. {v.name}, Boston, MA, USA, June 3--5, {YEAR}",
    "acronym and year": lambda v: f"Proceedings of the 12th {v.name} ({v.acronym} '19)",
    "DBLP": lambda v: f"{v.name}, {v.acronym} {YEAR}, Paris, France, June 3-5, {YEAR}, Proceedings",
    "year before": lambda v: f"{YEAR} {v.name}",
    "title of the edition": lambda v: v.title(YEAR),
    "short title": lambda v: abbreviate_title(v.title(YEAR)),
}
ACRONYM: dict[str, Write] = {
    "alone": lambda v: v.acronym,
    "year": lambda v: f"{v.acronym} {YEAR}",
    "short year": lambda v: f"{v.acronym} '19",
    "glued": lambda v: f"{v.acronym}{YEAR}",
    "hyphen": lambda v: f"{v.acronym}-19",
    "braces": lambda v: f"{{{v.acronym}}}'19",
    "proceedings": lambda v: f"Proceedings of {v.acronym}",
}
WORKSHOP: dict[str, Write] = {
    "at": lambda v: f"Workshop on Cheese at {v.acronym} {YEAR}",
    "before": lambda v: f"{v.acronym} {YEAR} Workshop on Cheese",
    "sign": lambda v: f"Cheese Workshop @ {v.acronym}",
    "name": lambda v: f"Proceedings of the Cheese Workshop at the 12th {v.name}",
}
# One word cut short is nobody's name.
NOBODYS = {("ieee-computer", "Comput."), ("science", "Sci.")}


@pytest.fixture(scope="module")
def matcher(library: Library) -> VenueMatcher:
    return VenueMatcher(library.venues)


def mistaken(matcher: VenueMatcher, wanted: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Return what is not recognised as it should be, with what it is taken for."""
    found = [(id_, text, matcher.recognise(text)) for id_, text in wanted]
    return [
        (id_, text, other.venue if other else "")
        for id_, text, other in found
        if (other is None or other.venue != id_) and (id_, text) not in NOBODYS
    ]


def events(venues: VenueTable) -> list[Venue]:
    kinds = {"conference", "workshop"}
    return [v for v in venues.values() if v.kind in kinds and not v.needs_track]


@pytest.mark.parametrize("style", FULL)
def test_each_venue_is_recognised_by_its_name(
    library: Library, matcher: VenueMatcher, style: str
) -> None:
    named = [v for v in library.venues.values() if v.name and not v.needs_track]
    assert mistaken(matcher, [(v.id, FULL[style](v)) for v in named]) == []


@pytest.mark.parametrize("style", EVENT)
def test_each_conference_is_recognised_by_the_titles_of_its_editions(
    library: Library, matcher: VenueMatcher, style: str
) -> None:
    named = [v for v in events(library.venues) if v.name]
    assert mistaken(matcher, [(v.id, EVENT[style](v)) for v in named]) == []


@pytest.mark.parametrize("style", ACRONYM)
def test_each_conference_is_recognised_by_its_acronym(
    library: Library, matcher: VenueMatcher, style: str
) -> None:
    assert mistaken(matcher, [(v.id, ACRONYM[style](v)) for v in events(library.venues)]) == []


def test_each_journal_is_recognised_by_its_abbreviated_name(
    library: Library, matcher: VenueMatcher
) -> None:
    journals = [v for v in library.venues.values() if v.kind == "journal" and v.name]
    assert mistaken(matcher, [(v.id, v.title(YEAR, "short")) for v in journals]) == []
    assert mistaken(matcher, [(v.id, f"{v.name}, vol. 12, no. 3") for v in journals]) == []


@pytest.mark.parametrize("style", WORKSHOP)
def test_a_workshop_is_never_its_host(library: Library, matcher: VenueMatcher, style: str) -> None:
    series = {v.host: v.id for v in library.venues.values() if v.host and v.kind == "workshop"}
    wrong = []
    for venue in library.venues.values():
        if venue.kind != "conference" or "findings" in venue.id:
            continue
        found = matcher.recognise(WORKSHOP[style](venue))
        if found and found.venue != series.get(venue.id):
            wrong.append((venue.id, WORKSHOP[style](venue), found.venue))
    # The workshops of INFOCOM are one of its own volumes.
    assert [one for one in wrong if not one[2].startswith(one[0])] == []
    assert all(one[2] != one[0] for one in wrong)


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        # Specific before general.
        ("Asia and South Pacific Design Automation Conference", "asp-dac"),
        ("Design Automation Conference", "dac"),
        ("ACM SIGMOD-SIGACT-SIGART Symposium on Principles of Database Systems", "pods"),
        ("ACM SIGMOD International Conference on Management of Data", "sigmod"),
        ("SIGMOD Record", "sigmod-record"),
        ("ACM SIGCOMM Computer Communication Review", "ccr"),
        ("ACM SIGCOMM Conference on Internet Measurement", "imc"),
        ("ACM SIGPLAN Notices", "sigplan-notices"),
        ("ACM Asia Conference on Computer and Communications Security", "asiaccs"),
        ("ACM Conference on Computer and Communications Security", "ccs"),
        ("IEEE European Symposium on Security and Privacy", "eurosp"),
        ("IEEE Symposium on Security and Privacy", "sp"),
        ("IEEE Micro", "ieee-micro"),
        ("MICRO-52", "micro"),
        ("The VLDB Journal", "vldbj"),
        ("Proceedings of the VLDB Endowment", "pvldb"),
        ("SIGGRAPH Asia 2018", "siggraph-asia"),
        ("SIGGRAPH 2018", "siggraph"),
        ("European Conference on Machine Learning", "ecmlpkdd"),
        ("Asian Conference on Machine Learning", "acml"),
        ("Machine Learning", "mlj"),
        ("Journal of Machine Learning Research", "jmlr"),
        ("Transactions on Machine Learning Research", "tmlr"),
        ("Workshop on Machine Learning and Systems", "euromlsys"),
        ("Proceedings of Machine Learning and Systems 3", "mlsys"),
        ("Findings of the Association for Computational Linguistics: EMNLP 2021", "findings-emnlp"),
        ("EMNLP 2021 (Findings)", "findings-emnlp"),
        ("International Conference on Supercomputing", "ics"),
        ("ACM/IEEE Conference on Supercomputing", "sc"),
        ("The Journal of Supercomputing", "jsupercomp"),
        ("SIAM International Conference on Data Mining", "sdm"),
        ("IEEE International Conference on Data Mining", "icdm"),
        ("ACM Symposium on Cloud Computing", "socc"),
        ("IEEE International Conference on Cloud Computing", "cloud"),
        ("IEEE Transactions on Computers", "tc"),
        ("ACM Transactions on Computer Systems", "tocs"),
        ("Computer Vision and Pattern Recognition Workshops", "cvpr-ws"),
        ("NeurIPS Workshop on Machine Learning for Systems", "neurips-ws"),
        # Series, and names that have changed.
        ("Computer Vision - ECCV 2018, Lecture Notes in Computer Science, vol. 11205", "eccv"),
        ("Lecture Notes in Computer Science", "lncs"),
        ("Advances in Neural Information Processing Systems 35", "neurips"),
        ("SysML 2018", "mlsys"),
        # Preprint servers.
        ("arXiv preprint arXiv:2309.06180 [cs.LG]", "arxiv"),
        ("CoRR, abs/1706.03762", "arxiv"),
        ("ArXiv e-prints", "arxiv"),
        ("bioRxiv 2020.03.04.123456", "biorxiv"),
        # Slips, and two words written as one.
        ("Internatinal Conference on Machine Leanring", "icml"),
        ("Architectual Support for Programming Languages and Operating Systems", "asplos"),
        ("Autonomous Agents and Multiagent Systems", "aamas"),
        ("Visualization and Computer Graphics, IEEE Transactions on", "tvcg"),
        ("Computer Vision (ICCV), 2015 IEEE International Conference on", "iccv"),
        ("Machine Learning: ECML 2005", "ecmlpkdd"),
        # Neighbours that the table does not know.
        ("Australian Joint Conference on Artificial Intelligence", ""),
        ("Mathematical Foundations of Computer Science", ""),
        ("International Conference on Pattern Recognition Systems", ""),
        ("International Conference on Machine Learning and Applications", ""),
        ("Symposium on Software Reliability Engineering Workshops", ""),
        ("IJCAI Workshop on Explainable Artificial Intelligence", ""),
        ("Journal of Cloud Computing", ""),
        ("ACM Transactions on Computational Logic", ""),
        ("OMG SysML Specification", ""),
        ("Nature Reviews Genetics", ""),
        ("Machine Learning Methods in the Life Sciences", ""),
        ("Proceedings of the North American Chapter of the ACL: Student Research Workshop", ""),
    ],
)
def test_neighbours_are_told_apart(matcher: VenueMatcher, text: str, venue: str) -> None:
    found = matcher.recognise(text)
    assert (found.venue if found else "") == venue


@pytest.mark.parametrize(
    ("text", "venue", "track"),
    [
        ("Companion Proceedings of the ACM on Web Conference 2025", "www", "companion"),
        ("Extended Abstracts of the CHI Conference on Human Factors", "chi", "abstracts"),
        ("Proceedings of ACL 2018, System Demonstrations", "acl", "demo"),
        ("SIGCOMM Posters and Demos", "sigcomm", "demo"),
        ("AAAI Fall Symposium on Artificial Agents", "aaai", "symposium"),
        ("Adjunct Proceedings of UIST 2019", "uist", "adjunct"),
        ("NeurIPS 2021 Datasets and Benchmarks Track", "neurips", "datasets"),
        ("ICML 2019 Workshop on Deep Learning", "icml-ws", "workshop"),
        ("Findings of the ACL: ACL 2023", "findings-acl", "findings"),
        ("IEEE Communications Surveys & Tutorials", "comst", "main"),
        (
            "Annual Meeting of the Association for Computational Linguistics: Posters",
            "acl",
            "poster",
        ),
        ("AAAI Spring Symposium Workshop on Agents", "aaai-ws", "workshop"),
    ],
)
def test_the_track_is_part_of_the_answer(
    matcher: VenueMatcher, text: str, venue: str, track: str
) -> None:
    found = matcher.recognise(text)
    assert found
    assert (found.venue, found.track) == (venue, track)


def test_years_and_ordinals_that_contradict_one_another_are_told(matcher: VenueMatcher) -> None:
    found = matcher.recognise("16th USENIX Symposium on OSDI 2019", year=2020)
    assert found
    assert (found.year, found.ordinal) == (2019, 16)
    assert found.contradictions == (
        "edition 16 of OSDI was held in 2022, not in 2019",
        "the title says 2019, the paper 2020",
    )
    sound = matcher.recognise("16th USENIX Symposium on OSDI 2022", year=2022)
    assert sound
    assert sound.contradictions == ()
