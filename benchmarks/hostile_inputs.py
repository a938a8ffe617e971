"""Inputs that readers shall survive: real texts, cut and spoiled by chance, and shapes that grow.

The same seed and number make the same input, so that one can be made again and looked at.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from operator import mul

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Load, entries_of
from mlsysbib.intake.lists import ForeignList, adopt, read_foreign_list
from mlsysbib.model.library import Library
from mlsysbib.model.venues import VenueTable
from mlsysbib.text.encodings import decode_bytes

READERS = ("bibtex", "csl-json", "ris", "list")
_SUFFIXES = {".bib": "bibtex", ".ris": "ris", ".json": "csl-json", ".txt": "list", ".md": "list"}
# Where a text is cut, so that most of a chunk is whole references.
_SEAMS = {
    "bibtex": re.compile(r"^(?=@)", re.MULTILINE),
    "ris": re.compile(r"^(?=TY  -)", re.MULTILINE),
    "list": re.compile(r"^(?=[-*#])", re.MULTILINE),
}
_SMALLEST, _LARGEST = 2_000, 6_000
Count = Callable[[str], int]


def readers(library: Library) -> dict[str, Count]:
    """Return for each reader the function that reads a text and counts what it found in it."""
    loads = {name: FORMATS[name].load for name in READERS[:3]}
    found: dict[str, Count] = {name: _counted(load) for name, load in loads.items() if load}
    return found | {"list": lambda text: _adopted(text, library.venues)}


def _counted(load: Load) -> Count:
    return lambda text: len(entries_of(load(text)))


def _adopted(text: str, venues: VenueTable) -> int:
    foreign: ForeignList = read_foreign_list(text, venues)
    adopt(foreign, lambda _: None, lambda drafts: [f"k{n}" for n in range(len(drafts))], venues)
    return len(foreign.items)


def read_texts(folders: Sequence[str]) -> dict[str, list[list[str]]]:
    """Return for each reader the pieces of each text of its kind that stands in the folders."""
    found: dict[str, list[list[str]]] = {name: [] for name in READERS}
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            reader = _SUFFIXES.get(os.path.splitext(name)[1])
            if reader is None:
                continue
            with open(os.path.join(folder, name), "rb") as file:
                text, _ = decode_bytes(file.read())
            pieces = _pieces(reader, text)
            if sum(map(len, pieces)) > _SMALLEST:
                found[reader].append(pieces)
    return found


def _pieces(reader: str, text: str) -> list[str]:
    if reader == "csl-json":
        return [json.dumps(item, indent=1, ensure_ascii=False) for item in json.loads(text)]
    return [piece for piece in _SEAMS[reader].split(text) if piece]


def make_input(reader: str, texts: Sequence[Sequence[str]], seed: int, number: int) -> str:
    """Make the input of a number: a chunk of some text, spoiled once or a few times."""
    chance = random.Random(f"{seed} {reader} {number}")
    chunk = _chunk(reader, chance.choice(texts), chance)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        other = _chunk(reader, chance.choice(texts), chance)
        chunk = chance.choice(_MUTATIONS)(chunk, other, chance)
    return chunk


def _chunk(reader: str, pieces: Sequence[str], chance: random.Random) -> str:
    size, start = chance.randint(_SMALLEST, _LARGEST), chance.randrange(len(pieces))
    taken: list[str] = []
    length = 0
    for piece in (*pieces[start:], *pieces[:start]):
        if taken and length + len(piece) > size:
            break
        taken.append(piece[:_LARGEST])
        length += len(piece)
    return f"[{','.join(taken)}]" if reader == "csl-json" else "".join(taken)


def _slice(text: str, chance: random.Random, longest: int = 400) -> tuple[int, int]:
    start = chance.randrange(len(text) + 1)
    return start, min(len(text), start + chance.randint(0, longest))


def _flip(text: str, _: str, chance: random.Random) -> str:
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    for _flipped in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data.decode("utf-8", "replace")


def _delete(text: str, _: str, chance: random.Random) -> str:
    start, end = _slice(text, chance)
    return text[:start] + text[end:] or text


def _repeat(text: str, _: str, chance: random.Random) -> str:
    start, end = _slice(text, chance, 60)
    return text[:end] + text[start:end] * chance.randint(1, 40) + text[end:]


def _splice(text: str, other: str, chance: random.Random) -> str:
    start, end = _slice(text, chance)
    first, last = _slice(other, chance, 2_000)
    return text[:start] + other[first:last] + text[end:]


_RUNS = (
    *"{}[]()<>\\\"'@,=#$%&~^_`*|-;: \t\n\r\0\x0b\x0c\x1b\x85\ufeff\u2028",
    *(
        "@a{",
        "@misc{k,",
        "{{",
        "}}",
        '{"',
        "\\'{",
        "\\~",
        "$\\{$",
        "&amp;",
        "\\(",
        "- ",
        "| ",
        "# ",
    ),
    *(" and ", "a ", "1", "9" * 9, "-", "–", "http://", "arxiv:", "](", "[a](", "TY  - ", "ER  - "),
    *(
        "\\begin{",
        "<i>",
        "<sub>",
        "</a>",
        "et al ",
        "0",
        "\ud7ff",
        "\\ud800",
        "\\u0000",
        "é",
        "e\u0301",
        "𝒜",
    ),
)


def _run(text: str, _: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + chance.choice(_RUNS) * chance.randint(1, 600) + text[start:]


def _nest(text: str, _: str, chance: random.Random) -> str:
    start, end = _slice(text, chance)
    depth = chance.randint(2, 600)
    opening, closing = chance.choice(("{}", "[]", "()", ("[{", "}]"), ('{"a":', "}")))
    return text[:start] + opening * depth + text[start:end] + closing * depth + text[end:]


def _number(text: str, _: str, chance: random.Random) -> str:
    numbers = list(re.finditer(r"\d+", text))
    if not numbers:
        return text
    found = chance.choice(numbers)
    huge = chance.choice(
        ("9" * 400, "9" * 5000, "1e9999", "-0", "0" * 99, "99999999999", "١٢٣", "²")
    )
    return text[: found.start()] + huge + text[found.end() :]


_MUTATIONS = (_flip, _delete, _repeat, _splice, _run, _nest, _number)


Shape = tuple[str, str, Callable[[int], str]]


def shapes() -> Iterator[Shape]:
    """Yield reader, name and maker of each shape; a maker takes the number of its repetitions."""
    for unit in _BIBTEX_UNITS:
        yield "bibtex", f"{unit!r} alone", partial(mul, unit)
    yield from _of_values("bibtex", _BIBTEX_FIELDS, _bibtex_value)
    yield from _of_lines("bibtex", _BIBTEX_LINES)
    yield from _of_values("csl-json", _CSL_FIELDS, _csl_value)
    yield "csl-json", "lists in lists", partial(mul, "[")
    yield "csl-json", "objects in objects", partial(mul, '{"a":')
    yield "csl-json", "items", lambda n: f"[{','.join(['{}'] * n)}]"
    yield "csl-json", "items on lines", lambda n: "[" + "{},\n" * n + "{}]"
    yield from _of_values("ris", _RIS_TAGS, _ris_value)
    yield from _of_lines("ris", _RIS_LINES)
    for prefix in ("- ", "", "| a | ", "- [OSDI'20] A Title of Words ", "# ", "- [", "**"):
        for unit in _LIST_UNITS:
            yield "list", f"{prefix!r} and {unit!r}", _line_of(prefix, unit)
    yield from _of_lines("list", _LIST_LINES)


def _of_values(
    reader: str, names: Sequence[str], make: Callable[[str, str], Callable[[int], str]]
) -> Iterator[Shape]:
    for name in names:
        for unit in _VALUE_UNITS:
            yield reader, f"{name} of {unit!r}", make(name, unit)


def _of_lines(reader: str, lines: Mapping[str, str]) -> Iterator[Shape]:
    for name, line in lines.items():
        yield reader, name, _lines(line)


def _bibtex_value(field: str, unit: str) -> Callable[[int], str]:
    fixed = {"title": "{T}", "year": "2020", "journal": "{J}"}
    others = "".join(f", {name} = {value}" for name, value in fixed.items() if name != field)
    return lambda n: f"@article{{k{others}, {field} = {{{unit * n}}}}}\n"


def _csl_value(field: str, unit: str) -> Callable[[int], str]:
    item = {"id": "k", "type": "article-journal", "title": "T", "issued": {"raw": "2020"}}

    def make(n: int) -> str:
        value: object = unit * n
        if field == "author":
            value = [{"family": unit * n, "given": unit * n}]
        elif field == "issued":
            value = {"raw": unit * n}
        return json.dumps([item | {field: value}])

    return make


def _ris_value(tag: str, unit: str) -> Callable[[int], str]:
    one_line = unit.replace("\n", " ")
    return lambda n: f"TY  - JOUR\nTI  - T\nPY  - 2020\n{tag}  - {one_line * n}\nER  - \n"


def _lines(line: str) -> Callable[[int], str]:
    return lambda n: "".join(line.replace("%", str(number)) for number in range(n))


def _line_of(prefix: str, unit: str) -> Callable[[int], str]:
    """Return lines as long as one is read at most: a longer one is kept as it is."""
    per_line = max(1, 4_900 // len(unit))

    def make(n: int) -> str:
        full, rest = divmod(n, per_line)
        return "\n".join([prefix + unit * per_line] * full + [prefix + unit * rest])

    return make


_VALUE_UNITS = (
    *"{}\\$&~\"'`-,;:.()[]<>/%#_^|", " ", "\n", "a", "a ", "A b, ", "1", "1 ", "9-", "é", "e\u0301",
    "{a}", "{{a}}", "}{", "\\'", "\\'{", "\\v ", "{\\", "\\a{", "\\a ", "\\textbf{", "\\textbf{a}",
    "\\(", "\\(a", "\\ensuremath{", "$\\{$", "$a", "``", "''", "--", "&amp;", "&#1;", "&a",
    "<i>", "<sub>", "<i ", "<span class=nocase>", "\\textless", " and ", "a and ", "et al ",
    "0123 ", ", 0123", "others ", "A.", "A ", "arxiv", "arxiv:", "arxiv.org", "arxiv ", "(corr) ",
    "corr ", "abs/", "10.1000/", "10.", "http://", "https://doi.org/", "www.", "\\~", "\\url{",
    "accessed ", "available ", "[online]", "jan", "2020", "2020-", "1:1-1:", "e1--", "pp. ",
    "bio rxiv ", "preprint ", "978-", '{\\"', "a:", ": ",
)  # fmt: skip
_BIBTEX_UNITS = (
    *'{}@(\\"#=,a \n\r%', "@a{", "\n@a{", "@a(", "\n@a(", "@a{b,", "@a{b}", "@a{b}\n", "@a{b} ",
    "@{", "@a{b,c={", '@a{b,c="', "\n@a{b,c={", "@comment{", "\n@comment{", "@string{a=", "@a{},a=",
    "@a{b},c=1", "@a{b=}", "a=b,", "@misc{k,title={T},year=1}", '@a("', "@a()),", "{\\", "\\{",
)  # fmt: skip
_BIBTEX_FIELDS = (
    "title author journal year month pages doi isbn url howpublished note eprint volume number ids "
    "crossref xdata date subtitle booktitle archiveprefix"
).split()
_BIBTEX_LINES = {
    "entries without a title": "@misc{k%, year = 2020}\n",
    "entries": "@misc{k%, title = {T}, year = 2020}\n",
    "entries of one key": "@misc{k, title = {T}, year = 2020}\n",
    "entries of unknown types": "@mosc%{k%, title = {T}, year = 2020}\n",
    "parents that are not there": "@misc{k%, title = {T}, year = 2020, crossref = {u%}}\n",
    "parents that are entries": "@misc{k%, title = {T}, year = 2020, crossref = {k1%}}\n",
    "macros": "@string{a% = {b} # c%}\n",
    "one macro again": "@string{a = a # a # {b}}\n",
    "broken entries": "@misc{k%, title = {T, year = 2020}\n",
    "broken entries with quotes": '@misc{k%, title = "T, year = 2020}\n',
    "a fault each": "@misc{k% title = {T} year = 2020}\n",
    "braces behind a block": "@misc{k%, title = {T}}, year = 2020}\n",
    "parentheses": "@misc(k%, title = {T}, year = 2020\n",
    "DOIs that are none": "@misc{k%, title = {T}, year = 2020, doi = {x}}\n",
}
_CSL_FIELDS = (
    "id title author container-title issued page DOI ISBN URL number volume note type publisher"
).split()
_RIS_TAGS = "TY ID AU TI T2 PY DA VL IS SP EP PB SN DO UR N1 DB AN M1 C7".split()
_RIS_LINES = {
    "records": "TY  - JOUR\nID  - k%\nTI  - T\nPY  - 2020\nER  - \n",
    "records of unknown types": "TY  - JOOR%\nTI  - T\nPY  - 2020\n",
    "records without an end": "TY  - JOUR\n",
    "one record of many lines": "TI  - a\n",
    "lines that go on": "x\n",
    "authors": "AU  - A%, B\n",
}
_LIST_UNITS = (
    *"*_`~[]()<>\\!|#-=@{}\"',.:;&", "** ", "*a", "_a ", "a_", "**a", "~~a", "`a", "[a](", "[a](b)",
    "[a", "](", "(a)", "(a) ", "[a] ", "\\[", "\\[a\\] ", "![", "<a ", "<a href=", "<a href=b>",
    "http://a ", "http://", "http://a)", "(http://a", "OSDI'20 ", "[OSDI'20] ", "(SOSP 2019)", "A ",
    "a, ", "a - b ", "a | ", "a: ", "A:B", "&amp;", "Â", "Ã©", "MoE (MoE) ", "2020 ", "[x] ",
    "(\\(", "a(b)", "`` ", "<b>", " ", "\t", "@a ", "[[a]] ", "a. In OSDI 2020",
)  # fmt: skip
_LIST_LINES = {
    "items": "- [OSDI'20] [A Title of Words %](http://a/%) (Name%)\n",
    "plain items": "A Title of Words % OSDI'20\n",
    "headings": "# A %\n",
    "lines": "Some Words\n",
    "fences": "```\n",
    "comments": "<!-- a\n",
    "open links": "- [a\n",
    "open lines": "[a\n",
    "indented lines": "  a\n",
    "bullets": "- a\n",
    "groups": "- A:\n  - [OSDI'20] Some Title %\n",
    "details": "- [OSDI'20] Some Title of Words\n  - [pdf](http://a)\n",
    "rows": "| a | b |\n",
    "tables": "| Title | Venue |\n|---|---|\n| Some Title % | OSDI'20 |\n\n",
    "numbered": "% Training\n\n",
    "bold lines": "**Some Words**\n",
    "unindented bullets": "   * a %\n",
    "front matter": "---\na: b\n",
}
