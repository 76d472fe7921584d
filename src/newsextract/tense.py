"""When a date is told: what earlier dates of a page hand on to later ones, and what the words round one say of it.

The room of dates alone asks. Takes matches and what they were read as; gives yes, no, or the date that governs.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from newsextract.compiled import compiled
from newsextract.context import Context
from newsextract.find import Match, Page
from newsextract.intervals import Interval
from newsextract.marks import BULLETS, NEWS
from newsextract.numerals import parse_number

AHEAD = r"(?<![比较])\L<ahead>"  # 比计划多 is no plan
_CLOSES = compiled(
    r"(?:缴费|清缴|缴纳|报税|报名|申报|征集|报送|受理|投稿|投票|征稿|展出|有效期)[^，。；]{0,4}截[至止](?:到|至|于)?$"
)
_SO_FAR = compiled(r"截[至止](?:到|至|于)?\s?$")
_CLOSED = compiled(r"[。；]|，(?:逾期|过期|过时|届时)")
_ABOUT_TO = compiled(
    r"(?:就要|将要|快要|即将|就能)[^，。；了]{0,6}(?:通车|通航|通水|投产|开业|开学|开[馆园幕放通]|运营|入住|交付|交房|发车)了"
)
_GREW = compiled(r"，?[^，。；]{0,20}(?:增长|下降|上涨|下跌|回落)")
# What work a clause speaks of, and nothing that lies ahead: 列入今年计划的改造项目|3月25日|开工.
_ON_A_LIST = compiled(r"(?:列入|纳入)[^，。；]{0,12}(?:计划|规划|盘子|目标|清单)的")
_TO_DO = compiled(
    r"(?:要|将|拟|计划|打算|准备)(?!求)[^，。；：]{1,8}的[^，。；：]{0,4}(?:有|是)[^，。；：]{0,10}：\s?(?=[一1]、|一是|[（(][一1])"
)
_LIST_TO_DO = 400  # characters
_DONE = compiled(r"已|了|累计|[同环]比")
_LIST_OF = compiled(r"[^，。；]{0,16}(?:清单|名单|计划|安排|目标|任务)")
_NEAR_A_LIST = 80  # characters
_RACED = compiled(r"(?<!决心|[要将须争]|争取|确保|准备)抢在$")  # it has been done, mostly
_JUST_OVER = 120  # days since a feast, which is then nearer than the next one
_WHO = compiled(r"已[^，。；]{1,6}(?:者|用户|旅客|观众|考生|居民|企业|单位)$")  # 已购票者|7月10日|前退款
_DEADLINE = (
    r"(?:黄金周|小?长假|假期|期间|\p{Han}{1,3}[季期节学])?"
    r"[之以]?前(?!往|来|后|高|低|期|景|沿|夕|瞻|述|提|三|移|进|行|列|[一二三四五六七八九十\d])"
)
BY_THEN = compiled(
    r"[之以]?前(?:(?:就|便|均|都|全部)?已(?!经?被?列入)|(?:累计|实际)?(?:投入|完成|支出|花去)的(?:资金|投资|款|费用)"
    r"(?![^。；]{0,16}(?:将|须|要(?!求)|应|可|力争|确保|预计|不得|计划)))"
)  # 12月31日以前已办班八期, 六月底前投入的资金
_AFTERWARDS = r"(?:正式|全部|全面)?(?:建成|投产|竣工|通车|达产|完工|投用|运营)后，?[^，。；]{0,12}(?:可|将|能|预计)"
_UNDER_WAY = (
    r"(?:(?:结构|主体|桩基|基础|路基|土建)[^，。；]{0,4}完[成工]|(?:目前|眼下|现已|如今|已|刚)[^，。；]{0,6}[铺砌浇架盖挖装打焊]\p{Han}?[完好]|封顶|过半|正(?:在|加紧|抓紧)[^，。；]{2,8}"
    r"|施工|安装|装修|调试|在建|续建|(?:(?:预算|计划|预计|估算)总?|已完成|累计完成)投资[^，。；]{0,14})[，；]$"
)
_COMPLETED = (
    r"(?:(?:首台|第[一二三四]台|[一二两三四五六]台|\d+号)机组)?(?:即|正式|全部|全面|基本|全线|点火|并网|联动|开始)?(?:交付|建成|完工|竣工|投产|投用|投入|启用|通车|通行|合龙|开业|运营|投运|试产|试车|试运行|"
    r"供[热暖水电气汽]|送电|并网|发电|封顶|贯通|入住|开园|开馆|开放|出产品|投料|具备)(?!了)"
)
_PLANNED = compiled(
    r"(?:计划|预计|估算|概算)总?投资(?![^，。；]{0,12}的)|正(?:在|加紧|抓紧)(?:建设|施工|装修|装饰|安装|调试|修建|改造|扩建)"
)
_BEGUN_LATE = compiled(
    r"(?<!\d)(?:9|1[0-2])月[^，。；]{0,10}(?:[动开]工|开建|破土|奠基|启动|截流|封顶|合龙)[^，。；]{0,6}，$"
)
_LATER = compiled(r"(?<year>\d{4})年|明年|后年")
_PHASES = compiled(r"[一首]期(?:工程|项目)?(?:将|于)?$")
_STILL = r"，(?:目前|眼下|现正?|如今)[^，。；]{0,10}正在"  # 10月底投入运行，目前锅炉间正在施工
_BEGUN_THEN = compiled(r"(?:正式|全面)?(?:[动开]工|启动|破土|奠基|复工|开建)(?:建设)?的(?!目标|计划|时间|任务)")
_ONCE = compiled(r"(?:原|原本|本)(?:计划|定|拟|预计|应|该|打算|说好?)[^，。；]{0,12}$")  # 原计划6月底完工，…推迟到10月
_EARLY = compiled(
    r"[^，。；]{0,10}(?<![将可])[比较](?:原|预定|合同|规定|设计)?(?:的)?(?:计划|工期|进度|时间)?[^，。；]{0,4}提前[\d一二两三四五六七八九十半近]"
)
_MUST = (
    r"(?:前|之前)?(?:要(?!求|闻|点|素)|须|必须|务必|可望|即可|便可|就可|就能"
    r"|可(?=试生产|试运行|试产|投产|建成|竣工|完工|通车|交付|并网))"
)
# 被列入明年计划，年底前完成: that year is not the one that the next words are said of.
_PUT_OFF = compiled(r"(?:列入|纳入|推迟[到至]|延期?[到至]|留[到待])$")
_MOVED_ON = compiled(r"[^，。；\d]{0,4}?(?:挪|推迟|推|拖|延期|顺延|延|改)[到至]")  # 由三季度|挪到明年一季度
_COMPARED = compiled(r"[比较与]$")
_SO_MANY_TIMES = compiled(
    r"的\s?[\d.一二两三四五六七八九十百]+(?:点[一二三四五六七八九]+)?(?:多|余)?倍"
)  # 是|2000年|的2.6倍
_NEW_REPORT = compiled(rf"{NEWS}|[（(]记者|本报记者")
_NEW_ITEM = compiled(rf"\n[{BULLETS}]")
_REPORTED = 4  # up to this month the whole year that a report speaks of is mostly the one that is over
_SUMMED_UP = 2  # up to this month a year that nothing names is summed up
_RESULT = compiled(
    r"同比|环比|[比较](?:上年|去年|上一年)|实现|完成|累计|共(?!同|享|建)|突破|新增|达到?[\d一二三四五六七八九十]"
)
_PROMISE = compiled(
    r"提出|要求|强调|明确|动员|会议(?:上|提|要|强|明|通|部)|计划|目标|力争|争取|确保|保证|预[计期算]|任务|安排|谋划|部署|[要将拟]|左右|有望|可望|[今本明]年"
)
_REPORTS_SAY = ("全年", "年末", "年初")  # 年底 and 年内 look ahead as often
# What is to be done by a day: 7月以前，全部完工.
_TO_BE_DONE = compiled(r"必须|务必|要|将|完|竣|建成|通车|投产|投用|到位|交付|实现|达|落实")
# What stands before a date that is counted from the year said last, or that comes back: 次年的|5月, 每年|5月.
_COUNTED = compiled(r"(?:(?<after>次年|翌年|第二年|隔年|转年)|(?<same>同年|是年|该年))的?$")
_AGO = compiled(
    r"(?<many>\d{1,3}|[一二两三四五六七八九十百]+)年前的(?:今天|今日|这一天)?[（(]?$"
)  # 五年前的今天（|11月23日|）
_EVERY_YEAR = compiled(r"(?:每年|年年)的?(?:到了?|从|在|于)?(?:\d{1,2}月份?[、和及与])*$")  # 每年|7月、8月和12月
_BEFORE = 5  # characters
_BESIDE = 4  # characters
_LISTED = 24  # characters
_LONG_AGO = 12  # characters


def years_after(match: Match, context: Context) -> int | None:
    """How many years after the one that was said last a date lies, where that is said: 1998年5月动工，|次年|5月竣工."""
    if match.get("after", "same"):
        return 1 if match.get("after") else 0
    counted = _COUNTED.search(context.page.text, max(0, match.start - _BEFORE), match.start)
    if counted is None:
        return None
    return 1 if counted["after"] else 0


def years_ago(match: Match, context: Context) -> int | None:
    """How many years before the paper a date lies, where that is said: 十年前的|11月23日|."""
    ago = _AGO.search(context.page.text, max(0, match.start - _LONG_AGO), match.start)
    many = parse_number(ago["many"]) if ago is not None else None
    return int(many) if many is not None else None


def is_every_year(match: Match, context: Context) -> bool:
    """Whether a date comes back year after year: 每年5月."""
    return _EVERY_YEAR.search(context.page.text, max(0, match.start - _LISTED), match.start) is not None


class Said(NamedTuple):
    """A date as later ones see it: the sentence it stands in, its year and days, where it ends on the page, and whether
    it is a whole year.
    """

    sentence: int
    year: int
    start: date
    end: int
    whole: bool


class Before(NamedTuple):
    """What the dates of a page so far hand on.

    ``said`` printed or named its year, ``told`` too, but not only to compare; ``day`` is the last day of a month,
    ``month`` the last whole month, ``ahead`` the last date that lies ahead, and ``bare`` the last that printed no year.
    """

    said: Said | None = None
    told: Said | None = None
    day: Said | None = None
    month: Said | None = None
    ahead: Said | None = None
    bare: Said | None = None

    def then(self, match: Match, interval: Interval, context: Context) -> Before:
        """Give what is handed on after one more date."""
        sentence = context.page.sentence(match.start)[0]
        it = Said(sentence, interval.end.year, interval.start, match.end, interval.precision == "year")
        now = self
        if context.published is not None and interval.start > context.published:
            now = now._replace(ahead=it)
        if match.get("month") and match.get("day", "to_day"):
            now = now._replace(day=it._replace(start=interval.end))
        elif match.get("month") and interval.precision == "month" and not match.get("to_month", "since"):
            now = now._replace(month=it)
        if match.get("since"):
            return now
        if (
            not match.get("year", "relyear", "to_year", "to_relyear", "relmonth")
            and years_after(match, context) is None
        ):
            return now._replace(bare=it) if match.get("month", "quarter", "half", "quarters", "yearpart") else now
        if _PUT_OFF.search(context.page.text, max(0, match.start - _BESIDE), match.start):
            return now
        return now._replace(said=it, told=now.told if is_compared(match, context) else it)


def is_compared(match: Match, context: Context) -> bool:
    """Whether a date is there to compare: 比|1998年|增长, 是|2000年|的2.6倍."""
    text = context.page.text
    before = _COMPARED.search(text, max(0, match.start - _BESIDE), match.start)
    return before is not None or _SO_MANY_TIMES.match(text, match.end) is not None


def is_so_far(match: Match, context: Context, since: int = 0) -> bool:
    """Whether 截至 stands before a date, and not before the place `since`."""
    return _SO_FAR.search(context.page.text, max(since, match.start - _BESIDE), match.start) is not None


def looks_ahead(match: Match, context: Context) -> tuple[bool, bool]:
    """Whether the words round a date say that it lies ahead (将, 预计, 前 right after it), and whether behind."""
    page, room = context.page, context.room
    left, right = page.clause(match.start, match.end)
    if not page.text[match.end : right].strip(" 前"):  # 12月，各组还将…: the clause that it stands before
        right = page.clause(min(right + 1, len(page.text)), min(right + 1, len(page.text)))[1]
    before, after = _ON_A_LIST.sub("", page.text[left : match.start]), page.text[match.end : right]
    if _CLOSES.search(before) and _CLOSED.match(page.text, match.end):
        return True, False  # 缴费截至12月31日。
    if _ONCE.search(before):
        return False, False
    if _EARLY.search(before) or _EARLY.match(after):
        return False, True
    if _ABOUT_TO.search(after):
        return True, False  # 12月26日，它就要通车了
    behind = room.compile(r"\L<behind>")
    if _RACED.search(before) or (before.endswith("赶在") and "了" in after):
        return False, True  # 赶在5月20日前抢出了主堤
    if behind.search(before[-8:]) and not _WHO.search(before):
        ahead = before.endswith(tuple(room.words["ahead"]))  # 订单排到了10月份
        return ahead, not ahead
    beyond = min(right + 1, len(page.text))
    if after.strip() == "以前" and not _TO_BE_DONE.search(page.text, right, page.clause(beyond, beyond)[1]):
        return False, True  # 7月以前，市民看病要排队; but 7月以前，全部完工
    if BY_THEN.match(after):
        return False, True
    if room.compile(AHEAD).search(before) or room.compile(_DEADLINE).match(after):
        return True, False
    if room.compile(_AFTERWARDS).match(page.text, match.end):  # 11月底投产后，年产值可达
        return True, False
    if room.compile(_MUST).match(after):
        return True, False
    if behind.search(after):
        return False, True
    told = _MOVED_ON.match(after) or _BEGUN_THEN.match(after)  # 5月开工的加工园|赶在封冻前浇筑基础
    return bool(room.compile(AHEAD).search(after)) and told is None, False


def is_just_over(match: Match, interval: Interval, context: Context) -> bool:
    """Whether a feast was some weeks ago and nobody promises the next one: “五一”前建成通车, said in July."""
    if not match.get("feast", "numberfeast", "lunarfeast") or context.published is None:
        return False
    if not timedelta(0) < context.published - interval.end <= timedelta(days=_JUST_OVER):
        return False
    left, _ = context.page.clause(match.start, match.end)
    return context.room.compile(AHEAD).search(context.page.text, left, match.start) is None


def is_planned_for(match: Match, context: Context, told: Said | None, now: date) -> bool:
    """Whether a date stands in a list of this year's works: 《2022年重点项目清单》。其中，甲公路|10月|通车."""
    text = context.page.text
    if _is_in_list_to_do(match, context.page):
        return True
    if told is None or not told.whole or told.year != now.year or match.start - told.end > _NEAR_A_LIST:
        return False
    if _RESULT.search(text, match.end, context.page.clause(match.start, match.end)[1]) or _GREW.match(text, match.end):
        return False  # …12月，工业增加值增长5%
    return _LIST_OF.match(text, told.end) is not None and _NEW_REPORT.search(text, told.end, match.start) is None


def _is_in_list_to_do(match: Match, page: Page) -> bool:
    """Whether a date stands in a list of what is to be done: 今年要动工的有：一、云渡路菜市场，|9月底|建成."""
    begin = max(page.text.rfind("\n", 0, match.start) + 1, match.start - _LIST_TO_DO)
    if _TO_DO.search(page.text, begin, match.start) is None:
        return False
    return _DONE.search(page.text, match.end, page.clause(match.start, match.end)[1]) is None


def completes(match: Match, context: Context, *, any_time: bool = False) -> bool:
    """Whether a clause beside it tells how far a work is that this date completes: 主体已经封顶，10月交付使用.

    With ``any_time`` it is enough that something is completed on it.
    """
    page, room = context.page, context.room
    if room.compile(_COMPLETED).match(page.text, match.end) is None:
        return False
    if any_time:
        return True
    left, right = page.clause(match.start, match.end)
    if match.get("yearpart") == "年底" and (
        _later_than(match, context) or _BEGUN_LATE.search(page.text, max(0, left - 24), left)
    ):
        return True  # 去年11月动工，年底通车
    if _PHASES.search(page.text, max(0, match.start - _BEFORE), match.start) and _later_than(match, context):
        return True  # 一期工程10月20日供暖，二期工程明年9月竣工
    before = room.compile(_UNDER_WAY).search(page.text, max(0, left - 24), left) or _PLANNED.search(
        page.text, page.sentence(match.start)[0], left
    )
    return before is not None or room.compile(_STILL).match(page.text, right) is not None


def _later_than(match: Match, context: Context) -> bool:
    """Whether the sentence goes on to a later year: 去年6月动工，首个泊位年底投用，2009年全部建成."""
    page, published = context.page, context.published
    later = _LATER.search(page.text, match.end, page.sentence(match.start)[1])
    if later is None or published is None:
        return False
    return later["year"] is None or int(later["year"]) > published.year


def _sums_up_last_year(match: Match, context: Context, now: date) -> bool:
    """Whether a sentence of the first weeks of a year says what a whole one came to: 全年财政收入10亿元，同比增长5%."""
    if match.get("whole") != "全年" or now.month > _SUMMED_UP:
        return False
    left, right = context.page.sentence(match.start)
    text = context.page.text
    return _RESULT.search(text, match.end, right) is not None and _PROMISE.search(text, left, right) is None


def tells_of_last_year(match: Match, context: Context, told: Said | None, now: date) -> bool:
    """Whether the report speaks of the year that is over: 2017年, … 全年实现, … 下半年 in the first months of 2018."""
    if told is None and _sums_up_last_year(match, context, now):
        return True
    said = match.get("whole", "yearpart")
    if match.get("since") or told is None or not (told.whole if said is None else said in _REPORTS_SAY):
        return False
    if now.month > _REPORTED or told.year != now.year - 1:
        return False
    if said == "年初" and _NEW_ITEM.search(context.page.text, told.end, match.start):
        return False  # ◆贷款余额52.3亿元，较|年初|增长6.4%
    return _NEW_REPORT.search(context.page.text, told.end, match.start) is None
