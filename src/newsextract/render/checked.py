"""A check as people and programs read it: a table, or JSON. What services read is in ``services``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from newsextract.render.misses import explain_command, in_line, line_of, verdict, words
from newsextract.render.services import github, junit, markdown
from newsextract.render.visible import visible

if TYPE_CHECKING:
    from newsextract.quality.goldfiles import Gold
    from newsextract.quality.run import Checked, Report
    from newsextract.quality.scoring import Miss

_BY_PAGE = ("money.strict", "percent.strict", "date.strict", "project.overlap", "facts.value")


class CheckForm(StrEnum):
    """What a check is written as."""

    TABLE = "table"
    JSON = "json"
    JUNIT = "junit"
    GITHUB = "github"
    MARKDOWN = "markdown"


def render(report: Report, form: CheckForm, *, most: int, root: Path | None = None) -> Iterator[str]:
    """Write a check; ``most`` disagreements are shown in a table, 0 being all. ``root`` is the checkout on GitHub."""
    if form is CheckForm.JSON:
        yield _json(report)
    elif form is CheckForm.JUNIT:
        yield junit(report)
    elif form is CheckForm.GITHUB:
        yield from github(report, root)
    elif form is CheckForm.MARKDOWN:
        yield from markdown(report, most)
    else:
        yield from _table(report, most)


def _table(report: Report, most: int) -> Iterator[str]:
    misses = [(gold, miss) for gold, miss in report.misses() if report.counts(gold, miss)]
    shown = misses[:most] if most else misses
    for gold, miss in shown:
        yield f"{visible(str(gold.page))}:{line_of(gold, miss)}: {miss.type} {verdict(miss)}: {words(miss)}\n"
        yield f"    expected  {visible(miss.expected or '–')}\n"
        yield f"    found     {visible(miss.found or '–')}{f'  by {miss.rule}' if miss.rule else ''}\n"
        yield f"    in        {in_line(gold, miss)}\n"
        yield f"    explain   {visible(explain_command(gold, miss, report.patterns))}\n"
    if len(misses) > len(shown):
        yield f"… and {len(misses) - len(shown)} more (--show 0 shows all)\n"
    if shown:
        yield "\n"
    yield from _by_page(report, most)
    yield f"{'score':20} {'gold':>5} {'found':>5} {'P':>6} {'R':>6} {'F1':>6}  95 % interval\n"
    for name, tally in report.tallies.items():
        low, high = report.intervals.get(name, (tally.f1, tally.f1))
        figures = f"{tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f}"
        yield f"{name:20} {tally.gold:5} {tally.found:5} {figures}  {low:.3f} … {high:.3f}\n"


def _by_page(report: Report, most: int) -> Iterator[str]:
    """The pages with disagreements, worst first; where there is one page, its scores are those below."""
    wrong = [page for page in report.worst_first() if page.score.misses]
    if not wrong or len(report.pages) < 2:
        return
    shown = wrong[:most] if most else wrong
    heads = " ".join(f"{name.partition('.')[0]:>7}" for name in _BY_PAGE)
    yield f"wrong  {heads}  page (F1 of {', '.join(_BY_PAGE)})\n"
    for page in shown:
        figures = " ".join(_figure(page, name) for name in _BY_PAGE)
        yield f"{len(page.score.misses):5}  {figures}  {visible(page.gold.path.name)}\n"
    more = f"{len(wrong) - len(shown)} more pages, and " if len(wrong) > len(shown) else ""
    yield f"{more}{len(report.pages) - len(wrong)} pages without a disagreement\n\n"


def _figure(page: Checked, name: str) -> str:
    tally = page.score.tallies.get(name)
    return f"{tally.f1:7.3f}" if tally and (tally.gold or tally.found) else f"{'–':>7}"


def _json(report: Report) -> str:
    data = {
        "scores": {
            name: {
                "gold": tally.gold,
                "found": tally.found,
                "hits": tally.hits,
                "precision": tally.precision,
                "recall": tally.recall,
                "f1": tally.f1,
                "interval": report.intervals.get(name),
            }
            for name, tally in report.tallies.items()
        },
        "below": report.below,
        "pages": [
            {
                "gold": str(page.gold.path),
                "page": str(page.gold.page),
                "scores": {name: tally.f1 for name, tally in page.score.tallies.items()},
                "misses": [_miss(page.gold, miss, report) for miss in page.score.misses],
            }
            for page in report.pages
        ],
        "new": sorted(report.new) if report.new is not None else None,
        "mended": list(report.mended),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _miss(gold: Gold, miss: Miss, report: Report) -> dict[str, object]:
    return {
        "type": miss.type,
        "verdict": verdict(miss),
        "span": miss.span,
        "line": line_of(gold, miss),
        "text": miss.text,
        "expected": miss.expected,
        "found": miss.found,
        "rule": miss.rule,
        "explain": explain_command(gold, miss, report.patterns),
    }
