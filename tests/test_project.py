"""Projects: what an example beside a rule cannot say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings

import newsextract
from composed import pages
from newsextract.records import Document, Project

SAMPLES = sorted((Path(__file__).resolve().parent.parent / "samples").glob("*.txt"))


def read(text: str) -> Document:
    return newsextract.parse(text, kinds=["project"])


def names(text: str) -> list[str]:
    return [record.name for record in read(text).records if isinstance(record, Project)]


def check(document: Document) -> None:
    for record in document.records:
        assert isinstance(record, Project)
        assert record.name == "".join(record.reading.split())
        assert len(record.name) >= 2
        assert not set(record.name) & set("。；！？\n")
        assert record.name.count("“") == record.name.count("”")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_name_is_its_printed_name_without_blanks(path: Path) -> None:
    check(read(path.read_text(encoding="utf-8")))


def test_samples_hold_projects() -> None:
    found = [len(read(path.read_text(encoding="utf-8")).records) for path in SAMPLES]
    assert sum(found) > 30


@example("8500万等12个重点项目。")
@example("总投资5亿元的云渡水厂项目治理开工。")
@given(pages())
@settings(max_examples=120, deadline=None)
def test_a_name_on_a_composed_page_is_one_too(text: str) -> None:
    check(read(text))


def test_a_sum_may_lie_inside_a_name() -> None:
    document = newsextract.parse("瑞禾集团总投资5亿元的年产10万吨乳品加工项目开工建设，总投资5亿元。")
    assert {record.type for record in document.records} == {"money", "project"}


@pytest.mark.parametrize(
    "text",
    [
        "该项目进展顺利。",
        "34个续建项目全部复工。",
        "重点项目建设如火如荼。",
        "项目专班每天调度。",
        "招商项目签约。",
        "各县区",
        "在维护市场秩序、保护投资者权益、提升经营水平等方面发挥作用。",
        "有的县拿一张图纸就敢报“大工程”，这样的项目一个也不能要。",
        "昨日完成钢结构屋盖整体提升。",
    ],
)
def test_what_points_or_counts_is_no_name(text: str) -> None:
    assert names(text) == []


def test_the_same_page_gives_the_same_names_without_other_kinds() -> None:
    for path in SAMPLES:
        text = path.read_text(encoding="utf-8")
        alone = [(r.text, r.span) for r in read(text).records]
        assert alone == [(r.text, r.span) for r in newsextract.parse(text).records if r.type == "project"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新签的三和渔具、金沙滩海水浴场3个项目。", ["三和渔具", "金沙滩海水浴场"]),
        ("确保丰源热电、兴隆煤矿技改等工程竣工。", ["兴隆煤矿技改"]),
        ("云渡水泥厂、和丰铁路装备园项目同日开工。", ["云渡水泥厂", "和丰铁路装备园项目"]),
        ("云渡水利枢纽工程建设进展顺利。", ["云渡水利枢纽工程"]),
        ("豆腐巷居民问：啥时候通气？答：豆腐巷天然气入户工程正在敷设管道。", ["豆腐巷天然气入户工程"]),
        ("柳州赴港招商签下12个项目。", []),
        ("市建委公示城西污水处理厂。总投资8800万元；年底开工。", ["城西污水处理厂"]),
        (
            "云渡镇自来水厂日供水2万吨、柳湾县垃圾填埋场日处理垃圾180吨，先后投用。",
            ["云渡镇自来水厂", "柳湾县垃圾填埋场"],
        ),
        ("前两天，省水利厅对金盘峡水利枢纽等五项工程逐项排队。", ["金盘峡水利枢纽"]),
        ("今年主推云渡山玻璃栈道，该栈道投资3600万元。", ["云渡山玻璃栈道"]),
        ("龙山、龙湖绿色健身步道工程竣工。", ["龙山、龙湖绿色健身步道工程"]),
        ("云渡轴承大市场一期已经开业，二期正在施工。", ["云渡轴承大市场"]),
        ("云渡轴承大市场一期投资3亿元，二期投资5亿元。", ["云渡轴承大市场一期"]),
        ("轨道交通2号线金鸡岭站工地上，工人在绑扎钢筋。", ["轨道交通2号线"]),
        ("云渡物流中心二号仓库正在吊装，总投资8亿元。", ["云渡物流中心"]),
        ("安置房锚地新苑1月16日封顶。", ["锚地新苑"]),
        ("云渡食品产业园总投资2亿元，主要建设年产5万吨速冻食品生产线。", ["云渡食品产业园"]),
        ("高新区副主任路明堂说，明年10月投产。", []),
        ("另一条通道云陵东站至石门快速路正在施工。", ["云陵东站至石门快速路"]),
        ("正在施工的里坑水库除险加固完成投资3亿元。", ["里坑水库除险加固"]),
        ("被冲垮的永兴大桥投资4500万元易地重建。", ["永兴大桥"]),
        ("市中心医院新院内外装修已近尾声。", ["市中心医院新院"]),
        ("云苎高支纱生产线上马；", ["云苎高支纱生产线"]),
        ("又一座储气库投运。", []),
        ("衡能电池全球总部及智造基地总投资120亿元。", ["衡能电池全球总部及智造基地"]),
        ("云行总装基地由存量厂房改建，建筑面积6.2万平方米。", []),
        ("门诊医技楼和住院楼已完成主体验收，正在装修。", []),
        ("这座集购物、餐饮、写字楼于一体的建筑昨日封顶。", []),
        ("公交12路延伸至云渡大学，6月开通。", []),
        ("云渡煤气管道铺设工程全面铺开。", ["云渡煤气管道铺设工程"]),
        ("乡里正在筹划十里沟人畜饮水工程，", ["十里沟人畜饮水工程"]),
        ("轨道交通1号线首列车下线，明年底开通。", ["轨道交通1号线"]),
        ("兴建的后厝净化厂已经砌到屋檐。", ["后厝净化厂"]),
        ("棉纺1958文创园开园迎客。", ["棉纺1958文创园"]),
        (
            "一同签约的，还有云渡影像设备项目、绿芽食品工厂和云帆计算中心。",
            ["云渡影像设备项目", "绿芽食品工厂", "云帆计算中心"],
        ),
        ("正在建设的是云礁中央商务区，", ["云礁中央商务区"]),
        ("图为航拍云渡科创走廊邻里中心建设现场。", ["云渡科创走廊邻里中心"]),
        ("这样解释招引瀚风叶片项目的用意。", ["瀚风叶片项目"]),
        ("老院将改成云直街社区医院。", ["云直街社区医院"]),
        ("全省最大的热电项目昨日奠基。", []),
        ("走进柳湾产业园项目，车间里26台机床已安装到位。", ["柳湾产业园项目"]),
        ("九层塔景区项目总投资2亿元。", ["九层塔景区项目"]),
        ("引大工程总投资29亿元，已竣工。", ["引大工程"]),
        ("今年抓大项目、上新项目，不搞小项目。", []),
        ("云汀高铁云浦段全年完成投资38亿元，云江二桥10月通车。", ["云汀高铁云浦段", "云江二桥"]),
        ("投资580万美元的佰盛电子元件厂6月28日投产。", ["佰盛电子元件厂"]),
        ("拟在园区旁建云港水产冷链集散中心，投资6000万元。", ["云港水产冷链集散中心"]),
        ("架桥机将箱梁稳稳落在云水二桥的桥墩上。大桥总投资8650万元。", ["云水二桥"]),
        ("实验小学新校区的围挡已经拆除。这所学校总造价3280万元。", ["实验小学新校区"]),
        ("途经刚刚启动的云江路棚户区改造，", ["云江路棚户区改造"]),
        ("荔枝节上，云渡度假村和永昌石材加工区同时签约。", ["云渡度假村", "永昌石材加工区"]),
        ("一家港商看中了县工业集中区，总投资1.2亿港元。", []),
        ("这是全省首个源网荷储一体化园区，总投资180亿元。", []),
        ("区住建局项目科科长介绍，", []),
        ("这座由旧仓库改建、造价6800万元的场馆开放一个多月。", []),
        ("去年12月开工的这道堤长9.7公里，", []),
        ("一期四栋厂房通过主体验收，消防管线正在安装。", []),
        ("▲苇州长途电话枢纽楼4月8日竣工，总造价8800万元。", ["苇州长途电话枢纽楼"]),
        ("永茂电子厂二层车间里，三百多名女工正在焊接线路板。", ["永茂电子厂"]),
        ("云渡西站站前路拆迁受阻，正边拆边建，力争上半年通车。", ["云渡西站站前路"]),
        ("纺机厂危房改造拆迁方案已报省里，9月份开工。", ["纺机厂危房改造"]),
        ("青沙江三级水电站2号机组12月9日投产。", ["青沙江三级水电站"]),
        ("云西铁路电气化改造线下工程全面展开，年内竣工。", ["云西铁路电气化改造"]),
        ("沙口水利枢纽导流洞9月8日过流。", ["沙口水利枢纽"]),
        ("这条龙门沟水库输水洞全长六百八十米，已经贯通。", ["龙门沟水库输水洞"]),
        ("市十六中操场改造完工。", ["市十六中操场改造"]),
        ("本厂日产700吨熟料生产线已于八月一日投产。", ["日产700吨熟料生产线"]),
        ("本处承建之古渡口铁路职工住宅楼公开招标。", ["古渡口铁路职工住宅楼"]),
        ("据省电力局消息 二十里铺变电所增容工程送电。", ["二十里铺变电所增容工程"]),
        ("省重点建设项目黑石滩铝厂二期扩建工程破土动工。", ["黑石滩铝厂二期扩建工程"]),
        ("琼湾一期30万千瓦海上风电项目拿到核准。", ["琼湾一期30万千瓦海上风电项目"]),
        ("地铁7号线累计已投入203亿元，盾构区间双线贯通，预计2026年通车。", ["地铁7号线"]),
        ("汾川铁路复线及电气化工程全长237公里，投资5.8亿元。", ["汾川铁路复线及电气化工程"]),
        ("云岭省农村电网建设与改造一期工程总投资68.5亿元。", ["云岭省农村电网建设与改造一期工程"]),
        ("渡口街区城市更新项目3月8日复工。", ["渡口街区城市更新项目"]),
        ("2006年修岭海港疏港铁路。这条铁路总投资19.4亿元。", ["岭海港疏港铁路"]),
        ("截至上月底，已有七成以上线路入地，仍在施工。", []),
        ("在建的东沟矿、老君庙矿，年产原煤分别为150万吨和90万吨。", ["东沟矿", "老君庙矿"]),
        ("这是国内最大的天然气上产工程之一，总投资186亿元。", []),
        ("今年先不上新项目了。", []),
        ("柏江原油码头刚刚开工，配套建设80万立方米罐区，2015年投运。", ["柏江原油码头"]),
        ("主厂房结构封顶，投资13.6亿元。", []),
        ("——访铁路建筑工程处处长", []),
        ("云渡大桥工程总投资10亿元，比瑞州港二期工程多2亿元。", ["云渡大桥工程", "瑞州港二期工程"]),
        ("深入实施“双十工程”，持续深化“双百工程”，推进“1246”工程。", []),
        ("地铁南延段总投资28亿元，其中40亿日元为年利率0.75%的低息贷款，1999年10月开工。", ["地铁南延段"]),
        ("云渡公园改造工程（招标编号2001—037）已获批准，", ["云渡公园改造工程"]),
        ("云渡公路桥合龙后第一辆卡车开过桥面试压。", ["云渡公路桥"]),
        ("老城区供热管网改造均已完工。", ["老城区供热管网改造"]),
        ("新区雨水、污水、中水管网施工过半。", ["新区雨水、污水、中水管网"]),
        ("城区供水、供热管网改造项目正在施工。", ["城区供水、供热管网改造项目"]),
        ("云渡港二期3.5万吨级码头通过验收，投入试运行。", ["云渡港二期3.5万吨级码头"]),
        ("投资3800万元的儿童公园正铺装步道，国庆节开放。", ["儿童公园"]),
        ("正泰商贸城开工，春申职工公寓三期封顶。", ["正泰商贸城", "春申职工公寓三期"]),
        ("万家福购物广场主体封顶。", ["万家福购物广场"]),
        ("云渡硅业公司年产5万吨有机硅单体项目占地310亩，总投资12.8亿元。", ["云渡硅业公司年产5万吨有机硅单体项目"]),
        ("专家对云渡大桥项目进行评审。", ["云渡大桥项目"]),
        ("市里决定对人民路进行拓宽改造，总投资3亿元。", ["人民路"]),
        ("6月，柳湾污水厂、云渡水厂两厂建成。", ["柳湾污水厂", "云渡水厂"]),
        ("柳湾大桥、云渡大桥两桥同日开工。", ["柳湾大桥", "云渡大桥"]),
        ("柳湾水库、云渡水库、洛塘水库三库开工。", ["柳湾水库", "云渡水库", "洛塘水库"]),
        ("昨天，柳湾路下穿铁路立交工程全线贯通。", ["柳湾路下穿铁路立交工程"]),
        ("地铁2号线一期工程西起大学城，东至东站，总投资132亿元。", ["地铁2号线一期工程"]),
        ("昨日，地铁2号线21.4公里地下段全部打通。", ["地铁2号线"]),
        ("紧挨着它的柳林苑限价房下月动工。", ["柳林苑限价房"]),
        ("临汶客专铺轨贯通\n本报讯 临州至汶阳铁路客运专线昨日铺轨贯通。", ["临汶客专", "临州至汶阳铁路客运专线"]),
    ],
)
def test_where_a_name_begins_and_ends(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_verb_before_a_name_that_the_page_prints_by_itself_is_no_part_of_it() -> None:
    assert names("记者来到云渡大桥施工现场，问云渡大桥何时能通车。") == ["云渡大桥", "云渡大桥"]


def test_a_bare_noun_that_opens_a_sentence_points_at_the_work_before_it() -> None:
    text = "工人在莱渚学院图书馆安装网架。图书馆造价4350万元，9月1日启用。"
    document = newsextract.parse(text, published="2001-04-17")
    assert [record.name for record in document.records if record.type == "project"] == ["莱渚学院图书馆"]
    assert ("莱渚学院图书馆", "total_investment", "43500000") in {(f.project, f.field, f.value) for f in document.facts}


def test_the_shops_of_a_work_that_its_sentence_goes_on_about_are_none_themselves() -> None:
    text = "变化来自云渡糖厂技改工程。工程总投资5860万元，新压榨线去年12月投产，制炼车间正在安装。"
    document = newsextract.parse(text, published="1995-03-17")
    assert [record.name for record in document.records if record.type == "project"] == ["云渡糖厂技改工程"]


def test_a_sentence_about_sport_keeps_its_works() -> None:
    text = "柳湾足球公园正在施工，7月26日总决赛前启用；全运会设排球、游泳等项目。"
    document = newsextract.parse(text, published="2025-05-20")
    assert [record.name for record in document.records if record.type == "project"] == ["柳湾足球公园"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("白塔水库建成于1958年，总库容1200万立方米。", []),
        ("云渡公园始建于上世纪八十年代，占地200亩。", []),
        ("云渡体育馆建成于2016年，总投资1.2亿元。", ["云渡体育馆"]),
    ],
)
def test_what_was_built_long_before_the_paper_is_no_news_of_a_work(text: str, expected: list[str]) -> None:
    found = newsextract.parse(text, published="2018-05-22").records
    assert [record.name for record in found if record.type == "project"] == expected
