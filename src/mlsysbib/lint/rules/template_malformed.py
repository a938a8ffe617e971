r"""A template may hold only the placeholders there are.

`{ordinal}`, `{year}`, `{yy}`, `{acronym}`, `{volume}` and `{track}`; a part in `[brackets]` is left
out where one of its placeholders has no value.

Good `venues/osdi.toml`:

    acronym = "OSDI"
    kind = "conference"
    proceedings = "[{ordinal} ]Symposium (OSDI {yy})"

Bad `venues/osdi.toml`:

    acronym = "OSDI"
    kind = "conference"
    proceedings = "{nth} Symposium"
"""
