"""doccano: a page a line of JSON, its labels as start, end and label. It knows spans only, no values.

Its offsets count code points. What it does not know it keeps: other fields of a line come back as they were.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from newsextract.annotation.carried import Carried, Given
from newsextract.annotation.tasks import Mark, Task, label_type
from newsextract.errors import UsageError
from newsextract.quality.goldshape import told
from newsextract.quality.parsed import parsed
from newsextract.records import Offset

_CURE = "export the data set as JSONL"
_Label = tuple[Offset, Offset, str]


class _Entity(Given):
    start_offset: Offset
    end_offset: Offset
    label: str


class _Line(Given):
    text: str
    page: str | None = None
    newsextract: str | None = None
    label: list[_Label] | None = None
    labels: list[_Label] | None = None
    entities: list[_Entity] | None = None


def write(tasks: Sequence[Task]) -> str:
    """Write tasks for the import of doccano, format JSONL."""
    return "".join(f"{json.dumps(_written(task), ensure_ascii=False)}\n" for task in tasks)


def read(content: str, where: str) -> list[Task]:
    """Read what doccano exports; raises ``UsageError`` where it is something else."""
    tasks = []
    for number, line in enumerate(content.split("\n"), 1):  # a page may hold what splitlines takes for the end of one
        if not line.strip():
            continue
        try:
            tasks.append(_task(_Line.model_validate(parsed(line)), f"{where}:{number}"))
        except ValueError as error:
            raise UsageError(f"{where}:{number}", f"is no line of doccano: {told(error)}", _CURE) from None
    return tasks


def _written(task: Task) -> dict[str, Any]:
    label = [[mark.start, mark.end, mark.type.upper()] for mark in task.marks]
    carried = json.dumps({"name": task.name, "document": task.document}, ensure_ascii=False)
    return {"text": task.text, "label": label, "page": task.page, "newsextract": carried}


def _task(given: _Line, where: str) -> Task:
    if not given.page:
        raise UsageError(where, "does not say which page it is", "give the line the file name of the page as page")
    carried = Carried.model_validate(parsed(given.newsextract or "{}"))
    name = carried.name or given.page.rsplit(".", 1)[0]
    marks = tuple(Mark(label_type(label, f"{where} ({name})"), start, end) for start, end, label in _spans(given))
    return Task(name, given.page, given.text, marks, carried.document, where)


def _spans(given: _Line) -> Iterator[_Label]:
    """The two forms that doccano writes: ``label``, and ``entities`` where the project has relations."""
    yield from given.label or given.labels or ()
    yield from ((one.start_offset, one.end_offset, one.label) for one in given.entities or ())
