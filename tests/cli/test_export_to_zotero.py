"""`mlsysbib export --to zotero`, with a Zotero on this machine that speaks its protocol."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from command_line import CommandLine, Program
from mlsysbib.model.library import Library
from served_zotero import Answer, Zotero, served_zotero

IMPORT = "/connector/import"
SELECTED = "/connector/getSelectedCollection"
PING = "/connector/ping"


@pytest.fixture
def zotero(monkeypatch: pytest.MonkeyPatch) -> Iterator[Zotero]:
    """A Zotero in the place of the user's."""
    with served_zotero() as zotero:
        monkeypatch.setenv("MLSYSBIB_ZOTERO_API", zotero.address)
        yield zotero


def test_what_is_chosen_goes_into_the_collection_that_is_selected(
    command: CommandLine, zotero: Zotero
) -> None:
    outcome = command("export", "--to", "zotero", "topic:serving/llm")
    assert outcome == (
        0,
        "",
        (
            "My Library / Papers: importing 3 items as csl-json ...\n"
            "My Library / Papers: 3 items imported\n"
        ),
    )
    assert zotero.imported == ["borzunov2023petals", "douchet2025harmoeny", "kwon2023efficient"]
    ping, selected, sent = zotero.requests
    assert (ping.method, ping.path) == ("GET", PING)
    assert (selected.method, selected.path, selected.body) == ("POST", SELECTED, b"{}")
    assert selected.headers["content-type"] == "application/json"
    assert sent.path.startswith(f"{IMPORT}?session=")
    assert json.loads(sent.body)[2]["citation-key"] == "kwon2023efficient"
    for request in zotero.requests:
        # A name like a browser's without this header, and Zotero would not answer.
        assert request.headers["x-zotero-connector-api-version"] == "3"
        assert request.headers["user-agent"].startswith("mlsysbib/")
        assert "origin" not in request.headers


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("csl-json", ("application/vnd.citationstyles.csl+json", b"[\n")),
        ("bibtex", ("application/x-bibtex", b"@inproceedings{")),
        ("ris", ("application/x-research-info-systems", b"TY  - CONF\n")),
    ],
)
def test_each_format_that_zotero_imports_can_be_sent(
    name: str, sent: tuple[str, bytes], command: CommandLine, zotero: Zotero, toy: Library
) -> None:
    assert command("export", "-q", "--to", "zotero", "-f", name) == (0, "", "")
    assert zotero.imported == list(toy)
    request = zotero.requests[-1]
    assert request.headers["content-type"] == sent[0]
    assert request.body.startswith(sent[1])
    # Over the connector Zotero makes the collections of a file and leaves them empty.
    assert b"groupstree:" not in request.body


def test_both_versions_are_counted(command: CommandLine, zotero: Zotero) -> None:
    outcome = command("export", "--to", "zotero", "--version", "both", "kwon2023efficient")
    assert outcome.err.endswith("Papers: 2 items imported\n")
    assert zotero.imported == ["kwon2023efficient", "kwon2023efficient-arxiv"]


def test_a_library_as_a_whole_can_be_selected(command: CommandLine, zotero: Zotero) -> None:
    # As it answers where no collection is selected: the name is that of the library.
    zotero.selected |= {"id": None, "name": "My Library"}
    outcome = command("export", "--to", "zotero", "kwon2023efficient")
    assert outcome.err.splitlines()[-1] == "My Library: 1 item imported"


def test_a_dry_run_says_what_would_go_where_and_sends_nothing(
    command: CommandLine, zotero: Zotero
) -> None:
    outcome = command("export", "--to", "zotero", "--dry-run", "topic:serving/llm")
    assert outcome == (
        0,
        "borzunov2023petals\ndouchet2025harmoeny\nkwon2023efficient\n",
        "My Library / Papers: 3 items would be imported as csl-json\n",
    )
    assert [request.path for request in zotero.requests] == [PING, SELECTED]


def test_nothing_is_sent_where_nothing_is_chosen(command: CommandLine, zotero: Zotero) -> None:
    outcome = command("export", "--to", "zotero", "year:1900")
    said = "nothing matches year:1900\nMy Library / Papers: nothing to import\n"
    assert outcome == (0, "", said)
    assert zotero.imported == []


def test_without_zotero_there_is_a_clear_error(
    command: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setenv("MLSYSBIB_ZOTERO_API", f"http://127.0.0.1:{port}")
    for more in ((), ("--dry-run",)):
        outcome = command("export", "--to", "zotero", *more)
        assert (outcome.code, outcome.out) == (3, "")
        assert outcome.err == (
            f"error: nothing answers at http://127.0.0.1:{port}: start Zotero, or write a file "
            "with -o and import that\n"
        )


def fails(command: CommandLine, zotero: Zotero, message: str) -> None:
    outcome = command("export", "-q", "--to", "zotero", "kwon2023efficient")
    assert (outcome.code, outcome.out) == (3, "")
    assert message in outcome.err
    assert "Traceback" not in outcome.err
    assert zotero.imported == []


def test_an_address_that_is_none_is_an_error(
    command: CommandLine, zotero: Zotero, monkeypatch: pytest.MonkeyPatch
) -> None:
    for address in ("http://127.0.0.1:port", "localhost:23119", "ftp://127.0.0.1/"):
        monkeypatch.setenv("MLSYSBIB_ZOTERO_API", address)
        fails(command, zotero, f"error: {address.rstrip('/')} cannot be asked: ")


@pytest.mark.parametrize("version", [None, "", "what"])
def test_another_program_on_the_port_is_not_taken_for_zotero(
    version: str | None, command: CommandLine, zotero: Zotero
) -> None:
    zotero.version = version
    fails(command, zotero, "is not Zotero")


def test_an_old_zotero_is_refused(command: CommandLine, zotero: Zotero) -> None:
    zotero.version = "1"
    fails(command, zotero, "this Zotero is too old: version 1 of its connector's protocol")
    zotero.version = "2"
    assert command("export", "-q", "--to", "zotero", "kwon2023efficient").code == 0


def test_a_zotero_that_asks_for_a_newer_protocol_is_heard(
    command: CommandLine, zotero: Zotero
) -> None:
    zotero.answers[IMPORT] = [Answer(400, '{"error":"CONNECTOR_VERSION_OUTDATED"}')]
    fails(command, zotero, "Zotero refuses the import: 400 CONNECTOR_VERSION_OUTDATED")


def test_an_endpoint_that_is_not_there_is_an_error(command: CommandLine, zotero: Zotero) -> None:
    zotero.answers[SELECTED] = [Answer(404, "No endpoint found\n", "text/plain")]
    fails(command, zotero, "Zotero does not say what is selected: 404 Not Found")


@pytest.mark.parametrize(
    ("selected", "where"),
    [
        ({"editable": False}, "My Library / Papers"),
        ({"libraryEditable": False, "libraryName": "Group"}, "Group / Papers"),
        ({"libraryEditable": False, "editable": None, "id": None}, "My Library"),
    ],
)
def test_what_is_read_only_is_refused_before_anything_is_sent(
    selected: dict[str, object], where: str, command: CommandLine, zotero: Zotero
) -> None:
    """Zotero itself would go to another library, without a word."""
    zotero.selected |= selected
    fails(command, zotero, f"{where} is selected in Zotero and is read-only")
    assert [request.path for request in zotero.requests] == [PING, SELECTED]


def test_a_library_that_is_read_only_by_then_is_an_error(
    command: CommandLine, zotero: Zotero
) -> None:
    zotero.answers[IMPORT] = [Answer(500, '{"libraryEditable":false}')]
    fails(command, zotero, "has not imported all of it: the library is read-only")


def test_a_session_that_is_known_is_tried_under_another_name(
    command: CommandLine, zotero: Zotero
) -> None:
    conflict = Answer(409, '{"error":"SESSION_EXISTS"}')
    zotero.answers[IMPORT] = [conflict, conflict]
    assert command("export", "-q", "--to", "zotero", "kwon2023efficient") == (0, "", "")
    assert zotero.imported == ["kwon2023efficient"]
    sessions = {request.path for request in zotero.requests if IMPORT in request.path}
    assert len(sessions) == 3


def test_a_session_is_not_tried_for_ever(command: CommandLine, zotero: Zotero) -> None:
    zotero.answers[IMPORT] = [Answer(409, '{"error":"SESSION_EXISTS"}')] * 9
    fails(command, zotero, "has not imported all of it: 409 SESSION_EXISTS")
    assert len(zotero.answers[IMPORT]) == 6


@pytest.mark.parametrize("path", [PING, SELECTED, IMPORT])
def test_a_zotero_that_does_not_answer_is_not_waited_for_for_ever(
    path: str, command: CommandLine, zotero: Zotero, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mlsysbib.network.zotero._QUICK_S", 0.2)
    monkeypatch.setattr("mlsysbib.network.zotero._PATIENT_S", 0.2)
    zotero.answers[path] = [Answer(0)]
    fails(command, zotero, "Zotero has not answered in")
    assert len([request for request in zotero.requests if request.path.startswith(path)]) == 1


@pytest.mark.parametrize(
    "answer",
    [Answer(201, "imported!"), Answer(201, '{"items": 1}'), Answer(201), Answer(200, "[]")],
)
def test_an_answer_to_an_import_without_a_reading_says_where_to_look(
    answer: Answer, command: CommandLine, zotero: Zotero
) -> None:
    zotero.answers[IMPORT] = [answer]
    fails(command, zotero, "does not say what it has imported; look there before you try again")


@pytest.mark.parametrize("body", ["no JSON", "[]", "{}", '{"libraryName": 1}', ""])
def test_a_selection_without_a_reading_is_an_error(
    body: str, command: CommandLine, zotero: Zotero
) -> None:
    zotero.answers[SELECTED] = [Answer(200, body)]
    fails(command, zotero, "Zotero's answer cannot be parsed: ")


def test_a_text_that_no_translator_reads_is_an_error(command: CommandLine, zotero: Zotero) -> None:
    zotero.answers[IMPORT] = [Answer(400)]
    fails(command, zotero, "Zotero refuses the import: 400 Bad Request")


def test_items_that_zotero_leaves_out_are_a_finding(command: CommandLine, zotero: Zotero) -> None:
    zotero.answers[IMPORT] = [Answer(201, '[{"title": "one"}]')]
    outcome = command("export", "-q", "--to", "zotero", "topic:serving/llm")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == "My Library / Papers: error: Zotero has imported 1 of 3 items\n"


def test_no_proxy_is_asked_for_what_is_on_this_machine(
    command: CommandLine, zotero: Zotero, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert command("export", "-q", "--to", "zotero", "kwon2023efficient").code == 0
    assert zotero.imported == ["kwon2023efficient"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to", "zotero", "-o", "x.json"], "--to and -o exclude each other"),
        (["--to", "zotero", "--check"], "--to and --check exclude each other"),
        (["--to", "zotero", "--split", "topic"], "--to and --split exclude each other"),
        (["--to", "zotero", "-f", "markdown"], "--to zotero sends csl-json, bibtex, ris, not"),
        (["--to", "zotero", "--for", "acm"], "sends csl-json for zotero, not for acm"),
        (["--to", "zotero", "-f", "bibtex", "--for", "acm"], "sends bibtex for zotero, not for"),
        (["--to", "mendeley"], "'mendeley' is not one of zotero"),
        (["--dry-run"], "--dry-run needs --to"),
        (["--for", "zotero", "-f", "bibtex", "--strings", "macros"], "refuse a whole file"),
    ],
)
def test_what_does_not_go_together_is_a_usage_error(
    arguments: list[str], message: str, command: CommandLine, zotero: Zotero
) -> None:
    outcome = command("export", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert zotero.requests == []


def test_an_interrupted_import_ends_without_a_traceback(program: Program, zotero: Zotero) -> None:
    zotero.answers[IMPORT] = [Answer(0)]
    program.heed_interrupts()
    with program.start("export", "--to", "zotero", MLSYSBIB_ZOTERO_API=zotero.address) as process:
        while not any(request.path.startswith(IMPORT) for request in zotero.requests):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


def test_only_this_export_loads_what_speaks_http() -> None:
    code = (
        "import sys\nfrom mlsysbib.cli import run\nrun(['export', 'vllm'])\n"
        "loaded = ['httpx' in sys.modules, 'mlsysbib.selecting.splitting' in sys.modules]\n"
        "print(*loaded, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.endswith("False False\n")
