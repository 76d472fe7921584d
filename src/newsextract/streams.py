"""What the command line writes, and where: results to standard output or a file, everything else to standard error."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from newsextract.errors import OutputError, UsageError
from newsextract.render.saying import say, silence

BOM = "\ufeff"
STDIN = "-"  # what standard input is called among pages


class Notices:
    """Error and warning lines on standard error, each one line; counts the errors."""

    def __init__(self, quiet: bool = False) -> None:
        """Take whether warnings are left out; errors never are."""
        self.quiet = quiet
        self.errors = 0

    def error(self, message: str) -> None:
        """Say what failed."""
        self.errors += 1
        say(message)

    def warning(self, message: str) -> None:
        """Say what a person should know about a result that is there."""
        if not self.quiet:
            say(f"warning: {message}")


def to_stdout(pieces: Iterable[str], *, encoded: bool = False) -> None:
    """Write pieces to standard output as they come.

    UTF-8 bytes whatever the console's encoding is, unless ``encoded``: then the console's own, with escapes for what it
    lacks.
    Raises ``BrokenPipeError`` where the reader went away, ``OutputError`` where nothing can be written.
    """
    encoding = (sys.stdout.encoding or "utf-8") if encoded else "utf-8"
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode(encoding, "backslashreplace"))
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence(sys.stdout)
        raise OutputError("standard output", f"cannot be written: {error.strerror or 'it is closed'}") from None


def to_file(pieces: Iterable[str], path: Path, *, bom: bool = False) -> None:
    """Write pieces to a file, whole or not at all: into a new file beside it, which then takes its place.

    ``bom`` puts a byte order mark first, by which Excel knows that a file is UTF-8.
    """
    pieces = chain([BOM] if bom else [], pieces)
    target = path.resolve()
    if target.exists() and not target.is_file():  # /dev/null, a named pipe: there is nothing to replace
        with _output_errors(path), target.open("wb") as stream:
            _write(pieces, stream)
        return
    fresh = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with _output_errors(path):
            with fresh.open("xb") as stream:
                _write(pieces, stream)
                os.fsync(stream.fileno())
            if target.exists():
                shutil.copymode(target, fresh)
            fresh.replace(target)
    finally:
        with contextlib.suppress(OSError):  # what kept it from being written is said already
            fresh.unlink(missing_ok=True)


def check_writable(path: Path, inputs: Iterable[str | Path] = ()) -> None:
    """Refuse a path that cannot become a file, or is one of the ``inputs``: what is read must not be written over."""
    if path.is_dir():
        raise UsageError(str(path), "is a folder, not a file to write", f"name a file: {path / 'out.json'}")
    if not path.resolve().parent.is_dir():
        raise UsageError(str(path), "its folder does not exist", "create the folder first")
    if path.exists() and any(_is_read(path, str(one)) for one in inputs):
        raise UsageError(str(path), "is read here, and would be lost", "name another file to write")


def _is_read(path: Path, name: str) -> bool:
    """Whether a page of this name is the file at ``path``; that on standard input may be, too: ``parse - < p.txt``."""
    if name != STDIN:
        return Path(name).exists() and path.samefile(name)
    with contextlib.suppress(OSError, ValueError):  # it is closed, or no file of the system
        given = os.fstat(sys.stdin.fileno())
        return stat.S_ISREG(given.st_mode) and os.path.samestat(given, path.stat())
    return False


def _write(pieces: Iterable[str], stream: BinaryIO) -> None:
    for piece in pieces:
        stream.write(piece.encode("utf-8", "backslashreplace"))


@contextlib.contextmanager
def _output_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(str(path), f"cannot be written: {error.strerror}") from None
