"""Lines whose parts wide blanks keep apart: lists of prices, rates and draws that no titles head.

A wide blank is printed, and none that OCR put in: two ideographic ones, three narrow ones, a tab, or one ideographic
blank beside a digit. Numbers on both sides of it are two numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsextract.compiled import compiled

if TYPE_CHECKING:
    from newsextract.layout import Line

_WIDE = re.compile(
    "[ ]*\u3000[ ]*\u3000[ \u3000]*|[ ]{3,}|[ ]*\t[ \t]*|(?<=[0-9０-９%％元])\u3000(?=\\S)|(?<=\\S)\u3000(?=[0-9０-９])"
)
_VALUE = compiled(r"\d|[零一二三四五六七八九十百千两半]+(?:元|角|分|成|[点·][一二三四五六七八九])|[百千]分之")
_LONGEST = 16  # characters of a cell; what is longer is prose in columns
_LEAST = 2  # wide blanks of a line that stands alone, and values of a list


def spaced_lines(all_lines: Sequence[Line]) -> set[int]:
    """Give the numbers of the lines that are rows: such a line beside another, or one of several cells with values."""
    found: set[int] = set()
    run: list[int] = []
    for n in range(len(all_lines) + 1):
        if n < len(all_lines) and _cells(all_lines[n]):
            run.append(n)
            continue
        cells = [cell for m in run for cell in _cells(all_lines[m])]
        if len(cells) > _LEAST and sum(_VALUE.search(cell) is not None for cell in cells) >= _LEAST:
            found.update(run)
        run = []
    return found


def _cells(line: Line) -> list[str]:
    """The cells of a line that has wide blanks, none of them as long as a line of prose; else none."""
    if line.text.isprintable() and " " not in line.text:
        return []
    cells = _WIDE.split(line.text)
    return cells if len(cells) > 1 and all(len(cell) <= _LONGEST for cell in cells) else []
