"""The projects of pages as a table for the terminal and as CSV, a row a project."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from newsextract.projects import SUMS, ProjectRow, Sum, project_rows
from newsextract.render.csvform import cell
from newsextract.render.numbers import readable
from newsextract.render.screen import COLOURS, console, draw
from newsextract.render.table import page_title
from newsextract.render.values import MODIFIERS, period
from newsextract.render.visible import visible

if TYPE_CHECKING:
    from newsextract.pages import Parsed
    from newsextract.records import FactField

_DATES: tuple[tuple[FactField, str], ...] = (("start_date", "start"), ("completion_date", "ready"))
_SIZES: tuple[FactField, ...] = ("area", "capacity")
_SHORT = {
    "total_investment": "total",
    "planned_investment": "planned",
    "completed_investment": "spent",
    "annual_output": "a year",
    "tax": "tax",
}
_LEAST = (4, 12, 9, 16, 11)  # characters of the columns, that their titles and most names have room
_INDENT = 2
COLUMNS = (
    "source",
    "newspaper",
    "page",
    "published",
    "article",
    "headline",
    "project",
    "owner",
    "place",
    "status",
    *(column for field in SUMS for column in (field, f"{field}_modifier", f"{field}_currency")),
    *_SIZES,
    *(f"{field}_{end}" for field, _ in _DATES for end in ("from", "to")),
    "mentions",
    "line",
    "record",
)


def render_csv(pages: Iterable[Parsed]) -> Iterator[str]:
    """Write the header row, then the projects of each page."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for page in pages:
        for row in project_rows(page.document):
            writer.writerow({name: cell(value) for name, value in _columns(row, page).items()})
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _columns(row: ProjectRow, page: Parsed) -> dict[str, object]:
    document, masthead = page.document, page.document.masthead
    columns: dict[str, object] = {
        "source": document.source.name,
        "newspaper": masthead.newspaper if masthead else None,
        "page": masthead.page if masthead else None,
        "published": document.published,
        "article": row.record.article,
        "headline": row.headline,
        "project": row.record.name,
        "owner": row.owner,
        "place": row.place,
        "status": row.facts.get("status"),
        "mentions": row.mentions,
        "line": page.lines.number(row.record.span[0]),
        "record": row.record.id,
    }
    for field, money in row.sums.items():
        columns[field] = money.amount
        columns[f"{field}_modifier"], columns[f"{field}_currency"] = money.modifier, money.currency
    for field in _SIZES:
        columns[field] = row.facts.get(field)
    for field, _ in _DATES:
        first, _, last = row.facts.get(field, "").partition("/")
        columns[f"{field}_from"], columns[f"{field}_to"] = first, last or first
    return columns


def render_table(pages: Iterable[Parsed], *, terminal: bool) -> Iterator[str]:
    """Write a table for each page, its projects under the headlines of their articles."""
    screen = console(terminal)
    between = ""
    for page in pages:
        rows = project_rows(page.document)
        count = Text(f"{len(rows)} project{'' if len(rows) == 1 else 's'}" if rows else "no projects found", "dim")
        yield between + draw(screen, page_title(page), *_tables(rows, page, screen.width), Text(), count)
        between = "\n"


def _tables(rows: list[ProjectRow], page: Parsed, width: int) -> Iterator[Text | Padding]:
    """Give the projects under the headlines of their articles: in columns, or one under another in a narrow window.

    No figure is ever cut: 360 million must not read as 360.
    """
    articles: dict[str | None, list[tuple[Text, ...]]] = {}
    headlines = {row.record.article: row.headline for row in reversed(rows)}
    for row in rows:
        articles.setdefault(row.record.article, []).append(tuple(_cells(row, page.lines.number(row.record.span[0]))))
    needs = [
        max((cell_len(line.plain) for c in cells for line in c.split()), default=0) for cells in _columns_of(articles)
    ]
    stacked = width < _INDENT + sum(map(max, _LEAST, [needs[0], 0, 0, *needs[3:]])) + 2 * (len(_LEAST) - 1)
    for article, group in articles.items():
        yield Text()
        yield Text.assemble((visible(headlines[article] or "(no headline)"), "bold"), (f"  {article or ''}", "dim"))
        if stacked:
            yield from (Padding(lines, (0, 0, 0, _INDENT)) for lines in map(_stacked, group))
            continue
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", expand=False)
        table.add_column("line", justify="right", style="dim", min_width=_LEAST[0])
        table.add_column("project", overflow="fold", min_width=_LEAST[1])
        table.add_column("status", overflow="fold", min_width=_LEAST[2], max_width=12)
        table.add_column("investment (CNY)", no_wrap=True, min_width=max(_LEAST[3], needs[3]))
        table.add_column("dates, size", no_wrap=True, min_width=max(_LEAST[4], needs[4]))
        for cells in group:
            table.add_row(*cells)
        yield Padding(table, (0, 0, 0, _INDENT), expand=False)


def _columns_of(articles: dict[str | None, list[tuple[Text, ...]]]) -> Iterator[tuple[Text, ...]]:
    """Give the cells of each column over all articles, so that their tables look alike."""
    return zip(*(cells for group in articles.values() for cells in group), strict=True)


def _stacked(cells: tuple[Text, ...]) -> Text:
    """Lay the cells of a row one under another: the line and the name, then what is known."""
    line, *rest = cells
    indent = " " * (_LEAST[0] + 2)
    name, *known = (part for cell in rest for part in cell.split("\n") if part.plain)
    stacked = Text.assemble((line.plain.rjust(_LEAST[0]), "dim"), "  ", name, overflow="fold")
    for part in known:
        stacked.append(f"\n{indent}").append_text(part)
    return stacked


def _cells(row: ProjectRow, line: int) -> Iterator[Text]:
    yield Text(str(line))
    name = Text(visible(row.record.name), COLOURS["project"])
    for label, words in (("by", row.owner), ("in", row.place)):
        if words and words not in row.record.name:
            name.append(f"\n{label} {visible(words)}", "dim")
    yield name
    yield Text(row.facts.get("status", "").replace("_", " "))
    yield Text("\n".join(f"{_SHORT[field]} {_money(row.sums[field])}" for field in SUMS if field in row.sums))
    dates = [f"{short} {period(row.facts[field])}" for field, short in _DATES if field in row.facts]
    yield Text("\n".join([*dates, *(visible(row.facts[field]) for field in _SIZES if field in row.facts)]))


def _money(money: Sum) -> str:
    sign = MODIFIERS.get(money.modifier or "", "")
    return f"{sign}{readable(money.amount)}{f' {money.currency}' if money.currency not in (None, 'CNY') else ''}"
