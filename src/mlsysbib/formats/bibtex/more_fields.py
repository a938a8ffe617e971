"""The fields of BibTeX that most papers do without: people, editions, notes, and what was kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mlsysbib.formats.bibtex.entry_types import GENRES, REPORT_TYPES, STANDARD_TYPES, SUBTYPES
from mlsysbib.formats.bibtex.fields import READ_NAMES, ROLE_FIELDS, Field
from mlsysbib.model.entry import Entry
from mlsysbib.model.item import Item
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.names import StoredName

# Under which a format keeps the fields that it has no place for, and the type of the entry.
KEPT = "bibtex"
ENTRY_TYPE = "entrytype"

Pairs = list[tuple[str, str]]


class MoreFields:
    """Makes the fields of one dialect; `encode` turns texts into LaTeX, `name` names."""

    def __init__(
        self,
        encode: Callable[[str], str],
        name: Callable[[StoredName], str],
        *,
        is_biblatex: bool,
    ) -> None:
        self.encode, self.name, self.is_biblatex = encode, name, is_biblatex

    def people(self, item: Item) -> Iterator[tuple[str, str]]:
        """Yield those with another role than author, as far as there is a field for it."""
        for role, field in ROLE_FIELDS.items():
            if names := item.entry.people.get(role):
                yield field, f"{{{' and '.join(map(self._person, names))}}}"

    def _person(self, stored: StoredName) -> str:
        return "others" if stored == "others" else self.name(stored)

    def add(self, pairs: Pairs, item: Item) -> None:
        """Add what else an entry says, and join its note to one that is there for a label."""
        entry = item.entry
        publication = item.publication
        if publication is not None:
            self._add(pairs, Field.EDITION, publication.edition)
            self._add(pairs, Field.CHAPTER, publication.chapter)
            if not any(name == Field.EVENTTITLE for name, _ in pairs):
                self._add(pairs, Field.EVENTTITLE, publication.event)
            self._add(pairs, Field.ORIGDATE, publication.original_date)
        self._add_genre(pairs, item)
        self._add(pairs, Field.LANGUAGE, entry.language)
        if entry.notes.note:
            self._add_note(pairs, entry.notes.note)
        if entry.keywords and not any(name == Field.KEYWORDS for name, _ in pairs):
            self._add(pairs, Field.KEYWORDS, ", ".join(entry.keywords))
        self._add(pairs, Field.ABSTRACT, entry.notes.abstract)
        if not self.is_biblatex:
            self._add(pairs, Field.HOWPUBLISHED, _label(item))

    def add_form(self, pairs: Pairs, item: Item, entry_type: str) -> None:
        """Add what an item is beyond its entry type, as far as there is a field for it."""
        if self.is_biblatex and entry_type == "article":
            self._add(pairs, Field.ENTRYSUBTYPE, SUBTYPES.get(item.form, ""))
        elif entry_type in {"report", "techreport"} and not item.entry.genre:
            self._add(pairs, Field.TYPE, REPORT_TYPES.get(item.form, ""))

    def _add(self, pairs: Pairs, name: str, text: str) -> None:
        if text:
            pairs.append((name, f"{{{self.encode(text)}}}"))

    def _add_genre(self, pairs: Pairs, item: Item) -> None:
        if not item.entry.genre:
            return
        if self.is_biblatex:
            names = [name for name, _ in pairs]
            key = GENRES.get(item.entry.genre, "")
            value = (Field.TYPE, f"{{{key or self.encode(item.entry.genre)}}}")
            if Field.TYPE in names:
                pairs[names.index(Field.TYPE)] = value
            else:
                pairs.append(value)
        elif item.entry.genre not in GENRES:
            self._add(pairs, Field.TYPE, item.entry.genre)

    def _add_note(self, pairs: Pairs, note: str) -> None:
        names = [name for name, _ in pairs]
        if Field.NOTE not in names:
            self._add(pairs, Field.NOTE, note)
            return
        place = names.index(Field.NOTE)
        pairs[place] = (Field.NOTE, f"{pairs[place][1][:-1]}. {self.encode(note)}}}")


def kept_fields(entry: Entry, pairs: Pairs) -> Pairs:
    """Return the fields that were kept as they were written, save those that are written anyway."""
    written = {READ_NAMES.get(name, name) for name, _ in pairs}
    if Field.DATE in written:
        written |= {Field.YEAR, Field.MONTH}
    return [
        (name, f"{{{value}}}")
        for name, value in entry.kept.get(KEPT, {}).items()
        if name != ENTRY_TYPE and READ_NAMES.get(name, name) not in written
    ]


def kept_type(entry: Entry, written_as: str, *, is_biblatex: bool) -> str:
    """Return the entry type that a reference had, where the dialect has it."""
    kept = entry.kept.get(KEPT, {}).get(ENTRY_TYPE, "")
    return kept if kept and (is_biblatex or kept in STANDARD_TYPES) else written_as


def _label(item: Item) -> str:
    """Return what BibTeX prints of a patent or a standard, for which it has no type."""
    publication = item.publication
    if publication is None or item.form not in _LABELS:
        return ""
    word = item.entry.genre or _LABELS[item.form]
    return f"{word} {publication.number}".strip() if publication.number else ""


_LABELS = {ItemType.PATENT: "Patent", ItemType.STANDARD: "Standard"}
