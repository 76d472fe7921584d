"""Documents as tables for the terminal, by article or by type. Page text is shown as it is, never as markup."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from newsextract import render as rendering
from newsextract.layout import cut
from newsextract.records import KINDS, AnyRecord, Article, Fact
from newsextract.render.values import fact_value, value_of
from newsextract.render.visible import visible
from newsextract.repair import repair

if TYPE_CHECKING:
    from newsextract.pages import Parsed

COLOURS = {"money": "green", "percent": "cyan", "date": "magenta", "project": "yellow"}
_FROM = {"option": "given", "name": "from the name", "page": "from the page"}
_FILE_WIDTH = 120
_TITLE_WIDTH = 48
_VALUE_WIDTH, _RULE_WIDTH, _TEXT_WIDTH = 36, 18, 64


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: ``key`` is the type or the article, whichever the group does not say already."""

    line: str
    key: str
    text: str
    value: str
    rule: str
    colour: str = ""


def render(pages: Iterable[Parsed], look: rendering.Look) -> Iterator[str]:
    """Write the tables of each page."""
    screen = console(look.terminal)
    between = ""
    for page in pages:
        with screen.capture() as capture:
            screen.print(_page(page, look, screen.width))
        yield between + capture.get()
        between = "\n"


def console(terminal: bool) -> Console:
    """Give the console that decides about width and colours: standard output's, or a plain one for a file."""
    if terminal:
        return Console(file=sys.stdout, markup=False, highlight=False, emoji=False)
    return Console(file=io.StringIO(), width=_FILE_WIDTH, markup=False, highlight=False, emoji=False)


def _page(page: Parsed, look: rendering.Look, width: int) -> Group:
    """Put the tables of one page under its name."""
    document = page.document
    by_article = look.group is rendering.Group.ARTICLE
    sections = list(_articles(page) if by_article else _types(page))
    rows = [row for _, section in sections for row in section]
    widths = _widths(rows, width)
    parts: list[Text | Padding] = [_name(page)]
    for number, (title, section) in enumerate(sections):
        parts += [Text(), title, _table(section, widths, "type" if by_article else "art.", header=number == 0)]
    loose = [fact for fact in document.facts if fact.record not in {record.id for record in document.records}]
    if loose:
        table = _table([_fact_row(fact, page, fact.project) for fact in loose], widths, "", header=not sections)
        parts += [Text(), Text("Facts of projects that have no record", "bold"), table]
    if look.rejects and document.rejects:
        parts += [Text(), Text("Rejected", "bold red"), _rejects(page, width)]
    parts += [Text(), _summary(page, look)]
    return Group(*parts)


def _name(page: Parsed) -> Text:
    document = page.document
    if document.published is None:
        published = "publication date unknown"
    else:
        published = f"published {document.published} ({_FROM[document.published_from or 'option']})"
    return Text.assemble((visible(document.source.name), "bold"), (f"  {published}", "dim"))


def _articles(page: Parsed) -> Iterator[tuple[Text, list[Row]]]:
    """Give the records of each article in page order, the articles in the order of their first record."""
    groups: dict[str | None, list[AnyRecord]] = {}
    for record in page.document.records:
        groups.setdefault(record.article, []).append(record)
    articles = {article.id: article for article in page.document.articles}
    for key, records in groups.items():
        article = articles.get(key or "")
        title = _article_title(article, page.text) if article else Text("Outside of any article", "bold")
        yield title, [row for record in records for row in _rows(record, page, record.type)]


def _article_title(article: Article, raw: str) -> Text:
    """Name an article by its headline, or by its first words."""
    if article.headline:
        title = Text(visible(article.headline), "bold", no_wrap=True, overflow="ellipsis")
    else:
        first = raw[slice(*article.pieces[0])]
        title = Text(visible(repair(first, cut(first)).text.partition("\n")[0]), "bold")
        title.truncate(_TITLE_WIDTH, overflow="ellipsis")
    notes = [article.id, article.kind, *([visible(article.byline)] if article.byline else [])]
    notes += ["continued elsewhere"] if article.continued else []
    title.truncate(_TITLE_WIDTH, overflow="ellipsis")
    return title.append(f"  {' · '.join(notes)}", "not bold dim")


def _types(page: Parsed) -> Iterator[tuple[Text, list[Row]]]:
    for kind in KINDS:
        records = [record for record in page.document.records if record.type == kind]
        if records:
            title = Text.assemble((kind.capitalize(), f"bold {COLOURS[kind]}"), (f"  {len(records)}", "dim"))
            yield title, [row for record in records for row in _rows(record, page, record.article or "")]


def _rows(record: AnyRecord, page: Parsed, key: str) -> Iterator[Row]:
    """Give the row of a record and, under a project, those of its facts."""
    value, reading = value_of(record), visible(record.reading)
    value = "" if value == record.reading else visible(value)  # a project's name is most often what is printed
    rule = (record.rule or "").partition("/")[2]
    yield Row(str(page.lines.number(record.span[0])), key, reading, value, rule, COLOURS[record.type])
    for fact in page.document.facts:
        if fact.record == record.id:
            yield _fact_row(fact, page, "")


def _fact_row(fact: Fact, page: Parsed, of: str) -> Row:
    evidence = next((record for record in page.document.records if record.id == fact.evidence), None)
    span = evidence.span if evidence else fact.evidence
    line = str(page.lines.number(span[0])) if isinstance(span, tuple) else ""
    label = f"{visible(of)}: " if of else "└ "
    return Row(line, "", f"{label}{fact.field.replace('_', ' ')}", visible(fact_value(fact, evidence)), "")


def _widths(rows: Sequence[Row], width: int) -> list[int]:
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
    return [line, key, max(min(text, left), 8), value, rule]


def _table(rows: Sequence[Row], widths: Sequence[int], key: str, *, header: bool) -> Padding:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=header, header_style="dim")
    line_width, key_width, text_width, value_width, rule_width = widths
    table.add_column("line", width=line_width, justify="right", style="dim")
    table.add_column(key, width=key_width)
    table.add_column("text", width=text_width, overflow="fold")
    table.add_column("value", width=value_width, overflow="fold")
    if rule_width:
        table.add_column("rule", width=rule_width, overflow="ellipsis", no_wrap=True, style="dim")
    for row in rows:
        cells = [Text(row.line), Text(row.key, row.colour), Text(row.text), Text(row.value, row.colour)]
        table.add_row(*cells, *([Text(row.rule)] if rule_width else []))
    return Padding(table, (0, 0, 0, 2), expand=False)


def _rejects(page: Parsed, width: int) -> Padding:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    table.add_column("line", justify="right", style="dim", min_width=4)
    table.add_column("text", overflow="fold", max_width=max(width // 3, 12))
    table.add_column("reason", overflow="fold", max_width=max(width // 3, 12))
    table.add_column("rule", overflow="ellipsis", no_wrap=True, style="dim")
    for reject in page.document.rejects:
        text = visible("".join(reject.text.split()))
        line = str(page.lines.number(reject.span[0]))
        table.add_row(Text(line), Text(text), Text(visible(reject.reason)), Text(reject.rule))
    return Padding(table, (0, 0, 0, 2), expand=False)


def _summary(page: Parsed, look: rendering.Look) -> Text:
    """Count what was found, and say where more can be seen."""
    document = page.document
    counts = Counter(record.type for record in document.records)
    found = [f"{counts[kind]} {kind}" for kind in KINDS if counts[kind]]
    if document.facts:
        found.append(f"{len(document.facts)} facts")
    text = " · ".join(found) or "nothing found"
    if document.rejects and not look.rejects:
        text += f" · {len(document.rejects)} rejected (--rejects shows them)"
    return Text(text, "dim")
