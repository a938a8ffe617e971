"""Identifiers as claims: which a reference says are its own, and whether they are its work's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from mlsysbib.formats.reference import Reference
from mlsysbib.intake.verify.authors import count_same
from mlsysbib.intake.verify.verdicts import Difference, Severity
from mlsysbib.intake.verify.works import Version, Work, Works
from mlsysbib.model.entry import byline
from mlsysbib.text.identifiers import clean_doi, is_arxiv_container, parse_arxiv_id
from mlsysbib.text.urls import is_arxiv_doi


def arxiv_ids(reference: Reference) -> Iterator[str]:
    """Yield the arXiv identifiers that a reference names, wherever it does."""
    texts = [reference.doi, reference.url, reference.container, *reference.clues]
    if reference.arxiv:
        yield reference.arxiv.id
    for text in texts:
        if text and (found := parse_arxiv_id(text)):
            yield found.id


def claimed_identifiers(reference: Reference) -> list[tuple[str, str]]:
    """Return the identifiers that a reference says are its own: (`doi` or `arxiv`, value)."""
    found = [("arxiv", id_) for id_ in arxiv_ids(reference)]
    doi = clean_doi(reference.doi) or clean_doi(reference.url)
    if doi and not is_arxiv_doi(doi):
        found.append(("doi", doi))
    return list(dict.fromkeys(found))


def find_arxiv(reference: Reference) -> str:
    """Return the arXiv identifier that a reference names, or ""."""
    return next(arxiv_ids(reference), "")


# DOIs that ACM gives to what has none; no resolver knows them.
_NO_DOI = "10.5555/"


def doi_difference(
    reference: Reference, versions: Sequence[Version], works: Works, venue: str
) -> Difference | None:
    """Compare a DOI with those of the versions.

    Where none is known, it is wrong if it is that of another work, or if the papers of the venue
    (`venue` is the one that the reference names) have DOIs of other registrants, or none.
    """
    if not reference.doi:
        return None
    cited = [one for one in versions if venue and one.venue == venue] or versions
    known = [one for one in cited if one.item.doi and not is_arxiv_doi(one.item.doi)]
    source = known[0] if known else versions[0]
    doi = clean_doi(reference.doi)
    is_one = doi != "" and not doi.startswith(_NO_DOI)
    if is_one and (
        is_arxiv_doi(doi) or any(_is_one_doi(doi.lower(), one.item.doi.lower()) for one in versions)
    ):
        return None
    if is_one and not known:
        if other := other_work("doi", doi, versions, works):
            return _of_other("doi", doi, other)
        at = versions[0].venue or venue
        if not (_is_foreign(doi, works.registrants(at)) or _is_nobodys(doi, reference, at, works)):
            return None
    expected = source.item.doi or "none"
    return Difference("doi", doi or reference.doi, expected, Severity.ERROR, source.source)


def _is_one_doi(one: str, other: str) -> bool:
    """Say whether two DOIs are one, or the two that IEEE gives to one paper.

    The Computer Society counts the papers of a volume, Xplore all of its documents.
    """
    if one == other:
        return True
    (stem, _, number), (other_stem, _, other_number) = one.rpartition("."), other.rpartition(".")
    return (
        stem == other_stem
        and stem.startswith("10.1109/")
        and number.isdecimal()
        and other_number.isdecimal()
        and (len(number) >= _OF_XPLORE) is not (len(other_number) >= _OF_XPLORE)
    )


_OF_XPLORE = 6


def is_own_doi(reference: Reference, versions: Sequence[Version], works: Works) -> bool:
    """Say whether a DOI may be that of a publication that nobody here knows.

    It is well-formed, of no work that is known, and of a registrant that is.
    """
    doi = clean_doi(reference.doi)
    if not doi or is_arxiv_doi(doi) or doi.startswith(_NO_DOI) or works.by_identifier("doi", doi):
        return False
    stems = {one.item.doi.lower().rpartition(".")[0] for one in versions if one.item.doi}
    return works.is_registered(doi) and doi.lower().rpartition(".")[0] not in stems


def _is_nobodys(doi: str, reference: Reference, venue: str, works: Works) -> bool:
    """Say whether nothing known is of a registrant, and no place that nobody knows explains it."""
    is_known_place = (
        bool(venue) or not reference.container or is_arxiv_container(reference.container)
    )
    return is_known_place and not works.is_registered(doi)


# Of 100: a title that differs more is that of another work.
_OTHER_TITLE = 60


def other_work(kind: str, value: str, versions: Sequence[Version], works: Works) -> Work | None:
    """Return the work that an identifier belongs to, where that is certainly not this one.

    Databases may hold two versions of one work apart, with titles that differ by words.
    """
    owners = works.by_identifier(kind, value)
    if not owners or any(_is_alike(owner, version) for owner in owners for version in versions):
        return None
    return owners[0]


def _is_alike(work: Work, version: Version) -> bool:
    return any(
        fuzz.token_sort_ratio(one.title.lower(), version.title.lower()) >= _OTHER_TITLE
        or (one.authors and count_same(one.authors, version.authors) * 2 >= len(one.authors))
        for one in work.versions
    )


def _of_other(field: str, value: str, work: Work) -> Difference:
    version = work.versions[0]
    found = f"{version.title} ({byline(version.authors)}, {version.item.year})"
    return Difference(field, value, found, Severity.ERROR, version.source)


# Of so many papers of a venue, one would have had a DOI of that registrant.
_ENOUGH = 20


def _is_foreign(doi: str, registrants: dict[str, int]) -> bool:
    return sum(registrants.values()) >= _ENOUGH and doi.partition("/")[0] not in registrants


def arxiv_difference(
    reference: Reference, versions: Sequence[Version], works: Works
) -> Difference | None:
    """Compare arXiv identifiers, without their versions."""
    given = find_arxiv(reference)
    known = [version for version in versions if version.entry.arxiv]
    if not given:
        return None
    if not known:
        other = other_work("arxiv", given, versions, works)
        return _of_other("arxiv", given, other) if other else None
    ids = [version.entry.arxiv.id for version in known if version.entry.arxiv]
    if given in ids:
        return None
    field = "doi" if is_arxiv_doi(clean_doi(reference.doi)) else "arxiv"
    return Difference(field, given, ids[0], Severity.ERROR, known[0].source)
