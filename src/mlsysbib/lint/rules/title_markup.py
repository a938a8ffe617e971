r"""The marks of a title must close and must not nest.

`{...}` keeps the case of a word, `$...$` is math. There is no other markup: no LaTeX command and no
HTML. A literal brace, dollar or backslash takes a backslash before it.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
"""
