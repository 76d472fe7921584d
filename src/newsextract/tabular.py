"""Tables of projects among the lines of a page: a line of column titles, and the rows under it.

Papers print their lists of key projects so: 序号 项目名称 责任单位 总投资 开工时间 进展. OCR keeps the blanks between
cells, adds others inside them and breaks long rows. Here lines are told to be titles or rows; what the cells say is
read in ``cells``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsextract.compiled import compiled

if TYPE_CHECKING:
    from newsextract.layout import Line

NUMBER, NAME, STATUS, OWNER, PLACE, TEXT = "number", "name", "status", "owner", "place", "text"
# What the titles of columns say, the first that fits; those of sums, dates and areas are fields of a project.
_TITLES = (
    (NUMBER, r"序号|编号|序"),
    (NAME, r"(?:重点|重大|建设)?(?:项目|工程)(?:名称)?|名称|[路桥站]名|(?:道路|桥梁|线路|路段)(?:名称)?"),
    (
        "planned_investment",
        r"计划投资额?|(?:\d{4}年|今年|本年|年度|当年)度?(?=.)(?:计划)?(?:完成)?(?:投资)?(?:计划|目标|任务)?",
    ),
    (
        "completed_investment",
        r"(?:已|累计|已累计|实际|[至到]\S{1,8}|截至\S{1,8}|\d{1,2}[-—~至]\d{1,2}月)?完成投资额?|(?:已|累计|实际)完成",
    ),
    ("total_investment", r"(?:计划|估算|概算|预计|项目)?(?:总投资|投资总额|投资|总概算|概算|总造价|造价)(?:额|规模)?"),
    ("start_date", r"(?:计划|预计|拟|实际)?(?:开工|动工|开建)(?:时间|日期|年月)?"),
    (
        "completion_date",
        r"(?:计划|预计|拟|实际)?(?:竣工|完工|建成|投产|投用|通车)(?:投产|投用)?(?:时间|日期|年月|时限|期限)?",
    ),
    ("area", r"(?:占地|用地|建筑)(?:面积)?"),
    (STATUS, r"(?:目前|当前|建设|工程|形象)?(?:进展|进度|状态|阶段)(?:情况)?|[状现]况|备注"),
    (OWNER, r"(?:责任|建设|业主|牵头|实施|主管|承建|投资)(?:单位|部门|主体|方)|业主|法人"),
    (PLACE, r"(?:建设|所在|落户)?(?:地点|地址|区域|县区|县市区|乡镇)|所在地|县区|区县|县市|乡镇|园区"),
    (
        TEXT,
        r"(?:施工|设计|监理)单位|(?:所属)?行业|类别|类型|性质|(?:主要)?建设(?:内容|规模|性质)(?:及规模)?|规模|来源|全?长度?|路?宽度?|等级|床位|装机",
    ),
)
_FIELDS = tuple((field, compiled(title)) for field, title in _TITLES)
_UNIT = compiled(r"[（(](?:单位[：:])?(?<unit>[万亿]?(?:元|美元|港元|欧元|日元)|亩|公顷|[万]?平方米)[）)]")
_UNIT_ABOVE = compiled(r"\s*[（(]?单位[：:]\s*(?<unit>[万亿]?(?:元|美元|港元|欧元))[）)]?\s*")
_LEAST = 3  # columns that are known
_ORDINAL = compiled(r"(\d{1,3})(?:[.、．]\s*|\s+)(?=\S)")
_ENDS = compiled(r"[。；！？]|^\s*[（(]?(?:注|说明|备注|资料|数据来源|[合总小]\s*计|单位)|本[报刊台网]讯|^\s*[【■□●◆]")
_VALUE = compiled(r"\d|(?<!\S)[—－/-]+(?!\S)")
_GAP = re.compile(r"\s")
_OWN_BRACKET = re.compile(r"\s+(?=[（(])")  # 占地面积 （亩） is one title
_SPACED = compiled(r"(?<!\S)(\p{Han})\s+(\p{Han})(?!\S)")  # 路 名, as papers fill a column
_NAMED = ("项目", "工程", "名称", "路名", "桥名", "站名", "道路", "桥梁", "线路", "路段")
_LONGEST = 4  # lines of one row
SUMS = ("total_investment", "planned_investment", "completed_investment")
DAYS = ("start_date", "completion_date")
VALUES = (*SUMS, *DAYS, "area")


class Column(NamedTuple):
    """One column: what it tells, and the unit that its title prints (亿元)."""

    field: str
    unit: str = ""


class Table(NamedTuple):
    """The numbers of its lines: the first of the titles, the first of each row, and the one behind the last."""

    titles: int
    rows: tuple[int, ...]
    end: int
    columns: tuple[Column, ...]


def columns_of(text: str, unit: str = "") -> tuple[Column, ...]:
    """Give the columns that a line names, or none: one must be of names, and one of sums or dates.

    ``unit`` is that of all sums, where the table prints it above.

    >>> [column.field for column in columns_of("序号 项目名称 总投资（亿元） 开工时间")]
    ['number', 'name', 'total_investment', 'start_date']
    """
    text = _SPACED.sub(r"\1\2", text)
    if not any(word in text for word in _NAMED):
        return ()
    found: list[Column] = []
    unknown = 0
    for title in _OWN_BRACKET.sub("", text).split():
        printed = _UNIT.search(title)
        bare = _UNIT.sub("", title)
        field = next((field for field, pattern in _FIELDS if pattern.fullmatch(bare)), None)
        if field is None and any(c.isdigit() for c in bare):
            return ()  # a row
        unknown += field is None
        own = printed["unit"] if printed else (unit if field in SUMS else "")
        found.append(Column(field or TEXT, own))
    fields = [column.field for column in found]
    if unknown > 1 or len(found) - unknown < _LEAST or fields.count(NAME) != 1 or not set(VALUES).intersection(fields):
        return ()
    return tuple(found)


def tables(all_lines: Sequence[Line]) -> list[Table]:
    """Find the tables of a page, in page order."""
    found: list[Table] = []
    i = 0
    while i < len(all_lines):
        table = _table(all_lines, i) if _GAP.search(all_lines[i].text) else None
        if table is not None:
            found.append(table)
        i = table.end if table is not None else i + 1
    return found


def _table(all_lines: Sequence[Line], i: int) -> Table | None:
    above = _UNIT_ABOVE.fullmatch(all_lines[i - 1].text) if i else None
    unit = above["unit"] if above else ""
    columns, first = columns_of(all_lines[i].text, unit), i + 1
    if i + 1 < len(all_lines) and not all_lines[i + 1].gap:  # titles may be broken over two lines
        both = columns_of(f"{all_lines[i].text} {all_lines[i + 1].text}", unit)
        if len(both) > len(columns) and not any(c.isdigit() for c in all_lines[i + 1].text.split()[0]):
            columns, first = both, i + 2
    if not columns:
        return None
    numbered = first < len(all_lines) and _ORDINAL.match(all_lines[first].text) is not None
    rows: list[int] = []
    at = first
    while at < len(all_lines):
        text = all_lines[at].text
        if _ENDS.search(text):
            break
        if numbered:
            ordinal = _ORDINAL.match(text)
            begins = ordinal is not None and (not rows or int(ordinal[1]) == _last(all_lines, rows) + 1)
        else:
            begins = len(text.split()) > len(columns) // 2 and _VALUE.search(text) is not None
        if begins:
            rows.append(at)
        elif not rows or at - rows[-1] >= _LONGEST or all_lines[at].gap > 0 or "，" in text:
            break
        elif not numbered and sum(len(line.text.split()) for line in all_lines[rows[-1] : at]) >= len(columns):
            break  # the last row is full
        at += 1
    return Table(i, tuple(rows), at, columns) if rows else None


def _last(all_lines: Sequence[Line], rows: Sequence[int]) -> int:
    """The number that the last row prints."""
    printed = _ORDINAL.match(all_lines[rows[-1]].text)
    return int(printed[1]) if printed else 0
