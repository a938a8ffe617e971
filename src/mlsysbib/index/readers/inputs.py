"""Open the files of a database, packed or not, and read them in bounded memory."""

from __future__ import annotations

import bz2
import gzip
import importlib
import io
import lzma
import os
import zlib
from collections.abc import Iterator
from typing import IO, Any

from mlsysbib.problems import UnreadableError

# A line that is longer is no record, and a file that grows more is made to fill memory or disk:
# DBLP grows fivefold, JSON of registries tenfold.
LONGEST_LINE = 1 << 26
MOST_GROWTH = 200
_GROWTH_FROM = 1 << 26
_CHUNK = 1 << 18


class DatabaseError(UnreadableError):
    """A file is no database that can be read, or breaks off; says where."""

    def __init__(self, path: str, line: int, text: str, hint: str = "") -> None:
        where = f"{path}:{line}" if line else path
        super().__init__(f"{where}: {text}" + (f" ({hint})" if hint else ""))


class Input:
    """One file of a database, unpacked as it is read: .gz, .bz2, .xz, .zst or plain."""

    def __init__(self, path: str) -> None:
        """Open a file; raise OSError, or DatabaseError where it cannot be unpacked here."""
        self.path = path
        self.size = os.path.getsize(path)
        self.taken = 0
        self._raw = open(path, "rb")  # noqa: SIM115  # closed with the input
        self._file = _unpacked(self._raw, path)

    @property
    def share(self) -> float:
        """How much of the file has been read, 0 to 1."""
        try:
            return self._raw.tell() / self.size if self.size else 1.0
        except ValueError:
            return 1.0

    def chunks(self) -> Iterator[bytes]:
        """Yield the content in pieces; raise DatabaseError where it breaks off or is a bomb."""
        while chunk := self._guarded(_CHUNK):
            yield chunk

    def _guarded(self, size: int, *, line: bool = False) -> bytes:
        try:
            content: bytes = self._file.readline(size) if line else self._file.read(size)
        except (OSError, EOFError, zlib.error, lzma.LZMAError, _zstd_error()) as error:
            raise self.refusal(f"the file breaks off or is damaged: {error}") from None
        self.taken += len(content)
        if self.taken > _GROWTH_FROM and self.taken > MOST_GROWTH * max(self.size, 1):
            text = f"unpacked, the file is more than {MOST_GROWTH} times as large: it is refused"
            raise self.refusal(text)
        return content

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield the lines that are not blank, with their numbers from 1; raise DatabaseError."""
        number = 0
        while line := self._guarded(LONGEST_LINE, line=True):
            number += 1
            if len(line) >= LONGEST_LINE:
                text = f"the line has more than {LONGEST_LINE >> 20} MiB"
                raise DatabaseError(self.path, number, text)
            if not line.isspace():
                yield number, line

    def refusal(self, text: str) -> DatabaseError:
        """Return the error of a file as a whole, with how many bytes of it were read."""
        text = f"{text} (after {self.taken:,} bytes of content)"
        return DatabaseError(self.path, 0, text)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        self._raw.close()


def bare_suffix(path: str) -> str:
    """Return the suffix of what a packed file holds: `.xml` of `dblp.xml.gz`."""
    stem, suffix = os.path.splitext(path.lower())
    return os.path.splitext(stem)[1] if suffix in {".gz", ".bz2", ".xz", ".zst"} else suffix


def _unpacked(raw: IO[bytes], path: str) -> IO[bytes]:
    """Return a file unpacked; what it begins with says how it is packed, and not its name."""
    start = raw.read(6)
    raw.seek(0)
    if start[:2] == b"\x1f\x8b":
        return gzip.GzipFile(fileobj=raw)  # type: ignore[return-value]
    if start[:3] == b"BZh":
        return bz2.BZ2File(raw)
    if start == b"\xfd7zXZ\x00":
        return lzma.LZMAFile(raw)
    if start[:4] == b"\x28\xb5\x2f\xfd":
        return io.BufferedReader(_zstd_reader(raw, path), _CHUNK)
    return raw


def _zstd() -> Any:  # noqa: ANN401  # a module that may be missing
    """Return Python's own module, or the package; None without either."""
    for name in ("compression.zstd", "zstandard"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    return None


def _zstd_error() -> type[Exception]:
    module = _zstd()
    found: type[Exception] = getattr(module, "ZstdError", zlib.error) if module else zlib.error
    return found


def _zstd_reader(raw: IO[bytes], path: str) -> Any:  # noqa: ANN401
    module = _zstd()
    if module is None:
        hint = "`pip install zstandard`, or unpack it with `zstd -d`"
        text = "a file of Zstandard cannot be read here"
        raise DatabaseError(path, 0, text, hint)
    if hasattr(module, "ZstdFile"):
        return module.ZstdFile(raw)
    # As `zstd --long=27` makes them; memory stays within that.
    return module.ZstdDecompressor(max_window_size=1 << 27).stream_reader(
        raw, read_across_frames=True
    )
