"""Records and documents as a person or a spreadsheet sees them."""

from __future__ import annotations

import csv
import doctest
import importlib
import io
from datetime import date
from decimal import Decimal

import pytest

from newsextract.lines import Lines
from newsextract.pages import Parsed
from newsextract.records import (
    AnyRecord,
    Article,
    Date,
    Document,
    Fact,
    Modifier,
    Money,
    Percent,
    Project,
    Reject,
    SourceInfo,
)
from newsextract.render import Form, Group, Look, render
from newsextract.render.csvform import COLUMNS, cell
from newsextract.render.grid import Row, draw_rows, widths_for
from newsextract.render.values import fact_value, value_of
from newsextract.render.visible import visible, visible_blanks

RAW = "云港市项目开工\n\n青螺湾污水处理厂扩建工程总投资1.2\n亿 元，增长5%至8%，9月底建成。\n"


def money(amount: str | None, low: str | None = None, high: str | None = None, **fields: object) -> Money:
    number = [None if text is None else Decimal(text) for text in (amount, low, high)]
    base = {"id": "money-1", "text": "", "reading": "", "span": (0, 0), "currency": "CNY"}
    return Money.model_validate(base | dict(zip(("amount", "low", "high"), number, strict=True)) | fields)


def percent(value: str | None, low: str | None = None, high: str | None = None, **fields: object) -> Percent:
    number = [None if text is None else Decimal(text) for text in (value, low, high)]
    base = {"id": "percent-1", "text": "", "reading": "", "span": (0, 0), "unit": "percent"}
    return Percent.model_validate(base | dict(zip(("value", "low", "high"), number, strict=True)) | fields)


def day(start: str | None, end: str | None) -> Date:
    days = [None if text is None else date.fromisoformat(text) for text in (start, end)]
    return Date(id="date-1", text="", reading="", span=(0, 0), start=days[0], end=days[1], precision="day")


def at(words: str) -> dict[str, object]:
    """Give the shared fields of a record whose raw text is ``words``, a part of RAW."""
    start = RAW.index(words)
    return {"text": words, "reading": "".join(words.split()), "span": (start, start + len(words)), "article": "a1"}


def document() -> Document:
    name = "青螺湾污水处理厂扩建工程"
    records: list[AnyRecord] = [
        Project.model_validate({"id": "project-1", "rule": "project/named", "name": name} | at(name)),
        money("120000000", **at("1.2\n亿 元") | {"rule": "money/amount"}),
        percent(None, "5", "8", direction="increase", **at("5%至8%") | {"rule": "percent/sign-range"}),
        Date.model_validate(
            {"id": "date-1", "start": None, "end": None, "precision": "ten_days", "rule": "date/month"} | at("9月底")
        ),
    ]
    return Document(
        source=SourceInfo(name="qingluo.txt", characters=len(RAW)),
        articles=(Article(id="a1", kind="brief", headline="云港市项目开工", pieces=((9, len(RAW)),)),),
        records=tuple(records),
        facts=(
            Fact(project=name, record="project-1", field="total_investment", value="120000000", evidence="money-1"),
            Fact(project=name, record="project-1", field="status", value="under_construction", evidence=(4, 6)),
            Fact(project="某大桥", field="completion_date", value="2021-09-21/2021-09-30"),
        ),
        rejects=(Reject(text="2月30日", span=(9, 12), rule="date/day", reason="no such day"),),
    )


def table(look: Look | None = None, parsed: Parsed | None = None) -> list[str]:
    text = "".join(render([parsed or Parsed(document(), RAW)], Form.TABLE, look or Look(terminal=False)))
    return text.splitlines()


@pytest.mark.parametrize("name", ["lines", "render.numbers", "render.values", "render.visible", "render.csvform"])
def test_doctests(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"newsextract.{name}")).failed == 0


class TestValues:
    @pytest.mark.parametrize(
        ("record", "expected"),
        [
            (money("60700000000"), "60.7 billion CNY"),
            (money("3980"), "3,980 CNY"),
            (money("0.5"), "0.5 CNY"),
            (money("-320000000"), "-320 million CNY"),
            (money(None, "-5000000", "-3000000"), "-5 … -3 million CNY"),
            (money("23333.30", currency="USD"), "23,333.3 USD"),
            (money(None, "3000000", "5000000"), "3–5 million CNY"),
            (money(None, "800000000", "1000000000"), "800 million–1 billion CNY"),
            (money(None, "100000000", None), "≥ 100 million CNY"),
            (money("3000", per="吨"), "3,000 CNY per 吨"),
            (percent("56", basis="share"), "56 % (share)"),
            (percent("14.3", direction="increase", basis="yoy"), "+14.3 % yoy"),
            (percent("2.50", direction="decrease", basis="mom"), "-2.5 % mom"),
            (percent("-3", direction="decrease"), "-3 (decrease) %"),
            (percent("-3"), "-3 %"),
            (percent("3.2", unit="percentage_point"), "3.2 pp"),
            (percent(None, "5", "8"), "5–8 %"),
            (percent(None, "5", "8", direction="decrease", basis="yoy"), "-5 … -8 % yoy"),
            (day("2021-09-01", "2021-09-30"), "2021-09-01 … 2021-09-30"),
            (day("2021-09-01", "2021-09-01"), "2021-09-01"),
            (day(None, None), "? (no publication date)"),
            (Project(id="p", text="", reading="", span=(0, 0), name="青螺大桥"), "青螺大桥"),
        ],
    )
    def test_value(self, record: AnyRecord, expected: str) -> None:
        assert value_of(record) == expected

    @pytest.mark.parametrize(
        ("modifier", "sign"),
        [("exact", ""), ("about", "~ "), ("over", "> "), ("under", "< "), ("at_least", "≥ "), ("at_most", "≤ ")],
    )
    def test_modifier(self, modifier: Modifier, sign: str) -> None:
        assert value_of(money("5000000", modifier=modifier)) == f"{sign}5 million CNY"

    def test_nothing_is_rounded(self) -> None:
        assert value_of(money("1234567890.12")) == "1,234,567,890.12 CNY"

    def test_a_status_is_told_by_its_value_and_not_by_the_day_that_proves_it(self) -> None:
        fact = Fact(project="x", field="status", value="under_construction", evidence="date-1")
        assert fact_value(fact, day("2021-09-01", "2021-09-01")) == "under construction"

    @pytest.mark.parametrize(
        ("field", "value", "expected"),
        [
            ("total_investment", "120000000", "120 million"),
            ("status", "in_operation", "in operation"),
            ("completion_date", "2021-09-21/2021-09-30", "2021-09-21 … 2021-09-30"),
            ("area", "260亩", "260亩"),
            ("capacity", "60万套", "60万套"),
        ],
    )
    def test_fact(self, field: str, value: str, expected: str) -> None:
        fact = Fact.model_validate({"project": "x", "field": field, "value": value})
        assert fact_value(fact, None) == expected

    def test_fact_with_its_evidence(self) -> None:
        fact = Fact(project="x", field="tax", value="5000000", evidence="money-1")
        assert fact_value(fact, money("5000000", currency="USD", modifier="about")) == "~ 5 million USD"


class TestVisible:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("总投资5亿元", "总投资5亿元"),
            ("\x1b]8;;x\x07", "\\x1b]8;;x\\x07"),
            ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
            ("\u200b\ufeff", "\\u200b\\ufeff"),
            ("\u2028\x85", "\\u2028\\x85"),
            ("[red]x[/red]", "[red]x[/red]"),
            ("\ud800", "\\ud800"),
        ],
    )
    def test_visible(self, text: str, expected: str) -> None:
        assert visible(text) == expected

    def test_blanks(self) -> None:
        assert visible_blanks("1 2\u30003\t4\xa05\r") == "1·2□3→4⍽5\\r"


class TestTable:
    def test_rows_of_an_article(self) -> None:
        shown = table()
        assert shown[0] == "qingluo.txt  publication date unknown"
        assert shown[2] == "云港市项目开工  a1 · brief"
        assert shown[3].split() == ["line", "type", "text", "value", "rule"]
        assert shown[4].split() == ["3", "project", "青螺湾污水处理厂扩建工程", "named"]
        assert shown[5].split() == ["3", "└", "total", "investment", "120", "million", "CNY"]
        assert shown[6].split() == ["1", "└", "status", "under", "construction"]
        assert shown[7].split() == ["3", "money", "1.2亿元", "120", "million", "CNY", "amount"]
        assert shown[8].split() == ["4", "percent", "5%至8%", "+5", "…", "+8", "%", "sign-range"]
        assert "? (no publication date)" in shown[9]

    def test_facts_without_a_record_and_the_summary(self) -> None:
        shown = table()
        assert shown[-4].startswith("Facts of projects that have no record")
        assert shown[-3].split(maxsplit=2)[:2] == ["某大桥:", "completion"]
        assert shown[-1] == "1 money · 1 percent · 1 date · 1 project · 3 facts · 1 rejected (--rejects shows them)"

    def test_by_type(self) -> None:
        shown = table(Look(group=Group.TYPE, terminal=False))
        titles = [line for line in shown if line and not line.startswith(" ")]
        assert [title.split()[0] for title in titles[1:-2]] == ["Money", "Percent", "Date", "Project"]

    def test_rejects(self) -> None:
        shown = table(Look(rejects=True, terminal=False))
        (row,) = [line for line in shown if "no such day" in line]
        assert row.split() == ["3", "2月30日", "no", "such", "day", "date/day"]
        assert "--rejects" not in shown[-1]

    def test_an_empty_document(self) -> None:
        empty = Document(source=SourceInfo(name="p.txt", characters=0), published=date(2021, 9, 14))
        assert table(parsed=Parsed(empty, ""))[-1] == "nothing found"

    def test_first_words_stand_for_a_headline(self) -> None:
        article = Article(id="a1", kind="report", pieces=((9, len(RAW)),), continued=True)
        parsed = Parsed(document().model_copy(update={"articles": (article,)}), RAW)
        title = table(parsed=parsed)[2]
        assert title.startswith("青螺湾污水处理厂扩建工程总投资1.2亿元，")
        assert title.endswith("a1 · report · continued elsewhere")

    @pytest.mark.parametrize("width", [40, 60, 80, 120])
    def test_no_line_is_wider_than_the_terminal(self, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
        from rich.cells import cell_len

        monkeypatch.setenv("COLUMNS", str(width))
        assert max(map(cell_len, table(Look()))) <= width

    def test_long_text_runs_on_into_an_empty_column(self) -> None:
        rows = [Row("1", "project", "青" * 30, "", "named"), Row("2", "money", "青" * 30, "5 CNY", "amount")]
        lines = [line.plain for line in draw_rows(rows, widths_for(rows, 60), "type", header=False)]
        assert len([line for line in lines if "青" in line]) == len(lines)
        assert lines[0].count("青") > lines[2].count("青")


class TestCsv:
    @pytest.mark.parametrize("first", "=+-@\t\r\n\0＝＋－＠")
    def test_text_is_never_a_formula(self, first: str) -> None:
        assert cell(f"{first}1+1") == f"'{first}1+1"

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (Decimal("-5.50"), "-5.5"),
            (Decimal("1E+9"), "1000000000"),
            (3, 3),
            (None, ""),
            (date(2021, 9, 1), "2021-09-01"),
        ],
    )
    def test_values_stay_as_they_are(self, value: object, expected: object) -> None:
        assert cell(value) == expected

    def test_it_reads_back(self) -> None:
        text = "".join(render([Parsed(document(), RAW)], Form.CSV, Look()))
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert [row["type"] for row in rows] == ["project", "money", "percent", "date"]
        assert [row["line"] for row in rows] == ["3", "3", "4", "4"]
        assert {row["headline"] for row in rows} == {"云港市项目开工"}
        assert rows[1]["text"] == "1.2\n亿 元"
        assert tuple(rows[0]) == COLUMNS

    def test_columns_are_told_apart(self) -> None:
        assert len(COLUMNS) == len(set(COLUMNS))
        assert {"start", "end", "date_start", "date_end", "amount", "value", "name"} <= set(COLUMNS)


class TestLines:
    def test_offsets_of_every_kind_of_line_break(self) -> None:
        lines = Lines("a\r\nb\rc\nd")
        assert [lines.number(offset) for offset in range(8)] == [1, 1, 1, 2, 2, 3, 3, 4]
        assert [lines.span(number) for number in range(1, 5)] == [(0, 1), (3, 4), (5, 6), (7, 8)]

    @pytest.mark.parametrize(("raw", "count"), [("", 1), ("a", 1), ("a\n", 1), ("a\n\n", 2), ("a\nb", 2)])
    def test_count(self, raw: str, count: int) -> None:
        assert Lines(raw).count == count
