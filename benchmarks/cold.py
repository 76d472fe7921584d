"""How long does one page take from a cold start? ``newsextract parse`` against the bare import of its libraries.

Both are processes of their own, run in turn, so that a busy machine slows them alike; medians are compared.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "samples" / "wupu-shangbao-2007-10-18.txt"
LIMIT = 3.0


def seconds(command: list[str]) -> float:
    """Time one process; it must succeed. Bytecode is written, as it is for every installed program."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--max", type=float, default=LIMIT, help="fail above this ratio (default: %(default)s)")
    parser.add_argument("page", nargs="?", type=Path, default=PAGE)
    options = parser.parse_args()
    parse = [sys.executable, "-m", "newsextract", "parse", str(options.page), "--format", "json"]
    bare = [sys.executable, "-c", "import pydantic, typer, regex, rich"]
    seconds(parse), seconds(bare)  # the first run writes bytecode
    times = [(seconds(bare), seconds(parse)) for _ in range(options.runs)]
    imports, page = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = page / imports
    if options.json:
        print(
            json.dumps(
                {"imports_seconds": imports, "parse_seconds": page, "ratio": ratio, "limit": options.max}, indent=1
            )
        )
    else:
        print(f"{'import pydantic, typer, regex, rich':38} {imports * 1000:7.0f} ms")
        print(f"{'newsextract parse PAGE --format json':38} {page * 1000:7.0f} ms")
        print(f"{'ratio':38} {ratio:7.2f}    (at most {options.max})")
    return 1 if ratio > options.max else 0


if __name__ == "__main__":
    sys.exit(main())
