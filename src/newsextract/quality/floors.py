"""Floors: scores that may not be lost. They stand in a file that a team commits, and only rise."""

from __future__ import annotations

import hashlib
import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from newsextract.errors import UsageError
from newsextract.quality.goldfiles import Gold

_PLACES = 3  # a floor is what was reached, cut off there


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors of one set of gold, which ``digest`` tells from any other; ``lowered`` says why one fell."""

    digest: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)
    lowered: tuple[str, ...] = ()


def parse_minimum(text: str) -> tuple[str, float]:
    """Read ``money.strict=0.98``; raises ``UsageError``."""
    name, _, number = text.partition("=")
    try:
        floor = float(number)
        if not 0 <= floor <= 1 or "." not in name:
            raise ValueError
    except ValueError:
        raise UsageError(f"--min {text}", "is no floor", "write it like money.strict=0.98") from None
    return name, floor


def digest_of(gold: Iterable[Gold]) -> str:
    """What tells one set of gold from another: its documents, in 16 hexadecimal digits."""
    parts = sorted(hashlib.sha256(one.path.read_bytes()).hexdigest() for one in gold)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def read_floors(path: Path) -> Floors:
    """Read a file of floors; one that is not there holds none. Raises ``UsageError`` where it makes no sense."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Floors()
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise UsageError(
            str(path), f"is no file of floors: {error}", "mend it or write it with --update-floors"
        ) from None
    unknown = data.keys() - {"gold", "floors", "lowered"}
    scores = data.get("floors", {})
    if unknown or not all(isinstance(floor, (int, float)) and 0 <= floor <= 1 for floor in scores.values()):
        raise UsageError(str(path), "is no file of floors", "it has gold, [floors] with numbers up to 1, and lowered")
    return Floors(data.get("gold", ""), scores, tuple(data.get("lowered", ())))


def below(scores: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Say which scores lie below their floors; a score that is not there lies below any."""
    return [
        f"{name} is {scores.get(name, 0.0):.4f}, below its floor {floor:g}"
        for name, floor in sorted(floors.items())
        if scores.get(name, 0.0) < floor
    ]


def raised(floors: Floors, scores: Mapping[str, float], digest: str, lower: str | None = None) -> Floors:
    """Raise floors to what is reached; with a reason to ``lower`` them, those that are not reached fall to it.

    Raises ``UsageError`` where one would fall without a reason.
    """
    reached = {name: math.floor(score * 10**_PLACES) / 10**_PLACES for name, score in scores.items()}
    falling = [name for name, floor in floors.scores.items() if reached.get(name, 0.0) < floor]
    if falling and not lower:
        raise UsageError(
            ", ".join(sorted(falling)), "would fall, and floors only rise", "give a reason: --allow-lower REASON"
        )
    kept = {name: reached.get(name, 0.0) for name in falling}
    new = {name: max(score, floors.scores.get(name, 0.0)) for name, score in reached.items()} | kept
    said = (*floors.lowered, f"{', '.join(sorted(falling))}: {lower}") if falling and lower else floors.lowered
    return Floors(digest, new, said)


def written(floors: Floors) -> str:
    """Write a file of floors."""
    import json

    lines = ["# Scores that may not be lost: newsextract check --floors FILE. They only rise.", ""]
    lines += [f'gold = "{floors.digest}"  # the gold that they were measured on']
    if floors.lowered:
        lines += ["lowered = [", *(f"  {json.dumps(reason, ensure_ascii=False)}," for reason in floors.lowered), "]"]
    lines += ["", "[floors]", *(f'"{name}" = {score:g}' for name, score in sorted(floors.scores.items()))]
    return "\n".join(lines) + "\n"
