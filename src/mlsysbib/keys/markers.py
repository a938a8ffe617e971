"""What may stand first in a bracket of a key pattern.

For the vLLM paper (SOSP 2023, pages 611-626, arXiv 2309.06180 of the same year), whose nine authors
are Kwon, Li, Zhuang, Sheng, Zheng, Yu, Gonzalez, Zhang and Stoica, each marker gives:

    auth: Kwon
    authN (auth3): Kwo
    authN_M (auth3_2): Li
    authors: KwonLiZhuangShengZhengYuGonzalezZhangStoica
    authorsN (authors2): KwonLiEtAl
    authEtAl: KwonEtAl
    auth.etal: Kwon.etal
    auth.auth.ea: Kwon.Li.ea
    authorsAlpha: KLZ+
    authorLast: Stoica
    authFirstFull: Kwon
    authForeIni: W
    authorLastForeIni: I
    authorIni: KwonLZSZYGZS
    authIniN (authIni10): KwLZSZYGZS
    authshort: KLZ+
    year: 2023
    shortyear: 23
    firstyear: 2023
    title: Efficient Memory Management for Large Language Model Serving with PagedAttention
    fulltitle: Efficient Memory Management for Large Language Model Serving with PagedAttention
    shorttitle: Efficient Memory Management
    veryshorttitle: Efficient
    camel: Efficient Memory Management For Large Language Model Serving With PagedAttention
    camelN (camel2): Efficient Memory
    venue: SOSP
    system: vLLM
    arxiv: 2309.06180
    entrytype: InProceedings
    firstpage: 611
    lastpage: 626
    DOI: 10.1145/3600006.3613165

Blanks part words for the modifiers; a finished key has none. Other fields in capitals (``TITLE``,
``VOLUME``, ``NUMBER``, ``PAGES``, ``KEY``, ...) give what they hold. Editors are not known here, so
``pureauth`` is the same as ``auth``. A title that starts with a number gives its next word as
``veryshorttitle``: after a year, the number would not be told from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from mlsysbib.keys import authors, fields
from mlsysbib.keys.subject import Subject
from mlsysbib.problems import ChoiceError
from mlsysbib.text.words import is_significant, title_words

Marker = Callable[[Subject], str]

_SHORT = 3  # words of a short title
_NUMBERED_NAME = re.compile(r"(?P<base>[A-Za-z.]+?)(?P<n>[0-9]{1,4})(?:_(?P<m>[0-9]{1,4}))?")
_PAGE = re.compile(r"[0-9]+")


def title(subject: Subject) -> str:
    """Return the title's words, the significant ones and the first with a capital."""
    words = title_words(subject.entry.plain_title)
    return " ".join(
        raise_first(word) if is_significant(word) or not index else word[:1].lower() + word[1:]
        for index, word in enumerate(words)
    )


def camel(subject: Subject, most: int | None = None) -> str:
    """Return the title's words, or so many of them, each with a capital."""
    return " ".join(map(raise_first, title_words(subject.entry.plain_title)[:most]))


def raise_first(word: str) -> str:
    """Return a word with its first letter raised and the rest as it is."""
    return word[:1].upper() + word[1:]


def page(subject: Subject, choose: Callable[[list[str]], str]) -> str:
    """Return a page number: JabRef takes the lowest or the highest that is there."""
    return choose(_PAGE.findall(subject.item.pages))


def _lowest(numbers: list[str]) -> str:
    return min(numbers, key=int, default="")


def _highest(numbers: list[str]) -> str:
    return max(numbers, key=int, default="")


MARKERS: Mapping[str, Marker] = {
    **authors.MARKERS,
    "year": fields.year,
    "shortyear": lambda subject: fields.year(subject)[-2:],
    "firstyear": fields.first_year,
    "title": title,
    "fulltitle": fields.FIELDS["TITLE"],
    "shorttitle": lambda subject: " ".join(subject.key_words[:_SHORT]),
    "veryshorttitle": lambda subject: " ".join(subject.key_words[:1]),
    "camel": camel,
    "venue": fields.venue,
    "system": lambda subject: " ".join(title_words(subject.entry.system)),
    "arxiv": fields.arxiv,
    "entrytype": fields.entry_type,
    "firstpage": lambda subject: page(subject, _lowest),
    "lastpage": lambda subject: page(subject, _highest),
}
NUMBERED: Mapping[str, Callable[..., str]] = {**authors.NUMBERED, "camelN": camel}
# Names of BibLaTeX for the same fields.
_FIELD_ALIASES = {
    "JOURNALTITLE": "JOURNAL", "ISSUE": "NUMBER", "LOCATION": "ADDRESS", "VENUE": "ADDRESS",
    "ARTICLENO": "EID", "EPRINTCLASS": "PRIMARYCLASS", "CITATIONKEY": "KEY",
}  # fmt: skip


def find_marker(name: str) -> Marker:
    """Return the marker of this name; raise ChoiceError with near matches.

    A field may be written in any case where no marker has its name.
    """
    plain = name.removeprefix("pure") if name.startswith("pureauth") else name
    if (marker := MARKERS.get(plain)) is not None:
        return marker
    if (numbered := _find_numbered(plain)) is not None:
        return numbered
    field = plain.upper()
    if (reader := fields.FIELDS.get(_FIELD_ALIASES.get(field, field))) is not None:
        return reader
    raise ChoiceError("marker", name, (*MARKERS, *NUMBERED, *fields.FIELDS))


def _find_numbered(name: str) -> Marker | None:
    found = _NUMBERED_NAME.fullmatch(name)
    if found is None:
        return None
    form = f"{found['base']}N" + ("_M" if found["m"] else "")
    read = NUMBERED.get(form)
    if read is None:
        return None
    numbers = [int(found[group]) for group in ("n", "m") if found[group]]
    return lambda subject: read(subject, *numbers)
