"""The value of a field: macros and `#` resolved, delimiters gone, LaTeX kept or decoded."""

from __future__ import annotations

import re

from mlsysbib.formats.bibtex.blocks import Block
from mlsysbib.formats.bibtex.scan import value_parts
from mlsysbib.formats.cleaning import squeeze
from mlsysbib.text.dates import MONTHS
from mlsysbib.text.latex_commands import Command, expand, read_definitions
from mlsysbib.text.latex_decoding import decode

# Macros made of macros can double with each line; a longer one counts as not defined.
_LONGEST = 100_000


class Macros:
    """What `@string` defines, and the names that nothing defines."""

    def __init__(self) -> None:
        self._values = {month: month for month in MONTHS if month}
        self._undefined: list[str] = []
        self._commands: dict[str, Command] = {}

    def define_commands(self, block: Block) -> None:
        """Take the commands that a `@preamble` defines."""
        opening = re.search(r"[{(]", block.text)
        if opening:
            inside = block.text[opening.end() : -1].strip()
            self._commands |= read_definitions(self.evaluate(inside))
            self._undefined.clear()

    def define(self, block: Block) -> None:
        """Take the definition of a `@string` block; a later one of the same name wins."""
        for field in block.fields:
            value = self.evaluate(field.value)
            if len(value) <= _LONGEST:
                self._values[field.name.lower()] = value

    def evaluate(self, raw: str) -> str:
        """Return a value without its delimiters, and with what the preamble's commands print.

        A macro that is not defined stands for itself.
        """
        value = self._joined(raw)
        return expand(value, self._commands) if self._commands and "\\" in value else value

    def _joined(self, raw: str) -> str:
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


_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s{}<>\"]+", re.IGNORECASE)
_TILDE = re.compile(
    r"\{?\\textasciitilde\s*(?:\{\}|\})?|\{?\\?\$\\?\\sim\\?\$\}?|\\~(?:\{\}|\{ \})?|\{\\~\{?\}?\}"
)
_ESCAPED = re.compile(r"\{?\\([_%#&~$^{}])\}?")
_LINK = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{(?:[^{}]|\{[^{}]*\})*\}")
_URL_COMMAND = re.compile(r"\\(?:url|path|href|nolinkurl|doi)\s*(?=\{)")
_NAMED_SIGNS = {
    "textunderscore": "_", "textless": "<", "textgreater": ">", "textasciicircum": "^",
    "textbar": "|", "textquotesingle": "'", "slash": "/", "allowbreak": "", "textbackslash": "\\",
}  # fmt: skip
_NAMED = re.compile(rf"\{{?\\({'|'.join(_NAMED_SIGNS)})(?![A-Za-z])\s*(?:\{{\}})?\}}?|\\[-/]")
_BROKEN_LINE = re.compile(r"[ \t]*[\r\n]+[ \t]*")
# A name of a file with blanks in it, as an address ends in one.
_WITH_BLANKS = re.compile(r"[a-z]+://\S+(?: [\w.()+-]+)*\.\w{2,5}", re.IGNORECASE)


def verbatim(latex: str) -> str:
    r"""Return an identifier or an address as it is meant: no escapes, no commands, no braces.

    >>> verbatim(r"{\url{https://example.org/a\_b}}"), verbatim(r"10.1000/{a}{\_}b$<$c$>$")
    ('https://example.org/a_b', '10.1000/a_b<c>')
    """
    text = latex.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    if "\\" in text:
        text = text.replace("{$\\backslash$}", "\\")
        text = _URL_COMMAND.sub(" ", _LINK.sub(r"\1", text))
        text = _NAMED.sub(_named_sign, text)
        text = _ESCAPED.sub(r"\1", _TILDE.sub("~", text))
    if "$" in text:
        text = text.replace("$<$", "<").replace("$>$", ">").replace("$_$", "_").replace("$-$", "-")
    return text.replace("{", "").replace("}", "").strip()


def read_address(latex: str) -> str:
    r"""Return the first address for the web in a value, without the escapes that people add.

    >>> read_address(r"\url{https://example.org/a\_b/}, accessed today")
    'https://example.org/a_b/'
    """
    if "://" not in latex:
        return ""
    text = latex.replace("&amp;", "&")
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", _NAMED.sub(_named_sign, _TILDE.sub("~", text)))
    found = _ADDRESS.search(text)
    return _without_punctuation(found[0]) if found else ""


def read_url(latex: str) -> str:
    r"""Return the address of a field that is there for one, which may be broken over lines.

    >>> read_url("https://example.org/index?\n  title=x"), read_url("www.example.org")
    ('https://example.org/index?title=x', 'https://www.example.org')
    """
    joined = _BROKEN_LINE.sub("", latex.strip())
    text = verbatim(joined)
    if text[:4].lower() == "www." and " " not in text:
        return f"https://{text}"
    if text.count("://") == 1 and _WITH_BLANKS.fullmatch(text):
        return text.replace(" ", "%20")
    return read_address(joined)


def _named_sign(found: re.Match[str]) -> str:
    return _NAMED_SIGNS.get(found[1] or "", "")


def _without_punctuation(address: str) -> str:
    address = address.rstrip(".,;")
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
