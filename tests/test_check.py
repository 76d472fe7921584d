"""A check against gold: its scores, what it names, its floors and its forms."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shlex
import subprocess
import sys
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

import newsextract
from newsextract.cli import app
from newsextract.errors import UsageError
from newsextract.quality.floors import Floors, parse_minimum, raised
from newsextract.quality.goldfiles import Gold, load_gold
from newsextract.quality.scoring import score_page
from newsextract.quality.values import same_name

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
FLOORS = ROOT / "newsextract-floors.toml"
SHARED = ROOT.parent / "shared"
GOLD = [*sorted(SAMPLES.glob("*.json")), *sorted((SHARED / "gold").glob("*.json"))]
every_gold = pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
PAGE = "总投资2亿元的云渡大桥项目去年5月开工。\n同比增长3.5%。"


def run(*arguments: str | Path) -> Any:
    result = CliRunner().invoke(app, ["check", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@cache
def found(path: Path) -> tuple[Gold, dict[str, Any]]:
    gold = load_gold(path)
    name = gold.document["source"]["name"]
    document = newsextract.parse(gold.source.text, published=gold.document["published"], name=name)
    return gold, document.model_dump(mode="json")


def in_folder(folder: Path, page: str = PAGE, **changes: Any) -> Path:
    """A page with gold that is what is found there, and changes to the gold's first record."""
    (folder / "2020-09-08.txt").write_text(page, "utf-8")
    document = newsextract.parse_file(folder / "2020-09-08.txt").model_dump(mode="json")
    document["records"][0].update(changes)
    gold = folder / "2020-09-08.json"
    gold.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return gold


# --- scores


@pytest.mark.skipif(not SHARED.exists(), reason="the other scorer is not here")
@every_gold
def test_the_scores_are_those_of_the_other_scorer(path: Path) -> None:
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    other = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(other)
    gold, document = found(path)
    tally: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    other.score_page({**gold.document, "ignore": gold.document.get("ignore") or []}, document, tally, False)
    ours = score_page(gold.document, document, gold.source.text).tallies
    assert {".".join(name): counts for name, counts in tally.items()} == {
        name: [t.hits, t.gold, t.found] for name, t in ours.items() if not name.startswith("articles")
    }


@every_gold
def test_spans_are_counted_as_nervaluate_counts_them(path: Path) -> None:
    evaluator = pytest.importorskip("nervaluate").Evaluator
    gold, document = found(path)
    ours = score_page(gold.document, document, gold.source.text).tallies
    for kind in ("money", "percent", "date", "project"):
        true, predicted = _without_ignored(gold.document, document, kind)
        tally = ours[f"{kind}.span"]
        if not true or not predicted:  # it scores no empty side
            assert (tally.hits, tally.gold, tally.found) == (0, len(true), len(predicted))
            continue
        overall = evaluator([true], [predicted], tags=[kind], loader="dict").evaluate()["overall"]["strict"]
        assert (overall.correct, overall.possible, overall.actual) == (tally.hits, tally.gold, tally.found)


def _without_ignored(gold: dict[str, Any], document: dict[str, Any], kind: str) -> list[list[dict[str, Any]]]:
    """The spans of both sides as it wants them, without what is found in what gold leaves out.

    It knows no spans that are not scored, and it takes the last character for a part of the span.
    """
    known = {tuple(record["span"]) for record in gold["records"] if record["type"] == kind}
    unscored: set[int] = set()
    for one in gold.get("ignore") or ():
        unscored.update(range(*one["span"]))
    return [
        [
            {"label": kind, "start": r["span"][0], "end": r["span"][1] - 1}
            for r in side["records"]
            if r["type"] == kind and (tuple(r["span"]) in known or unscored.isdisjoint(range(*r["span"])))
        ]
        for side in (gold, document)
    ]


@every_gold
def test_what_is_right_is_all_right(path: Path) -> None:
    gold, _ = found(path)
    score = score_page(gold.document, gold.document, gold.source.text)
    assert score.misses == []
    assert all(tally.f1 == 1.0 for tally in score.tallies.values() if tally.gold)


def test_names_are_the_same_by_half_of_the_longer_one() -> None:
    assert same_name("云渡大桥项目", "云渡大桥")
    assert same_name("云渡 大桥", "云渡\n大桥")
    assert not same_name("云渡大桥项目", "大桥")


# --- gold that does not fit


def test_gold_of_another_page_is_an_error_with_its_cure(tmp_path: Path) -> None:
    gold = in_folder(tmp_path)
    (tmp_path / "2020-09-08.txt").write_text(f"{PAGE}。", "utf-8")
    result = run(gold)
    assert result.exit_code == 2
    assert "was made of another 2020-09-08.txt" in result.stderr
    assert "newsextract gold verify" in result.stderr


def test_spans_that_say_other_characters_are_an_error(tmp_path: Path) -> None:
    assert "where the page has" in run(in_folder(tmp_path, text="2亿")).stderr


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"amount": "2亿"}, "its amount '2亿' is no decimal"),
        ({"amount": "2e8"}, "its amount '2e8' is no decimal"),
        ({"id": "date-1"}, "the id date-1 is of 2 records"),
        ({"start": "2020-13-05"}, "its start '2020-13-05' is no day"),
    ],
)
def test_malformed_gold_is_scored_against_nothing(changes: dict[str, str], told: str, tmp_path: Path) -> None:
    result = run(in_folder(tmp_path, **changes))
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert "newsextract gold verify" in result.stderr


def test_gold_of_another_schema_is_an_error(tmp_path: Path) -> None:
    gold = in_folder(tmp_path)
    gold.write_text(gold.read_text("utf-8").replace("newsextract/1", "newsextract/2"), "utf-8")
    assert run(gold).exit_code == 2


@pytest.mark.parametrize("content", ["", "[]", '{"source": {}}', '{"source": {"name": "x"}, "records": [{}]}'])
def test_what_is_no_gold_is_an_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content)
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "is no gold document" in result.stderr


def test_a_page_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    gold = in_folder(tmp_path)
    (tmp_path / "2020-09-08.txt").unlink()
    assert "is not there" in run(gold).stderr


# --- floors and baselines


def test_the_samples_stand_on_their_floors() -> None:
    result = run(SAMPLES, "--floors", FLOORS)
    assert result.exit_code == 0, result.stderr


def test_committed_floors_only_rise_or_say_why() -> None:
    git = ["git", "-C", str(ROOT)]
    log = subprocess.run(
        [*git, "log", "-2", "--format=%H", "--", FLOORS.name], capture_output=True, text=True, check=False
    )
    now = tomllib.loads(FLOORS.read_text("utf-8"))
    for revision in log.stdout.split() if log.returncode == 0 else []:
        shown = subprocess.run([*git, "show", f"{revision}:{FLOORS.name}"], capture_output=True, text=True, check=True)
        before = tomllib.loads(shown.stdout)
        fallen = {name for name, floor in before["floors"].items() if now["floors"].get(name, 0.0) < floor}
        assert not fallen or len(now.get("lowered", [])) > len(before.get("lowered", [])), fallen
    assert set(now["floors"]) >= {"money.strict", "percent.strict", "date.strict", "project.overlap", "facts.value"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--min", "money.strct=1"], "did you mean money.strict?"),
        (["--min", "money.strict=2"], "is no floor"),
        (["--min", "money.strict"], "is no floor"),
        (["--floors", "none.toml"], "no such file"),
        (["--baseline", "none.txt"], "write it with --update-baseline"),
        (["--predictions", "none"], "there is no such prediction"),
        (["--pages", "none"], "is not in none"),
        (["--allow-lower", "x"], "goes with --update-floors"),
    ],
)
def test_what_cannot_be_checked_is_an_error(arguments: list[str], told: str, tmp_path: Path) -> None:
    """A floor that nobody measures, or a file of floors that is not there, would hold whatever comes."""
    result = run(in_folder(tmp_path), *arguments)
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize(
    "content",
    [
        "floors = 3",
        "[floors]\nmoney = 1",
        '[floors]\n"money.strict" = 2',
        '[floors]\n"money.strict" = true',
        "gold = 3",
        "x",
    ],
)
def test_floors_that_make_no_sense_are_an_error(content: str, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text(content)
    result = run(in_folder(tmp_path), "--floors", floors)
    assert result.exit_code == 2
    assert str(floors) in result.stderr


def test_floors_of_nothing_pass_nothing(tmp_path: Path) -> None:
    gold, floors = in_folder(tmp_path), tmp_path / "floors.toml"
    floors.write_text("", "utf-8")
    result = run(gold, "--floors", floors)
    assert result.exit_code == 2
    assert "holds no floors" in result.stderr
    assert run(gold, "--floors", floors, "--update-floors").exit_code == 0
    assert run(gold, "--floors", floors).exit_code == 0


def test_a_baseline_knows_only_the_pages_that_are_checked(tmp_path: Path) -> None:
    """A run over one page neither mends nor forgets what is known of the others."""
    baseline = tmp_path / "known.txt"
    folders = tmp_path / "a", tmp_path / "b"
    for folder in folders:
        folder.mkdir()
    one = in_folder(folders[0], currency="USD")
    other = in_folder(folders[1], currency="USD").rename(folders[1] / "2021.json")
    assert run(one, other, "--baseline", baseline, "--update-baseline").exit_code == 0
    result = run(other, "--baseline", baseline)
    assert (result.exit_code, result.stderr) == (0, "")
    assert run(one, "--baseline", baseline, "--update-baseline").exit_code == 0
    assert run(one, other, "--baseline", baseline).exit_code == 0
    lines = baseline.read_text("utf-8").splitlines()
    assert lines[0].startswith("#")
    assert lines[1] == "2020-09-08.json: money 3-6 2亿元: expected 200000000 USD, found 200000000 CNY"


def test_a_floor_of_what_is_not_there_is_an_error_and_is_not_written(tmp_path: Path) -> None:
    gold, floors = in_folder(tmp_path, "总投资2亿元。"), tmp_path / "floors.toml"
    result = run(gold, "--min", "date.strict=0.9")
    assert (result.exit_code, "date.strict: is measured on nothing here" in result.stderr) == (2, True)
    assert run(gold, "--min", "date.strict=0").exit_code == 0
    assert run(gold, "--floors", floors, "--update-floors").exit_code == 0
    assert {name.split(".")[0] for name in tomllib.loads(floors.read_text("utf-8"))["floors"]} == {"money", "articles"}


@pytest.mark.parametrize("name", ["2020-09-08.txt", "2020-09-08.json"])
def test_gold_and_pages_are_never_written_over(name: str, tmp_path: Path) -> None:
    gold, target = in_folder(tmp_path), tmp_path / name
    page, before = tmp_path / "2020-09-08.txt", target.read_bytes()
    for command in (
        ["check", gold, "-o", target],
        ["check", gold, "--baseline", target, "--update-baseline"],
        ["report", page, "-o", target],
        ["gold", "export", gold, "--to", "doccano", "-o", target],
        ["gold", "new", page, "-o", target, *(["--force"] if target == page else [])],
    ):
        result = CliRunner().invoke(app, list(map(str, command)))
        assert result.exit_code == 2, command
        assert target.read_bytes() == before, command


def test_a_baseline_is_written_over_no_other_file(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("do not lose me\n")
    result = run(in_folder(tmp_path), "--baseline", other, "--update-baseline")
    assert (result.exit_code, "is no baseline, and would be lost" in result.stderr) == (2, True)
    assert other.read_text() == "do not lose me\n"


def test_gold_is_found_in_folders_and_counted_once(tmp_path: Path) -> None:
    deep = tmp_path / "2020" / "09"
    deep.mkdir(parents=True)
    gold = in_folder(deep)
    assert len(json.loads(run(tmp_path, gold, "-f", "json").stdout)["pages"]) == 1
    pages = tmp_path / "elsewhere"
    pages.mkdir()
    gold.with_suffix(".txt").rename(pages / "2020-09-08.txt")
    assert run(gold).exit_code == 2
    assert run(gold, "--pages", pages).exit_code == 0


def test_predictions_are_those_of_the_page(tmp_path: Path) -> None:
    gold = in_folder(tmp_path)
    document = json.loads(gold.read_text("utf-8"))
    lines = tmp_path / "all.jsonl"
    other = {**document, "source": {**document["source"], "sha256": "0" * 64}, "records": []}
    lines.write_text("\n".join(map(json.dumps, (other, document))), "utf-8")
    result = run(gold, "--predictions", lines, "-f", "json")
    assert json.loads(result.stdout)["scores"]["money.span"]["f1"] == 1.0
    lines.write_text(json.dumps(other), "utf-8")
    assert "holds no prediction of 2020-09-08.txt as it is" in run(gold, "--predictions", lines).stderr
    lines.write_text("[1]", "utf-8")
    assert "is no document" in run(gold, "--predictions", lines).stderr


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"records": 1}, "records: Input should be a valid list"),
        ({"records": [{"type": "money", "span": [1], "text": "1"}]}, "records.0.span"),
        ({"facts": [{"project": "云渡大桥", "field": "cost", "value": "1"}]}, "facts.0.field"),
    ],
)
def test_a_prediction_of_another_shape_is_told(broken: dict[str, object], told: str, tmp_path: Path) -> None:
    gold = in_folder(tmp_path)
    prediction = tmp_path / "other.json"
    prediction.write_text(json.dumps({**json.loads(gold.read_text("utf-8")), **broken}), "utf-8")
    result = run(gold, "--predictions", prediction)
    assert result.exit_code == 2
    assert f"{prediction}: is no document: {told}" in result.stderr


def test_a_score_below_its_floor_fails_and_is_named(tmp_path: Path) -> None:
    gold = in_folder(tmp_path, currency="USD")
    result = run(gold, "--min", "money.strict=0.5")
    assert result.exit_code == 1
    assert "money.strict is 0.0000, below its floor 0.5" in result.stderr
    assert run(gold, "--min", "money.span=1").exit_code == 0
    assert run(gold, "--min", "nonsense").exit_code == 2


def test_floors_rise_and_fall_only_with_a_reason(tmp_path: Path) -> None:
    floors, gold = tmp_path / "floors.toml", in_folder(tmp_path)
    assert run(gold, "--floors", floors, "--update-floors").exit_code == 0
    assert tomllib.loads(floors.read_text("utf-8"))["floors"]["money.strict"] == 1.0
    gold = in_folder(tmp_path, currency="USD")
    assert "was measured on other gold" in run(gold, "--floors", floors).stderr
    assert run(gold, "--floors", floors, "--update-floors").exit_code == 2
    reason = ("--update-floors", "--allow-lower", "gold was wrong")
    assert run(gold, "--floors", floors, *reason).exit_code == 0
    after = tomllib.loads(floors.read_text("utf-8"))
    assert after["floors"]["money.strict"] == 0.0
    assert "gold was wrong" in after["lowered"][0]


def test_raising_never_lowers() -> None:
    floors = Floors("a", {"money.span": 0.9, "date.span": 0.5})
    assert raised(floors, {"money.span": 0.95, "date.span": 0.5}, "b").scores == {"money.span": 0.95, "date.span": 0.5}
    with pytest.raises(UsageError, match="would fall"):
        raised(floors, {"money.span": 0.8, "date.span": 0.9}, "b")
    assert parse_minimum("money.strict=0.98") == ("money.strict", 0.98)


def test_a_baseline_names_what_is_newly_wrong_and_newly_right(tmp_path: Path) -> None:
    baseline = tmp_path / "known.txt"
    gold = in_folder(tmp_path, currency="USD")
    assert run(gold, "--baseline", baseline, "--update-baseline").exit_code == 0
    assert run(gold, "--baseline", baseline).exit_code == 0
    gold = in_folder(tmp_path, currency="EUR")
    result = run(gold, "--baseline", baseline)
    assert result.exit_code == 1
    assert "newly wrong: 2020-09-08.json: money" in result.stderr
    assert "newly right: 2020-09-08.json: money" in result.stderr


def test_a_rule_that_is_switched_off_is_caught(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "money.toml").write_text(
        'kind = "money"\n[[rule]]\nid = "amount"\nwhy = "off"\npattern = "(?<amount>克朗)(?<unit>克朗)"\n'
        'examples = [{ text = "<<克朗克朗>>" }]\nnever = ["2亿元"]\n'
    )
    result = run(in_folder(tmp_path), "--patterns", rules, "--min", "money.span=1")
    assert result.exit_code == 1
    assert "money missed: 2亿元" in result.stdout


# --- forms


def test_the_table_says_where_what_and_how_to_look(tmp_path: Path) -> None:
    result = run(in_folder(tmp_path, currency="USD"))
    assert "2020-09-08.txt:1: money differs: 2亿元" in result.stdout
    assert "expected  200000000 USD\n" in result.stdout
    assert "found     200000000 CNY  by money/amount" in result.stdout
    assert "--line 1" in result.stdout


def test_the_forms_of_services_hold_the_same(tmp_path: Path) -> None:
    gold = in_folder(tmp_path, currency="USD")
    data = json.loads(run(gold, "-f", "json").stdout)
    assert data["scores"]["money.strict"]["f1"] == 0.0
    assert [miss["text"] for page in data["pages"] for miss in page["misses"]] == ["2亿元"]
    suite = ET.fromstring(run(gold, "-f", "junit", "--min", "money.strict=1").stdout.encode())
    assert suite.get("failures") == "1"
    assert int(suite.get("tests", "0")) == len(suite.findall("testcase"))
    [line] = run(gold, "-f", "github").stdout.splitlines()
    assert line.startswith(f"::warning file={gold.with_suffix('.txt')},line=1,title=newsextract money::money differs")
    assert "| money.strict | 1 | 1 | 0.000 |" in run(gold, "-f", "markdown").stdout


def test_nothing_in_a_page_is_a_command_or_markup(tmp_path: Path) -> None:
    page = "总投资2亿元\n::error::x <script>|`a`% 3亿元。"
    gold = in_folder(tmp_path, page, currency="<script>|%0A::error")
    for form in ("github", "markdown"):
        output = run(gold, "-f", form).stdout
        assert ("<script>" in output) == (form == "github")  # what a log shows is no markup
        assert sum(line.startswith("::error") for line in output.splitlines()) == 0


def test_lists_in_lists_without_end_are_no_prediction(tmp_path: Path) -> None:
    gold = in_folder(tmp_path)
    (tmp_path / "deep.json").write_text("[" * 100_000, "utf-8")
    result = run(gold, "--predictions", tmp_path / "deep.json")
    assert result.exit_code == 2
    assert "is no document: lists in lists without end" in result.stderr


def test_predictions_are_scored_instead_of_todays(tmp_path: Path) -> None:
    gold = in_folder(tmp_path)
    prediction = tmp_path / "other.json"
    document = json.loads(gold.read_text("utf-8"))
    document["records"] = document["records"][1:]
    prediction.write_text(json.dumps(document), "utf-8")
    result = run(gold, "--predictions", prediction, "-f", "json")
    assert json.loads(result.stdout)["scores"]["money.span"]["recall"] == 0.0
    assert run(gold, "--predictions", tmp_path / "none.json").exit_code == 2


def test_the_explaining_command_works_when_pasted(tmp_path: Path) -> None:
    """In a folder with a blank and an apostrophe, of a page in another encoding, with own rules and another day."""
    folder = tmp_path / "it's here"
    folder.mkdir()
    gold = in_folder(folder, currency="USD")
    document = json.loads(gold.read_text("utf-8"))
    page = gold.with_suffix(".txt")
    page.write_bytes(PAGE.encode("gb18030"))
    digest = hashlib.sha256(page.read_bytes()).hexdigest()
    document["source"] |= {"encoding": "gb18030", "sha256": digest}
    document["published"] = "2020-09-09"
    gold.write_text(json.dumps(document), "utf-8")
    rules = tmp_path / "my rules"
    rules.mkdir()
    (rules / "money.toml").write_text(
        'kind = "money"\n[[rule]]\nid = "krona"\nwhy = "x"\npattern = "(?<amount>(?&number))(?<unit>克朗币)"\n'
        'examples = [{ text = "<<3克朗币>>" }]\nnever = ["3克"]\n[words.unit]\n"克朗币" = "SEK"\n'
    )
    output = run(gold, "--patterns", rules).stdout
    [command] = [line.split(None, 1)[1] for line in output.splitlines() if line.startswith("    explain")]
    words = shlex.split(command)
    assert words[:2] == ["newsextract", "explain"]
    assert words[3:] == ["--line", "1", "--published", "2020-09-09", "--encoding", "gb18030", "--patterns", str(rules)]
    done = subprocess.run(
        [sys.executable, "-m", *words],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "money/amount  2亿元" in done.stdout


def test_the_line_of_the_page_is_shown_with_the_words(tmp_path: Path) -> None:
    page = "第一行。\r\n" + "字" * 40 + "总投资2\r\n亿元" + "字" * 40
    gold = in_folder(tmp_path, page, currency="USD")
    output = run(gold).stdout
    assert f"    in        …{'字' * 21}总投资«2⏎亿元»{'字' * 24}…\n" in output
    assert "2020-09-08.txt:2: money differs: 2亿元\n" in output


def test_pages_are_shown_worst_first(tmp_path: Path) -> None:
    for name, wrong in (("2020-09-08", 1), ("2020-09-09", 2), ("2020-09-10", 0)):
        (tmp_path / f"{name}.txt").write_text(PAGE, "utf-8")
        document = newsextract.parse_file(tmp_path / f"{name}.txt").model_dump(mode="json")
        for record in document["records"][:wrong]:
            record.update({"amount": "7"} if record["type"] == "money" else {"name": "别的桥"})
        (tmp_path / f"{name}.json").write_text(json.dumps(document), "utf-8")
    lines = run(tmp_path).stdout.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("wrong"))
    assert [line.split()[-1] for line in lines[at + 1 : at + 3]] == ["2020-09-09.json", "2020-09-08.json"]
    assert lines[at + 3] == "1 pages without a disagreement"


def test_facts_without_evidence_are_shown_at_their_project(tmp_path: Path) -> None:
    gold = in_folder(tmp_path, "头一行。\n总投资2亿元的云渡大桥项目去年5月开工。")
    document = json.loads(gold.read_text("utf-8"))
    document["facts"] = [{"project": "云渡大桥项目", "field": "area", "value": "3亩"}]
    gold.write_text(json.dumps(document), "utf-8")
    output = run(gold).stdout
    assert "2020-09-08.txt:2: facts missed: 云渡大桥项目 · area" in output
    assert "«云渡大桥项目»" in output


def test_the_step_summary_of_github_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    output = run(in_folder(tmp_path, currency="USD"), "-f", "github", "--min", "money.strict=1").stdout
    assert output.splitlines()[0].startswith("::error title=newsextract::money.strict is 0.0000")
    assert "::warning file=2020-09-08.txt,line=1," in output  # as the checkout counts it
    text = summary.read_text("utf-8")
    assert text.startswith("before\n### newsextract check\n")
    assert "| 2020-09-08.txt | 1 | money | 2亿元 | 200000000 USD | 200000000 CNY | money/amount |" in text
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    assert run(tmp_path / "2020-09-08.json", "-f", "github").exit_code == 4


def test_ten_are_annotated_and_all_are_summed_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    gold = in_folder(tmp_path, "".join(f"总投资{n}亿元。\n" for n in range(1, 16)))
    document = json.loads(gold.read_text("utf-8"))
    document["records"] = []
    gold.write_text(json.dumps(document), "utf-8")
    assert run(gold, "-f", "github").stdout.count("::warning") == 10
    assert summary.read_text("utf-8").count("| money | ") == 15


# --- gold


def test_gold_is_begun_verified_and_compared(tmp_path: Path) -> None:
    page = tmp_path / "2020-09-08.txt"
    page.write_text(PAGE, "utf-8")
    runner = CliRunner()
    assert runner.invoke(app, ["gold", "new", str(page)]).exit_code == 0
    assert runner.invoke(app, ["gold", "new", str(page)]).exit_code == 2
    gold = page.with_suffix(".json")
    assert runner.invoke(app, ["gold", "verify", str(gold)]).exit_code == 0
    assert run(gold, "--min", "money.attributes=1").exit_code == 0
    document = json.loads(gold.read_text("utf-8"))
    document["records"][0]["span"] = [0, 3]
    document["records"][1]["text"] = "x"
    gold.write_text(json.dumps(document), "utf-8")
    verified = runner.invoke(app, ["gold", "verify", str(gold)])
    assert verified.exit_code == 1
    assert verified.stderr.count("where the page has") == 2


def test_two_annotators_of_a_page_are_compared(tmp_path: Path) -> None:
    gold = in_folder(tmp_path)
    other = tmp_path / "other.json"
    document = json.loads(gold.read_text("utf-8"))
    document["records"], document["facts"] = document["records"][1:], []
    other.write_text(json.dumps(document), "utf-8")
    result = CliRunner().invoke(app, ["gold", "diff", str(gold), str(other)])
    assert result.exit_code == 0
    assert "money: 2亿元" in result.stdout
