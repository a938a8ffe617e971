"""Compare the fields of a reference with the versions of a work, one by one.

Each function returns the difference, or None where the field agrees with a version, is not said, or
is not known: an abstention is no difference. Forms that styles and exports give a value are equal:
abbreviated venues, shortened page ranges, versions of an arXiv identifier.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from mlsysbib.formats.reference import Reference
from mlsysbib.index.terms import fold_title
from mlsysbib.intake.verify.claims import arxiv_ids
from mlsysbib.intake.verify.verdicts import Difference, Severity
from mlsysbib.intake.verify.works import Version
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.venue_matching import Recognised
from mlsysbib.text.identifiers import is_arxiv_container
from mlsysbib.text.markup import plain_text
from mlsysbib.text.words import fold, significant_words

_SAME_WORDS = 60


def title_difference(reference: Reference, versions: Sequence[Version]) -> Difference | None:
    """Compare titles; a subtitle, or the name before a colon, may be left out."""
    given = plain_text(reference.title)
    titles = [title for version in versions for title in (version.title, *version.others)]
    if any(is_one_title(given, title) for title in titles):
        return None
    best = max(titles, key=lambda title: fuzz.ratio(fold_title(given), fold_title(title)))
    is_other = fuzz.token_sort_ratio(fold(given).lower(), fold(best).lower()) < _SAME_WORDS
    eprints = {version.entry.arxiv.id for version in versions if version.entry.arxiv}
    if not eprints.isdisjoint(arxiv_ids(reference)):
        # A preprint may have had another title once.
        is_other = False
    severity = Severity.HALLUCINATED if is_other else Severity.ERROR
    return Difference("title", given, best, severity, versions[0].source)


def is_one_title(given: str, known: str) -> bool:
    """Say whether two plain titles are one, or one of them is the other without a part."""
    one, other = fold_title(given), fold_title(known)
    return one == other or one in _parts(known) or other in _parts(given)


def _parts(title: str) -> set[str]:
    """Return what stands before and behind the first colon, where that says enough, folded."""
    before, colon, behind = title.partition(":")
    if not colon:
        return set()
    # A name alone may be all that is left of a title; what follows it has to say something.
    parts = [before] if len(before) > 2 else []  # noqa: PLR2004 - a name
    if len(significant_words(behind)) > 2:  # noqa: PLR2004 - a title
        parts.append(behind)
    return {fold_title(part) for part in parts}


def edition_difference(reference: Reference, venue: Recognised | None) -> Difference | None:
    """Compare the year with the one that the title of the proceedings names."""
    given = reference.year
    if given is None or venue is None or venue.year is None or abs(venue.year - given) <= 1:
        return None
    if is_arxiv_container(reference.container):
        return None
    source = "the reference itself"
    return Difference("year", str(given), f"{reference.container}", Severity.ERROR, source)


def year_difference(
    reference: Reference, versions: Sequence[Version], venue: Recognised | None
) -> Difference | None:
    """Compare years with those of every version, and with that of the arXiv identifier cited."""
    given = reference.year
    years = {version.item.year for version in versions if version.item.year}
    if given is None or not years or given in years:
        return None
    for arxiv in arxiv_ids(reference):
        if arxiv[:2].isdecimal() and given == 2000 + int(arxiv[:2]):
            return None
    nearest = min(years, key=lambda year: abs(year - given))
    source = next(version.source for version in versions if version.item.year == nearest)
    is_told = given - 1 in years and str(given - 1) in reference.container
    if min(years) < given < max(years) or is_told or _is_printed_later(given, versions):
        # Between two versions papers appear online; of a meeting in December, or one whose year
        # is told besides, the volume in the year after.
        return Difference("year", str(given), str(nearest), Severity.BENIGN, source)
    is_published = any(not version.is_preprint for version in versions)
    if not is_published and reference.container and 0 < given - nearest <= _LATER:
        # Published since, in a venue that nobody here knows of.
        return edition_difference(reference, venue)
    return Difference("year", str(given), str(nearest), Severity.ERROR, source)


def _is_printed_later(given: int, versions: Sequence[Version]) -> bool:
    return any(
        version.item.year + 1 == given and (version.item.container.month or 0) >= _LATE_MONTH
        for version in versions
    )


# Proceedings of what is held so late in a year may be printed in the next.
_LATE_MONTH = 11
# As long as a preprint may take to be published, in years.
_LATER = 3
_RANGE = re.compile(r"\s*[-‐‑–—−]+\s*")


def _pages(text: str) -> tuple[str, str]:
    """Return first and last page; `1735-80` means 1780. The last may be ""."""
    first, _, last = _RANGE.sub("-", text.strip()).partition("-")
    first, last = first.strip().lower(), last.strip().lower()
    if last.isdecimal() and first.isdecimal() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last


def pages_difference(reference: Reference, versions: Sequence[Version]) -> Difference | None:
    """Compare pages with those of published versions; a first page alone says enough."""
    known = [version for version in versions if version.item.pages]
    if not reference.pages or not known:
        return None
    given = _pages(reference.pages)
    for version in known:
        first, last = _pages(version.item.pages)
        if not given[1] and given[0].isdecimal() and "1" in {first, given[0]}:
            # The number of an article of which each counts its pages from 1, or that count.
            return None
        if given == (first, last) or (given[0] == first and "" in {given[1], last}):
            return None
        most = 0 if version.item.type is ItemType.ARTICLE else _FRONT
        if is_of_another_count(given, (first, last), most):
            return None
    found = known[0]
    # What is printed for others has its own count, which their site does not follow.
    is_reprint = found.item.container.publisher.startswith(_REPRINTS)
    severity = Severity.BENIGN if is_reprint else Severity.ERROR
    return Difference("pages", reference.pages, found.item.pages, severity, found.source)


_REPRINTS = "Curran"


# The front matter of proceedings that one count leaves out, in pages.
_FRONT = 32


def is_of_another_count(given: tuple[str, str], known: tuple[str, str], most: int = _FRONT) -> bool:
    """Say whether two ranges of one length are of two counts: from 1, or without the front matter.

    Publishers' sites and the printed volume of one conference differ by a few pages throughout, by
    `most` of them; the numbers of a journal have one count.
    """
    if not all(page.isdecimal() for page in (*given, *known)):
        return False
    one, other = ([int(page) for page in pages] for pages in (given, known))
    is_as_long = one[1] - one[0] == other[1] - other[0] > 0
    return is_as_long and (1 in {one[0], other[0]} or abs(one[0] - other[0]) <= most)


def volume_difference(reference: Reference, versions: Sequence[Version]) -> Difference | None:
    """Compare volumes with those of journals, which number them."""
    known = [version for version in versions if version.item.volume]
    if not reference.volume or not known:
        return None
    given = reference.volume.lower().removeprefix("v").lstrip("0")
    if any(given == version.item.volume.lower().removeprefix("v") for version in known):
        return None
    found = known[0]
    return Difference("volume", reference.volume, found.item.volume, Severity.BENIGN, found.source)
