"""The rows of a table: repaired text → the name and the cells of each, by the titles of their columns.

A row is read only where it has as many values as its titles promise. A blank that OCR put into a name is no harm: what
stands before the values and is no other column is the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from newsextract.compiled import compiled
from newsextract.tabular import NAME, NUMBER, VALUES, Column

_CELL = compiled(r"\S+")
_ORDINAL = compiled(r"\d{1,3}[.、．]?\s*")
_UNTITLED = compiled(r"\d{1,3}[.、．]?\s+(?=\p{Han})(?![号期座条个栋线标段万亿年月])")  # 2 号机组 is no second row
_NUMBER = (
    r"[约近超逾]?\d[\d.,]*[余多]?[十百千万亿]*[余多]?[万亿]*(?:[美港欧日]?元|亩|公顷|万?平方米)?"
    r"|[零一二三四五六七八九十百千万亿]+元"
)
_DAY = (
    r"(?:\d{4}年?|[今明去前后本]年)(?:[.\-/]\d{1,2}|[“”\d一二三四五六七八九十上中下半旬季度月日号底初末年第春夏秋冬元旦国庆节前—~至-])*"
    r"|\d{1,2}月[底初末中下上旬份\d日]*|[上下]半年|第?[一二三四]季度|年[底内]"
)
_VALUE = compiled(rf"{_NUMBER}|{_DAY}|[—－–/-]+|无|待定|未定")
_EMPTY = compiled(r"[—－–/-]+|无|待定|未定")
_HAN_NAME = compiled(r"(?!(?:合计|总计|小计|其中))[^\n]*\p{Han}[^\n]*\p{Han}[^\n]*\p{Han}")


class Cell(NamedTuple):
    """One cell that is not empty: its clean span and its column."""

    start: int
    end: int
    column: Column


class Row(NamedTuple):
    """One row: its clean span, the clean span of its name, and its other cells in their order."""

    start: int
    end: int
    name: tuple[int, int]
    cells: tuple[Cell, ...]


def read_rows(text: str, printed: Iterable[tuple[int, int, tuple[Column, ...]]]) -> Iterator[Row]:
    """Give the rows that can be read, of those that stand at clean spans under such columns."""
    for start, end, columns in printed:
        if (row := _row(text, start, end, columns)) is not None:
            yield row


def _row(text: str, start: int, end: int, columns: tuple[Column, ...]) -> Row | None:
    at, left = start, list(columns)
    titled = left[0].field == NUMBER
    if titled or left[0].field not in VALUES:  # where no title says 序号 the rows may be numbered all the same
        ordinal = (_ORDINAL if titled else _UNTITLED).match(text, start, end)
        at, left = ordinal.end() if ordinal else start, left[titled:]
    spans = [cell.span() for cell in _CELL.finditer(text, at, end)]
    runs = [(kind, list(run)) for kind, run in groupby(spans, lambda span: _VALUE.fullmatch(text, *span) is not None)]
    wanted = [(kind, list(run)) for kind, run in groupby(left, lambda column: column.field in VALUES)]
    if len(runs) == len(wanted) - 1 and not wanted[-1][0]:
        wanted.pop()  # nothing is noted of it
    if [kind for kind, _ in runs] != [kind for kind, _ in wanted]:
        return None
    name: tuple[int, int] | None = None
    cells: list[Cell] = []
    for (is_value, printed), (_, titles) in zip(runs, wanted, strict=True):
        if is_value and len(printed) != len(titles):
            return None
        found = printed
        fields = [title.field for title in titles]
        if NAME in fields:
            nth = fields.index(NAME)
            more = len(printed) - len(titles)  # blanks inside of the name
            if more < 0:
                return None
            name = printed[nth][0], printed[nth + more][1]
            found = [*printed[:nth], name, *printed[nth + more + 1 :]]
        elif not is_value and len(titles) == 1:
            found = [(printed[0][0], printed[-1][1])]
        cells += [Cell(*span, title) for span, title in zip(found, titles, strict=False) if title.field != NAME]
    if name is None or _HAN_NAME.match(text, *name) is None:
        return None
    return Row(start, end, name, tuple(cell for cell in cells if not _EMPTY.fullmatch(text, cell.start, cell.end)))
