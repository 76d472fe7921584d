"""The files that a batch ends in: written in the order of paths from what the workers left, so that a run that was
stopped and went on ends in the same bytes as one that was not."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any

from newsextract.batch.tables import PROJECTS, TABLES, Row, read_stored, rows
from newsextract.errors import OutputError, UsageError, place_of
from newsextract.records import SCHEMA, plain
from newsextract.render.csvform import cell

_DIGITS, _PLACES = 38, 6  # of a decimal column; what does not fit stays in the text of the record
_AT_ONCE = 50_000  # rows of one group of a column file


class DataSet(StrEnum):
    """What a batch writes."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    SQLITE = "sqlite"
    DUCKDB = "duckdb"


def needed(form: DataSet, option: str = "--format") -> None:
    """Raise ``UsageError`` where the library that a format needs is not installed; ``option`` is what asked for it."""
    module = {DataSet.PARQUET: "pyarrow", DataSet.DUCKDB: "duckdb"}.get(form)
    if module is None:
        return
    from importlib.util import find_spec

    if find_spec(module) is None:
        raise UsageError(f"{option} {form}", f"needs {module}", f"pip install 'newsextract[{form}]'")


def names(form: DataSet, *, flat: bool = False) -> set[str]:
    """Give the names of the files that a data set consists of, beside the documents of JSON."""
    return {
        DataSet.JSON: set[str](),
        DataSet.JSONL: {"records.jsonl" if flat else "documents.jsonl"},
        DataSet.CSV: {"records.csv", "facts.csv"},
        DataSet.SQLITE: {"newsextract.sqlite"},
        DataSet.DUCKDB: {"newsextract.duckdb"},
        DataSet.PARQUET: {f"{name}.parquet" for name in TABLES},
    }[form]


def write(form: DataSet, pages: Iterable[Path], out: Path, *, flat: bool = False) -> list[Path]:
    """Write the data set from the stored documents ``pages``; give the files written, each whole or not at all."""
    writer: dict[DataSet, Callable[[Iterable[Path], Path], list[Path]]] = {
        DataSet.JSONL: _records_lines if flat else _document_lines,
        DataSet.CSV: _csv,
        DataSet.SQLITE: _sqlite,
        DataSet.DUCKDB: _duckdb,
        DataSet.PARQUET: _parquet,
    }
    if form not in writer:
        return []
    fresh = out / ".newsextract" / "data"
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        written = []
        for path in writer[form](pages, fresh):
            path.replace(out / path.name)
            written.append(out / path.name)
    except OSError as error:
        raise OutputError(place_of(error, out), f"cannot be written: {error.strerror or error}") from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return written


def _document_lines(pages: Iterable[Path], folder: Path) -> list[Path]:
    path = folder / "documents.jsonl"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for page in pages:
            stream.write(json.dumps(read_stored(page).document, ensure_ascii=False, separators=(",", ":")) + "\n")
    return [path]


def _records_lines(pages: Iterable[Path], folder: Path) -> list[Path]:
    path = folder / "records.jsonl"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for page in pages:
            stored = read_stored(page)
            place = {"source": stored.document["source"]["name"], "published": stored.document["published"]}
            for record, line in zip(stored.document["records"], stored.lines, strict=True):
                said = json.dumps(place | record | {"line": line}, ensure_ascii=False, separators=(",", ":"))
                stream.write(said + "\n")
    return [path]


def _csv(pages: Iterable[Path], folder: Path) -> list[Path]:
    """``records.csv`` and ``facts.csv``, with the mark by which spreadsheets know UTF-8."""
    paths = [folder / f"{name}.csv" for name in ("records", "facts")]
    with (
        paths[0].open("w", encoding="utf-8-sig", newline="") as one,
        paths[1].open("w", encoding="utf-8-sig", newline="") as two,
    ):
        writers = {"records": csv.DictWriter(one, TABLES["records"]), "facts": csv.DictWriter(two, TABLES["facts"])}
        for writer in writers.values():
            writer.writeheader()
        for name, row in _all(pages):
            if name in writers:
                writers[name].writerow({key: cell(value) for key, value in row.items()})
    return paths


def _sqlite(pages: Iterable[Path], folder: Path) -> list[Path]:
    """One database; decimals are text there, for SQLite has none that are exact."""
    path = folder / "newsextract.sqlite"
    with _as_errors_of_files(sqlite3.Error), closing(sqlite3.connect(path)) as database:
        _create(database.execute, {"text": "TEXT", "integer": "INTEGER", "decimal": "TEXT", "date": "TEXT"})
        for name, row in _all(pages):
            values = [plain(v) if isinstance(v, Decimal) else v for v in map(row.get, TABLES[name])]
            database.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(values))})", values)
        database.execute("CREATE INDEX records_by_source ON records (source)")
        database.execute("CREATE INDEX facts_by_record ON facts (source, record)")
        database.commit()
    return [path]


def _duckdb(pages: Iterable[Path], folder: Path) -> list[Path]:
    import duckdb

    path = folder / "newsextract.duckdb"
    with _as_errors_of_files(duckdb.Error), duckdb.connect(str(path)) as database:
        decimal = f"DECIMAL({_DIGITS},{_PLACES})"
        _create(database.execute, {"text": "VARCHAR", "integer": "BIGINT", "decimal": decimal, "date": "DATE"})
        for name, table in _arrow_tables(pages):
            database.register("fresh", table)
            database.execute(f"INSERT INTO {name} SELECT * FROM fresh")
            database.unregister("fresh")
        database.execute("CHECKPOINT")  # what does not fit on the disk is an error here, and none when it is closed
    return [path]


@contextmanager
def _as_errors_of_files(kind: type[Exception]) -> Iterator[None]:
    try:
        yield
    except kind as error:
        raise OSError(" ".join(str(error).split())) from None


def _create(execute: Callable[[str], object], types: dict[str, str]) -> None:
    for name, columns in TABLES.items():
        described = ", ".join(f'"{column}" {types[type_]}' for column, type_ in columns.items())
        execute(f"CREATE TABLE {name} ({described})")
    execute("CREATE TABLE about (key TEXT, value TEXT)")
    execute(f"INSERT INTO about VALUES ('schema', '{SCHEMA}')")
    execute(PROJECTS)


def _parquet(pages: Iterable[Path], folder: Path) -> list[Path]:
    import pyarrow.parquet as pq

    paths = {name: folder / f"{name}.parquet" for name in TABLES}
    writers = {name: pq.ParquetWriter(path, _schema(name), compression="zstd") for name, path in paths.items()}
    try:
        for name, table in _arrow_tables(pages):
            writers[name].write_table(table)
    finally:
        for writer in writers.values():
            writer.close()
    return list(paths.values())


def _schema(name: str) -> Any:
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "decimal": pa.decimal128(_DIGITS, _PLACES),
        "date": pa.date32(),
    }
    return pa.schema([(c, types[t]) for c, t in TABLES[name].items()], metadata={"newsextract.schema": SCHEMA})


def _arrow_tables(pages: Iterable[Path]) -> Iterator[tuple[str, Any]]:
    """The rows as tables of typed columns, a bounded number at once."""
    import pyarrow as pa

    everything = _all(pages)
    while group := list(islice(everything, _AT_ONCE)):
        for name, columns in TABLES.items():
            chosen = [row for table, row in group if table == name]
            if chosen:
                data = {c: [_typed(row.get(c), t) for row in chosen] for c, t in columns.items()}
                yield name, pa.table(data, schema=_schema(name))


def _typed(value: Any, type_: str) -> Any:
    if value is None or type_ in ("text", "integer"):
        return value
    if type_ == "date":
        return date.fromisoformat(value)
    fits = value == value.quantize(Decimal(1).scaleb(-_PLACES)) if abs(value) < Decimal(10) ** 21 else False
    return value if fits else None


def _all(pages: Iterable[Path]) -> Iterator[tuple[str, Row]]:
    for page in pages:
        yield from rows(read_stored(page))


FILES = {name for form in DataSet for flat in (False, True) for name in names(form, flat=flat)}
"""All that a data set may consist of, beside the documents of JSON."""

__all__ = ["FILES", "DataSet", "names", "needed", "write"]
