"""How long a server for editors takes to answer, with a bibliography of ten thousand entries.

    python benchmarks/editors.py [ENTRIES] [--index NAME]

Starts `mlsysbib lsp`, opens the bibliography and a document, and prints the median and the slowest
answer to twenty completions and twenty hovers, in milliseconds of wall time, protocol included.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from mlsysbib import open_library

WORDS = ("paged", "attention", "kwon", "serving", "zaharia", "2023", "orca", "tensor", "x", "")


async def measure(folder: Path, index: str) -> None:
    """Print the times of one session."""
    client = LanguageClient("benchmark", "1")
    await client.start_io(
        sys.executable, "-c", "from mlsysbib.cli import main; main()", "lsp", "--index", index
    )
    await client.initialize_async(
        types.InitializeParams(types.ClientCapabilities(), root_uri=folder.as_uri())
    )
    client.initialized(types.InitializedParams())
    bib, paper = folder / "refs.bib", folder / "paper.tex"
    uri = paper.as_uri()
    lines = [f"\\cite{{{word}" for word in WORDS] + ["\\cite{kwon2023efficient}"]
    for path, text in ((bib, bib.read_text("utf-8")), (paper, "\n\n".join(lines))):
        item = types.TextDocumentItem(path.as_uri(), path.suffix[1:], 1, text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    document = types.TextDocumentIdentifier(uri)
    times: dict[str, list[float]] = {"first completion": [], "completion": [], "hover": []}
    for turn in range(20):
        line = turn % len(WORDS)
        at = types.Position(2 * line, len(lines[line]))
        start = time.perf_counter()
        await client.text_document_completion_async(types.CompletionParams(document, at))
        times["completion" if turn else "first completion"].append(time.perf_counter() - start)
        start = time.perf_counter()
        over = types.Position(2 * len(WORDS), 10)
        await client.text_document_hover_async(types.HoverParams(document, over))
        times["hover"].append(time.perf_counter() - start)
    for name, seconds in times.items():
        median, slowest = statistics.median(seconds) * 1000, max(seconds) * 1000
        print(f"{name:<17} median {median:6.1f} ms, slowest {slowest:6.1f} ms")
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()  # type: ignore[no-untyped-call]


def main() -> None:
    """Make the bibliography of the shipped library, over and over, and measure."""
    arguments = sys.argv[1:]
    index = arguments[arguments.index("--index") + 1] if "--index" in arguments else "none"
    wanted = int(arguments[0]) if arguments and arguments[0].isdigit() else 10_000
    library = open_library()
    text = library.export()
    blocks = [f"@{block}" for block in text.split("\n@") if block.strip()]
    with tempfile.TemporaryDirectory() as folder:
        many = []
        for number in range(wanted):
            block = blocks[number % len(blocks)].removeprefix("@@")
            head, _, rest = block.removeprefix("@").partition("{")
            many.append(f"@{head}{{n{number}{rest}")
        Path(folder, "refs.bib").write_text("\n\n".join(many), "utf-8")
        asyncio.run(measure(Path(folder), index))


if __name__ == "__main__":
    main()
