"""Sentences cut into tokens: words, numbers with their measures, quotations and brackets, and which of them a name may
hold.

The word lists of ``patterns/project-words.toml`` say which words no name holds; what depends on the words beside them
(敖河|汇集|站, 立窑|拆除) is decided here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from newsextract.compiled import compiled
from newsextract.cuts import Cuts
from newsextract.marks import OWN_NEWS, WIRED
from newsextract.measures import Measures
from newsextract.rules import Room
from newsextract.token import HAN, NICKNAMES, OF_ANY, PAIR, SIGNS, Token, last_run, with_head
from newsextract.vocabulary import (
    BODY,
    CLASSIFIERS,
    GENERIC,
    JOINING,
    LEADING,
    NAMES,
    NOUN,
    OF_A_WORK,
    PLACES,
    PLAIN,
    SAID,
    SETTLED,
    SITE_WORK,
    WHERE,
    vocabulary,
)
from newsextract.words import Segmenter

_PIECE = compiled(
    r"(?s)(?<han>\p{Han}+)|(?<latin>±?[A-Za-z0-9](?:[A-Za-z0-9.,×*+\-—/]*[A-Za-z0-9+℃°#])?)|(?<quote>[“‘《][^“”‘’《》，。；！？]{1,14}[”’》])|(?<other>.)"
)
_NUMERALS = compiled(r"[一二三四五六七八九十百]+")
_APART = compiled(r"[A-Za-z] [A-Za-z0-9]")  # two words of a name in Latin letters
_PUNCTUATION = frozenset("，、。；：！？")  # tokens of their own that need no pattern
_NUMBERED = compiled(r"\s?(?:\d{1,2}[.、](?=[A-Z])|[（(][一二三四五六七八九十]{1,3}[）)])")
_ALL = compiled(r"[在已是有要未没正将能会不可]")  # what is said of all
_WIRED = compiled(rf"{WIRED}|{OWN_NEWS}\s?|[又另][讯电]\s?(?=\p{{Han}})")  # 又讯 江城轴承厂…
_COUNTED = compiled(r"[“‘][两二三四五六七八九十\d]+[大个项](?:工程|项目)[”’]")  # “三大工程” is the sum of a list
_BRACKET = compiled(
    r"[（(](?![^（）()]{0,4}(?:记者|通讯员|实习|[日年月](?:处理|供水|产)|投资|占地|全长|面积))(?:[^（）()，。；：、]{1,8}[）)](?=\p{Han})|[一二三四五首]期[）)]"
    r"|[^（）()，。；：、]{1,14}(?:至|—|-)[^（）()，。；：、]{1,14}[）)](?=\p{Han}))"
)
_TO_A_ROAD = compiled(
    r"\p{Han}{2,4}?(?:简易|[一二三四]级|高速|乡村|县乡|柏油|水泥|砂石)*(?:公路|铁路)(?!工地|现场|[上边旁]|指挥部)"
)
_PLACE = 4  # characters of the name of one
_YEAR = compiled(r"\d{4}年")
_PLANTS = frozenset(("站", "厂", "场", "所", "池", "塔", "库", "仓", "室", "舱", "塘", "桥"))
_A_DAY = compiled(
    r"日(?:处理|供水|供|产|加工)\p{Han}{0,6}[\d.]+[百千万]*(?:吨|方|立方米)"
    r"\p{Han}{0,8}?(?:项目|工程|生产线|[厂站])"
)
_NEAR = 6  # characters
_GOES_ON = frozenset("至到与和及的、（(—-·")  # what follows these belongs to them
_TOWNS = frozenset("市县区镇乡")
_ALONG = frozenset("江河海湖山川塬滩线路街边岸溪渠铁淮黄")  # 沿江路, 沿黄公路 are names
_BEFORE_NAMES = frozenset("的、，和与及由“")  # what stands before a name, and never before 中 as a place
_POINTS = frozenset(("这", "该", "此", "那", "某", "每", "各", "另一", "同一", "这一", "那一"))  # 这|条|龙门水库输水洞
_DONE_TO = ("项目建设",)
_HEADS_ONE = ("项目负责人", "项目经理")
_INDOORS = frozenset(("车间", "厂房", "厂区", "园区", "工地", "厂", "园", "院", "校园"))
_AND = frozenset(("总部", "研发", "生产", "制造", "仓储", "展示", "办公", "培训"))  # what a name joins by 及
_BLESSED = frozenset("福乐和丽")  # what so many names of shops go on with
_HOUSES = frozenset("馆院园楼寓")
_ANY_WORK = compiled(r"[大小好新老]?(?:工程|项目)")
_KINDS = (*OF_ANY, "中心", "基地", "生产线")


class Tokenizer:
    """Cuts the sentences of one page into tokens."""

    def __init__(
        self,
        room: Room,
        segmenter: Segmenter,
        taken: Mapping[str, list[tuple[int, int]]],
        turns: Sequence[int] = (),
    ) -> None:
        """Take the words of the room, by kind the clean spans of the page that records hold, and where lines of heads
        begin after others: mostly another phrase does.
        """
        known = vocabulary(room)
        self._words, self._actions = known.words, room.words["action"]
        self._measures = Measures(room)
        self._soft = known.words["soft_letters"]
        self._before_he = frozenset(room.words["before_he"]) | frozenset(room.words["opens_he"])
        self._sign, self._word_sign = known.sign, known.word_sign
        self._plain_sign = known.plain_sign
        self._cuts = Cuts(room)
        self._segmenter = segmenter
        self._records = sorted((s, e, kind) for kind, spans in taken.items() if kind in SIGNS for s, e in spans)
        self._starts = [s for s, _, _ in self._records]
        self._turns = turns

    def tokens(self, text: str, start: int, end: int) -> tuple[list[Token], bool]:
        """Give the tokens of the sentence from ``start`` to ``end``, in order, and whether words about building stand
        in or beside it.
        """
        tokens: list[Token] = []
        works, places = self._cuts.look(text, start, end)
        at = start
        # 10.S208线改造, 新华社柳州8日电: neither the item's number nor who wired from where is part of a name
        if opening := _NUMBERED.match(text, start, end):
            at = opening.end()
            tokens.append(Token(start, at, opening.group(), "x"))
        elif opening := _WIRED.match(text, start, end):
            at = opening.end()  # the sentence begins behind it
        turns = [turn for turn in self._turns if start < turn < end and self._is_turn(text, turn)]
        while at < end:
            if turns and turns[0] <= at:
                tokens.append(Token(at, at, "\n", "x"))
                turns = [turn for turn in turns if turn > at]
            n = bisect_left(self._starts, at)
            stop = self._starts[n] if n < len(self._starts) and self._starts[n] < end else end
            goal = stop
            stop = turns[0] if turns and turns[0] < stop else stop
            while at < stop:
                if text[at] in _PUNCTUATION:
                    tokens.append(Token(at, at + 1, text[at], "x"))
                    at += 1
                else:
                    at = self._plain(text, at, stop, tokens, places)
            if stop < goal:
                continue
            if stop < end:
                s, e, kind = self._records[n]
                inside = kind == "date" and _YEAR.fullmatch(text, s, e) and tokens and tokens[-1].sign == "n"
                tokens.append(Token(s, e, text[s:e], "n" if inside else SIGNS[kind]))
                at = e
        self._take_verbs(tokens, text, Token(start, start, "，", "x"), Token(end, end, "", "x"))
        return tokens, works

    def _take_verbs(self, tokens: list[Token], text: str, first: Token, last: Token) -> None:
        """Make verbs parts of names where the words beside them say so; ``first`` and ``last`` stand round them all."""
        for n, verb in enumerate(tokens):
            if verb.sign == "n":
                if verb.text == "内" and (n + 1 == len(tokens) or tokens[n + 1].sign != "n"):
                    verb.sign = "x"  # 柳湾经济技术开发区|内，…
                elif verb.text == "里" and n and tokens[n - 1].text in _INDOORS:
                    verb.sign = "x"  # 车间|里|26台机床
                elif verb.text == "都" and n and tokens[n - 1].sign == "n" and _ALL.match(text, verb.end):
                    verb.sign = "x"  # 电瓶车|道|都|在做
                continue  # part of a name already
            before, plant = tokens[n - 1] if n else first, tokens[n + 1] if n + 1 < len(tokens) else last
            if before.sign != "n" and plant.sign != "n":
                continue  # beside none
            if (
                verb.sign == "x"
                and before.sign == plant.sign == "n"
                and len(verb.text) > 1
                and self._does(verb.text, plant.text)
            ):
                verb.sign = "n"  # 敖河|汇集|站: what a plant does is part of its name
            elif verb.text[-1] == "入" and before.text == "引" and plant.sign == "n":
                verb.sign = "n"  # 引|汇入|岑工程
            elif verb.text == "达" and before.sign == plant.sign == "n" and before.end == verb.start:
                verb.sign = "n"  # 亿利|达|智能装备: what reaches something reaches a number
            elif verb.text in self._words["acts"] and before.sign == "n" and plant.sign != "n":
                verb.sign = "n"  # 水泥厂立窑|拆除|3月完成: a verb that nothing follows is what was done to the name
            elif verb.text == "中" and plant.sign == "n" and not HAN.match(before.text[-1:]):
                verb.sign = "n"  # ——|中|通钢管公司
            elif before.sign == "n" and verb.text[0] == "日" and _A_DAY.match(text, verb.start):
                verb.sign = "n"  # 绿原乳业|日处理|鲜奶300吨生产线

    def _is_turn(self, text: str, at: int) -> bool:
        """Whether a phrase ends where the line of a head does, and not in a word or before the head of a name."""
        left, right = text[max(at - _NEAR, 0) : at], text[at : at + _NEAR]
        if left[-1] in _GOES_ON or right[0] in _GOES_ON:
            return False
        words = self._segmenter.cut(left + right)
        length = 0
        for word in words:
            if length == len(left):
                if text[at + len(word)].isdigit():
                    return True  # 盾构机钻过湖底|地铁2号线一期啃下硬骨头
                return self._sign(f"某某{word}") in (PLAIN, BODY) and word not in self._words["generic"]
            length += len(word)
        return False

    def _does(self, verb: str, plant: str) -> bool:
        """Whether a verb says what the plant or work behind it does."""
        if plant in _PLANTS:
            return verb in self._words["stop"]
        return verb in self._words["does"] and (plant[-1] in _PLANTS or plant.endswith(_KINDS) or plant[-1] in _HOUSES)

    def _plain(self, text: str, at: int, stop: int, tokens: list[Token], places: list[int] | None) -> int:
        bracket = _BRACKET.match(text, at, stop) if text[at] in "（(" else None
        if bracket and tokens and tokens[-1].sign == "n":
            tokens.append(Token(at, bracket.end(), bracket.group(), "n"))
            return bracket.end()
        if text[at] == " " and tokens and tokens[-1].sign == "n" and _APART.match(text, at - 1, stop):
            tokens.append(Token(at, at + 1, " ", "n"))  # Micro LED
            return at + 1
        if (
            text[at] in "-·—"
            and text[at + 1 : at + 2] != "—" != text[at - 1 : at]
            and tokens
            and tokens[-1].sign == "n"
            and HAN.match(text, at + 1, stop)
        ):
            tokens.append(Token(at, at + 1, text[at], "n"))  # 埃塞-吉布提铁路
            return at + 1
        piece = _PIECE.match(text, at, stop)
        assert piece is not None  # the last alternative takes any character
        printed, form = piece.group(), piece.lastgroup
        if form == "han":
            return self._han(printed, at, tokens, places)
        if form == "latin":
            return self._measures.take(piece, text, stop, tokens)
        called = form == "quote" and printed[0] != "《" and not _COUNTED.fullmatch(printed)
        called = called and printed[1:-1] not in self._words["stop"]  # “点亮”
        called = called and not _ANY_WORK.fullmatch(printed, 1, len(printed) - 1)
        beside = called and HAN.match(text, piece.end(), stop) is not None
        if beside and printed[1:-1] in NICKNAMES and not text.startswith(OF_ANY, piece.end()):
            called = False  # “咽喉”|龙门垭隧道
        tokens.append(Token(at, piece.end(), printed, "n" if called else "x"))
        return piece.end()

    def _han(self, run: str, at: int, tokens: list[Token], places: list[int] | None) -> int:
        done = int(run[0] == "和" and len(run) > 2 and bool(tokens) and tokens[-1].text == "、")
        if done:  # 云渡南站、和丰铁路装备园: 和 joins nothing behind 、
            tokens.append(Token(at, at + 1, "和", "n"))
        for hard in self._cuts.of(run, at, done, places):
            self._words_of(run[done : hard.start()], at + done, tokens)
            word = hard.group()
            of_a_project = word in _DONE_TO and tokens and tokens[-1].sign == "n"
            if of_a_project or (word in _HEADS_ONE and self._is_of_a_work(tokens)):
                # 碳纤维|项目|建设, 柳湾水厂|项目|负责人: it is one name with 项目
                middle = at + hard.start() + 2
                tokens.append(Token(at + hard.start(), middle, word[:2], "n"))
                tokens.append(Token(middle, at + hard.end(), word[2:], "n" if of_a_project else "x"))
                done = hard.end()
                continue
            sign = "x"
            if word == "及" and tokens and tokens[-1].sign == "n" and tokens[-1].text in _AND:
                sign = "n"  # 全球总部|及|智造基地
            if hard["keep"]:
                sign = self._word_sign(word) if len(word) > 1 else self._letter_sign(word, tokens)
            tokens.append(Token(at + hard.start(), at + hard.end(), word, sign))
            done = hard.end()
        self._words_of(run[done:], at + done, tokens)
        return at + len(run)

    def _is_of_a_work(self, tokens: list[Token]) -> bool:
        """Whether the last tokens are a name that may go on with 项目, and no firm: 市政公司|项目经理."""
        name = last_run(tokens)
        return len(name) > PAIR and not name.endswith(OF_ANY) and self._sign(name) in NAMES

    def _words_of(self, run: str, at: int, tokens: list[Token]) -> None:
        start = at
        plain = self._plain_sign
        for word in self._segmenter.cut(run) if len(run) > 1 else run:
            if sign := plain(word):
                end = at + len(word)
                tokens.append(Token(at, end, word, sign))
                at = end
                continue
            if word in OF_A_WORK and tokens and tokens[-1].text in self._actions:
                tokens.append(Token(at, at + 2, word[:2], "n"))  # 除险加固|工程|造价
                at, word = at + 2, word[2:]  # noqa: PLW2901
            if len(word) > 1 and word[0] in LEADING and self._begins(word, tokens):
                # 有翼龙, 以华峥, 沿岷青, 的佰盛
                tokens.append(Token(at, at + 1, word[0], "x"))
                at, word = at + 1, word[1:]  # noqa: PLW2901
            if word[1:2] == "建" and word[0] in WHERE and not self._segmenter.is_common(word):
                inside = word[0] in SETTLED and tokens and tokens[-1].sign == "n"
                tokens.append(Token(at, at + 1, word[0], "n" if inside else "x"))  # 在园区|旁|建|云港冷链中心
                tokens.append(Token(at + 1, at + 2, "建", "x"))
                at, word = at + 2, word[2:]  # noqa: PLW2901
                if not word:
                    continue
            said = len(word) == PAIR and word[1] in SAID and not self._segmenter.is_common(word)
            headed = (said or word[1:] == "是") and any(self._sign(it) == NOUN for it in with_head(tokens, word[0]))
            if (said and word[1] == "已") or headed:
                tokens.append(Token(at, at + 1, word[0], self._letter_sign(word[0], tokens)))  # 红崖|渠是, 调蓄|池已
                at, word = at + 1, word[1]  # noqa: PLW2901
            end = at + len(word)
            sign = self._word_sign(word) if len(word) > 1 else self._letter_sign(word, tokens)
            if word == "万家" and run[end - start : end - start + 1] in _BLESSED:
                sign = "n"  # 万家|福购物广场
            if word == "到" and self._is_end_of(tokens) and _TO_A_ROAD.match(run, end - start):
                sign = "n"  # 石门|到|河口简易公路
            if sign == "c" and tokens and tokens[-1].text.endswith("千伏"):
                sign = "n"  # 35千伏|八户|湾
            if word in PLACES and at > start and tokens[-1].sign == "c" and _NUMERALS.fullmatch(tokens[-1].text):
                at, word, sign = tokens[-1].start, tokens[-1].text + word, "n"  # 十八|堡  # noqa: PLW2901
                tokens.pop()
            if word == "式" and at - start >= PAIR and tokens[-1].sign == "x":
                tokens[-1] = Token(tokens[-1].start, tokens[-1].end, tokens[-1].text, "n")  # 沉浸|式
            tokens.append(Token(at, end, word, sign))
            at = end

    @staticmethod
    def _is_end_of(tokens: list[Token]) -> bool:
        """Whether the last word is a place that a road may begin at: it stands alone between others."""
        before = tokens[-2] if len(tokens) > 1 else None
        alone = before is None or before.sign != "n"
        return bool(tokens) and tokens[-1].sign == "n" and PAIR <= len(tokens[-1].text) <= _PLACE and alone

    def _goes_on_with_he(self, word: str) -> bool:
        """Whether 和 behind a word is part of a name: 信|和, or 市信|和 where jieba took the town with it."""
        return word[-1] in self._before_he and (len(word) == 1 or word[-2] in _TOWNS)

    def _begins(self, word: str, tokens: list[Token]) -> bool:
        """Whether a name may begin with a word's second character: after no name, or after 项目 (…的项目|有沐平)."""
        last = tokens[-1] if tokens else None
        if word[0] == "沿" and word[1] in _ALONG:
            return False
        if word[0] == "修":  # 2006年|修|岭海港铁路
            return last is not None and last.sign == SIGNS["date"] and self._segmenter.is_rare(word)
        if len(word) == PAIR and self._segmenter.is_common(word):
            return False
        if word[0] in "从把将的在对" and not self._segmenter.is_common(word):
            return True  # 汽车|从桥, 万美元|的佰盛, 专家|对云渡
        if word[0] == "去":  # 多半|去宏越; but 去离子水
            return not self._segmenter.is_common(word)
        if word[0] == "正":  # 儿童公园|正铺; but 正泰商贸城
            verb = word[1] in SITE_WORK and last is not None and last.sign == "n"
            return verb and not self._segmenter.is_common(word)
        if word[0] == "与" and last is not None and self._sign(f"某某{last.text}") in (NOUN, GENERIC):
            return not self._segmenter.is_common(word)  # 柳湾立交桥|与|岚屿疏港路
        return last is None or last.sign != "n" or (last.text in OF_ANY and not self._segmenter.is_common(word))

    def _letter_sign(self, letter: str, tokens: list[Token]) -> str:
        if letter == "变" and tokens and tokens[-1].text.endswith("千伏"):
            return "n"  # 220千伏|变
        if letter == "和" and tokens and tokens[-1].sign == "n" and self._goes_on_with_he(tokens[-1].text):
            return "n"  # 呼|和|浩特
        if letter in JOINING or (letter in CLASSIFIERS and tokens and tokens[-1].text in _POINTS):
            return "x"
        if letter == "中" and tokens and tokens[-1].text in _BEFORE_NAMES:
            return "n"  # 投资8亿元的|中|盐化工
        if letter in "里后上下" and tokens and tokens[-1].text in ("的", "、"):
            return "n"  # 正在施工的|里|坑尾矿库, 拍摄的|下|岙抽水蓄能电站
        if letter in SITE_WORK and tokens and tokens[-1].text.endswith(("正", "正在")):
            return "x"  # 教学楼正在|砌|二层
        if letter in self._soft:
            known = tokens and tokens[-1].sign == "n" and (len(tokens[-1].text) == 1 or letter in "上下里外内")
            return "n" if known else "x"
        return "x" if letter in self._words["stop_letters"] else "n"
