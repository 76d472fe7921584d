"""How well a headline fits a body: by the words that they share.

Character pairs stand for words. A pair that few paragraphs have counts much, one that the whole page repeats counts
little, and the first paragraphs of a body count more than the rest, for they say what it is about.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import exp, log
from operator import add
from typing import Literal

from newsextract.compiled import compiled

_PRINTED = compiled(r"[\p{Han}0-9A-Za-z.%]{2,}")
_HAN = compiled(r"\p{Han}")
_SINGLE = 0.2  # what a single character counts beside a pair: headlines shorten words
_FEW, _PART = 1.2, 0.16  # how much has to be shared: at least so much, and more the longer the head is


@dataclass(slots=True)
class Unit:
    """A block, or blocks that cannot be told apart, as the walk sees it."""

    blocks: tuple[int, ...]
    kind: Literal["text", "head", "pointer"]
    text: str
    opens: bool = False  # a printed mark says that an article begins here
    closes: bool = False  # a printed mark says that one ends here
    goes_on: bool = False  # it cannot be the beginning of an article
    main: bool = False  # a head that cannot be a subhead, or a pointer under the name of a series, not under a title


class Words:
    """In which paragraphs the words of the heads stand."""

    def __init__(self, units: list[Unit]) -> None:
        """Find each pair of the heads in the paragraphs, in one pass over the page."""
        self.terms = {n: _terms(unit.text) for n, unit in enumerate(units) if unit.kind == "head"}
        wanted = set[str]().union(*self.terms.values())
        self.places: dict[str, list[int]] = {term: [] for term in wanted}
        paragraphs = [unit.text for unit in units if unit.kind != "head"]
        for n, text in enumerate(paragraphs if wanted else ()):
            for term in wanted.intersection(map(add, text, text[1:])):
                self.places[term].append(n)
            for term in wanted.intersection(text):
                self.places[term].append(n)
        self.marked: list[bool] = []  # whether a mark or a head stands where the paragraph begins
        closed = True
        for unit in units:
            if unit.kind != "head":
                self.marked.append(unit.opens or closed)
            closed = unit.closes or unit.kind != "text"
        full = log(2 + len(paragraphs))
        self._shares: dict[tuple[int, int, int], float] = {}
        self.weight = {
            term: (log(1 + (1 + len(paragraphs)) / len(at)) / full) ** 2 * (1 if len(term) > 1 else _SINGLE)
            for term, at in self.places.items()
            if at
        }

    def shared(self, head: int, start: int, end: int) -> float:
        """How much the paragraphs ``start`` to ``end`` share with a head, from 0 to 1."""
        if (head, start, end) not in self._shares:  # many ways to arrange a page ask the same
            self._shares[head, start, end] = self._share(head, start, end)
        return self._shares[head, start, end]

    def _share(self, head: int, start: int, end: int) -> float:
        terms = self.terms[head]
        found = sum(self.weight[term] for term in terms if self._among(term, start, end))
        return 1 - exp(-found / max(_FEW, _PART * len(terms)))

    def _among(self, term: str, start: int, end: int) -> bool:
        places = self.places[term]
        at = bisect_left(places, start)
        return at < len(places) and places[at] < end

    def fits(self, head: int, start: int, end: int) -> float:
        """The same, with more weight on the first paragraphs."""
        return (
            0.3 * self.shared(head, start, min(end, start + 1))
            + 0.5 * self.shared(head, start, min(end, start + 3))
            + 0.2 * self.shared(head, start, end)
        )


def _terms(head: str) -> tuple[str, ...]:
    """The pairs and characters of a head, in an order of their own: sums of floats must not depend on hashes."""
    terms = set(_HAN.findall(head))
    for match in _PRINTED.finditer(head):
        terms.update(map(add, match.group(), match.group()[1:]))
    return tuple(sorted(terms))
