"""What the JSON of OCR programs is made of: lists that run side by side, boxes as corners or as sides."""

from __future__ import annotations

from typing import Any

from newsextract.errors import InputError
from newsextract.readers.columns import Line
from newsextract.readers.scan import around, measure

_MEND = "recognise the page again"


def listed(value: dict[str, Any], key: str, where: str, length: int | None = None) -> list[Any]:
    """Give the list under a key; ``InputError`` where there is none, or one of another length."""
    found = value.get(key)
    if not isinstance(found, list):
        raise InputError(where, f"has no list {key!r}", _MEND)
    if length is not None and len(found) != length:
        raise InputError(where, f"has {length} texts, but {len(found)} {key}", _MEND)
    return found


def is_box(value: Any) -> bool:
    """Whether a value has the shape of a box, its numbers apart: its corners, mostly four, or its four sides."""
    return isinstance(value, list) and (_corners(value) or _sides(value))


def boxed(box: Any, text: Any, score: Any, page: int, where: str) -> Line:
    """Read one line: the upright box round its corners, its text and its score.

    Raises ``InputError`` where one of them is none.
    """
    if not isinstance(text, str):
        raise InputError(where, f"has a text that is none: {str(text)[:40]!r}", _MEND)
    if not is_box(box):
        raise InputError(where, f"has a box that is none: {str(box)[:40]!r}", _MEND)
    corners = box if _corners(box) else [box[:2], box[2:]]
    points = [(measure(x, where, "x"), measure(y, where, "y")) for x, y in corners]
    return Line(text, around(points, page, None if score is None else measure(score, where, "score")))


def _corners(value: list[Any]) -> bool:
    return len(value) > 2 and all(isinstance(corner, list) and len(corner) == 2 for corner in value)


def _sides(value: list[Any]) -> bool:
    return len(value) == 4 and all(isinstance(side, int | float) for side in value)
