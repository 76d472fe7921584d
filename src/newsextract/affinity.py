"""How well a headline fits a body: by the words that they share.

Character pairs stand for words. A pair that few paragraphs have counts much, one that the whole page repeats counts
little, and the first paragraphs of a body count more than the rest, for they say what it is about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log
from operator import add
from typing import Literal

from newsextract.compiled import compiled

_PRINTED = compiled(r"[\p{Han}0-9A-Za-z.%]{2,}")
_HAN = compiled(r"\p{Han}")
_SINGLE = 0.2  # what a single character counts beside a pair: headlines shorten words
_LOOK_UP = 200  # terms: up to so many it is cheaper to look each up than to cut the text into pairs
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
    titled: bool = False  # a pointer that stands in one line with its title
    top: float = 0.0  # the widths of the columns that it begins and ends in, 0 where they are not known
    foot: float = 0.0
    main: bool = False  # a head that cannot be a subhead, or a pointer under the name of a series, not under a title


class Words:
    """In which paragraphs the words of the heads stand."""

    def __init__(self, units: list[Unit]) -> None:
        """Find each pair of the heads in the paragraphs, in one pass over the page."""
        self.terms = {n: _terms(unit.text) for n, unit in enumerate(units) if unit.kind == "head"}
        wanted = set[str]().union(*self.terms.values())
        places: dict[str, list[int]] = {term: [] for term in wanted}
        paragraphs = [unit.text for unit in units if unit.kind != "head"]
        for n, text in enumerate(paragraphs if wanted else ()):
            for term in _standing(wanted, text):
                places[term].append(n)
        self.marked: list[bool] = []  # whether a mark or a head stands where the paragraph begins
        closed = True
        for unit in units:
            if unit.kind != "head":
                self.marked.append(unit.opens or closed)
            closed = unit.closes or unit.kind != "text"
        full = log(2 + len(paragraphs))
        self._shares: dict[tuple[int, int, int], float] = {}
        rarity = [(log(1 + (1 + len(paragraphs)) / n) / full) ** 2 for n in range(1, len(paragraphs) + 1)]
        self._weighed = {  # by head: what each of its terms counts that stand anywhere, and in which paragraphs
            n: [(rarity[len(at) - 1] * (1 if len(term) > 1 else _SINGLE), at) for term in terms if (at := places[term])]
            for n, terms in self.terms.items()
        }

    def shared(self, head: int, start: int, end: int) -> float:
        """How much the paragraphs ``start`` to ``end`` share with a head, from 0 to 1."""
        if (head, start, end) not in self._shares:  # many ways to arrange a page ask the same
            self._shares[head, start, end] = self._share(head, start, end)
        return self._shares[head, start, end]

    def _share(self, head: int, start: int, end: int) -> float:
        found = sum(weight for weight, places in self._weighed[head] if _among(places, start, end))
        return 1 - exp(-found / max(_FEW, _PART * len(self.terms[head])))

    def fits(self, head: int, start: int, end: int) -> float:
        """The same, with more weight on the first paragraphs."""
        return (
            0.3 * self.shared(head, start, min(end, start + 1))
            + 0.5 * self.shared(head, start, min(end, start + 3))
            + 0.2 * self.shared(head, start, end)
        )


def _among(places: list[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _standing(terms: set[str], text: str) -> Iterable[str]:
    """The terms that stand in a text; many of them are looked up at once, so that cost stays linear."""
    if len(terms) <= _LOOK_UP:
        return (term for term in terms if term in text)
    return terms.intersection(map(add, text, text[1:])) | terms.intersection(text)


def _terms(head: str) -> tuple[str, ...]:
    """The pairs and characters of a head, in an order of their own: sums of floats must not depend on hashes."""
    terms = set(_HAN.findall(head))
    for match in _PRINTED.finditer(head):
        terms.update(map(add, match.group(), match.group()[1:]))
    return tuple(sorted(terms))
