"""What is written of a reference that an index knows and the library does not.

That a record is of the same work is for matching to say. To overwrite what somebody wrote takes
more: nothing that the reference says may speak for another version or another order of authors,
unless the two share an identifier. Where that is in doubt, the reference stays as it is.
"""

from __future__ import annotations

import re

import msgspec
from rapidfuzz.distance import Levenshtein

from mlsysbib.index.record import Record
from mlsysbib.index.terms import fold_title
from mlsysbib.model.entry import Entry, Published, identifiers
from mlsysbib.model.names import Name, short_name
from mlsysbib.text.casing import protect
from mlsysbib.text.markup import RunKind, parse_markup
from mlsysbib.text.words import fold_latin

# What a record may lack and a reference say: of one paper in whatever year, and of one year.
_PAPER = ("pages", "article", "doi", "isbn", "url", "track")
_EDITION = ("volume", "number", "series", "publisher", "publisher_place", "place", "month")
_LEAST_LETTERS = 12


def recorded_entry(entry: Entry, record: Record, foreign: Entry) -> Entry | None:
    """Return what to write of a reference: the record, and what only the reference says.

    None where the record is no ground to write from. Where the venue is none of ours, the
    reference's own words for it stand, and a preprint is no more than that.
    """
    published, said = entry.published, foreign.published
    if not _is_ground(entry, record, foreign):
        return None
    entry = msgspec.structs.replace(entry, title=_with_kept_words(entry.title, foreign.title))
    if published is None:
        return entry
    if said is None:
        return entry if published.venue else _without_publication(entry)
    type_ = entry.type
    if not published.venue:
        container = said.container_title or published.container_title
        published = msgspec.structs.replace(
            published, venue=said.venue, container_title="" if said.venue else container
        )
        type_ = "" if said.venue else foreign.type or type_
    return msgspec.structs.replace(entry, published=_completed(published, said), type=type_)


def _is_ground(entry: Entry, record: Record, foreign: Entry) -> bool:
    """Say whether nothing that a reference says speaks against a record of its work."""
    published, said = entry.published, foreign.published
    if not entry.authors or len(foreign.authors) > len(entry.authors):
        return False
    if record.authors_cut and not foreign.authors_cut:
        return False
    # What two say is no longer in doubt.
    agrees = published and said and published.venue and published.venue == said.venue
    if record.doubtful and not record.authors_cut and not agrees:
        return False
    if published and said and not _is_same_place(published, said):
        return False
    is_alike = _is_same_title(entry, foreign) and _is_same_first_author(entry, foreign)
    return is_alike or _share_identifier(entry, foreign)


def _without_publication(entry: Entry) -> Entry | None:
    return msgspec.structs.replace(entry, published=None) if entry.arxiv else None


def _is_same_place(published: Published, said: Published) -> bool:
    """Say whether a reference names the venue of a record, or none that contradicts it."""
    is_same_doi = said.doi.lower() == published.doi.lower()
    if said.doi and published.doi and not is_same_doi and said.venue != published.venue:
        return False
    if said.venue and published.venue == f"findings-{said.venue}":
        # Conferences call both their own, and people the Findings by the conference.
        return said.year in {published.year, 0}
    if said.venue or not said.container_title:
        return published.venue == said.venue or not said.venue
    if not published.venue:
        return published.container_title != ""
    # Words that are none of a known venue may be those of another version.
    return (said.doi != "" and is_same_doi) or (said.pages != "" and said.pages == published.pages)


def _share_identifier(entry: Entry, foreign: Entry) -> bool:
    own = {value for value, _ in identifiers(entry)}
    return any(value in own for value, _ in identifiers(foreign))


def _is_same_title(entry: Entry, foreign: Entry) -> bool:
    """Say whether titles are one but for a slip of the pen, a subtitle, or a name in front."""
    titles = [entry.plain_title]
    if entry.arxiv and entry.arxiv.title:
        titles.append(entry.arxiv.title)
    said = fold_title(foreign.plain_title)
    return any(_are_one(fold_title(title), said) for title in titles)


def _are_one(title: str, said: str) -> bool:
    if title == said:
        return True
    shorter, longer = sorted((title, said), key=len)
    if len(shorter) < _LEAST_LETTERS:
        return False
    return longer.startswith(shorter) or longer.endswith(shorter) or _is_slip(shorter, longer)


def _is_slip(shorter: str, longer: str) -> bool:
    """Say whether two letters at most differ, and those not where a system's name stands."""
    most = 2
    return (
        shorter[:4] == longer[:4]
        and Levenshtein.distance(shorter, longer, score_cutoff=most) <= most
    )


def _is_same_first_author(entry: Entry, foreign: Entry) -> bool:
    """Say whether the first author is the same, or the reference names none."""
    if not foreign.names:
        return True
    first, said = _family(entry.names[0]), _family(foreign.names[0])
    return first == said or first.endswith(f" {said}") or said.endswith(f" {first}")


def _family(name: Name) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold_latin(short_name(name)).casefold()))


def _completed(published: Published, said: Published) -> Published:
    """Return a publication with what a reference to it says beside."""
    names = _PAPER if said.year != published.year else _PAPER + _EDITION
    details = {
        name: getattr(said, name)
        for name in names
        if getattr(said, name) and not getattr(published, name)
    }
    # One place in a volume is told by pages or by the number of an article.
    if published.pages or published.article:
        details.pop("pages", None)
        details.pop("article", None)
    return msgspec.structs.replace(published, **details)


def _with_kept_words(title: str, said: str) -> str:
    """Return a title in which also those words keep their case that a reference keeps."""
    words = [
        run.text for run in parse_markup(said) if run.kind is RunKind.KEPT and " " not in run.text
    ]
    if not words or len(words) > len(title.split()) // 2:
        return title
    pattern = "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))
    return protect(title, re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])"))
