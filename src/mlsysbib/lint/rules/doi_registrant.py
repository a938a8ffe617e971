r"""A DOI must begin as those of the venue's publisher do.

Each publisher registers its DOIs under numbers of its own; a DOI with the number of another one
is that of another paper, such as the preprint or the journal version. What the numbers are is
learnt from the library itself: from the volumes of venues, and from what a publisher has at least
twice and in every fifth paper.

Good `venues/sosp.toml`:

    acronym = "SOSP"
    kind = "conference"
    publisher = "ACM"

    [editions.2021.volumes.1]
    doi-prefix = "10.1145/3477132"

Good `venues/osdi.toml`:

    acronym = "OSDI"
    kind = "conference"
    publisher = "USENIX"

    [editions.2022.volumes.1]
    doi-prefix = "10.5555/3571885"

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    doi = "10.5555/3000000"

Bad `venues/sosp.toml`:

    acronym = "SOSP"
    kind = "conference"
    publisher = "ACM"

    [editions.2021.volumes.1]
    doi-prefix = "10.1145/3477132"

Bad `venues/osdi.toml`:

    acronym = "OSDI"
    kind = "conference"
    publisher = "USENIX"

    [editions.2022.volumes.1]
    doi-prefix = "10.5555/3571885"

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    doi = "10.1145/3000000"
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mlsysbib.lint.finding import Finding
from mlsysbib.model.library import Library
from mlsysbib.problems import Level
from mlsysbib.text.addresses import ARXIV_DOI

LEVEL: Level = "warning"
_ENOUGH, _SHARE = 2, 0.2
# That many DOIs of a publisher make any number that none of them has doubtful.
_MANY = 8
_ARXIV = ARXIV_DOI.partition("/")[0]

# Publisher and registrant -> path and DOI of each paper.
_Places = dict[tuple[str, str], list[tuple[str, str]]]


def check(library: Library) -> Iterator[Finding]:
    """Yield a finding for each DOI that another publisher registers."""
    places = _places(library)
    own = _registrants(places, library)
    for (publisher, registrant), dois in places.items():
        known = own[publisher] - {_ARXIV}
        if registrant in known:
            continue
        is_anothers = any(registrant in names for names in own.values())
        is_alone = len(dois) == 1 and _total(places, publisher) > _MANY
        if registrant == _ARXIV or (known and (is_anothers or is_alone)):
            hint = f"its DOIs begin with {' or '.join(sorted(known))}" if known else ""
            for path, doi in dois:
                text = f"{doi} is no DOI of {publisher}"
                yield Finding(path, ("published", "doi"), text, hint)


def _places(library: Library) -> _Places:
    places: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for (name, year), papers in library.editions.items():
        publisher = _publisher(name, year, library)
        if not publisher:
            continue
        for path, _, published in papers:
            if (doi := published.doi).startswith("10."):
                places[publisher, doi.partition("/")[0]].append((path, doi))
    return places


def _total(places: _Places, publisher: str) -> int:
    return sum(len(dois) for (name, _), dois in places.items() if name == publisher)


def _publisher(name: str, year: int, library: Library) -> str:
    venue = library.venues.get(name)
    if venue is None or venue.kind == "preprint-server":
        return ""
    return venue.edition(year).publisher or venue.publisher


def _registrants(places: _Places, library: Library) -> defaultdict[str, set[str]]:
    """Return the registrants that are surely a publisher's own."""
    own: defaultdict[str, set[str]] = defaultdict(set)
    for (publisher, registrant), dois in places.items():
        if len(dois) >= max(_ENOUGH, _SHARE * _total(places, publisher)):
            own[publisher].add(registrant)
    for venue in library.venues.values():
        for edition in venue.editions.values():
            for volume in edition.volumes.values():
                if volume.doi_prefix:
                    publisher = edition.publisher or venue.publisher
                    own[publisher].add(volume.doi_prefix.partition("/")[0])
    return own
