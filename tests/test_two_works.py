"""Two works in one sentence, or beside each other: each has what is said of it, whatever they are called."""

from __future__ import annotations

from itertools import permutations

import pytest

import newsextract

NAMES = ["柳湾大桥", "云渡水厂扩建工程", "青山产业园项目", "红石中学新校区", "白河风电场二期"]
PUBLISHED = "2021-06-10"
YESTERDAY = "2021-06-09/2021-06-09"
# What is said of the works a and b, and each fact that it tells.
TOLD = [
    (
        "{a}、{b}两个项目昨天开工，总投资分别为3亿元和2亿元。",
        {
            ("a", "start_date", YESTERDAY),
            ("a", "status", "started"),
            ("a", "total_investment", "300000000"),
            ("b", "start_date", YESTERDAY),
            ("b", "status", "started"),
            ("b", "total_investment", "200000000"),
        },
    ),
    (
        "{a}总投资3亿元，{b}总投资2亿元，昨天同时开工。",
        {
            ("a", "start_date", YESTERDAY),
            ("a", "status", "started"),
            ("a", "total_investment", "300000000"),
            ("b", "start_date", YESTERDAY),
            ("b", "status", "started"),
            ("b", "total_investment", "200000000"),
        },
    ),
    (
        "总投资3亿元的{a}、总投资2亿元的{b}昨天开工。",
        {
            ("a", "start_date", YESTERDAY),
            ("a", "status", "started"),
            ("a", "total_investment", "300000000"),
            ("b", "start_date", YESTERDAY),
            ("b", "status", "started"),
            ("b", "total_investment", "200000000"),
        },
    ),
    (
        "{a}（总投资3亿元）、{b}（总投资2亿元）昨天开工。",
        {
            ("a", "start_date", YESTERDAY),
            ("a", "status", "started"),
            ("a", "total_investment", "300000000"),
            ("b", "start_date", YESTERDAY),
            ("b", "status", "started"),
            ("b", "total_investment", "200000000"),
        },
    ),
    (
        "{a}已经竣工，{b}正在施工。",
        {
            ("a", "status", "completed"),
            ("b", "status", "under_construction"),
        },
    ),
    (
        "{a}和{b}分别于3月和5月竣工。",
        {
            ("a", "completion_date", "2021-03-01/2021-03-31"),
            ("a", "status", "completed"),
            ("b", "completion_date", "2021-05-01/2021-05-31"),
            ("b", "status", "completed"),
        },
    ),
    (
        "{a}昨天竣工。同日，总投资2亿元的{b}开工。",
        {
            ("a", "completion_date", YESTERDAY),
            ("a", "status", "completed"),
            ("b", "start_date", YESTERDAY),
            ("b", "status", "started"),
            ("b", "total_investment", "200000000"),
        },
    ),
    (
        "{a}昨天开工，{b}下月竣工。",
        {
            ("a", "start_date", YESTERDAY),
            ("a", "status", "started"),
            ("b", "completion_date", "2021-07-01/2021-07-31"),
        },
    ),
    (
        "{a}和{b}总投资均为2亿元，正在施工。",
        {
            ("a", "status", "under_construction"),
            ("a", "total_investment", "200000000"),
            ("b", "status", "under_construction"),
            ("b", "total_investment", "200000000"),
        },
    ),
    (
        "{a}总投资3亿元，正在施工；{b}总投资2亿元，已经封顶。",
        {
            ("a", "status", "under_construction"),
            ("a", "total_investment", "300000000"),
            ("b", "status", "topped_out"),
            ("b", "total_investment", "200000000"),
        },
    ),
    (
        "{a}正在施工，总投资3亿元。{b}前期工作已经启动，计划投资2亿元。",
        {
            ("a", "status", "under_construction"),
            ("a", "total_investment", "300000000"),
            ("b", "planned_investment", "200000000"),
            ("b", "status", "planned"),
        },
    ),
    (
        "其中，{a}投资3亿元，占地100亩，{b}投资2亿元，占地80亩，均已开工。",
        {
            ("a", "area", "100亩"),
            ("a", "status", "started"),
            ("a", "total_investment", "300000000"),
            ("b", "area", "80亩"),
            ("b", "status", "started"),
            ("b", "total_investment", "200000000"),
        },
    ),
    (
        "今年要抓好{a}和{b}建设，确保{a}年底竣工。",
        {
            ("a", "completion_date", "2021-12-01/2021-12-31"),
        },
    ),
    (
        "一是{a}，总投资3亿元，已经开工；二是{b}，总投资2亿元，明年开工。",
        {
            ("a", "status", "started"),
            ("a", "total_investment", "300000000"),
            ("b", "start_date", "2022-01-01/2022-12-31"),
            ("b", "status", "planned"),
            ("b", "total_investment", "200000000"),
        },
    ),
    (
        "{a}、{b}等5个项目总投资30亿元，昨天集中开工。",
        {
            ("a", "start_date", YESTERDAY),
            ("a", "status", "started"),
            ("b", "start_date", YESTERDAY),
            ("b", "status", "started"),
        },
    ),
    (
        "副市长察看了{a}、{b}。{a}总投资3亿元，年底竣工。",
        {
            ("a", "completion_date", "2021-12-01/2021-12-31"),
            ("a", "total_investment", "300000000"),
        },
    ),
    (
        "{a}：总投资3亿元，去年3月开工，完成投资1亿元。{b}：总投资2亿元，已竣工。",
        {
            ("a", "completed_investment", "100000000"),
            ("a", "start_date", "2020-03-01/2020-03-31"),
            ("a", "status", "under_construction"),
            ("a", "total_investment", "300000000"),
            ("b", "status", "completed"),
            ("b", "total_investment", "200000000"),
        },
    ),
    (
        "{a}昨天竣工，比{b}早了半年。",
        {
            ("a", "completion_date", YESTERDAY),
            ("a", "status", "completed"),
        },
    ),
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_each_of_two_works_has_its_own(text: str, told: set[tuple[str, str, str]]) -> None:
    fields = {field for _, field, _ in told}
    for a, b in permutations(NAMES, 2):
        facts = newsextract.parse("本报讯 " + text.format(a=a, b=b), published=PUBLISHED).facts
        called = {a: "a", b: "b"}
        found = {(called[fact.project], fact.field, str(fact.value)) for fact in facts}
        if "status" not in fields:  # how far a work is that is urged on is no matter here
            found = {fact for fact in found if fact[1] != "status"}
        assert found == told, (a, b)
