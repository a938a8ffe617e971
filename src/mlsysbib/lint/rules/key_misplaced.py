r"""A key must begin its bullet; anywhere else it is printed as it is.

The paper would be missing from the list and from its `.bib`, and readers would see `@key`. A key
in a code span, or with a backslash before it, is text.

Good `reading-lists/course.md`:

    ## Week 1

    - @kwon2023efficient **required**

Bad `reading-lists/course.md`:

    ## Week 1

    - **Required:** @kwon2023efficient
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "warning"
