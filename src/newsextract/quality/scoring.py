"""How well records and facts agree with gold: the scores of the rule book, page by page, and every disagreement.

Records are compared by type: ``span`` (the same characters), ``value`` (the same values in the same order), ``strict``
(both), ``attributes`` (strict, and modifier and per of a sum, direction and basis of a share), and for projects
``overlap`` (names that share more than half of the longer one). ``facts.value`` compares project, field and value;
``articles.extent`` the characters that an article holds, ``articles.full`` its headline and byline as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from typing import Any

from newsextract.records import KINDS

Json = Mapping[str, Any]
Span = tuple[int, int]
_FOLD = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}


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
        return f"{self.type} {self.span[0]}-{self.span[1]} {self.expected} {self.found}"


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


def surface(text: str | None) -> str:
    """A text without white space and full width, as names are compared."""
    return "".join((text or "").split()).translate(_FOLD)


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names share a stretch of at least half of the longer one."""
    a, b = surface(one), surface(other)
    shared = SequenceMatcher(None, a, b, autojunk=False).find_longest_match(0, len(a), 0, len(b)).size
    return 2 * shared >= max(len(a), len(b))


def value(record: Json) -> tuple[Any, ...]:
    """What a record says, so that equal values are equal: 1.50 and 1.5, a name with a blank in it and without."""
    match record["type"]:
        case "money":
            return (*(_number(record.get(key)) for key in ("amount", "low", "high")), record.get("currency"))
        case "percent":
            return (*(_number(record.get(key)) for key in ("value", "low", "high")), record.get("unit"))
        case "date":
            return record.get("start"), record.get("end")
        case _:
            return (surface(record.get("name")),)


def attributes(record: Json) -> tuple[Any, ...]:
    """What a record says, and how it says it."""
    if record["type"] == "money":
        return (*value(record), record.get("modifier") or "exact", record.get("per"))
    if record["type"] == "percent":
        return (*value(record), record.get("direction"), record.get("basis"))
    return value(record)


def said(record: Json) -> str:
    """What a record says, for people."""
    return " ".join("–" if part is None else str(part) for part in attributes(record))


def _number(given: Any) -> str | None:
    try:
        return None if given is None else format(Decimal(str(given)).normalize(), "f")
    except InvalidOperation:
        return str(given)


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
    places = {record["id"]: _span(record) for record in (*gold["records"], *found["records"]) if record.get("id")}
    for fact in ours:
        hit = next((other for other in rest if _same_fact(fact, other)), None)
        if hit is not None:
            rest.remove(hit)
            continue
        like = (o for o in rest if o["field"] == fact["field"] and same_name(o["project"], fact["project"]))
        other = next(like, None)
        if other is not None:
            rest.remove(other)
        score.misses.append(_fact_miss(fact, other, places))
    score.misses += [_fact_miss(None, fact, places) for fact in rest]


def _fact_miss(fact: Json | None, other: Json | None, places: Mapping[str, Span]) -> Miss:
    one = fact or other
    assert one is not None
    evidence = one.get("evidence")
    span = places.get(evidence, (0, 0)) if isinstance(evidence, str) else tuple(evidence or (0, 0))
    said_of = f"{one['project']} · {one['field']}"
    return Miss(
        "facts",
        (span[0], span[1]),
        said_of,
        str(fact["value"]) if fact else None,
        str(other["value"]) if other else None,
        other.get("rule") if other else None,
    )


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
    known = dict(theirs)
    for extent, article in ours:
        hit = known.get(extent)
        if hit is not None and _heads(hit) == _heads(article):
            continue
        start, end = article["pieces"][0] if article["pieces"] else (0, 0)
        other = " · ".join(filter(None, _heads(hit))) if hit else None
        expected = " · ".join(filter(None, _heads(article))) or "(no headline)"
        score.misses.append(Miss("articles", (start, end), text[start : start + 20], expected, other))


def _extent(article: Json, text: str) -> frozenset[int]:
    """The characters of an article, white space aside."""
    spans = (range(start, end) for start, end in article["pieces"])
    return frozenset(n for span in spans for n in span if not text[n].isspace())


def _heads(article: Json) -> tuple[str, str]:
    return surface(article.get("headline")), surface(article.get("byline"))
