"""Settle: overlapping readings of one kind → the ones we stand by.

Kinds do not compete: an amount may lie inside a project's name.
"""

from __future__ import annotations

from bisect import bisect_right

from newsextract.context import Outcome, Reading, Refusal


def settle(outcomes: list[Outcome]) -> list[Outcome]:
    """Keep the longest of the readings that overlap; ties go to the one that came first.

    Takes the outcomes of one kind in any order; gives the readings that stand and all refusals, in page order.
    """
    if not outcomes:
        return []
    kept: list[Reading] = []
    starts: list[int] = []
    readings = [o for o in outcomes if isinstance(o, Reading)]
    for reading in sorted(readings, key=lambda r: (r.start - r.end, r.start)):
        at = bisect_right(starts, reading.start)
        before_ends = kept[at - 1].end if at else 0
        after_starts = starts[at] if at < len(starts) else reading.end
        if before_ends <= reading.start and reading.end <= after_starts:
            kept.insert(at, reading)
            starts.insert(at, reading.start)
    refused = [o for o in outcomes if isinstance(o, Refusal)]
    return sorted([*kept, *refused], key=lambda o: o.start if isinstance(o, Reading) else o.match.start)
