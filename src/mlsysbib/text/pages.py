"""Pages: first and last are parted by a hyphen; one within the number of a page is U+2010."""

from __future__ import annotations

import re

# Within the number of a page, as C3‐32: what parts first and last page is a plain hyphen.
INNER_HYPHEN = "\u2010"
_BRACED = re.compile(r"\{-+\}")
_RANGE_DASH = re.compile(r"\s*(?:--+|[‒–—−])\s*")
_DASH = re.compile(r"\s*[-‑]\s*")
_NUMBERED = re.compile(r".*\d|[ivxlc]+(?:-[ivxlc]+)?$", re.IGNORECASE)
_PLAIN = re.compile(r"([0-9]+)--?([0-9]+)")
_WORD = re.compile(r"^(?:pp?|pages?)\.?\s*(?=\d)", re.IGNORECASE)
_ARTICLE = re.compile(r"([A-Za-z]?\d+):(\d+)-\1:(\d+)")
_LISTED = re.compile(r"(\s*[,;]\s*)")
_PARTS = re.compile(r"([^\W\d_]*)(\d*)(.*)")


def clean_pages(text: str) -> str:
    """Return a range of pages with a hyphen; "" for a text without any number.

    >>> clean_pages("611 – 626"), clean_pages("e48--e48"), clean_pages("No pages")
    ('611-626', 'e48', '')
    >>> clean_pages("C3-32--C3-35"), clean_pages("LL16-04")
    ('C3‐32-C3‐35', 'LL16‐04')
    """
    if found := _PLAIN.fullmatch(text):
        return found[1] if found[1] == found[2] else f"{found[1]}-{found[2]}"
    text = _WORD.sub("", _BRACED.sub(INNER_HYPHEN, text.strip()))
    pages = "".join(
        part if _LISTED.fullmatch(part) else _range(part) for part in _LISTED.split(text)
    )
    pages = " ".join(pages.split()).strip("-.,; ")
    return pages if _NUMBERED.match(pages) else ""


def _range(text: str) -> str:
    pieces = _RANGE_DASH.split(text.strip().strip("-–—−‒.,; "))
    if len(pieces) == 1:
        pieces = _halves(_DASH.split(pieces[0].strip()))
    inner = [_DASH.sub(INNER_HYPHEN, piece.strip()) for piece in pieces if piece.strip()]
    return inner[0] if len(set(inner)) == 1 else "-".join(inner)


def _halves(parts: list[str]) -> list[str]:
    """Return first and last page of what hyphens part, or the whole where they part no range."""
    if len(parts) % 2 or not all(parts):
        return [INNER_HYPHEN.join(parts)]
    middle = len(parts) // 2
    first, last = INNER_HYPHEN.join(parts[:middle]), INNER_HYPHEN.join(parts[middle:])
    return [first, last] if _are_range(first, last) else [f"{first}{INNER_HYPHEN}{last}"]


def _are_range(first: str, last: str) -> bool:
    """Say whether two numbers look alike, or the last one leaves out what the first has before."""
    before, behind = _PARTS.fullmatch(first), _PARTS.fullmatch(last)
    if before is None or behind is None:
        return False
    if before[1].casefold() == behind[1].casefold() or not (before[2] or behind[2]):
        return True
    if not behind[1] and before[2] and behind[2] and not behind[2].startswith("0"):
        return int(behind[2]) > int(before[2])
    return bool(before[1] and behind[1] and before[2] and behind[2])


def split_article_pages(pages: str) -> tuple[str, str]:
    """Split `58:1-58:15` into article and pages; the article is "" where there is none."""
    found = _ARTICLE.fullmatch(pages) if ":" in pages else None
    return (found[1], f"{found[2]}-{found[3]}") if found else ("", pages)


def first_and_last(pages: str) -> tuple[str, str]:
    """Return the first and the last page, as they are printed; the last is "" where one is all."""
    first, _, last = pages.partition("-")
    return first.replace(INNER_HYPHEN, "-"), last.replace(INNER_HYPHEN, "-")


def join_pages(first: str, last: str) -> str:
    """Return the pages that stand in two fields, of which either may have the whole range.

    >>> join_pages("12", "12-15"), join_pages("S-12", "S-19"), join_pages("12-15", "15")
    ('12-15', 'S‐12-S‐19', '12-15')
    """
    first, last = first.strip(), last.strip()
    if not last or first == last:
        return clean_pages(first)
    for whole, other in ((clean_pages(last), first), (clean_pages(first), last)):
        if "-" in whole and other in {*first_and_last(whole), whole}:
            return whole
    if "-" in (whole := clean_pages(first)):
        return whole
    return clean_pages(f"{first}--{last}")
