"""Markdown as people write it -> the plain text that they meant."""

from __future__ import annotations

import html
import re

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = 0xE100  # escaped characters hide in the private-use area while emphasis is removed
_SHOWN = re.compile(f"[{chr(_HIDDEN + 0x21)}-{chr(_HIDDEN + 0x7E)}]")
# What is emphasised is no longer than a few lines: else each mark would look for its end in all.
_EMPHASIS = (
    re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1"),
    re.compile(r"(?<!\w)(_)(?=\S)([^_]+)(?<=\S)_(?!\w)"),
    re.compile(r"(\*)(?=\S)([^*]+)(?<=\S)\*"),
    re.compile(r"(~~)(?=\S)(.{1,200}?)(?<=\S)~~"),
)
_HTML_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MARK = re.compile(r"[\\`*_~<&]")
_STRAY = "*` \t"
# UTF-8 that was read as Windows-1252: a lead byte, then the bytes that go with it.
_MISREAD = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]{1,3}")


def clean(markdown: str) -> str:
    r"""Return the text that a piece of Markdown shows.

    >>> clean(r"**Tux²** \[for `GPUs`\] &amp; Î¼s*")
    'Tux² [for GPUs] & μs'
    """
    if markdown.isascii() and not _MARK.search(markdown):
        return " ".join(markdown.split())
    text = _ESCAPE.sub(lambda found: chr(_HIDDEN + ord(found[1])), markdown).replace("`", "")
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\2", text)
    text = repair(html.unescape(_HTML_TAG.sub("", text)))
    text = " ".join(text.split()).strip(_STRAY)
    return _SHOWN.sub(lambda found: chr(ord(found[0]) - _HIDDEN), text)


def repair(text: str) -> str:
    """Undo a wrong decoding, where the letters leave no doubt: `Î¼s` is `μs`."""
    return text if text.isascii() else _MISREAD.sub(_decode, text)


def _decode(found: re.Match[str]) -> str:
    written = found[0]
    for length in range(len(written), 1, -1):
        try:
            return written[:length].encode("cp1252").decode() + written[length:]
        except UnicodeError:
            continue
    return written


def unescape(address: str) -> str:
    """Return an address without Markdown's backslashes and HTML's entities."""
    return _ESCAPE.sub(r"\1", address.replace("&amp;", "&"))


def without_repetition(title: str) -> str:
    """Return a title that was pasted twice once."""
    words = title.split()
    half = len(words) // 2
    # Two or three words may well be said twice: "Less Is More: Less Is Better".
    is_twice = half >= 4 and words[:half] == words[half:]  # noqa: PLR2004
    return " ".join(words[:half]) if is_twice else title
