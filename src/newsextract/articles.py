"""The articles of a page: which blocks belong together, under which headline, by whom.

Stage 8 works on repaired text and the blocks that layout cut. Printed marks decide: 本报讯 and a head open an article,
图为 … 摄 is a caption, （详见…） a teaser, （下转…） ends an article that goes on elsewhere.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import regex

from newsextract.find import Page
from newsextract.records import Article

_LEAD = regex.compile(r"本[报刊台网]讯|[新中]华?社[^，。\n]{1,12}\d{1,2}日电")
_CAPTION = regex.compile(r"(?:[上下左右]?图[为一二：]|这是)|[^。\n]*拍摄的")
_CREDIT = regex.compile(r"(?:(?:本报|新华社|特约)?(?:记者|通讯员)[^，。\n]{0,24}|[\p{Han} ]{2,8})摄\s?[）)]?$")
_POINTER = regex.compile(r"[（(](?:详见|转第|全文见)[^）)\n]{0,12}[）)]$")
_CONTINUED = regex.compile(r"[（(](?:下转|转第)[^）)\n]{0,12}[）)]$")
_BYLINE = regex.compile(
    r"[（(]?(?<byline>(?:本报|特约|实习|见习)?(?:全媒体)?(?:记者|通讯员)[ \p{Han}、]{2,40}?)(?=[）)]|摄|报道|$)"
)
_BRIEF = 120  # a body shorter than this is a brief


@dataclass(frozen=True, slots=True)
class Draft:
    """An article and the clean spans of its text, headline included."""

    article: Article
    spans: tuple[tuple[int, int], ...]


def assign(articles: list[Article], raw: int) -> str | None:
    """Give the id of the article whose piece or headline holds a raw offset."""
    for article in articles:
        spans = [*article.pieces, *([article.headline_span] if article.headline_span else [])]
        if any(start <= raw < end for start, end in spans):
            return article.id
    return None


@dataclass(slots=True)
class _Story:
    """An article in the making: the numbers of its body blocks and of its head blocks."""

    kind: str
    body: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    closed: bool = False


def find_articles(page: Page) -> list[Draft]:
    """Group the blocks of a page into articles, in page order of their bodies."""
    blocks = page.blocks
    texts = [page.text[b.start : b.end] for b in blocks]
    stories: list[_Story] = []
    loose: list[tuple[list[int], int]] = []  # heads between two stories, and the number of the story after them
    pending: list[int] = []
    running: _Story | None = None
    in_caption: _Story | None = None
    for n, text in enumerate(texts):
        if in_caption is not None and not _LEAD.match(text):
            in_caption.body.append(n)
            in_caption = None if _CREDIT.search(text) or len(in_caption.body) > 2 else in_caption
            continue
        if _CAPTION.match(text) and (_CREDIT.search(text) or text.startswith(("图", "上图", "下图", "左图", "右图"))):
            story = _Story("caption", [n])
            in_caption = None if _CREDIT.search(text) else story
            if not _CREDIT.search("".join(texts[n : n + 3])):
                in_caption = None
            loose.append((pending, len(stories)))
            pending = []
            stories.append(story)
        elif _POINTER.search(text) and len(text) < 40:
            own = _teaser_heads(pending, texts)
            loose.append((pending[: len(pending) - len(own)], len(stories)))
            pending = []
            stories.append(_Story("brief", [n], own, closed=True))
        elif blocks[n].head and not _LEAD.match(text):
            if _CONTINUED.fullmatch(text) and running is not None:
                running.body.append(n)
                running.closed = True
            elif _CREDIT.fullmatch(text) and stories:
                stories[-1].body.append(n)
            else:
                pending.append(n)
        else:
            if _LEAD.match(text) or running is None or running.closed:
                loose.append((pending, len(stories)))
                running = _Story("report", [n])
                stories.append(running)
            else:
                running.body += [*pending, n]
            pending = []
            running.closed = bool(_CONTINUED.search(text))
    loose.append((pending, len(stories)))
    for heads, after in loose:
        if heads:
            _place(heads, after, stories, texts)
    if not stories and texts:
        stories = [_Story("brief", list(range(len(texts))))]
    return [_draft(n, story, page, texts) for n, story in enumerate(stories, 1) if story.body or story.head]


def _teaser_heads(pending: list[int], texts: list[str]) -> list[int]:
    """The heads right above a pointer that are its own: the last one, and the one that a dash goes on from."""
    own = pending[-1:]
    if len(pending) > 1 and texts[pending[-1]].startswith(("——", "—")):
        own = pending[-2:]
    elif len(pending) > 1 and len(texts[pending[-2]]) + len(texts[pending[-1]]) < 30 and pending[-2] == pending[-1] - 1:
        own = pending[-2:]
    return own


def _place(heads: list[int], after: int, stories: list[_Story], texts: list[str]) -> None:
    """Give heads that stand between two stories to the one whose body shares more with them."""
    head = "".join(texts[n] for n in heads)
    choices = [s for s in stories[max(0, after - 3) : after + 1] if not s.head and s.kind != "caption" and s.body]
    if not choices:
        choices = [s for s in stories if not s.head and s.body and s.kind != "caption"]
    if not choices:
        return
    following = stories[after] if after < len(stories) else None
    best = max(choices, key=lambda s: (_shared(head, "".join(texts[n] for n in s.body)), s is following))
    best.head = heads


def _shared(head: str, body: str) -> float:
    """How much of a head its body says: the share of its character pairs that stand in the body."""
    pairs = Counter(head[i : i + 2] for i in range(len(head) - 1))
    return sum(n for pair, n in pairs.items() if pair in body) / max(1, sum(pairs.values()))


def _draft(number: int, story: _Story, page: Page, texts: list[str]) -> Draft:
    blocks, clean = page.blocks, page.clean
    runs: list[list[int]] = []
    for n in sorted(story.body):
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    clean_spans = [(blocks[run[0]].start, blocks[run[-1]].end) for run in runs]
    body = "\n".join(texts[n] for n in sorted(story.body))
    byline = _BYLINE.search(body[:60]) or _BYLINE.search(body[-48:])
    kind = story.kind
    if kind == "report" and len(body) < _BRIEF:
        kind = "brief"
    head_span = (blocks[story.head[0]].start, blocks[story.head[-1]].end) if story.head else None
    article = Article(
        id=f"a{number}",
        kind=kind,  # type: ignore[arg-type]  # one of the three by construction
        headline="".join(texts[n] for n in story.head).replace(" ", "") if story.head else None,
        byline=byline["byline"].strip() if byline else None,
        pieces=tuple(clean.raw_span(s, e) for s, e in clean_spans),
        headline_span=clean.raw_span(*head_span) if head_span else None,
        continued=bool(_CONTINUED.search(body)),
    )
    return Draft(article, tuple([*clean_spans, *([head_span] if head_span else [])]))
