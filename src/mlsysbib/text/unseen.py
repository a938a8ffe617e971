"""Characters that nobody sees and that act on what stands around them."""

import re

# What turns the direction of text, and control characters save tab and line feed.
_UNSEEN = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]")


def harmless(text: str) -> str:
    r"""Return text without characters that turn the direction of what stands around them.

    >>> harmless("user\u202etxt.exe")
    'usertxt.exe'
    """
    return _UNSEEN.sub("", text)
