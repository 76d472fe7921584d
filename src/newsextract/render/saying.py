"""One line on standard error, whoever listens."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TextIO

from newsextract.render.visible import visible


def say(message: str) -> None:
    """Write one line to standard error; nothing in it can drive the terminal."""
    try:
        print(f"newsextract: {visible(message)}", file=sys.stderr, flush=True)
    except OSError:  # nobody listens any more, and the run goes on: the exit code still says what came of it
        silence(sys.stderr)


def silence(stream: TextIO) -> None:
    """Send what is left in the buffer of a closed pipe or a full disk nowhere, or the interpreter fails at its exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
