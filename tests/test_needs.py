"""What stands in a text: both ways to look it up say the same."""

from __future__ import annotations

import pickle
from functools import reduce
from operator import or_

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.needs import Index, commonness
from newsextract.rules import load

WORDS = ("元", "亿元", "万元", "开工", "工", "改造", "改造工程", "工程", "程开", "。开", "三期", "期")
texts = st.lists(st.sampled_from([*WORDS, "。", "，", "桥", "\n", "a"]), max_size=30).map("".join)


def index() -> Index:
    found = Index()
    found.add([((word,),) for word in WORDS])
    found.add([(("亿元", "三期"), ("改造",))])
    return found


def spans(text: str, cuts: list[int]) -> list[tuple[int, int]]:
    ends = sorted({min(cut, len(text)) for cut in cuts} | {len(text)})
    return list(zip([0, *ends], ends, strict=False))


def alone(text: str) -> int:
    """The bits of each word that Python finds in a text, looked up apart from the index."""
    known = index()
    asked = [(word,) for word in WORDS if word in text]
    asked += [entry for entry in (("亿元", "三期"), ("改造",)) if any(word in text for word in entry)]
    bits = 0
    for entry in asked:
        bits |= known.asked((entry,))
    return bits


@given(texts, st.lists(st.integers(0, 60), max_size=5))
def test_words_stand_where_python_finds_them(text: str, cuts: list[int]) -> None:
    parts = spans(text, cuts)
    assert index().seen_in(text, parts).bits == [alone(text[start:end]) for start, end in parts]


@given(texts, st.lists(st.integers(0, 60), max_size=5))
def test_words_begin_where_python_finds_them(text: str, cuts: list[int]) -> None:
    pytest.importorskip("ahocorasick_rs")
    parts, known = spans(text, cuts), index()
    seen = known.seen_in(text, parts)
    for n, (start, end) in enumerate(parts):
        places = {at for at in range(start, end) for word in ("亿元", "三期") if text.startswith(word, at, end)}
        found = seen.starts(n, known.bit(("亿元", "三期")))
        assert found is not None
        assert {at for at in found if at >= start} == places


@given(texts, st.lists(st.integers(0, 60), max_size=5), st.integers(1, 20))
def test_what_follows_stands_in_the_next_spans(text: str, cuts: list[int], ahead: int) -> None:
    parts, known = spans(text, cuts), index()
    seen = known.seen_in(text, parts)
    for n, (_, end) in enumerate(parts):
        near = [
            bits for (start, _), bits in zip(parts[n + 1 :], seen.bits[n + 1 :], strict=True) if start < end + ahead
        ]
        assert seen.following(n, parts, ahead) == reduce(or_, near, 0)


def test_long_words_and_rare_letters_are_rarer() -> None:
    assert commonness(("的",)) > commonness(("建",)) > commonness(("镑",)) > commonness(("英镑",))
    assert commonness(("元", "镑")) > commonness(("元",))


@given(texts, st.lists(st.integers(0, 60), max_size=5))
def test_without_the_automaton_it_is_the_same(text: str, cuts: list[int]) -> None:
    pytest.importorskip("ahocorasick_rs")
    parts = spans(text, cuts)
    plain = index()
    plain._scan = None
    assert plain.seen_in(text, parts).bits == index().seen_in(text, parts).bits


@given(texts, st.lists(st.integers(0, 60), max_size=5))
def test_an_index_of_what_another_knows_is_like_it(text: str, cuts: list[int]) -> None:
    parts = spans(text, cuts)
    first = index()
    known = pickle.loads(pickle.dumps(first.known()))
    plain = Index.of(known)
    plain._scan = None
    for again in (Index.of(known), plain):
        assert again.seen_in(text, parts).bits == first.seen_in(text, parts).bits
        assert again.asked((("亿元", "三期"), ("元",))) == first.asked((("亿元", "三期"), ("元",)))


def test_every_word_of_the_rules_is_found_alone() -> None:
    found = next(iter(load().rooms.values())).index
    for word, bits in found._words.items():
        assert found.standing(f"，{word}，") & bits == bits


def test_half_a_surrogate_pair_is_text_without_words() -> None:
    assert index().standing("\ud800改造") == index().asked((("改造",),))
