"""What several sentences say of one project together: stages that no word says, but the rest of the page does."""

from __future__ import annotations

import pytest

import newsextract


def status(text: str, project: str) -> str | None:
    """Give the status that a page of 20 June 2022 gives a project."""
    facts = newsextract.parse(text, published="2022-06-20").facts
    return next((str(fact.value) for fact in facts if (fact.project, fact.field) == (project, "status")), None)


@pytest.mark.parametrize(
    ("text", "project", "expected"),
    [
        ("云渡大桥项目已完成投资3100万元。", "云渡大桥项目", "under_construction"),
        ("云渡大桥项目去年3月开工，已完成投资3100万元。", "云渡大桥项目", "under_construction"),
        ("云渡大桥项目已竣工，完成投资3100万元。", "云渡大桥项目", "completed"),
        ("云渡大桥项目总投资3100万元。", "云渡大桥项目", None),
        ("云渡大桥项目明年3月开工。", "云渡大桥项目", None),
        ("云潍高铁海河隧道贯通。云潍高铁预计2024年通车。", "云潍高铁", "under_construction"),
        ("云潍高铁海河隧道通车。云潍高铁预计2024年通车。", "云潍高铁", None),
        ("云潍高铁控制性工程苇塘特大桥实现全桥合龙。云潍高铁全长175公里。", "云潍高铁", "under_construction"),
        ("云潍高铁附近的苇塘特大桥实现全桥合龙。云潍高铁全长175公里。", "云潍高铁", None),
    ],
)
def test_what_the_rest_of_the_page_says_of_a_project(text: str, project: str, expected: str | None) -> None:
    assert status(text, project) == expected
