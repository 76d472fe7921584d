"""How well records and facts agree with gold: the scores of the rule book, page by page, and every disagreement.

Records are compared by type: ``span`` (the same characters), ``value`` (the same values in the same order), ``strict``
(both), ``attributes`` (strict, and modifier and per of a sum, direction and basis of a share), and for projects
``overlap`` (names that share more than half of the longer one). ``facts.value`` compares project, field and value;
``articles.extent`` the characters that an article holds, ``articles.full`` its headline and byline as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from newsextract.quality.values import Json, attributes, said, same_name, surface, value
from newsextract.records import KINDS

SCORES = (
    *(f"{kind}.{score}" for kind in KINDS for score in ("span", "value", "strict")),
    *("money.attributes", "percent.attributes", "project.overlap", "facts.value", "articles.extent", "articles.full"),
)
Span = tuple[int, int]


@dataclass(slots=True)
class Tally:
    """Counts of one score: ``hits`` of both, records in ``gold``, and ``found``."""

    hits: int = 0
    gold: int = 0
    found: int = 0

    def add(self, other: Tally) -> None:
        """Add the counts of another page."""
        self.hits += other.hits
        self.gold += other.gold
        self.found += other.found

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what is in gold that was found; 0 where gold holds nothing."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 0 where both are."""
        precision, recall = self.precision, self.recall
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement: what gold expects and what was found in its place, either of which may be None."""

    type: str
    span: Span
    text: str
    expected: str | None
    found: str | None
    rule: str | None = None

    @property
    def key(self) -> str:
        """What names the same disagreement in another run over the same page."""
        said = f"expected {self.expected or '–'}, found {self.found or '–'}"
        return " ".join(f"{self.type} {self.span[0]}-{self.span[1]} {surface(self.text)}: {said}".split())


@dataclass(slots=True)
class PageScore:
    """The scores of one page, by ``type.score``, and its disagreements in page order."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def count(self, name: str, hits: int, gold: int, found: int) -> None:
        """Note one score."""
        self.tallies[name] = Tally(hits, gold, found)


def score_page(gold: Json, found: Json, text: str) -> PageScore:
    """Compare a document that was found with gold, both as JSON; ``text`` is the page."""
    score = PageScore()
    for kind in KINDS:
        _score_records(kind, gold, found, score)
    _score_facts(gold, found, score)
    if gold.get("articles"):
        _score_articles(gold, found, text, score)
    score.misses.sort(key=lambda miss: (miss.span, miss.type))
    return score


def total(pages: Iterable[PageScore]) -> dict[str, Tally]:
    """Sum the scores of pages up (micro average)."""
    sums: dict[str, Tally] = {}
    for page in pages:
        for name, tally in page.tallies.items():
            sums.setdefault(name, Tally()).add(tally)
    return sums


def _span(record: Json) -> Span:
    start, end = record["span"]
    return start, end


def pairs(kind: str, gold: Json, found: Json) -> Iterator[tuple[Json | None, Json | None]]:
    """Give the scored records of one kind of both documents as (expected, found).

    Those that agree meet first; of the others, those that touch meet, and what is left stands alone.
    """
    return _paired_up(*_scored(kind, gold, found))


def _scored(kind: str, gold: Json, found: Json) -> tuple[list[Json], list[Json]]:
    """The records of one kind that count, in page order; what was found in an ignored span does not."""
    ours = sorted((r for r in gold["records"] if r["type"] == kind), key=_span)
    spans = {_span(record) for record in ours}
    ignored = [_span(one) for one in gold.get("ignore") or ()]
    theirs = sorted(
        (
            record
            for record in found["records"]
            if record["type"] == kind
            and (_span(record) in spans or not any(_span(record)[0] < e and s < _span(record)[1] for s, e in ignored))
        ),
        key=_span,
    )
    return ours, theirs


def _score_records(kind: str, gold: Json, found: Json, score: PageScore) -> None:
    ours, theirs = _scored(kind, gold, found)
    sizes = len(ours), len(theirs)
    score.count(f"{kind}.span", _common(ours, theirs, _span), *sizes)
    score.count(f"{kind}.value", _aligned([*map(value, ours)], [*map(value, theirs)]), *sizes)
    score.count(f"{kind}.strict", _common(ours, theirs, lambda r: (_span(r), value(r))), *sizes)
    if kind in ("money", "percent"):
        score.count(f"{kind}.attributes", _common(ours, theirs, lambda r: (_span(r), attributes(r))), *sizes)
    if kind == "project":
        named = _paired(ours, theirs, lambda g, p: same_name(g["name"], p.get("name")))
        score.count("project.overlap", named, *sizes)
    score.misses += (_miss(kind, *pair) for pair in _paired_up(ours, theirs) if not agree(*pair))


def agree(expected: Json | None, found: Json | None) -> bool:
    """Whether a pair is no disagreement: the same characters, said of them the same."""
    return expected is not None and found is not None and _whole(expected) == _whole(found)


def _whole(record: Json) -> tuple[Span, tuple[Any, ...]]:
    return _span(record), attributes(record)


def _paired_up(ours: list[Json], theirs: list[Json]) -> Iterator[tuple[Json | None, Json | None]]:
    surplus: dict[tuple[Span, tuple[Any, ...]], list[Json]] = {}
    for record in theirs:
        surplus.setdefault(_whole(record), []).append(record)
    missing = []
    for record in ours:
        if same := surplus.get(_whole(record)):
            yield record, same.pop(0)
        else:
            missing.append(record)
    rest = sorted((record for records in surplus.values() for record in records), key=_span)
    for record in missing:
        other = next((s for s in rest if _touch(_span(s), _span(record))), None)
        if other is not None:
            rest.remove(other)
        yield record, other
    for record in rest:
        yield None, record


def _miss(kind: str, expected: Json | None, found: Json | None) -> Miss:
    one = expected or found
    assert one is not None
    return Miss(
        kind,
        _span(one),
        one["text"],
        (_shown(expected, found) if found else said(expected)) if expected else None,
        (_shown(found, expected) if expected else said(found)) if found else None,
        found.get("rule") if found else None,
    )


def _shown(record: Json, other: Json) -> str:
    """What a record says; where its characters are what differs, those too."""
    differs = _span(record) != _span(other)
    return f"{said(record)} ‹{surface(record['text'])}›" if differs else said(record)


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _common(ours: list[Json], theirs: list[Json], key: Callable[[Json], Any]) -> int:
    return (Counter(map(key, ours)) & Counter(map(key, theirs))).total()


def _aligned(ours: list[tuple[Any, ...]], theirs: list[tuple[Any, ...]]) -> int:
    """How many values stand in both lists in the same order."""
    matcher = SequenceMatcher(None, [*map(repr, ours)], [*map(repr, theirs)], autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def _paired(ours: list[Json], theirs: list[Json], same: Callable[[Json, Json], bool]) -> int:
    """How many of ours find one of theirs, each of which can be found once."""
    used: set[int] = set()
    for one in ours:
        hit = next((n for n, other in enumerate(theirs) if n not in used and same(one, other)), None)
        if hit is not None:
            used.add(hit)
    return len(used)


def _score_facts(gold: Json, found: Json, score: PageScore) -> None:
    ours, theirs = ([f for f in d.get("facts") or () if not _in_name(f)] for d in (gold, found))
    score.count("facts.value", _paired(ours, theirs, _same_fact), len(ours), len(theirs))
    rest = list(theirs)
    for fact in ours:
        hit = next((other for other in rest if _same_fact(fact, other)), None)
        if hit is not None:
            rest.remove(hit)
            continue
        like = (o for o in rest if o["field"] == fact["field"] and same_name(o["project"], fact["project"]))
        other = next(like, None)
        if other is not None:
            rest.remove(other)
        place = _place(fact, gold) or (_place(other, found) if other else None) or (0, 0)
        told = (str(other["value"]), other.get("rule")) if other else (None, None)
        score.misses.append(Miss("facts", place, _said_of(fact), str(fact["value"]), *told))
    for fact in rest:
        place = _place(fact, found) or (0, 0)
        score.misses.append(Miss("facts", place, _said_of(fact), None, str(fact["value"]), fact.get("rule")))


def _said_of(fact: Json) -> str:
    return f"{fact['project']} · {fact['field']}"


def _place(fact: Json, document: Json) -> Span | None:
    """Where a page says a fact: its evidence, else the first record of its project."""
    evidence = fact.get("evidence")
    if isinstance(evidence, list | tuple):
        start, end = evidence
        return start, end
    records = document["records"]
    wanted = (record for own in (evidence, fact.get("record")) if own for record in records if record.get("id") == own)
    named = (r for r in records if r["type"] == "project" and surface(r.get("name")) == surface(fact["project"]))
    first = next(wanted, None) or next(named, None)
    return _span(first) if first else None


def _in_name(fact: Json) -> bool:
    """A capacity that is printed only inside the name is not scored either way."""
    return fact["field"] == "capacity" and surface(str(fact["value"])) in surface(fact["project"])


def _same_fact(one: Json, other: Json) -> bool:
    same = one["field"] == other["field"] and str(one["value"]) == str(other["value"])
    return same and same_name(one["project"], other["project"])


def _score_articles(gold: Json, found: Json, text: str, score: PageScore) -> None:
    ours, theirs = ([(_extent(a, text), a) for a in d.get("articles") or ()] for d in (gold, found))
    extents = (Counter(e for e, _ in ours) & Counter(e for e, _ in theirs)).total()
    full = Counter((e, *_heads(a)) for e, a in ours) & Counter((e, *_heads(a)) for e, a in theirs)
    score.count("articles.extent", extents, len(ours), len(theirs))
    score.count("articles.full", full.total(), len(ours), len(theirs))
    rest = list(theirs)
    for extent, article in ours:
        hit = next((other for other in rest if other[0] == extent), None)
        hit = hit or max(rest, key=lambda other: len(other[0] & extent), default=None)
        if hit is not None and hit[0] & extent:
            rest.remove(hit)
            if hit[0] == extent and _heads(hit[1]) == _heads(article):
                continue
            wider = hit[0] != extent
            miss = _article_miss(article, text, _headed(article, wider), _headed(hit[1], wider))
        else:
            miss = _article_miss(article, text, _headed(article, True), None)
        score.misses.append(miss)
    score.misses += [_article_miss(article, text, None, _headed(article, True)) for _, article in rest]


def _article_miss(article: Json, text: str, expected: str | None, found: str | None) -> Miss:
    start, end = article["pieces"][0] if article["pieces"] else (0, 0)
    return Miss("articles", (start, end), text[start : start + 20], expected, found)


def _headed(article: Json, extent: bool) -> str:
    """An article by its headline and byline, and where its ``extent`` is what differs, by that."""
    heads = " · ".join(filter(None, _heads(article))) or "(no headline)"
    return f"{heads} [{', '.join(f'{start}–{end}' for start, end in article['pieces'])}]" if extent else heads


def _extent(article: Json, text: str) -> frozenset[int]:
    """The characters of an article, white space aside."""
    pieces = ((start, text[start:end]) for start, end in article["pieces"])
    return frozenset(n for start, piece in pieces for n, c in enumerate(piece, start) if not c.isspace())


def _heads(article: Json) -> tuple[str, str]:
    return surface(article.get("headline")), surface(article.get("byline"))
