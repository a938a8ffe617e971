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
from mlsysbib.lint.links import has_links, links_of
from mlsysbib.model.entry import Entry

GLANCE = has_links

_ADDRESS = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@.]+(?:[/?#]\S*)?", re.IGNORECASE).fullmatch


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for each address that cannot be followed."""
    return [
        Flaw(field, f"{url!r} is no address of the web", "it begins with https://")
        for field, url in links_of(entry)
        if not _ADDRESS(url)
    ]
