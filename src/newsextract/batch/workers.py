"""The processes that convert pages, started and ended so that none of them dies aloud."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, TypeVar

from pebble import ProcessPool

_GRACE = 2.0  # seconds for workers to end by themselves
_BEGINNING = 20.0  # seconds for workers to begin
_LOOK = 0.05  # seconds between two looks at whether they have
_PID = 8  # bytes that a process number takes

T = TypeVar("T")


class Workers:
    """A pool of ``jobs`` processes, each of which calls ``begin`` with ``arguments`` before its first task.

    A process that is still being started when its pool ends finds the pool's locks gone and dies with a traceback on
    standard error; so each says when it has begun, and the pool is not ended before. For the same reason the key that
    interrupts a run reaches the run alone, which then ends its workers.
    """

    def __init__(self, jobs: int, begin: Callable[..., None], arguments: tuple[Any, ...]) -> None:
        """Take what workers need; the first task starts them."""
        context = get_context("spawn")
        self._heard, said = context.Pipe(duplex=False)
        self._begun: set[int] = set()
        self._pool = ProcessPool(
            max_workers=jobs, initializer=_begin, initargs=(said, begin, arguments), context=context
        )

    def __enter__(self) -> Workers:
        """Nothing is started yet."""
        return self

    def schedule(self, work: Callable[..., T], arguments: tuple[Any, ...], seconds: float) -> Future[T]:
        """Give a task to the pool; its worker is killed after so many seconds."""
        self._listen()  # now and again, or the pipe fills
        with _uninterrupted():  # the first task starts the workers, which inherit this
            return self._pool.schedule(work, args=arguments, timeout=seconds)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the workers: when they have done all, or at once where the run ends by an error."""
        until = time.monotonic() + _BEGINNING
        while time.monotonic() < until and any(child.pid not in self._begun for child in active_children()):
            self._heard.poll(_LOOK)
            self._listen()
        if error is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join(_GRACE)

    def _listen(self) -> None:
        while self._heard.poll():
            self._begun.add(int.from_bytes(self._heard.recv_bytes()))


def _begin(said: Connection, begin: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    said.send_bytes(os.getpid().to_bytes(_PID))
    begin(*arguments)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep the interrupt of the keyboard from this thread, and from processes and threads that it starts."""
    if sys.platform == "win32":  # knows no masks
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # else it is started within, and lifts the mask when it has been
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
