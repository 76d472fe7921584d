"""Every number that a newspaper can print is read exactly, and nothing else is read as a number.

The writer and the slow reader below share no code with the package: what they agree on with it, two people would.
"""

from __future__ import annotations

import random
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.numerals import approximate, fault_of, parse_number

SIMPLE = ("零一二三四五六七八九", "十百千", "万", "亿")
FORMAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万", "亿")
TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬", "億")
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def write_section(number: int, script: tuple[str, str, str, str]) -> str:
    """Write 1 to 9999 in full: 一千零二十."""
    digits, units, _, _ = script
    written, zero = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            zero = bool(written)
            continue
        written += (digits[0] if zero else "") + digits[digit] + (units[power - 1] if power else "")
        zero = False
    return written


def write(number: int, script: tuple[str, str, str, str] = SIMPLE, short: bool = True) -> str:
    """Write 0 to 10^16 - 1 as a clerk does; ``short`` writes 十五 for 一十五."""
    digits, units, ten_thousand, hundred_million = script
    if number == 0:
        return digits[0]
    high, low = divmod(number, 10**8)
    written = ""
    if high:
        written = write(high, script, short=False) + hundred_million
    upper, lower = divmod(low, 10**4)
    for section, size in ((upper, ten_thousand), (lower, "")):
        if section:
            gap = written and (section < 1000 or (size == "" and not upper))
            written += (digits[0] if gap else "") + write_section(section, script) + size
    one_ten = digits[1] + units[0]
    return written[1:] if short and written.startswith(one_ten) else written


def write_mixed(number: int) -> str:
    """Write a number with Arabic digits before 万 and 亿: 1亿5000万. 1万3 could be 13,000, so it is 1万零3."""
    written = ""
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1, "")):
        count, number = divmod(number, size)
        if count:
            written += ("零" if written and count < 1000 else "") + f"{count}{unit}"
    return written or "0"


def read_slowly(text: str) -> Decimal:
    """Read a well-formed numeral the obvious way: a magnitude multiplies all smaller things that wait before it."""
    values = dict(zip("零〇一二三四五六七八九两0123456789", [0, 0, *range(1, 10), 2, *range(10)], strict=True))
    sizes = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
    waiting: list[Decimal] = []
    tokens = re.findall(
        r"[0-9]+(?:\.[0-9]+)?|[零〇](?=[一二三四五六七八九])|[一二三四五六七八九零〇两]|[十百千万亿]", text
    )
    assert "".join(tokens) == text
    for token in tokens:
        if token in sizes:
            smaller = []
            while waiting and waiting[-1] < sizes[token]:
                smaller.append(waiting.pop())
            waiting.append((sum(smaller) or Decimal(1)) * sizes[token])
        elif token[0] in "0123456789":
            waiting.append(Decimal(token))
        elif values[token]:
            waiting.append(Decimal(values[token]))
    last = tokens[-1]
    if len(tokens) > 1 and values.get(last) and last not in "0123456789" and sizes.get(tokens[-2], 0) > 10:
        waiting[-1] *= sizes[tokens[-2]] // 10  # 三万五
    return sum(waiting, Decimal(0))


def test_reads_every_number_below_a_hundred_thousand_in_simple_characters() -> None:
    wrong = [n for n in range(100_000) if parse_number(write(n)) != n]
    assert wrong == []


@pytest.mark.parametrize("script", [FORMAL, TRADITIONAL], ids=["formal", "traditional"])
def test_reads_formal_and_traditional_characters(script: tuple[str, str, str, str]) -> None:
    wrong = [n for n in range(0, 100_000, 7) if parse_number(write(n, script, short=False)) != n]
    assert wrong == []


def test_reads_every_arabic_number_below_a_hundred_thousand() -> None:
    wrong = [n for n in range(100_000) if parse_number(str(n)) != n]
    assert wrong == []


numbers = st.one_of(
    st.integers(0, 10**16 - 1),
    st.builds(lambda a, e: a * 10**e, st.integers(1, 999), st.integers(0, 13)),  # round sums, as papers print them
)


@given(numbers)
def test_round_trips_through_every_spelling(number: int) -> None:
    spellings = {
        "simple": write(number),
        "without short ten": write(number, short=False),
        "formal": write(number, FORMAL),
        "traditional": write(number, TRADITIONAL),
        "mixed": write_mixed(number),
        "thousands": f"{number:,}",
        "full width": f"{number:,}".translate(FULL_WIDTH),
        "zero drawn as a circle": write(number).replace("零", "○"),
        "Han digits one by one": "".join("〇一二三四五六七八九"[int(c)] for c in str(number)),
    }
    for how, text in spellings.items():
        assert parse_number(text) == number, how


@given(st.integers(0, 10**9), st.integers(1, 8), st.sampled_from(["", "万", "亿", "万亿"]))
def test_round_trips_with_decimals(digits: int, places: int, scale: str) -> None:
    size = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    value = Decimal(digits).scaleb(-places)
    assert parse_number(f"{value:.{places}f}{scale}") == value * size
    assert parse_number(f"{value:.{places}f}{scale}".translate(FULL_WIDTH)) == value * size


@given(st.integers(0, 9999), st.integers(0, 999))
def test_reads_a_decimal_point_in_words(whole: int, fraction: int) -> None:
    decimals = "".join("零一二三四五六七八九"[int(c)] for c in f"{fraction:03}")
    read = parse_number("".join("零一二三四五六七八九"[int(c)] for c in str(whole)) + "点" + decimals)
    assert read == Decimal(f"{whole}.{fraction:03}")


def random_numeral(random: random.Random) -> str:
    """Make a numeral as pages mix them: runs in either script, magnitudes falling, sometimes 万亿 or 三万五."""
    text, unit = "", 10**17
    for size, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        if random.random() < 0.5 or (name == "" and not text):
            most = min(9999, unit // size - 1)
            count = random.randint(1, max(1, most))
            style = random.random()
            if style < 0.4:
                run = ("零" if text and count < 10 else "") + str(count)
            elif style < 0.5 and name:
                run = f"{count}.{random.randint(1, 99)}"
            else:
                run = ("零" if text and count < 1000 else "") + write_section(count, SIMPLE)
            text += run + name
            unit = size
            if "." in run:
                break
            if name == "万亿":
                break
    if text[-1] in "百千万亿" and random.random() < 0.1 and "." not in text:
        text += random.choice("一二三四五六七八九")
    return text


def test_agrees_with_a_slow_obvious_reader_on_random_numerals() -> None:
    chance = random.Random(20_000)
    numerals = [random_numeral(chance) for _ in range(100_000)]
    differ = [(n, parse_number(n), read_slowly(n)) for n in numerals if parse_number(n) != read_slowly(n)]
    assert differ == []
    assert len(set(numerals)) > 15_000


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1亿5000万", "150000000"),
        ("3万2千", "32000"),
        ("25万6千", "256000"),
        ("三千二百", "3200"),
        ("二十万亿", "20000000000000"),
        ("三十万亿", "30000000000000"),
        ("一万五千亿", "1500000000000"),
        ("一个半亿", "150000000"),
        ("两个半亿", "250000000"),
        ("半亿", "50000000"),
        ("2亿半", "250000000"),
        ("三万五", "35000"),
        ("一百二", "120"),
        ("一百零二", "102"),
        ("廿三", "23"),
        ("卅一", "31"),
        ("卌五", "45"),
        ("二○二○", "2020"),
        ("二〇〇八", "2008"),
        ("二零零八", "2008"),
        ("1千零20", "1020"),
        ("一万零一十二", "10012"),
        ("一万零五百", "10500"),
        ("1,100.9亿", "110090000000"),
        ("1，100.9亿", "110090000000"),
        ("肆佰叁拾萬", "4300000"),
        ("四万万", "400000000"),
        ("一亿亿", "10000000000000000"),
        ("两千", "2000"),
        ("兩億", "200000000"),
        ("十", "10"),
        ("一十", "10"),
        ("十五万", "150000"),
        ("３．５", "3.5"),
        ("3·5", "3.5"),
        ("三点一四", "3.14"),
        ("零点五", "0.5"),
        ("0.80", "0.8"),
        ("007", "7"),
        ("〇", "0"),
        ("5兆", "5000000000000"),
    ],
)
def test_reads(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


NO_NUMBERS = (
    "元|万|亿|百万|点五|三点|5.|.5|,|1,2|1,00|1,000,00|1000,000|1.2.3|1.2,3|三十五十|三万二万|1亿2亿|"
    "一百三千|二百个|个半亿|个半|半|万五|1亿5|5千万年|约三万|-5|NaN|inf|1e5|十十|①|𠮷|٣"
).split("|")


@pytest.mark.parametrize("text", ["", "１ 2", *NO_NUMBERS])
def test_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    "text", ["9" * 21, "1" + "亿" * 30_000, "1亿" * 30_000, "九" * 100_000, "1." + "3" * 9, "1" + "万" * 6]
)
def test_refuses_what_no_page_prints_instead_of_rounding_it(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("三十五十", "三十五十 is no number"),
        ("1." + "3" * 9, f"1.{'3' * 9} has more than 8 digits after its point"),
        ("九" * 41, f"{'九' * 41} is longer than 40 characters"),
    ],
)
def test_says_why_a_text_is_no_number(text: str, fault: str) -> None:
    assert parse_number(text) is None
    assert fault_of(text) == fault


@given(st.text("0123456789.,，·．零〇○一二两三四五六七八九十百千万亿萬億兆廿卅个半点壹贰拾佰仟 元", max_size=50))
def test_never_raises_and_never_rounds(text: str) -> None:
    number = parse_number(text)
    assert number is None or (number.is_finite() and 0 <= number < 10**20)
    if number is not None:
        assert Decimal(format(number, "f")) == number


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("五六百万", "5000000", "6000000"),
        ("十六七亿", "1600000000", "1700000000"),
        ("三五百万", "3000000", "5000000"),
        ("两三千", "2000", "3000"),
        ("七八十万", "700000", "800000"),
        ("一百二三十万", "1200000", "1300000"),
        ("二十五六", "25", "26"),
        ("八九万", "80000", "90000"),
        ("五六", "5", "6"),
        ("七、八百", "700", "800"),
    ],
)
def test_two_neighbours_are_a_range(text: str, low: str, high: str) -> None:
    assert approximate(text) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "五",
        "五百万",
        "六五百万",
        "五七百万",
        "56万",
        "二〇一二",
        "一二三万",
        "五六七百",
        "一九九八",
        "五六百零七",
        "三点四五",
    ],
)
def test_is_no_approximate_number(text: str) -> None:
    assert approximate(text) is None


@given(st.integers(1, 8), st.sampled_from(["十", "百", "千", "万", "亿", "百万", "千万", "十亿"]))
def test_a_range_of_neighbours_is_what_both_say_alone(digit: int, scale: str) -> None:
    first, second = "一二三四五六七八九"[digit - 1], "一二三四五六七八九"[digit]
    assert approximate(first + second + scale) == (parse_number(first + scale), parse_number(second + scale))
