"""Captions without 图为: what the credit at their end says of the lines above it."""

from __future__ import annotations

import pytest

from newsextract.articles import find_articles
from newsextract.captions import captions
from newsextract.layout import lines
from newsextract.pipeline import lay_out

ABOVE = """本报讯 （记者 张禾）苇塘区昨日召开粮食工作会
议，部署秋粮收购，要求各收储库点提前备足仓容，
做到随到随收。"""
BELOW = """本报讯 （记者 李麦）云渡镇的老人食堂昨日开张，
一份午饭只要六元。"""


def page(caption: str) -> str:
    return f"{ABOVE}\n\n{caption}\n\n{BELOW}"


@pytest.mark.parametrize(
    ("caption", "byline"),
    [
        ("焊工在云渡大桥 施工现场\n焊接护栏。 周墨\n摄影报道", "周墨"),
        ("焊工在云渡大桥 施工现场\n焊接护栏。 通讯员 周墨\n\n文/图", "通讯员 周墨"),
        ("10 月 8 日 ，焊工在云渡\n大桥 焊接护栏。该桥全长\n460 米 。 本报记者 周\n\n墨 摄", "本报记者 周墨"),
        ("10 月 8 日 ，焊工在云渡\n大桥 焊接护栏。 本报记者 周墨 通讯\n员 伍岳 摄", "本报记者 周墨 通讯员 伍岳"),
        ("市民在云渡湿地 赏花。 周墨 摄影\n报道", "周墨"),
    ],
)
def test_a_credit_over_lines_makes_a_caption(caption: str, byline: str) -> None:
    raw = page(caption)
    above, photograph, below = [draft.article for draft in find_articles(lay_out(raw))]
    assert [above.kind, photograph.kind, below.kind] == ["brief", "caption", "brief"]
    assert raw[slice(*photograph.pieces[0])] == caption
    assert photograph.byline == byline


def test_a_caption_begins_where_the_column_is_wider() -> None:
    head = "云渡湿地迎来八万人\n门票收入增三成"
    caption = "市民在 云渡湿地 赏花。湿地占地 1180 亩 ，总投资 2.6\n亿元 ，上月开园 。 周墨 摄"
    raw = f"{ABOVE}\n\n{head}\n{caption}\n\n{BELOW}"
    photograph = next(draft.article for draft in find_articles(lay_out(raw)) if draft.article.kind == "caption")
    assert raw[slice(*photograph.pieces[0])] == caption


def test_a_caption_goes_on_with_what_it_shows() -> None:
    text = f"{ABOVE}\n\n焊工在云渡大桥 焊接护栏。\n\n该桥全长 460 米。 周墨 摄\n\n{BELOW}"
    printed = lines(text)
    assert [(printed[a].text, printed[b].text) for a, b in captions(printed)] == [
        ("焊工在云渡大桥 焊接护栏。", "本报讯 （记者 李麦）云渡镇的老人食堂昨日开张，")
    ]


def test_a_page_without_credits_has_none() -> None:
    assert list(captions(lines(f"{ABOVE}\n\n{BELOW}"))) == []
    assert list(captions([])) == []


def test_who_wrote_the_report_above_is_not_the_beginning_of_a_caption() -> None:
    above = "“到那天再说，到时候请你坐小车去，”指挥长对\n记者说 。\n本报记者 王小禾 通讯员 李麦苗"
    first = "滨河公园 12 月 1 日免费开放， 市民在园"
    caption = f"{first}\n\n内放风筝。公园占地 7.6公顷 ，由52家单位\n\n捐资890万元建成。 罗大明 摄"
    printed = lines(f"{ABOVE}\n{above}\n\n{caption}\n\n{BELOW}")
    assert [printed[a].text for a, _ in captions(printed)][:1] == [first]


def test_a_caption_that_begins_with_its_day_tears_a_paragraph_behind_a_limb() -> None:
    caption = "三月十日，云渡电厂扩建工程\n工地上的女焊工。 本报记者 周墨 摄"
    printed = lines(f"要求施工单位倒排工期；\n{caption}\n柳湾引水工程的前期工作要做细做实。")
    assert [printed[a].text for a, _ in captions(printed)][:1] == ["三月十日，云渡电厂扩建工程"]
