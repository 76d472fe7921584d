"""How well the samples are read, by a scorer that shares no code with the package. Floors only rise.

``python tests/test_samples.py`` prints today's scores. To raise the floors, write them into ``floors.json``.
"""

from __future__ import annotations

import json
import subprocess
import unicodedata
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import newsextract

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "samples"
FLOORS: dict[str, float] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
TYPES = ("money", "percent", "date", "project")


def number(text: str | None) -> str | None:
    return None if text is None else format(Decimal(text).normalize(), "f")


def value(record: dict[str, Any]) -> tuple[Any, ...]:
    """What a record says, in a form that can be compared."""
    match record["type"]:
        case "money":
            return (*(number(record[k]) for k in ("amount", "low", "high")), record["currency"])
        case "percent":
            return (*(number(record[k]) for k in ("value", "low", "high")), record["unit"])
        case "date":
            return record["start"], record["end"]
        case _:
            return ("".join(unicodedata.normalize("NFKC", record["name"]).split()),)


def f1(gold: Counter[Any], found: Counter[Any]) -> float:
    hits = (gold & found).total()
    return 2 * hits / (gold.total() + found.total()) if gold.total() + found.total() else 1.0


def scored(record: dict[str, Any], gold: dict[str, Any]) -> bool:
    """A record on a span to ignore counts neither way, unless gold has that very span."""
    start, end = record["span"]
    if any(g["type"] == record["type"] and g["span"] == record["span"] for g in gold["records"]):
        return True
    return not any(start < e and s < end for s, e in (i["span"] for i in gold.get("ignore", [])))


@cache
def scores() -> dict[str, float]:
    counts: dict[str, list[Counter[Any]]] = {}
    for path in sorted(SAMPLES.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        page = newsextract.parse_file(path.with_suffix(".txt"), published=gold["published"])
        found = json.loads(page.model_dump_json())
        for side, document in enumerate((gold, found)):
            for record in document["records"]:
                if side == 0 or scored(record, gold):
                    where = (path.stem, *record["span"])
                    kind = record["type"]
                    counts.setdefault(f"{kind}.span", [Counter(), Counter()])[side][where] += 1
                    counts.setdefault(f"{kind}.strict", [Counter(), Counter()])[side][where, value(record)] += 1
            for fact in document["facts"]:
                said = path.stem, fact["project"], fact["field"], fact["value"]
                counts.setdefault("facts.value", [Counter(), Counter()])[side][said] += 1
    return {name: f1(*pair) for name, pair in sorted(counts.items())}


def test_every_score_has_a_floor() -> None:
    assert set(FLOORS) == {*(f"{kind}.{score}" for kind in TYPES for score in ("span", "strict")), "facts.value"}
    assert all(0 <= floor <= 1 for floor in FLOORS.values())


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_a_score_stands_on_its_floor(name: str) -> None:
    assert scores().get(name, 0.0) >= FLOORS[name], f"{name} fell to {scores().get(name, 0.0):.3f}"


def test_floors_only_rise() -> None:
    """Against the versions that were committed before, where there is a history to look at."""
    git = ["git", "-C", str(HERE)]
    log = subprocess.run(
        [*git, "log", "-2", "--format=%H", "--", "floors.json"], capture_output=True, text=True, check=False
    )
    revisions = log.stdout.split() if log.returncode == 0 else []
    for revision in revisions:
        shown = subprocess.run([*git, "show", f"{revision}:./floors.json"], capture_output=True, text=True, check=True)
        before: dict[str, float] = json.loads(shown.stdout)
        assert {name: floor for name, floor in before.items() if FLOORS.get(name, 0.0) < floor} == {}
    assert log.returncode != 0 or len(revisions) <= 2


def test_the_scorer_knows_right_from_wrong() -> None:
    gold = Counter({("a", 1): 1, ("b", 2): 1})
    assert f1(gold, gold) == 1.0
    assert f1(gold, Counter()) == 0.0
    assert f1(gold, Counter({("a", 1): 1})) == pytest.approx(2 / 3)
    ignoring = {"records": [], "ignore": [{"span": [3, 6]}]}
    assert not scored({"type": "date", "span": [5, 7]}, ignoring)
    assert scored({"type": "date", "span": [6, 7]}, ignoring)


if __name__ == "__main__":
    print(json.dumps({name: round(score, 3) for name, score in scores().items()}, indent=1))
