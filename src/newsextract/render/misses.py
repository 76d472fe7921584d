"""Disagreements as people look at them: where on the page, in which words, and the command that explains them."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from newsextract.lines import Lines
from newsextract.published import from_name
from newsextract.render.visible import visible

if TYPE_CHECKING:
    from newsextract.quality.goldfiles import Gold
    from newsextract.quality.scoring import Miss

_AROUND = 24  # characters of its line that are shown on either side
_LONG = 60  # characters of a record; an article is longer


def verdict(miss: Miss) -> str:
    """Say in a word what is wrong."""
    if miss.found is None:
        return "missed"
    return "surplus" if miss.expected is None else "differs"


def words(miss: Miss) -> str:
    """Give the words in question in one line."""
    return visible("".join(miss.text.splitlines()))


def line_of(gold: Gold, miss: Miss) -> int:
    """Give the number of the line of the page in which a disagreement begins."""
    return Lines(gold.source.text).number(miss.span[0])


def in_line(gold: Gold, miss: Miss) -> str:
    """Quote the line of the page with the words in question between ``«`` and ``»``; line breaks in them as ``⏎``."""
    text, (start, end) = gold.source.text, miss.span
    lines = Lines(text)
    left = lines.span(lines.number(start))[0]
    right = max(lines.span(lines.number(max(end - 1, start)))[1], end)
    before, after = text[max(left, start - _AROUND) : start], text[end : min(right, end + _AROUND)]
    before, after = f"{'…' * (start - _AROUND > left)}{before}", f"{after}{'…' * (end + _AROUND < right)}"
    words = text[start:end] if end - start <= _LONG else f"{text[start : start + _AROUND]}…{text[end - _AROUND : end]}"
    words = words.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎")
    return visible(f"{before}«{words}»{after}")


def explain_command(gold: Gold, miss: Miss, patterns: Path | None) -> str:
    """Write the command that shows what the rules make of that line, ready to be pasted into a shell."""
    command = ["newsextract", "explain", str(gold.page), "--line", str(line_of(gold, miss))]
    if gold.published is not None and from_name(str(gold.page)) != gold.published:
        command += ["--published", gold.published.isoformat()]
    if encoding := gold.document["source"].get("encoding"):
        command += ["--encoding", encoding] if encoding != "utf-8" else []
    if patterns is not None:
        command += ["--patterns", str(patterns)]
    return shlex.join(command)
