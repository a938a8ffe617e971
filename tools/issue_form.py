"""Make the change that an issue form asks for: add a paper, or set a fact right.

The text of the issue is in the variable ISSUE_BODY; the library is the folder that the program is
run in. What was done is printed; or why it cannot be, with exit code 1: nothing is to be kept then.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile

import msgspec

from mlsysbib.cli import run
from mlsysbib.lint.check import check
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.problems import MlsysbibError
from mlsysbib.store.files import write_files
from mlsysbib.store.reader import read_contents
from mlsysbib.store.snapshot import load_shipped
from mlsysbib.store.writer import dump_entry
from mlsysbib.text.identifiers import clean_doi, parse_arxiv_id

_SECTION = re.compile(r"^### (.+?)\s*$", re.MULTILINE)
_EMPTY = "_No response_"
_ADDRESS = re.compile(r"https?://\S+")
_LONGEST = 20_000


class FormError(MlsysbibError):
    """A form lacks something or asks for what cannot be done; the message is for its author."""


def read_form(body: str) -> dict[str, str]:
    """Return the answers of a form by their labels, as GitHub writes them into an issue.

    Raises FormError for a text that is too long to be one.
    """
    if len(body) > _LONGEST:
        raise FormError(f"the text has more than {_LONGEST:,} characters")
    _, *parts = _SECTION.split(body.replace("\r\n", "\n"))
    answers = {name: text.strip() for name, text in zip(parts[::2], parts[1::2], strict=True)}
    return {name: "" if text == _EMPTY else text for name, text in answers.items()}


def make_change(form: dict[str, str], root: str) -> str:
    """Change the library in a folder as a form asks, and return what was done.

    Raises FormError; what was written until then is not to be kept.
    """
    contents = read_contents(root)
    before = Library(contents)
    if form.get("Key"):
        key = before.get_entry(form["Key"]).key
        entry = _set_right(before[key], form)
    elif form.get("Identifier") or form.get("BibTeX"):
        _add(form, root)
        after = Library(read_contents(root))
        changed = [e for e in after.values() if e.key not in before or e != before[e.key]]
        if not changed:
            raise FormError("the library has that paper already")
        entry, before = changed[0], after
        if topics := _topics(form, after):
            entry = msgspec.structs.replace(entry, topics=topics)
    else:
        raise FormError("this is neither the form of a paper nor that of a wrong fact")
    place = before.path_of(entry.key)
    write_files(root, {place: dump_entry(entry)})
    _, problems = check(root, load_shipped().venues)
    errors = [str(problem) for problem in problems if problem.path == place]
    if any(problem.level == "error" for problem in problems if problem.path == place):
        raise FormError("it would not be right:\n" + "\n".join(errors))
    source = form.get("Source", "")
    said = [f"`{place}`: {entry.plain_title}", f"Source: {source}" if source else "", *errors]
    return "\n\n".join(filter(None, said))


def _add(form: dict[str, str], root: str) -> None:
    """Add the paper of a form by the tool's own command."""
    name = form.get("Identifier", "")
    doi, arxiv = clean_doi(name), parse_arxiv_id(name)
    if doi or arxiv:
        named = f"doi:{doi}" if doi else f"arxiv:{arxiv.id if arxiv else ''}"
        code = run(["add", "--library", root, "--", named])
    elif form.get("BibTeX"):
        text = re.sub(r"^```\w*$", "", form["BibTeX"], flags=re.MULTILINE)
        with tempfile.TemporaryDirectory() as folder:
            paste = os.path.join(folder, "paste.bib")
            with open(paste, "w", encoding="utf-8") as file:
                file.write(text)
            code = run(["add", "--library", root, "--from-bibtex", paste])
    else:
        raise FormError(f"{name!r} is neither a DOI nor an arXiv identifier")
    if code:
        raise FormError("the paper was not added")


def _topics(form: dict[str, str], library: Library) -> tuple[str, ...]:
    topics = tuple(filter(None, map(str.strip, form.get("Topics", "").split(","))))
    unknown = [topic for topic in topics if topic not in library.topics]
    if unknown:
        raise FormError(f"no topics of the library: {', '.join(unknown)}")
    return topics


def _set_right(entry: Entry, form: dict[str, str]) -> Entry:
    """Return an entry with one fact as a form says; raise FormError for what has no such form."""
    table, _, name = form.get("Field", "").rpartition(".")
    value = form.get("Right value", "")
    if not value or not _ADDRESS.fullmatch(form.get("Source", "")):
        raise FormError("a fact needs a value, and a source that is an address")
    facts = msgspec.to_builtins(entry)
    holder = facts.get(table) if table else facts
    if name not in _SETTABLE.get(table, ()) or not isinstance(holder, dict):
        raise FormError(f"{form.get('Field')}: a person has to look at this")
    lines = [line.strip() for line in value.splitlines() if line.strip()]
    if name == "authors":
        holder[name] = lines
    elif len(lines) != 1:
        raise FormError(f"{form['Field']} is one line")
    elif name == "year" and not lines[0].isdecimal():
        raise FormError(f"{lines[0]!r} is no year")
    else:
        holder[name] = int(lines[0]) if name == "year" else lines[0]
    try:
        changed = msgspec.convert(facts, Entry)
    except msgspec.ValidationError as error:
        raise FormError(str(error)) from None
    if changed == entry:
        raise FormError("the library says so already")
    return changed


_SETTABLE = {
    "": {"title", "system", "authors"},
    "published": {"year", "pages", "doi", "url", "venue"},
    "arxiv": {"id"},
}


def main() -> int:
    """Do what the form asks; where it cannot be done, whoever runs this commits nothing."""
    try:
        print(make_change(read_form(os.environ.get("ISSUE_BODY", "")), os.getcwd()))
    except MlsysbibError as error:
        print(f"This cannot be taken over: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
