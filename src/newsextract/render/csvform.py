"""Records as CSV, a row a record, for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from newsextract.records import AnyRecord, Date, Money, Percent, Project, Quote, Record, plain

if TYPE_CHECKING:
    from newsextract.pages import Parsed

_PLACE = ("source", "published", "article", "headline", "id", "type", "text", "reading", "start", "end", "line")
# A spreadsheet takes a cell that begins so for a formula (CWE-1236, OWASP ASVS 1.2.10).
_FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")


def _value_columns() -> dict[str, dict[str, str]]:
    """For each type, the columns of its value fields; a field that another column is named like carries its type."""
    columns: dict[str, dict[str, str]] = {}
    for kind, model in (("money", Money), ("percent", Percent), ("date", Date), ("project", Project)):
        fields = [name for name in model.model_fields if name not in (*Record.model_fields, "type", "mentions")]
        columns[kind] = {name: f"{kind}_{name}" if name in _PLACE else name for name in fields}
    return columns


_VALUES = _value_columns()
COLUMNS = (*_PLACE, *dict.fromkeys(column for names in _VALUES.values() for column in names.values()), "rule")


def render(pages: Iterable[Parsed]) -> Iterator[str]:
    """Write the header row, then the rows of each page."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for page in pages:
        for row in _rows(page):
            writer.writerow({name: cell(value) for name, value in row.items()})
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def cell(value: object) -> str | int:
    """Write one cell: numbers as numbers, null as nothing, and text so that no spreadsheet computes it.

    >>> cell("=1+1"), cell("－５％"), cell(Decimal("-5.0")), cell(None)
    ("'=1+1", "'－５％", '-5', '')
    """
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Quote):
        value = "".join(value.text.split())
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _rows(page: Parsed) -> Iterator[dict[str, object]]:
    document = page.document
    headlines = {article.id: article.headline for article in document.articles}
    for record in document.records:
        start, end = record.span
        row: dict[str, object] = {
            "source": document.source.name,
            "published": document.published,
            "article": record.article,
            "headline": headlines.get(record.article or ""),
            "id": record.id,
            "type": record.type,
            "text": record.text,
            "reading": record.reading,
            "start": start,
            "end": end,
            "line": page.lines.number(start),
            "rule": record.rule,
        }
        yield row | _values(record)


def _values(record: AnyRecord) -> dict[str, object]:
    return {column: getattr(record, name) for name, column in _VALUES[record.type].items()}
