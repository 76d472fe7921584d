"""Spark: a data frame of pages → a data frame of documents, on as many machines as there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsextract.engines.rows import COLUMNS, Options, map_batch, rules_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

SCHEMA = ", ".join(f"{name} string" for name in COLUMNS)


def documents(pages: DataFrame, options: Options | None = None) -> DataFrame:
    """Read the pages of a data frame with the columns of ``map_batch``; gives one with its columns, all of them text.

    Raises ``PatternError`` at once, and not on the machines, where the rules of ``options`` are broken.
    """
    wanted = options or Options()
    rules_of(wanted.patterns)

    def convert(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        schema = pa.schema([(name, pa.string()) for name in COLUMNS])
        for batch in batches:
            yield pa.RecordBatch.from_pydict(map_batch(batch.to_pydict(), wanted), schema=schema)

    return pages.mapInArrow(convert, SCHEMA)
