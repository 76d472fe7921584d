"""The console that tables are drawn on: the terminal's width and colours, or a plain one for a file or a pipe."""

from __future__ import annotations

import io
import sys

from rich.console import Console, RenderableType

COLOURS = {"money": "green", "percent": "cyan", "date": "magenta", "project": "yellow"}
_FILE_WIDTH = 120


def console(terminal: bool = True) -> Console:
    """Give standard output's console, or a plain one for a file; neither reads markup in what it shows."""
    if terminal:
        return Console(file=sys.stdout, markup=False, highlight=False, emoji=False)
    return Console(file=io.StringIO(), width=_FILE_WIDTH, markup=False, highlight=False, emoji=False)


def draw(screen: Console, *parts: RenderableType) -> str:
    """Draw parts one under another and give them as text; what is no terminal gets no blanks at the ends of lines."""
    with screen.capture() as capture:
        for part in parts:
            screen.print(part)
    text = capture.get()
    return text if screen.is_terminal else "\n".join(line.rstrip(" ") for line in text.split("\n"))
