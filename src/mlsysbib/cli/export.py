"""`mlsysbib export`: entries in a format, for a target, on stdout or into a file."""

from __future__ import annotations

import os.path
from typing import Any

import click
import msgspec

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.choices import AuthorLimitType, FormatChoice, NearChoice, TargetChoice
from mlsysbib.cli.clashes import refuse_clashes
from mlsysbib.cli.libraries import Source, library_option, quiet_option
from mlsysbib.cli.output import counted, deliver
from mlsysbib.cli.selecting import (
    QueryCommand,
    choose,
    choosing_options,
    tell,
    tell_nothing,
)
from mlsysbib.formats import FORMATS, Format, format_for
from mlsysbib.formats.base import Options
from mlsysbib.formats.targets import Target, get_target
from mlsysbib.model.library import Library
from mlsysbib.model.selection import Selection, flat
from mlsysbib.selecting.choice import Choosing

_PAGES = frozenset({"markdown", "html"})  # what people read: in sections, the newest first


@click.command("export", cls=QueryCommand, short_help="Write entries in a format.")
@choosing_options
@click.option(
    "-f",
    "--format",
    "format_name",
    type=FormatChoice(),
    help="The format; default: as the suffix of -o says, else bibtex.",
)
@click.option(
    "--for",
    "target_name",
    type=TargetChoice(),
    help="The style family or program that reads the output; default: the format's first.",
)
@click.option(
    "-o", "--output", metavar="FILE|DIR", help="Write into a file, and only if it changes."
)
@click.option(
    "--check", is_flag=True, help="Write nothing; exit 1 with a diff if the file differs."
)
@click.option("--into", metavar="FILE", help="Put the result between the markers of a page.")
@click.option("--bib", metavar="FILE", help="Write the same entries as a .bib beside it.")
@click.option(
    "--split",
    type=NearChoice(["topic", "venue", "section"]),
    help="A file for each, into the folder that -o names.",
)
@click.option(
    "--to", type=NearChoice(["zotero"]), help="Into the Zotero that runs on this machine."
)
@click.option("--dry-run", is_flag=True, help="With --to: say what would go where.")
@click.option("--version", type=NearChoice(["published", "preprint", "both"]), default="published")
@click.option("--venue", type=NearChoice(["full", "short", "acronym"]), default="full")
@click.option("--eprint", type=NearChoice(["always", "preprint-only", "never"]))
@click.option("--links", type=NearChoice(["doi", "url", "both", "none"]), default="doi")
@click.option("--strings", type=NearChoice(["inline", "macros"]), default="inline")
@click.option("--encoding", type=NearChoice(["latex", "utf8"]))
@click.option("--max-authors", "author_limit", type=AuthorLimitType())
@click.option("--emit-aliases", is_flag=True, help="Write old keys too, for classic BibTeX.")
@click.option("--key-pattern", metavar="PATTERN", help="Make other keys, for this export only.")
@click.option("--key-map", metavar="FILE", help="Other keys: old<TAB>new or old -> new, by line.")
@click.option("--title-case", type=NearChoice(["sentence", "as-is"]), default="sentence")
@click.option("--group-by", type=NearChoice(["topic", "venue", "year", "author"]), default="topic")
@click.option("--style", type=NearChoice(["awesome", "numbered", "table", "annotated"]))
@click.option("--repeats", type=NearChoice(["full", "see-also"]), default="full")
@click.option("--contents/--no-contents", default=None, help="With or without table of contents.")
@library_option
@quiet_option
def command(
    *,
    queries: tuple[str, ...],
    list_name: str | None,
    cited_in: tuple[str, ...],
    keys_from: str | None,
    from_index: bool,
    order: str | None,
    format_name: str | None,
    target_name: str | None,
    output: str | None,
    check: bool,
    into: str | None,
    bib: str | None,
    split: Any,  # noqa: ANN401  # one of the literals, as click has seen to
    to: str | None,
    dry_run: bool,
    key_pattern: str | None,
    key_map: str | None,
    group_by: Any,  # noqa: ANN401  # one of the literals, as click has seen to
    library_path: str | None,
    quiet: bool,
    **chosen_options: Any,  # noqa: ANN401  # the fields of Options, as click has seen to
) -> int:
    """Write the entries that match all QUERYs, or those a list or a paper names.

    \b
    mlsysbib export -o refs.bib --cited-in paper.aux
    mlsysbib export topic:serving year:2022.. --for acm
    mlsysbib export --list rui-index -f markdown -o list.md --bib list.bib
    mlsysbib export --split topic --for zotero -o collections
    mlsysbib export topic:serving --to zotero
    """
    refuse_clashes(
        {
            "-o": output,
            "--into": into,
            "--bib": bib,
            "--check": check,
            "--split": split,
            "--to": to,
            "--dry-run": dry_run,
            "--key-pattern": key_pattern,
            "--key-map": key_map,
        }
    )
    named = None if split else output
    format_ = _format(format_name, target_name, named, to=to, is_page=bool(into))
    target = _target(format_, target_name or (to if to in format_.targets else None))
    _refuse_mismatches(format_, target, into, chosen_options["strings"])
    source = Source.find(library_path)
    choosing = Choosing(queries, list_name, cited_in, keys_from, order or _order(format_))
    options = Options(target=target, bib_address=_address_of(bib, output), **chosen_options)
    is_whole = choosing == Choosing(order=choosing.order)
    is_kept = is_whole and not (split or to or into or bib or key_pattern or key_map)
    all_options = repr((format_.name, choosing.order, group_by, options))
    if is_kept and (kept := source.load_rendering(all_options)):
        return deliver(
            kept.text, output, check=check, quiet=quiet, noun=counted(kept.count, "entry")
        )
    library = source.open()
    selection, problems, cited = choose(library, choosing, from_index=from_index)
    tell(problems)
    tell_nothing(queries, selection, library, quiet=quiet)
    keys = _keys(selection, library, key_pattern, key_map) or _as_cited(selection, cited, options)
    options = msgspec.structs.replace(options, keys=keys)
    if split:
        from mlsysbib.cli.split_files import deliver_files, files_of  # noqa: PLC0415  # start-up

        files = files_of(selection, library, split, options, format_)
        code = deliver_files(files, output or "", format_.suffix, check=check, quiet=quiet)
        return max(code, FINDINGS if problems else DONE)
    # Over the connector Zotero leaves collections empty.
    if format_.name in _PAGES or (target.collections and not to):
        selection = _in_sections(selection, library, format_, group_by)
    if into:
        from mlsysbib.cli.into_page import fit, put_between_markers  # noqa: PLC0415  # start-up

        selection = fit(selection, into, list_name or "all")
    text = format_.dump(selection, library, options)
    if to:
        code = _send(text, selection, library, format_, options, dry_run=dry_run, quiet=quiet)
        return max(code, FINDINGS if problems else DONE)
    if is_kept:
        source.save_rendering(all_options, text, len(selection.entries()))
    if into:
        text, output = put_between_markers(text, into, list_name or "all"), into
    noun = counted(len(selection.entries()), "entry") if output else ""
    code = deliver(text, output, check=check, quiet=quiet, noun=noun)
    if bib:
        code = max(code, _beside(bib, selection, library, options, check=check, quiet=quiet))
    return max(code, FINDINGS if problems else DONE)


def _refuse_mismatches(format_: Format, target: Target, into: str | None, strings: str) -> None:
    """Refuse options that make no sense with the format or the target."""
    if into and format_.name == "html":
        raise click.UsageError("--into puts a part into a page, and HTML is written as a whole one")
    if target.is_zotero and target.dialect == "bibtex" and strings == "macros":
        raise click.UsageError("--strings macros: Zotero can refuse a whole file for one macro")


def _in_sections(selection: Selection, library: Library, format_: Format, by: Any) -> Selection:  # noqa: ANN401  # a Grouping, as click has seen to
    """Return a selection with the sections that its format shows.

    A page is made of them; to a .bib they only give collections, and its entries keep their order.
    """
    from mlsysbib.selecting.choosing import grouped  # noqa: PLC0415  # start-up

    sections = grouped(selection, library, by, library.contents.config.title)
    if format_.name in _PAGES or selection.is_list:
        return sections
    return msgspec.structs.replace(selection, sections=sections.sections)


def _send(
    text: str,
    selection: Selection,
    library: Library,
    format_: Format,
    options: Options,
    *,
    dry_run: bool,
    quiet: bool,
) -> int:
    from mlsysbib.cli.into_zotero import send_to_zotero  # noqa: PLC0415  # start-up
    from mlsysbib.model.item import Resolver  # noqa: PLC0415

    resolve = Resolver(library.venues).resolve
    items = (item for entry in selection.entries() for item in resolve(entry, options.version))
    keys = [options.keys.get(item.key, item.key) for item in items]
    return send_to_zotero(text, keys, format_, dry_run=dry_run, quiet=quiet)


def _keys(
    selection: Selection, library: Library, pattern: str | None, key_map: str | None
) -> dict[str, str]:
    if not (pattern or key_map):
        return {}
    from mlsysbib.cli.other_keys import other_keys  # noqa: PLC0415  # start-up

    return other_keys(selection.entries(), library, pattern, key_map)


def _as_cited(selection: Selection, cited: dict[str, list[str]], how: Options) -> dict[str, str]:
    """Return the names to write for keys that a paper cites otherwise: a promise holds.

    BibLaTeX finds an entry by its aliases too, but by none in another case.
    """
    keys: dict[str, str] = {}
    for entry in () if how.emit_aliases else selection.entries():
        names = cited.get(entry.key, [])
        known = {entry.key, *(entry.aliases if how.target.dialect == "biblatex" else ())}
        if names and known.isdisjoint(names):
            keys[entry.key] = names[0]
    return keys


def _format(
    name: str | None, target: str | None, output: str | None, *, to: str | None, is_page: bool
) -> Format:
    """Return the format that was named, or the one that the target or the file's name implies."""
    if to:
        from mlsysbib.cli.into_zotero import format_into_zotero  # noqa: PLC0415  # start-up

        return format_into_zotero(name, target)[0]
    if name:
        return FORMATS[name]
    suffix = os.path.splitext(output or "")[1]
    if target:
        format_ = format_for(target, suffix)
        others = {f.suffix: f.name for f in FORMATS.values() if f.suffix != format_.suffix}
        if suffix in others:
            text = f"{output} is a file for {others[suffix]}, and --for {target} writes"
            raise click.UsageError(f"{text} {format_.name}; -f {format_.name} insists on it")
        return format_
    if is_page:
        return FORMATS["markdown"]
    return next((f for f in FORMATS.values() if f.suffix == suffix), FORMATS["bibtex"])


def _target(format_: Format, name: str | None) -> Target:
    if name and name not in format_.targets:
        listed = ", ".join(format_.targets)
        raise click.UsageError(f"format {format_.name} is for {listed}, not for {name}")
    return format_.target(name or "")


def _order(format_: Format) -> str:
    """Return the order of a format: a page shows the newest first, a .bib is looked up by key."""
    return "-year" if format_.name in _PAGES else "key"


def _address_of(bib: str | None, page: str | None) -> str:
    """Return how a page links to the `.bib` that is written with it."""
    if not (bib and page):
        return ""
    from urllib.parse import quote  # noqa: PLC0415  # start-up

    path = os.path.relpath(bib, os.path.dirname(page) or ".")
    return quote(path.replace(os.sep, "/"), safe="/.~_-")


def _beside(
    path: str, selection: Selection, library: Library, options: Options, *, check: bool, quiet: bool
) -> int:
    """Write the selection's `.bib`, for plain BibTeX, in key order."""
    bibtex = FORMATS["bibtex"]
    target = options.target if options.target.dialect == "bibtex" else get_target("natbib")
    text = bibtex.dump(
        _in_key_order(selection), library, msgspec.structs.replace(options, target=target)
    )
    noun = counted(len(selection.entries()), "entry")
    return deliver(text, path, check=check, quiet=quiet, noun=noun)


def _in_key_order(selection: Selection) -> Selection:
    return flat(sorted(selection.entries(), key=lambda entry: entry.key))
