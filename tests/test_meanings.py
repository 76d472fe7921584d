"""What words may mean: the shipped lists say nothing else, and each that a module reads values from is checked."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from newsextract.currencies import CODES
from newsextract.meanings import MEANINGS, meaning_faults
from newsextract.rules import load, shipped

SHIPPED = {
    entry.name: tomllib.loads(entry.read_text(encoding="utf-8"))
    for entry in shipped().iterdir()
    if entry.name.endswith(".toml")
}
# Lists with meanings that only their words are read of, or that patterns alone call.
ONLY_WORDS = {
    ("money", "reach"),
    ("percent", "basis"),
    ("project", "place"),
    ("project", "no_place"),
    ("facts", "kind"),
}


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_words_mean_what_they_may(name: str) -> None:
    data = SHIPPED[name]
    assert list(meaning_faults(data["kind"], data.get("words", {}))) == []


def test_each_list_with_meanings_is_checked() -> None:
    told = {
        (data["kind"], name)
        for data in SHIPPED.values()
        for name, given in data.get("words", {}).items()
        if isinstance(given, dict)
    }
    assert told - ONLY_WORDS <= MEANINGS.keys()
    assert MEANINGS.keys() - told == {("facts", "status"), ("facts", "progress")}  # shared with facts, which may add


def test_the_codes_are_those_of_the_standard() -> None:
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in CODES)
    assert {"CNY", "EUR", "BOB", "DEM", "XXX"} < CODES
    assert "XYZ" not in CODES
    words = load().rooms["money"].words
    assert {*words["unit"].values(), *words["before"].values()} <= CODES


def test_a_user_may_add_any_currency(tmp_path: Path) -> None:
    (tmp_path / "money.toml").write_text('kind = "money"\n[words.unit]\n"豆" = "BOB"\n', encoding="utf-8")
    assert load(tmp_path).rooms["money"].words["unit"]["豆"] == "BOB"
