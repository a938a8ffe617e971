"""Regular expressions of users: refuse what could run for ever, before it runs.

Python's engine backtracks. The number of ways in which it may have to try a text is bounded here
from the expression alone: each repetition may stop anywhere in the text, each alternative may be
the right one. A repetition of something that itself offers a choice has no useful bound.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from mlsysbib.keys.errors import PatternError

# A value is cut at this length before an expression sees it.
LONGEST_TEXT = 500
# About a second of the engine's time.
MOST_STEPS = 50_000_000
# A repetition with fewer turns is a handful of alternatives; one with more may as well be endless.
_FEW = 10

_TOKEN = re.compile(
    r"""
      (?P<escape>\\.)
    | (?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])
    | (?P<comment>\(\?\#[^)]*\))
    | (?P<flags>\(\?[a-zA-Z]+\))
    | (?P<open>\((?:\?(?:P<\w+>|P=\w+|<?[=!]|>|[a-zA-Z]*(?:-[a-zA-Z]+)?:|\(\w+\)))?)
    | (?P<close>\))
    | (?P<or>\|)
    | (?P<repeat>(?:[*+?]|\{(?:\d+(?:,\d*)?|,\d+)\})[?+]?)
    | (?P<anchor>\^)
    | (?P<plain>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def compile_regex(expression: str) -> re.Pattern[str]:
    """Return a compiled expression; raise PatternError for one that is wrong or may run away."""
    try:
        compiled = re.compile(expression)
    except (re.error, OverflowError, RecursionError) as error:
        position = getattr(error, "pos", None) or 0
        message = f"this is no regular expression: {error}"
        raise PatternError(expression, position, message) from None
    if compiled.flags & re.VERBOSE:
        raise PatternError(expression, 0, "the flag x is not supported")
    steps = _Scanner(expression).steps()
    if steps > MOST_STEPS:
        message = "this regular expression has too many repetitions: it could take hours"
        raise PatternError(expression, 0, message)
    return compiled


class _Cost:
    """What a group has offered so far: endless repetitions, and a product of alternatives."""

    def __init__(self, opener: str) -> None:
        self.opener = opener
        self.loops = 0
        self.ways = 1
        self.finished_loops = 0
        self.finished_ways = 0

    def next_branch(self) -> None:
        self.finished_loops = max(self.finished_loops, self.loops)
        self.finished_ways += self.ways
        self.loops, self.ways = 0, 1

    def total(self) -> tuple[int, int]:
        return max(self.finished_loops, self.loops), self.finished_ways + self.ways


class _Scanner:
    """One pass over the tokens, with a stack of open groups."""

    def __init__(self, expression: str) -> None:
        self.expression = expression
        self.groups = [_Cost("")]
        # What the last item offers by itself: a letter nothing, a group what stands inside it.
        self.item = (0, 1)

    def steps(self) -> int:
        """Return how many steps the engine may need on a text of LONGEST_TEXT."""
        for token in self._tokens():
            self._take(token)
        loops, ways = self.groups[0].total()
        if not self.expression.startswith(("^", r"\A")) or ways > 1:
            # The engine tries again from each place in the text.
            loops += 1
        return math.comb(LONGEST_TEXT + loops, loops) * ways

    def _tokens(self) -> Iterator[re.Match[str]]:
        return _TOKEN.finditer(self.expression)

    def _take(self, token: re.Match[str]) -> None:
        match token.lastgroup:
            case "open":
                self.groups.append(_Cost(token[0]))
            case "close":
                self._close()
            case "or":
                self.groups[-1].next_branch()
            case "repeat":
                self._repeat(token)
            case _:
                self.item = (0, 1)

    def _close(self) -> None:
        loops, ways = self.groups.pop().total()
        self.groups[-1].loops += loops
        self.groups[-1].ways *= ways
        self.item = (loops, ways)

    def _repeat(self, token: re.Match[str]) -> None:
        least, most = _turns(token[0])
        group = self.groups[-1]
        if most is None or most > 1:
            if self.item != (0, 1):
                message = "a repetition of what repeats or has alternatives could run for ever"
                raise PatternError(self.expression, token.start(), message)
            if most is None or most - least > _FEW:
                group.loops += 1
                return
        group.ways *= most - least + 1


def _turns(quantifier: str) -> tuple[int, int | None]:
    """Return the least and the most turns of a quantifier; None where there is no most."""
    match quantifier[0]:
        case "*":
            return 0, None
        case "+":
            return 1, None
        case "?":
            return 0, 1
    least, comma, most = quantifier.rstrip("?+")[1:-1].partition(",")
    if not comma:
        return int(least), int(least)
    return int(least or 0), int(most) if most else None
