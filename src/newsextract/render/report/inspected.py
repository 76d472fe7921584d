"""What the inspector says of each item: plain data for the script, which shows it as text and never as HTML."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from newsextract.records import AnyRecord, Fact
from newsextract.render.report.items import names
from newsextract.render.values import fact_value
from newsextract.render.visible import visible

if TYPE_CHECKING:
    from newsextract.render.report.items import Item, ReportPage

_COMMON = {"id", "type", "text", "reading", "span", "article", "rule", "name", "owner", "place", "mentions"}


def page_data(page: ReportPage) -> dict[str, Any]:
    """Give the data of a page: its items in the order of their numbers, its articles and how to explain a line."""
    document = page.parsed.document
    return {
        "explain": f"newsextract explain {shlex.quote(visible(document.source.name))} --line ",
        "articles": {a.id: [a.kind, visible(a.headline or "")] for a in document.articles},
        "items": [_item(page, item) for item in page.items],
    }


def _item(page: ReportPage, item: Item) -> dict[str, Any]:
    start, end = item.span
    said: dict[str, Any] = {
        "kind": item.kind,
        "span": [start, end],
        "line": page.parsed.lines.number(start),
        "text": visible(page.parsed.text[start:end]),
        "verdict": item.verdict,
        "value": item.value,
        "expected": item.expected,
        "ghost": item.ghost or None,
        "instead": page.numbers.get(item.instead or ""),
    }
    if item.record is not None:
        said |= _record(page, item.record)
    if item.reject is not None:
        said |= {"rule": item.reject.rule, "reason": visible(item.reject.reason)}
    return {key: value for key, value in said.items() if value not in (None, [], {})}


def _record(page: ReportPage, record: AnyRecord) -> dict[str, Any]:
    fields = record.model_dump(mode="json", exclude=_COMMON, exclude_none=True)
    return {
        "id": record.id,
        "reading": visible(record.reading) if record.reading != record.text else None,
        "rule": record.rule,
        "article": record.article,
        "fields": [[key.replace("_", " "), visible(str(value).replace("_", " "))] for key, value in fields.items()],
        "names": [
            [label, visible("".join(text.split())), page.parsed.lines.number(span[0])]
            for label, text, span in names(record)
        ],
        "facts": [_fact(page, fact) for fact in page.parsed.facts.get(record.id, ())],
        "tells": [
            [visible(fact.project), fact.field.replace("_", " "), page.numbers.get(fact.record or "")]
            for fact in page.parsed.document.facts
            if fact.evidence == record.id
        ],
    }


def _fact(page: ReportPage, fact: Fact) -> list[Any]:
    """A fact as (field, value, rule, number of the record that says it or None, line or None)."""
    record = page.parsed.records.get(fact.evidence) if isinstance(fact.evidence, str) else None
    said = [fact.field.replace("_", " "), visible(fact_value(fact, record)), fact.rule]
    if record is not None:
        return [*said, page.numbers[record.id], None]
    line = page.parsed.lines.number(fact.evidence[0]) if isinstance(fact.evidence, tuple) else None
    return [*said, None, line]
