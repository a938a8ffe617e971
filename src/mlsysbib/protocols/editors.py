"""A server of the Language Server Protocol: citations that complete, and a `.bib` that is true.

In LaTeX and Markdown keys complete from the file's own bibliography, the library and the indexes.
One that the bibliography lacks is written into it when it is accepted: a command, as an edit of
another document cannot be part of a completion.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec
from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from mlsysbib import __version__
from mlsysbib.formats.base import Options
from mlsysbib.formats.targets import get_target
from mlsysbib.intake.tidying import Fate, tidy
from mlsysbib.model.entry import Entry, identifiers
from mlsysbib.model.item import Resolver
from mlsysbib.problems import MlsysbibError
from mlsysbib.protocols.bib_files import add_to_text
from mlsysbib.protocols.bib_texts import BibText, BibTexts, Held, shown_fields
from mlsysbib.protocols.citing import Typed, bibliographies_in, key_at, kind_of, typed_at
from mlsysbib.protocols.desk import Desk
from mlsysbib.protocols.diagnosing import diagnostics
from mlsysbib.protocols.hovering import of_known, of_own
from mlsysbib.text.words import fold

TAKE = "mlsysbib.take"
_MOST = 60
# An index is asked about words, not about first letters.
_ENOUGH_LETTERS = 5
# How long after the last key a .bib is verified, in seconds.
_PAUSE = 0.8


class CitationServer(LanguageServer):
    """What an editor asks, answered from a desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("mlsysbib", __version__)
        self.desk = desk
        self.texts = BibTexts()
        self.resolver = Resolver(desk.library.venues)
        self.words = [(_words(entry), entry) for entry in desk.library.values()]
        self.timers: dict[str, threading.Timer] = {}

    def text_of(self, uri: str) -> str:
        """Return a document as the editor has it, else as it is on disk; "" for none."""
        try:
            return self.workspace.get_text_document(uri).source
        except (OSError, UnicodeDecodeError):
            return ""

    def bibliographies(self, uri: str) -> list[str]:
        """Return the addresses of a document's `.bib` files: those it names, else beside it."""
        path = to_fs_path(uri) or ""
        folder = os.path.dirname(path)
        named = bibliographies_in(self.text_of(uri), kind_of(path))
        roots = [folder, *(to_fs_path(root) or "" for root in self.workspace.folders)]
        found = [
            next((whole for root in roots if os.path.isfile(whole := os.path.join(root, name))), "")
            for name in named
        ]
        paths = list(filter(None, found))
        if not paths and named:
            paths = [os.path.join(folder, named[0])]  # it will be made
        if not paths:
            beside = (sorted(Path(root).glob("*.bib")) for root in dict.fromkeys(roots) if root)
            paths = [str(path) for group in beside for path in group]
        return [from_fs_path(path) or "" for path in paths]

    def bib(self, uri: str) -> BibText:
        """Return what a `.bib` document holds."""
        return self.texts.get(uri, self.text_of(uri))


def make_server(desk: Desk) -> CitationServer:
    """Return a server over a desk, to be started with `start_io`."""
    server = CitationServer(desk)
    options = types.CompletionOptions(trigger_characters=["{", "@", ","])
    server.feature(types.TEXT_DOCUMENT_COMPLETION, options)(_complete)
    server.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    kinds = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)(_actions)
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(_opened)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(_opened)
    server.command(TAKE)(_take)
    return server


def _complete(server: CitationServer, params: types.CompletionParams) -> types.CompletionList:
    uri = params.text_document.uri
    document = server.workspace.get_text_document(uri)
    offset = document.offset_at_position(params.position)
    typed = typed_at(document.source, offset, kind_of(uri))
    items: list[types.CompletionItem] = []
    if typed is not None:
        start = document.client_position_at_offset(typed.offset)
        span = types.Range(start, params.position)
        items = list(islice(_items(server, uri, typed, span), _MOST))
    return types.CompletionList(is_incomplete=True, items=items)


def _items(
    server: CitationServer, uri: str, typed: Typed, span: types.Range
) -> Iterator[types.CompletionItem]:
    wanted = fold(typed.text).lower().split()
    held = [one for bib in server.bibliographies(uri) for one in server.bib(bib).held]
    keys = {one.key for one in held}
    said = "\n".join(one.words for one in held) if len(held) < _MOST * 100 else ""
    for one in held:
        if all(word in one.words for word in wanted):
            fields = shown_fields(one.block)
            detail = " ".join(filter(None, (fields.get("year", ""), fields.get("title", ""))))
            yield _item(one.key, detail, "0", typed, span)
    for entry in _known(server, typed.text, wanted):
        if entry.key in keys or any(value in said for value, _ in identifiers(entry)):
            continue
        detail = f"{server.resolver.resolve(entry)[0].year or ''} {entry.plain_title}".strip()
        item = _item(entry.key, detail, "1", typed, span)
        name = entry.key if entry.key in server.desk.library else identifiers(entry)[0][0]
        item.command = types.Command("Add to the bibliography", TAKE, arguments=[uri, name])
        yield item


def _known(server: CitationServer, typed: str, wanted: list[str]) -> Iterator[Entry]:
    """Yield the library's entries with the words, then those of an index."""
    yield from (entry for words, entry in server.words if all(word in words for word in wanted))
    if len(typed) >= _ENOUGH_LETTERS:
        found = server.desk.recorded(typed, _MOST)
        yield from (entry for entry in found if identifiers(entry))


def _item(
    key: str, detail: str, order: str, typed: Typed, span: types.Range
) -> types.CompletionItem:
    return types.CompletionItem(
        label=key,
        kind=types.CompletionItemKind.Reference,
        detail=detail,
        sort_text=f"{order}{key}",
        # Found by its title too, which the editor would not do.
        filter_text=typed.text,
        text_edit=types.TextEdit(span, key),
    )


def _take(server: CitationServer, uri: str, name: str) -> None:
    """Add a work to the bibliography of a document."""
    bibs = server.bibliographies(uri)
    if not bibs:
        _say(server, "no .bib file is named here, and none is beside it")
        return
    target = bibs[0]
    text = server.text_of(target)
    try:
        entry = server.desk.named(name)
        added = add_to_text(text, [entry], server.desk)
    except MlsysbibError as error:
        _say(server, str(error))
        return
    for key in added.present or [key for key in added.added if key != entry.key]:
        _say(server, f"{entry.plain_title}: cite it as {key}")
    changes: list[types.TextDocumentEdit | types.CreateFile] = []
    if not os.path.exists(to_fs_path(target) or ""):
        changes.append(
            types.CreateFile(target, options=types.CreateFileOptions(ignore_if_exists=True))
        )
    if new := added.text[len(text) :]:
        end = _end_of(text, server, target)
        edit = types.TextEdit(types.Range(end, end), new)
        named = types.OptionalVersionedTextDocumentIdentifier(target)
        changes.append(types.TextDocumentEdit(named, [edit]))
        whole = types.WorkspaceEdit(document_changes=changes)
        server.workspace_apply_edit(types.ApplyWorkspaceEditParams(whole))


def _end_of(text: str, server: CitationServer, uri: str) -> types.Position:
    if not text:
        return types.Position(0, 0)
    return server.workspace.get_text_document(uri).client_position_at_offset(len(text))


def _say(server: CitationServer, text: str) -> None:
    server.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))


def _hover(server: CitationServer, params: types.HoverParams) -> types.Hover | None:
    uri = params.text_document.uri
    document = server.workspace.get_text_document(uri)
    kind = kind_of(uri)
    found = key_at(document.source, document.offset_at_position(params.position), kind)
    if found is None:
        return None
    bibs = [uri] if kind == "bib" else server.bibliographies(uri)
    parsed = map(server.bib, bibs)
    own = next((bib.by_key[found.text] for bib in parsed if found.text in bib.by_key), None)
    text = of_own(own) if own else of_known(server.desk, found.text)
    value = types.MarkupContent(types.MarkupKind.Markdown, text)
    return types.Hover(value) if text else None


def _opened(
    server: CitationServer,
    params: types.DidOpenTextDocumentParams | types.DidSaveTextDocumentParams,
) -> None:
    _schedule(server, params.text_document.uri, 0.0)


def _changed(server: CitationServer, params: types.DidChangeTextDocumentParams) -> None:
    _schedule(server, params.text_document.uri, _PAUSE)


def _schedule(server: CitationServer, uri: str, pause: float) -> None:
    """Verify a `.bib` once nothing more is typed."""
    if kind_of(uri) != "bib":
        return
    if waiting := server.timers.pop(uri, None):
        waiting.cancel()
    timer = server.timers[uri] = threading.Timer(pause, _diagnose, (server, uri))
    timer.daemon = True
    timer.start()


def _diagnose(server: CitationServer, uri: str) -> None:
    text = server.text_of(uri)
    server.bib(uri)  # so that the first question is answered at once
    found = list(diagnostics(text, server.desk))
    if server.text_of(uri) == text:
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))


def _actions(server: CitationServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Offer what is known of the entry at the cursor in place of what stands there."""
    uri = params.text_document.uri
    if kind_of(uri) != "bib":
        return []
    document = server.workspace.get_text_document(uri)
    text = document.source
    bib = BibText(text) if server.bib(uri).text != text else server.bib(uri)
    held = bib.at(document.offset_at_position(params.range.start))
    if held is None:
        return []
    new = _canonical(server, held)
    if not new or new == held.block.text:
        return []
    start = document.client_position_at_offset(held.block.offset)
    end = document.client_position_at_offset(held.block.offset + len(held.block.text))
    edit = types.TextEdit(types.Range(start, end), new)
    fixed = _within(params.context.diagnostics, types.Range(start, end))
    return [
        types.CodeAction(
            f"{held.key}: take the canonical data",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=fixed,
            edit=types.WorkspaceEdit(changes={uri: [edit]}),
        )
    ]


def _canonical(server: CitationServer, held: Held) -> str:
    """Return an entry as the library or an index has it, "" where none knows the work.

    What is too false to be matched is replaced by the work that it was verified against.
    """
    options = Options(target=get_target("natbib"))
    text = held.block.text
    tidied = tidy(text, server.desk.library, options, index=server.desk.index)
    if any(fate in {Fate.MATCHED, Fate.UPGRADED} for _, fate in tidied.fates):
        return tidied.text
    for one in server.desk.verify(text):
        if one.entry is not None:
            entry = msgspec.structs.replace(one.entry, key=held.key, aliases=())
            return server.desk.bibtex([entry]).rstrip("\n")
    return tidied.text


def _within(found: Iterable[types.Diagnostic], span: types.Range) -> list[types.Diagnostic]:
    return [one for one in found if span.start.line <= one.range.start.line <= span.end.line]


def _words(entry: Entry) -> str:
    names = " ".join(name.family for name in entry.names if hasattr(name, "family"))
    return fold(f"{entry.key} {entry.system} {entry.plain_title} {names} {entry.year}").lower()
