"""The projects of a page as an analyst lists them: one row for each, with everything that the page says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from newsextract.records import Document, Fact, FactField, Money, Project

SUMS: Final[tuple[FactField, ...]] = (
    "total_investment",
    "planned_investment",
    "completed_investment",
    "annual_output",
    "tax",
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum that is said of a project: whole units of an ISO 4217 currency, which is None where no record says it."""

    amount: Decimal
    currency: str | None
    modifier: str | None


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project of one page.

    ``record`` is the record of its name in full; ``facts`` are the values of what is said of it, by field, as in
    ``Fact``; ``sums`` are those that are money; ``mentions`` counts the other places where the page speaks of it.
    """

    record: Project
    headline: str | None
    facts: Mapping[FactField, str]
    sums: Mapping[FactField, Sum]
    mentions: int

    @property
    def owner(self) -> str | None:
        """Who builds it, as printed, without white space."""
        return "".join(self.record.owner.text.split()) if self.record.owner else None

    @property
    def place(self) -> str | None:
        """Where it stands, as printed, without white space."""
        return "".join(self.record.place.text.split()) if self.record.place else None


def project_rows(document: Document) -> list[ProjectRow]:
    """Give the projects of a page in page order; short names and 该项目 are no projects of their own."""
    others = {quote.record for record in document.records if isinstance(record, Project) for quote in record.mentions}
    headlines = {article.id: article.headline for article in document.articles}
    money = {record.id: record for record in document.records if isinstance(record, Money)}
    named: dict[str, str] = {}
    for record in document.records:
        if isinstance(record, Project):
            named.setdefault(record.name, record.id)
    facts: dict[str | None, list[Fact]] = {}
    for fact in document.facts:  # gold that a person wrote may leave the record out
        facts.setdefault(fact.record or named.get(fact.project), []).append(fact)
    return [
        ProjectRow(
            record=record,
            headline=headlines.get(record.article or ""),
            facts={fact.field: fact.value for fact in facts.get(record.id, ())},
            sums={fact.field: _sum(fact, money) for fact in facts.get(record.id, ()) if fact.field in SUMS},
            mentions=len(record.mentions),
        )
        for record in document.records
        if isinstance(record, Project) and record.id not in others
    ]


def _sum(fact: Fact, money: Mapping[str, Money]) -> Sum:
    evidence = money.get(fact.evidence) if isinstance(fact.evidence, str) else None
    if evidence is None:
        return Sum(Decimal(fact.value), None, None)
    return Sum(Decimal(fact.value), evidence.currency, evidence.modifier)
