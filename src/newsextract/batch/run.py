"""A run over an archive: which pages are still to do, workers that may be killed, and the data set at the end."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, TimeoutError, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout
from pebble import ProcessExpired

from newsextract.batch.inputs import Item, load
from newsextract.batch.manifest import Entry, Manifest, Reason
from newsextract.batch.outputs import DataSet, write
from newsextract.batch.worker import UNFINISHED, Options, begin, convert, digest, entry, stored
from newsextract.batch.workers import Workers
from newsextract.errors import InputError, OutputError, UsageError

STATE = ".newsextract"  # the folder in the output folder that a run keeps for itself
_END = b"}\n"  # of every document
_TOGETHER = 8  # pages that a worker is given at once: to hand one over costs as much as to read a short one
_AHEAD = 3  # tasks for each worker that wait, so that none of them does


@dataclass(frozen=True, slots=True)
class Limits:
    """What a page may take: ``seconds`` of time, ``memory`` in bytes (0: no cap); and how many workers there are."""

    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    seconds: float = 30.0
    memory: int = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do: pages ``to_do``, those that stand ``done``, and those that failed before.

    ``clashes`` are pages with the entry of another file that has their name in the data set.
    """

    to_do: list[Item]
    done: int
    failed: int
    clashes: list[tuple[Item, Entry]]


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a run over all its pages, those of earlier runs among them."""

    entries: list[Entry]
    fresh: int
    files: list[Path]

    @property
    def failed(self) -> list[Entry]:
        """The pages that gave no document."""
        return [entry for entry in self.entries if entry.status == "failed"]

    @property
    def skipped(self) -> int:
        """How many files were no pages."""
        return sum(entry.status == "skipped" for entry in self.entries)

    @property
    def records(self) -> Counter[str]:
        """How many records of each type there are."""
        return sum((Counter(entry.records) for entry in self.entries), Counter())


Convert = Callable[[list[Item], Options], list[Entry]]


@contextmanager
def only_run(out: Path) -> Iterator[None]:
    """Hold the output folder: no other run may write there.

    Raises ``UsageError`` where another one does, ``OutputError`` where the folder cannot be written.
    """
    state = out / STATE
    try:
        state.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(str(out), f"cannot be made: {error.strerror}") from None
    owner = state / "run.pid"
    lock = FileLock(state / "run.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        pid = owner.read_text().strip() if owner.exists() else "unknown"
        raise UsageError(str(out), f"process {pid} is writing there", "wait for it, or use another folder") from None
    except OSError as error:
        raise OutputError(str(out), f"cannot be written: {error.strerror}") from None
    try:
        owner.write_text(f"{os.getpid()}\n")
        with _ended_as_interrupted():
            yield
    except OSError as error:
        raise OutputError(str(out), f"cannot be written: {error.strerror}") from None
    finally:
        owner.unlink(missing_ok=True)
        lock.release()


@contextmanager
def _ended_as_interrupted() -> Iterator[None]:
    """Let a run that is told to end (SIGTERM, as by schedulers) end as one that is interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals reach the main thread only
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def plan(
    items: list[Item], manifest: Manifest, options: Options, *, force: bool = False, retry_failed: bool = False
) -> Plan:
    """Leave out the pages that stand done, or failed before, with the same bytes, options and version."""
    to_do: list[Item] = []
    clashes: list[tuple[Item, Entry]] = []
    done = failed = 0
    for item in items:
        known = manifest.entries.get(item.path)
        if force or known is None:
            to_do.append(item)
        elif not (same := _same(item, known)) or known.options != options.digest:
            to_do.append(item)
            if not same and _is_another(item, known):
                clashes.append((item, known))
        elif known.status == "failed":
            if retry_failed:
                to_do.append(item)
            else:
                failed += 1
        elif known.status == "skipped" or _is_whole(stored(item.path, options)):
            done += 1
        else:
            to_do.append(item)
    return Plan(to_do, done, failed, clashes)


def run(
    to_do: list[Item],
    manifest: Manifest,
    options: Options,
    limits: Limits,
    progress: Callable[[Entry], None],
    work: Convert = convert,
) -> None:
    """Convert the pages ``to_do``; each of them is an entry of the manifest in the end, whatever became of it.

    A worker that hangs, grows or dies is killed, and the pages that it held are tried again one by one. ``work`` is
    what a worker does with some of them.
    """
    clean(options)
    waiting = deque(to_do[n : n + _TOGETHER] for n in range(0, len(to_do), _TOGETHER))
    running: dict[Future[list[Entry]], list[Item]] = {}
    jobs = max(1, min(limits.jobs, len(to_do)))
    try:
        with Workers(jobs, begin, (limits.memory, options)) as workers:
            while waiting or running:
                while waiting and len(running) < jobs * _AHEAD:
                    task = waiting.popleft()
                    running[workers.schedule(work, (task, options), limits.seconds)] = task
                for future in wait(running, return_when=FIRST_COMPLETED).done:  # whichever: a kill loses no page done
                    for found in _outcome(running.pop(future), future, options, limits, waiting):
                        if found.status != "done":  # what it said with other bytes is no part of the data set
                            stored(found.path, options).unlink(missing_ok=True)
                        manifest.add(found)
                        progress(found)
    except BrokenExecutor:
        cure = "give them more memory with --memory; 0 is no cap"
        raise UsageError("workers", "end before they begin", cure) from None


def clean(options: Options) -> None:
    """Remove what a killed run left unfinished."""
    folder = options.state / UNFINISHED
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.iterdir():
        leftover.unlink()


def finish(
    items: list[Item], manifest: Manifest, options: Options, form: DataSet, out: Path, *, flat: bool
) -> list[Path]:
    """Write the data set of all pages that are done, in the order of their names."""
    paths = sorted(item.path for item in items)
    pages = [
        stored(path, options)
        for path in paths
        if (known := manifest.entries.get(path)) is not None and known.status == "done"
    ]
    return write(form, pages, out, flat=flat)


def _outcome(
    task: list[Item], future: Future[list[Entry]], options: Options, limits: Limits, waiting: deque[list[Item]]
) -> list[Entry]:
    """Wait for a task; where its worker ended badly, its pages are put back one by one, and a single one has failed."""
    reason: Reason
    try:
        return list(future.result())
    except TimeoutError:
        reason, message = "timeout", f"took longer than {limits.seconds:g} s (--timeout)"
    except ProcessExpired as error:
        reason, message = "crash", f"its worker ended with {_signal(error.exitcode)}"
    except CancelledError:
        reason, message = "crash", "its worker was stopped"
    except MemoryError:
        reason, message = "memory", "needs more memory than a page may take (--memory)"
    if len(task) > 1:
        waiting.extendleft([item] for item in reversed(task))
        return []
    return [entry(task[0], _bytes(task[0]), options, limits.seconds, {}, reason, message)]


def _signal(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _bytes(item: Item) -> bytes | None:
    try:
        return load(item)
    except (InputError, MemoryError):
        return None


def _same(item: Item, known: Entry) -> bool:
    """Whether a page still has the bytes that the manifest knows."""
    return digest(_bytes(item)) == known.sha256


def _is_whole(document: Path) -> bool:
    """Whether a document is there as it was written: a disk that was full or failed leaves half a file."""
    try:
        with document.open("rb") as stream:
            return stream.read(1) == b"{" and stream.seek(-len(_END), os.SEEK_END) > 0 and stream.read() == _END
    except OSError:
        return False


def _is_another(item: Item, known: Entry) -> bool:
    """Whether the page that the manifest knows by this name is another file, which is still there."""
    before = Path(known.source.split("!")[0])
    return known.source != item.shown and before.exists() and not before.samefile(item.file)


def summarise(items: list[Item], manifest: Manifest, fresh: int, files: list[Path]) -> Summary:
    """Sum up what the manifest says of the pages of this run."""
    found = (manifest.entries.get(item.path) for item in items)
    return Summary([entry for entry in found if entry is not None], fresh, files)


__all__ = ["Limits", "Plan", "Summary", "clean", "finish", "only_run", "plan", "run", "summarise"]
