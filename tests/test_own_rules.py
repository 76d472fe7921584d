"""Rules of a user's own, written as patterns/README.md says: they work, or say at once what they lack."""

from __future__ import annotations

from pathlib import Path

import pytest

import newsextract
from newsextract.errors import PatternError
from newsextract.rules import RuleSet, load

FACT = """kind = "facts"
[[rule]]
id = "own"
why = "Told as papers of the town tell it."
pattern = '{pattern}'
is = {{ {constants} }}
examples = [{{ text = "<<x>>" }}]
never = ["y"]
"""


def rules(folder: Path, pattern: str, constants: str, kind: str = "facts", more: str = "") -> RuleSet:
    text = FACT.format(pattern=pattern, constants=constants).replace('"facts"', f'"{kind}"')
    (folder / "own.toml").write_text(text + more, encoding="utf-8")
    return load(folder)


def facts(page: str, own: RuleSet) -> set[tuple[str, str]]:
    document = newsextract.parse(page, published="2022-01-20", rules=own)
    return {(fact.field, fact.value) for fact in document.facts if fact.rule == "facts/own"}


def test_a_sum_needs_no_group_where_the_rule_says_its_field(tmp_path: Path) -> None:
    own = rules(tmp_path, "掷金", 'reads = "sum", field = "total_investment"')
    assert facts("云渡大桥项目已经开工，掷金3亿元。", own) == {("total_investment", "300000000")}
    assert facts("云渡大桥项目掷金后已经开工，有3亿元。", own) == set()  # not right before the sum


def test_a_sum_may_be_told_by_its_label(tmp_path: Path) -> None:
    words = '[words.sum]\n"掷金" = "total_investment"\n'
    own = rules(tmp_path, "(?<label>掷金)约?", 'reads = "sum"', more=words)
    told = newsextract.parse("云渡大桥项目已经开工，掷金约3亿元。", published="2022-01-20", rules=own).facts
    assert ("total_investment", "300000000") in {(fact.field, fact.value) for fact in told}


def test_a_label_that_says_no_field_is_a_fault_of_the_rule(tmp_path: Path) -> None:
    own = rules(tmp_path, "(?<label>掷金)", 'reads = "sum"')
    with pytest.raises(PatternError) as caught:
        facts("云渡大桥项目已经开工，掷金3亿元。", own)
    assert str(caught.value) == (
        f"{tmp_path}/own.toml:2: facts/own: '掷金' is the label of no field; "
        'write "掷金" = "total_investment" in [words.sum]'
    )


def test_a_sum_right_behind_a_name(tmp_path: Path) -> None:
    own = rules(tmp_path, "掷下", 'reads = "sum", field = "total_investment", right_behind = "yes"')
    assert facts("云渡大桥项目昨天开工。云渡大桥项目掷下5亿元。", own) == {("total_investment", "500000000")}


def test_a_day_behind_its_words_needs_no_group(tmp_path: Path) -> None:
    own = rules(tmp_path, "掷通在", 'reads = "stage", date = "behind", field = "completion_date"')
    assert facts("云渡大桥项目正在建设，掷通在2023年5月。", own) == {("completion_date", "2023-05-01/2023-05-31")}


def test_a_stage_needs_no_group(tmp_path: Path) -> None:
    own = rules(tmp_path, "掷土", 'reads = "stage", stage = "started"')
    assert facts("云渡大桥项目昨天掷土。", own) == {("status", "started")}


LACKING = {
    "a sum without field and label": (
        "facts",
        "掷金",
        'reads = "sum"',
        "has neither a group label nor field in `is`; write (?<label>…) or field",
    ),
    "a day behind without field and word": (
        "facts",
        "掷通在",
        'reads = "stage", date = "behind"',
        "has neither a group milestone nor field in `is`",
    ),
    "a quantity without its value": (
        "facts",
        "\\d+掷",
        'reads = "quantity", field = "area"',
        "has no group value; write (?<value>…)",
    ),
    "an owner that is no group": (
        "details",
        "掷的",
        'reads = "before"',
        "has no group owner or place; write (?<owner>…)",
    ),
    "a mention that is no group": (
        "details",
        "掷(?<any>项目)",
        'reads = "mention"',
        "has no group mention; write (?<mention>…)",
    ),
    "a mention of nothing": (
        "details",
        "(?<mention>掷)",
        'reads = "mention"',
        "has no group any or thing; write (?<any>…)",
    ),
    "a project without a name": ("project", "掷", 'least = "5"', "has no group name; write (?<name>…)"),
    "a name that is called back without a head": ("project", "掷", 'over = "back"', "has no group head"),
    "a cell of money without a number": ("money", "掷元", 'reads = "cell"', "has no group amount; write"),
    "a sum of money without one": ("money", "掷元", "", "has no group amount or"),
    "a range of money without its end": ("money", "掷(?<low>\\d+)元", "", "has no group high, which low calls for"),
    "a share without one": ("percent", "掷成", "", "has no group value or low or high or first"),
    "a date without one": ("date", "掷日", "", "has no group year or relyear or"),
    "a lunar day without its month": ("date", "掷(?<lunarday>一)", "", "has no group lunarmonth, which lunarday"),
    "an end of days without their beginning": (
        "date",
        "(?<relweek>掷周)(?<to_day>\\d)",
        "",
        "has no group day or month, which to_d",
    ),
}


@pytest.mark.parametrize(("kind", "pattern", "constants", "fault"), LACKING.values(), ids=LACKING)
def test_a_rule_without_a_group_that_its_reader_needs(
    tmp_path: Path, kind: str, pattern: str, constants: str, fault: str
) -> None:
    with pytest.raises(PatternError) as caught:
        rules(tmp_path, pattern, constants, kind)
    assert str(caught.value).startswith(f"{tmp_path}/own.toml:2: rule 'own' {fault}"), str(caught.value)
    assert len(caught.value.faults) == 1


def test_all_groups_that_a_rule_lacks_are_told(tmp_path: Path) -> None:
    with pytest.raises(PatternError) as caught:
        rules(tmp_path, "掷(?<nth>一)个", "", "date")
    assert [fault.partition("rule 'own' ")[2] for fault in caught.value.faults] == [
        "has no group month, which nth calls for; write (?<month>…)",
        "has no group weekday, which nth calls for; write (?<weekday>…)",
    ]


def test_a_share_with_one_bound(tmp_path: Path) -> None:
    own = rules(tmp_path, "掷(?<low>\\d+)(?<mark>%)", "", "percent")
    [record] = newsextract.parse("增长掷8%。", rules=own).records
    assert (record.type, str(record.low), record.high) == ("percent", "8", None)
