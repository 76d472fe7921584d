"""JSON → the program that wrote it, by its shape, and the text with boxes that it holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Never

from newsextract.errors import InputError, NotAPageError
from newsextract.readers import columns, encodings, paddleocr, rapidocr
from newsextract.readers.columns import Line
from newsextract.readers.scan import Scan, Writer

if TYPE_CHECKING:
    from newsextract.records import Format


def read(data: bytes, where: str, encoding: str | None) -> tuple[Scan, encodings.Decoded]:
    """Read the JSON of PaddleOCR or RapidOCR; also give how its bytes were decoded.

    Raises ``NotAPageError`` for other JSON, a document of ours among it, and ``InputError`` where it is broken.
    """
    decoded = encodings.decode(data, encoding)
    if decoded is None:
        raise InputError(where, "is JSON in no encoding that is known", "name its encoding with --encoding")
    value = _parse(decoded.text, where)
    if isinstance(value, dict) and str(value.get("schema")).startswith("newsextract/"):
        raise NotAPageError(where, "is a document of newsextract, not a page", "name the page that it was made from")
    form, pages = _pages(value, where)
    writer = Writer()
    for page in pages:
        columns.write(page, writer)
    return writer.scan(form, "pixel"), decoded


def _pages(value: Any, where: str) -> tuple[Format, list[list[Line]]]:
    if (pages := paddleocr.pages(value, where)) is not None:
        return "paddleocr", pages
    if (pages := rapidocr.pages(value, where)) is not None:
        return "rapidocr", pages
    raise NotAPageError(where, "is JSON, but not as PaddleOCR or RapidOCR write it", "give it as text or as ALTO")


def _parse(text: str, where: str) -> Any:
    def refuse(name: str) -> Never:
        raise InputError(where, f"is broken JSON: {name} is no number", "recognise the page again")

    try:
        return json.loads(text, parse_constant=refuse)
    except RecursionError:
        raise InputError(where, "is broken JSON: lists in lists without end", "recognise the page again") from None
    except ValueError as error:
        raise InputError(where, f"is broken JSON: {error}", "recognise or fetch it again") from None
