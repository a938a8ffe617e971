"""What is compared: one version of one work, as plain strings."""

from __future__ import annotations

import msgspec


class Reference(msgspec.Struct, frozen=True, gc=False):
    """One bibliographic record; "" is unknown, markup and LaTeX may stay in.

    `venue` may hold several names of one venue, of which `venue_label` is the one to show.
    `authors` are names in either order (`Kwon, Woosuk`, `Woosuk Kwon`, `Kwon W`), or one string
    that lists them with `and`, semicolons or commas. `system` is the name that the work goes by,
    where it is known beside the title; `kind` is what it is: `paper`, `report`, `thesis`, `book`,
    `dataset`, `software`, `web` or `talk`. References with one `work` are known to be its versions
    and are not compared. `id` is what decisions name, and is handed back.
    """

    id: str
    title: str = ""
    authors: tuple[str, ...] = ()
    venue: str = ""
    year: str = ""
    pages: str = ""
    volume: str = ""
    number: str = ""
    doi: str = ""
    arxiv: str = ""
    url: str = ""
    system: str = ""
    kind: str = ""
    venue_label: str = ""
    work: str = ""
