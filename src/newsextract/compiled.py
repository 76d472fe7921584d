"""Compiled patterns and read rule files, kept beside Python's own bytecode: to make them takes longer than a page.

A pattern of ``regex`` tells the code it was compiled to. The command line keeps it where Python keeps the bytecode of
modules beside the package, in the same format, under the same conditions: not with ``PYTHONDONTWRITEBYTECODE``, not
where the folder cannot be written, and trusted as much as the bytecode, for whoever writes there writes code anyway. A
pattern is found again by its source, and what was read from files by a name that says what they hold; another version
of Python or ``regex`` has another file. That begins with the places of all that is in it, so that a run reads those
that it needs.
"""

from __future__ import annotations

import copyreg
import marshal
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.util import cache_from_source
from itertools import accumulate, pairwise
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, cast
from zlib import crc32

import regex

_MOST = 1000  # patterns; a file that rules were edited over so often begins anew
_FEW = 4  # named values: the shipped rules, a user's, and what they were before the last edit
_NAMED = "\0"  # begins the key of a named value; no pattern begins so
_SIZE = 8  # bytes that say how long the table of places is
_MADE_OF = copyreg.dispatch_table[regex.Pattern]  # what tells the code that a pattern was compiled to
_MAKE = import_module("regex._regex").compile  # and what takes it


class Shelf:
    """The compiled patterns of earlier runs, and those that this one adds."""

    def __init__(self, path: Path) -> None:
        """Read the file, if it is there and whole."""
        self.path = path
        self._fresh: dict[str, Any] = {}
        self._open()

    def _open(self) -> None:
        self._data: mmap | bytes = b""
        with suppress(OSError, ValueError), self.path.open("rb") as stream:  # ValueError: there is nothing in it
            self._data = mmap(stream.fileno(), 0, access=ACCESS_READ)
        self._first = _SIZE + int.from_bytes(self._data[:_SIZE], "big")  # where the patterns and values begin
        places = _read(self._data[_SIZE : self._first])
        self._places: dict[object, object] = places if isinstance(places, dict) else {}

    def _kept(self, key: int | str) -> bytes:
        """The bytes of a pattern or a value, or nothing."""
        match self._places.get(key):
            case (int(start), int(end)):
                return self._data[self._first + start : self._first + end]
        return b""

    def compile(self, source: str) -> regex.Pattern[str]:
        """Give the compiled pattern; raises what ``regex.compile`` raises."""
        kept = _restored(_read(self._kept(_key(source))))
        if kept is not None and kept.pattern == source:
            return kept
        pattern = regex.compile(source)
        self._fresh[source] = pattern
        return pattern

    def recall(self, name: str) -> Any:
        """Give the value that was remembered by a name, or None."""
        return _read(self._kept(f"{_NAMED}{name}"))

    def remember(self, name: str, value: object) -> None:
        """Take a value of plain values; what is more than that is not kept."""
        self._fresh[f"{_NAMED}{name}"] = value

    def keep(self) -> None:
        """Write what this run compiled, whole or not at all; a folder that cannot be written is no fault."""
        if not self._fresh or sys.dont_write_bytecode:
            return
        known = [key for key in self._places if isinstance(key, int | str)]
        kept = {key: self._kept(key) for key in known} if len(known) < _MOST else {}
        kept |= {_key(source): data for source, made in self._fresh.items() if (data := _dump(made))}
        for old in [key for key in kept if isinstance(key, str)][:-_FEW]:
            del kept[old]
        if isinstance(self._data, mmap):
            self._data.close()  # Windows replaces no file that is open
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(packed(kept))
            fresh.replace(self.path)
        except OSError:
            with suppress(OSError):
                fresh.unlink()
        self._fresh = {}
        self._open()


def _key(source: str) -> int | str:
    """What is kept is found by: the name of a value, or a number for a pattern, for all sources together are long to
    read. The pattern tells its source; one that has another's number is compiled anew.
    """
    return source if source.startswith(_NAMED) else crc32(source.encode("utf-8", "surrogatepass"))


def packed(kept: Mapping[int | str, bytes]) -> bytes:
    """Give the bytes of a file of these patterns and values."""
    places = pairwise(accumulate(map(len, kept.values()), initial=0))
    table = marshal.dumps(dict(zip(kept, places, strict=True)))
    return b"".join([len(table).to_bytes(_SIZE, "big"), table, *kept.values()])


def _dump(value: Any) -> bytes:
    """Give the bytes of a pattern or a plain value, or nothing for others."""
    try:
        return marshal.dumps(_MADE_OF(value)[1] if isinstance(value, regex.Pattern) else value)
    except ValueError:
        return b""


def _read(data: bytes) -> Any:
    """Give the value of such bytes, or None where there are none or they are damaged, in whatever way."""
    try:
        return marshal.loads(data) if data else None
    except Exception:
        return None


def _restored(told: Any) -> regex.Pattern[str] | None:
    """Make the pattern that was told, or give None where it is not told as ``regex`` does."""
    try:
        pattern = _MAKE(*told) if isinstance(told, tuple) else None
    except Exception:
        return None
    return pattern if isinstance(pattern, regex.Pattern) else None


@cache
def shelf() -> Shelf:
    """Give the patterns kept for this version of Python and ``regex``.

    They lie beside the package and not inside: pip leaves what it did not install, and a folder of the package's name
    would hide one that is installed for editing in its place.
    """
    beside = cache_from_source(f"{Path(__file__).parent}.py")
    return Shelf(Path(beside).with_suffix(f".{regex.__version__}.patterns"))


class Awaited:
    """A pattern that is made when it is first asked for something, for a page needs half of those that modules name.

    What it was asked for it has from then on as its own, so that it is as quick as the pattern.
    """

    def __init__(self, source: str) -> None:
        """Take the source, which nobody looks at yet."""
        self._source = source

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked by who copies or inspects it
            raise AttributeError(name)
        asked = getattr(made(self._source), name)
        setattr(self, name, asked)
        return asked


def compiled(source: str) -> regex.Pattern[str]:
    """Give a pattern of a module, which is made when it is needed; it can do what a compiled one can."""
    return cast("regex.Pattern[str]", Awaited(source))


def made(source: str) -> regex.Pattern[str]:
    """Give a pattern from the shelf, or compile it now; raises what ``regex.compile`` raises."""
    return shelf().compile(source)
