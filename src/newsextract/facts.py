"""Stage 8, link: records → what the page says of each project.

A sum, a date or a status belongs to the project that the words give it to: the one right behind it (总投资2亿元的…),
else the last one before it in its sentence, else the one that the article goes on about (该项目, 二期, 总投资…).
A sum of a list is nobody's; what is expected is no status.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from newsextract.articles import Draft
from newsextract.context import Outcome, Reading
from newsextract.find import Page
from newsextract.mentions import full_names
from newsextract.records import AnyRecord, Fact
from newsextract.rules import Room
from newsextract.statements import Mention, Said, Sentence

STAGES = ("planned", "signed", "started", "under_construction", "topped_out", "completed", "in_operation")


def link(
    page: Page,
    found: Mapping[str, list[Outcome]],
    records: Mapping[str, list[AnyRecord]],
    room: Room,
    drafts: list[Draft],
    published: date | None,
    raw: str,
) -> list[Fact]:
    """Give the facts of a page, by project in page order, one for each field."""
    mentions = _mentions(found["project"], records["project"])
    if not mentions:
        return []
    values = [
        (reading.start, reading.end, record)
        for kind in ("money", "date")
        for reading, record in zip(_readings(found[kind]), records[kind], strict=True)
    ]
    values.sort(key=lambda v: v[0])
    said: list[Said] = []
    for spans in [draft.spans for draft in drafts] or [((0, len(page.text)),)]:
        topic: list[Mention] = []
        for start, end in spans:
            for left, right in _sentences(page, start, end):
                reader = Sentence(page, room, left, right, mentions, values, topic, published, raw)
                said += reader.read()
                topic = reader.topic
    return list(_settled(said))


def _readings(outcomes: Iterable[Outcome]) -> list[Reading]:
    return [o for o in outcomes if isinstance(o, Reading)]


def _mentions(outcomes: list[Outcome], records: list[AnyRecord]) -> list[Mention]:
    readings = _readings(outcomes)
    names = [str(r.fields["name"]) for r in readings]
    full = full_names(names)
    ids: dict[str, str] = {}
    for name, record in zip(names, records, strict=True):
        ids.setdefault(name, record.id)
    return [Mention(r.start, r.end, full[n], ids[full[n]]) for r, n in zip(readings, names, strict=True)]


def _sentences(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        left, right = page.sentence(at)
        yield max(left, start), min(right, end)
        at = max(right, at + 1)


def _settled(said: list[Said]) -> Iterator[Fact]:
    """One fact for each project and field: the first sum, the last completion, the latest stage that was reached."""
    by_key: dict[tuple[str, str], list[Said]] = {}
    for one in said:
        if one.value:
            by_key.setdefault((one.mention.name, one.field), []).append(one)
    for (name, field), ones in by_key.items():
        chosen = ones[0]
        value = chosen.value
        if field == "status":
            chosen, value = _stage(ones)
        elif field == "completion_date":
            chosen = max(ones, key=lambda o: o.value.split("/")[1])
            value = chosen.value
        yield Fact(
            project=name,
            record=chosen.mention.record,
            field=field,  # type: ignore[arg-type]  # one of the fields by construction
            value=value,
            evidence=chosen.evidence,
            rule=chosen.rule,
        )


def _stage(ones: list[Said]) -> tuple[Said, str]:
    """The latest stage; a project with one phase done and another going on is under construction."""
    best = max(ones, key=lambda o: STAGES.index(o.value))
    phases = [o for o in ones if o.phase]
    if (
        phases
        and any(o.value in ("planned", "started", "under_construction") for o in phases)
        and len(phases) == len(ones)
    ):
        return best, "under_construction" if STAGES.index(best.value) > 2 else best.value
    whole = [o for o in ones if not o.phase]
    if phases and whole and best.phase:
        best_whole = max(whole, key=lambda o: STAGES.index(o.value))
        return best, "under_construction" if STAGES.index(best_whole.value) <= 3 else best.value
    return best, best.value
