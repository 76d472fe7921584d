"""The report as a file: it says what parse says, it is the same every time, and nothing on a page can act in it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import newsextract
from newsextract.cli import app
from newsextract.pages import Parsed
from newsextract.quality.goldfiles import load_gold
from newsextract.quality.scoring import score_page
from newsextract.quality.verdicts import compare
from newsextract.records import KINDS, Document
from newsextract.render.report import render
from newsextract.render.report.items import ReportPage
from newsextract.render.report.sheet import lanes
from newsextract.render.visible import visible
from spoiled import PAGE, spoiled

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
SHARED = ROOT.parent / "shared"
VOID = {"meta"}


@dataclass
class Element:
    """An element of the report with the text in it."""

    name: str
    attributes: dict[str, str | None]
    text: str = ""
    parents: list[Element] = field(default_factory=list)

    def has(self, class_: str) -> bool:
        return class_ in (self.attributes.get("class") or "").split()


class Reader(HTMLParser):
    """The elements of a file in their order; every one must be closed in its place."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), parents=[*self.open])
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def named(self, name: str) -> list[Element]:
        return [element for element in self.elements if element.name == name]

    def data(self, id_: str) -> Any:
        return json.loads(next(e.text for e in self.named("script") if e.attributes.get("id") == id_))

    def marks(self, number: int) -> str:
        return "".join(e.text for e in self.named("mark") if e.attributes["data-r"] == str(number))


def run(*arguments: str | Path) -> Any:
    result = CliRunner().invoke(app, ["report", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@cache
def read(*pages: Path) -> Reader:
    result = run(*pages, "-q")
    assert result.exit_code == 0, result.stderr
    return Reader(result.stdout)


def composed(text: str, records: list[dict[str, Any]], name: str = "page.txt", **more: Any) -> ReportPage:
    """A page with records as they are given."""
    source = {"name": name, "characters": len(text), "encoding": "utf-8"}
    filled = [{"id": f"{r['type']}-{n}", "text": text[slice(*r["span"])], **r} for n, r in enumerate(records)]
    document = {"source": source, "records": [{"reading": r["text"], **r} for r in filled], **more}
    return ReportPage(Parsed(Document.model_validate(document), text))


def written(*pages: ReportPage) -> Reader:
    return Reader(render([*pages], {}, version="1", by_gold=False))


# --- what it shows


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_page_stands_there_in_its_own_lines(path: Path) -> None:
    lines = [element.text for element in read(path).elements if element.has("ln")]
    assert lines == [visible(line) for line in path.read_text("utf-8").removesuffix("\n").split("\n")]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_record_that_parse_gives_is_marked_whole_and_can_be_looked_at(path: Path) -> None:
    reader, document = read(path), newsextract.parse_file(path)
    items = reader.data("d1")["items"]
    assert [i["id"] for i in items if "id" in i] == [r.id for r in sorted(document.records, key=order)]
    by_id = {record.id: record for record in document.records}
    for number, item in enumerate(items):
        if "id" not in item:
            continue
        record = by_id[item["id"]]
        assert item["span"] == [*record.span]
        assert item["rule"] == record.rule
        assert reader.marks(number) == visible("".join(record.text.splitlines()))
    facts = sum(len(item.get("facts", ())) for item in items)
    assert facts == len(document.facts)


def order(record: newsextract.Record) -> tuple[int, int, int]:
    return record.span[0], -record.span[1], ("project", "date", "percent", "money").index(record.type)


def test_articles_headlines_and_projects_are_to_be_seen() -> None:
    path = ROOT / "samples" / "liantan-ribao-2012-03-15.txt"
    reader = read(path)
    labels = [element.text for element in reader.elements if element.has("label")]
    assert labels == ["a1 report", "a2 brief"]
    heads = [element.text for element in reader.elements if element.has("head")]
    assert heads == ["38个重点项目铺开“作战图” 年度计划投资52亿元", "岩口水库主坝工地不歇工"]
    table = next(element.text for element in reader.named("details") if element.has("projects"))
    assert "瑞麟药业冻干粉针项目" in table
    assert "investment 360 million CNY" in table


def test_rejects_are_listed_with_their_reason(tmp_path: Path) -> None:
    page = tmp_path / "2021-03-15.txt"
    page.write_text(PAGE, "utf-8")
    listed = next(element.text for element in read(page).named("details") if element.has("rejects"))
    assert "2月30日no such daydate/day" in listed


def test_records_that_nest_and_cross_are_all_marked_whole() -> None:
    text = "岭下2030年5亿元产业园项目\n二期工程三月"
    money = {"type": "money", "span": [7, 10], "amount": "500000000", "currency": "CNY"}
    project = {"type": "project", "span": [0, 15], "name": "岭下2030年5亿元产业园项目"}
    date = {"type": "date", "span": [2, 7], "start": "2030-01-01", "end": "2030-12-31", "precision": "year"}
    crossing = {"type": "project", "span": [10, 20], "name": "产业园项目二期工程"}
    page = composed(text, [project, date, money, crossing])
    spans = [item.span for item in page.items]
    assert spans == [(0, 15), (2, 7), (7, 10), (10, 20)]
    assert lanes(page) == [1, 0, 0, 0]
    reader = written(page)
    assert [reader.marks(n) for n in range(4)] == [text[s:e].replace("\n", "") for s, e in spans]
    inner = next(e for e in reader.named("mark") if e.attributes["data-r"] == "2")
    assert [parent.attributes["data-r"] for parent in inner.parents if parent.name == "mark"] == ["0"]


def test_several_pages_have_an_index() -> None:
    reader = read(*SAMPLES[:3])
    links = [element.attributes["href"] for element in reader.named("a")]
    assert [link for link in links if link and link.startswith("#p")] == ["#p1", "#p2", "#p3"]
    assert [reader.data(f"d{n}")["explain"].split()[2] for n in (1, 2, 3)] == [path.name for path in SAMPLES[:3]]


def test_an_empty_page_is_shown_as_one(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("\n\n", "utf-8")
    reader = read(tmp_path / "empty.txt")
    assert "This page holds no text." in [element.text for element in reader.named("p")]
    assert reader.data("d1")["items"] == []


def test_records_tables_say_the_number_of_what_they_hold() -> None:
    path = SAMPLES[0]
    kinds = Counter(record.type for record in newsextract.parse_file(path).records)
    shown = {
        e.attributes["data-switch"]: int(e.text.split()[-1])
        for e in read(path).named("button")
        if e.attributes.get("data-switch") in kinds
    }
    assert shown == kinds


# --- against gold


def test_each_way_to_disagree_with_gold_has_its_verdict(tmp_path: Path) -> None:
    reader = read(spoiled(tmp_path))
    verdicts = Counter(i["verdict"] for i in reader.data("d1")["items"] if "verdict" in i and "instead" not in i)
    assert verdicts == {"right": 17, "wrong value": 2, "wrong span": 1, "missed": 1, "surplus": 1}
    listed = next(element for element in reader.named("details") if element.has("disagreements"))
    assert "1.26 trillion CNY1.26 billion CNY" in listed.text
    assert "2,300 CNY–" in listed.text


def test_the_verdicts_are_those_of_the_scorer(tmp_path: Path) -> None:
    page = spoiled(tmp_path)
    gold = load_gold(page.with_suffix(".json"))
    found = newsextract.parse_file(page).model_dump(mode="json")
    compared = compare(gold.document, found, gold.source.text, name="gold")
    assert compared.score == score_page(gold.document, found, gold.source.text)
    wrong = sum(one.verdict not in ("right", "not scored") for one in compared.judged)
    assert wrong == sum(miss.type in KINDS for miss in compared.score.misses)


def test_what_gold_ignores_is_not_scored(tmp_path: Path) -> None:
    page = spoiled(tmp_path)
    path = page.with_suffix(".json")
    gold = json.loads(path.read_text("utf-8"))
    at = PAGE.index("35.7%")
    gold["ignore"] = [{"text": "35.7%", "span": [at, at + 5]}]
    path.write_text(json.dumps(gold), "utf-8")
    items = read(page).data("d1")["items"]
    assert [item["verdict"] for item in items if item["text"] == "35.7%"] == ["not scored"]


def test_a_page_without_gold_has_no_view_of_gold(tmp_path: Path) -> None:
    page = spoiled(tmp_path)
    page.with_suffix(".json").unlink()
    reader = read(page)
    assert not [e for e in reader.elements if "data-view" in e.attributes or e.has("disagreements")]


def test_gold_that_does_not_fit_is_an_error_where_it_was_asked_for_and_a_warning_beside_a_page(tmp_path: Path) -> None:
    page = spoiled(tmp_path)
    page.write_text(PAGE.replace("12.6", "12.7"), "utf-8")
    asked = run(page, "--gold", page.with_suffix(".json"))
    assert asked.exit_code == 2
    assert "gold verify" in asked.stderr
    assert asked.stdout == ""
    beside = run(page)
    assert beside.exit_code == 0
    assert "the page is shown without it" in beside.stderr


def test_gold_gives_the_day_of_a_page_whose_name_has_none(tmp_path: Path) -> None:
    page = spoiled(tmp_path)
    plain, gold = tmp_path / "page.txt", tmp_path / "page.json"
    gold.write_text(page.with_suffix(".json").read_text("utf-8").replace(page.name, "page.txt"), "utf-8")
    page.rename(plain)
    items = read(plain).data("d1")["items"]
    assert "2021-03-14" in [item.get("value") for item in items]
    assert sum(item.get("verdict") == "right" for item in items) == 17


def test_a_folder_of_gold_says_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    page = spoiled(tmp_path)
    page.with_suffix(".json").rename(tmp_path / "gold" / f"{page.stem}.json")
    assert '"byGold":true' in run(page, "--gold", tmp_path / "gold").stdout
    result = run(page, SAMPLES[0], "--gold", tmp_path / "gold")
    assert result.exit_code == 0
    assert f"has no gold for it (there is no {SAMPLES[0].stem}.json)" in result.stderr


# --- the same every time, whole or not at all


def test_the_same_pages_give_the_same_bytes() -> None:
    command = [sys.executable, "-m", "newsextract", "report", str(SAMPLES[0]), str(SAMPLES[1])]
    outputs = {
        subprocess.run(command, env={**os.environ, **more}, capture_output=True, check=True).stdout
        for more in (
            {"PYTHONHASHSEED": "0", "TZ": "UTC"},
            {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"},
        )
    }
    assert len(outputs) == 1


def test_it_is_written_to_a_file_or_a_pipe_but_never_to_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.html"
    assert run(SAMPLES[0], "-o", target).stdout == ""
    assert run(SAMPLES[0], "-o", "-").stdout == target.read_text("utf-8")
    monkeypatch.setattr("newsextract.commands.report._is_terminal", lambda: True)
    for arguments in ([], ["-o", "-"]):
        result = run(SAMPLES[0], *arguments)
        assert result.exit_code == 2
        assert "name a file: -o report.html" in result.stderr


def test_pages_that_fail_are_named_and_the_others_shown(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    none = run(tmp_path / "a.txt", "-o", target)
    assert none.exit_code == 4
    assert not target.exists()
    some = run(SAMPLES[0], tmp_path / "a.txt", "-o", target)
    assert some.exit_code == 3
    assert SAMPLES[0].name in target.read_text("utf-8")
    assert run(SAMPLES[0], "-o", tmp_path / "no" / "report.html").exit_code == 2


@pytest.mark.parametrize("arguments", [["-", "-"], ["-", "--gold", "gold"], ["a.txt", "b.txt", "--gold", "a.json"]])
def test_what_makes_no_sense_is_a_usage_error(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


# --- nothing on a page can act

ATTACKS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>去</a>",
    "<base href=https://example.org/>",
    "<meta http-equiv=refresh content=0>",
    "<form action=https://example.org><input name=q>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<object data=x></object>",
    "<math><mtext></mtext><script>alert(1)</script></math>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "${alert(1)}$title$$script",
    "\u202e<b>\u2028</script>\u2029",
    "\x1b[31m\x00<details open ontoggle=alert(1)>",
]


def hostile(attack: str) -> ReportPage:
    """A page whose text, name, headline, values, facts and rejects are all the same words."""
    text = f"{attack}\n总投资"
    size = len(attack)
    project = {"type": "project", "span": [0, size], "name": attack, "rule": attack}
    money = {"type": "money", "span": [1, size], "amount": "1", "currency": "CNY", "per": attack}
    quote = {"text": attack, "span": [0, size], "rule": attack}
    project |= {"owner": quote, "place": quote, "mentions": [quote]}
    fact = {"project": attack, "record": "project-0", "value": attack, "evidence": [0, size], "rule": attack}
    facts = [fact | {"field": field} for field in ("area", "capacity", "status")]
    article = {"id": "a1", "kind": "report", "headline": attack, "byline": attack, "pieces": [[size + 1, size + 4]]}
    more = {
        "articles": [article | {"headline_span": [0, size]}],
        "facts": facts,
        "rejects": [{"text": attack, "span": [0, size], "rule": attack, "reason": attack}],
        "masthead": {"newspaper": attack, "page": attack, "pieces": [[0, size]]},
    }
    page = composed(text, [project, money], attack, **more)
    gold = page.parsed.document.model_dump(mode="json")
    gold["records"][0] |= {"name": f"{attack}2"}
    gold["records"].append(gold["records"][1] | {"span": [0, 2], "per": f"{attack}3"})
    gold["facts"] = []
    gold["articles"][0]["byline"] = attack * 2
    compared = compare(gold, page.parsed.document.model_dump(mode="json"), text, name=attack)
    return ReportPage(page.parsed, compared)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_becomes_an_element_or_an_attribute(attack: str) -> None:
    reader = Reader(render([hostile(attack)] * 2, {attack: attack}, version=attack, by_gold=True))
    harmless = Reader(render([hostile("文" * len(attack))] * 2, {"文": "文"}, version="文", by_gold=True))
    assert Counter(e.name for e in reader.elements) == Counter(e.name for e in harmless.elements)
    assert {a for e in reader.elements for a in e.attributes} == {a for e in harmless.elements for a in e.attributes}
    assert not [a for e in reader.elements for a in e.attributes if a.startswith("on") or a in ("style", "src")]
    hrefs = {e.attributes.get("href") or "#" for e in reader.elements}
    assert all(href.startswith("#") for href in hrefs)
    assert reader.data("d1")["items"][0]["text"] == visible(attack)
    assert reader.data("shared")["why"] == {attack: attack}


def test_a_file_name_and_a_page_from_outside_are_text(tmp_path: Path) -> None:
    page = tmp_path / "<img src=x onerror=alert(1)>.txt"
    page.write_text("".join(f"{attack}投资3亿元。\n" for attack in ATTACKS), "utf-8", newline="")
    reader = read(page)
    assert not reader.named("img")
    assert page.name in reader.named("h2")[0].text
    assert reader.named("title")[0].text == page.name


def test_the_policy_lets_nothing_run_but_the_script_and_style_of_the_report() -> None:
    reader = read(SAMPLES[0])
    policy = next(e.attributes["content"] for e in reader.named("meta") if "http-equiv" in e.attributes)
    rules = dict(part.strip().split(" ", 1) for part in (policy or "").split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in (policy or "")
    scripts = [e for e in reader.named("script") if "type" not in e.attributes]
    for directive, elements in (("script-src", scripts), ("style-src", reader.named("style"))):
        digest = base64.b64encode(hashlib.sha256(elements[0].text.encode()).digest()).decode()
        assert len(elements) == 1
        assert rules[directive] == f"'sha256-{digest}'"


def test_its_parts_travel_inside_the_package_and_ask_for_nothing_from_outside() -> None:
    for name in ("report.html", "report.css", "report.js"):
        part = files("newsextract.render.report").joinpath(name).read_text("utf-8")
        assert "http:" not in part
        assert "https:" not in part
    script = files("newsextract.render.report").joinpath("report.js").read_text("utf-8")
    for dangerous in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("):
        assert dangerous not in script


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared pages")
def test_the_report_of_a_real_page_is_small() -> None:
    for path in sorted((SHARED / "pages").glob("*.txt")):
        assert len(run(path, "-q").stdout.encode()) < 400_000
