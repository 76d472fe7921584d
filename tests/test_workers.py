"""Workers: none of them says a word when their pool ends before they have begun, or is interrupted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pebble.pool.process import WorkerManager

from newsextract.batch.run import STATE
from newsextract.batch.workers import Workers

COMMAND = [sys.executable, "-m", "newsextract", "batch"]


def nothing() -> None:
    """What a worker of these tests does at its begin."""


def number(n: int) -> int:
    return n + 1


def test_a_pool_that_ends_while_workers_begin_ends_in_silence(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    kill = WorkerManager.force_stop_workers

    def late(manager: WorkerManager) -> None:  # as on a busy machine: the locks are gone, and nobody is killed yet
        time.sleep(1.0)
        kill(manager)

    monkeypatch.setattr(WorkerManager, "force_stop_workers", late)
    with Workers(12, nothing, ()) as workers:
        assert workers.schedule(number, (1,), 30.0).result() == 2
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no groups of processes to interrupt")
@pytest.mark.parametrize("after", [0.1, 0.3, 0.6, 0.9])
def test_the_key_that_interrupts_a_run_makes_no_worker_speak(tmp_path: Path, after: float) -> None:
    pages = tmp_path / "in"
    pages.mkdir()
    for n in range(64):
        (pages / f"2020-09-01-{n}.txt").write_text("云渡大桥项目总投资3亿元。\n" * 400, "utf-8")
    command = [*COMMAND, str(pages), "-o", str(tmp_path / "out"), "-j", "6"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        while not (tmp_path / "out" / STATE / "run.pid").exists() and process.poll() is None:
            time.sleep(0.01)
        time.sleep(after)  # seconds from there to workers that are on their first page
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.read()
    assert process.returncode == 130
    assert "Traceback" not in said
    assert "Process" not in said
