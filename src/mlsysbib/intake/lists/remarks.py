"""What stands behind a title: links, remarks, and the separators between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsysbib.intake.lists.brackets import first_group
from mlsysbib.intake.lists.inline import PLACEHOLDER, scan

SEPARATORS = " \t,;|–—·"
_REMARK_WORDS = re.compile(
    r"\W*(?:from|also|to appear|see|best|oral|spotlight|poster|award|code|slides?|video|blog|talk|"
    r"outstanding|distinguished|survey|new|updated|journal|extended|under review|preprint)\b",
    re.IGNORECASE,
)
_DEAD_LINK = re.compile(
    r"\W*(?:pdf|paper|code|notes?|slides?|link|html|video|arxiv|doi)\W*", re.IGNORECASE
)
# Marks and punctuation that nothing is left between.
_SEPARATED = re.compile(r"^(?:[\s,;:|.>–—·-]+(?=[\s\[(<*_\ue000]|$)|[,;|.–—·]+(?=\w))")
_EMPTY = re.compile(r"[\s.,:;!|<>()\[\]{}\"'“”*_\\~+–—·-]*")
_OPENING = re.compile(r"(?<!\])\s(?=[*_]*\\?[(\[])")
# `AMP:Automatically Finding …`
_NO_SPACE = re.compile(r"^(\w*[A-Z][\w/+-]*):(?=[A-Z])")


def parts_of(tail: str) -> Iterator[str]:
    """Yield the groups of a tail in its flat form, and the runs of other text between them."""
    position = 0
    while position < len(tail):
        group = first_group(tail[position:])
        opening = None if group else _OPENING.search(tail, position + 1)
        end = position + group.end if group else opening.start() if opening else len(tail)
        part = _SEPARATED.sub("", tail[position:end].strip(), count=1).rstrip(" ,;|–—·").strip()
        if part and not _EMPTY.fullmatch(part) and not (group and is_dead_link(group.inner)):
            yield part
        position = end


def reads_as_remark(text: str) -> bool:
    """Say whether a text in parentheses begins as remarks do, and titles do not."""
    return _REMARK_WORDS.match(text) is not None


def is_dead_link(text: str) -> bool:
    """Say whether a text is what is left of a link when a page is pasted as text."""
    return _DEAD_LINK.fullmatch(text) is not None


def is_mere_link(remark: str) -> bool:
    """Say whether a remark is nothing but links in their brackets."""
    flat = scan(remark).flat
    left = PLACEHOLDER.sub("", flat)
    return left != flat and not re.sub(r"[\s\W_]+", "", left)


def trim_title(title: str) -> str:
    """Leave out the separators that stood between a title and what followed."""
    title = title.strip(SEPARATORS + "*~").removesuffix(":").rstrip()
    is_sentence = title.endswith(".") and not title.endswith(("..", "etc."))
    title = title[:-1] if is_sentence else title
    return _NO_SPACE.sub(r"\1: ", title, count=1)
