"""A check: gold against what the rules find today, or against predictions that were made before."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsextract.errors import UsageError
from newsextract.pipeline import extract
from newsextract.quality.goldfiles import Gold
from newsextract.quality.scoring import Miss, PageScore, Tally, score_page, total
from newsextract.rules import RuleSet

_SAMPLES, _SEED = 1000, 20201  # of the bootstrap; one seed, so that a check says the same every time


@dataclass(frozen=True, slots=True)
class Checked:
    """One page with its scores."""

    gold: Gold
    score: PageScore


@dataclass(frozen=True, slots=True)
class Report:
    """A whole check: its pages, the sums, what lies below a floor, and what a baseline did not know or still knew."""

    pages: list[Checked]
    tallies: dict[str, Tally]
    intervals: dict[str, tuple[float, float]]
    below: list[str] = field(default_factory=list)
    new: frozenset[str] | None = None
    mended: tuple[str, ...] = ()

    @property
    def scores(self) -> dict[str, float]:
        """F1 by ``type.score``."""
        return {name: tally.f1 for name, tally in self.tallies.items()}

    def counts(self, gold: Gold, miss: Miss) -> bool:
        """Whether a disagreement is one to look at: all are, or those that a baseline did not know."""
        return self.new is None or miss_key(gold, miss) in self.new

    def misses(self) -> list[tuple[Gold, Miss]]:
        """All disagreements, those of the worst pages first."""
        worst = sorted(self.pages, key=lambda page: -len(page.score.misses))
        return [(page.gold, miss) for page in worst for miss in page.score.misses]


def check(golds: Iterable[Gold], *, rules: RuleSet | None = None, predictions: Path | None = None) -> Report:
    """Score every page of gold."""
    pages = []
    for gold in golds:
        if predictions is not None:
            found = _predicted(gold, predictions)
        else:
            name = gold.document["source"]["name"]
            document = extract(gold.source, published=gold.published, path=name, rules=rules)
            found = document.model_dump(mode="json")
        pages.append(Checked(gold, score_page(gold.document, found, gold.source.text)))
    return Report(pages, total(page.score for page in pages), _intervals([page.score for page in pages]))


def miss_key(gold: Gold, miss: Miss) -> str:
    """What a baseline calls a disagreement."""
    return f"{gold.path.name}: {miss.key}"


def _predicted(gold: Gold, predictions: Path) -> dict[str, Any]:
    path = predictions / gold.path.name if predictions.is_dir() else predictions
    try:
        found = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise UsageError(
            str(path), f"no prediction for {gold.path.name}", "name a folder that has one for each"
        ) from None
    except (OSError, ValueError) as error:
        raise UsageError(str(path), f"is no document: {error}", "give what newsextract parse -f json writes") from None
    if not isinstance(found, dict) or "records" not in found:
        raise UsageError(str(path), "is no document", "give what newsextract parse -f json writes")
    return found


def _intervals(pages: list[PageScore]) -> dict[str, tuple[float, float]]:
    """The 95 % interval of each F1 over pages drawn with replacement (percentile bootstrap)."""
    draw = random.Random(_SEED)
    drawn: dict[str, list[float]] = {}
    for _ in range(_SAMPLES if len(pages) > 1 else 0):
        sums: dict[str, list[int]] = {}
        for page in draw.choices(pages, k=len(pages)):
            for name, tally in page.tallies.items():
                counts = sums.setdefault(name, [0, 0, 0])
                counts[0] += tally.hits
                counts[1] += tally.gold
                counts[2] += tally.found
        for name, counts in sums.items():
            drawn.setdefault(name, []).append(Tally(*counts).f1)
    intervals = {}
    for name, values in drawn.items():
        values.sort()
        intervals[name] = (values[int(0.025 * len(values))], values[int(0.975 * (len(values) - 1))])
    return intervals
