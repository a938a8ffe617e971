"""Read key and fields of one block as people write them, slips included."""

from __future__ import annotations

import re

import msgspec

from mlsysbib.formats.bibtex.scan import skip_space, value_parts


class RawField(msgspec.Struct, frozen=True):
    """A field as written. Offsets count from the beginning of its block.

    `value` has its braces, quotes and `#`; `offset` is that of the name.
    """

    name: str
    value: str
    offset: int
    value_offset: int


class Fault(msgspec.Struct, frozen=True):
    """Something in a block that BibTeX refuses and that was read all the same."""

    offset: int
    text: str


class Scanned(msgspec.Struct, frozen=True):
    """What stands in a block."""

    key: str = ""
    fields: tuple[RawField, ...] = ()
    faults: tuple[Fault, ...] = ()


# Behind the end of a block: it had a brace too many then.
FURTHER_FIELD = re.compile(r"\s*,\s*[A-Za-z][\w-]*\s*=")
# The parts of an entry in which all stands where it should, as nearly all do: what they match needs
# no tolerant scanning. Braces behind a backslash are left to that.
_DEEP = r"\{(?:[^{}\\]++|\\[^{}]|\{(?:[^{}\\]++|\\[^{}])*+\})*+\}"
_BRACED = rf"\{{(?:[^{{}}\\]++|\\[^{{}}]|{_DEEP})*+\}}"
_QUOTED = rf'"(?:[^{{}}"\\]++|\\[^{{}}"\\]|{_DEEP})*+"'
_OPERAND = rf"(?:{_BRACED}|{_QUOTED}|[^\s,#{{}}\"=]++)"
_PLAIN_KEY = re.compile(r"\s*+(?P<key>[^,={}\"\r\n]*+)(?=[,}])")
_PLAIN_FIELD = re.compile(
    rf",[\s,]*+([^\s=,{{}}\"#]++)\s*+=\s*+({_OPERAND}(?:\s*+\#\s*+{_OPERAND})*+)\s*+"
)
_PLAIN_END = re.compile(rf"[\s,]*+\}}(?!{FURTHER_FIELD.pattern})")


def scan_plain(text: str, start: int, limit: int, block: int) -> tuple[Scanned, int] | None:
    """Read an entry that has nothing out of place: what stands in it, and where it ends.

    `start` is behind its brace, `block` where the block begins, which its offsets count from. None
    for one that needs `scan_fields`.
    """
    key = _PLAIN_KEY.match(text, start, limit)
    if key is None:
        return None
    fields: list[RawField] = []
    position = key.end()
    while found := _PLAIN_FIELD.match(text, position, limit):
        name, value = found.groups()
        fields.append(RawField(name, value, found.start(1) - block, found.start(2) - block))
        position = found.end()
    end = _PLAIN_END.match(text, position, limit)
    return (Scanned(key["key"].rstrip(), tuple(fields)), end.end()) if end else None


def scan_fields(  # noqa: PLR0913  # the last three are the block's kind
    text: str,
    start: int,
    limit: int,
    *,
    has_key: bool = True,
    has_fields: bool = True,
    counted: bool = True,
) -> Scanned:
    """Look for what stands in a block between two offsets."""
    scanner = _FieldScanner(text, start, limit, counted=counted)
    if has_key:
        scanner.read_key()
    if has_fields:
        scanner.read_fields()
    return Scanned(scanner.key, tuple(scanner.fields), tuple(scanner.faults))


_KEY = re.compile(r"\s*(?P<key>[^,={}\"\r\n]*)")
_NAME = re.compile(r"(?P<name>[^\s=,{}\"#]+)\s*=\s*")
_JUNK = re.compile(r"[^,\n]+")
_SEPARATORS = re.compile(r"[\s,]*")


class _FieldScanner:
    """Reads key and fields of one block; goes on behind what is out of place, and notes it."""

    def __init__(self, text: str, start: int, limit: int, *, counted: bool) -> None:
        self.text = text
        self.position = start
        self.limit = limit
        self.counted = counted
        self.key = ""
        self.fields: list[RawField] = []
        self.faults: list[Fault] = []

    def read_key(self) -> None:
        found = _KEY.match(self.text, self.position, self.limit)
        assert found is not None  # noqa: S101  # the pattern matches nothing, too
        key, end = found["key"].rstrip(), found.end()
        if self.text[end : end + 1] == "=" and end < self.limit:
            # The last word is the name of a field: the key, its comma, or both are missing.
            key = key.rpartition(" ")[0].rstrip()
            end = found.start("key") + len(key)
            self._fault(end, "no comma behind the key" if key else "no key")
        elif self.text[end : end + 1] != "," and end < self.limit:
            self._fault(end, "no comma behind the key")
        self.key, self.position = key, end

    def read_fields(self) -> None:
        is_separated = True
        while True:
            start = self._skip_separators()
            if start >= self.limit:
                return
            found = _NAME.match(self.text, start, self.limit)
            if found is None:
                self._skip_junk(start)
                is_separated = True
                continue
            if not is_separated and "," not in self.text[self.position : start]:
                self._fault(start, f"no comma before {found['name']}")
            self._read_field(found)
            is_separated = False

    def _skip_separators(self) -> int:
        found = _SEPARATORS.match(self.text, self.position, self.limit)
        assert found is not None  # noqa: S101  # the pattern matches nothing, too
        return found.end()

    def _read_field(self, found: re.Match[str]) -> None:
        start = found.end()
        parts = list(value_parts(self.text, start, self.limit, counted=self.counted))
        end = parts[-1].end if parts else start
        # A # with nothing behind it belongs to the value too.
        dangling = skip_space(self.text, end, self.limit)
        if dangling < self.limit and self.text[dangling] == "#":
            end = dangling + 1
        name = found["name"]
        if not parts:
            self._fault(start, f"no value of {name}")
        self.fields.append(RawField(name, self.text[start:end], found.start(), start))
        self.position = end

    def _skip_junk(self, start: int) -> None:
        found = _JUNK.match(self.text, start, self.limit)
        end = found.end() if found else start + 1
        self._fault(start, f"{self.text[start:end].strip()[:20]!r} is no field")
        self.position = end

    def _fault(self, offset: int, text: str) -> None:
        self.faults.append(Fault(offset, text))
