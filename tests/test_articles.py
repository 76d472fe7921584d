"""Which blocks make an article, under which headline: pages that print what newspapers print, in many orders."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings

from composed import pages
from newsextract.articles import Places, find_articles
from newsextract.pipeline import lay_out
from newsextract.records import Article

BRIDGE = """本报讯 （记者 江帆 通讯员 伍岳）昨日上午，随着
最后一段钢箱梁吊装到位，青岚大桥主桥顺利合龙。大
桥总投资 18.6亿元，主跨 460米，计划明年 5月通车
。

建设者们顶着四十度的高温连续奋战了九十天，创造了
同类桥梁合龙的新纪录，两岸的群众都来观看。"""
CLINIC = """本报讯 （记者 柳青）记者从市医保局获悉，城乡居民
住院报销比例提高到 72%，门诊慢性病种增至 40种，
预计年内惠及 120万人。"""
VILLAGE = """天刚亮，李明就踩着露水走进青山乡的茶园。他要赶在村民下
地之前，把最后三户的危房改造登记表填完。
路修通了，茶叶卖出去了，青山乡的人均收入从三千元
涨到了八千元，外出打工的年轻人也回来了。"""


def found(raw: str) -> list[Article]:
    """The articles of a page."""
    return [draft.article for draft in find_articles(lay_out(raw))]


def heads(raw: str) -> list[str | None]:
    return [article.headline for article in found(raw)]


def bylines(raw: str) -> list[str | None]:
    return [article.byline for article in found(raw)]


def kinds(raw: str) -> list[str]:
    return [article.kind for article in found(raw)]


def texts(raw: str, article: Article) -> list[str]:
    """The pieces of an article without their white space."""
    return ["".join(raw[start:end].split()) for start, end in article.pieces]


def joined(*parts: str) -> str:
    return "\n\n".join(parts)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (joined("青岚大桥主桥合龙", BRIDGE, "住院报销比例提高", CLINIC), ["青岚大桥主桥合龙", "住院报销比例提高"]),
        (joined(BRIDGE, "青岚大桥主桥合龙", CLINIC, "住院报销比例提高"), ["青岚大桥主桥合龙", "住院报销比例提高"]),
        (joined(BRIDGE, "青岚大桥主桥合龙", "住院报销比例提高", CLINIC), ["青岚大桥主桥合龙", "住院报销比例提高"]),
        (f"{BRIDGE}\n\n青岚大桥主桥合龙\n{CLINIC}", ["青岚大桥主桥合龙", None]),
        (joined("住院报销比例提高", CLINIC, BRIDGE), ["住院报销比例提高", None]),
    ],
    ids=["above", "below", "below and above", "on top of the next article", "one without"],
)
def test_a_headline_goes_with_the_body_that_shares_its_words(raw: str, expected: Sequence[str | None]) -> None:
    assert heads(raw) == list(expected)


def test_a_headline_of_two_lines_is_one() -> None:
    raw = joined("青岚大桥主桥昨日合龙\n\n连续奋战九十天创造新纪录", BRIDGE)
    assert heads(raw) == ["青岚大桥主桥昨日合龙连续奋战九十天创造新纪录"]


def test_a_subhead_is_no_headline() -> None:
    raw = joined("青岚大桥主桥合龙", BRIDGE, "挑战高温", "为了避开正午，工人们凌晨三点就上了工地，食堂也改在那时开饭。")
    (article,) = found(raw)
    assert article.headline == "青岚大桥主桥合龙"
    assert "挑战高温" in texts(raw, article)[0]


def test_the_numbered_parts_of_a_report_are_no_headlines() -> None:
    report = f"政府工作报告（摘要）\n\n一、2008年工作回顾\n\n{VILLAGE}\n\n二、2009年主要任务\n\n{VILLAGE}"
    assert heads(report) == ["政府工作报告（摘要）"]


def test_a_subtitle_with_a_dash_makes_a_headline_where_no_mark_opens_the_body() -> None:
    raw = joined(BRIDGE, "把路修到家门口\n——青山乡见闻", VILLAGE)
    assert heads(raw) == [None, "把路修到家门口——青山乡见闻"]


def test_a_headline_below_tells_two_bodies_without_mark_apart() -> None:
    raw = joined("青岚大桥主桥合龙", BRIDGE, VILLAGE, "青山乡茶园的早晨")
    first, second = found(raw)
    assert (first.headline, second.headline) == ("青岚大桥主桥合龙", "青山乡茶园的早晨")
    assert texts(raw, second) == ["".join(VILLAGE.split())]


@pytest.mark.parametrize(
    "caption",
    [
        "图为建设者庆祝合龙。本报记者 江帆 摄",
        "8月3日，建设者庆祝合龙。 江帆 摄",
        "这是8月3日拍摄的青岚大桥。新华社发（江帆 摄）",
        "图为建设者庆祝合龙。\n江帆 摄",
    ],
)
def test_a_caption_inside_a_report_is_an_article_and_tears_it(caption: str) -> None:
    first, second = BRIDGE.split("\n\n")
    raw = joined("青岚大桥主桥合龙", first, caption, second)
    report, photograph = found(raw)
    assert (report.kind, photograph.kind) == ("brief", "caption")
    assert len(report.pieces) == 2
    assert texts(raw, photograph) == ["".join(caption.split())]
    assert (photograph.byline or "").endswith("江帆")
    assert photograph.headline is None


def test_a_wide_caption_without_a_mark_tears_even_a_sentence() -> None:
    raw = (
        "本报讯（记者 何平）龙潭水库除险加固工程通过\n验收，下游二十万群众从此可以安心度汛。工程总\n"
        "投资四千六百万元，历时十五\n"
        "4月8日，工作人员在刚刚加固的龙潭水库大坝上巡查，这座大坝长六百米。 赵越 摄\n"
        "个月，更换闸门五扇，新建了管理房，并在库区植\n树两万棵。"
    )
    report, photograph = found(raw)
    assert (photograph.kind, photograph.byline) == ("caption", "赵越")
    assert [len(article.pieces) for article in (report, photograph)] == [2, 1]


@pytest.mark.parametrize(
    ("teaser", "headline", "piece"),
    [
        ("城市马拉松下月开跑\n（详见第八版）", "城市马拉松下月开跑", "（详见第八版）"),
        ("城市马拉松下月开跑\n\n（见A8版）", "城市马拉松下月开跑", "（见A8版）"),
        ("从田头到餐桌\n——食品安全调查\n（详见第四版）", "从田头到餐桌——食品安全调查", "（详见第四版）"),
        (
            "走进新农村系列报道之三\n（详见第四版）\n\n村里来了大学生",
            "村里来了大学生",
            "走进新农村系列报道之三（详见第四版）",
        ),
        ("跑出健康来\n抓春耕 保丰收\n\n（详见第四版）", "跑出健康来", "抓春耕保丰收（详见第四版）"),
        ("今日导读\n\n跑出健康来\n\n（详见第四版）", "跑出健康来", "（详见第四版）"),
    ],
)
def test_a_teaser_is_a_brief_with_the_head_at_its_pointer(teaser: str, headline: str, piece: str) -> None:
    raw = joined("青岚大桥主桥合龙", BRIDGE, teaser, CLINIC)
    report, brief, clinic = found(raw)
    assert (brief.kind, brief.headline, texts(raw, brief)) == ("brief", headline, [piece])
    assert (report.headline, clinic.headline) == ("青岚大桥主桥合龙", None)


@pytest.mark.parametrize("mark", ["（下转第三版）", "（下\n转第三版）", "\n（下转第三版）"])
def test_an_article_that_goes_on_elsewhere_ends_there(mark: str) -> None:
    raw = joined("青山乡见闻", VILLAGE + mark, "天气预报：今天晴转多云，偏北风三级，最高气温二十六度。")
    report, weather = found(raw)
    assert (report.continued, weather.continued) == (True, False)
    assert texts(raw, weather)[0].startswith("天气预报")


def test_what_comes_from_another_page_is_an_article() -> None:
    raw = joined("（上接第一版）学生同样半价，七月起执行。", "青岚大桥主桥合龙", BRIDGE)
    assert [(article.kind, article.headline) for article in found(raw)] == [
        ("brief", None),
        ("brief", "青岚大桥主桥合龙"),
    ]


def test_a_signed_article_ends_with_the_signature() -> None:
    raw = joined(
        f"把路修到家门口\n\n{VILLAGE}（周敏）", "渔港清淤月底完工", f"{'白沙渔港清淤工程已完成九成。' * 3}（记者 林涛）"
    )
    assert heads(raw) == ["把路修到家门口", "渔港清淤月底完工"]
    assert bylines(raw) == ["周敏", "记者 林涛"]


@pytest.mark.parametrize("gap", ["", "\n", "\n\n"])
def test_a_signature_may_stand_on_a_line_of_its_own(gap: str) -> None:
    raw = f"把路修到家门口\n\n{VILLAGE}{gap}（周敏）"
    assert bylines(raw) == ["周敏"]
    assert heads(raw) == ["把路修到家门口"]


ITEMS = ("●解放路昨日完工，新建了港湾式公交站。", "●博物馆国庆期间展出青铜器一百二十件。", "●全市已收购稻谷六万吨。")


@pytest.mark.parametrize("rubric", [None, "一句话新闻", "■经贸短波■", "数字青岚"])
def test_each_item_of_a_column_is_a_brief_and_its_name_is_none(rubric: str | None) -> None:
    raw = joined(BRIDGE, *([rubric] if rubric else []), "\n".join(ITEMS), "青岚大桥主桥合龙")
    report, *items = found(raw)
    assert report.headline == "青岚大桥主桥合龙"
    assert [raw[slice(*piece)] for item in items for piece in item.pieces] == list(ITEMS)
    assert [(item.kind, item.headline) for item in items] == [("brief", None)] * len(ITEMS)


def test_a_name_over_a_row_of_briefs_is_no_headline() -> None:
    raw = joined("简明新闻", CLINIC, CLINIC.replace("柳青", "白露"))
    assert heads(raw) == [None, None]


@pytest.mark.parametrize(
    ("opening", "byline"),
    [
        ("本报讯（记者 江帆）", "记者 江帆"),
        ("晚报讯（记者 江帆）", "记者 江帆"),
        ("云江都市报讯（记者 江帆）", "记者 江帆"),
        ("本报讯（全媒体记者 江帆 通讯员 伍岳）", "全媒体记者 江帆 通讯员 伍岳"),
        ("本报讯（江帆）", "江帆"),
        ("本报讯 记者江帆报道：", "记者江帆"),
        ("本报讯（记者 江帆 摄影报道）", "记者 江帆"),
        ("新华社北京3月5日电（记者 江帆）", "记者 江帆"),
        ("本报讯 ", None),
        ("本报讯 记者从市里获悉，", None),
    ],
)
def test_a_byline_is_what_is_printed_of_names(opening: str, byline: str | None) -> None:
    assert bylines(f"{opening}青岚大桥主桥昨日合龙，总投资十八亿元，两岸群众都来观看。") == [byline]


def test_a_byline_on_a_line_of_its_own_opens_the_body() -> None:
    raw = f"把路修到家门口\n——记青山乡驻村干部\n本报记者 孙悦\n\n{VILLAGE}"
    (article,) = found(raw)
    assert (article.byline, article.headline) == ("本报记者 孙悦", "把路修到家门口——记青山乡驻村干部")
    assert texts(raw, article)[0].startswith("本报记者孙悦")


def test_a_report_is_longer_than_a_brief() -> None:
    long = BRIDGE + "\n" + "建设者们在江上架起了缆索，工程进展十分顺利。" * 5
    assert kinds(joined("青岚大桥主桥合龙", long, CLINIC)) == ["report", "brief"]


def test_a_web_archive_has_a_paragraph_in_each_line() -> None:
    body = "".join(BRIDGE.split())
    raw = f"青岚大桥主桥合龙\n{body}\n建设者们在江上架起缆索，{body[20:]}\n住院报销比例提高\n{''.join(CLINIC.split())}"
    assert heads(raw) == ["青岚大桥主桥合龙", "住院报销比例提高"]


def test_each_offset_belongs_to_its_article() -> None:
    raw = joined(BRIDGE, "青岚大桥主桥合龙", CLINIC)
    articles = found(raw)
    places = Places(articles)
    assert places.holding(raw.index("钢箱梁")) == places.holding(raw.index("青岚大桥主桥合龙")) == "a1"
    assert places.holding(raw.index("医保局")) == "a2"
    assert places.holding(len(raw)) is None


@pytest.mark.parametrize("raw", ["", "\n\n", "GDP 5%", "（下转第三版）", "（详见第三版）", "——", "图为。", "●", "摄"])
def test_what_is_hardly_a_page_is_read(raw: str) -> None:
    assert len(found(raw)) <= 1


@given(pages())
@settings(max_examples=150, deadline=None)
def test_articles_of_composed_pages_stand_side_by_side(text: str) -> None:
    articles = found(text)
    spans = sorted(span for a in articles for span in (*a.pieces, *([a.headline_span] if a.headline_span else [])))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert [article.id for article in articles] == [f"a{n}" for n in range(1, len(articles) + 1)]


@pytest.mark.parametrize("lead", ["本报讯", "晚报讯", "云江日报讯"])
def test_what_a_paper_calls_its_own_news_opens_a_body(lead: str) -> None:
    raw = f"62公里老水管明年更换\n\n{lead}（记者 江帆）昨天上午，老城区供水\n管网改造工程开工。\n"
    assert heads(raw) == ["62公里老水管明年更换"]


def test_the_name_of_a_series_is_no_headline() -> None:
    raw = f"重点项目巡礼\n\n绕青岚锻造项目走一圈，得花二十分钟。\n\n{BRIDGE}"
    assert "重点项目巡礼" not in {article.headline for article in found(raw)}
