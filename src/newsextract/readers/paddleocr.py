"""JSON of PaddleOCR: 3.x (``rec_texts`` with boxes, as ``save_to_json`` writes it), 2.x ([box, [text, score]])."""

from __future__ import annotations

from typing import Any

from newsextract.readers.columns import Line
from newsextract.readers.jsonshape import boxed, is_box, listed

_PAGES = 1_000_000


def pages(value: Any, where: str) -> list[list[Line]] | None:
    """Give the lines of each page; None where the value is nothing of PaddleOCR.

    Raises ``InputError`` where it is, but its lists do not fit together.
    """
    found = [value] if isinstance(value, dict) else value
    if not isinstance(found, list) or not found:
        return None
    if all(isinstance(page, dict) for page in found):
        results = [page["res"] if isinstance(page.get("res"), dict) else page for page in found]
        if not all("rec_texts" in page for page in results):
            return None
        return [_page(page, _number(page, n), where) for n, page in enumerate(results, 1)]
    if all(map(_is_item, found)):
        found = [found]
    if not all(page is None or (isinstance(page, list) and all(map(_is_item, page))) for page in found):
        return None
    return [
        [boxed(box, text, score, number, where) for box, (text, score) in page or ()]
        for number, page in enumerate(found, 1)
    ]


def _page(page: dict[str, Any], number: int, where: str) -> list[Line]:
    texts = listed(page, "rec_texts", where)
    shapes = "rec_polys" if page.get("rec_polys") else "rec_boxes"
    boxes = listed(page, shapes, where, len(texts))
    scores = listed(page, "rec_scores", where, len(texts)) if "rec_scores" in page else [None] * len(texts)
    return [boxed(box, text, score, number, where) for box, text, score in zip(boxes, texts, scores, strict=True)]


def _number(page: dict[str, Any], position: int) -> int:
    """The number of a page: as it counts those of a PDF, from 0, else where it stands."""
    index = page.get("page_index")
    return index + 1 if type(index) is int and 0 <= index < _PAGES else position


def _is_item(item: Any) -> bool:
    """Whether something is a line of 2.x: a box, and a text with its score."""
    if not (isinstance(item, list) and len(item) == 2 and is_box(item[0])):
        return False
    read = item[1]
    return isinstance(read, list) and len(read) == 2 and isinstance(read[0], str)
