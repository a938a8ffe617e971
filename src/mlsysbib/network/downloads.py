"""Download a large file: it resumes where it broke off, and is there whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Iterator

import httpx
import msgspec

from mlsysbib import __version__
from mlsysbib.network.http import RegistryError

_TIMEOUT_S = 30.0
_TRIES = 5
_CHUNK = 1 << 20
# More than any bibliographic database offers: whoever sends more wants to fill the disk.
MOST_BYTES = 40 << 30
_WORTH_ANOTHER_TRY = frozenset({408, 425, 429, 500, 502, 503, 504})

# Called with the bytes that are there and those there will be, 0 where nobody knows.
Watcher = Callable[[int, int], None]


class _State(msgspec.Struct):
    """What is known of a file that is there in part, or of one that is whole."""

    url: str = ""
    etag: str = ""


def download(
    url: str,
    path: str,
    *,
    checksum: str = "",
    watch: Watcher | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> bool:
    """Write what an address serves to a file; say whether it is new.

    A download that broke off is resumed, if the server still has the same file. What was there
    stays where the server has nothing newer, or fails. `checksum` is an MD5 in hexadecimal. Raises
    RegistryError, which says what happened, and OSError.
    """
    part, state_path = f"{path}.part", f"{path}.state"
    state = _read(state_path)
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    if state.url != url:
        _forget(part)
        state = _State(url)
    reason = ""
    agent = {"User-Agent": f"mlsysbib/{__version__}", "Accept-Encoding": "identity"}
    with httpx.Client(timeout=_TIMEOUT_S, headers=agent, follow_redirects=True) as client:
        for number in range(_TRIES):
            if number:
                pause(2.0**number)
            try:
                is_whole = _take(client, url, path, state, watch)
            except httpx.InvalidURL as error:
                raise RegistryError(f"{url} is no address: {error}") from None
            except (httpx.HTTPError, _BrokenOffError) as error:
                reason = str(error) or type(error).__name__
                continue
            finally:
                _write(state_path, state)
            if is_whole is None:
                return False
            _check(part, checksum, url)
            os.replace(part, path)
            return True
    raise RegistryError(
        f"{url} cannot be fetched, after {_TRIES} tries: {reason}; the next call resumes"
    )


class _BrokenOffError(Exception):
    """An answer ended before its time; what came is kept."""


def _take(
    client: httpx.Client, url: str, path: str, state: _State, watch: Watcher | None
) -> bool | None:
    """Ask once; return None where the file at hand is the newest, and True once all is there."""
    part = f"{path}.part"
    have = os.path.getsize(part) if os.path.exists(part) else 0
    headers = {}
    if have and state.etag:
        headers = {"Range": f"bytes={have}-", "If-Range": state.etag}
    elif state.etag and os.path.exists(path):
        headers = {"If-None-Match": state.etag}
    with client.stream("GET", url, headers=headers) as answer:
        if answer.status_code == httpx.codes.NOT_MODIFIED:
            return None
        if answer.status_code in _WORTH_ANOTHER_TRY:
            raise _BrokenOffError(f"{answer.status_code} {answer.reason_phrase}")
        if answer.is_error:
            _forget(part)
            raise RegistryError(f"{url} is refused: {answer.status_code} {answer.reason_phrase}")
        is_resumed = answer.status_code == httpx.codes.PARTIAL_CONTENT
        start = have if is_resumed else 0
        state.etag = answer.headers.get("ETag", "")
        length = int(answer.headers.get("Content-Length") or 0)
        total = start + length if length else 0
        _guard(max(total, start), url, part)
        done = start
        with open(part, "ab" if is_resumed else "wb") as file:
            for chunk in answer.iter_raw():
                file.write(chunk)
                done += len(chunk)
                _guard(done, url, part)
                if watch:
                    watch(done, total)
        if total and done != total:
            raise _BrokenOffError(f"{done:,} of {total:,} bytes came")
    return True


def _guard(size: int, url: str, part: str) -> None:
    if size > MOST_BYTES:
        _forget(part)
        raise RegistryError(f"{url} serves more than {MOST_BYTES >> 30} GiB: it is refused")


def _check(part: str, checksum: str, url: str) -> None:
    if not checksum:
        return
    digest = hashlib.md5(usedforsecurity=False)
    for chunk in _chunks(part):
        digest.update(chunk)
    if digest.hexdigest() != checksum.lower():
        _forget(part)
        raise RegistryError(f"what {url} served has another checksum than it promises")


def _chunks(path: str) -> Iterator[bytes]:
    with open(path, "rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _read(path: str) -> _State:
    try:
        with open(path, "rb") as file:
            return msgspec.json.decode(file.read(), type=_State)
    except (OSError, msgspec.MsgspecError):
        return _State()


def _write(path: str, state: _State) -> None:
    with open(path, "wb") as file:
        file.write(msgspec.json.encode(state))


def _forget(path: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
