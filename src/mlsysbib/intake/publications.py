"""Two publications of one work: a paper of a conference, and its article in a journal."""

from __future__ import annotations

from collections.abc import Iterable

from mlsysbib.model.entry import Entry
from mlsysbib.model.venues import VenueTable


def part_publications(group: Iterable[Entry], venues: VenueTable) -> list[list[Entry]]:
    """Part references to one work by the publication that they are of; the first decides.

    A reference to no publication, but a preprint, goes to the first part.
    """
    parts: list[list[Entry]] = []
    for foreign in group:
        same = (part for part in parts if not are_two_publications(part[0], foreign, venues))
        if part := next(same, None):
            part.append(foreign)
        else:
            parts.append([foreign])
    return parts


def are_two_publications(first: Entry, second: Entry, venues: VenueTable) -> bool:
    """Say whether two versions of a work are two publications: venue, kind or DOI differ.

    A venue that is unknown may be written in many ways: its kind counts, and the first page.
    """
    one, other = first.published, second.published
    if one is None or other is None:
        return False
    has_two_venues = bool(one.venue and other.venue and one.venue != other.venue)
    has_two_dois = bool(one.doi and other.doi and one.doi.lower() != other.doi.lower())
    have_places = all(version.venue or version.container_title for version in (one, other))
    is_of_two_kinds = is_in_journal(first, venues) != is_in_journal(second, venues)
    are_elsewhere = (one.venue, one.container_title) != (other.venue, other.container_title)
    # Who writes a venue in another way still gives its first page.
    pages = [version.pages.partition("-")[0] for version in (one, other)]
    has_two_pages = all(pages) and pages[0] != pages[1] and are_elsewhere
    return has_two_venues or has_two_dois or (have_places and (is_of_two_kinds or has_two_pages))


def is_in_journal(entry: Entry, venues: VenueTable) -> bool:
    """Say whether a paper is an article of a journal, as its venue or else its type has it."""
    venue = venues.get(entry.published.venue) if entry.published else None
    return venue.kind == "journal" if venue else entry.type == "article"
