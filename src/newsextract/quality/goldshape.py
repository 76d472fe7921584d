"""What a gold document must hold, and of what type, before anything reads it; a person need not write the rest."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from newsextract.records import FactField, Span


def _day(said: str) -> str:
    date.fromisoformat(said)  # raises ValueError
    return said


class _Shape(BaseModel):
    model_config = ConfigDict(extra="allow", defer_build=True)


class _Source(_Shape):
    name: str
    sha256: str | None = None
    encoding: str | None = None


class _Ignored(_Shape):
    span: Span


class _Mention(_Shape):
    record: str | None = None


class _Record(_Shape):
    id: str | None = None
    type: Literal["money", "percent", "date", "project"]
    span: Span
    text: str
    reading: str | None = None
    article: str | None = None
    currency: str | None = None
    modifier: str | None = None
    per: str | None = None
    unit: str | None = None
    direction: str | None = None
    basis: str | None = None
    name: str | None = None
    mentions: list[_Mention] | None = None


class _Fact(_Shape):
    project: str
    record: str | None = None
    field: FactField
    value: str
    evidence: str | Span | None = None


class _Article(_Shape):
    id: str
    headline: str | None = None
    byline: str | None = None
    pieces: list[Span]
    headline_span: Span | None = None


class _Gold(_Shape):
    source: _Source
    published: Annotated[str, AfterValidator(_day)] | None = None
    articles: list[_Article] | None = None
    records: list[_Record]
    facts: list[_Fact] | None = None
    ignore: list[_Ignored] | None = None


def wrong_shape(document: Any) -> str | None:
    """Say where JSON is not of the shape of gold, and why not; None where it is.

    >>> wrong_shape({"source": {"name": "x.txt"}, "records": [{"type": "date", "span": ["1", 2], "text": "昨"}]})
    'records.0.span.0: Input should be a valid integer'
    """
    try:
        _Gold.model_validate(document)
    except ValidationError as error:
        return told(error)
    return None


def told(error: Exception) -> str:
    """What is wrong, in one line; of all that a model has against what it was given, the first."""
    if not isinstance(error, ValidationError):
        return " ".join(str(error).split())
    one = error.errors()[0]
    if not one["loc"]:
        return "it holds no JSON object"
    return f"{'.'.join(map(str, one['loc']))}: {one['msg'].removeprefix('Value error, ')}"
