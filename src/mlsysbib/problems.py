"""Problems: what is wrong with an input, where, and what to do about it."""

from collections.abc import Iterable
from typing import Literal

import msgspec

Level = Literal["error", "warning", "info"]


class Problem(msgspec.Struct, frozen=True, order=True):
    """One finding. `line` counts from 1; 0 means the file as a whole."""

    path: str
    line: int
    rule: str
    text: str
    hint: str = ""
    level: Level = "error"

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
