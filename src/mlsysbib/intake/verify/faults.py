"""What is wrong with a reference whatever work it means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from mlsysbib.formats.reference import Reference
from mlsysbib.model.names import Person, StoredName, display_name, read_name
from mlsysbib.text.identifiers import clean_doi
from mlsysbib.text.words import fold

_HOMONYM = re.compile(r"\b0\d{3}\b")
_AND_AL = re.compile(r"\b(?:and|et)\s+al\b\.?", re.IGNORECASE)
_REMNANT = re.compile(r"&(?:amp|lt|gt|quot|#\d+);|[\t\v\f\r]|\\[a-zA-Z]{2,}")


def without_et_al(reference: Reference) -> Reference:
    """Return a reference in which `Jouppi et al., Norman` is a person, and the list is cut."""
    names = [(stored, read_name(stored)) for stored in reference.authors]
    people = [name for _, name in names if isinstance(name, Person)]
    if not any(map(_is_cut, people)):
        return reference
    kept = (_cleared(name) if isinstance(name, Person) else stored for stored, name in names)
    return msgspec.structs.replace(reference, authors=tuple(filter(None, kept)), authors_cut=True)


def _is_cut(name: Person) -> bool:
    family = f"{name.particle} {name.family}"
    return _AND_AL.search(family) is not None or f"{name.given}{family}".lower() == "et al."


def _cleared(name: Person) -> StoredName:
    family = "" if name.given == "et" else f"{name.particle} {name.family}"
    family = _AND_AL.sub("", family).strip()
    return msgspec.structs.replace(name, particle="", family=family) if family else ""


def find_faults(reference: Reference) -> Iterator[str]:
    """Yield a sentence for each fault."""
    names = [read_name(author) for author in reference.authors]
    shown = [fold(display_name(name)).lower() for name in names]
    for text, count in Counter(shown).items():
        if count > 1:
            yield f"an author is named {count} times: {text}"
    for name, text in zip(names, map(display_name, names), strict=True):
        if _HOMONYM.search(text):
            yield f"{text!r} has the number by which DBLP tells namesakes apart"
        if isinstance(name, Person) and text.count(",") > 1:
            yield f"{text!r} is a list of people with commas, and is read as one"
        if _AND_AL.search(text) or fold(text).lower().strip(".") == "al":
            yield f"{text!r} is no name: a list that is cut ends in `and others`"
    doi = clean_doi(reference.doi)
    if reference.doi and not doi:
        yield f"{reference.doi!r} is no DOI"
    elif doi.startswith("10.5555/"):
        yield f"{doi} is no DOI: that prefix is registered for none"
    if found := _REMNANT.search(reference.title):
        yield f"the title holds {found[0]!r}"
