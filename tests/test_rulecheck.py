"""What the check of rules must notice; the shipped rules themselves are the cases of test_patterns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from newsextract.rulecheck import Report, check
from newsextract.rules import ROOMS, RuleSet, load

RULE = """kind = "money"
anchor = "贝"

[[rule]]
id = "shells"
why = "Shells are counted."
pattern = '(?<amount>\\d+)贝'
"""
DATES = """kind = "date"
[[rule]]
id = "relative-day"
why = "In the place of the shipped rule."
pattern = '(?<relday>今天)'
examples = [
  { text = "<<今天>>开工。", published = 2021-09-14, start = "2021-09-14", end = 2021-09-14 },
  { text = "<<今天>>开工。", published = "2021-09-14", start = "2021-09-15" },
]
never = ["今朝"]
"""
SOUND = {"examples": '[{ text = "售价<<30贝>>。", amount = "30.0", currency = "CNY" }]', "never": '["贝壳"]'}


def report(folder: Path, *, pattern: str | None = None, **sections: str) -> Report:
    text = RULE if pattern is None else RULE.replace("'(?<amount>\\d+)贝'", pattern)
    text += "".join(f"{key} = {value}\n" for key, value in (SOUND | sections).items())
    (folder / "shells.toml").write_text(text, encoding="utf-8")
    rules = load(folder)
    own = [rule for rule in rules if rule.id == "shells"]
    room = rules.rooms["money"]
    return check(RuleSet({**rules.rooms, "money": replace(room, rules=tuple(own))}), ("money",))


def fault(folder: Path, **sections: str) -> str:
    """Give the one fault that there is, without the place of the rule."""
    failures = report(folder, **sections).failures
    assert len(failures) == 1, failures
    line = str(failures[0])
    assert line.startswith(f"{folder}/shells.toml:4: ")
    assert "\n" not in line
    return line.partition("shells.toml:4: ")[2]


def test_an_anchor_that_is_missing_is_named(tmp_path: Path) -> None:
    text = '[{ text = "售价<<30壳>>。", amount = "30", currency = "CNY" }]'
    said = fault(tmp_path, examples=text, pattern="'(?<amount>\\d+)壳'")
    assert "the anchor of money does not stand in the text" in said


def test_a_sound_rule(tmp_path: Path) -> None:
    result = report(tmp_path)
    assert result.failures == ()
    assert result.summary == "1 rules, 1 examples, 1 look-alikes, 0 gaps: all as they should be"


def test_nothing_found(tmp_path: Path) -> None:
    assert fault(tmp_path, examples='[{ text = "售<<三贝>>。" }]') == (
        "money/shells: 售<<三贝>>。: expected '三贝' at 1–3; found nothing"
    )


def test_wrong_span_of_a_wrapped_example(tmp_path: Path) -> None:
    assert fault(tmp_path, examples='[{ text = "售<<3\\n0贝壳>>。" }]').endswith(
        "expected '3\\n0贝壳' at 1–6; found '3\\n0贝' at 1–5 by money/shells"
    )


def test_a_second_record(tmp_path: Path) -> None:
    assert fault(tmp_path, examples='[{ text = "售<<3贝>>、4贝。" }]').endswith(
        "expected '3贝' at 1–3; found '3贝' at 1–3 by money/shells and '4贝' at 4–6 by money/shells"
    )


def test_two_marks(tmp_path: Path) -> None:
    assert report(tmp_path, examples='[{ text = "售<<3贝>>、<<4贝>>。", amount = "3" }]').failures == ()


def test_a_refused_record_says_why(tmp_path: Path) -> None:
    (tmp_path / "date.toml").write_text(DATES.replace("今天", "2021年2月30日"), encoding="utf-8")
    faults = [failure.fault for failure in check(load(tmp_path), ("date",)).failures]
    assert any(fault.endswith("refused '2021年2月30日': no such day") for fault in faults)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ('amount = "31"', "expected amount '31'; found '30'"),
        ('amount = "many"', "expected amount 'many'; found '30'"),
        ('currency = "USD"', "expected currency 'USD'; found 'CNY'"),
        ('value = "30"', "money has no field 'value'; use one of: amount, low, high, currency, modifier, per"),
    ],
)
def test_wrong_fields(tmp_path: Path, fields: str, message: str) -> None:
    assert fault(tmp_path, examples=f'[{{ text = "售价<<30贝>>。", {fields} }}]').endswith(message)


def test_dates_are_compared_as_days(tmp_path: Path) -> None:
    (tmp_path / "date.toml").write_text(DATES, encoding="utf-8")
    failures = [
        failure for failure in check(load(tmp_path), ("date",)).failures if failure.where.endswith("date.toml:2")
    ]
    assert [failure.fault for failure in failures] == ["expected start '2021-09-15'; found '2021-09-14'"]


def test_a_look_alike_that_is_extracted(tmp_path: Path) -> None:
    assert fault(tmp_path, never='["贝壳", "3贝壳"]') == (
        "money/shells: 3贝壳: expected no money; found '3贝' at 0–2 by money/shells"
    )


def test_a_gap_that_fails_is_as_it_should_be(tmp_path: Path) -> None:
    result = report(tmp_path, gaps='[{ text = "售<<三贝>>。", why = "words" }]')
    assert result.failures == ()
    assert "1 gaps" in result.summary


def test_a_gap_that_passes(tmp_path: Path) -> None:
    assert fault(tmp_path, gaps='[{ text = "售<<3贝>>。", why = "words" }]') == (
        "money/shells: 售<<3贝>>。: expected to fail as a gap; it passes: promote it to examples"
    )


def test_found_by_another_rule(tmp_path: Path) -> None:
    (tmp_path / "money.toml").write_text(
        'kind = "money"\n[[rule]]\nid = "late"\nwhy = "w"\npattern = \'(?<amount>\\d+)(?<unit>元)\'\n'
        'examples = [{ text = "<<3元>>。" }]\nnever = ["元旦"]\n',
        encoding="utf-8",
    )
    (failure,) = check(load(tmp_path), ("money",)).failures
    assert failure.fault == "expected to be found by money/late; money/amount found it"


def test_groups_that_the_room_does_not_know(tmp_path: Path) -> None:
    (tmp_path / "date.toml").write_text(
        'kind = "date"\n[[rule]]\nid = "odd"\nwhy = "w"\npattern = \'(?<relday>月亮日)\'\n'
        'examples = [{ text = "<<月亮日>>。", published = "2021-09-14" }]\nnever = ["月亮"]\n',
        encoding="utf-8",
    )
    (failure,) = check(load(tmp_path), ("date",)).failures
    assert failure.fault.startswith("the date room cannot read it: KeyError")


def test_only_the_kinds_that_were_asked_for() -> None:
    rules = load()
    assert check(rules, ("percent",)).rules == sum(rule.kind == "percent" for rule in rules)
    assert sum(check(rules, (kind,)).rules for kind in ROOMS) == len(list(rules))
