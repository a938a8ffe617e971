"""Adopt a reading list that others wrote: read it, match it, write it as one of our sources.

In the order of the work: `blocks` splits the lines, `bullets` takes each apart (with `inline`,
`brackets`, `tags`, `nicknames`, `remarks`, `plain`); `document` asks what a line is in its place
(with `classify`, `outline`, `tables`), `reading` puts the list together; `drafts` makes entries of
what the library lacks (with `casing`), `writing` writes the source, `adopting` does it all.
"""

from mlsysbib.intake.lists.adopting import Adopted, adopt
from mlsysbib.intake.lists.foreign import ForeignList, Item
from mlsysbib.intake.lists.reading import read_foreign_list
from mlsysbib.intake.lists.titles import title_key

__all__ = ["Adopted", "ForeignList", "Item", "adopt", "read_foreign_list", "title_key"]
