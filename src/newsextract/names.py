"""Sentences cut into names: the runs of words that a project can be called, each with the kind of word that it ends in.

jieba says where words begin and end; the word lists of ``patterns/project-words.toml`` say which of them no name holds.
The cut sentence is a template, one sign for each name and for each record of another kind, that the rules of
``patterns/project.toml`` read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newsextract.apposed import kind_before
from newsextract.compiled import compiled
from newsextract.cuts import BESIDE
from newsextract.joined import joined
from newsextract.rules import Room
from newsextract.token import HAN, NO_NAME, OF_ANY, PAIR, Token
from newsextract.tokens import Tokenizer
from newsextract.trimmed import KEY, MODIFIER, WITH_KEY, Trimmer
from newsextract.vocabulary import ACTION, BODY, GENERIC, NAMES, NOUN, PLAIN, STRONG, WORKS, vocabulary
from newsextract.words import Segmenter

_ENUMERATES = frozenset("、等")
_REGIONS = frozenset(("东部", "西部", "南部", "北部", "中部"))
_TOWN = frozenset(("城区", "市区", "县城", "老城区", "新城区", "主城区", "中心城区", "矿区", "新区"))
_OUTPUTS = frozenset(("年产", "日产", "月产"))
_TELLS = compiled(r"的(?!项目|工程|生产线|装置)\p{Han}{3}")  # 年产5万吨啤酒|的云渡啤酒厂
_NUMBERED = compiled(r"[一二三四五六七八九十]、")
_SETTLED = frozenset("村镇乡县屯寨")
_STREETS = frozenset(("路", "街", "巷", "大道", "大街", "东路", "西路", "南路", "北路", "中路"))
_PLACES_BEHIND = _SETTLED | _STREETS | frozenset(("片区", "地块", "组团"))
_BESIDE = frozenset(("站前", "地下", "室内", "室外", "附属", "配套", "主", "前"))
_HOUSING = frozenset(("安置房", "回迁房", "还迁房", "公租房", "廉租房", "经适房", "安居房"))
_ESTATES = frozenset("苑园区村居")
# What a work may be said to be right before its name.
_KINDS_OF_WORK = {"桥梁": ("桥",), "公路": ("路", "公路"), "铁路": ("线", "铁路"), "水库": ("库",), "隧道": ("隧道",)}
_THROUGH = frozenset(("路", "街", "大道", "大街", "大桥", "水库", "隧道", "立交桥"))
_PHASE_NO = compiled(r"[二三四五六]期(?:工程)?")
_THAN = frozenset("比较")
_DIFFERS = compiled(r"(?:的?(?:总?投资|造价|工期))?[还要更]?[多少高低快慢长短大小早晚贵省]")
_OURS = frozenset(
    ("公司", "本厂", "本公司", "本矿", "本院", "本校", "本局", "本处", "我厂", "我公司", "我矿", "我院", "我校", "我局")
)
_RAILED = frozenset(("地铁", "轨道交通", "轨道", "轻轨", "城轨"))
_METRO = compiled(r"(?:地铁|轨道交通|轨道|轻轨|城轨)[\d一二三四五六七八九十]+号线.*")
_TONS = compiled(r"(?:\d[\d.,]*[十百千万亿]*|[一二三四五六七八九十百千万两]+)(?:吨级?|亩|平方米|米|公里|头|只)")
_SHORTEST, LONGEST = 3, 40  # characters of a name
_NEW_SITES = frozenset(("新校区", "新院区", "新址"))
_SORT = frozenset("化型式")  # 数智化, 外向型: such words are no names, be they in no dictionary
_ENDINGS = ("工程", "项目", "建设")  # of what may stand before a name
_OPENING = (*OF_ANY, "工程建设", "项目建设")
_STRETCH = compiled(
    r"[（(](?!\p{Han}{0,4}[编文]号)[^（）()]*[至—段期路街][^（）()]*(?<!站)[）)]"
)  # （学府路段） belongs to a name, （B型） does not
_ONE = ("条", "座", "个", "处", "项")
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
        """Take the words of the room, by kind the spans of the page that records hold, and where lines of heads begin
        after others.
        """
        known = vocabulary(room)
        self._words, self._places, self._no_places = known.words, known.places, known.no_places
        self._known, self._ranked, self._sign = known, known.ranked, known.sign
        self._trimmer = Trimmer(room)
        self._works = room.compile("(?&works)")
        self._segmenter = segmenter
        self._tokenizer = Tokenizer(room, segmenter, taken, turns)
        self._templates: dict[tuple[int, int], Template] = {}

    def cut(self, text: str, start: int, end: int) -> Template:
        """Cut the sentence from ``start`` to ``end``; short forms are looked for in sentences that were cut before."""
        if (start, end) not in self._templates:
            self._templates[start, end] = self._cut(text, start, end)
        return self._templates[start, end]

    def _cut(self, text: str, start: int, end: int) -> Template:
        tokens, works = self._tokenizer.tokens(text, start, end)
        template = Template(works=works)
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
        first = words[0] if words else None
        if first is not None and first.text[0] in _THAN and _DIFFERS.match(text, words[-1].end):
            template.add(first.text[0])  # 比|云渡港二期工程|多2亿元
            rest = [Token(first.start + 1, first.end, first.text[1:], first.sign)] if first.text[1:] else []
            words = [*rest, *words[1:]]
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
        words, tail = self._trimmer.trimmed(words, text, works=template.works, listed=listed)
        if kind := kind_before(words, text, self._sign, self._are_proper):
            template.put(GENERIC)  # 首座|公铁两用桥|青江大桥
            words, counted = words[kind:], False
        start, end = words[0].start, words[-1].end
        sign = self._sign(text[start:end])
        if stretch is not None and tail:
            tail.append(stretch)
        elif stretch is not None:
            end = stretch.end
        if end - start > LONGEST:
            sign = BODY
        elif counted:
            sign = BODY if sign in (PLAIN, BODY) else GENERIC
        elif sign == NOUN and words[0].text in _OUTPUTS and _TELLS.match(text, end):
            sign = PLAIN
        sign = self._or_works(sign, text, start, end) if template.works else sign
        template.put(sign, Name(start, end, sign, words) if sign in NAMES or sign == GENERIC else None)
        for token in tail:
            template.add(token.text)

    def _is_apposed(self, words: list[Token], text: str) -> bool:
        """Whether a word says what kind of work the name behind it is of."""
        first = words[0].text
        if len(words) <= WITH_KEY or first not in self._words["generic"]:
            return False
        if first != "通道" and self._sign(f"某{first}") != NOUN:
            return False
        name = Name(words[1].start, words[-1].end, self._sign(text[words[1].start : words[-1].end]), words[1:])
        return name.sign in (NOUN, STRONG, ACTION) and self.is_proper(name)

    def _or_works(self, sign: str, text: str, start: int, end: int) -> str:
        """The sign of a run, that of words about building where it is plain and holds a part of one: 勘测|完毕."""
        if sign not in (PLAIN, BODY):
            return sign
        hits = self._works.finditer(text, max(start - BESIDE, 0), end + BESIDE)
        return WORKS if any(hit.start() < end and start < hit.end() for hit in hits) else sign

    def is_proper(self, name: Name) -> bool:
        """Whether a word of a name tells its thing from others: a place, a firm, a number, an unknown word.

        One of the words before the last must: 龙山, 第二, 110千伏, or a single character.
        """
        last = len(name.words) - 1
        if last > 1 and not _TOWN.isdisjoint((name.words[0].text, name.words[0].text + name.words[1].text)):
            return True  # 城区|集中|供热: a town has one
        for n, token in enumerate(name.words[:-1] or name.words):
            word = token.text
            if not HAN.match(word) or word[0] == "第":
                return True
            if len(word) == 1 and word not in _COMMON:
                return True
            if not n and last and name.sign == NOUN and word in self._words["given"]:
                return True  # 红旗|水库
            if not n and last > 1 and name.sign == NOUN and word in _REGIONS:
                return True  # 西部|物流园|铁路|专用线
            if (word[-1] in self._places or word[-2:] in self._places) and word not in self._no_places:
                return True
            if len(word) > 3 and word[1] in self._places and word[:2] not in self._no_places:
                return True  # 南湖公园
            if len(word) < 2 or word in self._no_places or word in self._words["keeps"] or word[-1] in _SORT:
                continue
            following = name.words[n + 1].text if n + 1 < last else ""
            told = following in self._words["site"] or following in _PLACES_BEHIND
            if told and word not in self._words["sort"] | self._words["generic"]:
                return True  # 柳湾|村, 人民|路|人行天桥, 新华|片区
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
        if last == 1 and name.words[1].text in _THROUGH and self._may_name_a_street(first):
            return True  # 人民|路
        if name.sign == NOUN and last and len(first) >= _SHORTEST and self._sign(first) == NOUN:
            return True  # 火车站|地下|商城
        if name.sign == ACTION and last > 1 and any(_PHASE_NO.fullmatch(word.text) for word in name.words):
            return True  # 程控电话|四期|扩容
        return name.sign == ACTION and self._is_of_a_thing(name)

    def _may_name_a_street(self, word: str) -> bool:
        """Whether a common word before 路 or 街 is what one is called, and not what kind of way it is."""
        kinds = (*(self._words[kind] for kind in ("sort", "generic", "keeps", "way_kind", "kinds")), self._no_places)
        return len(word) == PAIR and not any(word in kind for kind in kinds)

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
        return len(thing) >= MODIFIER and self._sign(thing) == NOUN

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
        if n + 1 < len(words) and words[n].text in KEY:
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
            if (works or place) and end - rest >= MODIFIER and self._sign(text[rest:end]) in (STRONG, ACTION, NOUN):
                n = cut
                break
        return words[:n]
