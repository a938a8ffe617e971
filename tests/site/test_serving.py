from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from command_line import CommandLine, Program
from made_papers import WIDGETS, WIDGETS_PATH, made_library

_LONGEST = 20.0


class Served:
    """A site that a process of its own serves."""

    def __init__(self, process: subprocess.Popen[bytes], address: str) -> None:
        self.process = process
        self.host = urlsplit(address).netloc

    def get(
        self, path: str, host: str = "", method: str = "GET"
    ) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection(self.host, timeout=_LONGEST)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or self.host)
        connection.endheaders()
        response = connection.getresponse()
        text = response.read().decode()
        headers = {name.lower(): value for name, value in response.getheaders()}
        connection.close()
        return response.status, headers, text

    def until(self, path: str, text: str) -> str:
        """Return a page as soon as it holds a text."""
        end = time.monotonic() + _LONGEST
        while time.monotonic() < end:
            found = self.get(path)[2]
            if text in found:
                return found
            time.sleep(0.05)
        raise AssertionError(f"{path} never held {text!r}")

    def events(self) -> Iterator[dict[str, str]]:
        connection = http.client.HTTPConnection(self.host, timeout=_LONGEST)
        connection.request("GET", "/__mlsysbib/events")
        response = connection.getresponse()
        while line := response.readline().decode():
            if line.startswith("data: "):
                yield json.loads(line.removeprefix("data: "))


@contextmanager
def serving(program: Program, root: Path, *arguments: str) -> Iterator[Served]:
    program.environment["MLSYSBIB_LIBRARY"] = str(root)
    program.heed_interrupts()
    with program.start("site", "serve", "--port", "0", *arguments) as process:
        assert process.stderr
        address = ""
        while "http://" not in address:
            address = process.stderr.readline().decode()
            assert address, "it ended"
        try:
            yield Served(process, address.split()[0])
        finally:
            process.kill()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made_library(tmp_path / "made")


def test_pages_have_their_types_and_nothing_else_is_served(program: Program, root: Path) -> None:
    (root.parent / "secret.txt").write_text("secret", "utf-8")
    with serving(program, root) as served:
        status, headers, page = served.get("/")
        assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert headers["x-content-type-options"] == "nosniff"
        script = page.split('src="assets/page')[1].split('"')[0]
        assert (
            served.get(f"/assets/page{script}")[1]["content-type"]
            == "text/javascript; charset=utf-8"
        )
        style = page.split('href="assets/style')[1].split('"')[0]
        assert served.get(f"/assets/style{style}")[1]["content-type"] == "text/css; charset=utf-8"
        assert served.get("/papers/doe2022gizmo.html?x=1")[0] == 200
        assert served.get("/", method="HEAD")[2] == ""
        for path in (
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "//etc/passwd",
            "/.mlsysbib-site.json",
            "/papers",
            "/papers/",
        ):
            status, _, text = served.get(path)
            assert status == 404, path
            assert "secret" not in text
            assert "Nothing is here" in text
            assert '<a href="/">' in text
        assert served.get("/", host="evil.example")[0] == 403


def test_a_change_is_shown_and_told(program: Program, root: Path) -> None:
    with serving(program, root) as served:
        events = served.events()
        first = next(events)
        assert first["problems"] == ""
        (root / WIDGETS_PATH).write_text(WIDGETS.replace("Revisited", "Anew"), "utf-8")
        second = next(events)
        assert int(second["version"]) == int(first["version"]) + 1
        assert "Widgets, Anew" in served.get("/papers/roe2023widgets.html")[2]


def test_a_problem_is_told_and_the_last_good_site_stays(program: Program, root: Path) -> None:
    with serving(program, root) as served:
        events = served.events()
        first = next(events)
        (root / WIDGETS_PATH).write_text("title = 3\n", "utf-8")
        broken = next(events)
        assert f"{WIDGETS_PATH}:1: error" in broken["problems"]
        assert broken["version"] == first["version"]
        assert "Widgets, Revisited" in served.get("/papers/roe2023widgets.html")[2]
        (root / WIDGETS_PATH).write_text(WIDGETS, "utf-8")
        mended = next(events)
        assert (mended["problems"], mended["version"] != first["version"]) == ("", True)


def test_a_library_that_is_broken_from_the_start_is_shown_as_its_problems(
    program: Program, root: Path
) -> None:
    (root / WIDGETS_PATH).write_text('title = "<b>"\nyear = 3\n', "utf-8")
    with serving(program, root) as served:
        status, headers, text = served.get("/")
        assert (status, headers["content-type"]) == (503, "text/html; charset=utf-8")
        assert f"{WIDGETS_PATH}:" in text
        assert "reload.js" in text
        (root / WIDGETS_PATH).write_text(WIDGETS, "utf-8")
        served.until("/", "Widgets, Revisited")


def test_ctrl_c_ends_it(program: Program, root: Path, tmp_path: Path) -> None:
    with serving(program, root, "-o", str(tmp_path / "kept")) as served:
        served.process.send_signal(signal.SIGINT)
        out, err = served.process.communicate(timeout=_LONGEST)
        assert served.process.returncode == 130
        assert out == b""
        assert b"Traceback" not in err
    assert (tmp_path / "kept/index.html").is_file()


def test_a_port_that_is_taken_is_an_error_that_says_so(command: CommandLine) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        outcome = command("site", "serve", "--port", str(port))
    assert outcome.code == 2
    assert f"port {port} is taken; --port names another" in outcome.err
