"""Raw offsets ↔ the line numbers that an editor shows."""

from __future__ import annotations

import re
from bisect import bisect_right

_BREAK = re.compile(r"\r\n|\n|\r")


class Lines:
    """The lines of a raw page, counted from 1; ``\\r\\n``, ``\\n`` and ``\\r`` end one.

    >>> lines = Lines("总投资\\r\\n1.2\\n亿元")
    >>> lines.count, lines.number(6), lines.span(2)
    (3, 2, (5, 8))
    """

    def __init__(self, raw: str) -> None:
        """Take the raw page."""
        breaks = [match.span() for match in _BREAK.finditer(raw)]
        self._starts = [0, *(end for _, end in breaks)]
        self._ends = [*(start for start, _ in breaks), len(raw)]

    @property
    def count(self) -> int:
        """How many lines there are; a last line without characters is none."""
        return len(self._starts) - (self._starts[-1] == self._ends[-1] and len(self._starts) > 1)

    def number(self, offset: int) -> int:
        """Give the number of the line that holds a raw offset."""
        return bisect_right(self._starts, offset)

    def span(self, number: int) -> tuple[int, int]:
        """Give the raw span of a line, its line break left out."""
        return self._starts[number - 1], self._ends[number - 1]
