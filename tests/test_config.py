"""What is set once: where it is looked for, which wins, and what is said of what cannot be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from newsextract.batch.outputs import DataSet
from newsextract.cli import app
from newsextract.config import KEYS, settings, variable
from newsextract.errors import UsageError
from newsextract.render.checked import CheckForm

PAGE = "昨日，云渡大桥项目总投资2亿元，增长5%。\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def newsextract(folder: Path, *arguments: str, code: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "newsextract", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=os.environ | environment,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def said(folder: Path, **environment: str) -> dict[str, tuple[Any, str]]:
    return {key: (one.value, one.origin) for key, one in settings(folder, environment).items()}


# --- where it is looked for


def test_nothing_is_set_where_there_is_nothing(tmp_path: Path) -> None:
    assert said(tmp_path) == {}


def test_the_nearest_file_upwards_counts(tmp_path: Path) -> None:
    write(tmp_path / "newsextract.toml", "[batch]\njobs = 1\n")
    inner = write(tmp_path / "a/b/newsextract.toml", "\n[batch]\njobs = 2\n").parent
    (inner / "c/d").mkdir(parents=True)
    assert said(inner / "c/d") == {"batch.jobs": (2, f"{inner / 'newsextract.toml'}:3")}
    assert said(inner) == {"batch.jobs": (2, "newsextract.toml:3")}
    assert said(tmp_path / "a") == {"batch.jobs": (1, f"{tmp_path / 'newsextract.toml'}:2")}


def test_a_project_file_counts_where_it_has_our_table(tmp_path: Path) -> None:
    write(tmp_path / "newsextract.toml", "[batch]\njobs = 1\n")
    inner = write(tmp_path / "a/pyproject.toml", '[project]\nname = "newsextract-data"\n').parent
    assert said(inner)["batch.jobs"][0] == 1
    write(inner / "pyproject.toml", '[tool.newsextract]\nencoding = "big5"\n[tool.newsextract.batch]\njobs = 3\n')
    assert said(inner) == {"encoding": ("big5", "pyproject.toml:2"), "batch.jobs": (3, "pyproject.toml:4")}
    write(inner / "pyproject.toml", "[project\n")
    assert said(inner)["batch.jobs"][0] == 1
    write(inner / "pyproject.toml", "[tool.newsextract]\njobs = \n")
    with pytest.raises(UsageError, match=r"pyproject\.toml: is no TOML"):
        said(inner)
    write(inner / "newsextract.toml", "[batch]\njobs = 4\n")
    write(inner / "pyproject.toml", "[tool.newsextract.batch]\njobs = 3\ntimeout = 9\n")
    assert said(inner) == {"batch.jobs": (4, "newsextract.toml:2")}


def test_the_user_s_file_is_under_the_project_s_and_both_under_the_environment(tmp_path: Path) -> None:
    user = write(tmp_path / "home/newsextract/config.toml", "batch.jobs = 1\nbatch.timeout = 10\nbatch.memory = 100\n")
    project = write(tmp_path / "project/newsextract.toml", "[batch]\njobs = 2\ntimeout = 20\n").parent
    found = said(project, XDG_CONFIG_HOME=str(tmp_path / "home"), NEWSEXTRACT_BATCH_JOBS="3")
    assert found == {
        "batch.memory": (100, f"{user}:3"),
        "batch.timeout": (20.0, "newsextract.toml:3"),
        "batch.jobs": (3, "NEWSEXTRACT_BATCH_JOBS"),
    }
    os.renames(user, tmp_path / "home/.config/newsextract/config.toml")
    assert said(tmp_path, HOME=str(tmp_path / "home"), XDG_CONFIG_HOME="relative")["batch.jobs"][0] == 1
    assert said(tmp_path, HOME="") == {}


def test_no_file_or_one_file(tmp_path: Path) -> None:
    write(tmp_path / "newsextract.toml", "[batch]\njobs = 2\n")
    other = write(tmp_path / "other.toml", 'encoding = "big5"\n')
    assert settings(tmp_path, {}, isolated=True) == {}
    assert set(settings(tmp_path, {}, file=other)) == {"encoding"}
    with pytest.raises(UsageError, match=r"none\.toml: cannot be read"):
        settings(tmp_path, {}, file=tmp_path / "none.toml")


def test_a_path_counts_from_the_folder_of_its_file(tmp_path: Path) -> None:
    write(tmp_path / "newsextract.toml", 'patterns = "rules"\n')
    (tmp_path / "a").mkdir()
    assert said(tmp_path / "a")["patterns"][0] == str(tmp_path / "rules")
    assert said(tmp_path, NEWSEXTRACT_PATTERNS="rules")["patterns"][0] == "rules"


def test_a_list_in_the_environment_has_commas(tmp_path: Path) -> None:
    assert said(tmp_path, NEWSEXTRACT_TYPE="money, date,")["type"][0] == ["money", "date"]
    assert said(tmp_path, NEWSEXTRACT_TYPE="") == {}


# --- what cannot be


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[batch]\njob = 2\n", "newsextract.toml:2: unknown key batch.job (did you mean batch.jobs?)"),
        ("published_pattern = 'x'\n", "newsextract.toml:1: unknown key published_pattern"),
        ("[bach]\njobs = 2\n", "newsextract.toml:1: unknown key bach (did you mean batch?)"),
        ("zzz = 1\n", "newsextract.toml:1: unknown key zzz (newsextract config show lists the keys)"),
        ("\n[batch]\n\njobs = '2'\n", "newsextract.toml:4: batch.jobs: is '2', not a whole number from 0 (as in 2)"),
        ("[batch]\njobs = true\n", "newsextract.toml:2: batch.jobs: is True, not a whole number from 0 (as in 2)"),
        ("batch.jobs = -1\n", "newsextract.toml:1: batch.jobs: is -1, not a whole number from 0 (as in 2)"),
        ("[batch]\ntimeout = 0\n", "newsextract.toml:2: batch.timeout: is 0, not a number from 0.1 (as in 30)"),
        (
            "[parse]\nformat = 'xml'\n",
            "newsextract.toml:2: parse.format: is 'xml', not one of table, json, jsonl, csv, projects",
        ),
        ("type = 'money'\n", "newsextract.toml:1: type: is 'money', not a list of texts (as in [\"money\", "),
        ("patterns = ''\n", "newsextract.toml:1: patterns: is '', not a path (as in "),
        ("type = [1]\n", "newsextract.toml:1: type: is [1], not a list of texts"),
        ("parse = 1\n", "newsextract.toml:1: parse: is 1, not a table (write [parse], and its keys below)"),
        ("encoding = \n", "newsextract.toml: is no TOML: Invalid value (at line 1, column 12) (mend it)"),
    ],
)
def test_what_cannot_be_is_said_with_its_line_and_cure(tmp_path: Path, text: str, error: str) -> None:
    write(tmp_path / "newsextract.toml", text)
    with pytest.raises(UsageError) as raised:
        settings(tmp_path, {})
    assert str(raised.value).startswith(error)


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("NEWSEXTRACT_BATCH_JOB", "2", "unknown key NEWSEXTRACT_BATCH_JOB (did you mean NEWSEXTRACT_BATCH_JOBS?)"),
        ("NEWSEXTRACT_BATCH_JOBS", "two", "NEWSEXTRACT_BATCH_JOBS: is 'two', not a whole number from 0 (as in 2)"),
        ("NEWSEXTRACT_BATCH_TIMEOUT", "nan", "NEWSEXTRACT_BATCH_TIMEOUT: is 'nan', not a number from 0.1"),
    ],
)
def test_a_variable_that_cannot_be_is_said(tmp_path: Path, name: str, value: str, error: str) -> None:
    with pytest.raises(UsageError) as raised:
        settings(tmp_path, {name: value})
    assert error in str(raised.value)


def test_bytes_that_are_no_text_are_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "newsextract.toml").write_bytes(b"encoding = '\xff'\n")
    with pytest.raises(UsageError, match="is no TOML"):
        settings(tmp_path, {})
    write(tmp_path / "pyproject.toml", "tool.newsextract = 3\n")
    (tmp_path / "newsextract.toml").unlink()
    with pytest.raises(UsageError, match=r"write \[tool\.newsextract\]"):
        settings(tmp_path, {})


# --- keys and options


def test_every_key_is_an_option_and_says_what_it_allows(tmp_path: Path) -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for key, kind in KEYS.items():
        table, _, name = key.rpartition(".")
        options = [p for c in ([commands[table]] if table else commands.values()) for p in c.params]
        assert any(f"--{name}" in option.opts for option in options), key
        assert kind.read_text(kind.example.strip("'\"")) is not None or kind.type is list
        write(tmp_path / "newsextract.toml", f"{key} = {kind.example}\n")
        assert key in said(tmp_path)
    assert KEYS["batch.format"].choices == tuple(DataSet)
    assert KEYS["check.format"].choices == tuple(CheckForm)
    assert len({variable(key) for key in KEYS}) == len(KEYS)


def test_every_key_is_documented() -> None:
    text = (Path(__file__).parent.parent / "docs/configuration.md").read_text("utf-8")
    for key in KEYS:
        assert f"`{key}`" in text, key


# --- as a user sees it


def test_a_flag_wins_over_the_environment_over_the_file(tmp_path: Path) -> None:
    write(tmp_path / "p.txt", PAGE)
    write(tmp_path / "newsextract.toml", 'type = ["money"]\n[parse]\nformat = "jsonl"\n')
    types = [record["type"] for record in json.loads(newsextract(tmp_path, "parse", "p.txt").stdout)["records"]]
    assert types == ["money"]
    assert newsextract(tmp_path, "parse", "p.txt").stdout.count("\n") == 1
    done = newsextract(tmp_path, "parse", "p.txt", NEWSEXTRACT_PARSE_FORMAT="csv", NEWSEXTRACT_TYPE="percent")
    assert "5%" in done.stdout
    assert "2亿元" not in done.stdout.splitlines()[1:][0]
    done = newsextract(tmp_path, "parse", "p.txt", "-f", "json", "-t", "money", NEWSEXTRACT_PARSE_FORMAT="csv")
    assert json.loads(done.stdout)["records"][0]["type"] == "money"
    assert len(json.loads(newsextract(tmp_path, "--isolated", "parse", "p.txt").stdout)["records"]) == 4
    other = str(write(tmp_path / "other.toml", 'type = ["date"]\n'))
    done = newsextract(tmp_path, "--config", other, "parse", "p.txt")
    assert [record["type"] for record in json.loads(done.stdout)["records"]] == ["date"]
    assert newsextract(tmp_path, "parse", "p.txt", NEWSEXTRACT_CONFIG=other).stdout == done.stdout


def test_a_batch_takes_what_is_set(tmp_path: Path) -> None:
    write(tmp_path / "in/jg19980514a3.ocr", PAGE)
    write(
        tmp_path / "newsextract.toml",
        "[batch]\nglob = ['*.ocr']\nformat = 'jsonl'\njobs = 1\n"
        r"published-pattern = 'jg(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)'" + "\n",
    )
    newsextract(tmp_path, "batch", "in", "-o", "out")
    [line] = (tmp_path / "out/documents.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["published"] == "1998-05-14"


def test_the_check_of_rules_is_not_the_table_of_check(tmp_path: Path) -> None:
    write(tmp_path / "newsextract.toml", "[check]\nformat = 'json'\nmin = ['money.strict=0.5']\n")
    assert "examples" in newsextract(tmp_path, "rules", "check", "percent").stderr


def test_config_show_says_each_value_and_where_it_comes_from(tmp_path: Path) -> None:
    write(tmp_path / "newsextract.toml", "[batch]\n\njobs = 2\n")
    environment = {"NEWSEXTRACT_ENCODING": "big5"}
    rows = [line.split("\t") for line in newsextract(tmp_path, "config", "show", **environment).stdout.splitlines()]
    assert [row[0] for row in rows] == list(KEYS)
    assert ["batch.jobs", "2", "newsextract.toml:3"] in rows
    assert ["encoding", '"big5"', "NEWSEXTRACT_ENCODING"] in rows
    assert ["batch.timeout", "30.0", "default"] in rows
    shown = json.loads(newsextract(tmp_path, "config", "show", "--format", "json", **environment).stdout)
    assert shown["batch.jobs"] == {"value": 2, "from": "newsextract.toml:3"}
    assert shown["batch.glob"] == {"value": None, "from": "default"}
    assert "Did you mean 'json'" in newsextract(tmp_path, "config", "show", "--format", "jsn", code=2).stderr


@pytest.mark.parametrize(
    ("text", "command", "error"),
    [
        ("\ntype = ['moneys']\n", "parse p.txt", "newsextract.toml:2: type: unknown type 'moneys'; known: money, "),
        ("type = ['']\n", "batch p.txt -o out", "newsextract.toml:1: type: names no type; there are money, "),
        ("encoding = 'gb99'\n", "parse p.txt", "newsextract.toml:1: encoding: no encoding is called 'gb99'; try "),
        ("encoding = 'base64'\n", "gold new p.txt", "newsextract.toml:1: encoding: no encoding is called 'base64'"),
        (
            "[batch]\nmemory = 1\n",
            "batch p.txt -o out",
            "newsextract.toml:2: batch.memory: is less than a worker takes",
        ),
        (
            "[batch]\npublished-pattern = '(?<year>19..)'\n",
            "batch p.txt -o out",
            "newsextract.toml:2: batch.published-pattern: has no group month, day; write it like ",
        ),
        ("[check]\nmin = ['x=1']\n", "check p.json", "newsextract.toml:2: check.min x=1: there is no score 'x' ("),
        ("[check]\nmin = ['9']\n", "check p.json", "newsextract.toml:2: check.min 9: is no floor (write it like "),
    ],
)
def test_a_value_that_no_command_can_use_is_told_by_those_that_would(
    tmp_path: Path, text: str, command: str, error: str
) -> None:
    write(tmp_path / "p.txt", PAGE)
    write(tmp_path / "newsextract.toml", text)
    done = newsextract(tmp_path, *command.split(), code=2)
    assert done.stderr.startswith(f"newsextract: {error}")
    assert len(done.stderr.splitlines()) == 1
    key = error.split()[1].rstrip(":")
    for other in (["config", "show"], ["schema"], ["rules", "list", "percent"]):
        newsextract(tmp_path, *other)
    assert f"\tnewsextract.toml:{error[17]}\n" in newsextract(tmp_path, "config", "show").stdout, key


def test_what_the_command_line_says_is_told_as_said_there(tmp_path: Path) -> None:
    write(tmp_path / "p.txt", PAGE)
    write(tmp_path / "newsextract.toml", "type = ['moneys']\n")
    assert (
        "Invalid value for '--type' / '-t': unknown type 'dat'"
        in newsextract(tmp_path, "parse", "p.txt", "-t", "dat", code=2).stderr
    )
    newsextract(tmp_path, "parse", "p.txt", "-t", "date")
    done = newsextract(tmp_path, "--isolated", "parse", "p.txt", NEWSEXTRACT_TYPE="moneys", code=2)
    assert done.stderr.startswith("newsextract: NEWSEXTRACT_TYPE: unknown type 'moneys'; known: ")
    done = newsextract(tmp_path, "--isolated", "check", "p.txt", "--min", "x=1", NEWSEXTRACT_CHECK_MIN="y=1", code=2)
    assert done.stderr.startswith("newsextract: --min x=1: there is no score 'x'")


def test_a_broken_file_ends_a_command_and_not_its_help(tmp_path: Path) -> None:
    write(tmp_path / "p.txt", PAGE)
    write(tmp_path / "newsextract.toml", "[batch]\njob = 2\n")
    done = newsextract(tmp_path, "parse", "p.txt", code=2)
    assert done.stderr == "newsextract: newsextract.toml:2: unknown key batch.job (did you mean batch.jobs?)\n"
    assert done.stdout == ""
    assert "Usage" in newsextract(tmp_path, "parse", "--help").stdout
    assert newsextract(tmp_path, "--version").stdout.startswith("newsextract ")
    newsextract(tmp_path, "--isolated", "parse", "p.txt")
