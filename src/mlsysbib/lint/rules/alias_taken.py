r"""An alias must belong to one entry, and be the key of none.

An alias is a promise to those who cite it: it must always mean the same paper.

Good `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    aliases = ["orca"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    aliases = ["Yu2022Orca"]

    [published]
    venue = "osdi"
    year = 2022
"""
