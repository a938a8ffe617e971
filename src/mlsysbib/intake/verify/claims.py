"""Identifiers as claims: which a reference says are its own, and whether they are its work's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mlsysbib.formats.reference import Reference
from mlsysbib.intake.verify.verdicts import Difference, Severity
from mlsysbib.intake.verify.works import Version
from mlsysbib.text.identifiers import clean_doi, parse_arxiv_id
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
    reference: Reference, versions: Sequence[Version], registrants: Mapping[str, int]
) -> Difference | None:
    """Compare a DOI with those of the versions.

    Where none is known, it is wrong if the venue's papers have DOIs of other registrants, or none:
    `registrants` counts them.
    """
    if not reference.doi:
        return None
    known = [one for one in versions if one.item.doi and not is_arxiv_doi(one.item.doi)]
    source = known[0] if known else versions[0]
    expected = source.item.doi or "none"
    doi = clean_doi(reference.doi)
    if not doi or doi.startswith(_NO_DOI):
        return Difference("doi", reference.doi, expected, Severity.ERROR, source.source)
    if is_arxiv_doi(doi) or any(doi.lower() == one.item.doi.lower() for one in known):
        return None
    if not known and not _is_foreign(doi, registrants):
        return None
    return Difference("doi", doi, expected, Severity.ERROR, source.source)


# Of so many papers of a venue, one would have had a DOI of that registrant.
_ENOUGH = 20


def _is_foreign(doi: str, registrants: Mapping[str, int]) -> bool:
    return sum(registrants.values()) >= _ENOUGH and doi.partition("/")[0] not in registrants


def arxiv_difference(reference: Reference, versions: Sequence[Version]) -> Difference | None:
    """Compare arXiv identifiers, without their versions."""
    given = find_arxiv(reference)
    known = [version for version in versions if version.entry.arxiv]
    if not given or not known:
        return None
    ids = [version.entry.arxiv.id for version in known if version.entry.arxiv]
    if given in ids:
        return None
    field = "doi" if is_arxiv_doi(clean_doi(reference.doi)) else "arxiv"
    return Difference(field, given, ids[0], Severity.ERROR, known[0].source)
