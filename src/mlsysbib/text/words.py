"""Words of names and titles as plain ASCII: what keys and duplicate detection compare.

The function-word list and the folding table are frozen: a key made under version 1 must come
out the same for ever. A change of either is a new version.
"""

from __future__ import annotations

import re
import unicodedata

WORDS_VERSION = 1

# Letters that Unicode does not decompose, in the spelling that English-language keys use
# (ICAO 9303 has the same for those that passports know).
_LATIN = {
    "ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i",
    "ȷ": "j", "ħ": "h", "Ħ": "H", "ŋ": "n", "Ŋ": "N", "ŧ": "t", "Ŧ": "T", "ə": "e", "Ə": "E",
    "ɛ": "e", "Ɛ": "E", "ɔ": "o", "Ɔ": "O", "ɓ": "b", "Ɓ": "B", "ɗ": "d", "Ɗ": "D", "ƙ": "k",
    "Ƙ": "K", "ƴ": "y", "Ƴ": "Y", "ɨ": "i", "Ɨ": "I", "ʉ": "u", "Ʉ": "U", "ĸ": "q",
}  # fmt: skip
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi",
    "ο": "o", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi",
    "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_SIGNS = {
    "ς": "sigma", "∆": "Delta", "∇": "nabla", "∞": "infinity", "™": "", "℠": "", "⁄": "/",
    "’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'", "ʻ": "'", "′": "'",
    "–": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-",
    # These part clauses, where the others may join words.
    "—": " - ", "―": " - ",
}  # fmt: skip
FOLDING = str.maketrans(
    _LATIN
    | _GREEK
    | {letter.upper(): name.capitalize() for letter, name in _GREEK.items()}
    | _SIGNS
)

# The words that say nothing about a paper when they stand alone in a key: articles, conjunctions,
# pronouns, auxiliaries, question words, negations, and prepositions of mere relation. Words that
# make a claim of their own count, as they do for Google Scholar: jia2019beyond, ho2013more.
FUNCTION_WORDS = frozenset(
    "a an the "
    "and or nor but if so than then because while whether yet "
    "of on in to for with by from at as via into onto upon over under toward towards using within "
    "through during between among per about since until vs versus "
    "it its this that these those such we our you your i my they them their who whom whose which "
    "what how when where why "
    "is are was were be been being do does did has have had can could should would will shall may "
    "might must "
    "not no "
    # Contractions, their apostrophe gone.
    "arent cant couldnt didnt doesnt dont hows isnt lets shouldnt thats theres wasnt werent whats "
    "wheres whos wont wouldnt".split()
)

_MARKS = re.compile(r"[\u0300-\u036f]")
_NO_LETTER = re.compile(r"[^0-9A-Za-z]+")
_WORD = re.compile(
    r"""
    (?<![0-9A-Za-z])(?:
        [A-Za-z](?:/[A-Za-z])+            # I/O, A/B
      | (?:[A-Za-z]\.){2,}[A-Za-z]?       # U.S., F.A.S.T
    )(?![0-9A-Za-z])
    | [0-9A-Za-z]+(?:['&][0-9A-Za-z]+)*   # Moore's, R&D
    """,
    re.VERBOSE,
)
# A leading name may hold hyphens, dots, pluses and slashes: S-LoRA, LLM.int8(), C++.
_LEADING_NAME = re.compile(r"\s*([^\s:]+)\s?:")


def fold(text: str) -> str:
    """Return `text` in ASCII, case kept; what has no Latin reading is dropped.

    >>> fold("Łukasz Müller-Großmann, μs")
    'Lukasz Muller-Grossmann, mus'
    """
    return text if text.isascii() else fold_latin(text).encode("ascii", "ignore").decode("ascii")


def fold_latin(text: str) -> str:
    """Return `text` as `fold` does, but what has no Latin reading stays as it is.

    >>> fold_latin("Łukasz 王")
    'Lukasz 王'
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.translate(FOLDING))
    return _MARKS.sub("", text).translate(FOLDING)


def letters_only(text: str) -> str:
    """Return `text` folded, with nothing but letters and digits left."""
    return _NO_LETTER.sub("", fold(text))


def title_words(title: str) -> list[str]:
    """Return the words of a plain title, folded, case kept.

    A hyphen separates words, save in a leading `Name:`, which is one word whatever it holds.

    >>> title_words("S-LoRA: Serving Low-Rank Adapters")
    ['SLoRA', 'Serving', 'Low', 'Rank', 'Adapters']
    >>> title_words("Moore's Law and I/O-Aware R&D")
    ['Moores', 'Law', 'and', 'IO', 'Aware', 'RD']
    """
    folded = fold(title)
    words: list[str] = []
    if (name := _LEADING_NAME.match(folded)) and (joined := _NO_LETTER.sub("", name[1])):
        words.append(joined)
        folded = folded[name.end() :]
    words += (_NO_LETTER.sub("", word) for word in _WORD.findall(folded))
    return words


def is_significant(word: str) -> bool:
    """Say whether a word carries meaning, which is to say that it is no function word."""
    return word.lower() not in FUNCTION_WORDS


def significant_words(title: str) -> list[str]:
    """Return the words of a plain title that carry meaning; all words where none does.

    >>> significant_words("What's in a Name? On the Use of Names")
    ['Name', 'Use', 'Names']
    """
    words = title_words(title)
    return [word for word in words if is_significant(word)] or words
