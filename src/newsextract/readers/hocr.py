"""hOCR: the words of its lines, with their boxes, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsextract.compiled import compiled
from newsextract.readers.encodings import Decoded
from newsextract.readers.markup import html
from newsextract.readers.scan import Place, Scan, Word, Writer, measure

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PAGE = frozenset({"ocr_page"})
_BLOCK = frozenset({"ocr_carea", "ocr_column", "ocr_float", "ocr_table"})
_PARAGRAPH = frozenset({"ocr_par"})
_LINE = frozenset({"ocr_line", "ocrx_line"})
# Blocks in the standard; Tesseract calls single lines so.
_FLOAT = frozenset({"ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat"})
_WORD = frozenset({"ocrx_word", "ocr_word"})
_BOX = compiled(r"\bbbox\s+(\S+)\s+(\S+)\s+(\S+)\s+([^\s;]+)")
_SURE = compiled(r"\bx_wconf\s+([^\s;]+)")


def read(data: bytes, where: str, encoding: str | None) -> tuple[Scan, Decoded]:
    """Read an hOCR file; also give how its bytes were decoded.

    A block is an ``ocr_carea``, or an ``ocr_par`` where there is none.
    Raises ``InputError`` where the file is broken or a box is no box.
    """
    root, decoded = html(data, where, encoding)
    writer = Writer()
    careas = any(_is(element, _BLOCK) for element in root.iter())
    page = 0
    written: set[Element] = set()
    for element in root.iter():
        if _is(element, _PAGE):
            page += 1
        floats = _is(element, _FLOAT) and any(_is(inner, _LINE) for inner in element.iter())
        if floats or _is(element, _PAGE) or _is(element, _BLOCK if careas else _PARAGRAPH):
            writer.part()
        if _is(element, _LINE) or (_is(element, _FLOAT) and not floats):
            words = [inner for inner in element.iter() if _is(inner, _WORD)]
        elif _is(element, _WORD) and element not in written:  # no line holds it: it stands with its neighbours
            words = [element, *(inner for inner in element.itersiblings() if _is(inner, _WORD))]
        else:
            continue
        written.update(words)
        writer.line(_words(element, words, max(page, 1), where))
    return writer.scan("hocr", "pixel"), decoded


def _is(element: Element, classes: frozenset[str]) -> bool:
    return not classes.isdisjoint((element.get("class") or "").split())


def _words(line: Element, words: list[Element], page: int, where: str) -> Iterator[Word]:
    own = _place(line, page, where)
    for element in words or [line]:
        place = _place(element, page, where) or own
        yield Word(" ".join("".join(map(str, element.itertext())).split()), (place,) if place else ())


def _place(element: Element, page: int, where: str) -> Place | None:
    title = element.get("title") or ""
    box = _BOX.search(title)
    if box is None:
        return None
    left, top, right, bottom = (measure(side, where, "bbox") for side in box.groups())
    sure = _SURE.search(title)
    confidence = measure(sure[1], where, "x_wconf") / 100 if sure else None
    return Place(page, left, top, right - left, bottom - top, confidence)
