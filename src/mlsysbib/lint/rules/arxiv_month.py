r"""The month of an arXiv identifier must be that of the first posting.

Identifiers of the form `2309.06180` began in April 2007 (0704) and have five digits behind the
point since January 2015; the first four are year and month. The date may lie up to three days
outside of the month, as an identifier is given when a paper is announced.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [arxiv]
    id = "2106.01234"
    date = 2021-06-12

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [arxiv]
    id = "2106.01234"
    date = 2020-06-12
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from mlsysbib.lint.finding import Flaw
from mlsysbib.model.entry import Entry

_FIRST, _FIRST_FIVE = "0704", "1501"
_DIGITS = len("2309.06180")
_LEEWAY = dt.timedelta(days=3)
_DECEMBER = 12


def glance(entries: Sequence[Entry]) -> list[Entry]:
    """Return those on arXiv."""
    return [entry for entry in entries if entry.arxiv]


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw if the identifier cannot be, or contradicts the date."""
    arxiv = entry.arxiv
    if arxiv is None:
        return ()
    yymm, _, serial = arxiv.id.partition(".")
    if len(yymm) != len("YYMM") or not (yymm.isdecimal() and serial.isdecimal()):
        return ()
    # Until 2090 those of the last century have the old form.
    if yymm < _FIRST or (len(arxiv.id) == _DIGITS) != (yymm >= _FIRST_FIVE):
        text = f"no identifier of {yymm} has this form"
        return (Flaw(("arxiv", "id"), f"{arxiv.id!r}: {text}", "compare it with arxiv.org"),)
    if arxiv.date and not _is_near(arxiv.date, 2000 + int(yymm[:2]), int(yymm[2:])):
        text = f"{arxiv.id} is of {yymm[2:]}/20{yymm[:2]}, the date {arxiv.date}"
        return (Flaw(("arxiv", "date"), text, "the date is that of the first version"),)
    return ()


def _is_near(date: dt.date, year: int, month: int) -> bool:
    if (date.year, date.month) == (year, month) or not 1 <= month <= _DECEMBER:
        return True
    first = dt.date(year, month, 1)
    after = dt.date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
    return first - _LEEWAY <= date < after + _LEEWAY
