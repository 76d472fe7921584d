"""The keys of the configuration: a table for the terminal, tab-separated lines for a pipe, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from rich.table import Table
from rich.text import Text

from newsextract.render.screen import console, draw
from newsextract.render.visible import visible


class Row(NamedTuple):
    """A key, its value (None: nothing is set), and where it was said (None: nowhere, it is the default)."""

    key: str
    value: Any
    origin: str | None


def json_object(rows: Iterable[Row]) -> Iterator[str]:
    """Write one object: the keys, each with ``value`` and ``from``."""
    said = {row.key: {"value": row.value, "from": row.origin or "default"} for row in rows}
    yield json.dumps(said, indent=2, ensure_ascii=False) + "\n"


def plain(rows: Iterable[Row]) -> Iterator[str]:
    """Write one key a line: key, value, where it was said."""
    for row in rows:
        yield "\t".join(map(visible, (row.key, _value(row), row.origin or "default"))) + "\n"


def table(rows: Iterable[Row]) -> Iterator[str]:
    """Write the keys as a table as wide as the terminal; what somebody set stands out."""
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    grid.add_column("key", no_wrap=True)
    grid.add_column("value", overflow="fold")
    grid.add_column("from", overflow="fold")
    for row in rows:
        style = "bold" if row.origin else "dim"
        grid.add_row(row.key, Text(visible(_value(row)), style), Text(visible(row.origin or "default"), style))
    yield draw(console(), grid)


def _value(row: Row) -> str:
    return "" if row.value is None else json.dumps(row.value, ensure_ascii=False)
