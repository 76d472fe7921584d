"""Floors: scores that may not be lost. They stand in a file that a team commits, and only rise."""

from __future__ import annotations

import hashlib
import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from newsextract.errors import UsageError
from newsextract.quality.goldfiles import Gold
from newsextract.quality.scoring import SCORES

_PLACES = 3  # a floor is what was reached, cut off there


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors of one set of gold, which ``digest`` tells from any other; ``lowered`` says why one fell."""

    digest: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)
    lowered: tuple[str, ...] = ()


def parse_minimum(text: str, option: str = "--min") -> tuple[str, float]:
    """Read ``money.strict=0.98``; raises ``UsageError``, which says what ``option`` it was given by."""
    name, _, number = text.partition("=")
    try:
        floor = float(number)
        if not 0 <= floor <= 1:
            raise ValueError
    except ValueError:
        raise UsageError(f"{option} {text}", "is no floor", "write it like money.strict=0.98") from None
    _check_names([name], f"{option} {text}")
    return name, floor


def _check_names(names: Iterable[str], where: str) -> None:
    """Refuse a score that nobody measures: its floor would hold whatever comes."""
    for name in names:
        if name not in SCORES:
            close = get_close_matches(name, SCORES, n=1)
            meant = f"did you mean {close[0]}?" if close else f"there are {', '.join(SCORES)}"
            raise UsageError(where, f"there is no score {name!r}", meant)


def digest_of(gold: Iterable[Gold]) -> str:
    """What tells one set of gold from another: its documents, in 16 hexadecimal digits."""
    parts = sorted(hashlib.sha256(one.path.read_bytes()).hexdigest() for one in gold)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def read_floors(path: Path) -> Floors:
    """Read a file of floors. Raises ``UsageError`` where it is not there or makes no sense."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise UsageError(str(path), "no such file", "check the path, or write it with --update-floors") from None
    except (OSError, ValueError) as error:
        raise UsageError(
            str(path), f"is no file of floors: {error}", "mend it or write it with --update-floors"
        ) from None
    unknown = data.keys() - {"gold", "floors", "lowered"}
    digest, scores, lowered = data.get("gold", ""), data.get("floors", {}), data.get("lowered", [])
    sound = isinstance(digest, str) and isinstance(scores, dict) and isinstance(lowered, list) and not unknown
    if not sound or not all(type(floor) in (int, float) and 0 <= floor <= 1 for floor in scores.values()):
        raise UsageError(str(path), "is no file of floors", "it has gold, [floors] with numbers up to 1, and lowered")
    _check_names(scores, str(path))
    return Floors(digest, scores, tuple(map(str, lowered)))


def applied(floors: Floors, digest: str, where: str) -> Mapping[str, float]:
    """Give the floors that hold for gold of this ``digest``; raises ``UsageError`` where there are none, or they are of
    other gold.
    """
    if not floors.scores:
        raise UsageError(where, "holds no floors", "measure them with --update-floors, or leave --floors away")
    if floors.digest and floors.digest != digest:
        raise UsageError(
            where,
            f"was measured on other gold ({floors.digest}; this is {digest})",
            "measure it again with --update-floors, and where one falls by it with --allow-lower REASON",
        )
    return floors.scores


def below(scores: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Say which scores lie below their floors.

    Raises ``UsageError`` for the floor of a score that there is not: neither gold nor the pages have such a thing.
    """
    if absent := sorted(name for name, floor in floors.items() if floor and name not in scores):
        raise UsageError(
            ", ".join(absent), "is measured on nothing here", "leave the floor out, or add gold that has it"
        )
    return [
        f"{name} is {scores[name]:.4f}, below its floor {floor:g}"
        for name, floor in sorted(floors.items())
        if floor and scores[name] < floor
    ]


def raised(floors: Floors, scores: Mapping[str, float], digest: str, lower: str | None = None) -> Floors:
    """Raise floors to what is reached; with a reason to ``lower`` them, those that are not reached fall to it.

    Raises ``UsageError`` where one would fall without a reason.
    """
    reached = {name: math.floor(score * 10**_PLACES) / 10**_PLACES for name, score in scores.items()}
    falling = sorted(name for name, floor in floors.scores.items() if reached.get(name, 0.0) < floor)
    fallen = ", ".join(f"{name} {floors.scores[name]:g} → {reached.get(name, 0.0):g}" for name in falling)
    if falling and not lower:
        raise UsageError(fallen, "would fall, and floors only rise", "give a reason: --allow-lower REASON")
    kept = {name: reached.get(name, 0.0) for name in falling}
    new = {name: max(score, floors.scores.get(name, 0.0)) for name, score in reached.items()} | kept
    said = (*floors.lowered, f"{fallen}: {lower}") if falling and lower else floors.lowered
    return Floors(digest, new, said)


def written(floors: Floors) -> str:
    """Write a file of floors."""
    import json

    lines = ["# Scores that may not be lost: newsextract check --floors FILE. They only rise.", ""]
    lines += [f'gold = "{floors.digest}"  # the gold that they were measured on']
    if floors.lowered:  # why a floor fell, each time that one did
        lines += ["lowered = [", *(f"  {json.dumps(reason, ensure_ascii=False)}," for reason in floors.lowered), "]"]
    lines += ["", "[floors]", *(f'"{name}" = {score:g}' for name, score in sorted(floors.scores.items()))]
    return "\n".join(lines) + "\n"
