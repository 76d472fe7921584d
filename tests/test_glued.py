"""Two heads one right under the other: which of them belongs to the text above."""

from __future__ import annotations

import pytest

from newsextract.glued import seam
from newsextract.layout import cut, lines

FERRY = "苇塘渡口的老船工王禾把最后一班船靠上岸，\n系好缆绳，拍了拍船舷。明天起，他不用再来了。"
WAGES = "本报讯 （记者 张禾）苇塘区昨日公布最低工资\n标准，每月提高一百二十元，从下月起执行。"


@pytest.mark.parametrize(
    ("heads", "second"),
    [
        (["老船工的最后一班船", "最低工资标准提高一百二十元"], 1),
        (["老船工靠上岸", "老船工的最后一班船", "最低工资标准提高"], 2),
        (["最低工资标准提高", "每月多一百二十元"], 0),  # both belong to the text below
        (["一片叶子的旅行", "一条小河的四季"], 0),  # neither side has them
        (["老船工的最后一班船", "——最低工资标准记"], 0),  # a subtitle stays with its head
    ],
)
def test_words_part_two_heads(heads: list[str], second: int) -> None:
    printed = lines("\n".join([FERRY, *heads, WAGES]))
    first = len(FERRY.splitlines())
    assert seam(printed, first, first + len(heads)) == (first + second if second else 0)


def test_the_blocks_of_a_page_are_parted_there() -> None:
    raw = f"{FERRY}\n\n老船工的最后一班船\n最低工资标准提高一百二十元\n\n{WAGES}"
    assert [raw[block.start : block.end] for block in cut(raw)][1:3] == [
        "老船工的最后一班船",
        "最低工资标准提高一百二十元",
    ]
