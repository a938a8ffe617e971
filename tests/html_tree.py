"""HTML as tests look at it: a tree, read by Python's own parser, which must close what it opens."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "input", "br", "hr", "img", "wbr"})


class Element:
    """An element with its attributes; children are elements and texts."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.children: list[Element | str] = []

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    @property
    def words(self) -> str:
        return " ".join(self.text.split())

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def all(self, tag: str = "", class_: str = "") -> Iterator[Element]:
        """Yield the elements below, in order, with this tag and class."""
        for child in self.children:
            if isinstance(child, Element):
                if (not tag or child.tag == tag) and (not class_ or class_ in child.classes):
                    yield child
                yield from child.all(tag, class_)

    def first(self, tag: str = "", class_: str = "") -> Element:
        return next(self.all(tag, class_))

    def find(self, id_: str) -> Element:
        (found,) = (element for element in self.all() if element.id == id_)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def parse(html: str) -> Element:
    """Return a page or a part of one; fails where an element is not closed in its turn."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    (root,) = reader.stack
    return root
