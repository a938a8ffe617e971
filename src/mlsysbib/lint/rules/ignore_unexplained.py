r"""An entry may be excused from a rule only with a reason.

The next reader wants to know why a warning was switched off.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Smith, JK"]

    [published]
    venue = "osdi"
    year = 2022

    [ignore]
    name-initials = "JK is the given name"

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Smith, JK"]

    [published]
    venue = "osdi"
    year = 2022

    [ignore]
    name-initials = " "
"""
