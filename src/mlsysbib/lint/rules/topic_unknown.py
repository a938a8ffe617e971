r"""A topic of an entry must be in the topic tree.

topics.toml holds the tree; a new topic is one line there.

Good `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]
    topics = ["serving/llm"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]
    topics = ["serving/lm"]

    [published]
    venue = "osdi"
    year = 2022
"""
