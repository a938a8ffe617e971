"""A real client of the Model Context Protocol asks the server over standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult

from conftest import ROOT
from mlsysbib.cli import COMMANDS
from mlsysbib.cli.mcp import command

FALSE = """@inproceedings{mine,
  author = {Nobody, Jane and Else, Someone},
  title = {Efficient Memory Management for Large Language Model Serving with PagedAttention},
  booktitle = {Proceedings of the 29th Symposium on Operating Systems Principles},
  year = {2021},
}
"""
Steps = Callable[[Client], Coroutine[Any, Any, None]]


def talk(steps: Steps, *arguments: str) -> None:
    """Start the server, and let a client take its steps."""
    server = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from mlsysbib.cli import main; main()", "mcp", "--index", "none", *arguments],
        env={**os.environ},
    )

    async def run() -> None:
        async with Client(server) as client:
            await steps(client)

    asyncio.run(run())


def said(result: CallToolResult) -> str:
    return " ".join(getattr(part, "text", "") for part in result.content)


def test_papers_are_searched_shown_and_written_exactly() -> None:
    async def steps(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert tools.keys() == {"search", "show", "bibtex", "verify"}
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())
        assert all(tool.output_schema for tool in tools.values())
        found = await client.call_tool("search", {"query": "PagedAttention vLLM", "limit": 3})
        assert found.structured_content
        first = found.structured_content["papers"][0]
        assert first["name"] == "kwon2023efficient"
        by_doi = await client.call_tool("show", {"names": ["https://doi.org/" + first["doi"]]})
        assert by_doi.structured_content
        assert by_doi.structured_content["papers"] == [first]
        made = await client.call_tool("bibtex", {"names": [first["name"]], "target": "acm"})
        assert made.structured_content
        assert made.structured_content["keys"] == ["kwon2023efficient"]
        assert "@inproceedings{kwon2023efficient," in made.structured_content["bibtex"]

    talk(steps)


def test_false_references_are_named() -> None:
    async def steps(client: Client) -> None:
        report = await client.call_tool("verify", {"bibtex": FALSE})
        assert report.structured_content
        assert report.structured_content["counts"]["differs"] == 1
        (judged,) = report.structured_content["references"]
        assert {fault["field"] for fault in judged["faults"]} >= {"author", "year"}

    talk(steps)


def test_entries_are_added_to_a_file_and_not_twice(tmp_path: Path) -> None:
    mine = (
        "% mine\r\n@misc{dean2012large,\r\n  title = {Of Another Work},\r\n  year = 1999,\r\n}\r\n"
    )
    tmp_path.joinpath("refs.bib").write_bytes(mine.encode())

    async def steps(client: Client) -> None:
        asked = {"path": "refs.bib", "names": ["kwon2023efficient", "dean2012large"]}
        first = await client.call_tool("add_to_file", asked)
        assert first.structured_content
        added = first.structured_content["added"]
        assert added[0] == "kwon2023efficient"
        assert added[1] != "dean2012large"  # which is the key of another work there
        after = tmp_path.joinpath("refs.bib").read_bytes()
        assert after.startswith(mine.encode())
        assert after.count(b"\n") == after.count(b"\r\n")
        again = await client.call_tool("add_to_file", asked)
        assert again.structured_content == {"path": "refs.bib", "added": [], "present": added}
        assert tmp_path.joinpath("refs.bib").read_bytes() == after

    talk(steps, "--write", str(tmp_path))


HOSTILE: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("add_to_file", {"path": "../out.bib", "names": ["kwon2023efficient"]}, "is not below"),
    ("add_to_file", {"path": "/etc/passwd", "names": ["kwon2023efficient"]}, "is not below"),
    ("add_to_file", {"path": "link.bib", "names": ["kwon2023efficient"]}, "is not below"),
    ("add_to_file", {"path": "notes.txt", "names": ["kwon2023efficient"]}, "no .bib file"),
    ("add_to_file", {"path": "no/where.bib", "names": ["kwon2023efficient"]}, "no folder"),
    ("add_to_file", {"path": "a\0.bib", "names": ["kwon2023efficient"]}, "no path"),
    ("add_to_file", {"path": "dir.bib", "names": ["kwon2023efficient"]}, "is no file"),
    ("bibtex", {"names": ["invented2023paper"]}, "`search` finds papers"),
    ("bibtex", {"names": []}, "names"),
    ("bibtex", {"names": ["x"] * 10_000}, "names"),
    ("bibtex", {"names": ["kwon2023efficient"], "target": "none"}, "target"),
    ("show", {"names": ["x" * 10_000]}, "names"),
    ("show", {"names": "kwon2023efficient"}, "names"),
    ("search", {"query": "x", "limit": 10**9}, "limit"),
    ("search", {}, "query"),
    ("verify", {"bibtex": "@" * 3_000_000}, "bibtex"),
)


def test_what_is_hostile_is_refused_and_the_server_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    folder.joinpath("dir.bib").mkdir(parents=True)
    outside = tmp_path / "outside.bib"
    outside.write_text("", "utf-8")
    folder.joinpath("link.bib").symlink_to(outside)

    async def steps(client: Client) -> None:
        for tool, arguments, reason in HOSTILE:
            result = await client.call_tool(tool, arguments)
            assert result.is_error, (tool, reason)
            assert reason in said(result), said(result)
            assert "Traceback" not in said(result)
        alive = await client.call_tool("search", {"query": "orca"})
        assert not alive.is_error

    talk(steps, "--write", str(folder))
    assert outside.read_text("utf-8") == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outside.bib", "paper"]
    assert sorted(path.name for path in folder.iterdir()) == ["dir.bib", "link.bib"]


@pytest.mark.parametrize("text", ["@article{a, title = {\ufffd\x00}}", "%" * 10_000, "{" * 5000])
def test_a_text_that_is_no_bibtex_has_a_report(text: str) -> None:
    async def steps(client: Client) -> None:
        report = await client.call_tool("verify", {"bibtex": text})
        assert not report.is_error

    talk(steps)


def test_the_configurations_of_the_docs_start_a_server() -> None:
    text = ROOT.joinpath("docs", "assistants.md").read_text("utf-8")
    shown = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]
    assert len(shown) == 2
    for whole in shown:
        (servers,) = whole.values()
        assert servers["mlsysbib"]["command"] == "mlsysbib"
        name, *arguments = servers["mlsysbib"]["args"]
        assert name in COMMANDS
        options = {option for parameter in command.params for option in parameter.opts}
        assert {argument for argument in arguments if argument.startswith("--")} <= options


def test_the_docs_name_every_tool() -> None:
    text = ROOT.joinpath("docs", "assistants.md").read_text("utf-8")
    named = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))

    async def steps(client: Client) -> None:
        assert {tool.name for tool in (await client.list_tools()).tools} == named

    talk(steps, "--write", ".")
