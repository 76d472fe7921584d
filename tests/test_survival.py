"""What a night may bring: bytes that are no page, kills, full disks, closed pipes, strange consoles; with numbers."""

from __future__ import annotations

import os
import pickle
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faults import convert_or_break
from newsextract.batch.inputs import Item, find_items
from newsextract.batch.manifest import NAME, Manifest
from newsextract.batch.run import STATE, Limits, run
from newsextract.batch.worker import Options, convert_one
from newsextract.errors import InputError, NewsExtractError, PatternError
from test_batch import SAMPLES, archive, batch, options, tree

COMMAND = [sys.executable, "-m", "newsextract", "batch"]


def many(folder: Path, count: int) -> Path:
    """Pages cut out of the samples, no two of them the same."""
    texts = [page.read_text("utf-8") for page in SAMPLES]
    for n in range(count):
        text = texts[n % len(texts)]
        start = n * 61 % max(1, len(text) - 600)
        page = folder / f"{n % 7}" / f"2020-09-{n % 28 + 1:02}-{n}.txt"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"{text[start : start + 600]}\n云渡大桥项目总投资{n + 1}亿元。\n", "utf-8")
    return folder


# --- bytes


@pytest.mark.long
@settings(max_examples=2000)
@given(st.binary(max_size=4096))
def test_two_thousand_strings_of_bytes_are_pages_or_one_line_each(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    out = tmp_path_factory.getbasetemp() / "bytes"
    out.mkdir(exist_ok=True)
    (out / "p.txt").write_bytes(data)
    entry = convert_one(Item("p.txt", out / "p.txt"), options(out))
    assert entry.reason in (None, "input"), entry.error


# --- kills


def killed(command: list[str], manifest: Path, draw: random.Random, times: int) -> None:
    """Start a run and kill it with all its workers once it has done a few pages, so many times."""
    for _ in range(times):
        wanted = _lines(manifest) + draw.randint(1, 60)
        with subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and _lines(manifest) < wanted:
                time.sleep(draw.uniform(0.0, 0.02))
            os.killpg(process.pid, signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL


def _lines(manifest: Path) -> int:
    return manifest.read_bytes().count(b"\n") if manifest.exists() else 0


@pytest.mark.long
def test_a_thousand_pages_with_twenty_kills_end_the_same(tmp_path: Path) -> None:
    pages = many(tmp_path / "in", 1000)
    batch(pages, "-o", tmp_path / "whole", "-q")
    out = tmp_path / "killed"
    killed([*COMMAND, str(pages), "-o", str(out), "-q"], out / NAME, random.Random(5), 20)
    assert 20 <= _lines(out / NAME) < 1000 + 20 * 2 * 8
    batch(pages, "-o", out, "-q")
    assert tree(out) == tree(tmp_path / "whole")
    assert not list((out / STATE / "unfinished").iterdir())
    # A page is done again only where its document was written and its line was not: those of a task of each worker.
    assert _lines(out / NAME) <= 1000 + 20 * 2 * 8


def test_a_run_leaves_no_child_when_it_is_killed(tmp_path: Path) -> None:
    pages = many(tmp_path / "in", 200)
    with subprocess.Popen([*COMMAND, str(pages), "-o", str(tmp_path / "out"), "-q"]) as process:
        until = time.monotonic() + 30
        while time.monotonic() < until and not len(children := _children(process.pid)) >= 2:
            time.sleep(0.05)
        process.kill()
    until = time.monotonic() + 30
    while time.monotonic() < until and any(Path(f"/proc/{pid}").exists() for pid in children):
        time.sleep(0.1)
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in found.read_text().split()] if found.exists() else []


@pytest.mark.parametrize("told", ["interrupt", "end"])
def test_a_run_that_is_told_to_stop_says_how_to_go_on(told: str, tmp_path: Path) -> None:
    pages, out = many(tmp_path / "in", 300), tmp_path / "out"
    with subprocess.Popen(
        [*COMMAND, str(pages), "-o", str(out), "-v", "-j", "1"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        if told == "interrupt":
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        else:
            process.terminate()  # as a scheduler does
        said = process.stderr.read()
    assert first.startswith("newsextract: ")  # a page, or where the run is, on a slow machine
    assert process.returncode == 130
    assert "Traceback" not in said
    assert "left; the same command goes on from here" in said.splitlines()[-1]
    done = len((out / NAME).read_text("utf-8").splitlines())
    assert 0 < done < 300
    assert f"{300 - done} of them now" in batch(pages, "-o", out).stderr


@pytest.mark.long
def test_forty_pages_of_which_four_break_their_workers(tmp_path: Path) -> None:
    pages = many(tmp_path / "in", 36)
    for fault in ("exits", "crashes", "hangs", "grows"):
        (pages / "3" / f"{fault}.txt").write_text("x")
    out = tmp_path / "out"
    out.mkdir()
    started = time.monotonic()
    with Manifest(out) as manifest:
        limits = Limits(jobs=2, seconds=3.0, memory=2 * 1024**3)
        run(find_items([str(pages)]).items, manifest, options(out), limits, lambda _: None, convert_or_break)
    assert time.monotonic() - started < 60
    failed = {Path(e.source).stem: e.reason for e in manifest.entries.values() if e.status == "failed"}
    assert failed == {"exits": "crash", "crashes": "crash", "hangs": "timeout", "grows": "memory"}
    assert len(tree(out)) == 36
    assert _children(os.getpid()) == [] or all(_is_tracker(pid) for pid in _children(os.getpid()))


def _is_tracker(pid: int) -> bool:
    """Whether a child is Python's own keeper of semaphores, which lives as long as we do."""
    return b"resource_tracker" in Path(f"/proc/{pid}/cmdline").read_bytes()


# --- disks and memory


@pytest.mark.long
@pytest.mark.parametrize("form", ["jsonl", "csv", "sqlite", "duckdb", "parquet"])
def test_a_file_that_may_not_grow_is_one_line_and_no_part_of_a_file(tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    batch(*SAMPLES, "-o", out, "-q", "-f", form)
    whole = tree(out)
    for path in whole:
        (out / path).unlink()
    done = subprocess.run(
        [*COMMAND, *map(str, SAMPLES), "-o", str(out), "-q", "-f", form],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (16 * 1024, 16 * 1024)),
    )
    assert done.returncode == 4, done.stderr
    assert done.stderr.startswith(f"newsextract: {out}: cannot be written: ")
    assert done.stderr.count("\n") == 1
    assert tree(out) == {}
    batch(*SAMPLES, "-o", out, "-q", "-f", form)
    assert tree(out).keys() == whole.keys()


def test_a_document_that_does_not_fit_is_one_line_and_no_part_of_a_file(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, *map(str, SAMPLES), "-o", str(tmp_path / "out"), "-q"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8 * 1024, 8 * 1024)),
    )
    assert done.returncode == 4, done.stderr
    assert done.stderr == f"newsextract: {tmp_path / 'out'}: cannot be written: File too large\n"
    assert list(tmp_path.rglob("*.tmp")) == []


def test_a_cap_under_what_a_worker_needs_is_no_traceback(tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = find_items([str(SAMPLES[0])])
    wanted = options(out)
    with Manifest(out) as manifest:
        run(found.items, manifest, wanted, Limits(jobs=1, seconds=60.0, memory=20 * 1024**2), lambda _: None)
    (entry,) = manifest.entries.values()
    assert entry.reason == "memory"
    assert entry.error == "needs more memory than a page may take (--memory)"


def test_errors_come_over_from_a_worker_as_they_are() -> None:
    for error in (InputError("p.txt", "is no text", "try"), NewsExtractError("a", "b"), PatternError(["one", "two"])):
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), again.exit_code) == (type(error), str(error), error.exit_code)


def test_a_folder_that_cannot_be_read_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive(tmp_path, 20)
    real = Path.iterdir

    def refuse(self: Path) -> object:
        if self.name == "3":
            raise PermissionError(13, "Permission denied")
        return real(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    found = find_items([str(tmp_path)])
    assert len(found.items) == 17
    assert [str(error) for error in found.errors] == [f"{tmp_path / '3'}: cannot be read: Permission denied"]


# --- names, streams and consoles

NAMES = [b"caf\xe9-2020-09-08.txt", b"[red]x[b].txt", b"\x1b[31mx.txt", "a\u202eb.txt".encode(), b"a\nb.txt"]


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in NAMES:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text("总投资2亿元，去年5月开工。\n", "utf-8")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "dangling.txt").symlink_to("nowhere")
    (folder / "up").symlink_to("..")
    os.mkfifo(folder / "fifo.txt")
    return folder


@pytest.mark.parametrize("form", ["json", "csv", "sqlite", "parquet"])
def test_strange_names_are_written_in_every_form(strange: Path, tmp_path: Path, form: str) -> None:
    said = batch(strange, "-o", tmp_path / "out", "-f", form, "-v").stderr
    assert "5 of 5 pages done" in said
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert len(said.splitlines()) >= 6
    entries = Manifest(tmp_path / "out").entries
    assert len(entries) == 5
    assert any(entry.source.endswith(r"caf\udce9-2020-09-08.txt") for entry in entries.values())
    assert tmp_path / "out" in {path.parent for path in (tmp_path / "out").rglob("manifest.jsonl")}
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}


def test_a_list_of_paths_may_hold_any_bytes(strange: Path, tmp_path: Path) -> None:
    listed = b"".join(os.fsencode(strange) + b"/" + name + b"\n" for name in NAMES[:3])
    done = subprocess.run([*COMMAND, "-", "-o", str(tmp_path / "out")], input=listed, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"3 of 3 pages done" in done.stderr


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_any_console_will_do(strange: Path, tmp_path: Path, encoding: str) -> None:
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    for more in (["-v"], ["--dry-run", "--force"]):
        done = subprocess.run(
            [*COMMAND, str(strange), "-o", str(tmp_path / "out"), *more],
            capture_output=True,
            check=False,
            env=environment,
        )
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == 6  # one name has a break in it


def test_nobody_need_listen(tmp_path: Path) -> None:
    pages = archive(tmp_path / "in", 30)
    with subprocess.Popen([*COMMAND, str(pages), "-o", str(tmp_path / "out"), "-v"], stderr=subprocess.PIPE) as run_:
        assert run_.stderr is not None
        run_.stderr.close()
    assert run_.returncode == 0
    assert len(tree(tmp_path / "out")) == 30
    with subprocess.Popen(
        [*COMMAND, str(pages), "-o", str(tmp_path / "dry"), "--dry-run"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as dry:
        assert dry.stdout is not None
        assert dry.stderr is not None
        dry.stdout.close()
        assert b"Traceback" not in dry.stderr.read()
    assert dry.returncode == 0


# --- the same bytes, whatever the machine is like


@pytest.mark.long
def test_two_hundred_pages_are_the_same_bytes_everywhere(tmp_path: Path) -> None:
    pages = many(tmp_path / "in", 200)
    worlds = [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "random", "LC_ALL": "zh_CN.GBK", "PYTHONIOENCODING": "gbk"},
    ]
    forms = {"json": 3, "csv": 2, "sqlite": 2}  # what is made of the documents needs no third look
    found = []
    for form, times in forms.items():
        for jobs, world in enumerate(worlds[:times], 1):
            out = tmp_path / f"{form}-{jobs}"
            command = [*COMMAND, str(pages), "-o", str(out), "-q", "-f", form, "--jobs", str(jobs)]
            assert subprocess.run(command, check=False, env=os.environ | world).returncode == 0
            found.append((form, tree(out)))
    for form, files in found:
        assert files == dict(found)[form], form
    assert len(dict(found)["json"]) == 200


def test_options_that_change_documents_change_their_digest(tmp_path: Path) -> None:
    first = Options(store=tmp_path, state=tmp_path, bare=True)
    others = [
        Options(store=tmp_path, state=tmp_path, bare=True, **more)
        for more in ({"encoding": "big5"}, {"published_pattern": "x"}, {"kinds": ("money",)}, {"rules_digest": "x"})
    ]
    assert len({first.digest, *(one.digest for one in others)}) == 5
