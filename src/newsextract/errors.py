"""The one family of errors, and the exit codes that the command line gives them.

A message says where, what is wrong and how to mend it, because the person who reads it has a page to finish.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Self


class Exit(IntEnum):
    """Exit codes of every command."""

    DONE = 0
    BELOW_FLOOR = 1
    USAGE = 2
    SOME_FAILED = 3
    NONE_SUCCEEDED = 4
    INTERRUPTED = 130


class NewsExtractError(Exception):
    """Root of all errors that newsextract raises on purpose.

    Attributes: ``where`` names the file, rule or option; ``what`` says what is wrong with it; ``fix`` is the cure.
    """

    exit_code = Exit.USAGE

    def __init__(self, where: str, what: str, fix: str = "") -> None:
        """Name the place and the fault; ``fix`` follows in brackets."""
        self.where, self.what, self.fix = where, what, fix
        super().__init__(f"{where}: {what}" + (f" ({fix})" if fix else ""))

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        return type(self), (self.where, self.what, self.fix)  # or it would not come over from a worker


class InputError(NewsExtractError):
    """A page that cannot be read: missing, a folder, not text."""

    exit_code = Exit.NONE_SUCCEEDED


class NotAPageError(InputError):
    """A file that lies among pages and is none: METS, other XML, a document of ours. A batch leaves it out."""


class OutputError(NewsExtractError):
    """A result that cannot be written: a full disk, a folder without permission."""

    exit_code = Exit.NONE_SUCCEEDED


class UsageError(NewsExtractError):
    """An option or argument that makes no sense."""


class PatternError(NewsExtractError):
    """Faults of pattern files: all of them at once, one line each."""

    def __init__(self, faults: list[str]) -> None:
        """Take the faults, each a line that names its file, its rule and the cure."""
        self.faults = faults
        super().__init__("patterns", "\n".join(faults))

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        return type(self), (self.faults,)

    def __str__(self) -> str:
        return "\n".join(self.faults)


def place_of(error: OSError, default: object) -> str:
    """Say which file or folder an error of the system is about: what was written to, not what was moved there."""
    return str(error.filename2 or error.filename or default)
