"""Adopt a reading list that others wrote: read it, match it, write it as one of our sources.

In the order of the work: `blocks` splits the lines, `bullets` takes each apart (with `inline`,
`brackets`, `tags`, `nicknames`, `plain`), `classify` and `outline` say what it is, `reading` puts
the list together; `drafts` makes entries of what the library lacks, `writing` writes the source.
"""
