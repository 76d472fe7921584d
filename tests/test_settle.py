"""Of overlapping readings of one kind the longest stands; what was refused stays on record."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsextract.context import Outcome, Reading, Refusal
from newsextract.find import Match
from newsextract.rules import Rule
from newsextract.settle import settle

RULE = Rule("money", "amount", "why", "x", {}, (), (), (), "money.toml:1")


def reading(start: int, end: int, tag: int = 0) -> Reading:
    return Reading(Match(RULE, start, end, {}), start, end, {"tag": tag})


def refusal(start: int, end: int) -> Refusal:
    return Refusal(Match(RULE, start, end, {}), "no such day")


spans = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda s: (s[0], s[0] + s[1]))


def test_keeps_the_longest() -> None:
    assert settle([reading(5, 10), reading(3, 10), reading(8, 14)]) == [reading(3, 10)]


def test_a_tie_goes_to_the_one_that_came_first() -> None:
    assert settle([reading(3, 8, 1), reading(3, 8, 2)]) == [reading(3, 8, 1)]
    assert settle([reading(5, 9), reading(3, 7)]) == [reading(3, 7)]


def test_neighbours_that_only_touch_both_stand() -> None:
    assert settle([reading(5, 9), reading(0, 5)]) == [reading(0, 5), reading(5, 9)]


def test_a_refusal_neither_competes_nor_is_lost() -> None:
    assert settle([refusal(0, 9), reading(3, 6), refusal(4, 5)]) == [refusal(0, 9), reading(3, 6), refusal(4, 5)]


@given(st.lists(spans, max_size=30), st.lists(spans, max_size=5))
def test_what_stands_never_overlaps_and_what_fell_overlaps_something_as_long(
    read: list[tuple[int, int]], refused: list[tuple[int, int]]
) -> None:
    outcomes: list[Outcome] = [*(reading(s, e) for s, e in read), *(refusal(s, e) for s, e in refused)]
    settled = settle(outcomes)
    kept = [(o.start, o.end) for o in settled if isinstance(o, Reading)]
    assert all(a[1] <= b[0] for a, b in pairwise(kept))
    assert sorted((o.match.start, o.match.end) for o in settled if isinstance(o, Refusal)) == sorted(refused)
    for start, end in read:
        assert any(s < end and start < e and e - s >= end - start for s, e in kept)


@given(st.lists(spans, max_size=20, unique=True), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter_between_different_spans(read: list[tuple[int, int]], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(read)
    chance.shuffle(shuffled)
    assert settle([reading(s, e) for s, e in read]) == settle([reading(s, e) for s, e in shuffled])
