"""One paper as one file holds it. These structs are the schema of `entries/`."""

import datetime as dt
from typing import Annotated, Literal

import msgspec

from mlsysbib.model.item_types import StoredType, family_of
from mlsysbib.model.names import Name, StoredName, read_name, short_name
from mlsysbib.text.dates import FIRST_YEAR, LAST_YEAR
from mlsysbib.text.markup import plain_text

Year = Annotated[int, msgspec.Meta(ge=FIRST_YEAR, le=LAST_YEAR)]
Month = Annotated[int, msgspec.Meta(ge=1, le=12)]
# What people do for a work, in the words of CSL, with those that BibLaTeX has besides.
Role = Literal[
    "editor", "translator", "collection-editor", "container-author", "annotator", "commentator",
    "introduction", "foreword", "afterword", "compiler", "composer", "contributor", "curator",
    "director", "editorial-director", "guest", "host", "illustrator", "interviewer", "narrator",
    "organizer", "original-author", "performer", "producer", "recipient", "reviewed-author",
    "script-writer", "series-creator", "chair", "executive-producer", "holder",
]  # fmt: skip
# A draft was made by a machine of what a list or a file says; a person has yet to complete it.
Status = Literal["", "draft", "retracted", "withdrawn", "superseded"]
RelationKind = Literal[
    "extends", "journal-of", "supersedes", "version-of", "same-as", "not-same-as", "related"
]


_DECEMBER = 12


class _Table(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename="kebab",
    gc=False,
):
    """A table of an entry file: a field is absent, or it has a value; "" means absent.

    Plain facts never stand in a cycle, so that nobody has to look for one.
    """


class Published(_Table, frozen=True, kw_only=True):
    """The version in a venue. What the venue and its edition know is not repeated here.

    `year` is 0 where none is known: in press, or of a page without date.
    `series`, `publisher` and the places are for what no venue of the table tells: they count before
    what it tells otherwise, and `check` names them then. `place` is where a conference was held.
    `date` is EDTF and stands where it says more than year and month: a day, a period, a doubt;
    `original_date`, in the same form, is that of a first edition. `event` is the name of a
    conference that no venue tells.
    """

    venue: str = ""
    container_title: str = ""
    year: Year = 0
    track: str = ""
    pages: str = ""
    article: str = ""
    volume: str = ""
    number: str = ""
    series: str = ""
    publisher: str = ""
    publisher_place: str = ""
    place: str = ""
    month: Month | None = None
    doi: str = ""
    isbn: str = ""
    url: str = ""
    edition: str = ""
    chapter: str = ""
    event: str = ""
    date: str = ""
    original_date: str = ""


class Arxiv(_Table, frozen=True, kw_only=True):
    """The version on arXiv; `title` and `authors` stand only where they differ."""

    id: str
    class_: str = msgspec.field(name="class", default="")
    date: dt.date | None = None
    title: str = ""
    authors: tuple[StoredName, ...] = ()

    @property
    def year(self) -> int:
        """The year of the first posting: the date's, else the one in the identifier."""
        if self.date:
            return self.date.year
        digits = self._digits
        # arXiv opened in 1991.
        return (1900 if digits[:2] > "90" else 2000) + int(digits[:2]) if digits else 0

    @property
    def month(self) -> int | None:
        """The month of the first posting, 1 to 12."""
        if self.date:
            return self.date.month
        month = int(self._digits[2:] or 0)
        return month if 1 <= month <= _DECEMBER else None

    @property
    def _digits(self) -> str:
        """The YYMM that begins an identifier: `2309.06180`, or `cs.LG/0701001` until 2007."""
        digits = self.id.rpartition("/")[2][:4]
        return digits if digits.isdecimal() and len(digits) == len("YYMM") else ""


class Preprint(_Table, frozen=True, kw_only=True):
    """The version on a preprint server other than arXiv."""

    server: str
    id: str = ""
    year: Year = 0
    month: Month | None = None
    doi: str = ""
    url: str = ""


class Links(_Table, frozen=True, kw_only=True):
    """Pages that belong to the paper."""

    pdf: str = ""
    code: str = ""
    project: str = ""
    slides: str = ""
    video: str = ""
    poster: str = ""
    artifact: str = ""
    data: str = ""


class Notes(_Table, frozen=True, kw_only=True):
    """Texts about the paper: a line for readers, a comment for maintainers.

    `note` is what bibliographies print behind a reference, `abstract` is the paper's own.
    """

    summary: str = ""
    comment: str = ""
    note: str = ""
    abstract: str = ""


class Relation(_Table, frozen=True, kw_only=True):
    """A link to another entry; `not-same-as` remembers a decision of duplicate detection."""

    kind: RelationKind
    key: str


class Provenance(_Table, frozen=True, kw_only=True):
    """Where the facts come from, and what was chosen where the sources disagree."""

    sources: tuple[str, ...] = ()
    checked: dt.date | None = None
    note: str = ""


class Entry(_Table, frozen=True, kw_only=True):
    """One paper: all its versions, under one citation key (the file's stem).

    `title` is "" only in a draft: of what is told by an identifier, by authors or a place alone.
    `other_titles` are those that lists and drafts have called it by: plain text, never exported.
    `authors_cut` says that there are more authors than those that are named: `and others`.
    `people` are those with another role than author; a last name `others` says that there are more.
    `genre` is what kind of report or thesis it is, in the words that are printed. `keywords` are
    those of a foreign reference, which are no topics. `kept` is what a reference says for which
    there is no field: by the format that it was read from, each field as it was written there.
    """

    key: str
    title: str = ""
    system: str = ""
    aliases: tuple[str, ...] = ()
    other_titles: tuple[str, ...] = ()
    type: StoredType = ""
    authors: tuple[StoredName, ...] = ()
    authors_cut: bool = False
    genre: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    status: Status = ""
    awards: tuple[str, ...] = ()
    ignore: dict[str, str] = {}
    published: Published | None = None
    arxiv: Arxiv | None = None
    preprint: Preprint | None = None
    links: Links = Links()
    notes: Notes = Notes()
    relations: tuple[Relation, ...] = ()
    provenance: Provenance = Provenance()
    people: dict[Role, tuple[StoredName, ...]] = {}
    kept: dict[str, dict[str, str]] = {}

    @property
    def year(self) -> int:
        """The year of publication, else of the first preprint; 0 where none is known."""
        versions = (self.published, self.arxiv, self.preprint)
        return next((version.year for version in versions if version and version.year), 0)

    @property
    def names(self) -> tuple[Name, ...]:
        """The authors, read."""
        return tuple(map(read_name, self.authors))

    @property
    def plain_title(self) -> str:
        """The title without its marks."""
        return plain_text(self.title)

    @property
    def lacks_venue(self) -> bool:
        """Whether it is published and does not say where, although nothing else would explain it.

        A book is in nothing; of a paper without venue not even its kind can be told.
        """
        published = self.published
        return (
            published is not None
            and not (published.venue or published.container_title)
            and family_of(self.type) in {"", "article"}
        )

    @property
    def is_preprint(self) -> bool:
        """Whether no version stands in a venue."""
        return self.published is None


def is_complete(entry: Entry) -> bool:
    """Say whether an entry has a title and a version, as all but drafts must."""
    return bool(entry.title and (entry.published or entry.arxiv or entry.preprint))


def identifiers(entry: Entry) -> list[tuple[str, tuple[str, str]]]:
    """Return the arXiv identifier and the DOIs, in small letters, each with the field it is in."""
    found = []
    if (published := entry.published) and published.doi:
        found.append((published.doi.lower(), ("published", "doi")))
    if arxiv := entry.arxiv:
        found.append((arxiv.id, ("arxiv", "id")))
    if (preprint := entry.preprint) and preprint.doi:
        found.append((preprint.doi.lower(), ("preprint", "doi")))
    return found


def byline(names: tuple[Name, ...], most: int = 3, *, is_cut: bool = False) -> str:
    """Return authors as running text names them: `Kwon, Li and Zhuang`, `Kwon et al.`.

    `is_cut` says that there are more than those.
    """
    if names and (is_cut or len(names) > most):
        return f"{short_name(names[0])} et al."
    shorts = [short_name(name) for name in names]
    return " and ".join(filter(None, [", ".join(shorts[:-1]), *shorts[-1:]]))
