"""Clean a reference of what is certainly wrong: resolvers in DOIs, short dashes, HTML entities."""

from __future__ import annotations

import html
import re

from mlsysbib.formats.bibtex.blocks import Block
from mlsysbib.formats.bibtex.field_scan import RawField

_DOI_PREFIX = re.compile(
    r"^([{\"]\s*)(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?=10\.)", re.IGNORECASE
)
_PAGE_RANGE = re.compile(r"(?<=[0-9A-Za-z])\s*(?:-{1,3}|[–—])\s*(?=[0-9A-Za-z])")
# Numbers, with the same letters before both if any, or small Roman ones: `LL16-04` is no range.
_PAGES = re.compile(
    r"[{\"]\s*(?:(?P<letters>[A-Za-z]*)\d+(?:[.:]\d+)*\s*(?:-{1,3}|[–—])\s*(?P=letters)\d+(?:[.:]\d+)*"
    r"|[ivxlc]+\s*(?:-{1,3}|[–—])\s*[ivxlc]+)\s*[}\"]"
)
_MONTHS = re.compile(
    r"[{\"]\s*(?:(jan)(?:uary)?|(feb)(?:ruary)?|(mar)(?:ch)?|(apr)(?:il)?|(may)|(jun)e?|(jul)y?"
    r"|(aug)(?:ust)?|(sep)(?:t|tember)?|(oct)(?:ober)?|(nov)(?:ember)?|(dec)(?:ember)?)\.?\s*[}\"]",
    re.IGNORECASE,
)
_TEXTS = frozenset(
    "title booktitle journal journaltitle author editor publisher subtitle series organization "
    "institution school address location".split()
)


def clean(block: Block) -> str:
    """Return an entry without what is certainly wrong; the rest stays byte for byte.

    What has been cleaned is clean: doing it again changes nothing.
    """
    text = block.text
    # From the end, so that the offsets of the fields before stay true.
    for field in sorted(block.fields, key=lambda field: -field.value_offset):
        cleaned = _clean_value(field)
        if cleaned != field.value:
            end = field.value_offset + len(field.value)
            text = text[: field.value_offset] + cleaned + text[end:]
    return text


def _clean_value(field: RawField) -> str:
    value, name = field.value, field.name.lower()
    if name in _TEXTS:
        return without_entities(value) if "&" in value else value
    match name:
        case "doi":
            return _DOI_PREFIX.sub(r"\1", value)
        case "pages" if _PAGES.fullmatch(value):
            return _PAGE_RANGE.sub("--", value)
        case "month" if found := _MONTHS.fullmatch(value):
            return next(month.lower() for month in found.groups() if month)
    return value


# An ampersand that was escaped for HTML several times, for LaTeX, or for both.
_ENTITY = re.compile(
    r"(?<!\\)(?P<before>(?:\\\\)*)\\?&(?:amp;|\#0*38;|\#x0*26;)*"
    r"(?P<name>amp|lt|gt|quot|apos|nbsp|\#\d{1,7}|\#x[0-9a-f]{1,6});",
    re.IGNORECASE | re.VERBOSE,
)
_MATH = re.compile(r"\\[()]|\\.|\$\$?", re.DOTALL)
_WRITTEN = {
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "\u00a0": "~",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}",
}  # fmt: skip
_IN_MATH = {**_WRITTEN, "<": "<", ">": ">", "_": "_", "^": "^", "\u00a0": "~"}


def without_entities(value: str) -> str:
    r"""Return a BibTeX value in which LaTeX stands for the entities of HTML.

    >>> without_entities(r"{AT\&amp;T &amp;amp; $p &lt; 0.05$ &lt; &quot;x&quot;}")
    "{AT\\&T \\& $p < 0.05$ $<$ ``x''}"
    """
    while True:
        cleaned = _ENTITY.sub(lambda found: _latex(found, value), value)  # noqa: B023  # used at once
        if cleaned == value:
            return value
        value = cleaned


def _latex(found: re.Match[str], value: str) -> str:
    """Return what LaTeX writes for an entity; the entity itself where that is not certain."""
    character = html.unescape(f"&{found['name']};")
    before = value[: found.start()] + found["before"]
    in_math = _is_in_math(before)
    if character in '<>"' and not in_math:
        opens = not before or before[-1] in " \t\n{(["
        made = {"<": "$<$", ">": "$>$"}.get(character, "``" if opens else "''")
    else:
        made = (_IN_MATH if in_math else _WRITTEN).get(character, character)
    is_text = len(character) == 1 and (character.isprintable() or character == "\u00a0")
    # Braces would not balance, and a control character is no text.
    return found["before"] + made if is_text and character not in "{}\\\ufffd" else found[0]


def _is_in_math(before: str) -> bool:
    in_math = False
    for mark in _MATH.finditer(before):
        if mark[0] in {"$", "$$"}:
            in_math = not in_math
        elif mark[0] in {r"\(", r"\)"}:
            in_math = mark[0] == r"\("
    return in_math
