r"""An arXiv identifier stands alone: no prefix, no version.

The version is left out as the identifier means the work; `arXiv:` is added where a style wants it.

Good `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [arxiv]
    id = "2309.06180"

Bad `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [arxiv]
    id = "arXiv:2309.06180v1"
"""
