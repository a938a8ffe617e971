"""Put a compiled list between the markers of a page that people write."""

from __future__ import annotations

import re

from mlsysbib.problems import MlsysbibError


class MarkerError(MlsysbibError):
    """A page lacks the markers, or they do not come in one pair."""


def replace_between(page: str, name: str, content: str) -> str:
    """Return the page with `content` between `<!-- mlsysbib:begin NAME -->` and its end.

    Everything else stays byte for byte; raises MarkerError without exactly one pair.
    """
    begin, end = f"<!-- mlsysbib:begin {name} -->", f"<!-- mlsysbib:end {name} -->"
    pairs = re.findall(f"{re.escape(begin)}.*?{re.escape(end)}", page, re.DOTALL)
    if len(pairs) != 1 or page.count(begin) != 1 or page.count(end) != 1:
        raise MarkerError(f"needed, each on a line of its own and once: {begin} and {end}")
    if begin in content or end in content:
        raise MarkerError(f"what is to stand between {begin} and {end} holds one of them itself")
    newline = "\r\n" if "\r\n" in page else "\n"
    body = content.strip("\n").replace("\n", newline)
    return page.replace(pairs[0], newline.join((begin, "", body, "", end)))
