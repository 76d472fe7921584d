"""The page in its own lines, with everything that was found on it marked, overlapping marks included.

Items that overlap stand on lanes of their own, the shorter one on the lower lane. A line is cut along its highest lane,
what lies between along the next one, so that elements nest although the items may cross.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from newsextract.render.report.markup import Markup, escaped, joined, tag

if TYPE_CHECKING:
    from newsextract.records import Article
    from newsextract.render.report.items import Item, ReportPage

Numbered = tuple[int, "Item"]
_MOST_LANES = 4  # that look different; a deeper one looks like the last


def lanes(page: ReportPage) -> list[int]:
    """Give each item of a page the lowest lane above all shorter ones that it overlaps."""
    items = page.items
    found = [-1] * len(items)
    for number in sorted(range(len(items)), key=lambda n: (items[n].span[1] - items[n].span[0], -n)):
        start, end = items[number].span
        near = range(bisect_left(page.starts, start - page.longest), bisect_left(page.starts, end))
        found[number] = 1 + max((found[n] for n in near if items[n].span[1] > start), default=-1)
    return found


def sheet(page: ReportPage, prefix: str) -> Markup:
    """Write the lines of a page, put together by the articles that they belong to."""
    lines = page.parsed.lines
    if not page.parsed.text.strip():
        return tag("p", "This page holds no text.", class_="nothing", lang="en")
    lane = lanes(page)
    owners = _owners(page)
    pieces: dict[str, int] = {}
    groups = []
    for owner, numbers in groupby(range(1, lines.count + 1), key=owners.__getitem__):
        body = []
        for head, same in groupby(numbers, key=lambda n: _is_head(owner, *lines.span(n))):
            written = [_line(page, n, lane, prefix) for n in same]
            body.append(tag("div", *written, class_="head", role="heading", aria_level=3) if head else joined(written))
        if owner is None:
            groups.append(tag("div", *body, class_="loose"))
            continue
        pieces[owner.id] = pieces.get(owner.id, 0) + 1
        label = _label(owner, pieces[owner.id])
        note = tag("p", label, class_="label", lang="en", id=f"{prefix}{owner.id}" if pieces[owner.id] == 1 else None)
        groups.append(tag("section", note, *body, class_="article", aria_label=f"Article {label}"))
    return joined(groups)


def _label(article: Article, piece: int) -> str:
    said = [f"{article.id} {article.kind}"]
    said += ["goes on" if piece > 1 else ""]
    said += ["began on another page" if article.continues and piece == 1 else ""]
    said += ["continued on another page" if article.continued and piece == 1 else ""]
    return ", ".join(filter(None, said))


def _owners(page: ReportPage) -> list[Article | None]:
    """The article of each line, by its number: that of most of its characters; an empty line goes with the next."""
    lines = page.parsed.lines
    held: list[dict[int, int]] = [{} for _ in range(lines.count + 2)]
    articles = page.parsed.document.articles
    for which, article in enumerate(articles):
        for start, end in (*article.pieces, *([article.headline_span] if article.headline_span else ())):
            for number in range(lines.number(start), lines.number(max(end - 1, start)) + 1):
                first, last = lines.span(number)
                held[number][which] = held[number].get(which, 0) + min(end, last) - max(start, first)
    owners: list[Article | None] = [None] * (lines.count + 2)
    following: Article | None = None
    for number in range(lines.count, 0, -1):
        counts = held[number]
        if counts and max(counts.values()) > 0:
            following = articles[max(counts, key=lambda which: counts[which])]
        elif page.parsed.text[slice(*lines.span(number))].strip():
            following = None
        owners[number] = following
    return owners


def _is_head(article: Article | None, start: int, end: int) -> bool:
    """Whether a line is one of the headline of its article."""
    if article is None or article.headline_span is None or start == end:
        return False
    first, last = article.headline_span
    return min(last, end) - max(first, start) > (end - start) / 2


def _line(page: ReportPage, number: int, lane: Sequence[int], prefix: str) -> Markup:
    start, end = page.parsed.lines.span(number)
    layers: dict[int, list[Numbered]] = {}
    for which, item in _touching(page, start, end):
        layers.setdefault(lane[which], []).append((which, item))
    cut = joined(_cut(page, start, end, sorted(layers.items()), prefix))
    return tag("span", cut, class_="ln" if start < end else "ln empty", data_n=number, id=f"{prefix}l{number}")


def _touching(page: ReportPage, start: int, end: int) -> Iterator[Numbered]:
    items = page.items
    for number in range(bisect_left(page.starts, start - page.longest), bisect_left(page.starts, end)):
        if items[number].span[1] > start:
            yield number, items[number]


def _cut(
    page: ReportPage, start: int, end: int, layers: list[tuple[int, list[Numbered]]], prefix: str
) -> Iterator[Markup]:
    if not layers:
        yield escaped(page.parsed.text[start:end])
        return
    *below, (lane, items) = layers
    at = start
    for number, item in items:
        first, last = max(item.span[0], at), min(item.span[1], end)
        if first >= last:
            continue
        if at < first:
            yield from _cut(page, at, first, below, prefix)
        begins, ends = first == item.span[0], last == item.span[1]
        yield tag(
            "mark",
            *_cut(page, first, last, below, prefix),
            class_=" ".join(_classes(item, min(lane, _MOST_LANES - 1), begins, ends)),
            data_r=number,
            id=f"{prefix}r{number}" if begins else None,
            tabindex="-1" if begins else None,
        )
        at = last
    if at < end:
        yield from _cut(page, at, end, below, prefix)


def _classes(item: Item, lane: int, begins: bool, ends: bool) -> Iterator[str]:
    yield item.kind
    if lane:
        yield f"lane{lane}"
    if item.verdict is not None:
        yield "is-" + item.verdict.replace(" ", "-")
    if item.ghost:
        yield "ghost"
    if begins:
        yield "begins"
        if item.verdict not in (None, "right") and item.instead is None:
            yield "signed"
    if ends:
        yield "ends"
