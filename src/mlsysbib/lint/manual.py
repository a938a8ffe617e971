"""The manual pages of rules: `manual/<rule>.md`, whose examples may differ from one base entry.

An example that begins with `...` is the base entry with the lines below: each is put in the place
of the line of its key, or at the end of its table; `- key` takes a line out.
"""

from __future__ import annotations

import os.path
import re
from textwrap import dedent, indent

_FOLDER = os.path.join(os.path.dirname(__file__), "manual")
_BASE = """\
title = "{Orca}: A Distributed Serving System"
authors = ["Yu, Gyeong-In"]

[published]
venue = "osdi"
year = 2022
"""
_EXAMPLE = re.compile(r"^((?:Before|Good|Bad) `[^`]+`:\n\n)((?:(?:    .*)?\n)+)", re.MULTILINE)
_REST = "...\n"
_Tables = list[tuple[str, dict[str, str]]]


def read_manual(rule: str) -> str:
    """Return the manual page of a rule, with its examples in full."""
    with open(os.path.join(_FOLDER, f"{rule}.md"), encoding="utf-8") as file:
        return _EXAMPLE.sub(_in_full, file.read())


def _in_full(example: re.Match[str]) -> str:
    text = dedent(example[2])
    if not text.startswith(_REST):
        return example[0]
    end = "\n" if text.endswith("\n\n") else ""
    return example[1] + indent(_with_base(text.removeprefix(_REST)), "    ") + end


def _with_base(difference: str) -> str:
    tables = _tables(_BASE)
    for head, lines in _tables(difference):
        known = dict(tables).get(head)
        if known is None:
            tables.append((head, lines))
            continue
        for key, line in lines.items():
            if key.startswith("- "):
                del known[key.removeprefix("- ")]
            else:
                known[key] = line
    return "\n\n".join("\n".join(filter(None, (head, *t.values()))) for head, t in tables) + "\n"


def _tables(text: str) -> _Tables:
    """Return the head of each table, and its lines by their keys."""
    tables: _Tables = [("", {})]
    for line in filter(None, text.splitlines()):
        if line.startswith("["):
            tables.append((line, {}))
        else:
            tables[-1][1][line.partition("=")[0].strip()] = line
    return tables
