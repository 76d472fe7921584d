"""Broken pattern files → the messages that they must give: where, what, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

import newsextract
from newsextract.errors import Exit, PatternError, UsageError
from newsextract.rulecheck import check
from newsextract.rules import load

RULE = """kind = "money"
[[rule]]
id = "coins"
why = "Coins are counted."
pattern = '(?<amount>\\d+)枚'
examples = [{ text = "<<3枚>>" }]
never = ["枚举"]
"""


def without(key: str) -> str:
    return "".join(line for line in RULE.splitlines(keepends=True) if not line.startswith(f"{key} ="))


def with_value(key: str, value: str) -> str:
    return without(key) + f"{key} = {value}\n"


def told(kind: str, pattern: str, constants: str = "") -> str:
    """A rule of a kind with a pattern, and what it says in ``is``."""
    given = f"is = {{ {constants} }}\n" if constants else ""
    return with_value("pattern", f"'{pattern}'").replace("money", kind) + given


BROKEN = {
    "no kind": ('doc = "x"\n', ":1: kind is None; use one of shared, money, percent, date, project"),
    "unknown kind": ('doc = "x"\nkind = "mony"\n', ":2: kind is 'mony'; use one of shared"),
    "kind is no text": ("kind = 3\n", ":1: kind must be text"),
    "unknown key": ('kind = "money"\ncolour = "red"\n', ":2: unknown key 'colour'; known: anchor, doc, kind"),
    "no TOML": ('kind = "money"\npattern = "\\d"\n', ":2: is not TOML"),
    "a key twice": (RULE + 'why = "again"\n', ":8: is not TOML"),
    "words are no table": ('kind = "money"\nwords = 3\n', ":2: words must be a table of lists"),
    "a word list is no list": ('kind = "money"\n[words]\nunit = 3\n', ":3: word list 'unit' must be"),
    "a word is no text": (
        'kind = "money"\n[words.unit]\n"元" = 1\n',
        ":2: word list 'unit' gives a word a meaning that is no text",
    ),
    "an empty word": ('kind = "money"\n[words]\nunit = ["元", ""]\n', ":3: word list 'unit' holds an empty word"),
    "a word without a currency": (
        'kind = "money"\n[words.unit]\n"豆" = ""\n',
        ":3: '豆' in [words.unit] means '', which is no ISO 4217 code; write \"豆\" = \"CNY\"",
    ),
    "a currency in small letters": ('kind = "money"\n[words.before]\n"豆" = "cny"\n', ":3: '豆' in [words.before]"),
    "a currency that no list has": (
        'kind = "money"\n[words.unit]\n"金豆" = "BOB"\n"银豆" = "XYZ"\n',
        ":4: '银豆' in [words.unit] means 'XYZ', which is no ISO 4217 code",
    ),
    "a word with its currency in a line": (
        'kind = "money"\n[words]\nunit = { "豆" = "" }\n',
        ":3: '豆' in [words.unit] means ''",
    ),
    "a word that stands in two lists": (
        'kind = "money"\n[words.reach]\n"豆" = ""\n[words.unit]\n"豆" = ""\n',
        ":5: '豆' in [words.unit] means ''",
    ),
    "units without currencies": (
        'kind = "money"\n[words]\nunit = ["豆", "瓜"]\n',
        ':3: word list \'unit\' does not say what its words mean; write "豆" = "CNY"',
    ),
    "a hedge of no kind": (
        'kind = "money"\n[words.hedge_before]\n"怕有" = "maybe"\n',
        ":3: '怕有' in [words.hedge_before] means 'maybe', which is none of exact, about, over, under, at_least",
    ),
    "a direction of no kind": (
        'kind = "percent"\n[words.direction]\n"横" = "sideways"\n',
        ":3: '横' in [words.direction] means 'sideways', which is none of increase, decrease, none",
    ),
    "a year that is no number": (
        'kind = "date"\n[words.relyear]\n"上上年" = "two back"\n',
        ":3: '上上年' in [words.relyear] means 'two back', which is no whole number",
    ),
    "a feast on no day": (
        'kind = "date"\n[words.feast]\n"豆节" = "02-30"\n',
        ":3: '豆节' in [words.feast] means '02-30', which is no day; write \"豆节\" = \"05-01\"",
    ),
    "a lunar feast on no day": ('kind = "date"\n[words.lunarfeast]\n"豆节" = "1-31"\n', ":3: '豆节' in"),
    "a part of a month that is none": ('kind = "date"\n[words.part]\n"尾" = "end"\n', ":3: '尾' in [words.part]"),
    "a stage of no kind": (
        'kind = "shared"\n[words.status]\n"掷停" = "halted"\n',
        ":3: '掷停' in [words.status] means 'halted', which is none of planned, signed, started",
    ),
    "a field of no sum": (
        'kind = "facts"\n[words.sum]\n"掷金" = "area"\n',
        ":3: '掷金' in [words.sum] means 'area', which is none of total_investment, completed_investment",
    ),
    "parts are no table": ('kind = "money"\nparts = "x"\n', ":2: parts must be a table; write [parts]"),
    "a part is no text": ('kind = "money"\n[parts]\nrun = 3\n', ":3: part 'run' must be text"),
    "anchor is no text": ('kind = "money"\nanchor = ["元", 3]\n', ":2: anchor must be text"),
    "a list of alternatives holds a number": (
        'kind = "money"\n[parts]\nrun = ["元", 3]\n',
        ":3: part 'run' must be text",
    ),
    "anchor does not compile": ('kind = "money"\nanchor = "("\n', "money: anchor does not compile"),
    "one rule as a table": ('kind = "money"\n[rule]\nid = "x"\n', ":2: rules must be an array of tables"),
    "a rule in shared": (RULE.replace("money", "shared"), ":2: shared holds parts and words only"),
    "unknown key in a rule": (RULE + 'colour = "red"\n', ":2: unknown key 'colour' in a rule; known: examples"),
    "no id": (without("id"), ":2: the rule has no id; add id"),
    "no why": (without("why"), ":2: the rule has no why; add why"),
    "no pattern": (without("pattern"), ":2: the rule has no pattern; add pattern"),
    "blank why": (with_value("why", '" "'), ":2: the rule has no why"),
    "id in capitals": (with_value("id", '"Coins"'), ":2: id 'Coins' is not kebab-case; write it like 'month-range'"),
    "an id twice": (RULE + RULE.partition("\n")[2], ":8: id 'coins' stands twice in this file"),
    "no examples": (without("examples"), ":2: rule 'coins' has no examples"),
    "no look-alikes": (without("never"), ":2: rule 'coins' has no look-alikes"),
    "look-alikes are text": (with_value("never", '"枚举"'), ":2: never of rule 'coins' must be a list of texts"),
    "an example is text": (with_value("examples", '["<<3枚>>"]'), ":2: examples of rule 'coins' must be tables"),
    "an example without marks": (
        with_value("examples", '[{ text = "3枚" }]'),
        ":2: examples of rule 'coins' must be tables with a text that marks a record <<so>>",
    ),
    "a gap without marks": (
        with_value("gaps", '[{ text = "3枚", why = "x" }]'),
        ":2: gaps of rule 'coins' must be tables",
    ),
    "no day": (
        with_value("examples", '[{ text = "<<3枚>>", published = "2021-02-30" }]'),
        ":2: published is '2021-02-30' in examples of rule 'coins'; write '2020-09-08'",
    ),
    "is is no table": (with_value("is", '"x"'), ":2: is of rule 'coins' must be a table"),
    "a numbered group": (with_value("pattern", "'(\\d+)枚'"), ":2: rule 'coins' has a numbered group; name it"),
    "a group without an end": (with_value("pattern", "'(\\d+枚'"), ":2: pattern of rule 'coins' does not compile"),
    "an unknown part": (with_value("pattern", "'(?&numbr)枚'"), ":2: rule 'coins' calls (?&numbr), which is not"),
    "an unknown list": (
        with_value("pattern", "'3\\L<uint>'"),
        ":2: rule 'coins' calls \\L<uint>, which is not defined; use one of: unit, ",
    ),
    "a part of itself": (
        with_value("pattern", "'(?&loop)枚'") + "[parts]\nloop = '(?&loop)'\n",
        ":2: rule 'coins' calls itself through its parts",
    ),
    "an open bracket": (with_value("pattern", "'[枚'"), ":2: pattern of rule 'coins' does not compile"),
    "a group that nothing reads": (
        with_value("pattern", "'(?<amnt>\\d+)枚'"),
        ":2: rule 'coins' names a group 'amnt', which is not read; use one of amount, before",
    ),
    "a key of is that nothing reads": (
        RULE + 'is = { colour = "red" }\n',
        ":2: rule 'coins': unknown key 'colour' in `is`",
    ),
    "a stage that is none": (
        told("facts", "掷停", 'reads = "stage", stage = "finished"'),
        ":2: rule 'coins': stage is 'finished' in `is`; use one of planned, signed, started, under_construction",
    ),
    "a field that is none": (
        told("facts", "掷金", 'reads = "sum", field = "nofield"'),
        ":2: rule 'coins': field is 'nofield' in `is`; use one of total_investment, completed_investment",
    ),
    "a field of another reader": (
        told("facts", "掷金", 'reads = "sum", field = "area"'),
        ":2: rule 'coins': field is 'area' in `is`; use one of total_investment, completed_investment",
    ),
    "a size without a field": (
        told("facts", "(?<value>\\d+)枚", 'reads = "quantity"'),
        ":2: rule 'coins' has no field in `is`; use one of area, capacity",
    ),
    "a key of another reader": (
        told("facts", "(?<value>\\d+)枚", 'reads = "quantity", field = "area", only = "one"'),
        ":2: rule 'coins': unknown key 'only' in `is`; known where it reads 'quantity': reads, field",
    ),
    "a place that is none": (
        told("facts", "掷停", 'reads = "stage", only = "never"'),
        ":2: rule 'coins': only is 'never' in `is`; use one of phase, one, beside, ahead",
    ),
    "a fact that reads nothing": (
        told("facts", "掷停"),
        ":2: rule 'coins' does not say in `is` what it reads; use one of sum, quantity, stage, going-on, cell",
    ),
    "a detail that reads nothing": (
        told("details", "(?<owner>掷)"),
        ":2: rule 'coins' does not say in `is` what it reads; use one of before, after, inside, mention, cell",
    ),
    "a fact that reads what nothing does": (
        told("facts", "掷停", 'reads = "stages"'),
        ":2: rule 'coins': reads is 'stages' in `is`; use one of sum, quantity, stage, going-on, cell",
    ),
    "a flag that is none": (
        told("project", "(?<name>n)", 'proper = "maybe"'),
        ":2: rule 'coins': proper is 'maybe' in `is`; use one of yes",
    ),
    "a flag that is no text": (
        told("project", "(?<name>n)", "list = true"),
        ":2: rule 'coins': list is True in `is`; use one of yes",
    ),
    "a length that is none": (
        told("project", "(?<name>n)", 'least = "many"'),
        ":2: rule 'coins': least is 'many' in `is`; write a number of characters, as '5'",
    ),
    "heads as a list": (
        told("project", "(?<name>n)", 'heads = ["桥"]'),
        ":2: rule 'coins': heads is ['桥'] in `is`; write words with blanks between, as '扩建 改造'",
    ),
    "a way over that is none": (
        told("project", "(?<name>n)", 'over = "sideways"'),
        ":2: rule 'coins': over is 'sideways' in `is`; use one of yes, back",
    ),
    "cells of percentages": (
        told("percent", "(?<value>\\d+)枚", 'reads = "cell"'),
        ":2: rule 'coins': unknown key 'reads' in `is`; no rule of percent has one",
    ),
    "a condition that does not compile": (
        told("facts", "掷金", 'reads = "sum", field = "tax", after = "("'),
        ":2: after of rule 'coins' does not compile: missing )",
    ),
    "a condition that calls no part": (
        told("facts", "掷金", 'reads = "sum", field = "tax", within = "(?&nopart)"'),
        ":2: within of rule 'coins' calls (?&nopart), which is not defined",
    ),
    "a condition that is a number": (
        told("facts", "掷金", 'reads = "sum", field = "tax", within = 3'),
        ":2: rule 'coins': within is 3 in `is`; write a pattern",
    ),
    "empty text": (with_value("pattern", "'\\d*'"), ":2: pattern of rule 'coins' matches empty text"),
}


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN)
def test_one_fault(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "coins.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PatternError) as caught:
        load(tmp_path)
    expected = message if message.startswith("money") else f"{tmp_path}/coins.toml{message}"
    assert [fault for fault in caught.value.faults if fault.startswith(expected)], str(caught.value)
    assert len(caught.value.faults) == 1
    assert caught.value.exit_code == Exit.USAGE


def test_the_rule_of_these_cases_is_sound(tmp_path: Path) -> None:
    (tmp_path / "coins.toml").write_text(RULE, encoding="utf-8")
    assert "money/coins" in {rule.name for rule in load(tmp_path)}


def test_all_faults_of_all_files_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(without("why") + "colour = 3\n", encoding="utf-8")
    (tmp_path / "b.toml").write_bytes(b'kind = "date" # \xff\n')
    (tmp_path / "c.toml").mkdir()
    with pytest.raises(PatternError) as caught:
        load(tmp_path)
    text = str(caught.value)
    assert f"{tmp_path}/a.toml:2: unknown key 'colour' in a rule" in text
    assert f"{tmp_path}/a.toml:2: the rule has no why" in text
    assert f"{tmp_path}/b.toml:1: is not UTF-8 (byte 16)" in text
    assert f"{tmp_path}/c.toml: cannot be read: Is a directory" in text
    assert len(text.splitlines()) == 4


def test_what_a_file_that_is_no_toml_defines_is_no_second_fault(tmp_path: Path) -> None:
    (tmp_path / "shared.toml").write_text('kind = "shared"\n[parts]\nrun = "\\d"\n', encoding="utf-8")
    (tmp_path / "coins.toml").write_text(with_value("pattern", "'(?<amount>(?&run_of_mine))枚'"), encoding="utf-8")
    with pytest.raises(PatternError) as caught:
        load(tmp_path)
    assert [fault for fault in caught.value.faults if "shared.toml:3: is not TOML" in fault]
    assert len(caught.value.faults) == 1


def test_a_folder_without_pattern_files(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no \*\.toml"):
        load(tmp_path)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no folder of pattern files"):
        load(tmp_path / "none")


def test_a_mark_without_a_scale_is_a_fault_of_the_rules(tmp_path: Path) -> None:
    (tmp_path / "percent.toml").write_text(
        """kind = "percent"
[[rule]]
id = "basis-points"
why = "A hundredth of a percent."
pattern = '(?<value>\\d+)(?<mark>个基点)'
examples = [{ text = "下调<<25个基点>>。", value = "0.25" }]
never = ["基点法"]
""",
        encoding="utf-8",
    )
    rules = load(tmp_path)
    with pytest.raises(
        PatternError, match=r"percent/basis-points: the mark '个基点' says no scale; let .* read one of %"
    ):
        newsextract.parse("利率下调25个基点，百分之三。", rules=rules)


def test_a_unit_without_a_currency_is_a_fault_of_the_rules(tmp_path: Path) -> None:
    pattern = "(?<amount>\\d+)(?<unit>块大洋)"
    rule = RULE.replace("(?<amount>\\d+)枚", pattern).replace("<<3枚>>", "<<3块大洋>>")
    (tmp_path / "coins.toml").write_text(rule, encoding="utf-8")
    rules = load(tmp_path)
    fault = '\'块大洋\' has no currency; write "块大洋" = "CNY" in [words.unit]'
    with pytest.raises(PatternError) as raised:
        newsextract.parse("他付了30块大洋。", rules=rules)
    [line] = raised.value.faults
    assert fault in line
    assert any(fault in failure.fault for failure in check(rules, ["money"]).failures)


def test_every_faulty_word_is_told_at_once(tmp_path: Path) -> None:
    words = '[words.unit]\n"豆" = ""\n"瓜币" = "GUA币"\n"果币" = "cny"\n"银豆" = "XYZ"\n"角豆" = "XXX"\n'
    (tmp_path / "money.toml").write_text(f'kind = "money"\n{words}', encoding="utf-8")
    with pytest.raises(PatternError) as caught:
        load(tmp_path)
    assert [fault.partition(" in ")[0] for fault in caught.value.faults] == [
        f"{tmp_path}/money.toml:{line}: {word!r}" for line, word in enumerate(("豆", "瓜币", "果币", "银豆"), 3)
    ]
