"""Write a file whole or not at all, and only if its bytes change."""

from __future__ import annotations

import contextlib
import errno
import os
import stat


def read_bytes(path: str) -> bytes:
    """Return what a file holds; raise OSError."""
    with open(path, "rb") as file:
        return file.read()


def read_small(path: str) -> bytes:
    """Return what a small file holds, in less than half the time of `open`; raise OSError."""
    descriptor = os.open(path, _READING)
    try:
        content = os.read(descriptor, _AT_ONCE)
        while part := os.read(descriptor, _AT_ONCE):
            content += part
        return content
    finally:
        os.close(descriptor)


_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_AT_ONCE = 1 << 16


def write_if_changed(path: str, content: bytes) -> bool:
    """Write `content` unless the file holds it already; say whether it was written.

    Raises OSError; the old file is then as it was.
    """
    try:
        if os.path.isfile(path) and read_bytes(path) == content:
            return False
    except FileNotFoundError:
        pass
    write_atomically(path, content)
    return True


def write_atomically(path: str, content: bytes) -> None:
    """Replace a file in one step: a reader sees the old bytes or the new, never a part.

    A link keeps pointing where it does; a pipe or device is written to directly.
    """
    target = os.path.realpath(path)
    mode = _mode(target)
    if mode is not None and not stat.S_ISREG(mode):
        with open(target, "wb") as file:
            file.write(content)
        return
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
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _mode(path: str) -> int | None:
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None
