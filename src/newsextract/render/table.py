"""Documents as tables for the terminal, by article or by type. Page text is shown as it is, never as markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from newsextract import render as rendering
from newsextract.layout import cut
from newsextract.records import KINDS, AnyRecord, Article, Fact
from newsextract.render.grid import Row, cut_to, draw_rows, widths_for
from newsextract.render.screen import COLOURS, console, draw
from newsextract.render.values import fact_value, value_of
from newsextract.render.visible import visible
from newsextract.repair import repair

if TYPE_CHECKING:
    from newsextract.pages import Parsed

_PLURALS = {"date": "dates", "project": "projects", "fact": "facts"}
_FROM = {"option": "given", "name": "from the name", "page": "from the page"}


def render(pages: Iterable[Parsed], look: rendering.Look) -> Iterator[str]:
    """Write the tables of each page."""
    screen = console(look.terminal)
    between = ""
    for page in pages:
        yield between + draw(screen, *_page(page, look, screen.width))
        between = "\n"


def _page(page: Parsed, look: rendering.Look, width: int) -> list[Text | Padding]:
    """Put the tables of one page under its name."""
    document = page.document
    by_article = look.group is rendering.Group.ARTICLE
    sections = list(_articles(page, width) if by_article else _types(page))
    rows = [row for _, section in sections for row in section]
    widths = widths_for(rows, width)
    parts: list[Text | Padding] = [page_title(page)]
    for number, (title, section) in enumerate(sections):
        parts += [Text(), title, *draw_rows(section, widths, "type" if by_article else "art.", header=number == 0)]
    if loose := page.facts.get(None):
        table = draw_rows([_fact_row(fact, page, fact.project) for fact in loose], widths, "", header=False)
        parts += [Text(), Text("Facts of projects that have no record", "bold"), *table]
    if look.rejects and document.rejects:
        parts += [Text(), Text("Rejected", "bold red"), _rejects(page, width)]
    parts += [Text(), _summary(page, look)]
    return parts


def page_title(page: Parsed) -> Text:
    """Name a page and the day it was published, and say where that day is from."""
    document = page.document
    if document.published is None:
        published = "publication date unknown"
    else:
        published = f"published {document.published} ({_FROM[document.published_from or 'option']})"
    return Text.assemble((visible(document.source.name), "bold"), (f"  {published}", "dim"))


def _articles(page: Parsed, width: int) -> Iterator[tuple[Text, list[Row]]]:
    """Give the records of each article in page order, the articles in the order of their first record."""
    groups: dict[str | None, list[AnyRecord]] = {}
    for record in page.document.records:
        groups.setdefault(record.article, []).append(record)
    articles = {article.id: article for article in page.document.articles}
    for key, records in groups.items():
        article = articles.get(key or "")
        title = _article_title(article, page.text, width) if article else Text("Outside of any article", "bold")
        yield title, [row for record in records for row in _rows(record, page, record.type)]


def _article_title(article: Article, raw: str, width: int) -> Text:
    """Name an article by its headline, or by its first words, cut so that it stays on one line."""
    words = article.headline
    if not words:
        first = raw[slice(*article.pieces[0])]
        words = repair(first, cut(first)).text.partition("\n")[0]
    notes = [article.id, article.kind, *([visible(article.byline)] if article.byline else [])]
    notes += ["continued from elsewhere"] if article.continues else []
    notes += ["continued elsewhere"] if article.continued else []
    after = f"  {' · '.join(notes)}"
    return Text.assemble((cut_to(visible(words), max(width - cell_len(after), 24)), "bold"), (after, "dim"))


def _types(page: Parsed) -> Iterator[tuple[Text, list[Row]]]:
    for kind in KINDS:
        records = [record for record in page.document.records if record.type == kind]
        if records:
            title = Text.assemble((kind.capitalize(), f"bold {COLOURS[kind]}"), (f"  {len(records)}", "dim"))
            yield title, [row for record in records for row in _rows(record, page, record.article or "–")]


def _rows(record: AnyRecord, page: Parsed, key: str) -> Iterator[Row]:
    """Give the row of a record and, under a project, those of its facts."""
    value, reading = value_of(record), visible(record.reading)
    value = "" if value == record.reading else visible(value)  # a project's name is most often what is printed
    rule = (record.rule or "").partition("/")[2]
    yield Row(str(page.lines.number(record.span[0])), key, reading, value, rule, COLOURS[record.type])
    yield from (_fact_row(fact, page, "") for fact in page.facts.get(record.id, ()))


def _fact_row(fact: Fact, page: Parsed, of: str) -> Row:
    evidence = page.records.get(fact.evidence) if isinstance(fact.evidence, str) else None
    span = evidence.span if evidence else fact.evidence
    line = str(page.lines.number(span[0])) if isinstance(span, tuple) else ""
    label = f"{visible(of)}: " if of else "  └ "
    return Row(line, "", f"{label}{fact.field.replace('_', ' ')}", visible(fact_value(fact, evidence)), "")


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
    counts: Counter[str] = Counter(record.type for record in document.records)
    counts["fact"] = len(document.facts)
    found = [f"{counts[kind]} {_PLURALS.get(kind, kind) if counts[kind] > 1 else kind}" for kind in (*KINDS, "fact")]
    found = [words for words in found if not words.startswith("0 ")]
    text = " · ".join(found) or "nothing found"
    if document.rejects and not look.rejects:
        text += f" · {len(document.rejects)} rejected (--rejects shows them)"
    return Text(text, "dim")
