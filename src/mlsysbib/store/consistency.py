"""What the files of a library say of each other: venues, topics, keys, aliases, relations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsysbib.model.entry import Entry
from mlsysbib.model.key_form import is_canonical_key
from mlsysbib.model.library import Contents
from mlsysbib.model.venues import PLACEHOLDERS
from mlsysbib.problems import did_you_mean
from mlsysbib.store.locate import FieldPath

# path, field, rule, text, hint
Inconsistency = tuple[str, FieldPath, str, str, str]


_ARXIV_ID = re.compile(r"\d{4}\.\d{4,5}|[a-z\-]+(?:\.[A-Z]{2})?/\d{7}").fullmatch


def find_inconsistencies(contents: Contents, inherited: frozenset[str]) -> Iterator[Inconsistency]:
    """Yield each place where a file names what is not there, or what another has taken."""
    yield from _taken_names(contents)
    yield from _venue_tables(contents)
    yield from _topic_tree(contents)
    venues = inherited.union(
        contents.venues, (alias for venue in contents.venues.values() for alias in venue.aliases)
    )
    keys = {entry.key for entry in contents.entries}
    topics = frozenset(contents.topics)
    for path, entry in zip(contents.paths, contents.entries, strict=True):
        if not is_canonical_key(entry.key):
            hint = "lower-case ASCII letters, digits and hyphens, at most 40 characters"
            yield path, (), "key-form", f"{entry.key!r} is no canonical key", hint
        if entry.published and entry.published.venue not in venues:
            yield from _unknown_venue(path, entry, venues)
        if not topics.issuperset(entry.topics):
            yield from _unknown_topics(path, entry, contents.topics)
        if entry.relations:
            yield from _unknown_relations(path, entry, keys)
        if entry.arxiv and not _ARXIV_ID(entry.arxiv.id):
            hint = "write the identifier alone, such as 2309.06180"
            text = f"{entry.arxiv.id!r} is no arXiv identifier"
            yield path, ("arxiv", "id"), "arxiv-form", text, hint


def _unknown_topics(path: str, entry: Entry, topics: dict[str, str]) -> Iterator[Inconsistency]:
    for index, topic in enumerate(entry.topics):
        if topic not in topics:
            hint = did_you_mean(topic, topics)
            yield path, ("topics", index), "topic-unknown", f"unknown topic {topic!r}", hint


def _unknown_relations(path: str, entry: Entry, keys: set[str]) -> Iterator[Inconsistency]:
    for index, relation in enumerate(entry.relations):
        if relation.key not in keys:
            text, hint = f"unknown key {relation.key!r}", did_you_mean(relation.key, keys)
            yield path, ("relations", index, "key"), "relation-unknown", text, hint


def _unknown_venue(path: str, entry: Entry, venues: frozenset[str]) -> Iterator[Inconsistency]:
    published = entry.published
    assert published is not None  # noqa: S101  # the caller has looked
    if published.venue:
        hint = did_you_mean(published.venue, venues)
        text = f"unknown venue {published.venue!r}"
        yield path, ("published", "venue"), "venue-unknown", text, hint
    elif not published.container_title and not entry.type:
        hint = "name a venue of venues/, or give container-title"
        yield path, ("published",), "venue-missing", "[published] names no venue", hint


def _taken_names(contents: Contents) -> Iterator[Inconsistency]:
    """Yield keys and aliases that are equal case aside, as BibTeX compares them."""
    owners: dict[str, str] = {}
    for path, entry in zip(contents.paths, contents.entries, strict=True):
        owner = owners.setdefault(entry.key.casefold(), path)
        if owner != path:
            text = f"key {entry.key!r} is taken by {owner}"
            yield path, (), "key-duplicate", text, "keys are compared without case"
    for path, entry in zip(contents.paths, contents.entries, strict=True):
        # Few entries have one: a loop over nothing would cost as much as all else here.
        if not entry.aliases:
            continue
        for index, alias in enumerate(entry.aliases):
            name = alias.casefold()
            if name in owners:
                text = f"alias {alias!r} is taken by {owners[name]}"
                yield path, ("aliases", index), "alias-taken", text, ""
            owners.setdefault(name, path)


_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def _venue_tables(contents: Contents) -> Iterator[Inconsistency]:
    owners = dict.fromkeys(contents.venues, "")
    for id_, venue in contents.venues.items():
        path = f"venues/{id_}.toml"
        for index, alias in enumerate(venue.aliases):
            if alias in owners:
                yield path, ("aliases", index), "alias-taken", f"venue alias {alias!r} is taken", ""
            owners.setdefault(alias, id_)
        for name in ("proceedings", "series", "short"):
            yield from _template(path, (name,), getattr(venue, name))
        for year, edition in venue.editions.items():
            if not re.fullmatch(r"\d{4}", year):
                yield path, ("editions", year), "field-type", f"{year!r} is no year", ""
            for name in ("proceedings", "series"):
                yield from _template(path, ("editions", year, name), getattr(edition, name))


def _template(path: str, where: FieldPath, template: str) -> Iterator[Inconsistency]:
    for placeholder in _PLACEHOLDER.findall(template):
        if placeholder not in PLACEHOLDERS:
            text = f"unknown placeholder {{{placeholder}}}"
            hint = did_you_mean(placeholder, PLACEHOLDERS) or ", ".join(sorted(PLACEHOLDERS))
            yield path, where, "template-malformed", text, hint


_DEEPEST = 3


def _topic_tree(contents: Contents) -> Iterator[Inconsistency]:
    for topic in contents.topics:
        parent = topic.rpartition("/")[0]
        if parent and parent not in contents.topics:
            text = f"topic {topic!r} stands below {parent!r}, which is not there"
            yield "topics.toml", (topic,), "topic-orphan", text, ""
        if topic.count("/") >= _DEEPEST:
            text = f"topic {topic!r} is deeper than {_DEEPEST} levels"
            yield "topics.toml", (topic,), "topic-orphan", text, ""
