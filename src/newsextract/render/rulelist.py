"""The list of rules: a table for the terminal, tab-separated lines for a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.table import Table
from rich.text import Text

from newsextract.render.screen import COLOURS, console, draw
from newsextract.render.visible import visible
from newsextract.rules import Rule


def plain(rules: Iterable[Rule]) -> Iterator[str]:
    """Write one rule a line: name, numbers of examples, look-alikes and gaps, why."""
    for rule in rules:
        yield "\t".join([*_cells(rule), " ".join(rule.why.split())]) + "\n"


def table(rules: Iterable[Rule]) -> Iterator[str]:
    """Write the rules as a table as wide as the terminal."""
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    grid.add_column("rule", no_wrap=True)
    for title in ("examples", "never", "gaps"):
        grid.add_column(title, justify="right")
    grid.add_column("why", overflow="fold")
    for rule in rules:
        name, *counts = _cells(rule)
        counts = ["" if count == "0" else count for count in counts]
        grid.add_row(Text(name, COLOURS[rule.kind]), *map(Text, counts), Text(visible(" ".join(rule.why.split()))))
    yield draw(console(), grid)


def _cells(rule: Rule) -> list[str]:
    return [rule.name, *(str(len(cases)) for cases in (rule.examples, rule.never, rule.gaps))]
