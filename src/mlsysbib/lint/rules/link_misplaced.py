r"""A link must lead to what its name says.

A `code` link to a host of papers, or a `pdf` link to a repository of code, stands in the wrong
field.

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
    code = "https://arxiv.org/abs/2309.06180"
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mlsysbib.lint.finding import Flaw
from mlsysbib.lint.links import with_more_links
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Level

LEVEL: Level = "warning"
glance = with_more_links

_PAPERS = re.compile(
    r"https?://(?:\w+\.)*(?:arxiv\.org|doi\.org|dl\.acm\.org|openreview\.net|ieeexplore\.ieee\.org"
    r"|proceedings\.mlr\.press|aclanthology\.org|semanticscholar\.org)/",
    re.IGNORECASE,
).match
_CODE = re.compile(
    r"https?://(?:\w+\.)*(?:github|gitlab|bitbucket)\.(?:com|org)/[^/]+/[^/]+/?$", re.IGNORECASE
).match


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for a link to code that is one to a paper, and the reverse."""
    links = entry.links
    if links.code and _PAPERS(links.code):
        return (Flaw(("links", "code"), f"{links.code} is a page of papers", "is it the pdf?"),)
    if links.pdf and _CODE(links.pdf):
        return (Flaw(("links", "pdf"), f"{links.pdf} is a repository", "is it the code?"),)
    return ()
