"""What can be looked at on a page: its records, what gold has instead of them, and the rejects, in page order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from newsextract.records import AnyRecord, Project, Reject
from newsextract.render.values import value_of

if TYPE_CHECKING:
    from newsextract.pages import Parsed
    from newsextract.quality.verdicts import Compared, Judged

REJECT = "reject"
_RECORD: TypeAdapter[AnyRecord] = TypeAdapter(AnyRecord)
_ORDER = ("project", "date", "percent", "money", REJECT)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is marked on the page.

    ``expected`` is the value of gold that a record disagrees with. A ``ghost`` stands only in gold: a record that was
    missed, or the characters that gold has for one that was found elsewhere, whose id is then in ``instead``.
    """

    kind: str
    span: tuple[int, int]
    record: AnyRecord | None = None
    reject: Reject | None = None
    ghost: bool = False
    verdict: str | None = None
    value: str | None = None
    expected: str | None = None
    instead: str | None = None

    @property
    def id(self) -> str | None:
        """The id of the record that was found."""
        return self.record.id if self.record is not None else None


@dataclass(frozen=True)
class ReportPage:
    """A parsed page and, where there is gold for it, its comparison."""

    parsed: Parsed
    compared: Compared | None = None

    @cached_property
    def items(self) -> list[Item]:
        """What is marked, in page order; an item's place in this list is its number everywhere in the report."""
        items = [*self._found(), *self._ghosts()]
        items += [Item(REJECT, reject.span, reject=reject) for reject in self.parsed.document.rejects]
        return sorted(items, key=lambda item: (item.span[0], -item.span[1], item.ghost, _ORDER.index(item.kind)))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The numbers of the records by their ids."""
        return {item.id: number for number, item in enumerate(self.items) if item.id is not None}

    @cached_property
    def starts(self) -> list[int]:
        """Where the items start."""
        return [item.span[0] for item in self.items]

    @cached_property
    def longest(self) -> int:
        """How many characters the longest item has."""
        return max((item.span[1] - item.span[0] for item in self.items), default=0)

    @property
    def _judged(self) -> tuple[Judged, ...]:
        return self.compared.judged if self.compared is not None else ()

    def _found(self) -> Iterator[Item]:
        judged = {one.found["id"]: one for one in self._judged if one.found is not None}
        for record in self.parsed.document.records:
            one = judged.get(record.id)
            differs = one is not None and one.expected is not None and one.verdict.startswith("wrong")
            yield Item(
                record.type,
                record.span,
                record=record,
                verdict=one.verdict.value if one is not None else None,
                value=value_of(record),
                expected=_gold_value(one.expected) if one is not None and differs and one.expected else None,
            )

    def _ghosts(self) -> Iterator[Item]:
        for one in self._judged:
            if one.expected is None or (one.found is not None and [*one.expected["span"]] == [*one.found["span"]]):
                continue
            value, found = _gold_value(one.expected), one.found["id"] if one.found is not None else None
            span = (one.expected["span"][0], one.expected["span"][1])
            yield Item(one.expected["type"], span, ghost=True, verdict=one.verdict.value, expected=value, instead=found)


def names(record: AnyRecord) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """What else the page says of a project: (what it is, the words, where they stand)."""
    if isinstance(record, Project):
        for label, quote in (("owner", record.owner), ("place", record.place)):
            if quote is not None:
                yield label, quote.text, quote.span
        for quote in record.mentions:
            yield "mention", quote.text, quote.span


def _gold_value(record: Mapping[str, Any]) -> str:
    """Say what a record of gold is worth; a person need not have written all of its fields."""
    fields = {"id": "gold", "reading": record["text"], **record, "rule": None}
    try:
        return value_of(_RECORD.validate_python(fields))
    except ValidationError:
        left = {"id", "type", "text", "reading", "span", "article", "rule"}
        return " ".join(str(value) for key, value in record.items() if key not in left and value is not None)
