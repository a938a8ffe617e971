r"""The style of a reading list must be one there is.

`awesome`, `numbered`, `table` or `annotated`.

Good `reading-lists/course.md`:

    ---
    style: numbered
    ---

    ## Week 1

Bad `reading-lists/course.md`:

    ---
    style: fancy
    ---

    ## Week 1
"""
