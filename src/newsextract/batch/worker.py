"""One page in a process of its own: bytes in, a document on disk, and a line for the manifest out."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

import newsextract
from newsextract.batch.inputs import Item, load
from newsextract.batch.manifest import Entry, Reason
from newsextract.doubts import doubts
from newsextract.errors import InputError, NotAPageError, OutputError, PatternError, place_of
from newsextract.lines import Lines
from newsextract.pipeline import extract
from newsextract.published import from_name, from_pattern, odd_year
from newsextract.records import KINDS, Document
from newsextract.rules import RuleSet
from newsextract.rules import load as load_rules
from newsextract.source import decode, from_text

UNFINISHED = "unfinished"  # the folder where files are until they are whole
_WARM = "大桥项目总投资1亿元，增长5%，去年3月开工。"
_WATCH = 1.0  # seconds between two looks at whether the run is still there


@dataclass(frozen=True, slots=True)
class Options:
    """What a run asks of every page. ``published_pattern`` finds year, month and day in its path.

    Documents go into ``store``; ``state`` is the folder that the run keeps for itself, on the same disk.
    ``bare`` writes documents as they are; else each is kept with the lines of its records, for tables.
    """

    store: Path
    state: Path
    bare: bool
    kinds: tuple[str, ...] = KINDS
    published: date | None = None
    published_pattern: str | None = None
    encoding: str | None = None
    patterns: Path | None = None
    rules_digest: str = field(default="")

    @property
    def digest(self) -> str:
        """What of them can change a document, and the version, in 16 hexadecimal digits."""
        said = [self.bare, self.kinds, str(self.published), self.published_pattern, self.encoding, self.rules_digest]
        return hashlib.sha256(json.dumps([newsextract.__version__, said]).encode()).hexdigest()[:16]


def begin(memory: int, options: Options) -> None:
    """Make a process ready: a cap on its memory, in bytes, an end to it when its parent has ended, and its rules.

    They are compiled on a page of one line, so that the first page does not look slow for it.
    """
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_WATCH)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    if memory and sys.platform != "win32":  # Windows knows no such cap
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
    with suppress(Exception):  # what is wrong is said of the first page
        extract(from_text(_WARM, None), rules=_rules(options.patterns), kinds=options.kinds)


def convert(items: list[Item], options: Options) -> list[Entry]:
    """Convert pages, one after another; a page that fails is an entry that says why, and never an error."""
    return [convert_one(item, options) for item in items]


def convert_one(item: Item, options: Options) -> Entry:
    """Convert one page: read, extract, write its document whole or not at all."""
    started = time.perf_counter()
    data: bytes | None = None
    reason: Reason
    try:
        data = load(item)
        counts, about = _write(data, item, options)
    except NotAPageError as error:
        reason, message = "no page", f"skipped: not a page: {error.what}"
    except InputError as error:
        reason, message = "input", f"{error.what}{f' ({error.fix})' if error.fix else ''}"
    except PatternError as error:
        reason, message = "rules", "; ".join(error.faults)
    except MemoryError:
        reason, message = "memory", "needs more memory than a page may take (--memory)"
    except RecursionError as error:
        reason, message = "internal", f"RecursionError: {error}"
    except (FileExistsError, NotADirectoryError):
        reason, message = "input", "its name is that of a folder of the data set (give it another name)"
    except OSError as error:
        raise OutputError(place_of(error, options.store), f"cannot be written: {error.strerror}") from None
    except Exception as error:  # a defect of ours on one page must not cost the others
        reason, message = "internal", f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
    else:
        done = entry(item, data, options, time.perf_counter() - started, counts)
        return replace(done, doubts=about)
    return entry(item, data, options, time.perf_counter() - started, {}, reason, message)


def entry(
    item: Item,
    data: bytes | None,
    options: Options,
    seconds: float,
    counts: dict[str, int],
    reason: Reason | None = None,
    error: str | None = None,
) -> Entry:
    """Write the line of the manifest for a page that was read as ``data``, or could not be read."""
    return Entry(
        path=item.path,
        source=item.shown,
        size=None if data is None else len(data),
        sha256=digest(data),
        options=options.digest,
        version=newsextract.__version__,
        status="skipped" if reason == "no page" else "failed" if reason else "done",
        seconds=round(seconds, 4),
        records=counts,
        reason=reason,
        error=error,
    )


def digest(data: bytes | None) -> str | None:
    """Give the SHA-256 of the bytes of a page, None for those that cannot be read."""
    return None if data is None else hashlib.sha256(data).hexdigest()


def stored(item_path: str, options: Options) -> Path:
    """Where a run keeps the document of a page."""
    return document_of(item_path, options.store)


def document_of(item_path: str, folder: Path) -> Path:
    """Give the file of a page's document in a folder of documents."""
    return folder / f"{item_path}.json"


@cache
def _rules(folder: Path | None) -> RuleSet:
    return load_rules(folder)


def _write(data: bytes, item: Item, options: Options) -> tuple[dict[str, int], dict[str, str]]:
    """Write the document of a page; give how many records it has, by type, and the doubts about it, by kind."""
    source = decode(data, item.path, item.shown, options.encoding)
    paths = (item.path, item.shown)
    # The day stands in the page's name, or in those of the folders or the archive that the run was pointed at.
    said = (from_pattern(path, options.published_pattern) for path in paths)
    day = options.published or next(filter(None, said), None)
    path = next(filter(from_name, paths), item.path)
    document = extract(source, published=day, path=path, rules=_rules(options.patterns), kinds=options.kinds)
    target = stored(item.path, options)
    fresh = options.state / UNFINISHED / f"{os.getpid()}.tmp"
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        fresh.write_text(_json(document, source.text, options.bare), "utf-8")
        fresh.replace(target)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    counts = dict(Counter(record.type for record in document.records)) | {"facts": len(document.facts)}
    about = {doubt.kind: doubt.message for doubt in doubts(document, source)}
    odd = next(filter(None, (odd_year(path, options.published_pattern) for path in paths)), None)
    if day is None and odd is not None:
        about["year"] = f"has no day of --published-pattern: the year {odd!r} needs four digits, 1800 to 2099"
    return counts, about


def _json(document: Document, text: str, bare: bool) -> str:
    if bare:
        return document.model_dump_json(indent=2) + "\n"
    lines = Lines(text)
    numbers = [lines.number(record.span[0]) for record in document.records]
    return f'{{"lines": {json.dumps(numbers)}, "document": {document.model_dump_json()}}}\n'
