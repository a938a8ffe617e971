"""The case of titles: which words must keep theirs, and headline capitals to sentence case."""

from __future__ import annotations

import re

from mlsysbib.text.markup import Run, RunKind, parse_markup

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
    """Lower the headline capitals of the plain runs.

    Kept and math runs stay; so do words with capitals inside, the first letter of the title,
    and the first after a colon or the end of a sentence, as BibTeX's `change.case$` does it.
    """
    result: list[Run] = []
    before = ""
    for run in parse_markup(title):
        is_plain = run.kind is RunKind.PLAIN
        result.append(Run(run.kind, _lower_words(before, run.text)) if is_plain else run)
        before += run.text
    return tuple(result)


def _lower_words(before: str, text: str) -> str:
    """Lower the headline words of a text that stands behind another."""
    gap, *rest = _WORD.split(text)
    result = [gap]
    for word, behind in zip(rest[::2], rest[1::2], strict=True):
        is_headline = word[0].isupper() and (len(word) == 1 or word[1:].islower())
        if is_headline and (_is_inside(before, gap) or not _begins_sentence(before + gap)):
            result.append(word.lower())
        else:
            result.append(word)
        result.append(behind)
        before, gap = word, behind
    return "".join(result)


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
