"""What an entry's file says by itself: marks in its titles, the form of its names, a version."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import chain

from mlsysbib.model.entry import Entry, is_complete
from mlsysbib.model.names import NameFormatError, StoredName, parse_name
from mlsysbib.problems import FieldPath, Finding
from mlsysbib.text.markup import MarkupError, are_well_formed, parse_markup


def are_sound(entries: Collection[Entry]) -> bool:
    """Say whether no entry has a fault; of all at once, as a name is looked at but once then."""
    titles = [entry.title for entry in entries]
    titles += [entry.arxiv.title for entry in entries if entry.arxiv and entry.arxiv.title]
    names = set(chain.from_iterable([entry.authors for entry in entries]))
    for entry in entries:
        if entry.people:
            names.update(chain.from_iterable(entry.people.values()))
    return (
        are_well_formed(titles)
        and all(is_complete(entry) or entry.status == "draft" for entry in entries)
        and not any(map(_complaint, names))
    )


def find_faults(entry: Entry) -> Iterator[Finding]:
    """Yield titles and names that cannot be parsed, and what only a draft may lack."""
    is_draft = entry.status == "draft"
    if not (entry.title or is_draft):
        yield Finding("field-missing", ("title",), "the title is missing, or empty")
    for title, where in _titles(entry):
        try:
            parse_markup(title)
        except MarkupError as error:
            hint = "{...} keeps case, $...$ is math; write a literal mark with a backslash"
            yield Finding("title-markup", where, f"title has {error}", hint)
    for index, name in enumerate(entry.authors):
        if complaint := _complaint(name):
            hint = "write 'Family, Given', or '{Name}' for an organisation"
            yield Finding("name-form", ("authors", index), complaint, hint)
    for role, others in entry.people.items():
        for index, name in enumerate(others):
            if complaint := _complaint(name):
                hint = "write 'Family, Given', or '{Name}' for an organisation"
                yield Finding("name-form", ("people", role, index), complaint, hint)
    if entry.title and not (is_complete(entry) or is_draft):
        text = "no version: [published], [arxiv] or [preprint] is needed"
        yield Finding("version-missing", (), text)


def _titles(entry: Entry) -> Iterator[tuple[str, FieldPath]]:
    yield entry.title, ("title",)
    if entry.arxiv and entry.arxiv.title:
        yield entry.arxiv.title, ("arxiv", "title")


# One comma with text on both sides, as nearly all names have it.
_FAMILY_GIVEN = re.compile(r"[^\s,{][^,]*(?<!\s), [^\s,][^,]*").fullmatch


def _complaint(name: StoredName) -> str:
    """Say what is wrong with a name, "" if nothing is."""
    if not isinstance(name, str) or _FAMILY_GIVEN(name):
        return ""
    try:
        parse_name(name)
    except NameFormatError as error:
        return str(error)
    return ""
