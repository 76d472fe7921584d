"""Gold files with their pages: what is scored against, read with every doubt about them told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from newsextract.errors import UsageError
from newsextract.quality.goldshape import told, wrong_shape
from newsextract.quality.parsed import parsed
from newsextract.records import SCHEMA
from newsextract.source import Source, read

DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
"""How documents write a number."""
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""How they write a day of the proleptic Gregorian calendar (ISO 8601)."""
_NUMBERS, _DAYS = ("amount", "low", "high", "value"), ("start", "end")
_WRITTEN = (
    ("decimal", "write a string like '12000000' or '3.5', no exponent"),
    ("day", "write it as YYYY-MM-DD"),
)


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold document with the page that it speaks of."""

    path: Path
    page: Path
    document: dict[str, Any]
    source: Source

    @property
    def files(self) -> tuple[Path, Path]:
        """What was read for it: the document and its page."""
        return self.path, self.page

    @property
    def published(self) -> date | None:
        """The day of the page."""
        day = self.document.get("published")
        return date.fromisoformat(day) if day else None


def find_gold(given: Iterable[Path]) -> Iterator[Path]:
    """Give the gold files of files and folders, each once, in the order of names.

    Raises ``UsageError`` where there is none.
    """
    seen: set[Path] = set()
    for path in _files(given):
        if path.resolve() not in seen:
            seen.add(path.resolve())
            yield path


def _files(given: Iterable[Path]) -> Iterator[Path]:
    for path in given:
        if path.is_dir():
            files = sorted(path.rglob("*.json"))
            if not files:
                raise UsageError(str(path), "holds no gold (*.json)", "name a folder of gold documents")
            yield from files
        elif path.is_file():
            yield path
        else:
            raise UsageError(str(path), "no such file", "check the path")


def page_beside(path: Path, name: str, pages: Path | None = None) -> Path | None:
    """Find the page of a gold file: in the folder ``pages``, beside it, or in ``pages`` beside its folder."""
    own = (path.parent / name, path.with_suffix(".txt"), path.parent.parent / "pages" / name)
    return next((place for place in ([pages / name] if pages else own) if place.is_file()), None)


def open_gold(path: Path, pages: Path | None = None, page: Path | None = None) -> Gold:
    """Read a gold file and its page: the one given, or the one that ``page_beside`` finds.

    Raises ``UsageError`` with the cure where it is no document or has no page. Whether it fits its page is not asked.
    """
    try:
        document = parsed(path.read_text("utf-8"))
        wrong = wrong_shape(document)
    except (OSError, ValueError) as error:
        wrong = told(error)
    if wrong is not None:
        raise UsageError(str(path), f"is no gold document: {wrong}", "start one with: newsextract gold new PAGE")
    name = document["source"]["name"]
    page = page or page_beside(path, name, pages)
    if page is None:
        where = f"in {pages}" if pages else "there"
        cure = f"put {name} beside it, or name its folder: --pages"
        raise UsageError(str(path), f"its page {name} is not {where}", cure)
    return Gold(path, page, document, read(page, document["source"].get("encoding")))


def load_gold(path: Path, pages: Path | None = None, *, page: Path | None = None, unfinished: bool = False) -> Gold:
    """Read a gold file and its page, to score against; one that is ``unfinished`` may have records without a value.

    Raises ``UsageError`` with the cure where it is no document, has no page, or does not fit it.
    """
    gold = open_gold(path, pages, page)
    if faults := [*misfits(gold), *malformed(gold), *(() if unfinished else valueless(gold))]:
        more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
        raise UsageError(str(path), f"{faults[0]}{more}", f"mend it; newsextract gold verify {path} names all")
    return gold


def misfits(gold: Gold) -> Iterator[str]:
    """Say where gold does not fit its page: another one, or spans that are not its own."""
    source, said = gold.source, gold.document["source"]
    if said.get("sha256") not in (None, source.sha256):
        cure = "annotate this one, or bring the other one back"
        digests = f"its sha256 is {said['sha256'][:12]}…, the page's is {source.sha256[:12]}…"
        yield f"was made of another {said['name']}: {digests}; {cure}"
    if said.get("characters") not in (None, len(source.text)):
        yield f"says {said['characters']} characters, but the page has {len(source.text)}"
    for record in (*gold.document["records"], *(gold.document.get("ignore") or ())):
        name = record.get("id") or record.get("text") or "ignore"
        start, end = record["span"]
        there = source.text[start:end]
        if not start < end <= len(source.text):
            yield f"{name} lies at {start}–{end}, which is no stretch of a page of {len(source.text)} characters"
        elif record.get("text", there) != there:
            yield f"{name} says {record['text']!r} at {start}–{end}, where the page has {there!r}"


def malformed(gold: Gold) -> Iterator[str]:
    """Say what can be compared with nothing: gold of another schema, an id of two records, numbers and days that are
    written in no way of the document format.
    """
    schema = gold.document.get("schema")
    if schema not in (None, SCHEMA):
        yield f"is of schema {schema!r}, not {SCHEMA!r}"
    records = gold.document["records"]
    for own, times in Counter(record.get("id") for record in records).items():
        if own is not None and times > 1:
            yield f"the id {own} is of {times} records"
    for record in records:
        name = record.get("id") or record["text"]
        for key in (key for key in (*_NUMBERS, *_DAYS) if not is_written(key, record.get(key))):
            kind, cure = _WRITTEN[key in _DAYS]
            yield f"{name}: its {key} {record[key]!r} is no {kind}: {cure}"


def is_written(key: str, value: object) -> bool:
    """Whether the value of a field is written as documents write it, if that is a number or a day."""
    if value is None or key not in (*_NUMBERS, *_DAYS):
        return True
    return is_day(value) if key in _DAYS else isinstance(value, str) and DECIMAL.fullmatch(value) is not None


def is_day(said: object) -> bool:
    """Whether something is a day as documents write it."""
    try:
        return DAY.fullmatch(str(said)) is not None and date.fromisoformat(str(said)) is not None
    except ValueError:
        return False


def valueless(gold: Gold) -> Iterator[str]:
    """Name the records that say nothing, which a person has to finish."""
    for record in gold.document["records"]:
        if not _has_value(record, gold.document.get("published")):
            name = record.get("id") or record["text"]
            yield f"{name} has no value: give it {_NEEDED[record['type']]}"


_NEEDED = {
    "money": "amount, or low and high",
    "percent": "value, or low and high",
    "date": "start and end",
    "project": "name",
}


def _has_value(record: Mapping[str, Any], published: str | None) -> bool:
    """Whether a record says something; a date may say nothing where nobody knows when the page was published."""
    kind = record["type"]
    if kind == "date":
        return bool(record.get("start") and record.get("end")) or (published is None and "start" in record)
    names = {"money": ("amount", "low", "high"), "percent": ("value", "low", "high"), "project": ("name",)}
    return any(record.get(name) is not None for name in names[kind])
