"""Money: what an example beside a rule cannot say."""

from __future__ import annotations

from decimal import Decimal

import pytest

import newsextract
from newsextract.records import Document, Money


def read(text: str) -> Document:
    return newsextract.parse(text, kinds=["money"])


def sums(text: str) -> list[Money]:
    return [record for record in read(text).records if isinstance(record, Money)]


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("投资1亿元至5000万元，不可能", "1亿元至5000万元"),
        ("投资5亿—3亿元，不可能", "5亿—3亿元"),
        ("总投资三万二万元，不可能", "三万二万元"),
        ("总投资123456789012345678901元，不可能", "123456789012345678901元"),
    ],
)
def test_a_sum_that_cannot_be_is_refused_with_its_reason(text: str, refused: str) -> None:
    document = read(text)
    assert [(reject.text, reject.rule.split("/")[0]) for reject in document.rejects] == [(refused, "money")]
    assert document.rejects[0].reason
    assert not any(record.text in refused for record in document.records)


@pytest.mark.parametrize("text", ["1亿元", "￥5", "5角", "总投资\n\n1.2\n亿\n元。"])
def test_amounts_are_decimals(text: str) -> None:
    (found,) = sums(text)
    assert isinstance(found.amount, Decimal)
    assert found.low is None
    assert found.high is None


def test_no_digit_is_rounded_away() -> None:
    (found,) = sums("总投资12345678901234567890.12345678元。")
    assert found.amount == Decimal("12345678901234567890.12345678")


def test_a_range_has_no_amount() -> None:
    (found,) = sums("投资3亿元至5亿元。")
    assert (found.amount, found.low, found.high) == (None, Decimal(3 * 10**8), Decimal(5 * 10**8))


def test_a_sum_never_reaches_over_two_blocks() -> None:
    assert [found.text for found in sums("　　总投资1亿。\n　　元旦前完工。\n　　第三段。")] == ["1亿"]


def test_records_of_one_kind_do_not_overlap_and_stand_in_page_order() -> None:
    found = sums("总投资1亿5000万元，其中3亿元至5亿元，人民币50元，50亿元人民币。")
    assert [record.text for record in found] == ["1亿5000万元", "3亿元至5亿元", "人民币50元", "50亿元人民币"]
    assert [record.id for record in found] == ["money-1", "money-2", "money-3", "money-4"]


def test_only_the_kinds_asked_for_are_given() -> None:
    text = "今年总投资1亿元，增长5%。"
    assert {record.type for record in newsextract.parse(text, published="2020-01-01").records} == {
        "money",
        "percent",
        "date",
    }
    for kind in ("money", "percent", "date"):
        assert {r.type for r in newsextract.parse(text, published="2020-01-01", kinds=[kind]).records} == {kind}


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("坦桑尼亚工人的月薪是30万先令。", "TZS"),
        ("内罗毕消息：月薪3万先令。\n\n　　另讯：中国队访问乌干达，受到热烈欢迎，双方举行了会谈。", "KES"),
        ("巴格达工人月薪3万第纳尔，约旦河西岸冲突不断。", "IQD"),
    ],
)
def test_a_unit_of_several_countries_is_that_of_the_one_it_stands_with(text: str, currency: str) -> None:
    records = newsextract.parse(text, kinds=["money"]).records
    assert [record.currency for record in records if isinstance(record, Money)] == [currency]


@pytest.mark.parametrize("text", ["总投资12、5亿元。", "总投资3、5亿元。", "投资2:5亿元。"])
def test_a_number_whose_point_is_another_mark_is_not_taken_for_its_second_half(text: str) -> None:
    assert read(text).records == ()


def test_a_list_that_shares_its_unit_is_no_such_number() -> None:
    assert [record.text for record in read("两个项目分别投资12、5亿元。").records] == ["5亿元"]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("归母净利润（-5亿元）大幅下滑。", ["-500000000"]),
        ("甲、乙公司净利润分别为3亿元、-5亿元。", ["300000000", "-500000000"]),
        ("利润总额达到-3万元，现金流约-2.1亿元。", ["-30000", "-210000000"]),
        ("每股收益-0.35元。", ["-0.35"]),
        ("投资3亿-5亿元。", [None]),
    ],
)
def test_a_stroke_before_a_sum_is_a_minus_where_nothing_else_can_be(text: str, amounts: list[str | None]) -> None:
    assert [None if record.amount is None else str(record.amount) for record in sums(text)] == amounts


def test_a_cent_does_not_stand_behind_tens_of_thousands() -> None:
    assert [str(record.amount) for record in sums("总投资3000万港元一分钱不借。")] == ["30000000"]
