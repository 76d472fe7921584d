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


# Where a name may stand: {} is the work. Each of these is all projects of its sentence.
SENTENCES = [
    ("昨天，{}正式开工，总投资3亿元。", []),
    ("记者获悉，总投资3亿元的{}预计明年6月建成。", []),
    ("市长先后察看了{}、云渡大桥等项目建设情况。", ["云渡大桥"]),
    ("本报讯 {}于昨日通过竣工验收。", []),
    ("图为{}施工现场。", []),
    ("由省建公司承建的{}昨天竣工。", []),
    ("投资2亿元的{}和云渡大桥昨天同时开工。", ["云渡大桥"]),
    ("今年要抓好{}建设，确保年内完工。", []),
    ("我市与华源集团签订了{}合作协议，总投资2亿元。", []),
    ("市民关心的{}何时开工？", []),
    ("日前，备受关注的{}终于有了新进展，主体工程封顶。", []),
    ("省重点工程{}昨日开工。", []),
    ("1.{}：总投资2亿元，今年3月开工。", []),
    ("{}于2019年3月动工，目前正在装修。", []),
    ("{}（总投资2亿元）、云渡大桥（总投资1亿元）昨天开工。", ["云渡大桥"]),
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_work_is_found_by_its_whole_name(kind: str) -> None:
    name = PLACE + kind
    for text, others in SENTENCES:
        records = newsextract.parse(text.format(name), published=PUBLISHED).records
        assert [record.name for record in records if isinstance(record, Project)] == [name, *others], text


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
