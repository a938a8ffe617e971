r"""A link of a reading list to another host must begin with `https://`.

Without it, it leads to a file of that name beside the page. Where there is such a file, its name
is written with `./` before it.

Good `reading-lists/course.md`:

    ## Week 1

    - [Slides](https://www.example.org/slides), and [those of last year](./example.org/old.pdf)

Bad `reading-lists/course.md`:

    ## Week 1

    - [Slides](www.example.org/slides)
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "warning"
