"""How far two annotators agree, type by type, and every place where they do not.

Of spans: F1 with either as gold, which is the same both ways, and Cohen's kappa over the characters of the page, white
space aside, each of which lies in a record of the type or does not. F1 is what to look at: most characters lie in no
record, so agreement by chance is high, and kappa of a rare type leaps with one record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from newsextract.errors import UsageError
from newsextract.quality.goldfiles import Gold
from newsextract.quality.scoring import Miss, PageScore, Tally, score_page, total
from newsextract.records import KINDS

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two sets of gold of the same pages: scores by ``type.score``, kappa by type, and disagreements by page.

    In a miss ``expected`` is what the first annotator says and ``found`` what the second does.
    """

    tallies: dict[str, Tally]
    kappas: dict[str, float | None]
    misses: list[tuple[Gold, Miss]]


@dataclass(slots=True)
class _Characters:
    """Of the characters of pages, how many there are, and how many lie in a record of either and of both."""

    all: int = 0
    one: int = 0
    other: int = 0
    both: int = 0

    def kappa(self) -> float | None:
        """Cohen's kappa; None where neither ever marks anything, or both mark everything."""
        if not self.all:
            return None
        one, other = self.one / self.all, self.other / self.all
        chance = one * other + (1 - one) * (1 - other)
        agreed = (self.all - self.one - self.other + 2 * self.both) / self.all
        return (agreed - chance) / (1 - chance) if chance < 1 else None


def compare(pairs: Iterable[tuple[Gold, Gold]]) -> Agreement:
    """Compare gold of the same pages; raises ``UsageError`` where a pair is of two pages."""
    scores: list[PageScore] = []
    characters = {kind: _Characters() for kind in KINDS}
    misses: list[tuple[Gold, Miss]] = []
    for one, other in pairs:
        if one.source.sha256 != other.source.sha256:
            raise UsageError(str(other.path), f"is gold of another page than {one.path}", "compare gold of one page")
        first, second = _scored(one.document, other.document)
        score = score_page(first, second, one.source.text)
        scores.append(score)
        misses += [(one, miss) for miss in score.misses]
        printed = {at for at, c in enumerate(one.source.text) if not c.isspace()}
        for kind, counts in characters.items():
            ours, theirs = _marked(first, kind) & printed, _marked(second, kind) & printed
            counts.all += len(printed)
            counts.one += len(ours)
            counts.other += len(theirs)
            counts.both += len(ours & theirs)
    return Agreement(total(scores), {kind: counts.kappa() for kind, counts in characters.items()}, misses)


def _scored(one: Json, other: Json) -> tuple[Json, Json]:
    """Both documents without what either of them leaves out; a record that both have counts all the same."""
    left_out: set[int] = set()
    for document in (one, other):
        for ignored in document.get("ignore") or ():
            left_out.update(range(*ignored["span"]))
    shared = _places(one) & _places(other)
    first, second = (
        {
            **document,
            "ignore": None,
            "records": [
                r for r in document["records"] if _place(r) in shared or left_out.isdisjoint(range(*r["span"]))
            ],
        }
        for document in (one, other)
    )
    return first, second


def _place(record: Json) -> tuple[str, int, int]:
    start, end = record["span"]
    return record["type"], start, end


def _places(document: Json) -> set[tuple[str, int, int]]:
    return set(map(_place, document["records"]))


def _marked(document: Json, kind: str) -> set[int]:
    return {at for record in document["records"] if record["type"] == kind for at in range(*record["span"])}
