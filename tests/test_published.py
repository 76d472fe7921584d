"""The publication date comes from a name or from what the page prints of itself, never from its news."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsextract
from newsextract.errors import UsageError
from newsextract.published import from_name, from_page, from_pattern, odd_year
from newsextract.records import Date


@pytest.mark.parametrize(
    "name",
    [
        "2020-09-08.txt",
        "page-20200908.txt",
        "paper_2020_9_8_02.txt",
        "2020/09/08/page1.txt",
        "2020.09.08.txt",
        "某某日报2020年9月8日第1版.txt",
        "2019/x-2020-09-08.txt",
        "archive-2018-01-01/2020-09-08/a.txt",
        "20200908",
        "２０２０－０９－０８.txt",
        "２０２０年９月８日.txt",
        "某某日报二〇二〇年九月八日.txt",
        "二零二零年九月八日",
    ],
)
def test_finds_the_date_of_a_name(name: str) -> None:
    assert from_name(name) == date(2020, 9, 8)


@pytest.mark.parametrize(
    "name",
    [
        "page.txt",
        "1.txt",
        "",
        "2020.txt",
        "2020-13-01.txt",
        "2020-02-30.txt",
        "12020-09-081.txt",
        "120200908.txt",
        "2020-09_08.txt",
        "二〇二〇年九月.txt",
        "二〇二〇年十三月八日.txt",
    ],
)
def test_finds_no_date_in_other_names(name: str) -> None:
    assert from_name(name) is None


@given(
    st.dates(date(1800, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]),
)
def test_finds_any_date_in_any_manner(day: date, manner: str) -> None:
    assert from_name(f"p-{day.strftime(manner)}.txt") == day


@pytest.mark.parametrize(
    "text",
    [
        "2020年9月8日 星期二 第1版",
        "某某日报\n2020年9月8日（星期二）\n头条",
        "二〇二〇年九月八日 星期二",
        "二○二○年九月八日第一版",
        "2020年9月8日出版",
        "今日出版：2020年9月8日",
        "2020年9月8日 星期二\n……\n2020年9月8日第3版",
    ],
)
def test_finds_the_date_that_a_page_prints_of_itself(text: str) -> None:
    assert from_page(text) == date(2020, 9, 8)


@pytest.mark.parametrize(
    "text",
    [
        "大桥于2020年9月8日通车。",
        "定于2020年11月7日（星期六）举行的招聘会，昨日已有300家企业报名。",
        "第五届运动会将于2021年3月6日（周六）开幕。",
        "本报讯 9月8日，记者获悉",
        "2020年9月8日 星期二\n2020年9月9日 星期三",
        "2020年2月30日 星期二",
        "",
    ],
)
def test_takes_no_date_of_the_news_and_none_that_is_unsure(text: str) -> None:
    assert from_page(text) is None


@pytest.mark.parametrize(
    ("path", "digits", "said"),
    [
        ("jg19980514.txt", r"\d{4}", None),
        ("jg980514.txt", r"\d\d", "98"),
        ("jg00980514.txt", r"\d{4}", "0098"),
        ("jg98760514.txt", r"\d{4}", "9876"),
        ("jgxy0514.txt", r"..", "xy"),
        ("other.txt", r"\d\d", None),
    ],
)
def test_a_year_that_no_paper_has_is_none_and_is_told(path: str, digits: str, said: str | None) -> None:
    pattern = rf"jg(?<year>{digits})(?<month>\d\d)(?<day>\d\d)"
    day = date(1998, 5, 14) if path == "jg19980514.txt" else None
    assert (from_pattern(path, pattern), odd_year(path, pattern)) == (day, said)


@pytest.mark.parametrize("given_", ["2020-02-30", "yesterday", "", 20200908])
def test_what_is_no_day_is_said(given_: str) -> None:
    with pytest.raises(UsageError, match=f"{given_!r} is no calendar day"):
        newsextract.parse("昨日，大桥通车。", published=given_)


def test_a_moment_is_of_its_day() -> None:
    document = newsextract.parse("昨日，大桥通车。", published=datetime(2020, 9, 8, 7, 30, tzinfo=UTC))
    assert document.published == date(2020, 9, 8)
    (found,) = (one for one in document.records if isinstance(one, Date))
    assert found.start == date(2020, 9, 7)


def test_option_wins_over_name_and_name_over_page() -> None:
    text = "2020年9月8日 星期二\n\n昨日，大桥通车。"
    given_ = newsextract.parse(text, published="2001-01-01", name="2010-10-10.txt")
    named = newsextract.parse(text, name="2010-10-10.txt")
    printed = newsextract.parse(text, name="page.txt")
    unknown = newsextract.parse("昨日，大桥通车。")
    assert [(str(d.published), d.published_from) for d in (given_, named, printed, unknown)] == [
        ("2001-01-01", "option"),
        ("2010-10-10", "name"),
        ("2020-09-08", "page"),
        ("None", None),
    ]
