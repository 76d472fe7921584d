"""What is near a project and says nothing of it: no status, no day, no sum."""

from __future__ import annotations

import pytest

import newsextract


def told(text: str) -> set[tuple[str, str, str]]:
    document = newsextract.parse(text, published="2013-05-12")
    return {(fact.project, fact.field, str(fact.value)) for fact in document.facts}


@pytest.mark.parametrize(
    "text",
    [
        "柳湾水厂扩建工程4月3日供水管爆裂，两人受伤。",
        "柳湾热电厂扩建工程3月15日供暖期结束。",
        "柳湾体育中心4月1日拉开序幕，省运会在此举行。",
        "柳湾大桥因车祸中断，3月18日恢复交通。",
        "柳湾大桥工程通过消防验收。",
        "柳湾医院正在办理出院手续。",
        "柳湾火车站接触网故障，列车晚点。",
    ],
)
def test_no_fact(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("柳湾大桥工程正在施工，春节没有停工。", ("柳湾大桥工程", "status", "under_construction")),
        ("柳湾大桥3月5日通车，大桥建设中没有一天停工。", ("柳湾大桥", "status", "in_operation")),
        ("柳湾水泥厂技改工程竣工投产，3条旧窑全部停工。", ("柳湾水泥厂技改工程", "status", "in_operation")),
        (
            "柳湾高速公路全线最长的柳湾隧道贯通，全线已完成投资8亿元，隧道总投资2亿元。",
            ("柳湾隧道", "total_investment", "200000000"),
        ),
        ("柳湾“816”工程竣工。", ("柳湾“816”工程", "status", "completed")),
    ],
)
def test_the_fact_stays(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)
