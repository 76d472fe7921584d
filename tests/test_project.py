"""Projects: what an example beside a rule cannot say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings

import newsextract
from composed import pages
from newsextract.records import Document, Project

SAMPLES = sorted((Path(__file__).resolve().parent.parent / "samples").glob("*.txt"))


def read(text: str) -> Document:
    return newsextract.parse(text, kinds=["project"])


def names(text: str) -> list[str]:
    return [record.name for record in read(text).records if isinstance(record, Project)]


def check(document: Document) -> None:
    for record in document.records:
        assert isinstance(record, Project)
        assert record.name == "".join(record.reading.split())
        assert len(record.name) >= 2
        assert not set(record.name) & set("。；！？\n")
        assert record.name.count("“") == record.name.count("”")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_name_is_its_printed_name_without_blanks(path: Path) -> None:
    check(read(path.read_text(encoding="utf-8")))


def test_samples_hold_projects() -> None:
    found = [len(read(path.read_text(encoding="utf-8")).records) for path in SAMPLES]
    assert sum(found) > 30


@example("8500万等12个重点项目。")
@example("总投资5亿元的云渡水厂项目治理开工。")
@given(pages())
@settings(max_examples=120, deadline=None)
def test_a_name_on_a_composed_page_is_one_too(text: str) -> None:
    check(read(text))


def test_a_sum_may_lie_inside_a_name() -> None:
    document = newsextract.parse("瑞禾集团总投资5亿元的年产10万吨乳品加工项目开工建设，总投资5亿元。")
    assert {record.type for record in document.records} == {"money", "project"}


@pytest.mark.parametrize(
    "text",
    [
        "该项目进展顺利。",
        "34个续建项目全部复工。",
        "重点项目建设如火如荼。",
        "项目专班每天调度。",
        "招商项目签约。",
        "各县区",
        "在维护市场秩序、保护投资者权益、提升经营水平等方面发挥作用。",
    ],
)
def test_what_points_or_counts_is_no_name(text: str) -> None:
    assert names(text) == []


def test_the_same_page_gives_the_same_names_without_other_kinds() -> None:
    for path in SAMPLES:
        text = path.read_text(encoding="utf-8")
        alone = [(r.text, r.span) for r in read(text).records]
        assert alone == [(r.text, r.span) for r in newsextract.parse(text).records if r.type == "project"]
