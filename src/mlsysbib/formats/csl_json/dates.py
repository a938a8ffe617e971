"""Dates of CSL-JSON, from and to EDTF."""

from __future__ import annotations

import re
from typing import Any

from mlsysbib.text.dates import Date, parse_date

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_FIRST_SEASON, _LAST_SEASON = 21, 24


def read_date(value: object) -> Date:
    """Return what a date variable says: parts, a text, or whatever stands there."""
    if not isinstance(value, dict):
        return parse_date(_text(value))
    parts = value.get("date-parts")
    points = [list(map(_text, point)) for point in parts if isinstance(point, list)] if (
        isinstance(parts, list)
    ) else []  # fmt: skip
    points = [point for point in points if point and point[0].isdecimal()]
    if not points:
        text = next(filter(None, (_text(value.get(name)) for name in ("raw", "literal"))), "")
        return parse_date(text)
    season = _text(value.get("season"))
    edtf = "/".join(filter(None, map(_edtf, points)))
    if season.isdecimal() and len(points) == 1 and len(points[0]) == 1 and 0 < int(season) <= 4:  # noqa: PLR2004  # seasons
        edtf = f"{edtf}-{_FIRST_SEASON - 1 + int(season)}"
    is_circa = value.get("circa") not in (None, "", False, 0, "false", "0")
    return parse_date(f"{edtf}~" if is_circa and "/" not in edtf else edtf)


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int) and value is not True else ""


def _edtf(point: list[str]) -> str:
    """Return a point as EDTF, as far as its parts are numbers of a calendar."""
    # Python refuses to read longer numbers than no calendar has.
    year, month, day, *_ = (part if len(part) <= _DIGITS else "" for part in (*point, "", "", ""))
    if not (year.isdecimal() and int(year)):
        return ""
    if not (month.isdecimal() and (1 <= int(month) <= 12 or 21 <= int(month) <= 24)):  # noqa: PLR2004  # months, seasons
        return f"{int(year):04}"
    if not (day.isdecimal() and 1 <= int(day) <= 31):  # noqa: PLR2004  # days
        return f"{int(year):04}-{int(month):02}"
    return f"{int(year):04}-{int(month):02}-{int(day):02}"


_DIGITS = len("9999")


def write_date(edtf: str) -> dict[str, Any] | None:
    """Return EDTF as a date variable; None where nothing of it is a date.

    >>> write_date("1814"), write_date("2017-24~")
    ({'date-parts': [[1814]]}, {'date-parts': [[2017]], 'season': 4, 'circa': True})
    """
    points = [[int(part) for part in found if part] for found in _POINT.findall(_years(edtf))]
    if not points:
        return None
    date: dict[str, Any] = {}
    for point in points:
        if len(point) > 1 and _FIRST_SEASON <= point[1] <= _LAST_SEASON:
            date["season"] = point.pop() - _FIRST_SEASON + 1
    written: dict[str, Any] = {"date-parts": points, **date}
    if any(sign in edtf for sign in "?~%X"):
        written["circa"] = True
    return written


def _years(edtf: str) -> str:
    return edtf.replace("X", "0")
