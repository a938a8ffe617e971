"""Citation keys: a pattern language, proposals for new papers, and the promise that keys last."""

from __future__ import annotations

from mlsysbib.problems import MlsysbibError


class PatternError(MlsysbibError):
    """A pattern cannot be parsed; `position` counts its characters from 0."""

    def __init__(self, pattern: str, position: int, message: str) -> None:
        self.position = position
        super().__init__(f"{message}\n  {pattern}\n  {' ' * position}^")


class NoKeyError(MlsysbibError):
    """A pattern gives nothing for an entry."""


class KeyChoiceError(MlsysbibError):
    """A key cannot be given: its form is wrong, or it belongs to another entry."""
