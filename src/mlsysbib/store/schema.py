"""Check parsed TOML against the structs, and say every fault in words and with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from mlsysbib.problems import FieldPath, Finding, Problem, did_you_mean
from mlsysbib.store.locate import find_line

T = TypeVar("T", bound=msgspec.Struct)

# TOML has dates of its own; without this a text that looks like one would pass.
_DATES = (date, datetime)


class SchemaError(Exception):
    """The data does not have the form of the struct; `problems` names every fault."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(str(problems))


def convert(data: dict[str, Any], struct: type[T]) -> T:
    """Return the struct that the data describes; raise msgspec's error, which names one fault."""
    return msgspec.convert(data, struct, builtin_types=_DATES)


def build(data: dict[str, Any], struct: type[T], path: str, text: str) -> T:
    """Return the struct that the data of one file describes; raise SchemaError with all faults."""
    try:
        return convert(data, struct)
    except msgspec.ValidationError as error:
        problems = [
            msgspec.structs.replace(fault, path=path).at(find_line(text, fault.field))
            for fault in _faults(data, struct, ())
        ]
        # msgspec refuses more than _faults explains only if a type is new to it.
        raise SchemaError(problems or [Problem(path, 0, "field-type", str(error))]) from error


def _faults(
    data: dict[str, Any], struct: type[msgspec.Struct], where: FieldPath
) -> Iterator[Finding]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(struct)}
    hints = get_type_hints(struct, include_extras=True)
    for name, value in data.items():
        if name not in fields:
            place = f"[{'.'.join(map(str, where))}]" if where else "the top level"
            message = f"unknown field {name!r} in {place}"
            hint = did_you_mean(name, fields)
            yield Finding("field-unknown", (*where, name), message, hint)
        else:
            yield from _value_faults(value, hints[fields[name].name], (*where, name))
    for name, field in fields.items():
        if field.required and name not in data:
            yield Finding("field-missing", where, f"field {name!r} is missing")


def _value_faults(value: Any, expected: Any, where: FieldPath) -> Iterator[Finding]:  # noqa: ANN401  # parsed TOML
    structs = [part for part in _options(expected) if _is_struct(part)]
    origin = get_origin(expected)
    if isinstance(value, dict) and structs:
        yield from _faults(value, structs[0], where)
    elif isinstance(value, list) and origin is tuple:
        for index, element in enumerate(value):
            yield from _value_faults(element, get_args(expected)[0], (*where, index))
    elif isinstance(value, dict) and origin is dict:
        for name, element in value.items():
            yield from _value_faults(element, get_args(expected)[1], (*where, name))
    else:
        try:
            msgspec.convert(value, expected, builtin_types=_DATES)
        except msgspec.ValidationError as error:
            yield Finding("field-type", where, _in_words(where, str(error), value))


def _options(expected: Any) -> tuple[Any, ...]:  # noqa: ANN401  # a type form
    return get_args(expected) if isinstance(expected, UnionType) else (expected,)


def _is_struct(expected: Any) -> bool:  # noqa: ANN401  # a type form
    return isinstance(expected, type) and issubclass(expected, msgspec.Struct)


_EXPECTED = re.compile(r"Expected `([^`]+)`(?:, got `([^`]+)`| (>=|<=) (\S+))?")
_WORDS = {
    "int": "an integer", "str": "a text in quotes", "array": "a list", "object": "a table",
    "date": "a date without quotes, such as 2023-09-12", "bool": "true or false",
    "float": "a number", "null": "absent",
}  # fmt: skip


def _in_words(where: FieldPath, error: str, value: object) -> str:
    name = ".".join(str(part) for part in where if isinstance(part, str))
    if isinstance(where[-1], int):
        name = f"element {where[-1] + 1} of {name}"
    if error.startswith("Invalid enum value"):
        return f"{name} cannot be {value!r}"
    found = _EXPECTED.search(error)
    if not found:
        return f"{name}: {error}"
    expected = [word for word in found[1].split(" | ") if word != "null"]
    wanted = " or ".join(dict.fromkeys(_WORDS.get(word, word) for word in expected))
    if found[3]:
        return f"{name} must be {wanted} {found[3]} {found[4]}, not {value!r}"
    return f"{name} must be {wanted}, not {_shown(value)}"


def _shown(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f"the text {value!r}"
        case list():
            return "a list"
        case dict():
            return "a table"
    return str(value)
