r"""A DOI must begin as those of the venue's publisher do.

Each publisher registers its DOIs under numbers of its own; a DOI with the number of another one
is that of another paper, such as the preprint or the journal version. What the numbers are is
learnt from the library itself: from the volumes of venues, and from what a publisher has at least
twice.

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

from collections import Counter, defaultdict
from collections.abc import Iterator

from mlsysbib.lint.finding import Finding
from mlsysbib.model.entry import Published
from mlsysbib.model.library import Library
from mlsysbib.problems import Level

LEVEL: Level = "warning"

_ENOUGH = 2
# That many DOIs of a publisher under its own numbers make any other number doubtful.
_MANY = 8
_ARXIV = "10.48550"


def check(library: Library) -> Iterator[Finding]:
    """Yield a finding for each DOI that another publisher registers."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    published = [
        (path, entry.published, publisher)
        for path, entry in zip(library.contents.paths, library.contents.entries, strict=True)
        if entry.published and entry.published.doi
        if (publisher := _publisher(entry.published, library))
    ]
    for _, version, publisher in published:
        found[publisher][_registrant(version)] += 1
    for venue in library.venues.values():
        for edition in venue.editions.values():
            for volume in edition.volumes.values():
                registrant = volume.doi_prefix.partition("/")[0]
                found[edition.publisher or venue.publisher][registrant] += _ENOUGH
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for publisher, counts in found.items():
        for registrant, count in counts.items():
            if count >= _ENOUGH:
                owners[registrant].add(publisher)
    for path, version, publisher in published:
        registrant = _registrant(version)
        own = {name for name, publishers in owners.items() if publisher in publishers}
        others = owners[registrant] - {publisher}
        is_doubtful = found[publisher].total() > _MANY and own
        if registrant not in own and (is_doubtful or (own and others) or registrant == _ARXIV):
            text = f"{version.doi} is not of {publisher}"
            known = " or ".join(sorted(own))
            hint = f"its DOIs begin with {known}" if own else "that is a preprint"
            yield Finding(path, ("published", "doi"), text, hint)


def _registrant(published: Published) -> str:
    return published.doi.partition("/")[0]


def _publisher(published: Published, library: Library) -> str:
    venue = library.venues.get(published.venue)
    if venue is None or venue.kind == "preprint-server":
        return ""
    return venue.edition(published.year).publisher or venue.publisher
