"""Where blocks end: the marks that newspapers print decide before widths do."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings

from composed import pages
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
