"""Show a site on this machine while its library is being written: build anew on every change."""

from __future__ import annotations

import errno
import html
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import Any
from urllib.parse import urlsplit

import msgspec

from mlsysbib.formats.html.environment import policy
from mlsysbib.problems import MlsysbibError
from mlsysbib.site.making import HERE
from mlsysbib.store.files import read_bytes

ADDRESS = "127.0.0.1"
_OURS = "/__mlsysbib/"
_POLL_SECONDS = 0.3
_KEEP_ALIVE_SECONDS = 15.0


class PortTakenError(MlsysbibError):
    """Another program listens on the port."""


class State(msgspec.Struct, frozen=True):
    """What a page needs to know: which build there is, and what is wrong with the library."""

    version: str
    problems: str = ""


class Preview:
    """A folder that is built anew, and who waits for that."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.has_site = False
        self.state = State("0")
        self._changed = Condition()

    def rebuild(self, build: Callable[[], str]) -> State:
        """Build; where that fails, the site of before stays and the state says why.

        `build` returns what is wrong although there is a site, or raises MlsysbibError.
        """
        try:
            problems, is_new = build(), True
        except MlsysbibError as error:
            # Without any site, what is wrong is itself the page.
            problems, is_new = str(error), not self.has_site
        else:
            self.has_site = True
        with self._changed:
            self.state = State(str(int(self.state.version) + is_new), problems)
            self._changed.notify_all()
        return self.state

    def wait(self, known: State) -> State:
        """Return the state as soon as it is another one, or after some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.state != known, _KEEP_ALIVE_SECONDS)
            return self.state


@contextmanager
def listening(preview: Preview, port: int) -> Iterator[str]:
    """Serve a preview, and give its address; raise PortTakenError.

    Only this machine can reach it, and only under its own name: a page from elsewhere that makes
    the browser ask gets nothing.
    """

    class Handler(_Handler):
        shown = preview

    try:
        server = ThreadingHTTPServer((ADDRESS, port), Handler)
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        why = "is taken" if error.errno == errno.EADDRINUSE else "is not for everyone to use"
        text = f"port {port} {why}; --port names another, and --port 0 takes any that is free"
        raise PortTakenError(text) from None
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{ADDRESS}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def watch(take_state: Callable[[], str], build: Callable[[], object], built_from: str) -> None:
    """Build whenever the state of the library's files is another one; never return."""
    while True:
        time.sleep(_POLL_SECONDS)
        state = take_state()
        if state != built_from:
            built_from = state
            build()


_TYPES = {
    ".bib": "text/x-bibtex; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}


class _Handler(SimpleHTTPRequestHandler):
    """Answers with files of the preview's folder, and with nothing that lies outside of it."""

    shown: Preview

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401  # the server's
        super().__init__(*args, directory=self.shown.folder, **more)

    def do_GET(self) -> None:
        """Answer a request."""
        path = urlsplit(self.path).path
        if not self._is_for_us():
            self._answer(HTTPStatus.FORBIDDEN, _TYPES[".txt"], b"not for this host\n")
        elif path == f"{_OURS}events":
            self._tell_events()
        elif path in {f"{_OURS}reload.js", f"{_OURS}reload.css"}:
            name = path.removeprefix(_OURS)
            content = read_bytes(os.path.join(HERE, "static", name))
            self._answer(HTTPStatus.OK, _TYPES[os.path.splitext(name)[1]], content)
        elif not self.shown.has_site:
            page = _problem_page(self.shown.state)
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, _TYPES[".html"], page)
        else:
            self._answer_file(path)

    def do_HEAD(self) -> None:
        """Answer as to GET; the body is left out."""
        self.do_GET()

    def _is_for_us(self) -> bool:
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        return host in {ADDRESS, "localhost"}

    def _answer_file(self, path: str) -> None:
        # The base class takes `..` and what is encoded out of a path.
        name = self.translate_path(path)
        if path.endswith("/"):
            name = os.path.join(name, "index.html")
        status = HTTPStatus.OK
        is_hidden = any(part.startswith(".") for part in path.split("/"))
        if is_hidden or not os.path.isfile(name):
            status, name = HTTPStatus.NOT_FOUND, os.path.join(self.shown.folder, "404.html")
        suffix = os.path.splitext(name)[1]
        content = read_bytes(name)
        if suffix == ".html":
            content = content.replace(b"</body>", _script(self.shown.state) + b"</body>")
            if status is HTTPStatus.NOT_FOUND:
                # The page brings its own policy, which knows no script.
                content = _HOME.sub(_LINK_HOME, _without_policy(content))
        self._answer(status, _TYPES.get(suffix, "application/octet-stream"), content)

    def _answer(self, status: HTTPStatus, type_: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", type_)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _tell_events(self) -> None:
        """Tell the state now and whenever it changes, until the page has gone."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        state = self.shown.state
        try:
            while True:
                text = msgspec.json.encode(state).decode()
                self.wfile.write(f"data: {text}\n\n".encode())
                self.wfile.flush()
                state = self.shown.wait(state)
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401  # the base's
        """Say nothing: what matters is told when the library changes."""


def _script(state: State) -> bytes:
    return (
        f'<link rel="stylesheet" href="{_OURS}reload.css">'
        f'<script src="{_OURS}reload.js" data-version="{state.version}"></script>\n'
    ).encode()


# The page cannot know how deep it is asked for; here the site begins at the root.
_HOME = re.compile(rb"<p data-home>[^<]*</p>")
_LINK_HOME = b'<p><a href="/">Search the library</a></p>'


def _without_policy(page: bytes) -> bytes:
    before, _, rest = page.partition(b'<meta http-equiv="Content-Security-Policy"')
    return before + rest.partition(b">")[2]


def _problem_page(state: State) -> bytes:
    """Return the page that stands for all others while there is none."""
    rules = policy(style_files=True, script_files=True, connect=True)
    text = (
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(rules)}">\n'
        "<title>The library has problems</title>\n<body>\n<h1>The library has problems</h1>\n"
        f"<pre>{html.escape(state.problems)}</pre>\n"
    )
    return text.encode() + _script(state) + b"</body>\n</html>\n"
