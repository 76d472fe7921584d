"""What passes between gold and an annotation tool: a page, and the marks that stand on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from newsextract.annotation.copies import Copy, Unit
from newsextract.errors import UsageError
from newsextract.quality.goldfiles import Gold
from newsextract.records import KINDS

Json = dict[str, Any]
IGNORE = "ignore"
LABELS = (*(kind.upper() for kind in KINDS), IGNORE.upper())
FIELDS: Mapping[str, tuple[str, ...]] = {
    "money": ("amount", "low", "high", "currency", "modifier", "per"),
    "percent": ("value", "low", "high", "unit", "direction", "basis"),
    "date": ("start", "end", "precision"),
    "project": (),  # the name of a project is its span
    IGNORE: (),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One labelled stretch, in the offsets of the tool.

    ``text`` is what the tool says stands there, and ``fields`` what the record says; None where the tool tells neither.
    """

    type: str
    start: int
    end: int
    id: str | None = None
    text: str | None = None
    fields: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A page with its marks. ``document`` is the gold that went out, which a tool carries along unread.

    ``where`` is the place in what came back that brought it.
    """

    name: str
    page: str
    text: str
    marks: tuple[Mark, ...]
    document: Json | None = None
    where: str = ""


def task_of(gold: Gold, unit: Unit) -> Task:
    """Make gold a task: its records in their order, then what is not scored."""
    copy = Copy(gold.source.text, unit)
    marks = [_mark(record, copy) for record in gold.document["records"]]
    marks += [_mark({**one, "type": IGNORE}, copy) for one in gold.document.get("ignore") or ()]
    return Task(gold.path.stem, gold.document["source"]["name"], copy.text, tuple(marks), gold.document)


def _mark(record: Json, copy: Copy) -> Mark:
    start, end = (copy.there(at) for at in record["span"])
    said = {name: str(record[name]) for name in FIELDS[record["type"]] if record.get(name) is not None}
    return Mark(record["type"], start, end, record.get("id"), copy.slice(start, end), said)


def label_type(label: str, where: str) -> str:
    """Give the type that a label means; raises ``UsageError`` for one that is none of ours."""
    kind = label.lower()
    if kind not in FIELDS:
        raise UsageError(where, f"has the label {label!r}", f"gold knows {', '.join(LABELS)}")
    return kind


def said(fields: Mapping[str, str]) -> str:
    """Write what a record says as one line, which a person can correct.

    >>> said({"amount": "60700000000", "currency": "CNY"})
    'amount=60700000000; currency=CNY'
    """
    return "; ".join(f"{name}={value}" for name, value in fields.items())


def understood(line: str, kind: str, where: str) -> dict[str, str]:
    """Read what ``said`` writes; raises ``UsageError`` for a field that no type has.

    What was said of another type, before the label was changed, says nothing of this one.
    """
    fields = {}
    other = False
    for part in filter(None, (part.strip() for part in line.replace("\n", ";").split(";"))):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        other |= name not in FIELDS[kind]
        if not equals or not any(name in names for names in FIELDS.values()):
            known = ", ".join(FIELDS[kind]) or "nothing: its span says all"
            raise UsageError(where, f"says {part!r}, which is no field of {kind}", f"write name=value; it has {known}")
        if value:
            fields[name] = value
    return {} if other else fields
