r"""An entry may be excused only from a rule that there is and that can be broken.

`[ignore]` names rules. Those of the reader (syntax, schema, what files say of each other) hold
for every file: without them it has no reading.

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
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

    [ignore]
    name-intials = "JK is the given name"
"""
