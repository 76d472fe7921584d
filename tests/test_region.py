"""Where a page in traditional characters was printed, and what its 元 and its years are then."""

from __future__ import annotations

from datetime import date

import pytest

import newsextract
from newsextract.records import Date, Money

TAIWAN = "【本報台北訊】捷運局昨天說，東環線總造價新台幣三百六十八億元，沿線拆遷費{sum}，通車日改為{day}。"
HONG_KONG = "【本報專訊】立法局議員指，新機場造價704億港元，房署樓宇月租{sum}，地盤工人不滿。"
OVERSEAS = "【本報北京電】國務院批准，云渡港務公司同香港商人合資，外商投資3000萬港元，我省自籌{sum}，建設碼頭。"


def sums(text: str) -> dict[str, str]:
    document = newsextract.parse(text, published="1998-06-18")
    return {record.text: record.currency for record in document.records if isinstance(record, Money)}


def days(text: str, published: str = "1998-06-18") -> dict[str, tuple[date | None, date | None]]:
    document = newsextract.parse(text, published=published)
    return {record.text: (record.start, record.end) for record in document.records if isinstance(record, Date)}


@pytest.mark.parametrize(
    ("page", "currency"),
    [
        (TAIWAN, "TWD"),
        (HONG_KONG, "HKD"),
        (OVERSEAS, "CNY"),
        (TAIWAN.replace("捷運局昨天說", "据新華社電，國務院台办、省委、市委得知"), "CNY"),
    ],
)
def test_a_bare_sum_is_in_the_money_of_the_place(page: str, currency: str) -> None:
    text = page.format(sum="320元", day="八十七年十一月底")
    assert sums(text)["320元"] == currency


def test_a_page_in_simplified_characters_counts_in_yuan() -> None:
    text = "台北捷运局说，东环线总造价新台币三百亿元，高雄县长说拆迁费320元。"
    assert sums(text)["320元"] == "CNY"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("八十七年十一月底", (date(1998, 11, 21), date(1998, 11, 30))),
        ("88年8月上旬", (date(1999, 8, 1), date(1999, 8, 10))),
        ("八十八年三月五日", (date(1999, 3, 5), date(1999, 3, 5))),
        ("民國九十一年", (date(2002, 1, 1), date(2002, 12, 31))),
    ],
)
def test_years_of_the_republic_are_read_on_pages_from_taiwan(
    printed: str, expected: tuple[date | None, date | None]
) -> None:
    assert days(TAIWAN.format(sum="320元", day=printed))[printed] == expected


def test_elsewhere_two_digits_are_a_year_of_the_century() -> None:
    assert days("高速公路88年8月上旬开工。", "1990-01-05")["88年8月上旬"] == (date(1988, 8, 1), date(1988, 8, 10))
