r"""An arXiv identifier stands alone: no prefix, no version.

The version is left out as the identifier means the work; `arXiv:` is added where a style wants it.
`--fix` takes the identifier out of what is written around it.

Good `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [arxiv]
    id = "2106.01234"

Bad `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [arxiv]
    id = "arXiv:2106.01234v1"
"""

from __future__ import annotations

import msgspec

from mlsysbib.formats.identifiers import parse_arxiv
from mlsysbib.model.entry import Entry


def fix(entry: Entry) -> Entry:
    """Return the entry with the identifier alone, where the field holds one."""
    arxiv = entry.arxiv
    found = parse_arxiv(arxiv.id) if arxiv else None
    if arxiv is None or found is None or found.id == arxiv.id:
        return entry
    alone = msgspec.structs.replace(arxiv, id=found.id, class_=arxiv.class_ or found.class_)
    return msgspec.structs.replace(entry, arxiv=alone)
