"""Pages in traditional characters say the same as in simplified ones, with and without OpenCC; offsets stay true."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsextract
from newsextract import traditional
from newsextract.records import Date, Money, Percent, Project
from newsextract.traditional import shadow

PAGE = (
    "雲渡港務處昨日宣佈，新碼頭工程總投資三億圓，較民國九十一年增長百分之八點二，預計二○○三年五月竣工。\n"
    "該處處長說，擬購置設備壹仟貳佰萬元，約佔總額的４％。"
)


@pytest.fixture(params=["opencc", "table"])
def reads(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """With OpenCC, and as if it were not installed."""
    if request.param == "table":
        monkeypatch.setitem(sys.modules, "opencc", None)
    traditional._converter.cache_clear()
    yield request.param
    traditional._converter.cache_clear()


@pytest.mark.usefixtures("reads")
def test_values_of_a_traditional_page() -> None:
    document = newsextract.parse(PAGE, published="2002-08-01")
    assert all(PAGE[slice(*record.span)] == record.text for record in document.records)
    found = {record.text: record for record in document.records}
    money, formal, percent, share = (found[t] for t in ("三億圓", "壹仟貳佰萬元", "百分之八點二", "４％"))
    assert isinstance(money, Money)
    assert isinstance(formal, Money)
    assert (str(money.amount), str(formal.amount)) == ("300000000", "12000000")
    assert isinstance(percent, Percent)
    assert isinstance(share, Percent)
    assert (str(percent.value), str(share.value)) == ("8.2", "4")
    days = {text: (str(r.start), str(r.end)) for text, r in found.items() if isinstance(r, Date)}
    assert days["二○○三年五月"] == ("2003-05-01", "2003-05-31")
    assert days["民國九十一年"] == ("2002-01-01", "2002-12-31")
    assert days["昨日"] == ("2002-07-31", "2002-07-31")


def test_opencc_reads_what_no_table_has(reads: str) -> None:
    said = {"opencc": "澜沧码头总投资三亿圆，昨日竣工。", "table": "瀾滄码头总投资三亿圆，昨日竣工。"}
    assert shadow("瀾滄碼頭總投資三億圓，昨日竣工。") == said[reads]


@pytest.mark.usefixtures("reads")
@given(st.text(st.sampled_from(PAGE + "ab12。\n𠮷\u3000乾隆鐘錶麵"), max_size=60))
def test_the_shadow_has_the_length_of_the_text(text: str) -> None:
    assert len(shadow(text)) == len(text)


def test_a_conversion_of_another_length_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traditional, "_converter", lambda: lambda text: text + "！")
    assert shadow("總投資三億圓") == "总投资三亿圆"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("大桥己竣工", "大桥已竣工"),
        ("自己动手，己亥年建己内酰胺装置", "自己动手，己亥年建己内酰胺装置"),
        ("新渠投人使用，年收人80万元", "新渠投入使用，年收入80万元"),
        ("投人施工的队伍，收人养老", "投人施工的队伍，收人养老"),
        ("〇云渡大桥通车", "○云渡大桥通车"),
        ("二〇〇三年一〇一路，〇三年", "二〇〇三年一〇一路，〇三年"),
        ("本巿笫三水厂釆水", "本市第三水厂采水"),
    ],
)
def test_characters_that_ocr_takes_for_each_other(printed: str, meant: str) -> None:
    assert shadow(printed) == meant


def test_simplified_pages_cost_nothing() -> None:
    text = "云渡大桥总投资3亿元，去年5月开工。" * 20
    assert shadow(text) is text
    code = "import sys, newsextract; newsextract.parse(sys.argv[1]); print('opencc' in sys.modules)"
    for page, loaded in ((text, "False"), (text + "總", "False"), (PAGE, "True")):
        done = subprocess.run([sys.executable, "-c", code, page], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == loaded


def test_samples_in_traditional_characters_give_the_same_records(reads: str) -> None:
    from newsextract.records import KINDS

    kinds = KINDS if reads == "opencc" else KINDS[:3]
    for path in sorted((Path(__file__).resolve().parent.parent / "samples").glob("*.txt")):
        text = path.read_text("utf-8")
        old = opencc.OpenCC("s2t").convert(text)
        assert len(old) == len(text)
        one, other = (newsextract.parse(t, name=path.name, kinds=kinds) for t in (text, old))
        assert all(old[slice(*record.span)] == record.text for record in other.records)
        assert [(r.type, r.span) for r in other.records] == [(r.type, r.span) for r in one.records], path.name
        assert [a.pieces for a in other.articles] == [a.pieces for a in one.articles], path.name


@pytest.mark.usefixtures("reads")
def test_a_name_has_the_characters_of_the_page() -> None:
    document = newsextract.parse("濛江縣污水處理廠擴建工程總投資三億圓，已經開工。", published="2002-08-01")
    (project,) = (record for record in document.records if isinstance(record, Project))
    assert project.name == project.text
    assert {fact.project for fact in document.facts} == {project.name}
