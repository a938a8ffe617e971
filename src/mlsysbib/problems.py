"""Problems: what is wrong with an input, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

import msgspec

Level = Literal["error", "warning", "info"]
LEVELS: tuple[Level, ...] = get_args(Level)

# The closed table of rules, by how much each weighs. `lint` has the code and the manual page of
# each; a problem is of one of them, and type checkers see a slip in the name.
ErrorId = Literal[
    "file-unreadable", "file-encoding", "file-duplicate", "library-missing", "toml-syntax",
    "field-unknown", "field-type", "field-missing", "version-missing", "title-markup", "name-form",
    "key-form", "key-duplicate", "alias-taken", "venue-unknown", "topic-unknown", "topic-orphan",
    "relation-unknown", "arxiv-form", "template-malformed", "pattern-malformed", "key-unknown",
    "query-malformed", "style-unknown", "name-placeholder", "name-several", "name-digits",
    "doi-malformed", "identifier-repeated", "arxiv-month", "isbn-malformed", "url-malformed",
    "pages-malformed", "pages-reversed", "edition-malformed", "ignore-unknown",
    "ignore-unexplained", "json-syntax", "xml-syntax", "item-malformed", "block-broken",
    "key-map-form", "key-map-duplicate", "key-removed",
    "key-reused", "alias-moved", "comment-lost",
]  # fmt: skip
WarningId = Literal[
    "key-misplaced", "link-incomplete", "title-unprotected-acronym", "title-unprotected-name",
    "title-miscased", "title-overprotected", "title-shouted", "text-unclean", "name-initials",
    "name-shouted", "name-swapped", "name-repeated", "doi-registrant", "url-derived",
    "link-repeated", "link-misplaced", "topic-repeated", "pages-article", "edition-unknown",
    "edition-contradicted", "venue-missing", "preprint-as-published", "preprint-published",
    "entry-duplicate", "ignore-unused", "syntax-slip", "string-undefined", "command-unknown",
    "crossref-unknown", "field-repeated", "type-unknown", "match-possible",
    "reference-contradicted", "reference-duplicate", "arxiv-missing", "style-field-missing",
    "title-missing", "year-missing",
]  # fmt: skip
NoteId = Literal[
    "edition-incomplete", "authors-missing", "authors-cut", "pages-missing", "doi-missing",
    "link-missing", "preprint-stale", "key-unusual", "import-possible", "front-matter",
    "heading-level", "line-unread",
]  # fmt: skip
RuleId = ErrorId | WarningId | NoteId
_IDS = (ErrorId, WarningId, NoteId)
LEVEL_OF: dict[str, Level] = {
    id_: level for level, ids in zip(LEVELS, _IDS, strict=True) for id_ in get_args(ids)
}


def weighs_at_least(level: Level, least: Level) -> bool:
    """Say whether one level weighs as much as another or more."""
    return LEVELS.index(level) <= LEVELS.index(least)


FieldPath = tuple[str | int, ...]


class Finding(msgspec.Struct, frozen=True):
    """A fault at a field of a file, such as `("match", 2)` in `venues/osdi.toml`.

    Without `path`, it is a fault of the entry that was looked at.
    """

    rule: RuleId
    field: FieldPath
    text: str
    hint: str = ""
    path: str = ""

    def at(self, line: int) -> Problem:
        """Return the problem that this is where the field stands in that line."""
        return Problem(self.path, line, self.rule, self.text, self.hint)


class Problem(msgspec.Struct, frozen=True, order=True):
    """A finding with its line, which counts from 1; 0 means the file as a whole.

    It weighs as much as its rule does, or less if `level` says so: what is an error in a library
    may be let pass in somebody's file. Raises ValueError if there is no such rule.
    """

    path: str
    line: int
    rule: RuleId
    text: str
    hint: str = ""
    level: Level = "error"

    def __post_init__(self) -> None:
        """Look up the rule."""
        if self.rule not in LEVEL_OF:
            raise ValueError(f"no rule is called {self.rule!r}")
        if not weighs_at_least(LEVEL_OF[self.rule], self.level):
            msgspec.structs.force_setattr(self, "level", LEVEL_OF[self.rule])

    def __str__(self) -> str:
        """Return the one-line form, with the hint on a line of its own."""
        where = f"{self.path}:{self.line}" if self.line else self.path
        head = f"{where}: {self.level}: {self.text} ({self.rule})"
        return f"{head}\n  hint: {self.hint}" if self.hint else head


class MlsysbibError(Exception):
    """Base of every failure that is the input's fault and not the program's."""


class UnreadableError(MlsysbibError):
    """An input other than a file could not be read: a registry, a git revision."""


class UnreachableError(MlsysbibError):
    """Another program on this machine cannot be asked, or has not done what it was asked for."""


class FindingError(MlsysbibError):
    """What was asked for was found to be wrong, and not done."""


class LoadError(MlsysbibError):
    """A library or an input file could not be read; `problems` holds every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class ChoiceError(MlsysbibError):
    """A name stands for nothing that is known; the message names what is near to it."""

    def __init__(self, kind: str, name: str, known: Iterable[str], hint: str = "") -> None:
        self.kind, self.name = kind, name
        self.hint = hint or did_you_mean(name, known)
        super().__init__(f"unknown {kind} {name!r}" + (f"; {self.hint}" if self.hint else ""))


# A longer name is no slip of the pen, and to compare takes the square of its length.
_LONGEST = 100


def near_matches(name: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """Return the known names that look most like `name`, best first, case aside."""
    import difflib  # noqa: PLC0415  # start-up: only slips need it

    if len(name) > _LONGEST:
        return []
    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(candidate.casefold(), candidate)
    found = difflib.get_close_matches(name.casefold(), folded, n=limit, cutoff=0.6)
    return [folded[match] for match in found]


class Hints:
    """Hints for the names that one text has and nothing knows.

    A hint costs more than to read a whole reference: only the first names of a text get one.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = known
        self._given: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Return what `did_you_mean` says of a name, or nothing where too many came before."""
        if name not in self._given and len(self._given) < _MOST_HINTS:
            self._given[name] = did_you_mean(name, self._known)
        return self._given.get(name, "")


_MOST_HINTS = 20


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the near matches, or nothing where there are none.

    >>> did_you_mean("ossdi", ["osdi", "sosp", "nsdi"])
    'did you mean osdi or nsdi?'
    """
    found = near_matches(name, known)
    return f"did you mean {' or '.join(found)}?" if found else ""
