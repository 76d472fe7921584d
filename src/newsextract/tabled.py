"""What the rows of tables tell of their projects: each cell is what the title of its column says it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsextract.cells import Cell, Row
from newsextract.compiled import compiled
from newsextract.find import Page
from newsextract.mentions import Mention
from newsextract.records import AnyRecord, Date, Money, plain
from newsextract.rules import Room
from newsextract.sentence import Said
from newsextract.tabular import DAYS, STATUS, SUMS

RULE = "facts/cell"
"""The rule of what a cell of a table says."""
_REACHED = {"started": "start_date", "completed": "completion_date", "in_operation": "completion_date"}
# What a column of stages is filled with beside the verbs of patterns/stages.toml: 铁塔组立过半, 土地证未办.
_ON_PAPER = compiled(r"批复?|设计|手续|选址|可研|环评|招标|征地|拆迁|前期|论证|洽谈|立项|图纸|用地|土地证|规划")
_ON_SITE = compiled(
    r"过半|\d%|[一二三四五六七八九]成|[施打]|组立|[安吊]装|开挖|浇|砌|铺|架设|焊|装修|装饰|土建|基础|主体|掘进|衬砌"
)


def read(
    page: Page, row: Row, mention: Mention, values: Sequence[tuple[int, int, AnyRecord]], room: Room
) -> Iterator[Said]:
    """Give what a row says; ``values`` are the sums and dates of the page with their clean spans."""
    text = page.text
    for cell in row.cells:
        field = cell.column.field
        record = next((r for start, end, r in values if cell.start <= start and end <= cell.end), None)
        if field == STATUS:
            if stage := _stage(text[cell.start : cell.end], room):
                yield Said(mention, "status", stage, page.clean.raw_span(cell.start, cell.end), cell.start, RULE)
                if isinstance(record, Date) and stage in _REACHED:  # 7月10日开工
                    yield from _day(mention, _REACHED[stage], record, cell)
        elif field == "area":
            yield _area(page, cell, mention, room)
        elif field in SUMS and isinstance(record, Money) and record.amount is not None:
            yield Said(mention, field, plain(record.amount), record.id, cell.start, RULE)
        elif field in DAYS and isinstance(record, Date):
            yield from _day(mention, field, record, cell)


def _day(mention: Mention, field: str, record: Date, cell: Cell) -> Iterator[Said]:
    if record.start is not None and record.end is not None:
        days = f"{record.start.isoformat()}/{record.end.isoformat()}"
        yield Said(mention, field, days, record.id, cell.start, RULE)


def _area(page: Page, cell: Cell, mention: Mention, room: Room) -> Said:
    """An area, with the unit of its column where it prints none."""
    printed = page.text[cell.start : cell.end]
    value = printed if room.compile(r"\L<area_unit>").search(printed) else printed + cell.column.unit
    evidence = page.clean.raw_span(cell.start, cell.end)
    return Said(mention, "area", value if value[-1:].isalpha() else "", evidence, cell.start, RULE)


def _stage(noted: str, room: Room) -> str | None:
    """How far a project is by what is noted of it: 主体封顶, 前期, 计划年底开工."""
    if room.compile(r"(?&expected)|尚未|未[开动]工").search(noted):
        return "planned"
    words = {**room.words["progress"], **room.words["status"]}
    hits = list(room.compile(r"\L<status>|\L<progress>").finditer(noted))
    if hits:
        return words[hits[-1].group()]
    if _ON_PAPER.search(noted):
        return "planned"
    return "under_construction" if _ON_SITE.search(noted) else None
