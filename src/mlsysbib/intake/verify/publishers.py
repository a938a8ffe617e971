"""Compare publishers: one body has many names, and a venue may have had several publishers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from mlsysbib.formats.reference import Reference
from mlsysbib.intake.verify.verdicts import Difference, Severity
from mlsysbib.intake.verify.works import Version
from mlsysbib.model.venues import Venue, VenueTable
from mlsysbib.text.words import significant_words


class PublisherComparer:
    """Compares publishers with all that have brought out a venue, by name or initials."""

    def __init__(self, venues: VenueTable) -> None:
        self._venues = venues

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(name for venue in self._venues.values() for name in publishers_of(venue))

    def difference(self, reference: Reference, versions: Sequence[Version]) -> Difference | None:
        """Return the difference where the publisher is one of another venue and not of this."""
        given = reference.publisher
        known = [version for version in versions if version.venue in self._venues]
        if not given or not known:
            return None
        publishers = {
            name for version in known for name in publishers_of(self._venues[version.venue])
        }
        publishers |= {one.item.container.publisher for one in versions if not one.is_preprint} - {
            ""
        }
        # Joint meetings of two bodies are printed by one of them, and not always the same one.
        named = [reference.container, *(self._venues[version.venue].name for version in known)]
        sponsors = {word for name in named for word in re.findall(r"\b[A-Z]{3,}\b", name)}
        if not publishers or any(_is_one_body(given, name) for name in publishers | sponsors):
            return None
        if not any(self._is_recorded(version) for version in known):
            return None
        if not any(_is_one_body(given, name) for name in (*_HOUSES, *self._all)):
            # Perhaps a society, a sponsor, or a name that the publisher has had.
            return None
        found = next((one for one in known if one.item.container.publisher), known[0])
        shown = found.item.container.publisher or min(publishers)
        return Difference("publisher", given, shown, Severity.ERROR, found.source)

    def _is_recorded(self, version: Version) -> bool:
        """Say whether the publisher of that year is known: early volumes had others."""
        venue = self._venues[version.venue]
        return venue.kind == "journal" or str(version.item.year) in venue.editions


def publishers_of(venue: Venue) -> set[str]:
    """Return all publishers of a venue's editions."""
    return {venue.publisher, *(one.publisher for one in venue.editions.values())} - {""}


@lru_cache(1 << 12)
def _is_one_body(one: str, other: str) -> bool:
    """Say whether two names can be of one body, as one is the initials of the other."""
    first, second = _body(one), _body(other)
    return bool(first & second)


@lru_cache(1 << 12)
def _body(name: str) -> frozenset[str]:
    """Return the ways to name a body: its first telling word, and its initials."""
    words = [word.lower() for word in significant_words(name)]
    initials = "".join(word[0] for word in words)
    inside = re.findall(r"\(([^()]+)\)", name)
    found = {initials} if len(initials) > 2 else set()  # noqa: PLR2004 - an acronym
    found |= {word.lower() for text in inside for word in significant_words(text)}
    telling = [word for word in words if word not in _BODY_WORDS]
    return frozenset(found | set(telling[:1]) | ({words[0]} if words and not telling else set()))


# Houses that bring out journals and books of all fields, and sponsor no conference.
_HOUSES = (
    "Cambridge University Press",
    "Elsevier",
    "Frontiers",
    "Hindawi",
    "Kluwer",
    "MDPI",
    "Nature Publishing Group",
    "North-Holland",
    "Oxford University Press",
    "SAGE",
    "Taylor & Francis",
    "Wiley",
    "World Scientific",
)
_BODY_WORDS = frozenset(
    "association institute society press publishing publications publishers group international "
    "verlag company inc ltd university academic foundation".split()
)
