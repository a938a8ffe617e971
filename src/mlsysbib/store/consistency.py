"""What the files of a library say of each other: venues, topics, keys, aliases, relations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import chain

import msgspec

from mlsysbib.model.entry import Entry
from mlsysbib.model.key_form import is_canonical_key
from mlsysbib.model.library import Contents
from mlsysbib.model.venues import PLACEHOLDERS
from mlsysbib.problems import FieldPath, Finding, did_you_mean
from mlsysbib.text.identifiers import ARXIV_ID

_ARXIV_ID = re.compile(ARXIV_ID, re.ASCII).fullmatch
_ARXIV_IDS = re.compile(rf"(?:{ARXIV_ID}\n)*+", re.ASCII).fullmatch
_KEYS = re.compile(r"(?:(?=[a-z0-9-]{1,40}\n)[a-z][a-z0-9]*+(?:-[a-z0-9]++)*+\n)*+").fullmatch


class Elsewhere(msgspec.Struct, frozen=True):
    """What may be named although it was not read: it is inherited, or its file is at fault itself.

    `topics` says that the topic tree cannot be parsed, so that no topic can be judged.
    """

    venues: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    topics: bool = False


def find_inconsistencies(contents: Contents, elsewhere: Elsewhere) -> Iterator[Finding]:
    """Yield each place where a file names what is not there, or what another has taken."""
    # What nearly always holds is asked once for all entries; only where it does not, one by one.
    keys = [entry.key for entry in contents.entries]
    are_canonical = _KEYS("\n".join([*keys, ""])) is not None
    yield from _taken_names(contents, keys if are_canonical else [*map(str.casefold, keys)])
    yield from _venue_tables(contents)
    yield from _topic_tree(contents)
    yield from _unknown_names(contents, elsewhere)
    if not are_canonical:
        yield from _odd_keys(contents)
    ids = [entry.arxiv.id for entry in contents.entries if entry.arxiv]
    if _ARXIV_IDS("\n".join([*ids, ""])) is None:
        yield from _odd_ids(contents)


def _odd_keys(contents: Contents) -> Iterator[Finding]:
    for path, entry in zip(contents.paths, contents.entries, strict=True):
        if not is_canonical_key(entry.key):
            hint = "lower-case ASCII letters, digits and hyphens, at most 40 characters"
            yield Finding("key-form", (), f"{entry.key!r} is no canonical key", hint, path)


def _odd_ids(contents: Contents) -> Iterator[Finding]:
    for path, entry in zip(contents.paths, contents.entries, strict=True):
        if entry.arxiv and not _ARXIV_ID(entry.arxiv.id):
            hint = "write the identifier alone, such as 2309.06180"
            text = f"{entry.arxiv.id!r} is no arXiv identifier"
            yield Finding("arxiv-form", ("arxiv", "id"), text, hint, path)


def _unknown_names(contents: Contents, elsewhere: Elsewhere) -> Iterator[Finding]:
    """Yield each venue, topic and key that an entry names and that is not there."""
    entries = contents.entries
    venues = elsewhere.venues.union(
        contents.venues, (alias for venue in contents.venues.values() for alias in venue.aliases)
    )
    named = {entry.published.venue for entry in entries if entry.published} - {""}
    topics = set(chain.from_iterable(entry.topics for entry in entries))
    is_venue_unknown = not venues >= named
    is_topic_unknown = not (elsewhere.topics or contents.topics.keys() >= topics)
    has_relations = any(entry.relations for entry in entries)
    if not (is_venue_unknown or is_topic_unknown or has_relations):
        return
    keys = elsewhere.keys.union(entry.key for entry in entries)
    for path, entry in zip(contents.paths, entries, strict=True):
        if is_venue_unknown and entry.published:
            yield from _unknown_venue(path, entry.published.venue, venues)
        if is_topic_unknown:
            yield from _unknown_topics(path, entry, contents)
        if entry.relations:
            yield from _unknown_relations(path, entry, keys)


def _unknown_topics(path: str, entry: Entry, contents: Contents) -> Iterator[Finding]:
    for index, topic in enumerate(entry.topics):
        if topic not in contents.topics:
            now = contents.renamed_topics.get(topic)
            hint = f"it is now {now!r}" if now else did_you_mean(topic, contents.topics)
            text = f"unknown topic {topic!r}"
            yield Finding("topic-unknown", ("topics", index), text, hint, path)


def _unknown_relations(path: str, entry: Entry, keys: Collection[str]) -> Iterator[Finding]:
    for index, relation in enumerate(entry.relations):
        if relation.key not in keys:
            text, hint = f"unknown key {relation.key!r}", did_you_mean(relation.key, keys)
            yield Finding("relation-unknown", ("relations", index, "key"), text, hint, path)


def _unknown_venue(path: str, venue: str, venues: frozenset[str]) -> Iterator[Finding]:
    if venue and venue not in venues:
        hint = did_you_mean(venue, venues)
        yield Finding(
            "venue-unknown", ("published", "venue"), f"unknown venue {venue!r}", hint, path
        )


def _taken_names(contents: Contents, keys: list[str]) -> Iterator[Finding]:
    """Yield keys, case aside as BibTeX compares them, and aliases that two files have."""
    are_unique = len(set(keys)) == len(keys)
    if are_unique and not any(entry.aliases for entry in contents.entries):
        return
    # Backwards, so that the first of two that share a name is its owner.
    owners = dict(zip(reversed(keys), reversed(contents.paths), strict=True))
    if not are_unique:
        for path, name in zip(contents.paths, keys, strict=True):
            if owners[name] != path:
                text = f"key {name!r} is taken by {owners[name]}"
                yield Finding("key-duplicate", (), text, "keys are compared without case", path)
    for path, entry in zip(contents.paths, contents.entries, strict=True):
        for index, alias in enumerate(entry.aliases):
            name = alias.casefold()
            if name in owners:
                text = f"alias {alias!r} is taken by {owners[name]}"
                yield Finding("alias-taken", ("aliases", index), text, path=path)
            owners.setdefault(name, path)


_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_PAIRED = re.compile(r"(?:[^\[\]{}]*\[[^\[\]{}]*\])*[^\[\]{}]*")


def _venue_tables(contents: Contents) -> Iterator[Finding]:
    owners = dict.fromkeys(contents.venues, "")
    for id_, venue in contents.venues.items():
        path = contents.venue_paths[id_]
        for index, alias in enumerate(venue.aliases):
            if alias in owners:
                yield Finding(
                    "alias-taken", ("aliases", index), f"venue alias {alias!r} is taken", path=path
                )
            owners.setdefault(alias, id_)
        if venue.host and venue.host not in contents.venues:
            text = f"unknown venue {venue.host!r}"
            yield Finding("venue-unknown", ("host",), text, path=path)
        for name in ("proceedings", "series", "short"):
            yield from _template(path, (name,), getattr(venue, name))
        for year, edition in venue.editions.items():
            if not re.fullmatch(r"\d{4}", year):
                yield Finding("field-type", ("editions", year), f"{year!r} is no year", path=path)
            for name in ("proceedings", "series"):
                yield from _template(path, ("editions", year, name), getattr(edition, name))


def _template(path: str, where: FieldPath, template: str) -> Iterator[Finding]:
    for placeholder in _PLACEHOLDER.findall(template):
        if placeholder not in PLACEHOLDERS:
            text = f"unknown placeholder {{{placeholder}}}"
            hint = did_you_mean(placeholder, PLACEHOLDERS) or ", ".join(sorted(PLACEHOLDERS))
            yield Finding("template-malformed", where, text, hint, path)
    if not _PAIRED.fullmatch(_PLACEHOLDER.sub("", template)):
        text = "a brace or bracket that does not close, or one inside another"
        yield Finding("template-malformed", where, text, path=path)


_DEEPEST = 3


def _topic_tree(contents: Contents) -> Iterator[Finding]:
    for topic in contents.topics:
        parent = topic.rpartition("/")[0]
        if parent and parent not in contents.topics:
            text = f"topic {topic!r} stands below {parent!r}, which is not there"
            yield Finding("topic-orphan", (topic,), text, path="topics.toml")
        if topic.count("/") >= _DEEPEST:
            text = f"topic {topic!r} is deeper than {_DEEPEST} levels"
            yield Finding("topic-orphan", (topic,), text, path="topics.toml")
    for former, now in contents.renamed_topics.items():
        where = ("renamed", former)
        if now not in contents.topics:
            text = f"topic {former!r} was renamed to {now!r}, which is not there"
            hint = did_you_mean(now, contents.topics)
            yield Finding("topic-orphan", where, text, hint, "topics.toml")
        if former in contents.topics:
            text = f"{former!r} is there, and renamed"
            hint = "delete one of the two lines"
            yield Finding("topic-orphan", where, text, hint, "topics.toml")
