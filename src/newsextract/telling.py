"""Whether a name tells its thing from others: what points, counts, ranks or says how is no name."""

from __future__ import annotations

from datetime import date

from newsextract.compiled import compiled
from newsextract.names import Name
from newsextract.numerals import parse_number
from newsextract.reprinted import JUST_WORK, POINTED, POINTS
from newsextract.token import NICKNAMES, OF_ANY
from newsextract.vocabulary import ACTION, GENERIC, NOUN

SAYING = 7
"""Characters by which 供水管网改造工程 says what it is, where a sum of its own stands beside it."""
_POINTED = compiled(r"[这该此][座条个项栋所处][^，。；]{0,16}的$")  # 这座全长4.1公里的|特大桥
_SOME_FIRM = compiled(r"另外?一[家个座][^，。；]{0,16}的$")
_FEW = 3  # words of a name that tells no firm from others
_PREDICATE = compiled(r"是[^，。；]{0,8}一[个座条项家处所][^，。；]{0,24}的?$")
_POINTED_LENGTH = 20  # characters
# 余下的|截污管网
_LEFT = ("原有的", "余下的", "剩余的", "其余的", "剩下的", "原有一条", "原有一座", "原有一个", "原来的")
_DESCRIBED = compiled(r"这[座条个家项][^，。；：]*\d[^，。；：]*的")
_THIS = ("这条", "这座")
_POINTERS = frozenset("这那该此")
# 这孔桥, 那座桥; but 那隆边贸物流园
_POINTED_FIRST = compiled(
    r"[这该此]|一[段条座栋幢](?!街)|那[座条个项所家幢栋处片段间批些种样台里儿年天时位孔\d一二两三几]"
)
_TO_MAKE_ANY = compiled(r"[挖架打铺盖砌](?:隧道|大桥|桥|水井|井|管道|房子|楼房|楼)")
_AFTER_THAT = 4  # characters of 那大桥
_VAGUE = (
    "每",
    "配套建设",
    "同步建设",
    "整条",
    "整座",
    "主要",
    "全部",
    "部分",
    "大部分",
    "有关",
    "各类",
    "首段",
)  # 主要水毁路段
_PHASE_FIRST = compiled(r"[一二三四五六首]期[\p{Han}\d]|[东南西北中]段\d")
_FROM_TO = compiled(r"\p{Han}{2,5}至\p{Han}{2,}")
_TO_A_PLACE = compiled(r"\p{Han}{2,8}至\p{Han}{1,8}[站街口镇村城场]")
_NTH = compiled(
    r"(?:隧道|大桥)[左右][线洞幅]$|\p{Han}{1,6}第一[个座条家所处]|第[一二三四五六七八九十\d]+[栋幢](?:厂房|大?楼|住宅)|[一二三四五六七八九十\dA-Z]{1,3}标段$|\d+台\d+线|[一二两三四五六七八九十几]{1,2}[条座栋幢个项家处]\p{Han}{1,2}$|\d+[台套艘辆架部]|[一二两三四五六七八九十百千万亿\d]+(?:分之|[余多几][家座个条项处所台期套])|(?:首|最后[一几]?)[台套批条座个家艘组]|第[一二三四五六七八九十百\d]+[个座条项批站台套期家所辆艘架列名位]|\d+#|[一二三四五六七八九十A-Z\d]{1,3}[号期]?组团$|[一二两三四五六七八九十\d]+层\p{Han}{0,2}(?:楼|厂房|车间)$|[\d.×]+(?:千?伏|千瓦|兆瓦|吨级?)$|一[组批排套]\p{Han}{2}|一段\p{Han}{1,2}$|“[一二三四五六两][^”]{1,2}”$|“[一二两三四五六七]\p{Han}[一二两三四五六七](?:馆|院|校|中心|园|厅)”$|\d[\d.]*[十百千万亿]*\p{Han}{1,2}(?:提升|扩建|改造|提高|增加)$|[一二三四五六七八九十\d][一二三四五六七八九十\d号、—至-]*[号级期](?![线路])\p{Han}{1,3}$"
)
_PERSON = compiled(r"(?:主任|书记|[局县镇厂校院]长|经理|总裁|记者|教授)路$")  # 高新区副主任路|明堂
_BY_WHOM = compiled(r"(?<!^)(?<![自理])由")
_WAYS = frozenset(
    ("高速公路", "高速铁路", "城际铁路", "快速路", "一级公路", "二级公路")
)  # what a page calls one further on
_SO_MUCH = compiled(
    r"\d[\d.]*[万亿]?(?:公里|千米|米|亩|平方米)$|^\d[\d.]*[十百千万亿]*(?:吨|千瓦|兆瓦|立方米|[台辆套件只个])$"
)  # 农村公路6500公里, 150万吨
_STRUCTURES = ("结构", "框架", "网架", "桁架", "墙体", "屋架", "钢筋笼")
_BUILDERS = ("公司", "总公司", "分公司", "集团", "工程局")
_FUNDS = ("贷款", "借款", "资金", "专款", "基金", "国债", "债券")
_SO_MANY_OF = ("成以上", "成多", "%以上", "分之一", "分之二")  # 七成以上|线路入地
_ONE_OF_THE_MOST = compiled(r"最\p{Han}{1,3}的?[^，。；]{0,4}$")  # 国内最大的|天然气上产工程|之一
_PROGRAMS = ("列入", "纳入", "入选", "全市", "全县", "全省", "全区", "我市", "我县", "我省")
# “拆建”, and what is so many things by its name: “双百工程”, 深化“1246”工程
_MOTTO = compiled(
    r"“\p{Han}{2}”|“双\p{Han}双\p{Han}”\p{Han}{2}|\p{Han}{0,6}“(?=[^”]{0,8}[百千万双+＋计行])[\d+＋一二两三四五六七八九十百千万双]{1,8}(?:工程|项目|计划|行动)?”(?:工程|项目|计划|行动)?"
)
_ALL_IN = compiled(r"全[国省市县区旗盟](?!\p{Han}{0,2}[区县市])|全州(?!县)")
_CALLED = compiled(r"“\p{Han}{2,4}”(?:项目|工程)")  # “巨无霸”项目, where it is no name
_TO_WHERE = compiled(r"从[^，。；、“”\d]{2,14}[到至]$")
_BARE = 3  # characters of a bare noun: 度假区
_TOKEN = 2  # characters
_WITH, _SIGNED = ("与", "同", "和", "跟"), ("签约的", "签订的", "签署的")
_ALL = compiled(r"集[^，。；]{2,}$")
_IN_ONE = compiled(r"[^，。；集]{0,30}[于为]一[体身]")
_SAYINGS = compiled(r"“\p{Han}{1,4}、")
# What is spent on all works of a kind in a place (榆湾市更新改造|投资4120万元), and who goes to a site.
_STATISTIC = compiled(r"\p{Han}{2,3}(?:[市县区州省]|工业|企业|[市县区州省](?:工业|企业))(?:更新改造|技术改造|技改)")
_WHO = compiled(r"副?[省市县区州厅局处镇乡厂矿校院]长\p{Han}{2,3}[进下到赴在]")
_RANK = compiled(r"重[点大要]|[新续在拟]建|[省市县]级|老旧|标准|产业")
# 水库|建成于1958年: so long ago that it is no news of a work.
_ERECTED = compiled(
    r"，?(?:是|系)?(?:始建|兴建|修建|建成|落成|建造|建)于"
    r"(?:(?<year>(?:1[89]|20)\d\d|一[八九]\p{Han}{2})年|上个?世纪|[二三四五六七八九]十年代|[2-9]0年代|[明清]|民国)"
)
# …始建于2001年，总投资32亿元，将于今年通车: what is told of it is news all the same.
_GOES_ON = compiled(r"[^。；]{0,40}?(?:投资|造价|概算|[今明]年|去年|目前|近日|复工|续建)")
# 1996年建成的|城东老汽车站
_ERECTED_THEN = compiled(
    r"(?<year>(?:1[89]|20)\d\d|一[八九]\p{Han}{2})年(?:建成|修建|兴建|建造|始建|修筑|盖起|建|修)的$"
)
_ERECTED_BEFORE = 12  # characters
_NEWS = 5  # years that a work is news for


def _is_told(printed: str, pointed: str) -> bool:
    """Whether a name of its own stands behind what points: 这条投资2亿元修建的|云石公路, 这条|龙门沟水库输水洞."""
    return _DESCRIBED.fullmatch(pointed) is not None or (pointed in _THIS and len(printed) >= SAYING)


def is_name(name: Name, text: str, *, bare: bool, told: bool = False) -> bool:
    """A name tells its thing from others: it is not pointed at (该枢纽), and not a word for any of its kind.

    With ``bare``, a plain noun counts too (音乐喷泉), for the page gives it a sum of its own; what is ``told`` from
    others by its words is so behind a description, too (这条投资2亿元修建的云石公路).
    """
    printed = text[name.start : name.end]
    pointed = POINTED.search(text, max(0, name.start - POINTS), name.start)
    if (
        _POINTED_FIRST.match(printed)
        or (name.words[0].text == "那" and len(printed) <= _AFTER_THAT)
        or printed[-2:-1] in _POINTERS
        or _TO_MAKE_ANY.fullmatch(printed)
        or printed.startswith(_VAGUE)
        or _PHASE_FIRST.match(printed)
        or (pointed and not _FROM_TO.match(printed) and not (told and _is_told(printed, pointed.group())))
    ):
        return False  # 二期公寓; but 这条摆岩至甲壤公路
    if _ALL_IN.match(printed):
        return False  # 全州|光伏电站
    if _CALLED.fullmatch(printed) and printed[1:-3] in NICKNAMES:
        return False
    if not printed.endswith(OF_ANY) and _TO_WHERE.search(text, max(0, name.start - POINTS), name.start):
        return False  # 从火车站到|职教园区，投资4.6亿元
    if text.endswith("整个", 0, name.start) and not (told and len(printed) > _BARE):
        return False  # 整个|商贸城
    if text.endswith(("按", "按照", "委托", "聘请", "邀请", *_SO_MANY_OF), 0, name.start):
        return False  # 按|二级公路标准改建, 委托|华东水利学院做可行性研究
    if _IN_ONE.match(text, name.end) and _ALL.search(text, max(0, name.start - POINTS), name.end):
        return False  # 集购物、餐饮、|写字楼|于一体的建筑
    before = text[max(0, name.start - _TOKEN) : name.start]
    if before.endswith(_WITH) and text.startswith(_SIGNED, name.end):
        return False  # 与|云渡航空港区|签约的项目
    if printed.endswith(OF_ANY) and text.startswith(("库", *_BUILDERS), name.end):
        return False  # 由省第二建筑工程|公司施工
    if text.startswith("之一", name.end) and _ONE_OF_THE_MOST.search(text, max(0, name.start - POINTS), name.start):
        return False
    if (_STATISTIC.fullmatch(printed) and text.startswith("投资", name.end)) or _WHO.match(printed):
        return False
    if printed.endswith((*_STRUCTURES, *_FUNDS, "率", "标准", "年")):
        return False  # 主厂房结构, 低息贷款, 电视人口覆盖率
    if printed in _WAYS or _BY_WHOM.search(printed) or _MOTTO.fullmatch(printed) or JUST_WORK.fullmatch(printed):
        return False  # 市场|由旧粮库改造, “拆建”, 改建工程
    if _SAYINGS.match(printed) or printed.endswith(("类项目", "类工程")):
        return False  # “短、平、快”项目, 电解铝类项目
    if text.endswith(_PROGRAMS, 0, name.start) and "”" in printed:
        return False  # 列入|国家“双加”工程, 全市|“五网”项目
    if len(printed) == _BARE and printed[0] in "大小新老旧":
        return False  # 大电站, 新校区
    if name.sign == GENERIC:
        shortest = SAYING if printed.endswith(OF_ANY) else 3
        return bare and len(printed) >= shortest and printed[-1] != "期" and not _RANK.search(printed)
    if printed[-1] == "段" and len(printed) < SAYING - 2:
        return False  # 南安段, 盘山路段
    if _NTH.match(printed) or _PERSON.search(printed) or _SO_MUCH.search(printed):
        return False  # 第三个项目, 二号机组, 百余家工厂, 四分之一
    return len(printed) >= (3 if name.sign in (NOUN, ACTION) else 4)


def is_of_another(text: str, name: Name, *, listed: bool, proper: bool) -> bool:
    """Whether a name is what another work is called further on, a part of it, or what was there before.

    What is ``listed`` may be what is left of a list; what is ``proper`` is no pointer.
    """
    if text[name.start] == "至" and text[name.start - 1].isdigit():
        return True  # 1|至6号厂房
    if not listed and text.endswith(_LEFT, 0, name.start):
        return True
    if text.startswith("的", name.end) and _TO_A_PLACE.fullmatch(text, name.start, name.end):
        return True  # 东街至火车站|的人民路
    if len(name.words) <= _FEW and _SOME_FIRM.search(text, max(0, name.start - POINTS), name.start):
        return True  # 可另一家投资12亿元的|电解锰厂，环评没过
    if not proper and _PREDICATE.search(text, max(0, name.start - POINTS), name.start):
        return True  # …公寓是市里头一个面向新人的|租赁社区，占地62亩
    points = text.startswith("特大", name.start) or not proper
    return points and _POINTED.search(text, max(0, name.start - _POINTED_LENGTH), name.start) is not None


def is_old(text: str, start: int, end: int, published: date | None) -> bool:
    """Whether a thing is told to have stood long before the page was published; a work on it may be news."""
    built = _ERECTED.match(text, end) or _ERECTED_THEN.search(text, max(0, start - _ERECTED_BEFORE), start)
    if built is None or text.endswith(OF_ANY, start, end) or _GOES_ON.match(text, built.end()):
        return False
    year = parse_number(built["year"]) if built["year"] else None
    return year is None or (published is not None and published.year - int(year) > _NEWS)
