"""Titles as entries hold them: in headline case, with braces around what keeps its capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mlsysbib.formats.cleaning import squeeze
from mlsysbib.intake.lists.casing import mark_case
from mlsysbib.intake.lists.nicknames import name_in_title
from mlsysbib.lint.titles import miscased, vocabulary
from mlsysbib.text.casing import protect
from mlsysbib.text.words import FUNCTION_WORDS, fold

_WORD = re.compile(r"(?<![^\s(\[\"“‘'–—/])[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
# Short words that headlines leave small, with the prepositions among which sources differ.
_SMALL = FUNCTION_WORDS | frozenset(
    "about above across after against along amid among around before behind below beneath beside "
    "besides between beyond but despite down during except if inside like near off once onto out "
    "outside per plus since than though through throughout till toward towards unlike until up "
    "versus via vs whether while within without yet are is be been".split()
)
# The small words that every headline leaves small.
_ALWAYS_SMALL = re.compile(
    r"(?<=[^\s:?!.—–] )(?:A|An|The|And|Or|Nor|But|Of|On|In|To|For|With|By|From|At|As|Via|Into)(?= )"
)
# A title in which more of the words that count are small stands in sentence case.
_SENTENCE = 0.34
# What lists write behind a title: who wrote it, where it stood, how long it is.
_TAIL = re.compile(
    r"\s*(?:"
    r"\(@[^)]*\)"
    r"|\(?[A-Z][A-Za-z]+ ?['’]\d\d\)?|\([A-Z][A-Za-z]+ 20\d\d\)"
    r"|:fire:\d+"
    r"|, (?:NeurIPS|ICML|ICLR|ACL|EMNLP|NAACL),? (?:20\d\d|Findings).*"
    r"|,? ?\(?\barXiv\b,? ?(?:20\d\d|preprint).*"
    r"|\[[^\]]*\]"
    r")$"
)


def same_words(text: str) -> str:
    """Return what two writings of one title have in common: folded letters and digits."""
    return re.sub(r"[^a-z0-9]", "", fold(text).lower())


def plain(title: str) -> str:
    """Return a title on one line, without a full stop and what lists write behind it."""
    title = squeeze(_TAIL.sub("", squeeze(title)))
    title = re.sub(r"(?<=\w):(?=[A-Z][a-z])", ": ", title).replace(" -- ", ": ", 1)
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def headline(title: str, others: Iterable[str], known: Iterable[str]) -> tuple[str, bool]:
    """Return a title in headline case, and whether its capitals had to be set by rule.

    Where the source has sentence case, another source that has the same words in headline case is
    followed. `known` are names in the form that they keep.
    """
    title = plain(title)
    same = [other for other in map(plain, others) if same_words(other) == same_words(title)]
    by_rule = False
    if _is_sentence(title) or is_shouted(title):
        fitting = [other for other in same if not (_is_sentence(other) or is_shouted(other))]
        by_rule = not fitting
        title = fitting[0] if fitting else title
    if is_shouted(title):
        title = title.lower().capitalize()
    return _capitalise(title, {name.lower(): name for name in known}), by_rule


def _counting(title: str) -> Sequence[str]:
    return [word for word in _WORD.findall(title)[1:] if word.lower() not in _SMALL]


def _is_sentence(title: str) -> bool:
    words = _counting(title)
    small = [word for word in words if word[0].islower()]
    return len(small) > _SENTENCE * len(words)


def is_shouted(title: str) -> bool:
    """Say whether a title is in capitals, which then say nothing."""
    words = [word for word in _LETTERS.findall(title) if len(word) > 3]  # no acronyms
    shouted = [word for word in words if word.isupper()]
    return len(shouted) * 2 > len(words)


def _capitalise(title: str, known: dict[str, str]) -> str:
    """Capitalise the words that a headline does; a name of small letters before a colon stays."""
    start = title.find(":") + 1 if re.match(r"[a-z][^\s:]*\s?:", title) else 0

    def written(found: re.Match[str]) -> str:
        word = miscased().get(found[0], found[0])
        if word.lower() in known and word == word.lower():
            return known[word.lower()]
        behind = title[found.end() : found.end() + 1]
        is_code = behind in {".", "("} and title[found.end() + 1 : found.end() + 2].islower()
        # A Greek letter is a sign: a capital one is another sign.
        is_sign = len(word) == 1 and "α" <= word <= "ω"
        if found.start() < start or not word.islower() or is_code or is_sign:
            return word
        is_first = not title[: found.start()].strip() or title[: found.start()].rstrip()[-1] in ":?"
        return word if word in _SMALL and not is_first else word[0].upper() + word[1:]

    return _ALWAYS_SMALL.sub(lambda found: found[0].lower(), _WORD.sub(written, title))


def marked(title: str, kept: Iterable[str]) -> str:
    """Return a plain title with braces around names, acronyms and the words in `kept`."""
    result = mark_case(title)
    words = "|".join(sorted(map(re.escape, kept), key=len, reverse=True))
    if words:
        inside = re.compile(rf"(?<!\A)(?<![^\W_])(?:{words})(?![^\W_])")
        result = protect(result, inside)
    return result


def system(title: str, listed: Iterable[str]) -> str:
    """Return the name by which the paper's system goes, from its title or a list's, or "".

    A list names a system that the title does not where it writes `Name: the title`.
    """
    found = _system_before_colon(title)
    if found:
        return found
    for other in map(plain, listed):
        name = _system_before_colon(other)
        rest = other.partition(":")[2]
        if name and same_words(rest) == same_words(title):
            return name
    return ""


def _system_before_colon(title: str) -> str:
    name = name_in_title(title)
    words = vocabulary().ordinary
    is_word = name[1:].islower() and name.lower() in words
    return "" if is_word or not any(letter.isupper() for letter in name) else name
