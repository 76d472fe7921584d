"""What the sentence behind one on a work says of it: all of what it tells of the work, and nothing of what it tells of
something else.

Every sentence of ``pairs.toml`` is set behind every first one: money and days that go astray are wrong values that look
right.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import newsextract
from newsextract.records import Date, Money

PAIRS: Mapping[str, Any] = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text("utf-8"))
PUBLISHED = "2010-06-18"
SIZES = ("area", "capacity")


@cache
def said(text: str, name: str) -> frozenset[tuple[str, str]]:
    """What a text says of the work of a name."""
    facts = newsextract.parse(text, published=PUBLISHED).facts
    return frozenset((fact.field, str(fact.value)) for fact in facts if fact.project == name)


def meant(field: str, printed: str) -> tuple[str, str]:
    """A field with the value that its printed words have by themselves."""
    if field in SIZES:
        return field, printed
    (record,) = newsextract.parse(printed, published=PUBLISHED).records
    if isinstance(record, Date):
        return field, f"{record.start}/{record.end}"
    assert isinstance(record, Money)
    return field, str(record.amount)


@pytest.mark.parametrize("first", PAIRS["first"], ids=lambda first: first["name"])
def test_a_first_sentence_names_its_work(first: dict[str, str]) -> None:
    records = newsextract.parse(first["text"], published=PUBLISHED).records
    assert first["name"] in [getattr(record, "name", None) for record in records]


@pytest.mark.parametrize("text", PAIRS["other"])
def test_what_is_said_of_something_else_is_not_said_of_the_work(text: str) -> None:
    for first in PAIRS["first"]:
        assert said(first["text"] + text, first["name"]) == said(first["text"], first["name"])


@pytest.mark.parametrize("behind", PAIRS["continuing"], ids=lambda behind: behind["text"])
def test_what_goes_on_about_the_work_is_said_of_it(behind: dict[str, str]) -> None:
    told = {meant(field, printed) for field, printed in behind.items() if field != "text"}
    for first in PAIRS["first"]:
        assert told <= said(first["text"] + behind["text"], first["name"])


def test_there_is_something_to_pair() -> None:
    assert len(PAIRS["first"]) >= 6
    assert len(PAIRS["other"]) > 200
    assert len(PAIRS["continuing"]) > 90
