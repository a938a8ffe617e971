"""Tables that list papers, in Markdown and in HTML: by what its cells hold a column is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from mlsysbib.intake.lists import evidence
from mlsysbib.intake.lists.items import read_item
from mlsysbib.intake.lists.layout import ENOUGH, likelihood, vote
from mlsysbib.intake.lists.nicknames import is_name
from mlsysbib.intake.lists.roles import IsTitle, Layout, Reading, Span
from mlsysbib.intake.lists.segments import LONGEST, split
from mlsysbib.intake.lists.tags import TagReader

_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_DELIMITER = re.compile(r"\s*:?-+:?\s*")
_CELL = re.compile(
    r"<t[dh]\b(?P<tag>[^<>]*)>(?P<text>.*?)(?=</t[dh]>|<t[dh]\b|</tr>|$)", re.IGNORECASE | re.DOTALL
)
_ROWSPAN = re.compile(r"rowspan\s*=\s*[\"']?(\d{1,4})", re.IGNORECASE)
_FEWEST_WORDS = 2.5
_SEVERAL = 0.2  # of the rows that have several items in a cell
_MOST_CELLS = 60
# Of the rows of a table of names, and how many there have to be.
_MOST, _FEWEST_ROWS = 0.7, 3


class Found(msgspec.Struct, frozen=True):
    """An item in a row: its reading, and the span of the text that it stands in."""

    reading: Reading
    span: Span
    evidence: float

    @property
    def is_paper(self) -> bool:
        """Whether it is sure enough that it is a paper."""
        return self.evidence >= ENOUGH


class Row(msgspec.Struct, frozen=True):
    """A row as written, and the spans of its cells without the blanks around them."""

    text: str
    cells: tuple[Span, ...]
    # What a cell of a row above says of this one too: a cell may reach over several rows.
    above: tuple[str, ...] = ()


def markdown_row(text: str) -> Row:
    """Return a row with its cells."""
    bars = [found.start() for found in _BAR.finditer(text)]
    stripped = text.strip()
    if not stripped.startswith("|"):
        bars.insert(0, -1)
    if not stripped.endswith("|") or stripped.endswith("\\|"):
        bars.append(len(text))
    spans = pairwise(bars)
    return Row(text, tuple(_stripped(text, start + 1, end) for start, end in spans))


def html_rows(texts: Sequence[str]) -> list[Row]:
    """Return the rows of an HTML table; each cell stands in its column."""
    carried: dict[int, tuple[int, str]] = {}
    rows = []
    for text in texts:
        cells: list[Span] = []
        above = tuple(said for _, said in carried.values())
        now = set(carried)
        for cell in _CELL.finditer(text):
            while len(cells) in now:
                cells.append((0, 0))
            span = _stripped(text, cell.start("text"), cell.end("text"))
            if found := _ROWSPAN.search(cell["tag"]):
                carried[len(cells)] = (int(found[1]), text[span[0] : span[1]])
            cells.append(span)
        carried = {at: (left - 1, said) for at, (left, said) in carried.items() if left > 1}
        rows.append(Row(text, tuple(cells), above))
    return rows


def is_delimiter(row: Row) -> bool:
    """Say whether a row is the one that parts the head of a table from its body."""
    return bool(row.cells) and all(
        _DELIMITER.fullmatch(row.text[start:end]) for start, end in row.cells
    )


def read_table(
    rows: Sequence[Row], tags: TagReader, is_title: IsTitle
) -> list[tuple[Found, ...]] | None:
    """Return the items of each row; None for a table that lists no papers."""
    rows = [row if len(row.text) <= LONGEST else Row(row.text, ()) for row in rows]
    table = _Table(rows, tags, is_title)
    return table.read() if table.column >= 0 else None


class _Table:
    def __init__(self, rows: Sequence[Row], tags: TagReader, is_title: IsTitle) -> None:
        self.rows, self.tags, self.is_title = rows, tags, is_title
        width = max((len(row.cells) for row in rows), default=0)
        self.readings = [[self.cell(row, place) for row in rows] for place in range(width)]
        self.column = -1 if width > _MOST_CELLS else self.title_column()
        if self.column < 0 and width <= _MOST_CELLS:
            self.column = self.name_column()

    def cell(self, row: Row, place: int) -> Reading:
        if place >= len(row.cells):
            return Reading()
        start, end = row.cells[place]
        return read_item(split(row.text[start:end]), self.tags, self.is_title)

    def title_column(self) -> int:
        """Return the column whose cells look most like titles; -1 where none does."""
        scores = [
            (_column_score(column) - 0.1 * place, -place)
            for place, column in enumerate(self.readings)
        ]
        score, place = max(scores, default=(0.0, 0))
        return -place if score > 1.0 else -1

    def name_column(self) -> int:
        """Return the column that names systems, a row a paper with its venue; -1 if none does."""
        rows = list(zip(*self.readings, strict=True))
        papers = sum(any(map(_leads_to_paper, row)) and any(map(_is_venue, row)) for row in rows)
        if papers < _MOST * len(rows) or len(rows) < _FEWEST_ROWS:
            return -1
        for place, column in enumerate(self.readings[:2]):
            if _names_systems(column):
                self.readings[place] = [
                    msgspec.structs.replace(one, nickname=one.nickname or one.title)
                    for one in column
                ]
                return place
        return -1

    def read(self) -> list[tuple[Found, ...]]:
        parts = [list(self.parts(row)) for row in self.rows]
        several = sum(
            sum(r.slot == "link" and r.words > 1 for _, r in found) > 1 for found in parts
        )
        if several > _SEVERAL * len(self.rows):
            layout = vote([reading for found in parts for _, reading in found])
            return [
                tuple(Found(r, span, likelihood(r, layout)) for span, r in found if r.title)
                for found in parts
            ]
        author_columns = {
            place for place, column in enumerate(self.readings) if _lists_authors(column)
        }
        readings = [self.row(number, Layout()) for number in range(len(self.rows))]
        layout = vote([reading for reading in readings if reading])
        readings = [self.row(number, layout) for number in range(len(self.rows))]
        return [
            (self.found(row, reading, layout, author_columns),) if reading and reading.title else ()
            for row, reading in zip(self.rows, readings, strict=True)
        ]

    def parts(self, row: Row) -> Iterator[tuple[Span, Reading]]:
        """Yield what stands between the breaks of a title cell."""
        if self.column >= len(row.cells):
            return
        for start, end in self.lines(row):
            yield (start, end), read_item(split(row.text[start:end]), self.tags, self.is_title)

    def lines(self, row: Row) -> Iterator[Span]:
        first, last = row.cells[self.column]
        for found in _BREAK.finditer(row.text, first, last):
            yield _stripped(row.text, first, found.start())
            first = found.end()
        yield _stripped(row.text, first, last)

    def row(self, number: int, layout: Layout) -> Reading | None:
        """Read a row as one item, whose title stands in the title column."""
        row = self.rows[number]
        if self.column >= len(row.cells):
            return None
        start, end = row.cells[self.column]
        cell = self.readings[self.column][number]
        if layout != Layout():
            cell = read_item(split(row.text[start:end]), self.tags, self.is_title, layout)
        if not cell.title:
            return cell
        others = [
            column[number] for place, column in enumerate(self.readings) if place != self.column
        ]
        above = [read_item(split(text), self.tags, self.is_title) for text in row.above]
        return _with(cell, [*others, *above])

    def found(self, row: Row, reading: Reading, layout: Layout, author_columns: set[int]) -> Found:
        for place in author_columns - {self.column}:
            if not reading.authors and place < len(row.cells):
                start, end = row.cells[place]
                inline = split(row.text[start:end]).inline
                text = inline.show(inline.flat)
                reading = msgspec.structs.replace(reading, authors=text)
        span = row.cells[self.column]
        lines = list(self.lines(row))
        for start, end in lines if len(lines) > 1 else ():
            # The line of the cell that the title stands on; `span` counts from the cell.
            shown = split(row.text[start:end])
            if reading.title and reading.title in shown.inline.show(shown.inline.flat):
                alone = read_item(shown, self.tags, self.is_title, layout)
                if alone.title == reading.title:
                    span = (start, end)
                    reading = msgspec.structs.replace(reading, cell_rest=alone.cell_rest)
                    break
        return Found(reading, span, likelihood(reading, layout))


def _with(cell: Reading, others: Sequence[Reading]) -> Reading:
    """Return the reading of a title cell with what the other cells of its row say."""
    links = [*cell.links, *(link for other in others for link in other.links)]
    tag, year, score = cell.tag, cell.year, cell.evidence
    for other in others:
        alone = other.tag
        if alone and alone.venue and not (tag and tag.venue):
            tag, year = alone, alone.year or other.year or year
        elif year is None and (other.year or (alone and alone.year)):
            year = other.year or (alone.year if alone else None)
    had_paper = any(evidence.is_paper_link(one.url) for one in cell.links)
    if not had_paper:
        score += 3.0 * any(evidence.is_paper_link(one.url) for one in links) or 2.5 * any(
            evidence.says_paper(one.text, one.url) for one in links
        )
    if tag and tag.venue and not (cell.tag and cell.tag.venue):
        score += 3.0
    if year and not cell.year:
        score += 0.5
    return msgspec.structs.replace(cell, links=tuple(links), tag=tag, year=year, evidence=score)


def _column_score(column: Sequence[Reading]) -> float:
    """Return how much the cells of a column look like titles."""
    cells = [reading for reading in column if reading.text.strip()]
    if not cells:
        return 0.0
    words = sum(12 if r.is_described else min(r.words, 12) for r in cells) / len(cells)
    if words < _FEWEST_WORDS:
        return 0.0
    mean = sum(reading.strength for reading in cells) / len(column)
    distinct = len({reading.title for reading in cells}) / len(cells)
    capital = sum(r.title[:1].isupper() or r.title[:1].isdigit() for r in cells) / len(cells)
    lists = sum(r.title.count(",") > 1 and ":" not in r.title for r in cells) / len(cells)
    return mean * (0.4 + 0.6 * distinct) + 0.5 * capital - lists


def _leads_to_paper(cell: Reading) -> bool:
    return any(
        evidence.is_paper_link(link.url) or evidence.says_paper(link.text, link.url)
        for link in cell.links
    )


def _is_venue(cell: Reading) -> bool:
    return cell.tag is not None and bool(cell.tag.venue)


def _names_systems(column: Sequence[Reading]) -> bool:
    """Say whether each cell of a column has a name of its own, and nothing else."""
    names = [cell.title for cell in column if cell.title and cell.tag is None and not cell.links]
    distinct = {name for name in names if is_name(name) and not evidence.date_year(name)}
    return len(distinct) >= _MOST * len(column)


def _lists_authors(column: Sequence[Reading]) -> bool:
    cells = [reading.text for reading in column if reading.text.strip()]
    return bool(cells) and sum(map(evidence.names_score, cells)) / len(cells) > 0.6  # noqa: PLR2004


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
