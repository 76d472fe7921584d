"""The table that Tesseract writes (``tesseract … tsv``): its words, with their boxes, in its order."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from newsextract.errors import InputError
from newsextract.readers import encodings
from newsextract.readers.scan import Place, Scan, Word, Writer, measure

HEADER = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
_COLUMNS = HEADER.count("\t") + 1
_WORD = "5"


class _Row(NamedTuple):
    block: tuple[str, ...]
    line: tuple[str, ...]
    word: Word


def read(data: bytes, where: str, encoding: str | None) -> tuple[Scan, encodings.Decoded]:
    """Read a table; also give how its bytes were decoded. Nothing in it is quoted.

    Raises ``InputError`` where a row has other columns, or a box is no box.
    """
    decoded = encodings.decode(data, encoding)
    if decoded is None:
        raise InputError(where, "is a table in no encoding that is known", "name its encoding with --encoding")
    rows = [
        row
        for n, line in enumerate(decoded.text.split("\n"), 1)
        if (row := _row(line.removesuffix("\r"), f"{where}: line {n}")) is not None
    ]
    writer = Writer()
    for _, block in groupby(rows, itemgetter(0)):
        writer.part()
        for _, line in groupby(block, itemgetter(1)):
            writer.line(row.word for row in line)
    return writer.scan("tesseract", "pixel"), decoded


def _row(line: str, where: str) -> _Row | None:
    """One word, or None for an empty line, the header, and rows of structure: their confidence is -1."""
    if not line.strip() or line == HEADER:
        return None
    cells = line.split("\t")
    if len(cells) == _COLUMNS - 1 and cells[0] != _WORD:  # an editor took the blank end of a row away
        return None
    if len(cells) != _COLUMNS:
        raise InputError(where, f"has {len(cells)} columns, not {_COLUMNS}", "recognise or fetch it again")
    level, page, block, paragraph, number, _, left, top, width, height, sure, text = cells
    text = text.strip()
    if level != _WORD or not text:
        return None
    confidence = measure(sure, where, "conf")
    if confidence < 0:
        return None
    if not page.isdecimal() or not 0 < int(page[:7]) < 1_000_000:
        raise InputError(where, f"has no number of a page: {page[:40]!r}", "recognise or fetch it again")
    sides = {"x": left, "y": top, "width": width, "height": height}
    box = {name: measure(side, where, name) for name, side in sides.items()}
    place = Place(page=int(page), **box, confidence=confidence / 100)
    return _Row((page, block), (page, block, paragraph, number), Word(text, (place,)))
