"""What an editor says of a `.bib` file, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import problems_of
from mlsysbib.intake.verify import Severity
from mlsysbib.intake.verify.reports import headline, key_of
from mlsysbib.protocols.desk import Desk

_LEVELS = {"error": types.DiagnosticSeverity.Error, "info": types.DiagnosticSeverity.Hint}


def diagnostics(text: str, desk: Desk) -> Iterator[types.Diagnostic]:
    """Yield what cannot be parsed, and what is not true."""
    load = FORMATS["bibtex"].load
    assert load is not None  # noqa: S101  # BibTeX can be read
    for problem in problems_of(load(text)):
        level = _LEVELS.get(problem.level, types.DiagnosticSeverity.Warning)
        said = f"{problem.text}; {problem.hint}" if problem.hint else problem.text
        yield _diagnostic(problem.line, said, level, problem.rule)
    for one in desk.verify(text):
        if one.is_finding:
            serious = one.severity is Severity.HALLUCINATED
            level = types.DiagnosticSeverity.Error if serious else types.DiagnosticSeverity.Warning
            lines = [f"{key_of(one)}: {headline(one)}"]
            lines += [f"{wrong.field}: {wrong.given} → {wrong.found}" for wrong in one.differences]
            yield _diagnostic(one.read.line, "\n".join(lines), level, one.verdict.value)


def _diagnostic(
    line: int, text: str, level: types.DiagnosticSeverity, code: str
) -> types.Diagnostic:
    at = max(line - 1, 0)
    span = types.Range(types.Position(at, 0), types.Position(at + 1, 0))
    return types.Diagnostic(span, text, severity=level, code=code, source="mlsysbib")
