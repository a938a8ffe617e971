"""What is compared: one version of one work, its facts parsed."""

from __future__ import annotations

import msgspec

from mlsysbib.matching.kinds import WorkKind
from mlsysbib.matching.venues import NO_VENUE, Venue


class Author(msgspec.Struct, frozen=True, gc=False):
    """A name as it is compared, in lower-case ASCII.

    `family` is the letters of the last word of the family name or of a corporate name, `initial`
    the first letter of the given name, `words` all words of the name but its initials. `is_body`
    says that it is no person, as far as can be told.
    """

    family: str
    initial: str = ""
    words: tuple[str, ...] = ()
    is_body: bool = False


class Pages(msgspec.Struct, frozen=True, gc=False):
    """First and last page, 0 for unknown; see `places.parse_pages` for pages with a letter."""

    first: int = 0
    last: int = 0


class Reference(msgspec.Struct, frozen=True, gc=False):
    """One bibliographic record; "", 0 and () are unknown. Only the title holds markup or LaTeX.

    `doi` is in lower case and `arxiv` without a version; the DOI of an arXiv paper is none.
    `system` is the name that the work goes by, where it is known beside the title. References with
    one `work` are known to be its versions and are not compared. `id` is what decisions name, and
    is handed back.
    """

    id: str
    title: str = ""
    authors: tuple[Author, ...] = ()
    venue: Venue = NO_VENUE
    year: int = 0
    pages: Pages = Pages()
    volume: int = 0
    number: int = 0
    doi: str = ""
    arxiv: str = ""
    system: str = ""
    kind: WorkKind = WorkKind.ANY
    work: str = ""
