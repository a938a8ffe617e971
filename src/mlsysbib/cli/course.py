"""What `mlsysbib init course` writes: a syllabus, and the entries that it stands for."""

from __future__ import annotations

import os

from mlsysbib.intake.importing import settle
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.problems import LoadError
from mlsysbib.selecting.reading_lists.resolve import resolve
from mlsysbib.store.snapshot import load_shipped
from mlsysbib.store.writer import dump_entry

LIST = "reading-lists/course.md"
_SYLLABUS = """\
---
title: {title}
id: course
style: awesome
---

Two papers a week. Read what is **required** before class and bring half a page: the problem, the
idea, and one thing that you doubt. What is **optional** helps with the project.

| Part | Weight |
| --- | --- |
| Half pages and discussion | 40 % |
| Project | 60 % |

## Week 1: Training on many machines

Where is the state of a model kept, and who waits for whom?

- @li2014scaling **required**
- @moritz2018ray **optional**

## Week 2: Splitting a model

Compare what each device holds, and what travels between devices.

- @huang2019gpipe **required**
- @narayanan2019pipedream **required**
- @zheng2022alpa **optional** for those who know compilers
- [Overview by Hugging Face](https://huggingface.co/docs/transformers/v4.16.2/en/parallelism)

## Week 3: Serving

- @gujarati2020serving **required**
- @yu2022orca **required** skip section 5
- @kwon2023efficient **optional**

### Further reading

The newest papers on the topic, for the project:

- @{{topic:serving/llm year:2024..}}

## Week 4: Sharing a cluster

- @xiao2018gandiva **required**
- @gu2019tiresias **optional**

## Project

Choose by the end of week 2. Reproduce one figure of one paper of this list, then change one
assumption and measure again.
"""


def syllabus(title: str) -> str:
    """Return the source of the list, under a title of one line."""
    # Quoted as YAML wants it, for pandoc: unquoted it could not hold a colon.
    quote = "'" if '"' in title else '"'
    return _SYLLABUS.format(title=f"{quote}{title}{quote}")


def course_files(title: str) -> dict[str, str]:
    """Return the list, the topic tree and the entries, by their places in a library."""
    library = Library(load_shipped())
    text = syllabus(title)
    resolved = resolve(text, library, LIST)
    if resolved.problems:
        raise LoadError(list(resolved.problems))
    entries = resolved.selection.entries()
    keys = frozenset(entry.key for entry in entries)
    return {
        "topics.toml": _topics(library),
        LIST: text,
        **{
            _place(library, entry): dump_entry(settle(entry, topics=library.topics, names=keys))
            for entry in entries
        },
    }


def _place(library: Library, entry: Entry) -> str:
    path = library.path_of(entry.key)
    return path if path.startswith("entries") else os.path.join("entries", f"{entry.key}.toml")


def _topics(library: Library) -> str:
    head = (
        '# The topic tree, in display order: "path" = "Name". Parents stand before their children.'
    )
    lines = (f'"{path}" = "{name}"' for path, name in library.topics.items())
    return "\n".join([head, *lines, ""])
