r"""No two venues, and no two reading lists, may have files of one name.

A venue and a list are called by the name of their file, in whatever folder it stands: of two, one
would never be read.

Good `reading-lists/spring/course-2025.md`:

    # Spring of 2025

Good `reading-lists/spring/course-2026.md`:

    # Spring of 2026

Bad `reading-lists/2025/course.md`:

    # Spring of 2025

Bad `reading-lists/2026/course.md`:

    # Spring of 2026
"""
