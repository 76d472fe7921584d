"""Where blocks end: the marks that newspapers print decide before widths do."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings

from composed import pages
from newsextract.glued import seam
from newsextract.layout import cut, lines


def blocks(raw: str) -> list[str]:
    """The blocks without their white space."""
    return ["".join(raw[block.start : block.end].split()) for block in cut(raw)]


BODY = """本报讯 （记者 张禾）昨日，记者从市重点
办获悉，新区污水处理厂主体工程已经完成，
设备安装过半，预计年底前通水试运行，届时

全区的生活污水都能得到处理，河水将重新变
清，两岸群众又能到河边散步了。"""


def test_a_paragraph_that_is_broken_into_lines_is_one_block() -> None:
    assert blocks(BODY) == ["".join(BODY.split())]


def test_an_empty_line_inside_a_sentence_parts_nothing() -> None:
    assert blocks(BODY.replace("\n", "\n\n")) == ["".join(BODY.split())]


def test_a_dateline_with_blanks_opens_a_body() -> None:
    dateline = "本报云渡 3月 12日电 （记\n者 方幼）站在延长到270\n0米的跑道上，海风扑面。"
    assert blocks(f"云渡机场扩建加紧施工\n\n{dateline}")[0] == "云渡机场扩建加紧施工"


def test_the_first_line_of_a_wire_report_is_no_headline() -> None:
    report = "据中新社讯 内地与香港合资的云渡彩色感光\n\n材料项目 3月11日在北京签约。 项目总投资680\n0 万美元。"
    assert blocks(f"{BODY}\n\n云渡感光项目签约\n\n{report}")[1:] == ["云渡感光项目签约", "".join(report.split())]


def test_an_entry_that_fills_its_column_goes_on() -> None:
    entries = ["● 云渡煤码头、 集装\n箱码头相继建成投产。", "● 云渡华侨大厦新楼\n3月 8日开业， 每晚45元。"]
    assert blocks("\n".join(entries)) == ["".join(entry.split()) for entry in entries]


def test_the_first_item_of_a_numbered_list_is_no_headline() -> None:
    items = ["1.县医院住院大楼 总投资6800万元 装饰\n施工 12月底建成", "2.城关三小 8月28日竣工"]
    assert blocks("今年实事进展通报\n\n" + "\n\n".join(items))[1:] == ["".join(item.split()) for item in items]


def test_two_heads_are_not_parted_inside_a_sum() -> None:
    torn = "今年３月交了初装费３２００\n元电话交换机为何不通"
    page = f"初装费又收了，三月交费的初装费有３２００户。\n{torn}\n电话交换机坏了，元旦前电话不通，为何不通要问交换机。"
    printed = lines(page)
    assert seam(printed, 1, 3) == 0
    assert seam(lines(page.replace("\n元电话", "\n县电话")), 1, 3) == 0
    assert seam(lines(page.replace("３２００\n元电话", "问题\n县电话")), 1, 3) == 2


def test_what_stands_twice_in_a_paragraph_is_no_echo_of_a_headline() -> None:
    text = "6月，全市工业用电量4.1\n亿千瓦时，环比增长 2.6%，同\n比增长 11.3% 。规模以上\n企业利润达12.6亿元。"
    assert blocks(f"工业用电回暖\n\n{text}") == ["工业用电回暖", "".join(text.split())]


def test_a_headline_stands_apart_from_its_body() -> None:
    headline, *rest = blocks(f"污水处理厂年底通水\n\n{BODY}")
    assert headline == "污水处理厂年底通水"
    assert rest == ["".join(BODY.split())]
    assert [block.head for block in cut(f"污水处理厂年底通水\n\n{BODY}")] == [True, False]


NARROW = """“明年上半年建成，这里就能走船。
”指挥部总指挥洪庆说。他的电话
一早上响了十九次。{gap}
{subhead}
{gap}澜浦国道拓宽工程全长42.3
公里，8月18日全线开工，路基
土石方已完成四成。沿线乡镇拆迁
房屋11.6万平方米。"""


def test_a_remark_in_brackets_is_no_headline() -> None:
    remark = "（以上项目均已开工，资料来源：县发改局）"
    assert [block.head for block in cut(f"{BODY}\n\n{remark}")] == [False, False]
    assert [block.head for block in cut(f"{BODY}\n\n（二）加快建设")] == [False, True]


@pytest.mark.parametrize(("subhead", "gap"), [("要通路", ""), ("国道拓宽，镇镇连片", "\n")])
def test_a_subhead_between_paragraphs_is_a_block(subhead: str, gap: str) -> None:
    assert blocks(NARROW.format(subhead=subhead, gap=gap))[1] == subhead


def test_a_caption_tears_a_sentence_apart() -> None:
    caption = "图为工人正在安装设备。本报记者 李麦 摄"
    first, second = BODY.split("\n\n")
    found = blocks(f"{first}\n{caption}\n{second}")
    assert "".join(caption.split()) in found
    assert len(found) == 3


def test_a_sentence_that_begins_with_a_reporter_is_no_byline() -> None:
    found = blocks("　　记者在柳湾水泥厂二号窑扩建\n工程工地看到，三米粗的回转窑已\n经就位，年底可望点火。")
    assert found == ["记者在柳湾水泥厂二号窑扩建工程工地看到，三米粗的回转窑已经就位，年底可望点火。"]


@pytest.mark.parametrize("mark", ["（下转第三版）", "（详见第二版）", "（上接第一版）"])
def test_a_pointer_is_a_block(mark: str) -> None:
    found = blocks(f"{BODY}\n{mark}\n\n新学期开学\n\n{BODY}")
    assert found == ["".join(BODY.split()), mark, "新学期开学", "".join(BODY.split())]


@pytest.mark.parametrize(
    "number",
    ["36\n2.8亿元", "2\n4亿元", "418\n\n亿元", "1.2\n亿元", "三\n亿元", "3.2个百\n分点", "10\n月份", "8月\n28日"],
)
def test_half_a_number_goes_on_below(number: str) -> None:
    text = f"本报讯 全市上下铆足了劲，各项工程全面铺开，已经完成投资{number}，比原先的计划还要多出一些，群众都说好。"
    assert blocks(text) == ["".join(text.split())]


@pytest.mark.parametrize(
    "torn", ["3个百\n\n分点", "百分之七点\n\n五", "12%\n至\n\n14%", "二〇〇六年\n\n四月", "2006年\n\n4月"]
)
def test_a_short_line_that_ends_inside_a_number_or_date_goes_on_below(torn: str) -> None:
    text = f"云渡县今年的投资快于往年，\n全县都说增幅又高了一些，\n达{torn}，比去年同期又快了不少，\n群众说好。"
    assert blocks(text) == ["".join(text.split())]


@pytest.mark.parametrize("below", ["10月8日建成通车，双向四", "在这个月建成通车，双向四"])
def test_the_first_line_of_a_paragraph_is_no_head(below: str) -> None:
    text = (
        "　　前一段说的是铁路，铁路也\n"
        "修通了，群众都说好。\n"
        "　　与之配套的机场高速公路\n"
        f"{below}\n"
        "车道，全长三十一公里，桥多"
    )
    assert len(blocks(text)) == 2


def test_a_first_line_that_is_a_sentence_has_its_paragraph_below() -> None:
    text = (
        "　　水渠今年春天动工修建，全县\n"
        "出动民工三万人，干得热火朝天。\n"
        "　　▲车辆厂的工程月底竣工投产。\n"
        "这项工程前年三月破土动工，共花\n"
        "投资一千二百多万元。"
    )
    assert blocks(text)[1].startswith("▲")
    assert blocks(text)[1].endswith("多万元。")


def test_a_dash_inside_a_sentence_is_no_subtitle() -> None:
    text = (
        "昨日十时，随着闸门缓缓提起，清流奔涌\n"
        "——历时四年建设的引水工程正式通水，三\n"
        "百多万市民将喝上湖水，用水从此不愁了。"
    )
    assert blocks(text) == ["".join(text.split())]


def test_no_head_stands_over_what_a_sentence_goes_on_with() -> None:
    text = (
        "院长对记者说，接下来就要改造旧楼。人民医\n"
        "院住院部二期立项已批，资金缺口还有人民\n"
        "\n"
        "币一千八百万元，正与银行商谈"
    )
    assert blocks(text) == ["".join(text.split())]


def test_a_subhead_among_indented_paragraphs_need_not_be_set_in() -> None:
    text = (
        "　　还有落空的工程，代表提出批\n"
        "评，说政府对此事确是有责任的。\n"
        "二、明年主要任务\n"
        "　　一季度开工的有北山水厂，二季\n"
        "度是南山水厂。"
    )
    assert blocks(text)[1] == "二、明年主要任务"


def test_a_short_line_without_a_mark_under_a_whole_sentence_is_a_subhead() -> None:
    text = (
        "签约并不等于落地。记者在招商局的台账\n"
        "上看到，有一家去年签约，至今没有动工。\n"
        "山里修通致富路\n"
        "全长二十三公里的石门油路上月底通车，\n"
        "沿线十一个村的蜜橘卖上了好价钱，村民\n"
        "个个都说好。"
    )
    assert blocks(text)[1] == "山里修通致富路"


def test_an_indented_archive_is_cut_at_its_indents() -> None:
    text = "　　第一段说的是道路，路修好了。\n　　第二段说的是桥，桥也通了。\n　　第三段说的是学校，学校开学了。"
    assert len(blocks(text)) == 3


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028"])
def test_every_line_break_breaks_a_line(line_break: str) -> None:
    assert [line.text for line in lines(f"甲乙{line_break}丙丁 {line_break}{line_break} 戊")] == ["甲乙", "丙丁", "戊"]


def test_a_line_knows_its_place_width_gap_and_indent() -> None:
    first, second = lines("　　投资12亿元\n\n\n 完")
    assert (first.start, first.end, first.width, first.gap, first.indent) == (2, 8, 5.0, 0, True)
    assert (second.start, second.end, second.gap, second.indent) == (12, 13, 2, False)


@pytest.mark.parametrize("nothing", ["", " ", "\n\n", "\u3000\r\n \t", "\u200b", "\x07\n\ufeff"])
def test_a_page_without_a_printed_character_has_no_block(nothing: str) -> None:
    assert cut(nothing) == []


@example("\u200b\n总投资1亿元。\n\u200b")
@given(pages())
@settings(max_examples=120, deadline=None)
def test_every_printed_character_is_in_exactly_one_block(text: str) -> None:
    found = cut(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    inside = "".join(text[block.start : block.end] for block in found)
    printed = [c for c in text if c.isprintable() and not c.isspace()]
    assert [c for c in inside if c.isprintable() and not c.isspace()] == printed
    for block in found:
        assert block.lines >= 1
        assert any(c.isprintable() and not c.isspace() for c in text[block.start : block.end])
