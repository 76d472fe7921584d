"""Dates without a year: what the order of the telling says of them."""

from __future__ import annotations

import pytest

import newsextract
from newsextract.records import Date


def starts(text: str, published: str) -> list[str]:
    document = newsextract.parse(text, published=published, kinds=["date"])
    return [str(record.start)[:7] for record in document.records if isinstance(record, Date)]


@pytest.mark.parametrize(
    ("text", "published", "months"),
    [
        (
            "1981年6月转产水泵，10月拿到第一张订单，全年收入38万元，1982年翻了两番。",
            "1993-04-06",
            ["1981-06", "1981-10", "1981-01", "1982-01"],
        ),
        (
            "去年8月14日会计被抓获，12月押解回市，今年3月2日提起公诉。",
            "1999-12-28",
            ["1998-08", "1998-12", "1999-03"],
        ),
        ("去年三季度减亏80万元，第四季度持平，今年上半年盈利。", "1998-12-10", ["1997-07", "1997-10", "1998-01"]),
        ("1997年4月发现对不上账，6月3日报案；11月会计外逃。", "1999-12-28", ["1997-04", "1997-06", "1997-11"]),
        ("去年三月换币时账上只有三百元；十月卖了棉花，年底结账。", "1956-07-15", ["1955-03", "1955-10", "1955-12"]),
    ],
)
def test_a_date_lies_between_its_neighbours(text: str, published: str, months: list[str]) -> None:
    assert starts(text, published) == months


@pytest.mark.parametrize(
    ("text", "published", "months"),
    [
        (
            "去年纯利润首次超过1亿元。3月停工的小厂，6月起陆续恢复；12月30日账目轧平，全年比计划多出300万元。",
            "1986-01-07",
            ["1985-01", "1985-03", "1985-06", "1985-12", "1985-01"],
        ),
        (
            "去年，销售收入3亿元。3月兼并无线电厂，7月改组，年底资产达4亿元。今年一季度，又实现销售9000万元。",
            "1993-04-06",
            ["1992-01", "1992-03", "1992-07", "1992-12", "1993-01"],
        ),
        ("2月因订单外流下滑两成，8月以来逐步回升。", "2025-01-03", ["2024-02", "2024-08"]),
    ],
)
def test_a_row_of_months_that_ends_in_last_year_is_of_it(text: str, published: str, months: list[str]) -> None:
    assert starts(text, published) == months


@pytest.mark.parametrize(
    ("text", "published", "months"),
    [
        ("运量超去年总量。截至11月27日，港口今年已运185万箱。", "2025-11-28", ["2024-01", "2025-11", "2025-01"]),
        ("商城5月1日动工，年底就开门迎客，图纸已经批复。", "2001-02-20", ["2001-05", "2001-12"]),
        ("大厦上周五签约，预计下半年动工，1995年国庆节前竣工。", "1993-04-06", ["1993-07", "1995-10"]),
        ("主厂房吊装过半，进口设备8月上旬到货，预计年底投产。", "2004-04-08", ["2004-08", "2004-12"]),
        (
            "第七小学正在装修，总投资1亿元，新增学位2700个，9月1日投用。",
            "2025-02-13",
            ["2025-09"],
        ),
        ("大桥10月1日通车。图为9日，工人在铺沥青。", "2018-09-10", ["2018-10", "2018-09"]),
        ("分厂明年1月开工，12月完工。", "2024-11-20", ["2025-01", "2025-12"]),
        ("去年5月启动的老街修缮工程11月30日完工，今年12月迁回。", "2022-12-28", ["2021-05", "2022-11", "2022-12"]),
        ("十年前的11月23日，他来到云渡。", "2025-11-23", ["2015-11"]),
        ("明年春节用的粮食，年底前可以全部入仓。", "1950-12-24", ["1951-02", "1950-12"]),
    ],
)
def test_what_is_planned_or_told_of_these_days_is_not_drawn_into_the_past(
    text: str, published: str, months: list[str]
) -> None:
    assert [month for month in starts(text, published) if month in months] == months


def test_a_day_alone_is_of_the_days_told_before_it_where_they_are_near() -> None:
    document = newsextract.parse("1月1日至3日放假，1月4日上班。2日起，地铁末班车延至23时。", published="2025-12-30")
    assert [str(record.start) for record in document.records if isinstance(record, Date)][-1] == "2026-01-02"


def test_a_counted_year_is_part_of_the_date() -> None:
    document = newsextract.parse("1950年8月勘测，次年三月动工，同年十月打完基础。", published="1952-12-28")
    found = [(record.text, str(record.start)) for record in document.records if isinstance(record, Date)]
    assert found[1:] == [("次年三月", "1951-03-01"), ("同年十月", "1951-10-01")]


def test_the_head_of_a_chronicle_gives_its_entries_their_year() -> None:
    entries = "一月十八日 县里开会，表彰九个村。\n三月五日 电视台动工。\n四月十二日 县里签订合同。"
    assert starts(f"一九八六年云渡县大事记\n{entries}", "1987-01-06")[1:] == ["1986-01", "1986-03", "1986-04"]
    assert starts(f"一九八六年云渡县大事记\n{entries}\n\n今年办好六件实事\n\n三月五日，县里开会。", "1987-04-06")[
        -1:
    ] == ["1987-03"]


def test_what_is_due_by_a_day_lies_ahead() -> None:
    assert starts("所得税汇算清缴截至4月30日，逾期加收滞纳金。", "2001-01-03") == ["2001-04"]


@pytest.mark.parametrize(
    ("text", "published", "months"),
    [
        (
            "一九五七年十月，县里决定修建水库。\n十一月二十三日，民工上坝开工。\n一九五八年二月，导流洞凿通。",
            "1958-10-08",
            ["1957-10", "1957-11", "1958-02"],
        ),
        ("2023年10月，我提出新要求。11月中旬，在会议上，我又提出意见。", "2024-10-16", ["2023-10", "2023-11"]),
        ("2023年10月，我提出新要求。11月中旬将召开会议。", "2024-10-16", ["2023-10", "2024-11"]),
        ("2023年，我提出新要求。11月中旬，在会议上，我又提出意见。", "2024-10-16", ["2023-01", "2024-11"]),
    ],
)
def test_the_entries_of_a_chronicle_go_on_from_one_another(text: str, published: str, months: list[str]) -> None:
    assert starts(text, published) == months


@pytest.mark.parametrize(
    ("text", "published", "months"),
    [
        ("2012年6月，柳湾大桥开工。10月1日，市民就能走上新桥。", "2013-05-12", ["2012-06", "2013-10"]),
        ("2012年6月，柳湾大桥开工。10月1日，大桥通车后，过江只要五分钟。", "2013-05-12", ["2012-06", "2013-10"]),
        ("六月底前投入的资金将达3亿元。", "2013-05-12", ["2013-06"]),
        ("六月底前投入的资金，累计三百多万元。", "1961-09-16", ["1961-06"]),
        ("12月底前完成的投资须达到3亿元。", "2013-05-12", ["2013-12"]),
        ("全县工作会议提出，全年实现生产总值增长12%。", "2013-02-20", ["2013-01"]),
        ("全年实现生产总值100亿元，同比增长12%。", "2013-02-20", ["2012-01"]),
        ("今年1 2月份，全市工业增加值增长10%。", "2013-03-20", ["2013-01"]),
        ("去年1 2月15日，柳湾大桥开工。", "2013-03-20", ["2012-12"]),
        ("手术后日见好转，停产后日夜抢修。", "2013-03-20", []),
    ],
)
def test_what_is_hoped_for_lies_ahead_and_two_months_are_no_twelfth(
    text: str, published: str, months: list[str]
) -> None:
    assert starts(text, published) == months
