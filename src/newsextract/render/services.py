"""A check as CI services read it: JUnit XML, GitHub annotations, Markdown for a step summary."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from newsextract.render.misses import line_of, verdict, words
from newsextract.render.visible import visible

if TYPE_CHECKING:
    from newsextract.quality.run import Report
    from newsextract.quality.scoring import Miss

_WORST = 10  # annotations: services show no more
_ROWS = 2000  # disagreements: a step summary holds one MiB


def junit(report: Report) -> str:
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
        misses = [miss for miss in page.score.misses if report.counts(page.gold, miss)]
        if not misses:
            continue
        text = "\n".join(f"{page.gold.page}:{line_of(page.gold, miss)}: {_sentence(miss)}" for miss in misses)
        part = ET.SubElement(case, "system-out" if report.new is None else "failure")
        part.text = _xml(text)
        if report.new is not None:
            failures += 1
            part.set("message", f"{len(misses)} newly wrong")
    suite.set("tests", str(cases))
    suite.set("failures", str(failures))
    ET.indent(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suite, encoding="unicode") + "\n"


def _sentence(miss: Miss) -> str:
    by = f", by {miss.rule}" if miss.rule else ""
    return f"{miss.type} {verdict(miss)}: {words(miss)}: expected {miss.expected or '–'}, found {miss.found or '–'}{by}"


def _xml(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return "".join(c for c in text if c >= " " or c in "\t\n")


def github(report: Report, root: Path | None) -> Iterator[str]:
    """Workflow commands: an annotation for each floor that was missed, and for the ten worst disagreements.

    ``root`` is the checkout, in which GitHub counts the paths of files.
    """
    for fault in report.below:
        yield f"::error title=newsextract::{_command(fault)}\n"
    level = "error" if report.new else "warning"
    misses = [(gold, miss) for gold, miss in report.misses() if report.counts(gold, miss)]
    for gold, miss in misses[:_WORST]:
        where = f"file={_command(_in_checkout(gold.page, root), where=True)},line={line_of(gold, miss)}"
        yield f"::{level} {where},title=newsextract {miss.type}::{_command(_sentence(miss))}\n"


def _in_checkout(path: Path, root: Path | None) -> str:
    if root is None:
        return str(path)
    inside = os.path.relpath(path.resolve(), root.resolve())
    return str(path) if inside.startswith("..") else inside


def _command(text: str, *, where: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if where else text


def markdown(report: Report, most: int) -> Iterator[str]:
    """Scores, and ``most`` disagreements (0: all that a step summary holds)."""
    yield "### newsextract check\n\n"
    for fault in report.below:
        yield f"- **{fault}**\n"
    if report.new is not None:
        yield f"- **{len(report.new)} newly wrong**, {len(report.mended)} newly right\n"
    yield "\n| score | gold | found | P | R | F1 | 95 % interval |\n|---|---:|---:|---:|---:|---:|---|\n"
    for name, tally in report.tallies.items():
        low, high = report.intervals.get(name, (tally.f1, tally.f1))
        figures = f"{tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f}"
        yield f"| {name} | {tally.gold} | {tally.found} | {figures} | {low:.3f} … {high:.3f} |\n"
    misses = [(gold, miss) for gold, miss in report.misses() if report.counts(gold, miss)]
    shown = misses[: most or _ROWS]
    if shown:
        yield "\n| page | line | type | text | expected | found | rule |\n|---|---:|---|---|---|---|---|\n"
    for gold, miss in shown:
        place = gold.page.name, str(line_of(gold, miss))
        cells = (*place, miss.type, words(miss), miss.expected or "–", miss.found or "–", miss.rule or "")
        yield f"| {' | '.join(map(_cell, cells))} |\n"
    if len(misses) > len(shown):
        yield f"\n… and {len(misses) - len(shown)} more\n"


def _cell(text: str) -> str:
    """A cell in which nothing is Markdown or HTML."""
    text = " ".join(visible(text).split()).replace("&", "&amp;")
    return "".join(f"&#{ord(c)};" if c in "\\|`*_<>[]" else c for c in text)
