"""ALTO 2 to 4: the words of its strings, blocks in the order that the file says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from newsextract.errors import InputError
from newsextract.readers.markup import children, local, within, xml
from newsextract.readers.scan import Place, Scan, Word, Writer, measure

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from newsextract.records import Unit

_UNITS: dict[str, Unit] = {"pixel": "pixel", "mm10": "mm10", "inch1200": "inch1200"}
_SIDES = ("HPOS", "VPOS", "WIDTH", "HEIGHT")


def read(data: bytes, where: str, encoding: str | None) -> tuple[Scan, str | None]:
    """Read an ALTO file; also give the encoding that it is in.

    A word that is hyphenated over two lines stands whole at the end of the first one, with the boxes of both halves.
    Raises ``InputError`` where the file is broken or a box is no box.
    """
    root = xml(data, where, encoding)
    writer = Writer()
    unit = write(root, writer, 1, where)
    return writer.scan("alto", unit), root.getroottree().docinfo.encoding


def write(root: Element, writer: Writer, first: int, where: str) -> Unit:
    """Write the pages of a file, the first of which has that number; give the unit of their boxes."""
    for number, page in enumerate(within(root, "Page"), first):
        for lines in _blocks(page, root):
            writer.part()
            written: set[Element] = set()  # second halves that stand at the end of the line above
            for line, below in zip_longest(lines, lines[1:]):
                writer.line(_words(line, below, written, number, where))
    unit = next((unit.text or "" for unit in within(root, "MeasurementUnit")), "pixel").strip()
    if unit not in _UNITS:
        raise InputError(where, f"measures in {unit[:40]!r}", f"ALTO knows {', '.join(_UNITS)}")
    return _UNITS[unit]


def _blocks(page: Element, root: Element) -> list[list[Element]]:
    """The lines of a page, block by block: what ReadingOrder names first, then by IDNEXT and as the file has it."""
    blocks = list(within(page, "TextBlock"))
    known = {str(e.get("ID")): e for e in within(page, "ComposedBlock", "TextBlock", "TextLine") if e.get("ID")}
    refs = dict.fromkeys(str(e.get("REF")) for e in within(root, "ElementRef"))
    named = [known[ref] for ref in refs if ref in known]
    leaves = [leaf for element in named for leaf in (list(within(element, "TextBlock")) or [element])]
    found: list[list[Element]] = []
    seen: set[Element] = set()
    for leaf in leaves + _linked(blocks):
        lines = [line for line in within(leaf, "TextLine") if line not in seen]
        seen.update(lines)
        if local(leaf) == "TextLine" and lines and found and found[-1][-1].getparent() is leaf.getparent():
            found[-1] += lines
        elif lines:
            found.append(lines)
    return found


def _linked(blocks: list[Element]) -> list[Element]:
    """Blocks in the order of the file, but each one followed by that which its IDNEXT names."""
    known = {str(block.get("ID")): block for block in blocks}
    targets = {block.get("IDNEXT") for block in blocks if block.get("IDNEXT") != block.get("ID")}
    found: dict[Element, None] = {}
    for first in [block for block in blocks if block.get("ID") not in targets] + blocks:
        block: Element | None = first
        while block is not None and block not in found:
            found[block] = None
            block = known.get(block.get("IDNEXT") or "")
    return list(found)


def _words(line: Element, below: Element | None, written: set[Element], page: int, where: str) -> Iterator[Word]:
    blanks = any(True for _ in children(line, "SP"))  # some programs write no blanks at all
    own = _place(line, page, where)
    gap = False
    for piece in children(line, "String", "SP", "HYP"):
        kind = local(piece)
        text = str(piece.get("CONTENT") or "")
        if kind == "SP":
            gap = True
            continue
        place = _place(piece, page, where) or own
        places = (place,) if place else ()
        whole = str(piece.get("SUBS_CONTENT") or "")
        if kind == "HYP":
            if text:
                yield Word(text, places, gap=False)
            continue
        if piece.get("SUBS_TYPE") == "HypPart1" and whole:
            half = next(iter(children(below, "String")), None) if below is not None else None
            if half is not None and half.get("SUBS_TYPE") == "HypPart2":
                written.add(half)
                other = _place(half, page, where)
                yield Word(whole, (*places, other) if other else places, gap if blanks else None)
                return
        if piece not in written:
            yield Word(text.strip(), places, gap if blanks else None)
        gap = False


def _place(element: Element, page: int, where: str) -> Place | None:
    sides = [element.get(side) for side in _SIDES]
    if None in sides:
        return None
    x, y, width, height = (measure(side, where, name) for side, name in zip(sides, _SIDES, strict=True))
    sure = element.get("WC")
    return Place(page, x, y, width, height, measure(sure, where, "WC") if sure is not None else None)
