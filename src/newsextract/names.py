"""Sentences cut into names: the runs of words that a project can be called, each with the kind of word that it ends in.

jieba says where words begin and end; the word lists of ``patterns/project-words.toml`` say which of them no name holds.
The cut sentence is a template, one sign for each name and for each record of another kind, that the rules of
``patterns/project.toml`` read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newsextract.compiled import compiled
from newsextract.joined import joined
from newsextract.rules import Room
from newsextract.tokens import HAN, NICKNAMES, NO_NAME, OF_ANY, Token, Tokenizer
from newsextract.vocabulary import ACTION, BODY, GENERIC, NOUN, PLAIN, STRONG, WORKS, vocabulary
from newsextract.words import Segmenter

NAMES = frozenset((STRONG, ACTION, NOUN, PLAIN))

_ENUMERATES = frozenset("、等")
_MODIFIER = 4  # characters: what a name is told by has at least so many
_NUMBERED = compiled(r"[一二三四五六七八九十]、")
_SETTLED = frozenset("村镇乡县屯寨")
_STREETS = frozenset(("路", "街", "巷", "大道", "大街", "东路", "西路", "南路", "北路", "中路"))
_OTHER_LINE = compiled(r"[二三四]线")  # 二线|船闸 is a work, 船闸 a part of one
_BESIDE = frozenset(("站前", "地下", "室内", "室外", "附属", "配套", "主", "前"))
_BUILDING = compiled(r"[一二三四五六七八九十\d]+(?:号楼|号机组|号炉|[栋幢座]楼?)")
_SECTION = compiled(r"第?[一二三四五六七八九十\dA-Z]{1,3}(?:合同|土建)?标段")
_UNIT_OF_IT = compiled(
    r"(?<work>项目|工程|热电联产)[一二三四五六七八九十\d#]+号?(?:楼|机组|储罐|罐|炉|窑|车间|厂房|泊位|标段|生产线)$"
    r"|(?<work>新村|小区|社区|园区|[花家]园|[苑厂区])(?:首批|第[一二三四五六]批)\p{Han}{0,4}$"
    r"|(?<work>电厂|电站|发电厂|核电站)(?:第[一二三四五六]台|首台|[一二三四五六\d#]+号)机组$"
    r"|(?<work>接收站|储备库|储运库|油库)[一二三四五六七八九十\d#]+号储?罐$"
    r"|(?<work>厂|公司)[一二三四五六\d]层(?:车间|厂房)$"
    r"|(?<work>中心|基地|产业园|物流园)[一二三四五六七八九十\d#]+号?(?:楼|仓库|库房|车间|厂房)$"
    r"|(?<work>(?:轨道交通|地铁|轻轨|城铁)[\d一二三四五六七八九十]+号线(?:[一二三四]期)?(?:工程)?)\p{Han}{2,8}[站区]间?$"
)
_UNIT_ENDS = frozenset("楼组罐炉窑间房位段线库站区宅批")
_OTHER_PHASE = compiled(
    r"(?!(?:总|计划)?投资|概算|占地)[^。]{0,40}?[，、；]二期(?!工程的)|首[条台批座套][^。]{0,30}。\s?(?:基地|园区|厂区|该?项目|该?工程)"
)  # …市场|一期已经开业，二期正在施工
_HOUSING = frozenset(("安置房", "回迁房", "还迁房", "公租房", "廉租房", "经适房", "安居房"))
_ESTATES = frozenset("苑园区村居")
# What a work may be said to be right before its name.
_KINDS_OF_WORK = {"桥梁": ("桥",), "公路": ("路", "公路"), "铁路": ("线", "铁路"), "水库": ("库",), "隧道": ("隧道",)}
_OURS = frozenset(
    ("本厂", "本公司", "本矿", "本院", "本校", "本局", "本处", "我厂", "我公司", "我矿", "我院", "我校", "我局")
)
_RAILED = frozenset(("地铁", "轨道交通", "轨道", "轻轨", "城轨"))
_METRO = compiled(r"(?:地铁|轨道交通|轨道|轻轨|城轨)[\d一二三四五六七八九十]+号线.*")
_RAIL_WORKS = frozenset(("线下", "线上", "站前", "站后"))  # what is built before and after the rails
_KEY, _WITH_KEY = frozenset(("控制性", "控制", "关键", "咽喉")), 3
_THIS = ("这条", "这座", "这个")
_CLEARING, _WAYS = frozenset(("拆迁", "征迁", "征拆", "征收", "征地")), frozenset("路街道桥线")
_CLEARING_GOES_ON = compiled(
    r"(?:已经?|正|尚|仍|还)?在?(?:受阻|方案|工作|任务|难度|进展|进度|顺利|全面|基本|扫尾|收尾|完成|完毕)"
)
_WORKSHOPS = frozenset(((ACTION, "车间"), (ACTION, "厂房")))  # 驼奶粉加工|车间 is one name
_UNITS, _SO_MANY = frozenset(("机组", "风机", "锅炉")), compiled(r"[\d一二两三四五六七八九十]+台")
_BUILDING_ENDS = frozenset("楼栋幢座")
_OF_HOUSES = frozenset("段期区村苑园城寓房")  # 望江宾馆|二号楼 has a name, a house of an estate is one of many
_TONS = compiled(r"(?:\d[\d.,]*[十百千万亿]*|[一二三四五六七八九十百千万两]+)(?:吨级?|亩|平方米|米|公里|头|只)")
_SHORTEST, _LONGEST = 3, 40
_NEW_SITES = frozenset(("新校区", "新院区", "新址"))
_SORT = frozenset("化型式")  # 数智化, 外向型: such words are no names, be they in no dictionary
_ENDINGS = ("工程", "项目", "建设")  # of what may stand before a name
_OPENING = (*OF_ANY, "工程建设", "项目建设")
_STRETCH = compiled(
    r"[（(][^（）()]*[至—段期路街][^（）()]*(?<!站)[）)]"
)  # （学府路段） belongs to a name, （B型） does not
_ONE = ("条", "座", "个", "处", "项")
_AHEAD = 6  # characters that a word about building goes on before and behind a run
_COMMON = frozenset("大小新老高中低多市县区省镇乡村厂校院路街桥站园水电气热暖网线年月日号一二三四五六七八九十、和及的")


class Name(NamedTuple):
    """A run of words that can be a name: its clean span, its sign and its words."""

    start: int
    end: int
    sign: str
    words: list[Token]


@dataclass(slots=True)
class Template:
    """A sentence with signs for names; ``names[i]`` is the name whose sign stands at offset ``i`` of ``text``."""

    text: str = ""
    names: dict[int, Name] = field(default_factory=dict)
    works: bool = False  # whether words about building stand in the sentence or beside it
    starting: dict[int, Name] = field(default_factory=dict)  # the names by where they begin on the page

    def add(self, text: str) -> None:
        """Put characters of the page as they are."""
        self.text += text

    def put(self, sign: str, name: Name | None = None) -> None:
        """Put one sign."""
        if name is not None:
            self.names[len(self.text)] = self.starting[name.start] = name
        self.text += sign


class Cutter:
    """Cuts the sentences of one page."""

    def __init__(
        self,
        room: Room,
        segmenter: Segmenter,
        taken: dict[str, list[tuple[int, int]]],
        turns: Sequence[int] = (),
    ) -> None:
        """Take the words of the room, by sign the spans of the page that records hold, and where lines of heads end."""
        known = vocabulary(room)
        self._words, self._places, self._no_places = known.words, known.places, known.no_places
        self._parts, self._actions = room.words["part"], room.words["action"]
        self._known, self._closing, self._ranked = known, known.closing, known.ranked
        self._sign, self._ends = known.sign, known.ends
        self._working = known.working
        self._works = room.compile(r"\L<progress>|\L<evidence>")
        self._segmenter = segmenter
        self._tokenizer = Tokenizer(room, segmenter, taken, turns)
        self._templates: dict[tuple[int, int], Template] = {}

    def cut(self, text: str, start: int, end: int) -> Template:
        """Cut the sentence from ``start`` to ``end``; short forms are looked for in sentences that were cut before."""
        if (start, end) not in self._templates:
            self._templates[start, end] = self._cut(text, start, end)
        return self._templates[start, end]

    def _cut(self, text: str, start: int, end: int) -> Template:
        template = Template(works=self._working.any_stands(text[max(start - _AHEAD, 0) : end + _AHEAD]))
        tokens = self._tokenizer.tokens(text, start, end)
        run: list[Token] = []
        runs: list[tuple[list[Token], Token | None]] = []
        for token in tokens:
            if token.sign == "n":
                run.append(token)
                continue
            runs.append((run, token))
            run = []
        runs.append((run, None))
        counted, before = False, ""
        for words, closing in joined(runs, text, self._known, self._are_proper):
            if words:
                listed = before in _ENUMERATES or (closing is not None and closing.text in _ENUMERATES)
                one = before.endswith(_ONE)
                self._put_name(template, words, text, counted=counted, listed=listed, one=one)
            before = closing.text if closing is not None else ""
            counted = closing is not None and closing.sign == "c"
            if closing is not None:
                if closing.sign in "xc":
                    template.add(closing.text)
                else:
                    template.put(closing.sign)
        return template

    def _put_name(
        self, template: Template, words: list[Token], text: str, *, counted: bool, listed: bool, one: bool
    ) -> None:
        """Put a run: leading verbs and trailing 建设 stay outside; a count before it makes it one of many.

        What stands in a list need not end with a head: 红星轴承厂|精密轴承、…等项目.
        """
        if words[-1].end - words[0].start > NO_NAME:
            template.put(BODY)
            return
        if one and self._is_apposed(words, text):
            template.put(GENERIC)  # 另一条|通道|汾陵东站至机场快速路
            words, counted = words[1:], False
        if counted and (of := [n for n, word in enumerate(words[:-1]) if word.text in OF_ANY]):
            template.put(GENERIC)  # 14个|项目|集体上“云”
            for word in words[of[0] + 1 :]:
                template.add(word.text)
            return
        if words[0].text == "记" and text[words[0].start - 1 : words[0].start] == "—":
            template.add(words[0].text)  # ——|记|北关煤气工程送气
            words = words[1:]
        for lead in self._lead(words, text) if words else ():
            template.add(lead.text)
            words = words[1:]
        if not words:
            return
        if len(words) == 1 and _NUMBERED.fullmatch(text, words[0].start, words[0].end + 1):
            template.add(words[0].text)  # 三、…
            return
        if words[-1].end - words[0].start < _SHORTEST:  # no name, whatever it ends in
            sign = self._sign(text[words[0].start : words[-1].end])
            if counted:
                sign = BODY if sign in (PLAIN, BODY) else GENERIC
            template.put(self._or_works(sign, text, words[0].start, words[-1].end) if template.works else sign)
            return
        stretch = words.pop() if len(words) > 1 and _STRETCH.fullmatch(words[-1].text) else None
        words, tail = self._trimmed(words, text, works=template.works, listed=listed)
        start, end = words[0].start, words[-1].end
        sign = self._sign(text[start:end])
        if stretch is not None and tail:
            tail.append(stretch)
        elif stretch is not None:
            end = stretch.end
        if end - start > _LONGEST:
            sign = BODY
        elif counted:
            sign = BODY if sign in (PLAIN, BODY) else GENERIC
        sign = self._or_works(sign, text, start, end) if template.works else sign
        template.put(sign, Name(start, end, sign, words) if sign in NAMES or sign == GENERIC else None)
        for token in tail:
            template.add(token.text)

    def _is_apposed(self, words: list[Token], text: str) -> bool:
        """Whether a word says what kind of work the name behind it is of."""
        first = words[0].text
        if len(words) <= _WITH_KEY or first not in self._words["generic"]:
            return False
        if first != "通道" and self._sign(f"某{first}") != NOUN:
            return False
        name = Name(words[1].start, words[-1].end, self._sign(text[words[1].start : words[-1].end]), words[1:])
        return name.sign in (NOUN, STRONG, ACTION) and self.is_proper(name)

    def _trimmed(self, words: list[Token], text: str, *, works: bool, listed: bool) -> tuple[list[Token], list[Token]]:
        """Part a run into the name and what stands behind it."""
        tail: list[Token] = []
        while len(words) > 1 and words[-1].text in ("建设", "、", "项目建设", "工程建设"):
            tail.insert(0, words[-1])
            words = words[:-1]
        if len(words) > _WITH_KEY and words[-2].text in (_KEY | _RAIL_WORKS) and words[-1].text == "工程":
            words, tail = words[:-2], words[-2:] + tail  # 云河高速公路云荡段|控制性工程, 云西铁路|线下工程
        # 安家园廉租房项目|房屋: what follows a closing word and is no head is not the name
        for cut in range(len(words) - 1, 0, -1):
            if words[cut - 1].text[-1] in self._closing and self._closes(words[:cut], words[cut:], text):
                words, tail = words[:cut], words[cut:] + tail
                break
        if not listed and self._sign(text[words[0].start : words[-1].end]) == PLAIN:
            for cut in range(len(words) - 1, 0, -1):  # …乐园|人头攒动: the name ends with its head
                if words[cut - 1].text[-1] not in self._ends:
                    continue
                name = text[words[0].start : words[cut - 1].end]
                if len(name) >= _MODIFIER and self._sign(name) in (NOUN, ACTION, STRONG):
                    words, tail = words[:cut], words[cut:] + tail
                    break
        if works and self._sign(text[words[0].start : words[-1].end]) == PLAIN:
            told = self._works.search(text, words[0].start + _MODIFIER, words[-1].end)
            said = [n for n, word in enumerate(words) if told is not None and word.start == told.start()]
            if said:  # 铸锻风电法兰|土建过半: what is said of a name without a head
                words, tail = words[: said[0]], words[said[0] :] + tail
        itself = text.endswith(_THIS, 0, words[0].start)  # 这条龙门沟水库输水洞全长…
        while len(words) > 1 and not itself and self._ends_in_part(words, text):  # 凤鸣水库|大坝, 黄花深加工|车间
            words, tail = words[:-1], [words[-1], *tail]
        if len(words) > 1 and self._ends_in_clearing(words, text):  # 云渡路改造|拆迁|方案
            words, tail = words[:-1], [words[-1], *tail]
        if len(words) > _WITH_KEY - 1 and words[-1].text in _UNITS and _SO_MANY.fullmatch(words[-2].text):
            words, tail = words[:-2], words[-2:] + tail  # 洗河风电场|33台|机组
        if len(words) > 1 and words[-1].text == "一期" and not listed and _OTHER_PHASE.match(text, words[-1].end):
            words, tail = words[:-1], [words[-1], *tail]
        may_be = text[words[-1].end - 1] in _UNIT_ENDS
        numbered = _UNIT_OF_IT.search(text, words[0].start, words[-1].end) if may_be else None
        if numbered and (inner := [n for n, word in enumerate(words) if word.start == numbered.end("work")]):
            words, tail = words[: inner[0]], words[inner[0] :] + tail  # …储备库项目|2号储罐
        if words[-1].text == "工程" and len(words) > _WITH_KEY - 1 and words[-2].text.strip("“”") in NICKNAMES:
            words, tail = words[:-2], words[-2:] + tail  # 云河铁路|“卡脖子”|工程
        for n in range(max(1, len(words) - 2), len(words)) if text[words[-1].end - 1] == "段" else ():
            if _SECTION.fullmatch(text[words[n].start : words[-1].end]):
                words, tail = words[:n], words[n:] + tail  # 青年路公租房|二标段
                break
        built = text[words[-1].end - 1] in _BUILDING_ENDS
        for n in range(max(1, len(words) - 2), len(words)) if built else ():  # …小区三标段|3号楼
            if words[n - 1].text[-1] in _OF_HOUSES and _BUILDING.fullmatch(text[words[n].start : words[-1].end]):
                words, tail = words[:n], words[n:] + tail
                break
        return words, tail

    def _ends_in_clearing(self, words: list[Token], text: str) -> bool:
        """Whether the last word is what makes room for the work that the words before it name."""
        if words[-1].text not in _CLEARING or not _CLEARING_GOES_ON.match(text, words[-1].end):
            return False
        whole = text[words[0].start : words[-2].end]
        return len(whole) >= _MODIFIER and (whole[-1] in _WAYS or self._sign(whole) in (ACTION, STRONG))

    def _ends_in_part(self, words: list[Token], text: str) -> bool:
        """Whether the last word is a part of the work that the words before it name."""
        if words[-1].text not in self._parts or _OTHER_LINE.fullmatch(words[-2].text):
            return False
        whole = text[words[0].start : words[-2].end]
        sign = self._sign(whole)
        one = (sign, words[-1].text) in _WORKSHOPS and words[-2].text != "生产"
        return len(whole) >= _MODIFIER and sign in (NOUN, ACTION, STRONG) and not one

    def _or_works(self, sign: str, text: str, start: int, end: int) -> str:
        """The sign of a run, that of words about building where it is plain and holds a part of one: 勘测|完毕."""
        if sign not in (PLAIN, BODY):
            return sign
        hits = self._works.finditer(text, max(start - _AHEAD, 0), end + _AHEAD)
        return WORKS if any(hit.start() < end and start < hit.end() for hit in hits) else sign

    def is_proper(self, name: Name) -> bool:
        """Whether a word of a name tells its thing from others: a place, a firm, a number, an unknown word.

        One of the words before the last must: 龙山, 第二, 110千伏, or a single character.
        """
        last = len(name.words) - 1
        for n, token in enumerate(name.words[:-1] or name.words):
            word = token.text
            if not HAN.match(word) or word[0] == "第":
                return True
            if len(word) == 1 and word not in _COMMON:
                return True
            if not n and last and name.sign == NOUN and word in self._words["given"]:
                return True  # 红旗|水库
            if (word[-1] in self._places or word[-2:] in self._places) and word not in self._no_places:
                return True
            if len(word) > 3 and word[1] in self._places and word[:2] not in self._no_places:
                return True  # 南湖公园
            if len(word) < 2 or word in self._no_places or word in self._words["keeps"] or word[-1] in _SORT:
                continue
            following = name.words[n + 1].text if n + 1 < last else ""
            if following in self._words["site"] and word not in self._words["sort"] | self._words["generic"]:
                return True
            if following in (_SETTLED | _STREETS) and word not in self._words["sort"] | self._words["generic"]:
                return True  # 柳湾|村, 人民|路|人行天桥
            if following in self._words["trade"] and self._segmenter.is_rare(word):
                return True  # 鸿图|电子
            if not self._segmenter.is_common(word):
                return True
        if name.words[0].text in _RAILED and _METRO.fullmatch("".join(word.text for word in name.words)):
            return True  # 地铁|7号|线
        if name.words[-1].text in _NEW_SITES:
            old = "".join(token.text for token in name.words[:-1])
            return len(old) >= _SHORTEST and self._sign(old) == NOUN  # 实验小学|新校区: a town has one
        first = name.words[0].text
        if name.sign == NOUN and last and len(first) >= _SHORTEST and self._sign(first) == NOUN:
            return True  # 火车站|地下|商城
        return name.sign == ACTION and self._is_of_a_thing(name)

    def _are_proper(self, words: list[Token]) -> bool:
        return self.is_proper(Name(words[0].start, words[-1].end, NOUN, words))

    def is_any(self, name: Name) -> bool:
        """Whether every word of a name is said of any work or is the head of one: 站前|广场."""
        known = self._words["generic"] | _BESIDE
        return all(word.text in known or self._is_any_word(word.text) for word in name.words)

    def _is_any_word(self, word: str) -> bool:
        """Whether a word is said of any work, or what names end in and no more: 大桥, 职工宿舍, but not 云江二桥."""
        sign = self._sign(word)
        return sign == GENERIC or (sign == NOUN and (self._known.is_head(word) or self._segmenter.is_common(word)))

    def is_class(self, name: Name) -> bool:
        """Whether a name says what kind of work it is, and not which: 热电|项目, 跨海|大桥."""
        known = self._words["kinds"] | self._words["generic"]
        return all(word.text in known for word in name.words[:-1])

    def is_ranked(self, printed: str) -> bool:
        """Whether a name is one of many by its rank, whatever stands before it: 智能装备|龙头项目."""
        return printed.endswith(self._ranked)

    def is_measured(self, name: Name) -> bool:
        """Whether a name is a measure and a word for any thing of its kind: 1.6万吨级泊位."""
        first, *rest = name.words
        return (
            bool(rest)
            and _TONS.fullmatch(first.text) is not None
            and self._sign("".join(word.text for word in rest)) == GENERIC
        )

    def _is_of_a_thing(self, name: Name) -> bool:
        """Whether what is done is done to one thing and not to its kind: 老火车站货场片区|拆迁."""
        words = [token.text for token in name.words[:-1]]
        while words and words[-1] in self._words["area"]:
            words.pop()
        thing = "".join(words)
        if not self._words["sort"].isdisjoint(words):
            return False  # 病险|水库|加固
        return len(thing) >= _MODIFIER and self._sign(thing) == NOUN

    def _lead(self, words: list[Token], text: str) -> list[Token]:
        """The words of a run that stand before the name: verbs, 控制性工程 before a name of its own, …县建设."""
        if len(words) == 1:
            return words if words[0].text in self._words["verbs"] or words[0].text == "、" else []
        if words[0].text in _OURS:
            return words[:1]
        estate = words[0].text in _HOUSING and len(words) > 2 and words[-1].text[-1] in _ESTATES
        n = int(estate or words[0].text in _OPENING)  # 工程建设|1.6万吨级泊位
        while n < len(words) and (words[n].text in self._words["verbs"] or words[n].text == "、"):
            n += 1
        if n + 1 < len(words) and words[n].text in _KEY:
            n += 1  # 工程的关键|沙水大桥
        if n == len(words):
            return words
        if (
            n + 2 < len(words)
            and words[n].text in _KINDS_OF_WORK
            and words[-1].text.endswith(_KINDS_OF_WORK[words[n].text])
        ):
            n += 1  # 改建|桥梁|子材大桥
        start, end = words[n].start, words[-1].end
        if not any(text.find(ending, start, end) >= 0 for ending in _ENDINGS):
            return words[:n]
        for cut in range(n + 1, len(words)):
            last = words[cut - 1]
            said = text[start : last.end]
            works = said.endswith(("工程", "项目")) and (
                self._sign(said) == GENERIC or (said[0] in "省市县区" and self._sign(said[1:]) == GENERIC)
            )
            place = last.text == "建设" and cut - n > 1 and words[cut - 2].text[-1] in "省市县区州镇乡村"
            rest = words[cut].start
            if (works or place) and end - rest >= _MODIFIER and self._sign(text[rest:end]) in (STRONG, ACTION, NOUN):
                n = cut
                break
        return words[:n]

    def _closes(self, words: list[Token], rest: list[Token], text: str) -> bool:
        if self._sign(text[words[0].start : words[-1].end]) != STRONG:
            return False
        name = text[rest[0].start : rest[-1].end]
        if rest[0].text in self._actions and words[-1].text not in OF_ANY:
            return False  # 滨河景区三期|绿化
        if self._sign(name) == ACTION and words[-1].text in OF_ANY:
            return True  # 集中供热工程|二级管网铺设
        return self._sign(name) in (PLAIN, BODY) or (
            self._sign(name) == GENERIC and not name.endswith(("项目", "工程"))
        )
