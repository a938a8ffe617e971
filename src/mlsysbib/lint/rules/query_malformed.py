r"""The query of a reading list must have a reading.

See `mlsysbib search -h` for the language.

Good `reading-lists/course.md`:

    ## Week 1

    - @{topic:serving year:2023..}

Bad `reading-lists/course.md`:

    ## Week 1

    - @{yaer:2023}
"""
