"""Find, apart from sentences: sums and days in the cells of tables, and years that only some pages count so.

Rules that read them say so: ``reads`` in ``is``, patterns/README.md. Each function takes a page and the room of its
kind, and gives matches in page order.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from newsextract.find import Match, Page
from newsextract.region import printed_in
from newsextract.rules import CELL, TAIWAN, Room, Rule
from newsextract.tabular import DAYS, SUMS


def sums_apart(page: Page, room: Room) -> Iterator[Match]:
    """Give the numbers in the columns of sums of a page's tables that print no 元: the titles have the unit."""
    rules = room.reading(CELL)
    for row in page.rows if rules else ():
        for cell in row.cells:
            hit = rules[0].pattern.search(page.text, cell.start, cell.end) if cell.column.field in SUMS else None
            if hit is None or "元" in page.text[cell.start : cell.end]:
                continue
            counted = hit["amount"].rstrip("余多")[-1] in "万亿"
            printed = "元" if counted else cell.column.unit
            unit = printed.lstrip("万亿")
            scale = printed[: len(printed) - len(unit)]
            if unit:
                yield Match(rules[0], *hit.span("amount"), {"amount": hit["amount"] + scale, "unit": unit})


def dates_apart(page: Page, room: Room) -> Iterator[Match]:
    """Give the dates in columns of days that print no 年 (2019.10), and the years of the Republic that a page from
    Taiwan prints without saying so (八十七年十一月底).
    """
    rules = room.reading(CELL)
    for row in page.rows if rules else ():
        for cell in row.cells:
            if cell.column.field in DAYS and (hit := rules[0].pattern.fullmatch(page.text, cell.start, cell.end)):
                yield _match(rules[0], hit)
    if printed_in(page, room.words) == "taiwan":
        for rule in room.reading(TAIWAN):
            yield from (_match(rule, hit) for hit in rule.pattern.finditer(page.text))


def _match(rule: Rule, hit: regex.Match[str]) -> Match:
    return Match(rule, *hit.span(), {group: caught for group, caught in hit.groupdict().items() if caught})
