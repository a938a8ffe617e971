r"""A pattern that recognises a venue must be a regular expression.

Patterns are searched for in book titles that people wrote, without case.

Good `venues/osdi.toml`:

    acronym = "OSDI"
    kind = "conference"
    match = ['\bOSDI\b']

Bad `venues/osdi.toml`:

    acronym = "OSDI"
    kind = "conference"
    match = ['(OSDI']
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsysbib.lint.finding import Finding
from mlsysbib.model.library import Library
from mlsysbib.model.venue_matching import compile_match


def check(library: Library) -> Iterator[Finding]:
    """Yield a finding for each pattern that does not compile."""
    for id_, venue in library.contents.venues.items():
        for index, pattern in enumerate(venue.match):
            try:
                compile_match(pattern)
            except ValueError as error:
                yield Finding(library.path_of_venue(id_), ("match", index), str(error))
