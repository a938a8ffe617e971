"""A Zotero on this machine: it speaks the connector's protocol as Zotero's own server does.

What it answers, and when, follows server.js and server_connector.js in zotero/zotero.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import entries_of


class Answer(NamedTuple):
    """A status, a body, and the type that goes with it."""

    status: int
    body: str = ""
    type: str = "application/json"


class Request(NamedTuple):
    """What was asked."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


_READERS = {
    "application/vnd.citationstyles.csl+json": "csl-json",
    "application/x-bibtex": "bibtex",
    "application/x-research-info-systems": "ris",
}


class Zotero:
    """Keeps what it is sent; `answers` are given instead of its own, by path, in turn."""

    def __init__(self) -> None:
        self.address = ""
        self.version: str | None = "3"
        self.selected: dict[str, Any] = {
            "libraryID": 1,
            "libraryName": "My Library",
            "libraryEditable": True,
            "filesEditable": True,
            "editable": True,
            "id": 7,
            "name": "Papers",
            "targets": [],
        }
        self.sessions: set[str] = set()
        self.imported: list[str] = []
        self.requests: list[Request] = []
        self.answers: dict[str, list[Answer]] = {}
        self.released = threading.Event()  # an answer with status 0 waits for it

    def take(self, request: Request) -> Answer:
        """Note a request and return the answer to it."""
        self.requests.append(request)
        path = urlsplit(request.path).path
        if self.answers.get(path):
            return self.answers[path].pop(0)
        match request.method, path:
            case "GET", "/connector/ping":
                return Answer(200, "<!DOCTYPE html><html><body>Zotero is running", "text/html")
            case "POST", "/connector/getSelectedCollection":
                json.loads(request.body)
                return Answer(200, json.dumps(self.selected))
            case "POST", "/connector/import":
                return self._import(request)
            case _:
                return Answer(404, "No endpoint found\n", "text/plain")

    def _import(self, request: Request) -> Answer:
        load = FORMATS[_READERS[request.headers["content-type"]]].load
        assert load
        entries = entries_of(load(request.body.decode("utf-8")))
        if not entries:
            return Answer(400)
        if not self.selected["libraryEditable"]:
            return Answer(500, '{"libraryEditable":false}')
        (session,) = parse_qs(urlsplit(request.path).query)["session"]
        if session in self.sessions:
            return Answer(409, '{"error":"SESSION_EXISTS"}')
        self.sessions.add(session)
        self.imported += [entry.key for entry in entries]
        return Answer(201, json.dumps([{"title": entry.title} for entry in entries]))


@contextmanager
def served_zotero() -> Iterator[Zotero]:
    """Run a Zotero for as long as the context lasts."""
    zotero = Zotero()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = zotero.take(Request(self.command, self.path, headers, body))
            if not answer.status:
                zotero.released.wait(20)
                return
            self.send_response(answer.status)
            self.send_header("X-Zotero-Version", "7.0.24")
            if zotero.version is not None:
                self.send_header("X-Zotero-Connector-API-Version", zotero.version)
            self.send_header("Content-Type", answer.type)
            content = answer.body.encode()
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
            """Say nothing: stderr is what tests look at."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        zotero.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield zotero
        finally:
            zotero.released.set()
            server.shutdown()
            thread.join()
