"""Take from a venue's gathered facts what is known of its editions as they were held."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

import msgspec

from mlsysbib.model.venues import Edition, Venue
from mlsysbib.text.isbn import is_isbn
from venue_evidence import name_publisher, words_of

Row = dict[str, Any]
Counts = Counter[tuple[str, str]]
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LONGEST_DAYS = 12
# One place is written in one way; a slip of a source is no place of its own.
_PLACES = {
    "Abu Dhabi, UAE": "Abu Dhabi, United Arab Emirates",
    "Berleley, CA, USA": "Berkeley, CA, USA",
    "Berleley/Oakland, CA, USA": "Berkeley/Oakland, CA, USA",
    "Edinburgh, Scotland, UK.": "Edinburgh, United Kingdom",
    "Edinburgh, Scotland": "Edinburgh, United Kingdom",
    "Enskede, Netherlands": "Enschede, Netherlands",
    "Gatlinburg, Tennesse, USA": "Gatlinburg, TN, USA",
    "Glasgow, Scotland Uk": "Glasgow, United Kingdom",
    "Göteborg, Sweden": "Gothenburg, Sweden",
    "Heraklion, Crete Greece": "Heraklion, Crete, Greece",
    "Hong Kong": "Hong Kong, China",
    "Manchester, England": "Manchester, United Kingdom",
    "Montreal QC, Canada": "Montreal, QC, Canada",
    "Montreal, BC, Canada": "",
    "New Orleans, Louisisana, USA": "New Orleans, LA, USA",
    "New York City": "New York, NY, USA",
    "New York City, NY, USA": "New York, NY, USA",
    "New York City, USA": "New York, NY, USA",
    "Orlanda, FL, USA": "Orlando, FL, USA",
    "Philadelpia, PA, USA": "Philadelphia, PA, USA",
    "Philadephia, PA, USA": "Philadelphia, PA, USA",
    "Pittsburg, PA, USA": "Pittsburgh, PA, USA",
    "Rio de Janeriro, Brazil": "Rio de Janeiro, Brazil",
    "Roma, Italy": "Rome, Italy",
    "Saint Louis, MO, USA": "St. Louis, MO, USA",
    "San Franciso, CA, USA": "San Francisco, CA, USA",
    "San Juan, PR, USA": "San Juan, Puerto Rico",
    "Singapore, Singapore": "Singapore",
    "St Louis, MO, USA": "St. Louis, MO, USA",
    "Suntec, Singapore": "Singapore",
    "Sydney NSW, Australia": "Sydney, NSW, Australia",
    "Toronto ON, Canada": "Toronto, ON, Canada",
    "Torino, Italia": "Torino, Italy",
    "Vancouver, B.C. Canada": "Vancouver, BC, Canada",
    "Vancouver, B.C., Canada": "Vancouver, BC, Canada",
    "Washington DC, USA": "Washington, DC, USA",
    "Washington DC, DC, USA": "Washington, DC, USA",
    "Washington, D.C.": "Washington, DC, USA",
    "Whistler Moutain, BC, USA": "Whistler, BC, Canada",
    "virtual online": "Virtual Event",
    "Online only": "Virtual Event",
}
# A state or country alone is what is left of a place whose city was lost.
_LOST_CITY = re.compile(
    r"[A-Z]{2,3}, \w+|(?:California|Virginia|Florida|Louisiana|Pennsylvania|Texas|Colorado|"
    r"New Jersey|New York), USA|(?:British Columbia|Alberta|Ontario|Quebec|Québec), Canada"
)
_NO_PLACE = re.compile(r"[<&\\]|workshop|cd-rom|marriott|sheraton|hotel|congress", re.IGNORECASE)
_VOLUME = re.compile(
    r"(?:[,:] | \()(?:Volume 1|Research Papers|Main Conference|Long Papers|Conference Track).*$"
)
_SUFFIX = re.compile(r"(\d+)(?:st|nd|rd|th|\.)", re.IGNORECASE)


def merge_editions(
    venue: Venue, row: Row, disputed: frozenset[str], counts: Counts
) -> dict[str, Edition]:
    """Return the venue's editions with what a row of facts adds to them.

    What is stored stays. An ISBN that several editions claim (`disputed`) is nobody's. A
    journal's volume belongs to its articles, and a conference's workshops have no edition in
    common.
    """
    editions = dict(venue.editions)
    has_many_workshops = "{track} at " in venue.proceedings + (row["proceedings"] or "")
    for year, facts in sorted(row["editions"].items()):
        stored = editions.get(year)
        if facts["status"] == "announced-only":
            if stored and (stored.start or stored.place):
                editions[year] = msgspec.structs.replace(stored, announced=True)
                counts["editions", "marked announced"] += 1
            else:
                counts["editions", "left out: announced only"] += stored is None
            continue
        if venue.kind not in {"conference", "workshop"} or has_many_workshops:
            continue
        held = _held(venue, int(year), facts, counts)
        if stored and "ordinal" not in facts:
            # DBLP counts editions whose titles have no ordinal.
            held = msgspec.structs.replace(held, ordinal="")
        if held.isbn in disputed:
            held = msgspec.structs.replace(held, isbn="")
        editions[year] = _missing(stored, held) if stored else held
        if editions[year] == Edition():
            del editions[year]
            counts["editions", "left out: nothing from a source of weight"] += 1
        elif stored:
            counts["editions", "completed" if editions[year] != stored else "as stored"] += 1
        else:
            counts["editions", "new"] += 1
    return editions


def _missing(stored: Edition, held: Edition) -> Edition:
    """Return a stored edition with what it lacks; its title and its dates keep their form."""
    lacking = {
        name: getattr(held, name)
        for name in ("place", "ordinal", "isbn")
        if not getattr(stored, name)
    }
    if stored.volumes or stored.proceedings:
        lacking.pop("ordinal", None)
        lacking.pop("isbn", None)
    if not (stored.start or stored.month):
        lacking |= {"start": held.start, "end": held.end, "month": held.month}
    return msgspec.structs.replace(stored, **lacking)


def _held(venue: Venue, year: int, facts: Row, counts: Counts) -> Edition:
    """Return what the facts of one year say, weak and contradictory ones left out."""
    known: Row = {}
    for name in ("ordinal", "ordinal_dblp", "place", "start", "end", "month", "isbn", "volume",
                 "series", "publisher", "proceedings"):  # fmt: skip
        value = facts.get(name)
        if not value:
            continue
        if _is_weak(facts, name):
            counts["edition field left out: one author's file", name] += 1
        elif name in (facts.get("also_seen") or ()) and name != "place":
            counts["edition field left out: sources disagree", name] += 1
        else:
            known[name] = value
    start, end = (date.fromisoformat(known[n]) if n in known else None for n in ("start", "end"))
    if not (start and end and start.year == year and 0 <= (end - start).days <= _LONGEST_DAYS):
        start = end = None
    month = known.get("month")
    isbn = (known.get("isbn") or "").replace("-", "")
    edition = Edition(
        ordinal=_ordinal(known.get("ordinal") or known.get("ordinal_dblp") or ""),
        place=tidy_place(known.get("place") or ""),
        start=start,
        end=end,
        month=None if start or not month else _MONTHS.index(month[:3].lower()) + 1,
        isbn=isbn if is_isbn(isbn) else "",
        volume=known.get("volume") or "",
    )
    series = known.get("series") or ""
    publisher = name_publisher(known.get("publisher") or "")
    edition = msgspec.structs.replace(
        edition,
        series="" if series == venue.series_in(year) else series,
        publisher="" if publisher == venue.publisher else publisher,
        publisher_place="",
    )
    return msgspec.structs.replace(edition, proceedings=_title(venue, year, edition, known))


def _is_weak(facts: Row, name: str) -> bool:
    sources = facts["sources"].get(name, ())
    is_authors = all(source.startswith("author-bib") for source in sources)
    is_stored = any(source.startswith("shipped") for source in sources)
    return (is_authors and facts["independent"].get(name, 0) < 2) or is_stored


def _ordinal(text: str) -> str:
    """Return an ordinal in the form that a title has: `22Nd` is `22nd`, `9.` is `9th`."""
    if found := _SUFFIX.fullmatch(text):
        number = int(found[1])
        endings = {1: "st", 2: "nd", 3: "rd"}
        ending = "th" if number % 100 in {11, 12, 13} else endings.get(number % 10, "th")
        return f"{number}{ending}"
    return "-".join(word.capitalize() for word in re.split(r"[- ]", text)) if text else ""


def tidy_place(place: str) -> str:
    """Return a place as the table writes it; "" for what is none, or has lost its city."""
    place = re.sub(r"\s*\((?:hybrid|online)\)|\]$", "", place, flags=re.IGNORECASE).strip(" .,")
    place = re.sub(r"^(?:Online Event|Online|Virtual)(?=,|$)", "Virtual Event", place)
    place = _PLACES.get(place, place)
    return "" if _NO_PLACE.search(place) or _LOST_CITY.fullmatch(place) else place


def _title(venue: Venue, year: int, edition: Edition, known: Row) -> str:
    """Return an edition's own title as a template, where the venue's gives another."""
    title = _VOLUME.sub("", known.get("proceedings") or "").replace("’", "'").strip()
    if not title or re.search(r"[{}\[\]\\]", title):
        return ""
    filled = venue.fill(venue.proceedings, year, "", "")
    with_ordinal = msgspec.structs.replace(venue, editions={str(year): edition}).title(year)
    if words_of(title) in {words_of(filled), words_of(with_ordinal)}:
        return ""
    if edition.ordinal:
        title = title.replace(edition.ordinal, "{ordinal}", 1)
    return title.replace(str(year), "{year}")
