"""Make one entry of two that are the same paper, and lose nothing of either."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from mlsysbib.keys.rename import follow_key, replace_cited_key
from mlsysbib.model.entry import Arxiv, Entry, Provenance, Published
from mlsysbib.model.item_types import StoredType
from mlsysbib.model.library import Library
from mlsysbib.model.names import StoredName
from mlsysbib.problems import FindingError, MlsysbibError
from mlsysbib.text.markdown import parse, read_bullet
from mlsysbib.text.markup import plain_text
from mlsysbib.text.words import letters_only

Preference = Literal["keep", "drop"]


class Contradiction(msgspec.Struct, frozen=True):
    """A field of which the two entries say different things."""

    field: str
    kept: str
    dropped: str

    def __str__(self) -> str:
        """Return the two values side by side."""
        return f"{self.field}: {self.kept!r} against {self.dropped!r}"


class ContradictionError(FindingError):
    """Two entries contradict each other, so that merging them would lose a fact."""

    def __init__(self, keep: str, drop: str, contradictions: tuple[Contradiction, ...]) -> None:
        self.contradictions = contradictions
        lines = "".join(f"\n  {found}" for found in contradictions)
        hint = "\n  hint: --prefer keep or --prefer drop settles them, and notes the other value"
        super().__init__(
            f"{keep} and {drop} contradict each other, nothing was written:{lines}{hint}"
        )


class Merged(msgspec.Struct, frozen=True):
    """What a merge changes: one entry, others that name the dropped key, and reading lists."""

    entry: Entry
    others: tuple[Entry, ...]
    reading_lists: Mapping[str, str]


def merge(library: Library, keep: str, drop: str, prefer: Preference | None = None) -> Merged:
    """Return `keep` with all that `drop` knows, whose key becomes an alias.

    Raises ChoiceError for an unknown key, and ContradictionError unless `prefer` says which of two
    values is to be taken; the other one is then written into the note.
    """
    kept, dropped = library.get_entry(keep), library.get_entry(drop)
    if kept.key == dropped.key:
        raise MlsysbibError(f"{keep} and {drop} are one entry already: {kept.key}")
    entry, contradictions = merge_entries(kept, dropped, prefer or "keep")
    if contradictions and prefer is None:
        raise ContradictionError(kept.key, dropped.key, contradictions)
    others = (
        follow_key(other, dropped.key, kept.key)
        for other in library.values()
        if other.key not in {kept.key, dropped.key}
    )
    lists = {
        id_: changed
        for id_, text in library.reading_lists.items()
        if (changed := _follow_in_list(text, dropped.key, kept.key)) != text
    }
    return Merged(entry, tuple(filter(None, others)), lists)


def _follow_in_list(text: str, dropped: str, kept: str) -> str:
    """Cite one key for another; a bare bullet that then repeats the one above it goes."""
    followed = replace_cited_key(text, dropped, kept)
    if followed == text:
        return text
    olds, news = parse(text).lines, parse(followed).lines
    kept_parts: list[str] = []
    # Whether the bullet above cites the paper since just now; None where it does not cite it.
    above: bool | None = None
    ends = [*(line.start for line in news[1:]), len(followed)]
    for old, new, end in zip(olds, news, ends, strict=True):
        bullet = read_bullet(new)
        is_cited = bullet is not None and bullet.key == kept
        is_bare = bullet is not None and not bullet.rest
        if is_cited and is_bare and above is not None and (above or old.text != new.text):
            continue
        kept_parts.append(followed[new.start : end])
        above = old.text != new.text if is_cited else None
    return "".join(kept_parts)


def merge_entries(
    kept: Entry, dropped: Entry, prefer: Preference, *, are_marks_set: bool = True
) -> tuple[Entry, tuple[Contradiction, ...]]:
    """Return one entry of two, and what they contradict each other in.

    `are_marks_set` says that somebody has put the marks in the second one's titles: programs put
    braces around every capital.
    """
    kept, dropped = _with_all_authors(kept, dropped), _with_all_authors(dropped, kept)
    kept, dropped = _lower_preprint(kept, dropped), _lower_preprint(dropped, kept)
    merger = _Merger(prefer, are_marks_set=are_marks_set)
    values = {
        field.name: merger.merge(
            field.name, getattr(kept, field.name), getattr(dropped, field.name)
        )
        for field in msgspec.structs.fields(Entry)
        if field.name not in {"key", "aliases", "authors_cut", "relations", "provenance"}
    }
    if not _tells_kind(values["published"], values["type"], kept, dropped):
        values["type"] = ""
    between = {kept.key, dropped.key}
    entry = Entry(
        key=kept.key,
        authors_cut=_are_cut(values["authors"], kept, dropped),
        aliases=_union(kept.aliases, (dropped.key, *dropped.aliases)),
        # A decision about the two of them has been taken with the merge.
        relations=tuple(
            one for one in _union(kept.relations, dropped.relations) if one.key not in between
        ),
        provenance=_provenance(kept, dropped, merger, prefer),
        **values,
    )
    return entry, tuple(merger.contradictions)


def absorb(kept: Entry, foreign: Entry) -> tuple[Entry, tuple[Contradiction, ...]]:
    """Return an entry with what a foreign reference to the same paper adds to it.

    What the entry says stands; what the reference says otherwise is returned, and its key, topics,
    keywords and relations are not taken over, nor what it keeps as written: that is somebody's own.
    """
    bare = msgspec.structs.replace(
        foreign,
        aliases=(),
        topics=(),
        keywords=(),
        kept={},
        relations=(),
        status="",
        system="",
        provenance=Provenance(),
    )
    merged, contradictions = merge_entries(kept, bare, "keep", are_marks_set=False)
    provenance = msgspec.structs.replace(
        kept.provenance, sources=_union(kept.provenance.sources, foreign.provenance.sources)
    )
    return msgspec.structs.replace(
        merged, aliases=kept.aliases, provenance=provenance
    ), contradictions


def _with_all_authors(entry: Entry, other: Entry) -> Entry:
    """Complete a list that ends in `and others`, where the other entry goes on with it."""
    first = other.authors[: len(entry.authors)]
    if not entry.authors_cut or other.authors_cut or not first or first != entry.authors:
        return entry
    return msgspec.structs.replace(entry, authors=other.authors, authors_cut=False)


def _are_cut(authors: tuple[StoredName, ...], kept: Entry, dropped: Entry) -> bool:
    """Say whether the authors that were taken are those of an entry that does not name all."""
    return next((one.authors_cut for one in (kept, dropped) if one.authors == authors), False)


def _tells_kind(
    published: Published | None, type_: StoredType, kept: Entry, dropped: Entry
) -> bool:
    """Say whether a merged type is one of the publication that was taken.

    That a paper is an article says of which kind its container is, and nothing of another one.
    """
    owners = [entry.published for entry in (kept, dropped) if entry.type == type_]
    return type_ != "article" or any(
        published and owner and _place(owner) == _place(published) for owner in owners
    )


def _place(published: Published) -> tuple[str, str]:
    return published.venue, published.container_title


def _lower_preprint(entry: Entry, other: Entry) -> Entry:
    """Put title and authors of a mere preprint into [arxiv] where the other is published."""
    if entry.published or not entry.arxiv or not other.published:
        return entry
    arxiv = msgspec.structs.replace(
        entry.arxiv,
        title="" if _same_title(entry.title, other.title) else entry.title,
        # Of [arxiv] nothing could say that there are more.
        authors=() if entry.authors_cut or entry.authors in {other.authors, ()} else entry.authors,
    )
    return msgspec.structs.replace(
        entry,
        title=other.title,
        authors=other.authors,
        authors_cut=other.authors_cut,
        arxiv=arxiv,
    )


def _same_title(first: str, second: str) -> bool:
    return letters_only(plain_text(first)).lower() == letters_only(plain_text(second)).lower()


class _Merger:
    """Merges field by field; collects what does not agree."""

    def __init__(self, prefer: Preference, *, are_marks_set: bool) -> None:
        self.prefer, self.are_marks_set = prefer, are_marks_set
        self.contradictions: list[Contradiction] = []

    def merge(self, name: str, kept: Any, dropped: Any) -> Any:  # noqa: ANN401, PLR0911  # any field; a table of cases
        if kept == dropped or not _is_there(dropped):
            return kept
        if not _is_there(kept):
            return dropped
        match kept:
            case Published() if not _are_one(kept, dropped):
                return self._publications(kept, dropped)
            case msgspec.Struct():
                return self._tables(name, kept, dropped)
            case dict():
                return dropped | kept if self.prefer == "keep" else kept | dropped
            case tuple() if name in {"topics", "awards", "other_titles"}:
                return _union(kept, dropped)
            case str() if name.endswith("title") and _same_title(kept, dropped):
                # The one with marks has been looked at by somebody.
                has_marks = self.are_marks_set and "{" in dropped and "{" not in kept
                return dropped if has_marks else kept
        return self._choose(name, kept, dropped)

    def _choose(self, name: str, kept: Any, dropped: Any) -> Any:  # noqa: ANN401  # any field of an entry
        self.contradictions.append(Contradiction(name, _shown(kept), _shown(dropped)))
        return kept if self.prefer == "keep" else dropped

    def _publications(self, kept: Published, dropped: Published) -> Published:
        """Choose one of two publications whole: the pages of one say nothing of the other."""
        for field in msgspec.structs.fields(Published):
            values = (getattr(kept, field.name), getattr(dropped, field.name))
            if values[0] != values[1]:
                self._choose(f"published.{field.encode_name}", *map(_shown, values))
        return kept if self.prefer == "keep" else dropped

    def _tables(self, name: str, kept: msgspec.Struct, dropped: msgspec.Struct) -> msgspec.Struct:
        values = {
            field.name: self.merge(
                f"{name}.{field.encode_name}",
                getattr(kept, field.name),
                getattr(dropped, field.name),
            )
            for field in msgspec.structs.fields(kept)
        }
        return type(kept)(**values)


def _are_one(kept: Published, dropped: Published) -> bool:
    """Say whether two publications are one: without a year it is only told by what they are in."""
    if 0 in {kept.year, dropped.year}:
        return _place(kept) == _place(dropped)
    return (kept.venue, kept.year) == (dropped.venue, dropped.year)


def _is_there(value: object) -> bool:
    return value not in (None, "", 0, (), {}) and not (
        isinstance(value, msgspec.Struct)
        and not isinstance(value, Arxiv)
        and not any(getattr(value, name) for name in value.__struct_fields__)
    )


def _union(first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*first, *(element for element in second if element not in first))


def _shown(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _provenance(kept: Entry, dropped: Entry, merger: _Merger, prefer: Preference) -> Provenance:
    other = "dropped" if prefer == "keep" else "kept"
    lost = "; ".join(f"{found.field} {getattr(found, other)!r}" for found in merger.contradictions)
    notes = [kept.provenance.note, dropped.provenance.note]
    notes.append(f"Merged with {dropped.key}, which had {lost}." if lost else "")
    dates = [p.checked for p in (kept.provenance, dropped.provenance) if p.checked]
    return Provenance(
        sources=_union(kept.provenance.sources, dropped.provenance.sources),
        checked=min(dates) if dates else None,
        note=" ".join(dict.fromkeys(note for note in notes if note)),
    )
