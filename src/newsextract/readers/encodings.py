"""Bytes of a page → its text, whatever a Chinese archive keeps it in, damaged bytes included.

Strict detectors give up on one bad byte. Here every encoding is tried leniently, and the one wins whose text holds the
most characters that Chinese newspapers are printed with, and the fewest that they are not.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import Final, NamedTuple

UTF_8: Final = "utf-8"
# GB18030 reads all of GB2312 and GBK, and Big5-HKSCS all of Big5: the wider one is never wrong.
CANDIDATES: Final = (UTF_8, "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    ("\ufeff".encode("gb18030"), "gb18030"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # it begins as the mark of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 64 * 1024  # bytes
_SURE, _AHEAD = 0.85, 0.08  # the share of common characters, and by how much the next encoding must have less
_FEW = 12  # characters of a text that is too short to be sure of
_READABLE = 0.6  # below this share, what was read is no text
_DAMAGED = 0.3  # of UTF-8, where no other encoding comes near
_BROKEN = re.compile("\ufffd{2,3}")
_BAD = frozenset("\ufffd") | frozenset(map(chr, range(0x80, 0xA0)))


class Decoded(NamedTuple):
    """A text with the encoding that it was read in; ``replaced`` characters stand for bytes that it does not know.

    ``sure`` is false where another encoding reads nearly as well, or too little is there to tell.
    """

    text: str
    encoding: str
    replaced: int = 0
    sure: bool = True


def decode(data: bytes, encoding: str | None = None) -> Decoded | None:
    """Decode the bytes of a page; ``encoding`` overrides what they look like.

    A byte order mark decides, and is no character of the text; valid UTF-8 is UTF-8. None where no encoding reads
    them as text. Raises ``LookupError`` where ``encoding`` is none that Python knows.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark) and (encoding is None or codecs.lookup(encoding).name.startswith(("utf", marked))):
            return _read(data[len(mark) :], marked)
    if encoding is not None:
        return _read(data, codecs.lookup(encoding).name)
    try:
        return Decoded(data.decode(UTF_8), UTF_8)
    except UnicodeDecodeError:
        pass
    head = data[:_LOOKED_AT]
    scores = sorted(((_score(head, candidate), candidate) for candidate in CANDIDATES), reverse=True)
    (best, chosen), (second, _) = scores[:2]
    if best < _READABLE and not (chosen == UTF_8 and best >= _DAMAGED and best - second >= _DAMAGED):
        return None
    found = _read(data, chosen)
    sure = best >= _SURE and best - second >= _AHEAD and len(found.text) >= _FEW
    return Decoded(found.text, found.encoding, found.replaced, sure)


def readable(data: bytes) -> bool:
    """Say whether some encoding reads the beginning of these bytes as Chinese text, control characters apart."""
    return max(_score(data[:_LOOKED_AT], candidate) for candidate in CANDIDATES) >= _SURE


def _read(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, text.count("\ufffd"))


def _score(data: bytes, encoding: str) -> float:
    """The share of common characters less twice that of characters that no page has."""
    text = data.decode(encoding, "replace").rstrip("\ufffd")  # the cut may lie inside a character
    if encoding == UTF_8:
        text = _BROKEN.sub("\ufffd", text)  # one bad byte spoils what its character had of two others
    if not text:
        return 0.0
    common = _common()
    good = bad = 0
    for c in text:
        if c in common:
            good += 1
        elif c in _BAD or "\ue000" <= c <= "\uf8ff" or (c < " " and c not in "\t\n\r\f"):
            bad += 1
    return (good - 2 * bad) / len(text)


@cache
def _common() -> frozenset[str]:
    """What pages are printed with: the characters that GB2312 and Big5 call frequent, ASCII, and Chinese marks.

    Sources: GB/T 2312-1980, rows 16 to 55 (level 1); Big5-1984, A440 to C67E (level 1).
    """
    simplified = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = (bytes((row, cell)) for row in range(0xA4, 0xC7) for cell in trails)
    hanzi = {pair.decode("gb2312", "ignore") for pair in simplified}
    hanzi |= {pair.decode("big5", "ignore") for pair in traditional}
    marks = "\t\n\r\f\u3000，。、；：？！“”‘’（）《》〈〉【】—…·－～％○〇●■◆▲△★①②③④⑤⑥⑦⑧⑨⑩"
    wide = map(chr, range(0xFF01, 0xFF5F))
    return frozenset(hanzi - {""}).union(marks, map(chr, range(0x20, 0x7F)), wide)
