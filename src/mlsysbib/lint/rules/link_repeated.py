r"""An address must stand once in an entry.

Where the page of the paper is the project's page as well, the better name for it is enough.

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
    code = "https://github.com/vllm-project/vllm"
    project = "https://github.com/vllm-project/vllm/"
"""

from __future__ import annotations

from collections.abc import Sequence

from mlsysbib.lint.finding import Flaw
from mlsysbib.lint.links import addresses, links_of, with_more_links
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Level

LEVEL: Level = "warning"


def glance(entries: Sequence[Entry]) -> list[Entry]:
    """Return those with several addresses."""
    return [entry for entry in with_more_links(entries) if len(addresses(entry)) > 1]


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for each address that stood before, a slash at the end aside."""
    seen: dict[str, str] = {}
    flaws = []
    for field, url in links_of(entry):
        name = seen.setdefault(url.rstrip("/").lower(), field[-1])
        if name != field[-1]:
            flaws.append(Flaw(field, f"{url} stands as {name} already", "delete one of the two"))
    return flaws
