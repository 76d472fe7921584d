"""A baseline: the disagreements that are known, so that a check names those that are not."""

from __future__ import annotations

from pathlib import Path

from newsextract.errors import UsageError
from newsextract.quality.run import Report, miss_key

_HEAD = "# Known disagreements, one a line: newsextract check --baseline FILE names those that are not here."

_KNOWN = 20  # characters by which it is known


def read_baseline(path: Path, *, fresh: bool) -> set[str]:
    """Read a baseline; one that is being made ``fresh`` need not be there, but is no other file.

    Raises ``UsageError`` otherwise.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        if fresh:
            return set()
        raise UsageError(str(path), "no such file", "check the path, or write it with --update-baseline") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(str(path), f"is no baseline: {error}", "write it with --update-baseline") from None
    if fresh and lines and not lines[0].startswith(_HEAD[:_KNOWN]):
        raise UsageError(str(path), "is no baseline, and would be lost", "name another file to write")
    return {line for line in lines if line and not line.startswith("#")}


def compare(before: set[str], report: Report) -> tuple[frozenset[str], tuple[str, ...]]:
    """Give what is newly wrong, and what is newly right on the pages that were checked."""
    now = _keys(report)
    return frozenset(now - before), tuple(sorted(_of_these_pages(before, report) - now))


def renewed(before: set[str], report: Report) -> list[str]:
    """Give the lines of a baseline that knows what is wrong now; of pages that were not checked it knows as much."""
    return [_HEAD, *sorted((before - _of_these_pages(before, report)) | _keys(report))]


def _keys(report: Report) -> set[str]:
    return {miss_key(gold, miss) for gold, miss in report.misses()}


def _of_these_pages(keys: set[str], report: Report) -> set[str]:
    names = tuple(f"{page.gold.path.name}: " for page in report.pages)
    return {key for key in keys if key.startswith(names)}
