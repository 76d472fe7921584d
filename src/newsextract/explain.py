"""Why a line says what it says: raw line → block → the matches that touch it → records, rejects and facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from newsextract.context import Outcome, Reading
from newsextract.errors import UsageError
from newsextract.find import Page
from newsextract.lines import Lines
from newsextract.pipeline import extract, lay_out, outcomes
from newsextract.records import KINDS, AnyRecord, Document, Fact, Reject
from newsextract.rules import Rule, RuleSet
from newsextract.source import Source

Span = tuple[int, int]
_REACH = 200  # characters round a match in which others are looked for, so that a line without end costs no square


@dataclass(frozen=True, slots=True)
class Candidate:
    """What some rule matches there as well, and did not win with."""

    rule: str
    reading: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One match: its rule, what its groups caught, the record or reject that came of it, and whom it beat."""

    rule: Rule
    reading: str
    groups: Mapping[str, str]
    result: AnyRecord | Reject
    beaten: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One fact: the rule that read it, and the words of the page that say it, with their raw span."""

    rule: Rule
    fact: Fact
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Explanation:
    """A raw line, the repaired text of its block with the part that is this line's, the matches that touch it, and the
    facts that are told there.

    ``part`` is a span in ``block``; both are empty for a line without text. ``lines`` are the first and last raw line
    that the block spans.
    """

    name: str
    published: date | None
    number: int
    raw: str
    block: str
    part: Span
    lines: Span
    traces: tuple[Trace, ...]
    facts: tuple[Told, ...] = ()


def explain(source: Source, number: int, *, path: str | None, published: date | None, rules: RuleSet) -> Explanation:
    """Explain raw line ``number``; ``UsageError`` where the page has no such line."""
    lines = Lines(source.text)
    if not 1 <= number <= lines.count:
        raise UsageError(source.name, f"has no line {number}", f"it has {lines.count}")
    document = extract(source, published=published, path=path, rules=rules)
    page = lay_out(source.text)
    raw = lines.span(number)
    part = page.clean.clean_offset(raw[0]), page.clean.clean_offset(raw[1])
    block = next(((b.start, b.end) for b in page.blocks if b.start < part[1] and part[0] < b.end), (0, 0))
    if block == (0, 0) or not source.text[slice(*raw)].strip():
        return Explanation(source.name, document.published, number, source.text[slice(*raw)], "", (0, 0), (0, 0), ())
    first, last = page.clean.raw_span(*block)
    return Explanation(
        name=source.name,
        published=document.published,
        number=number,
        raw=source.text[slice(*raw)],
        block=page.text[slice(*block)],
        part=(max(part[0], block[0]) - block[0], min(part[1], block[1]) - block[0]),
        lines=(lines.number(first), lines.number(last - 1)),
        traces=tuple(_traces(page, document, rules, raw)),
        facts=tuple(_told(source.text, document, rules, raw)),
    )


def _traces(page: Page, document: Document, rules: RuleSet, raw: Span) -> Iterator[Trace]:
    """Run the rooms once more for the matches behind the document's records and rejects that touch a raw span."""
    found = outcomes(page, rules, document.published, KINDS)
    behind = {(o.match.rule.name, page.clean.raw_span(*_span(o))): o for outs in found.values() for o in outs}
    results: list[AnyRecord | Reject] = [*document.records, *document.rejects]
    for result in sorted(results, key=lambda result: result.span):
        outcome = behind.get((result.rule or "", result.span))
        if outcome is not None and result.span[0] < raw[1] and raw[0] < result.span[1]:
            start, end = _span(outcome)
            match = outcome.match
            yield Trace(match.rule, page.text[start:end], match.groups, result, tuple(_beaten(page, rules, outcome)))


def _told(text: str, document: Document, rules: RuleSet, raw: Span) -> Iterator[Told]:
    """Give the facts whose evidence touches a raw span, in page order."""
    spans = {record.id: record.span for record in document.records}
    by_name = {rule.name: rule for rule in rules}
    found = [(spans[f.evidence] if isinstance(f.evidence, str) else f.evidence, f) for f in document.facts]
    for span, fact in sorted(((s, f) for s, f in found if s is not None), key=lambda it: it[0]):
        rule = by_name.get(fact.rule or "")
        if rule is not None and span[0] < raw[1] and raw[0] < span[1]:
            yield Told(rule, fact, text[slice(*span)], span)


def _span(outcome: Outcome) -> Span:
    if isinstance(outcome, Reading):
        return outcome.start, outcome.end
    return outcome.match.start, outcome.match.end


def _beaten(page: Page, rules: RuleSet, outcome: Outcome) -> Iterator[Candidate]:
    """Match the other rules of the kind alone, over the same sentence, and give what overlaps."""
    winner = outcome.match.rule
    start, end = _span(outcome)
    left, right = page.sentence(start)
    left, right = max(left, start - _REACH), min(right, end + _REACH)
    for rule in rules.rooms[winner.kind].rules:
        if rule.name == winner.name:
            continue
        for hit in rule.pattern.finditer(page.text, left, right):
            narrow = hit.span("span") if hit.groupdict().get("span") else hit.span()
            if narrow[0] < end and start < narrow[1]:
                yield Candidate(rule.name, page.text[slice(*narrow)])
