"""A check as people and CI services read it: a table, JSON, JUnit XML, GitHub annotations, Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from newsextract.lines import Lines
from newsextract.render.visible import visible

if TYPE_CHECKING:
    from newsextract.quality.goldfiles import Gold
    from newsextract.quality.run import Report
    from newsextract.quality.scoring import Miss

_WORST = 10  # annotations: services show no more


class CheckForm(StrEnum):
    """What a check is written as."""

    TABLE = "table"
    JSON = "json"
    JUNIT = "junit"
    GITHUB = "github"
    MARKDOWN = "markdown"


def render(report: Report, form: CheckForm, *, most: int) -> Iterator[str]:
    """Write a check; ``most`` disagreements are shown in a table, 0 being all."""
    if form is CheckForm.JSON:
        yield _json(report)
    elif form is CheckForm.JUNIT:
        yield _junit(report)
    elif form is CheckForm.GITHUB:
        yield from _github(report)
    elif form is CheckForm.MARKDOWN:
        yield from _markdown(report, most)
    else:
        yield from _table(report, most)


def _shown(report: Report, most: int) -> list[tuple[Gold, Miss]]:
    """The disagreements worth showing: the new ones where a baseline knows the others."""
    misses = [(gold, miss) for gold, miss in report.misses() if report.counts(gold, miss)]
    return misses[:most] if most else misses


def _verdict(miss: Miss) -> str:
    if miss.found is None:
        return "missed"
    return "surplus" if miss.expected is None else "differs"


def _table(report: Report, most: int) -> Iterator[str]:
    shown = _shown(report, most)
    for gold, miss in shown:
        line = Lines(gold.source.text).number(miss.span[0])
        context = gold.source.text[max(miss.span[0] - 12, 0) : miss.span[1] + 12].replace("\n", "⏎")
        yield f"{visible(str(gold.page))}:{line}: {miss.type} {_verdict(miss)}: {visible(miss.text)!s}\n"
        yield f"    expected  {visible(miss.expected or '–')}\n"
        yield f"    found     {visible(miss.found or '–')}{f'  by {miss.rule}' if miss.rule else ''}\n"
        yield f"    in        {visible(context)}\n"
        yield f"    explain   newsextract explain {visible(str(gold.page))} --line {line}\n"
    left = len(_shown(report, 0)) - len(shown)
    if left:
        yield f"… and {left} more (--show 0 shows all)\n"
    if shown:
        yield "\n"
    yield f"{'score':20} {'gold':>5} {'found':>5} {'P':>6} {'R':>6} {'F1':>6}  95 % interval\n"
    for name, tally in report.tallies.items():
        low, high = report.intervals.get(name, (tally.f1, tally.f1))
        figures = f"{tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f}"
        yield f"{name:20} {tally.gold:5} {tally.found:5} {figures}  {low:.3f} … {high:.3f}\n"


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
                "misses": [_miss(page.gold, miss) for miss in page.score.misses],
            }
            for page in report.pages
        ],
        "new": sorted(report.new) if report.new is not None else None,
        "mended": list(report.mended),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _miss(gold: Gold, miss: Miss) -> dict[str, object]:
    return {
        "type": miss.type,
        "verdict": _verdict(miss),
        "span": miss.span,
        "line": Lines(gold.source.text).number(miss.span[0]),
        "text": miss.text,
        "expected": miss.expected,
        "found": miss.found,
        "rule": miss.rule,
    }


def _junit(report: Report) -> str:
    """One suite: a case for each score, which fails below its floor, and for each page, which fails on new misses."""
    suite = ET.Element("testsuite", name="newsextract check")
    cases = failures = 0
    for name, tally in report.tallies.items():
        case = ET.SubElement(suite, "testcase", classname="newsextract.scores", name=name)
        cases += 1
        if faults := [fault for fault in report.below if fault.startswith(f"{name} ")]:
            failures += 1
            ET.SubElement(case, "failure", message=faults[0])
        ET.SubElement(case, "system-out").text = f"F1 {tally.f1:.4f}"
    for page in report.pages:
        case = ET.SubElement(suite, "testcase", classname="newsextract.pages", name=page.gold.path.name)
        cases += 1
        new = [m for g, m in _shown(report, 0) if g is page.gold]
        if report.new is not None and new:
            failures += 1
            text = "\n".join(f"{m.type} {_verdict(m)}: {m.text}: expected {m.expected}, found {m.found}" for m in new)
            ET.SubElement(case, "failure", message=f"{len(new)} newly wrong").text = _xml(text)
    suite.set("tests", str(cases))
    suite.set("failures", str(failures))
    ET.indent(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suite, encoding="unicode") + "\n"


def _xml(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return "".join(c for c in text if c >= " " or c in "\t\n")


def _github(report: Report) -> Iterator[str]:
    """Workflow commands: an annotation for each floor that was missed, and for the ten worst disagreements."""
    for fault in report.below:
        yield f"::error title=newsextract::{_command(fault)}\n"
    level = "error" if report.new else "warning"
    for gold, miss in _shown(report, _WORST):
        line = Lines(gold.source.text).number(miss.span[0])
        said = f"{miss.type} {_verdict(miss)}: {miss.text}: expected {miss.expected}, found {miss.found}"
        title = f"newsextract {miss.type}"
        yield f"::{level} file={_command(str(gold.page), where=True)},line={line},title={title}::{_command(said)}\n"


def _command(text: str, *, where: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if where else text


def _markdown(report: Report, most: int) -> Iterator[str]:
    yield "### newsextract check\n\n"
    for fault in report.below:
        yield f"- **{fault}**\n"
    yield "\n| score | gold | found | P | R | F1 | 95 % interval |\n|---|---:|---:|---:|---:|---:|---|\n"
    for name, tally in report.tallies.items():
        low, high = report.intervals.get(name, (tally.f1, tally.f1))
        figures = f"{tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f}"
        yield f"| {name} | {tally.gold} | {tally.found} | {figures} | {low:.3f} … {high:.3f} |\n"
    shown = _shown(report, most)
    if shown:
        yield "\n| page | line | type | text | expected | found | rule |\n|---|---:|---|---|---|---|---|\n"
    for gold, miss in shown:
        place = gold.page.name, str(Lines(gold.source.text).number(miss.span[0]))
        cells = (*place, miss.type, miss.text, miss.expected or "–", miss.found or "–", miss.rule or "")
        yield f"| {' | '.join(map(_cell, cells))} |\n"


def _cell(text: str) -> str:
    """A cell in which nothing is Markdown or HTML."""
    text = " ".join(visible(text).split()).replace("&", "&amp;")
    return "".join(f"&#{ord(c)};" if c in "\\|`*_<>[]" else c for c in text)
