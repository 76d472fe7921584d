"""What became of every page, a JSON line each, so that a run that was killed goes on where it stood."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Literal, Self

from newsextract.errors import OutputError

NAME = "manifest.jsonl"
Reason = Literal["input", "rules", "internal", "timeout", "memory", "crash", "no page"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: ``path`` in the data set, ``source`` on disk, and what became of it under which options.

    ``size`` and ``sha256`` are those of its bytes, None where they cannot be read; ``seconds`` is how long it took,
    ``records`` how many it gave, by type, ``doubts`` what a person should know of it, by kind; ``reason`` and ``error``
    say why it failed or was skipped: it is no page. A page that was ``pruned`` is no part of the data set any more.
    """

    path: str
    source: str
    size: int | None
    sha256: str | None
    options: str
    version: str
    status: Literal["done", "failed", "skipped", "pruned"]
    seconds: float
    records: Mapping[str, int] = field(default_factory=dict)
    reason: Reason | None = None
    error: str | None = None
    doubts: Mapping[str, str] = field(default_factory=dict)


class Manifest:
    """The manifest of one output folder; a line is written as soon as its page is done."""

    def __init__(self, folder: Path) -> None:
        """Read what earlier runs left; a last line that was cut off by a kill counts as not written."""
        self._path = folder / NAME
        self.entries: dict[str, Entry] = {}
        self._stream: IO[str] | None = None
        for line in self._lines():
            try:
                entry = Entry(**json.loads(line))
            except (ValueError, TypeError):
                continue
            self._know(entry)

    def _know(self, entry: Entry) -> None:
        if entry.status == "pruned":
            self.entries.pop(entry.path, None)
        else:
            self.entries[entry.path] = entry

    def _lines(self) -> list[str]:
        try:
            return self._path.read_text("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise OutputError(str(self._path), f"cannot be read: {error.strerror}") from None

    def __enter__(self) -> Self:
        try:
            torn = self._path.exists() and not self._path.read_bytes().endswith(b"\n") and self._path.stat().st_size
            self._stream = self._path.open("a", encoding="utf-8")
            if torn:
                self._stream.write("\n")
        except OSError as error:
            raise OutputError(str(self._path), f"cannot be written: {error.strerror}") from None
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream is not None:
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._stream.close()

    def add(self, entry: Entry) -> None:
        """Write what became of a page."""
        assert self._stream is not None, "the manifest is not open"
        self._know(entry)
        try:
            self._stream.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
            self._stream.flush()
        except OSError as error:
            raise OutputError(str(self._path), f"cannot be written: {error.strerror}") from None
