"""Which headline goes with which body: one walk over the page that weighs every way of telling its articles apart.

Printed marks open and close articles. Where they are silent, a head above a body is weighed against a head below one, a
subhead against a new article, and one long article against two, by the words that heads and bodies share.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from newsextract.affinity import Unit, Words
from newsextract.compiled import compiled

_LABEL = compiled(r"[\p{Han}]{2,6}(?:（[^）]*）)?：")
_NEWS = compiled(
    r"[^。]{0,16}?(?:[\d一二三四五六七八九十]{1,3}日|[昨今][日天]|日前|近日)|[^。，]{2,10}(?:消息|透露|通报|获悉|发布|数据显示)"
)
_FIGURE = compiled(r"[\d０-９]|[一二三四五六七八九十百]+[点万亿]")
_SHORT = 200  # characters

# What a choice is worth; the scores of articles in newsextract-floors.toml hold these weights in their place. A head
# that has found its body is worth HEAD and up to 1 for the words that they share.
HEAD = 0.47
LINE = 0.15  # a further line of the same headline
BELOW = 0.1  # a headline that is printed under its body
SUBHEAD = -0.13
SECOND = 0.22  # a subhead of an article that has one already
SHARES = 0.2  # what a subhead is worth that shares its words with the paragraph under it
AGAIN = 0.05  # a further line of a subhead
ORPHAN = -0.45  # a head that belongs to nothing
UNMARKED = -1.1  # an article that begins at a head, with no mark
TOPIC = -0.6  # an article that begins with neither mark nor head
TITLE = 0.4  # a head at a pointer to another page, which has no body to share words with
SIZE = 0.2  # a subhead of no length, and as much against one of twice the usual length
FIGURES = -0.45  # a subhead with figures in it
MARKED = -0.2  # an article with no mark on a page that opens its articles with marks
EARLY = -0.15  # a subhead under the first few sentences of an article
NEWS = 0.25  # an article that begins with the day or the source of its news
SAME = 0.15  # one that begins where it does not
MOST = 12  # beginnings that are kept in mind


@dataclass(slots=True)
class Group:
    """An article: the numbers of its blocks."""

    body: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    pointer: bool = False


class _State(NamedTuple):
    """The best way to one state of affairs after a unit. ``start`` is the first paragraph of the running article."""

    score: float
    phase: Literal["none", "bare", "headed", "subhead", "ended", "pending", "title"]
    start: int
    headed: bool
    act: str
    before: _State | None
    subs: bool = False  # whether the running article has a subhead


def arrange(units: list[Unit]) -> list[Group]:
    """Tell the articles of a page apart, in the order of their bodies."""
    if [unit.kind for unit in units] == ["head", "text"]:  # no other way is worth more: there is nothing to weigh
        return [Group([*units[1].blocks], [*units[0].blocks])]
    words = Words(units)
    ordinal = _ordinals(units)
    reach = _reaches(units, ordinal)
    turns = _turns(units)
    unmarked = UNMARKED + MARKED * min(1.0, sum(unit.opens for unit in units) / 4)
    sizes = _sizes(units)
    states = [_State(0.0, "none", 0, False, "", None)]
    closed = True  # whether an article has to begin at the next paragraph
    for n, unit in enumerate(units):
        following = units[n + 1] if n + 1 < len(units) else None
        ahead = next((u for u in units[n + 1 : n + 8] if u.kind != "head"), None)
        found: list[_State] = []
        for state in states:
            if unit.kind == "head":
                joined = n > 0 and units[n - 1].blocks[-1] + 1 == unit.blocks[0]
                found += _head(state, n, unit, (following, ahead), joined, words, ordinal[n], reach[n], sizes)
            elif unit.kind == "pointer":
                found += _pointer(state, unit, ordinal[n])
            else:
                found += _text(state, unit, ordinal[n], closed, unmarked + turns[n])
        if unit.kind != "head":
            closed = unit.closes or unit.kind == "pointer"
        states = _best(found) or [_State(s.score - 9, "bare", 0, False, "open", s) for s in states[:1]]
    done = [state for state in states if state.phase not in ("pending", "subhead")] or states
    return _groups(max(done, key=lambda s: s.score), units)


def _ordinals(units: list[Unit]) -> list[int]:
    """The number of the first paragraph at or after each unit."""
    found, n = [], 0
    for unit in units:
        found.append(n)
        n += unit.kind != "head"
    return found


def _reaches(units: list[Unit], ordinal: list[int]) -> list[int]:
    """The number after the last paragraph that a head above can look at: up to the next printed mark."""
    found = [0] * len(units)
    end = len(units) and ordinal[-1] + (units[-1].kind != "head")
    begun = False
    for n in range(len(units) - 1, -1, -1):
        unit = units[n]
        if unit.kind == "head":
            found[n] = end
            begun = False
            continue
        if unit.closes or unit.kind == "pointer" or begun:
            end = ordinal[n] + 1
        begun = unit.opens
        found[n] = end
    return found


def _sizes(units: list[Unit]) -> list[int]:
    """How many characters stand above each paragraph."""
    found = [0]
    for unit in units:
        if unit.kind != "head":
            found.append(found[-1] + len(unit.text))
    return found


def _turns(units: list[Unit]) -> list[float]:
    """What speaks for an article that begins at each paragraph: a column of another width than that of the last."""
    found: list[float] = []
    foot = 0.0
    for unit in units:
        worth = 0.0
        if unit.kind == "text":
            if foot and unit.top:
                wider = max(foot, unit.top) / min(foot, unit.top)
                worth = -SAME if wider < 1.1 else 0.0
            foot = unit.foot or foot
        found.append(worth)
    return found


def _text(state: _State, unit: Unit, at: int, closed: bool, unmarked: float) -> list[_State]:
    """What a paragraph can be: the first of an article or one that goes on."""
    new = 0.0
    if not unit.opens and not closed:
        new = unmarked + NEWS * bool(_NEWS.match(unit.text)) + 0.5 * bool(_LABEL.match(unit.text))
    score = state.score
    if state.phase == "title":
        return []
    if unit.goes_on and state.phase not in ("bare", "headed", "subhead"):
        new -= 2
    if state.phase == "pending":
        return [_State(score + new - HEAD * bool(_LABEL.match(unit.text)), "headed", at, True, "open", state)]
    if state.phase in ("none", "ended"):
        return [_State(score + new, "bare", at, False, "open", state)]
    found: list[_State] = []
    if unit.goes_on or not (unit.opens or closed):
        found.append(
            _State(score, "headed" if state.headed else "bare", state.start, state.headed, "go", state, state.subs)
        )
    if state.phase != "subhead" and not unit.goes_on:
        cost = new and new + TOPIC - UNMARKED
        found.append(_State(score + cost, "bare", at, False, "open", state))
    return found


def _pointer(state: _State, unit: Unit, at: int) -> list[_State]:
    """A pointer to another page: a teaser of its own, with the heads above it or the one below it."""
    if state.phase in ("subhead", "title"):
        return []
    phase: Literal["ended", "title"] = "ended"
    found = [_State(state.score, phase, at, state.phase == "pending", "pointer", state)]
    if state.phase != "pending" and unit.main:  # the name of a series stands above it, the title below
        found.append(_State(state.score, "title", at, False, "pointer", state))
    return found


def _head(
    state: _State,
    n: int,
    unit: Unit,
    below: tuple[Unit | None, Unit | None],
    joined: bool,
    words: Words,
    at: int,
    reach: int,
    sizes: list[int],
) -> Iterable[_State]:
    """What a head can be: a headline above a body or below one, a subhead, or none of these.

    ``below`` is the unit under it and the first under it that is no head; ``joined`` says that it stands right under
    the unit above, so that both can be one headline.
    """
    score = state.score
    following, ahead = below
    if state.phase == "title":
        yield _State(score + HEAD + TITLE + words.shared(n, at - 1, at), "ended", at, True, "after", state)
        return
    over = following is not None and following.kind != "pointer" and not following.opens
    if state.phase in ("bare", "headed", "subhead") and over and not unit.main:
        worth = (AGAIN if state.phase == "subhead" else SECOND if state.subs else SUBHEAD) + SHARES * words.shared(
            n, at, at + 1
        )
        worth += _looks_within(unit.text)
        if sizes[at] - sizes[state.start] < _SHORT:
            worth += EARLY
        yield _State(score + worth, "subhead", state.start, state.headed, "sub", state, True)
    if state.phase == "subhead":
        return
    if state.phase == "pending" and not joined:
        yield _State(score + ORPHAN, "pending", at, True, "orphan", state)
        return
    if following is not None:
        first = state.phase != "pending"
        titled = following.kind == "pointer" and not following.main and not following.titled
        worth = (TITLE if titled else words.fits(n, at, reach)) + (HEAD if first else LINE)
        if unit.main and first and ahead is not None and not (ahead.opens or ahead.kind == "pointer"):
            worth -= UNMARKED
        yield _State(score + worth, "pending", at, True, "before", state)
    if state.phase == "pending":
        return
    if state.phase == "bare" or (state.phase == "ended" and state.act == "after" and joined):
        share = words.fits(n, state.start, at)
        worth = HEAD + BELOW if state.phase == "bare" else LINE - 0.3 * unit.main
        if not words.marked[state.start] and state.start:  # where its words begin is where the article begins
            worth -= 0.5 * words.shared(n, max(0, state.start - 3), state.start)
        yield _State(score + share + worth, "ended", state.start, True, "after", state)
    yield _State(score + ORPHAN, state.phase, state.start, state.headed, "orphan", state, state.subs)


def _looks_within(head: str) -> float:
    """What the form of a head speaks for a subhead: those are short, and give no figures."""
    printed = len(head) - head.count(" ")
    return SIZE * max(-1.0, (9 - printed) / 9) + FIGURES * bool(_FIGURE.search(head))


def _best(found: list[_State]) -> list[_State]:
    """The best way to each state; of the many beginnings of a bare article the latest and the best."""
    best: dict[tuple[str, int, bool, bool, bool], _State] = {}
    for state in found:
        under = state.act in ("after", "orphan") and state.phase == "ended"
        start = state.start if not state.headed or under else -1
        key = (state.phase, start, state.headed, under, state.subs)
        if key not in best or state.score > best[key].score:
            best[key] = state
    states = list(best.values())
    bare = [state for state in states if state.phase in ("bare", "subhead") and not state.headed]
    if len(bare) <= MOST:
        return states
    latest = sorted(bare, key=lambda s: s.start)[-MOST // 2 :]
    kept = {id(s) for s in (*latest, *sorted(bare, key=lambda s: s.score)[-MOST // 2 :])}
    return [s for s in states if id(s) in kept or s.headed or s.phase not in ("bare", "subhead")]


def _groups(state: _State | None, units: list[Unit]) -> list[Group]:
    """Read the way that was taken."""
    acts: list[str] = []
    while state is not None and state.before is not None:
        acts.append(state.act)
        state = state.before
    groups: list[Group] = []
    pending: list[int] = []
    for unit, act in zip(units, reversed(acts), strict=True):
        if act == "before":
            pending += unit.blocks
        elif act in ("open", "pointer"):
            groups.append(Group([*unit.blocks], pending, act == "pointer"))
            pending = []
        elif act in ("go", "sub"):
            groups[-1].body += unit.blocks
        elif act == "after":
            groups[-1].head += unit.blocks
    return groups
