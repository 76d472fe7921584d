"""What gold says of every single record: right, wrong in its value or its characters, missed, or surplus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from newsextract.quality.scoring import PageScore, agree, pairs, score_page
from newsextract.quality.values import attributes
from newsextract.records import KINDS

Json = Mapping[str, Any]


class Verdict(StrEnum):
    """What became of a record."""

    RIGHT = "right"
    VALUE = "wrong value"
    SPAN = "wrong span"
    MISSED = "missed"
    SURPLUS = "surplus"
    IGNORED = "not scored"


@dataclass(frozen=True, slots=True)
class Judged:
    """One record of gold, one that was found, or both where they meet."""

    verdict: Verdict
    expected: Json | None
    found: Json | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A page against its gold: every record with its verdict, and the page's scores."""

    gold: str
    judged: tuple[Judged, ...]
    score: PageScore


def compare(gold: Json, found: Json, text: str, *, name: str) -> Compared:
    """Judge a document, as JSON, by gold; ``text`` is the page, ``name`` what the gold is called."""
    judged = [
        Judged(_verdict(expected, other), expected, other)
        for kind in KINDS
        for expected, other in pairs(kind, gold, found)
    ]
    scored = {one.found["id"] for one in judged if one.found is not None}
    judged += [Judged(Verdict.IGNORED, None, record) for record in found["records"] if record["id"] not in scored]
    return Compared(name, tuple(judged), score_page(gold, found, text))


def _verdict(expected: Json | None, found: Json | None) -> Verdict:
    if expected is None:
        return Verdict.SURPLUS
    if found is None:
        return Verdict.MISSED
    if agree(expected, found):
        return Verdict.RIGHT
    return Verdict.SPAN if attributes(expected) == attributes(found) else Verdict.VALUE
