"""Link: what is printed of a project besides its facts: who builds it, where it stands, its other names.

The patterns are data: ``patterns/details.toml``. A rule says where it ``reads``: ``before`` a name up to its first
character, right ``after`` it, ``inside`` it from its first character, or anywhere as a ``mention``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from newsextract.articles import Draft
from newsextract.cells import Row
from newsextract.find import Page
from newsextract.mentions import START, Mention, Stretch
from newsextract.records import Quote
from newsextract.rules import Room, Rule
from newsextract.tabular import OWNER, PLACE

_REACH = 80  # characters before a name that may say whose it is
_ALONE = "owner-alone"


@dataclass(slots=True)
class Details:
    """What is known of one project, as far as it is printed."""

    owner: Quote | None = None
    place: Quote | None = None
    mentions: list[Quote] = field(default_factory=list)


def describe(
    page: Page, mentions: Sequence[Mention], room: Room, articles: Iterable[tuple[Draft, Sequence[Stretch]]], raw: str
) -> dict[str, Details]:
    """Give the details of the projects of a page, by the ids of the records of their full names.

    ``articles`` come with their sentences.
    """
    return _Reader(page, mentions, room, raw).read(articles)


class _Reader:
    """Reads one page, article by article."""

    def __init__(self, page: Page, mentions: Sequence[Mention], room: Room, raw: str) -> None:
        self.page, self.all, self.raw = page, mentions, raw
        self.rules: dict[str, list[Rule]] = {}
        for rule in room.rules:
            self.rules.setdefault(rule.constants["reads"], []).append(rule)
        self.found = {mention.record: Details() for mention in mentions}

    def read(self, articles: Iterable[tuple[Draft, Sequence[Stretch]]]) -> dict[str, Details]:
        """Give what was found."""
        for mention in self.all:
            if mention.own != mention.record:
                self._mention(mention.record, mention.start, mention.end, None, mention.own)
        for row in self.page.rows:
            self._row(row)
        for draft, stretches in articles:
            self._article(draft, stretches)
        for details in self.found.values():
            details.mentions.sort(key=lambda quote: quote.span)
        return self.found

    def _row(self, row: Row) -> None:
        """Take the owner and the place that the columns of a table tell."""
        for mention in (m for m in self.all if m.start == row.name[0]):
            details = self.found[mention.record]
            for cell in row.cells:
                quote = self._quote(cell.start, cell.end, "details/cell", None)
                if cell.column.field == OWNER:
                    details.owner = quote
                elif cell.column.field == PLACE:
                    details.place = quote

    def _article(self, draft: Draft, stretches: Sequence[Stretch]) -> None:
        for stretch in stretches:
            for mention in stretch.mentions:
                if mention.own is None:
                    self._mention(mention.record, mention.start, mention.end, mention.rule, None)
                self._parties(mention, stretch.left, stretch.right)
        parts = (
            self.all[bisect_left(self.all, start, key=START) : bisect_left(self.all, end, key=START)]
            for start, end in draft.spans
        )
        self._firms(draft, sorted((m for part in parts for m in part), key=START))

    def _parties(self, mention: Mention, left: int, right: int) -> None:
        """Find who builds it and where it stands; what is said first on the page counts."""
        text, start = self.page.text, max(left, mention.start - _REACH)
        if start > left:  # begin with a whole clause
            start = text.find("，", start, mention.start) + 1 or mention.start
        before = text[start : mention.start]
        hits = [(rule, rule.pattern.search(before), start) for rule in self.rules["before"]]
        hits += [(rule, rule.pattern.match(text, mention.end, right), 0) for rule in self.rules["after"]]
        hits += [(rule, rule.pattern.match(text, mention.start, mention.end), 0) for rule in self.rules["inside"]]
        details = self.found[mention.record]
        for rule, hit, shift in hits:
            if hit is None:
                continue
            groups = hit.groupdict()
            if details.owner is None and groups.get("owner"):
                details.owner = self._quote(shift + hit.start("owner"), shift + hit.end("owner"), rule.name, None)
            if details.place is None and groups.get("place"):
                details.place = self._quote(shift + hit.start("place"), shift + hit.end("place"), rule.name, None)

    def _firms(self, draft: Draft, inside: Sequence[Mention]) -> None:
        """Find the firm alone where the article has one project of it: 濮耐集团 for 濮耐集团耐高温材料."""
        owned: dict[str, set[str]] = {}
        for record in {mention.record for mention in inside}:
            owner = self.found[record].owner
            if owner is not None and owner.rule == "details/owner-in-name":
                owned.setdefault("".join(owner.text.split()), set()).add(record)
        for firm, records in owned.items():
            if len(records) == 1:
                for start, end in self._printed(firm, draft):
                    if not any(m.start < end and start < m.end for m in inside):
                        self._mention(next(iter(records)), start, end, f"details/{_ALONE}", None)

    def _printed(self, words: str, draft: Draft) -> Iterator[tuple[int, int]]:
        for start, end in draft.spans:
            at = self.page.text.find(words, start, end)
            while at >= 0:
                yield at, at + len(words)
                at = self.page.text.find(words, at + len(words), end)

    def _mention(self, of: str, start: int, end: int, rule: str | None, record: str | None) -> None:
        self.found[of].mentions.append(self._quote(start, end, rule, record))

    def _quote(self, start: int, end: int, rule: str | None, record: str | None) -> Quote:
        span = self.page.clean.raw_span(start, end)
        return Quote(text=self.raw[slice(*span)], span=span, record=record, rule=rule)
