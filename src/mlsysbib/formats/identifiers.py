"""Find arXiv identifiers and preprint servers in the many places where people put them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from mlsysbib.model.entry import Arxiv
from mlsysbib.text.identifiers import find_arxiv_id, parse_arxiv_id


def find_arxiv(texts: Iterable[str]) -> Arxiv | None:
    """Return what the first text that names an arXiv identifier says, its version left out."""
    found = find_arxiv_id(texts)
    return Arxiv(id=found.id, class_=found.class_) if found else None


def parse_arxiv(text: str) -> Arxiv | None:
    """Return what an eprint field holds, which is the identifier with or without `arXiv:`."""
    found = parse_arxiv_id(text)
    return Arxiv(id=found.id, class_=found.class_) if found else None


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
