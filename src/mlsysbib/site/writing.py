"""Write a site into a folder: only what changed, and so that the old one stays usable meanwhile."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable

import msgspec

from mlsysbib.site.manifest import (
    ForeignFolderError,
    Made,
    Manifest,
    is_intact,
    read_manifest,
    write_manifest,
)
from mlsysbib.store.files import write_if_changed


class File(msgspec.Struct, frozen=True):
    """A file of the site; `render` is only called if `digest` is not that of the file there is."""

    path: str
    digest: str
    render: Callable[[], bytes]


class Outcome(msgspec.Struct, frozen=True):
    """What a build did."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]

    def __str__(self) -> str:
        """Return the summary of a build in a line."""
        total = len(self.written) + self.unchanged
        return (
            f"{total} files: {len(self.written)} written, {self.unchanged} unchanged, "
            f"{len(self.removed)} removed"
        )


Progress = Callable[[int, int], None]


def write_site(
    files: Iterable[File], folder: str, progress: Progress | None = None, *, force: bool = False
) -> Outcome:
    """Write what changed since the last time, in the order given, then remove what is no more.

    Files that nothing refers to yet come first in that order, so that a build that is
    interrupted leaves a site whose pages find what they need. Raises OSError and
    ForeignFolderError.
    """
    manifest = read_manifest(folder, force=force)
    planned = {file.path: file for file in files}
    stale = [file for file in planned.values() if _is_stale(folder, file, manifest)]
    _refuse_foreign(folder, stale, manifest, force=force)
    files_there = dict(manifest.files)
    if stale:
        # What this run may leave behind is ours, whether it comes to its end or not.
        os.makedirs(folder, exist_ok=True)
        write_manifest(folder, files_there | {file.path: _PENDING for file in stale})
    written = []
    for number, file in enumerate(stale, 1):
        content = file.render()
        if _write(folder, file.path, content):
            written.append(file.path)
        files_there[file.path] = Made(file.digest, len(content))
        if progress:
            progress(number, len(stale))
    gone = sorted(files_there.keys() - planned.keys())
    for path in gone:
        _remove(folder, path)
    if stale or gone:
        write_manifest(folder, {path: files_there[path] for path in planned})
    return Outcome(tuple(written), len(planned) - len(written), tuple(gone))


_PENDING = Made("", -1)


def _is_stale(folder: str, file: File, manifest: Manifest) -> bool:
    made = manifest.files.get(file.path)
    return made is None or made.digest != file.digest or not is_intact(folder, file.path, made)


def _refuse_foreign(folder: str, stale: Iterable[File], manifest: Manifest, *, force: bool) -> None:
    for file in stale:
        path = f"{folder}/{file.path}"
        if not force and file.path not in manifest.files and os.path.lexists(path):
            raise ForeignFolderError(
                f"{path}: was not made by `site build`; move it, or --force to replace it"
            )


def _write(folder: str, path: str, content: bytes) -> bool:
    full = f"{folder}/{path}"
    try:
        return write_if_changed(full, content)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(full), exist_ok=True)
        return write_if_changed(full, content)


def _remove(folder: str, path: str) -> None:
    """Remove a file, and the folders that are empty then."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(f"{folder}/{path}")
    while path := os.path.dirname(path):
        try:
            os.rmdir(f"{folder}/{path}")
        except OSError:
            return
