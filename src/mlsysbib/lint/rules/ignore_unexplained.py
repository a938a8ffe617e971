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

from __future__ import annotations

from collections.abc import Sequence

from mlsysbib.lint.finding import Flaw
from mlsysbib.model.entry import Entry


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for each excuse without a reason."""
    if not entry.ignore:
        return ()
    return [
        Flaw(("ignore", rule), f"no reason is given for {rule!r}", "say why the rule is wrong here")
        for rule, reason in entry.ignore.items()
        if not reason.strip()
    ]
