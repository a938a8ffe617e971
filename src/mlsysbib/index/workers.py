"""Processes that share the work of a build, and end when it does, however it ends."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection

from mlsysbib.index.layout import encode_works
from mlsysbib.index.packing import BATCH, Packed, pack_encoded, pack_works
from mlsysbib.index.record import Record

# So many batches are packed before it pays to start processes.
_ALONE = 8


def packed(works: Iterable[tuple[Record, ...]]) -> Iterator[Packed]:
    """Yield works packed, in their order; where they are many, as many processes as there are CPUs.

    They stop when this does, also when it is killed: their pipes end then.
    """
    source = iter(works)
    batches = iter(lambda: list(islice(source, BATCH)), [])
    yield from map(pack_works, islice(batches, _ALONE))
    first = next(batches, None)
    if first is None:
        return
    rest = chain((first,), batches)
    count = os.cpu_count() or 1
    if count == 1:
        yield from map(pack_works, rest)
    else:
        yield from _shared(map(encode_works, rest), count)


def _shared(batches: Iterable[bytes], count: int) -> Iterator[Packed]:
    context = get_context("spawn")
    workers = []
    idle: deque[Connection] = deque()
    busy: deque[Connection] = deque()
    try:
        for _ in range(count):
            ours, theirs = context.Pipe()
            worker = context.Process(target=_work, args=(theirs,), daemon=True)
            worker.start()
            theirs.close()
            workers.append(worker)
            idle.append(ours)
        for batch in batches:
            if not idle:
                idle.append(busy.popleft())
                yield idle[0].recv()
            connection = idle.popleft()
            connection.send_bytes(batch)
            busy.append(connection)
        while busy:
            idle.append(busy.popleft())
            yield idle[-1].recv()
    finally:
        for connection in (*idle, *busy):
            connection.close()
        for worker in workers:
            worker.join()


def _work(connection: Connection) -> None:
    """Pack what comes until nothing does."""
    # An interruption is for the process that builds.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            connection.send(pack_encoded(connection.recv_bytes()))
        except (EOFError, OSError):
            return
