"""doccano: a page a line of JSON, its labels as start, end and label. It knows spans only, no values.

Its offsets count code points. What it does not know it keeps: other fields of a line come back as they were.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from newsextract.annotation.tasks import Mark, Task, label_type
from newsextract.errors import UsageError
from newsextract.quality.parsed import parsed

_CURE = "export the data set as JSONL"


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
            tasks.append(_task(parsed(line), f"{where}:{number}"))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            told = f"is no line of doccano: {type(error).__name__}: {error}"
            raise UsageError(f"{where}:{number}", told, _CURE) from None
    return tasks


def _written(task: Task) -> dict[str, Any]:
    label = [[mark.start, mark.end, mark.type.upper()] for mark in task.marks]
    carried = json.dumps({"name": task.name, "document": task.document}, ensure_ascii=False)
    return {"text": task.text, "label": label, "page": task.page, "newsextract": carried}


def _task(given: Mapping[str, Any], where: str) -> Task:
    page = given.get("page")
    if not page:
        raise UsageError(where, "does not say which page it is", "give the line the file name of the page as page")
    carried = parsed(given.get("newsextract") or "{}")
    name = carried.get("name") or page.rsplit(".", 1)[0]
    spans = _labels(given.get("label") or given.get("labels") or (), given.get("entities") or ())
    marks = tuple(Mark(label_type(label, f"{where} ({name})"), start, end) for start, end, label in spans)
    return Task(name, page, given["text"], marks, carried.get("document"), where)


def _labels(label: Iterable[Any], entities: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, int, str]]:
    """The two forms that doccano writes: ``label``, and ``entities`` where the project has relations."""
    yield from ((start, end, name) for start, end, name in label)
    yield from ((one["start_offset"], one["end_offset"], one["label"]) for one in entities)
