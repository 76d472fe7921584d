"""`newsextract articles`: the articles of a page as text, Markdown and JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import newsextract
from newsextract.article_page import ArticlePage
from newsextract.cli import app

PAGE = """苇塘日报 2018年6月21日 星期四 第3版

（上接第一版）苇塘区把项目建
设放在第一位，开工12个*大*
项目。

苇塘中学封顶

本报讯（记者 张禾）6月20日，总投资8600 万元的苇塘中
学迁建工程主体封顶，比计划早了二十天。
学校占地120亩。（下转第四版）
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "weitang.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def run(*args: object) -> Result:
    return CliRunner().invoke(app, ["articles", *map(str, args)])


def test_text_has_an_empty_line_between_articles_and_none_inside(page: Path) -> None:
    assert run(page).stdout == (
        "（上接第一版）苇塘区把项目建设放在第一位，开工12个*大*项目。\n"
        "\n"
        "苇塘中学封顶\n"
        "本报讯（记者 张禾）6月20日，总投资8600万元的苇塘中学迁建工程主体封顶，比计划早了二十天。\n"
        "学校占地120亩。（下转第四版）\n"
    )


def test_markdown_escapes_what_the_page_prints(page: Path) -> None:
    text = run(page, "-f", "markdown").stdout
    assert text.startswith("# 苇塘日报 2018-06-21 星期四 第3版\n\n## (brief 1)\n\n")
    assert "\\*大\\*" in text
    assert "\n\n## 苇塘中学封顶\n\n*记者 张禾*\n\n" in text


def test_json_points_back_at_the_page(page: Path) -> None:
    data = json.loads(run(page, "-f", "json").stdout)
    found = ArticlePage.model_validate(data)
    assert [article.continues for article in found.articles] == [True, False]
    assert [article.continued for article in found.articles] == [False, True]
    for article in found.articles:
        for paragraph in article.paragraphs:
            printed = PAGE[slice(*paragraph.span)]
            assert "".join(printed.split()) == "".join(paragraph.text.split())
    document = newsextract.parse(PAGE)
    assert [article.pieces for article in found.articles] == [article.pieces for article in document.articles]
    assert found.masthead == document.masthead


def test_subheads_are_marked() -> None:
    long = "苇塘区今年把路、水、电和气一次修通，沿街的老房子都换了新屋顶，" * 6
    raw = f"本报讯 {long}住户很满意。\n\n修路 修渠\n\n{long}路灯也亮了。\n"
    path = ["articles", "-", "-f", "markdown"]
    text = CliRunner().invoke(app, path, input=raw).stdout
    assert "\n\n### 修路 修渠\n\n" in text


@pytest.mark.parametrize(("name", "start"), [("a.md", "# "), ("a.json", "{"), ("a.txt", "（上接")])
def test_the_name_of_the_output_says_the_form(page: Path, tmp_path: Path, name: str, start: str) -> None:
    out = tmp_path / name
    result = run(page, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text(encoding="utf-8").startswith(start)


def test_a_page_without_text_has_no_articles(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("\n \n", encoding="utf-8")
    assert run(empty).stdout == ""
    assert json.loads(run(empty, "-f", "json").stdout)["articles"] == []


def test_an_unknown_form_is_named(page: Path) -> None:
    result = run(page, "-f", "markdwn")
    assert result.exit_code == 2
    assert "'markdown'" in " ".join(result.stderr.split())
