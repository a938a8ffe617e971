"""`mlsysbib add`: one paper, from a registry or from a paste."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from urllib.parse import quote

import click
import msgspec

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.foreign import decode_foreign, say_left_out, with_path
from mlsysbib.cli.indexes import index_option, open_asked
from mlsysbib.cli.libraries import library_option, open_library, quiet_option, writable_root
from mlsysbib.cli.output import difference, say, write_data, write_difference
from mlsysbib.cli.selecting import tell
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Read, entries_of, problems_of
from mlsysbib.intake.importing import Action, Planned, missing_venue, plan_import, settle
from mlsysbib.intake.record_finding import RecordFinder
from mlsysbib.keys.propose import taken_names
from mlsysbib.keys.rename import check_new_key
from mlsysbib.model.entry import Entry, Provenance
from mlsysbib.model.library import Library
from mlsysbib.network import arxiv, crossref
from mlsysbib.network.http import fetch
from mlsysbib.problems import FindingError, LoadError, Problem, UnreadableError
from mlsysbib.store.files import read_bytes, write_files
from mlsysbib.store.places import place_of_entry
from mlsysbib.store.snapshot import load_shipped
from mlsysbib.store.writer import dump_entry
from mlsysbib.text.identifiers import clean_doi, parse_arxiv_id
from mlsysbib.text.urls import is_arxiv_doi

# What no key has.
_IDENTIFIER = re.compile(r"[:/.]")


@click.command("add", short_help="Add papers from arXiv, Crossref, a paste, the shipped ones.")
@click.argument("identifiers", metavar="[arxiv:ID|doi:ID|dblp:KEY|TITLE|KEY]...", nargs=-1)
@click.option("--from-bibtex", "paste", metavar="FILE", help="A BibTeX entry; - for stdin.")
@click.option("--mailto", envvar="MLSYSBIB_MAILTO", help="Your address, for the registry.")
@click.option("--key", help="A key of your own, instead of the proposed one.")
@click.option("--dry-run", is_flag=True, help="Show the file and write nothing.")
@index_option
@library_option
@quiet_option
def command(
    *,
    identifiers: tuple[str, ...],
    paste: str | None,
    mailto: str | None,
    key: str | None,
    dry_run: bool,
    indexes: tuple[str, ...],
    library_path: str | None,
    quiet: bool,
) -> int:
    """Add papers to the library: a key is proposed, the file shown and written.

    \b
    mlsysbib add arxiv:2309.06180
    mlsysbib add doi:10.1145/3600006.3613165
    mlsysbib add "orca a distributed serving"   by words of the title, from an index
    mlsysbib add dblp:conf/osdi/YuJKKC22
    mlsysbib add dean2012large               as the shipped library has it, topics and sources too
    mlsysbib add --from-bibtex -             a paste from ACM, USENIX, DBLP or Scholar

    Indexes are asked first, and the network where they know nothing. A paper that is there gets the
    version it lacks; nothing that it says is changed.
    """
    if bool(identifiers) == bool(paste):
        raise click.UsageError("give arxiv:ID, doi:ID or a KEY, or --from-bibtex FILE")
    root = writable_root(library_path)
    library = open_library(root)
    if paste:
        reads = _pasted(paste, quiet=quiet)
    else:
        finder = cache(lambda: RecordFinder(open_asked(indexes, quiet=quiet), library.venues))
        entries = _entries_of(identifiers, library, finder, mailto or "")
        reads = tuple(Read(entry=entry) for entry in entries)
    if key and len(reads) > 1:
        raise click.UsageError(f"one key for {len(reads)} papers: --key names a single one")
    code = DONE
    texts: dict[str, str] = {}
    reports = []
    for planned in plan_import(reads, library):
        if planned.action is Action.POSSIBLE:
            _tell_possible(planned)
            code = FINDINGS
            continue
        entry = _keyed(planned, key, library)
        path, text = place_of_entry(entry, library), dump_entry(entry)
        # A paper that was pasted twice is shown as what the second paste makes of the first.
        old = texts.get(path) or _old_text(entry, library, root)
        if old:
            write_difference(difference(old, text, path))
        else:
            write_data(text)
        if text == old:
            reports.append(f"{entry.key} is there already")
            continue
        texts[path] = text
        would_be = "would be " if dry_run else ""
        reports.append(f"{path}: {would_be}written ({planned.action.value})")
    if not dry_run:
        write_files(root, texts)
    for report in reports:
        say(report, quiet=quiet)
    return code


def _entries_of(
    names: Iterable[str], library: Library, finder: Callable[[], RecordFinder], mailto: str
) -> Iterator[Entry]:
    """Yield what each name means: a work of an index or registry, or an entry that is shipped."""
    # What registries and indexes are asked for needs no shipped library.
    shipped = cache(lambda: Library(load_shipped()))
    for name in names:
        if _IDENTIFIER.search(name) or " " in name:
            yield _recorded(name, finder()) or _asked(name, mailto)
        else:
            yield _settled(shipped().get_entry(name), library)


def _recorded(name: str, finder: RecordFinder) -> Entry | None:
    """Return the entry of what an index knows; None for what only a registry may know."""
    kind, _, rest = name.partition(":")
    kind = kind.lower()
    if kind in {"dblp", "anthology"}:
        if entry := finder.by_identifier(kind, rest):
            return entry
        raise UnreadableError(f"no index knows {name}: `mlsysbib index list` names those there are")
    if " " in name and not _IDENTIFIER.search(name.partition(" ")[0]):
        found = finder.by_words(name)
        if len(found) == 1:
            return found[0]
        if not found:
            raise UnreadableError(f"no index knows a title with the words {name!r}")
        listed = "".join(f"\n    {line}" for line in map(finder.shown, found))
        raise FindingError(f"{len(found)} works have titles with these words:{listed}")
    doi = clean_doi(rest if kind == "doi" else name)
    if doi and not is_arxiv_doi(doi):
        return finder.by_identifier("doi", doi)
    arxiv_id = parse_arxiv_id(name)
    return finder.by_identifier("arxiv", arxiv_id.id) if arxiv_id else None


def _asked(identifier: str, mailto: str) -> Entry:
    """Ask the registry that an identifier belongs to."""
    kind, _, rest = identifier.partition(":")
    doi = clean_doi(rest if kind.lower() == "doi" else identifier).lower()
    if doi and not is_arxiv_doi(doi):
        url = os.environ.get("MLSYSBIB_CROSSREF_API", crossref.API)
        content = fetch(f"{url}/{quote(doi)}", {"mailto": mailto} if mailto else {}, mailto)
        return crossref.read_answer(content, doi)
    if kind.lower() not in {"arxiv", "doi", "https", "http"} and not identifier[:1].isdigit():
        raise click.UsageError(f"{identifier!r} is no arxiv:ID and no doi:ID")
    if kind.lower() == "doi" and not doi:
        raise click.UsageError(f"{rest!r} is no DOI: these are like 10.1145/3600006.3613165")
    found = parse_arxiv_id(doi or identifier)
    if found is None and not (kind.lower() == "arxiv" and any(map(str.isdigit, rest))):
        raise click.UsageError(f"{identifier!r} names nothing on arXiv, and holds no DOI")
    # Whether an odd one is known, arXiv knows best.
    id_ = found.id if found else rest.strip()
    url = os.environ.get("MLSYSBIB_ARXIV_API", arxiv.API)
    return arxiv.read_answer(fetch(url, {"id_list": id_, "max_results": "1"}, mailto), id_)


def _settled(entry: Entry, library: Library) -> Entry:
    """Return a shipped entry as the library can hold it."""
    if venue := missing_venue(entry, library):
        hint = f"a file venues/{venue}.toml, or inherit-venues = true in mlsysbib.toml"
        raise click.UsageError(f"{entry.key} needs the venue {venue}, which is not here: {hint}")
    return settle(entry, topics=library.topics, names=taken_names(library))


def _pasted(path: str, *, quiet: bool) -> tuple[Read, ...]:
    """Return the references of a paste that can be parsed; raise LoadError if none can."""
    load = FORMATS["bibtex"].load
    assert load is not None  # noqa: S101  # BibTeX can be read
    name = "<stdin>" if path == "-" else path
    reads = [with_path(read, name) for read in load(decode_foreign(path))]
    problems = problems_of(reads)
    if not entries_of(reads):
        raise LoadError(problems or [Problem(name, 0, "block-broken", "no BibTeX entry is here")])
    tell(problems)
    say_left_out(reads, quiet=quiet)
    provenance = Provenance(sources=("bibtex",))
    return tuple(
        msgspec.structs.replace(
            read, entry=msgspec.structs.replace(read.entry, provenance=provenance)
        )
        for read in reads
        if read.entry
    )


def _tell_possible(planned: Planned) -> None:
    name = planned.foreign.key or planned.foreign.plain_title
    say(f"{name}: is this {planned.entry.key}? it was not written")
    for note in planned.notes:
        say(f"    {note}")


def _keyed(planned: Planned, key: str | None, library: Library) -> Entry:
    """Return the entry that is planned; a new one under a key that was asked for."""
    if planned.action is not Action.NEW or not key:
        return planned.entry
    check_new_key(library, key)
    others = tuple(name for name in planned.entry.aliases if name.casefold() != key.casefold())
    return msgspec.structs.replace(planned.entry, key=key, aliases=others)


def _old_text(entry: Entry, library: Library, root: str) -> str:
    """Return what the file of an entry holds, "" if it has none yet."""
    if entry.key not in library:
        return ""
    return read_bytes(os.path.join(root, library.path_of(entry.key))).decode()
