"""Two heads of two articles, one right under the other: the one belongs to the text above, the other to that below.

Nothing but words tells them from one head of two lines. They are parted only where each side clearly has its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import add
from typing import TYPE_CHECKING

from newsextract.compiled import compiled

if TYPE_CHECKING:
    from newsextract.layout import Line

_REACH, _MOST = 40, 800  # lines and characters above and below that are looked at
_CLEAR = 4  # pairs of characters that both sides together have to have for themselves
_GOES_ON = compiled(r"[元，。、；：！？）”%％]|[\d０-９]")  # 初装费３２００|元，电话为何不通？
_BEFORE_MORE = tuple("，、；：（“0123456789０１２３４５６７８９")
_DASH = ("—", "－")
_MARKS = compiled(r"[^\p{Han}\p{L}\d]+")


def seam(lines: Sequence[Line], first: int, end: int) -> int:
    """Give the line that the second of two heads begins with, 0 where lines ``first`` to ``end - 1`` are one head."""
    above = _plain(lines[max(0, first - _REACH) : first])[-_MOST:]
    below = _plain(lines[end : end + _REACH])[:_MOST]
    leans = []  # of each line: how many of its pairs the text below has for itself, less those that the one above has
    for line in lines[first:end]:
        printed = _plain([line])
        pairs = set(map(add, printed, printed[1:]))
        leans.append(sum((pair in below) - (pair in above) for pair in pairs))
    best = 0
    for at in range(first + 1, end):
        upper, lower = leans[: at - first], leans[at - first :]
        own, other = -sum(upper), sum(lower)
        clear = own > 0 and other > 0 and own + other >= _CLEAR and max(upper) <= 0 and min(lower) >= 0
        torn = _GOES_ON.match(lines[at].text) or lines[at - 1].text.endswith(_BEFORE_MORE)
        if clear and not torn and not lines[at].text.startswith(_DASH):
            best = at
    return best


def _plain(lines: Sequence[Line]) -> str:
    return _MARKS.sub("", "".join(line.text for line in lines))
