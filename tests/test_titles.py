"""Where a head ends and its text begins, on pages whose lines are about as wide as their heads."""

from __future__ import annotations

import pytest

from newsextract.layout import cut

BODY = """在苇塘镇南街，说起编苇席的
王禾，没有人不竖大拇指。他编
的席子铺过三代人的炕头，如今
又铺进了城里的茶馆。"""
ABOVE = """苇塘区的粮食收购上周结束，各
库点共收秋粮三万吨，农民卖粮
不用排队，当天拿到货款。"""


def blocks(raw: str) -> list[str]:
    return ["".join(raw[block.start : block.end].split()) for block in cut(raw)]


def plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    "opening",
    [
        "在苇塘镇南街，说起编苇席的",
        "“席子铺到茶馆，值。”编席的",
        "10月8日清晨，编了一辈子席",
        "编辑同志：我家隔壁编苇席的",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_text_that_opens_like_one_ends_the_head_above_it(opening: str, gap: str) -> None:
    body = BODY.replace("在苇塘镇南街，说起编苇席的", opening)
    assert blocks(f"{ABOVE}\n\n老席匠的三本账簿{gap}{body}") == [plain(ABOVE), "老席匠的三本账簿", plain(body)]


def test_a_text_that_echoes_its_head_is_not_part_of_it() -> None:
    body = "云渡镇上周公布的收成显示，大\n豆每亩多收四十斤，玉米持平。"
    assert blocks(f"{ABOVE}\n\n云渡镇秋收单产提高\n\n{body}") == [plain(ABOVE), "云渡镇秋收单产提高", plain(body)]


@pytest.mark.parametrize("rest", ["的", "的\n"])
def test_a_head_wider_than_its_column_keeps_its_last_character(rest: str) -> None:
    raw = f"{ABOVE}\n\n三十座粮库是怎样“装满”起来\n{rest}\n\n{BODY}"
    assert blocks(raw)[1:] == ["三十座粮库是怎样“装满”起来的", plain(BODY)]


@pytest.mark.parametrize("subtitle", ["——苇塘区粮食收购见闻", "——苇塘区粮食收购见\n闻", "——苇塘区粮食收购观察\n（上）"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_subtitle_ends_with_what_it_calls_the_article(subtitle: str, gap: str) -> None:
    below = "10月末全区存款突破八十亿元\n\n本报讯 （记者 张禾）苇塘区金融办昨日通报了前\n十个月的存款情况。"
    assert plain(subtitle) in blocks(f"{ABOVE}\n\n卖粮不排队\n{subtitle}{gap}{below}")


def test_a_head_on_top_of_a_teaser_is_not_its_title() -> None:
    raw = f"{BODY}\n\n南街的老席匠\n巷子里的咖啡香 （详\n见第三版）"
    assert blocks(raw) == [plain(BODY), "南街的老席匠", "巷子里的咖啡香（详见第三版）"]


def test_two_heads_with_empty_lines_round_them_stay_apart() -> None:
    raw = f"{ABOVE}\n\n苇塘收购秋粮三万吨\n\n老席匠的三本账簿\n\n{BODY}"
    assert blocks(raw) == [plain(ABOVE), "苇塘收购秋粮三万吨", "老席匠的三本账簿", plain(BODY)]


def test_a_head_of_two_lines_may_stand_right_under_its_body() -> None:
    raw = f"{ABOVE}\n苇塘农民卖粮不用再排队\n收购三万吨\n\n本报讯 （记者 张禾）{BODY}"
    assert blocks(raw)[:2] == [plain(ABOVE), "苇塘农民卖粮不用再排队收购三万吨"]


def test_a_first_line_without_a_mark_is_no_head() -> None:
    text = "苇塘区的粮食收购工作自上周开\n始以来进展顺利，各库点共收秋\n\n粮三万吨。"
    assert blocks(f"{BODY}\n\n{text}") == [plain(BODY), plain(text)]
