"""Downloads from a server that breaks off, lies and serves garbage."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mlsysbib.network import downloads
from mlsysbib.network.downloads import download
from mlsysbib.network.http import RegistryError

CONTENT = bytes(range(256)) * 400


class Server:
    """Serves `content`; `breaks` answers send half of it, `lie` adds to the length promised."""

    def __init__(self) -> None:
        self.content, self.etag = CONTENT, '"one"'
        self.breaks = self.lie = 0
        self.status = 200
        self.address = ""
        self.ranges: list[str] = []


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers.get("Range", "")
            state.ranges.append(asked)
            if self.headers.get("If-None-Match") == state.etag:
                self.send_response(304)
                self.end_headers()
                return
            start = 0
            status = state.status
            if asked and self.headers.get("If-Range") == state.etag:
                start, status = int(asked.removeprefix("bytes=").rstrip("-")), 206
            body = state.content[start:]
            self.send_response(status)
            if state.etag:
                self.send_header("ETag", state.etag)
            self.send_header("Content-Length", str(len(body) + state.lie))
            self.end_headers()
            if state.breaks:
                state.breaks -= 1
                body = body[: len(body) // 2]
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        state.address = f"http://127.0.0.1:{http.server_port}/made.gz"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield state
        finally:
            http.shutdown()
            thread.join()


def fetched(server: Server, path: Path, checksum: str = "") -> bool:
    return download(server.address, str(path), checksum=checksum, pause=lambda _: None)


def test_a_file_is_fetched_once_and_again_when_it_has_changed(
    server: Server, tmp_path: Path
) -> None:
    path = tmp_path / "made.gz"
    assert fetched(server, path)
    assert path.read_bytes() == CONTENT
    assert not fetched(server, path)
    server.content, server.etag = b"newer", '"two"'
    assert fetched(server, path)
    assert path.read_bytes() == b"newer"


def test_what_breaks_off_is_resumed_where_it_did(server: Server, tmp_path: Path) -> None:
    server.breaks = 3
    assert fetched(server, tmp_path / "made.gz")
    assert (tmp_path / "made.gz").read_bytes() == CONTENT
    half = len(CONTENT) // 2
    assert server.ranges == ["", f"bytes={half}-", f"bytes={half + half // 2}-", server.ranges[3]]


def test_a_later_call_resumes(server: Server, tmp_path: Path) -> None:
    server.breaks = 5
    with pytest.raises(RegistryError, match=r"after 5 tries.*the next call resumes"):
        fetched(server, tmp_path / "made.gz")
    assert not (tmp_path / "made.gz").exists()
    assert fetched(server, tmp_path / "made.gz")
    assert server.ranges[-1] != ""
    assert (tmp_path / "made.gz").read_bytes() == CONTENT


def test_a_file_that_changes_while_it_is_resumed_is_fetched_anew(
    server: Server, tmp_path: Path
) -> None:
    server.breaks = 5
    with pytest.raises(RegistryError):
        fetched(server, tmp_path / "made.gz")
    server.content, server.etag = CONTENT[::-1], '"two"'
    assert fetched(server, tmp_path / "made.gz")
    assert (tmp_path / "made.gz").read_bytes() == CONTENT[::-1]


def test_a_length_that_is_a_lie_is_no_whole_file(server: Server, tmp_path: Path) -> None:
    server.lie, server.etag = 99, ""
    with pytest.raises(RegistryError, match="cannot be fetched"):
        fetched(server, tmp_path / "made.gz")
    assert not (tmp_path / "made.gz").exists()


def test_another_checksum_is_refused_and_the_old_file_stays(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "made.gz"
    md5 = hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()
    assert fetched(server, path, md5)
    server.content, server.etag = b"garbage", '"two"'
    with pytest.raises(RegistryError, match="another checksum"):
        fetched(server, path, md5)
    assert path.read_bytes() == CONTENT


def test_what_is_refused_or_not_there_says_so(server: Server, tmp_path: Path) -> None:
    server.status = 403
    with pytest.raises(RegistryError, match="is refused: 403"):
        fetched(server, tmp_path / "made.gz")
    server.status = 503
    with pytest.raises(RegistryError, match="503"):
        fetched(server, tmp_path / "made.gz")


def test_a_server_that_would_fill_the_disk_is_refused(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "MOST_BYTES", 1000)
    with pytest.raises(RegistryError, match="serves more than"):
        fetched(server, tmp_path / "made.gz")
    assert not (tmp_path / "made.gz.part").exists()


def test_nobody_there_is_an_honest_error(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="cannot be fetched"):
        download("http://127.0.0.1:9/x", str(tmp_path / "x"), pause=lambda _: None)
