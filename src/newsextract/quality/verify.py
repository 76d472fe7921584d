"""What gold must hold by itself: laws 1 to 3 of the document, and the formats of the rule book."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, ValidationError

from newsextract.currencies import CODES
from newsextract.facts import STAGES
from newsextract.lines import Lines
from newsextract.quality.goldfiles import DAY, DECIMAL, Gold, is_day, is_written, malformed, misfits, valueless
from newsextract.quality.values import surface
from newsextract.records import KINDS, Article, Date, Document, Fact, Money, Percent, Project
from newsextract.repair import SWAPS
from newsextract.traditional import shadow

Json = Mapping[str, Any]
_MODELS: Mapping[str, type[BaseModel]] = {"money": Money, "percent": Percent, "date": Date, "project": Project}
_DAYS = re.compile(rf"({DAY.pattern})/({DAY.pattern})")
_SUMS = {"total_investment", "completed_investment", "planned_investment", "annual_output", "tax"}
_GOLD_ONLY = ("ignore",)  # what gold has and a document has not


def verify(gold: Gold) -> list[str]:
    """Give every fault of a gold document, a line each."""
    checks = (misfits, malformed, valueless, _head, _records, _readings, _pointers, _facts, _articles)
    return [fault for check in checks for fault in check(gold)]


def _name(record: Json, gold: Gold) -> str:
    """What a fault calls a record: its id, its words, and where to look for them."""
    line = Lines(gold.source.text).number(record["span"][0])
    return f"line {line}: {record.get('id') or record['type']} “{surface(record['text'])}”"


def _head(gold: Gold) -> Iterator[str]:
    known = [*(field.alias or name for name, field in Document.model_fields.items()), *_GOLD_ONLY]
    for key in gold.document.keys() - set(known):
        if close := get_close_matches(key, known, n=1):  # other keys are notes of whoever wrote it
            yield f"has {key!r}, which nobody reads: did you mean {close[0]!r}?"
    day = gold.document.get("published")
    if day is not None and not is_day(day):
        yield f"was published on {day!r}: write a day as YYYY-MM-DD"


def _records(gold: Gold) -> Iterator[str]:
    """Formats of values; ids that are not of one record only; records of one type that lie across each other."""
    records = gold.document["records"]
    for record in records:
        for fault in _formats(record):
            yield f"{_name(record, gold)}: {fault}"
    for kind in KINDS:
        ours = sorted((r for r in records if r["type"] == kind), key=lambda r: list(r["span"]))
        for one, other in pairwise(ours):
            if other["span"][0] < one["span"][1]:
                yield f"{_name(other, gold)} lies across {one.get('id') or surface(one['text'])}, a {kind} as well"
    unscored = {tuple(one["span"]) for one in gold.document.get("ignore") or ()}
    for record in records:
        if tuple(record["span"]) in unscored:
            yield f"{_name(record, gold)} is a record, and in ignore as well"


def _formats(record: Json) -> Iterator[str]:
    currency = record.get("currency")
    if record["type"] == "money" and re.fullmatch("[A-Z]{3}", str(currency)) and currency not in CODES:
        yield f"its currency {currency!r} is no code of ISO 4217: the yuan is CNY"
    model = _MODELS[record["type"]]
    assumed = {"id": "", "reading": "", "start": None, "end": None, "precision": "day"}
    assumed = {name: value for name, value in assumed.items() if name in model.model_fields}
    yield from _told_by(model, {**assumed, **record})


def _told_by(model: type[BaseModel], given: Json) -> Iterator[str]:
    """What a model has against values, in the words of the rule book where it has better ones."""
    try:
        model.model_validate(dict(given))
    except ValidationError as error:
        for one in error.errors():
            name = ".".join(map(str, one["loc"]))
            message = one["msg"].removeprefix("Value error, ")
            if "a value, or a low or high bound" in message:
                continue  # valueless has said so
            if not is_written(name, one["input"]):
                continue  # and malformed this
            if not name:
                yield message
            elif one["type"] == "extra_forbidden":
                yield f"{name} is no field of it"
            elif one["type"] == "missing":
                yield f"its {name} is missing"
            elif name == "currency":
                yield f"its currency {one['input']!r} is no code of ISO 4217: write three capitals, as CNY"
            else:
                yield f"its {name} {one['input']!r} will not do: {message}"


def _readings(gold: Gold) -> Iterator[str]:
    """Law 2: a reading deletes and swaps, and never inserts. A project's name is its span without white space."""
    for record in gold.document["records"]:
        reading = record.get("reading")
        if reading is not None and not _is_left_of(reading, record["text"]):
            yield f"{_name(record, gold)}: its reading {reading!r} holds what its text does not"
        name = record.get("name") if record["type"] == "project" else None
        if name is not None and _letters(name) != _letters(record["text"]):
            yield f"{_name(record, gold)}: its name {name!r} is not what its span says"


def _is_left_of(reading: str, text: str) -> bool:
    """Whether a reading is a text without some of its characters, full width folded."""
    left = iter(_swapped(text))
    return all(any(c == other or (c == " " and other.isspace()) for other in left) for c in _swapped(reading))


def _swapped(text: str) -> str:
    for swap in SWAPS:
        text = swap(text)
    return shadow(text).translate(_MARKS)


_MARKS = str.maketrans("，；：！？", ",;:!?")  # which of the two a mark is swapped for depends on what stands beside it


def _letters(text: str) -> str:
    return surface(shadow("".join(c for c in text if c.isprintable())))


def _pointers(gold: Gold) -> Iterator[str]:
    """Quotes of the page, and ids that records give each other."""
    records = {record["id"]: record for record in gold.document["records"] if record.get("id")}
    text = gold.source.text
    for record in gold.document["records"]:
        quotes = [(part, record.get(part)) for part in ("owner", "place")]
        quotes += [("mentions", mention) for mention in record.get("mentions") or ()]
        for part, quote in quotes:
            if not isinstance(quote, dict) or not _is_span(quote.get("span")):
                continue  # what is no quote, the formats have told
            start, end = quote["span"]
            if text[start:end] != quote.get("text"):
                there = f"{start}–{end}, where the page has {text[start:end]!r}"
                yield f"{_name(record, gold)}: its {part} says {quote.get('text')!r} at {there}"
            target = quote.get("record")
            if isinstance(target, str) and records.get(target, {}).get("type") != "project":
                yield f"{_name(record, gold)}: its {part} points at {target}, which is no project"


def _is_span(given: object) -> bool:
    return isinstance(given, list) and len(given) == 2 and all(type(at) is int for at in given)


def _facts(gold: Gold) -> Iterator[str]:
    records = {record["id"]: record for record in gold.document["records"] if record.get("id")}
    names = {surface(record.get("name")) for record in gold.document["records"] if record["type"] == "project"}
    facts = gold.document.get("facts") or ()
    for fact in facts:
        where = f"the fact {fact['field']} of {fact['project']}"
        if surface(fact["project"]) not in names:
            yield f"{where}: no record has that project for its name"
        for fault in (*_told_by(Fact, fact), *_fact_value(fact)):
            yield f"{where}: {fault}"
        target, proof = fact.get("record"), fact.get("evidence")
        if target is not None and records.get(target, {}).get("type") != "project":
            yield f"{where}: its record {target} is no project"
        elif target is not None and surface(records[target].get("name")) != surface(fact["project"]):
            yield f"{where}: its record {target} is {records[target].get('name')}"
        if isinstance(proof, str) and proof not in records:
            yield f"{where}: its evidence {proof} is no record"
        elif isinstance(proof, list) and not 0 <= proof[0] < proof[1] <= len(gold.source.text):
            yield f"{where}: its evidence {proof[0]}–{proof[1]} is no stretch of the page"
    for (project, field), times in Counter((surface(f["project"]), f["field"]) for f in facts).items():
        if times > 1:
            yield f"the fact {field} of {project} is told {times} times"


def _fact_value(fact: Json) -> Iterator[str]:
    name, value = fact["field"], fact["value"]
    if name in _SUMS and not DECIMAL.fullmatch(value):
        yield f"{value!r} is no decimal: write the amount, as '1200000000'"
    elif name == "status" and value not in STAGES:
        yield f"{value!r} is no status: {', '.join(STAGES)}"
    elif name.endswith("_date"):
        days = _DAYS.fullmatch(value)
        if days is None:
            yield f"{value!r} are no days: write start/end, as '2020-03-01/2020-03-31'"
        elif days[1] > days[2]:
            yield f"{value!r} ends before it starts"
    elif name in ("area", "capacity") and (not value or any(c.isspace() for c in value)):
        yield f"{value!r} is no {name}: write number and unit without white space"


def _articles(gold: Gold) -> Iterator[str]:
    """Pieces are stretches of the page, in their order, none across another; records stand in the article they name."""
    articles = gold.document.get("articles") or ()
    taken: list[tuple[int, int, str]] = []
    for article in articles:
        for fault in _told_by(Article, {"kind": "report", **article}):
            yield f"article {article['id']}: {fault}"
        pieces = [(start, end) for start, end in article["pieces"]]
        head = article.get("headline_span")
        for start, end in [*pieces, *([head] if head else [])]:
            if not start < end <= len(gold.source.text):
                yield f"article {article['id']}: {start}–{end} is no stretch of the page"
            taken.append((start, end, article["id"]))
        if pieces != sorted(pieces):
            yield f"article {article['id']}: its pieces are not in the order of the page"
        if head and article.get("headline") and not _is_left_of(article["headline"], gold.source.text[slice(*head)]):
            yield f"article {article['id']}: its headline {article['headline']!r} is not what its span says"
    for (_, end, one), (start, _, other) in pairwise(sorted(taken)):
        if start < end:
            yield f"articles {one} and {other} lie across each other at {start}–{end}"
    for own, times in Counter(article["id"] for article in articles).items():
        if times > 1:
            yield f"the id {own} is of {times} articles"
    for record in gold.document["records"]:
        own, at = record.get("article"), record["span"][0]
        if own is not None and not any(start <= at < end for start, end, article in taken if article == own):
            yield f"{_name(record, gold)}: says that it stands in {own}, and does not"


def inconsistencies(golds: Iterable[Gold]) -> Iterator[str]:
    """Say what pages disagree on: one surface with several values, or a record here and not scored there.

    It may be right, for the page around may give a currency or a unit; so it is for a person to look at.
    """
    values: dict[tuple[str, str], dict[str, list[str]]] = {}
    for gold in golds:
        for record in gold.document["records"]:
            if record["type"] in ("money", "percent") or _YEAR.match(record["text"]):
                said = values.setdefault((record["type"], surface(record["text"])), {})
                said.setdefault(_value(record), []).append(f"{gold.path.name}, {_name(record, gold).split(' “')[0]}")
    for (kind, words), said in sorted(values.items()):
        if len(said) > 1:
            yield f"{kind} “{words}” is " + ", and ".join(f"{value} ({places[0]})" for value, places in said.items())


_YEAR = re.compile(
    r"(?!.*以来)(?:[12][0-9]{3}年|“[一二三四五六七八九十]+五”)"
)  # such a date is the same days on every page


def _value(record: Json) -> str:
    names = {"money": ("amount", "low", "high", "currency"), "percent": ("value", "low", "high", "unit")}
    parts = names.get(record["type"], ("start", "end"))
    return " ".join(str(record[name]) for name in parts if record.get(name) is not None)
