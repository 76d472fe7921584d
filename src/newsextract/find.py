"""Find: repaired text × rules → matches.

No rule is tried in a sentence that has not what it needs. Of all rules the first match wins, at one place the longest,
and between equals the rule that is written first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import regex

from newsextract.cells import Row, read_rows
from newsextract.compiled import compiled
from newsextract.needs import Index, Seen
from newsextract.repair import Clean
from newsextract.rules import Room, Rule
from newsextract.tabular import Column
from newsextract.traditional import shadow

_SENTENCE_END = compiled(r"[。！？；\n]|……")
_CLAUSE_END = compiled(r"[，。！？；：\n]")
_REACH = 400  # no clause is looked at further than so from what it is asked for, so that cost stays linear
_LONGEST = 20_000  # a "sentence" of a page without punctuation is cut here, so that cost stays linear


class Paragraph(NamedTuple):
    """A block of the page in repaired text; ``head`` where it reads as a headline or subhead."""

    start: int
    end: int
    head: bool


@dataclass(frozen=True)
class Page:
    """Repaired text with its blocks and sentences; what every room looks at.

    ``columns`` are the widths of the columns that each block begins and ends in, where the layout is known; ``turns``
    are the offsets in heads at which a line begins after another; ``cells`` are the columns of each block that is a row
    of a table, and None for the others.
    """

    clean: Clean
    heads: tuple[bool, ...] = ()
    columns: tuple[tuple[float, float], ...] = ()
    turns: tuple[int, ...] = ()
    cells: tuple[tuple[Column, ...] | None, ...] = ()

    @cached_property
    def blocks(self) -> list[Paragraph]:
        """The blocks: what stands between the line feeds that repair kept."""
        found = []
        start = 0
        for head in self.heads:
            end = self.text.find("\n", start)
            end = len(self.text) if end < 0 else end
            found.append(Paragraph(start, end, head))
            start = end + 1
        return found

    @cached_property
    def head_starts(self) -> frozenset[int]:
        """Where headlines and subheads begin."""
        return frozenset(block.start for block in self.blocks if block.head)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of its tables that can be read."""
        if not self.cells:
            return ()
        beside = zip(self.blocks, self.cells, strict=True)
        return tuple(read_rows(self.text, ((block.start, block.end, of) for block, of in beside if of)))

    @cached_property
    def text(self) -> str:
        """The repaired text as the rules see it: traditional characters read as simplified ones."""
        return shadow(self.clean.text)

    @cached_property
    def _ends(self) -> list[int]:
        """Where sentences end, exclusive, mark included."""
        ends = [m.end() for m in _SENTENCE_END.finditer(self.text)]
        if not ends or ends[-1] < len(self.text):
            ends.append(len(self.text))
        return ends

    def sentence(self, at: int) -> tuple[int, int]:
        """Give the span of the sentence (up to 。！？； or a block's end) that holds offset ``at``."""
        n = self.nth_sentence(at)
        return self.sentences[n]

    def nth_sentence(self, at: int) -> int:
        """Give the number of the sentence that holds offset ``at``, counted from 0."""
        return min(bisect_right(self._ends, at), len(self._ends) - 1)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The spans of all sentences, in order."""
        return list(pairwise([0, *self._ends]))

    def seen(self, index: Index) -> Seen:
        """Say of each sentence what stands in it of the words that rules need; every room asks, one looks."""
        if index not in self._seen:
            self._seen[index] = index.seen_in(self.text, self.sentences)
        return self._seen[index]

    @cached_property
    def _seen(self) -> dict[Index, Seen]:
        return {}

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the clause (up to a comma or stronger mark) round ``start``–``end``."""
        left, right = self.sentence(start)
        left, right = max(left, start - _REACH), min(right, end + _REACH)
        marks = self._marks
        before, behind = bisect_left(marks, start), bisect_left(marks, end)
        if before:
            left = max(left, marks[before - 1] + 1)
        return left, min(right, marks[behind]) if behind < len(marks) else right

    @cached_property
    def _marks(self) -> list[int]:
        """Where clauses end, mark excluded."""
        return [m.start() for m in _CLAUSE_END.finditer(self.text)]


class Match(NamedTuple):
    """A rule's hit: the clean span of the record to be, and the named groups that took part."""

    rule: Rule
    start: int
    end: int
    groups: dict[str, str]

    def get(self, *names: str) -> str | None:
        """Give the text of the first of these groups that took part."""
        groups = self.groups
        for name in names:
            if value := groups.get(name):
                return value
        return None


def find(page: Page, room: Room) -> list[Match]:
    """Give the matches of one kind, in page order, none overlapping another."""
    text = page.text
    matches: list[Match] = []
    sentences, standing = page.sentences, page.seen(room.index).bits
    for n, tried in room.tried(standing):
        left, right = sentences[n]
        anchored = not room.has_needless or room.anchored(standing[n], text, left, right)
        rules = tried if anchored else [rule for rule in tried if rule.needs]
        begin = left if right - left <= _LONGEST else _begin(text, left, right, rules)
        likely = [rule for rule in rules if (sketch := rule.sketched) is None or sketch.search(text[left:right])]
        hits = [(rule, hit) for rule in likely if (hit := rule.pattern.search(text, begin, right)) is not None]
        if hits:
            matches += _in_sentence(text, right, hits)
    return matches


def _begin(text: str, left: int, right: int, rules: list[Rule]) -> int:
    """Where to begin in a sentence that never ends: a good way before the first word that a rule needs."""
    words = {word for rule in rules if rule.needs for word in rule.needs[0]}
    first = min((at for word in words if (at := text.find(word, left, right)) >= 0), default=left)
    return left if not all(rule.needs for rule in rules) else max(left, first - _LONGEST)


def _in_sentence(text: str, right: int, hits: list[tuple[Rule, regex.Match[str]]]) -> Iterator[Match]:
    """Give the matches of one sentence: the first of the next ``hits`` of its rules; at one place the longest."""
    while hits:
        first = min(hit.start() for _, hit in hits)
        best = max((_match(rule, hit) for rule, hit in hits if hit.start() == first), key=_length)
        yield best
        at = max(best.end, first + 1)
        hits = [
            (rule, later)
            for rule, hit in hits
            if (later := hit if hit.start() >= at else rule.pattern.search(text, at, right)) is not None
        ]


def _length(match: Match) -> int:
    return match.end - match.start


def _match(rule: Rule, hit: regex.Match[str]) -> Match:
    values = hit.groups()
    groups = {name: value for name, n in hit.re.groupindex.items() if (value := values[n - 1]) is not None}
    start, end = hit.span("span" if groups.get("span") else 0)
    return Match(rule, start, end, groups)
