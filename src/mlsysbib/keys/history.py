"""Read the keys and aliases of a library as they were at a git revision."""

from __future__ import annotations

import os.path
import subprocess
from collections.abc import Iterator

import toml_rs

from mlsysbib.keys.continuity import Identity, make_identity
from mlsysbib.problems import UnreadableError

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
        data: dict[str, object] = toml_rs.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, toml_rs.TOMLDecodeError):
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
