"""Headline capitals to sentence case, with the words kept that must keep theirs."""

from __future__ import annotations

import re

from mlsysbib.text.markup import Run, RunKind, parse_markup

_SENTENCE_START = re.compile(r"(?:^|[:?!.—–]\s+)[\"'“‘(\[]*\w")
_CAPITALISED = re.compile(r"\b[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))*")


def sentence_case(title: str) -> tuple[Run, ...]:
    """Lower the headline capitals of the plain runs.

    Kept and math runs stay; so do words with capitals inside, the first letter of the title,
    and the first after a colon or the end of a sentence, as BibTeX's `change.case$` does it.
    """
    runs = parse_markup(title)
    whole = "".join(run.text for run in runs)
    fixed = {found.end() - 1 for found in _SENTENCE_START.finditer(whole)}
    result: list[Run] = []
    offset = 0
    for run in runs:
        text = run.text
        if run.kind is RunKind.PLAIN:
            text = _lower_words(text, offset, fixed)
        result.append(Run(run.kind, text))
        offset += len(run.text)
    return tuple(result)


def _lower_words(text: str, offset: int, fixed: set[int]) -> str:
    def lower(found: re.Match[str]) -> str:
        word = found[0]
        is_headline = word[0].isupper() and (len(word) == 1 or word[1:].islower())
        return word.lower() if is_headline and offset + found.start() not in fixed else word

    return _CAPITALISED.sub(lower, text)
