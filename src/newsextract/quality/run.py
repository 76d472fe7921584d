"""A check: gold against what the rules find today, or against predictions that were made before."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any

from newsextract.errors import UsageError
from newsextract.pipeline import extract
from newsextract.quality.goldfiles import Gold
from newsextract.quality.goldshape import wrong_shape
from newsextract.quality.parsed import parsed
from newsextract.quality.scoring import Miss, PageScore, Tally, score_page, total
from newsextract.rules import RuleSet

_SAMPLES, _SEED = 1000, 20201  # of the bootstrap; one seed, so that a check says the same every time
_NO_DOCUMENT = "give what newsextract parse writes as json or jsonl"


@dataclass(frozen=True, slots=True)
class Checked:
    """One page with its scores."""

    gold: Gold
    score: PageScore


@dataclass(frozen=True, slots=True)
class Report:
    """A whole check: its pages, the sums, what lies below a floor, and what a baseline did not know or still knew.

    ``patterns`` is the folder of rules that it was made with, where it was not made with the shipped ones alone.
    """

    pages: list[Checked]
    tallies: dict[str, Tally]
    intervals: dict[str, tuple[float, float]]
    below: list[str] = field(default_factory=list)
    new: frozenset[str] | None = None
    mended: tuple[str, ...] = ()
    patterns: Path | None = None

    @property
    def scores(self) -> dict[str, float]:
        """F1 by ``type.score``, of what gold or the pages have: of nothing there is none."""
        return {name: tally.f1 for name, tally in self.tallies.items() if tally.gold or tally.found}

    def counts(self, gold: Gold, miss: Miss) -> bool:
        """Whether a disagreement is one to look at: all are, or those that a baseline did not know."""
        return self.new is None or miss_key(gold, miss) in self.new

    def worst_first(self) -> list[Checked]:
        """The pages, those with the most disagreements first."""
        return sorted(self.pages, key=lambda page: -len(page.score.misses))

    def misses(self) -> list[tuple[Gold, Miss]]:
        """All disagreements, those of the worst pages first."""
        return [(page.gold, miss) for page in self.worst_first() for miss in page.score.misses]


def check(golds: Iterable[Gold], *, rules: RuleSet | None = None, predictions: Path | None = None) -> Report:
    """Score every page of gold."""
    read = _Predictions(predictions) if predictions is not None else None
    pages = []
    for gold in golds:
        if read is not None:
            found = read.of(gold)
        else:
            name = gold.document["source"]["name"]
            document = extract(gold.source, published=gold.published, path=name, rules=rules)
            found = document.model_dump(mode="json")
        pages.append(Checked(gold, score_page(gold.document, found, gold.source.text)))
    scores = [page.score for page in pages]
    return Report(pages, total(scores), _intervals(scores))


def miss_key(gold: Gold, miss: Miss) -> str:
    """What a baseline calls a disagreement."""
    return f"{gold.path.name}: {miss.key}"


class _Predictions:
    """Documents that were made before: a folder with one for each gold file, a file of one, or of one a line."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines = None if path.is_dir() else self._read(path)

    def of(self, gold: Gold) -> dict[str, Any]:
        """Give the document of a page; raises ``UsageError`` where there is none, or one of another page."""
        name = gold.document["source"]["name"]
        if self._lines is None:
            names = (gold.path.name, f"{Path(name).stem}.json", f"{name}.json")
            place = next((self._path / one for one in names if (self._path / one).is_file()), self._path / names[0])
            documents = self._read(place)
        else:
            place, documents = self._path, self._lines
        same = [one for one in documents if one["source"].get("sha256") == gold.source.sha256]
        nameless = [one for one in documents if "sha256" not in one["source"] and one["source"].get("name") == name]
        if not same and not nameless:
            raise UsageError(str(place), f"holds no prediction of {name} as it is", "make it of the page that gold has")
        return (same or nameless)[0]

    @staticmethod
    def _read(path: Path) -> Sequence[dict[str, Any]]:
        try:
            text = path.read_text("utf-8")
            whole = path.suffix != ".jsonl"
            documents = [parsed(part) for part in ([text] if whole else text.split("\n")) if part.strip()]
        except FileNotFoundError:
            raise UsageError(str(path), "there is no such prediction", "name a folder that has one for each") from None
        except (OSError, ValueError) as error:
            raise UsageError(str(path), f"is no document: {error}", _NO_DOCUMENT) from None
        documents = documents[0] if whole and documents and isinstance(documents[0], list) else documents
        if wrong := next(filter(None, map(wrong_shape, documents)), None):
            raise UsageError(str(path), f"is no document: {wrong}", _NO_DOCUMENT)
        return documents


def _intervals(pages: list[PageScore]) -> dict[str, tuple[float, float]]:
    """The 95 % interval of each F1 over pages drawn with replacement (percentile bootstrap)."""
    if len(pages) < 2:
        return {}
    draw = random.Random(_SEED)
    drawn = [itemgetter(*draw.choices(range(len(pages)), k=len(pages))) for _ in range(_SAMPLES)]
    none = Tally()
    known: dict[tuple[tuple[int, ...], ...], tuple[float, float]] = {}
    intervals = {}
    for name in dict.fromkeys(name for page in pages for name in page.tallies):
        tallies = [page.tallies.get(name, none) for page in pages]
        columns = tuple(zip(*((t.hits, t.gold, t.found) for t in tallies), strict=True))
        if columns not in known:  # span, value and strict are often the same on every page
            values = sorted(Tally(*(sum(pick(column)) for column in columns)).f1 for pick in drawn)
            known[columns] = values[int(0.025 * len(values))], values[int(0.975 * (len(values) - 1))]
        intervals[name] = known[columns]
    return intervals
