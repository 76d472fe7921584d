"""The grid of the tables: rows of text in columns whose widths count what a Chinese character takes on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.text import Text

_LEAST_TEXT, _LEAST_VALUE = 8, 10
_VALUE_WIDTH, _RULE_WIDTH, _TEXT_WIDTH = 36, 18, 64


class Widths(NamedTuple):
    """The widths of the columns; a rule of width 0 is not shown."""

    line: int
    key: int
    text: int
    value: int
    rule: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: ``key`` is the type or the article, whichever the group does not say already."""

    line: str
    key: str
    text: str
    value: str
    rule: str
    colour: str = ""


def widths_for(rows: Sequence[Row], width: int) -> Widths:
    """Give the widths of the columns, the same in all tables of a page; the text gets what the others leave."""

    def need(cells: Iterable[str], title: str) -> int:
        return max(map(cell_len, [title, *cells]))

    line, key = need((row.line for row in rows), "line"), need((row.key for row in rows), "type")
    value = min(need((row.value for row in rows), "value"), _VALUE_WIDTH)
    rule = min(need((row.rule for row in rows), "rule"), _RULE_WIDTH)
    text = min(need((row.text for row in rows), "text"), _TEXT_WIDTH)
    left = width - 2 - 8 - line - key - value - rule  # two blanks before the table and after each column but the last
    if left < min(text, 16):  # a narrow window: the rule is what a reader misses least
        left, rule = left + rule + 2, 0
    if left < _LEAST_TEXT:  # what has no room is folded, and no figure is cut
        value = max(value - (_LEAST_TEXT - left), _LEAST_VALUE)
    return Widths(line, key, max(min(text, left), _LEAST_TEXT), value, rule)


def draw_rows(rows: Sequence[Row], widths: Widths, key: str, *, header: bool) -> Iterator[Text]:
    """Lay rows out line by line; ``key`` is the title of the key column where there is a header."""
    if header:
        yield from _lines(Row("line", key, "text", "value", "rule", "dim"), widths)
    for row in rows:
        yield from _lines(row, widths)


def _lines(row: Row, widths: Widths) -> Iterator[Text]:
    """Lay one row out on as many lines as it takes; its text runs on into a column that is empty."""
    text_width, value_width = widths.text, widths.value
    if not row.key:
        text_width += widths.key + 2
    if not row.value:
        text_width, value_width = text_width + 2 + value_width, 0
    texts, values = chop_cells(row.text, text_width), chop_cells(row.value, value_width) if row.value else []
    for number, (text, value) in enumerate(zip_longest(texts, values, fillvalue="")):
        first = number == 0
        line = Text("  ", no_wrap=True)
        line.append((row.line if first else "").rjust(widths.line), "dim").append("  ")
        if row.key:
            line.append(set_cell_size(row.key if first else "", widths.key), row.colour).append("  ")
        line.append(set_cell_size(text, text_width), row.colour if row.colour == "dim" else "").append("  ")
        if row.value:
            line.append(set_cell_size(value, value_width), row.colour).append("  ")
        if first and widths.rule:
            line.append(cut_to(row.rule, widths.rule), "dim")
        line.rstrip()
        yield line


def cut_to(text: str, width: int) -> str:
    """Cut a text to a width in cells, with an ellipsis for what is left out.

    >>> cut_to("高精铜箔项目", 9), cut_to("项目", 9)
    ('高精铜箔…', '项目')
    """
    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"
