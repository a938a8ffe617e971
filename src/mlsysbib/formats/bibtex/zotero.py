"""What Zotero's import of BibTeX reads beyond BibTeX: tags, collections, the name of an event.

The facts are those of BibTeX.js in zotero/translators, tried out with files of one quirk each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mlsysbib.formats.base import Options
from mlsysbib.formats.bibtex.fields import Field
from mlsysbib.model.entry import Entry
from mlsysbib.model.item import Item, Resolver
from mlsysbib.model.selection import Section, Selection, entries_of

EVENT_TITLE = Field.EVENTTITLE
_KEYWORDS = Field.KEYWORDS
# As BibLaTeX names them; of BibTeX's own names Zotero reads none.
_EPRINT_NAMES = {Field.ARCHIVEPREFIX: "eprinttype", Field.PRIMARYCLASS: "eprintclass"}
FIELDS = tuple(_EPRINT_NAMES.values())


def more_fields(item: Item) -> Iterator[tuple[str, str]]:
    """Yield what an entry says to Zotero alone: the server of its eprint, and its tags."""
    if item.arxiv:
        yield _EPRINT_NAMES[Field.ARCHIVEPREFIX], "arXiv"
        if item.arxiv.class_:
            yield _EPRINT_NAMES[Field.PRIMARYCLASS], item.arxiv.class_
    elif item.server_id:
        yield _EPRINT_NAMES[Field.ARCHIVEPREFIX], item.server
    # Commas part tags.
    if item.entry.topics:
        yield _KEYWORDS, ", ".join(item.entry.topics)


KeysOf = Callable[[Entry], Iterable[str]]


def groups(selection: Selection, resolver: Resolver, options: Options) -> str:
    """Return the sections of a selection as JabRef 3 writes its groups; "" where there are none.

    Zotero makes collections of them, one in the other; other programs skip a comment.
    """

    def keys_of(entry: Entry) -> list[str]:
        items = resolver.resolve(entry, options.version)
        return [options.keys.get(item.key, item.key) for item in items]

    lines = [line for section in selection.sections for line in _group(section, 1, keys_of)]
    if not lines:
        return ""
    tree = "".join(f"{line}\n" for line in ["0 AllEntriesGroup:;", *lines])
    return (
        "@comment{jabref-meta: groupsversion:3;}\n\n"
        f"@comment{{jabref-meta: groupstree:\n{tree}}}\n"
    )


def _group(section: Section, depth: int, keys_of: KeysOf) -> Iterator[str]:
    cited = (entry for block in section.blocks for entry in entries_of(block))
    keys = dict.fromkeys(key for entry in cited for key in keys_of(entry))
    parts = [_plain(section.heading), "0", *keys]
    group = "".join(f"{_quote(part)};" for part in parts)
    yield f"{depth} ExplicitGroup:{_quote(group)};"
    for below in section.sections:
        yield from _group(below, depth + 1, keys_of)


def _plain(heading: str) -> str:
    """Return a heading without braces, which would end the comment."""
    return " ".join(heading.replace("{", "").replace("}", "").split())


def _quote(text: str) -> str:
    """Quote once, as JabRef does with the parts of a group and again with the whole of it."""
    return text.replace("\\", "\\\\").replace(";", "\\;")
