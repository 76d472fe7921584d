"""Money, percentages, dates and projects out of raw OCR pages of Chinese newspapers.

>>> import newsextract
>>> document = newsextract.parse("总投资1.2\\n亿 元。", published="2020-09-08")
>>> [(record.text, str(record.amount)) for record in document.records]
[('1.2\\n亿 元', '120000000')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

    from newsextract.records import Document
    from newsextract.rules import RuleSet

__version__ = "0.1.0"
__all__ = ["__version__", "load_rules", "parse", "parse_file"]


def parse(
    text: str,
    *,
    published: date | str | None = None,
    name: str | None = None,
    rules: RuleSet | None = None,
    kinds: Collection[str] | None = None,
) -> Document:
    """Read one page that is already decoded.

    ``published`` is the publication date (a date, or ISO 8601 text); without it the date is looked for in ``name`` and
    then on the page, and dates that need it stay unresolved. ``rules`` come from ``load_rules``; ``kinds`` limits what
    is looked for. Offsets of the result count code points of ``text``.
    Raises ``newsextract.errors.UsageError`` for what is no text, no rules, no date, and for a kind that is none.
    """
    from newsextract.errors import UsageError
    from newsextract.pipeline import extract
    from newsextract.published import given_day
    from newsextract.source import from_text

    _check_rules(rules)
    day, chosen = given_day(published), _kinds(kinds)
    if not isinstance(text, str):
        raise UsageError("text", f"is {type(text).__name__}, not str", "decode it, or read the file with parse_file")
    return extract(from_text(text, name), published=day, rules=rules, kinds=chosen)


def parse_file(
    path: str | Path,
    *,
    published: date | str | None = None,
    rules: RuleSet | None = None,
    kinds: Collection[str] | None = None,
) -> Document:
    """Read one page from disk; the publication date may come from its path.

    Raises ``newsextract.errors.InputError`` where the file cannot be read as text, else what ``parse`` does.
    """
    from pathlib import Path

    from newsextract.errors import InputError, UsageError
    from newsextract.pipeline import extract
    from newsextract.published import given_day
    from newsextract.source import read

    _check_rules(rules)
    day, chosen = given_day(published), _kinds(kinds)
    if not isinstance(path, str | Path):
        raise UsageError("path", f"is {type(path).__name__}, not str or Path", "name the file of a page")
    if not path:
        raise InputError("''", "is no name of a file", "name the file of a page")
    return extract(read(Path(path)), published=day, path=str(path), rules=rules, kinds=chosen)


def load_rules(folder: str | Path | None = None) -> RuleSet:
    """Load the shipped rules, and over them those of a user's folder of pattern files.

    Raises ``newsextract.errors.PatternError`` with every fault of every file, ``UsageError`` for an empty name.
    """
    from pathlib import Path

    from newsextract.errors import UsageError
    from newsextract.rules import load

    if folder == "":  # Path takes it for the folder that the program runs in
        raise UsageError("folder ''", "is no name of a folder", "None is the shipped rules alone")
    return load(Path(folder) if folder is not None else None)


def _check_rules(rules: object) -> None:
    """Refuse what is often meant for rules: the name of their folder."""
    if isinstance(rules, str | bytes) or hasattr(rules, "__fspath__"):
        from newsextract.errors import UsageError

        raise UsageError("rules", f"is {type(rules).__name__}, not what load_rules gives", "rules=load_rules(folder)")


def _kinds(given: Collection[str] | None) -> Collection[str]:
    from newsextract.errors import UsageError
    from newsextract.records import KINDS

    chosen = [given] if isinstance(given, str) else KINDS if given is None else given
    if not chosen:
        raise UsageError("kinds", "names no kind", f"known: {', '.join(KINDS)}; None is all of them")
    for kind in chosen:
        if kind not in KINDS:
            raise UsageError("kinds", f"unknown kind {kind!r}", f"known: {', '.join(KINDS)}")
    return chosen
