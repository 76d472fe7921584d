"""Label Studio: tasks as JSON, with the marks as predictions; what people made of them comes back as annotations.

Its offsets count UTF-16 code units. What a record says stands in a text area of its region, under the same id.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newsextract.annotation.tasks import Mark, Task, label_type, said, understood
from newsextract.errors import UsageError
from newsextract.quality.parsed import parsed

LABEL, FIELDS, TEXT = "label", "fields", "text"  # what the labelling setup calls its controls (docs/gold.md)
_CURE = "export the project as JSON (not JSON-MIN)"


def write(tasks: Sequence[Task]) -> str:
    """Write tasks for the import of Label Studio."""
    return json.dumps([_written(task) for task in tasks], ensure_ascii=False, indent=1) + "\n"


def read(content: str, where: str) -> list[Task]:
    """Read what Label Studio exports; raises ``UsageError`` where it is something else."""
    try:
        given = parsed(content)
        return [_task(one, f"{where}: task {n}") for n, one in enumerate(given, 1)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(where, f"is no export of Label Studio: {type(error).__name__}: {error}", _CURE) from None


def _written(task: Task) -> dict[str, Any]:
    carried = {"name": task.name, "page": task.page, "document": task.document}
    result = [part for n, mark in enumerate(task.marks, 1) for part in _region(mark, f"{mark.id or mark.type}.{n}")]
    return {
        "data": {"text": task.text, "newsextract": carried},
        "predictions": [{"model_version": "newsextract", "result": result}],
    }


def _region(mark: Mark, region: str) -> Iterator[dict[str, Any]]:
    place = {"start": mark.start, "end": mark.end}
    common = {"id": region, "to_name": TEXT}
    value = {**place, "text": mark.text, "labels": [mark.type.upper()]}
    yield {**common, "from_name": LABEL, "type": "labels", "value": value}
    if mark.fields:
        told = {**place, "text": [said(mark.fields)]}
        yield {**common, "from_name": FIELDS, "type": "textarea", "value": told}


def _task(given: Mapping[str, Any], where: str) -> Task:
    data = given["data"]
    carried = data.get("newsextract") or {}
    page = carried.get("page") or data.get("page")
    if not page:
        raise UsageError(where, "does not say which page it is", "give its data the file name of the page as page")
    name = carried.get("name") or page.rsplit(".", 1)[0]
    marks = tuple(_marks(_result(given), f"{where} ({name})"))
    return Task(name, page, data["text"], marks, carried.get("document"), where)


def _result(given: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The regions of the newest annotation that was not cancelled; of the prediction where nobody has annotated."""
    done = [one for one in given.get("annotations") or () if not one.get("was_cancelled")]
    newest: Mapping[str, Any] = max(done, key=lambda one: str(one.get("updated_at") or ""), default={})
    if not done:
        newest = next(iter(given.get("predictions") or ()), {})
    result: Sequence[Mapping[str, Any]] = newest.get("result") or ()
    return result


def _marks(result: Sequence[Mapping[str, Any]], where: str) -> Iterator[Mark]:
    told = {part["id"]: part["value"]["text"] for part in result if part["type"] == "textarea"}
    for part in result:
        if part["type"] != "labels":
            if part["type"].endswith("labels"):
                raise UsageError(where, f"has marks of a {part['type']} control", "set it up as docs/gold.md says")
            continue
        value = part["value"]
        for label in value["labels"]:
            kind = label_type(label, where)
            lines = told.get(part["id"], ())
            line = lines if isinstance(lines, str) else "; ".join(lines)
            fields = understood(line, kind, f"{where}: {value.get('text', '')}") if line else None
            own = str(part["id"]).rpartition(".")[0] or None
            yield Mark(kind, value["start"], value["end"], own, value.get("text"), fields)
