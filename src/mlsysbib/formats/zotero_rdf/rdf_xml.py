"""Read RDF/XML into nodes with their properties.

What is read is the grammar of https://www.w3.org/TR/rdf-syntax-grammar/ without reification, XML
literals and datatypes, none of which a bibliography has. A document type is refused, as entities
are all that it could declare: so none is expanded, and none is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

import msgspec

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ABOUT, _ID, _NODE_ID = f"{RDF}about", f"{RDF}ID", f"{RDF}nodeID"
_RESOURCE, _PARSE_TYPE = f"{RDF}resource", f"{RDF}parseType"
_SYNTAX = frozenset({_ABOUT, _ID, _NODE_ID, _RESOURCE, _PARSE_TYPE, f"{RDF}datatype"})
_XML = "http://www.w3.org/XML/1998/namespace"
# No element of a bibliography stands deeper; each level costs a place on the stack alone.
_DEEPEST = 200


class RdfError(Exception):
    """A text that is no RDF/XML; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class Node(msgspec.Struct, eq=False):
    """A resource: its address within the document, its class, its properties in their order.

    `line` is that of the first element that is about it, from 1; 0 where it is only pointed at.
    """

    address: str
    line: int = 0
    class_: str = ""
    properties: list[tuple[str, Value]] = []

    def values(self, *names: str) -> Iterator[Value]:
        """Yield the values of some properties, in the order in which they stand."""
        return (value for name, value in self.properties if name in names)

    def text(self, *names: str) -> str:
        """Return the first text among the values of some properties, or ""."""
        return next((value for value in self.values(*names) if isinstance(value, str)), "")

    def nodes(self, *names: str) -> Iterator[Node]:
        """Yield the nodes among the values of some properties."""
        return (value for value in self.values(*names) if isinstance(value, Node))


Value = str | Node


def read_nodes(text: str) -> list[Node]:
    """Return all nodes of a document in the order in which they are first named.

    Raises RdfError for what is no XML, has a document type, or nests without end.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(text.encode("utf-8", "replace"), True)  # noqa: FBT003  # "this is all"
    except expat.ExpatError as error:
        raise RdfError(error.lineno, f"is no XML: {expat.ErrorString(error.code)}") from error
    return list(reader.nodes.values())


class _Property(msgspec.Struct, eq=False):
    """A property that is being read, with the text in it so far."""

    name: str
    of: Node
    text: list[str]
    value: Value | None = None
    # Whether its elements are properties of a node that has no element of its own.
    is_resource: bool = False


class _Reader:
    """Nodes and properties take turns as elements open: a node, its properties, their nodes."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.stack: list[Node | _Property | None] = []
        self.parser = expat.ParserCreate("UTF-8", namespace_separator="")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._add_text

    def _refuse(self, *_: object) -> None:
        raise RdfError(self.parser.CurrentLineNumber, "has a document type, which is not read")

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.stack) > _DEEPEST:
            raise RdfError(self.parser.CurrentLineNumber, "nests too deep")
        above = self.stack[-1] if self.stack else None
        if isinstance(above, Node):
            self.stack.append(self._property(name, above, attributes))
        elif isinstance(above, _Property) and above.is_resource:
            assert isinstance(above.value, Node)  # noqa: S101  # made where it was opened
            self.stack.append(self._property(name, above.value, attributes))
        elif not self.stack and name == f"{RDF}RDF":
            self.stack.append(None)
        else:
            node = self._node(name, attributes)
            if above is not None:
                above.value = node
            self.stack.append(node)

    def _node(self, name: str, attributes: dict[str, str]) -> Node:
        node = self._get(self._address(attributes))
        node.line = node.line or self.parser.CurrentLineNumber
        if name != f"{RDF}Description":
            node.class_ = node.class_ or name
        self._attributes(node, attributes)
        return node

    def _attributes(self, node: Node, attributes: dict[str, str]) -> None:
        for name, text in attributes.items():
            if name in _SYNTAX or name.startswith(_XML):
                continue
            if name == f"{RDF}type":
                node.class_ = node.class_ or text
            else:
                node.properties.append((name, text))

    def _address(self, attributes: dict[str, str]) -> str:
        if _ABOUT in attributes:
            return attributes[_ABOUT]
        if _ID in attributes:
            return f"#{attributes[_ID]}"
        if _NODE_ID in attributes:
            return f"_:{attributes[_NODE_ID]}"
        # Nothing else can be called so, as a blank in an address is written %20.
        return f"_: {len(self.nodes)}"

    def _get(self, address: str) -> Node:
        return self.nodes.setdefault(address, Node(address))

    def _property(self, name: str, of: Node, attributes: dict[str, str]) -> _Property:
        read = _Property(name, of, [])
        if _RESOURCE in attributes:
            read.value = self._get(attributes[_RESOURCE])
        elif _NODE_ID in attributes:
            read.value = self._get(f"_:{attributes[_NODE_ID]}")
        elif attributes.get(_PARSE_TYPE) == "Resource":
            read.value, read.is_resource = self._get(self._address({})), True
        elif attributes.keys() - _SYNTAX and not all(key.startswith(_XML) for key in attributes):
            read.value = self._get(self._address({}))
        if isinstance(read.value, Node):
            self._attributes(read.value, attributes)
        return read

    def _close(self, _: str) -> None:
        done = self.stack.pop()
        if not isinstance(done, _Property):
            return
        value = "".join(done.text) if done.value is None else done.value
        if done.name == f"{RDF}type" and isinstance(value, Node):
            done.of.class_ = done.of.class_ or value.address
        else:
            done.of.properties.append((done.name, value))

    def _add_text(self, text: str) -> None:
        above = self.stack[-1] if self.stack else None
        if isinstance(above, _Property):
            above.text.append(text)
