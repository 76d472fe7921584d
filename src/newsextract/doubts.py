"""What a person should know about a document that is there: what was read with a doubt, or not as it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from newsextract.records import Date, Document, Money
from newsextract.source import Source

_NEW_YUAN = date(1955, 3, 1)  # nothing printed before that day is converted
KINDS = {
    "empty": "no text",
    "encoding": "an encoding that too little speaks for (--encoding names it)",
    "damaged": "damaged characters, replaced by U+FFFD",
    "day": "a day in print that does not fit",
    "year": "a year by --published-pattern that needs four digits (1800 to 2099)",
    "undated": "dates that need the publication date (--published, or the day in the name)",
    "old-yuan": "sums in old yuan, of before March 1955 (10,000 to one new), not converted",
}
"""Every kind of doubt, and what the pages that have it are said to have, behind "with"."""


class Doubt(NamedTuple):
    """One doubt about a page: its kind, and what is said of that page."""

    kind: str
    message: str


def doubts(document: Document, source: Source) -> Iterator[Doubt]:
    """Give the doubts about the document of a page, each a line."""
    if not source.text.strip():
        yield Doubt("empty", "holds no text")
    if not source.sure:
        yield Doubt("encoding", f"looks like {source.encoding}, but too little speaks for it; name it with --encoding")
    if source.replaced:
        damaged = "1 damaged character" if source.replaced == 1 else f"{source.replaced} damaged characters"
        were = "was" if source.replaced == 1 else "were"
        yield Doubt("damaged", f"{damaged} in {source.encoding} {were} replaced by U+FFFD")
    for message in _of_masthead(document):
        yield Doubt("day", message)
    open_dates = sum(isinstance(record, Date) and record.start is None for record in document.records)
    if open_dates:
        need = "1 date needs" if open_dates == 1 else f"{open_dates} dates need"
        yield Doubt("undated", f"{need} the publication date; give --published YYYY-MM-DD")
    if (
        document.published is not None
        and document.published < _NEW_YUAN
        and any(isinstance(record, Money) and record.currency == "CNY" for record in document.records)
    ):
        yield Doubt("old-yuan", "printed before March 1955: its sums are old yuan (10,000 to one new), not converted")


def _of_masthead(document: Document) -> Iterator[str]:
    """Say where what the page prints of its own day does not fit: one of the two was misread."""
    masthead = document.masthead
    if masthead is None or masthead.date is None:
        return
    weekday = "星期" + "一二三四五六日"[masthead.date.weekday()]
    if masthead.weekday not in (None, weekday, "星期天" if weekday == "星期日" else weekday):
        yield f"prints {masthead.date} {masthead.weekday}, but that day was a {weekday}"
    if document.published not in (None, masthead.date):
        yield f"prints {masthead.date} as its day, but is read as of {document.published}"
