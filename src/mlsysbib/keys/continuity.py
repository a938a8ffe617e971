"""The promise that a published key lasts: it still leads to the paper that it once meant."""

from __future__ import annotations

import os.path
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from mlsysbib.keys.subject import family_in_key
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.names import NameFormatError, StoredName, read_name
from mlsysbib.problems import Problem, RuleId, UnreadableError
from mlsysbib.text.markup import MarkupError, plain_text
from mlsysbib.text.toml import TomlError, parse_toml
from mlsysbib.text.words import letters_only, significant_words

# Two titles that share so much of their words are versions of one, if the first author agrees.
_SAME_TITLE = 0.5


@dataclass(frozen=True, slots=True)
class Identity:
    """What an entry said of its paper at the time; "" and () where it did not, or is unreadable.

    `key` is the entry's key at that time, whichever of its names is looked at.
    """

    key: str
    title: str = ""
    first_author: str = ""
    ids: frozenset[str] = frozenset()


def identity_of(entry: Entry) -> Identity:
    """Return what identifies an entry's paper."""
    ids = (
        entry.published.doi if entry.published else "",
        entry.arxiv.id if entry.arxiv else "",
        entry.preprint.doi or entry.preprint.id if entry.preprint else "",
    )
    return make_identity(entry.key, entry.title, next(iter(entry.authors), ""), ids)


def make_identity(key: str, title: str, author: StoredName, ids: Iterable[str]) -> Identity:
    """Return an identity of texts as an entry's file holds them, readable or not."""
    try:
        title = plain_text(title)
    except MarkupError:
        title = title.strip()
    try:
        family = family_in_key(read_name(author)).lower()
    except NameFormatError:
        family = ""
    return Identity(key, title, family, frozenset(id_.lower() for id_ in ids if id_))


def is_same_paper(old: Identity, new: Identity) -> bool:
    """Say whether two identities are of one paper.

    An identifier in common or an equal title suffices. A title may also have been corrected: then
    half of its words and the first author must agree. What was unreadable is given the benefit.
    """
    if not old.title or old.ids & new.ids:
        return True
    if letters_only(old.title).lower() == letters_only(new.title).lower():
        return True
    first, second = (set(map(str.lower, significant_words(i.title))) for i in (old, new))
    shared = len(first & second) / max(len(first | second), 1)
    return old.first_author == new.first_author and shared >= _SAME_TITLE


def check_continuity(
    old_names: Mapping[str, Identity], library: Library, revision: str = "the older revision"
) -> list[Problem]:
    """Return what has become wrong with the keys and aliases of an older revision.

    `key-removed`: a name is neither a key nor an alias now. `key-reused`: a key now means another
    paper. `alias-moved`: an alias now leads to another paper.
    """
    check = _Check(library, revision)
    return sorted(problem for name, old in old_names.items() for problem in check.of(name, old))


class _Check:
    """The state of one check: the library as it is, and where its papers are."""

    def __init__(self, library: Library, revision: str) -> None:
        self.library = library
        self.revision = revision

    @cached_property
    def _by_identity(self) -> dict[str, str]:
        """Every identifier and folded title -> key."""
        found: dict[str, str] = {}
        for entry in self.library.values():
            for name in _names(identity_of(entry)):
                found.setdefault(name, entry.key)
        return found

    def of(self, name: str, old: Identity) -> Iterator[Problem]:
        """Yield what is wrong with one name of the older revision."""
        kind = "key" if name == old.key else "alias"
        try:
            entry = self.library[name]
        except KeyError:
            yield self._removed(name, kind, old)
            return
        if not is_same_paper(old, identity_of(entry)):
            yield self._moved(name, kind, old, entry)

    def _removed(self, name: str, kind: str, old: Identity) -> Problem:
        text = f"{kind} {name!r} of {self.revision} is neither a key nor an alias now"
        key = self._find_successor(old)
        hint = (
            f"add {name!r} to the aliases of {key}"
            if key
            else "published keys last: restore the entry, or alias the key to what replaces it"
        )
        path = self.library.path_of(key) if key else "entries"
        return Problem(path, 0, "key-removed", text, hint)

    def _find_successor(self, old: Identity) -> str:
        """Return the key of the entry that is the same paper now, or ""."""
        if old.key in self.library:
            return self.library[old.key].key
        names = (self._by_identity.get(name, "") for name in _names(old))
        return next(filter(None, names), "")

    def _moved(self, name: str, kind: str, old: Identity, entry: Entry) -> Problem:
        rule: RuleId = "key-reused" if kind == "key" else "alias-moved"
        was = f"{kind} {name!r} was {old.title!r} in {self.revision}"
        now = f"and {'is' if entry.key == name else 'leads to'} {entry.plain_title!r} now"
        hint = "give the other paper a key of its own: documents that cite this one would change"
        return Problem(self.library.path_of(entry.key), 0, rule, f"{was} {now}", hint)


def _names(identity: Identity) -> Iterator[str]:
    yield from sorted(identity.ids)
    if identity.title:
        yield letters_only(identity.title).lower()


_FOLDER = "entries"
_SUFFIX = ".toml"
_IDENTIFIERS = (("published", "doi"), ("arxiv", "id"), ("preprint", "doi"), ("preprint", "id"))


class HistoryError(UnreadableError):
    """The revision cannot be read: no git, no repository, or no such revision."""


def names_at(root: str, revision: str) -> dict[str, Identity]:
    """Return every key and alias of the library in `root` at a revision; raise HistoryError.

    A file that cannot be read there counts with its key alone.
    """
    _git(root, "rev-parse", "--git-dir", failure=f"{root} is in no git repository")
    commit = _git(
        root,
        *("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"),
        failure=f"git knows no revision {revision!r} here (a shallow clone has only the newest)",
    )
    files = _list_files(root, commit.decode().strip())
    names: dict[str, Identity] = {}
    aliases: dict[str, Identity] = {}
    for key, text in zip(files, _read_blobs(root, list(files.values())), strict=True):
        names[key], known = _read_entry(key, text)
        aliases |= dict.fromkeys(known, names[key])
    # A key wins over an alias, as it does in a library.
    return aliases | names


def _list_files(root: str, commit: str) -> dict[str, bytes]:
    """Return key -> object name of each entry file, in a fixed order."""
    listing = _git(
        root,
        *("ls-tree", "-r", "-z", commit, "--", f"{_FOLDER}/"),
        failure=f"git cannot list the files of {commit}",
    )
    files: dict[str, bytes] = {}
    for line in filter(None, listing.split(b"\0")):
        description, _, path = line.partition(b"\t")
        _, kind, object_name = description.split()
        name = path.decode("utf-8", "replace").rpartition("/")[2]
        if kind == b"blob" and name.endswith(_SUFFIX):
            files[name.removesuffix(_SUFFIX)] = object_name
    return files


def _read_blobs(root: str, object_names: list[bytes]) -> Iterator[bytes]:
    """Yield the content of each object, asking git once."""
    if not object_names:
        return
    answer = _git(
        root,
        *("cat-file", "--batch"),
        failure="git cannot read the files of that revision",
        asked=b"\n".join(object_names) + b"\n",
    )
    at = 0
    for _ in object_names:
        # A header, "name blob size", then the content and a line feed.
        end = answer.index(b"\n", at)
        *_, last = answer[at:end].split()
        if not last.isdigit():
            raise HistoryError("git lacks files of that revision (is this a partial clone?)")
        size = int(last)
        yield answer[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _read_entry(key: str, content: bytes) -> tuple[Identity, list[str]]:
    try:
        data: dict[str, object] = parse_toml(content.decode("utf-8"))
    except (UnicodeDecodeError, TomlError):
        return Identity(key), []
    ids = (_text(data.get(table), name) for table, name in _IDENTIFIERS)
    first = next(iter(_list(data, "authors")), "")
    author = first if isinstance(first, str) else _text(first, "family")
    identity = make_identity(key, _text(data, "title"), author, ids)
    return identity, [alias for alias in _list(data, "aliases") if isinstance(alias, str)]


def _text(table: object, name: str) -> str:
    value = table.get(name) if isinstance(table, dict) else None
    return value if isinstance(value, str) else ""


def _list(data: dict[str, object], name: str) -> list[object]:
    value = data.get(name)
    return value if isinstance(value, list) else []


def _git(root: str, *arguments: str, failure: str, asked: bytes = b"") -> bytes:
    try:
        done = subprocess.run(  # noqa: S603  # a fixed program; a revision is never an option
            ["git", *arguments],  # noqa: S607  # git stands where the user's path says
            cwd=root,
            input=asked,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        missing = "git is not installed" if os.path.isdir(root) else f"there is no folder {root}"
        raise HistoryError(missing) from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise HistoryError(f"{failure}: {reason}" if reason else failure)
    return done.stdout
