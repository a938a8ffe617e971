"""Plant faults into copies of real entries: what people and programs get wrong, one each."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle, zip_longest
from pathlib import Path
from random import Random
from typing import NamedTuple

from msgspec.structs import replace

from mlsysbib.model.entry import Entry, Links, Published, Relation
from mlsysbib.model.library import Library
from mlsysbib.store.writer import dump_entry, dump_venue


class Fault(NamedTuple):
    """Where a fault lies, and the rule that should find it."""

    kind: str
    path: str
    line: int
    rule: str


Change = Callable[[Entry, Random], Entry | None]


def plant(library: Library, root: Path, count: int, seed: int) -> list[Fault]:
    """Write faults into the files below `root`, a copy of the library; one in a file at most."""
    random = Random(seed)  # noqa: S311  # a test needs a seed, not secrecy
    keys = list(library)
    random.shuffle(keys)
    faults: list[Fault] = []
    for kind in cycle(KINDS):
        if len(faults) == count or not keys:
            return faults
        for key in keys:
            if changed := _changed(library[key], kind, random):
                faults.append(_write(library[key], changed, kind, root / library.path_of(key)))
                keys.remove(key)
                break
    return faults


def _changed(entry: Entry, kind: str, random: Random) -> Entry | None:
    changed = KINDS[kind][1](entry, random)
    return None if changed == entry else changed


def _write(entry: Entry, changed: Entry, kind: str, file: Path) -> Fault:
    line = _line_of_change(dump_entry(entry), dump_entry(changed))
    if changed.key != entry.key:
        # Another file: a copy of the paper under a key of its own.
        file, line = file.with_stem(changed.key), 1
    file.write_text(dump_entry(changed), encoding="utf-8")
    return Fault(kind, "/".join(file.parts[-3:]), line, KINDS[kind][0])


def _line_of_change(old: str, new: str) -> int:
    """Return the line that is another one, was added last, or had something taken from its table.

    It is found by comparing the texts, and not by looking for a field as the rules do.
    """
    before, after = old.splitlines(), new.splitlines()
    start = next(n for n, (a, b) in enumerate(zip_longest(before, after)) if a != b)
    more = len(after) - len(before)
    if more > 0 and before == after[:start] + after[start + more :]:
        return max(n for n in range(start, start + more) if "=" in after[n] or '"' in after[n]) + 1
    if more < 0 and after == before[:start] + before[start - more :]:
        heads = (n for n in range(start - 1, 0, -1) if after[n].startswith("["))
        return next(heads, 0) + 1
    return start + 1


def plant_in_venues(library: Library, root: Path, count: int, seed: int) -> list[Fault]:
    """Write faults into the editions of venues: an ISBN with a slip, an end before the start."""
    random = Random(seed)  # noqa: S311
    faults: list[Fault] = []
    venues = list(library.contents.venues.values())
    random.shuffle(venues)
    for venue in venues:
        if len(faults) == count:
            break
        for year, edition in venue.editions.items():
            if edition.isbn and len(faults) % 2:
                wrong = replace(edition, isbn=_other_digit(edition.isbn, random))
                kind, rule = "slip in the ISBN of an edition", "isbn-malformed"
            elif edition.start and edition.end and edition.start < edition.end:
                wrong = replace(edition, start=edition.end, end=edition.start)
                kind, rule = "edition that ends before it starts", "edition-malformed"
            else:
                continue
            changed = replace(venue, editions={**venue.editions, year: wrong})
            line = _line_of_change(dump_venue(venue), dump_venue(changed))
            path = f"venues/{venue.id}.toml"
            (root / path).write_text(dump_venue(changed), encoding="utf-8")
            # Start and end are swapped: the end is where the fault shows.
            faults.append(Fault(kind, path, line + (rule == "edition-malformed"), rule))
            break
    return faults


def _other_digit(text: str, random: Random) -> str:
    place = random.randrange(len(text) - 1)
    digit = str((int(text[place]) + random.randrange(1, 10)) % 10)
    return text[:place] + digit + text[place + 1 :]


# Titles

_KEPT = re.compile(r"\{([^{}]*)\}")
_ACRONYM = re.compile(r"\{([A-Z]{3,}s?)\}")
_ORDINARY = re.compile(r"(?<= )(?<!\{)[A-Z][a-z]{5,}(?= |$)")


def _unprotected(entry: Entry, random: Random) -> Entry | None:
    runs = [run for run in _KEPT.findall(entry.title) if re.search("[a-z][A-Z]|[A-Z]{2}", run)]
    if not runs:
        return None
    run = random.choice(runs)
    return replace(entry, title=entry.title.replace(f"{{{run}}}", run))


def _unprotected_name(entry: Entry, random: Random) -> Entry | None:
    name = random.choice(["Bayesian", "Kubernetes", "Ethernet", "Gaussian", "Python"])
    return replace(entry, title=f"{entry.title} with {name} Methods")


def _miscased(entry: Entry, random: Random) -> Entry | None:
    found = [run for run in _ACRONYM.findall(entry.title) if run in _KNOWN]
    if not found:
        return None
    run = random.choice(found)
    return replace(entry, title=entry.title.replace(f"{{{run}}}", run.capitalize()))


_KNOWN = frozenset("GPU GPUs DNN DNNs CNN CNNs RNN LLM RDMA SGD NLP".split())


def _in_braces(entry: Entry, _: Random) -> Entry | None:
    return replace(entry, title=f"{{{_plain(entry.title)}}}") if "$" not in entry.title else None


def _braced_word(entry: Entry, random: Random) -> Entry | None:
    words = _ORDINARY.findall(_KEPT.sub(" ", entry.title))
    if not words:
        return None
    word = random.choice(words)
    return replace(entry, title=re.sub(rf"\b{word}\b", f"{{{word}}}", entry.title, count=1))


def _shouted(entry: Entry, _: Random) -> Entry | None:
    return replace(entry, title=_plain(entry.title).upper()) if "$" not in entry.title else None


def _plain(title: str) -> str:
    return _KEPT.sub(r"\1", title)


def _title(change: Callable[[str], str]) -> Change:
    return lambda entry, _: replace(entry, title=change(entry.title))


# Names


def _authors(change: Callable[[tuple[str, ...], int], tuple[str, ...] | None]) -> Change:
    def changed(entry: Entry, random: Random) -> Entry | None:
        names = tuple(name for name in entry.authors if isinstance(name, str))
        if len(names) < 3 or any(name.startswith("{") for name in names):
            return None
        authors = change(names, random.randrange(len(names)))
        return replace(entry, authors=authors) if authors else None

    return changed


def _at(names: tuple[str, ...], place: int, name: str) -> tuple[str, ...]:
    return (*names[:place], name, *names[place + 1 :])


def _joined(names: tuple[str, ...], place: int) -> tuple[str, ...]:
    family, _, given = names[place].partition(", ")
    return _at(names, place, f"{family}, {given} and Wei Zhang")


def _initials_first(names: tuple[str, ...], place: int) -> tuple[str, ...]:
    return _at(names, place, f"J. K., {names[place].partition(',')[0]}")


def _family_in_capitals(names: tuple[str, ...], place: int) -> tuple[str, ...] | None:
    family, _, given = names[place].partition(", ")
    return _at(names, place, f"{family.upper()}, {given}") if family[:1].isupper() else None


# Identifiers, pages, editions


def _published(change: Callable[[Published, Random], Published | None]) -> Change:
    def changed(entry: Entry, random: Random) -> Entry | None:
        published = change(entry.published, random) if entry.published else None
        return replace(entry, published=published) if published else None

    return changed


def _with_doi(change: Callable[[str], str]) -> Change:
    return _published(lambda p, _: replace(p, doi=change(p.doi)) if p.doi else None)


def _with_pages(change: Callable[[str, str], str]) -> Change:
    def changed(published: Published, _: Random) -> Published | None:
        first, _dash, last = published.pages.partition("-")
        if not (first.isdecimal() and last.isdecimal() and int(first) < int(last)):
            return None
        return replace(published, pages=change(first, last))

    return _published(changed)


def _other_registrant(published: Published, random: Random) -> Published | None:
    head, slash, tail = published.doi.partition("/")
    # Publishers of which the library knows several DOIs.
    if head not in {"10.1145", "10.1109", "10.14778"}:
        return None
    other = random.choice(sorted({"10.1145", "10.1109", "10.48550"} - {head}))
    known = published.venue in {"sosp", "eurosys", "socc", "sigcomm", "ppopp", "pvldb"}
    return replace(published, doi=f"{other}{slash}{tail}") if known else None


def _doi_as_url(published: Published, _: Random) -> Published | None:
    url = f"https://dx.doi.org/{published.doi}"
    return replace(published, url=url) if published.doi and not published.url else None


def _wrong_month(published: Published, _: Random) -> Published | None:
    known = published.venue in {"osdi", "nsdi", "sosp"} and published.year >= 2017
    return replace(published, month=1) if known and not published.month else None


def _arxiv(change: Callable[[Entry], Entry]) -> Change:
    return lambda entry, _: change(entry) if entry.arxiv and not entry.arxiv.title else None


def _with_arxiv(entry: Entry, **changes: object) -> Entry:
    assert entry.arxiv is not None
    return replace(entry, arxiv=replace(entry.arxiv, **changes))


def _in_month(entry: Entry, yymm: str) -> Entry:
    assert entry.arxiv is not None
    return _with_arxiv(entry, id=yymm + entry.arxiv.id[4:])


def _contradicting_date(entry: Entry, _: Random) -> Entry | None:
    if entry.arxiv is None or entry.arxiv.date is None:
        return None
    return _with_arxiv(entry, date=entry.arxiv.date.replace(year=entry.arxiv.date.year - 1))


def _split_off(entry: Entry, _: Random) -> Entry | None:
    """Return the preprint as an entry of its own, as an import without a second look makes it."""
    if entry.published is None or entry.arxiv is None:
        return None
    alone = _with_arxiv(entry, id=_unassigned(entry.arxiv.id), title="", authors=())
    return replace(alone, key=f"{entry.key}z", published=None, aliases=(), links=Links())


def _twin(entry: Entry, _: Random) -> Entry | None:
    """Return the paper once more, without identifiers, its names and capitals as styles print."""
    published = entry.published
    if published is None or len(entry.authors) < 3 or len(entry.title.split()) < 6:
        return None
    names = [name for name in entry.authors if isinstance(name, str)]
    initials = tuple(re.sub(r", (\w).*", r", \1.", name) for name in names)
    return replace(
        entry,
        key=f"{entry.key}z",
        authors=initials,
        aliases=(),
        arxiv=None,
        links=Links(),
        published=replace(published, doi="", url=""),
    )


def _without_doi(published: Published, _: Random) -> Published | None:
    many = published.venue in {"asplos", "kdd", "sc", "ppopp", "sigcomm"}
    return replace(published, doi="") if many and published.doi else None


def _unassigned(id_: str) -> str:
    """Return an identifier of the same month that is behind all that arXiv has given."""
    return f"{id_[:5]}9{id_[6:]}"


def _misplaced_code(entry: Entry, _: Random) -> Entry | None:
    if entry.arxiv is None or entry.links.code:
        return None
    page = f"https://arxiv.org/abs/{entry.arxiv.id}"
    return replace(entry, links=replace(entry.links, code=page))


def _link_twice(entry: Entry, _: Random) -> Entry | None:
    links = entry.links
    return replace(entry, links=replace(links, project=links.code)) if links.code else None


def _related_to_nothing(entry: Entry, _: Random) -> Entry | None:
    relation = Relation(kind="extends", key="nobody2020nothing")
    return None if entry.relations else replace(entry, relations=(relation,))


KINDS: dict[str, tuple[str, Change]] = {
    "braces lost": ("title-unprotected-acronym", _unprotected),
    "name without braces": ("title-unprotected-name", _unprotected_name),
    "acronym as a word": ("title-miscased", _miscased),
    "title in braces": ("title-overprotected", _in_braces),
    "word in braces": ("title-overprotected", _braced_word),
    "title in capitals": ("title-shouted", _shouted),
    "full stop": ("text-unclean", _title(lambda title: f"{title}.")),
    "entity": ("text-unclean", _title(lambda title: f"{title} &amp; More")),
    "blanks": ("text-unclean", _title(lambda title: title.replace(" ", "  ", 1))),
    "mark that does not close": ("title-markup", _title(lambda title: f"{title} {{X")),
    "others": ("name-placeholder", _authors(lambda names, _: (*names[:2], "others"))),
    "et al.": ("name-placeholder", _authors(lambda names, _: (*names[:2], "et al."))),
    "two in one": ("name-several", _authors(_joined)),
    "number of DBLP": ("name-digits", _authors(lambda n, place: _at(n, place, f"{n[place]} 0001"))),
    "initials run together": (
        "name-initials",
        _authors(lambda n, place: _at(n, place, f"{n[place].partition(',')[0]}, JK")),
    ),
    "points without blanks": (
        "name-initials",
        _authors(lambda n, place: _at(n, place, f"{n[place].partition(',')[0]}, J.K.")),
    ),
    "family name in capitals": ("name-shouted", _authors(_family_in_capitals)),
    "parts swapped": ("name-swapped", _authors(_initials_first)),
    "author twice": ("name-repeated", _authors(lambda names, place: (*names, names[place]))),
    "resolver": ("doi-malformed", _with_doi(lambda doi: f"https://doi.org/{doi}")),
    "label": ("doi-malformed", _with_doi(lambda doi: f"doi:{doi}")),
    "another's registrant": ("doi-registrant", _published(_other_registrant)),
    "version": ("arxiv-form", _arxiv(lambda e: _with_arxiv(e, id=f"{e.arxiv and e.arxiv.id}v2"))),
    "month 13": ("arxiv-form", _arxiv(lambda entry: _in_month(entry, "1713"))),
    "month before there were any": ("arxiv-month", _arxiv(lambda entry: _in_month(entry, "0612"))),
    "date of another year": ("arxiv-month", _contradicting_date),
    "slip in an ISBN": (
        "isbn-malformed",
        _published(lambda p, random: replace(p, isbn=_other_digit("9781939133281", random))),
    ),
    "address without scheme": (
        "url-malformed",
        _published(lambda p, _: replace(p, url="www.example.org/paper") if not p.url else None),
    ),
    "DOI as address": ("url-derived", _published(_doi_as_url)),
    "paper as code": ("link-misplaced", _misplaced_code),
    "link twice": ("link-repeated", _link_twice),
    "two hyphens": ("pages-malformed", _with_pages(lambda first, last: f"{first}--{last}")),
    "dash": ("pages-malformed", _with_pages(lambda first, last: f"{first}–{last}")),
    "pages swapped": ("pages-reversed", _with_pages(lambda first, last: f"{last}-{first}")),
    "article in the pages": ("pages-article", _with_pages(lambda first, _: f"{first}:1-{first}:9")),
    "year without edition": (
        "edition-unknown",
        _published(lambda p, _: replace(p, year=1993) if p.venue in {"osdi", "nsdi"} else None),
    ),
    "month of no edition": ("edition-contradicted", _published(_wrong_month)),
    "venue with a slip": (
        "venue-unknown",
        _published(lambda p, _: replace(p, venue=p.venue[:-1] + "x") if p.venue else None),
    ),
    "topic with a slip": (
        "topic-unknown",
        lambda entry, _: replace(entry, topics=(entry.topics[0] + "s", *entry.topics[1:])),
    ),
    "topic twice": (
        "topic-repeated",
        lambda entry, _: replace(entry, topics=(*entry.topics, entry.topics[0])),
    ),
    "relation to nothing": ("relation-unknown", _related_to_nothing),
    "preprint beside its publication": ("preprint-published", _split_off),
    "entry twice": ("entry-duplicate", _twin),
    "excuse with a slip": (
        "ignore-unknown",
        lambda entry, _: replace(entry, ignore={"pages-mising": "there are none"}),
    ),
    "excuse without need": (
        "ignore-unused",
        lambda entry, _: replace(entry, ignore={"title-shouted": "printed so"}),
    ),
    "no authors": ("authors-missing", lambda entry, _: replace(entry, authors=())),
    "no DOI": ("doi-missing", _published(_without_doi)),
    "no pages": (
        "pages-missing",
        _published(lambda p, _: replace(p, pages="") if p.pages and not p.article else None),
    ),
}
