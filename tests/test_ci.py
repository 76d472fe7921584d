"""What docs/ci.md hands out for CI: each file is read as YAML, and its commands run as the service would run them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

yaml = pytest.importorskip("yaml")

ROOT = Path(__file__).resolve().parent.parent
ACTION = ROOT / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
WORKFLOWS = ROOT / "docs" / "workflows"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the steps are written for bash")

Step = dict[str, Any]


@cache
def data(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A team's repository: gold with its pages, and the floors that it stands on."""
    folder = tmp_path / "repository"
    (folder / "gold").mkdir(parents=True)
    for page in sorted((ROOT / "samples").glob("*.txt"))[:4]:
        shutil.copy(page, folder / "gold")
        shutil.copy(page.with_suffix(".json"), folder / "gold")
    here = Path(sys.executable).parent
    floors = ["--floors", "newsextract-floors.toml", "--update-floors", "--baseline", "known.txt", "--update-baseline"]
    subprocess.run(
        [here / "newsextract", "check", "gold", *floors],
        cwd=folder,
        env=environment(here),
        check=True,
        capture_output=True,
    )
    return folder


def environment(programs: Path, **more: str) -> dict[str, str]:
    """The environment of a step: these programs come first, and nothing tells it that it runs in a test."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "PYTEST_", "PYTHON"))}
    return kept | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"} | more


def run(step: Step, repository: Path, programs: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub runs one of the shell bash."""
    script = repository.parent / "step.sh"
    script.write_text(step["run"], "utf-8")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    given = environment(programs, **more)
    return subprocess.run(command, cwd=repository, env=given, capture_output=True, encoding="utf-8", check=False)


def action_steps(**inputs: str) -> list[tuple[Step, dict[str, str]]]:
    """The steps of the action that run commands, with the environment that these inputs give them."""
    action = data(ACTION)
    values = {name: str(one.get("default", "")) for name, one in action["inputs"].items()} | inputs

    def filled(text: str) -> str:
        def value(match: re.Match[str]) -> str:
            ways = [part.strip() for part in match[1].split("||")]
            known = {**{f"inputs.{name}": value for name, value in values.items()}, "github.action_path": str(ROOT)}
            return next((known[way] for way in ways if known[way]), "")

        return re.sub(r"\$\{\{(.*?)\}\}", value, text)

    steps = [step for step in action["runs"]["steps"] if "run" in step]
    return [(step, {name: filled(text) for name, text in step.get("env", {}).items()}) for step in steps]


def workflow_steps() -> list[Step]:
    return [step for step in data(WORKFLOWS / "newsextract.yml")["jobs"]["check"]["steps"] if "run" in step]


def is_install(step: Step) -> bool:
    return "pip install" in step["run"]


def spoil(repository: Path) -> None:
    """A change that breaks an extraction: a page's money is in another currency, says gold."""
    for path in (repository / "gold").glob("*.json"):
        path.write_text(path.read_text("utf-8").replace('"CNY"', '"USD"'), "utf-8")
    floors = repository / "newsextract-floors.toml"
    floors.write_text(re.sub(r"(?m)^gold = .*$", "", floors.read_text("utf-8")), "utf-8")


def green_and_red(repository: Path, programs: Path) -> None:
    """The whole of the action on a sound repository, and on one in which an extraction is broken."""
    summary = repository.parent / "summary.md"
    inputs = {"gold": "gold\n", "floors": "newsextract-floors.toml", "baseline": "known.txt", "min": "money.span=0.9\n"}
    [(check, given)] = [(step, env) for step, env in action_steps(**inputs) if not is_install(step)]
    github = {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_WORKSPACE": str(repository)}
    done = run(check, repository, programs, **given, **github)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "### newsextract check" in summary.read_text("utf-8")
    spoil(repository)
    done = run(check, repository, programs, **given, **github)
    assert done.returncode == 1, done.stderr
    assert re.search(
        r"^::error file=gold/\S+\.txt,line=\d+,title=newsextract money::money differs: ", done.stdout, re.M
    )
    assert "::error title=newsextract::money.strict is " in done.stdout


def workflow_is_green(repository: Path, programs: Path, **more: str) -> None:
    for step in workflow_steps():
        if not is_install(step):
            done = run(step, repository, programs, **more)
            assert done.returncode == 0, (step, done.stderr)
    suite = ET.parse(repository / "newsextract.xml").getroot()
    assert suite.get("failures") == "0"


# --- as they are


def test_the_action_turns_red_where_an_extraction_breaks(repository: Path) -> None:
    green_and_red(repository, Path(sys.executable).parent)


def test_inputs_are_never_commands(repository: Path) -> None:
    inputs = {"gold": "gold; touch stolen\n$(touch stolen)", "min": "`touch stolen`"}
    for step, given in action_steps(**inputs):
        if not is_install(step):
            assert run(step, repository, Path(sys.executable).parent, **given).returncode == 2
        assert "${{" not in step["run"]
    assert not (repository / "stolen").exists()


def test_the_workflow_runs(repository: Path) -> None:
    workflow_is_green(repository, Path(sys.executable).parent)
    workflow = data(WORKFLOWS / "newsextract.yml")
    assert workflow["permissions"] == {"contents": "read"}
    used = [step["uses"] for step in workflow["jobs"]["check"]["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", one) for one in used)


def test_gitlab_takes_five_lines_that_run(repository: Path) -> None:
    text = (WORKFLOWS / "gitlab-ci.yml").read_text("utf-8")
    assert len(text.splitlines()) == 5
    job = yaml.safe_load(text)["newsextract"]
    for line in job["script"]:
        assert run({"run": line}, repository, Path(sys.executable).parent).returncode == 0
    assert ET.parse(repository / job["artifacts"]["reports"]["junit"]).getroot().tag == "testsuite"


def test_the_hooks_run(repository: Path) -> None:
    """Each hook as pre-commit runs it: entry, arguments, and the files where it passes them."""
    (repository / "patterns").mkdir()
    shutil.copy(ROOT / "patterns" / "percent.toml", repository / "patterns")
    for hook in data(HOOKS):
        files = [str(path.relative_to(repository)) for path in sorted(repository.rglob("*.*")) if path.is_file()]
        chosen = [name for name in files if re.search(hook["files"], name)]
        assert chosen, hook["id"]
        passed = chosen if hook.get("pass_filenames", True) else []
        command = " ".join([hook["entry"], *hook.get("args", []), *passed])
        done = run({"run": command}, repository, Path(sys.executable).parent)
        assert done.returncode == 0, (command, done.stderr)
    spoil(repository)
    [check] = [hook for hook in data(HOOKS) if hook["id"] == "newsextract-check"]
    line = " ".join([check["entry"], *check["args"]])
    assert run({"run": line}, repository, Path(sys.executable).parent).returncode == 1


def test_the_examples_name_hooks_and_this_version() -> None:
    example = data(WORKFLOWS / "pre-commit-config.yaml")["repos"][0]
    assert {hook["id"] for hook in example["hooks"]} <= {hook["id"] for hook in data(HOOKS)}
    assert example["rev"] == f"v{VERSION}"
    guide = (ROOT / "docs" / "ci.md").read_text("utf-8")
    for path in (*WORKFLOWS.iterdir(), ACTION, HOOKS):
        assert path.name in guide
        assert f"v{VERSION}" in path.read_text("utf-8") or path in (ACTION, HOOKS)
    assert set(re.findall(r"(?m)^\| `([a-z-]+)` \|", guide)) >= set(data(ACTION)["inputs"])


# --- in a clean environment


@pytest.mark.long
def test_the_steps_run_in_a_clean_environment(repository: Path, tmp_path: Path) -> None:
    """Nothing is there but Python: the install step of the action and of the workflow are all that it takes."""
    source = tmp_path / "source"  # a build writes beside what it builds
    for name in ("src", "patterns"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    made = tmp_path / "clean"
    subprocess.run([sys.executable, "-m", "venv", str(made)], check=True)
    programs = made / ("Scripts" if os.name == "nt" else "bin")
    [(install, given)] = [(step, env) for step, env in action_steps(gold="gold") if is_install(step)]
    assert given == {"SPEC": str(ROOT)}
    done = run(install, repository, programs, SPEC=str(source))
    assert done.returncode == 0, done.stderr
    for step in workflow_steps():
        if is_install(step):
            done = run(step, repository, programs, NEWSEXTRACT=str(source))
            assert done.returncode == 0, done.stderr
    assert not list(programs.glob("pytest*"))
    workflow_is_green(repository, programs)
    green_and_red(repository, programs)
