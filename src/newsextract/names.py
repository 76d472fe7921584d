"""Sentences cut into names: the runs of words that a project can be called, each with the kind of word that it ends in.

jieba says where words begin and end; the word lists of ``patterns/project-words.toml`` say which of them no name holds.
The cut sentence is a template, one sign for each name and for each record of another kind, that the rules of
``patterns/project.toml`` read.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from newsextract.compiled import compiled
from newsextract.rules import Room
from newsextract.vocabulary import ACTION, BODY, GENERIC, NOUN, PLAIN, STRONG, WORKS, vocabulary
from newsextract.words import Segmenter

SIGNS = {"money": "\ue005", "date": "\ue006", "percent": "\ue007"}
NAMES = frozenset((STRONG, ACTION, NOUN, PLAIN))

_PIECE = compiled(
    r"(?s)(?<han>\p{Han}+)|(?<latin>±?[A-Za-z0-9](?:[A-Za-z0-9.,×*+\-—]*[A-Za-z0-9+℃°#])?)|(?<quote>[“‘《][^“”‘’《》，。；！？]{1,14}[”’》])|(?<other>.)"
)
_PUNCTUATION = frozenset("，、。；：！？")  # pieces of their own that need no pattern
_MEASURE = compiled(
    r"(?<scale>[十百千万亿余多]*)(?<unit>千伏|千瓦时|千瓦|兆瓦|吉瓦|平方公里|平方米|立方米|公里|公斤|吨|千米|米|亩|伏|锭|公方|千伏安|国道|省道|县道|头|只|羽|套|台|辆|张|件|床位?|床|匹|瓶|箱|盒|支|双|根|艘|副|桶|节|幅|尾|枚|袋|罐|克|立方|标箱|标准箱|纱锭|门|盏|卷|平|万吨级|吨级|级|℃|度|号|期|层|车道|位)(?:/[年日天])?"
)
_NUMBERED = compiled(r"\s?\d{1,2}[.、](?=[A-Z])")
_CLASSIFIER = compiled(r"[余多]?(?:个|条|座|项|家|处|栋|幢|所|批|名|位|户|次|届|块|片|轮|种|类|大|宗|笔|起|串|组|间)")
_COUNTED = compiled(r"[“‘][两二三四五六七八九十\d]+[大个项](?:工程|项目)[”’]")  # “三大工程” is the sum of a list
_BRACKET = compiled(r"[（(][^（）()，。；：、]{1,8}[）)](?=\p{Han})")
# A blank between the limbs of one name that shares its head: 溶剂性、水性涂料项目.
_OPEN_END = compiled(r"[性型类岸侧端向县市区镇乡村号]$")
_JOINS = frozenset("、及与")
_ENUMERATES = frozenset("、等")
_MODIFIER = 4  # a headless name no longer than this goes with the name behind 、
_YEAR = compiled(r"\d{4}年")
_MODEL = compiled("[A-Za-z℃#—-]")
_ENDED = compiled(r"[-—]?[A-Za-z]|$|[，。；、]")
_SHORTEST, _LONGEST = 3, 40
_NO_NAME = 200  # a run of words so long is none, and its parts are not tried, so that cost stays linear
_HAN = compiled(r"\p{Han}")
_PLANTS = frozenset(("站", "厂", "场", "所", "池", "塔", "库", "仓", "室", "舱", "塘", "桥"))
_A_DAY = compiled(
    r"日(?:处理|供水|供|产|加工)\p{Han}{0,6}[\d.]+[百千万]*(?:吨|方|立方米)"
    r"\p{Han}{0,8}?(?:项目|工程|生产线|[厂站])"
)
_ROADS = ("国道", "省道", "县道", "乡道")  # 国道|342
_SORT = frozenset("化型式")  # 数智化, 外向型: such words are no names, be they in no dictionary
_OF_ANY = ("项目", "工程")
_HOUSES = frozenset("馆院园楼")
_KINDS = (*_OF_ANY, "中心", "基地", "生产线")
_AHEAD = 6  # characters that a word about building goes on before and behind a run
_COMMON = frozenset("大小新老高中低多市县区省镇乡村厂校院路街桥站园水电气热暖网线年月日号一二三四五六七八九十、和及的")


class Name(NamedTuple):
    """A run of words that can be a name: its clean span, its sign and its words."""

    start: int
    end: int
    sign: str
    words: list[_Token]


@dataclass(slots=True)
class Template:
    """A sentence with signs for names; ``names[i]`` is the name whose sign stands at offset ``i`` of ``text``."""

    text: str = ""
    names: dict[int, Name] = field(default_factory=dict)
    works: bool = False  # whether words about building stand in the sentence or beside it

    def add(self, text: str) -> None:
        """Put characters of the page as they are."""
        self.text += text

    def put(self, sign: str, name: Name | None = None) -> None:
        """Put one sign."""
        if name is not None:
            self.names[len(self.text)] = name
        self.text += sign


@dataclass(slots=True)  # not frozen, which would make each of them five times as dear
class _Token:
    start: int
    end: int
    text: str
    sign: str  # "n": can be part of a name; "x": cannot; "c": a count; or the sign of a record


class Cutter:
    """Cuts the sentences of one page."""

    def __init__(self, room: Room, segmenter: Segmenter, taken: dict[str, list[tuple[int, int]]]) -> None:
        """Take the words of the room, and by sign the spans of the page that records hold."""
        known = vocabulary(room)
        self._words, self._places, self._no_places = known.words, known.places, known.no_places
        self._parts, self._rated = room.words["part"], room.words["rated"]
        self._shared = tuple(room.words["shared"])
        self._soft, self._ranked = known.words["soft_letters"], known.ranked
        self._sign, self._word_sign, self._ends = known.sign, known.word_sign, known.ends
        self._cutting, self._working = known.cutting, known.working
        self._closing = frozenset(word[-1] for word in room.words["strong"]) | frozenset("”’》")
        self._cuts = room.compile(
            r"(?<keep>\L<keeps>)|(?<![涉普埃遍危波触顾])(?:\L<cuts>|\L<status>)(?![时格其]|业(?![已经]))(?!中心|大学|广场)"
            r"|(?<![太共饱缓平祥温人颐雍泰永义中总之协融调呼])和(?![平谐田县顺解睦美园苑庭泰嘉谷风畅济])"
            r"|(?<![自理来缘])由(?=[市县省区我]|\p{Han}{2,16}?(?:集团|公司|企业|出资|承建|投资|投建|兴建|开发))"
        )
        self._works = room.compile(r"\L<progress>|\L<evidence>")
        self._segmenter = segmenter
        self._records = sorted((s, e, kind) for kind, spans in taken.items() if kind in SIGNS for s, e in spans)
        self._starts = [s for s, _, _ in self._records]
        self._templates: dict[tuple[int, int], Template] = {}

    def cut(self, text: str, start: int, end: int) -> Template:
        """Cut the sentence from ``start`` to ``end``; short forms are looked for in sentences that were cut before."""
        if (start, end) not in self._templates:
            self._templates[start, end] = self._cut(text, start, end)
        return self._templates[start, end]

    def _cut(self, text: str, start: int, end: int) -> Template:
        template = Template(works=bool(self._working.standing(text[max(start - _AHEAD, 0) : end + _AHEAD])))
        tokens = self._tokens(text, start, end)
        run: list[_Token] = []
        runs: list[tuple[list[_Token], _Token | None]] = []
        for token in tokens:
            if token.sign == "n":
                run.append(token)
                continue
            runs.append((run, token))
            run = []
        runs.append((run, None))
        counted, before = False, ""
        for words, closing in self._joined(runs, text):
            if words:
                listed = before in _ENUMERATES or (closing is not None and closing.text in _ENUMERATES)
                self._put_name(template, words, text, counted=counted, listed=listed)
            before = closing.text if closing is not None else ""
            counted = closing is not None and closing.sign == "c"
            if closing is not None:
                if closing.sign in "xc":
                    template.add(closing.text)
                else:
                    template.put(closing.sign)
        return template

    def _joined(
        self, runs: list[tuple[list[_Token], _Token | None]], text: str
    ) -> list[tuple[list[_Token], _Token | None]]:
        """Join names over 、 where the first has no head of its own: 西湖北岸、南岸景观提升."""
        if not any(closing is not None and closing.text in _JOINS for _, closing in runs):
            return runs
        joined: list[tuple[list[_Token], _Token | None]] = []
        for words, closing in reversed(runs):
            if (
                joined
                and words
                and joined[0][0]
                and closing is not None
                and closing.text in _JOINS
                and self._goes_with(words, text[joined[0][0][0].start : joined[0][0][-1].end], closing.text, text)
            ):
                mark = _Token(closing.start, closing.end, closing.text, "n")
                joined[0] = ([*words, mark, *joined[0][0]], joined[0][1])
            else:
                joined.insert(0, (words, closing))
        return joined

    def _goes_with(self, words: list[_Token], after: str, by: str, text: str) -> bool:
        """Whether a name has no head of its own but that of the name ``after`` it, or that one is a part of its."""
        name = text[words[0].start : words[-1].end]
        if by in "及与":  # 南水北调配套水厂|及|管网建设项目, 灌区续建配套|与|现代化改造工程
            part = after.endswith(("项目", "工程")) and not after.endswith(self._ranked)
            return part and self._sign(after) == GENERIC and self._sign(name) in (NOUN, ACTION)
        if self._sign(after) not in (STRONG, ACTION, NOUN):
            return False
        if len(name) == 1 and name in "一二三四五六七八九十":
            return False  # 一、加快…
        sign = self._sign(name)
        if sign == PLAIN:
            return len(name) <= _MODIFIER or bool(_OPEN_END.search(name))
        if sign == NOUN and name[-1] in "路街道巷渠河" and after.endswith(self._shared):
            return True  # 迎江路、人民路拓宽改造
        return sign in (NOUN, GENERIC) and name[-1] in "县镇乡州"

    def _put_name(
        self, template: Template, words: list[_Token], text: str, *, counted: bool, listed: bool = False
    ) -> None:
        """Put a run: leading verbs and trailing 建设 stay outside; a count before it makes it one of many.

        What stands in a list need not end with a head: 红星轴承厂|精密轴承、…等项目.
        """
        if words[-1].end - words[0].start > _NO_NAME:
            template.put(BODY)
            return
        if counted and (of := [n for n, word in enumerate(words[:-1]) if word.text in _OF_ANY]):
            template.put(GENERIC)  # 14个|项目|集体上“云”
            for word in words[of[0] + 1 :]:
                template.add(word.text)
            return
        for lead in self._lead(words, text):
            template.add(lead.text)
            words = words[1:]
        if not words:
            return
        if words[-1].end - words[0].start < _SHORTEST:  # no name, whatever it ends in
            sign = self._sign(text[words[0].start : words[-1].end])
            if counted:
                sign = BODY if sign in (PLAIN, BODY) else GENERIC
            template.put(self._or_works(sign, text, words[0].start, words[-1].end) if template.works else sign)
            return
        tail: list[_Token] = []
        while len(words) > 1 and words[-1].text in ("建设", "、", "项目建设", "工程建设"):
            tail.insert(0, words[-1])
            words = words[:-1]
        for cut in range(
            len(words) - 1, 0, -1
        ):  # 安家园廉租房项目|房屋: what follows a closing word and is no head is not the name
            if words[cut - 1].text[-1] in self._closing and self._closes(words[:cut], words[cut:], text):
                tail = words[cut:] + tail
                words = words[:cut]
                break
        if not listed and self._sign(text[words[0].start : words[-1].end]) == PLAIN:
            for cut in range(len(words) - 1, 0, -1):  # …乐园|人头攒动: the name ends with its head
                if words[cut - 1].text[-1] not in self._ends:
                    continue
                name = text[words[0].start : words[cut - 1].end]
                if len(name) >= _MODIFIER and self._sign(name) in (NOUN, ACTION, STRONG):
                    tail = words[cut:] + tail
                    words = words[:cut]
                    break
        if template.works and self._sign(text[words[0].start : words[-1].end]) == PLAIN:
            works = self._works.search(text, words[0].start + _MODIFIER, words[-1].end)
            said = [n for n, word in enumerate(words) if works is not None and word.start == works.start()]
            if said:  # 铸锻风电法兰|土建过半: what is said of a name without a head
                words, tail = words[: said[0]], [*words[said[0] :], *tail]
        if words[-1].text in self._parts and len(words) > 1:  # 凤鸣水库|大坝, 黄花深加工|车间
            whole = text[words[0].start : words[-2].end]
            if len(whole) >= _MODIFIER and self._sign(whole) in (NOUN, ACTION, STRONG):
                tail = [words[-1], *tail]
                words = words[:-1]
        start, end = words[0].start, words[-1].end
        sign = self._sign(text[start:end])
        if end - start > _LONGEST:
            sign = BODY
        elif counted:
            sign = BODY if sign in (PLAIN, BODY) else GENERIC
        sign = self._or_works(sign, text, start, end) if template.works else sign
        template.put(sign, Name(start, end, sign, words) if sign in NAMES or sign == GENERIC else None)
        for token in tail:
            template.add(token.text)

    def _or_works(self, sign: str, text: str, start: int, end: int) -> str:
        """The sign of a run, that of words about building where it is plain and holds a part of one: 勘测|完毕."""
        if sign != PLAIN:
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
            if not _HAN.match(word) or word[0] == "第":
                return True
            if len(word) == 1 and word not in _COMMON:
                return True
            if (word[-1] in self._places or word[-2:] in self._places) and word not in self._no_places:
                return True
            if len(word) > 3 and word[1] in self._places and word[:2] not in self._no_places:
                return True  # 南湖公园
            if len(word) < 2 or word in self._no_places or word in self._words["keeps"] or word[-1] in _SORT:
                continue
            site = n + 1 < last and name.words[n + 1].text in self._words["site"]
            if site and word not in self._words["sort"] and word not in self._words["generic"]:
                return True
            if not self._segmenter.is_common(word):
                return True
        return False

    def _lead(self, words: list[_Token], text: str) -> list[_Token]:
        """The words of a run that stand before the name: verbs, 控制性工程 before a name of its own, …县建设."""
        n = 0
        while n < len(words) and (words[n].text in self._words["verbs"] or words[n].text == "、"):
            n += 1
        if n == len(words):
            return words
        start, end = words[n].start, words[-1].end
        for cut in range(n + 1, len(words)):
            last = words[cut - 1]
            works = text.endswith(("工程", "项目"), start, last.end) and self._sign(text[start : last.end]) == GENERIC
            place = last.text == "建设" and cut - n > 1 and words[cut - 2].text[-1] in "省市县区州镇乡村"
            rest = words[cut].start
            if (works or place) and end - rest >= _MODIFIER and self._sign(text[rest:end]) in (STRONG, ACTION, NOUN):
                n = cut
                break
        return words[:n]

    def _closes(self, words: list[_Token], rest: list[_Token], text: str) -> bool:
        if self._sign(text[words[0].start : words[-1].end]) != STRONG:
            return False
        name = text[rest[0].start : rest[-1].end]
        return self._sign(name) in (PLAIN, BODY) or (
            self._sign(name) == GENERIC and not name.endswith(("项目", "工程"))
        )

    def _tokens(self, text: str, start: int, end: int) -> list[_Token]:
        tokens: list[_Token] = []
        at = start
        if numbered := _NUMBERED.match(text, start, end):  # 10.S208线改造: the item's number is no part of its name
            at = numbered.end()
            tokens.append(_Token(start, at, numbered.group(), "x"))
        while at < end:
            n = bisect_left(self._starts, at)
            stop = self._starts[n] if n < len(self._starts) and self._starts[n] < end else end
            while at < stop:
                at = self._plain(text, at, stop, tokens)
            if stop < end:
                s, e, kind = self._records[n]
                inside = kind == "date" and _YEAR.fullmatch(text, s, e) and tokens and tokens[-1].sign == "n"
                tokens.append(_Token(s, e, text[s:e], "n" if inside else SIGNS[kind]))
                at = e
        for before, verb, plant in zip(tokens, tokens[1:], tokens[2:], strict=False):
            if verb.sign == "x" and before.sign == plant.sign == "n" and self._does(verb.text, plant.text):
                verb.sign = "n"  # 敖河|汇集|站: what a plant does is part of its name
            elif verb.text == "达" and before.sign == plant.sign == "n" and before.end == verb.start:
                verb.sign = "n"  # 亿利|达|智能装备: what reaches something reaches a number
            elif before.sign == "n" and verb.text[0] == "日" and _A_DAY.match(text, verb.start):
                verb.sign = "n"  # 绿原乳业|日处理|鲜奶300吨生产线
        return tokens

    def _does(self, verb: str, plant: str) -> bool:
        """Whether a verb says what the plant or work behind it does."""
        if plant in _PLANTS:
            return verb in self._words["stop"]
        return verb in self._words["does"] and (plant[-1] in _PLANTS or plant.endswith(_KINDS) or plant[-1] in _HOUSES)

    def _plain(self, text: str, at: int, stop: int, tokens: list[_Token]) -> int:
        bracket = _BRACKET.match(text, at, stop) if text[at] in "（(" else None
        if bracket and tokens and tokens[-1].sign == "n":
            tokens.append(_Token(at, bracket.end(), bracket.group(), "n"))
            return bracket.end()
        if text[at] in _PUNCTUATION:
            tokens.append(_Token(at, at + 1, text[at], "x"))
            return at + 1
        piece = _PIECE.match(text, at, stop)
        assert piece is not None  # the last alternative takes any character
        printed, form = piece.group(), piece.lastgroup
        if form == "han":
            return self._han(printed, at, tokens)
        if form == "latin":
            return self._latin(piece, text, stop, tokens)
        called = form == "quote" and printed[0] != "《" and not _COUNTED.fullmatch(printed)
        tokens.append(_Token(at, piece.end(), printed, "n" if called else "x"))
        return piece.end()

    def _han(self, run: str, at: int, tokens: list[_Token]) -> int:
        done = 0
        for place in self._cutting.places(run):  # to look words up costs half of what a search takes
            hard = self._cuts.match(run, place) if place >= done else None
            if hard is None:
                continue
            self._words_of(run[done : hard.start()], at + done, tokens)
            word = hard.group()
            sign = "x"
            if hard["keep"]:
                sign = self._word_sign(word) if len(word) > 1 else self._letter_sign(word, tokens)
            tokens.append(_Token(at + hard.start(), at + hard.end(), word, sign))
            done = hard.end()
        self._words_of(run[done:], at + done, tokens)
        return at + len(run)

    def _words_of(self, run: str, at: int, tokens: list[_Token]) -> None:
        for word in self._segmenter.cut(run) if run else ():
            if len(word) > 2 and word[0] in "有以由在将从把对" and self._begins(word, tokens):
                # 有翼龙, 以华峥: jieba takes the verb before an unknown name for a part of it
                tokens.append(_Token(at, at + 1, word[0], "x"))
                at, word = at + 1, word[1:]  # noqa: PLW2901
            end = at + len(word)
            sign = self._word_sign(word) if len(word) > 1 else self._letter_sign(word, tokens)
            tokens.append(_Token(at, end, word, sign))
            at = end

    def _begins(self, word: str, tokens: list[_Token]) -> bool:
        """Whether a name may begin with a word's second character: after no name, or after 项目 (…的项目|有沐平)."""
        last = tokens[-1] if tokens else None
        return last is None or last.sign != "n" or (last.text in _OF_ANY and not self._segmenter.is_common(word))

    def _letter_sign(self, letter: str, tokens: list[_Token]) -> str:
        if letter in "和及与等":
            return "x"
        if letter in self._soft:
            known = tokens and tokens[-1].sign == "n" and (len(tokens[-1].text) == 1 or letter in "上下里外内")
            return "n" if known else "x"
        return "x" if letter in self._words["stop_letters"] else "n"

    def _latin(self, piece: regex.Match[str], text: str, stop: int, tokens: list[_Token]) -> int:
        """Take a number with its measure: inside a name it is what the thing can do (35千伏变电站), else a count."""
        at, end = piece.span()
        if (
            _MODEL.search(piece["latin"]) or text.startswith("线", end) or text.endswith(_ROADS, 0, at)
        ):  # a model or mark: GE2.5-132, 26-6, 307线
            tokens.append(_Token(at, end, piece.group(), "n"))
            return end
        counted = _CLASSIFIER.match(text, end, stop)
        if counted:
            tokens.append(_Token(at, counted.end(), text[at : counted.end()], "c"))
            return counted.end()
        measure = _MEASURE.match(text, end, stop)
        last = tokens[-1] if tokens else None
        inside = last is not None and last.sign == "n"
        rated = measure is not None and measure["unit"] in self._rated
        closed = inside and self._run_sign(tokens, text) in (STRONG, ACTION)
        sign = "n" if measure is not None and (rated or inside) and not closed else "x"
        if measure is None and inside and not closed and _ENDED.match(text[end : end + 1]):
            sign = "n"
        stop_at = measure.end() if measure is not None else end
        tokens.append(_Token(at, stop_at, text[at:stop_at], "c" if sign == "x" and measure is not None else sign))
        return stop_at

    def _run_sign(self, tokens: list[_Token], text: str) -> str:
        first = len(tokens) - 1  # the last token is part of a name, or nobody would ask
        while first and tokens[first - 1].sign == "n" and tokens[-1].end - tokens[first - 1].start <= _NO_NAME:
            first -= 1
        return self._sign(text[tokens[first].start : tokens[-1].end])
