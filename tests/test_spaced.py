"""Rows of lists that no titles head: wide blanks keep their cells apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsextract
from newsextract.layout import cut, lines
from newsextract.spaced import spaced_lines

PRICES = "肉价　　每市斤　　八角四分　　七角六分\n蛋价　　每市斤　　九角一分　　八角八分"
RATES = "定期　　三个月　　千分之二点四　　千分之二点一\n活期　　　　　　　2.1‰　　　　　1.8‰"


def values(page: str) -> list[str]:
    return [record.text for record in newsextract.parse(page, published="1963-03-20").records]


def test_numbers_on_both_sides_of_a_wide_blank_are_two() -> None:
    assert values(RATES) == ["千分之二点四", "千分之二点一", "2.1‰", "1.8‰"]


def test_a_price_in_the_next_cell_is_the_price_of_the_same() -> None:
    records = newsextract.parse(PRICES, published="1963-03-20").records
    assert [record.model_dump()["per"] for record in records] == ["市斤"] * 4


@pytest.mark.parametrize(
    "page",
    [
        "全县收支平衡　　略有结余",  # a headline
        "第一行只有一个空　　但是没有数\n第二行也只有一个　　也没有数",
        "云渡大桥昨日通车，全长二百六十米，总造价一千二百万元。　　石桥水库今年三月动工，占地千亩，投资三百万元。\n"
        * 2,  # prose in two columns
    ],
)
def test_what_has_no_short_cells_with_values_is_no_list(page: str) -> None:
    assert spaced_lines(lines(page)) == set()


def test_each_row_is_a_block_of_its_own() -> None:
    assert [block.lines for block in cut(f"{PRICES}\n本报讯 云渡大桥昨日通车。")] == [1, 1, 1]


@given(st.lists(st.integers(1, 9999), min_size=2, max_size=6), st.sampled_from(["　　", "    ", "\t"]))
def test_no_number_runs_over_a_wide_blank(numbers: list[int], blank: str) -> None:
    row = blank.join(f"{n}万元" for n in numbers)
    found = newsextract.parse(f"{row}\n{row}", published="2020-09-08").records
    assert [record.text for record in found] == [f"{n}万元" for n in numbers] * 2
