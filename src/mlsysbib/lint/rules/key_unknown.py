r"""A reading list may cite only keys and aliases that are there.

A list that loses a paper without a word is worse than one that does not compile.

Good `reading-lists/course.md`:

    ## Week 1

    - @kwon2023efficient required

Bad `reading-lists/course.md`:

    ## Week 1

    - @kwon2023effcient required
"""
