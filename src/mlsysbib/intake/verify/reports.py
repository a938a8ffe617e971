"""Verdicts as text, JSON, Markdown, GitHub annotations and SARIF 2.1.0; the worst come first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import msgspec

from mlsysbib.intake.verify.verdicts import Difference, Severity, Verdict, Verified
from mlsysbib.model.entry import Entry
from mlsysbib.model.names import format_name
from mlsysbib.text.annotations import Lines, Weight, annotation
from mlsysbib.text.markup import plain_text


class Checked(msgspec.Struct, frozen=True):
    """A file with the verdicts on its references, in the file's order."""

    path: str
    verified: tuple[Verified, ...]


# What a reader of these words knows them by.
_SHOWN = {Severity.HALLUCINATED: "serious", Severity.ERROR: "error", Severity.BENIGN: "note"}
_ORDER = {Verdict.DIFFERS: 1, Verdict.ABSENT: 0, Verdict.UNKNOWN: 2, Verdict.CONFIRMED: 3}
_HEAVY = {Severity.HALLUCINATED: 0, Severity.ERROR: 1, Severity.BENIGN: 2, None: 3}


def key_of(one: Verified) -> str:
    """Return the key of a reference in its file."""
    said = one.read.said
    return said.key if said else ""


def _worst_first(verified: Iterable[Verified]) -> list[Verified]:
    return sorted(
        verified,
        key=lambda one: (
            bool(one.excuse),
            _HEAVY[one.severity],
            _ORDER[one.verdict],
            one.read.line,
        ),
    )


def summary(files: Sequence[Checked]) -> str:
    """Return how many references there are of each verdict, in words."""
    verdicts = Counter(one.verdict for file in files for one in file.verified)
    return ", ".join(f"{verdicts[verdict]} {verdict.value}" for verdict in Verdict)


def as_text(files: Sequence[Checked], *, with_hints: bool = True) -> str:
    """Return a line for each reference that needs a look, then a line for each of its fields."""
    lines = []
    for file in files:
        for one in _worst_first(file.verified):
            hints = [hint.text for hint in one.hints if hint.kind != "nearest"]
            if not one.is_finding and not (with_hints and hints):
                continue
            where = f"{file.path}:{one.read.line}"
            lines.append(f"{where}: {key_of(one)}: {headline(one)}")
            lines += [f"    {_field(difference)}" for difference in one.differences]
            shown = hints if one.verdict is Verdict.CONFIRMED else [h.text for h in one.hints]
            lines += [f"    {text}" for text in shown if with_hints]
    return "".join(f"{line}\n" for line in lines)


def headline(one: Verified) -> str:
    """Return a verdict in a line."""
    if one.excuse:
        return f"{one.verdict.value}, excused: {one.excuse}"
    match one.verdict:
        case Verdict.DIFFERS:
            fields = ", ".join(difference.field for difference in one.differences)
            severity = one.severity or Severity.ERROR
            return f"differs ({_SHOWN[severity]}): {fields}"
        case Verdict.ABSENT:
            covering = ", ".join(asked.source for asked in one.asked if asked.covers)
            return f"absent: {covering} holds every paper of that venue and year, and not this one"
        case Verdict.UNKNOWN:
            return "unknown: nothing at hand knows it"
        case Verdict.CONFIRMED:
            return f"confirmed by {one.source}"


def _field(difference: Difference) -> str:
    return (
        f"{difference.field}: {difference.given}\n"
        f"{' ' * (6 + len(difference.field))}{difference.found}  [{difference.source}]"
    )


def as_json(files: Sequence[Checked]) -> str:
    """Return an object with the references in their order, the sources, and a count by verdict."""
    references = [{"file": file.path, **_reference(one)} for file in files for one in file.verified]
    counts = Counter(one.verdict.value for file in files for one in file.verified)
    whole = {"references": references, "summary": dict(sorted(counts.items()))}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _reference(one: Verified) -> dict[str, Any]:
    return {
        "key": key_of(one),
        "line": one.read.line,
        "verdict": one.verdict.value,
        "severity": one.severity.value if one.severity else None,
        "fields": [
            {
                "field": difference.field,
                "given": difference.given,
                "found": difference.found,
                "severity": difference.severity.value,
                "source": difference.source,
            }
            for difference in one.differences
        ],
        "hints": [{"kind": hint.kind, "text": hint.text} for hint in one.hints],
        "work": _work(one.entry, one.source) if one.entry else None,
        "asked": [
            {"source": asked.source, "covers": asked.covers, "found": asked.found}
            for asked in one.asked
        ],
        "excuse": one.excuse or None,
    }


def _work(entry: Entry, source: str) -> dict[str, Any]:
    published = entry.published
    return {
        "title": plain_text(entry.title),
        "authors": [format_name(name) for name in entry.names],
        "year": entry.year or None,
        "venue": (published.venue or published.container_title if published else "arXiv") or None,
        "doi": (published.doi if published else "") or None,
        "arxiv": entry.arxiv.id if entry.arxiv else None,
        "source": source,
    }


def as_markdown(files: Sequence[Checked]) -> str:
    """Return a report for people: a table of what needs a look, then what nothing knows."""
    lines = ["# Verified references", ""]
    for file in files:
        lines += [f"## {_cell(file.path)}", "", f"{summary([file])}.", ""]
        found = [one for one in _worst_first(file.verified) if one.is_finding]
        if found:
            lines += ["| line | key | verdict | field | it says | the record says | record |"]
            lines += ["| ---: | --- | --- | --- | --- | --- | --- |"]
            lines += [row for one in found for row in _rows(one)]
            lines.append("")
        unknown = [one for one in file.verified if one.verdict is Verdict.UNKNOWN]
        if unknown:
            keys = ", ".join(f"`{_code(key_of(one))}`" for one in unknown)
            lines += [f"Nothing at hand knows these, which says nothing against them: {keys}", ""]
    return "\n".join(lines)


def _rows(one: Verified) -> list[str]:
    head = f"| {one.read.line} | `{_code(key_of(one))}` | "
    if not one.differences:
        covering = ", ".join(asked.source for asked in one.asked if asked.covers)
        return [f"{head}{one.verdict.value} | | | | {_cell(covering)} |"]
    return [
        f"{head}{_SHOWN[difference.severity]} | {difference.field} | {_cell(difference.given)} | "
        f"{_cell(difference.found)} | {_cell(difference.source)} |"
        for difference in one.differences
    ]


def _cell(text: str) -> str:
    """Return a text that is nothing but text in a table of Markdown."""
    text = " ".join(text.replace("&", "&amp;").replace("<", "&lt;").split())
    for sign in "\\`*_[]|$":
        text = text.replace(sign, f"\\{sign}")
    return text


def _code(text: str) -> str:
    return text.replace("`", "'").replace("|", "\\|")


def as_github(files: Sequence[Checked]) -> str:
    """Return workflow commands that GitHub shows on the lines of the file."""
    lines = []
    for file in files:
        for one in _worst_first(file.verified):
            if one.is_finding:
                level: Weight = "error" if one.severity is Severity.HALLUCINATED else "warning"
                title = f"{key_of(one)}: {one.verdict.value}"
                text = "\n".join([headline(one), *map(_field, one.differences)])
                lines.append(annotation(level, Lines(file.path, one.read.line), title, text))
    return "".join(lines)


_RULES = {
    "reference-differs": "A reference says otherwise than the record of its work.",
    "reference-absent": "A reference is not in a venue and year that an index holds completely.",
}


def as_sarif(files: Sequence[Checked]) -> str:
    """Return one run of SARIF 2.1.0, with a result for each reference that needs a look."""
    results = [
        {
            "ruleId": f"reference-{one.verdict.value}",
            "level": "error" if one.severity is Severity.HALLUCINATED else "warning",
            "message": {"text": "\n".join([headline(one), *map(_field, one.differences)])},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _uri(file.path)},
                        "region": {"startLine": max(one.read.line, 1)},
                    }
                }
            ],
            "properties": {"key": key_of(one)},
        }
        for file in files
        for one in _worst_first(file.verified)
        if one.is_finding
    ]
    rules = [{"id": id_, "shortDescription": {"text": text}} for id_, text in _RULES.items()]
    driver = {"name": "mlsysbib", "rules": rules}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(log, indent=1, ensure_ascii=False) + "\n"


def _uri(path: str) -> str:

    return quote(path.replace("\\", "/"))


REPORTS: Mapping[str, Callable[[Sequence[Checked]], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
    "github": as_github,
    "sarif": as_sarif,
}
