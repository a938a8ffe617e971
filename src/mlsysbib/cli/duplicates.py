"""`mlsysbib duplicates`: which references are one paper, or versions of one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

import click
import msgspec

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.duplicates_on_disk import STAGES, find_on_disk
from mlsysbib.cli.foreign import names_foreign, read_foreign
from mlsysbib.cli.libraries import library_option, open_library, quiet_option
from mlsysbib.cli.output import counted, progress, say, write_data
from mlsysbib.cli.selecting import QueryCommand, tell
from mlsysbib.formats.base import problems_of
from mlsysbib.matching import Findings, Match, Reference, Verdict, compare, find_duplicates, link
from mlsysbib.matching.entries import decisions_of_entries, references_of_entry
from mlsysbib.matching.records import RecordReader
from mlsysbib.matching.records.files import holds_records, read_records
from mlsysbib.model.library import Library
from mlsysbib.model.venue_matching import VenueMatcher, recognise_venue
from mlsysbib.problems import Problem
from mlsysbib.selecting.query.selecting import select
from mlsysbib.selecting.reading_lists.resolve import memberships
from mlsysbib.store.files import write_atomically
from mlsysbib.text.annotations import Lines, Weight, annotation
from mlsysbib.text.markup import plain_text


@click.command("duplicates", cls=QueryCommand, short_help="Find papers that are there twice.")
@click.argument("subjects", metavar="[QUERY|FILE]...", nargs=-1)
@click.option("--against", metavar="FILE", help="Compare with this file, or with `library`.")
@click.option("--explain", nargs=2, metavar="A B", help="Say what two references are, and why.")
@click.option("--certain", is_flag=True, help="Leave out what a person would have to look at.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="SHARE",
    help="Leave out verdicts that are less likely right than this, from 0 to 1.",
)
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "github"]), default="text"
)
@click.option("--each", is_flag=True, help="Look in each FILE by itself, not across them.")
@click.option("--workers", type=click.IntRange(1), default=1, help="Processes that share the work.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write the groups of references to this file, as JSON lines, and no matches.",
)
@click.option(
    "--engine",
    type=click.Choice(["memory", "disk"]),
    default="memory",
    help="`disk` is for more raw records than memory holds; it asks for -o.",
)
@library_option
@quiet_option
def command(
    *,
    subjects: tuple[str, ...],
    against: str | None,
    explain: tuple[str, str] | None,
    certain: bool,
    min_confidence: float,
    form: str,
    each: bool,
    workers: int,
    output: str | None,
    engine: str,
    library_path: str | None,
    quiet: bool,
) -> int:
    """Report references that are one paper (same) or versions of one (version-of).

    Without FILEs, among the entries of the library that match the QUERYs. With FILEs (.bib and
    others that can be read), among their references; --against compares them with another file or
    with the library. Raw records are read from JSON lines, `.jsonl` or `.jsonl.gz`: title, authors,
    venue, year, pages, volume, number, doi, arxiv, url; bad lines are set aside and named. With
    -o, FILE says of each reference that is there twice which `cluster` (one version) and which
    `work` it is of, by numbers; with `--engine disk` as well, the same comes out, and what memory
    would hold lies in files beside FILE, about 2 KB a record, until the end.

    Nothing is changed: `mlsysbib merge` is for that, and a relation `not-same-as` in an entry
    remembers that two are not one.

    Exit code 1 if there are any, those aside that are only possible.
    """
    if output and (against or explain):
        raise click.UsageError("-o is for the groups of one search: not with --against, --explain")
    if each and (output or against or explain):
        raise click.UsageError("--each looks in each file alone: not with -o, --against, --explain")
    library = open_library(library_path)
    decisions = decisions_of_entries(library.values())
    if engine == "disk":
        if not output or not subjects or not all(map(_is_records, subjects)):
            raise click.UsageError("--engine disk is for files of raw records, with -o")
        return find_on_disk(subjects, output, library, workers=workers, quiet=quiet)
    references = _references(subjects, library)
    if explain:
        others = _of_file(against, library) if against else ()
        first, second = (_named(name, (*references, *others)) for name in explain)
        match = compare(first, second, decisions)
        write_data("".join(f"{line}\n" for line in _lines(match)))
        return DONE
    with progress("duplicates", STAGES, quiet=quiet) as report:
        if against:
            others = _of_file(against, library)
            found = link(references, others, decisions, workers=workers, progress=report)
        else:
            findings = find_duplicates(references, decisions, workers=workers, progress=report)
            found = findings.matches
    if output:
        write_atomically(output, _as_groups(findings, references))
        say(
            f"{_amount(subjects, references)}: {counted(len(findings.clusters), 'cluster')}, "
            f"{counted(len(findings.works), 'work')} of several references",
            quiet=quiet,
        )
        return FINDINGS if findings.works else DONE
    shown = [
        match
        for match in found
        if not (certain and match.verdict.is_possible)
        and match.confidence >= min_confidence
        and not (each and _place(match.a)[0] != _place(match.b)[0])
    ]
    write_data(_FORMS[form](shown))
    counts = {verdict: sum(match.verdict is verdict for match in shown) for verdict in Verdict}
    parts = [f"{count} {verdict.value}" for verdict, count in counts.items() if count]
    say(f"{_amount(subjects, references)}: {', '.join(parts) or 'no duplicates'}", quiet=quiet)
    return FINDINGS if any(not match.verdict.is_possible for match in shown) else DONE


def _is_records(subject: str) -> bool:
    return _is_file(subject) and holds_records(subject)


def _amount(subjects: tuple[str, ...], references: Sequence[Reference]) -> str:
    """Say how many there are: the entries of a library, not their versions, or references."""
    if any(map(_is_file, subjects)):
        return counted(len(references), "reference")
    return counted(len({reference.work for reference in references}), "entry")


def _is_file(subject: str) -> bool:
    """Say whether a subject names a file; one that is missing is no query that finds nothing."""
    return os.path.isfile(subject) or names_foreign(subject)


def _references(subjects: tuple[str, ...], library: Library) -> tuple[Reference, ...]:
    """Return the references that are asked for: those of files, or the library's own."""
    files = list(filter(_is_file, subjects))
    queries = [subject for subject in subjects if subject not in files]
    references = [reference for path in files for reference in _of_file(path, library)]
    if queries or not files:
        entries = select(library, queries, memberships=lambda: memberships(library))
        references += [r for entry in entries for r in references_of_entry(entry, library.venues)]
    return tuple(references)


def _of_file(path: str, library: Library) -> tuple[Reference, ...]:
    """Return the references of a file, named by place and key; those of `library` by key."""
    if path == "library":
        return tuple(r for e in library.values() for r in references_of_entry(e, library.venues))
    if holds_records(path):
        return _of_records(path, library)
    reads = read_foreign(path)
    tell(problems_of(reads))
    matcher = VenueMatcher(library.venues)
    return tuple(
        # Versions that one record of a file names are one reference: the published one.
        msgspec.structs.replace(
            references_of_entry(recognise_venue(read.entry, matcher), library.venues, read.kind)[0],
            id=f"{path}:{read.line}: {read.entry.key}",
            work="",
        )
        for read in reads
        if read.entry
    )


def _of_records(path: str, library: Library) -> tuple[Reference, ...]:
    """Return the references of a file of raw records, and tell of those that are set aside."""
    reader = RecordReader(VenueMatcher(library.venues))
    references: list[Reference] = []
    problems: list[Problem] = []
    for found in read_records(path, reader):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            references.append(found)
    tell(problems)
    return tuple(references)


def _as_groups(findings: Findings, references: Sequence[Reference]) -> bytes:
    """Return a line for each reference that is in a group: its clusters and works are numbered."""
    rows: dict[int, dict[str, str | int]] = {}
    for name, groups in (("cluster", findings.clusters), ("work", findings.works)):
        for number, group in enumerate(groups, 1):
            for position in group:
                rows.setdefault(position, {"id": references[position].id})[name] = number
    return msgspec.json.Encoder().encode_lines([rows[position] for position in sorted(rows)])


def _named(name: str, references: Sequence[Reference]) -> Reference:
    """Return the reference with this identifier, or with this key at its end."""
    for reference in references:
        if reference.id == name or reference.id.endswith(f": {name}"):
            return reference
    raise click.UsageError(f"no reference {name!r} among the {len(references)} that were read")


def _as_text(matches: list[Match]) -> str:
    blocks = ("".join(f"{line}\n" for line in _lines(match)) for match in matches)
    return "\n".join(blocks)


def _lines(match: Match) -> Iterator[str]:
    yield f"{match.verdict.value}  {match.a.id}  {match.b.id}"
    for reference in (match.a, match.b):
        said = (plain_text(reference.title), reference.venue.label, str(reference.year or ""))
        about = ", ".join(filter(None, said))
        yield f"    {about}"
    for evidence in match.evidence:
        yield f"  {evidence}"


def _place(reference: Reference) -> tuple[str, int]:
    """Return the file and line of a reference, as its identifier begins; none of the library's."""
    found = _PLACE.match(reference.id)
    return (found[1], int(found[2])) if found else ("", 0)


_PLACE = re.compile(r"(.+?):(\d+): ")


def _as_annotations(matches: list[Match]) -> str:
    """Return what stands on the later of two references: it is the one to go."""
    commands = []
    for match in matches:
        first, later = sorted((match.a, match.b), key=_place)
        path, line = _place(later)
        weight: Weight = "notice" if match.verdict.is_possible else "warning"
        if path:
            text = "\n".join([f"{match.verdict.value}: {first.id}", *map(str, match.evidence)])
            commands.append(annotation(weight, Lines(path, line), "duplicate", text))
    return "".join(commands)


def _as_json(matches: list[Match]) -> str:
    rows = [
        {
            "verdict": match.verdict.value,
            "a": match.a.id,
            "b": match.b.id,
            "score": match.score,
            "confidence": match.confidence,
            "evidence": [str(evidence) for evidence in match.evidence],
        }
        for match in matches
    ]
    return msgspec.json.format(msgspec.json.encode(rows), indent=2).decode() + "\n"


_FORMS = {"text": _as_text, "json": _as_json, "github": _as_annotations}
