"""The word lists of the project room, ready to ask: what a word is, and what sign the name that ends in it gets."""

from __future__ import annotations

from functools import cache, lru_cache

from newsextract.compiled import compiled
from newsextract.needs import Index
from newsextract.rules import Room
from newsextract.token import OF_ANY

STRONG, ACTION, NOUN, PLAIN, BODY = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
NAMES = frozenset((STRONG, ACTION, NOUN, PLAIN))
GENERIC = "\ue008"
WORKS = "\ue009"  # words about building that are no name: 路基成形

# What is told by the words beside it: ``tokens`` looks at them.
LEADING = frozenset("正去") | frozenset(
    "是因有以由在将从把对沿与的而盼了修继"
)  # words that jieba takes for the beginning of an unknown name
SETTLED = frozenset("镇乡村县")
WHERE = frozenset("旁边侧内里外上下前后") | SETTLED  # where something is built
SAID = frozenset("已正还也均都将于由为有因经以自在被按原共全再未能可又")
SITE_WORK = frozenset("砌铺装架挖浇焊吊埋栽搭盖修打刷抢")
PLACES = frozenset("堡坑垛仓岔圩塘沟湾岭坪铺屯营坝洲墩")  # 十八堡, 三坑: a number that names a place
JOINING = frozenset("和及与等")
CLASSIFIERS = frozenset("条座个项家处台")
_BY_WHAT_IS_BESIDE = JOINING | CLASSIFIERS | SITE_WORK | PLACES | frozenset("变中里后上下式")

AND = ("和",)
_HEADS = ((STRONG, "strong"), (ACTION, "action"), (NOUN, "noun"), (BODY, "body"))  # a word in two lists is the first
_LISTS = (
    "acts",
    "area",
    "does",
    "trade",
    "stop",
    "stop_letters",
    "soft_letters",
    "verbs",
    "keeps",
    "site",
    "given",
    "way_kind",
    "sort",
    "kinds",
    "generic",
)
_PART_RANKS = ("配套", "附属", "引进", "配建")  # ranks by which a part of one work is told
_BUSINESS = ("开发", "生产", "制造", "加工", "保护", "治理", "种植", "养殖", "冶炼", "组装")
_OF_A_PLACE = tuple(f"{place}项目" for place in ("开发区", "高新区", "经开区", "园区", "新区", "集团", "公司"))
_DISTRICT = compiled(
    r"\p{Han}{1,3}[县市州省镇乡](?:环评|审批|招商|中标)?项目|\p{Han}{1,2}[^\P{Han}小社片景校院库山湾户假]区项目"
)  # 涪沙区项目建设
_INSTALLED = compiled(r"[厂站矿]第?[一二三四五六七八九十\d]+号\p{Han}{1,4}安装工程$")
_OUTPUT = compiled(r"(?:年|日)(?:产|处理|加工)\d")
_NEW_WORKS = ("新建工程", "续建工程", "新建项目", "续建项目", "城市更新项目", "城市更新工程")
_AREAS = ("片区", "社区", "街道", "地块", "组团")
_LONGEST_HEAD = 6
OF_A_WORK = frozenset(
    f"工程{what}" for what in ("建设", "造价", "预算", "决算", "质量", "进度", "款", "浩大", "上马", "验收")
)
TRIED = ("试点项目", "示范项目", "试点工程", "示范工程")  # ranks that say how, and not which of many
# Squares, roads and works bear these names, which are no numbers.
_QUARTER = compiled(r"(?:老|新|主|中心)城区|矿区|新区|[东西南北中]片区")  # a town has one of each: 老城区供热管网改造
_DAYS = ("二七", "八一", "五四", "七一", "五一", "三八", "五七")
_COUNT = compiled(
    rf"(?!(?:{'|'.join(_DAYS)})$)"
    r"(?:一([座条栋幢片排个处])\1|[一二两三四五六七八九十百千万几数多]+(?:个|条|座|项|家|处|大|栋|所|台|套|辆|艘|架|孔|幢|批|类|种|名|位|户|次|届|块|片|轮|排|件|阶段|部|步|方面)?)"
)
_POINTING = compiled(
    r"[这那该][片截座条个项批幢栋处段所间家台位种些一两几里次样道]|该.|[一二两三四五六七八九十百]*周年"
)  # 这条线, 那幢楼, 通车五周年: no names
_ROAD_BUILDER = compiled(r"[省市县区]路桥")  # 由省路桥二处施工
_SOUGHT = compiled(
    r"(?:[先再都也]?[不没别])?(?:[抓搞批上谋签争招跑储建][新大好优强小]|引[新优强])(?:项目|工程)"
)  # what all of a town look for
_UNDONE = frozenset(f"不{verb}" for verb in "批建搞上投办拆修引")  # 不批|项目: what is not done names nothing
_NUMERALS = frozenset("一二两三四五六七八九十百千万几数多")  # what a count begins with
_SIDES = frozenset("上下主副新老前后左右")
_DIRECTIONS = frozenset("引东南西北")
_TRANSFER = compiled(
    r"引\p{Han}{1,2}[入济补]\p{Han}{1,2}"
)  # 引黄入淀; 西电东送 is a policy, and 西气东输工程 ends in 工程
_PHASE_OF_IT = compiled(r"(?:园区|厂区|小区|校区|院区|景区|主城|全线)[一二三四五首]期(?:工程|项目)?")  # 园区一期
# Who makes how much of what names a plant: 厦捷1.2亿平方米锂电隔膜, 金象化工20万吨/年硝酸铵.
_MADE = compiled(
    r"(?V1)\p{Han}{2,14}\d[\d.]*[十百千万亿]*(?:吨|平方米|立方米|米|台|套|辆|件|只|片|千瓦(?!时)|兆瓦(?!时)|吉瓦|MW|GW|GWh|MWh)(?:/年)?\p{Han}{1,9}[\p{Han}--[性型类侧已于在将由被]]"
)
_HAN = compiled(r"\p{Han}")
_AT_A_SIDE = frozenset(("东侧", "西侧", "南侧", "北侧", "左侧", "右侧"))
_BUS = compiled(r"公交(?:车|专线)?[\dA-Z]+路")
_ORDINAL = compiled(
    r"[一二三四五六七八九十](?:水厂|电厂|热电|热源|污水|[中小院棉纺毛印化建钢桥环])"
)  # 二水厂扩建, 三中迁建
_COUNTING = frozenset("一二三四五六七八九十百个条座项、“”‘’")
_OUTER = "“”‘’《》"
_QUOTES = str.maketrans("", "", "“”‘’")
_PAIR = 2  # characters
_WORDS = 16384  # most words of newspapers, most of the time
_NAMES = 4096  # a page has some hundred runs of words, and most of them several times


class Vocabulary:
    """What the word lists of one room say."""

    def __init__(self, room: Room) -> None:
        """Take the lists up."""
        self.words = {name: frozenset(room.words[name]) for name in _LISTS}
        self.places = frozenset(room.words["place"])
        self.no_places = frozenset(room.words["no_place"])
        self._heads = {word: sign for sign, name in reversed(_HEADS) for word in room.words[name]}
        self._last = frozenset(word[-1] for word in self._heads)
        self.ends = self._last.union(_OUTER)  # the last characters of all names that end in a head
        self._ranks = tuple(f"{rank}{work}" for rank in room.words["ranks"] for work in OF_ANY)
        self.ranked = tuple(rank for rank in self._ranks if not rank.startswith(_PART_RANKS))
        # heads that names joined by 、 have in common, the longest first
        self.shared = tuple(sorted(room.words["shared"], key=len, reverse=True))
        self.closing = frozenset(word[-1] for word in room.words["strong"]) | frozenset("”’》")
        self._parts = frozenset(room.words["part"])
        self._generic = frozenset(room.words["generic"])
        self._lengths = _lengths(self._generic)
        self.sign = lru_cache(_NAMES)(self._sign)
        self.word_sign = lru_cache(_NAMES)(self._word_sign)
        self.plain_sign = lru_cache(_WORDS)(self._plain_sign)
        self.cutting = Index()  # the words that a name may end before or that are no part of one
        self.cut_words = room.begins["cut_word"]
        self.working = (*room.words["progress"], *room.words["evidence"])  # words about building
        self.cutting.add([(self.cut_words, AND, self.working)])

    def _word_sign(self, word: str) -> str:
        """Say whether a word of several characters can be part of a name ("n"), is a count ("c") or neither ("x")."""
        if word in self.words["stop"] or _POINTING.match(word) or word in _UNDONE:
            return "x"
        return "c" if word[0] in _NUMERALS and _COUNT.fullmatch(word) else "n"

    def _plain_sign(self, word: str) -> str:
        """Give the sign of a word that is the same whatever stands beside it, and nothing for others."""
        if len(word) == 1:
            if word in _BY_WHAT_IS_BESIDE or word in self.words["soft_letters"]:
                return ""
            return "x" if word in self.words["stop_letters"] else "n"
        if word[0] in LEADING or (word[1] == "建" and word[0] in WHERE) or word in OF_A_WORK:
            return ""
        if len(word) == _PAIR and (word[1] in SAID or word[1] == "是"):
            return ""
        sign = self._word_sign(word)
        return "" if sign == "c" else sign

    def _sign(self, name: str) -> str:
        """Give the sign of a name: that of the longest word that ends it, unless any project could be called so."""
        bare = name.strip(_OUTER)
        if len(bare) < 2:
            return PLAIN
        if bare[-1] in "目程" and bare.translate(_QUOTES).endswith(self._ranks):
            told = self._is_new_work(bare) or self._is_of_a_work(bare) or self._is_a_trial(bare)
            told = told or _OUTPUT.search(bare) is not None  # …年产5万吨有机硅|单体项目
            told = told or _INSTALLED.search(bare) is not None  # …电厂三号汽轮机|安装工程
            return STRONG if told else GENERIC
        if bare[0] == "公" and _BUS.match(bare):
            return PLAIN  # 公交12路|延伸
        if bare[:2] in _AT_A_SIDE:
            return GENERIC  # 东侧停车场
        if bare.endswith(_OF_A_PLACE) or any(of.fullmatch(bare) for of in (_DISTRICT, _SOUGHT, _ROAD_BUILDER)):
            return GENERIC
        sign = NOUN if bare[0] in _DIRECTIONS and _TRANSFER.fullmatch(bare) else self._ends(bare)
        if sign == ACTION and len(bare) > 2 and bare.endswith(_BUSINESS) and self._ends(bare[:-2]) == BODY:
            return BODY  # 由新源公司|开发: what a firm does
        if bare[-1] in "期目程" and _PHASE_OF_IT.fullmatch(bare):
            return GENERIC
        if self._says_nothing(bare):
            return GENERIC if sign in (STRONG, ACTION, NOUN) or bare.endswith("设施") else BODY
        if sign == NOUN and len(bare) == 2 and bare in self.words["stop"]:
            return PLAIN
        if sign == NOUN and bare in self._parts:
            return GENERIC  # 主厂房
        if sign is not None:
            return sign
        return NOUN if not bare.isalpha() and _MADE.fullmatch(bare) else PLAIN  # it has a number

    def _is_new_work(self, bare: str) -> bool:
        """Whether a name of a work or a place stands before 新建工程: 朝阳路新建工程, 渡口街区城市更新项目."""
        new = next((new for new in _NEW_WORKS if bare.endswith(new)), bare)
        work = bare.removesuffix(new)
        told = self._ends(work) == NOUN or work.endswith(_AREAS)  # 东关片区|城市更新项目
        return len(work) > 2 and told and not self._says_nothing(work)

    def _is_a_trial(self, name: str) -> bool:
        """Whether a trial is told by what is done: 云渡县水系综合整治|试点项目, but not 农村改革|试点项目."""
        work = name[: -len(TRIED[0])]
        return name.endswith(TRIED) and len(work) > _LONGEST_HEAD and self._ends(work) in (ACTION, NOUN)

    def _is_of_a_work(self, bare: str) -> bool:
        """Whether 配套工程 or 附属工程 is told from others by a long name before it: 清丰县供水配套工程."""
        kind = bare[-4:]
        return kind[:2] in _PART_RANKS and len(bare) >= 2 * len(kind) and not self._says_nothing(bare[:-4])

    def is_head(self, word: str) -> bool:
        """Whether a word is what names end in, and no more: 大桥, but not 云江二桥."""
        return word in self._heads or (word[0] in _SIDES and word[1:] in self._heads)

    def _ends(self, bare: str) -> str | None:
        """The sign of the longest word that ends the name."""
        if bare[-1:] in self._last:
            for n in range(min(_LONGEST_HEAD, len(bare)), 0, -1):
                if (sign := self._heads.get(bare[-n:])) is not None:
                    return sign
        return None

    def _says_nothing(self, bare: str) -> bool:
        """Whether the name is a row of words that are said of any project, numbers and quotation marks among them."""
        at = 0
        if bare.startswith(_DAYS) or _ORDINAL.match(bare) or _QUARTER.match(bare):
            return False
        while at < len(bare):
            for n in self._lengths.get(bare[at], ()):
                if bare[at : at + n] in self._generic:
                    at += n
                    break
            else:
                if bare[at + 2 : at + 3] == "性" and _HAN.match(bare, at) and _HAN.match(bare, at + 1):
                    at += 3
                elif bare[at] in _COUNTING or bare[at].isdecimal():
                    at += 1
                else:
                    return False
        return True


def _lengths(words: frozenset[str]) -> dict[str, list[int]]:
    """How long the words are that begin with a character, longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(len(word))
    return {c: sorted(lengths, reverse=True) for c, lengths in found.items()}


@cache
def vocabulary(room: Room) -> Vocabulary:
    """Give the vocabulary of a room, made once."""
    return Vocabulary(room)
