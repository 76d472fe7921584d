"""The pages that a command was given: names → parsed pages, one failure never touching the next page."""

from __future__ import annotations

import os
import traceback
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from newsextract.doubts import doubts
from newsextract.errors import Exit, InputError, PatternError
from newsextract.lines import Lines
from newsextract.pipeline import extract
from newsextract.records import AnyRecord, Document, Fact
from newsextract.rules import RuleSet
from newsextract.source import Source, read, read_stdin
from newsextract.streams import STDIN, Notices


@dataclass(frozen=True)
class Parsed:
    """A document with the raw text that its offsets count in."""

    document: Document
    text: str

    @cached_property
    def lines(self) -> Lines:
        """The lines of the raw text."""
        return Lines(self.text)

    @cached_property
    def records(self) -> dict[str, AnyRecord]:
        """The records by their ids."""
        return {record.id: record for record in self.document.records}

    @cached_property
    def facts(self) -> dict[str | None, list[Fact]]:
        """The facts by the ids of the records of their projects; None for those without one."""
        found: dict[str | None, list[Fact]] = {}
        for fact in self.document.facts:
            found.setdefault(fact.record if fact.record in self.records else None, []).append(fact)
        return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a command asks of every page; ``stdin_name`` is what standard input is called."""

    published: date | None
    rules: RuleSet
    kinds: Collection[str]
    stdin_name: str | None = None
    encoding: str | None = None


def read_page(name: str, stdin_name: str | None = None, encoding: str | None = None) -> Source:
    """Read a page from a path, or from standard input where its name is ``-``.

    Raises ``InputError`` where that cannot be done.
    """
    if not name:
        raise InputError("''", "is no name of a file", "name a page, or - for standard input")
    source = read_stdin(stdin_name, encoding) if name == STDIN else read(Path(name), encoding)
    return replace(source, name=_unicode(source.name))


def parse_pages(names: Iterable[str], wanted: Wanted, notices: Notices) -> Iterator[Parsed]:
    """Parse pages one by one; a page that fails gives one error line, and the others go on."""
    for name in names:
        path = wanted.stdin_name if name == STDIN else name
        shown = path or "standard input"
        try:
            source = read_page(name, wanted.stdin_name, wanted.encoding)
            document = extract(source, published=wanted.published, path=path, rules=wanted.rules, kinds=wanted.kinds)
        except InputError as error:
            notices.error(str(error))
            continue
        except PatternError:
            raise  # a fault of the user's rules, which no other page will be without
        except Exception as error:  # a defect of ours on one page must not cost the other pages of the run
            notices.error(f"{shown}: internal error: {_where(error)} (please report it with the page)")
            continue
        for doubt in doubts(document, source):
            notices.warning(f"{shown}: {doubt.message}")
        yield Parsed(document, source.text)


def exit_code(asked: int, failed: int) -> Exit:
    """Give the exit code of a run over ``asked`` pages of which ``failed`` gave no document."""
    if not failed:
        return Exit.DONE
    return Exit.NONE_SUCCEEDED if failed == asked else Exit.SOME_FAILED


def _unicode(name: str) -> str:
    """Give a file name as text that JSON can carry: a byte that is no UTF-8 becomes an escape."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _where(error: Exception) -> str:
    """Name the innermost place that an exception came from, in one line."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}: " if frames else ""
    return f"{place}{type(error).__name__}: {' '.join(str(error).split())[:200]}"
