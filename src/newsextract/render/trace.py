"""An explanation of one line as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from newsextract.explain import Explanation, Told, Trace
from newsextract.records import Record, Reject
from newsextract.render.screen import COLOURS, console, draw
from newsextract.render.values import value_of
from newsextract.render.visible import visible, visible_blanks


def render(explanation: Explanation) -> Iterator[str]:
    """Write the line, its block and what was matched there."""
    yield draw(console(), *_parts(explanation))


def _parts(it: Explanation) -> Iterator[Text | Table]:
    published = f"published {it.published}" if it.published else "publication date unknown"
    yield Text.assemble((f"{visible(it.name)}, line {it.number}", "bold"), (f"  {published}", "dim"))
    if not it.block:
        yield _grid([("raw", Text(visible_blanks(it.raw))), ("repaired", Text("no text stands on this line", "dim"))])
        return
    lines = f"line {it.lines[0]}" if it.lines[0] == it.lines[1] else f"lines {it.lines[0]}–{it.lines[1]}"
    yield _grid([("raw", Text(visible_blanks(it.raw))), ("repaired", _marked(it)), ("block", Text(lines, "dim"))])
    if not it.traces and not it.facts:
        yield Text()
        yield Text("No rule matches on this line.", "dim")
    for trace in it.traces:
        yield Text()
        yield Text.assemble((trace.rule.name, f"bold {COLOURS[trace.rule.kind]}"), f"  {visible(trace.reading)}")
        yield _grid(_details(trace))
    for told in it.facts:
        yield Text()
        yield Text.assemble((told.rule.name, "bold"), f"  {visible(' '.join(told.text.split()))}")
        yield _grid(_fact(told))


def _marked(it: Explanation) -> Text:
    """Mark the line's part of its block ``<<so>>``, as examples in pattern files do, in bold besides."""
    start, end = it.part
    before, part, after = (visible(text) for text in (it.block[:start], it.block[start:end], it.block[end:]))
    return Text.assemble((before, "dim"), "<<", (part, "bold"), ">>", (after, "dim"))


def _details(trace: Trace) -> Iterator[tuple[str, Text]]:
    yield "why", Text(visible(" ".join(trace.rule.why.split())))
    groups = "  ".join(f"{name} {visible(value)!r}" for name, value in trace.groups.items() if value)
    yield "groups", Text(groups or "none")
    result = trace.result
    start, end = result.span
    if isinstance(result, Reject):
        yield "reject", Text(visible(result.reason), "red")
    else:
        fields = result.model_dump(mode="json", exclude={*Record.model_fields, "type"})
        said = "  ".join(f"{name} {visible(_said(value))}" for name, value in fields.items() if value not in (None, []))
        yield "record", Text.assemble(result.id, "  ", (visible(value_of(result)), COLOURS[result.type]))
        yield "fields", Text(said or "none")
    yield "text", Text(f"{visible(result.text)!r} at {start}–{end}".replace("\\\\", "\\"))
    for candidate in trace.beaten:
        yield "also", Text(f"{candidate.rule}  {visible(candidate.reading)}", "dim")


def _said(value: object) -> str:
    """A field as a person reads it: of what stands elsewhere on the page, its words."""
    if isinstance(value, dict) and "text" in value:
        return "".join(str(value["text"]).split())
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    return str(value)


def _fact(told: Told) -> Iterator[tuple[str, Text]]:
    fact = told.fact
    yield "why", Text(visible(" ".join(told.rule.why.split())))
    said = Text.assemble(
        (visible(fact.project), COLOURS["project"]), f"  {fact.field}  ", (visible(fact.value), "bold")
    )
    yield "fact", said
    yield "text", Text(f"{visible(told.text)!r} at {told.span[0]}–{told.span[1]}".replace("\\\\", "\\"))


def _grid(rows: Sequence[tuple[str, Text]] | Iterator[tuple[str, Text]]) -> Table:
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    grid.add_column(width=10, justify="right", style="dim")
    grid.add_column(overflow="fold")
    for label, text in rows:
        grid.add_row(Text(label), text)
    return grid
