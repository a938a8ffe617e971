r"""A topic must stand below one that is there, at most three levels deep.

A tree with holes has no place for its leaves on a page.

Good `topics.toml`:

    serving = "Serving"
    "serving/llm" = "Language models"

Bad `topics.toml`:

    "serving/llm" = "Language models"
"""
