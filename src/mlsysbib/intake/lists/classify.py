"""What a bullet is: a paper, a link to something else, a heading for others, a note."""

from __future__ import annotations

import re
from enum import Enum, auto

from mlsysbib.intake.lists.blocks import Block
from mlsysbib.intake.lists.bullets import Reading
from mlsysbib.intake.lists.foreign import Link
from mlsysbib.intake.lists.outline import is_title_like
from mlsysbib.selecting.reading_lists.source import Citation, parse_source


class Role(Enum):
    """What a bullet is to its list."""

    PAPER = auto()
    EXTERNAL = auto()
    GROUP = auto()
    CITED = auto()
    DETAIL = auto()  # of the paper above: a link to a version of it, to its slides
    NOTE = auto()
    UNREAD = auto()


# Hosts whose pages are papers.
_PAPER_HOST = re.compile(
    r"https?://(?:[\w-]+\.)*(?:arxiv\.org|doi\.org|dl\.acm\.org|usenix\.org/(?:conference|system|"
    r"legacy|event)|openreview\.net|ieeexplore\.ieee\.org|proceedings\.mlr\.press|vldb\.org|"
    r"proceedings\.neurips\.cc|papers\.nips\.cc|proceedings\.mlsys\.org|aclanthology\.org|"
    r"openaccess\.thecvf\.com|link\.springer\.com|sciencedirect\.com|computer\.org/csdl|jmlr\.org)"
)
_PDF = re.compile(r"https?://\S+\.pdf(?:$|[?#])", re.IGNORECASE)
_NOTE_START = re.compile(
    r"(?:\w+\s)?(?:extended|journal|conference|short|full|workshop|arxiv|earlier|previous|updated)"
    r"\s+version\b|related to\b|follow|see\b|note\b|based on\b|same as\b|similar to\b|cf\.",
    re.IGNORECASE,
)
_FEWEST_TITLE_WORDS = 4
_MOST_DETAIL_WORDS = 6


def role_of(block: Block, reading: Reading, *, under_paper: bool, has_children: bool) -> Role:
    """Return what a bullet is, by what it says and where it hangs."""
    if isinstance(parse_source(block.raw.partition("\n")[0]).lines[0], Citation):
        return Role.CITED
    if not block.text.strip():
        return Role.UNREAD
    if _is_navigation(reading):
        return Role.NOTE
    if under_paper:
        return _below_paper(reading)
    if reading.tag and reading.title:
        return Role.PAPER
    return _without_tag(reading, has_children=has_children)


def _below_paper(reading: Reading) -> Role:
    is_title = len(reading.title.split()) >= _FEWEST_TITLE_WORDS
    is_note = bool(_NOTE_START.match(reading.title)) and not reading.title_link
    if reading.tag and (reading.title_link or is_title) and not is_note:
        return Role.PAPER
    words = len(reading.text.split()) - sum(len(link.text.split()) for link in reading.links)
    return Role.DETAIL if reading.links and words <= _MOST_DETAIL_WORDS else Role.NOTE


def _without_tag(reading: Reading, *, has_children: bool) -> Role:
    first = reading.title_link or (reading.links[0] if reading.links else None)
    is_title = len(reading.title.split()) >= _FEWEST_TITLE_WORDS
    if first and is_title and not reading.lead and _is_paper_link(first):
        return Role.PAPER
    if has_children:
        return Role.GROUP
    if first:
        return Role.EXTERNAL
    if is_title and is_title_like(reading.title):
        return Role.PAPER
    return Role.NOTE if reading.text.endswith((".", ":", "!")) else Role.UNREAD


def _is_paper_link(link: Link) -> bool:
    return bool(_PAPER_HOST.match(link.url) or _PDF.match(link.url))


def _is_navigation(reading: Reading) -> bool:
    """Say whether a bullet only leads to a place in the list itself."""
    links = reading.links
    return bool(links) and reading.tag is None and all(link.url.startswith("#") for link in links)
