"""What a pattern looks at: an entry, and the venues that complete it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile

from mlsysbib.model.entry import Entry
from mlsysbib.model.item import Item, Resolver
from mlsysbib.model.names import Name, Organization
from mlsysbib.model.venues import VenueTable
from mlsysbib.text.markup import RunKind, parse_markup
from mlsysbib.text.words import fold, letters_only, significant_words

NO_VENUES = VenueTable({})
# Two capitals at least: (MLCommons), but not (Google).
_ACRONYM = re.compile(r"\(([^()\s]*[A-Z][^()\s]*[A-Z][^()\s]*)\)")


@dataclass(frozen=True, slots=True)
class Subject:
    """An entry and the venue table in whose light it is read."""

    entry: Entry
    venues: VenueTable = field(default_factory=lambda: NO_VENUES)

    @property
    def item(self) -> Item:
        """The published version with what its venue knows, or the preprint."""
        return Resolver(self.venues).resolve(self.entry)[0]

    @property
    def families(self) -> list[str]:
        """What each author is called in a key; "" for a name without a Latin reading."""
        return [family_in_key(name) for name in self.entry.names]

    @property
    def key_words(self) -> list[str]:
        """The title's words that may stand in a key, in order."""
        return words_in_key(self.title)

    @property
    def title(self) -> str:
        """The title as plain text, without commands of LaTeX: a key holds for ever."""
        plain = self.entry.plain_title
        return (without_commands(self.entry.title) or plain) if "\\" in plain else plain


def without_commands(title: str) -> str:
    r"""Return a title as plain text without commands, and without the formulas that have any.

    >>> without_commands(r"$\mathcal{O}(n)$ Sorting on $L_2$ with \\mysys")
    'Sorting on L_2 with'
    """
    runs = parse_markup(title)
    texts = (
        "" if run.kind is RunKind.MATH and "\\" in run.text else _COMMAND.sub(" ", run.text)
        for run in runs
    )
    return "".join(texts).strip()


_COMMAND = re.compile(r"\\[A-Za-z]+(?:\{\})?")


def family_in_key(name: Name) -> str:
    """Return what an author is called in a key: no particle, no suffix, letters only.

    >>> from mlsysbib.model.names import parse_name
    >>> [family_in_key(parse_name(name)) for name in ("van der Berg-O'Neill, Jan", "{DeepSeek-AI}")]
    ['BergONeill', 'DeepSeekAI']
    """
    if isinstance(name, Organization):
        return organization_in_key(name.name)
    return letters_only(_COMMAND.sub("", name.family))


def organization_in_key(name: str) -> str:
    """Return the acronym in parentheses, or the one word, or the first significant word.

    >>> organization_in_key("The Attributed Graph Grammar System (AGG)")
    'AGG'
    >>> organization_in_key("The Falcon Team")
    'Falcon'
    """
    if acronym := _ACRONYM.search(fold(name)):
        return letters_only(acronym[1])
    words = name.split()
    if len(words) <= 1:
        return letters_only(name)
    # A word of an organisation keeps its hyphens out: DeepSeek-AI Team is DeepSeekAI.
    candidates = [joined for word in words if (joined := letters_only(word))]
    return next(iter(significant_words(" ".join(candidates))), "")


def words_in_key(title: str) -> list[str]:
    """Return a title's significant words; a number does not lead, for it would join the year.

    >>> words_in_key("1-bit Adam: Communication Efficient Training")
    ['bit', 'Adam', 'Communication', 'Efficient', 'Training']
    >>> words_in_key("1984")
    ['1984']
    """
    words = significant_words(title)
    numbers = sum(1 for _ in takewhile(str.isdigit, words))
    return words[numbers:] or words
