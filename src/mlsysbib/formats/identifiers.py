"""Find arXiv identifiers, DOIs and preprint servers in the many places where people put them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from mlsysbib.model.entry import Arxiv

_ID = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d{7}"
_CLASS = r"[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z\-]{2,})?"
_IN_TEXT = re.compile(
    rf"""(?: \barxiv\.org/[a-z]+/ | 10\.48550/arxiv[.:] | \babs/
           | \barxiv[\s:.–-]*(?:e-?prints?|preprints?)?[\s:.,(]*(?:arxiv[\s:.–-]*)?(?:abs/)?
         )
         (?P<id>{_ID})(?:v\d+)?(?!\d)
         (?:\s*\[(?P<class>{_CLASS})[\],])?""",
    re.IGNORECASE | re.VERBOSE,
)
_ALONE = re.compile(
    rf"(?:arxiv[:\s]\s*)?(?P<id>{_ID})(?:v\d+)?(?:\s*\[(?P<class>{_CLASS})[\],].*)?", re.IGNORECASE
)
_ARXIV_CONTAINER = re.compile(
    r"(?:arxiv|computing research repository)\b.* | corr(?:\W*|\W+(?:abs|arxiv|\d).*)"
    r"| .*\((?:corr|arxiv)\) | .*\barxiv\.org\W*",
    re.IGNORECASE | re.VERBOSE,
)


def find_arxiv(texts: Iterable[str]) -> Arxiv | None:
    """Return what the first text that names an arXiv identifier says, its version left out."""
    for text in texts:
        if text and _may_name_arxiv(text) and (found := _IN_TEXT.search(text)):
            return _arxiv(found)
    return None


def _may_name_arxiv(text: str) -> bool:
    """Say whether the words are there that an identifier follows; far faster than to look for it.

    Beyond ASCII there are letters that are one with these where case is ignored.
    """
    lowered = text.lower()
    return "arxiv" in lowered or "abs/" in lowered or not text.isascii()


def parse_arxiv(text: str) -> Arxiv | None:
    """Return what an eprint field holds, which is the identifier with or without `arXiv:`."""
    found = _ALONE.fullmatch(text.strip())
    return _arxiv(found) if found else find_arxiv([text])


def _arxiv(found: re.Match[str]) -> Arxiv:
    archive, slash, number = found["id"].rpartition("/")
    name, dot, subject = archive.partition(".")
    id_ = f"{name.lower()}{dot}{subject.upper()}{slash}{number}"
    return Arxiv(id=id_, class_=found["class"] or "")


def is_arxiv_container(text: str) -> bool:
    """Say whether what stands where a journal should is arXiv.

    >>> is_arxiv_container("arXiv preprint arXiv:1706.03762"), is_arxiv_container("CoRR")
    (True, True)
    """
    return _ARXIV_CONTAINER.fullmatch(text.strip()) is not None


class Server(msgspec.Struct, frozen=True):
    """A preprint server other than arXiv: its name, and how texts and DOIs show it."""

    name: str
    container: str
    doi: str = ""


SERVERS = (
    Server("bioRxiv", r"bio\W?rxiv"),
    Server("medRxiv", r"med\W?rxiv"),
    Server("ChemRxiv", r"chem\W?rxiv", r"10\.26434/"),
    Server("TechRxiv", r"tech\W?rxiv", r"10\.36227/"),
    Server("PsyArXiv", r"psy\W?arxiv", r"10\.31234/"),
    Server("SSRN", r"(?:ssrn|available at ssrn)\b", r"10\.2139/ssrn"),
    Server("Research Square", r"research square", r"10\.21203/"),
    Server("Preprints.org", r"preprints(?:\.org|$)", r"10\.20944/"),
    Server("HAL", r"hal\b"),
    Server("Cryptology ePrint Archive", r"(?:iacr )?cryptology e-?print archive"),
)
_ANY_CONTAINER = re.compile("|".join(server.container for server in SERVERS), re.IGNORECASE)
_ANY_DOI = re.compile("|".join(server.doi for server in SERVERS if server.doi))
_SERVER_ID = re.compile(r"(?:preprint )?(?:[\w ]+:\s*)?(?P<id>\S*\d\S*)")


def find_server(container: str, doi: str = "") -> tuple[str, str]:
    """Return a preprint server's name, and the identifier there if the text holds one.

    >>> find_server("bioRxiv preprint bioRxiv:2020.01.01.123")
    ('bioRxiv', '2020.01.01.123')
    """
    if not (_ANY_CONTAINER.match(container) if container else _ANY_DOI.match(doi)):
        return "", ""
    for server in SERVERS:
        if found := re.match(server.container, container, re.IGNORECASE):
            rest = container[found.end() :].strip(" :,;.")
            id_ = _SERVER_ID.fullmatch(rest)
            return server.name, id_["id"] if id_ else ""
        if server.doi and not container and re.match(server.doi, doi):
            return server.name, ""
    return "", ""


_DOI = re.compile(r"10\.\d{4,9}/\S+")
_RESOLVER = re.compile(r"https?://(?:\w+\.)*doi\.org/", re.IGNORECASE)


def clean_doi(text: str) -> str:
    """Return a DOI without resolver or label; "" where there is none.

    >>> clean_doi("https://doi.org/10.1145/3600006.3613165")
    '10.1145/3600006.3613165'
    """
    found = _DOI.search(text)
    return found[0].rstrip(".,;") if found else ""


def doi_in_url(url: str) -> str:
    """Return the DOI that an address resolves."""
    return clean_doi(url) if _RESOLVER.match(url) else ""


_DERIVED = re.compile(
    r"https?://(?:\w+\.)*(?:doi\.org/10\.|arxiv\.org/(?:abs|pdf|html)/)", re.IGNORECASE
)


def is_derived_url(url: str) -> bool:
    """Say whether an address only repeats a DOI or an arXiv identifier."""
    return _DERIVED.match(url) is not None
