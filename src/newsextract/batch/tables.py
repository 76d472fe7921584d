"""Documents → rows of four tables: documents, articles, records and facts, with the same columns in every format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from newsextract.errors import OutputError
from newsextract.projects import SUMS

Type = Literal["text", "integer", "decimal", "date"]
Row = dict[str, Any]

TABLES: dict[str, dict[str, Type]] = {
    "documents": {
        "source": "text",
        "sha256": "text",
        "encoding": "text",
        "characters": "integer",
        "published": "date",
        "published_from": "text",
        "newspaper": "text",
        "page": "text",
    },
    "articles": {
        "source": "text",
        "article": "text",
        "kind": "text",
        "headline": "text",
        "byline": "text",
        "continued": "integer",
        "continues": "integer",
    },
    "records": {
        "source": "text",
        "published": "date",
        "article": "text",
        "id": "text",
        "type": "text",
        "text": "text",
        "reading": "text",
        "start": "integer",
        "end": "integer",
        "line": "integer",
        "amount": "decimal",
        "value": "decimal",
        "low": "decimal",
        "high": "decimal",
        "currency": "text",
        "modifier": "text",
        "per": "text",
        "unit": "text",
        "direction": "text",
        "basis": "text",
        "date_start": "date",
        "date_end": "date",
        "precision": "text",
        "name": "text",
        "owner": "text",
        "place": "text",
        "short_for": "text",
        "rule": "text",
    },
    "facts": {
        "source": "text",
        "published": "date",
        "project": "text",
        "record": "text",
        "field": "text",
        "value": "text",
        "currency": "text",
        "modifier": "text",
        "evidence": "text",
        "evidence_start": "integer",
        "evidence_end": "integer",
        "rule": "text",
    },
}
_OTHERS = ("area", "capacity", "start_date", "completion_date")
_COLUMNS = ("status", *SUMS, *_OTHERS)
# A project as an analyst lists it: the record of its name in full, its facts side by side, and what its sums are in.
PROJECTS = """
CREATE VIEW projects AS
SELECT r.source, r.published, r.id AS record, a.headline, r.name, r.owner, r.place, {columns}
FROM records r
LEFT JOIN articles a ON a.source = r.source AND a.article = r.article
LEFT JOIN facts f ON f.source = r.source AND f.record = r.id
WHERE r.type = 'project' AND r.short_for IS NULL
GROUP BY r.source, r.published, r.id, a.headline, r.name, r.owner, r.place
""".format(
    columns=", ".join(
        f"MAX(CASE f.field WHEN '{name}' THEN f.{column} END) AS {name}{suffix}"
        for name in _COLUMNS
        for column, suffix in (
            ("value", ""),
            *((("currency", "_currency"), ("modifier", "_modifier")) if name in SUMS else ()),
        )
    )
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as a worker left it, with the line of the page that each of its records begins in."""

    document: dict[str, Any]
    lines: list[int]


def read_stored(path: Path) -> Stored:
    """Read what a worker left; raises ``OutputError`` where it is damaged."""
    try:
        kept = json.loads(path.read_bytes())
        return Stored(kept["document"], kept["lines"])
    except (ValueError, LookupError, TypeError) as error:
        what = f"is damaged: {' '.join(str(error).split())}"
        raise OutputError(str(path), what, "remove it, and the same command does its page again") from None


def rows(stored: Stored) -> Iterator[tuple[str, Row]]:
    """Give the rows of one document, each with the name of its table; what is not said is None."""
    document = stored.document
    source, published = document["source"], document["published"]
    place = {"source": source["name"], "published": published}
    masthead = document["masthead"] or {}
    yield (
        "documents",
        {
            **place,
            "sha256": source["sha256"],
            "encoding": source["encoding"],
            "characters": source["characters"],
            "published_from": document["published_from"],
            "newspaper": masthead.get("newspaper"),
            "page": masthead.get("page"),
        },
    )
    for article in document["articles"]:
        said = {key: article[key] for key in ("kind", "headline", "byline")}
        marks = {key: int(article[key]) for key in ("continued", "continues")}
        yield "articles", {"source": source["name"], "article": article["id"], **said, **marks}
    records = document["records"]
    full = {quote["record"]: record["id"] for record in records for quote in record.get("mentions") or ()}
    for record, line in zip(records, stored.lines, strict=True):
        yield "records", place | _record(record, line) | {"short_for": full.get(record["id"])}
    sums = {record["id"]: record for record in records if record["type"] == "money"}
    for fact in document["facts"]:
        evidence = fact["evidence"]
        span = evidence if isinstance(evidence, list) else [None, None]
        said = {key: fact[key] for key in ("project", "record", "field", "value", "rule")}
        named = evidence if isinstance(evidence, str) else None
        money = {key: sums.get(named, {}).get(key) for key in ("currency", "modifier")}
        yield "facts", place | said | money | {"evidence": named, "evidence_start": span[0], "evidence_end": span[1]}


def _record(record: dict[str, Any], line: int) -> Row:
    columns = TABLES["records"]
    row: Row = {key: value for key, value in record.items() if key in columns and key not in ("start", "end")}
    row["start"], row["end"] = record["span"]
    row["line"] = line
    if record["type"] == "date":
        row["date_start"], row["date_end"] = record["start"], record["end"]
    for key in ("owner", "place"):
        if row.get(key) is not None:
            row[key] = "".join(row[key]["text"].split())
    for key, type_ in columns.items():
        if type_ == "decimal" and row.get(key) is not None:
            row[key] = Decimal(row[key])
    return row
