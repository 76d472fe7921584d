"""The text layer of a PDF, in the order of its content: characters with their boxes, in points from the upper left."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from types import ModuleType
from typing import Any, NamedTuple

from newsextract.errors import InputError
from newsextract.readers.scan import WIDE, Place, Scan, Word, Writer, measure

_BLOCK = 1.2  # of the height of a line: what parts two blocks
_ENDS = ("\r", "\n")


class _Glyph(NamedTuple):
    text: str
    place: Place | None


def read(data: bytes, where: str) -> Scan:
    """Read the text layer of all pages.

    Blanks stand as the layer has them; a word in Latin letters has one box, a Chinese character its own.
    Raises ``InputError`` where the file is broken, encrypted, or has no text layer.
    """
    pdfium = _pdfium(where)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "assword" in str(error) or getattr(error, "err_code", None) == pdfium.raw.FPDF_ERR_PASSWORD:
            raise InputError(where, "is an encrypted PDF", "remove its password, as with qpdf --decrypt") from None
        raise InputError(where, f"is a broken PDF: {' '.join(str(error).split())}", "fetch it again") from None
    writer = Writer()
    found = False
    try:
        for number in range(1, len(document) + 1):
            writer.part()
            above: Place | None = None
            for line in _lines(pdfium, document, number, where):
                here = next((glyph.place for glyph in line if glyph.place is not None), None)
                if above is not None and here is not None and _parted(above, here):
                    writer.part()
                writer.line(_words(line))
                above = here or above
                found = found or any(not glyph.text.isspace() for glyph in line)
    except pdfium.PdfiumError as error:
        raise InputError(where, f"is a broken PDF: {' '.join(str(error).split())}", "fetch it again") from None
    finally:
        document.close()
    if not found:
        raise InputError(where, "has no text layer", "recognise it first, as with ocrmypdf")
    return writer.scan("pdf", "point")


def _lines(pdfium: ModuleType, document: Any, number: int, where: str) -> Iterator[list[_Glyph]]:
    page = document[number - 1]
    height = page.get_height()
    layer = page.get_textpage()
    raw = pdfium.raw
    # The loose box: where the PDF says that a character stands. The tight one is measured on the fonts of the machine,
    # which gives a Chinese character no height where none of them has it.
    box = raw.FS_RECTF()
    line: list[_Glyph] = []
    for n in range(layer.count_chars()):
        code = raw.FPDFText_GetUnicode(layer, n)
        text = chr(code) if 0 < code < 0x110000 else "\ufffd"
        if text in _ENDS:
            yield line
            line = []
            continue
        place = None
        if not text.isspace() and raw.FPDFText_GetLooseCharBox(layer, n, ctypes.byref(box)):
            x, y = measure(box.left, where, "left"), measure(height - box.top, where, "top")
            width = measure(box.right, where, "right") - x
            place = Place(number, x, y, width, measure(box.top - box.bottom, where, "bottom"))
        line.append(_Glyph(text, place))
    yield line
    layer.close()
    page.close()


def _words(line: list[_Glyph]) -> Iterator[Word]:
    """Cut a line into blanks, words in Latin letters or digits, and single characters of all else."""
    run: list[_Glyph] = []
    for glyph in line:
        if run and not (_narrow(run[-1]) and _narrow(glyph)):
            yield _word(run)
            run = []
        run.append(glyph)
    if run:
        yield _word(run)


def _narrow(glyph: _Glyph) -> bool:
    return glyph.text < WIDE and not glyph.text.isspace()


def _word(run: list[_Glyph]) -> Word:
    text = "".join(glyph.text for glyph in run)
    places = [glyph.place for glyph in run if glyph.place is not None]
    if not places:
        return Word(text, gap=False)
    x, y = min(p.x for p in places), min(p.y for p in places)
    right, bottom = max(p.x + p.width for p in places), max(p.y + p.height for p in places)
    return Word(text, (Place(places[0].page, x, y, right - x, bottom - y),), gap=False)


def _parted(above: Place, here: Place) -> bool:
    """Whether a line begins a block: it stands well below the line above, or further up, in another column."""
    gap = here.y - (above.y + above.height)
    height = max(above.height, here.height)
    return gap > _BLOCK * height or here.y < above.y - height


def _pdfium(where: str) -> ModuleType:
    try:
        import pypdfium2
        import pypdfium2.raw
    except ImportError:
        raise InputError(where, "is a PDF, which needs pypdfium2", "pip install 'newsextract[pdf]'") from None
    module: ModuleType = pypdfium2
    return module
