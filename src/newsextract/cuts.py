"""What is cut out of a sentence before jieba sees it: words to keep whole, and words that no name holds.

jieba would take them together with what stands beside them. The part ``cut`` of ``patterns/project.toml`` finds them;
where words are looked up anyway, it is tried only where one of those stands that it begins with.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

import regex

from newsextract.rules import Room
from newsextract.vocabulary import AND, vocabulary

BESIDE = 6
"""Characters that a word about building goes on before and behind a run of words."""


class Looked(NamedTuple):
    """What was seen in a sentence: whether words about building stand in or beside it, and the offsets at which
    something may be cut out, None where each has to be tried.
    """

    works: bool
    places: list[int] | None


class Cuts:
    """Finds what is cut out of the runs of sentences."""

    def __init__(self, room: Room) -> None:
        """Take the patterns of the room."""
        known = vocabulary(room)
        self._cutting = known.cutting
        self._room = room
        self._bits = self._cutting.bit(known.cut_words), self._cutting.bit(AND)
        self._working = self._cutting.bit(known.working)

    def look(self, text: str, start: int, end: int) -> Looked:
        """Look where in a sentence something may be cut out, and for words about building."""
        start, end = max(start - BESIDE, 0), min(end + BESIDE, len(text))
        seen = self._cutting.seen_in(text[start:end], [(0, end - start)])
        words, ands = (seen.starts(0, bit) for bit in self._bits)
        known = words is not None and ands is not None
        places = sorted({start + at for at in words or ()} | {start + at - 1 for at in ands or ()}) if known else None
        return Looked(bool(seen.bits[0] & self._working), places)

    def of(self, run: str, at: int, done: int, places: list[int] | None) -> Iterator[regex.Match[str]]:
        """Give what is cut, from ``done`` on, out of a run of Chinese characters that stands at ``at``, in a sentence
        that was looked through.
        """
        if places is None:
            if self._cutting.any_stands(run):
                yield from self._room.compile("(?&cut)").finditer(run, done)
            return
        here = self._room.compile("(?&cut_word)|(?&cut_he)")
        for n in range(bisect_left(places, at + done), bisect_left(places, at + len(run))):
            if places[n] >= at + done and (cut := here.match(run, places[n] - at)):
                yield cut
                done = cut.end()
