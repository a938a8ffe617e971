"""Read the creators of Zotero's items, and what stands in Extra: creators, variables, remarks.

A line of Extra is `name: value`, under the names that CSL and Zotero have; a creator is written
`editor: Family || Given` (https://www.zotero.org/support/kb/item_types_and_fields).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import get_args

import msgspec

from mlsysbib.formats.cleaning import squeeze
from mlsysbib.formats.people import clean_person, is_others, is_suffix
from mlsysbib.formats.zotero_rdf.rdf_xml import RDF, Node
from mlsysbib.formats.zotero_rdf.vocabulary import BIB, DC, DCTERMS, FOAF, READ_CREATORS, Z
from mlsysbib.model.entry import Role
from mlsysbib.model.names import Organization, Person, StoredName, split_particle, stored_name

# Stands for those who are not named.
OTHERS = "others"
_MEMBER = re.compile(re.escape(RDF) + r"(?:li|_\d+)")
_AUTHORS = (f"{BIB}authors", *(f"{Z}{role}s" for role in ("programmer", "presenter", "inventor")))
_FAMILY = tuple(f"{FOAF}{name}" for name in ("surname", "familyName", "lastName"))
_GIVEN = tuple(f"{FOAF}{name}" for name in ("givenName", "givenname", "firstName"))
_LINE = re.compile(r"\s*([\w -]{2,40}?)\s*:\s*(.+?)\s*")
_ROLES: dict[str, Role] = {role: role for role in get_args(Role)}
# What is read of Extra, into a place of its own.
_VARIABLES = frozenset(
    "citation key|citation key alias|arxiv|volume|number|page|edition|genre|language|type|"
    "chapter-number|original-date|event-title|container-title|collection-title|issue|isbn".split(
        "|"
    )
)


class Extra(msgspec.Struct, frozen=True):
    """The lines of Extra: those that are read, by small names; creators; the others; remarks."""

    variables: dict[str, str]
    people: dict[Role, list[StoredName]]
    others: list[str]
    remarks: list[str]


def read_extra(text: str) -> Extra:
    """Return what stands in Extra; a line that names no variable is a remark."""
    extra = Extra({}, {}, [], [])
    for line in text.splitlines():
        found = _LINE.fullmatch(line)
        if found is None:
            extra.remarks.extend(filter(None, [squeeze(line)]))
            continue
        name, value = found[1].lower(), found[2]
        if (role := _ROLES.get(name)) and (stored := _creator(*_parts(value))):
            extra.people.setdefault(role, []).append(stored)
        elif name in _VARIABLES:
            extra.variables.setdefault(name, value)
        else:
            extra.others.append(line.strip())
    return extra


def _parts(value: str) -> tuple[str, str]:
    family, _, given = value.partition("||")
    return squeeze(family), squeeze(given)


def read_authors(node: Node) -> tuple[StoredName, ...]:
    """Return the authors of an item, with `others` where there are more."""
    return _ordered(_creators(node, *_AUTHORS))


def read_people(node: Node, extra: Extra) -> dict[Role, tuple[StoredName, ...]]:
    """Return those with another role, of the item and of its Extra."""
    people = dict(extra.people)
    for creator, role in READ_CREATORS.items():
        found = list(_creators(node, f"{BIB}{creator}s", f"{Z}{creator}s"))
        if found:
            people[role] = [*found, *people.get(role, ())]
    return {role: _ordered(names) for role, names in people.items()}


def _ordered(names: Iterable[StoredName]) -> tuple[StoredName, ...]:
    found = list(names)
    named = [name for name in found if name != OTHERS]
    return (*named, *((OTHERS,) if named and len(named) < len(found) else ()))


def _creators(node: Node, *elements: str) -> Iterator[StoredName]:
    for list_ in node.nodes(*elements):
        for name, person in list_.properties:
            if _MEMBER.fullmatch(name) and isinstance(person, Node):
                stored = _creator(squeeze(person.text(*_FAMILY)), squeeze(person.text(*_GIVEN)))
                if stored is not None:
                    yield stored


def _creator(family: str, given: str) -> StoredName | None:
    """Return a name of Zotero's two parts; one part of several words is a body."""
    if is_others(family) and not given:
        return OTHERS
    if not given and " " in family:
        return stored_name(Organization(family))
    before, _, suffix = given.rpartition(", ")
    parts = (before, suffix) if is_suffix(suffix) else (given, "")
    # Zotero has a particle in the field of the family name.
    particle, last = split_particle(family)
    return clean_person(Person(last, parts[0], particle, parts[1]))


# Elements outside of Zotero's namespace that are kept, by the names of their fields.
_KEPT_ELEMENTS = {
    f"{DCTERMS}dateSubmitted": "accessDate",
    f"{DC}rights": "rights",
    f"{DC}coverage": "archiveLocation",
}
_READ = frozenset(
    "itemType citationKey eventPlace language abstractNote DOI ISBN url date number reportNumber "
    "publicationTitle proceedingsTitle bookTitle websiteTitle blogTitle publisher university "
    "institution company repository place archiveID originalDate type genre".split()
)


def kept_fields(node: Node, extra: Extra) -> dict[str, str]:
    """Return the fields that no reference has a place for, by Zotero's names."""
    kept: dict[str, str] = {}
    for element, value in node.properties:
        name = _KEPT_ELEMENTS.get(element) or element.removeprefix(Z)
        is_field = element in _KEPT_ELEMENTS or (element.startswith(Z) and name.isalpha())
        if isinstance(value, str) and is_field and name not in _READ and (text := squeeze(value)):
            kept.setdefault(name, text)
    if extra.others:
        kept["extra"] = "\n".join(extra.others)
    return kept
