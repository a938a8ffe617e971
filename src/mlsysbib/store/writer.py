"""The one layout of entry and venue files: fixed order, one author a line, no comments."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec

from mlsysbib.model.entry import Entry, Relation
from mlsysbib.model.venues import Venue

# Lists whose elements stand on a line each, so that a change of one is a change of one line.
_LONG_LISTS = frozenset({"authors", "match"})
_ABSENT: tuple[object, ...] = (None, "", (), {})
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
}
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f]')


def dump_entry(entry: Entry) -> str:
    """Return the text of an entry's file. The key is not in it: it is the file's stem."""
    return _dump(entry, omitted="key")


def dump_venue(venue: Venue) -> str:
    """Return the text of a venue's file. The identifier is the file's stem."""
    return _dump(venue, omitted="id")


def _dump(struct: msgspec.Struct, omitted: str) -> str:
    lines: list[str] = []
    _table(lines, struct, (), frozenset({omitted}))
    return "\n".join(lines).strip("\n") + "\n"


def _table(
    lines: list[str], table: msgspec.Struct, path: tuple[str, ...], omitted: frozenset[str]
) -> None:
    below: list[tuple[str, Any]] = []
    for field in msgspec.structs.fields(table):
        value = getattr(table, field.name)
        if field.name in omitted or value == field.default or value in _ABSENT:
            continue
        if _is_table(value):
            below.append((field.encode_name, value))
        else:
            lines.append(f"{_key(field.encode_name)} = {_value(field.encode_name, value)}")
    for name, value in below:
        _tables(lines, value, (*path, name))


def _tables(lines: list[str], value: Any, path: tuple[str, ...]) -> None:  # noqa: ANN401  # a struct, or several
    """Write the table or tables that stand under one name."""
    header = ".".join(map(_key, path))
    if isinstance(value, dict):
        if all(isinstance(element, str) for element in value.values()):
            lines += ["", f"[{header}]"]
            lines += [f"{_key(name)} = {_text(text)}" for name, text in value.items()]
        elif all(isinstance(element, tuple) for element in value.values()):
            lines += ["", f"[{header}]"]
            lines += [f"{_key(name)} = {_value(name, value[name])}" for name in sorted(value)]
        else:
            for name in sorted(value):
                _tables(lines, value[name], (*path, name))
        return
    for element in value if isinstance(value, tuple) else (value,):
        lines += ["", f"[[{header}]]" if isinstance(value, tuple) else f"[{header}]"]
        _table(lines, element, path, frozenset())


def _is_table(value: object) -> bool:
    if isinstance(value, tuple):
        # A name that must be written in parts is an inline table: authors stay one list.
        return any(isinstance(element, Relation) for element in value)
    return isinstance(value, msgspec.Struct | dict)


def _value(name: str, value: object) -> str:
    match value:
        case tuple():
            elements = [_pattern(e) if name == "match" else _value(name, e) for e in value]
            if name in _LONG_LISTS:
                return "[\n" + "".join(f"  {element},\n" for element in elements) + "]"
            return f"[{', '.join(elements)}]"
        case str():
            return _text(value)
        case date():
            return value.isoformat()
        case msgspec.Struct():
            return _inline(value)
    # Of the truth values, only true is ever written.
    return str(value).lower()


def _inline(value: msgspec.Struct) -> str:
    pairs = [
        f"{field.encode_name} = {_text(getattr(value, field.name))}"
        for field in msgspec.structs.fields(value)
        if getattr(value, field.name) != field.default
    ]
    return f"{{ {', '.join(pairs)} }}"


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _text(name)


def _pattern(text: str) -> str:
    """Write a regular expression in single quotes, where its backslashes stand as they are."""
    return _text(text) if "'" in text or not text.isprintable() else f"'{text}'"


def _text(text: str) -> str:
    escaped = _ESCAPED.sub(lambda found: _ESCAPES.get(found[0], f"\\u{ord(found[0]):04x}"), text)
    return f'"{escaped}"'


_STRING = r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'"
_COMMENT = re.compile(rf"(?s:{_STRING})|(?P<comment>#[^\n]*)")


def find_comment(text: str) -> int:
    """Return the line of the first comment, or 0."""
    for found in _COMMENT.finditer(text):
        if found["comment"]:
            return text.count("\n", 0, found.start()) + 1
    return 0
