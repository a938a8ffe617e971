r"""A small made library of all that is hard to typeset. None of these papers exists."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Any, get_args

from mlsysbib.model.entry import Arxiv, Entry, Preprint, Published
from mlsysbib.model.item_types import StoredType
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.names import Person
from mlsysbib.model.venues import Edition, Venue

_CONFERENCE = Venue(
    id="conf",
    acronym="CONF",
    kind="conference",
    proceedings="Proceedings of the [{ordinal} ]Conference on R&D in Systèmes",
    series="CONF '{yy}",
    publisher="Müller & Söhne",
    publisher_place="Łódź, Poland",
    editions={"2023": Edition(ordinal="1st", place="São Paulo, Brazil", month=5)},
)
_JOURNAL = Venue(
    id="jour",
    acronym="J&C",
    kind="journal",
    name="Journal of 100% Hard_Cases & Others",
    publisher="Müller & Söhne",
)
_WORKSHOP = Venue(
    id="work",
    acronym="WORK",
    kind="workshop",
    proceedings="{ordinal} Workshop on Things That Go Wrong",
    editions={"2023": Edition(ordinal="2nd", place="Online", month=12)},
)
_PRESS = Venue(
    id="press",
    acronym="PRESS",
    kind="conference",
    name="Press",
    publisher="The Press",
    publisher_place="Łódź, Poland",
)

_TYPES: tuple[StoredType, ...] = get_args(StoredType)[1:]


def _paper(key: str, title: str, *authors: str | Person, **more: str) -> Entry:
    facts: dict[str, Any] = {"venue": "conf", "pages": "1-15", "year": 2023} | more
    return Entry(
        key=key, title=title, authors=authors or ("Doe, Jane",), published=Published(**facts)
    )


_ENTRIES = (
    # Letters, in names and in titles.
    _paper("stacked", "{Nguyễn} Trees", "Nguyễn, Thị Ánh", "Đặng, Văn Hậu"),
    # Not every accented letter is one character in Unicode.
    _paper("combining", "{Ọ̀ṣun} Rivers", "Ọ̀ṣọ́, Títílọpẹ́"),
    _paper("latin", "Straße, {Øre}, Æther and Œuvre", "Weiß, Jörg", "Ørsted, Søren", "Åberg, Åsa"),
    _paper("slavic", "Łódź and Žižkov", "Łukasiewicz, Łukasz", "Šťastný, Žofie", "Mądry, Michał"),
    _paper("capital", "A Family Name That Begins with an Accent", "Élan, Émile"),
    _paper("second", "Another of the Same Author and Year", "Élan, Émile"),
    _paper("turkish", "{İstanbul} and Isparta", "Çelik, İsmail", "Işık, Gül", "Erdős, Pál"),
    _paper("greek", "{μs}-Scale α-β Search with {Δ}-Sparsity", "Παπαδόπουλος, Γιώργος"),
    _paper("symbols", "{GPUs} ≥ 2 × {CPUs} ≤ 3 → 90° or ∞ ± 1", "O’Brien, Zoë"),
    _paper("root", "A √2-Approximation"),
    _paper("scripts", "{Tux²} and {H₂O}", "D'Angelo, Niccolò"),
    _paper("quotes", "“All” You Need—‘Is’ Pages 1–2 … or {FlashAttention-2}", "Ng, Ann-Marie"),
    _paper("aside", "Answers: “Why” and (How)"),
    # Characters that LaTeX takes as commands.
    _paper("formula", r"Sorting in $O(n \log n)$ with $H_2$ and $\Delta$"),
    _paper("marks", r"{R&D} at 100% of {C#} under snake_case for \$5 at ~2^8 <b> \{x\} | a\\b"),
    _paper("brace", r"A Brace \} without Its Partner"),
    _paper("doi", "An Identifier with Marks", doi="10.1007/978-3-031-20083-0_11"),
    _paper("sici", "An Old Identifier", doi="10.1002/(SICI)1097-0258(1998)17:15/16<1661::AID>3.0"),
    _paper("url", "An Address with Marks", url="https://example.org/~a_b/c%20d?e=f&g=h#i-j"),
    # Names.
    _paper("particle", "Particles", "van der Berg, Jan", "de la Vallée Poussin, Charles"),
    _paper("suffix", "Suffixes", "King, Jr., Martin Luther", "von Neumann, III, John"),
    _paper("organization", "Organisations", "{Research and Development, Inc.}", "{AT&T Łabs}"),
    _paper("single", "Single Names", "Plato", "Nguyễn"),
    _paper("parts", "Names in Parts", Person("Van Overveldt", "Timon"), Person("and", "Rae")),
    _paper("many", "Many Hands", *(f"Author{number}, A. {number}" for number in range(200))),
    # Places.
    _paper("article", "An Article by Number", venue="jour", volume="7", article="58", number="2"),
    _paper("number", "An Article's Number Alone", venue="jour", volume="7", article="5", pages=""),
    _paper("pageless", "No Pages", pages=""),
    _paper("elsewhere", "In No Venue We Know", venue="", container_title="Proc. of C# & _"),
    _paper("other", "In Another Venue", venue="", container_title="Proc. of Another Place"),
    Entry(
        key="nobody",
        title="Nobody at All",
        published=Published(venue="conf", year=2023, url="https://example.org/"),
    ),
    Entry(
        key="versions",
        title="Two Versions of One {vLLM} Paper",
        authors=("Doe, Jane", "van Rossum, Guido"),
        published=Published(venue="conf", year=2023, pages="1-15", doi="10.1145/1_2"),
        arxiv=Arxiv(id="2309.06180", class_="cs.LG", title="One {vLLM} Paper, Earlier"),
    ),
    Entry(
        key="journalversion",
        title="{ZeRO} Changes, in a Journal",
        authors=("Doe, Jane",),
        published=Published(venue="jour", year=2023, volume="7", number="2", pages="101-120"),
        arxiv=Arxiv(id="2210.11111", class_="cs.DC"),
    ),
    Entry(
        key="workshop",
        title="A Workshop Paper Whose Address Is That of Its Preprint",
        authors=("Doe, Jane",),
        published=Published(venue="work", year=2023, url="https://arxiv.org/abs/2210.22222"),
        arxiv=Arxiv(id="2210.22222", class_="cs.DC"),
    ),
    Entry(
        key="biorxiv",
        title="On a Server Whose {DOIs} End in Its Identifiers",
        authors=("Doe, Jane",),
        preprint=Preprint(
            server="bioRxiv",
            id="2023.01.02.522517",
            year=2023,
            month=1,
            doi="10.1101/2023.01.02.522517",
        ),
    ),
    Entry(
        key="openreview",
        title="On a Server without Identifiers",
        authors=("Doe, Jane",),
        preprint=Preprint(
            server="OpenReview", year=2023, url="https://openreview.net/forum?id=a_B1%25"
        ),
    ),
    Entry(
        key="arxivthesis",
        title="A Thesis on a Server",
        type="thesis",
        authors=("Doe, Jane",),
        arxiv=Arxiv(id="2309.88888", class_="cs.DC"),
    ),
    Entry(
        key="arxivsoftware",
        title="{Software} on a Server",
        type="software",
        authors=("Doe, Jane",),
        arxiv=Arxiv(id="2309.77777", class_="cs.DC"),
    ),
    Entry(
        key="preprint",
        title="{vLLM} with {PagedAttention} on {GPU} Clusters: {DNNs} at {μs}-scale",
        authors=("Élan, Émile",),
        arxiv=Arxiv(id="2309.99999", class_="cs.DC"),
    ),
    Entry(
        key="old",
        title="From the Days of Slashes",
        authors=("Doe, Jane",),
        arxiv=Arxiv(id="cs/0701001"),
    ),
)

_KINDS = tuple(
    Entry(
        # There is an article of a journal in the table besides.
        key="own-article" if type_ == "article" else type_,
        title=f"A {type_.capitalize()} with a {{Kept}} Word",
        type=type_,
        # Labels of one author and year end in a letter: BibTeX has no more than 33 of them.
        authors=(
            f"{ascii_uppercase[number % 26]}{'oe' if number < 26 else 'ill'}, Jane",
            "{A Body}",
        ),
        published=Published(venue="press", year=2023, number="7", doi=f"10.1/{type_}"),
    )
    for number, type_ in enumerate(_TYPES)
)


def hard_library(*, without: tuple[str, ...] = ()) -> Library:
    """Return the made library; its keys are plain words."""
    entries = sorted((*_ENTRIES, *_KINDS), key=lambda entry: entry.key)
    return small_library(*(entry for entry in entries if entry.key not in without))


def small_library(*entries: Entry) -> Library:
    """Return a library of a few entries, in the made venues."""
    venues = {venue.id: venue for venue in (_CONFERENCE, _JOURNAL, _WORKSHOP, _PRESS)}
    return Library(Contents(root="", entries=entries, venues=venues))
