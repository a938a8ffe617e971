"""Rules for pages and the numbers of articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from mlsysbib.model.entry import Entry
from mlsysbib.problems import Finding
from mlsysbib.text.pages import clean_pages, split_article_pages

_FIELD = ("published", "pages")
_PAGE = r"[A-Za-z]{0,3}\d+(?:[:.]\d+)?[A-Za-z]?|[ivxlc]+"
_PAGES = re.compile(rf"(?:{_PAGE})(?:-(?:{_PAGE}))?(?:, ?(?:{_PAGE})(?:-(?:{_PAGE}))?)*").fullmatch


def with_unusual_pages(entries: Iterable[Entry]) -> list[Entry]:
    """Return those whose pages are anything but two numbers, the lower one first."""
    return [
        entry
        for entry in entries
        if (published := entry.published) and (pages := published.pages) and not _is_usual(pages)
    ]


def _is_usual(pages: str) -> bool:
    first, _, last = pages.partition("-")
    return first.isdecimal() and last.isdecimal() and int(first) <= int(last)


def find_malformed(entry: Entry) -> Sequence[Finding]:
    """Return a finding if what the pages say is anything else."""
    published = entry.published
    if published is None or not published.pages or _PAGES(published.pages):
        return ()
    text = f"{published.pages!r} are no pages"
    return (Finding("pages-malformed", _FIELD, text, "write 611-626"),)


def clean(entry: Entry) -> Entry:
    """Return the entry with a hyphen and nothing else between the numbers."""
    published = entry.published
    if published is None or not find_malformed(entry):
        return entry
    pages = clean_pages(published.pages)
    if not _PAGES(pages):
        return entry
    return msgspec.structs.replace(entry, published=msgspec.structs.replace(published, pages=pages))


def find_reversed(entry: Entry) -> Sequence[Finding]:
    """Return a finding if a range runs backwards, within one article if it names one."""
    published = entry.published
    if published is None or "-" not in published.pages:
        return ()
    for part in published.pages.split(","):
        first, _, last = part.strip().partition("-")
        if _number(first) > _number(last) > 0:
            hint = f"{first}-{_full(first, last)}?" if _full(first, last) else ""
            text = f"pages {part.strip()} run backwards"
            return (Finding("pages-reversed", _FIELD, text, hint),)
    return ()


def _number(page: str) -> int:
    """Return the number of a page; of a page that is none of the same kind, nothing is said."""
    number = page.rpartition(":")[2]
    return int(number) if number.isdecimal() else 0


def _full(first: str, last: str) -> str:
    """Return the last page in full where it lacks its first digits."""
    longer = first[: len(first) - len(last)] + last
    return longer if len(last) < len(first) and _number(first) < _number(longer) else ""


def find_articles(entry: Entry) -> Sequence[Finding]:
    """Return a finding if the pages hold the number of an article."""
    published = entry.published
    if published is None or ":" not in published.pages:
        return ()
    article, pages = split_article_pages(published.pages)
    hint = f'article = "{article}", pages = "{pages}"'
    text = f"{published.pages} are the pages of an article"
    return (Finding("pages-article", _FIELD, text, hint),) if article else ()


def part_article(entry: Entry) -> Entry:
    """Return the entry with the article in its own field, unless another stands there."""
    published = entry.published
    if published is None:
        return entry
    article, pages = split_article_pages(published.pages)
    if not article or published.article not in {"", article}:
        return entry
    return msgspec.structs.replace(
        entry, published=msgspec.structs.replace(published, article=article, pages=pages)
    )
