"""Where captions begin and end that have no 图为.

The credit says that the lines above it are a caption: 10月8日，…。 李麦 摄. It may be torn over lines (李麦|摄影报道),
and the first line of the caption is known by what stands above it: the end of a paragraph, or a line of another column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsextract.compiled import compiled
from newsextract.marks import names_only

if TYPE_CHECKING:
    from newsextract.layout import Line

_TAKEN = r"(?:摄(?:影(?:报道)?)?|文/图|图/文|供图)\s*[）)]?$"
_WORKS = ("摄", "文/图", "图/文", "供图")
_ENDS = ("摄", "影", "报道", "图", "文", "）", ")")
_CREDIT = compiled(
    r"(?:[。！？”）\s](?:\p{Han}{2,4}[社报]\s*发\s*)?[（(]?|^)"
    rf"(?:[^，。；：、]{{0,24}}(?:记\s*者|通\s*讯\s*员)[^，。；：、]{{1,16}}|\p{{Han}}{{1,2}}\s?\p{{Han}}{{1,2}})\s*{_TAKEN}"
)
_TAIL = compiled(
    r"[\p{Han}\s]{0,12}(?:摄(?:影(?:报道)?)?|影?报道|影|文/图|图/文|供图)\s*[）)]?"
)  # a line that is the end of a credit
_DAY = compiled(
    r"(?:\d{4}年\s*)?[\d０-９一二三四五六七八九十]{1,3}\s*月"
    r"\s*[\d０-９一二三四五六七八九十]{1,3}\s*日\s*[，,]"
)
_CAPTION = compiled(r"\s*(?:图为|[上下左右]图为)")
_STOPPED = compiled(r"[。！？!?…）)][”’」』]*$")
_GOES_ON = compiled(r"[该其此]|这(?!是)")
_SENTENCE = compiled(r"[，。；：]")
_LINES = 12  # a caption has no more
_WIDER = 1.4


def credits(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Give the lines that a credit begins and ends in."""
    for i, line in enumerate(lines):
        if not line.text.endswith(_ENDS) or (i + 1 < len(lines) and _goes_on(line.text, lines[i + 1].text)):
            continue
        text = line.text
        for first in range(i, max(-1, i - 3), -1):
            if first < i:
                text = lines[first].text + (" " if text.startswith(_WORKS) else "") + text
            if _CREDIT.search(text, max(0, len(text) - 60)):
                yield first, i
                break
            if not _TAIL.fullmatch(text):
                break


def _goes_on(text: str, below: str) -> bool:
    return text.endswith(("摄", "摄影")) and below in ("影", "影报道", "报道", "报道）", "影报道）")


def captions(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Give the first line of each caption that says so only at its end, and the one after its last."""
    for first, last in credits(lines):
        for j in range(first, max(-1, last - _LINES), -1):
            line = lines[j]
            if _CAPTION.match(line.text):
                break
            if j == 0 or _begins(lines, j, first):
                if j < first or _SENTENCE.search(line.text):
                    yield j, last + 1
                break
        else:
            continue
        if first < last:
            yield last + 1, last + 1


def _begins(lines: Sequence[Line], j: int, first: int) -> bool:
    """Whether a caption whose credit is in line ``first`` begins with line ``j``."""
    above, line = lines[j - 1], lines[j]
    jump = line.width > _WIDER * above.width or above.width > _WIDER * line.width
    stopped = _STOPPED.search(above.text) is not None or above.text.endswith("摄")
    if _DAY.match(line.text):
        return line.gap > 0 or jump or stopped or above.text.startswith("—") or above.text.endswith("；")
    if _GOES_ON.match(line.text):
        return False
    if j < first and names_only(lines, j - 1):
        return True  # who wrote the report above
    if stopped:
        return line.gap > 0 or jump
    headlike = not _SENTENCE.search(above.text) and above.width <= 30
    return j < first and jump and line.width > above.width and headlike and _SENTENCE.search(line.text) is not None
