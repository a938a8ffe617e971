"""The value of a field: macros and `#` resolved, delimiters gone, LaTeX kept or decoded."""

from __future__ import annotations

import re

from mlsysbib.formats.bibtex.blocks import Block
from mlsysbib.formats.bibtex.fields import MONTHS
from mlsysbib.formats.bibtex.scan import value_parts
from mlsysbib.formats.cleaning import squeeze
from mlsysbib.text.latex_decoding import decode

# Macros made of macros can double with each line; a longer one counts as not defined.
_LONGEST = 100_000


class Macros:
    """What `@string` defines, and the names that nothing defines."""

    def __init__(self) -> None:
        self._values = {month: month for month in MONTHS if month.strip()}
        self._undefined: list[str] = []

    def define(self, block: Block) -> None:
        """Take the definition of a `@string` block; a later one of the same name wins."""
        for field in block.fields:
            value = self.evaluate(field.value)
            if len(value) <= _LONGEST:
                self._values[field.name.lower()] = value

    def evaluate(self, raw: str) -> str:
        """Return a value without its delimiters; a macro that is not defined stands for itself."""
        # Nearly all values are one text in braces, or a bare word.
        if raw[:1] == "{" and raw.rfind("{") == 0 and raw.find("}") == len(raw) - 1:
            return raw[1:-1]
        if raw.isalnum():
            return self._macro(raw)
        for counted in (True, False):
            parts = list(value_parts(raw, 0, len(raw), counted=counted))
            if parts and not raw[parts[-1].end :].strip(" #\r\n\t"):
                break
        return "".join(
            raw[part.start + 1 : part.end - 1]
            if part.is_text
            else self._macro(raw[part.start : part.end])
            for part in parts
        )

    def take_undefined(self) -> list[str]:
        """Return the names that nothing defined since this was asked last."""
        names, self._undefined = self._undefined, []
        return names

    def _macro(self, name: str) -> str:
        if name[0].isdecimal():
            return name
        value = self._values.get(name.lower())
        if value is None:
            self._undefined.append(name)
            return name
        return value


def to_text(latex: str) -> str:
    """Return a value as plain Unicode text."""
    if latex.isascii() and _MARKED.search(latex) is None:
        return " ".join(latex.split())
    return squeeze(decode(latex.replace(r"\&amp;", r"\&")))


# What LaTeX or HTML may mean something by.
_MARKED = re.compile(r"[\\{}$~`&]|--|''")


_ADDRESS = re.compile(r"https?://[^\s{}<>\"|]+")
_TILDE = re.compile(
    r"\{?\\textasciitilde\s*(?:\{\}|\})?|\{?\\?\$\\?\\sim\\?\$\}?|\\~(?:\{\}|\{ \})?|\{\\~\{?\}?\}"
)
_ESCAPED = re.compile(r"\{?\\([_%#&~$])\}?")
_URL_COMMAND = re.compile(r"\\(?:url|path|href|nolinkurl)\s*(?=\{)")


def read_address(latex: str) -> str:
    r"""Return the first address for the web in a value, without the escapes that people add.

    >>> read_address(r"\url{https://example.org/a\_b/}, accessed today")
    'https://example.org/a_b/'
    """
    if "://" not in latex:
        return ""
    text = latex.replace("&amp;", "&")
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", _TILDE.sub("~", text))
    found = _ADDRESS.search(text)
    if found is None:
        return ""
    address = found[0].rstrip(".,;")
    # A parenthesis belongs to the address if it was opened there.
    return address.rstrip(").,;") if address.count(")") > address.count("(") else address


def without_address(latex: str) -> str:
    """Return what a value says besides an address for the web."""
    text = to_text(_ADDRESS.sub("", _URL_COMMAND.sub("", latex)))
    return _REMARK.sub("", text).strip(" ,;:.()[]")


_REMARK = re.compile(
    r"\b(?:last )?(?:accessed|visited|retrieved)\b.*"
    r"|\bavailable(?: online)?(?: at| from| on)?\W*$|\[?\bonline\b\]?",
    re.IGNORECASE,
)
