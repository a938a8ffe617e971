"""Verify references: say whether each field is true, as far as anything at hand knows.

`works` finds the works that a reference may mean, in the library and in indexes; `authors` and
`fields` compare what it says with their versions; `judging` gives the verdict, `faults` names what
is wrong with a reference whatever work it means; `reports` writes it down.
"""

from mlsysbib.intake.verify.judging import Verifier
from mlsysbib.intake.verify.verdicts import (
    Asked,
    Difference,
    Hint,
    Severity,
    Verdict,
    Verified,
)

__all__ = ["Asked", "Difference", "Hint", "Severity", "Verdict", "Verified", "Verifier"]
