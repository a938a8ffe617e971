"""The form of a canonical citation key."""

import re

KEY_LENGTH = 40
_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def is_canonical_key(key: str) -> bool:
    """Say whether a key has the form that a library gives: short, lower-case, ASCII."""
    return len(key) <= KEY_LENGTH and _KEY.fullmatch(key) is not None
