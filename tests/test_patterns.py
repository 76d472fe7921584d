"""Every example, look-alike and gap of every shipped rule is one case; nobody edits this file to add a rule."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from newsextract.resources import package_folder
from newsextract.rulecheck import Case, cases
from newsextract.rules import ROOMS, compile_all, load

ROOT = Path(__file__).resolve().parent.parent
RULES = load()
CASES = list(cases(RULES, ROOMS))
GAP = pytest.mark.xfail(reason="a gap: what the rule does not find yet", strict=True)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.name, marks=[GAP] if case.section == "gaps" else []) for case in CASES]
)
def test_case(case: Case) -> None:
    fault = case.fault(RULES)
    assert fault is None, f"{case.rule.where}: {fault}"


def test_every_pattern_compiles() -> None:
    assert compile_all(RULES) == []


def test_every_kind_has_rules() -> None:
    assert {rule.kind for rule in RULES} == set(ROOMS)


def _lists() -> dict[str, list[str]]:
    read = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in (ROOT / "patterns").glob("*.toml")}
    lists = {f"{stem}.{name}": it for stem, data in read.items() for name, it in data.get("words", {}).items()}
    return {name: it.split() if isinstance(it, str) else it for name, it in lists.items() if not isinstance(it, dict)}


LISTS = _lists()


@pytest.mark.parametrize("name", sorted(LISTS))
def test_no_list_says_a_word_twice(name: str) -> None:
    assert [word for word, count in Counter(LISTS[name]).items() if count > 1] == []


def test_no_town_is_among_the_words_that_no_name_holds() -> None:
    """jieba takes 大连 and 永新 for adverbs; what it knows with 市, 县 or 港 behind is a place all the same."""
    dictionary = package_folder("jieba").joinpath("dict.txt").read_text(encoding="utf-8")
    lines = (line.split(" ") for line in dictionary.splitlines())
    places = {word[:-1] for word, _, tag in lines if tag == "ns" and len(word) == 3 and word[-1] in "市县港"}
    no_towns = {"新建", "自治", "避风", "各省", "各市", "各县", "延长", "如意"}
    assert set(RULES.rooms["project"].words["stop"]) & places <= no_towns
