"""What stands beside a word for a stage and says that it is none, or lies ahead: every such guard has a text."""

from __future__ import annotations

from functools import cache

import pytest
import regex

import newsextract
from newsextract.paste import alternatives
from newsextract.rules import load

ROOM = load().rooms["facts"]
STAGE = ROOM.compile(r"\L<status>|\L<progress>|\L<milestone>")
GUARDS = alternatives(ROOM.parts["no_stage_behind"])
REACHED = ("started", "topped_out", "completed", "in_operation")
# Of none of these may be said that it was reached, or when.
NOT_REACHED = (
    "云渡栈道项目试运营期间门票半价。",
    "了解云渡水泥项目达产情况。",
    "云渡产业园项目开工率不高。",
    "云渡水闸项目的启动资金到位。",
    "云渡大桥项目旁的立交工程。",
    "云渡索道项目开工的消息有误。",
    "云渡索道项目的选址申请被否决。",
    "云渡产业园项目即将迎来首批企业。",
    "云渡公路项目的风光画卷正在铺开。",
    "云渡旧城项目的回迁户拿到了补贴。",
    "云渡铁路项目交付运营的日子定在雨季以后。",
    "云渡煤矿项目今年出煤63万吨。",
    "云渡大桥项目通车日一再推后。",
    "云渡灌区项目支渠已通水十条。",
    "云渡大桥项目竣工已没人再提。",
    "云渡热电厂项目供热面积不断扩大。",
    "云渡大病医疗项目封顶线是20万元。",
    "云渡水厂项目的通水阶段要过三关。",
    "云渡水库项目发电和灌溉两不误。",
    "云渡隧道项目盾构设备在德国订货。",
    "云渡大桥项目开工还要看资金。",
    "云渡大桥项目开工取决于资金。",
    "云渡大桥项目通车遥遥无期。",
    "双方将加快推进云渡大桥等大项目合作。",
    "云渡大桥项目竣工倒计时30天。",
    "云渡大桥项目离通车还有100天。",
    "云渡大桥项目竣工验收不合格。",
    "会议敲定，资金全部转给云渡大桥项目。",
    "云渡大桥项目去年4月启动征拆。",
    "云渡大桥项目施工方换了三家。",
    "云渡大桥项目中标价2380万元，施工单位为宏远公司。",
    "云渡大桥项目前期办有八个人。",
    "云渡大桥项目通行大车要收费。",
    "云渡公园项目开放式围墙花了8万元。",
    "云渡机场项目开通三条航线。",
    "云渡大桥项目通车在望。",
    "云渡大桥项目复工不得晚于4月1日。",
    "云渡商场项目的营业入驻率低。",
    "云渡商场项目签约商户超过百家。",
    "云渡商场项目签约客户超过百家。",
    "云渡大桥项目的建成投资大。",
    "云渡铁路项目营业里程长。",
    "云渡产业园项目的投产率低。",
    "云渡产业园项目的签约额低。",
    "云渡公园项目的运营收入低。",
    "云渡商场项目的营业执照办好了。",
    "云渡商场项目的营业税免了。",
    "云渡商场项目的营业利润低。",
    "云渡银行大楼项目的营业网点不多。",
    "云渡银行大楼项目的营业厅宽。",
    "云渡商场项目的营业员工有百人。",
    "云渡小区项目的竣工验收要等。",
    "云渡大桥项目竣工时限紧。",
    "云渡大桥项目的竣工日期要改。",
    "云渡小区项目的竣工交房要等。",
    "云渡商场项目的营业面积大。",
    "云渡扶贫项目是落户乡的大事。",
    "云渡扶贫项目是落户村的大事。",
    "云渡扶贫项目是落户镇的大事。",
    "云渡产业园项目的落户事宜要谈。",
    "云渡产业园项目的落户问题要谈。",
    "云渡产业园项目的签约意向多。",
    "云渡大桥项目的施工期30个月。",
    "云渡大桥项目的施工许可要等。",
    "云渡片区项目敲定方案要等。",
    "云渡大桥项目批复概算3亿元。",
    "云渡热电厂项目去年供热能力600万平方米。",
    "云渡水电站项目去年发电3亿千瓦时。",
    "云渡医保项目去年封顶线20万元。",
    "云渡大桥项目去年通行车辆3000万辆。",
    "云渡大桥项目通车期推了又推。",
    "云渡大桥项目放线等前期准备。",
    "云渡大桥项目交付典礼改到明年。",
    "云渡大桥项目开工令还没下来。",
    "云渡大桥项目的开工报告没有批。",
    "云渡大桥项目施工队换了三家。",
    "云渡大桥项目的施工图改了又改。",
    "云渡大桥项目竣工无望。",
    "云渡大桥项目通车在即。",
    "云渡大桥项目的开工条件不成熟。",
    "云渡大桥项目的竣工时间要改。",
    "云渡产业园项目签约12个项目。",
    "云渡片区项目签约1286户。",
    "云渡小区项目开工36栋。",
    "云渡化工项目投产后第三年收回成本。",
    "云渡医院项目正在扩建门诊楼。",
    "云渡管道项目已铺设七成。",
    "云渡一批项目动工一个，有人盯一个。",
    "云渡产业园项目与银行签约，授信8亿元。",
    "云渡大桥项目本月启动招标。",
    "云渡大桥项目竣工现排在最后。",
    "云渡大桥项目是“十三五”收官项目。",
    "云渡货场项目眼下站台已完工六成。",
    "云渡防洪项目施工标昨日开标。",
    "云渡水厂工程去年供水3亿吨。",
    "昨日，云渡大桥项目开工典礼取消。",
    "云渡客运站建设项目现就土建工程公开招标。",
    "云渡小区项目今年5月入住了120户。",
    "云渡医院项目的复工还没有时间表。",
    "云渡职工宿舍工程交付四栋。",
    "云渡大桥竣工推迟到以后。",
)


@pytest.mark.parametrize("text", NOT_REACHED)
def test_what_stands_behind_the_word_says_that_nothing_was_reached(text: str) -> None:
    facts = newsextract.parse(text, published="2022-06-20").facts
    told = {(fact.field, str(fact.value)) for fact in facts}
    assert not [(field, value) for field, value in told if field == "completion_date" or value in REACHED]


@cache
def places() -> list[tuple[str, int]]:
    """Give each text, and those beside the rules, with the ends of the words for stages in it."""
    stage = next(rule for rule in ROOM.rules if rule.id == "stage")
    texts = [*NOT_REACHED, *stage.never, *(example.text for example in stage.examples)]
    return [(text, hit.end()) for text in texts for hit in STAGE.finditer(text, overlapped=True)]


@pytest.mark.parametrize("guard", GUARDS)
def test_every_guard_stands_in_a_text(guard: str) -> None:
    pattern: regex.Pattern[str] = ROOM.compile(guard)
    assert any(pattern.match(text, end) for text, end in places())


# Of none of these may be said that it was reached: what stands before the word says that it lies ahead.
AHEAD = (
    "云渡大桥项目预计竣工。",
    "云渡大桥项目力争竣工。",
    "云渡大桥项目倘如期竣工，两岸就近了。",
    "云渡大桥项目如果竣工，两岸就近了。",
    "云渡大桥项目倘若竣工，两岸就近了。",
    "云渡大桥项目假如竣工，两岸就近了。",
    "云渡大桥项目一通车，两岸就近了。",
    "云渡大桥项目月内通车。",
    "云渡大桥项目最快国庆节通车。",
    "云渡大桥项目按合同应竣工。",
    "云渡大桥项目订于9月竣工。",
    "云渡大桥项目料今年底竣工。",
    "云渡大桥项目汛期后竣工。",
    "云渡大桥项目两年内竣工。",
    "汛期前云渡大桥项目可全部竣工。",
    "云渡大桥项目冬天到来之前全部竣工。",
    "云渡大桥项目说两个月完工，街面到现在没有填平。",
)
BEFORE = alternatives(ROOM.parts["expected"])


@pytest.mark.parametrize("text", AHEAD)
def test_what_stands_before_the_word_says_that_it_lies_ahead(text: str) -> None:
    facts = newsextract.parse(text, published="2022-06-20").facts
    assert not [fact.value for fact in facts if fact.field == "status" and fact.value in REACHED]


@pytest.mark.parametrize("guard", BEFORE)
def test_every_word_that_looks_ahead_stands_in_a_text(guard: str) -> None:
    pattern: regex.Pattern[str] = ROOM.compile(guard)
    ends = [(text, hit.start()) for text in AHEAD for hit in STAGE.finditer(text)]
    assert any(pattern.search(text, 0, end) for text, end in ends)
