"""Write files whole or not at all, and only if their bytes change."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Mapping

_CHUNK = 1 << 16


def read_bytes(path: str) -> bytes:
    """Return what a file holds; raise OSError."""
    with open(path, "rb") as file:
        return file.read()


def read_small(path: str) -> bytes:
    """Return what a file holds; for thousands of small ones, at a third of the cost of open()."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        content = os.read(descriptor, _CHUNK)
        while len(content) % _CHUNK == 0 and (more := os.read(descriptor, _CHUNK)):
            content += more
    finally:
        os.close(descriptor)
    return content


def _holds(path: str, content: bytes) -> bool:
    """Say whether a file holds just that, without reading the whole of it into memory."""
    try:
        if os.path.getsize(path) != len(content) or not os.path.isfile(path):
            return False
    except FileNotFoundError:
        return False
    view = memoryview(content)
    with open(path, "rb") as file:
        return all(
            file.read(_CHUNK) == view[start : start + _CHUNK]
            for start in range(0, len(content), _CHUNK)
        )


def write_if_changed(path: str, content: bytes) -> bool:
    """Write `content` unless the file holds it already; say whether it was written.

    Raises OSError; the old file is then as it was.
    """
    if _holds(path, content):
        return False
    write_atomically(path, content)
    return True


def write_atomically(path: str, content: bytes) -> None:
    """Replace a file in one step: a reader sees the old bytes or the new, never a part.

    A link keeps pointing where it does; a pipe or device is written to directly. Raises OSError
    with the path as it was given.
    """
    try:
        _write(path, content)
    except OSError as error:
        # What the user named, and not the file that was to take its place.
        error.filename, error.filename2 = path, None
        raise


def _write(path: str, content: bytes) -> None:
    mode = _mode(path)
    if mode is not None and not stat.S_ISREG(mode):
        # Not by its real path: that of a pipe behind /dev/stdout is no path at all.
        with open(path, "wb") as file:
            file.write(content)
        return
    target = os.path.realpath(path)
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
    # In the same folder, since only there replacing is one step; the process makes it unique.
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "xb") as file:
            file.write(content)
        if mode is not None:
            os.chmod(temporary, stat.S_IMODE(mode))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def write_files(
    root: str, texts: Mapping[str, str], obsolete: Iterable[str] = ()
) -> tuple[str, ...]:
    """Write files and delete those that are obsolete; return the paths of what was written.

    `texts` are given by path relative to `root`. What is there is read before anything is written;
    a file that holds its text already is left alone, folders are made. Obsolete files go last:
    whoever kills the program finds a paper twice and not nowhere.

    Raises OSError for the first file that fails. Those before it have their old bytes again then,
    and new ones are gone; the same holds after an interruption. Where not even that can be done,
    the file stays as it is.
    """
    contents = {path: text.encode() for path, text in texts.items()}
    obsolete = tuple(obsolete)
    before = {path: _content(os.path.join(root, path)) for path in (*contents, *obsolete)}
    changed = tuple(path for path, content in contents.items() if before[path] != content)
    touched: list[str] = []
    try:
        for path in changed:
            touched.append(path)
            file = os.path.join(root, path)
            os.makedirs(os.path.dirname(file), exist_ok=True)
            write_atomically(file, contents[path])
        for path in obsolete:
            touched.append(path)
            os.unlink(os.path.join(root, path))
    except BaseException:
        for path in reversed(touched):
            _put_back(os.path.join(root, path), before[path])
        raise
    return changed


def _content(path: str) -> bytes | None:
    try:
        return read_bytes(path)
    except FileNotFoundError:
        return None


def _put_back(path: str, content: bytes | None) -> None:
    with contextlib.suppress(OSError):
        if content is None:
            os.unlink(path)
        else:
            write_if_changed(path, content)


def _mode(path: str) -> int | None:
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None
