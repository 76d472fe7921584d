"""Where a batch is: a bar on a terminal, a line every ten seconds elsewhere, and the summary at its end."""

from __future__ import annotations

import sys
import time
from collections import Counter
from contextlib import nullcontext
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from newsextract.doubts import KINDS
from newsextract.render.saying import say

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from newsextract.batch.manifest import Entry
    from newsextract.batch.run import Summary

_EVERY = 10.0  # seconds between two lines
_SLOWEST = 3
_SLOW = 1.0  # seconds; no page below is worth a line
_NAMED = 20  # failures; the manifest names all


class Meter:
    """Counts the pages of a run as they are done, and shows the count on standard error."""

    def __init__(self, total: int, *, quiet: bool, verbose: bool) -> None:
        """Take how many pages there are; ``verbose`` names every page, ``quiet`` shows nothing."""
        self.total, self.quiet, self.verbose = total, quiet, verbose
        self.done = self.failed = self.skipped = 0
        self._started = self._said = time.monotonic()
        self._bar: Progress | None = None
        if not quiet and sys.stderr.isatty():
            self._bar = Progress(
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]:.0f} pages/s"),
                TextColumn("{task.fields[failed]} failed"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
            )
            self._task = self._bar.add_task("", total=total, rate=0.0, failed=0)

    @property
    def written(self) -> int:
        """How many pages gave a document."""
        return self.done - self.failed - self.skipped

    def told(self) -> str:
        """What became of the pages so far."""
        failed = f", {self.failed:,} failed" if self.failed else ""
        return f"{self.written:,} pages done{failed}"

    def running(self) -> AbstractContextManager[object]:
        """The time in which the bar is on the screen."""
        return self._bar if self._bar is not None else nullcontext()

    def step(self, entry: Entry) -> None:
        """Count one page."""
        self.done += 1
        self.failed += entry.status == "failed"
        self.skipped += entry.status == "skipped"
        now = time.monotonic()
        rate = self.done / max(now - self._started, 1e-6)
        if self._bar is not None:
            self._bar.update(self._task, completed=self.done, rate=rate, failed=self.failed)
        elif not self.quiet and now - self._said >= _EVERY:
            self._said = now
            left = (self.total - self.done) / rate
            say(f"{self.done:,} of {self.total:,} pages, {rate:.0f}/s, {self.failed} failed, {left:.0f} s left")
        if self.verbose:
            what = entry.error if entry.status != "done" else f"{sum(entry.records.values())} records and facts"
            say(f"{entry.path}: {what} ({entry.seconds:.2f} s)")
            for doubt in entry.doubts.values():
                say(f"warning: {entry.path}: {doubt}")


def sum_up(summary: Summary, *, quiet: bool = False) -> None:
    """Say what came of a run: pages, records by type, failures by reason and by name, doubts, the slowest pages.

    With ``quiet`` only what failed.
    """
    pages, failed = len(summary.entries) - summary.skipped, summary.failed
    counts = ", ".join(f"{n:,} {kind}" for kind, n in summary.records.items())
    if not quiet:
        say(f"{pages - len(failed):,} of {pages:,} pages done, {summary.fresh:,} of them now: {counts or 'no records'}")
        if summary.skipped:
            say(f"{summary.skipped:,} skipped: no pages, named in manifest.jsonl")
    for reason, n in Counter(entry.reason for entry in failed).most_common():
        say(f"{n:,} failed: {reason}")
    for entry in failed[:_NAMED]:
        say(f"  {entry.source}: {entry.error}")
    if len(failed) > _NAMED:
        say(f"  … and {len(failed) - _NAMED:,} more, named in manifest.jsonl")
    if quiet:
        return
    for kind, n in Counter(kind for entry in summary.entries for kind in entry.doubts).most_common():
        say(f"warning: {n:,} {'page' if n == 1 else 'pages'} with {KINDS.get(kind, kind)}, named in manifest.jsonl")
    slowest = sorted((e for e in summary.entries if e.seconds >= _SLOW), key=lambda e: -e.seconds)[:_SLOWEST]
    for entry in slowest:
        say(f"slow: {entry.source} took {entry.seconds:.1f} s")
    for file in summary.files:
        say(f"wrote {file}")
