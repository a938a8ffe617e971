"""A registry on this machine: it replays answers of arXiv's and Crossref's forms."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Answer(NamedTuple):
    """What a registry answers: a body and a status."""

    body: str
    status: int = 200


class Registry:
    """Gives its answers in turn, the last one again and again; notes what it was asked."""

    def __init__(self) -> None:
        self.address = ""
        self.answers = [Answer("", 404)]
        self.paths: list[str] = []
        self.agents: list[str] = []

    def give(self, *answers: Answer) -> None:
        """Set what is answered from now on."""
        self.answers = [*answers]

    def take(self, path: str, agent: str) -> Answer:
        """Note a question and return the answer to it."""
        self.paths.append(path)
        self.agents.append(agent)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def served() -> Iterator[Registry]:
    """Serve a registry for as long as the context lasts."""
    registry = Registry()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = registry.take(self.path, self.headers.get("User-Agent", ""))
            body = answer.body.encode()
            self.send_response(answer.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
            """Say nothing: stderr is what tests look at."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        registry.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield registry
        finally:
            server.shutdown()
            thread.join()
