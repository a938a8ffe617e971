"""Make the data of the default index (`index-data/`) out of collected records.

    python tools/make_index_data.py FOLDER DATE

DATE is that of the records, as in 2026-11-30. FOLDER holds `NAME.jsonl.zst` files with one work a line,

    {"versions": [{"kind": "published" | "arxiv", "title", "authors": ["Family, Given"], "year",
                   "type", "venue_id", "booktitle", "pages", "article_no", "volume", "number",
                   "doi", "url", "arxiv", "dblp", "anthology", "openreview", "isbn", "series",
                   "publisher", "address", "from": ["dblp" | "publisher" | "arxiv"],
                   "authors_complete": false where names are missing}],
     "confidence": "medium" | "low", "other": [published versions without authors]}

and `coverage.tsv`: venue, year, works, expected works, ..., works of high confidence. Each file
becomes one of our records (`mlsysbib.index.record`), in the same order, so that a new year changes
little. What is certainly a slip of the collection is mended here, and what cannot be is marked
`doubtful` or left out; facts are never added. The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import lzma
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import msgspec

from mlsysbib.formats.bibtex.titles import read_title
from mlsysbib.index.record import Record
from mlsysbib.index.terms import fold_title
from mlsysbib.model.names import NameFormatError, parse_name
from mlsysbib.text.identifiers import clean_doi, find_arxiv_id
from mlsysbib.text.markup import escape_markup, is_well_formed, plain_text

OUTPUT = Path(__file__).parent.parent / "index-data" / "src" / "mlsysbib_index" / "data"
COUNTS: Counter[str] = Counter()

# Commands whose backslash a source has dropped inside of a formula.
_BARE_COMMAND = re.compile(
    r"(?<![\\A-Za-z])(?=(?:widetilde|widehat|tilde|hat|math(?:cal|bb|bf|rm|sf|frak)|boldsymbol|"
    r"text|sqrt|frac|log|alpha|beta|gamma|delta|epsilon|varepsilon|lambda|mu|ell|infty|times)"
    r"(?![a-z]))"
)
_FORMULA = re.compile(r"\$([^$]+)\$")
_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
# Affiliations, and titles that were cut at a comma.
_NO_NAME = re.compile(
    r"[\d@<>&;:\\/\"=]|\b(?:University|Chair|Institute|Corporation)\b|\b[a-z]+and\s"
    r"|\b(?:and|of|for|with|the|using|via)\b"
)
_GLUED = re.compile(r"[a-z][A-Z][a-z]+[A-Z][a-z]+[A-Z]")
_MOST_LETTERS = 60
_FINDINGS = re.compile(r"findings[-.](acl|emnlp|naacl|eacl)|findings of.*\b(ACL|EMNLP|NAACL|EACL)")


def clean_title(text: str) -> str:
    """Return a title as our marks have it."""
    text = " ".join(text.split())
    if text.count("$") % 2 or not re.search(r"[\\${}]", text):
        # An odd dollar is money.
        title = escape_markup(text)
    else:
        text = _FORMULA.sub(_mended, text)
        # A formula, and behind it the same in letters.
        text = re.sub(r"(\$([^$]+)\$)(\S+)", _once, text)
        title = read_title(text)
        COUNTS["titles with LaTeX"] += 1
    if title.endswith(".") and not title.endswith(("..", "etc.")) and title.count(".") == 1:
        title = title[:-1]
    return title


def _mended(found: re.Match[str]) -> str:
    return "$" + _BARE_COMMAND.sub(r"\\", found[1].strip()) + "$"


def _once(found: re.Match[str]) -> str:
    formula = re.sub(r"\\(?:math\w+|text|boldsymbol)|[\\{}^_ ]", "", found[2])
    letters = fold_title(formula)
    for end in range(1, len(found[3]) + 1):
        if letters and fold_title(found[3][:end]) == letters and not found[3][end:][:1].isalnum():
            COUNTS["formulas written twice"] += 1
            return found[1] + found[3][end:]
    return found[0]


def clean_authors(names: list[str]) -> tuple[tuple[str, ...], bool]:
    """Return the names that can be one, and whether any could not."""
    kept = []
    for name in names:
        parts = [part.strip() for part in re.sub(r"\s+\d{4}$", "", name).split(",")]
        if len(parts) == 3 and _SUFFIX.fullmatch(parts[2]):  # noqa: PLR2004
            parts = [parts[0], parts[2], parts[1]]
        text = ", ".join(filter(None, parts))
        try:
            parse_name(text)
        except NameFormatError:
            text = ""
        glued = _GLUED.search(text) and "LiKamWa" not in text
        if not text or _NO_NAME.search(text) or glued or len(text) > _MOST_LETTERS:
            COUNTS["names left out"] += 1
            continue
        kept.append(text)
    return tuple(kept), len(kept) < len(names)


class Registrants:
    """The registrants of the DOIs of each venue: who registers hardly any of them is a slip."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._works: Counter[str] = Counter()
        self._dois: Counter[tuple[str, str]] = Counter()
        for line in lines:
            for version in msgspec.json.decode(line)["versions"]:
                venue = version.get("venue_id") or ""
                self._works[venue] += 1
                self._dois[venue, _registrant(version)] += 1
        self._usual: dict[str, str] = {}
        for (venue, registrant), _ in self._dois.most_common():
            if registrant:
                self._usual.setdefault(venue, registrant)

    def doi_of(self, version: dict[str, Any]) -> str:
        """Return the DOI of a version, unless it is a slip: one of another work or of none."""
        registrant, venue = _registrant(version), version.get("venue_id") or ""
        if registrant in {"", "10.5555", "10.48550"}:
            return ""
        share = self._dois[venue, registrant] / max(1, self._works[venue])
        usual = (
            self._usual.get(venue) == registrant and self._dois[venue, registrant] >= _LEAST_DOIS
        )
        if venue and not usual and share < _LEAST_SHARE:
            COUNTS["DOIs of strange registrants"] += 1
            return ""
        return clean_doi(version["doi"])


_LEAST_SHARE, _LEAST_DOIS = 0.005, 3


def _registrant(version: dict[str, Any]) -> str:
    return str(version.get("doi") or "").partition("/")[0]


def make_record(version: dict[str, Any], known: Registrants, *, doubtful: bool) -> Record | None:
    """Return a version as a record, if it has a title and a year."""
    title = clean_title(version["title"])
    if not plain_text(title) or not is_well_formed(title):
        COUNTS["titles that cannot be read"] += 1
        return None
    authors, is_short = clean_authors(version["authors"])
    is_cut = is_short or version.get("authors_complete") is False
    venue = version.get("venue_id") or ""
    if version["kind"] == "arxiv":
        return Record(
            title=title,
            authors=authors,
            authors_cut=is_cut,
            year=version["year"],
            arxiv=version["arxiv"],
            sources=tuple(version["from"]),
            doubtful=doubtful or is_cut,
        )
    said = f"{version.get('doi', '')} {version.get('anthology', '')} {version.get('booktitle', '')}"
    if venue in {"acl", "emnlp", "naacl", "eacl"} and (found := _FINDINGS.search(said)):
        venue = f"findings-{(found[1] or found[2]).lower()}"
        COUNTS["findings out of the main volume"] += 1
    anthology, openreview = version.get("anthology", ""), version.get("openreview", "")
    url = version.get("url", "")
    if not openreview and (
        found := re.fullmatch(r"https://openreview\.net/forum\?id=([\w-]+)", url)
    ):
        openreview = found[1]
    if anthology and re.match(r"https?://(?:www\.)?(?:aclanthology|aclweb)\.org/", url):
        url = ""
    if openreview and "openreview.net/" in url:
        url = ""
    sources = tuple(
        "acl-anthology" if s == "publisher" and anthology else s for s in version["from"]
    )
    address = "" if venue else version.get("address", "")
    return Record(
        title=title,
        authors=authors,
        authors_cut=is_cut,
        year=version["year"],
        type="article" if version["type"] == "article" else "",
        venue=venue,
        container=" ".join(version.get("booktitle", "").split()),
        pages=re.sub(r"\s*[–—]\s*", "-", version.get("pages", "")),
        article=str(version.get("article_no", "")),
        volume=str(version.get("volume", "")),
        number=str(version.get("number", "")),
        series=version.get("series", ""),
        publisher=version.get("publisher", ""),
        publisher_place=address,
        doi=known.doi_of(version),
        isbn=version.get("isbn", ""),
        url=url,
        arxiv=version.get("arxiv") or _arxiv_of(version),
        dblp=version.get("dblp", ""),
        anthology=anthology,
        openreview=openreview,
        sources=sources,
        doubtful=doubtful or is_cut or bool(version.get("may_be_workshop")),
    )


def _arxiv_of(version: dict[str, Any]) -> str:
    found = find_arxiv_id([version.get("doi", "")])
    return found.id if found else ""


def make_work(line: bytes, known: Registrants) -> tuple[Record, ...]:
    """Return the records of a line; other published versions follow without authors."""
    work = msgspec.json.decode(line)
    doubtful = work.get("confidence") == "low"
    records = [make_record(version, known, doubtful=doubtful) for version in work["versions"]]
    found = [record for record in records if record]
    venues = {(record.venue, record.year) for record in found}
    main = {f"findings-{venue}" for venue, _ in venues} | {
        v.removeprefix("findings-") for v, _ in venues
    }
    for other in work.get("other", []):
        venue = other.get("venue_id") or ""
        if (venue, other["year"]) in venues or venue in main:
            COUNTS["findings beside the main volume" if venue in main else "repeated versions"] += 1
            continue
        version = {"kind": "published", "authors": [], "type": "", "from": ["other"], **other}
        if record := make_record(version, known, doubtful=True):
            found.append(record)
    return tuple(found)


def lines_of(path: Path) -> Iterator[bytes]:
    """Yield the lines of one file."""
    unpack = ["zstd", "-dcq", "--long=27", str(path)]
    with subprocess.Popen(unpack, stdout=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout  # noqa: S101
        yield from process.stdout


def make_file(path: Path) -> Counter[str]:
    """Write one file anew, and return what was counted."""
    COUNTS.clear()
    known = Registrants(lines_of(path))
    works = [records for line in lines_of(path) if (records := make_work(line, known))]
    COUNTS["works"] = len(works)
    COUNTS["records"] = sum(map(len, works))
    content = b"".join(msgspec.json.encode(records) + b"\n" for records in works)
    packed = lzma.compress(content, check=lzma.CHECK_CRC64, filters=_FILTERS)
    (OUTPUT / path.name.replace(".zst", ".xz")).write_bytes(packed)
    return Counter(COUNTS)


_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 1 << 26, "lc": 4, "pb": 0}]


def make_coverage(path: Path) -> str:
    """Return the venue-years of which every paper is there, by the trustworthy records alone."""
    lines = []
    with path.open(newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            works, expected = int(row["works"]), int(row["expected(approx)"] or 0)
            sure = int(row["confidence_high"] or 0)
            complete = int(row["authors_complete"] or 0)
            if expected and sure >= expected and complete >= expected:
                lines.append(f"{row['venue']}\t{row['year']}\t{works}\n")
    COUNTS["venue-years covered"] = len(lines)
    return "".join(sorted(lines))


def main() -> None:
    """Write the data folder anew."""
    source = Path(sys.argv[1])
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for old in OUTPUT.iterdir():
        old.unlink()
    paths = sorted(source.glob("*.jsonl.zst"), key=lambda path: -path.stat().st_size)
    with ProcessPoolExecutor() as pool:
        counts = sum(pool.map(make_file, paths), Counter[str]())
    COUNTS.clear()
    COUNTS.update(counts)
    (OUTPUT / "date.txt").write_text(sys.argv[2] + "\n")
    (OUTPUT / "coverage.tsv").write_text(make_coverage(source / "coverage.tsv"))
    for name, count in COUNTS.most_common():
        print(f"{count:>9,}  {name}")  # noqa: T201


if __name__ == "__main__":
    main()
