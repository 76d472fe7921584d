"""JSON of RapidOCR: 3.x (``boxes``, ``txts``, ``scores``, or a list of such) and before ([box, text, score])."""

from __future__ import annotations

from typing import Any

from newsextract.readers.columns import Line
from newsextract.readers.jsonshape import boxed, is_box, listed


def pages(value: Any, where: str) -> list[list[Line]] | None:
    """Give the lines of the one page; None where the value is nothing of RapidOCR.

    Raises ``InputError`` where it is, but its lists do not fit together.
    """
    if isinstance(value, dict) and "txts" in value:
        if value["txts"] is None:  # nothing was found on the scan
            return [[]]
        texts = listed(value, "txts", where)
        boxes = listed(value, "boxes", where, len(texts))
        scores = listed(value, "scores", where, len(texts)) if "scores" in value else [None] * len(texts)
        items = list(zip(boxes, texts, scores, strict=True))
    elif isinstance(value, list) and value and all(isinstance(item, dict) and "txt" in item for item in value):
        items = [(item.get("box"), item["txt"], item.get("score")) for item in value]
    elif isinstance(value, list) and value and all(map(_is_item, value)):
        items = [(box, text, score) for box, text, score in value]
    elif isinstance(value, list) and len(value) == 2 and isinstance(value[0], list) and all(map(_is_item, value[0])):
        items = [(box, text, score) for box, text, score in value[0]]  # with the seconds that it took
    else:
        return None
    return [[boxed(box, text, score, 1, where) for box, text, score in items]]


def _is_item(item: Any) -> bool:
    """Whether something is a line of 1.x: a box, a text, and its score, which some versions write as text."""
    return isinstance(item, list) and len(item) == 3 and is_box(item[0]) and isinstance(item[1], str)
