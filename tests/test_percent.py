"""Percent: what an example beside a rule cannot say."""

from __future__ import annotations

from decimal import Decimal

import pytest

import newsextract
from newsextract.records import Document, Percent


def read(text: str) -> Document:
    return newsextract.parse(text, kinds=["percent"])


def shares(text: str) -> list[Percent]:
    return [record for record in read(text).records if isinstance(record, Percent)]


@pytest.mark.parametrize(
    ("text", "refused"),
    [("利率下浮8%至5%。", "8%至5%"), ("年均增长20％—15％。", "20％—15％"), ("占百分之八至五。", "百分之八至五")],
)
def test_bounds_in_the_wrong_order_are_refused(text: str, refused: str) -> None:
    document = read(text)
    assert [reject.text for reject in document.rejects] == [refused]
    assert "lower bound" in document.rejects[0].reason
    assert document.records == ()


def test_per_mille_and_tenths_are_exact_decimals() -> None:
    found = shares("不良率0.8‰，占七成半，其中千分之七。")
    assert [record.value for record in found] == [Decimal("0.08"), Decimal(75), Decimal("0.7")]
    assert all(isinstance(record.value, Decimal) for record in found)


def test_a_negative_share_is_below_zero() -> None:
    assert [record.value for record in shares("增速为-2.5%。")] == [Decimal("-2.5")]


def test_what_a_change_arrives_at_is_a_level() -> None:
    found = shares("准备金率下调0.5个百分点至12%，利率提高5%。")
    assert [record.direction for record in found] == ["decrease", None, "increase"]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("要把费用率再压低百分之一点五。", "decrease"),
        ("下半年产量再加两成五。", "increase"),
        ("支付的现金比平日多三成。", "increase"),
        ("售出的票比1998年多出三成。", "increase"),
        ("贫困生减免面为8%。", None),
        ("门市部的价格比集市低一成。", None),
        ("债券年利率比同期储蓄存款高出2个百分点。", None),
        ("开展增产节约前八个月产值完成年计划百分之六十八点四，", None),
    ],
)
def test_what_changed_says_which_way(text: str, direction: str | None) -> None:
    assert [record.direction for record in shares(text)] == [direction]


def test_a_direction_is_said_by_the_clause_of_the_number_not_by_its_neighbour() -> None:
    found = shares("产值增长8%，成本下降3%，合格率99%。")
    assert [record.direction for record in found] == ["increase", "decrease", None]


def test_a_comparison_does_not_reach_over_a_row_of_a_table_that_has_no_marks() -> None:
    found = shares("居民消费价格同比上涨2.4%城镇登记失业率3.1%比上年末下降0.2个百分点")
    assert [record.basis for record in found[:2]] == ["yoy", None]


def test_a_comparison_does_not_reach_into_the_next_sentence() -> None:
    found = shares("产值同比增长8%。出口增长3%。")
    assert [record.basis for record in found] == ["yoy", None]


@pytest.mark.parametrize("text", ["增长2.3倍", "翻一番", "三分之一", "第5号", "100分"])
def test_a_multiple_or_a_fraction_is_no_percent(text: str) -> None:
    assert read(text).records == ()


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("产值同比增长6.2%；利税增长8.9%；投资下降1.7%。", ["yoy", "yoy", "yoy"]),
        ("产值同比增长6.2%。利税增长8.9%。", ["yoy", None]),
        ("产值同比增长6.2%；但公司预计全年增长8%。", ["yoy", None]),
        ("产值环比增长6.2%；利税增长8.9%。", ["mom", None]),
        ("总能耗同比下降0.5%，吨钢可比能耗下降0.6%。", ["yoy", "yoy"]),
        ("产值同比增长6.2%；利润3亿元，可比产品成本下降4%。", ["yoy", None]),
        ("产值同比增长6.2%；利润3亿元，分别增长4%和5%。", ["yoy", "yoy", "yoy"]),
        ("产值同比增长6.2%；负债率下降17个百分点。", ["yoy", None]),
    ],
)
def test_a_comparison_reaches_over_the_limbs_of_its_sentence(text: str, bases: list[str | None]) -> None:
    assert [record.basis for record in shares(text)] == bases


def test_a_mean_over_years_is_compared_with_no_year() -> None:
    found = shares("生产总值同比增长8.1%，“十三五”期间年均增长7.2%，复合增长率6%。")
    assert [record.basis for record in found] == ["yoy", None, None]


def test_a_limit_to_both_sides_has_no_direction() -> None:
    assert shares("涨跌幅限制为10%。")[0].direction is None


def test_litres_rise_nothing() -> None:
    assert shares("1.6升及以下排量乘用车减按5%的税率征收。")[0].direction is None
