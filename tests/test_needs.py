"""What stands in a text: both ways to look it up say the same."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.needs import Index
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
    assert index().standing_in(text, parts) == [alone(text[start:end]) for start, end in parts]


@given(texts, st.lists(st.integers(0, 60), max_size=5))
def test_without_the_automaton_it_is_the_same(text: str, cuts: list[int]) -> None:
    pytest.importorskip("ahocorasick_rs")
    parts = spans(text, cuts)
    plain = index()
    plain._scan = None
    assert plain.standing_in(text, parts) == index().standing_in(text, parts)


@given(texts, st.lists(st.integers(0, 60), max_size=5))
def test_an_index_of_what_another_knows_is_like_it(text: str, cuts: list[int]) -> None:
    parts = spans(text, cuts)
    first = index()
    known = pickle.loads(pickle.dumps(first.known()))
    plain = Index.of(known)
    plain._scan = None
    for again in (Index.of(known), plain):
        assert again.standing_in(text, parts) == first.standing_in(text, parts)
        assert again.asked((("亿元", "三期"), ("元",))) == first.asked((("亿元", "三期"), ("元",)))


def test_every_word_of_the_rules_is_found_alone() -> None:
    found = next(iter(load().rooms.values())).index
    for word, bits in found._words.items():
        assert found.standing(f"，{word}，") & bits == bits


def test_half_a_surrogate_pair_is_text_without_words() -> None:
    assert index().standing("\ud800改造") == index().asked((("改造",),))
