"""Read CSL-JSON, as Zotero, pandoc, Crossref and people write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import msgspec

from mlsysbib.formats.base import Read
from mlsysbib.formats.cleaning import clean_isbn, squeeze
from mlsysbib.formats.csl_json.dates import read_date
from mlsysbib.formats.csl_json.keeping import keep
from mlsysbib.formats.csl_json.titles import read_title
from mlsysbib.formats.csl_json.types import PAGES, READ_TYPES, TALKS
from mlsysbib.formats.csl_json.writer import KEPT
from mlsysbib.formats.identifiers import find_server
from mlsysbib.formats.people import clean_person, is_others, is_suffix, read_inverted
from mlsysbib.formats.reference import Reference
from mlsysbib.formats.references import collect, read_reference
from mlsysbib.model.entry import Role
from mlsysbib.model.item_types import ISSUED_BY_BODY, ItemType
from mlsysbib.model.names import Organization, Person, StoredName, stored_name
from mlsysbib.problems import Hints, Problem, RuleId
from mlsysbib.text.dates import format_date
from mlsysbib.text.pages import clean_pages, split_article_pages

_SPACE = re.compile(r"\s*")
_ROLES: tuple[Role, ...] = get_args(Role)
_VARIABLE = re.compile(r"\s*[\w -]{2,30}:\s")
_LISTS = ("items", "references")


def load(text: str) -> tuple[Read, ...]:
    """Read every item of a text; one that cannot be read is a problem with its line."""
    return collect(_reads(text.removeprefix("\ufeff")))


def _reads(text: str) -> Iterator[Read]:
    hints = Hints(READ_TYPES)
    line, seen = 1, 0
    try:
        for offset, item in _items(text):
            line, seen = line + text.count("\n", seen, offset), offset
            yield _read(item, line, hints)
    except json.JSONDecodeError as error:
        yield _refused(error.lineno, "json-syntax", f"this is not JSON: {error.msg}")
    except RecursionError:
        yield _refused(1, "json-syntax", "this JSON is nested too deeply")


def _items(text: str) -> Iterator[tuple[int, Any]]:
    """Yield where each item begins, and what it is, up to the first error of syntax."""
    position = _skip(text, 0)
    if text[position : position + 1] != "[":
        yield from _items_of_object(text, position)
        return
    decoder = json.JSONDecoder(parse_int=_integer)
    position = _skip(text, position + 1)
    if text[position : position + 1] == "]":
        return
    while True:
        item, end = decoder.raw_decode(text, position)
        yield position, item
        end = _skip(text, end)
        if text[end : end + 1] == "]":
            return
        if text[end : end + 1] != ",":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, end)
        position = _skip(text, end + 1)


def _items_of_object(text: str, position: int) -> Iterator[tuple[int, Any]]:
    """Yield the items of an object that has a list of them, or the object itself."""
    whole = json.loads(text, parse_int=_integer)
    items = [whole]
    if isinstance(whole, dict) and isinstance(whole.get("message"), dict):
        # A reply of the API of Crossref.
        whole = whole["message"]
        items = [whole]
    for name in _LISTS:
        found = whole.get(name) if isinstance(whole, dict) else None
        # The references of a work that Crossref describes are not what was asked for.
        if isinstance(found, list) and not whole.get("title"):
            items = found
    yield from ((position, item) for item in items)


# Python refuses to read longer ones: what no year or volume is may stay a text.
_MOST_DIGITS = 100


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def _skip(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _read(item: object, line: int, hints: Hints) -> Read:
    if not isinstance(item, dict):
        return _refused(line, "item-malformed", "an item must be an object")
    key = _text(item.get("citation-key")) or _text(item.get("id"))
    type_ = READ_TYPES.get(_text(item.get("type")))
    if type_ is None:
        if not item.get("type") and not (item.get("title") or item.get("author")):
            hint = "an item has a type and a title"
            return _refused(line, "item-malformed", f"{key}: this is no item of CSL-JSON", hint)
        name = _text(item.get("type"))
        text = f"{key}: CSL has no type {name!r}"
        return _refused(line, "type-unknown", text, hints.of(name))
    if (
        type_ is ItemType.BOOK
        and "version" in item
        and not (item.get("ISBN") or item.get("edition"))
    ):
        # Zotero has no other way to say that something is software.
        type_ = ItemType.SOFTWARE
    read = read_reference(_Item(_plain(item), type_).reference(key, line))
    if read.entry is None:
        return read
    kept = keep(read.entry, item)
    if not kept:
        return read
    entry = msgspec.structs.replace(read.entry, kept={KEPT: kept})
    return msgspec.structs.replace(read, entry=entry, left_out=tuple(kept))


def _plain(item: dict[str, Any]) -> dict[str, Any]:
    """Return an item with the variables of CSL in place of the lists and names of Crossref."""
    plain = {
        name: value[0]
        if isinstance(value, list) and len(value) > 0 and all(isinstance(v, str) for v in value)
        else value
        for name, value in item.items()
    }
    subtitle = plain.get("subtitle")
    if isinstance(item.get("title"), list) and isinstance(subtitle, str) and subtitle.strip():
        plain["title"] = f"{plain['title']}: {subtitle}"
    if read_date(plain.get("issued")).year is None:
        for name in ("published-print", "published-online", "published"):
            if read_date(plain.get(name)).year:
                plain["issued"] = plain[name]
                break
    if "number" not in plain and isinstance(plain.get("article-number"), str):
        plain["number"] = plain["article-number"]
    return plain


def _refused(line: int, rule: RuleId, text: str, hint: str = "") -> Read:
    return Read(entry=None, line=line, problems=(Problem("", line, rule, text, hint),))


def _text(value: object) -> str:
    """Return a value as clean text; CSL allows numbers for most."""
    return squeeze(str(value)) if isinstance(value, str | int | float) else ""


class _Item:
    def __init__(self, item: dict[str, Any], form: ItemType) -> None:
        self.item = item
        self.form, self.type = form, form.family

    def text(self, *names: str) -> str:
        """Return the first of several variables that says something."""
        return next(filter(None, (_text(self.item.get(name)) for name in names)), "")

    def reference(self, key: str, line: int) -> Reference:
        date = read_date(self.item.get("issued"))
        article, pages = split_article_pages(clean_pages(self.text("page")))
        is_report = self.type is ItemType.REPORT
        number = self.text("number") or self._noted("number")
        server, server_id = self._server()
        title = self.item.get("title")
        return Reference(
            key=key,
            line=line,
            type=self.type,
            form=self.form,
            title=read_title(title) if isinstance(title, str) else "",
            authors=tuple(self._names()),
            authors_cut=any(map(_is_others, self._authors())),
            container=self._container(),
            year=date.year,
            month=date.month,
            date=date.edtf,
            volume=self.text("volume"),
            number=number if is_report else self.text("issue"),
            pages=pages,
            article=article or ("" if is_report or ":" in number else number),
            doi=self.text("DOI"),
            isbn=clean_isbn(self.text("ISBN")),
            url=self.text("URL"),
            series=self.text("collection-title"),
            publisher=self.text("publisher"),
            publisher_place=self.text("publisher-place"),
            place=self.text("event-place"),
            people={role: found for role in _ROLES if (found := self._people(role))},
            genre=self.text("genre"),
            language=self.text("language"),
            keywords=tuple(filter(None, map(str.strip, self.text("keyword").split(",")))),
            note="\n".join(self._remarks()),
            abstract=self.text("abstract"),
            edition=self.text("edition"),
            chapter=self.text("chapter-number"),
            event=self.text("event-title", "event"),
            original_date=self._original_date(),
            clues=tuple(self._clues()),
            server=server,
            server_id=server_id,
            remarks=(TALKS.get(self.text("type"), ""), self.text("genre"), self.text("note")),
            is_page=self.text("type") in PAGES,
        )

    def _container(self) -> str:
        body = ("publisher",) if self.type in ISSUED_BY_BODY else ()
        # Software and data have a publisher, such as Zenodo, that stands where a venue would.
        loose = ("publisher",) if self.type in {ItemType.SOFTWARE, ItemType.DATASET} else ()
        event = ("event-title", "event") if self.type is ItemType.PAPER else ()
        return self.text(*body, "container-title", *loose, *event)

    def _server(self) -> tuple[str, str]:
        if self.type is not ItemType.PREPRINT:
            return "", ""
        for name in ("publisher", "archive", "container-title"):
            server, id_ = find_server(self.text(name))
            if server:
                return server, id_ or self.text("number").rpartition(":")[2]
        return "", ""

    def _clues(self) -> Iterator[str]:
        """Yield texts that may name an arXiv identifier; Zotero keeps it in a line of the note."""
        for name in ("number", "container-title", "publisher", "page", "volume", "archive"):
            yield self.text(name)
        if archive := self.text("archive"):
            yield f"{archive}:{self.text('archive_location')}"
        yield from (line for line in self._note() if line.lower().startswith("arxiv"))

    def _remarks(self) -> list[str]:
        """Return the lines of the note that are no variables, as Zotero's Extra has them."""
        return [line.strip() for line in self._note() if line.strip() and not _VARIABLE.match(line)]

    def _original_date(self) -> str:
        date = read_date(self.item.get("original-date"))
        return date.edtf or format_date(date)

    def _people(self, role: str) -> tuple[StoredName, ...]:
        people = self._named(role)
        names = [name for one in people if not _is_others(one) and (name := _name(one)) is not None]
        return (*names, *(("others",) if names and any(map(_is_others, people)) else ()))

    def _noted(self, name: str) -> str:
        """Return a variable that stands in a line of the note, as Zotero's Extra has them."""
        pairs = (line.partition(":") for line in self._note())
        return next((_text(value) for key, _, value in pairs if key.strip().lower() == name), "")

    def _note(self) -> list[str]:
        note = self.item.get("note")
        return note.splitlines() if isinstance(note, str) else []

    def _names(self) -> Iterator[StoredName]:
        for author in self._authors():
            if not _is_others(author) and (name := _name(author)) is not None:
                yield name

    def _authors(self) -> list[dict[str, Any]]:
        return self._named("author")

    def _named(self, role: str) -> list[dict[str, Any]]:
        people = self.item.get(role)
        return [one for one in people if isinstance(one, dict)] if isinstance(people, list) else []


def _is_others(author: dict[str, Any]) -> bool:
    """Say whether a name stands for those left out; Zotero's has a family name alone."""
    words = filter(None, (_text(author.get(part)) for part in ("literal", "given", "family")))
    return is_others(" ".join(words))


def _name(author: dict[str, Any]) -> StoredName | None:
    if literal := _text(author.get("literal")):
        return stored_name(Organization(literal))
    family, given, suffix = (_text(author.get(part)) for part in ("family", "given", "suffix"))
    particles = (_text(author.get(f"{kind}-particle")) for kind in ("dropping", "non-dropping"))
    particle = " ".join(filter(None, particles))
    # citeproc writes ",!" before a suffix that stands behind a comma.
    given = given.replace(",!", ",")
    before, comma, last = given.rpartition(", ")
    if comma and not suffix and is_suffix(last):
        # Zotero keeps suffixes behind the given name.
        given, suffix = before, last
    if given and not particle and family[:1].islower():
        # Zotero keeps particles in the family name.
        return read_inverted(", ".join(filter(None, [family, given, suffix])))
    return clean_person(Person(family, given, particle, suffix))
