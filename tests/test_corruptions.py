"""Sixty corruptions, drawn by seed, of gold and of rules: each turns a check red, and each is named.

On the samples as they are, a check with its baseline (and for rules its floors as well) is green; after a corruption it
is not, and says the page, the line, the kind and the record.
"""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from newsextract.cli import app
from newsextract.lines import Lines
from newsextract.pipeline import extract
from newsextract.quality.goldfiles import Gold, load_gold
from newsextract.quality.values import surface
from newsextract.rules import load

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = [load_gold(path) for path in sorted((ROOT / "samples").glob("*.json"))]
NUMBERS = {"value": 12, "span": 12, "dropped": 12, "added": 4, "fact": 4, "headline": 4, "rule": 12}

Json = dict[str, Any]


def run(*arguments: str | Path) -> Any:
    result = CliRunner().invoke(app, ["check", *map(str, arguments), "--show", "0"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def copied(gold: Gold, folder: Path) -> tuple[Path, Path, Path]:
    """A page with its gold, the baseline of what is known of it, and its floors; with them a check is green."""
    path, baseline, floors = folder / gold.path.name, folder / "known.txt", folder / "floors.toml"
    (folder / gold.page.name).write_bytes(gold.page.read_bytes())
    path.write_bytes(gold.path.read_bytes())
    written = run(path, "--baseline", baseline, "--update-baseline", "--floors", floors, "--update-floors")
    assert written.exit_code == 0, written.stderr
    assert run(path, "--baseline", baseline, "--floors", floors).exit_code == 0
    return path, baseline, floors


def is_named(record: Json, gold: Gold, output: str) -> bool:
    """Whether a line of the output says page, line, kind and words of a record."""
    line = Lines(gold.source.text).number(record["span"][0])
    said = [one for one in output.splitlines() if f"{gold.page.name}:{line}: {record['type']} " in one]
    return any(surface(record["text"]) in surface(one) for one in said)


# --- gold


def corrupted(kind: str, document: Json, text: str, draw: random.Random) -> Json:
    """Spoil gold in one place, and give the record that shall be named."""
    records = document["records"]
    record: Json = draw.choice(records)
    if kind == "value":
        if record["type"] in ("money", "percent"):
            name = next(name for name in ("amount", "value", "low", "high") if record.get(name))
            record[name] = f"{record[name]}.5" if "." not in record[name] else f"{record[name]}5"
        elif record["type"] == "date":
            record["start"] = f"1{record['start'][1:4]}-01-01" if record["start"][0] == "2" else "1901-01-01"
        else:
            record["name"] += "二期"
    elif kind == "span":
        start, end = record["span"]
        cut = draw.choice(((start, end - 1), (start + 1, end)))
        record.update(span=list(cut), text=text[slice(*cut)])
    elif kind == "dropped":
        records.remove(record)
    elif kind == "added":
        taken = {at for one in (*records, *(document.get("ignore") or ())) for at in range(*one["span"])}
        at = draw.choice([n for n in range(len(text) - 1) if not taken & {n, n + 1} and not text[n].isspace()])
        record = {**record, "id": "added", "span": [at, at + 2], "text": text[at : at + 2]}
        records.append(record)
    return record


@pytest.mark.parametrize(
    ("kind", "seed"), [(kind, seed) for kind in ("value", "span", "dropped", "added") for seed in range(NUMBERS[kind])]
)
def test_a_corrupted_record_is_caught_and_named(kind: str, seed: int, tmp_path: Path) -> None:
    draw = random.Random(f"{kind} {seed}")
    gold = draw.choice(SAMPLES)
    path, baseline, _ = copied(gold, tmp_path)
    document = json.loads(path.read_text("utf-8"))
    record = corrupted(kind, document, gold.source.text, draw)
    path.write_text(json.dumps(document), "utf-8")
    result = run(path, "--baseline", baseline)
    assert result.exit_code == 1, result.stdout
    assert is_named(record, gold, result.stdout), (record, result.stdout)
    assert f"newly wrong: {path.name}: {record['type']} " in result.stderr


@pytest.mark.parametrize("seed", range(NUMBERS["fact"]))
def test_a_corrupted_fact_is_caught_and_named(seed: int, tmp_path: Path) -> None:
    draw = random.Random(f"fact {seed}")
    gold = draw.choice([gold for gold in SAMPLES if gold.document["facts"]])
    path, baseline, _ = copied(gold, tmp_path)
    document = json.loads(path.read_text("utf-8"))
    fact = draw.choice(document["facts"])
    fact["value"] += "9"
    path.write_text(json.dumps(document), "utf-8")
    result = run(path, "--baseline", baseline)
    assert result.exit_code == 1
    assert f"{fact['project']} · {fact['field']}\n    expected  {fact['value']}\n" in result.stdout


@pytest.mark.parametrize("seed", range(NUMBERS["headline"]))
def test_a_corrupted_headline_is_caught_and_named(seed: int, tmp_path: Path) -> None:
    draw = random.Random(f"headline {seed}")
    gold = draw.choice(SAMPLES)
    path, baseline, _ = copied(gold, tmp_path)
    document = json.loads(path.read_text("utf-8"))
    article = draw.choice(document["articles"])
    article["headline"] = "另一个标题"
    path.write_text(json.dumps(document), "utf-8")
    result = run(path, "--baseline", baseline)
    assert result.exit_code == 1
    line = Lines(gold.source.text).number(article["pieces"][0][0])
    assert f"{gold.page.name}:{line}: articles " in result.stdout
    assert "另一个标题" in result.stdout


# --- rules


def switched_off(rule: str, folder: Path) -> Path:
    """A folder of rules of one's own in which this rule, by its id, finds nothing any more."""
    kind, own = rule.split("/")
    tables = tomllib.loads((ROOT / "patterns" / f"{kind}.toml").read_text("utf-8"))
    [table] = [table for table in tables["rule"] if table["id"] == own]
    kept = {name: table[name] for name in ("id", "why", "needs", "is") if name in table}
    lines = [f"{name} = {_toml(value)}" for name, value in kept.items()]
    pattern = table["pattern"] if isinstance(table["pattern"], str) else "|".join(table["pattern"])
    lines += [f"pattern = {_toml(f'(?!)(?:{pattern})')}"]
    lines += ['examples = [{ text = "<<x>>" }]', 'never = ["y"]']
    folder.mkdir(exist_ok=True)
    (folder / f"{kind}.toml").write_text("\n".join([f'kind = "{kind}"', "[[rule]]", *lines]) + "\n", "utf-8")
    return folder


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _lost(rule: str, gold: Gold, folder: Path) -> list[Json]:
    """The right records of a page that are not found any more without a rule."""
    name = gold.document["source"]["name"]
    rules = load(switched_off(rule, folder))
    left = extract(gold.source, published=gold.published, path=name, rules=rules).records
    still = {(record.type, *record.span) for record in left}
    right = {(record["type"], *record["span"]) for record in gold.document["records"]}
    return [r for r in _found(gold) if (r["type"], *r["span"]) in right - still and r["rule"] == rule]


@cache
def _found_on(page: Path) -> list[Json]:
    gold = next(gold for gold in SAMPLES if gold.page == page)
    document = extract(gold.source, published=gold.published, path=gold.document["source"]["name"])
    found: list[Json] = document.model_dump(mode="json")["records"]
    return found


def _found(gold: Gold) -> list[Json]:
    return _found_on(gold.page)


@cache
def _chosen(scratch: Path) -> list[tuple[str, Gold, list[Json]]]:
    """Rules that fire on a sample and that no other rule stands in for, with what is lost without them."""
    fires = sorted({(record["rule"], n) for n, gold in enumerate(SAMPLES) for record in _found(gold)})
    random.Random("rules").shuffle(fires)
    return list(_first(fires, scratch))


def _first(fires: list[tuple[str, int]], scratch: Path) -> Iterator[tuple[str, Gold, list[Json]]]:
    seen: set[str] = set()
    for rule, n in fires:
        if rule not in seen and (lost := _lost(rule, SAMPLES[n], scratch / rule.replace("/", "-"))):
            seen.add(rule)
            yield rule, SAMPLES[n], lost
        if len(seen) == NUMBERS["rule"]:
            return


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rules")


@pytest.mark.parametrize("nth", range(NUMBERS["rule"]))
def test_a_rule_that_is_switched_off_is_caught_and_named(nth: int, scratch: Path, tmp_path: Path) -> None:
    rule, gold, lost = _chosen(scratch)[nth]
    path, baseline, floors = copied(gold, tmp_path)
    off = switched_off(rule, tmp_path / "rules")
    result = run(path, "--baseline", baseline, "--floors", floors, "--patterns", off)
    assert result.exit_code == 1
    kind = rule.split("/")[0]
    assert f"{kind}.span is " in result.stderr
    assert "below its floor" in result.stderr
    for record in lost:
        assert is_named(record, gold, result.stdout), (rule, record, result.stdout)
    assert f"newly wrong: {path.name}: {kind} " in result.stderr


def test_there_are_sixty() -> None:
    assert sum(NUMBERS.values()) == 60
