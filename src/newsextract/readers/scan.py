"""A text that knows where on the scan its words stand: words in reading order → ``Scan``.

Every reader hands its words to a ``Writer``, which alone decides what stands between them: nothing next to a
Chinese character, a blank between words in Latin letters or digits, a line feed between lines, an empty line
between blocks.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from newsextract.errors import InputError

if TYPE_CHECKING:
    from newsextract.records import Format, Unit

WIDE: Final = "\u2000"  # below: letters, digits and their marks, which blanks part; above: Chinese and its marks
_BREAKS = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LARGEST = 10_000_000  # in any unit; a sheet of newsprint has some 20,000 pixels
_LETTER_GAP = 1 / 3  # of the height: characters that stand further apart belong to two words


class Place(NamedTuple):
    """A box on a page of the file, from its upper left corner; ``confidence`` is that of its word, from 0 to 1."""

    page: int
    x: float
    y: float
    width: float
    height: float
    confidence: float | None = None


class Word(NamedTuple):
    """What the file keeps as one piece of a line, with its boxes.

    ``gap`` says whether the file has a blank before it; None where it does not tell.
    """

    text: str
    places: tuple[Place, ...] = ()
    gap: bool | None = None


class Scan:
    """A text, and the boxes of the words that it was put together from."""

    def __init__(
        self, text: str, words: Sequence[tuple[int, int, tuple[Place, ...]]], form: Format, unit: Unit | None
    ) -> None:
        """Take the words as spans of the text, in order, with their boxes in ``unit``."""
        self.text = text
        self.form: Format = form
        self.unit: Unit | None = unit
        self._words = words
        self._starts = [start for start, _, _ in words]

    def over(self, start: int, end: int) -> tuple[Place, ...]:
        """Give the boxes of all words that a span of the text touches, each once, in reading order."""
        if end <= start:
            return ()
        found: dict[Place, None] = {}
        for n in range(max(bisect_right(self._starts, start) - 1, 0), len(self._words)):
            first, last, places = self._words[n]
            if first >= end:
                break
            if last > start:
                found.update(dict.fromkeys(places))
        return tuple(found)


class Writer:
    """Puts words together to lines and lines to blocks."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        self._pieces: list[str] = []
        self._words: list[tuple[int, int, tuple[Place, ...]]] = []
        self._length = 0
        self._parted = False

    def line(self, words: Iterable[Word]) -> None:
        """Write one line; one without characters is left out."""
        before: Word | None = None
        for given in words:
            word = given if given.text.isprintable() else given._replace(text=_one_line(given.text))
            if not word.text:
                continue
            if before is None:
                self._begin()
            elif _parted(before, word):
                self._put(" ")
            start = self._length
            self._put(word.text)
            if word.places:
                self._words.append((start, self._length, word.places))
            before = word
        if before is not None:
            self._put("\n")

    def part(self) -> None:
        """End a block: an empty line comes before the next line."""
        self._parted = True

    def scan(self, form: Format, unit: Unit | None) -> Scan:
        """Give what was written."""
        return Scan("".join(self._pieces), self._words, form, unit)

    def _begin(self) -> None:
        if self._parted and self._length:
            self._put("\n")
        self._parted = False

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)


def measure(value: object, where: str, what: str) -> float:
    """Read a coordinate or a confidence.

    Raises ``InputError`` where it is no number, infinite, or larger than any sheet.
    """
    try:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise TypeError
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not abs(number) < _LARGEST:  # NaN is not less than anything
        raise InputError(where, f"has a box that is none: {what} is {str(value)[:40]!r}", "recognise the page again")
    return number


def around(points: Sequence[tuple[float, float]], page: int, confidence: float | None = None) -> Place:
    """Give the upright box around the points of a polygon.

    >>> around([(10, 20), (50, 22), (50, 42), (9, 40)], 1)
    Place(page=1, x=9, y=20, width=41, height=22, confidence=None)
    """
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Place(page, min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys), confidence)


def _one_line(text: str) -> str:
    """The text of a word as a line can hold it, and JSON after it."""
    return _SURROGATE.sub("\ufffd", _BREAKS.sub(" ", text))


def _parted(before: Word, after: Word) -> bool:
    """Whether a blank stands between two words.

    >>> [_parted(Word(a), Word(b)) for a, b in (("总", "投资"), ("投资", "1.2"), ("New", "Yuan"), ("3", "000"))]
    [False, False, True, True]
    """
    if before.text[-1] >= WIDE or after.text[0] >= WIDE or after.gap is False:
        return False
    if len(before.text) > 1 or len(after.text) > 1:
        return True
    return _apart(before.places, after.places)


def _apart(before: tuple[Place, ...], after: tuple[Place, ...]) -> bool:
    """Whether two single characters stand so far apart that they are not of one word, as 2 and 0 of 2020 are."""
    if not before or not after:
        return False
    left, right = before[-1], after[0]
    return right.x - (left.x + left.width) > _LETTER_GAP * max(left.height, right.height)
