"""Find and normalise, project: names → the ones that the page says are being built, signed or opened.

Rules and examples: patterns/project.toml; words: patterns/project-words.toml. Where a name is printed again is found in
``reprinted``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from newsextract.compiled import compiled
from newsextract.context import Context, Outcome, Reading
from newsextract.dependent import INNER, LOOSE, Found, is_dependent
from newsextract.find import Match, Page
from newsextract.marks import REPORTER
from newsextract.names import Cutter, Name, Template
from newsextract.reprinted import again, reading_of, short_forms, unglued
from newsextract.rules import CELL, Room, Rule
from newsextract.telling import SAYING, is_name, is_of_another, is_old
from newsextract.token import OF_ANY, SIGNS
from newsextract.vocabulary import ACTION, GENERIC, NOUN, STRONG
from newsextract.words import segmenter

_AHEAD = 30  # characters of the next sentence that some rules look at
# What a thing is called further on, and what its name ends in: 产业园, and then 园区.
_CALLED = {"园区": "园", "园子": "园", "厂子": "厂", "大桥": "桥", "特大桥": "桥"}
_POINTING = ("这", "该", "此")
_BARE = 5  # characters
_SHORT = 3  # characters of a name without a head that is known by its list: 金水湾三期、玖珑台两个楼盘
_ANY_ONE = frozenset("大小新老旧")  # 大矿井 is no name
_SCENE = 400  # characters between a name and the sentence that points back at it
_THE_MOST = compiled(r"(?:最\p{Han}{1,3}的|(?:首|第一)[座条个家项处批]|唯一的?)$")  # 全省最大的|热电项目 is not named
_ONE_OF = compiled(r"(?<!第)一[座条家个]$")  # 又一座|储气库
# What a sentence begins with that speaks of a thing by its head, and what may be said of any work.
_OWN_SUBJECT = compiled(
    r"\s?(?![这该此])\p{Han}{1,4}?[园区场馆楼院校城站厂桥路库宅寺庙](?=(?:规划|总|计划)*(?:造价|投资|占地|面积|建筑|全长|长))"
)
_ALL_OF_IT = ("园区", "厂区", "校区", "景区", "主桥", "全桥")
_DISTRICTS = ("新城", "新区", "开发区", "高新区")  # 在…新城的工地上: where the site is
_PEOPLE = compiled(
    r"(?:答复|回复|回应|复信|复函|回信)|村民|居民(?![楼区点委])|群众|业主|师生|员工|职工(?![宿住公楼])|村里|村委|社员"
)
_SOLD_FOR = compiled(r"的[^，。；]{0,8}(?:订单|标的|大单)")
_PLACE_BY = compiled(r"的[^，。；的]{1,6}[边旁]上?，")
_REPORTER = compiled(rf"{REPORTER}\s?$")
_COUNTED = compiled(
    r"(?:\d[\d.]*|[一二三四五六七八九十百千万两几]+)[余多]?[栋座处条所间套家幢口眼个](?=[，。；、])"
)  # 研发中心1栋: so many, and none in particular


def read(room: Room, context: Context) -> Iterator[Outcome]:
    """Give the readings of all rules, and of the names that are printed again; they may overlap."""
    page, text = context.page, context.page.text
    asked: list[tuple[int, int, list[Rule]]] = []
    seen = page.seen(room.index)
    standing = _with_signs(page, seen.bits, room, context.taken)
    over = _reading_over(room)
    rows = {row.start: row for row in page.rows}
    denied = room.compile("(?&denied)")
    for n, tried in room.tried(standing):
        start, end = page.sentences[n]
        if start in rows or denied.match(text, start, end):
            continue
        if not room.anchored(standing[n], text, start, end, _AHEAD, seen.following(n, page.sentences, _AHEAD)):
            continue
        part = text[start:end]
        rules = []
        for rule in tried:
            sketch = rule.sketched
            if sketch is None:
                rules.append(rule)
            elif rule.bits.begins and (places := seen.starts(n, rule.bits.begins)) is not None:
                if any(sketch.match(part, at - start) for at in places if at >= start):
                    rules.append(rule)
            elif sketch.search(text[start : end + _AHEAD] if rule in over else part):
                rules.append(rule)
        if rules:
            asked.append((start, end, rules))
    if not asked and not rows:
        return
    cutter = Cutter(room, segmenter(), context.taken, page.turns)
    found: dict[tuple[int, int], Reading] = {}
    elsewhere = room.compile(r"\L<elsewhere>")
    for start, end, rules in asked:  # the dearest question last
        if all(map(_is_back, rules)):
            continue
        template, after = cutter.cut(text, start, end), text[end : end + _AHEAD]
        sport = elsewhere.search(text, start, end) is not None
        for reading in _matches(rules, template, text, after, cutter):
            event = text.endswith("项目", reading.start, reading.end) or reading.match.rule.id.startswith("list")
            if sport and event:
                continue  # 排球等项目
            found.setdefault((reading.start, reading.end), reading)
    for start, end, rules in asked:
        for rule in filter(_is_back, rules):
            for reading in _introduced(rule, start, end, page, cutter, found):
                found.setdefault((reading.start, reading.end), reading)
    nouns, kept = frozenset(room.words["noun"]), Found(found)
    for span in kept:
        if is_dependent(kept[span], kept, nouns, page, cutter) or is_old(text, *span, context.published):
            kept.drop(span)
    found = {span: kept[span] for span in kept}
    for rule in room.reading(CELL):
        for row in rows.values():
            if (hit := rule.pattern.fullmatch(text, *row.name)) is not None:
                found[row.name] = reading_of(Match(rule, *row.name, {"name": hit["name"]}), text)
    printed = list(unglued(found.values(), text))
    yield from printed
    yield from again(printed, text)
    yield from short_forms(printed, cutter, context)


def _with_signs(page: Page, bits: list[int], room: Room, taken: Mapping[str, list[tuple[int, int]]]) -> list[int]:
    """What stands in each sentence, the signs of the records of other kinds among it."""
    standing = list(bits)
    for kind, sign in SIGNS.items():
        signed = room.index.standing(sign) if taken.get(kind) else 0
        for start, _ in taken.get(kind, ()):
            standing[page.nth_sentence(start)] |= signed
    return standing


@cache
def _reading_over(room: Room) -> frozenset[Rule]:
    return frozenset(filter(_is_over, room.rules))


def _is_over(rule: Rule) -> bool:
    """Whether a rule reads on over the end of its sentence: …市民广场。广场占地156亩."""
    return rule.constants.get("over") == "yes"


def _is_back(rule: Rule) -> bool:
    """Whether a rule reads the page itself and points back at a name: 这座分拣中心投资3200万元."""
    return rule.constants.get("over") == "back"


def _introduced(
    rule: Rule, start: int, end: int, page: Page, cutter: Cutter, found: Mapping[tuple[int, int], Reading]
) -> Iterator[Reading]:
    """Find the name that a sentence points back at by its ``head``: the nearest before it that ends so.

    A report often begins with a scene, and says only then what the place is that it showed.
    """
    text = page.text
    for hit in rule.pattern.finditer(text, start, end):
        head, far = _CALLED.get(hit["head"], hit["head"]), max(0, start - _SCENE)
        if (
            head in OF_ANY and start and (name := _at_the_end(page, start, cutter))
        ):  # …说的是北门路改造。这项工程投资2380万元
            yield reading_of(Match(rule, name.start, name.end, {"name": text[name.start : name.end]}), text)
            continue
        at = text.rfind(head, far, hit.start())
        while at >= 0 and not any(right == at + len(head) for _, right in found):
            stop = at + len(head)
            for name in cutter.cut(text, *page.sentence(at)).names.values():
                any_work = head in OF_ANY  # they are said of works only, so that the name need not be proper
                told = name.end == stop and len(head) + 1 < name.end - name.start
                told = told and _REPORTER.search(text, max(0, name.start - _BARE), name.start) is None
                named = hit.group()[0] in _POINTING and not (cutter.is_class(name) or cutter.is_any(name))
                told = told and (named or cutter.is_proper(name) or (any_work and name.end - name.start >= SAYING))
                if told and name.sign in (NOUN, ACTION, STRONG) and is_name(name, text, bare=False):
                    yield reading_of(Match(rule, name.start, name.end, {"name": text[name.start : name.end]}), text)
                    at = far
                    break
            at = text.rfind(head, far, at)


def _at_the_end(page: Page, start: int, cutter: Cutter) -> Name | None:
    """The work that ends the sentence before ``start``, if one does."""
    text = page.text
    for name in cutter.cut(text, *page.sentence(start - 1)).names.values():
        told = name.sign in (ACTION, NOUN, STRONG) and cutter.is_proper(name)
        if told and not text[name.end : start].strip("。”’ \n") and is_name(name, text, bare=False):
            return name
    return None


def _matches(rules: list[Rule], template: Template, text: str, after: str, cutter: Cutter) -> Iterator[Reading]:
    """Give the names that the rules find in a sentence; ``after`` is what some of them read on to."""
    for rule in rules:
        if _is_back(rule):
            continue
        for hit in rule.pattern.finditer(template.text + (after if _is_over(rule) else "")):
            listed = [template.names[at] for at, _ in hit.spans("name") if at in template.names]
            beside = len(listed) > 1 and any(name.sign == ACTION and cutter.is_proper(name) for name in listed)
            for name in listed:
                if _speaks_of_else(name, text):
                    continue
                if rule.id == "goes-on" and not _goes_on(name, text, after):
                    continue
                if _is_unfit(rule, name, text, cutter, beside=beside):
                    continue
                if _is_any_of_many(name, text, cutter) or _is_a_part(rule, name, template, text, cutter):
                    continue
                short = name.end - name.start == _SHORT and text[name.start] not in _ANY_ONE
                short = short and bool(rule.constants.get("list")) and cutter.is_proper(name)
                bare = rule.constants.get("bare") == "noun" and not cutter.is_ranked(text[name.start : name.end])
                told = cutter.is_proper(name) and not cutter.is_class(name)
                if short or is_name(name, text, bare=bare, told=told):
                    yield reading_of(Match(rule, name.start, name.end, {"name": text[name.start : name.end]}), text)


def _speaks_of_else(name: Name, text: str) -> bool:
    """Whether what stands beside a name tells that it is not the work: its people, who reports, a column, a kind."""
    if _PEOPLE.match(text, name.end) or _REPORTER.search(text, max(0, name.start - _BARE), name.start):
        return True  # 菱塘村|村民在…, 记者 柯小路
    if _SOLD_FOR.match(text, name.end):
        return True  # 一座跨海大桥|的钢箱梁订单
    if _PLACE_BY.match(text, name.end):
        return True  # 铁东三道街的管沟边，焊花一闪一闪
    if text[name.start - 1] == "【" and text.startswith("】", name.end):
        return True  # 【东港区】总投资33亿元的东港LNG接收站: the name of a column
    return text.endswith(("正进行", "正在进行"), 0, name.start)  # 目前正进行|雨污管网|施工


def _is_unfit(rule: Rule, name: Name, text: str, cutter: Cutter, *, beside: bool) -> bool:
    """Whether a name is not what its rule asks for; ``beside`` tells that its list holds names that are."""
    like = beside and _is_any(name) and name.end - name.start >= _BARE  # 花园新村改造、铁路宿舍改造
    if _must_be_proper(rule, name) and not like and not cutter.is_proper(name):
        return True
    if not text.endswith(_heads(rule), name.start, name.end):
        return True
    if rule.id == "site" and text.endswith(_DISTRICTS, name.start, name.end):
        return True
    return name.end - name.start < int(rule.constants.get("least", 0)) or cutter.is_measured(name)


def _is_any_of_many(name: Name, text: str, cutter: Cutter) -> bool:
    """Whether a name is one of a count: 又一座|储气库, 研发中心|1栋."""
    sized = text[name.start].isdigit()
    vague = sized or text[name.start] == "万" or name.end - name.start < _BARE
    one = vague and _ONE_OF.search(text, max(0, name.start - _BARE), name.start)
    if one and (sized or not cutter.is_proper(name)):
        return True
    return name.sign in (NOUN, ACTION, GENERIC) and _COUNTED.match(text, name.end) is not None


def _is_a_part(rule: Rule, name: Name, template: Template, text: str, cutter: Cutter) -> bool:
    """Whether a name is that of a part of a work, of its class, or of what another has."""
    if rule.id == "part-of" and _is_of_a_named(name, template, text, cutter):
        return True
    if text[name.start - 1] == "：" and _is_told_of(name, template, cutter):
        return True
    part = rule.id == "under-way" or (rule.id in LOOSE and not cutter.is_proper(name))
    if part and _is_part_of_named(name, template, text, cutter):
        return True
    inner = rule.id in LOOSE and text.endswith(INNER, name.start, name.end)
    if (inner or _THE_MOST.search(text, max(0, name.start - _BARE), name.start)) and cutter.is_class(name):
        return True
    return is_of_another(text, name, listed="list" in rule.constants, proper=cutter.is_proper(name))


def _goes_on(name: Name, text: str, after: str) -> bool:
    """Whether the next sentence speaks of the name: …市民广场。广场占地156亩, and not of the 教学楼 beside it."""
    begins = _OWN_SUBJECT.match(after)
    return begins is None or text[name.end - 1] in begins.group() or begins.group().endswith(_ALL_OF_IT)


def _is_of_a_named(name: Name, template: Template, text: str, cutter: Cutter) -> bool:
    """Whether what a name has is no part of it, but a work with a name of its own: …内衣厂的|…口罩生产线投产."""
    if not text.startswith("的", name.end):
        return False
    owned = template.starting.get(name.end + 1)
    return owned is not None and owned.sign in (NOUN, STRONG) and cutter.is_proper(owned)


def _is_told_of(name: Name, template: Template, cutter: Cutter) -> bool:
    """Whether a name is what is told of the work before its colon: 火车站南广场改造：|地下停车库|主体封了顶."""
    whole = (other for other in template.names.values() if other.end == name.start - 1)
    return any(other.sign in (ACTION, STRONG) and cutter.is_proper(other) for other in whole)


def _is_part_of_named(name: Name, template: Template, text: str, cutter: Cutter) -> bool:
    """Whether a short name is that of a part of the work before it: …度假区的|环湖栈道已具雏形."""
    if name.end - name.start > _BARE or text[name.start - 1] != "的":
        return False
    whole = (other for other in template.names.values() if other.end == name.start - 1)
    return any(other.sign in (NOUN, STRONG) and cutter.is_proper(other) for other in whole)


def _heads(rule: Rule) -> tuple[str, ...]:
    """The words one of which a name must end with, where the rule says so."""
    return tuple(rule.constants.get("heads", "").split()) or ("",)


def _must_be_proper(rule: Rule, name: Name) -> bool:
    """Whether only a name that tells its thing from others will do: in a list of works any may be one."""
    return bool(rule.constants.get("proper")) or (_is_any(name) and not rule.constants.get("list"))


def _is_any(name: Name) -> bool:
    """What is done to things may be said of any (外墙改造, 中小河流治理), unless something new comes of it (迁建)."""
    return name.sign == ACTION and not name.words[-1].text.endswith("建")


__all__ = ["Name", "read"]
