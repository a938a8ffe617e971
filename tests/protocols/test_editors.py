"""A real client of the Language Server Protocol asks the server over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

BIB = """@misc{mine2020own, title = {{Über} Own Things}, author = {Élan, Émile}, year = 2020}

@inproceedings{vllm,
  author = {Nobody, Jane and Else, Someone},
  title = {Efficient Memory Management for Large Language Model Serving with PagedAttention},
  booktitle = {SOSP},
  year = {2021},
}
"""


class Editor(LanguageClient):
    """A client that keeps what it is told."""

    def __init__(self) -> None:
        super().__init__("editor", "1")
        self.diagnostics: dict[str, list[types.Diagnostic]] = {}
        self.edits: list[types.WorkspaceEdit] = []
        self.told = asyncio.Event()

        def publish(params: types.PublishDiagnosticsParams) -> None:
            self.diagnostics[params.uri] = list(params.diagnostics)
            self.told.set()

        def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
            self.edits.append(params.edit)
            return types.ApplyWorkspaceEditResult(applied=True)

        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(publish)
        self.feature(types.WORKSPACE_APPLY_EDIT)(apply)

    def open(self, path: Path, text: str) -> str:
        uri = path.as_uri()
        item = types.TextDocumentItem(uri, path.suffix[1:], 1, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    async def complete(self, uri: str, line: int, character: int) -> list[types.CompletionItem]:
        found = await self.text_document_completion_async(
            types.CompletionParams(_document(uri), types.Position(line, character))
        )
        assert isinstance(found, types.CompletionList)
        return list(found.items)

    async def hover(self, uri: str, line: int, character: int) -> str:
        found = await self.text_document_hover_async(
            types.HoverParams(_document(uri), types.Position(line, character))
        )
        if found is None:
            return ""
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value


def _document(uri: str) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(uri)


Steps = Callable[[Editor], Coroutine[Any, Any, None]]


def talk(folder: Path, steps: Steps) -> None:
    """Start the server for a folder, and let the editor take its steps."""

    async def run() -> None:
        editor = Editor()
        command = "from mlsysbib.cli import main; main()"
        await editor.start_io(
            sys.executable, "-c", command, "lsp", "--index", "none", env={**os.environ}
        )
        folders = [types.WorkspaceFolder(folder.as_uri(), "paper")]
        await editor.initialize_async(
            types.InitializeParams(
                types.ClientCapabilities(), root_uri=folder.as_uri(), workspace_folders=folders
            )
        )
        editor.initialized(types.InitializedParams())
        await steps(editor)
        await editor.shutdown_async(None)
        editor.exit(None)
        await editor.stop()  # type: ignore[no-untyped-call]

    asyncio.run(asyncio.wait_for(run(), 120))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("paper.tex", r"Wörter 𝛼 \citep[see][p.~2]{mine2020own, pagedatt"),
        ("paper.tex", r"Wörter 𝛼 \parencites[1]{pagedatt"),
        ("paper.md", "Wörter 𝛼 [@pagedatt"),
        ("paper.md", "Wörter 𝛼 -@pagedatt"),
    ],
)
def test_keys_complete_by_words_and_are_added_when_they_are_taken(
    tmp_path: Path, name: str, line: str
) -> None:
    bib = tmp_path / "refs.bib"
    bib.write_bytes("@misc{a, title = {Ünsaved}}\r\n".encode())

    async def steps(editor: Editor) -> None:
        uri = editor.open(tmp_path / name, f"{line}\n")
        end = len(line.encode("utf-16-le")) // 2
        items = await editor.complete(uri, 0, end)
        item = next(item for item in items if item.label == "kwon2023efficient")
        assert isinstance(item.text_edit, types.TextEdit)
        start = item.text_edit.range.start
        assert line.encode("utf-16-le")[2 * start.character :].decode("utf-16-le") == "pagedatt"
        assert item.command
        await editor.workspace_execute_command_async(
            types.ExecuteCommandParams(item.command.command, item.command.arguments)
        )
        (edit,) = editor.edits
        assert edit.document_changes
        (change,) = edit.document_changes
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document.uri == bib.as_uri()
        (added,) = change.edits
        assert isinstance(added, types.TextEdit)
        assert added.range.start == types.Position(1, 0)
        assert "@inproceedings{kwon2023efficient," in added.new_text

    talk(tmp_path, steps)


def test_own_keys_come_first_and_unsaved_text_counts(tmp_path: Path) -> None:
    tmp_path.joinpath("refs.bib").write_text("", "utf-8")

    async def steps(editor: Editor) -> None:
        editor.open(tmp_path / "refs.bib", BIB)
        uri = editor.open(tmp_path / "a.tex", "\\bibliography{refs}\n\\cite{uber\n")
        item, *_ = await editor.complete(uri, 1, len("\\cite{uber"))
        assert (item.label, item.command) == ("mine2020own", None)
        nowhere = await editor.complete(uri, 1, 2)
        assert nowhere == []

    talk(tmp_path, steps)


def test_hovering_says_what_a_key_is(tmp_path: Path) -> None:
    tmp_path.joinpath("refs.bib").write_text(BIB, "utf-8")

    async def steps(editor: Editor) -> None:
        text = "𝛼 \\cite{mine2020own,kwon2023efficient,nothing2020here}\n"
        uri = editor.open(tmp_path / "a.tex", text)
        own = await editor.hover(uri, 0, text.index("2020own") + 1)
        assert "Über Own Things" in own
        known = await editor.hover(uri, 0, text.index("kwon2023") + 1)
        assert "PagedAttention" in known
        assert "https://doi.org/10.1145/3600006.3613165" in known
        assert "not in the bibliography" in known
        assert await editor.hover(uri, 0, text.index("nothing") + 1) == ""
        bib = editor.open(tmp_path / "refs.bib", BIB)
        assert "Über Own Things" in await editor.hover(bib, 0, 8)

    talk(tmp_path, steps)


def test_a_bibliography_is_verified_and_one_entry_taken_from_the_library(tmp_path: Path) -> None:
    async def steps(editor: Editor) -> None:
        uri = editor.open(tmp_path / "refs.bib", BIB)
        await editor.told.wait()
        (wrong,) = [one for one in editor.diagnostics[uri] if one.source == "mlsysbib"]
        assert wrong.range.start.line == 2
        assert "author" in wrong.message
        asked = types.CodeActionParams(
            _document(uri), wrong.range, types.CodeActionContext([wrong])
        )
        found = await editor.text_document_code_action_async(asked)
        assert found
        action = found[0]
        assert isinstance(action, types.CodeAction)
        assert action.edit
        assert action.edit.changes
        (edit,) = action.edit.changes[uri]
        assert edit.new_text.startswith("@inproceedings{vllm,")
        assert "Kwon, Woosuk" in edit.new_text
        whole = types.TextDocumentContentChangePartial(edit.range, edit.new_text)
        editor.told.clear()
        versioned = types.VersionedTextDocumentIdentifier(2, uri)
        editor.text_document_did_change(types.DidChangeTextDocumentParams(versioned, [whole]))
        await editor.told.wait()
        assert editor.diagnostics[uri] == []

    talk(tmp_path, steps)


def test_what_cannot_be_parsed_stops_nothing(tmp_path: Path) -> None:
    async def steps(editor: Editor) -> None:
        uri = editor.open(tmp_path / "refs.bib", "@article{a, title = {never closed\n")
        await editor.told.wait()
        assert [one.code for one in editor.diagnostics[uri]] == ["block-broken"]
        other = editor.open(tmp_path / "a.tex", "\\cite{" + "{" * 5000)
        assert await editor.complete(other, 0, 9000) == []
        assert await editor.hover(other, 999, 999) == ""

    talk(tmp_path, steps)
