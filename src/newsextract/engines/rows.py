"""Rows in, rows out: what every engine asks of us, and nothing that belongs to one of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

from newsextract.errors import NewsExtractError, UsageError
from newsextract.pipeline import extract
from newsextract.published import from_pattern, given_day, pattern_fault
from newsextract.records import KINDS
from newsextract.rules import RuleSet
from newsextract.rules import load as load_rules
from newsextract.source import decode, from_text

COLUMNS = ("id", "status", "json", "error")


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked of every row; small, and ready to travel to other machines.

    ``published_pattern`` finds year, month and day in an id. ``patterns`` is a folder that every machine can read.
    Raises ``UsageError`` for kinds that are none and a pattern that finds no day, before any row is read.
    """

    kinds: Collection[str] = KINDS
    published_pattern: str | None = None
    encoding: str | None = None
    patterns: str | None = None

    def __post_init__(self) -> None:
        """Refuse what would fail on every row."""
        unknown = [kind for kind in self.kinds if kind not in KINDS]
        if unknown or not self.kinds:
            what = f"unknown kind {unknown[0]!r}" if unknown else "names no kind"
            raise UsageError("kinds", what, f"known: {', '.join(KINDS)}")
        if self.patterns == "":  # Path takes it for the folder that the program runs in
            raise UsageError("patterns ''", "is no name of a folder", "None is the shipped rules alone")
        if self.published_pattern is not None and (fault := pattern_fault(self.published_pattern)):
            raise UsageError("published_pattern", fault)


def map_batch(rows: Mapping[str, Sequence[Any]], options: Options | None = None) -> dict[str, list[Any]]:
    """Read pages, a row each: columns in, columns out, in the same order and number.

    In: ``id`` (the page's path; a date may stand in it), ``text`` or ``bytes``, and where it is known ``published`` (a
    date, or ISO 8601 text). Out: ``id``, ``status`` (``done`` or ``failed``), ``json`` (the document, None where the
    row failed) and ``error`` (None where it did not).

    Never raises: a row that cannot be read says why, and so does every row where a column is missing.

    >>> map_batch({"id": ["a.txt", "b.txt"], "text": ["总投资2亿元。", None]})["status"]
    ['done', 'failed']
    """
    wanted = options or Options()
    size = max((len(column) for column in rows.values()), default=0)
    found: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    columns = (rows.get(name, ()) for name in ("id", "text", "bytes", "published"))
    for _, given, text, data, published in zip_longest(range(size), *columns):
        document = error = None
        try:
            document = _document(given, text, data, published, wanted)
        except NewsExtractError as wrong:
            error = str(wrong)
        except Exception as wrong:  # a defect of ours on one row must not cost the others, let alone the job
            error = f"internal error: {type(wrong).__name__}: {' '.join(str(wrong).split())[:200]}"
        status = "failed" if document is None else "done"
        for name, value in zip(COLUMNS, (given, status, document, error), strict=True):
            found[name].append(value)
    return found


@cache
def rules_of(folder: str | None) -> RuleSet:
    """Load rules, once in a process."""
    return load_rules(Path(folder) if folder is not None else None)


def _document(given: Any, text: Any, data: Any, published: Any, options: Options) -> str:
    name = str(given) if given is not None else ""
    if isinstance(text, str):
        source = from_text(text, name)
    elif isinstance(data, bytes | bytearray | memoryview):
        source = decode(bytes(data), name or "page", name or "page", options.encoding)
    else:
        raise NewsExtractError(name or "page", "has neither text nor bytes", "name a column text or bytes")
    day = given_day(published) or from_pattern(name, options.published_pattern)
    document = extract(source, published=day, path=name, rules=rules_of(options.patterns), kinds=options.kinds)
    return document.model_dump_json()
