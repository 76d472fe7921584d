"""Text of a page or a file name made safe to show: data must not drive the terminal that shows it."""

from __future__ import annotations

import unicodedata

# Cc moves the cursor and starts escape sequences, Cf turns the reading direction round or shows nothing at all, Cs is
# no character; Zl and Zp break a line where none was printed.
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_BLANKS = {" ": "·", "\u3000": "□", "\t": "→", "\xa0": "⍽"}


def visible(text: str) -> str:
    """Write control characters, direction overrides and other invisible characters as escapes.

    >>> print(visible("1.2\\x1b[31m亿\\u202e元\\n[red]"))
    1.2\\x1b[31m亿\\u202e元\\n[red]
    """
    if text.isprintable():
        return text
    return "".join(_escape(c) if unicodedata.category(c) in _HIDDEN else c for c in text)


def visible_blanks(text: str) -> str:
    """Write blanks as marks as well.

    >>> visible_blanks("今年 1至\\u30007月")
    '今年·1至□7月'
    """
    return visible("".join(_BLANKS.get(c, c) for c in text))


def _escape(c: str) -> str:
    return c.encode("unicode_escape").decode("ascii")
