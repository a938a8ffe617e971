"""Confidence: how often a verdict of so many points has been right, from 0 to 1.

The shares were measured on labelled sets of several kinds (`benchmarks/results/reliability.md`):
clean sources that were linked, exports for systematic reviews, citations that a program cut up, and
bibliographies of this field. `same` is right where the two are one version. For the rest those
sets alone count whose labels say what is one work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mlsysbib.matching.match import VERDICTS, Verdict

if TYPE_CHECKING:
    import numpy.typing as npt

    from mlsysbib.matching.columns import Bools
    from mlsysbib.matching.match import Judgement

# Points, and the share that is right there; between two of them the share is a line.
_SHARES: dict[Verdict, tuple[list[float], list[float]]] = {
    Verdict.SAME: ([6.5, 8.0, 10.0, 12.0, 14.0], [0.95, 0.97, 0.975, 0.99, 0.999]),
    # Below the bar by a word, a year or a missing list of authors.
    Verdict.POSSIBLE_SAME: ([4.0, 5.5, 6.5, 7.5], [0.60, 0.72, 0.88, 0.92]),
    # A place that differs costs points and is what makes a version of two.
    Verdict.VERSION_OF: ([0.0, 3.0, 5.0, 6.5, 9.0], [0.70, 0.75, 0.82, 0.97, 0.99]),
    Verdict.POSSIBLE_VERSION: ([-2.0, 0.0, 2.0, 3.0, 4.5], [0.02, 0.07, 0.13, 0.50, 0.90]),
    # Of pairs alike enough to be looked at; most that many points are for were cut up by a program.
    Verdict.DIFFERENT: ([-6.0, -4.5, -2.0, 0.0, 2.5, 5.0], [0.99, 0.97, 0.90, 0.80, 0.60, 0.30]),
}
# Pairs that points would join and other references hold apart.
_HELD_APART = 0.25


def confidences(
    codes: npt.NDArray[np.int8], judgement: Judgement, is_decided: Bools
) -> npt.NDArray[np.float64]:
    """Return how likely each verdict (a code into VERDICTS) is right; 1 for those of people."""
    total = judgement.total
    found = np.zeros(len(codes), np.float64)
    for code, verdict in enumerate(VERDICTS):
        found = np.where(codes == code, np.interp(total, *_SHARES[verdict]), found)
    was_same = judgement.verdict == VERDICTS.index(Verdict.SAME)
    held_apart = was_same & (codes == VERDICTS.index(Verdict.POSSIBLE_SAME))
    found = np.where(held_apart, _HELD_APART, found)
    return np.where(is_decided, 1.0, found)
