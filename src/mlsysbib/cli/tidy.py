"""`mlsysbib tidy`: the author's own `.bib`, with true data under the author's keys."""

from __future__ import annotations

from collections import Counter

import click
import msgspec

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.choices import AuthorLimitType, NearChoice
from mlsysbib.cli.foreign import read_input
from mlsysbib.cli.indexes import index_option, open_asked
from mlsysbib.cli.libraries import library_option, open_library, quiet_option
from mlsysbib.cli.output import annotate_difference, counted, say, show_difference, write_data
from mlsysbib.cli.selecting import tell
from mlsysbib.formats.base import AuthorLimit, Options
from mlsysbib.formats.targets import TARGETS, get_target
from mlsysbib.intake.tidying import Fate, Tidied, tidy
from mlsysbib.problems import LoadError, Problem
from mlsysbib.store.files import write_if_changed
from mlsysbib.text.encodings import (
    bad_bytes,
    decode_exactly,
    encode_like,
    with_western_bytes,
    without_bad_bytes,
)

_TARGETS = [name for name, target in TARGETS.items() if target.dialect in {"bibtex", "biblatex"}]


@click.command("tidy", short_help="Repair a .bib file, and keep its keys.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--for", "target_name", type=NearChoice(_TARGETS), default="natbib")
@click.option("-o", "--output", metavar="FILE", help="Write into another file.")
@click.option("-i", "--in-place", is_flag=True, help="Write into the file itself.")
@click.option("--check", is_flag=True, help="Show a diff; exit 1 if the file is not tidy.")
@click.option(
    "--format",
    "form",
    type=NearChoice(["text", "github"]),
    default="text",
    help="With --check: a diff, or annotations on the lines of a pull request.",
)
@click.option("--keep-preprints", is_flag=True, help="Leave preprints that have been published.")
@click.option("--venue", type=NearChoice(["full", "short", "acronym"]), default="full")
@click.option("--max-authors", "author_limit", type=AuthorLimitType())
@click.option("--only-library", is_flag=True, help="Ask no index; the same as --index none.")
@index_option
@library_option
@quiet_option
def command(
    *,
    files: tuple[str, ...],
    target_name: str,
    output: str | None,
    in_place: bool,
    check: bool,
    form: str,
    keep_preprints: bool,
    venue: str,
    author_limit: AuthorLimit | None,
    only_library: bool,
    indexes: tuple[str, ...],
    library_path: str | None,
    quiet: bool,
) -> int:
    """Replace what the library knows in each FILE by its data, under the keys that FILE has.

    What the library does not know and an index does is written from there, with all that FILE says
    beside. Preprints that have been published are upgraded, never the other way. What nothing knows
    is cleaned of what is certainly wrong; comments, strings and order stay. References that may be
    a paper of the library are named and left alone.
    """
    if sum((bool(output), in_place, check)) > 1:
        raise click.UsageError("-o, --in-place and --check exclude each other")
    if "-" in files and (in_place or check):
        raise click.UsageError("-i and --check are for a file, and - is stdin")
    if len(files) > 1 and not (in_place or check):
        raise click.UsageError(f"{len(files)} files: -i writes into each, --check compares each")
    if form != "text" and not check:
        raise click.UsageError(f"--format {form} goes with --check")
    # All are read before any is written.
    inputs = [(file, data, _decoded(data, file)) for file in files for data in [read_input(file)]]
    options = Options(target=get_target(target_name), author_limit=author_limit)
    options = msgspec.structs.replace(options, venue=venue)
    index = open_asked(("none",) if only_library else indexes, quiet=quiet)
    library = open_library(library_path)
    code = DONE
    for file, data, text in inputs:
        tidied = tidy(text, library, options, index=index, keep_preprints=keep_preprints)
        _summarise(tidied, file, quiet=quiet)
        target = file if in_place else output or "-"
        if not check and target == "-":
            write_data(with_western_bytes(tidied.text))
        else:
            content = _encoded(tidied.text, data, file)
            if check:
                after = without_bad_bytes(decode_exactly(content)[0])
                compare = show_difference if form == "text" else annotate_difference
                code = max(code, compare(without_bad_bytes(text), after, file))
                continue
            write_if_changed(target, content)
        if any(problem.level == "error" for problem in tidied.problems):
            code = FINDINGS
    return code


def _summarise(tidied: Tidied, file: str, *, quiet: bool) -> None:
    """Say on stderr what has become of the references of a file."""
    tell([msgspec.structs.replace(problem, path=file) for problem in tidied.problems])
    counts = Counter(fate for _, fate in tidied.fates)
    parts = [f"{counts[fate]} {fate.value}" for fate in Fate]
    twice = sum(problem.rule == "reference-duplicate" for problem in tidied.problems)
    parts += [counted(twice, "duplicate"), counted(len(tidied.problems) - twice, "problem")]
    say(f"{file}: {counted(len(tidied.fates), 'reference')}: {', '.join(parts)}", quiet=quiet)
    if tidied.sources:
        origins = Counter(tidied.sources).most_common()
        listed = ", ".join(f"{count} of {source}" for source, count in origins)
        say(f"{file}: written from an index: {listed}", quiet=quiet)


def _decoded(data: bytes, path: str) -> str:
    """Return the text of a file, and name its bad bytes; raise LoadError if it would lose any."""
    text, encoding = decode_exactly(data)
    name = encoding.removesuffix("-sig").upper()
    if encode_like(text, data)[0] != data:
        line = text.count("\n", 0, text.find("\ufffd")) + 1
        raise LoadError([Problem(path, line, "file-encoding", f"this is not {name}")])
    said = f"a byte that is not {name}: what it stands in is left as it is"
    tell(Problem(path, line, "file-encoding", said, "", "warning") for line in bad_bytes(text))
    return text


def _encoded(text: str, data: bytes, path: str) -> bytes:
    """Return a text in the encoding that a file had, and say so if it cannot be."""
    content, encoding = encode_like(text, data)
    before = decode_exactly(data)[1]
    if encoding != before:
        say(f"{path}: warning: {before} lacks a character: written as {encoding}")
    return content
