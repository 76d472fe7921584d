"""brat: a folder with the text and the standoff of each page, and the setup that names types and attributes.

Its offsets count code points. A span over a line break is written as fragments, one a line of the page. What a record
says are attributes where it is one of a few words, and a note where it is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import get_args

from newsextract.annotation.carried import Carried
from newsextract.annotation.tasks import LABELS, Mark, Task, label_type, said, understood
from newsextract.errors import UsageError
from newsextract.quality.goldshape import told
from newsextract.quality.parsed import parsed
from newsextract.records import Modifier, Percent, Precision

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "modifier": get_args(Modifier),
    "precision": get_args(Precision),
    "unit": get_args(Percent.model_fields["unit"].annotation),
    "direction": ("increase", "decrease"),
    "basis": ("yoy", "mom", "share"),
}
_ARGUMENT = {"modifier": "MONEY", "precision": "DATE", "unit": "PERCENT", "direction": "PERCENT", "basis": "PERCENT"}
_LINE = re.compile(r"[^\n]+")
_OWN = re.compile(r"[TAREMN][0-9]\S*|#.*|\*")  # what a line of standoff begins with, before its tab


def write(tasks: Sequence[Task]) -> dict[str, str]:
    """Give the files of a folder for brat, by name; the gold that went out lies beside each page."""
    files = {"annotation.conf": _setup()}
    for task in tasks:
        files[f"{task.name}.txt"] = task.text
        files[f"{task.name}.ann"] = "".join(f"{line}\n" for line in _standoff(task))
        carried = {"page": task.page, "document": task.document}
        files[f"{task.name}.gold"] = json.dumps(carried, ensure_ascii=False) + "\n"
    return files


def read(folder: Path) -> list[Task]:
    """Read a folder of brat; raises ``UsageError`` where a line of standoff makes no sense."""
    return [_task(path) for path in sorted(folder.glob("*.ann"))]


def left_out(folder: Path) -> list[str]:
    """Name the gold that went out and came back without standoff; one that is empty says that all marks are gone."""
    alone = [path for path in sorted(folder.glob("*.gold")) if not path.with_suffix(".ann").is_file()]
    return [f"{path}: left out: its {path.with_suffix('.ann').name} is not there" for path in alone]


def as_sent(task: Task) -> tuple[Mark, ...]:
    """Give the marks of a task as they come back where nobody touched them: a line break at their edge is lost."""
    return tuple(_marks("\n".join(_standoff(task)), task.text, task.name))


def _setup() -> str:
    lines = ["[entities]", *LABELS, "", "[relations]", "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>", ""]
    lines += ["[events]", "", "[attributes]"]
    lines += [f"{name}\tArg:{_ARGUMENT[name]}, Value:{'|'.join(values)}" for name, values in _CHOICES.items()]
    return "\n".join(lines) + "\n"


def _standoff(task: Task) -> Iterator[str]:
    attributes = 0
    for number, mark in enumerate(task.marks, 1):
        fragments = list(_fragments(mark, task.text))
        places = ";".join(f"{start} {end}" for start, end in fragments)
        words = " ".join(task.text[start:end] for start, end in fragments).replace("\n", " ")
        yield f"T{number}\t{mark.type.upper()} {places}\t{words}"
        fields = {name: value.replace("\n", " ") for name, value in (mark.fields or {}).items()}
        for name in (name for name in _CHOICES if name in fields):
            attributes += 1
            yield f"A{attributes}\t{name} T{number} {fields[name]}"
        if rest := {name: value for name, value in fields.items() if name not in _CHOICES}:
            yield f"#{number}\tAnnotatorNotes T{number}\t{said(rest)}"


def _fragments(mark: Mark, text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a mark between line breaks; the mark itself where it is nothing else."""
    lines = [line.span() for line in _LINE.finditer(text, mark.start, mark.end)]
    yield from lines or [(mark.start, mark.end)]


def _task(path: Path) -> Task:
    try:
        standoff = path.read_bytes().decode("utf-8")
    except (OSError, ValueError) as error:
        raise UsageError(str(path), f"cannot be read: {error}", "take it from the data folder of brat again") from None
    page = path.with_suffix(".txt")
    try:
        text = page.read_bytes().decode("utf-8")
    except (OSError, ValueError) as error:
        raise UsageError(str(path), f"its text cannot be read: {error}", f"put {page.name} beside it") from None
    carried = _carried(path.with_suffix(".gold"))
    marks = tuple(_marks(standoff, text, str(path)))
    return Task(path.stem, carried.page or page.name, text, marks, carried.document, str(path))


def _carried(path: Path) -> Carried:
    try:
        return Carried.model_validate(parsed(path.read_text("utf-8"))) if path.is_file() else Carried()
    except (OSError, ValueError) as error:
        raise UsageError(str(path), f"is not what went out: {told(error)}", "put back what gold export wrote") from None


def _marks(standoff: str, text: str, where: str) -> Iterator[Mark]:
    bounds: dict[str, tuple[str, int, int, str]] = {}
    noted: dict[str, list[str]] = {}
    for number, line in enumerate(standoff.split("\n"), 1):
        if not line.strip():
            continue
        try:
            own, rest = line.rstrip("\r").split("\t", 1)
            if not _OWN.fullmatch(own):
                raise ValueError(own)
            if own in bounds:
                raise UsageError(f"{where}:{number}", f"has {own} a second time", "number each mark anew")
            if own.startswith("T"):
                place, words = rest.split("\t", 1)
                kind, _, spans = place.partition(" ")
                bounds[own] = (kind, *_hull(spans, text, f"{where}:{number}"), words)
            elif own.startswith("A"):
                name, target, value = rest.split(" ", 2)
                noted.setdefault(target, []).append(f"{name}={value}")
            elif own.startswith("#"):
                target, note = rest.split("\t", 1)
                if "=" in note:  # else it is a note from one person to another
                    noted.setdefault(target.rpartition(" ")[2], []).append(note)
        except ValueError:
            raise UsageError(f"{where}:{number}", f"is no standoff: {line[:60]!r}", "mend the line") from None
    for own, (label, start, end, words) in bounds.items():
        kind = label_type(label, where)
        yield Mark(kind, start, end, None, words, understood("; ".join(noted.get(own, ())), kind, f"{where}: {own}"))


def _hull(spans: str, text: str, where: str) -> tuple[int, int]:
    """The whole of the fragments of a span; between them may stand what parts lines, and nothing else."""
    pieces = sorted((int(start), int(end)) for start, end in (span.split(" ") for span in spans.split(";")))
    for (_, end), (start, _) in pairwise(pieces):
        if text[end:start].strip():
            raise UsageError(where, f"leaves {text[end:start]!r} out of its span", "one record is one stretch")
    return pieces[0][0], pieces[-1][1]
