"""`parse --format projects`: a row a project, with what the page says of it, on a terminal and as CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import newsextract
from newsextract.cli import app
from newsextract.pages import Parsed
from newsextract.projects import project_rows
from newsextract.records import Document, Project
from newsextract.render import Form, Look, render
from newsextract.render.projects import COLUMNS, render_table

PAGE = """苇塘日报 2018年6月21日 星期四 第3版

苇塘两个大项目开工

本报讯（记者 张禾）6月20日，由嘉禾集团投资约8亿元建设的苇塘冷链物流园项目开
工。该项目占地320亩，明年10月建成，年产值12亿元。
同日，位于苇塘县柳湾镇的青螺湾污水处理厂扩建工程也已开工，总投资5600
万美元。"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "weitang.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def run(*args: object) -> Result:
    return CliRunner().invoke(app, ["parse", *map(str, args), "-f", "projects"])


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_has_all_that_the_page_says(page: Path) -> None:
    first, second = rows(run(page).stdout)
    assert {name: value for name, value in first.items() if value} == {
        "source": "weitang.txt",
        "newspaper": "苇塘日报",
        "page": "3",
        "published": "2018-06-21",
        "article": "a1",
        "headline": "苇塘两个大项目开工",
        "project": "苇塘冷链物流园项目",
        "owner": "嘉禾集团",
        "status": "started",
        "total_investment": "800000000",
        "total_investment_modifier": "about",
        "total_investment_currency": "CNY",
        "annual_output": "1200000000",
        "annual_output_modifier": "exact",
        "annual_output_currency": "CNY",
        "area": "320亩",
        "start_date_from": "2018-06-20",
        "start_date_to": "2018-06-20",
        "completion_date_from": "2019-10-01",
        "completion_date_to": "2019-10-31",
        "mentions": "1",
        "line": "5",
        "record": "project-1",
    }
    assert (second["project"], second["place"]) == ("青螺湾污水处理厂扩建工程", "苇塘县柳湾镇")
    assert (second["total_investment"], second["total_investment_currency"]) == ("56000000", "USD")
    assert tuple(first) == COLUMNS


def test_in_a_pipe_and_in_a_file_it_is_csv(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert run(page, "-o", out).exit_code == 0
    written = out.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")  # Excel knows UTF-8 by it
    assert written[3:] == run(page).stdout_bytes


@pytest.mark.parametrize("width", [24, 40, 60, 80, 120])
def test_a_narrow_window_cuts_no_figure(page: Path, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = " ".join("".join(render_table([Parsed(newsextract.parse_file(page), PAGE)], terminal=True)).split())
    for figure in ("total ~ 800 million", "a year 1.2 billion", "56 million USD", "320亩", "2019-10"):
        assert figure in shown
    assert "苇塘冷链物流园项目" in shown.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "owner", "place"),
    [
        ("柳湾冷链物流园项目由嘉禾集团投资建设，位于柳湾县苇塘镇。", "嘉禾集团", "柳湾县苇塘镇"),
        ("由嘉禾集团投资15亿元兴建的嘉禾商贸城昨日在柳湾新区破土动工。", "嘉禾集团", "柳湾新区"),
    ],
)
def test_whose_a_project_is_and_where(text: str, owner: str, place: str) -> None:
    [row] = project_rows(newsextract.parse(text, published="2018-06-21"))
    assert (row.owner, row.place) == (owner, place)


def test_several_pages_make_one_table(page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other-2018-06-22.txt"
    other.write_text("本报讯 云渡大桥项目昨日竣工。", encoding="utf-8")
    found = rows(run(page, other).stdout)
    assert [row["source"] for row in found] == ["weitang.txt", "weitang.txt", "other-2018-06-22.txt"]


def test_a_page_without_projects_has_only_the_header(tmp_path: Path) -> None:
    path = tmp_path / "none.txt"
    path.write_text("天气晴。", encoding="utf-8")
    assert run(path).stdout_bytes.decode() == ",".join(COLUMNS) + "\r\n"


def test_short_names_and_pointers_are_mentions_and_no_rows() -> None:
    text = "本报讯 宏宇铜业高精铜箔项目昨日开工。该项目总投资2亿元。宏宇项目的桩基已经完成。"
    document = newsextract.parse(text, published="2018-06-21")
    (row,) = project_rows(document)
    assert row.record.name == "宏宇铜业高精铜箔项目"
    assert [quote.text for quote in row.record.mentions] == ["该项目", "宏宇项目"]
    assert row.sums["total_investment"].amount == Decimal(200_000_000)


@pytest.mark.parametrize("path", sorted((Path(__file__).parent.parent / "samples").glob("*.txt")), ids=lambda p: p.stem)
def test_no_fact_and_no_project_is_lost(path: Path) -> None:
    document = newsextract.parse_file(path)
    found = project_rows(document)
    assert sum(len(row.facts) for row in found) == len(document.facts)
    projects = [record for record in document.records if isinstance(record, Project)]
    assert len(found) + len({q.record for p in projects for q in p.mentions if q.record}) == len(projects)


def test_gold_that_a_person_wrote_is_a_table_too() -> None:
    gold = Path(__file__).parent.parent / "samples" / "liantan-ribao-2012-03-15.json"
    document = Document.model_validate(json.loads(gold.read_text(encoding="utf-8")))
    found = project_rows(document)
    assert sum(len(row.facts) for row in found) == len(document.facts)


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readmes_show_what_is_printed(readme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    root = Path(__file__).resolve().parent.parent
    page = root / "samples" / "ruizhou-chenbao-2022-08-11.txt"
    parsed = [Parsed(newsextract.parse_file(page), page.read_text(encoding="utf-8"))]
    printed = "".join([*render(parsed, Form.TABLE, Look()), *render_table(parsed, terminal=True)])
    lines = {line.rstrip() for line in re.sub(r"\x1b\[[\d;]*m", "", printed).splitlines()}
    blocks = re.findall(r"```text\n(.*?)```", (root / readme).read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 2
    assert {line for block in blocks for line in block.splitlines()} - {"…"} <= lines
