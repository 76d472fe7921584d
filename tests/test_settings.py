"""What rules may say in ``is``: the shipped ones say nothing else, and all of it is said by one or explained."""

from __future__ import annotations

from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from newsextract.rules import ROOMS, load
from newsextract.settings import READERS, Settings, lacking, setting_faults

README = (Path(__file__).resolve().parent.parent / "patterns" / "README.md").read_text(encoding="utf-8")
RULES = {rule.name: rule for rule in load()}
SAID = {(rule.kind, key, value) for rule in RULES.values() for key, value in rule.constants.items()}


@pytest.mark.parametrize("name", RULES)
def test_shipped_rules_say_what_they_may(name: str) -> None:
    rule = RULES[name]
    assert list(setting_faults(rule.kind, rule.id, rule.constants)) == []
    assert list(lacking(rule.kind, rule.id, rule.constants, rule.pattern.groupindex)) == []


def test_each_kind_has_its_readers() -> None:
    assert READERS.keys() == set(ROOMS)


@pytest.mark.parametrize(
    ("kind", "reads"),
    [(kind, reads) for kind, readers in READERS.items() for reads in readers if reads not in ("", "back")],
)
def test_each_reader_has_a_shipped_rule(kind: str, reads: str) -> None:
    assert (kind, "reads", reads) in SAID
    assert f"`{reads}`" in README or f'"{reads}"' in README


def test_each_key_is_of_a_reader_said_and_explained() -> None:
    known = {key for readers in READERS.values() for reader in readers.values() for key in reader.keys}
    assert known | {"reads"} == get_type_hints(Settings).keys()
    for kind, readers in READERS.items():
        for key in {key for reader in readers.values() for key in reader.keys}:
            assert any((kind, key) == said[:2] for said in SAID), (kind, key)
    for key in known:
        assert f"`{key}`" in README or f"`{key} = " in README, key


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (key, value)
        for key, hint in get_type_hints(Settings).items()
        for value in get_args(hint)
        if value not in (str, int)
    ],
)
def test_each_value_is_said_or_explained(key: str, value: str) -> None:
    said = any((key, value) == one[1:] for one in SAID)
    assert said or f"`{value}`" in README, (key, value)
