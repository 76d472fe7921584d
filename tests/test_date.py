"""Dates: what an example beside a rule cannot say: days that do not exist, days that nobody can know, and years."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsextract
from newsextract.records import Date, Document


def read(text: str, published: str | date | None = None) -> Document:
    return newsextract.parse(text, published=published, kinds=["date"])


def days(text: str, published: str | date | None = None) -> list[tuple[str, str]]:
    return [(str(r.start), str(r.end)) for r in read(text, published).records if isinstance(r, Date)]


@pytest.mark.parametrize(
    ("text", "refused", "reason"),
    [
        ("2020年2月30日开工。", "2020年2月30日", "no such day"),
        ("2021年2月29日开工。", "2021年2月29日", "no such day"),
        ("4月31日开工。", "4月31日", "no such day"),
        ("2月30日开工。", "2月30日", "no such day"),
        ("13月5日开工。", "13月5日", "no such month"),
        ("2020年13月开工。", "2020年13月", "no such month"),
        ("2020年5月8日至3日。", "2020年5月8日至3日", "the end lies before the start"),
        ("2013—2011年。", "2013—2011年", "the end lies before the start"),
    ],
)
def test_a_day_that_no_calendar_has_is_refused(text: str, refused: str, reason: str) -> None:
    document = read(text, "2020-09-08")
    assert [(reject.text, reject.reason) for reject in document.rejects] == [(refused, reason)]
    assert document.records == ()


def test_a_leap_day_is_a_day_in_leap_years_only() -> None:
    assert days("2020年2月29日开工。") == [("2020-02-29", "2020-02-29")]
    assert days("2月29日开工。", "2021-03-05") == [("2020-02-29", "2020-02-29")]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("9月2日开工。", "day"),
        ("昨日开工。", "day"),
        ("明年“五一”开工。", "day"),
        ("上周开工。", "week"),
        ("9月底开工。", "ten_days"),
        ("上月开工。", "month"),
        ("10月份开工。", "month"),
        ("今年1至7月开工。", "month"),
        ("第一季度开工。", "quarter"),
        ("上半年开工。", "half_year"),
        ("今年开工。", "year"),
    ],
)
def test_nothing_is_guessed_without_a_publication_date(text: str, precision: str) -> None:
    document = read(text)
    assert document.published is None
    (record,) = document.records
    assert isinstance(record, Date)
    assert (record.start, record.end, record.precision) == (None, None, precision)


def test_a_printed_year_needs_no_publication_date() -> None:
    assert days("2020年9月2日开工，“十四五”期间建成。") == [("2020-09-02", "2020-09-02"), ("2021-01-01", "2025-12-31")]


@pytest.mark.parametrize(
    ("text", "published", "start"),
    [
        ("12月28日，大桥封顶。", "2008-01-08", "2007-12-28"),
        ("1月3日，大桥封顶。", "2008-01-08", "2008-01-03"),
        ("1月3日，大桥将封顶。", "2007-12-28", "2008-01-03"),
        ("12月30日，大桥将通车。", "2007-12-28", "2007-12-30"),
        ("预计明年3月通车。", "2007-12-28", "2008-03-01"),
        ("去年12月开工。", "2008-01-08", "2007-12-01"),
        ("预计6月通车。", "2008-01-08", "2008-06-01"),
        ("10月开工。", "2008-01-08", "2007-10-01"),
        ("5月16日比计划提前40天合龙。", "2008-12-30", "2008-05-16"),
    ],
)
def test_near_the_end_of_a_year_the_words_decide_which_year_is_meant(text: str, published: str, start: str) -> None:
    assert [first for first, _ in days(text, published)] == [start]


def test_a_year_printed_before_governs_its_clause_and_no_other_sentence() -> None:
    text = "2015年3月签约、9月动工。3月2日，验收。"
    assert [first for first, _ in days(text, "2020-09-08")] == ["2015-03-01", "2015-09-01", "2020-03-02"]


@pytest.mark.parametrize("text", ["2015年3月开工，9月通车。", "工程2015年3月开工，9月20日通车。"])
def test_a_year_printed_before_governs_its_sentence(text: str) -> None:
    assert all(first.startswith("2015") for first, _ in days(text, "2020-03-08"))


def test_fresh_news_is_of_this_year_whatever_year_the_sentence_began_with() -> None:
    assert days("2011年4月开工的高速公路，12月26日建成通车。", "2015-12-30")[1] == ("2015-12-26", "2015-12-26")


@pytest.mark.parametrize(
    "text",
    [
        "会议研究2026年经济工作　新华社北京12月8日电",
        "2026年冬奥会圣火采集仪式今天（12月8日）举行",
        "2026年重点工作 12月7日，市里召开会议。",
    ],
)
def test_the_day_of_the_paper_is_of_no_year_to_come(text: str) -> None:
    assert days(text, "2025-12-08")[-1][0] in ("2025-12-07", "2025-12-08")


@pytest.mark.parametrize(
    ("text", "published", "starts"),
    [
        ("1月1日，百货大楼延长营业；2日照常。", "1979-12-29", ["1980-01-01", "1980-01-02"]),
        ("票价1月15日至2月25日上浮。", "1999-12-30", ["2000-01-15"]),
        ("1月5日，大桥开工；3月2日，大桥合龙。", "1999-12-30", ["1999-01-05", "1999-03-02"]),
        ("1月5日，大桥开了工。", "1999-12-30", ["1999-01-05"]),
        ("一季度增长11.6%，下半年增长14%。", "2005-01-05", ["2004-01-01", "2004-07-01"]),
        ("一季度要完成150亿元。", "2005-01-05", ["2005-01-01"]),
        ("二季度增长11.6%。", "2005-07-05", ["2005-04-01"]),
    ],
)
def test_near_new_year_the_nearest_day_is_meant_and_what_grew_is_over(
    text: str, published: str, starts: list[str]
) -> None:
    assert [start for start, _ in days(text, published)] == starts


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("业务量超去年总量截至11月27日，业务量达185万标箱。", "2025-11-27"),
        ("去年截至11月27日，业务量达185万标箱。", "2024-11-27"),
        ("2017年首次设立群众项目，本届从2月20日开始。", "2025-02-20"),
        ("2017年3月动工，4月20日封顶。", "2017-04-20"),
        ("去年三季度减亏480万元，第四季度持平。", "2024-10-01"),
        ("2035年利税要翻两番，力争人均创利突破五千元，下半年拿60万元更新锅炉。", "2025-07-01"),
    ],
)
def test_a_year_that_was_named_for_another_time_does_not_govern(text: str, start: str) -> None:
    assert days(text, "2025-11-30")[-1][0] == start


def test_no_publication_date_leaves_the_year_of_the_sentence() -> None:
    assert days("2015年3月开工，9月通车。") == [("2015-03-01", "2015-03-31"), ("2015-09-01", "2015-09-30")]


@pytest.mark.parametrize(
    ("text", "published", "start"),
    [
        ("七八年开工。", "1979-01-16", "1978-01-01"),
        ("零八年开工。", "2009-01-16", "2008-01-01"),
        ("98年通车。", "2001-01-16", "1998-01-01"),
    ],
)
def test_two_digits_name_a_year_close_to_the_page(text: str, published: str, start: str) -> None:
    assert [first for first, _ in days(text, published)] == [start]


def test_two_digits_in_a_row_may_be_a_span_of_years() -> None:
    document = read("干了七八年开工。", date(2009, 1, 16))
    assert [(r.text, r.reason) for r in document.rejects] == [("七八年", "七八年 may be a span of years")]


def test_a_range_that_runs_over_new_year() -> None:
    assert days("自2025年12月3日至2026年3月3日。") == [("2025-12-03", "2026-03-03")]
    assert days("12月28日至1月3日放假。", "2020-01-08") == [("2019-12-28", "2020-01-03")]


@pytest.mark.parametrize("published", [date.min, date(1, 12, 31), date(9999, 1, 1), date.max])
def test_the_ends_of_the_calendar_do_not_break_a_page(published: date) -> None:
    text = "昨日，明日，上月，下月，上周，下周，去年，明年，大前年，今年以来，12月底，预计年底，上半年，明年“五一”。"
    document = read(text, published)
    assert document.records
    assert len(document.records) + len(document.rejects) >= 14


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.dates(date(1949, 1, 1), date(2050, 12, 31)))
@settings(deadline=None)
def test_a_whole_date_is_that_day_whenever_it_was_printed(day: date, published: date) -> None:
    text = f"{day.year}年{day.month}月{day.day}日，大桥通车。"
    assert days(text, published) == [(str(day), str(day))]


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.integers(1, 12), st.integers(1, 28))
@settings(deadline=None)
def test_a_day_without_a_year_is_within_a_year_of_the_publication(published: date, month: int, day: int) -> None:
    ((start, end),) = days(f"{month}月{day}日，大桥通车。", published)
    found = date.fromisoformat(start)
    assert start == end
    assert (found.month, found.day) == (month, day)
    assert -366 <= (found - published).days <= 184


@pytest.mark.parametrize(
    ("text", "published", "days"),
    [
        ("2017年，平稳。全年产值3亿元，年末有厂9家。", "2018-02-27", ["2017-01-01", "2017-01-01", "2017-12-01"]),
        ("2017年，平稳。今年加快。全年产值达3亿元。", "2018-02-27", ["2017-01-01", "2018-01-01", "2018-01-01"]),
        ("计划5月动工，10月主体完工。", "2007-01-18", ["2007-05-01", "2007-10-01"]),
        ("产值比2017年高。全年产值3亿元。", "2018-02-27", ["2017-01-01", "2018-01-01"]),
        ("一期工程10月20日开始供暖，二期工程明年9月底竣工。", "1991-04-18", ["1991-10-20", "1992-09-21"]),
        ("英伟达19日公布财报。", "2025-11-20", ["2025-11-19"]),
        ("全年财政收入10.2亿元，同比增长15.6%。", "2021-01-20", ["2020-01-01"]),
        ("全年计划完成投资50亿元，同比增长5%。", "2021-01-20", ["2021-01-01"]),
        ("全年完成投资50亿元，同比增长5%。", "2021-03-20", ["2021-01-01"]),
        ("2017年，经济平稳。\n本报讯（记者 张沐）全年计划种树。", "2018-02-27", ["2017-01-01", "2018-01-01"]),
        ("工程列入明年计划，年底前完成设计。", "2007-11-06", ["2008-01-01", "2007-12-01"]),
        ("一件推迟到明年，全年完成六件。", "1986-12-24", ["1987-01-01", "1986-01-01"]),
        ("2月28日、29日两天，考试举行。", "2012-03-15", ["2012-02-28", "2012-02-29"]),
        ("成本比去年降低8%，废品率由年初的2.6%减到0.9%。", "1956-11-18", ["1955-01-01", "1956-01-01"]),
        ("比去年增长8%，2月3日投产。", "2020-09-08", ["2019-01-01", "2020-02-03"]),
        ("去年8月动工，发酵罐正在吊装，年底试产。", "1986-05-20", ["1985-08-01", "1986-12-01"]),
        ("去年2月开工，首期正加紧施工，9月1日启用。", "2001-03-25", ["2000-02-01", "2001-09-01"]),
        ("2017年，营收9亿元。12月中旬涨价。", "2018-03-29", ["2017-01-01", "2017-12-11"]),
        ("2017年，营收9亿元。下半年需求趋旺。", "2018-03-29", ["2017-01-01", "2017-07-01"]),
        ("2017年，营收9亿元。6月开会讨论。", "2018-03-29", ["2017-01-01", "2018-06-01"]),
        ("2017年开工，厂房已封顶，9月榨季前投产。", "2018-03-29", ["2017-01-01", "2018-09-01"]),
        ("一个去年5月投产，一个今年1月开工。", "2022-02-18", ["2021-05-01", "2022-01-01"]),
        ("订单排到了8月份。", "2010-05-18", ["2010-08-01"]),
        ("赶在5月20日入汛前抢出了主堤。", "2015-08-13", ["2015-05-20"]),
        ("完成率比一季度前移了6位。", "2015-08-13", ["2015-01-01"]),
        ("明年提前举行，报名下月1日开始、12月中旬截止。", "2008-11-24", ["2009-01-01", "2008-12-01", "2008-12-11"]),
        ("1月份物价涨1.2%，涨幅比上月回落。", "2009-02-19", ["2009-01-01", "2008-12-01"]),
        ("1月份物价涨1.2%。上月以来，菜价回落。", "2009-02-19", ["2009-01-01", "2009-01-01"]),
        ("7月以前，市民看病排长队。", "2003-11-06", ["2003-07-01"]),
        ("7月以前，全部完工。", "2003-11-06", ["2004-07-01"]),
        ("后两个10月动工。", "2024-09-12", ["2024-10-01"]),
        ("明年的十件实事正在征集，截至11月23日收到建议1350条。", "2009-11-25", ["2010-01-01", "2009-11-23"]),
    ],
)
def test_what_governs_a_date_without_a_year_or_month(text: str, published: str, days: list[str]) -> None:
    found = newsextract.parse(text, published=published, kinds=["date"]).records
    assert [str(record.start) for record in found] == days  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "published", "last"),
    [
        ("大桥2月7日合龙，全线9月底通车。", "2015-03-20", ("2015-09-21", "2015-09-30")),
        ("项目去年冬天奠基，8月投产。", "2004-11-09", ("2004-08-01", "2004-08-31")),
        ("大桥已于9月底通车。", "2015-03-20", ("2014-09-21", "2014-09-30")),
        ("去年5月动工，厂房在建，年底投产后年新增收入4亿元。", "1998-03-18", ("1998-12-01", "1998-12-31")),
    ],
)
def test_a_sentence_tells_its_days_in_their_order(text: str, published: str, last: tuple[str, str]) -> None:
    assert days(text, published)[-1] == last


def test_a_headline_inherits_no_year_from_the_one_above_it() -> None:
    body = "　　本报讯（记者 王禾）汽车南站已经通过验收，站前广场也铺好了，旅客进出都方便，公交线路也跟着调整。\n"
    page = f"明年春运客流增长7.5%\n汽车南站12月28日启用\n\n{body}"
    assert days(page, "2007-11-19") == [("2008-01-01", "2008-12-31"), ("2007-12-28", "2007-12-28")]


REPORT = """政府工作报告
一、2013年工作回顾
南外环立交8月建成通车，群众满意。
二、2014年主要任务
市奥体中心9月交付使用，年底前对外开放。
三、加强自身建设
6月底前开展评议。
本报讯（记者 张沐）新馆9月开放。"""


def test_a_part_of_a_report_that_is_headed_by_a_year_is_of_that_year() -> None:
    assert days(REPORT, "2014-02-13") == [
        ("2013-01-01", "2013-12-31"),
        ("2013-08-01", "2013-08-31"),
        ("2014-01-01", "2014-12-31"),
        ("2014-09-01", "2014-09-30"),
        ("2014-12-01", "2014-12-31"),
        ("2014-06-21", "2014-06-30"),
        ("2013-09-01", "2013-09-30"),
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("大桥1998年5月动工，次年5月封顶", ("1999-05-01", "1999-05-31")),
        ("大桥1998年5月动工，次年5月封顶，同年10月竣工", ("1999-10-01", "1999-10-31")),
        ("大桥1998年动工。翌年5月8日至10日封桥", ("1999-05-08", "1999-05-10")),
        ("大桥1998年动工，第二年国庆节通车", ("1999-10-01", "1999-10-01")),
        ("大桥1998年动工，次年底竣工", ("1999-12-01", "1999-12-31")),
        ("大桥1998年5月动工，1999年5月封顶，10月竣工", ("1999-10-01", "1999-10-31")),
        ("大桥2025年5月动工，目前已经封顶，10月竣工", ("2026-10-01", "2026-10-31")),
    ],
)
def test_a_year_is_counted_from_the_one_that_was_said(text: str, last: tuple[str, str]) -> None:
    assert days(f"{text}。", "2026-05-12")[-1] == last


@pytest.mark.parametrize("text", ["大桥次年5月竣工。", "大桥每年5月检修。", "每年3月5日至8日封桥。", "每年春节放假。"])
def test_no_year_is_made_up(text: str) -> None:
    assert days(text, "2026-05-12") == []


@pytest.mark.parametrize(
    ("text", "start"),
    [("东湖公园原计划6月底完工，因故推迟。", "2020-06-21"), ("原定5月1日开工的大桥推迟。", "2020-05-01")],
)
def test_what_was_once_planned_does_not_lie_ahead_of_the_page(text: str, start: str) -> None:
    assert days(text, "2020-09-08")[0][0] == start


def test_from_one_winter_to_the_next_spring_is_no_solstice() -> None:
    assert days("2018年冬至2019年春，全县兴修水利。") == [("2018-01-01", "2018-12-31"), ("2019-01-01", "2019-12-31")]


def test_the_second_half_of_a_span_of_two_digit_years_is_no_year() -> None:
    assert days("90—95年，全县投资5亿元。", "2000-01-08") == []


def test_the_year_that_works_were_begun_in_is_not_that_of_their_completion() -> None:
    text = "去年动工的十项工程已有六项竣工，其中云渡大桥9月28日通车。"
    assert days(text, "2020-12-30")[-1] == ("2020-09-28", "2020-09-28")


@pytest.mark.parametrize("numbers", ["①②③", "⑴⑵⑶", "⒈⒉⒊"])
def test_the_items_of_a_list_of_what_is_to_be_done_this_year_are_of_it(numbers: str) -> None:
    one, two, three = numbers
    page = (
        f"今年这些实事要办成\n\n{one}净水厂 6月底建成\n{two}档案馆新馆 9月开馆\n{three}过街天桥 四季度竣工\n\n"
        "去年12月，大桥通车。"
    )
    assert [start for start, _ in days(page, "2022-02-17")] == [
        "2022-01-01",
        "2022-06-21",
        "2022-09-01",
        "2022-10-01",
        "2021-12-01",
    ]


@pytest.mark.parametrize("text", ["我市13月5日开会。", "2月30日开会。", "4月31日开会。", "6月31日至7月2日开会。"])
def test_a_day_of_no_year_is_refused_without_a_publication_date_too(text: str) -> None:
    document = newsextract.parse(text)
    assert document.records == ()
    assert [reject.reason for reject in document.rejects] in (["no such day"], ["no such month"])


@pytest.mark.parametrize(
    ("text", "published", "start"),
    [
        ("借款1994年5月7日到期，公司只还了5万元；11月20日银行递上诉状。", "1995-06-22", "1994-11-20"),
        ("公路昨天贯通。再过一个多月，12月26日，它就要正式通车了。", "2000-11-15", "2000-12-26"),
        ("麻某去年6月收下2万元。8月5日又骗走3.6万元。", "2006-03-09", "2005-08-05"),
    ],
)
def test_what_the_words_round_a_day_say_tells_its_year(text: str, published: str, start: str) -> None:
    assert days(text, published)[-1][0] == start


def test_a_year_that_a_figure_is_a_multiple_of_is_no_year_that_governs() -> None:
    text = "柳湾市2005年国民经济统计公报\n\n地方财政收入17.8亿元，是2000年的2.6倍。年末总人口231.6万人。"
    assert days(text, "2006-03-09")[-1] == ("2005-12-01", "2005-12-31")


@pytest.mark.parametrize(
    ("text", "published", "start"),
    [
        ("1995年3月，一期工程竣工；二期工程9月20日开工。", "1996-05-12", "1996-09-20"),
        ("国庆长假期5日下午，公路出现返程高峰。", "2008-10-06", "2008-10-05"),
        ("比赛后天举行。", "2010-03-05", "2010-03-07"),
        ("南宁夏至高温。", "2010-06-20", "2010-06-21"),
        ("12月28日，眼看就要过年了，民工还没拿到工资。", "2010-01-05", "2009-12-28"),
        ("2022年目标任务确定。12月，工业增加值增长5%。", "2022-01-05", "2021-12-01"),
        ("2022年，全市投入12亿元。\n◆某银行贷款余额52亿元，较年初增长6.4%。", "2023-03-17", "2023-01-01"),
        ("活动不再举行，已购票者7月10日前原路退款。", "2022-06-24", "2022-07-10"),
    ],
)
def test_what_only_looks_like_a_guarded_word_is_a_date(text: str, published: str, start: str) -> None:
    assert days(text, published)[-1][0] == start
