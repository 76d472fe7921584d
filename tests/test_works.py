"""Works of every kind are found by their whole names, and all that papers say of how far one is tells its stage."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import newsextract
from newsextract.records import Project

WORKS = tomllib.loads((Path(__file__).parent / "works.toml").read_text(encoding="utf-8"))
KINDS = WORKS["kinds"].split()
STAGES = [(said, stage) for stage, told in WORKS["stages"].items() for said in told]
FACTS = [(field, said, value) for field, told in WORKS["facts"].items() for said, value in told.items()]
PLACE = "柳湾"
PUBLISHED = "2021-06-10"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["昨天，{}正式开工，总投资3亿元。", "记者获悉，总投资3亿元的{}预计明年6月建成。"])
def test_a_work_is_found_by_its_whole_name(text: str, kind: str) -> None:
    name = PLACE + kind
    records = newsextract.parse(text.format(name), published=PUBLISHED).records
    assert [record.name for record in records if isinstance(record, Project)] == [name]


@pytest.mark.parametrize(("said", "stage"), STAGES)
@pytest.mark.parametrize("name", ["柳湾化肥厂扩建工程", "柳湾大桥", "云渡产业园项目"])
def test_what_is_said_of_a_work_tells_its_stage(name: str, said: str, stage: str) -> None:
    facts = newsextract.parse(f"本报讯 总投资3亿元的{name}{said}。", published=PUBLISHED).facts
    assert [fact.value for fact in facts if fact.field == "status"] == [stage]


@pytest.mark.parametrize(("field", "said", "value"), FACTS)
@pytest.mark.parametrize("name", ["柳湾化肥厂扩建工程", "云渡产业园项目"])
@pytest.mark.parametrize(
    "text", ["{}正在建设，{}。", "{}{}，进展顺利。", "{}正在施工。该工程{}。", "{}正在施工。据介绍，项目{}，进展顺利。"]
)
def test_what_is_said_of_a_work_tells_a_fact(text: str, name: str, field: str, said: str, value: str) -> None:
    facts = newsextract.parse(f"本报讯 {text.format(name, said)}", published=PUBLISHED).facts
    assert [(fact.field, str(fact.value)) for fact in facts if fact.field != "status"] == [(field, value)]
