"""Evidence: what speaks for and against a match, in words that a person can check."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mlsysbib.matching.guards import is_other_kind
from mlsysbib.matching.places import format_page
from mlsysbib.matching.titles import ABOUT, FORM, Mark
from mlsysbib.matching.wording import word_changes

if TYPE_CHECKING:
    from mlsysbib.matching.columns import Columns
    from mlsysbib.matching.features import Features
    from mlsysbib.matching.match import Judgement
    from mlsysbib.matching.reference import Pages, Reference


class Evidence(NamedTuple):
    """One finding: what it is about, its points (0 for a veto), and the text."""

    aspect: str
    points: float
    text: str
    is_veto: bool = False

    def __str__(self) -> str:
        """Return one line: a sign, the aspect and the text."""
        sign = "!" if self.is_veto else "+" if self.points > 0 else "-" if self.points else " "
        return f"{sign} {self.aspect}: {self.text}"


def explain(  # noqa: PLR0913 - a pair, and all that is known of it
    columns: Columns,
    references: tuple[Reference, Reference],
    features: Features,
    judgement: Judgement,
    pair: int,
    *,
    swap: bool,
) -> tuple[Evidence, ...]:
    """Return the evidence about one pair: vetoes first, then by weight.

    Where values differ the text gives both, in the order of the references; of a pair that is
    swapped the lower row is the second reference.
    """
    told = _Pair(columns, references, features, pair, swap=swap)
    vetoes = [
        Evidence(aspect, 0.0, told.text(aspect), is_veto=True)
        for aspect, found in judgement.vetoes.items()
        if found[pair]
    ]
    weighed = [
        Evidence(aspect, round(float(points[pair]), 2), told.text(aspect))
        for aspect, points in judgement.points.items()
        if points[pair] or aspect in {"title", "authors"}
    ]
    weighed.sort(key=lambda evidence: -abs(evidence.points))
    return (*vetoes, *told.kinds(), *weighed, *told.notes())


_MARKS = {"about": ABOUT, "form": FORM | Mark.TALK}
_IN_TITLES = {"numbers": "numbers", "title-year": "title_year"}
_STRINGS = frozenset({"numbers", "doi", "arxiv"})


class _Pair:
    """One pair, put into words."""

    def __init__(
        self,
        columns: Columns,
        references: tuple[Reference, Reference],
        features: Features,
        pair: int,
        *,
        swap: bool,
    ) -> None:
        self.columns, self.references = columns, references
        self.features, self.pair = features, pair
        rows = int(features.low[pair]), int(features.high[pair])
        self.first, self.second = rows[::-1] if swap else rows

    def text(self, aspect: str) -> str:
        """Return what there is to say about one aspect."""
        told = {
            "title": self._title,
            "authors": self._authors,
            "name": self._name,
            "venue": self._venues,
            "pages": self._pages,
        }
        if aspect in told:
            return told[aspect]()
        if aspect in _MARKS:
            return self._marks(_MARKS[aspect])
        if aspect == "column":
            return "the title heads a column, in two issues"
        if aspect in _IN_TITLES:
            return f"in the titles: {self._column(_IN_TITLES[aspect])}"
        return self._column(aspect)

    def kinds(self) -> list[Evidence]:
        """Say that the kinds differ, which leaves the rest in doubt."""
        if not is_other_kind(self.features)[self.pair]:
            return []
        return [Evidence("kind", 0.0, f"two works, {self._kinds()}", is_veto=True)]

    def notes(self) -> list[Evidence]:
        """Say what has no points of its own but bears on the verdict."""
        found = []
        if self.features.is_versioned[self.pair]:
            found.append(Evidence("kind", 0.0, "a preprint and a publication"))
        if self.features.name[self.pair] > 0:
            found.append(Evidence("name", 0.0, f"both are {self._names()[0]}"))
        if self.features.is_serial[self.pair]:
            found.append(Evidence("column", 0.0, "the title appears in its venue year after year"))
        return found

    def _title(self) -> str:
        if self.features.is_untitled[self.pair]:
            return "unknown on one side"
        a, b = self.columns.titles[self.first], self.columns.titles[self.second]
        but = ""
        if self.features.is_bare[self.pair]:
            a, b = self.columns.bare_title(self.first), self.columns.bare_title(self.second)
            but = f", without the name {' and '.join(self._names())}"
        changes = word_changes(a, b)
        if changes.is_exact:
            return f"the same words{but}"
        if not changes.removed and not changes.added:
            return f"the same words but for spelling and small words{but}"
        return f"{_quoted(changes.removed)} against {_quoted(changes.added)}{but}"

    def _names(self) -> list[str]:
        names = (self.columns.strings[self.columns.name[row]] for row in (self.first, self.second))
        return sorted({repr(name) for name in names if name})

    def _name(self) -> str:
        return f"two systems, {' and '.join(self._names())}"

    def _authors(self) -> str:
        share, least = (
            float(self.features.author_share[self.pair]),
            int(self.features.least_authors[self.pair]),
        )
        if share < 0:
            return "unknown on one side"
        text = f"{round(share * least)} of {least} family names agree"
        if wrong := int(self.features.wrong_initials[self.pair]):
            text += f", {wrong} of them with another initial"
        return text

    def _marks(self, kinds: Mark) -> str:
        def names(row: int) -> str:
            marks = Mark(int(self.columns.marks[row])) & kinds
            return ", ".join(mark.name.lower() for mark in marks if mark.name) or "none"

        return _both(names(self.first), names(self.second))

    def _column(self, name: str) -> str:
        column = getattr(self.columns, name)
        a, b = int(column[self.first]), int(column[self.second])
        if name in _STRINGS:
            strings = self.columns.strings
            return _both(strings[a] or "none", strings[b] or "none")
        return _both(str(a), str(b))

    def _venues(self) -> str:
        return _both(*(one.venue.label for one in self.references))

    def _pages(self) -> str:
        return _both(*(_range_of(one.pages) for one in self.references))

    def _kinds(self) -> str:
        return _both(*((one.kind.name or "").lower() for one in self.references))


def _range_of(pages: Pages) -> str:
    first, last = map(format_page, (pages.first, pages.last))
    return first if first == last else f"{first}-{last}"


def _both(a: str, b: str) -> str:
    return a if a == b else f"{a} / {b}"


def _quoted(words: tuple[str, ...]) -> str:
    return " ".join(map(repr, words)) or "nothing"
