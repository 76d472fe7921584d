"""Stage 4, find: repaired text × rules → matches.

No rule is tried in a sentence that has not what it needs. Of all rules the first match wins, at one place the longest,
and between equals the rule that is written first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import regex

from newsextract.compiled import compiled
from newsextract.needs import Needs, Standing, stand
from newsextract.repair import Clean
from newsextract.rules import Room, Rule
from newsextract.traditional import shadow

_SENTENCE_END = compiled(r"[。！？；\n]|……")
_CLAUSE_END = compiled(r"[，。！？；：\n]")
_REACH = 400  # no clause is looked at further than so from what it is asked for, so that cost stays linear
_LONGEST = 20_000  # a "sentence" of a page without punctuation is cut here, so that cost stays linear


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the page in repaired text; ``head`` where it reads as a headline or subhead."""

    start: int
    end: int
    head: bool


@dataclass(frozen=True)
class Page:
    """Repaired text with its blocks and sentences; what every room looks at."""

    clean: Clean
    heads: tuple[bool, ...] = ()

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
    def text(self) -> str:
        """The repaired text as the rules see it: traditional characters read as simplified ones."""
        return shadow(self.clean.text)

    @cached_property
    def standing(self) -> Standing:
        """What stands in ``text`` of the words that rules need."""
        return Standing(self.text)

    @cached_property
    def _ends(self) -> list[int]:
        """Where sentences end, exclusive, mark included."""
        ends = [m.end() for m in _SENTENCE_END.finditer(self.text)]
        if not ends or ends[-1] < len(self.text):
            ends.append(len(self.text))
        return ends

    def sentence(self, at: int) -> tuple[int, int]:
        """Give the span of the sentence (up to 。！？； or a block's end) that holds offset ``at``."""
        n = bisect_right(self._ends, at)
        if n == len(self._ends):
            n -= 1
        return (self._ends[n - 1] if n else 0), self._ends[n]

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Give the spans of all sentences, in order."""
        start = 0
        for end in self._ends:
            yield start, end
            start = end

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the clause (up to a comma or stronger mark) round ``start``–``end``."""
        left, right = self.sentence(start)
        left, right = max(left, start - _REACH), min(right, end + _REACH)
        for match in _CLAUSE_END.finditer(self.text, left, start):
            left = match.end()
        stop = _CLAUSE_END.search(self.text, end, right)
        return left, stop.start() if stop else right


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's hit: the clean span of the record to be, and the named groups with their clean spans."""

    rule: Rule
    start: int
    end: int
    groups: dict[str, str]
    places: dict[str, int]

    def get(self, *names: str) -> str | None:
        """Give the text of the first of these groups that took part."""
        for name in names:
            if self.groups.get(name):
                return self.groups[name]
        return None


def find(page: Page, room: Room) -> list[Match]:
    """Give the matches of one kind, in page order, none overlapping another."""
    text = page.text
    tried = room.tried(page.standing)
    matches: list[Match] = []
    for left, right in _candidates(page, tried, room):
        sentence = text[left:right]
        rules = [rule for rule, needs in tried if stand(needs, sentence) and rule.looks_like(sentence)]
        matches += _in_sentence(text, left, right, rules)
    return matches


def _candidates(page: Page, tried: list[tuple[Rule, Needs]], room: Room) -> Iterator[tuple[int, int]]:
    """Give the spans of the sentences that hold the first need of some rule, or the anchor if a rule has no needs."""
    hits: dict[tuple[int, int], int] = {}  # the first hit of each sentence
    for word in {word for _, needs in tried if needs for word in needs[0]}:
        at = page.text.find(word)
        while at >= 0:
            span = page.sentence(at)
            hits[span] = min(at, hits.get(span, at))
            at = page.text.find(word, span[1])
    if not all(needs for _, needs in tried):
        hit = room.anchored.search(page.text)
        while hit is not None:
            span = page.sentence(hit.start())
            hits[span] = min(hit.start(), hits.get(span, hit.start()))
            hit = room.anchored.search(page.text, span[1])
    for (left, right), at in sorted(hits.items()):
        yield max(left, at - _LONGEST), right


def _in_sentence(text: str, left: int, right: int, rules: list[Rule]) -> Iterator[Match]:
    """Give the matches of one sentence: the first of the next hits of its rules; at one place the longest."""
    hits = [(rule, hit) for rule in rules if (hit := rule.pattern.search(text, left, right)) is not None]
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
    groups = {name: value for name, value in hit.groupdict().items() if value is not None}
    start, end = hit.span("span" if groups.get("span") else 0)
    return Match(rule, start, end, groups, {name: hit.start(name) for name in groups})
