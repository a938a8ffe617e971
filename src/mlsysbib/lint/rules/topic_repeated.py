r"""A topic must stand once in an entry.

`--fix` deletes what stands a second time.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]
    topics = ["serving"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]
    topics = ["serving", "serving"]

    [published]
    venue = "osdi"
    year = 2022
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mlsysbib.lint.finding import Flaw
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Level

LEVEL: Level = "warning"


def glance(entries: Sequence[Entry]) -> list[Entry]:
    """Return those with a topic twice."""
    return [entry for entry in entries if len(set(entry.topics)) != len(entry.topics)]


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for each topic that stood before."""
    topics = entry.topics
    return [
        Flaw(("topics", index), f"topic {topic!r} stands twice")
        for index, topic in enumerate(topics)
        if topic in topics[:index]
    ]


def fix(entry: Entry) -> Entry:
    """Return the entry with each topic once, in their order."""
    return msgspec.structs.replace(entry, topics=tuple(dict.fromkeys(entry.topics)))
