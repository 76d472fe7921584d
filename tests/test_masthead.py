"""What a page prints of itself is read, belongs to no article, and is told apart from what an article says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import newsextract
from newsextract.cli import app
from newsextract.masthead import masthead_lines, read_masthead
from newsextract.records import Date, Masthead

STORY = """本报讯（记者 张禾）6月20日，总投资8600万元的苇塘中学迁建工程主体封顶，
比计划早了二十天。"""


def of(*lines: str) -> Masthead | None:
    return read_masthead(lines, [(n, n + 1) for n in range(len(lines))])


@pytest.mark.parametrize(
    ("lines", "newspaper", "day", "weekday", "page"),
    [
        (["苇塘日报", "2018年6月21日 星期四", "第３版"], "苇塘日报", date(2018, 6, 21), "星期四", "3"),
        (["2018年6月21日　星期四　农历戊戌年五月初八　第12345期　今日8版"], None, date(2018, 6, 21), "星期四", None),
        (["要闻 第三版 苇塘晚报 责任编辑 王磊"], "苇塘晚报", None, None, "3"),
        (["A03 综合新闻 2018.6.21 星期四"], None, date(2018, 6, 21), "星期四", "A03"),
        (["苇塘日报 一九五八年十一月六日 星期四 第四版"], "苇塘日报", date(1958, 11, 6), "星期四", "4"),
        (["《苇塘商报》 2 0 1 8年6 月21日 星期四"], "苇塘商报", date(2018, 6, 21), "星期四", None),
        (["2018年2月31日 星期四"], None, None, "星期四", None),
        (["综合新闻 2 2018年6月21日 星期四"], None, date(2018, 6, 21), "星期四", "2"),
        (["苇塘日报 3 经济 2018年6月21日 星期四"], "苇塘日报", date(2018, 6, 21), "星期四", "3"),
        (["A2 · 综合 2018年6月21日 责编 王磊 美编 李麦"], None, date(2018, 6, 21), None, "A2"),
        (["2018年6月21日 要闻 2版"], None, date(2018, 6, 21), None, "2"),
        (["A02 要闻 苇塘晚报"], "苇塘晚报", None, None, "A02"),
    ],
)
def test_reads_name_day_and_page(
    lines: list[str], newspaper: str | None, day: date | None, weekday: str | None, page: str | None
) -> None:
    found = of(*lines)
    assert found is not None
    assert (found.newspaper, found.date, found.weekday, found.page) == (newspaper, day, weekday, page)
    assert found.pieces == tuple((n, n + 1) for n in range(len(lines)))


@pytest.mark.parametrize(
    ("line", "editors"),
    [
        ("责编：王禾 校对：李麦苗", ("王禾", "李麦苗")),
        ("责编 王 禾  版式 李 麦", ("王禾", "李麦")),
        ("本版编辑：李四、王五 美编：赵六", ("李四", "王五", "赵六")),
        ("【我要纠错】责任编辑：王安", ("王安",)),
        ("责任编辑 王磊 赵刚 版式 李莉 电话：0393-1234567", ("王磊", "赵刚", "李莉")),
    ],
)
def test_reads_who_edited_the_page(line: str, editors: tuple[str, ...]) -> None:
    found = of(line)
    assert found is not None
    assert found.editors == editors


@pytest.mark.parametrize(
    "line",
    [
        "编辑部主任说",
        "3 经济社会发展",
        "2 民生工程",
        "教育 卫生",
        "A3 新闻发布会召开",
        "编辑王禾的书",
        "（下转第三版）",
        "（详见第3版）",
        "星期四，他又来到工地",
        "2018年6月21日，星期四，大桥通车",
        "苇塘日报",
        "第2758号决议明确指出",
        "这本书出到第3版，印了两万册",
        "项目建设",
    ],
)
def test_what_an_article_says_is_no_masthead(line: str) -> None:
    assert masthead_lines([line]) == set()


def test_belongs_to_no_article_and_parts_what_it_stands_between() -> None:
    raw = f"苇塘日报  2018年6月21日 星期四\n第3版 责编 王禾\n苇塘中学封顶\n{STORY}\n校对：李麦\n"
    document = newsextract.parse(raw)
    assert document.masthead is not None
    assert [raw[slice(*piece)] for piece in document.masthead.pieces] == [
        "苇塘日报  2018年6月21日 星期四",
        "第3版 责编 王禾",
        "校对：李麦",
    ]
    (article,) = document.articles
    assert article.headline == "苇塘中学封顶"
    assert [raw[slice(*piece)] for piece in article.pieces] == [STORY]
    assert [record.article for record in document.records if record.type == "date"] == [None, article.id]


def test_a_page_without_one_has_none() -> None:
    assert newsextract.parse(STORY).masthead is None


@pytest.mark.parametrize(
    ("weekday", "options", "warnings"),
    [
        ("星期四", [], []),
        ("星期二", [], ["prints 2018-06-21 星期二, but that day was a 星期四"]),
        ("星期四", ["-d", "2018-06-22"], ["prints 2018-06-21 as its day, but is read as of 2018-06-22"]),
    ],
)
def test_says_where_the_printed_day_does_not_fit(
    tmp_path: Path, weekday: str, options: list[str], warnings: list[str]
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"苇塘日报 2018年6月21日 {weekday}\n{STORY}", encoding="utf-8")
    result = CliRunner().invoke(app, ["parse", str(page), *options])
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [f"newsextract: warning: {page}: {warning}" for warning in warnings]


@pytest.mark.parametrize(
    "head",
    [
        "云渡日报2020年9月8日",
        "云渡日报\n2020年9月8日",
        "２０２０年９月８日",
        "二〇二〇年九月八日",
        "云渡日报 2020.9.8 A03版",
        "2020-09-08",
    ],
)
def test_the_day_at_the_head_of_a_page_is_its_day(head: str) -> None:
    document = newsextract.parse(f"{head}\n\n我市重点项目建设加快推进\n\n本报讯 昨日，云渡大桥通车。")
    assert str(document.published) == "2020-09-08"
    assert document.published_from == "page"
    assert [article.headline for article in document.articles] == ["我市重点项目建设加快推进"]
    assert [str(r.start) for r in document.records if isinstance(r, Date)][-1] == "2020-09-07"


def test_a_day_further_down_is_none_of_the_page() -> None:
    document = newsextract.parse("云渡大桥通车\n\n2019年5月8日，大桥通车。\n\n二〇一九年五月八日")
    assert document.published is None


def test_a_masthead_may_be_in_traditional_characters() -> None:
    masthead = newsextract.parse("瑞州日報2021年3月5日 星期五 第2版\n\n本報訊 總投資2億元。\n").masthead
    assert masthead is not None
    assert (masthead.newspaper, masthead.page) == ("瑞州日報", "2")
