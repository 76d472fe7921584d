"""Every example, look-alike and gap of every shipped rule is one case; nobody edits this file to add a rule."""

from __future__ import annotations

import pytest

from newsextract.rulecheck import Case, cases
from newsextract.rules import ROOMS, compile_all, load

RULES = load()
CASES = list(cases(RULES, ROOMS))
GAP = pytest.mark.xfail(reason="a gap: what the rule does not find yet", strict=True)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.name, marks=[GAP] if case.section == "gaps" else []) for case in CASES]
)
def test_case(case: Case) -> None:
    fault = case.fault(RULES)
    assert fault is None, f"{case.rule.where}: {fault}"


def test_every_pattern_compiles() -> None:
    assert compile_all(RULES) == []


def test_every_kind_has_rules() -> None:
    assert {rule.kind for rule in RULES} == set(ROOMS)
