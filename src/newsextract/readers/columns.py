"""Lines with boxes and no blocks → blocks in reading order: columns are cut apart where no line crosses, heads above.

PaddleOCR and RapidOCR list lines from the top to the bottom of the sheet, right across its columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

from newsextract.readers.scan import Place, Word, Writer

_MOST = 2000  # lines; a sheet has some hundreds, and each cut looks at all of them
_HEADS = 64  # cuts above or below a head
_TRIED = 12  # gaps between lines that are tried as the place where a head ends, the widest first
_GUTTER = 0.6  # of the height of a line: what parts two columns
_BLOCK = 1.2  # of the height of a line: what parts two blocks of a column
_OVERLAP = 0.3  # of the height of a line: by how much boxes of two lines, one above the other, overlap
_TALL = 2  # times as high as wide: a line that runs downwards


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was recognised."""

    text: str
    place: Place


Side = Callable[[Line], float]
Row = list[Line]


def write(lines: list[Line], writer: Writer) -> None:
    """Write the lines of one page, block by block; the columns of vertical text go from right to left."""
    for block in _blocks(lines):
        writer.part()
        for row in block:
            writer.line(Word(line.text, (line.place,)) for line in row)


def _blocks(lines: list[Line]) -> Iterator[list[Row]]:
    if not lines or len(lines) > _MOST:
        yield [[line] for line in lines]
        return
    long = [line for line in lines if len(line.text) > 2]
    tall = sum(line.place.height > _TALL * line.place.width for line in long)
    if 2 * tall > len(long):  # turned by a quarter, it is like horizontal text
        height = median(line.place.width for line in lines)
        yield from _cut(lines, (_top, _bottom), (_from_right, _from_left), height)
    else:
        height = median(line.place.height for line in lines)
        yield from _cut(lines, (_left, _right), (_top, _bottom), height)


def _cut(lines: list[Line], across: tuple[Side, Side], along: tuple[Side, Side], height: float) -> Iterator[list[Row]]:
    """Cut into columns; where there are none, above or below the head over them; else into blocks of one column."""
    waiting = [lines]
    heads = 0
    while waiting:
        part = waiting.pop()
        columns = _parts(part, across, _GUTTER * height)
        if len(columns) > 1:
            waiting += reversed(columns)
            continue
        rows = _parts(part, along, -_OVERLAP * height)
        gaps = sorted(range(1, len(rows)), key=lambda n: _gap(rows[n - 1], rows[n], along), reverse=True)[:_TRIED]
        columned = {n: _columned((rows[:n], rows[n:]), across, _GUTTER * height) for n in gaps}
        best = max(gaps, key=columned.__getitem__, default=0)
        if best and columned[best] and heads < _HEADS:
            heads += 1
            waiting += [_joined(rows[best:]), _joined(rows[:best])]
        else:
            yield from (_rows(block, across, along) for block in _parts(part, along, _BLOCK * height))


def _rows(lines: list[Line], across: tuple[Side, Side], along: tuple[Side, Side]) -> list[Row]:
    """The lines of one column; what stands side by side is one line that was recognised in parts."""
    near, far = along
    rows: list[Row] = []
    for line in sorted(lines, key=near):
        if rows and near(line) < (near(rows[-1][0]) + far(rows[-1][0])) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=across[0]) for row in rows]


def _parts(lines: list[Line], sides: tuple[Side, Side], least: float) -> list[list[Line]]:
    """The lines in the order of one direction, cut wherever none lies over more than ``least`` of it."""
    near, far = sides
    found: list[list[Line]] = []
    reached = 0.0
    for line in sorted(lines, key=near):
        if found and near(line) - reached <= least:
            found[-1].append(line)
            reached = max(reached, far(line))
        else:
            found.append([line])
            reached = far(line)
    return found


def _gap(above: list[Line], below: list[Line], along: tuple[Side, Side]) -> float:
    near, far = along
    return min(map(near, below)) - max(map(far, above))


def _columned(parts: tuple[list[Row], list[Row]], across: tuple[Side, Side], least: float) -> int:
    """How many lines lie in a part that falls into columns, each of some lines."""
    joined = (_joined(part) for part in parts)
    return sum(len(lines) for lines in joined if sum(len(c) > 1 for c in _parts(lines, across, least)) > 1)


def _joined(rows: list[Row]) -> list[Line]:
    return [line for row in rows for line in row]


def _left(line: Line) -> float:
    return line.place.x


def _right(line: Line) -> float:
    return line.place.x + line.place.width


def _top(line: Line) -> float:
    return line.place.y


def _bottom(line: Line) -> float:
    return line.place.y + line.place.height


def _from_right(line: Line) -> float:
    return -_right(line)


def _from_left(line: Line) -> float:
    return -line.place.x
