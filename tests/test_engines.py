"""Rows in, rows out: what an engine may rely on, and Spark against the run on one machine, record for record."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsextract
from newsextract.engines import Options, map_batch
from newsextract.errors import UsageError

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


def test_a_row_is_what_parse_makes_of_the_page() -> None:
    rows = {"id": [page.name for page in SAMPLES], "bytes": [page.read_bytes() for page in SAMPLES]}
    found = map_batch(rows)
    assert list(found) == ["id", "status", "json", "error"]
    assert found["id"] == rows["id"]
    assert found["status"] == ["done"] * len(SAMPLES)
    assert found["error"] == [None] * len(SAMPLES)
    assert found["json"] == [newsextract.parse_file(page).model_dump_json() for page in SAMPLES]


def test_text_needs_no_bytes_and_a_day_may_be_given() -> None:
    rows = {
        "id": ["a", "b", "c", "d"],
        "text": ["昨日开工。"] * 4,
        "published": [date(2020, 9, 8), "2020-09-08", None, datetime(2020, 9, 8, 7, 30, tzinfo=UTC)],
    }
    days = [json.loads(document)["published"] for document in map_batch(rows)["json"]]
    assert days == ["2020-09-08", "2020-09-08", None, "2020-09-08"]


def test_options_reach_the_rows() -> None:
    options = Options(kinds=("money",), published_pattern=r"jg(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)")
    rows = {"id": ["jg19980514a3"], "text": ["昨日投资2亿元，增长5%。"]}
    document = json.loads(map_batch(rows, options)["json"][0])
    assert document["published"] == "1998-05-14"
    assert [record["type"] for record in document["records"]] == ["money"]
    assert pickle.loads(pickle.dumps(options)) == options


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({"id": ["a"]}, "neither text nor bytes"),
        ({"id": ["a"], "text": [None]}, "neither text nor bytes"),
        ({"text": [7], "id": [None]}, "neither text nor bytes"),
        ({"id": ["a"], "bytes": [bytes(range(32)) * 99]}, "is not text"),
        ({"id": ["a"], "text": ["x"], "published": ["soon"]}, "published: 'soon' is no calendar day"),
        ({"id": ["a"], "text": ["x"], "published": [""]}, "published: '' is no calendar day (write it as YYYY-MM-DD)"),
        ({"id": ["a"], "text": ["x"], "published": [7]}, "published: 7 is no calendar day"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(rows: dict[str, list[Any]], said: str) -> None:
    found = map_batch(rows)
    assert found["status"] == ["failed"]
    assert found["json"] == [None]
    assert said in found["error"][0]


def test_rules_that_are_not_there_fail_every_row() -> None:
    found = map_batch({"id": ["a", "b"], "text": ["x", "y"]}, Options(patterns="/none"))
    assert found["status"] == ["failed", "failed"]
    assert "/none: is no folder" in found["error"][1]


def test_no_rows_are_no_rows() -> None:
    assert map_batch({}) == {"id": [], "status": [], "json": [], "error": []}


_VALUES = st.none() | st.integers() | st.text(max_size=20) | st.binary(max_size=20) | st.floats()


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from(["id", "text", "bytes", "published", "more"]), st.lists(_VALUES, max_size=3)))
def test_whatever_stands_in_the_rows_nothing_is_raised(rows: dict[str, list[Any]]) -> None:
    found = map_batch(rows)
    assert {len(column) for column in found.values()} == {max((len(column) for column in rows.values()), default=0)}
    assert set(found["status"]) <= {"done", "failed"}


# --- Spark, which CI does not have: pip install 'newsextract[spark]', then pytest -m slow

DOCUMENTS = 2000


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for n in range(DOCUMENTS):
        page = folder / f"{n % 7}" / f"2020-09-{n % 28 + 1:02}-{n}.txt"
        page.parent.mkdir(exist_ok=True)
        text = SAMPLES[n % len(SAMPLES)].read_text("utf-8")
        start = n * 37 % max(1, len(text) - 500)
        page.write_text(text[start : start + 500] + f"\n云渡大桥项目总投资{n + 1}亿元，昨日开工。\n", "utf-8")
    (folder / "photo.txt").write_bytes(bytes(range(32)) * 100)
    return folder


@pytest.mark.slow
@pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed")
@pytest.mark.parametrize(
    ("master", "kill"), [("local[2]", False), ("local-cluster[2,1,1024]", False), ("local-cluster[2,1,1024]", True)]
)
def test_spark_gives_the_records_of_a_run_on_one_machine(
    pages: Path, tmp_path: Path, master: str, kill: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    (pages / "killed").unlink(missing_ok=True)
    local = [sys.executable, "-m", "newsextract", "batch", str(pages), "-o", str(tmp_path / "out"), "-q"]
    assert subprocess.run(local, check=False).returncode == 3  # the photo
    expected = {
        path.relative_to(tmp_path / "out").as_posix().removesuffix(".json"): json.loads(path.read_text("utf-8"))
        for path in (tmp_path / "out").rglob("*.txt.json")
    }
    assert len(expected) == DOCUMENTS
    command = [sys.executable, str(ROOT / "tests" / "spark_cases.py"), master, str(pages), *(["kill"] * kill)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ))
    assert done.returncode == 0, done.stderr[-2000:]
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == DOCUMENTS + 1
    assert [row["id"] for row in rows if row["status"] == "failed"] == ["photo.txt"]
    assert {row["id"]: json.loads(row["json"]) for row in rows if row["status"] == "done"} == expected
    assert (pages / "killed").exists() == kill


def test_options_that_would_fail_on_every_row_are_refused() -> None:
    with pytest.raises(UsageError, match="unknown kind 'mony'"):
        Options(kinds=("mony",))
    with pytest.raises(UsageError, match="names no kind"):
        Options(kinds=())
    with pytest.raises(UsageError, match="patterns '': is no name of a folder"):
        Options(patterns="")
    with pytest.raises(UsageError, match="published_pattern: has no group month, day"):
        Options(published_pattern="(?<year>19..)")
