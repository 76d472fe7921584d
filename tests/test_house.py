"""The house rules that a newcomer relies on: one noun, one room; small files; one version; rules that travel along."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import newsextract
from newsextract.pipeline import MODELS
from newsextract.records import KINDS
from newsextract.rules import load

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
MODULES = sorted(
    m.name for m in pkgutil.walk_packages(newsextract.__path__, "newsextract.") if not m.name.endswith("__main__")
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_its_pattern_file_module_record_and_test_file(kind: str) -> None:
    data = tomllib.loads((ROOT / "patterns" / f"{kind}.toml").read_text(encoding="utf-8"))
    assert data["kind"] == kind
    assert data["doc"]
    assert data["rule"]
    assert (ROOT / "src" / "newsextract" / "entities" / f"{kind}.py").is_file()
    assert (ROOT / "tests" / f"test_{kind}.py").is_file()
    assert MODELS[kind].__name__ == kind.title()
    assert load().rooms[kind].rules


def test_no_room_is_without_a_kind() -> None:
    rooms = {p.stem for p in (ROOT / "src" / "newsextract" / "entities").glob("*.py")} - {"__init__"}
    assert rooms == set(KINDS)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.name)
def test_a_source_file_can_be_read_at_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.name)
def test_a_module_is_named_for_what_it_does_and_opens_by_saying_so(path: Path) -> None:
    assert path.stem not in {"utils", "util", "common", "helpers", "misc", "base", "core"}
    assert path.read_text(encoding="utf-8").lstrip().startswith('"""')


def test_the_script_is_what_python_m_runs() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    module, _, name = scripts["newsextract"].partition(":")
    assert module == "newsextract.__main__"
    assert callable(getattr(importlib.import_module(module), name))


def test_the_version_is_said_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == newsextract.__version__
    assert f"## [{newsextract.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_rules_travel_inside_the_package() -> None:
    assert importlib.import_module("newsextract.patterns").__doc__
    shipped = {entry.name for entry in files("newsextract.patterns").iterdir() if entry.name.endswith(".toml")}
    assert shipped == {path.name for path in (ROOT / "patterns").glob("*.toml")}
    assert {f"{kind}.toml" for kind in KINDS} < shipped


def test_every_public_name_is_there_and_documented() -> None:
    for name in newsextract.__all__:
        thing = getattr(newsextract, name)
        assert isinstance(thing, str) or thing.__doc__
    assert sorted(newsextract.__all__) == newsextract.__all__


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_are_true(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0


def test_no_source_reads_a_clock_or_the_locale() -> None:
    """Law 4: the publication date is an argument."""
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        for forbidden in ("date.today", "datetime.now", "time.time(", "import locale", "from random import"):
            assert forbidden not in text, path.name
        drawn = set(re.findall(r"random\.\w+\(.?", text))
        assert drawn <= {"random.Random(_"}, path.name  # chance is drawn from a seed, the same every day


def test_the_readmes_show_the_same_commands() -> None:
    """The Chinese README is no older than the English one where it matters."""
    commands = [
        [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if ".venv/bin/" in line]
        for name in ("README.md", "README.zh-CN.md")
    ]
    assert commands[0] == commands[1]
    assert commands[0]


def test_every_sample_has_its_gold_and_is_described() -> None:
    described = (ROOT / "samples" / "README.md").read_text(encoding="utf-8")
    pages = sorted((ROOT / "samples").glob("*.txt"))
    assert pages
    for page in pages:
        assert page.with_suffix(".json").is_file()
        assert f"`{page.stem}`" in described
