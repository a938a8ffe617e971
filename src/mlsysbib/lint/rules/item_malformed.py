r"""An item of CSL-JSON must be an object.

Items are `{...}` with `id`, `type` and `title`; a text or number among them is none.

Good `refs.json`:

    [{"id": "a", "type": "book", "title": "Systems", "issued": {"date-parts": [[2020]]}}]

Bad `refs.json`:

    ["a"]
"""
