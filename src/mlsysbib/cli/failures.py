"""What a failure looks like on the terminal, and which exit code it has."""

from __future__ import annotations

from mlsysbib.cli import FINDINGS, PIPE_CLOSED, UNREADABLE, USAGE
from mlsysbib.cli.output import PipeClosedError, say
from mlsysbib.problems import (
    FindingError,
    LoadError,
    MlsysbibError,
    UnreachableError,
    UnreadableError,
)

_CODES: dict[type[MlsysbibError], int] = {
    UnreadableError: UNREADABLE,
    UnreachableError: UNREADABLE,
    FindingError: FINDINGS,
}


def report(error: Exception) -> int:
    """Say on stderr what went wrong; return the exit code. Raise again what is a fault of ours."""
    match error:
        case PipeClosedError():
            return PIPE_CLOSED
        case LoadError():
            for problem in error.problems:
                say(str(problem))
            count = len(error.problems)
            noun = "problem" if count == 1 else "problems"
            say(f"{count} {noun}; nothing was written")
            return UNREADABLE
        case MlsysbibError():
            rest = "; nothing was written" if isinstance(error, UnreadableError) else ""
            say(f"error: {error}{rest}")
            return next((code for kind, code in _CODES.items() if isinstance(error, kind)), USAGE)
        case OSError():
            where = f"{error.filename}: " if error.filename else ""
            say(f"{where}error: {error.strerror or error}")
            return UNREADABLE
    raise error
