"""The lists that are shipped, as pages: all that stands in their source, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from html_tree import Element, parse
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.library import Library
from mlsysbib.model.selection import Style
from mlsysbib.selecting.reading_lists.resolve import resolve
from mlsysbib.selecting.reading_lists.source import Citation, Heading, Text, parse_source

COUNTS = {"after-tensorflow": 32, "ml-systems-papers": 42, "research-space": 84, "rui-index": 145}
_LINK = re.compile(r"\[([^\]]+)\]\(https?://[^)]+\)|<(https?://[^>]+)>")


def page(name: str, library: Library, style: Style | None = None) -> Element:
    resolved = resolve(library.reading_lists[name], library, name)
    assert resolved.problems == ()
    options = Options(target=TARGETS["page"], style=style)
    return parse(FORMATS["html"].dump(resolved.selection, library, options))


def source(name: str, library: Library) -> Iterator[str]:
    """Yield each heading, cited key and linked text of a list, in order."""
    for line in parse_source(library.reading_lists[name]).lines:
        match line:
            case Heading(_, _, text):
                yield text
            case Citation(key=key, annotation=annotation):
                yield library[key].key
                yield from _linked(annotation)
            case Text() | Heading():
                yield from _linked(line.text)


def _linked(text: str) -> Iterator[str]:
    return (found[1] or found[2] for found in _LINK.finditer(text))


def shown(root: Element) -> Iterator[str]:
    """Yield the same of a page; a paper's own links are not the list's."""
    for child in root.children:
        if not isinstance(child, Element):
            continue
        if child.tag in {"h2", "h3", "h4", "h5", "h6"}:
            yield child.words.removesuffix("#")
        elif "paper" in child.classes:
            yield child.first(class_="key").words
            notes = child.all(class_="note")
            yield from (link.words for note in notes for link in note.all("a"))
        elif child.tag == "a":
            yield child.words
        else:
            yield from shown(child)


@pytest.mark.parametrize("style", ["awesome", "table"])
@pytest.mark.parametrize("name", COUNTS)
def test_a_page_holds_every_item_of_its_list_in_order(
    name: str, style: Style, library: Library
) -> None:
    root = page(name, library, style)
    column = root.first("div", "list")
    assert list(shown(column)) == list(source(name, library))
    papers = [element for element in column.all(class_="paper") if element.id]
    assert len(papers) == COUNTS[name]


@pytest.mark.parametrize("name", COUNTS)
def test_a_page_holds_every_word_of_prose(name: str, library: Library) -> None:
    words = page(name, library).first("div", "list").words
    for line in parse_source(library.reading_lists[name]).lines:
        if isinstance(line, Text) and line.text.strip():
            plain = _LINK.sub(r"\1\2", line.text).lstrip("-* ")
            assert " ".join(plain.split()) in words
