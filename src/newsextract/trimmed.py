"""Where a name ends in a run of words: what follows its head, and the parts of a work that it is told with."""

from __future__ import annotations

from newsextract.compiled import compiled
from newsextract.rules import Room
from newsextract.token import NICKNAMES, OF_ANY, PAIR, Token
from newsextract.vocabulary import ACTION, BODY, GENERIC, NOUN, PLAIN, STRONG, vocabulary

MODIFIER = 4
"""Characters: what a name is told by has at least so many."""
_OTHER_LINE = compiled(r"[二三四]线")  # 二线|船闸 is a work, 船闸 a part of one
_PHASE = compiled(r"[二三四五]期")
_BUILDING = compiled(r"[一二三四五六七八九十\d]+(?:号楼|号机组|号炉|[栋幢座]楼?)|住宅楼")
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
_ONE_SET = compiled(r"(?:装机|容量)(?![^。]*(?:[一二三四五六七八\d#]号?机组?|全厂|全部|其余|[两三四]台))")
_GROWN = frozenset(("拓宽", "加宽", "延伸", "延长", "扩大", "加高"))
_TO_SO_MUCH = compiled(r"[到至为][\d一二三四五六七八九十]")
_YEAR = compiled(r"(?:19|20)\d\d年")
_UNIT_ENDS = frozenset("楼组罐炉窑间房位段线库站区宅批")
_OTHER_PHASE = compiled(
    r"(?!(?:总|计划)?投资|概算|占地|装机|[去今]年|[上本]月|昨[天日]|\d{1,4}[年月])[^。]{0,40}?[，、；]二期(?!工程的)|首[条台批座套][^。]{0,30}。\s?(?:基地|园区|厂区|该?项目|该?工程)"
)  # …市场|一期已经开业，二期正在施工
_RAIL_WORKS = frozenset(("线下", "线上", "站前", "站后"))  # what is built before and after the rails
KEY = frozenset(("控制性", "控制", "关键", "咽喉"))
"""What a part of a work is to the whole: 云荡段|控制性|工程."""
WITH_KEY = 3
"""Words of a run that holds a name, such a word, and 工程."""
_THIS = ("这条", "这座", "这个", "新建", "兴建", "修建", "建起")
_CLEARING, _WAYS = frozenset(("拆迁", "征迁", "征拆", "征收", "征地")), frozenset("路街道桥线")
_CLEARING_GOES_ON = compiled(
    r"(?:已经?|正|尚|仍|还)?在?(?:受阻|方案|工作|任务|难度|进展|进度|顺利|全面|基本|扫尾|收尾|完成|完毕)"
)
_WORKSHOPS = frozenset(((ACTION, "车间"), (ACTION, "厂房")))  # 驼奶粉加工|车间 is one name
_UNITS, _SO_MANY = frozenset(("机组", "风机", "锅炉")), compiled(r"[\d一二两三四五六七八九十]+台")
_TALLY = compiled(r"[两三四五六]\p{Han}")  # 两厂, of a list that ends in 厂
_DWELLINGS = compiled(r"\d+[套户栋幢间]")
_BUILDING_ENDS = frozenset("楼栋幢座")
_HAS_HOUSES = frozenset("厂院校")
_WITH_KIND = 2  # words: what kind of part, and the part
_OF_HOUSES = frozenset("段期区村苑园城寓房")  # 望江宾馆|二号楼 has a name, a house of an estate is one of many


def _from_count(words: list[Token], text: str) -> int:
    """Where a name goes over into how many of its kind there are; else where it ends."""
    end = words[-1].end
    if len(words) > WITH_KEY - 1 and words[-1].text in _UNITS and _SO_MANY.fullmatch(words[-2].text):
        return len(words) - 2  # 洗河风电场|33台|机组
    if text[end - 1] == text[end - 3 : end - 2] and _TALLY.match(text, end - 2, end):  # 柳湾水厂、云渡水厂|两厂
        return next((n for n, word in enumerate(words) if n and word.start == end - 2), len(words))
    return len(words)


def _parted(word: Token) -> list[Token]:
    """Part what jieba has as one word and a name ends in: 云渡水利枢纽工程|建设."""
    if len(word.text) <= PAIR:
        return [word]
    middle = word.start + PAIR
    head, tail = word.text[:PAIR], word.text[PAIR:]
    return [Token(word.start, middle, head, word.sign), Token(middle, word.end, tail, word.sign)]


def _without_end(words: list[Token]) -> tuple[list[Token], list[Token]]:
    """Part from a run what closes no name: when, what is done, what it is to the whole."""
    tail: list[Token] = []
    while len(words) > 1 and _YEAR.fullmatch(words[-1].text):  # …集装箱码头|2020年|开工: no 2020年…项目
        *words, year = words
        tail.insert(0, year)
    while len(words) > 1 and words[-1].text in ("建设", "、", "项目建设", "工程建设"):
        *named, behind = _parted(words[-1])
        words = [*words[:-1], *named]
        tail.insert(0, behind)
    if len(words) > WITH_KEY and words[-2].text in (KEY | _RAIL_WORKS) and words[-1].text == "工程":
        words, tail = words[:-2], words[-2:] + tail  # 云河高速公路云荡段|控制性工程, 云西铁路|线下工程
    return words, tail


class Trimmer:
    """Parts runs of words into names and what stands behind them."""

    def __init__(self, room: Room) -> None:
        """Take the words of the room."""
        known = vocabulary(room)
        self._parts, self._actions = room.words["part"], room.words["action"]
        self._closing, self._ends, self._sign = known.closing, known.ends, known.sign
        self._works = room.compile("(?&works)")

    def trimmed(self, words: list[Token], text: str, *, works: bool, listed: bool) -> tuple[list[Token], list[Token]]:
        """Part a run into the name and what stands behind it."""
        words, tail = _without_end(words)
        if len(words) > 1 and words[-1].text in _GROWN and _TO_SO_MUCH.match(text, words[-1].end):
            words, tail = words[:-1], [words[-1], *tail]  # 鼓楼南街|拓宽到36米
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
                if len(name) >= MODIFIER and self._sign(name) in (NOUN, ACTION, STRONG):
                    words, tail = words[:cut], words[cut:] + tail
                    break
        if works and self._sign(text[words[0].start : words[-1].end]) == PLAIN:
            told = self._works.search(text, words[0].start + MODIFIER, words[-1].end)
            said = [n for n, word in enumerate(words) if told is not None and word.start == told.start()]
            if said:  # 铸锻风电法兰|土建过半: what is said of a name without a head
                words, tail = words[: said[0]], words[said[0] :] + tail
        itself = text.endswith(_THIS, 0, words[0].start)  # 这条龙门沟水库输水洞全长…, 新建秋浦罐头厂冷藏库
        while len(words) > 1 and not itself and self._ends_in_part(words, text):  # 凤鸣水库|大坝, 黄花深加工|车间
            words, tail = words[:-1], [words[-1], *tail]
        if len(words) > 1 and self._ends_in_clearing(words, text):  # 云渡路改造|拆迁|方案
            words, tail = words[:-1], [words[-1], *tail]
        for cut in range(2, len(words)):  # 矿工新苑|1260套|住房
            if _DWELLINGS.fullmatch(words[cut].text) and self._sign(text[words[0].start : words[cut - 1].end]) == NOUN:
                words, tail = words[:cut], words[cut:] + tail
                break
        counted = _from_count(words, text)
        words, tail = words[:counted], words[counted:] + tail
        if len(words) > 1 and words[-1].text == "一期" and not listed and _OTHER_PHASE.match(text, words[-1].end):
            words, tail = words[:-1], [words[-1], *tail]
        its_own = text.endswith(("元的", "瓦的"), 0, words[0].start)  # 总投资21.5亿元的盘水电厂4号机组
        its_own = its_own or (
            words[-1].text == "机组"
            and text[words[-1].start - 1] == "号"
            and _ONE_SET.match(text, words[-1].end) is not None
        )
        may_be = text[words[-1].end - 1] in _UNIT_ENDS and not its_own
        numbered = _UNIT_OF_IT.search(text, words[0].start, words[-1].end) if may_be else None
        if numbered and (inner := [n for n, word in enumerate(words) if word.start == numbered.end("work")]):
            words, tail = words[: inner[0]], words[inner[0] :] + tail  # …储备库项目|2号储罐
        if words[-1].text == "工程" and len(words) > WITH_KEY - 1 and words[-2].text.strip("“”") in NICKNAMES:
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
        return len(whole) >= MODIFIER and (whole[-1] in _WAYS or self._sign(whole) in (ACTION, STRONG))

    def _ends_in_part(self, words: list[Token], text: str) -> bool:
        """Whether the last word is a part of the work that the words before it name."""
        if words[-1].text not in self._parts or _OTHER_LINE.fullmatch(words[-2].text):
            return False
        whole = text[words[0].start : words[-2].end]
        sign = self._sign(whole)
        one = (sign, words[-1].text) in _WORKSHOPS and words[-2].text != "生产"
        # 云渡化肥厂锅炉房 is a new one of an old plant.
        one = one or (words[-1].text == "锅炉房" and whole[-1] in _HAS_HOUSES)
        return len(whole) >= MODIFIER and sign in (NOUN, ACTION, STRONG) and not one

    def _closes(self, words: list[Token], rest: list[Token], text: str) -> bool:
        if self._sign(text[words[0].start : words[-1].end]) != STRONG:
            return False
        name = text[rest[0].start : rest[-1].end]
        if len(rest) == _WITH_KIND and rest[-1].text in self._parts and words[-1].text in OF_ANY:
            return True  # 封装基板项目|净化车间
        if len(rest) == 1 and _PHASE.fullmatch(rest[0].text):
            return False  # 柳湾水厂扩建工程|二期
        if rest[0].text == "码头" and words[-1].text[-1] == "期":
            return False  # 云渡深水港四期|码头
        if rest[0].text in self._actions and words[-1].text not in OF_ANY:
            return False  # 滨河景区三期|绿化
        if self._sign(name) == ACTION and words[-1].text in OF_ANY:
            return True  # 集中供热工程|二级管网铺设
        return self._sign(name) in (PLAIN, BODY) or (self._sign(name) == GENERIC and not name.endswith(OF_ANY))
