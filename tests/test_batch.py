"""A batch: what it reads, what it writes, and that no page, kill or name ends it."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tarfile
import time
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faults import convert_or_break
from newsextract.batch import inputs
from newsextract.batch.inputs import Item, find_items, load
from newsextract.batch.manifest import Entry, Manifest
from newsextract.batch.run import STATE, Limits, run
from newsextract.batch.worker import Options, convert_one
from newsextract.errors import InputError

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
TEXT = "云渡大桥项目总投资{n}亿元，去年5月开工，同比增长{n}%。\n"


def archive(folder: Path, count: int) -> Path:
    for n in range(count):
        page = folder / f"{n % 7}" / f"2020-09-{n % 28 + 1:02}-{n}.txt"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(TEXT.format(n=n + 1), "utf-8")
    return folder


def batch(*arguments: str | Path, code: int = 0, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsextract", "batch", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, input=stdin, check=False)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def tree(folder: Path) -> dict[str, bytes]:
    """The data set of a folder: its files without the manifest and what the run keeps for itself."""
    files = (path for path in folder.rglob("*") if path.is_file() and STATE not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files if path.name != "manifest.jsonl"}


def options(out: Path) -> Options:
    (out / STATE / "unfinished").mkdir(parents=True, exist_ok=True)
    return Options(store=out, state=out / STATE, bare=True)


# --- what it reads


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    archive(tmp_path, 9)
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "scan.jpg").write_bytes(b"\xff\xd8")
    found = find_items([str(tmp_path)])
    paths = [item.path for item in found.items]
    assert len(paths) == 9
    assert paths == sorted(paths)
    assert found.skipped == ["scan.jpg"]


def test_a_fault_of_own_rules_that_a_page_brings_out_is_named(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "coins.toml").write_text(
        'kind = "money"\n[[rule]]\nid = "coins"\nwhy = "w"\npattern = \'(?<amount>\\d+)(?<unit>块大洋)\'\n'
        'examples = [{ text = "<<3块大洋>>" }]\nnever = ["大洋"]\n',
        encoding="utf-8",
    )
    page = tmp_path / "a.txt"
    page.write_text("他付了30块大洋。\n", encoding="utf-8")
    failed = convert_one(Item("a.txt", page), replace(options(tmp_path), patterns=own))
    assert failed.reason == "rules"
    assert str(failed.error).startswith(f"{own}/coins.toml:2: money/coins: '块大洋' has no currency")


def test_patterns_say_which_files_are_pages(tmp_path: Path) -> None:
    for name in ("a.ocr", "b.txt", "sub/c.ocr", "old/d.ocr"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = find_items([str(tmp_path)], ("*.ocr",), ("old/*",))
    assert [item.path for item in found.items] == ["a.ocr", "sub/c.ocr"]


def test_patterns_are_for_pages_that_are_packed_alone_too(tmp_path: Path) -> None:
    for name in ("a.txt.gz", "b.xml.gz", "c.ocr.gz"):
        (tmp_path / name).write_bytes(gzip.compress("本报讯".encode()))

    def names(*given: tuple[str, ...]) -> list[str]:
        return [item.path for item in find_items([str(tmp_path)], *given).items]

    assert names() == ["a.txt.gz", "b.xml.gz"]
    assert names(("*.txt",)) == ["a.txt.gz"]
    assert names(("*.ocr", "*.xml.gz")) == ["b.xml.gz", "c.ocr.gz"]
    assert names((), ("*.xml",)) == ["a.txt.gz"]


def test_what_is_linked_or_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.txt").write_text("本报讯", encoding="utf-8")
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").symlink_to(tmp_path / "elsewhere" / "b.txt")
    (folder / "dead.txt").symlink_to(tmp_path / "nothing")
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(folder / "pipe.txt")
    found = find_items([str(folder)])
    assert [item.path for item in found.items] == ["a.txt"]
    assert found.links == [str(folder / "linked")]
    assert found.skipped == ["dead.txt (a link to nothing)", "pipe.txt"]
    assert found.errors == []


def test_names_in_capitals_are_pages_too(tmp_path: Path) -> None:
    for name in ("PAGE.TXT", "Scan.Xml", "photo.JPG"):
        (tmp_path / name).write_text("本报讯", encoding="utf-8")
    assert [item.path for item in find_items([str(tmp_path)], (), ()).items] == ["PAGE.TXT", "Scan.Xml"]
    assert [item.path for item in find_items([str(tmp_path)], ("*.Txt",), ()).items] == ["PAGE.TXT"]
    assert [item.path for item in find_items([str(tmp_path)], (), ("page.*",)).items] == ["Scan.Xml"]


def test_a_data_set_is_never_written_among_its_pages(tmp_path: Path) -> None:
    source = archive(tmp_path / "in", 2)
    before = tree(source)
    for out in (source, tmp_path / "x" / ".." / "in"):
        (tmp_path / "x").mkdir(exist_ok=True)
        done = batch(source, "-o", out, code=2)
        assert done.stderr == f"newsextract: {out}: is where the pages are (name another folder for the data set)\n"
    assert tree(source) == before


@pytest.mark.parametrize("ending", ["zip", "tar", "tar.gz", "tar.xz"])
def test_archives_are_read(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"pages.{ending}"
    if ending == "zip":
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("2020/p1.txt", "一")
            packed.writestr("2020/p2.jpg", "二")
    else:
        mode = {"tar": "w", "tar.gz": "w:gz", "tar.xz": "w:xz"}[ending]
        with tarfile.open(file, mode) as tar:
            for name, text in (("2020/p1.txt", "一"), ("2020/p2.jpg", "二")):
                info = tarfile.TarInfo(name)
                info.size = len(text.encode())
                tar.addfile(info, io.BytesIO(text.encode()))
    found = find_items([str(file)])
    assert [item.path for item in found.items] == [f"pages.{ending}/2020/p1.txt"]
    assert load(found.items[0]).decode() == "一"


def test_a_year_of_two_digits_gives_no_day_and_is_told(tmp_path: Path) -> None:
    pages = tmp_path / "in"
    pages.mkdir()
    for name in ("990101.txt", "990102.txt", "readme.txt"):
        (pages / name).write_text(TEXT.format(n=1), "utf-8")
    pattern = r"(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)"
    done = batch(pages, "-o", tmp_path / "out", "--published-pattern", pattern)
    assert "warning: 2 pages with a year by --published-pattern that needs four digits (1800 to 2099)" in done.stderr
    document = json.loads((tmp_path / "out" / "990101.txt.json").read_text("utf-8"))
    assert (document["published"], document["published_from"]) == (None, None)
    said = Manifest(tmp_path / "out").entries["990101.txt"].doubts["year"]
    assert said == "has no day of --published-pattern: the year '99' needs four digits, 1800 to 2099"


def test_a_packed_page_is_read(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "p.txt.gz", "wb") as stream:
        stream.write("总投资2亿元".encode())
    [item] = find_items([str(tmp_path)]).items
    assert load(item).decode() == "总投资2亿元"


HOSTILE = (
    "../x.txt|/etc/x.txt|C:\\x.txt|a/../../b.txt|..\\..\\c.txt|~/x.txt|con.txt|NUL.txt|aux|com1.txt|x.txt.|x.txt |"
    "a\x00b.txt|a\nb.txt|a\u202eb.txt|./././x.txt|//x.txt|...|..|.|.hidden.txt|a:b.txt|a|b?.txt|*|<x>.txt|" + "长" * 300
)


def test_hostile_names_stay_inside(tmp_path: Path) -> None:
    names = [*HOSTILE.split("|"), "é.txt", "e\u0301.txt", "X.txt", "x.txt", "a/x.txt/y"]
    assert len(names) >= 30
    give = inputs._Names()
    given = [give.give(name) for name in names]
    out = (tmp_path / "out").resolve()
    for name in given:
        target = out / f"{name}.json"
        assert target.resolve().is_relative_to(out)
        target.parent.mkdir(parents=True, exist_ok=True)
        assert not target.exists()
        target.write_text(name)
    assert len({name.casefold() for name in given}) == len(names)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == len(names)


@given(st.lists(st.text(max_size=40), max_size=12))
def test_no_two_pages_get_the_same_name(paths: list[str]) -> None:
    give = inputs._Names()
    given_names = [give.give(path) for path in paths]
    assert len({name.casefold() for name in given_names}) == len(paths)
    for name in given_names:
        assert not name.startswith("/")
        assert ".." not in name.split("/")
        assert all(len(part.encode()) <= 220 for part in name.split("/"))


def test_a_bomb_is_told_by_what_it_unpacks_to(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("p.txt", b"0" * 8_000_000)
    [item] = find_items([str(tmp_path / "b.zip")]).items
    with pytest.raises(InputError, match="times its size"):
        load(item)


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MAX_PAGE", 10)
    (tmp_path / "p.txt").write_text("0" * 11)
    with pytest.raises(InputError, match="is larger than"):
        load(Item("p.txt", tmp_path / "p.txt"))


# --- one page


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=4096))
def test_no_bytes_are_an_error_that_is_not_caught(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    out = tmp_path_factory.getbasetemp() / "bytes"
    out.mkdir(exist_ok=True)
    (out / "p.txt").write_bytes(data)
    entry = convert_one(Item("p.txt", out / "p.txt"), options(out))
    assert entry.reason in (None, "input"), entry.error


def test_damaged_samples_are_no_error_that_is_not_caught(tmp_path: Path) -> None:
    draw = random.Random(7)
    page = tmp_path / "p.txt"
    for n in range(500):
        data = bytearray(SAMPLES[n % len(SAMPLES)].read_bytes())
        for _ in range(draw.randint(1, 30)):
            at = draw.randrange(len(data))
            data[at : at + draw.randint(0, 3)] = draw.randbytes(draw.randint(0, 3))
        page.write_bytes(data)
        entry = convert_one(Item("p.txt", page), options(tmp_path))
        assert entry.reason in (None, "input"), entry.error


# --- a run


def test_five_pages_that_break_their_workers_cost_five_pages(tmp_path: Path) -> None:
    pages = archive(tmp_path / "in", 35)
    for fault in ("exits", "crashes", "is-killed", "hangs", "grows"):
        (pages / "3" / f"{fault}.txt").write_text("x")
    items = find_items([str(pages)]).items
    out = tmp_path / "out"
    out.mkdir()
    with Manifest(out) as manifest:
        limits = Limits(jobs=2, seconds=3.0, memory=2 * 1024**3)
        run(items, manifest, options(out), limits, lambda _: None, convert_or_break)
    failed = {Path(e.source).stem: e.reason for e in manifest.entries.values() if e.status == "failed"}
    assert failed == {"exits": "crash", "crashes": "crash", "is-killed": "crash", "hangs": "timeout", "grows": "memory"}
    assert len(tree(out)) == 35
    assert len(Manifest(out).entries) == 40


def test_a_run_that_was_killed_goes_on_and_ends_the_same(tmp_path: Path) -> None:
    pages = archive(tmp_path / "in", 400)
    batch(pages, "-o", tmp_path / "whole", "-f", "jsonl", "-q")
    out = tmp_path / "killed"
    draw = random.Random(3)
    command = [sys.executable, "-m", "newsextract", "batch", str(pages), "-o", str(out), "-f", "jsonl", "-q"]
    for _ in range(6):
        with subprocess.Popen(command, start_new_session=True) as process:
            time.sleep(draw.uniform(0.3, 0.9))
            os.killpg(process.pid, signal.SIGKILL)
    batch(pages, "-o", out, "-f", "jsonl", "-q")
    assert tree(out) == tree(tmp_path / "whole")
    assert not list((out / STATE / "unfinished").iterdir())


def test_a_second_run_does_what_changed(tmp_path: Path) -> None:
    pages, out = archive(tmp_path / "in", 20), tmp_path / "out"
    assert "20 of them now" in batch(pages, "-o", out).stderr
    assert "0 of them now" in batch(pages, "-o", out).stderr
    next(pages.rglob("*.txt")).write_text("总投资9亿元")
    assert "1 of them now" in batch(pages, "-o", out).stderr
    assert "20 of them now" in batch(pages, "-o", out, "--type", "money").stderr
    assert "20 of them now" in batch(pages, "-o", out, "--type", "money", "--force").stderr


def test_what_failed_is_named_and_tried_again_when_asked(tmp_path: Path) -> None:
    pages, out = archive(tmp_path / "in", 5), tmp_path / "out"
    (pages / "photo.txt").write_bytes(bytes(range(32)) * 100)
    first = batch(pages, "-o", out, code=3).stderr
    assert "photo.txt: is not text" in first
    assert "5 of 6 pages done, 5 of them now" in first
    assert "5 of 6 pages done, 0 of them now" in batch(pages, "-o", out, code=3).stderr
    again = batch(pages, "-o", out, "--retry-failed", "--verbose", code=3).stderr
    assert "newsextract: photo.txt: is not text" in again
    assert "5 of 6 pages done, 0 of them now" in again
    (pages / "photo.txt").write_text("总投资9亿元")
    assert "1 of them now" in batch(pages, "-o", out).stderr


def test_a_line_that_was_cut_off_counts_as_not_written(tmp_path: Path) -> None:
    pages, out = archive(tmp_path / "in", 5), tmp_path / "out"
    batch(pages, "-o", out)
    manifest = out / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes()[:-40])
    assert "1 of them now" in batch(pages, "-o", out).stderr
    assert "0 of them now" in batch(pages, "-o", out).stderr


def test_two_runs_on_one_folder_exclude_each_other(tmp_path: Path) -> None:
    from newsextract.batch.run import only_run

    pages, out = archive(tmp_path / "in", 2), tmp_path / "out"
    with only_run(out):
        assert f"process {os.getpid()} is writing there" in batch(pages, "-o", out, code=2).stderr
    batch(pages, "-o", out)


def test_a_page_is_what_parse_makes_of_it(tmp_path: Path) -> None:
    import newsextract

    batch(ROOT / "samples", "-o", tmp_path / "out")
    for page in SAMPLES:
        document = json.loads((tmp_path / "out" / f"{page.name}.json").read_text("utf-8"))
        assert document == newsextract.parse_file(page).model_dump(mode="json")


def test_pages_of_one_stem_are_kept_apart(tmp_path: Path) -> None:
    for name in ("a/p1.txt", "b/p1.txt", "p1.txt", "p1.text"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text("x")
    batch(tmp_path / "in", "-o", tmp_path / "out")
    assert sorted(tree(tmp_path / "out")) == ["a/p1.txt.json", "b/p1.txt.json", "p1.text.json", "p1.txt.json"]


def test_a_list_of_paths_is_read_from_standard_input(tmp_path: Path) -> None:
    pages = archive(tmp_path / "in", 3)
    listed = "".join(f"{path}\n" for path in sorted(pages.rglob("*.txt"))[:2])
    batch("-", "-o", tmp_path / "out", stdin=listed)
    assert len(tree(tmp_path / "out")) == 2


def test_a_list_of_paths_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    command = '"$0" -m newsextract batch - -o "$1" <&-'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, tmp_path / "out"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 4
    assert done.stderr == "newsextract: standard input: cannot be read (pipe a list of paths into it, or name them)\n"


def test_a_list_of_paths_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    first, second = sorted(archive(tmp_path / "in", 2).rglob("*.txt"))
    for n, listed in enumerate((f"\ufeff{first}\r\n\r\n{second}\r\n", f"\ufeff\n{first}\n{second}")):
        batch("-", "-o", tmp_path / f"{n}", stdin=listed)
        assert len(tree(tmp_path / f"{n}")) == 2


def test_the_day_stands_in_the_path_where_the_user_says(tmp_path: Path) -> None:
    page = tmp_path / "in" / "jg19980514a3.txt"
    page.parent.mkdir()
    page.write_text("昨日开工。")
    pattern = r"jg(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)"
    batch(tmp_path / "in", "-o", tmp_path / "out", "--published-pattern", pattern)
    [document] = tree(tmp_path / "out").values()
    assert json.loads(document)["published"] == "1998-05-14"
    assert "no group" in batch(page, "-o", tmp_path / "out", "--published-pattern", r"(?<year>\d)", code=2).stderr


def test_nothing_is_written_where_nothing_can_be(tmp_path: Path) -> None:
    assert "no such file" in batch(tmp_path / "none", "-o", tmp_path / "out", code=4).stderr
    page = tmp_path / "p.txt"
    page.write_text("x")
    assert "is a file" in batch(page, "-o", page, code=2).stderr
    assert "cannot be made" in batch(page, "-o", "/proc/none", code=4).stderr
    done = batch(page, "-o", tmp_path / "dry", "--dry-run")
    assert done.stdout == f"{page}\n"
    assert not (tmp_path / "dry").exists()


# --- what it writes


@pytest.fixture(scope="module")
def samples_as(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    def make(form: str, *more: str) -> Path:
        out = tmp_path_factory.mktemp(form)
        batch(ROOT / "samples", "-o", out, "-f", form, "-q", *more)
        return out

    return make


def expected() -> list[dict[str, object]]:
    import newsextract

    documents = (newsextract.parse_file(page) for page in SAMPLES)
    return [record.model_dump(mode="json") for document in documents for record in document.records]


def test_records_a_line(samples_as) -> None:  # type: ignore[no-untyped-def]
    lines = (samples_as("jsonl", "--flat") / "records.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["text"] for line in lines] == [record["text"] for record in expected()]


def test_a_spreadsheet_gets_its_chinese_and_no_formula(samples_as) -> None:  # type: ignore[no-untyped-def]
    out = samples_as("csv")
    assert (out / "records.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (out / "records.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["reading"] for row in rows] == [record["reading"] for record in expected()]
    with (out / "facts.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert {row["field"] for row in csv.DictReader(stream)} >= {"status", "total_investment"}


@pytest.mark.parametrize("form", ["sqlite", "duckdb"])
def test_a_database_has_tables_and_a_view_of_projects(samples_as, form: str) -> None:  # type: ignore[no-untyped-def]
    file = samples_as(form) / f"newsextract.{form}"
    connect = sqlite3.connect if form == "sqlite" else pytest.importorskip("duckdb").connect
    database = connect(str(file))
    assert database.execute("SELECT count(*) FROM records").fetchone() == (len(expected()),)
    assert database.execute("SELECT count(*) FROM documents").fetchone() == (len(SAMPLES),)
    where = "WHERE name = '星澜动力电池项目'"
    found = database.execute(f"SELECT status, total_investment FROM projects {where}").fetchall()
    assert found == [("signed", "5000000000")]
    database.close()


def test_the_view_of_projects_has_each_project_and_what_its_sums_are_in(tmp_path: Path) -> None:
    page = tmp_path / "2021-03-05.txt"
    page.write_text(
        "昨日，总投资5000万美元的云渡电子厂项目正式开工。投资不低于3亿元的城东水厂扩建项目尚未开工。电子厂项目占地30亩。\n"
        "本报讯 记者参观了北岭水厂扩建项目。\n",
        "utf-8",
    )
    batch(page, "-o", tmp_path / "out", "-f", "sqlite", "-q")
    database = sqlite3.connect(str(tmp_path / "out" / "newsextract.sqlite"))
    columns = "name, total_investment, total_investment_currency, total_investment_modifier"
    assert database.execute(f"SELECT {columns} FROM projects ORDER BY record").fetchall() == [
        ("云渡电子厂项目", "50000000", "USD", "exact"),
        ("城东水厂扩建项目", "300000000", "CNY", "at_least"),
        ("北岭水厂扩建项目", None, None, None),
    ]
    short = "SELECT r.name FROM records r JOIN projects p ON r.short_for = p.record"
    assert database.execute(short).fetchall() == [("电子厂项目",)]
    database.close()


def test_doubts_about_pages_are_counted_and_kept_and_failures_named_even_quietly(tmp_path: Path) -> None:
    (tmp_path / "d-1952-01-01.txt").write_text("总投资5亿元，群众说好。\n", "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "photo.txt").write_bytes(bytes(range(32)) * 90)
    loud = batch(tmp_path, "-o", tmp_path.parent / "loud", code=3).stderr
    assert "warning: 1 page with sums in old yuan" in loud
    assert "warning: 1 page with no text" in loud
    quiet = batch(tmp_path, "-o", tmp_path.parent / "quiet", "-q", code=3).stderr
    assert "photo.txt" in quiet
    assert "warning" not in quiet
    said = Manifest(tmp_path.parent / "quiet").entries["d-1952-01-01.txt"].doubts
    assert said["old-yuan"].startswith("printed before March 1955")


def test_what_cannot_be_written_is_named(tmp_path: Path) -> None:
    archive(tmp_path / "pages", 2)
    out = tmp_path / "out"
    (out / "newsextract.sqlite").mkdir(parents=True)
    told = batch(tmp_path / "pages", "-o", out, "-f", "sqlite", code=4).stderr
    assert f"{out / 'newsextract.sqlite'}: cannot be written" in told


def test_so_little_memory_that_no_page_can_be_read_is_refused(tmp_path: Path) -> None:
    archive(tmp_path / "pages", 1)
    assert "--memory" in batch(tmp_path / "pages", "-o", tmp_path / "out", "--memory", "10", code=2).stderr
    assert not (tmp_path / "out").exists()


def test_columns_have_types_and_decimals_are_decimals(samples_as) -> None:  # type: ignore[no-untyped-def]
    pq = pytest.importorskip("pyarrow.parquet")
    out = samples_as("parquet")
    table = pq.read_table(out / "records.parquet")
    assert table.schema.metadata[b"newsextract.schema"] == b"newsextract/1"
    amounts = [record["amount"] for record in expected() if record["type"] == "money" and record["amount"] is not None]
    assert [a for a in table["amount"].to_pylist() if a is not None] == [Decimal(str(a)) for a in amounts]
    assert str(table.schema.field("amount").type) == "decimal128(38, 6)"
    assert pq.read_table(out / "facts.parquet").num_rows > 50


def test_a_manifest_line_says_what_became_of_a_page(samples_as) -> None:  # type: ignore[no-untyped-def]
    entries = Manifest(samples_as("jsonl")).entries
    assert {name for name, entry in entries.items() if entry.status == "done"} == {page.name for page in SAMPLES}
    gold = {path.with_suffix(".json").name for path in SAMPLES}
    assert {name for name, entry in entries.items() if entry.status == "skipped"} == gold
    one = entries[SAMPLES[0].name]
    assert isinstance(one, Entry)
    assert one.status == "done"
    assert one.size == SAMPLES[0].stat().st_size
    assert one.records["money"] > 0


# --- names and days of several sources


def test_several_sources_are_named_from_the_folder_that_they_share(tmp_path: Path) -> None:
    for name in ("1998/p1.txt", "1999/p1.txt", "1999/05/p1.txt", "list/p1.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    both = find_items([str(tmp_path / "1998"), str(tmp_path / "1999")]).items
    assert [item.path for item in both] == ["1998/p1.txt", "1999/p1.txt", "1999/05/p1.txt"]
    mixed = find_items([str(tmp_path / "1999"), str(tmp_path / "list/p1.txt")]).items
    assert [item.path for item in mixed] == ["1999/p1.txt", "1999/05/p1.txt", "list/p1.txt"]
    listed = find_items([str(path) for path in sorted((tmp_path / "1999").rglob("*.txt"))]).items
    assert [item.path for item in listed] == ["05/p1.txt", "p1.txt"]
    assert [item.path for item in find_items([str(tmp_path / "1999")]).items] == ["p1.txt", "05/p1.txt"]
    assert [item.path for item in find_items([str(tmp_path / "1999/p1.txt")]).items] == ["p1.txt"]


def test_what_is_named_twice_is_taken_once(tmp_path: Path) -> None:
    pages = archive(tmp_path / "in", 9)
    assert len(find_items([str(pages), str(pages / "3"), str(next(pages.rglob("*.txt")))]).items) == 9


def test_the_day_may_stand_in_the_folder_that_the_run_was_pointed_at(tmp_path: Path) -> None:
    page = tmp_path / "1998" / "05" / "14" / "p1.txt"
    page.parent.mkdir(parents=True)
    page.write_text("昨日开工。")
    for source in (tmp_path / "1998", page.parent, page):
        out = tmp_path / f"out-{source.name}"
        batch(source, "-o", out)
        [document] = tree(out).values()
        assert json.loads(document)["published"] == "1998-05-14"
