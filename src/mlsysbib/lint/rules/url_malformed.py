r"""An address must be one of the web.

It begins with `http://` or `https://`, names a host and holds no blank. Anything else (`www.`, a
path, `javascript:`) cannot be followed from a page or a paper.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

    [links]
    code = "https://github.com/vllm-project/vllm"

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

    [links]
    code = "github.com/vllm-project/vllm"
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mlsysbib.lint.finding import Flaw
from mlsysbib.lint.links import addresses, links_of, with_more_links
from mlsysbib.lint.sifting import sift
from mlsysbib.model.entry import Entry

_FORM = r"https?://[^\s/?#@]+\.[^\s/?#@.]+(?:[/?#]\S*)?"
_ADDRESS = re.compile(_FORM, re.IGNORECASE).fullmatch
_ADDRESSES = re.compile(rf"(?:{_FORM}\n)*+", re.IGNORECASE).fullmatch


def glance(entries: Sequence[Entry]) -> list[Entry]:
    """Return those with an address that cannot be followed."""
    return sift(entries, _can_all_be_followed)


def _can_all_be_followed(entries: Sequence[Entry]) -> bool:
    found = [url for entry in entries if (paper := entry.published) and (url := paper.url)]
    found += [url for entry in with_more_links(entries) for url in addresses(entry)]
    lines = "".join(f"{address}\n" for address in found)
    return lines.count("\n") == len(found) and _ADDRESSES(lines) is not None


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for each address that cannot be followed."""
    return [
        Flaw(field, f"{url!r} is no address of the web", "it begins with https://")
        for field, url in links_of(entry)
        if not _ADDRESS(url)
    ]
