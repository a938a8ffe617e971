"""Venue tags: `OSDI '14`, `arxiv, 2022`, `NAIC @ SIGCOMM'24`, `KDD'20 Tutorial`, `(OSDI20)`."""

from __future__ import annotations

import re

import msgspec

from mlsysbib.intake.lists.plain import clean
from mlsysbib.model.venue_matching import VenueMatcher
from mlsysbib.model.venues import VenueTable

# Slips of the pen and old names that no venue's own names cover: slip -> identifier.
_SLIPS = {
    "arixv": "arxiv", "arvix": "arxiv", "axriv": "arxiv", "arxive": "arxiv", "arxiv.org": "arxiv",
    "corr": "arxiv",
    "osp": "sosp", "ssop": "sosp", "odsi": "osdi", "nsid": "nsdi",
    "aslops": "asplos", "asplso": "asplos", "aspols": "asplos", "asplois": "asplos",
    "nips": "neurips", "neuralps": "neurips", "neurlps": "neurips", "nuerips": "neurips",
    "neurips": "neurips", "neruips": "neurips", "neuips": "neurips",
    "pvldb": "pvldb", "vldb": "pvldb", "sysml": "mlsys", "mlsy": "mlsys", "mlsystems": "mlsys",
    "eurymlsys": "euromlsys", "eurosy": "eurosys", "eurpsys": "eurosys",
    "sigcom": "sigcomm", "sigcommm": "sigcomm", "hotnet": "hotnets", "usenix atc": "atc",
    "usenixatc": "atc", "thewebconf": "www", "sigkdd": "kdd", "ppop": "ppopp", "pppopp": "ppopp",
    "supercomputing": "sc", "oakland": "sp", "esec-fse": "fse", "acm computing surveys": "csur",
    "usenix ;login": "login",
}  # fmt: skip
_YEAR = re.compile(
    r"""(?<!\d)(?P<long>(?:19|20)\d\d)(?!\d)
    | (?P<quoted>['’‘`´]\s?\d\d)(?!\d)
    | (?<=[A-Za-z])(?P<glued>\d\d)(?![\w-])
    | (?<=[A-Za-z])\s(?P<spaced>\d\d)(?!\w)
    | ^(?P<first>\d\d)(?=[A-Za-z]{2,}$)""",
    re.VERBOSE,
)
_DATE = re.compile(r"((?:19|20)\d\d)(?:\s*[-./]\s*\d{1,2}){0,2}")
_ARXIV_ID = re.compile(r"arxiv[:\s]\s*(\d\d)\d\d\.\d{4,5}(?:v\d+)?", re.IGNORECASE)
_NO_VENUES = frozenset(["preprint", "pre-print", "unpublished", "in submission", "under review"])
_PLACEHOLDER_TAG = re.compile(r"[x?]|\?\?\?|tbd|n/?a", re.IGNORECASE)
_REMARK = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
# What is said of a paper's place in a venue, and the word for it.
_TRACKS = {
    "workshop": "workshop", "workshops": "workshop", "ws": "workshop", "tutorial": "tutorial",
    "poster": "poster", "posters": "poster", "wip": "wip", "demo": "demo", "oral": "oral",
    "spotlight": "spotlight", "splotlight": "spotlight", "industry": "industry",
    "findings": "findings", "keynote": "keynote",
}  # fmt: skip
_TRACK_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(_TRACKS)})(?!\w)", re.IGNORECASE)
# Two digits below this are of this century; those from here to the next figure are no years.
_THIS_CENTURY, _LAST_CENTURY = 32, 60
_PROCEEDINGS = re.compile(
    r"\b(?:proc|conf|symp|trans|journal|advances|workshop|congress|letters|annals)", re.IGNORECASE
)
_LONGEST = 70
_LONGEST_WRITTEN = 200  # with its marks
_MOST_WORDS = 6


class Tag(msgspec.Struct, frozen=True):
    """A venue tag; `remark` is what stood in parentheses inside it: `(to appear)`."""

    written: str
    container: str = ""
    venue: str = ""
    year: int | None = None
    track: str = ""
    remark: str = ""


class TagReader:
    """Reads tags by the names in a venue table."""

    def __init__(self, venues: VenueTable) -> None:
        self._venues = venues
        self._matcher = VenueMatcher(venues)
        self._names = {slip: id_ for slip, id_ in _SLIPS.items() if id_ in venues}
        # The same words are asked for again and again: each line is read by several layouts.
        self._tags: dict[str, Tag | None] = {}
        self._found: dict[str, str] = {}
        for id_, venue in venues.items():
            named = [edition.acronym for edition in venue.editions.values()]
            for name in (id_, venue.acronym, *venue.aliases, *named):
                if name:
                    self._names.setdefault(_folded(name), id_)

    def read(self, text: str) -> Tag | None:
        """Return the tag that a bracketed text is, or None where it is something else.

        A venue that is not in the table needs a year that stands as years do.
        """
        if len(text) > _LONGEST_WRITTEN:
            return None
        if text not in self._tags:
            self._tags[text] = self._tag(text)
        return self._tags[text]

    def _tag(self, text: str) -> Tag | None:
        written = clean(text)
        if len(written) > _LONGEST or not written:
            return None
        if _PLACEHOLDER_TAG.fullmatch(written):
            return Tag(written)
        if date := _DATE.fullmatch(written):
            return Tag(written, year=int(date[1]))
        if posted := _ARXIV_ID.fullmatch(written):
            return Tag(written, "arXiv", self._exact("arxiv"), 2000 + int(posted[1]))
        body, remark = written, ""
        if found := _REMARK.search(written):
            body, remark = written[: found.start()], found[1].strip()
        return self._read(written, body, remark)

    def _read(self, written: str, body: str, remark: str) -> Tag | None:
        found = next((year for year in _YEAR.finditer(body) if _year(year)), None)
        name = " ".join(_YEAR.sub(" ", body).replace(",", " ").split()).strip(" .:-–—/|")
        if found is None:
            venue = self._exact(body.strip(" .:"))
            return Tag(written, body, venue, None, "", remark) if venue else None
        # `NIPS Workshops` is the name of a venue, where `NIPS workshop` may be any of them.
        track = "" if self._exact(name) else _track(name)
        track = track or _track(remark)
        remark = "" if _track(remark) else remark
        venue = self.find_venue(name)
        if name.casefold() in _NO_VENUES:
            return Tag(written, "", "", _year(found), track, remark)
        if not venue and "," in body[found.end() :][:2]:
            # `NeurIPS '20, Huawei`: somebody's affiliation stands behind the comma.
            place, behind = body[: found.start()].strip(" ,"), body[found.end() :].strip(" ,")
            if venue := self.find_venue(place):
                name, remark = place, remark or behind
        if not venue and not _may_be_venue(name, found):
            return None
        return Tag(written, name, venue, _year(found), track, remark)

    def find_venue(self, name: str) -> str:
        """Return the identifier of the venue that a tag without its year names, or ""."""
        if name not in self._found:
            self._found[name] = self._find_venue(name)
        return self._found[name]

    def _find_venue(self, name: str) -> str:
        plain = " ".join(_TRACK_WORD.sub(" ", name).split()).strip(" @")
        is_workshop = "@" in name or _track(name) == "workshop"
        if found := self._exact(name) or ("" if is_workshop else self._exact(plain)):
            return found
        if "@" in name and (found := self._exact(name.partition("@")[0])):
            return found
        # A single word that is no venue's name is another venue, whatever words it holds.
        may_be = (is_workshop or len(plain.split()) > 1) and not _is_prose(name)
        match = self._matcher.recognise(name) if may_be else None
        found = match.venue if match else ""
        if not is_workshop:
            return found
        # A workshop at a conference is not the conference.
        is_series = found and self._venues[found].kind == "workshop"
        return found if is_series else self._workshops_at(plain)

    def names(self, name: str) -> bool:
        """Say whether a name is one of those that a venue goes by, and says nothing else."""
        return bool(self._exact(name)) or len(name.split()) > _MOST_WORDS

    def _workshops_at(self, name: str) -> str:
        """Return the venue that stands for the workshops at a conference, if there is one."""
        for word in reversed(name.replace("@", " ").split()):
            if host := self._exact(word):
                return self._exact(f"{host}-workshop") or self._exact(f"{host}-ws")
        return ""

    def _exact(self, name: str) -> str:
        return self._names.get(_folded(name), "")


def _is_prose(text: str) -> bool:
    """Say whether most of some words are small, as they are in sentences and in few names."""
    if _PROCEEDINGS.search(text):
        return False
    words = [word for word in text.split() if len(word) > len("with")]
    return len(words) > 1 and 2 * sum(word[0].islower() for word in words) > len(words)


def _folded(name: str) -> str:
    return name.casefold().strip(" .:,;-")


def _year(found: re.Match[str]) -> int | None:
    if found["long"]:
        return int(found["long"])
    two_digits = int(found[0].strip(" '’‘`´"))
    if two_digits < _THIS_CENTURY:
        return 2000 + two_digits
    return 1900 + two_digits if two_digits >= _LAST_CENTURY else None


def _track(text: str) -> str:
    if "@" in text:
        return "workshop"
    found = _TRACK_WORD.search(text)
    return _TRACKS[found[0].lower()] if found else ""


def _may_be_venue(name: str, year: re.Match[str]) -> bool:
    """Say whether a name that is in no table reads like a venue's."""
    words = name.split()
    if not words or len(words) > _MOST_WORDS or not name[0].isalpha():
        return False
    if year["first"]:
        return False
    if year["glued"] or year["spaced"]:
        # `(VGG16)` and `(Top 10)` look like that too; what follows a tag's year is nothing.
        return len(words) == 1 and not year["spaced"] and year.string.endswith(year[0])
    return any(letter.isupper() for letter in name) or len(words) == 1
