r"""A name must read as `Family, Given` or `{Organisation}`.

Particles stand with the family name in lower case (`van der Berg, Jan`), a suffix between family
and given name (`Sutton, III, Charles`).

Good `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, , Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
"""
