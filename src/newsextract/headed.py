"""Normalise, date: the parts of a report that are headed by the year that their months are of."""

from __future__ import annotations

from newsextract.compiled import compiled
from newsextract.context import Context
from newsextract.marks import CIRCLED, NEWS

_PART = compiled(
    r"(?:^|\n)\s?[一二三四五六七八九][、.．]\s?(?:(?<year>(?:19|20)\d{2})年[^，。；\n]{0,14}(?:回顾|安排|任务|打算|重点|目标|工作|建议)|[^，。；\n]{4,24}(?=\n))"
)
_NEXT = compiled(rf"{NEWS}|新华社\p{{Han}}{{1,6}}\d|[（(](?:本报)?记者")  # another report begins
# Items of a list, up to the place where one is looked at.
_ITEMS = compiled(rf"(?:\s*(?:{CIRCLED}|[■●◆★▲]|\d{{1,2}}[.、．])[^\n。]{{1,60}})+")
_PART_LENGTH = 6000  # characters


class Parts:
    """The parts of a report that are headed by a year, in which months are of that year: 二、2014年主要任务; or by what
    is to be done in the year that it is printed in: 重点抓好以下工作.
    """

    def __init__(self, context: Context) -> None:
        """Find the headings of a page's repaired text."""
        self._text = text = context.page.text
        self._lists: list[int] = []
        self._now = context.published
        self._heads = [(head.end(), int(head["year"] or 0)) for head in _PART.finditer(text)]
        if not any(year for _, year in self._heads):
            self._heads = []
        if context.published is not None:
            to_do = context.room.compile("(?&to_do)").finditer(text)
            self._heads = sorted([*self._heads, *((head.end(), context.published.year) for head in to_do)])
            self._lists = [head.end() for head in context.room.compile("(?&to_do_head)").finditer(text)]

    def year(self, at: int) -> int | None:
        """Give the year of the part that a place stands in, if it stands in one."""
        under = next((end for end in reversed(self._lists) if end <= at), None)
        if under is not None and self._now is not None and _ITEMS.fullmatch(self._text, under, at):
            return self._now.year
        head = next(((end, year) for end, year in reversed(self._heads) if end <= at), None)
        if head is None or not head[1] or at - head[0] > _PART_LENGTH or _NEXT.search(self._text, head[0], at):
            return None
        return head[1]
