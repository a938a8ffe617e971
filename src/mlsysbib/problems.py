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


class LoadError(MlsysbibError):
    """A library or an input file could not be read; `problems` holds every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class ChoiceError(MlsysbibError):
    """A name stands for nothing that is `known`; `hint`, if there is one, says what was meant."""

    def __init__(self, kind: str, name: str, known: Iterable[str], hint: str = "") -> None:
        self.kind, self.name, self.hint = kind, name, hint
        self.known = tuple(known)
        super().__init__(f"unknown {kind} {name!r}" + (f"; {hint}" if hint else ""))
