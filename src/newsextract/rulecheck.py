"""Runs what stands beside the rules: examples, look-alikes and gaps, each through the whole corridor.

``newsextract rules check`` and the tests call the same code, so a rule is proved in the same way everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from pydantic import BaseModel

from newsextract.errors import PatternError
from newsextract.pipeline import extract, lay_out
from newsextract.records import KINDS, Document, Fact, Project, Quote, Record, Span
from newsextract.rules import DETAILS, FACTS, Example, Rule, RuleSet, compile_all, load, unread
from newsextract.source import from_text

Section = Literal["examples", "never", "gaps"]
SECTIONS: tuple[Section, ...] = ("examples", "never", "gaps")


class Detail(BaseModel):
    """What is printed of a project: its ``owner``, its ``place`` or a ``mention`` of it that is no record."""

    project: str
    field: Literal["owner", "place", "mention"]


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found: a record at its span, a fact at that of its evidence, or a detail where it is printed."""

    span: Span
    rule: str | None
    model: Record | Fact | Detail


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence of one rule: an example, a look-alike (``never``) or a gap."""

    rule: Rule
    section: Section
    example: Example

    @property
    def name(self) -> str:
        """Name the case in a test report: the rule and the sentence."""
        return f"{self.rule.name}: {' '.join(self.example.marked.split())}"

    def fault(self, rules: RuleSet) -> str | None:
        """Say what is wrong when the sentence walks the corridor; None where all is as the rule promises.

        A gap is judged like an example: as long as it is a gap, it has a fault.
        """
        text, spans = self.example.text, self.example.spans
        try:
            published = _day(self.example.published)
        except ValueError:
            return f"published is {self.example.published!r}; write YYYY-MM-DD"
        kind = self.rule.kind
        kinds = (kind,) if kind in KINDS else KINDS
        document = extract(from_text(text, None), published=published, rules=rules, kinds=kinds)
        found = _FIND[kind](document) if kind in _FIND else _records(document, kind)
        if self.section == "never":
            return f"expected no {self.rule.kind}; found {_shown(found, text)}" if found else None
        if list(dict.fromkeys(one.span for one in found)) != spans:
            wanted = " and ".join(f"{text[start:end]!r} at {start}–{end}" for start, end in spans)
            refused = "".join(f"; {it.rule} refused {it.text!r}: {it.reason}" for it in document.rejects)
            return f"expected {wanted}; found {_shown(found, text)}{refused}{self._lacking(rules)}"
        if found[0].rule != self.rule.name:
            return f"expected to be found by {self.rule.name}; {found[0].rule} found it"
        return _wrong_fields(found[0], self.example.expected)

    def _lacking(self, rules: RuleSet) -> str:
        """Say that the sentence has not what its rule or all of its kind need, so that the rule was never tried."""
        text = lay_out(self.example.text).text
        room = rules.rooms[self.rule.kind]
        if room.anchor and not self.rule.needs and not room.anchored(room.index.standing(text), text, 0, len(text)):
            return f"; the anchor of {room.kind} does not stand in the text, add to it what the record stands with"
        lacks = not all(any(word in text for word in words) for words in self.rule.needs)
        return "; the text has not what the rule needs, mend its needs" if lacks else ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that is not as its rule promises: where the rule stands, the case, what was expected and what came."""

    where: str
    case: str
    fault: str

    def __str__(self) -> str:
        """Give the one line that a person reads."""
        return f"{self.where}: {self.case}: {self.fault}" if self.case else self.fault


@dataclass(frozen=True, slots=True)
class Report:
    """How many rules and cases were run, and those that failed."""

    rules: int
    counts: Mapping[Section, int]
    failures: tuple[Failure, ...]

    @property
    def summary(self) -> str:
        """Say it in one line."""
        examples, never, gaps = (self.counts[section] for section in SECTIONS)
        result = f"{len(self.failures)} failed" if self.failures else "all as they should be"
        return f"{self.rules} rules, {examples} examples, {never} look-alikes, {gaps} gaps: {result}"


def cases(rules: RuleSet, kinds: Collection[str]) -> Iterator[Case]:
    """Give every sentence of the rules of these kinds, rule by rule."""
    for rule in rules:
        if rule.kind in kinds:
            yield from (Case(rule, "examples", example) for example in rule.examples)
            yield from (Case(rule, "never", Example(text, {}, None)) for text in rule.never)
            yield from (Case(rule, "gaps", example) for example in rule.gaps)


def check(rules: RuleSet, kinds: Collection[str]) -> Report:
    """Compile every pattern, run every case of these kinds, and report what is not as it should be."""
    counts: dict[Section, int] = dict.fromkeys(SECTIONS, 0)
    failures = [Failure("", "", fault) for fault in compile_all(rules) or unread(rules, load())]
    if not failures:
        for case in cases(rules, kinds):
            counts[case.section] += 1
            if (fault := _judge(case, rules)) is not None:
                failures.append(Failure(case.rule.where, case.name, fault))
    return Report(sum(rule.kind in kinds for rule in rules), counts, tuple(failures))


def _judge(case: Case, rules: RuleSet) -> str | None:
    try:
        fault = case.fault(rules)
    except PatternError as error:
        return str(error).removeprefix(f"{case.rule.where}: {case.rule.name}: ")
    except Exception as error:  # a rule without the groups that its room reads
        return f"the {case.rule.kind} room cannot read it: {type(error).__name__}: {error}"
    if case.section != "gaps":
        return fault
    return "expected to fail as a gap; it passes: promote it to examples" if fault is None else None


def _records(document: Document, kind: str) -> list[_Found]:
    return [_Found(record.span, record.rule, record) for record in document.records if record.type == kind]


def _facts(document: Document) -> list[_Found]:
    """The facts in the order of what they are read from."""
    spans = {record.id: record.span for record in document.records}
    found = []
    for fact in document.facts:
        span = spans[fact.evidence] if isinstance(fact.evidence, str) else fact.evidence
        assert span is not None  # every fact that is read has its evidence
        found.append(_Found(span, fact.rule, fact))
    return sorted(found, key=lambda one: one.span)


def _details(document: Document) -> list[_Found]:
    found = []
    for record in document.records:
        if isinstance(record, Project):
            quotes: list[tuple[Literal["owner", "place", "mention"], Quote | None]] = [
                ("owner", record.owner),
                ("place", record.place),
                *(("mention", quote) for quote in record.mentions),
            ]
            found += [
                _Found(quote.span, quote.rule, Detail(project=record.name, field=field))
                for field, quote in quotes
                if quote is not None and quote.rule is not None
            ]
    return sorted(found, key=lambda one: one.span)


_FIND: Mapping[str, Callable[[Document], list[_Found]]] = {FACTS: _facts, DETAILS: _details}


def _wrong_fields(found: _Found, expected: Mapping[str, Any]) -> str | None:
    model = found.model
    common = {*Record.model_fields, "type"} if isinstance(model, Record) else {"record", "evidence", "rule"}
    known = [field for field in type(model).model_fields if field not in common]
    dumped = model.model_dump(mode="json")
    for name, value in expected.items():
        if name not in known:
            what = getattr(model, "type", "a fact")
            return f"{what} has no field {name!r}; use one of: {', '.join(known)}"
        if not _same(value, dumped[name], getattr(model, name)):
            return f"expected {name} {str(value)!r}; found {dumped[name]!r}"
    return None


def _same(expected: object, dumped: object, value: object) -> bool:
    if isinstance(value, Decimal):
        try:
            return Decimal(str(expected)) == value
        except InvalidOperation:
            return False
    return str(expected) == dumped


def _shown(found: list[_Found], text: str) -> str:
    if not found:
        return "nothing"
    return " and ".join(f"{text[slice(*one.span)]!r} at {one.span[0]}–{one.span[1]} by {one.rule}" for one in found)


def _day(published: object) -> date | None:
    return None if published is None else date.fromisoformat(str(published))
