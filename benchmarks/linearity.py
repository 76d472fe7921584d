"""Does the cost of a page grow with its length alone? 64 kB against 128 kB of text that is meant to hurt.

Every text goes through the whole pipeline. A ratio of the times over the limit, or a text that takes longer than the
time allowed, fails the run: a rule that is quadratic stops an archive at its first damaged page.
"""

from __future__ import annotations

import argparse
import functools
import gc
import json
import signal
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from types import FrameType

import newsextract

LIMIT = 3.0  # linear is 2.0; the rest is allowed for the noise of a busy machine
ALLOWED = 60  # seconds for one text
NOISE = 0.02  # times under this many seconds say nothing about growth

# A name, and what is repeated until the page is full. The first nine are what damaged scans are made of; the others are
# the smallest record of each kind with nothing between it and the next, which is where a look to the left gets long.
HOSTILE = {
    "digits": "1234567890",
    "digit blank": "1 ",
    "project": "项目",
    "yi": "亿",
    "brackets": "（【《“",
    "zero": "〇",
    "commas": "，",
    "year month day": "年月日",
    "plain Han": "的一是在不了有和人这中大为上个国我以要他",
    "plain lines": "的一是在不了有和人这\n",
    "blank lines": "的一是在不了有和人这\n\n",
    "number yi": "1亿",
    "sums": "1元",
    "sum list": "1亿元、",
    "bare sums": "投资1亿",
    "percents": "1%",
    "percent words": "百分之",
    "tenths": "三成",
    "points": "0.1、",
    "months": "3月",
    "days": "1年1月1日",
    "ranges": "1至",
    "plans": "“十五”",
    "bylines": "（记者 ",
    "named projects": "大桥工程、",
    "facts": "大桥项目投资1亿元",
    "sites": "柳湾公园正在砌墙，",
    "bracketed sums": "云渡大桥项目（3亿元）、",
    "begun works": "云渡大桥、柳湾水厂开工、",
    "counted works": "甲厂、乙厂项目等开工、",
    "long list": "甲厂、乙厂项目、",
    "quotations": "“项目占地2亩。”云渡大桥工程经理说。",
}
# What such a text ends in: what tells of a list stands behind it.
ENDS = {"甲厂、乙厂项目、": "等项目开工。"}


class TooLongError(Exception):
    """A text took longer than the time allowed."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError


def seconds(unit: str, size: int, runs: int, allowed: int) -> float | None:
    """Give the best time of one text of ``size`` characters, or ``None`` where it takes too long."""
    text = (unit * (size // len(unit) + 1))[:size] + ENDS.get(unit, "")
    best = float("inf")
    for _ in range(runs):
        gc.collect()  # what the text before left is no cost of this one
        signal.alarm(allowed)
        start = time.perf_counter()
        try:
            newsextract.parse(text, published="2020-09-08")
        except TooLongError:
            return None
        finally:
            signal.alarm(0)
        best = min(best, time.perf_counter() - start)
    return best


def ready() -> None:
    """Make a process ready to measure: what compiles when it is first used is compiled."""
    signal.signal(signal.SIGALRM, _stop)
    newsextract.parse("今年总投资1亿元，增长5%，大桥项目3月开工。", published="2020-09-08")


def measure(unit: str, size: int, allowed: int) -> tuple[float | None, float | None, float | None]:
    """Give both times and their ratio; what looks steep is measured again before it is believed."""
    ratio = None
    for runs in (1, 3, 5):
        half = seconds(unit, size, runs, allowed)
        whole = seconds(unit, 2 * size, runs, allowed) if half is not None else None
        if half is None or whole is None:
            return half, whole, None
        ratio = whole / max(half, NOISE)
        if ratio <= LIMIT:
            break
    return half, whole, ratio


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", choices=HOSTILE, help="measure only this"
    )
    parser.add_argument("--allowed", type=int, default=ALLOWED, metavar="SECONDS", help="time for one text")
    parser.add_argument("--size", type=int, default=64, metavar="KB", help="size of the smaller text (default: 64)")
    parser.add_argument("--jobs", type=int, default=1, help="texts measured at once, a process each")
    options = parser.parse_args()
    names = options.only or list(HOSTILE)
    rows, steep = [], []
    if not options.json:
        sizes = [f"{kilobytes} kB" for kilobytes in (options.size, 2 * options.size)]
        print(f"{'text':16} {sizes[0]:>9} {sizes[1]:>9} {'ratio':>6}")
    with ProcessPoolExecutor(options.jobs, initializer=ready) as pool:
        measured = pool.map(
            functools.partial(measure, size=options.size * 1024, allowed=options.allowed),
            (HOSTILE[name] for name in names),
        )
        for name, (half, whole, ratio) in zip(names, measured, strict=True):
            rows.append({"text": name, "seconds_half": half, "seconds_whole": whole, "ratio": ratio})
            if ratio is None or ratio > LIMIT:
                steep.append(name)
            if not options.json:
                shown = [f"{x:8.3f}s" if x is not None else f"over {options.allowed}s" for x in (half, whole)]
                print(
                    f"{name:16} {shown[0]:>9} {shown[1]:>9} {'-' if ratio is None else format(ratio, '.2f'):>6}",
                    flush=True,
                )
    if options.json:
        print(
            json.dumps(
                {"limit": LIMIT, "kilobytes": [options.size, 2 * options.size], "texts": rows, "steep": steep}, indent=1
            )
        )
    if steep:
        print(f"not linear: {', '.join(steep)}", file=sys.stderr)
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
