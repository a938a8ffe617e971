"""Where in a document a citation key is written: in LaTeX, Markdown and BibTeX."""

from __future__ import annotations

import re

import msgspec

# What may stand in a key; the same for all three.
_KEY = r"[^\s,{}\[\]()\"'#%~\\@;]"
# An unfinished list of keys may run over lines, not over documents.
_LONGEST = 2_000
_TYPING_TEX = re.compile(
    rf"\\[A-Za-z]*cite[A-Za-z]*\*?\s*(?:(?:\[[^\[\]]*\]|<[^<>]*>|\([^()]*\))\s*)*"
    rf"\{{(?:[^{{}}%]*,)?\s*(?P<key>{_KEY}*)\Z"
)
_TYPING_MARKDOWN = re.compile(rf"(?<![\w@.\\])-?@\{{?(?P<key>{_KEY}*)\Z")
_CHARACTER = re.compile(_KEY)
_BIB_TEX = re.compile(r"\\(?:bibliography|addbibresource)\s*(?:\[[^\]]*\])?\s*\{([^{}]+)\}")
_BIB_YAML = re.compile(r"^bibliography:[ \t]*(.+)$", re.MULTILINE)
_BIB_ITEMS = re.compile(r"^bibliography:[ \t]*\n((?:[ \t]*-[ \t]*.+\n?)+)", re.MULTILINE)


class Typed(msgspec.Struct, frozen=True):
    """The beginning of a key before the cursor, and where it begins in the text."""

    text: str
    offset: int


def kind_of(name: str) -> str:
    """Return `tex`, `md` or `bib` for the name of a file, "" for any other."""
    suffix = name.rpartition(".")[2].lower()
    return {"tex": "tex", "ltx": "tex", "md": "md", "markdown": "md", "qmd": "md", "rmd": "md"}.get(
        suffix, "bib" if suffix == "bib" else ""
    )


def typed_at(text: str, offset: int, kind: str) -> Typed | None:
    """Return what of a key is typed before an offset, None where no key is expected."""
    pattern = {"tex": _TYPING_TEX, "md": _TYPING_MARKDOWN}.get(kind)
    if pattern is None:
        return None
    start = max(0, offset - _LONGEST)
    if kind == "md":
        start = text.rfind("\n", start, offset) + 1
    found = pattern.search(text, start, offset)
    return Typed(found["key"], found.start("key")) if found else None


def key_at(text: str, offset: int, kind: str) -> Typed | None:
    """Return the whole key that an offset is in, None outside of citations and heads of entries."""
    start = end = offset
    while start and _CHARACTER.match(text[start - 1]):
        start -= 1
    while end < len(text) and _CHARACTER.match(text[end]):
        end += 1
    key = text[start:end].rstrip(".:?!")
    if not key:
        return None
    if kind == "bib":
        head = text[max(0, start - _LONGEST) : start]
        return Typed(key, start) if re.search(r"@\s*\w+\s*[{(]\s*\Z", head) else None
    return Typed(key, start) if typed_at(text, start, kind) is not None else None


def bibliographies_in(text: str, kind: str) -> list[str]:
    """Return the names of the `.bib` files that a document names, in order."""
    if kind == "tex":
        names = [name for group in _BIB_TEX.findall(text) for name in group.split(",")]
    else:
        listed = [line for group in _BIB_ITEMS.findall(text) for line in group.splitlines()]
        names = [name.strip(" \t-[]") for name in listed] or [
            name for value in _BIB_YAML.findall(text) for name in value.strip("[] ").split(",")
        ]
    cleaned = (name.strip().strip("\"'") for name in names)
    return [name if name.lower().endswith(".bib") else f"{name}.bib" for name in cleaned if name]
