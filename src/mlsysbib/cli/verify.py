"""`mlsysbib verify`: whether what a file of references says is true."""

from __future__ import annotations

import click
import msgspec

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.choices import NearChoice
from mlsysbib.cli.foreign import decode_foreign, read_foreign
from mlsysbib.cli.indexes import index_option, open_asked
from mlsysbib.cli.libraries import library_option, open_library, quiet_option
from mlsysbib.cli.output import counted, say, show_problems, write_data
from mlsysbib.intake.verify import Verifier
from mlsysbib.intake.verify.excuses import find_excuses
from mlsysbib.intake.verify.reports import REPORTS, Checked, key_of, summary


@click.command("verify", short_help="Say whether references are true, field by field.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@index_option
@click.option("--format", "form", type=NearChoice([*REPORTS]), default="text")
@library_option
@quiet_option
def command(
    *,
    files: tuple[str, ...],
    indexes: tuple[str, ...],
    form: str,
    library_path: str | None,
    quiet: bool,
) -> int:
    """Compare the references of FILEs (.bib, .json, .ris, .rdf) with what is known of their works.

    \b
    confirmed  found, and nothing contradicts the record
    differs    found, and some fields are wrong
    absent     not found, though an index holds all of that venue and year
    unknown    not found; nothing at hand covers it

    A line `% mlsysbib: ignore KEY reason` in a file excuses a reference. Exit code 1 if any
    reference differs or is absent.
    """
    library = open_library(library_path)
    index = open_asked(indexes, quiet=quiet)
    if not index:
        say("no index is at hand: only the library is asked", quiet=quiet)
    verifier = Verifier(library, index)
    checked = []
    for path in files:
        excuses = find_excuses(decode_foreign(path)) if path != "-" else {}
        verified = [
            msgspec.structs.replace(one, excuse=excuses.get(key_of(one), ""))
            for one in verifier.verify(read_foreign(path))
        ]
        checked.append(Checked(path, tuple(verified)))
    text = REPORTS[form](checked)
    (show_problems if form == "text" else write_data)(text)
    count = sum(len(file.verified) for file in checked)
    say(f"{counted(count, 'reference')}: {summary(checked)}", quiet=quiet)
    wrong = any(one.is_finding for file in checked for one in file.verified)
    return FINDINGS if wrong else DONE
