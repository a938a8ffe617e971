"""Papers share the lines of their edition, and never those of another's."""

from __future__ import annotations

import re

from mlsysbib.formats.base import Options
from mlsysbib.formats.bibtex.writer import dump
from mlsysbib.formats.targets import get_target
from mlsysbib.model.entry import Entry, Published
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.selection import flat


def test_each_paper_outside_the_venue_table_has_its_own_book_title() -> None:
    titles = [f"Book {number}" for number in range(500)]
    entries = [
        Entry(
            key=f"paper{number}",
            title="A Title",
            authors=("Author, Ann",),
            published=Published(container_title=title, year=2000),
        )
        for number, title in enumerate(titles)
    ]
    library = Library(Contents(root="", entries=tuple(entries)))
    text = dump(flat(entries), library, Options(target=get_target("natbib")))
    written = re.findall(r"booktitle += \{(.*)\}", text)
    assert written == titles
