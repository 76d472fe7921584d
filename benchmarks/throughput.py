"""How many characters a second? The whole pipeline against ``jieba.lcut`` on the same texts in the same run.

Characters a second depend on the machine; the ratio to a tool that everybody has does not. The goal of the project is
1,000,000 characters a second where ``jieba.lcut`` makes 210,000: a ratio of 4.8.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "news.jsonl"
GOAL = 1_000_000 / 210_000
ENOUGH = 400_000  # characters


def texts() -> tuple[str, list[tuple[str, str]]]:
    """Give dated texts: the corpus where it lies beside the project, else the samples again and again."""
    if CORPUS.exists():
        rows = map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines())
        return "corpus", [(row["published"], f"{row['title']}\n\n{row['text']}") for row in rows]
    pages = [(p.stem[-10:], p.read_text(encoding="utf-8")) for p in sorted((ROOT / "samples").glob("*.txt"))]
    return "samples", pages * (ENOUGH // sum(len(text) for _, text in pages) + 1)


def run(with_rjieba: bool, rounds: int) -> dict[str, Any]:
    """Measure in this process: both sides in turn, the best round of each."""
    if not with_rjieba:
        for extra in ("rjieba", "ahocorasick_rs"):
            sys.modules[extra] = None  # type: ignore[assignment]  # makes its import fail, as where it is missing
    import jieba

    import newsextract

    name, pages = texts()
    characters = sum(len(text) for _, text in pages)
    ours = theirs = float("inf")
    with tempfile.TemporaryDirectory() as folder:
        reference = jieba.Tokenizer()
        reference.tmp_dir = folder  # its cache, not the one that everybody may write
        jieba.setLogLevel(60)
        reference.initialize()
        newsextract.parse(pages[0][1], published=pages[0][0])
        for _ in range(rounds):
            start = time.perf_counter()
            for _published, text in pages:
                reference.lcut(text)
            theirs = min(theirs, time.perf_counter() - start)
            start = time.perf_counter()
            for published, text in pages:
                newsextract.parse(text, published=published)
            ours = min(ours, time.perf_counter() - start)
    return {
        "texts": name,
        "characters": characters,
        "rjieba": with_rjieba,
        "jieba_lcut_per_second": round(characters / theirs),
        "newsextract_per_second": round(characters / ours),
        "ratio": theirs / ours,
    }


def has_rjieba() -> bool:
    from importlib.util import find_spec

    return find_spec("rjieba") is not None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--min", type=float, default=0.0, help="fail below this ratio (default: only report)")
    parser.add_argument("--engine", choices=("rjieba", "jieba"), help="measure in this process with one engine only")
    options = parser.parse_args()
    if options.engine:
        rows = [run(options.engine == "rjieba", options.rounds)]
    else:  # a process each, so that neither finds the other's modules loaded
        engines = ["rjieba", "jieba"] if has_rjieba() else ["jieba"]
        command = [sys.executable, __file__, "--json", "--rounds", str(options.rounds), "--engine"]
        outputs = [subprocess.run([*command, e], check=True, capture_output=True, text=True).stdout for e in engines]
        rows = [row for output in outputs for row in json.loads(output)["runs"]]
    if options.json:
        print(json.dumps({"goal": GOAL, "runs": rows}, indent=1))
    else:
        print(f"{'engine':8} {'texts':8} {'characters':>10} {'jieba.lcut/s':>13} {'newsextract/s':>14} {'ratio':>6}")
        for row in rows:
            print(
                f"{'rjieba' if row['rjieba'] else 'jieba':8} {row['texts']:8} {row['characters']:10,} "
                f"{row['jieba_lcut_per_second']:13,} {row['newsextract_per_second']:14,} {row['ratio']:6.2f}"
            )
        print(f"goal: a ratio of {GOAL:.1f}")
    return 1 if any(row["ratio"] < options.min for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
