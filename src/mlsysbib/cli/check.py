"""`mlsysbib check`: what is wrong in a library, file by file."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click
import msgspec

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.choices import NearChoice
from mlsysbib.cli.libraries import library_option, locate, quiet_option, writable_root
from mlsysbib.cli.output import (
    counted,
    difference,
    say,
    show_problems,
    write_data,
    write_difference,
)
from mlsysbib.formats.targets import TARGETS
from mlsysbib.lint import RULES, get_rule
from mlsysbib.lint.check import check, check_contents
from mlsysbib.lint.fixing import find_fixes
from mlsysbib.lint.rule import LibraryCheck
from mlsysbib.model.library import Contents, Library
from mlsysbib.problems import LEVELS, Level, Problem
from mlsysbib.selecting.query.selecting import select
from mlsysbib.store.files import read_bytes, write_files
from mlsysbib.store.reader import read_leniently
from mlsysbib.store.snapshot import load_shipped
from mlsysbib.store.writer import dump_entry, find_comment
from mlsysbib.text.annotations import Lines, Weight, annotation


@click.command("check", short_help="Report what is wrong in a library.")
@click.argument("subjects", metavar="[PATH|QUERY]...", nargs=-1)
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "github"]), default="text"
)
@click.option(
    "--level",
    type=click.Choice(LEVELS[::-1]),
    default="warning",
    show_default=True,
    help="Report what weighs as much or more; `info` names missing facts too.",
)
@click.option("--duplicates/--no-duplicates", default=True, help="Look for duplicates, or do not.")
@click.option("--fix", is_flag=True, help="First set right what is certain.")
@click.option("--dry-run", is_flag=True, help="With --fix: write nothing, show the difference.")
@click.option(
    "--for",
    "target_name",
    type=NearChoice([target.name for target in TARGETS.values() if target.styles]),
    help="Say what the styles of this target would warn of, too.",
)
@click.option(
    "--index",
    "indexes",
    multiple=True,
    metavar="NAME|FILE",
    help="Ask an index for publications of preprints, too; may be repeated.",
)
@click.option("--explain", metavar="RULE", help="Print the manual page of a rule, or `all`.")
@library_option
@quiet_option
def command(
    *,
    subjects: tuple[str, ...],
    form: str,
    level: Level,
    duplicates: bool,
    fix: bool,
    dry_run: bool,
    target_name: str | None,
    indexes: tuple[str, ...],
    explain: str | None,
    library_path: str | None,
    quiet: bool,
) -> int:
    """Check the files of a library: syntax, schema, what they say of each other, and the rules.

    With PATHs only their problems are shown, with a QUERY those of the entries it matches. Exit
    code 1 if there are errors or warnings.
    """
    if explain:
        write_data(_manual(explain))
        return DONE
    if dry_run and not fix:
        raise click.UsageError("--dry-run goes with --fix")
    root = writable_root(library_path) if fix else locate(library_path)
    shipped = load_shipped()
    if fix and root:
        _fix(subjects, root, frozenset(shipped.venues), dry_run=dry_run, quiet=quiet)
        if dry_run:
            return DONE
    layers = _layers(target_name, indexes, duplicates=duplicates)
    if root is None:
        contents, root = shipped, ""
        problems = check_contents(contents, least=level, layers=layers)
    else:
        contents, problems = check(root, shipped.venues, least=level, layers=layers)
    if subjects:
        wanted = _wanted(subjects, contents, root)
        problems = [problem for problem in problems if problem.path in wanted]
    show = show_problems if form == "text" else write_data
    show(_in_form(form, problems, root))
    say(_count(len(contents.entries), problems, level), quiet=quiet)
    return FINDINGS if any(problem.level != "info" for problem in problems) else DONE


def _layers(
    target_name: str | None, indexes: tuple[str, ...], *, duplicates: bool
) -> dict[str, LibraryCheck]:
    """Return the layers that are asked for; they are only loaded if they are."""
    layers: dict[str, LibraryCheck] = {}
    if target_name:
        from mlsysbib.lint.style_warnings import find_style_warnings  # noqa: PLC0415  # start-up

        layers["style-field-missing"] = find_style_warnings(TARGETS[target_name])
    if duplicates:
        from mlsysbib.lint.duplicate_entries import find_duplicate_entries  # noqa: PLC0415  # numpy

        layers["entry-duplicate"] = find_duplicate_entries
    if indexes:
        from mlsysbib.cli.indexes import open_asked  # noqa: PLC0415
        from mlsysbib.lint.recorded_preprints import with_index  # noqa: PLC0415

        layers["preprint-published"] = with_index(open_asked(indexes))
    return layers


def _count(entries: int, problems: list[Problem], least: Level) -> str:
    numbers = {level: sum(problem.level == level for problem in problems) for level in LEVELS}
    parts = [
        counted(entries, "entry"),
        counted(numbers["error"], "error"),
        counted(numbers["warning"], "warning"),
    ]
    return ", ".join([*parts, counted(numbers["info"], "note")] if least == "info" else parts)


def _manual(id_: str) -> str:
    if id_ == "all":
        width = max(len(rule.id) for rule in RULES)
        return "".join(f"{rule.id:<{width}}  {rule.level:<7}  {rule.summary}\n" for rule in RULES)
    rule = get_rule(id_)
    fixed = "; `--fix` sets right what is certain" if rule.fix else ""
    return f"{rule.manual}\nLevel: {rule.level}{fixed}.\n"


def _fix(
    subjects: tuple[str, ...], root: str, venues: frozenset[str], *, dry_run: bool, quiet: bool
) -> None:
    """Write the entries that can be set right, in the one layout; or show what would change."""
    contents, _ = read_leniently(root, lambda: venues)
    wanted = _wanted(subjects, contents, root) if subjects else frozenset(contents.paths)
    texts: dict[str, str] = {}
    reports: list[str] = []
    for path, entry, rules in find_fixes(contents):
        if path not in wanted:
            continue
        old, new = read_bytes(os.path.join(root, path)).decode("utf-8-sig"), dump_entry(entry)
        if line := find_comment(old):
            say(f"{path}:{line}: error: a comment would be lost (comment-lost)")
        else:
            texts[path] = new
            reports.append(
                difference(old, new, path) if dry_run else f"{path}: fixed ({', '.join(rules)})"
            )
    if dry_run:
        write_difference("".join(reports))
        return
    write_files(root, texts)
    for report in reports:
        say(report, quiet=quiet)


def _wanted(subjects: tuple[str, ...], contents: Contents, root: str) -> frozenset[str]:
    """Return the paths that are meant: files and folders by name, entries by query."""
    wanted: set[str] = set()
    queries = []
    for subject in subjects:
        place = next(filter(os.path.exists, (subject, os.path.join(root, subject))), "")
        if place and root:
            wanted.update(_files_at(place, root))
        elif _names_place(subject):
            # No query that finds no fault.
            raise click.UsageError(f"{subject}: no such file or folder here or in the library")
        else:
            queries.append(subject)
    if queries:
        library = Library(contents)
        wanted.update(library.path_of(entry.key) for entry in select(library, queries))
    return frozenset(wanted)


def _names_place(subject: str) -> bool:
    """Say whether a subject is a path, and no query: those have no slash but in a topic."""
    return subject.endswith((".toml", ".md")) or ("/" in subject and ":" not in subject)


def _files_at(path: str, root: str) -> Iterator[str]:
    """Yield a file, or all files of a folder, relative to the root with `/`."""
    found = [path] if os.path.isfile(path) else []
    for folder, _, names in os.walk(path):
        found += [os.path.join(folder, name) for name in names]
    for file in found:
        yield os.path.relpath(os.path.realpath(file), os.path.realpath(root)).replace(os.sep, "/")


def _in_form(form: str, problems: list[Problem], root: str) -> str:
    match form:
        case "json":
            return msgspec.json.format(msgspec.json.encode(problems), indent=2).decode() + "\n"
        case "github":
            return "".join(
                _annotation(problem, _folder_in_repository(root)) for problem in problems
            )
    return "".join(f"{problem}\n" for problem in problems)


_WEIGHTS: dict[Level, Weight] = {"error": "error", "warning": "warning", "info": "notice"}


def _annotation(problem: Problem, folder: str) -> str:
    """Return a workflow command, which GitHub shows beside the line of a pull request."""
    text = f"{problem.text}\nhint: {problem.hint}" if problem.hint else problem.text
    place = Lines(folder + problem.path, problem.line)
    return annotation(_WEIGHTS[problem.level], place, problem.rule, text)


def _folder_in_repository(root: str) -> str:
    """Return where the library lies in the checkout of a workflow, as GitHub wants its paths."""
    workspace = os.environ.get("GITHUB_WORKSPACE", "")
    if not workspace:
        return ""
    folder = os.path.relpath(os.path.realpath(root), os.path.realpath(workspace))
    outside = folder == os.curdir or folder.startswith(os.pardir) or os.path.isabs(folder)
    return "" if outside else folder.replace(os.sep, "/") + "/"
