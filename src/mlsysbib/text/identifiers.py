"""DOIs and arXiv identifiers: what they look like, and in which texts and addresses they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_YYMM = r"\d\d(?:0[1-9]|1[0-2])"
# As entries hold it: what arXiv gives a paper, and since 2007 without an archive. A number under
# `submit` is that of a submission, and no paper's.
ARXIV_ID = rf"(?:{_YYMM}\.\d{{4,5}}|(?!submit)[a-z\-]+(?:\.[A-Z]{{2}})?/{_YYMM}\d{{3}})"
_ID = rf"{_YYMM}\.\d{{4,5}}|(?!submit)[a-z]+(?:-[a-z]+)?(?:\.[a-z]{{2}})?/{_YYMM}\d{{3}}"
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
    r"(?:arxiv|computing research repository)\b.* | corr(?:\W*|\W+(?:vol\w*\W+)?(?:abs|arxiv|\d).*)"
    r"| .*\((?:corr|arxiv)\) | .*\barxiv\.org\W*",
    re.IGNORECASE | re.VERBOSE,
)


# Old ones of Wiley hold a SICI, which has angle brackets: `<35::AID-PSSB35>`.
_DOI = re.compile(
    r"10\.\d{4,9}/(?:\(sici\)[^\s\"{}]+|[^\s\"<>{}]+(?:<[\w.()-]*:[^\s\"<>{}]*>[^\s\"<>{}]*)*)",
    re.IGNORECASE,
)
_CLEAN_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>%{}()]*[^\s\"<>%{}().,;]").fullmatch
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_RESOLVER = re.compile(r"https?://(?:\w+\.)*doi\.org/", re.IGNORECASE)
_DERIVED = re.compile(
    r"https?://(?:\w+\.)*(?:doi\.org/10\.|arxiv\.org/(?:abs|pdf|html)/)", re.IGNORECASE
)


class ArxivId(NamedTuple):
    """An arXiv identifier without its version, and the class that stands behind it or ""."""

    id: str
    class_: str


def clean_doi(text: str) -> str:
    """Return the DOI in a text without resolver, label and escapes; "" where there is none.

    >>> clean_doi("https://doi.org/10.1016/S0735-1097%2810%2961639-7")
    '10.1016/S0735-1097(10)61639-7'
    """
    if _CLEAN_DOI(text):
        return text
    if "10." not in text:
        return ""
    found = _DOI.search(_ESCAPE.sub(_unescaped, text) if "%" in text else text)
    if not found:
        return ""
    doi = found[0].rstrip(".,;")
    # A parenthesis belongs to the DOI if it was opened there.
    return doi.rstrip(").,;") if doi.count(")") > doi.count("(") else doi


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def doi_in_url(url: str) -> str:
    """Return the DOI that an address resolves."""
    return clean_doi(url) if _RESOLVER.match(url) else ""


def is_derived_url(url: str) -> bool:
    """Say whether an address only repeats a DOI or an arXiv identifier."""
    return _DERIVED.match(url) is not None


def find_arxiv_id(texts: Iterable[str]) -> ArxivId | None:
    """Return the identifier that the first text which names one on arXiv has."""
    for text in texts:
        if text and _may_name_arxiv(text) and (found := _IN_TEXT.search(text)):
            return _arxiv_id(found)
    return None


def _may_name_arxiv(text: str) -> bool:
    """Say whether the words are there that an identifier follows; far faster than to look for it.

    Beyond ASCII there are letters that are one with these where case is ignored.
    """
    lowered = text.lower()
    return "arxiv" in lowered or "abs/" in lowered or not text.isascii()


def parse_arxiv_id(text: str) -> ArxivId | None:
    """Return what an eprint field holds, which is the identifier with or without `arXiv:`.

    >>> parse_arxiv_id("arXiv:2309.06180v2 [cs.LG]")
    ArxivId(id='2309.06180', class_='cs.LG')
    """
    found = _ALONE.fullmatch(text.strip())
    return _arxiv_id(found) if found else find_arxiv_id([text])


def _arxiv_id(found: re.Match[str]) -> ArxivId:
    archive, slash, number = found["id"].rpartition("/")
    name, dot, subject = archive.partition(".")
    return ArxivId(f"{name.lower()}{dot}{subject.upper()}{slash}{number}", found["class"] or "")


def is_arxiv_container(text: str) -> bool:
    """Say whether what stands where a journal should is arXiv.

    >>> is_arxiv_container("arXiv preprint arXiv:1706.03762"), is_arxiv_container("CoRR")
    (True, True)
    """
    return _ARXIV_CONTAINER.fullmatch(text.strip()) is not None
