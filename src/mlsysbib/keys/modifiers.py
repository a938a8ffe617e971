"""What may follow a marker in a bracket of a key pattern, after a colon.

Applied to `An awesome Paper`, each modifier gives:

    lower: an awesome paper
    upper: AN AWESOME PAPER
    capitalize: An Awesome Paper
    initialcaps: An Awesome Paper
    abbr: AaP
    truncate4: An a
    regex("a(w)","o$1"): An owesome Paper
    replace("AWESOME","short"): An short Paper
    ascii: An awesome Paper
    skipwords: awesome Paper
    select(2,1): awesome
    condense: AnawesomePaper
    condense("_"): An_awesome_Paper
    required: An awesome Paper
    (none): none

The last one applies to nothing; there, `required` makes the alternative fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from mlsysbib.keys import PatternError
from mlsysbib.keys.markers import raise_first
from mlsysbib.problems import ChoiceError
from mlsysbib.text.words import fold, letters_only, significant_words

# A modifier returns None where the alternative of the pattern must fail.
Modifier = Callable[[str], str | None]
Arguments = Sequence[str | int]

_EDGE = re.compile(r"[\s()\"]+")
_GROUP = re.compile(r"\\(.)|\$(\d)", re.DOTALL)


def capitalize(text: str) -> str:
    """Raise the first letter of each word and lower the others."""
    return " ".join(raise_first(word.lower()) for word in text.split())


def initial_capitals(text: str) -> str:
    """Raise the first letter of each word and leave the others."""
    return " ".join(map(raise_first, text.split()))


def abbreviate(text: str) -> str:
    """Keep the first letter of each word."""
    bare = text.translate({ord(sign): None for sign in "{}'"})
    return "".join(word[0] for word in _EDGE.split(bare) if word)


def skip_words(text: str) -> str:
    """Drop function words, by the rules for words of titles."""
    return " ".join(significant_words(text))


def require(text: str) -> str | None:
    """Fail where nothing of the text could stand in a key."""
    return text if letters_only(text) else None


def _truncate(length: int) -> Modifier:
    return lambda text: text[:length].rstrip()


def _select(first: int, count: int = 0) -> Modifier:
    """Keep words, counted from 1, or from the end with a negative number; all without a count."""

    def apply(text: str) -> str:
        words = text.split()
        start = max(len(words) + first, 0) if first < 0 else max(first - 1, 0)
        return " ".join(words[start : start + count] if count else words[start:])

    return apply


def _condense(separator: str = "") -> Modifier:
    return lambda text: separator.join(text.split())


def _compiled(expression: str) -> re.Pattern[str]:
    try:
        return re.compile(expression)
    except (re.error, OverflowError, RecursionError) as error:
        message = f"this is no regular expression: {error}"
        raise PatternError(expression, getattr(error, "pos", None) or 0, message) from None


def _regex(expression: str, replacement: str) -> Modifier:
    """Replace what an expression matches; `$1` is what its first group holds."""
    compiled = _compiled(expression)
    template = _GROUP.sub(_python_group, replacement)
    try:
        compiled.sub(template, "")
    except (re.error, IndexError) as error:
        raise PatternError(replacement, 0, f"this replacement cannot be parsed: {error}") from None
    return lambda text: compiled.sub(template, text)


def _python_group(found: re.Match[str]) -> str:
    """Write a group, or an escaped character, of Java's replacements as Python does."""
    if found[2]:
        return rf"\g<{found[2]}>"
    return r"\\" if found[1] == "\\" else found[1]


def _replace(old: str, new: str) -> Modifier:
    """Replace a text, case aside."""
    compiled = re.compile(re.escape(old), re.IGNORECASE)
    return lambda text: compiled.sub(lambda _: new, text)


PLAIN: Mapping[str, Modifier] = {
    "lower": str.lower,
    "upper": str.upper,
    "capitalize": capitalize,
    "initialcaps": initial_capitals,
    "abbr": abbreviate,
    "required": require,
    "ascii": fold,
    "skipwords": skip_words,
}
# Name -> maker, types of the arguments, how many of them are needed.
WITH_ARGUMENTS: Mapping[str, tuple[Callable[..., Modifier], tuple[type, ...], int]] = {
    "regex": (_regex, (str, str), 2),
    "replace": (_replace, (str, str), 2),
    "select": (_select, (int, int), 1),
    "condense": (_condense, (str,), 0),
}
_NAMES = (*PLAIN, *WITH_ARGUMENTS, "truncateN")
_SHAPES = {str: 'a "text"', int: "a number"}


def default(text: str) -> Modifier:
    """Return the modifier that puts a text where there is none."""
    return lambda value: value or text


def find_modifier(name: str, arguments: Arguments) -> Modifier:
    """Return the modifier of this name; raise ChoiceError, or ValueError for bad arguments."""
    if (length := re.fullmatch(r"truncate([0-9]{1,4})", name)) and not arguments:
        return _truncate(int(length[1]))
    if name in WITH_ARGUMENTS:
        make, types, least = WITH_ARGUMENTS[name]
        fits = all(map(isinstance, arguments, types))
        if not least <= len(arguments) <= len(types) or not fits:
            raise ValueError(f"{name} takes {_describe(types, least)}")
        return make(*arguments)
    if name not in PLAIN:
        raise ChoiceError("modifier", name, _NAMES)
    if arguments:
        raise ValueError(f"{name} takes no arguments")
    return PLAIN[name]


def _describe(types: tuple[type, ...], least: int) -> str:
    shapes = [_SHAPES[type_] for type_ in types]
    needed = " and ".join(shapes[:least])
    spare = " and ".join(shapes[least:])
    return " and at most ".join(filter(None, [needed, spare])) if needed else f"at most {spare}"
