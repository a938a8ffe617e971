"""What records of published works say of the venues they appeared in.

Read from folders of `*.jsonl.zst`: one JSON object a line, with `versions`, each of which may hold
`venue_id`, `booktitle`, `publisher`, `series`, `doi` and `from` (`dblp`, `publisher`, ...).
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mlsysbib.text.words import fold

_TRUSTED = frozenset({"dblp", "publisher"})
# One publisher under the names that exports give it.
PUBLISHERS = {
    "ACM": "Association for Computing Machinery",
    "ACL": "Association for Computational Linguistics",
    "IEEE Computer Society": "IEEE",
    "IEEE Press": "IEEE",
    "Computer Vision Foundation / IEEE": "IEEE",
    "JMLR.org": "JMLR.org",
    "USENIX": "USENIX Association",
    "now publishers": "Now Publishers",
    "now publishers inc.": "Now Publishers",
    "European Language Resources Association": "ELRA",
    "The Internet Society": "Internet Society",
}
# A prefix whose records name one publisher this often belongs to that publisher.
_OWNED = 0.9
_ENOUGH = 5


@dataclass
class Evidence:
    """The titles, publishers, series and DOI prefixes seen for one venue."""

    titles: set[str] = field(default_factory=set)
    publishers: Counter[str] = field(default_factory=Counter)
    prefixes: Counter[str] = field(default_factory=Counter)
    series: set[str] = field(default_factory=set)


def name_publisher(name: str) -> str:
    """Return the one form of a publisher's name that the table uses."""
    return PUBLISHERS.get(name.strip(), name.strip())


def words_of(text: str) -> str:
    """Return the words of a title, folded, with a space around each, to look for others in."""
    folded = fold(text.replace("&amp;", "&").replace("&", " and ").replace("\\", "")).lower()
    return f" {' '.join(re.findall(r'[a-z0-9]+', folded))} "


def read_records(folder: Path) -> dict[str, Evidence]:
    """Return what the records of a folder say, by venue."""
    found: dict[str, Evidence] = defaultdict(Evidence)
    for record in _lines(sorted(folder.glob("*.jsonl.zst"))):
        for version in record["versions"]:
            if not _TRUSTED.isdisjoint(version.get("from", ())):
                _add(found[version.get("venue_id") or ""], version)
    return dict(found)


def owners_of_prefixes(evidence: Iterable[Evidence]) -> dict[str, str]:
    """Return the publisher of each DOI prefix, where the venues that use it agree on one."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for venue in evidence:
        if venue.publishers and venue.prefixes:
            publisher = venue.publishers.most_common(1)[0][0]
            for prefix, count in venue.prefixes.items():
                said[prefix][publisher] += count
    owners = {}
    for prefix, publishers in said.items():
        ((publisher, count),) = publishers.most_common(1)
        if count >= max(_ENOUGH, _OWNED * publishers.total()):
            owners[prefix] = publisher
    return owners


def _add(evidence: Evidence, version: dict[str, Any]) -> None:
    if title := version.get("booktitle"):
        evidence.titles.add(words_of(title))
    if publisher := version.get("publisher"):
        evidence.publishers[name_publisher(publisher)] += 1
    if series := version.get("series"):
        evidence.series.add(series)
    if doi := version.get("doi"):
        evidence.prefixes[doi.partition("/")[0]] += 1


def _lines(paths: list[Path]) -> Iterator[dict[str, Any]]:
    command = ["zstd", "--decompress", "--stdout", "--quiet", "--long=27", *map(str, paths)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as zstd:
        assert zstd.stdout  # noqa: S101  # a pipe was asked for
        yield from map(json.loads, zstd.stdout)
    if zstd.returncode:
        raise OSError(f"zstd ended with code {zstd.returncode}")
