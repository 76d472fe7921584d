"""PAGE XML: the text of its lines, with the boxes of their words where there are some, regions in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsextract.readers.markup import children, local, within, xml
from newsextract.readers.scan import Place, Scan, Word, Writer, around, measure

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def read(data: bytes, where: str, encoding: str | None) -> tuple[Scan, str | None]:
    """Read a PAGE file; also give the encoding that it is in.

    The text is that of ``TextEquiv`` with the lowest index. A region without lines is read from its own text.
    Raises ``InputError`` where the file is broken or a box is no box.
    """
    root = xml(data, where, encoding)
    writer = Writer()
    for number, page in enumerate(within(root, "Page"), 1):
        for region in _regions(page):
            writer.part()
            lines = list(children(region, "TextLine"))
            for line in lines:
                writer.line(_words(line, number, where))
            if not lines:
                place = _place(region, number, where)
                for text in _text(region).splitlines():
                    writer.line([Word(text, (place,) if place else ())])
    return writer.scan("page", "pixel"), root.getroottree().docinfo.encoding


def _regions(page: Element) -> list[Element]:
    """The text regions: first those that ReadingOrder names, with all in them, then the others as the file has them."""
    known = {str(e.get("id")): e for e in page.iter() if e.get("id") and local(e).endswith("Region")}
    refs = dict.fromkeys(ref for order in children(page, "ReadingOrder") for ref in _refs(order))
    named = [known[ref] for ref in refs if ref in known]
    inner = [region for element in named for region in within(element, "TextRegion")]
    return list(dict.fromkeys([*inner, *within(page, "TextRegion")]))


def _refs(group: Element) -> Iterator[str]:
    """What a group names; the members of an ordered one are sorted by their index."""
    for member in sorted(group, key=_index):
        if ref := member.get("regionRef"):
            yield str(ref)
        yield from _refs(member)


def _index(element: Element) -> int:
    given = str(element.get("index") or "0")
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def _reading(element: Element) -> Element | None:
    """The first reading of a line, word or region, by its index."""
    return min(children(element, "TextEquiv"), key=_index, default=None)


def _text(element: Element) -> str:
    reading = _reading(element)
    unicode = next(children(reading, "Unicode"), None) if reading is not None else None
    return (unicode.text or "") if unicode is not None else ""


def _words(line: Element, page: int, where: str) -> Iterator[Word]:
    """The line's own text, cut where its words lie; if the two differ, the text counts and has the box of the line."""
    text = _text(line)
    words = [(_text(word).strip(), word) for word in children(line, "Word")]
    own = _place(line, page, where)
    starts = _starts(text, [word for word, _ in words])
    if text and starts is None:
        yield Word(text, (own,) if own else ())
        return
    at = 0
    for n, (word, element) in enumerate(words):
        place = _place(element, page, where) or own
        places = (place,) if place else ()
        if starts is None:
            yield Word(word, places)
            continue
        yield Word(text[at : starts[n]], gap=False)
        yield Word(word, places, gap=False)
        at = starts[n] + len(word)


def _starts(text: str, words: list[str]) -> list[int] | None:
    """Where the words stand in their line; None where they are not all of it, blanks apart."""
    found: list[int] = []
    at = 0
    for word in words:
        start = text.find(word, at)
        if start < 0 or text[at:start].strip():
            return None
        found.append(start)
        at = start + len(word)
    return None if text[at:].strip() or not words else found


def _place(element: Element, page: int, where: str) -> Place | None:
    """The box round an element; old versions write its points as elements."""
    coords = next(children(element, "Coords"), None)
    if coords is None:
        return None
    given = [str(pair).partition(",")[::2] for pair in str(coords.get("points") or "").split()]
    given += [(str(point.get("x")), str(point.get("y"))) for point in children(coords, "Point")]
    points = [(measure(x, where, "x"), measure(y, where, "y")) for x, y in given]
    if not points:
        return None
    reading = _reading(element)
    sure = reading.get("conf") if reading is not None else None
    return around(points, page, measure(sure, where, "conf") if sure is not None else None)
