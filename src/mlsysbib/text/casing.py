"""The case of titles: which words must keep theirs, and headline capitals to sentence case."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mlsysbib.text.markup import Run, RunKind, parse_markup
from mlsysbib.text.proper_names import PROPER_NAMES
from mlsysbib.text.words import FUNCTION_WORDS

# What is kept as it is already: an escape, a run in braces, a formula.
MARKED = re.compile(r"\\.|\{(?:[^{}\\]|\\.)*\}|\$(?:[^$\\]|\\.)*\$", re.DOTALL)
# A capital that is not the first letter, or one with a digit behind it: styles change both. The
# first letter of a title they leave alone.
_INSIDE = (
    r"(?:[a-z0-9²³⁺][A-ZÀ-ÖØ-Þ]|[A-ZÀ-ÖØ-Þ](?:[A-ZÀ-ÖØ-Þ]|/[A-Z]\b|\+\+)"
    r"|(?<=.)(?<![^\W_])[A-Z][0-9²³⁺])"
)
CAPITALS = re.compile(rf"[^\W_]*{_INSIDE}[^\W_]*")
_WORD = re.compile(r"(\b[^\W\d_]+(?:['’][^\W\d_]+)*)")
_SENTENCE_ENDS = tuple(":?!.—–")
_OPENING = "\"'“‘(["


def sentence_case(title: str) -> tuple[Run, ...]:
    """Lower the headline capitals of the plain runs, if the title is in headline case.

    Proper names stay, and letters that stand for more: `U.S.`, `R&D`, `C#`, `Ph.D.`. Kept and math
    runs stay; so do words with capitals inside, the first letter of the title, and the first after
    a colon or the end of a sentence, as BibTeX's `change.case$` does it.
    """
    runs = parse_markup(title)
    if not is_headline(runs):
        return runs
    result: list[Run] = []
    before = ""
    for run in runs:
        is_plain = run.kind is RunKind.PLAIN
        result.append(Run(run.kind, _lower_words(before, run.text)) if is_plain else run)
        before += run.text
    return tuple(result)


def _lower_words(before: str, text: str) -> str:
    """Lower the headline words of a text that stands behind another."""
    gap, *rest = _WORD.split(text)
    result = [gap]
    for word, behind in zip(rest[::2], rest[1::2], strict=True):
        has_headline_capital = len(word) > 1 and word[0].isupper() and word[1:].islower()
        is_name = word.partition("'")[0].partition("’")[0] in PROPER_NAMES
        if not has_headline_capital or is_name or _is_initialism(gap, behind, word):
            result.append(word)
        elif _is_inside(before, gap) or not _begins_sentence(before + gap):
            result.append(word.lower())
        else:
            result.append(word)
        result.append(behind)
        before, gap = word, behind
    return "".join(result)


# Words that a title in headline case has in small letters.
_SMALL = FUNCTION_WORDS | frozenset(
    "after against along among around before behind below beneath beside between beyond down "
    "except inside like near off out outside past throughout till underneath unlike up within "
    "without together via onto amid amongst de la le von van der und et al".split()
)


def is_headline(runs: Sequence[Run]) -> bool:
    """Say whether the words of a title have capitals, as those of a headline do.

    A word in small letters that is none of the small words makes it a sentence, whose capitals are
    those of names.
    """
    words = [
        word
        for run in runs
        if run.kind is RunKind.PLAIN
        for word in _WHOLE_WORD.findall(run.text)
        if word.lower() not in _SMALL
    ]
    small = [word for word in words if word.islower()]
    capital = sum(word[0].isupper() for word in words)
    return not small or capital > 2 * len(small)


_WHOLE_WORD = re.compile(r"(?<![\w\-'’.&/])[^\W\d_]{2,}(?![\w'’])")
# What parts the letters of R&D, I/O, U.S., C++ and C#.
_JOINING = re.compile(r"[&/.+#]\Z")
_JOINED = re.compile(r"[&/+#]|\.[^\W\d_]")


def _is_initialism(gap: str, behind: str, word: str) -> bool:
    """Say whether signs join a short word to others, so that it stands for more."""
    return len(word) <= _SHORT and bool(_JOINING.search(gap) or _JOINED.match(behind + "x"))


_SHORT = 2


def _is_inside(before: str, gap: str) -> bool:
    """Say whether only a space parts a word from the one before it, as nearly always."""
    return gap == " " and before[-1:].isalpha()


def _begins_sentence(before: str) -> bool:
    """Say whether a word behind this text is the first of a sentence."""
    before = before.rstrip(_OPENING)
    return not before or (before[-1].isspace() and before.rstrip().endswith(_SENTENCE_ENDS))


def protect(title: str, word: re.Pattern[str]) -> str:
    """Return a title with braces around each place outside of marks where a pattern matches."""
    parts = []
    position = 0
    for marked in MARKED.finditer(title):
        parts += [word.sub(r"{\g<0>}", title[position : marked.start()]), marked[0]]
        position = marked.end()
    return "".join([*parts, word.sub(r"{\g<0>}", title[position:])])
