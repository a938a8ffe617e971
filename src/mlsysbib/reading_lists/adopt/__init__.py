"""Adopt a reading list that others wrote: read it, match it, write it as one of our sources.

In the order of the work: `blocks` splits the lines, `bullets` takes each apart (with `inline`,
`brackets`, `tags`, `nicknames`, `plain`), `classify` and `outline` say what it is, `reading` puts
the list together; `drafts` makes entries of what the library lacks, `writing` writes the source.
"""

from mlsysbib.reading_lists.adopt.adopting import Adopted, adopt
from mlsysbib.reading_lists.adopt.drafts import title_key
from mlsysbib.reading_lists.adopt.foreign import ForeignList, Item
from mlsysbib.reading_lists.adopt.reading import read_foreign_list

__all__ = ["Adopted", "ForeignList", "Item", "adopt", "read_foreign_list", "title_key"]
