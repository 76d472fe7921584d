"""Runs pages through Spark in a process of its own and prints what came out: ``spark_cases.py MASTER PAGES [kill]``.

With ``kill``, one Python worker is killed the first time that any of them sees a page.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
from pyspark.sql import SparkSession

from newsextract.engines import spark


def killed_once(mark: str):  # type: ignore[no-untyped-def]
    def pass_on(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for n, batch in enumerate(batches):
            if n == 1:  # with one batch given and more to come
                try:
                    os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
                except FileExistsError:
                    pass
                else:
                    os.kill(os.getpid(), signal.SIGKILL)
            yield batch

    return pass_on


def main(master: str, folder: Path, kill: bool) -> None:
    builder = SparkSession.builder.master(master).config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "50").config("spark.task.maxFailures", "4")
    session = builder.getOrCreate()
    try:
        rows = [(p.relative_to(folder).as_posix(), p.read_bytes()) for p in sorted(folder.rglob("*.txt"))]
        pages = session.createDataFrame(rows, "id string, bytes binary").repartition(8)
        if kill:
            pages = pages.mapInArrow(killed_once(str(folder / "killed")), pages.schema)
        for row in sorted(spark.documents(pages).collect()):
            print(json.dumps(row.asDict()))
    finally:
        session.stop()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), "kill" in sys.argv[3:])
