"""A container title as words: what each is for, and where sentences and brackets part them."""

from __future__ import annotations

import re

import msgspec

from mlsysbib.model.venue_forms import FormIndex, class_of, singular
from mlsysbib.model.venue_words import CONTRACTIONS, FUNCTION, TRACK_PATTERNS, Word
from mlsysbib.text.words import fold


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word of a title: in the singular and lower case, and as it is written."""

    word: str
    written: str
    low: str  # as it is written, in lower case
    kind: Word
    segment: int
    is_cut: bool  # a full stop follows

    def may_be(self, word: str) -> bool:
        """Say whether this is, or abbreviates, a word of a name."""
        if self.word == word or self.kind is Word.SPONSOR:
            return self.word == word
        if word[0] != self.low[0] and word[0] != self.word[0]:
            return False
        is_long = self.is_cut or len(self.low) >= _FEWEST_LETTERS
        return is_long and word.startswith((self.low, self.word))


_FEWEST_LETTERS = 3
_LONG_WORD = 6
_COMPOUND = 9
_HALF_COMPOUND = 4
_IGNORE_CASE = re.IGNORECASE
_ENTITIES = re.compile(r"\\?&amp;|\\&")
_COMMAND = re.compile(
    r"\\(?:textsuperscript|text\w+|emph|it|bf|em)\b|\\[\"'`^~=.]|[{}\\$^]|<[^<>]*>"
)
_ORDINAL_ENDING = re.compile(r"(?<=\d)\s*(?:textsuperscript)?(?=(?:st|nd|rd|th)\b)", _IGNORE_CASE)
_BODY = re.compile(
    r"(?P<IEEE>IEEE Computer Society(?:'s)?)|(?P<ACM>Association for Computing Machinery)",
    _IGNORE_CASE,
)
_STATUS = re.compile(
    r"\b(?:under (?:review|submission)|to appear|in press|forthcoming|submission)\b", _IGNORE_CASE
)
# `Visualization and Computer Graphics, IEEE Transactions on`
_ROTATED = re.compile(r"(.+), ((?:IEEE|ACM)(?:[\w/ ]* (?:on|of))?)$", _IGNORE_CASE)
_SERIES = re.compile(
    r"\b(?:lecture notes (?:in|on) [\w ]+?(?=[-,.:;(]|\d|$)|LNCS\b|LNAI\b|LNBIP\b|"
    r"CEUR workshop proceedings|JMLR:? ?(?:workshop and conference proceedings|W ?& ?CP)|"
    r"(?:ACM )?international conference proceedings? series|"
    r"proceedings of machine learning research|PMLR\b|"
    r"communications in computer and information science|"
    r"frontiers in artificial intelligence and applications)",
    _IGNORE_CASE,
)
_TRACKS = [
    (name, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", _IGNORE_CASE))
    for name, pattern in TRACK_PATTERNS
]
_ANY_TRACK = re.compile("|".join(pattern.pattern for _, pattern in _TRACKS), _IGNORE_CASE)
_PIECE = re.compile(r"([A-Za-z0-9]+)|([,:;()\[\]|@]| --? |--+|\.(?=\s))")
_RUN = re.compile(r"[A-Za-z]+|\d+(?:st|nd|rd|th)?", _IGNORE_CASE)
_DATED = re.compile(r"(\w+?)((?:19|20)?\d\d)")
_ROMAN = re.compile(r"(?=.)(?:X{0,3}|XL|LX{0,3}|XC)(?:IX|IV|V?I{0,3})")


def clean_title(text: str) -> str:
    """Return a title in ASCII without markup, in the order of words that it has elsewhere."""
    text = fold(_COMMAND.sub("", _ENTITIES.sub("&", text)).replace("'l ", "l ")).strip()
    text = _ORDINAL_ENDING.sub("", text)
    text = _STATUS.sub(" ", _BODY.sub(lambda found: found.lastgroup or "", text))
    return _ROTATED.sub(r"\2 \1", text)


def without_series(text: str) -> str:
    """Return a title without the series that its volume is part of."""
    return _SERIES.sub(" ", text)


def without_track(text: str) -> tuple[str, str]:
    """Return a title without what says how a paper was presented, and the track; "" for none."""
    if not _ANY_TRACK.search(text):
        return text, ""
    track = ""
    for name, pattern in _TRACKS:
        rest = pattern.sub(" ", text)
        if rest != text and rest.strip():
            text, track = rest, track or name
    return text, track


class Tokeniser:
    """Takes titles apart, by the words that the names of a table have."""

    def __init__(self, index: FormIndex) -> None:
        self._index = index
        self._slips: dict[str, str] = {}
        self._by_letter: dict[str, list[str]] = {}
        for word in index.known:
            if len(word) >= _LONG_WORD:
                self._by_letter.setdefault(word[0], []).append(word)

    def tokens(self, text: str) -> list[Token]:
        """Return the words of a clean title, function words left out."""
        tokens: list[Token] = []
        segment = 0
        for found in _PIECE.finditer(text):
            written, mark = found[1], found[2]
            if mark:
                segment += mark != "." or (bool(tokens) and self._is_whole(tokens[-1]))
                continue
            is_cut = text[found.end() : found.end() + 1] == "."
            tokens += (
                self._token(part, segment, is_cut=is_cut)
                for part in self._parts(written)
                if part.lower() not in FUNCTION
            )
        return tokens

    def _parts(self, written: str) -> list[str]:
        """Split a run of letters and digits, and two known words that are written as one."""
        word = written.lower()
        if word in self._index.acronyms or self._is_word(word):
            return [written]
        if (dated := _DATED.fullmatch(written)) and dated[1].lower() in self._index.acronyms:
            return [dated[1], dated[2]]
        runs: list[str] = _RUN.findall(written)
        if len(runs) == 1 and len(word) >= _COMPOUND:
            for at in range(_HALF_COMPOUND, len(word) - _HALF_COMPOUND + 1):
                if self._is_word(word[:at]) and self._is_word(word[at:]):
                    return [written[:at], written[at:]]
        return runs

    def _is_word(self, word: str) -> bool:
        return word in self._index.known or singular(word) in self._index.known

    def _token(self, written: str, segment: int, *, is_cut: bool) -> Token:
        word = written.lower()
        word = CONTRACTIONS.get(word, word)
        kind = class_of(word)
        if kind is Word.TELLING:
            if _ROMAN.fullmatch(written) and word not in self._index.acronyms:
                kind = Word.NUMBER
            elif len(word) == 1:
                kind = Word.SILENT
            elif not is_cut:
                word = self._mended(word)
                kind = class_of(word)
        return Token(singular(word), written, written.lower(), kind, segment, is_cut)

    def _is_whole(self, token: Token) -> bool:
        """Say whether a full stop behind a word ends a sentence, and does not cut the word."""
        word = token.low
        if token.kind is Word.NUMBER:
            return True
        is_word = token.kind is not Word.TELLING or word in self._index.known
        return is_word and len(word) >= _LONG_WORD and word not in CONTRACTIONS

    def _mended(self, word: str) -> str:
        """Return the known word that differs by one slip of the pen, or the word itself."""
        if len(word) < _LONG_WORD or self._is_word(word):
            return word
        if word not in self._slips:
            near = [known for known in self._by_letter.get(word[0], ()) if _is_slip(word, known)]
            self._slips[word] = near[0] if len(near) == 1 else word
        return self._slips[word]


def _is_slip(word: str, known: str) -> bool:
    """Say whether two words differ by one letter: changed, left out, added or swapped."""
    if abs(len(word) - len(known)) > 1:
        return False
    pairs = zip(word, known, strict=False)
    start = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(word), len(known)))
    a, b = word[start:], known[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
