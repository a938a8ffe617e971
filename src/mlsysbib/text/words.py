"""Words of names and titles as plain ASCII: what keys and duplicate detection compare.

The function-word list and the folding table are frozen: a key made under version 1 must come
out the same for ever. A change of either is a new version.
"""

from __future__ import annotations

import re
import unicodedata

WORDS_VERSION = 1

# Letters that Unicode does not decompose, in the spelling that English-language keys use.
FOLDING = str.maketrans({
    "ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i",
    "ħ": "h", "Ħ": "H", "ŋ": "n", "Ŋ": "N", "’": "'", "‘": "'", "–": "-", "—": "-", "‐": "-",
    "‑": "-", "−": "-",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi",
    "ο": "o", "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon",
    "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
})  # fmt: skip

FUNCTION_WORDS = frozenset(
    "a about above across after against all along also among an and any are as at be because been "
    "before behind being below beneath beside between beyond but by can could d do does down during "
    "each either et for from had has have how if in inside into is it its like near neither nor not "
    "of off on onto or our out outside over per so some such than that the their them then there "
    "these they this those through throughout to toward towards under until unto up upon using via "
    "vs was we were what when where whether which while who whose why will with within without yet "
    "you your".split()
)

_MARKS = re.compile(r"[\u0300-\u036f]")
_WORD = re.compile(r"[0-9A-Za-z]+(?:'[0-9A-Za-z]+)*")
# A leading name may hold hyphens, dots, pluses and slashes: S-LoRA, GPT3.int8, C++.
_LEADING_NAME = re.compile(r"\s*([^\s:]+):(?=\s|\S)")


def fold(text: str) -> str:
    """Return `text` in ASCII, case kept; what has no Latin reading is dropped.

    >>> fold("Łukasz Müller-Großmann, μs")
    'Lukasz Muller-Grossmann, mus'
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.translate(FOLDING))
    return _MARKS.sub("", text).translate(FOLDING).encode("ascii", "ignore").decode("ascii")


def letters_only(text: str) -> str:
    """Return `text` folded, with nothing but letters and digits left."""
    return re.sub(r"[^0-9A-Za-z]+", "", fold(text))


def title_words(title: str) -> list[str]:
    """Return the words of a plain title, folded, case kept.

    A hyphen separates words, save in a leading `Name:`, which is one word whatever it holds.

    >>> title_words("S-LoRA: Serving Low-Rank Adapters")
    ['SLoRA', 'Serving', 'Low', 'Rank', 'Adapters']
    """
    folded = fold(title)
    words: list[str] = []
    if (name := _LEADING_NAME.match(folded)) and (joined := letters_only(name[1])):
        words.append(joined)
        folded = folded[name.end() :]
    words += (word.replace("'", "") for word in _WORD.findall(folded))
    return words


def is_significant(word: str) -> bool:
    """Say whether a word carries meaning: it is no function word and no lone letter of one."""
    return word.lower() not in FUNCTION_WORDS


def significant_words(title: str) -> list[str]:
    """Return the words of a plain title that carry meaning; all words where none does."""
    words = title_words(title)
    return [word for word in words if is_significant(word)] or words
