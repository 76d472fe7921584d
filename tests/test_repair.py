"""Repairs, one sentence each: which blanks are noise, which carry meaning, and the way back to the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.layout import Block
from newsextract.repair import FOLD, Clean, drop_blank, fold_width, half_width_marks, repair


def mend(raw: str, head: bool = False) -> Clean:
    """Repair a text that is one block."""
    return repair(raw, [Block(0, len(raw), head, raw.count("\n") + 1)])


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("总投资1.2\n亿 元。", "总投资1.2亿元。"),
        ("完成投资 418\n\n亿元，", "完成投资418亿元，"),
        ("今\n年上半年", "今年上半年"),
        ("总投资36\n2.8亿元。", "总投资362.8亿元。"),
        ("共3 000人，", "共3 000人，"),
        ("自 9 月 2 日 起，", "自9月2日起，"),
        ("第\u3000一，", "第一，"),
        ("投资\r\n1亿\r元。", "投资1亿元。"),
        ("投资\u20281亿元。", "投资1亿元。"),
        ("投资1\u200b亿\ufeff元\x07。", "投资1亿元。"),
        ("用 iPhone 手机，", "用iPhone手机，"),
        ("New York Times说", "New York Times说"),
        ("New\nYork说", "New York说"),
        ("首批PP\nP项目", "首批PPP项目"),
        ("年产20G\nWh电池", "年产20GWh电池"),
        ("３，０００万美元", "3，000万美元"),
        ("１４．３％；", "14.3%；"),
        ("￥５００", "¥500"),
        ("投资1亿元,占地500亩;在建", "投资1亿元，占地500亩；在建"),
        ("1,100亿元", "1,100亿元"),
        ("𠮷 野 家，", "𠮷野家，"),
        ("（记者 王金禾 通讯员 吴麦）本报讯", "（记者 王金禾 通讯员 吴麦）本报讯"),
    ],
)
def test_reads_as_the_editor_wrote_it(raw: str, clean: str) -> None:
    assert mend(raw).text == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("新区铺开“作战图” 年度投资52亿元", "新区铺开“作战图” 年度投资52亿元"),
        ("抢抓机遇 奋力争先", "抢抓机遇 奋力争先"),
        ("抢抓机遇\n奋力争先", "抢抓机遇奋力争先"),
        ("总投资1 亿 元", "总投资1亿元"),
        ("完成投资三 亿 元", "完成投资三亿元"),
        ("9 月开工", "9月开工"),
        ("金 湾云 埠中 心奠基", "金湾云埠中心奠基"),
        ("自 力 更 生", "自力更生"),
    ],
)
def test_a_head_keeps_the_blanks_between_its_limbs_but_none_inside_a_number(raw: str, clean: str) -> None:
    assert mend(raw, head=True).text == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("由中路集团投资2 2.8亿元建设。", "由中路集团投资22.8亿元建设。"),
        ("授信至少安排 ３ ０亿元。", "授信至少安排30亿元。"),
        ("占全长的 6 4%，年内完工。", "占全长的64%，年内完工。"),
        ("处50 0元至5000元罚款，每平方米2 60元。", "处500元至5000元罚款，每平方米260元。"),
        ("月薪20 00—26 00元，人均增加1 50元至18 0元。", "月薪2000—2600元，人均增加150元至180元。"),
        (
            "今天（1 1月27日）公布，前1 0个月占比8 6 .4%，保持200 0亿元。",
            "今天（11月27日）公布，前10个月占比86.4%，保持2000亿元。",
        ),
        ("修复面积126 0亩，全长1 2公里。", "修复面积1260亩，全长12公里。"),
        ("图1 1月份出口，第1 1月号。", "图1 1月份出口，第1 1月号。"),  # two numbers, for all that is known
        ("柳湾镇12 350万元。", "柳湾镇12 350万元。"),  # a row of a table
        ("东河乡 8 120万元。", "东河乡8 120万元。"),
        ("增长 3.5 2.8亿元。", "增长3.5 2.8亿元。"),
    ],
)
def test_a_blank_inside_the_number_of_a_sum_or_share_is_noise(raw: str, clean: str) -> None:
    assert mend(raw).text == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("■修桥 滨河北大桥昨天开工，投资 3亿元。", "■修桥 滨河北大桥昨天开工，投资3亿元。"),
        ("◆云渡县 县职业技术学校新校区竣工，面积 8万平方米。", "◆云渡县 县职业技术学校新校区竣工，面积8万平方米。"),
        ("◆云渡县的 一所学校竣工。", "◆云渡县的一所学校竣工。"),
    ],
)
def test_the_blank_behind_the_place_of_an_entry_stays(raw: str, clean: str) -> None:
    assert mend(raw).text == clean


@pytest.mark.parametrize(
    ("before", "gap", "after", "keeps_limbs", "noise"),
    [
        ("资", " ", "1", False, True),
        ("a", " ", "b", False, False),
        ("a", "\n", "b", False, False),
        ("A", "\n", "B", False, True),
        ("A", " ", "B", False, False),
        ("1", " ", "2", False, False),
        ("1", "\n", "2", False, True),
        ("1", "\r\n", "2", False, True),
        ("机", " ", "奋", True, False),
        ("机", "\n", "奋", True, True),
        ("5", " ", "个", True, True),
        ("，", " ", "奋", True, True),
    ],
)
def test_which_blanks_are_noise(before: str, gap: str, after: str, keeps_limbs: bool, noise: bool) -> None:
    assert drop_blank(before, gap, after, keeps_limbs=keeps_limbs) is noise


def test_blocks_are_parted_by_the_line_feed_that_the_page_has_there() -> None:
    raw = "甲乙 \r\n\r\n丙 丁"
    clean = repair(raw, [Block(0, 2, True, 1), Block(7, 10, False, 1)])
    assert clean.text == "甲乙\n丙丁"
    assert [clean.raw_offset(at) for at in range(5)] == [0, 1, 4, 7, 9]


def test_spans_and_offsets_go_back_to_the_page() -> None:
    raw = "投资１．２\n亿 元。"
    clean = mend(raw)
    start = clean.text.index("1.2亿元")
    assert clean.raw_span(start, start + 5) == (2, 9)
    assert raw[2:9] == "１．２\n亿 元"
    assert [clean.clean_offset(at) for at in (2, 5, 6, 7, 8)] == [2, 5, 5, 6, 6]


def test_an_empty_page_is_empty() -> None:
    assert repair("", []) == Clean("", (), ())
    assert repair(" \n", []).clean_offset(1) == 0


@pytest.mark.parametrize("edge", ["\u200b", "\ufeff", "\x07", "\x1c"])
def test_noise_at_the_edge_of_a_block_goes(edge: str) -> None:
    assert mend(f"{edge}投资1亿元{edge}").text == "投资1亿元"


@given(st.text("０１２９ＡＺａｚ％．－～＋／＄￥，。（）“”一二 0aA%,.", max_size=40))
def test_a_swap_keeps_the_length_and_needs_no_second_time(text: str) -> None:
    for swap in (fold_width, half_width_marks):
        once = swap(text)
        assert len(once) == len(text)
        assert swap(once) == once


def test_only_what_numbers_units_and_names_are_made_of_is_folded() -> None:
    assert fold_width("，。；：！？（）“”《》、") == "，。；：！？（）“”《》、"
    assert not any(chr(c) in "，。；：！？（）" for c in FOLD)


@given(
    st.lists(
        st.sampled_from(["中", "资", "1", "9", "a", "Z", "，", "”", "𠮷", " ", "\n", "\r\n", "\u3000", "\x00"]),
        max_size=30,
    )
)
def test_only_blanks_go_and_everything_else_stays_in_order(parts: list[str]) -> None:
    raw = "".join(parts)
    noise = " \n\r\u3000\x00"
    clean = mend(raw)
    assert [c for c in clean.text if c not in noise] == [c for c in raw if c not in noise]
    assert [raw[clean.raw_offset(at)] for at, c in enumerate(clean.text) if c not in noise] == [
        c for c in raw if c not in noise
    ]
