"""The copy of a page that an annotation tool gets, and the way between its offsets and those of the page.

Browsers and servers swallow a ``\\r``, fold blanks that stand side by side, and refuse control bytes. The copy has none
of these. It drops the ``\\n`` of ``\\r\\n`` and swaps other characters one for one: every offset finds its way back.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from enum import StrEnum
from itertools import accumulate


class Unit(StrEnum):
    """What a tool counts its offsets in."""

    CODEPOINT = "codepoint"
    UTF16 = "utf16"


class Copy:
    """A page as a tool gets it.

    >>> copy = Copy("𠮷野\\r\\n3亿元", Unit.UTF16)
    >>> copy.text, copy.there(4), copy.back(4), copy.slice(4, 7)
    ('𠮷野\\n3亿元', 4, 4, '3亿元')
    """

    def __init__(self, raw: str, unit: Unit) -> None:
        """Take the raw page and what the tool counts."""
        kept = [at for at, c in enumerate(raw) if not (c == "\n" and at and raw[at - 1] == "\r")]
        self.text = _unfolded("".join(_shown(raw[at]) for at in kept))
        self._origins = [*kept, len(raw)]
        wide = unit is Unit.UTF16
        self._counted = [0, *accumulate(1 + (wide and c > "\uffff") for c in self.text)]

    def there(self, raw: int) -> int:
        """Give the tool's offset for one of the page."""
        return self._counted[bisect_left(self._origins, raw)]

    def back(self, offset: int) -> int:
        """Give the page's offset for one of the tool.

        Raises ``ValueError`` where it lies outside, or within the two units of one character.
        """
        return self._origins[self._index(offset)]

    def slice(self, start: int, end: int) -> str:
        """Give the characters between two offsets of the tool; raises ``ValueError`` as ``back`` does."""
        return self.text[self._index(start) : self._index(end)]

    def _index(self, offset: int) -> int:
        at = bisect_left(self._counted, offset)
        if at == len(self._counted) or self._counted[at] != offset:
            raise ValueError(offset)
        return at


def _shown(c: str) -> str:
    """A line break as ``\\n``; what no tool shows (a control byte, another line separator) as a blank."""
    if c in "\n\r":
        return "\n"
    return " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c


def _unfolded(text: str) -> str:
    """A blank that follows a blank or a line break as a no-break one, which no browser folds."""
    if "  " not in text and "\n " not in text:
        return text
    pairs = zip("\n" + text, text, strict=False)
    return "".join("\xa0" if c == " " and before in " \n" else c for before, c in pairs)
