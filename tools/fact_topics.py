"""Give papers topics by rules over their titles and over the sections in which lists show them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from fact_rows import Section

_MOST = 3
# What the sections of lists say is less certain than the title's own words.
_MOST_BY_SECTION = 2
_TITLE, _LISTS = 3, 2


class TopicRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a paper has a topic; each pattern is searched for, case aside."""

    topic: str
    title: str = ""
    section: str = ""
    needs: str = ""
    unless: str = ""
    fallback: str = ""


class _Compiled(msgspec.Struct, frozen=True):
    rule: TopicRule
    title: re.Pattern[str] | None
    section: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    def weigh(self, title: str, sections: Sequence[str]) -> int:
        """Return how much speaks for the topic; 0 where the rule does not hold."""
        if self.unless and self.unless.search(title):
            return 0
        texts = (title, *sections) if self.rule.fallback else (title,)
        if self.needs and not any(map(self.needs.search, texts)):
            return 0
        by_title = bool(self.title and self.title.search(title))
        lists = {text.partition(":")[0] for text in sections if _finds(self.section, text)}
        return _TITLE * by_title + min(len(lists), _LISTS)


def _finds(pattern: re.Pattern[str] | None, text: str) -> bool:
    return bool(pattern and pattern.search(text))


class TopicRules:
    """The rules of a file; see the file's head for their form."""

    def __init__(self, path: Path) -> None:
        data = tomllib.loads(path.read_text("utf-8"))
        self._names: dict[str, str] = data["names"]
        rules = msgspec.convert(data["rule"], list[TopicRule])
        self._rules = [self._compile(rule) for rule in rules]

    def _compile(self, rule: TopicRule) -> _Compiled:
        patterns = (rule.title, rule.section, rule.needs, rule.unless)
        return _Compiled(rule, *map(self._pattern, patterns))

    def _pattern(self, text: str) -> re.Pattern[str] | None:
        named = re.sub(r"%(\w+)%", lambda found: f"(?:{self._names[found[1]]})", text)
        return re.compile(named, re.IGNORECASE) if text else None

    def choose(self, title: str, sections: Iterable[Section]) -> tuple[str, ...]:
        """Return up to three topics, the best founded first; () where no rule holds."""
        texts = [f"{section.list}: {_below_root(section.path)}" for section in sections]
        found: dict[str, int] = {}
        for rule in sorted(self._rules, key=lambda rule: bool(rule.rule.fallback)):
            if not _gives_way(rule.rule.fallback, found) and (weight := rule.weigh(title, texts)):
                topic = rule.rule.topic
                found[topic] = max(found.get(topic, 0), weight)
        # What stands below a topic says more than the topic.
        leaves = [
            topic for topic in found if not any(other.startswith(f"{topic}/") for other in found)
        ]
        leaves.sort(key=lambda topic: -found[topic])
        certain = [topic for topic in leaves if found[topic] >= _TITLE]
        return tuple(certain[:_MOST] or leaves[:_MOST_BY_SECTION])


def _gives_way(branch: str, found: dict[str, int]) -> bool:
    """Say whether a rule that only fills gaps has none to fill."""
    if branch == "*":
        return bool(found)
    return bool(branch) and any(f"{topic}/".startswith(f"{branch}/") for topic in found)


def _below_root(path: str) -> str:
    """Return a path without the heading of the whole list, which is of no subject."""
    parts = path.split(" > ")
    return " > ".join(parts[1:] if len(parts) > 2 else parts)  # root, branch, leaf
