"""Label Studio: tasks as JSON, with the marks as predictions; what people made of them comes back as annotations.

Its offsets count UTF-16 code units. What a record says stands in a text area of its region, under the same id.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newsextract.annotation.carried import Carried, Given
from newsextract.annotation.tasks import Mark, Task, label_type, said, understood
from newsextract.errors import UsageError
from newsextract.quality.goldshape import told
from newsextract.quality.parsed import parsed
from newsextract.records import Offset

LABEL, FIELDS, TEXT = "label", "fields", "text"  # what the labelling setup calls its controls (docs/gold.md)
_CURE = "export the project as JSON (not JSON-MIN)"


class _Data(Given):
    text: str
    page: str | None = None
    newsextract: Carried | None = None


class _Work(Given):
    """An annotation or a prediction."""

    result: list[dict[str, Any]] | None = None
    was_cancelled: Any = None
    updated_at: Any = None


class _Task(Given):
    data: _Data
    annotations: list[_Work] | None = None
    predictions: list[Any] | None = None  # their numbers alone, where somebody exports it so


class _Part(Given):
    """What stands in a result: a region, what was written of one, or something of the tool's own."""

    type: str


class _Marked(Given):
    start: Offset
    end: Offset
    labels: list[str]
    text: str | None = None


class _Region(Given):
    id: str | Offset
    value: _Marked


class _Written(Given):
    text: str | list[str]


class _Area(Given):
    id: str | Offset
    value: _Written


def write(tasks: Sequence[Task]) -> str:
    """Write tasks for the import of Label Studio."""
    return json.dumps([_written(task) for task in tasks], ensure_ascii=False, indent=1) + "\n"


def read(content: str, where: str) -> list[Task]:
    """Read what Label Studio exports; raises ``UsageError`` where it is something else."""
    place, tasks = where, []
    try:
        given = parsed(content)
        if not isinstance(given, list):
            raise ValueError("it holds no list of tasks")
        for number, one in enumerate(given, 1):
            place = f"{where}: task {number}"
            tasks.append(_task(_Task.model_validate(one), place))
    except ValueError as error:
        raise UsageError(place, f"is no export of Label Studio: {told(error)}", _CURE) from None
    return tasks


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
        area = {**place, "text": [said(mark.fields)]}
        yield {**common, "from_name": FIELDS, "type": "textarea", "value": area}


def _task(given: _Task, where: str) -> Task:
    data, carried = given.data, given.data.newsextract or Carried()
    page = carried.page or data.page
    if not page:
        raise UsageError(where, "does not say which page it is", "give its data the file name of the page as page")
    name = carried.name or page.rsplit(".", 1)[0]
    marks = tuple(_marks(_result(given), f"{where} ({name})"))
    return Task(name, page, data.text, marks, carried.document, where)


def _result(given: _Task) -> Sequence[Mapping[str, Any]]:
    """The regions of the newest annotation that was not cancelled; of the prediction where nobody has annotated."""
    done = [one for one in given.annotations or () if not one.was_cancelled]
    if not done:
        done = [_Work.model_validate(one) for one in (given.predictions or ())[:1]]
    newest = max(done, key=lambda one: str(one.updated_at or ""), default=_Work())
    return newest.result or ()


def _marks(result: Sequence[Mapping[str, Any]], where: str) -> Iterator[Mark]:
    kinds = [_Part.model_validate(part).type for part in result]
    areas = [_Area.model_validate(part) for part, kind in zip(result, kinds, strict=True) if kind == "textarea"]
    written = {area.id: area.value.text for area in areas}
    for part, kind in zip(result, kinds, strict=True):
        if kind != "labels":
            if kind.endswith("labels"):
                raise UsageError(where, f"has marks of a {kind} control", "set it up as docs/gold.md says")
            continue
        region = _Region.model_validate(part)
        value, lines = region.value, written.get(region.id, "")
        line = lines if isinstance(lines, str) else "; ".join(lines)
        own = str(region.id).rpartition(".")[0] or None
        for label in value.labels:
            ours = label_type(label, where)
            fields = understood(line, ours, f"{where}: {value.text or ''}") if line else None
            yield Mark(ours, value.start, value.end, own, value.text, fields)
