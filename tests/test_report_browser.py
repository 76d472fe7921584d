"""The report in a real browser: it opens, shows what is asked for, and complains of nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from browser import CHROMIUM, Browser, browser
from newsextract.cli import app
from spoiled import spoiled

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


@pytest.fixture(scope="module")
def tab() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    page = spoiled(folder)
    many = [sample for sample in SAMPLES for _ in range(5)]
    for name, pages in (("gold", [page, "--gold", folder]), ("many", many)):
        result = CliRunner().invoke(app, ["report", *map(str, pages), "-o", str(folder / f"{name}.html")])
        assert result.exit_code == 0, result.output
    return folder


def test_it_opens_at_once_without_the_network_and_without_a_complaint(tab: Browser, folder: Path) -> None:
    tab.open(folder / "gold.html")
    assert min(tab.open(folder / "gold.html") for _ in range(3)) < 1
    assert tab.console == []
    assert tab.requests == [(folder / "gold.html").as_uri()]


def test_a_click_on_a_record_shows_its_value_and_its_disagreement(tab: Browser, folder: Path) -> None:
    tab.open(folder / "gold.html")
    tab.click("mark.is-wrong-value")
    assert tab.text("#inspector .value") == "1.26 billion CNY"
    assert "expected 1.26 trillion CNY" in tab.text("#inspector .verdict")
    assert "money/amount" in tab.text("#inspector")


def test_a_switch_hides_its_type_and_its_verdict(tab: Browser, folder: Path) -> None:
    tab.open(folder / "gold.html")
    line = "getComputedStyle(document.querySelector('mark.{}')).textDecorationLine"
    assert tab.run(line.format("is-surplus")) == "underline"
    for switch, mark in (("is-surplus", "is-surplus"), ("money", "money")):
        tab.click(f"[data-switch={switch}]")
        assert tab.run(line.format(mark)) == "none"
        assert tab.run(f"document.querySelector('[data-switch={switch}]').getAttribute('aria-pressed')") == "false"
    tab.click("mark.is-surplus")
    assert tab.text("#inspector .value") == ""


def test_keys_go_from_record_to_record_into_the_inspector_and_back(tab: Browser, folder: Path) -> None:
    tab.open(folder / "gold.html")
    tab.press("n")
    first = tab.text("#inspector .value")
    tab.press("n")
    assert tab.text("#inspector .value") != first
    tab.press("p")
    assert tab.text("#inspector .value") == first
    tab.press("Enter")
    assert tab.run("document.activeElement.id") == "inspector"
    tab.press("Escape")
    assert tab.run("document.activeElement.localName") == "mark"
    tab.press("Escape")
    assert tab.text("#inspector .value") == ""


def test_keys_stop_at_the_verdicts_that_are_on(tab: Browser, folder: Path) -> None:
    tab.open(folder / "gold.html")
    for verdict in ("right", "wrong-value", "wrong-span", "surplus"):
        tab.click(f"[data-switch=is-{verdict}]")
    tab.click("[data-switch=reject]")
    for _ in range(2):
        tab.press("n")
        assert tab.text("#inspector .value") == "2,300 CNY"
    tab.click("[data-view=type]")
    assert tab.text("#inspector .value") == ""


@pytest.mark.parametrize("name", ["gold", "many"])
def test_a_phone_scrolls_in_one_direction(tab: Browser, folder: Path, name: str) -> None:
    tab.size(390, 844, phone=True)
    tab.open(folder / f"{name}.html", "#p1")
    tab.press("n")
    assert tab.run("document.documentElement.scrollWidth") == 390
    assert tab.run("getComputedStyle(document.querySelector('#inspector')).position") == "fixed"
    tab.size(1280, 900)


def test_many_pages_stay_usable(tab: Browser, folder: Path) -> None:
    assert tab.open(folder / "many.html") < 5
    assert tab.run("document.querySelectorAll('.index tbody tr').length") == 5 * len(SAMPLES)
    tab.press("]")
    assert tab.run("location.hash") == "#p1"
    assert tab.until("document.querySelectorAll('.page:not([hidden])').length", 1) == 1
    assert tab.console == []
