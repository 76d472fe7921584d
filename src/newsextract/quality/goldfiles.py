"""Gold files with their pages: what is scored against, read with every doubt about them told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from newsextract.errors import UsageError
from newsextract.records import FactField
from newsextract.source import Source, read


class _Shape(BaseModel):
    model_config = ConfigDict(extra="allow")


class _Source(_Shape):
    name: str


class _Ignored(_Shape):
    span: tuple[int, int]


class _Record(_Shape):
    type: Literal["money", "percent", "date", "project"]
    span: tuple[int, int]
    text: str


class _Fact(_Shape):
    project: str
    field: FactField
    value: str


class _GoldShape(_Shape):
    """What gold must have to be scored against; a person need not write the rest of a document."""

    source: _Source
    published: date | None = None
    records: list[_Record]
    facts: list[_Fact] = []
    ignore: list[_Ignored] | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold document with the page that it speaks of."""

    path: Path
    page: Path
    document: dict[str, Any]
    source: Source

    @property
    def published(self) -> date | None:
        """The day of the page."""
        day = self.document.get("published")
        return date.fromisoformat(day) if day else None


def find_gold(given: Iterable[Path]) -> Iterator[Path]:
    """Give the gold files of files and folders, in the order of names.

    Raises ``UsageError`` where there is none.
    """
    for path in given:
        if path.is_dir():
            files = sorted(path.glob("*.json"))
            if not files:
                raise UsageError(str(path), "holds no gold (*.json)", "name a folder of gold documents")
            yield from files
        elif path.is_file():
            yield path
        else:
            raise UsageError(str(path), "no such file", "check the path")


def load_gold(path: Path, page: Path | None = None) -> Gold:
    """Read a gold file and its page: the one given, or the one beside it, or in ``pages`` beside its folder.

    Raises ``UsageError`` with the cure where it is no document, has no page, or does not fit it.
    """
    try:
        document = json.loads(path.read_text("utf-8"))
        _GoldShape.model_validate(document)
    except (OSError, ValueError) as error:
        wrong = _first(error) if isinstance(error, ValidationError) else " ".join(str(error).split())
        raise UsageError(
            str(path), f"is no gold document: {wrong}", "start one with: newsextract gold new PAGE"
        ) from None
    name = document["source"]["name"]
    places = (path.parent / name, path.with_suffix(".txt"), path.parent.parent / "pages" / name)
    page = page or next((place for place in places if place.is_file()), None)
    if page is None:
        raise UsageError(str(path), f"its page {name} is not there", f"put {name} beside it")
    source = read(page, document["source"].get("encoding"))
    if faults := list(faults_of(document, source, hashlib.sha256(page.read_bytes()).hexdigest())):
        more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
        raise UsageError(str(path), f"{faults[0]}{more}", f"mend it; newsextract gold verify {path.name} names all")
    return Gold(path, page, document, source)


def faults_of(document: dict[str, Any], source: Source, digest: str) -> Iterator[str]:
    """Say where a document does not fit its page: its hash, its length, and every span (law 1)."""
    said = document["source"]
    if said.get("sha256") not in (None, digest):
        yield f"was made of another {said['name']}: its sha256 is {said['sha256'][:12]}…, the page's is {digest[:12]}…"
    if said.get("characters") not in (None, len(source.text)):
        yield f"says {said['characters']} characters, but the page has {len(source.text)}"
    for record in (*document["records"], *(document.get("ignore") or ())):
        start, end = record["span"]
        if source.text[start:end] != record.get("text", source.text[start:end]):
            there = source.text[start:end]
            yield f"{record.get('id', 'ignore')} says {record['text']!r} at {start}–{end}, where the page has {there!r}"
    ids = {record.get("id") for record in document["records"]}
    for fact in document.get("facts") or ():
        evidence = fact.get("evidence")
        if isinstance(evidence, str) and evidence not in ids:
            yield f"a fact of {fact['project']} has {evidence} for evidence, which is no record"
    articles = {article["id"] for article in document.get("articles") or ()}
    for record in document["records"]:
        if record.get("article") is not None and record["article"] not in articles:
            yield f"{record.get('id', record['text'])} stands in {record['article']}, which is no article"


def _first(error: ValidationError) -> str:
    one = error.errors()[0]
    return f"{'.'.join(map(str, one['loc']))}: {one['msg']}"
