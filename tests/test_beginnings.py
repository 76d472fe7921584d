"""What a pattern is tried by: wherever it matches, one of the words that were told from it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from newsextract.beginnings import beginnings
from newsextract.paste import paste
from newsextract.rules import CELL, Rule, load
from newsextract.vocabulary import vocabulary

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
PROJECT = load().rooms["project"]
SKETCHED = [rule for rule in PROJECT.rules if rule.begins and rule.constants.get("reads") != CELL]
WORDS = {"work": {"开工": "", "投产": "", "开": ""}, "unit": {"元": "", "亿元": ""}}
PARTS = {"told": r"\L<work>|(?:已经?)?建成", "past": r"[了过]"}
PIECES = (
    r"\L<work>",
    r"(?&told)",
    "开工",
    "[开投]产?",
    "(?:已|正)?",
    "(?<=元)",
    "(?!投)",
    "(?=开|投产)",
    "^",
    "产{0,2}",
    "经+",
    r"\d",
    "[^开]",
)
patterns = st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join), min_size=1, max_size=3).map(
    "|".join
)
texts = st.lists(st.sampled_from([*"开工投产已经建成元正1。"]), max_size=12).map("".join)


@given(patterns, texts)
def test_every_match_begins_with_one_of_the_words(pattern: str, text: str) -> None:
    words = beginnings(pattern, PARTS, WORDS)
    for match in regex.finditer(paste(pattern, PARTS, WORDS), text) if words else ():
        assert text.startswith(words, match.start())


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        (r"(?<=厂)(?!的)投产|\L<unit>", ("投产", "元", "亿元")),
        (r"(?:已|正)?开工", ("已", "正", "开工")),
        (r"产?开工", ("产", "开工")),
        (r"开工?", ("开",)),
        (r"(?&told)", ("开工", "投产", "开", "已", "建成")),
        (r"(?=开工|投产)(?:.{4})", ("开工", "投产")),
        (r"[、和]开工", ("、", "和")),
        (r"开工|", ()),
        (r"\d+元", ()),
        (r"[^，]开工", ()),
        (r"(?:开工)?", ()),
        (r".开工", ()),
    ],
)
def test_words_that_a_pattern_begins_with(pattern: str, told: tuple[str, ...]) -> None:
    assert beginnings(pattern, PARTS, WORDS) == told


@pytest.mark.parametrize("rule", SKETCHED, ids=lambda rule: rule.id)
def test_a_sketch_matches_where_its_words_stand(rule: Rule) -> None:
    sketch = rule.sketched
    assert sketch is not None
    told = [example.text for other in PROJECT.rules for example in (*other.examples, *other.gaps)]
    read = [page.read_text(encoding="utf-8") for page in SAMPLES]
    hits = [(text, hit) for text in [*told, *read] for hit in sketch.finditer(text)]
    assert hits
    assert all(text.startswith(rule.begins, hit.start()) for text, hit in hits)


def test_what_is_cut_out_is_cut_where_its_words_stand() -> None:
    words = vocabulary(PROJECT).cut_words
    hits = [
        (run, hit)
        for page in SAMPLES
        for run in regex.findall(r"\p{Han}+", page.read_text(encoding="utf-8"))
        for hit in PROJECT.compile("(?&cut)").finditer(run)
    ]
    assert len(hits) > len(SAMPLES)
    assert all(run.startswith(words, hit.start()) or run[hit.start() + 1] == "和" for run, hit in hits)
