"""Link: records → what the page says of each project.

A sum, a date or a status belongs to the project that the words give it to: the one right behind it (总投资2亿元的…),
else the last one before it in its sentence, else the one that the article goes on about (该项目, 二期, 总投资…).
A sum of a list is nobody's; what is expected is no status.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import get_args

from newsextract import tabled
from newsextract.find import Page
from newsextract.mentions import Mention, Stretch
from newsextract.records import AnyRecord, Fact, Stage
from newsextract.rules import Room
from newsextract.sentence import Said, Sentence
from newsextract.stages import Stages
from newsextract.sums import Sums
from newsextract.underway import GOING_ON, HALTED

_SPENT = "completed_investment"
_ACCEPTED = ("facts/accepted", "facts/tried", "facts/first-out")  # tells a day of completion where nothing else does
_READY, _OVER = "completion_date", ("completed", "in_operation")
# What is built part by part: 云潍高铁|海河隧道.
_LINES = ("铁路", "高铁", "公路", "高速", "快速路", "大道", "号线", "轨道交通", "城际")
STAGES: tuple[str, ...] = get_args(Stage)  # from the first to the last
_GOING_ON = ("under_construction", "topped_out")
_BEGUN = "start_date"
_BEHIND = 16  # characters
_POINTING = ("这", "该", "此", "本")  # what opens a sentence that speaks of a work named before


def link(
    page: Page,
    articles: Iterable[Sequence[Stretch]],
    values: list[tuple[int, int, AnyRecord]],
    room: Room,
    published: date | None,
    raw: str,
) -> list[Fact]:
    """Give the facts of a page, by project in page order, one for each field.

    ``articles`` are their sentences; ``values`` are the sums and dates with their clean spans, in page order.
    """
    said: list[Said] = []
    lines: dict[str, Mention] = {}
    closing = room.compile(r"[（( ]*(?&all_above)")
    keyed = room.compile("(?&keyed)")
    rows = {row.start: row for row in page.rows}
    for stretches in articles:
        left_behind: list[Mention] = []  # what a sentence about something else has turned away from
        between = parted = False  # since a project was spoken of: something else was said, a paragraph ended
        for stretch in stretches:
            lines |= {m.name: m for m in stretch.mentions if m.own and m.name.endswith(_LINES) and m.name not in lines}
            if (row := rows.get(stretch.left)) is not None:
                named = (mention for mention in stretch.mentions if mention.start == row.name[0])
                said += [one for mention in named for one in tabled.read(page, row, mention, values, room)]
                continue
            text, spoken = page.text[stretch.left : stretch.right], False
            on_topic = stretch.mentions or (stretch.topic and stretch.topic != left_behind)
            if on_topic or (stretch.recent and closing.match(text)):
                sentence = Sentence(page, room, stretch, values, published, raw)
                # 去年5月动工… a paragraph further on is said of something between
                far = between and parted and not sentence.mentions and sentence.is_bare() and not sentence.is_spoken()
                if between and parted and sentence.mentions and not sentence.opening.startswith(_POINTING):
                    sentence.inherited = []  # 村口的杨梅论筐卖。眼下立起钢架，…物流园封顶
                if (sentence.mentions or sentence.inherited) and not far:  # most sentences go on about no project
                    rumour = sentence.phrase("rumour").match(text) is not None  # 网传…已获批，市住建局辟谣
                    said += [] if rumour else [*Sums(sentence).read(), *Stages(sentence).read()]
                    spoken = True
                if not stretch.mentions and sentence.turns_away():
                    left_behind = stretch.topic
            of_a_box = keyed.match(text) is not None  # 建设单位：市园林局 is of the work as well
            between = not spoken and (between or (bool(text.strip()) and not of_a_box))
            parted = not spoken and (parted or "\n" in text)
    return list(_settled(said, lines, published))


def _settled(said: list[Said], lines: Mapping[str, Mention], published: date | None) -> Iterator[Fact]:
    """One fact for each project and field: the first sum, but the most that was spent; the last completion; the latest
    stage that was reached; what a plant can do before what it makes in a year.
    """
    by_key: dict[tuple[str, str], list[Said]] = {}
    for one in said:
        if one.value:
            by_key.setdefault((one.mention.name, one.field), []).append(one)
    for (name, field), ones in by_key.items():
        if field in (GOING_ON, HALTED) or (field == "status" and _is_halted(name, by_key, published)):
            continue
        if field in (_BEGUN, _READY):  # 计划今年上马的…项目因环评未通过而搁浅
            ones = [o for o in ones if not _is_given_up(o, by_key.get((name, HALTED), ()), published)]  # noqa: PLW2901
        if not ones:
            continue
        chosen = ones[0]
        value = chosen.value
        if field == "status":
            chosen, value = _stage(ones)
            value = _in_part(ones, value, by_key.get((name, _READY), ()), published)
            if value in ("started", "under_construction") and _is_to_begin(
                ones, by_key.get((name, _BEGUN), []), published
            ):
                value = "planned"
            if value == "started" and (name, _SPENT) in by_key:  # 去年3月开工，已完成投资2亿元
                value = "under_construction"
            if value == "started" and (going_on := by_key.get((name, GOING_ON))):  # 3月开工，眼下正在支模
                chosen, value = going_on[-1], "under_construction"
        elif field == _SPENT:  # 今年已完成投资1.6亿元，累计完成投资5.2亿元
            chosen = max(ones, key=lambda o: Decimal(o.value))
            value = chosen.value
        elif field == "capacity":  # 年发电量30亿千瓦时，装机60万千瓦
            chosen = next((o for o in ones if not o.value.endswith("千瓦时")), ones[0])
            value = chosen.value
        elif field == _READY:
            ones = [o for o in ones if o.rule not in _ACCEPTED] or ones  # noqa: PLW2901
            chosen = _last_within(max(ones, key=lambda o: o.value.split("/")[1]), ones)
            value = chosen.value
        yield Fact(
            project=name,
            record=chosen.mention.record,
            field=field,  # type: ignore[arg-type]  # one of the fields by construction
            value=value,
            evidence=chosen.evidence,
            rule=chosen.rule,
        )
    named: dict[str, Mention] = {}
    for (name, _), ones in by_key.items():
        named.setdefault(name, ones[0].mention)
    for name, mention in (named | {line: m for line, m in lines.items() if line not in named}).items():
        if (name, "status") in by_key or _is_halted(name, by_key, published):
            continue
        if (implied := _implied(mention, by_key, published)) is not None:
            yield implied


def _in_part(ones: Sequence[Said], stage: str, ready: Iterable[Said], published: date | None) -> str:
    """The stage, or that a work goes on where only a part can have come so far: 首次并网，…明年建成.

    That is so where the whole is to be ready on a day ahead; the cell of a table notes it of the whole.
    """
    if published is None or stage not in _OVER or any(o.rule == tabled.RULE for o in ones):
        return stage
    days = [one.value.split("/") for one in ready]
    phase = all(o.phase for o in ones) and any(last > published.isoformat() for _, last in days)
    runs = stage == "in_operation" and any(first > published.isoformat() for first, _ in days)
    return "under_construction" if phase or runs else stage


def _is_to_begin(ones: Sequence[Said], begun: Sequence[Said], published: date | None) -> bool:
    """Whether all that is told of a stage stands right behind a beginning that lies ahead: 明天开工，全封闭|施工."""
    if published is None or not begun or any(o.value.split("/")[0] <= published.isoformat() for o in begun):
        return False
    return all(0 <= one.at - begun[0].at <= _BEHIND for one in ones)


def _last_within(chosen: Said, ones: list[Said]) -> Said:
    """The last of the dates that lie within the chosen one: 本月底 in a headline, and the 28th in its report."""
    first, last = chosen.value.split("/")
    within = [o for o in ones if first <= o.value.split("/")[0] and o.value.split("/")[1] <= last]
    return max(within, key=lambda o: (o.value.split("/")[0], o is chosen))


def _is_halted(name: str, by_key: Mapping[tuple[str, str], list[Said]], published: date | None) -> bool:
    """Whether the last that is told of a project's progress is that work on it has stopped.

    When it began, in a year before, is no news of it.
    """
    halted = [o.at for o in by_key.get((name, HALTED), ())]
    began = {o.at for o in by_key.get((name, _BEGUN), ()) if published and o.value[:4] < str(published.year)}
    told = (o for field in ("status", GOING_ON) for o in by_key.get((name, field), ()))
    reached = [o.at for o in told if not (o.value == "started" and o.at in began)]  # 再度停工。工程去年8月动工
    return bool(halted) and max(halted) >= max(reached, default=-1)


def _is_given_up(day: Said, halted: Iterable[Said], published: date | None) -> bool:
    """Whether a day lies ahead of the page and what is told behind it is that work has stopped."""
    ahead = published is not None and day.value.split("/")[1] > published.isoformat()
    return ahead and any(day.at < one.at for one in halted)


def _implied(mention: Mention, by_key: Mapping[tuple[str, str], list[Said]], published: date | None) -> Fact | None:
    """The stage of a project of which none is said: what money was spent on is being built, and so is a line of which
    a part is. What is to begin on a day ahead is planned.
    """
    name = mention.name
    told = by_key.items() if name.endswith(_LINES) else ()
    of_parts = (ones for (other, field), ones in told if field == "status" and other != name and other.startswith(name))
    parts = (ones for ones in of_parts if _stage(ones)[1] in _GOING_ON)
    ones, stage = by_key.get((name, _SPENT)) or next(parts, None), "under_construction"
    if ones is None and published is not None:
        ahead = [o for o in by_key.get((name, _BEGUN), ()) if _lies_ahead(o.value, published)]
        ones, stage = ahead or None, "planned"
    if ones is None:
        return None
    return Fact(
        project=name,
        record=mention.record,
        field="status",
        value=stage,
        evidence=ones[0].evidence,
        rule=ones[0].rule,
    )


def _lies_ahead(value: str, published: date) -> bool:
    """Whether an interval is still to come, or the greater part of it: 上半年开工, printed in February."""
    start, end = map(date.fromisoformat, value.split("/"))
    return published < start + (end - start) / 2 if start < end else published < start


def _reached(value: str, stage: str) -> bool:
    return STAGES.index(value) >= STAGES.index(stage)


def _stage(ones: list[Said]) -> tuple[Said, str]:
    """The latest stage; a project with one phase done and another going on is under construction."""
    best = max(ones, key=lambda o: STAGES.index(o.value))
    phases = [o for o in ones if o.phase]
    if (
        phases
        and any(o.value in ("planned", "started", "under_construction") for o in phases)
        and len(phases) == len(ones)
    ):
        return best, "under_construction" if _reached(best.value, "under_construction") else best.value
    whole = [o for o in ones if not o.phase]
    if phases and whole and best.phase:
        best_whole = max(whole, key=lambda o: STAGES.index(o.value))
        return best, best.value if _reached(best_whole.value, "topped_out") else "under_construction"
    return best, best.value
