"""Gold out to an annotation tool, and home again with its page for a witness."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path, PurePath
from types import ModuleType

from newsextract.annotation import brat, doccano, labelstudio
from newsextract.annotation.copies import Copy, Unit
from newsextract.annotation.rereading import Rereader
from newsextract.annotation.revise import Revision, revise, trimmed
from newsextract.annotation.tasks import Json, Mark, Task, task_of
from newsextract.errors import UsageError
from newsextract.pipeline import extract
from newsextract.quality.goldfiles import Gold, misfits, page_beside
from newsextract.quality.values import surface
from newsextract.rules import RuleSet
from newsextract.source import Source, read


class Tool(StrEnum):
    """The annotation tools."""

    LABEL_STUDIO = "label-studio"
    DOCCANO = "doccano"
    BRAT = "brat"


UNITS: Mapping[Tool, Unit] = {
    Tool.LABEL_STUDIO: Unit.UTF16,
    Tool.DOCCANO: Unit.CODEPOINT,
    Tool.BRAT: Unit.CODEPOINT,
}
_LONGEST = 200  # bytes of a name: systems take 255, and gold adds the end of its own
_LINES: Mapping[Tool, ModuleType] = {Tool.LABEL_STUDIO: labelstudio, Tool.DOCCANO: doccano}


def export(golds: Iterable[Gold], tool: Tool) -> dict[str, str]:
    """Give the files that a tool imports, by name; Label Studio and doccano have one for all pages, of no name.

    Raises ``UsageError`` where two gold files have one name.
    """
    tasks: dict[str, Task] = {}
    for gold in golds:
        task = task_of(gold, UNITS[tool])
        if task.name in tasks:
            raise UsageError(str(gold.path), "has the name of another gold file", "export them one by one")
        tasks[task.name] = task
    if tool is Tool.BRAT:
        return brat.write([*tasks.values()])
    content: str = _LINES[tool].write([*tasks.values()])
    return {"": content}


def tasks_in(path: Path, tool: Tool) -> list[Task]:
    """Read what a tool exports, every page once.

    Raises ``UsageError`` with the cure where there is nothing of the kind, or a page comes twice.
    """
    if tool is Tool.BRAT and not path.is_dir():
        raise UsageError(str(path), "is no folder", "name the folder that holds the .ann files")
    try:
        tasks = (
            brat.read(path) if tool is Tool.BRAT else _LINES[tool].read(path.read_bytes().decode("utf-8"), str(path))
        )
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(str(path), f"cannot be read: {error}", "name the file that the tool exported") from None
    for task in tasks:
        for name in (task.name, task.page):
            if not _is_file_name(name):
                raise UsageError(task.where, f"has {name[:60]!r} for the name of a page", "give it a plain file name")
    if not tasks:
        raise UsageError(str(path), "holds no page", f"is it an export of {tool}?")
    _each_once(tasks)
    return list(tasks)


def _is_file_name(name: str) -> bool:
    """Whether a file can have that name and its gold as well, and both lie in the folder that they are sought in."""
    if PurePath(name).name != name or name in ("", ".", ".."):
        return False
    return not any(unicodedata.category(c) in ("Cc", "Cs") for c in name) and len(name.encode()) <= _LONGEST


def left_out(path: Path, tool: Tool) -> list[str]:
    """Say what went out to a tool and did not come back whole, a line each."""
    return brat.left_out(path) if tool is Tool.BRAT else []


def _each_once(tasks: Iterable[Task]) -> None:
    """Refuse two tasks that would become one gold file, the second in the place of the first."""
    known: dict[str, Task] = {}
    for task in tasks:
        first = known.setdefault(task.name, task)
        if first is task:
            continue
        if first.page == task.page:
            told = f"brings {task.page} again, after {first.where}"
            raise UsageError(task.where, told, "import them into two folders, and compare: newsextract gold diff A B")
        told = f"brings {task.page}, whose gold has the name of that of {first.page} ({first.where})"
        raise UsageError(task.where, told, "import them into two folders")


def bring_home(task: Task, tool: Tool, target: Path, pages: Path | None, rules: RuleSet) -> Revision:
    """Make gold of a task that was annotated; ``target`` is where the gold will lie, beside which its page is sought.

    Raises ``UsageError`` where the page is not there or is another one, or where marks do not fit it.
    """
    place = page_beside(target, task.page, pages)
    if place is None:
        raise UsageError(str(target), f"its page {task.page} is not there", "name its folder with --pages")
    carried = (task.document or {}).get("source", {})
    source = read(place, carried.get("encoding"))
    copy = Copy(source.text, UNITS[tool])
    if carried.get("sha256") not in (None, source.sha256) or _plain(task.text) != _plain(copy.text):
        raise UsageError(str(place), f"is not the page that {task.name} was made of", "name its folder with --pages")
    document = task.document or _blank(source, rules)
    gold = Gold(target, place, document, source)
    if fault := next(misfits(gold), None):
        raise UsageError(task.where, f"carries gold that does not fit: {fault}", "export the gold again")
    sent = _as_sent(task_of(gold, UNITS[tool]), tool)
    came = [_home(mark, copy, task.name) for mark in task.marks]
    sent = [_home(mark, copy, task.name) for mark in sent]
    known = {(mark.type, mark.start, mark.end) for mark in sent}
    came = [m if (m.type, m.start, m.end) in known else _sound(trimmed(m, source.text), task.name) for m in came]
    day = document.get("published")
    published = date.fromisoformat(day) if day else None
    return revise(document, sent, came, Rereader(source, published, document.get("articles") or (), rules))


def _as_sent(task: Task, tool: Tool) -> list[Mark]:
    """The marks of a task as the tool gives them back where nobody has touched them."""
    task = replace(task, document=None)
    if tool is Tool.BRAT:
        return list(brat.as_sent(task))
    return list(_LINES[tool].read(_LINES[tool].write([task]), task.name)[0].marks)


def _home(mark: Mark, copy: Copy, where: str) -> Mark:
    """A mark in offsets of the page, and what it says of its text witnessed by it."""
    try:
        there = copy.slice(mark.start, mark.end)
        home = replace(mark, start=copy.back(mark.start), end=copy.back(mark.end))
    except ValueError:
        told = f"has a mark at {mark.start}–{mark.end}, which its text does not have"
        raise UsageError(where, told, "is it an export of another tool?") from None
    said = mark.text
    if said is not None and surface(said.replace("\\n", "")) != surface(there):
        told = f"says {said!r} at {mark.start}–{mark.end}, where the page has {there!r}"
        raise UsageError(where, told, "its offsets are of another text; export the gold again")
    return home


def _sound(mark: Mark, where: str) -> Mark:
    if mark.start >= mark.end:
        raise UsageError(where, f"has an empty mark {mark.type.upper()} at {mark.start}", "take it away in the tool")
    return mark


def _plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\t", " ")


def _blank(source: Source, rules: RuleSet) -> Json:
    """A document without records for a page that did not come from gold: its day and its articles."""
    document = extract(source, rules=rules)
    empty = document.model_copy(update={"records": (), "facts": (), "rejects": ()})
    return empty.model_dump(mode="json")
