"""The corridor: read → lay out → repair → find → normalise → settle → link. Each stage is a pure function.

Bytes go in, a ``Document`` comes out; after ``read`` no stage touches a file, a clock or the locale.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Literal

from newsextract.apart import dates_apart, sums_apart
from newsextract.articles import Places, find_articles
from newsextract.context import Context, Outcome, Reading, Refusal
from newsextract.details import Details, describe
from newsextract.facts import link
from newsextract.find import Match, Page, find
from newsextract.layout import cut
from newsextract.masthead import masthead_lines, read_masthead
from newsextract.mentions import find_mentions, walk
from newsextract.published import from_name, from_page
from newsextract.records import (
    KINDS,
    AnyRecord,
    Box,
    Date,
    Document,
    Fact,
    Masthead,
    Money,
    Percent,
    Project,
    Reject,
    SourceInfo,
)
from newsextract.repair import repair
from newsextract.rules import DETAILS, FACTS, Room, RuleSet, load
from newsextract.settle import settle
from newsextract.source import Source
from newsextract.traditional import shadow

MODELS: dict[str, type[Money | Percent | Date | Project]] = {
    "money": Money,
    "percent": Percent,
    "date": Date,
    "project": Project,
}
Origin = Literal["option", "name", "page"]

_REASON = 120  # characters
_TURN = re.compile(r"\n\s*(?=\S)")


@cache
def reader_of(kind: str) -> Callable[[Room, Context], Iterable[Outcome]]:
    """Give what finds and reads the records of one kind; its module is imported when it is needed."""
    if kind == "project":
        from newsextract.entities import project

        return project.read
    if kind == "money":
        from newsextract.entities import money

        return lambda room, context: money.normalise(_with(sums_apart, room, context.page), context)
    if kind == "percent":
        from newsextract.entities import percent

        return lambda room, context: percent.normalise(find(context.page, room), context)
    from newsextract.entities import date as date_room

    return lambda room, context: date_room.normalise(_with(dates_apart, room, context.page), context)


def lay_out(text: str) -> Page:
    """Lay a decoded page out and repair it."""
    blocks = cut(shadow(text))
    clean = repair(text, blocks)
    lines = [turn.end() for block in blocks if block.head for turn in _TURN.finditer(text, block.start, block.end)]
    return Page(
        clean,
        heads=tuple(block.head for block in blocks),
        columns=tuple((block.top, block.foot) for block in blocks),
        turns=tuple(map(clean.clean_offset, lines)),
        cells=tuple(block.cells or None for block in blocks) if any(block.cells for block in blocks) else (),
    )


def outcomes(page: Page, rules: RuleSet, published: date | None, kinds: Collection[str]) -> dict[str, list[Outcome]]:
    """Read every match of these kinds; projects come last, for they look at where the others stand."""
    found: dict[str, list[Outcome]] = {}
    taken: dict[str, list[tuple[int, int]]] = {}
    wanted = KINDS if "project" in kinds else [kind for kind in KINDS if kind in kinds]
    for kind in wanted:
        room = rules.rooms[kind]
        found[kind] = settle(list(reader_of(kind)(room, Context(page, room, published, taken))))
        taken[kind] = [(o.start, o.end) for o in found[kind] if isinstance(o, Reading)]
    return found


def extract(
    source: Source,
    *,
    published: date | None = None,
    path: str | None = None,
    rules: RuleSet | None = None,
    kinds: Collection[str] = KINDS,
) -> Document:
    """Run the whole corridor over one page.

    ``published`` wins over a date in ``path`` (default: the source's name), which wins over one that the page prints.
    """
    rules = rules or load()
    page = lay_out(source.text)
    day, origin = _publication(published, path or source.name, page)
    found = outcomes(page, rules, day, kinds)
    drafts = find_articles(page)
    articles = [draft.article for draft in drafts]
    places = Places(articles)
    records: dict[str, list[AnyRecord]] = {}
    for kind, outs in found.items():
        readings = [o for o in outs if isinstance(o, Reading)]
        records[kind] = [_record(kind, n, o, source, page, places) for n, o in enumerate(readings, 1)]
    facts: list[Fact] = []
    if records.get("project"):
        mentions = find_mentions(page, [o for o in found["project"] if isinstance(o, Reading)], records["project"])
        values = sorted((v for kind in ("money", "date") for v in _places(found[kind], records[kind])), key=_start)
        pointers = [rule for rule in rules.rooms[DETAILS].rules if rule.constants["reads"] == "mention"]
        walks = [list(walk(page, mentions, draft.spans, draft.head, pointers)) for draft in drafts]
        facts = _as_printed(link(page, walks, values, rules.rooms[FACTS], day, source.text), found, records["project"])
        read = zip(drafts, walks, strict=True)
        details = describe(page, mentions, rules.rooms[DETAILS], read, source.text)
        records["project"] = [_described(record, details.get(record.id)) for record in records["project"]]
    rejects = [_reject(o, source, page) for kind in kinds for o in found[kind] if isinstance(o, Refusal)]
    return Document(
        source=source_info(source),
        published=day,
        published_from=origin,
        masthead=masthead_of(page),
        articles=tuple(articles),
        records=tuple(_in_page_order(record for kind in kinds for record in records[kind])),
        facts=tuple(_with_evidence(facts, records, kinds)),
        rejects=tuple(sorted(rejects, key=lambda r: r.span)),
    )


def source_info(source: Source) -> SourceInfo:
    """Give what a document says of the file that it was read from."""
    return SourceInfo(
        name=source.name,
        sha256=source.sha256,
        encoding=source.encoding,
        characters=len(source.text),
        replaced=source.replaced,
        doubtful=not source.sure,
        format=source.scan.form if source.scan else None,
        unit=source.scan.unit if source.scan else None,
    )


def _publication(published: date | None, path: str, page: Page) -> tuple[date | None, Origin | None]:
    if published is not None:
        return published, "option"
    if (day := from_name(path)) is not None:
        return day, "name"
    if (day := from_page(page.text)) is not None:
        return day, "page"
    masthead = masthead_of(page)
    if masthead is not None and masthead.date is not None:
        return masthead.date, "page"
    return None, None


def masthead_of(page: Page) -> Masthead | None:
    """Give what a page prints of itself, or None."""
    texts = [page.clean.text[block.start : block.end] for block in page.blocks]
    if not masthead_lines(texts):  # as in most articles of the web: no need to map spans
        return None
    return read_masthead(texts, [page.clean.raw_span(block.start, block.end) for block in page.blocks])


def _in_page_order(records: Iterator[AnyRecord]) -> list[AnyRecord]:
    return sorted(records, key=lambda record: (record.span, KINDS.index(record.type)))


def _record(kind: str, number: int, reading: Reading, source: Source, page: Page, places: Places) -> AnyRecord:
    start, end = page.clean.raw_span(reading.start, reading.end)
    fields = dict(reading.fields)
    if "name" in fields:  # rules read simplified characters, a name has those of the page
        fields["name"] = "".join(page.clean.text[reading.start : reading.end].split())
    return MODELS[kind](
        id=f"{kind}-{number}",
        text=source.text[start:end],
        reading=page.clean.text[reading.start : reading.end].replace("\t", " "),  # a blank inside of a cell
        span=(start, end),
        article=places.holding(start),
        rule=reading.match.rule.name,
        boxes=_boxes(source, start, end),
        **fields,
    )


def _as_printed(facts: list[Fact], found: Mapping[str, list[Outcome]], records: Iterable[AnyRecord]) -> list[Fact]:
    """Call the projects of facts what their records are called: 項目 where the rules read 项目."""
    readings = (o for o in found["project"] if isinstance(o, Reading))
    printed: dict[str, str] = {}
    for reading, record in zip(readings, records, strict=True):
        if isinstance(record, Project):
            printed.setdefault(str(reading.fields["name"]), record.name)
    if all(name == other for name, other in printed.items()):
        return facts
    return [fact.model_copy(update={"project": printed.get(fact.project, fact.project)}) for fact in facts]


def _with_evidence(
    facts: Iterable[Fact], records: Mapping[str, list[AnyRecord]], kinds: Collection[str]
) -> Iterator[Fact]:
    """Let facts quote the page where the record that they rest on is of a kind that nobody asked for."""
    unasked = {record.id: record.span for kind, of in records.items() if kind not in kinds for record in of}
    for fact in facts:
        span = unasked.get(fact.evidence) if isinstance(fact.evidence, str) else None
        yield fact if span is None else fact.model_copy(update={"evidence": span})


def _boxes(source: Source, start: int, end: int) -> tuple[Box, ...]:
    """Where a raw span stands on the scan."""
    places = source.scan.over(start, end) if source.scan else ()
    return tuple(Box.model_validate({name: _rounded(n) for name, n in place._asdict().items()}) for place in places)


def _rounded(number: float | None) -> int | float | None:
    """A measure to three places; whole numbers have none."""
    if number is None:
        return None
    near = round(number, 3)
    return int(near) if near == int(near) else near


def _places(outs: Iterable[Outcome], records: Iterable[AnyRecord]) -> Iterator[tuple[int, int, AnyRecord]]:
    """The records with their clean spans."""
    readings = (o for o in outs if isinstance(o, Reading))
    return ((reading.start, reading.end, record) for reading, record in zip(readings, records, strict=True))


def _with(others_in: Callable[[Page, Room], Iterable[Match]], room: Room, page: Page) -> list[Match]:
    """The matches in sentences, and those in tables or on pages of their own kind, which come first, in page order."""
    found, others = find(page, room), list(others_in(page, room))
    return sorted([*others, *found], key=_begin) if others else found


def _begin(match: Match) -> int:
    return match.start


def _start(value: tuple[int, int, AnyRecord]) -> int:
    return value[0]


def _described(record: AnyRecord, details: Details | None) -> AnyRecord:
    if details is None:
        return record
    said = {"owner": details.owner, "place": details.place, "mentions": tuple(details.mentions)}
    return record.model_copy(update=said)


def _reject(refusal: Refusal, source: Source, page: Page) -> Reject:
    match = refusal.match
    start, end = page.clean.raw_span(match.start, match.end)
    return Reject(text=source.text[start:end], span=(start, end), rule=match.rule.name, reason=_brief(refusal.reason))


def _brief(reason: str) -> str:
    """A reason quotes what it refuses, which may be a page of digits: its two ends say enough."""
    return reason if len(reason) <= _REASON else f"{reason[:40]}…{reason[-40:]}"


__all__ = ["MODELS", "extract", "lay_out", "masthead_of", "outcomes", "source_info"]
