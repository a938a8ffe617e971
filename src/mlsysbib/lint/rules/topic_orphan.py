r"""A topic must stand below one that is there, at most three levels deep.

A tree with holes has no place for its leaves on a page. In the table `renamed` stand the paths that
topics once had, each with the topic that answers for it now.

Good `topics.toml`:

    serving = "Serving"
    "serving/llm" = "Language models"

    [renamed]
    "serving/transformers" = "serving/llm"

Bad `topics.toml`:

    "serving/llm" = "Language models"
"""
