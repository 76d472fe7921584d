"""Where words begin and end: jieba, or rjieba where it is installed, with the same cuts (a test holds them equal).

jieba's own start reads a cache from the world-writable temporary folder and trusts it. Here no cache is read or
written: of the dictionary that jieba ships, only the words that begin like two characters of the text are looked up,
which cuts alike and starts in a twentieth of the time. rjieba cuts ten times as fast but takes the whole dictionary up
first, so it comes in where there is more than a page to cut.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from contextlib import suppress
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from newsextract.resources import package_folder

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

# The sum of all frequencies of the dictionary of jieba 0.42.1, the version that pyproject.toml pins.
_TOTAL = 60_101_967
# From this line on that dictionary is sorted; the few words before it (AT&T, B超, 阿Q) are taken up at once.
_SORTED = "\n一 ".encode()
# Its tags of places and of persons (ICTCLAS). Words in wide use are tagged as persons, too (文明, 阳光, 智慧).
_PLACE, _PERSON = "ns", frozenset({"nr", "nrt", "nrfg"})
_RARE = 300  # of 60 million words
_HARDLY = 80
_STEP = 4096  # bytes between two entries of the index to the sorted lines
_LATIN = re.compile(r"([A-Za-z0-9]+(?:\.[0-9]+)?%?)")  # where jieba 0.42.1 (finalseg) parts letters from other marks
_A_PAGE = 10_000  # characters to cut after which a process is worth rjieba's start


class Segmenter(Protocol):
    """Cuts a text into words that together are the text."""

    def cut(self, text: str) -> list[str]:
        """Give the words of a text, in order."""

    def is_common(self, word: str) -> bool:
        """Say whether a word that was cut stands in the dictionary as none that names one thing (龙潭, 嘉禾)."""

    def is_rare(self, word: str) -> bool:
        """Say whether a word that was cut is hardly ever used (鸿图), as many are that firms call themselves."""


@cache
def segmenter(engine: str | None = None) -> Segmenter:
    """Give the engine that suits the amount of text, or the named one (``jieba`` or ``rjieba``).

    Raises ``ImportError`` where the named one is not installed.
    """
    if engine == "rjieba":
        return RustSegmenter()
    return JiebaSegmenter() if engine == "jieba" else GrowingSegmenter()


def mapped(file: Traversable) -> mmap | bytes:
    """Give the bytes of a file that is read here and there; only what is read of one on disk comes into memory."""
    if not isinstance(file, Path):  # in an archive
        return file.read_bytes()
    with file.open("rb") as stream:
        return mmap(stream.fileno(), 0, access=ACCESS_READ)


class RustSegmenter:
    """rjieba; its dictionary is jieba's."""

    def __init__(self) -> None:
        """Import rjieba, which takes its dictionary up."""
        import rjieba

        self._engine: Any = rjieba.Jieba()

    def cut(self, text: str) -> list[str]:
        """Give the words of a text, in order."""
        words: list[str] = self._engine.cut(text)
        if "." in text:  # 10.S208线: what jieba takes for a list's number and a road, rjieba takes for one word
            return [part for word in words for part in (_LATIN.split(word) if "." in word else [word]) if part]
        return words

    def is_common(self, word: str) -> bool:
        """Say whether a word stands in the dictionary as no name; rjieba does not tell, so its dictionary is asked."""
        return segmenter("jieba").is_common(word)

    def is_rare(self, word: str) -> bool:
        """Say whether a word is hardly ever used."""
        return segmenter("jieba").is_rare(word)


class GrowingSegmenter:
    """jieba for the first page, then rjieba if it is there."""

    def __init__(self) -> None:
        """Begin with jieba."""
        self._first = JiebaSegmenter()
        self._engine: Segmenter = self._first
        self._cheap = _A_PAGE  # characters that are still cut before another engine is thought of

    def cut(self, text: str) -> list[str]:
        """Give the words of a text, in order."""
        if self._cheap > 0:
            self._cheap -= len(text)
            if self._cheap <= 0:
                with suppress(ImportError):
                    self._engine = segmenter("rjieba")
        return self._engine.cut(text)

    def is_common(self, word: str) -> bool:
        """Say whether a word that was cut stands in the dictionary as no name."""
        return self._first.is_common(word)

    def is_rare(self, word: str) -> bool:
        """Say whether a word that was cut is hardly ever used."""
        return self._first.is_rare(word)


class JiebaSegmenter:
    """jieba over the part of its dictionary that the texts need."""

    def __init__(self) -> None:
        """Import jieba, without what it needs for the whole dictionary."""
        # jieba asks for pkg_resources to find its files, which takes longer than all else, and does without.
        missing = "pkg_resources" not in sys.modules
        if missing:
            sys.modules["pkg_resources"] = None  # type: ignore[assignment]
        try:
            import jieba
        finally:
            if missing:
                del sys.modules["pkg_resources"]
        self._lines = mapped(package_folder("jieba").joinpath("dict.txt"))
        self._tokenizer: Any = jieba.Tokenizer()
        self._tokenizer.FREQ = {}
        self._tokenizer.total = _TOTAL
        self._tokenizer.initialized = True
        self._known: set[str] = set()
        self._names: set[str] = set()
        first = self._lines.find(_SORTED)
        self._take(self._lines[:first])
        # The index: where every line is that begins a step, and the line.
        self._starts = [self._lines.find(b"\n", at) for at in range(first, self._lines.rfind(b"\n", 0, -1), _STEP)]
        self._heads = [self._lines[start + 1 : start + 13] for start in self._starts]

    def cut(self, text: str) -> list[str]:
        """Give the words of a text, in order."""
        beginnings = {text[at : at + 2] for at in range(len(text) - 1)}
        beginnings.update(c + " " for c in text)  # a line "c 123 n" is the word of one character
        for beginning in beginnings - self._known:
            self._look_up(("\n" + beginning).encode("utf-8", "surrogatepass"))
        self._known |= beginnings
        words: list[str] = self._tokenizer.lcut(text)
        return words

    def is_common(self, word: str) -> bool:
        """Say whether a word that was cut stands in the dictionary as no name."""
        if word[:2] not in self._known:
            self.cut(word)
        return bool(self._tokenizer.FREQ.get(word)) and word not in self._names

    def is_rare(self, word: str) -> bool:
        """Say whether a word that was cut is hardly ever used."""
        if word[:2] not in self._known:
            self.cut(word)
        return int(self._tokenizer.FREQ.get(word) or 0) < _HARDLY

    def _look_up(self, beginning: bytes) -> None:
        """Take up the sorted lines that begin with these characters: they lie together."""
        at = bisect_left(self._heads, beginning[1:])
        end = self._starts[at] + len(beginning) if at < len(self._starts) else len(self._lines)
        first = self._lines.find(beginning, self._starts[max(at - 1, 0)], end)
        if first < 0:
            return
        last = first
        while self._lines[last : last + len(beginning)] == beginning:
            last = self._lines.find(b"\n", last + 1)
        self._take(self._lines[first + 1 : last])

    def _take(self, lines: bytes) -> None:
        """Take words up, and what they begin with: jieba goes on to longer words only from there."""
        frequencies = self._tokenizer.FREQ
        for line in lines.decode().split("\n"):
            word, frequency, tag = line.split(" ")
            frequencies[word] = int(frequency)
            if tag == _PLACE or (tag in _PERSON and int(frequency) < _RARE):
                self._names.add(word)
            beginning = word[:-1]
            while beginning and beginning not in frequencies:
                frequencies[beginning] = 0
                beginning = beginning[:-1]
