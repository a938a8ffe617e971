"""`mlsysbib check`: what is wrong in a library, file by file."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click
import msgspec

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.choices import NearChoice
from mlsysbib.cli.libraries import library_option, quiet_option, writable_root
from mlsysbib.cli.output import say, write_data
from mlsysbib.formats.targets import TARGETS
from mlsysbib.lint import RULES, get_rule
from mlsysbib.lint.check import check
from mlsysbib.lint.rule import LibraryCheck
from mlsysbib.model.library import Contents, Library
from mlsysbib.problems import Problem
from mlsysbib.query.selecting import select
from mlsysbib.store.shipped import load_shipped


@click.command("check", short_help="Report what is wrong in a library.")
@click.argument("subjects", metavar="[PATH|QUERY]...", nargs=-1)
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "github"]), default="text"
)
@click.option(
    "--for",
    "target_name",
    type=NearChoice([target.name for target in TARGETS.values() if target.styles]),
    help="Say what the styles of this target would warn of, too.",
)
@click.option("--explain", metavar="RULE", help="Print the manual page of a rule, or `all`.")
@library_option
@quiet_option
def command(
    *,
    subjects: tuple[str, ...],
    form: str,
    target_name: str | None,
    explain: str | None,
    library_path: str | None,
    quiet: bool,
) -> int:
    """Check the files of a library: syntax, schema, and what they say of each other.

    With PATHs only their problems are shown, with a QUERY those of the entries it matches.
    """
    if explain:
        write_data(_manual(explain))
        return DONE
    root = writable_root(library_path)
    contents, problems = check(root, load_shipped().venues, layers=_layers(target_name))
    if subjects:
        wanted = _wanted(subjects, contents, root)
        problems = [problem for problem in problems if problem.path in wanted]
    write_data(_FORMS[form](problems))
    errors = sum(problem.level == "error" for problem in problems)
    count = len(contents.entries)
    say(f"{count} entries, {errors} errors, {len(problems) - errors} warnings", quiet=quiet)
    return FINDINGS if any(problem.level != "info" for problem in problems) else DONE


def _layers(target_name: str | None) -> dict[str, LibraryCheck]:
    """Return the layers that are asked for; they are only loaded if they are."""
    if not target_name:
        return {}
    from mlsysbib.lint.style_warnings import find_style_warnings  # noqa: PLC0415  # start-up

    return {"style-field-missing": find_style_warnings(TARGETS[target_name])}


def _manual(id_: str) -> str:
    if id_ == "all":
        width = max(len(rule.id) for rule in RULES)
        return "".join(f"{rule.id:<{width}}  {rule.summary}\n" for rule in RULES)
    return get_rule(id_).manual


def _wanted(subjects: tuple[str, ...], contents: Contents, root: str) -> frozenset[str]:
    """Return the paths that are meant: files and folders by name, entries by query."""
    wanted: set[str] = set()
    queries = []
    for subject in subjects:
        if os.path.exists(subject):
            wanted.update(_files_at(subject, root))
        else:
            queries.append(subject)
    if queries:
        library = Library(contents)
        wanted.update(library.path_of(entry.key) for entry in select(library, queries))
    return frozenset(wanted)


def _files_at(path: str, root: str) -> Iterator[str]:
    """Yield a file, or all files of a folder, relative to the root with `/`."""
    found = [path] if os.path.isfile(path) else []
    for folder, _, names in os.walk(path):
        found += [os.path.join(folder, name) for name in names]
    for file in found:
        yield os.path.relpath(os.path.realpath(file), os.path.realpath(root)).replace(os.sep, "/")


def _as_text(problems: list[Problem]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


def _as_json(problems: list[Problem]) -> str:
    return msgspec.json.format(msgspec.json.encode(problems), indent=2).decode() + "\n"


def _as_github(problems: list[Problem]) -> str:
    """Return workflow commands, which GitHub shows beside the lines of a pull request."""
    names = {"error": "error", "warning": "warning", "info": "notice"}
    return "".join(
        f"::{names[problem.level]} file={problem.path},line={max(problem.line, 1)},"
        f"title={problem.rule}::{_escaped(problem.text)}\n"
        for problem in problems
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


_FORMS = {"text": _as_text, "json": _as_json, "github": _as_github}
