"""Which printed names mean one project: 澄梧公路 is 澄川至梧陵二级公路, 宏宇项目 is 宏宇铜业高精铜箔项目."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from newsextract.compiled import compiled

_CLOSING = compiled(r"(?:建设)?(?:项目|工程)$")
_WAYS = (("高速公路", "高速"), ("城际铁路", "城际"), ("高速铁路", "高铁"), ("客运专线", "客专"))  # papers print both
_FROM_WHERE = compiled(r"[（(][^（）()]{2,12}[至到—-][^（）()]{2,12}[）)]")  # 团结路（县医院至汽车站段）改扩建
_PHASE = compiled(r"[一二三四五首]期(?:工程|项目)?$")
_WORK_OF_PHASE = compiled(r"(?<=期)(?:改?扩建|改造|技改|续建|建设)$")
_DONE_TO_IT = compiled(
    r"(?:续建配套(?:与|及)?(?:节水|现代化)?改造|改?扩建|技术?改造|除险加固|改造|迁建|新建|续建)(?:[一二三]期)?$"
)
_CAPACITY = compiled(
    r"(?:年产|日产|日处理)?\d[\d.×x/]*[十百千万亿]*(?:吨|平方米|立方米|台|套|只|片|千瓦|兆瓦|吉瓦|MWh?|GWh?|千伏)(?:/\d+[MG]Wh?)?(?:/[年天日])?(?!级)"
)  # 白音风电 is 北能集团白音150万千瓦风电
_STRETCH = compiled(
    r"(?:桥|隧道|隧洞|段|站|站房|货场|动车所|枢纽|互通|立交|连接线|接线|支线|服务区|停车区|大坝|渡槽|船闸|泵站)$"
)
_FROM_TO = compiled(r"(\p{Han})\p{Han}{0,4}至(\p{Han})\p{Han}{1,12}(?:[路线速铁专]|高速公路)")
_ENDS_OF_LINE = compiled(
    r"(?<from>\p{Han})\p{Han}{0,4}(?:至|—|-)(?<to>\p{Han})\p{Han}{1,5}?"
    r"(?<way>高速公路|(?:城际|高速)铁路|(?:铁路)?客运专线|公路|铁路|高速|高铁|客专)(?:$|[改扩新一二三])"
)
_ROAD = compiled(r"(?:高速公路|高速|[一二三四]?级?公路|快速路)$")
_LINES = frozenset(("路", "线", "公路", "铁路", "高速", "高铁", "城际", "客专", "高速公路"))
_OFFICES, _PREFIX = frozenset("省市县区镇乡"), 4  # what a place ends in, within so many characters of a full name
_DAMS = ("枢纽", "水库", "电站", "大坝")
_FIRM = 6  # characters of a full name that hold its firm, behind a place
_KINDS, _CONTRACTED = frozenset("厂站院馆校场"), 5  # what is contracted in the middle, and characters of what is left
_SHORT_PHASE = 4  # characters of 六鳌二期
_COMMON = 2  # characters that a name shares with what it is short for
_PLACELESS = 4  # characters of a short form that leaves the place of the full name out, and more
_LONG = 7  # characters of a short form that need not end as the full name does: 远山集团“风光火储”


def full_names(names: Iterable[str]) -> dict[str, str]:
    """Give each name the full one that it stands for on the same page, or itself.

    >>> full_names(["宏宇铜业高精铜箔项目", "宏宇项目", "启明产业园", "启明产业园二期"])["宏宇项目"]
    '宏宇铜业高精铜箔项目'
    >>> full_names(["启明产业园", "启明产业园二期"])["启明产业园"]
    '启明产业园'
    >>> full_names(["冀阳特钢退城搬迁", "特钢搬迁项目", "岷岭铁路", "岷岭线"])["特钢搬迁项目"]
    '冀阳特钢退城搬迁'
    >>> full_names(["岷岭铁路", "岷岭线"])["岷岭线"]
    '岷岭铁路'
    >>> full_names(["团结路改扩建工程", "团结路（县医院至汽车站段）改扩建"])["团结路（县医院至汽车站段）改扩建"]
    '团结路改扩建工程'
    """
    holding: dict[str, list[str]] = {}  # the names by their characters: a short one's first is in the full one
    unique = list(dict.fromkeys(names))
    for name in unique:
        for c in frozenset(name):
            holding.setdefault(c, []).append(name)
    full = {}
    for name in unique:
        likely = holding.get(_core(name)[:1], ())
        longer = [other for other in likely if says_less(name, other) and stands_for(name, other)]
        full[name] = max(longer, key=_length) if longer else name
    return full


def stands_for(short: str, name: str) -> bool:
    """Whether a short name says in fewer characters what a full one says.

    Both end in the same head, or the short one is a firm or place with 项目; a phase is a project of its own.
    """
    if _PHASE.search(name) and not _PHASE.search(short):
        return False
    if len(frozenset(name).intersection(short)) < _COMMON:
        return False  # most of the names of a page, which are each held against all others
    core, whole = _core(short), _core(name)
    if whole[0] in _OFFICES and core[0] not in _OFFICES:
        whole = whole[1:]  # 棉纺厂扩建 is 县棉纺厂万锭扩建
    whole = _CAPACITY.sub("", whole)
    if _PHASE.search(core):
        whole = _WORK_OF_PHASE.sub("", whole)  # 热电厂二期 is 云渡热电厂二期扩建
    if core == whole or (core[-1] == "路" and _ROAD.sub("", whole) == core[:-1]):
        return True  # 沛兴路 is 沛兴高速公路
    if (whole.startswith(core) or name.startswith(short)) and _STRETCH.search(whole, len(core)):
        return False  # 云潍高速公路|海河特大桥 is a part of what the short name says
    if core[-1] == "线" and whole[:-2] == core[:-1] and whole[-2:] in _LINES:
        return True  # 岷岭线 is 岷岭铁路
    thing = _DONE_TO_IT.sub("", whole)
    if thing != whole and short.endswith(("工程", "项目")) and _is_short_of(core, thing):
        return True  # 陂南灌区工程 is 陂南灌区续建配套与节水改造工程
    if len(core) < 2 or not _subsequence(core, whole):
        return False
    if (ends := _FROM_TO.match(whole)) and core[:2] == ends[1] + ends[2] and core[2:] in _LINES:
        return _STRETCH.search(whole, ends.end()) is None  # 溪横路 is 溪源至横岭公路, but not its 横岭段
    if core[:2] == whole[:2] and (short.endswith("项目") or len(core) >= _LONG):
        return True
    if len(core) >= _PLACELESS and core[:2] in (whole[2:4], whole[3:5]) and core[-2:] == whole[-2:]:
        return True  # 特钢搬迁 is 冀阳特钢退城搬迁
    if core[0] in _OFFICES and core[0] in whole[1:_PREFIX] and core[-2:] == whole[-2:]:
        return True  # 县一中迁建 is 云渡县第一中学迁建
    if core in whole[:_FIRM] and (short.endswith("项目") or (short.endswith("工程") and whole.endswith(_DAMS))):
        return True  # 同茂项目 is 苏州同茂LED封装, 小浪底工程 is 黄河小浪底水利枢纽
    if core[:2] == whole[:2] and core[-1] == whole[-1] and core[-1] in _KINDS and len(core) >= _CONTRACTED:
        return True  # 青河化纤厂 is 青河化学纤维厂
    if core[-1] == "期" and core[-2:] in whole and core[:-2] == whole[: len(core) - 2] and len(core) >= _SHORT_PHASE:
        return True  # 浪门三期 is 浪门港区三期集装箱码头
    if core[-1] == "期" and core[-2:] == whole[-2:] and core[:-2] in whole and len(core) >= _SHORT_PHASE:
        return True  # 六鳌二期 is 漳浦六鳌海上风电场二期
    return core[-2:] == whole[-2:] and (whole.endswith(core) or core[0] == whole[0])


def _is_short_of(core: str, thing: str) -> bool:
    """Whether a name is that of a thing that work is done on, or begins and ends so: 湄氮尿素, 湄港氮肥厂尿素."""
    both_ends = len(core) >= _PLACELESS and core[0] == thing[:1] and core[-2:] == thing[-2:]
    return core == thing or (both_ends and _subsequence(core, thing))


@lru_cache(4096)  # each name of a page is held against all others
def _length(name: str) -> tuple[int, int]:
    """How much a name says: 博朗玻璃项目 says less than 博朗特种玻璃, and more than 博朗玻璃."""
    plain = _FROM_WHERE.sub("", name)
    return len(_CLOSING.sub("", plain)), len(plain)


def says_less(name: str, other: str) -> bool:
    """Whether a name says less than another one, 项目 and 工程 at their ends apart."""
    return _length(name) < _length(other)


def other_forms(name: str) -> list[str]:
    """Give the forms in which papers print the name of a line as well.

    >>> other_forms("栗平高速公路"), other_forms("云昌高铁")
    (['栗平高速'], ['云昌高速铁路'])
    """
    both = [*_WAYS, *((short, long) for long, short in _WAYS)]
    return [name.removesuffix(one) + other for one, other in both if name.endswith(one)]


def by_ends(name: str) -> list[str]:
    """Give what papers call a line by the first characters of the places that it joins, in four characters or more.

    >>> by_ends("青溪至黑石口高速公路"), by_ends("临州至汶阳铁路客运专线"), by_ends("云渡大桥")
    (['青黑高速公路', '青黑高速'], ['临汶铁路客运专线', '临汶客运专线', '临汶客专'], [])
    """
    ends = _ENDS_OF_LINE.match(name)
    if ends is None:
        return []
    way = ends["way"]
    plain = way.removeprefix("铁路") or way
    ways = dict.fromkeys((way, plain, *(short for long, short in _WAYS if long == plain)))
    return [f"{ends['from']}{ends['to']}{way}" for way in ways]


@lru_cache(4096)
def _core(name: str) -> str:
    """A name without 项目 and 工程 at its end and without where it runs from and to, lines by the shorter word."""
    name = _CLOSING.sub("", _FROM_WHERE.sub("", name))
    return next((name.removesuffix(long) + short for long, short in _WAYS if name.endswith(long)), name)


def _subsequence(short: str, name: str) -> bool:
    rest = iter(name)
    return all(c in rest for c in short)
