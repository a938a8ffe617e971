"""Where results go: data on stdout or into a file, everything else on stderr."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

import click

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.store.files import read_bytes, write_if_changed


class PipeClosedError(Exception):
    """The reader of stdout has gone, as `head` does; no more needs to be said."""


def write_data(text: str) -> None:
    """Write to stdout as UTF-8 with LF, whatever the locale; raise PipeClosedError or OSError."""
    if sys.stdout is None:  # as after >&-
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "stdout")
    try:
        sys.stdout.flush()
        for part in _parts(text):
            rest = memoryview(part.encode())
            # Without a buffer (PYTHONUNBUFFERED) a pipe may take a part only.
            while rest:
                rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends: give it something to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise PipeClosedError from None


def counted(count: int, noun: str) -> str:
    """Return a number of things in words: `1 problem`, `2 problems`, `2 entries`."""
    plural = noun.removesuffix("y") + ("ies" if noun.endswith("y") else "s")
    return f"{count} {noun if count == 1 else plural}"


@contextmanager
def progress(
    label: str, stages: Sequence[str], *, quiet: bool
) -> Iterator[Callable[[str, float], None] | None]:
    """Give a function that draws a bar over some stages, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    length = 100 * len(stages)
    with click.progressbar(length=length, file=sys.stderr, label=label) as bar:

        def report(stage: str, share: float) -> None:
            bar.update(int(100 * (stages.index(stage) + share)) - bar.pos)

        yield report
        # A stage that had nothing to do reports nothing.
        bar.update(length - bar.pos)


def _parts(text: str) -> Iterable[str]:
    """Return a long text in parts if each can be encoded, which spares a second copy of it."""
    if not text.isascii():
        return (text,)
    return (text[start : start + _PART] for start in range(0, len(text), _PART))


_PART = 1 << 18


def say(text: str, *, quiet: bool = False) -> None:
    """Tell the user something, on stderr."""
    if not quiet:
        click.echo(_painted(text, "paint_problems", sys.stderr), err=True)


def show_problems(text: str) -> None:
    """Write lines about problems to stdout, in colours on a terminal."""
    write_data(_painted(text, "paint_problems", sys.stdout))


def write_difference(text: str) -> None:
    """Write a unified diff to stdout, in colours on a terminal."""
    write_data(_painted(text, "paint_difference", sys.stdout))


def _painted(text: str, painter: str, stream: TextIO | None) -> str:
    """Return a text in colours if that is wished, or left open and the stream is a terminal."""
    context = click.get_current_context(silent=True)
    asked = context.color if context else None
    if not (stream is not None and stream.isatty() if asked is None else asked):
        return text
    from mlsysbib.cli import colour  # noqa: PLC0415  # start-up

    painted: str = getattr(colour, painter)(text)
    return painted


def deliver(text: str, path: str | None, *, check: bool, quiet: bool, noun: str = "") -> int:
    """Write `text` to a file or to stdout, or compare it with the file; return the exit code."""
    if path is None or path == "-":
        write_data(text)
        return DONE
    if check:
        return compare(text, path)
    changed = write_if_changed(path, text.encode())
    say(f"{path}: {noun or 'written'}{'' if changed else ', unchanged'}", quiet=quiet)
    return DONE


def compare(text: str, path: str) -> int:
    """Print how a file differs from what it should hold; return 1 if it does."""
    try:
        old = read_bytes(path).decode("utf-8", "replace")
    except FileNotFoundError:
        say(f"{path}: error: is missing")
        return FINDINGS
    return show_difference(old, text, path)


def show_difference(old: str, new: str, path: str) -> int:
    """Print how a file's text differs from what it should be; return 1 if it does."""
    if old == new:
        return DONE
    write_difference(difference(old, new, path))
    say(f"{path}: error: is not up to date")
    return FINDINGS


def annotate_difference(old: str, new: str, path: str) -> int:
    """Print how a file's text differs as annotations on its lines; return 1 if it does."""
    import difflib  # noqa: PLC0415  # start-up: only differences need it

    from mlsysbib.text.annotations import Lines, annotation  # noqa: PLC0415

    before, after = old.splitlines(), new.splitlines()
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    commands = []
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag != "equal":
            # What is only added stands beside the line that it follows.
            lines = Lines(path, first + (last > first), last)
            text = "\n".join(["should be:", *after[start:end]]) if end > start else "goes"
            commands.append(annotation("warning", lines, "not tidy", text))
    write_data("".join(commands))
    return FINDINGS if commands else DONE


def difference(old: str, new: str, path: str) -> str:
    """Return a unified diff of a file's text and what it should be."""
    import difflib  # noqa: PLC0415  # start-up: only differences need it

    lines = difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), path, path
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
