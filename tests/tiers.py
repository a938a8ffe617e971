"""How large the inputs of a test are: in `make check` a tenth of what they are in `make test`."""

from __future__ import annotations

from hypothesis import settings

IS_QUICK = settings.get_current_profile_name() == "quick"


def sized(count: int) -> int:
    """Return how many there are to be of what there is to be much of."""
    return count // 10 if IS_QUICK else count
