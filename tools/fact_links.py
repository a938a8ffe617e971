"""Addresses of code that lists give for a paper."""

from __future__ import annotations

import re

from fact_titles import same_words

_CODE = re.compile(
    r"https?://(?:github\.com|gitlab\.com|bitbucket\.org|huggingface\.co)/([\w.-]+/[\w.-]+)"
)
# Two lists that agree hardly have copied a slip.
_ENOUGH = 2
_SHORT = 3


def code_address(url: str, lists: int, system: str) -> str:
    """Return the repository of a paper, or "" where nothing but one list says that it is that.

    One list is enough where the repository is called after the system. Lists also show what
    others have made of a paper.
    """
    found = _CODE.match(url.replace("\\", ""))
    if not found:
        return ""
    name, path = same_words(system), same_words(found[1])
    is_named = len(name) >= _SHORT and name in path
    return found[0].removesuffix(".git").rstrip(".") if lists >= _ENOUGH or is_named else ""
