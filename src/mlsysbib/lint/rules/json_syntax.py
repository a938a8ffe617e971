r"""A file of CSL-JSON must be JSON.

What stands before the fault is read. The line is that where the parser gave up.

Good `refs.json`:

    [{"id": "a", "type": "book", "title": "Systems", "issued": {"date-parts": [[2020]]}}]

Bad `refs.json`:

    [{"id": "a", "type": "book", "title": "Systems"
"""
