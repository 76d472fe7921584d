"""What does a whole archive cost? Pages a second with one worker and two, memory, forms, and the supervision itself.

Pages are cut from the corpus where it lies beside the project, else from the samples, each with a line of its own, so
that no two are the same. Every figure is the best of some rounds, because the machine may be busy with other things;
seconds of the processor, which that hardly touches, stand beside those of the clock.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from newsextract.batch.inputs import Item, find_items
from newsextract.batch.manifest import Manifest
from newsextract.batch.outputs import DataSet
from newsextract.batch.run import STATE, Limits, finish, only_run, run
from newsextract.batch.worker import UNFINISHED, Options, begin, convert

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "news.jsonl"
EFFICIENCY, OVERHEAD, GROWTH = 0.85, 1.10, 50.0
_TOGETHER = 8  # pages of a task of the bare pool, as in the run that is measured against it
_EVERY = 0.05  # seconds between two looks at the memory


def write_pages(folder: Path, count: int) -> Path:
    """Write so many pages of some 1,400 characters, no two of them the same."""
    if CORPUS.exists():
        rows = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]
        texts = [f"{row['title']}\n\n{row['text']}" for row in rows]
    else:
        texts = [page.read_text("utf-8") for page in sorted((ROOT / "samples").glob("*.txt"))]
    for n in range(count):
        one, other = texts[n % len(texts)], texts[(n * 7 + n // len(texts)) % len(texts)]
        page = folder / f"{n % 97:02}" / f"2020-09-{n % 28 + 1:02}-{n}.txt"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"{one}\n\n{other}\n\n云渡大桥项目总投资{n + 1}亿元。\n", "utf-8")
    return folder


def options_for(out: Path, *, bare: bool = True) -> Options:
    """Give the options of a run into a folder that is made for it."""
    state = out / STATE
    (state / UNFINISHED).mkdir(parents=True, exist_ok=True)
    return Options(store=out if bare else state / "pages", state=state, bare=bare)


class Cost(NamedTuple):
    """What a piece of work took: seconds of the clock, and of the processor in all its processes."""

    clock: float
    processor: float


def cost(work: Callable[[], object]) -> Cost:
    """Do a piece of work, the processes of which end with it."""
    before, started = _processor(), time.perf_counter()
    work()
    return Cost(time.perf_counter() - started, _processor() - before)


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def supervised(items: list[Item], out: Path, jobs: int, *, bare: bool = True) -> None:
    """Convert pages as ``newsextract batch`` does, with manifest, deadlines and caps."""
    with only_run(out), Manifest(out) as manifest:
        run(items, manifest, options_for(out, bare=bare), Limits(jobs=jobs), lambda _: None)


def unsupervised(items: list[Item], out: Path, jobs: int) -> None:
    """Convert pages in a bare pool of multiprocessing: the same work, and nothing that watches over it."""
    options = options_for(out)
    tasks = [(items[n : n + _TOGETHER], options) for n in range(0, len(items), _TOGETHER)]
    with multiprocessing.get_context("spawn").Pool(jobs, begin, (0, options)) as pool:
        for _ in pool.imap_unordered(_converted, tasks):
            pass
        pool.close()
        pool.join()


def _converted(task: tuple[list[Item], Options]) -> int:
    return len(convert(*task))


def best(rounds: int, measures: dict[str, Callable[[Path], None]]) -> dict[str, Cost]:
    """Take turns between measures, each in a new folder; give the best times of each."""
    found = dict.fromkeys(measures, Cost(float("inf"), float("inf")))
    for _ in range(rounds):
        for name, measure in measures.items():
            with tempfile.TemporaryDirectory() as folder:
                took = cost(partial(measure, Path(folder)))
                found[name] = Cost(min(found[name].clock, took.clock), min(found[name].processor, took.processor))
    return found


def speed(items: list[Item], rounds: int) -> dict[str, Any]:
    """Measure one worker against two, and both against the bare pool."""
    found = best(
        rounds,
        {
            "one": lambda out: supervised(items, out, 1),
            "two": lambda out: supervised(items, out, 2),
            "bare one": lambda out: unsupervised(items, out, 1),
            "bare two": lambda out: unsupervised(items, out, 2),
        },
    )
    return {
        "pages": len(items),
        **{f"{name}: pages a second": len(items) / took.clock for name, took in found.items()},
        **{f"{name}: processor seconds": took.processor for name, took in found.items()},
        "efficiency": found["one"].clock / found["two"].clock / 2,
        "efficiency of the bare pool": found["bare one"].clock / found["bare two"].clock / 2,
        "supervision, one: clock": found["one"].clock / found["bare one"].clock,
        "supervision, two: clock": found["two"].clock / found["bare two"].clock,
        "supervision, one: processor": found["one"].processor / found["bare one"].processor,
        "supervision, two: processor": found["two"].processor / found["bare two"].processor,
    }


def forms(items: list[Item], rounds: int) -> dict[str, Any]:
    """Measure what each form costs over the pages themselves: processor seconds to write it, and its megabytes."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        options = options_for(out, bare=False)
        pages = cost(lambda: supervised(items, out, 1, bare=False)).processor
        manifest = Manifest(out)
        for form in (f for f in DataSet if f is not DataSet.JSON):
            write = partial(finish, items, manifest, options, form, out, flat=False)
            seconds = min(cost(write).processor for _ in range(rounds))
            size = sum(file.stat().st_size for file in write()) / 1e6
            found[form] = {"seconds": seconds, "of_the_run": seconds / pages, "megabytes": round(size, 2)}
    return found


def memory(pages: Path, count: int) -> dict[str, Any]:
    """Run ``newsextract batch`` and look at it: the most that the parent and a worker hold, in megabytes."""
    most: dict[str, float] = {"parent": 0.0, "worker": 0.0}
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "newsextract", "batch", str(pages), "-o", out, "-q", "-f", "jsonl"]
        started = time.perf_counter()
        with subprocess.Popen([*command, "--jobs", "2"]) as process:
            over = threading.Event()

            def watch() -> None:
                while not over.wait(_EVERY):
                    most["parent"] = max(most["parent"], _resident(process.pid))
                    for child in _children(process.pid):
                        most["worker"] = max(most["worker"], _resident(child))

            watcher = threading.Thread(target=watch)
            watcher.start()
            code = process.wait()
            over.set()
            watcher.join()
        seconds = time.perf_counter() - started
    return {"pages": count, "exit": code, "seconds": round(seconds, 1), **{k: round(v, 1) for k, v in most.items()}}


def _resident(pid: int) -> float:
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print JSON instead of lines")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", type=int, default=1000, help="pages of the measures of speed and forms")
    parser.add_argument("--memory", type=int, nargs=2, default=(1000, 10_000), metavar="PAGES", help="and of memory")
    parser.add_argument("--only", choices=("speed", "forms", "memory"))
    chosen = parser.parse_args()
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        pages = write_pages(Path(folder, "speed"), chosen.pages)
        items = find_items([str(pages)]).items
        if chosen.only in (None, "speed"):
            found["speed"] = speed(items, chosen.rounds)
        if chosen.only in (None, "forms"):
            found["forms"] = forms(items, chosen.rounds)
        if chosen.only in (None, "memory"):
            runs = [memory(write_pages(Path(folder, str(n)), n), n) for n in chosen.memory]
            growth = {who: round(runs[1][who] - runs[0][who], 1) for who in ("parent", "worker")}
            found["memory"] = {"runs": runs, "growth": growth}
    if chosen.json:
        print(json.dumps(found, indent=1))
    else:
        _print(found)
    return 0


def _print(found: dict[str, Any]) -> None:
    if one := found.get("speed"):
        for name, value in one.items():
            print(f"{name:28} {value:10,.2f}" if isinstance(value, float) else f"{name:28} {value:10,}")
        print(f"goals: efficiency at least {EFFICIENCY}, supervision at most {OVERHEAD}")
    for form, cost in found.get("forms", {}).items():
        print(f"{form:10} {cost['seconds']:8.2f} s  {cost['of_the_run']:6.1%} of the run  {cost['megabytes']:8.2f} MB")
    if two := found.get("memory"):
        for one in two["runs"]:
            print(f"{one['pages']:7,} pages: parent {one['parent']} MB, worker {one['worker']} MB, {one['seconds']} s")
        print(f"growth: {two['growth']} (goal: under {GROWTH:.0f} MB)")


if __name__ == "__main__":
    sys.exit(main())
