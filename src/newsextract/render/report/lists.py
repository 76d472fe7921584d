"""What stands round the page: its legend, and the tables of its records, projects, rejects and disagreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsextract.projects import SUMS, ProjectRow, Sum, project_rows
from newsextract.records import KINDS
from newsextract.render.numbers import readable
from newsextract.render.report.items import REJECT
from newsextract.render.report.markup import Markup, joined, tag
from newsextract.render.values import MODIFIERS, period

if TYPE_CHECKING:
    from newsextract.render.report.items import ReportPage

VERDICTS = ("right", "wrong value", "wrong span", "missed", "surplus", "not scored")
_PLURALS = {"date": "dates", "project": "projects", REJECT: "rejects"}


def counted(page: ReportPage) -> Counter[str]:
    """How many items of each kind were found; what stands only in gold was not."""
    return Counter(item.kind for item in page.items if not item.ghost)


def judged(page: ReportPage) -> Counter[str]:
    """How many records each verdict was given to, each record of gold and each surplus one once."""
    return Counter(one.verdict.value for one in page.compared.judged) if page.compared is not None else Counter()


def legend(page: ReportPage) -> Markup:
    """Switches for the kinds and, where there is gold, for the verdicts."""
    kinds = counted(page)
    rows = [_switches("Types", [(kind, _PLURALS.get(kind, kind), kinds[kind]) for kind in (*KINDS, REJECT)])]
    if page.compared is not None:
        verdicts = judged(page)
        shown = [(f"is-{v.replace(' ', '-')}", v, verdicts[v]) for v in VERDICTS if verdicts[v] or v != "not scored"]
        rows.append(_switches("Against gold", shown, class_="verdicts"))
    return joined(rows)


def _switches(label: str, switches: Iterable[tuple[str, str, int]], class_: str = "types") -> Markup:
    buttons = [
        tag(
            "button",
            tag(
                "span",
                "" if class_ == "verdicts" else "文",
                class_=f"swatch {name}",
                aria_hidden="true",
                lang="zh-Hans",
            ),
            f"{said} ",
            tag("b", str(count)),
            type="button",
            data_switch=name,
            aria_pressed="true",
        )
        for name, said, count in switches
    ]
    return tag("div", *buttons, class_=f"switches {class_}", role="group", aria_label=label)


def records_table(page: ReportPage) -> Markup:
    """Every record, a row each: also the way to them for those who do not see the page."""
    rows = [
        [_line(page, item.span), _go(number, item.record.text), item.kind, item.value or "", item.record.rule or ""]
        for number, item in enumerate(page.items)
        if item.record is not None
    ]
    return _section("Records", ["line", "text", "type", "value", "rule"], rows, "No records were found.")


def projects_table(page: ReportPage) -> Markup:
    """The projects with what the page says of them."""
    rows = [_project(page, row) for row in project_rows(page.parsed.document)]
    heads = ["line", "project", "status", "investment", "dates", "size", "owner, place"]
    return _section("Projects", heads, rows, "No projects were found.", open_=True)


def _project(page: ReportPage, row: ProjectRow) -> list[str]:
    dates = (("start", row.facts.get("start_date")), ("ready", row.facts.get("completion_date")))
    sums = (f"{field.replace('_', ' ')} {_sum(row.sums[field])}" for field in SUMS if field in row.sums)
    return [
        _line(page, row.record.span),
        _go(page.numbers[row.record.id], row.record.name),
        row.facts.get("status", "").replace("_", " "),
        _stacked(sums),
        _stacked(f"{name} {period(value)}" for name, value in dates if value),
        _stacked((row.facts[field] for field in ("area", "capacity") if field in row.facts), lang="zh-Hans"),
        _stacked(filter(None, (row.owner, row.place)), lang="zh-Hans"),
    ]


def _sum(money: Sum) -> str:
    return f"{MODIFIERS.get(money.modifier or '', '')}{readable(money.amount)} {money.currency or ''}".rstrip()


def rejects_table(page: ReportPage) -> Markup:
    """What a rule matched and a record refused."""
    rows = [
        [_line(page, item.span), _go(number, item.reject.text), item.reject.reason, item.reject.rule]
        for number, item in enumerate(page.items)
        if item.reject is not None
    ]
    return _section("Rejects", ["line", "text", "reason", "rule"], rows, "Nothing was refused.")


def gold_tables(page: ReportPage) -> Markup:
    """Every disagreement with gold, facts and articles included, and the scores."""
    if page.compared is None:
        return Markup()
    differing = sorted([*_records_of_gold(page), *_rest_of_gold(page)], key=lambda one: one[0])
    rows = [[_line(page, span), *cells] for span, cells in differing]
    heads = ["line", "verdict", "type", "text", "gold expects", "found", "rule"]
    disagreements = _section("Disagreements with gold", heads, rows, "None: everything agrees with gold.", open_=True)
    scores = [
        [name, *map(str, (t.gold, t.found, t.hits)), *(f"{s:.3f}" for s in (t.precision, t.recall, t.f1))]
        for name, t in page.compared.score.tallies.items()
    ]
    heads = ["score", "gold", "found", "agree", "precision", "recall", "F1"]
    return joined([disagreements, _section("Scores", heads, scores, "")])


def _records_of_gold(page: ReportPage) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """The records that differ from gold, each once: as it was found, or else as gold has it."""
    for number, item in enumerate(page.items):
        if item.verdict in (None, "right", "not scored") or item.instead is not None:
            continue
        start, end = item.span
        rule = (item.record.rule if item.record is not None else None) or ""
        text = _go(number, page.parsed.text[start:end])
        said = [item.expected or "–", item.value or "–"]
        yield item.span, [_signed(item.verdict or ""), item.kind, text, *map(_value, said), rule]


def _rest_of_gold(page: ReportPage) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """The facts and articles that differ from gold."""
    for miss in page.compared.score.misses if page.compared is not None else ():
        if miss.type in KINDS:
            continue
        verdict = "missed" if miss.found is None else "surplus" if miss.expected is None else "wrong value"
        said = [miss.expected or "–", miss.found or "–"]
        yield miss.span, [_signed(verdict), miss.type, _value(miss.text), *map(_value, said), miss.rule or ""]


def _signed(verdict: str) -> Markup:
    return tag("span", verdict, class_=f"sign is-{verdict.replace(' ', '-')}")


def _value(text: str) -> Markup:
    return tag("span", text, lang="zh-Hans")


def index(pages: list[ReportPage], titles: list[str]) -> Markup:
    """The pages of the report, a row each."""
    with_gold = any(page.compared is not None for page in pages)
    heads = ["page", "published", "articles", *(_PLURALS.get(kind, kind) for kind in (*KINDS, REJECT))]
    rows: list[list[str]] = []
    for number, (page, title) in enumerate(zip(pages, titles, strict=True), 1):
        kinds, verdicts = counted(page), judged(page)
        document = page.parsed.document
        row = [tag("a", title, href=f"#p{number}", lang="zh-Hans"), str(document.published or "")]
        row += [str(n) for n in (len(document.articles), *(kinds[kind] for kind in (*KINDS, REJECT)))]
        if with_gold:
            wrong = verdicts["wrong value"] + verdicts["wrong span"]
            row += [str(n) if page.compared else "–" for n in (verdicts["right"], wrong)]
            row += [str(verdicts[v]) if page.compared else "–" for v in ("missed", "surplus")]
        rows.append(row)
    heads += ["right", "wrong", "missed", "surplus"] if with_gold else []
    return _table("Pages", heads, rows)


def _section(title: str, heads: list[str], rows: list[list[str]], nothing: str, *, open_: bool = False) -> Markup:
    count = tag("span", str(len(rows)), class_="count") if nothing else Markup()
    summary = tag("summary", tag("h3", title), " ", count)
    body = _table(title, heads, rows) if rows else tag("p", nothing, class_="nothing")
    return tag("details", summary, body, class_=title.partition(" ")[0].lower(), open=open_)


def _table(title: str, heads: list[str], rows: list[list[str]]) -> Markup:
    head = tag("thead", tag("tr", *(tag("th", text, scope="col") for text in heads)))
    body = tag("tbody", *(tag("tr", *_cells(row)) for row in rows))
    # What may be wider than a phone scrolls in itself, by keyboard, too.
    return tag("div", tag("table", head, body), class_="scroll", tabindex="0", role="region", aria_label=title)


def _cells(row: list[str]) -> Iterator[Markup]:
    for cell in row:
        yield tag("td", cell, class_="number" if cell.replace(".", "").isdigit() else None)


def _line(page: ReportPage, span: tuple[int, int]) -> str:
    return str(page.parsed.lines.number(span[0]))


def _go(number: int, text: str) -> Markup:
    return tag("button", "".join(text.split()), type="button", class_="go", data_go=number, lang="zh-Hans")


def _stacked(texts: Iterable[str], lang: str | None = None) -> Markup:
    return joined(tag("span", text, class_="part", lang=lang) for text in texts)
