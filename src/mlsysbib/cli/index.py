"""`mlsysbib index`: bibliographic databases as files that are looked up offline."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import click

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.indexes import building, index_option, open_asked
from mlsysbib.cli.libraries import quiet_option
from mlsysbib.cli.output import counted, say, write_data
from mlsysbib.index.building import build_index
from mlsysbib.index.layout import About, IndexFileError
from mlsysbib.index.locate import (
    DEFAULT,
    build_default,
    data_folder,
    find_default_data,
    known_indexes,
    path_of,
)
from mlsysbib.index.readers.databases import Database, bare_name
from mlsysbib.index.record import Record, Work
from mlsysbib.index.sources import SOURCES, get_source
from mlsysbib.index.store import Store
from mlsysbib.text.markup import plain_text

_IDENTIFIER = re.compile(r"(doi|arxiv|dblp|anthology|openreview):(.+)", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
_MOST_SHOWN = 10
_REPORT_EVERY = 500


@click.group("index", short_help="Build and ask indexes of what is published.")
def command() -> None:
    """Build and ask indexes: databases such as DBLP as files, looked up offline.

    The library knows what its people curate; an index is wide, read-only and replaceable. `tidy`,
    `verify`, `add` and others ask the library first, then the indexes that are there.
    """


@command.command("list")
def list_() -> None:
    """List the indexes that are there: name, source, date, works, size, complete venue-years."""
    paths = known_indexes()
    rows = [("name", "source", "date", "works", "size", "complete")]
    for name, path in paths.items():
        try:
            store = Store(path)
        except IndexFileError as error:
            say(f"warning: {error}")
            continue
        about, size = store.about, os.path.getsize(path)
        complete = counted(len(store.coverage), "venue-year") if store.coverage else "-"
        works = f"{about.works:,}"
        rows.append((name, about.source or "-", about.date or "-", works, _size(size), complete))
    if DEFAULT not in paths and find_default_data():
        rows.append((DEFAULT, "mlsysbib-index", "-", "-", "-", "built on first use"))
    if len(rows) == 1:
        say("there is no index: `mlsysbib index build FILE`, or `pip install mlsysbib[index]`")
        return
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(f"{cell:<{w}}" for cell, w in zip(row, widths, strict=True)) for row in rows)
    write_data("".join(f"{line.rstrip()}\n" for line in lines))


def _size(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"  # noqa: PLR2004  # a billion


@command.command("build")
@click.argument("files", nargs=-1)
@click.option("--name", help="The name of the index; else that of the file.")
@click.option("-o", "--output", metavar="FILE", help="Write the index to a file of your own.")
@quiet_option
def build(*, files: tuple[str, ...], name: str | None, output: str | None, quiet: bool) -> int:
    """Build an index of a database's files; without any, the default one of its data.

    \b
    mlsysbib index build dblp.xml.gz
    mlsysbib index build crossref-parts/ --name crossref
    mlsysbib index build my.bib -o my.mlsysbib-index

    What can be read: the XML of DBLP, JSON lines of arXiv, OpenAlex and Crossref, .bib (also that
    of the ACL Anthology), .ris and .json; plain or as .gz, .bz2, .xz or .zst. The old index stays
    until the new one is whole.
    """
    if not files:
        if name or output:
            raise click.UsageError("the default index has its name and place; give FILES")
        with building("default", quiet=quiet) as watch:
            about = build_default(watch)
        _report(about, path_of(DEFAULT), quiet=quiet)
        return DONE
    title = name or bare_name(files[0])
    if not _NAME.fullmatch(title) or title in {DEFAULT, "none"}:
        raise click.UsageError(f"{title!r} cannot be the name of an index; --name gives another")
    path = output or path_of(title)
    _build(Database(files), About(name=title, source=os.path.basename(files[0])), path, quiet=quiet)
    return DONE


def _build(database: Database, about: About, path: str, *, quiet: bool) -> None:
    with building(about.name, quiet=quiet) as watch:

        def works() -> Iterator[tuple[Record, ...]]:
            for number, records in enumerate(database.works()):
                if not number % _REPORT_EVERY:
                    watch(database.share)
                yield records

        dated = About(
            name=about.name, source=about.source, licence=about.licence, date=database.date
        )
        made = build_index(path, works(), dated)
    _report(made, path, quiet=quiet)


def _report(about: About, path: str, *, quiet: bool) -> None:
    size = _size(os.path.getsize(path))
    say(f"{about.name}: {about.works:,} works, {size}: {path}", quiet=quiet)


@command.command("get")
@click.argument("name", metavar="|".join(SOURCES))
@click.option("--url", help="Fetch from another address, such as a mirror or an older release.")
@quiet_option
def get(*, name: str, url: str | None, quiet: bool) -> int:
    """Download a database and build its index; this alone uses the network.

    A download that breaks off is resumed by the next call. What has not changed is not fetched
    again.
    """
    from mlsysbib.network.downloads import download  # noqa: PLC0415  # start-up
    from mlsysbib.network.http import fetch  # noqa: PLC0415

    source = get_source(name)
    address = url or source.url
    checksum = ""
    if source.checksum:
        words = fetch(address + source.checksum, {}).decode("ascii", "replace").split()
        checksum = next((word for word in words if re.fullmatch(r"[0-9a-fA-F]{32}", word)), "")
        if not checksum:
            say(f"warning: {address}{source.checksum} holds no checksum: none is compared")
    file = os.path.join(data_folder(), "downloads", os.path.basename(source.url))
    with building(f"fetching {name}", quiet=quiet) as watch:
        is_new = download(
            address,
            file,
            checksum=checksum,
            watch=lambda done, total: watch(done / total if total else 0.0),
        )
    if not is_new and os.path.isfile(path_of(name)):
        say(f"{name}: the index is of the newest file that {address} has", quiet=quiet)
        return DONE
    about = About(name=name, source=address, licence=source.licence)
    _build(Database([file]), about, path_of(name), quiet=quiet)
    return DONE


@command.command("search")
@click.argument("words", nargs=-1, required=True)
@index_option
@quiet_option
def search(*, words: tuple[str, ...], indexes: tuple[str, ...], quiet: bool) -> int:
    """Show the works with a title or an identifier: doi:, arxiv:, dblp:, anthology:, openreview:.

    \b
    mlsysbib index search paged attention
    mlsysbib index search doi:10.1145/3600006.3613165

    Works with just that title come first, then those that share its rarest words.
    """
    index = open_asked(indexes, quiet=quiet)
    if not index:
        raise IndexFileError("there is no index to search: `mlsysbib index list`")
    text = " ".join(words)
    if found := _IDENTIFIER.fullmatch(text):
        works = index.by_identifier(found[1].lower(), found[2])
    else:
        near = index.near_title(text, _MOST_SHOWN)
        works = list({work.name: work for work in (*index.by_title(text), *near)}.values())
    write_data("\n".join(map(_shown, works[:_MOST_SHOWN])))
    say(counted(len(works[:_MOST_SHOWN]), "work"), quiet=quiet)
    return DONE if works else FINDINGS


def _shown(work: Work) -> str:
    first = work.records[0]
    names = "; ".join(first.authors) + ("; and others" if first.authors_cut else "")
    lines = [plain_text(first.title), names]
    for record in work.records:
        place = "arXiv" if record.is_preprint else record.container or record.venue
        where = ", ".join(filter(None, [place, str(record.year or ""), record.pages]))
        named = " ".join(f"{kind}:{value}" for kind, value in record.identifiers())
        said = ", ".join(record.sources)
        lines.append(f"{where}  {named}  [{work.index}: {said}]".replace("    ", "  "))
    return "\n    ".join(filter(None, lines)) + "\n"


@command.command("remove")
@click.argument("name")
@quiet_option
def remove(*, name: str, quiet: bool) -> int:
    """Delete an index of the user's data folder."""
    paths = known_indexes()
    if name not in paths:
        known = ", ".join(paths) or "none"
        raise IndexFileError(f"there is no index {name!r} (known: {known})")
    os.unlink(paths[name])
    say(f"{name}: removed", quiet=quiet)
    return DONE
