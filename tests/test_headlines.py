"""Subhead or headline, above or below: what decides where no mark does."""

from __future__ import annotations

import pytest

from newsextract.articles import find_articles
from newsextract.pipeline import lay_out
from newsextract.records import Article

FERRY = """苇塘渡口的老船工王禾把最后一班船靠上岸，
系好缆绳，拍了拍船舷。明天起，他不用再来了。
三十一年里，他在这条河上来回摆渡了二十多万
趟，送过上学的孩子，也送过出嫁的姑娘。

去年秋天动工的云渡大桥上周合龙，两岸群众过
河只要两分钟。王禾说，桥通了，他也该歇歇了，
只是舍不得这条船。村里商量着把船抬上岸，摆
在桥头，让后来的人知道从前是怎么过河的。"""
MARKET = """农贸市场搬进新棚之后，菜摊上的价签换成了电
子屏。摊主李麦每天早上六点把菜价报上去，屏
上就跟着变，谁家的贵、谁家的便宜一目了然。

逛市场的人多了，吵架的人少了。市场管理处上
月统计，短斤少两的投诉只有三起，都当场退了
钱。"""
WAGES = """本报讯 （记者 张禾）苇塘区昨日公布最低工资
标准，每月提高一百二十元，从下月起执行，惠
及两万多名职工。"""


def found(raw: str) -> list[Article]:
    return [draft.article for draft in find_articles(lay_out(raw))]


def told(raw: str) -> list[tuple[str | None, str]]:
    """The articles: headline and the first characters of the text."""
    return [(a.headline, "".join(raw[slice(*a.pieces[0])].split())[:6]) for a in found(raw)]


def test_heads_under_their_bodies_part_articles_without_marks() -> None:
    raw = f"{FERRY}\n\n老船工的最后一班船\n\n{MARKET}\n\n菜摊上的电子屏"
    assert told(raw) == [("老船工的最后一班船", "苇塘渡口的老"), ("菜摊上的电子屏", "农贸市场搬进")]


def test_heads_over_their_bodies_part_articles_without_marks() -> None:
    raw = f"老船工的最后一班船\n\n{FERRY}\n\n菜摊上换了电子屏 市场投诉只有3起\n\n{MARKET}"
    assert [head for head, _ in told(raw)] == ["老船工的最后一班船", "菜摊上换了电子屏市场投诉只有3起"]


def test_short_heads_of_one_form_are_subheads() -> None:
    raw = f"两岸之间换了人间\n\n{WAGES}\n\n{FERRY}\n\n摆渡难\n\n{FERRY}\n\n过河易\n\n{FERRY}"
    assert len(found(raw)) == 1


def test_a_head_with_figures_over_news_is_a_headline() -> None:
    news = "统计部门消息，9月份苇塘区社会消费品零售额三\n亿元，同比增长5.6%，连续四个月回升。"
    raw = f"{WAGES}\n\n9月苇塘消费增长5.6%\n\n{news}"
    assert told(raw) == [(None, "本报讯（记者"), ("9月苇塘消费增长5.6%", "统计部门消息")]


def test_a_letter_is_an_article() -> None:
    raw = f"{WAGES}\n编辑同志：我家住在苇塘镇北街，门前的路灯坏了\n三个月，晚上出门要打手电，盼着有人来修。"
    assert [text for _, text in told(raw)] == ["本报讯（记者", "编辑同志：我"]


def test_a_brief_that_names_its_column_is_an_article() -> None:
    raw = f"菜摊上的电子屏\n\n{MARKET}\n\n【一句话新闻】苇塘区第二水厂昨日建成投用，受\n益人口二十八万人。"
    assert told(raw) == [("菜摊上的电子屏", "农贸市场搬进"), (None, "【一句话新闻")]


def test_a_column_that_runs_on_has_the_name_of_the_column() -> None:
    raw = f"{WAGES}\n\n三句话新闻\n\n●苇塘水厂昨日通水。●粮食节下月\n举行。●渡口路面修好。"
    assert told(raw) == [(None, "本报讯（记者"), ("三句话新闻", "●苇塘水厂昨")]


def test_a_head_over_a_teaser_that_has_its_own_belongs_to_the_body_above() -> None:
    raw = f"{MARKET}\n\n菜摊上的电子屏\n苇塘的下一个五年怎么干 （详\n见第三版）"
    assert ("菜摊上的电子屏", "农贸市场搬进") in told(raw)
    assert found(raw)[-1].kind == "brief"


@pytest.mark.parametrize(
    ("printed", "byline"),
    [
        ("（通讯员\n伍岳）", "通讯员 伍岳"),
        ("（记者 周墨\n实习生 伍岳）", "记者 周墨 实习生 伍岳"),
        ("（记者 欧启明\n伍晓岳）", "记者 欧启明 伍晓岳"),
        ("（记者 周\n墨）", "记者 周墨"),
        ("（记者 周墨 通\n讯员 伍岳）", "记者 周墨 通讯员 伍岳"),
    ],
)
def test_a_line_of_a_byline_ends_with_a_blank_where_it_parts_people(printed: str, byline: str) -> None:
    raw = f"本报讯 {printed}苇塘区昨日公布最低工资标准，每月\n提高一百二十元，从下月起执行。"
    assert found(raw)[0].byline == byline
