"""What comes out: the document ``newsextract/1`` and its records, as validated, frozen pydantic models.

Conventions: offsets are half-open and count Unicode code points of the decoded file; amounts are decimals in whole
units of an ISO 4217 currency and percentages decimals in percent, both written to JSON as strings without exponent;
dates are ISO 8601 calendar days, both ends inclusive.
"""

from __future__ import annotations

import datetime as dt
from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints, model_validator

SCHEMA: Final = "newsextract/1"
KINDS = ("money", "percent", "date", "project")


def plain(number: Decimal) -> str:
    """Write a decimal without exponent and without trailing zeros.

    >>> plain(Decimal("6.070E+10")), plain(Decimal("54.50"))
    ('60700000000', '54.5')
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


PlainDecimal = Annotated[
    Decimal,
    Field(allow_inf_nan=False),
    PlainSerializer(plain, return_type=str, when_used="json"),
]
Offset = Annotated[int, Field(ge=0, strict=True)]  # "3", 3.0 and true are none
Span = tuple[Offset, Offset]
Modifier = Literal["exact", "about", "over", "under", "at_least", "at_most"]
Precision = Literal["day", "week", "ten_days", "month", "quarter", "half_year", "year", "period"]
Format = Literal["alto", "mets", "page", "hocr", "tesseract", "paddleocr", "rapidocr", "pdf"]
Unit = Literal["pixel", "mm10", "inch1200", "point"]
Measure = Annotated[int | float, Field(allow_inf_nan=False)]
SumField = Literal["total_investment", "completed_investment", "planned_investment", "annual_output", "tax"]
SizeField = Literal["area", "capacity"]
DayField = Literal["start_date", "completion_date"]
FactField = Literal[SumField, SizeField, "status", DayField]
Stage = Literal["planned", "signed", "started", "under_construction", "topped_out", "completed", "in_operation"]
Direction = Literal["increase", "decrease"]


class Model(BaseModel):
    """Frozen, and closed to fields that the schema does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Box(Model):
    """Where a word or line stands on the scan: from the upper left corner of a page of the file, counted from 1.

    The unit is that of the source. ``confidence`` is how sure the OCR program was of it, from 0 to 1.
    """

    page: Annotated[int, Field(ge=1)]
    x: Measure
    y: Measure
    width: Measure
    height: Measure
    confidence: Measure | None = Field(default=None, exclude_if=lambda value: value is None)


class Record(Model):
    """The fields that every record has.

    ``text`` is the page's own characters at ``span``; ``reading`` is the same after repair; ``article`` is the id of
    the article that holds it; ``rule`` is the rule that found it (null in gold that a person wrote). ``boxes`` are
    those of the words that the span touches, or of the lines where the file has no boxes of words; pages of plain text
    have none.
    """

    id: str
    text: str
    reading: str
    span: Span
    article: str | None = None
    rule: str | None = None
    boxes: tuple[Box, ...] = Field(default=(), exclude_if=lambda value: not value)


def _value_or_range(exact: Decimal | None, low: Decimal | None, high: Decimal | None) -> None:
    if exact is None and low is None and high is None:
        raise ValueError("a value, or a low or high bound, is needed")
    if exact is not None and (low is not None or high is not None):
        raise ValueError("a value and a range exclude each other")
    if low is not None and high is not None and low > high:
        raise ValueError("low is above high")


class Money(Record):
    """A sum: ``amount``, or ``low`` and ``high`` for a range, in whole units of ``currency``."""

    type: Literal["money"] = "money"
    amount: PlainDecimal | None = None
    low: PlainDecimal | None = None
    high: PlainDecimal | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    modifier: Modifier = "exact"
    per: str | None = None

    @model_validator(mode="after")
    def _check(self) -> Money:
        _value_or_range(self.amount, self.low, self.high)
        return self


class Percent(Record):
    """A share or a change: ``value`` in percent (五成 is 50, 5‰ is 0.5), or ``low`` and ``high``."""

    type: Literal["percent"] = "percent"
    value: PlainDecimal | None = None
    low: PlainDecimal | None = None
    high: PlainDecimal | None = None
    unit: Literal["percent", "percentage_point"]
    direction: Direction | None = None
    basis: Literal["yoy", "mom", "share"] | None = None

    @model_validator(mode="after")
    def _check(self) -> Percent:
        _value_or_range(self.value, self.low, self.high)
        return self


class Date(Record):
    """Calendar days from ``start`` to ``end``; both null where the day needs a publication date that nobody gave."""

    type: Literal["date"] = "date"
    start: date | None
    end: date | None
    precision: Precision

    @model_validator(mode="after")
    def _check(self) -> Date:
        if (self.start is None) != (self.end is None):
            raise ValueError("start and end are given together")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError("the end lies before the start")
        return self


class Quote(Model):
    """Words of the page that say something of a project.

    ``record`` is the id of the project record that stands there, where it is one; ``rule`` is the rule that found them.
    """

    text: str
    span: Span
    record: str | None = None
    rule: str | None = None


class Project(Record):
    """A named project; ``name`` is its printed name without white space.

    Of all records of one project the first one of its full name, the one that facts point at, also says who builds it,
    where it stands, and by what other words the page goes on about it (该项目, its short form, the firm alone).
    """

    type: Literal["project"] = "project"
    name: Annotated[str, StringConstraints(min_length=2)]
    owner: Quote | None = None
    place: Quote | None = None
    mentions: tuple[Quote, ...] = ()


AnyRecord = Annotated[Money | Percent | Date | Project, Field(discriminator="type")]


class Fact(Model):
    """What the page says of one project.

    ``record`` is the id of the project's record; ``evidence`` is the id of the record that holds the value, or the raw
    span of the words that say it; ``rule`` is the rule of ``patterns/facts.toml`` that read it (null in gold that a
    person wrote).
    """

    project: str
    record: str | None = None
    field: FactField
    value: str
    evidence: str | Span | None = None
    rule: str | None = None


class Reject(Model):
    """What a rule matched and a record refused, with the reason: nothing is dropped in silence."""

    text: str
    span: Span
    rule: str
    reason: str


class Masthead(Model):
    """What the page prints of itself; ``pieces`` are the lines that say so, which belong to no article.

    ``page`` is the page's number in digits, with the letter of its part where it has one (``3``, ``A03``); ``weekday``
    is as printed and need not fit ``date``, for OCR misreads both.
    """

    newspaper: str | None = None
    date: dt.date | None = None
    weekday: str | None = None
    page: str | None = None
    editors: tuple[str, ...] = ()
    pieces: tuple[Span, ...]


class Article(Model):
    """One article: its pieces of body in reading order and, where printed, its headline and byline.

    ``continued`` says that it goes on elsewhere (下转第二版), ``continues`` that it began elsewhere (上接第一版).
    """

    id: str
    kind: Literal["report", "brief", "caption"]
    headline: str | None = None
    byline: str | None = None
    pieces: tuple[Span, ...]
    headline_span: Span | None = None
    continued: bool = False
    continues: bool = False


class SourceInfo(Model):
    """Which file the offsets count in.

    ``replaced`` counts the U+FFFD that stand for damaged bytes, ``doubtful`` says that the encoding was guessed and
    another one reads nearly as well. ``format`` says what the text was read from and ``unit`` in what its boxes are
    measured (mm10: tenths of a millimetre; inch1200: 1/1200 inch; point: 1/72 inch); plain text has neither. All four
    are there only where they say something.
    """

    name: str
    sha256: str | None = None
    encoding: str | None = None
    characters: int
    replaced: int = Field(default=0, ge=0, exclude_if=lambda value: not value)
    doubtful: bool = Field(default=False, exclude_if=lambda value: not value)
    format: Format | None = Field(default=None, exclude_if=lambda value: value is None)
    unit: Unit | None = Field(default=None, exclude_if=lambda value: value is None)


class Ignored(Model):
    """A span of a gold document that is not scored either way."""

    text: str
    span: Span


class Document(Model):
    """A page and everything that was found on it; a gold file is a document with ``ignore``."""

    schema_: Literal["newsextract/1"] = Field(default=SCHEMA, alias="schema")
    source: SourceInfo
    published: date | None = None
    published_from: Literal["option", "name", "page"] | None = None
    masthead: Masthead | None = None
    articles: tuple[Article, ...] = ()
    records: tuple[AnyRecord, ...] = ()
    facts: tuple[Fact, ...] = ()
    rejects: tuple[Reject, ...] = ()
    ignore: tuple[Ignored, ...] | None = Field(default=None, exclude_if=lambda value: value is None)

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)
