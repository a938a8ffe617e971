"""What a failure looks like on the terminal, and which exit code it has."""

from __future__ import annotations

import click

from mlsysbib.cli import FINDINGS, PIPE_CLOSED, UNREADABLE, USAGE
from mlsysbib.cli.output import PipeClosedError
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
                click.echo(str(problem), err=True)
            count = len(error.problems)
            noun = "problem" if count == 1 else "problems"
            click.echo(f"{count} {noun}; nothing was written", err=True)
            return UNREADABLE
        case MlsysbibError():
            rest = "; nothing was written" if isinstance(error, UnreadableError) else ""
            click.echo(f"error: {error}{rest}", err=True)
            return next((code for kind, code in _CODES.items() if isinstance(error, kind)), USAGE)
        case OSError():
            where = f"{error.filename}: " if error.filename else ""
            click.echo(f"{where}error: {error.strerror or error}", err=True)
            return UNREADABLE
    raise error
