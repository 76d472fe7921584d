"""What a span says that a person has drawn: read by the rules of its kind, where one of them fits it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property

from newsextract.annotation.tasks import FIELDS, IGNORE, Json
from newsextract.articles import Places
from newsextract.context import Context, Outcome, Reading
from newsextract.entities import date as date_room
from newsextract.entities import money, percent
from newsextract.find import Match, Page, find
from newsextract.pipeline import MODELS, extract, lay_out
from newsextract.records import Article
from newsextract.repair import fold_width
from newsextract.rules import RuleSet
from newsextract.source import Source

_NORMALISE: dict[str, Callable[[Iterable[Match], Context], Iterator[Outcome]]] = {
    "money": money.normalise,
    "percent": percent.normalise,
    "date": date_room.normalise,
}


def _placed(article: Json) -> Article:
    """An article as far as gold must have it: where it stands."""
    return Article(
        id=article["id"], kind="report", pieces=article["pieces"], headline_span=article.get("headline_span")
    )


class Rereader:
    """Reads spans of one page; nothing of it is laid out or extracted before the first span is asked for."""

    def __init__(self, source: Source, published: date | None, articles: Iterable[Json], rules: RuleSet) -> None:
        """Take the page, its day and its articles as gold has them."""
        self._source, self._published, self._rules = source, published, rules
        self._articles = Places(map(_placed, articles))

    def record(self, kind: str, span: tuple[int, int]) -> Json:
        """Give everything of a record that its span says.

        Its values are left out where no rule reads the span as a whole: a person has to write them.
        """
        start, end = span
        text = self._source.text[start:end]
        if kind == IGNORE:
            return {"type": kind, "text": text, "span": [start, end]}
        common: Json = {"type": kind, "text": text, "reading": self._reading(start, end), "span": [start, end]}
        common |= {"article": self._articles.holding(start), "rule": None}
        if kind == "project":
            return {**common, "name": "".join(text.split())}
        return {**common, **(self._found.get((kind, start, end)) or self._reread(kind, start, end) or {})}

    @cached_property
    def _page(self) -> Page:
        return lay_out(self._source.text)

    @cached_property
    def _found(self) -> dict[tuple[str, int, int], Json]:
        """The values of what the rules find by themselves."""
        document = extract(self._source, published=self._published, rules=self._rules)
        return {
            (record.type, *record.span): record.model_dump(mode="json", include=set(FIELDS[record.type]))
            for record in document.records
        }

    def _clean(self, start: int, end: int) -> tuple[int, int]:
        clean = self._page.clean
        return clean.clean_offset(start), clean.clean_offset(end)

    def _reading(self, start: int, end: int) -> str:
        left, right = self._clean(start, end)
        if left < right and self._page.clean.raw_span(left, right) == (start, end):
            return self._page.clean.text[left:right]
        return fold_width("".join(self._source.text[start:end].split()))

    def _reread(self, kind: str, start: int, end: int) -> Json | None:
        """Let each rule try the span as a whole; the dates before it may give it its year."""
        left, right = self._clean(start, end)
        room = self._rules.rooms[kind]
        context = Context(self._page, room, self._published)
        before = [match for match in find(self._page, room) if match.end <= left]
        for rule in room.rules:
            hit = rule.pattern.fullmatch(self._page.text, left, right)
            if hit is None:
                continue
            groups = {name: value for name, value in hit.groupdict().items() if value is not None}
            match = Match(rule, left, right, groups)
            for outcome in _NORMALISE[kind]([*before, match], context):
                if (
                    isinstance(outcome, Reading)
                    and outcome.match is match
                    and (outcome.start, outcome.end) == (left, right)
                ):
                    record = MODELS[kind](id="", text="", reading="", span=(start, end), **outcome.fields)
                    return record.model_dump(mode="json", include=set(FIELDS[kind]))
        return None
