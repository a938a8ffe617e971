"""Zotero's own translators over our exports, where MLSYSBIB_ZOTERO_CODE names their code.

It names a checkout of zotero/translation-server with zotero/translate, translators, utilities and
zotero-schema in `modules/`, and with its packages (`npm install`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options, entries_of
from mlsysbib.formats.zotero_rdf.vocabulary import WRITTEN_TYPES
from mlsysbib.matching.reconcile import Outcome, reconcile
from mlsysbib.model.entry import Entry, Notes, Published, Role
from mlsysbib.model.item import Resolver
from mlsysbib.model.item_types import FAMILIES, STORED_TYPES, StoredType
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.names import StoredName
from mlsysbib.model.selection import flat
from mlsysbib.selecting.grouping import group

SCRIPT = Path(__file__).parent / "node" / "zotero_code.js"
CODE = os.environ.get("MLSYSBIB_ZOTERO_CODE", "")
pytestmark = pytest.mark.skipif(not CODE, reason="MLSYSBIB_ZOTERO_CODE names no code of Zotero")
EXPORTERS = {"BibTeX": "bibtex", "BibLaTeX": "biblatex", "RIS": "ris", "CSL JSON": "csl-json"}
EXPORTERS["Zotero RDF"] = "zotero-rdf"


def translate(direction: str, label: str, text: str) -> str:
    node = shutil.which("node")
    assert node, "node is not installed"
    done = subprocess.run(
        [node, str(SCRIPT), CODE, direction, label],
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
        # Modules in a checkout are often links.
        env={**os.environ, "NODE_OPTIONS": "--preserve-symlinks"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def held(library: Library) -> dict[str, Any]:
    """What Zotero holds of the library as RDF, by topic."""
    target = FORMATS["zotero-rdf"].target()
    selection = group(library.values(), library, "topic")
    text = FORMATS["zotero-rdf"].dump(selection, library, Options(target=target))
    found: dict[str, Any] = json.loads(translate("import", "RDF", text))
    return found


def test_zotero_holds_every_field_of_every_item(library: Library, held: dict[str, Any]) -> None:
    resolver = Resolver(library.venues)
    items = {item["citationKey"]: item for item in held["items"]}
    wrong = []
    for entry in library.values():
        (item,) = resolver.resolve(entry)
        found = items[entry.key]
        expected = {
            "itemType": WRITTEN_TYPES[item.type],
            "DOI": item.doi or found.get("DOI", ""),
            "pages": found.get("pages", "") if item.article else item.pages,
            "volume": item.volume,
            "issue": item.number,
            "eventPlace": item.container.place,
            "place": item.container.publisher_place,
            "conferenceName": item.container.event,
            "series": item.container.series,
            "ISSN": item.container.issn if item.type.value == "article-journal" else "",
        }
        wrong += [
            (entry.key, name, found.get(name, ""), value)
            for name, value in expected.items()
            if found.get(name, "") != value
        ]
        assert [tag["tag"] for tag in found["tags"]] == list(entry.topics)
        assert len(found["creators"]) == len(entry.authors)
    assert wrong == []


def test_collections_hold_what_topics_do(library: Library, held: dict[str, Any]) -> None:
    def members(collections: list[dict[str, Any]]) -> set[str]:
        found = {key for collection in collections for key in collection["items"]}
        return found.union(*(members(collection["collections"]) for collection in collections))

    with_topics = {entry.key for entry in library.values() if entry.topics}
    assert members(held["collections"]) >= with_topics


@pytest.mark.parametrize("label", EXPORTERS)
def test_what_zotero_exports_is_known_again(
    label: str, library: Library, held: dict[str, Any]
) -> None:
    text = translate("export", label, json.dumps(held["items"]))
    load = FORMATS[EXPORTERS[label]].load
    assert load is not None
    found = reconcile(load(text), library).results
    assert len(found) == len(library)
    others = [one for one in found if one.entry is None or one.outcome is Outcome.POSSIBLE]
    # Without authors, a title alone is never enough.
    assert len(others) <= sum(not entry.authors for entry in library.values())


# Of each type of Zotero one that says all that an entry can; the names are of nobody.
PEOPLE: dict[Role, tuple[StoredName, ...]] = {
    "editor": ("Ede, Eva", "Edo, Ed"),
    "translator": ("Tra, Tim",),
    "director": ("Dia, Di",),
}
FULL = Published(
    container_title="On Cogs",
    year=2020,
    month=3,
    date="2020-03-09",
    edition="2nd",
    chapter="7",
    event="Cog Days",
    original_date="1951-02-03",
)
EMPTY = Library(Contents(root=""))


def full_entries() -> list[Entry]:
    types: list[StoredType] = [STORED_TYPES[type_] for type_ in FAMILIES]
    return [
        Entry(
            key=f"cogs{number}",
            title=f"Cogs {number} and Gears",
            type=type_,
            authors=("Roe, Rita",),
            people=PEOPLE,
            published=FULL,
            genre="Cog Report",
            language="en",
            keywords=("cogs", "gears and wheels"),
            notes=Notes(note="Seen & <read>\ntwice", abstract="About cogs."),
            kept={"zotero-rdf": {"accessDate": "2024-05-01", "rights": "CC BY"}},
        )
        for number, type_ in enumerate(dict.fromkeys(types))
    ]


def facts(entry: Entry) -> dict[str, Any]:
    published = entry.published or Published()
    of_version = ("edition", "chapter", "event", "date", "original_date", "year", "month")
    of_entry = ("authors", "people", "genre", "language", "keywords", "notes", "kept")
    said = {name: getattr(published, name) for name in of_version}
    return said | {name: getattr(entry, name) for name in of_entry}


def test_zotero_holds_and_gives_back_all_that_a_reference_says() -> None:
    entries = full_entries()
    options = Options(target=FORMATS["zotero-rdf"].target())
    text = FORMATS["zotero-rdf"].dump(flat(tuple(entries)), EMPTY, options)
    held: dict[str, Any] = json.loads(translate("import", "RDF", text))
    items = {item["citationKey"]: item for item in held["items"]}
    for entry in entries:
        item = items[entry.key]
        assert item["abstractNote"] == "About cogs."
        assert item["accessDate"].startswith("2024-05-01")
        assert item["date"] == "2020-03-09"
        assert item["notes"] == ["<p>Seen &amp; &lt;read&gt;</p><p>twice</p>"]
        assert [tag["tag"] for tag in item["tags"]] == ["cogs", "gears and wheels"]
        said = json.dumps(item)
        assert all(text in said for text in ("2nd", "Cog Report", "1951-02-03", "Cog Days"))
        names = {name for names in PEOPLE.values() for name in names}
        assert all(str(name).partition(",")[0] in said for name in names)
    back = translate("export", "Zotero RDF", json.dumps(held["items"]))
    load = FORMATS["zotero-rdf"].load
    assert load is not None
    found = {entry.key: entry for entry in entries_of(load(back))}
    assert {key: facts(entry) for key, entry in found.items()} == {
        entry.key: facts(entry) for entry in entries
    }
