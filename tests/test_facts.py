"""What several sentences say of one project together: stages that no word says, but the rest of the page does."""

from __future__ import annotations

import pytest

import newsextract


def facts(text: str) -> set[tuple[str, str, str]]:
    """Give all facts of a page of 20 June 2022 but how far its projects are."""
    return {fact for fact in told(text) if fact[1] != "status"}


def told(text: str) -> set[tuple[str, str, str]]:
    """Give all facts of such a page."""
    found = newsextract.parse(text, published="2022-06-20").facts
    return {(fact.project, fact.field, str(fact.value)) for fact in found}


def status(text: str, project: str) -> str | None:
    """Give the status that a page of 20 June 2022 gives a project."""
    facts = newsextract.parse(text, published="2022-06-20").facts
    return next((str(fact.value) for fact in facts if (fact.project, fact.field) == (project, "status")), None)


@pytest.mark.parametrize(
    ("text", "project", "expected"),
    [
        ("云渡大桥项目已完成投资3100万元。", "云渡大桥项目", "under_construction"),
        ("云渡大桥项目去年3月开工，已完成投资3100万元。", "云渡大桥项目", "under_construction"),
        ("云渡大桥项目已竣工，完成投资3100万元。", "云渡大桥项目", "completed"),
        ("云渡大桥项目总投资3100万元。", "云渡大桥项目", None),
        ("云渡电网改造工程去年启动。电网改造工程已有186个村完工。", "云渡电网改造工程", "under_construction"),
        ("封顶：云渡医院 总投资13亿元\n竣工：云渡中学扩建 总投资1亿元", "云渡医院", "topped_out"),
        ("封顶：云渡医院 总投资13亿元\n竣工：云渡中学扩建 总投资1亿元", "云渡中学扩建", "completed"),
        ("云渡大桥通车：云渡中学扩建也快了。", "云渡大桥", "in_operation"),
        ("云渡钢铁搬迁项目的1号高炉投产。", "云渡钢铁搬迁项目", "under_construction"),
        ("云渡中密度板项目签约9个月还没动静。", "云渡中密度板项目", "signed"),
        ("云渡大桥项目昨天动工，整个工程2024年底完成。", "云渡大桥项目", "started"),
        ("云渡路拓宽工程去年11月已经动工，明年9月完成。", "云渡路拓宽工程", "started"),
        ("云渡大桥项目明年3月开工。", "云渡大桥项目", "planned"),
        ("云潍高铁海河隧道贯通。云潍高铁预计2024年通车。", "云潍高铁", "under_construction"),
        ("云潍高铁海河隧道通车。云潍高铁预计2024年通车。", "云潍高铁", None),
        ("云潍高铁控制性工程苇塘特大桥实现全桥合龙。云潍高铁全长175公里。", "云潍高铁", "under_construction"),
        ("云渡大桥去年3月开工。眼下引桥的墩柱已经立起。", "云渡大桥", "under_construction"),
        ("云渡大桥去年3月开工。眼下正在洽谈贷款。", "云渡大桥", "started"),
        ("云渡电站首台机组今年1月投产。", "云渡电站", "under_construction"),
        ("云渡棚户区改造涉及4216户，一、二组团已回迁，三组团封顶。", "云渡棚户区改造", "under_construction"),
        ("云渡饮水工程东西两片已通水，南片正在埋管。", "云渡饮水工程", "under_construction"),
        ("云渡水库除险加固要赶在汛期前完工。", "云渡水库除险加固", None),
        ("地铁2号线已有11座车站封顶。", "地铁2号线", "under_construction"),
        ("江滨大道东延本月3日动的工。", "江滨大道东延", "started"),
        ("云渡电站工程两台机组先行投产，第三台正在安装。", "云渡电站工程", "under_construction"),
        ("云渡光伏项目北区已并网，南区支架还在安装。", "云渡光伏项目", "under_construction"),
        ("云渡学校建设工程36所学校已完工21所，其余的9月1日前交付。", "云渡学校建设工程", "under_construction"),
        ("云渡戏台修缮工程测绘收尾，明年三季度动工。", "云渡戏台修缮工程", "planned"),
        ("云渡化纤项目前期工作照做，如能建成，年产值有3亿元。", "云渡化纤项目", "planned"),
        ("云渡电缆入地工程管沟与地铁冲突，开工日一变再变。", "云渡电缆入地工程", None),
        ("云渡化纤项目一投产，全市产能翻一番。", "云渡化纤项目", None),
        ("职工日夜盼望的云渡高炉大修工程，已在1月14日全部完工。", "云渡高炉大修工程", "completed"),
        ("云渡电厂工程首次并网。全部工程2025年底建成。", "云渡电厂工程", "under_construction"),
        ("云渡新村住宅工程上月开工，入冬以前先盖好二十四幢。", "云渡新村住宅工程", "started"),
        ("云渡一中扩建工程宿舍楼已封顶，食堂还在砌墙施工。", "云渡一中扩建工程", "under_construction"),
        ("云渡养殖基地前一半猪舍已经投用，后一半还在建。", "云渡养殖基地", "under_construction"),
        ("云河治理工程左岸已完工、右岸正在浇筑护坡，滨河步道2月启动。", "云河治理工程", "under_construction"),
        ("云渡电厂三期1月18日浇筑第一罐混凝土，正式开工。", "云渡电厂三期", "started"),
        ("云渡粮库工程1月18日奠基，26座仓房上月全部封顶。", "云渡粮库工程", "topped_out"),
        ("云渡矿务局停建了包括云渡焦化厂在内的二十项工程，腾出钢材千吨。", "云渡焦化厂", None),
        ("群众问：听说云渡动物园项目下月动工？答：没有这个项目。", "云渡动物园项目", None),
        ("网传云渡地铁项目已获批，市住建局辟谣：从未申报。", "云渡地铁项目", None),
        ("有委员建议将云渡铁路纳入“十五五”规划，有关部门表示研究。", "云渡铁路", None),
        ("云渡铁路去年九月动工，全线交付运营的日子定在明年国庆节。", "云渡铁路", "started"),
        ("云渡热电厂技改工程打下第一根桩。厂里年纪最大的机组1959年就开始发电。", "云渡热电厂技改工程", "started"),
        ("正在做前期工作的有两项：云渡防洪堤，投资6800万元；柳湾中学新校区，占地400亩。", "柳湾中学新校区", "planned"),
        ("拟建重大项目（部分）\n●云渡数据中心 占地300亩\n●柳湾河治理 总投资2.7亿元", "柳湾河治理", "planned"),
        ("随后签约的云渡座椅项目、柳湾鱼糜项目，总投资分别为2000万元、8000万元。", "柳湾鱼糜项目", "signed"),
        ("云潍高铁附近的苇塘特大桥实现全桥合龙。云潍高铁全长175公里。", "云潍高铁", None),
        ("云渡铁路复线工程分两段进行：西段去年9月开工，今年5月铺通。", "云渡铁路复线工程", "under_construction"),
        ("云渡立交桥开始施工，原说2021年底完工，现已复工。", "云渡立交桥", "under_construction"),
        ("云渡棚改项目首批1120套安置房集中交付，余下的960套在建。", "云渡棚改项目", "under_construction"),
        ("云渡街棚改项目征收工作尚在扫尾，力争年底前破土。", "云渡街棚改项目", "planned"),
        ("云渡热源厂项目正在吊装锅炉，11月15日供暖季到来之前投入运行。", "云渡热源厂项目", "under_construction"),
        ("云渡染整车间项目赶在雨季之前封了顶。", "云渡染整车间项目", "topped_out"),
        ("原定上马的云渡大厦项目，董事会决定暂缓，不开工。", "云渡大厦项目", None),
        ("云渡码头项目今年11月动工，分两期施工。", "云渡码头项目", "planned"),
        ("云渡水厂项目现公开招标施工队伍。", "云渡水厂项目", None),
        ("抓好云渡化肥厂尿素工程，今年全部建成投产。", "云渡化肥厂尿素工程", None),
        ("云渡农贸市场翻建工程的图纸贴了出来。这个市场1982年建成。", "云渡农贸市场翻建工程", None),
        ("云渡大桥项目今年5月没通车。", "云渡大桥项目", None),
        ("云渡大桥项目今年5月不通车。", "云渡大桥项目", None),
        ("云渡大桥项目今年9月不会开工。", "云渡大桥项目", None),
        ("云渡大桥项目没在5月竣工。", "云渡大桥项目", None),
        ("云渡大桥项目因暴雨推迟竣工。", "云渡大桥项目", None),
        ("云渡大桥项目不久前竣工。", "云渡大桥项目", "completed"),
        ("云渡大桥项目不日通车。", "云渡大桥项目", None),
        ("云渡大桥项目比计划提前三个月建成。", "云渡大桥项目", "completed"),
        ("云渡大桥项目征地已近尾声，明年元旦开工。", "云渡大桥项目", "planned"),
        ("本届节会安排经贸签约，云渡梨膏加工、柳湾漂流等7个项目准备现场签订合同。", "云渡梨膏加工", None),
    ],
)
def test_what_the_rest_of_the_page_says_of_a_project(text: str, project: str, expected: str | None) -> None:
    assert status(text, project) == expected


def test_what_is_told_of_a_tunnel_is_not_said_of_its_road() -> None:
    text = "云台岭隧道昨天贯通。这是柳平高速公路最难啃的骨头。洞长7860米，总投资6.2亿元，2018年9月开工。"
    assert ("云台岭隧道", "total_investment", "620000000") in facts(text)
    assert not [fact for fact in facts(text) if fact[0] == "柳平高速公路"]


def test_what_begins_on_the_same_day_has_its_day() -> None:
    text = "3月29日，86个重大项目同时开工。主会场设在云渡电池基地。同日开工的还有总投资5亿元的柳湾专用线。"
    days = {fact[0] for fact in facts(text) if fact[1:] == ("start_date", "2022-03-29/2022-03-29")}
    assert days == {"云渡电池基地", "柳湾专用线"}


def test_what_a_part_is_done_for_is_no_project() -> None:
    text = "云渡新村改造工程3月18日开工，目前正进行雨污管网施工，10月底完工。"
    assert {fact[0] for fact in facts(text)} == {"云渡新村改造工程"}


@pytest.mark.parametrize(
    "text",
    [
        "总投资50亿元的云渡水厂、柳湾产业园两个项目签约。",
        "云渡水厂开工。至此，该区工业项目总投资已达96亿元。",
        "云渡水厂开工。外资项目3个，总投资480亿元。",
        "云渡水厂开工。此次集中开工的38个项目总投资286.4亿元。",
    ],
)
def test_the_sum_of_a_group_is_nobodys(text: str) -> None:
    assert facts(text) == set()


def test_one_of_two_is_told_of_none_and_one_that_is_called_so_of_it() -> None:
    assert facts("云渡水厂和柳湾大桥落地，一个去年5月投产，一个今年1月投产。") == set()
    text = "云渡水厂、柳湾大桥同时在建，水厂今年9月投产。"
    assert facts(text) == {("云渡水厂", "completion_date", "2022-09-01/2022-09-30")}


def test_the_next_year_is_not_the_one_that_is_named() -> None:
    assert facts("2007年测风塔立起，次年，云渡风电场破土动工。") == set()


def test_what_another_thing_reached_is_not_said_of_the_project_before() -> None:
    text = "文昌阁复建工程今年3月完工，状元坊仿古街“五一”开街。"
    assert ("文昌阁复建工程", "completion_date", "2022-03-01/2022-03-31") in facts(text)
    assert status(text, "文昌阁复建工程") == "completed"


def test_months_count_no_works() -> None:
    text = "云渡大桥项目与柳湾水库项目进展不一，前者提前两个月，于今年2月竣工。"
    assert facts(text) == {("云渡大桥项目", "completion_date", "2022-02-01/2022-02-28")}


def test_a_size_in_words_has_its_decimals() -> None:
    assert ("云渡水库", "capacity", "二十九点九亿立方米") in facts("云渡水库总库容二十九点九亿立方米。")


def test_a_short_name_of_a_phase_is_that_of_the_phase() -> None:
    text = "华闽能源云渡六鳌海上风电场二期项目正在施工。六鳌二期总投资76.3亿元。"
    assert ("华闽能源云渡六鳌海上风电场二期项目", "total_investment", "7630000000") in facts(text)


def test_two_phases_together_are_the_whole() -> None:
    text = "云渡锂业基地项目正在施工。项目一、二期总投资13.8亿元。"
    assert ("云渡锂业基地项目", "total_investment", "1380000000") in facts(text)


def test_the_items_of_a_counted_list_keep_the_sums_of_their_own() -> None:
    text = "总投资50亿元的云渡水厂、总投资3亿元的柳湾产业园两个项目签约。"
    assert facts(text) == {
        ("云渡水厂", "total_investment", "5000000000"),
        ("柳湾产业园", "total_investment", "300000000"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云渡大桥并非5月1日开工，而是6月1日开工。", {("云渡大桥", "start_date", "2022-06-01/2022-06-01")}),
        ("云渡大桥原定5月1日开工，后改为6月1日开工。", {("云渡大桥", "start_date", "2022-06-01/2022-06-01")}),
        ("云渡大桥原计划去年10月通车，现推迟至今年8月。", {("云渡大桥", "completion_date", "2022-08-01/2022-08-31")}),
        ("原定去年底建成的云渡大桥，推迟到今年8月。", {("云渡大桥", "completion_date", "2022-08-01/2022-08-31")}),
        ("云渡大桥原计划去年10月通车。", set()),
    ],
)
def test_a_day_that_was_given_up_is_none(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize("phase", ["一期", "一期工程", "其中一期"])
def test_the_sum_of_a_phase_is_not_that_of_the_whole(phase: str) -> None:
    assert facts(f"云渡产业园项目昨日签约。{phase}投资6亿元。") == set()


def test_a_phase_that_is_the_project_has_its_sum() -> None:
    assert facts("云渡电厂二期投资6亿元。") == {("云渡电厂二期", "total_investment", "600000000")}


def test_what_goes_on_since_it_began_is_told_of_the_project() -> None:
    text = "云渡高速公路北起云渡镇，南接柳湾，概算42亿元。自2021年10月开工建设以来，业主抓紧施工，累计完成投资18亿元。"
    assert facts(text) == {
        ("云渡高速公路", "total_investment", "4200000000"),
        ("云渡高速公路", "start_date", "2021-10-01/2021-10-31"),
        ("云渡高速公路", "completed_investment", "1800000000"),
    }
    assert status(text, "云渡高速公路") == "under_construction"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年主要工作安排：开工建设云渡大桥项目。", "planned"),
        ("加快推进柳湾水库、云渡大桥项目等工程前期工作。", "planned"),
        ("云渡大桥项目前期工作进展顺利。", "planned"),
        ("云渡大桥项目征地工作进展顺利。", "under_construction"),
        ("云渡大桥项目进展顺利。", "under_construction"),
    ],
)
def test_papers_are_no_works(text: str, expected: str) -> None:
    assert status(text, "云渡大桥项目") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云渡新区安居工程36栋已竣工，其余6栋正在粉刷。", "under_construction"),
        ("云渡垃圾中转站及配套设施工程现有4座建成投用，2座正在建设。", "under_construction"),
        ("云渡新区安居工程36栋已竣工，全部通过验收。", "completed"),
    ],
)
def test_a_rest_that_is_still_built_leaves_the_whole_under_way(text: str, expected: str) -> None:
    (name,) = {fact.project for fact in newsextract.parse(text, published="2022-06-20").facts}
    assert status(text, name) == expected


def test_the_day_that_the_rest_begins_is_not_that_of_those_that_have_begun() -> None:
    assert facts("6座人行天桥中，云渡天桥、柳湾天桥已开工，其余4座7月底前动工。") == set()


def test_what_was_spent_in_all_is_more_than_what_was_spent_this_year() -> None:
    text = "云渡大桥项目今年已完成投资1.6亿元，累计完成投资5.2亿元。"
    assert facts(text) == {("云渡大桥项目", "completed_investment", "520000000")}


def test_what_a_plant_can_do_comes_before_what_it_makes_in_a_year() -> None:
    text = "云渡电厂项目年发电量30亿千瓦时，装机60万千瓦。"
    assert facts(text) == {("云渡电厂项目", "capacity", "60万千瓦")}


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("云渡大桥、柳湾大桥分别于3月和5月开工。", "2022-03-01/2022-03-31", "2022-05-01/2022-05-31"),
        ("云渡大桥投资2亿元，柳湾大桥投资1亿元，均于3月开工。", "2022-03-01/2022-03-31", "2022-03-01/2022-03-31"),
        ("云渡大桥、柳湾大桥3月开工。", "2022-03-01/2022-03-31", "2022-03-01/2022-03-31"),
        ("云渡大桥、柳湾大桥3月、5月开工。", None, None),
    ],
)
def test_dates_are_shared_or_dealt_out(text: str, first: str | None, second: str | None) -> None:
    told = {project: value for project, field, value in facts(text) if field == "start_date"}
    assert (told.get("云渡大桥"), told.get("柳湾大桥")) == (first, second)


def test_a_day_that_is_not_known_shifts_no_other_on_to_its_work() -> None:
    found = newsextract.parse("云渡大桥、柳湾大桥分别于3月和2023年5月开工。").facts
    assert not [fact for fact in found if fact.field == "start_date"]


def test_the_day_of_another_sentence_is_shared_too() -> None:
    text = "6月10日，云渡大桥开工。同日，柳湾水厂、苇塘水库竣工。"
    days = {(project, field) for project, field, value in facts(text) if value == "2022-06-10/2022-06-10"}
    assert days == {
        ("云渡大桥", "start_date"),
        ("柳湾水厂", "completion_date"),
        ("苇塘水库", "completion_date"),
    }


def test_the_day_that_a_reporter_came_is_not_that_of_what_was_reached() -> None:
    assert facts("6月10日，记者在云渡医院项目现场看到，幕墙已安装完成。") == set()
    assert facts("记者6月10日获悉，云渡大桥项目已建成。") == set()
    assert facts("云渡大桥项目6月10日建成，记者看到车流不断。") == {
        ("云渡大桥项目", "completion_date", "2022-06-10/2022-06-10")
    }


def test_what_another_phase_made_is_not_said_of_this_one() -> None:
    text = "云渡造纸二期项目开工。一期项目去年产值突破18亿元，二期全部达产后年产值可达30亿元。"
    assert facts(text) == {("云渡造纸二期项目", "annual_output", "3000000000")}


def test_the_finest_of_the_days_that_a_page_gives_is_taken() -> None:
    text = "云渡高速公路本月底建成通车。据悉，云渡高速公路将于6月28日通车。"
    assert facts(text) == {("云渡高速公路", "completion_date", "2022-06-28/2022-06-28")}


def test_some_of_a_list_are_not_all() -> None:
    text = "先后引进云渡印染、柳湾服饰、苇塘无纺布等14个纺织项目，其中9个已投产。"
    assert {status(text, name) for name in ("云渡印染", "柳湾服饰", "苇塘无纺布")} == {None}


def test_the_park_that_a_project_is_in_has_none_of_its_facts() -> None:
    text = "5月20日，云渡集团烯烃项目在柳湾循环经济园区破土动工，2025年6月投产，年产值62亿元。"
    assert {project for project, _, _ in facts(text)} == {"云渡集团烯烃项目"}


def test_the_day_of_a_visit_to_what_is_new_is_not_that_of_its_completion() -> None:
    assert facts("6月10日，刚刚落成的云渡少年宫迎来首批学员。") == set()
    assert facts("6月10日落成的云渡少年宫迎来首批学员。") == {
        ("云渡少年宫", "completion_date", "2022-06-10/2022-06-10")
    }


def test_what_is_begun_behind_its_verb_is_not_said_of_the_work_before() -> None:
    assert facts("明年修缮云渡大桥，2023年开工重建延真观。") == set()
    assert ("云渡大桥项目", "start_date", "2023-01-01/2023-12-31") in facts("云渡大桥项目2023年开工兴建。")


def test_a_bare_sentence_in_a_later_paragraph_is_said_of_what_stands_between() -> None:
    between = "云渡大桥项目总投资2亿元。\n\n　　离桥不远是一座老窑，村里人守了二十年，窑火总算又点着了。"
    assert facts(f"{between}去年5月动工，修老宅、通步道。") == {("云渡大桥项目", "total_investment", "200000000")}
    assert ("云渡大桥项目", "start_date", "2021-05-01/2021-05-31") in facts(f"{between}该项目去年5月动工。")


def test_brackets_behind_an_item_of_a_list_speak_of_it_alone() -> None:
    text = "云渡公路改造（总投资1.36亿元）、柳湾大桥重建（总投资2280万元）8月开工。"
    assert facts(text) == {
        ("云渡公路改造", "total_investment", "136000000"),
        ("柳湾大桥重建", "total_investment", "22800000"),
        ("云渡公路改造", "start_date", "2022-08-01/2022-08-31"),
        ("柳湾大桥重建", "start_date", "2022-08-01/2022-08-31"),
    }


def test_what_a_year_is_said_of_ends_before_some_of_it() -> None:
    assert facts("今年我市计划建设经济适用房20万平方米，其中云渡家园一期已竣工交付。") == set()


def test_another_stretch_of_a_line_is_not_the_one_that_is_named() -> None:
    text = "云渡大道改造工程南段6月10日建成通车，北段年底完工。"
    assert facts(text) == {("云渡大道改造工程南段", "completion_date", "2022-06-10/2022-06-10")}


def test_what_a_work_is_built_beside_has_none_of_its_facts() -> None:
    text = "图为云渡客运枢纽工地。该枢纽与云溪高铁同步建设，2025年6月底投用。"
    assert facts(text) == {("云渡客运枢纽", "completion_date", "2025-06-21/2025-06-30")}


def test_sums_that_are_dealt_to_more_works_than_are_known_are_given_to_none() -> None:
    assert facts("南楼、云渡中学扩建项目总投资分别为8600万元、1.2亿元。") == set()
    text = "柳湾小学分校新建项目、云渡中学扩建项目总投资分别为8600万元、1.2亿元。"
    assert facts(text) == {
        ("柳湾小学分校新建项目", "total_investment", "86000000"),
        ("云渡中学扩建项目", "total_investment", "120000000"),
    }


def test_so_many_of_a_list_from_its_ends() -> None:
    text = "云渡医院住院楼、柳湾污水处理厂和苇塘水库除险加固，前两个正在打地基，后一个2月底完工。"
    assert facts(text) == {("苇塘水库除险加固", "completion_date", "2022-02-21/2022-02-28")}
    assert status(text, "云渡医院住院楼") == status(text, "柳湾污水处理厂") == "under_construction"
    assert status(text, "苇塘水库除险加固") == "completed"


def test_a_building_that_is_pointed_at_is_no_village() -> None:
    text = "云渡移民新村总投资580万元。听说柳湾小学的楼误了工，县长当场协调资金。这栋楼造价132万元，去年5月开工。"
    assert facts(text) >= {("云渡移民新村", "total_investment", "5800000"), ("柳湾小学", "total_investment", "1320000")}
    assert not {field for name, field, _ in facts(text) if name == "云渡移民新村"} - {"total_investment"}


def test_what_was_invested_this_year_in_what_is_done_is_its_total() -> None:
    assert facts("今年投资210万元改造的云渡老城广场昨日开放。") >= {("云渡老城广场", "total_investment", "2100000")}
    assert facts("云渡老城广场改造工程今年投资210万元。") == {("云渡老城广场改造工程", "planned_investment", "2100000")}


def test_a_milestone_behind_what_is_new_keeps_its_day() -> None:
    day = ("云渡大桥", "completion_date", "2022-06-10/2022-06-10")
    assert facts("6月10日，新建成的云渡大桥通车。") == {day}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议要求，云渡大桥竣工通车，柳湾医院开工建设。", None),
        ("会议指出，云渡大桥、柳湾医院已建成投用。", "in_operation"),
        ("报告提出，去年云渡大桥建成通车。", "in_operation"),
    ],
)
def test_only_what_is_proposed_lies_ahead(text: str, expected: str | None) -> None:
    assert status(text, "云渡大桥") == expected


def test_a_year_end_is_that_of_the_year_that_the_sentence_tells_of() -> None:
    told = facts("云渡大桥2020年3月动工，年底建成通车，两岸群众不再绕行。")
    assert ("云渡大桥", "completion_date", "2020-12-01/2020-12-31") in told
    planned = facts("云渡码头项目去年6月动工，首个泊位年底投用，2025年全部建成。")
    assert planned == {
        ("云渡码头项目", "start_date", "2021-06-01/2021-06-30"),
        ("云渡码头项目", "completion_date", "2025-01-01/2025-12-31"),
    }


def test_a_scene_between_does_not_part_a_project_from_its_sums() -> None:
    text = "云渡大桥项目正在加紧建设。\n\n　　工地上机器轰鸣，工人们挥汗如雨。\n\n　　总投资2亿元，预计明年5月竣工。"
    assert facts(text) == {
        ("云渡大桥项目", "total_investment", "200000000"),
        ("云渡大桥项目", "completion_date", "2023-05-01/2023-05-31"),
    }


def test_what_a_town_has_done_is_not_spent_on_the_project_that_it_names() -> None:
    assert facts("全市完成工业产值12亿元，其中，云渡产业园项目完成3.2亿元，增长8%。") == set()


def test_a_stretch_of_a_work_that_goes_on_is_its_progress() -> None:
    assert status("云渡大道改造工程6月1日开工，南段正在铺设沥青。", "云渡大道改造工程") == "under_construction"


def test_the_last_line_of_a_list_tells_of_all_its_entries_and_of_nothing_else() -> None:
    head = "云渡大桥项目总投资2亿元。\n\n集中开工项目一览\n\n"
    head += "1.柳湾冷链基地：总投资12亿元。\n2.苇塘电池项目：总投资9亿元。\n"
    began = {(name, "start_date", "2022-02-16/2022-02-16") for name in ("柳湾冷链基地", "苇塘电池项目")}
    assert began == {f for f in facts(f"{head}（以上项目均于2月16日开工，资料来源：县发改局）") if f[1] == "start_date"}


def test_works_that_are_counted_are_those_of_the_sentence_before() -> None:
    told = "云渡城投资4.5亿元，苇塘酒店投资3800万元，柳湾汽配城投资2.1亿元。"
    began = {(name, "start_date", "2022-06-30/2022-06-30") for name in ("苇塘酒店", "柳湾汽配城")}
    assert began <= facts(f"{told}三个项目要在6月30日前全部动工。")
    assert not {f for f in facts(f"{told}两个项目要在6月30日前全部动工。") if f[1] == "start_date"}


def test_one_of_several_is_told_by_the_word_that_its_name_ends_in() -> None:
    told = "云渡大桥、柳湾水厂、苇塘医院三个项目签约。"
    assert facts(f"{told}其中，水厂投资1.3亿元。") == {("柳湾水厂", "total_investment", "130000000")}
    assert facts(f"{told}其中，港商投资1.3亿元。") == set()


def test_the_former_two_of_the_works_before() -> None:
    told = "云渡大桥、柳湾水厂、苇塘医院、禾丰产业园同时开工。"
    done = {(name, "completion_date", "2025-09-01/2025-09-30") for name in ("苇塘医院", "禾丰产业园")}
    assert facts(f"{told}后两项2025年9月建成。") == done


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("它采用代建模式，概算5.4亿元。", ("total_investment", "540000000")),
        ("直到去年，市里把它列入规划，工程概算5.4亿元。", ("total_investment", "540000000")),
        ("得知项目总投资5.4亿，他当场拍板。", ("total_investment", "540000000")),
        ("市长走上桥面，叮嘱施工单位抓好质量，确保11月建成通车。", ("completion_date", "2022-11-01/2022-11-30")),
        ("按照铁路部门的工期，2023年底全线铺通。", ("completion_date", "2023-12-01/2023-12-31")),
        ("“等明年6月全部建成，一年四季都有看头。”", ("completion_date", "2023-06-01/2023-06-30")),
    ],
)
def test_a_sentence_goes_on_about_the_work_before(text: str, expected: tuple[str, str]) -> None:
    assert facts(f"云渡大桥项目谈了三年。{text}") == {("云渡大桥项目", *expected)}


@pytest.mark.parametrize("text", ["它们一共投资5.4亿元。", "全市水利工程概算5.4亿元。", "大桥下面的水厂概算5.4亿元。"])
def test_a_sentence_about_others_does_not(text: str) -> None:
    assert facts(f"云渡大桥项目谈了三年。{text}") == set()


def test_the_whole_of_a_kind_is_not_the_last_that_was_named() -> None:
    text = "云渡零碳产业园开工。首批的柳湾组件基地投资56亿元。整个园区2028年全部建成。"
    assert ("云渡零碳产业园", "completion_date", "2028-01-01/2028-12-31") in facts(text)


def test_a_sum_right_behind_an_item_is_its_own() -> None:
    text = "首批两个项目合计投资64亿元：云渡组件基地56亿元，苇塘甲醇项目8亿元。"
    sums = {("云渡组件基地", "total_investment", "5600000000"), ("苇塘甲醇项目", "total_investment", "800000000")}
    assert facts(text) == sums


def test_where_a_ceremony_is_held_work_has_only_begun() -> None:
    text = "6月18日，全市重大项目集中开工仪式举行。主会场设在云渡封测项目现场。"
    assert status(text, "云渡封测项目") == "started"
    assert status("记者来到云渡封测项目现场。", "云渡封测项目") == "under_construction"


def test_what_the_same_year_brings_lies_ahead_with_it() -> None:
    assert status("云渡变电站已获批准立项，明年3月动工，当年送电。", "云渡变电站") == "planned"
    assert status("云渡变电站去年3月动工，当年送电。", "云渡变电站") == "in_operation"


def test_what_is_to_be_done_is_planned_and_of_this_year() -> None:
    text = "今年重点抓好以下工作：扩大投资。上半年开工云渡水厂项目，投资2亿元。"
    assert status(text, "云渡水厂项目") == "planned"


def test_a_short_name_without_its_county_is_that_of_the_whole() -> None:
    text = "竣工的是县棉纺厂万锭扩建工程。棉纺厂扩建总投资1480万元。"
    assert facts(text) == {("县棉纺厂万锭扩建工程", "total_investment", "14800000")}


def test_what_the_page_says_that_a_name_is_shortened_to_is_that_name() -> None:
    text = "云水引水补给柳水工程（以下简称引云济柳工程）充水。引云济柳工程总投资6亿元。"
    assert facts(text) == {("云水引水补给柳水工程", "total_investment", "600000000")}
    assert ("引云济柳工程", "total_investment", "600000000") in facts(text.replace("（以下简称引云济柳工程）", ""))


def test_the_day_of_a_scene_is_that_of_what_begins_there() -> None:
    began = {("云渡电池基地项目", "start_date", "2022-06-18/2022-06-18")}
    assert facts("6月18日，细雨微凉。云渡电池基地项目集中开工。") == began
    assert facts("6月18日，细雨微凉。云渡电池基地项目已经开工。") == set()
    assert facts("6月18日，市里召开大会。云渡电池基地项目集中开工。") == set()


def test_a_word_for_its_kind_goes_back_to_a_work_but_not_what_is_on_it() -> None:
    told = "云渡医院门诊综合楼启用。"
    assert facts(f"{told}大楼地上19层，总造价3.7亿元。") == {("云渡医院门诊综合楼", "total_investment", "370000000")}
    assert facts("云潍铁路开工。铁路上，总投资3.7亿元。") == set()


def test_a_line_is_no_short_name_of_the_bridge_on_it() -> None:
    text = "云潍至柳湾高速公路总投资36亿元。云潍至柳湾高速公路海河特大桥合龙。"
    assert facts(text) == {("云潍至柳湾高速公路", "total_investment", "3600000000")}


def test_items_told_by_their_length_are_of_one_list() -> None:
    began = {(name, "start_date", "2022-03-01/2022-03-31") for name in ("云渡大桥", "柳湾至苇塘公路")}
    assert facts("投资680万元的云渡大桥和全长18公里的柳湾至苇塘公路3月开工。") >= began


def test_each_of_a_list_by_its_place() -> None:
    told = "云渡车载玻璃、柳湾医药产业园、苇塘再生铝三个项目处在三个阶段："
    text = f"{told}头一个5月26日投产，第二个主体刚刚封顶，最后一个还在做环评。"
    assert [status(text, name) for name in ("云渡车载玻璃", "柳湾医药产业园", "苇塘再生铝")] == [
        "in_operation",
        "topped_out",
        "planned",
    ]


def test_sums_of_some_of_a_list_are_not_those_of_its_last() -> None:
    text = "云渡厨房、柳湾速冻、苇塘调味料等20个项目签约。前两项投资额分别是3.2亿元、1.8亿元，都在明年3月动工。"
    sums = {("云渡厨房", "total_investment", "320000000"), ("柳湾速冻", "total_investment", "180000000")}
    began = {(name, "start_date", "2023-03-01/2023-03-31") for name in ("云渡厨房", "柳湾速冻")}
    assert facts(text) == sums | began


def test_the_former_and_the_latter_of_two_limbs() -> None:
    text = "云渡变电站5月18日破土；柳湾二桥勘察设计已经完成。前者投资8200万元；后者投资2.4亿元。"
    sums = {("云渡变电站", "total_investment", "82000000"), ("柳湾二桥", "total_investment", "240000000")}
    assert sums <= facts(text)


def test_a_station_on_a_line_is_no_long_name_of_the_line() -> None:
    text = "云渡至宁泽客运专线投资376亿元。云渡至宁泽客运专线云渡南站站房面积4.2万平方米，开工。"
    assert ("云渡至宁泽客运专线", "total_investment", "37600000000") in facts(text)


def test_the_year_that_heads_a_list_is_not_the_day_of_an_entry() -> None:
    assert not facts("今年再修三条：龙门口至石坝公路已经破土。")


def test_what_ocr_makes_of_a_word_for_what_is_over_is_read_so() -> None:
    assert ("云渡大桥项目", "completed_investment", "750000000") in facts("云渡大桥项目己完成投资7.5亿元。")


def test_a_tender_tells_the_days_that_it_asks_for() -> None:
    told = facts("云渡二期工程已批复。计划开工日期2023年1月15日，计划竣工日期2025年7月15日。")
    assert ("云渡二期工程", "start_date", "2023-01-15/2023-01-15") in told
    assert ("云渡二期工程", "completion_date", "2025-07-15/2025-07-15") in told


def test_what_somebody_answers_a_paragraph_further_on_is_said_of_the_work() -> None:
    scene = "第一站是解放路拓宽改造工程。\n\n“老百姓还要忍多久？”市长问。\n\n"
    due = ("解放路拓宽改造工程", "completion_date", "2022-08-21/2022-08-31")
    assert due in facts(f"{scene}“8月底前全线通车。”主任回答。")


def test_what_is_built_this_month_is_not_done() -> None:
    text = "云渡北路正在铺设沥青，本月通车。"
    assert status(text, "云渡北路") == "under_construction"


def test_a_list_that_says_what_became_of_it_is_not_what_the_ceremony_was_for() -> None:
    text = "12月15日，全市重大项目集中开工签约活动举行。其中，云渡大桥等38个项目开工，柳湾电缆项目等33个项目签约。"
    status = {f.project: f.value for f in newsextract.parse(text, published="2020-12-17").facts if f.field == "status"}
    assert status == {"云渡大桥": "started", "柳湾电缆项目": "signed"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云渡大厦7月封顶，柳湾大厦竣工。", None),
        ("云渡大厦去年封顶，7月柳湾大厦竣工。", "2019-07-01/2019-07-31"),
        ("7月，投资3亿元的柳湾大厦竣工。", "2019-07-01/2019-07-31"),
    ],
)
def test_the_day_of_one_work_is_not_that_of_the_next_clause(text: str, expected: str | None) -> None:
    facts = newsextract.parse(text, published="2019-09-08").facts
    days = [f.value for f in facts if (f.project, f.field) == ("柳湾大厦", "completion_date")]
    assert days == ([expected] if expected else [])


def test_a_name_in_quotation_marks_is_called_by_what_it_ends_in() -> None:
    text = "柳湾河“醉美绿道”昨日竣工。绿道投资1.62亿元。"
    facts = newsextract.parse(text, published="2019-09-08").facts
    assert ("total_investment", "162000000") in {(f.field, f.value) for f in facts}


def test_a_sentence_that_never_ends_is_read_to_its_end() -> None:
    page = "柳湾公园正在砌墙，" * 400 + "云渡大桥2019年5月建成通车。"
    said = {(f.field, f.value) for f in newsextract.parse(page, published="2020-09-08").facts}
    assert said == {
        ("status", "under_construction"),
        ("status", "in_operation"),
        ("completion_date", "2019-05-01/2019-05-31"),
    }


SEVERAL = "云渡大桥项目、苇塘泵站项目和柳湾水库项目"


def test_sums_in_a_row_are_dealt_out_to_as_many() -> None:
    found = facts(f"{SEVERAL}总投资8800万元、5100万元和1200万元。")
    assert found == {
        ("云渡大桥项目", "total_investment", "88000000"),
        ("苇塘泵站项目", "total_investment", "51000000"),
        ("柳湾水库项目", "total_investment", "12000000"),
    }


@pytest.mark.parametrize("sums", ["8800万元、5100万元", "8800万元和5100万元、1200万元、300万元"])
def test_sums_in_a_row_of_fewer_or_more_are_nobodys(sums: str) -> None:
    assert facts(f"{SEVERAL}总投资{sums}。") == set()


def test_of_two_of_whom_one_is_unknown_nothing_is_told() -> None:
    assert facts("客商和云渡大桥项目签了意向书，前者占地35亩。") == set()


def test_more_counted_from_the_ends_than_listed_is_nobodys() -> None:
    assert facts("云渡大桥项目、苇塘泵站项目、绿化齐头并进，前两项12月中旬完工，后一项2023年4月底完工。") == set()
    assert facts(f"{SEVERAL}齐头并进，前两项12月中旬完工，后一项2023年4月底完工。") == {
        ("云渡大桥项目", "completion_date", "2022-12-11/2022-12-20"),
        ("苇塘泵站项目", "completion_date", "2022-12-11/2022-12-20"),
        ("柳湾水库项目", "completion_date", "2023-04-21/2023-04-30"),
    }


def test_a_house_is_not_the_one_beside_it() -> None:
    assert facts("云渡医院门诊楼昨天启用，住院楼明年开工。") == {
        ("云渡医院门诊楼", "completion_date", "2022-06-19/2022-06-19")
    }
    assert ("云渡医院", "start_date", "2023-01-01/2023-12-31") in facts("云渡医院总投资3亿元，住院楼明年开工。")


def test_the_other_two_are_those_not_told_by_themselves() -> None:
    found = facts(f"{SEVERAL}相继开工，其中云渡大桥项目8月通车，其余两个项目年底前投产。")
    assert {(name, value) for name, field, value in found if field == "completion_date"} == {
        ("云渡大桥项目", "2022-08-01/2022-08-31"),
        ("苇塘泵站项目", "2022-12-01/2022-12-31"),
        ("柳湾水库项目", "2022-12-01/2022-12-31"),
    }


def test_an_ordinal_of_a_list_reaches_over_the_clauses_behind_it() -> None:
    found = facts(f"{SEVERAL}三项，头一项投资2.3亿元，解决了低电压，8月竣工；第二项投资1850万元；末一项由省里定。")
    assert found == {
        ("云渡大桥项目", "total_investment", "230000000"),
        ("云渡大桥项目", "completion_date", "2022-08-01/2022-08-31"),
        ("苇塘泵站项目", "total_investment", "18500000"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "云渡水厂项目由年产值30亿元的华源集团承建。",
        "云渡水厂项目旁的华源公司年产值30亿元。",
        "云渡集团去年产值30亿元，其投资的云渡大桥项目昨日开工。",
    ],
)
def test_what_a_firm_makes_in_a_year_is_not_said_of_the_project_beside_it(text: str) -> None:
    assert not [fact for fact in newsextract.parse(text, published="2022-06-20").facts if fact.field == "annual_output"]


def test_a_firm_that_the_project_makes_richer_is_its_own() -> None:
    text = "云渡涂料项目总投资12亿元，预计年底前投产，届时公司年产值将达35亿元。"
    assert ("云渡涂料项目", "annual_output", "3500000000") in facts(text)


def test_the_day_of_a_list_is_not_the_year_that_its_works_are_of() -> None:
    text = "6月16日，随着一声令下，云渡大桥、柳湾水厂等全市2022年第二批重点工程集中开工。"
    assert ("柳湾水厂", "start_date", "2022-06-16/2022-06-16") in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "云渡大桥项目离通车还有100天。",
        "云渡大桥项目距竣工通车还有三个月。",
        "云渡大桥项目竣工倒计时30天。",
        "市领导视察云渡大桥项目，要求尽快竣工。",
        "市政府要求云渡大桥项目按期竣工。",
        "如果云渡大桥项目如期建成，行程将缩短20公里。",
        "若云渡大桥项目建成，行程将缩短20公里。",
        "云渡大桥项目竣工验收不合格，被责令返工。",
        "云渡大桥项目应于去年12月竣工，至今仍未完工。",
        "环保局要求云渡大桥项目在审批前不得开工。",
        "距云渡大桥项目通车不到100天。",
    ],
)
def test_what_is_not_reached_is_no_status(text: str) -> None:
    assert status(text, "云渡大桥项目") is None


def test_what_was_reached_a_short_while_ago_is_a_status() -> None:
    assert status("云渡大桥项目通车不到一年，路面开裂。", "云渡大桥项目") == "in_operation"


@pytest.mark.parametrize("text", ["节省投资200万元", "超支投资200万元", "尚缺投资200万元", "少投资200万元"])
def test_what_was_saved_or_is_lacking_is_no_total(text: str) -> None:
    assert facts(f"云渡大桥项目{text}，总投资1800万元。") == {("云渡大桥项目", "total_investment", "18000000")}


@pytest.mark.parametrize("job", ["进行绿化", "更换了路灯", "大修", "，对路面进行改造"])
def test_what_a_thing_cost_later_is_not_what_it_cost(job: str) -> None:
    found = facts(f"云渡大桥项目2010年竣工，近日又投资2000万元{job}。")
    assert "total_investment" not in {field for _, field, _ in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云渡大桥项目由去年3月开工推迟到今年3月开工。", "2022-03-01/2022-03-31"),
        ("云渡大桥项目不是今年开工，而是明年开工。", "2023-01-01/2023-12-31"),
    ],
)
def test_the_day_that_was_put_right_is_the_one(text: str, expected: str) -> None:
    assert {value for _, field, value in facts(text) if field == "start_date"} == {expected}


@pytest.mark.parametrize("subhead", ["北湖湿地公园", "城区道路建设", "招商引资", "民生工程"])
def test_what_stands_under_the_subhead_of_another_thing_is_not_said_of_the_work_before(subhead: str) -> None:
    page = f"云渡大桥昨日合龙。\n{subhead}\n总投资1.2亿元，预计明年5月竣工。\n"
    assert {field for name, field, _ in facts(page) if name == "云渡大桥"} <= {"status"}


def test_an_entry_with_a_line_for_each_thing_is_read_line_by_line() -> None:
    page = (
        "云渡大桥项目\n总投资：3.2亿元\n建设单位：市交通局\n开工时间：2019年3月\n竣工时间：2021年6月\n\n"
        "柳湾水厂扩建工程\n建设地点：柳湾镇\n总投资：2.1亿元\n开工时间：2020年3月\n"
    )
    assert facts(page) == {
        ("云渡大桥项目", "total_investment", "320000000"),
        ("云渡大桥项目", "start_date", "2019-03-01/2019-03-31"),
        ("云渡大桥项目", "completion_date", "2021-06-01/2021-06-30"),
        ("柳湾水厂扩建工程", "total_investment", "210000000"),
        ("柳湾水厂扩建工程", "start_date", "2020-03-01/2020-03-31"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "云渡水泥厂扩建工程竣工。该厂原有年产10万吨的立窑一座，扩建后新增年产水泥60万吨的能力。",
            {("云渡水泥厂扩建工程", "capacity", "60万吨")},
        ),
        (
            "云渡小区二期工程开工。该小区一期工程已交付，建筑面积4.2万平方米。二期工程建筑面积6.5万平方米。",
            {("云渡小区二期工程", "area", "6.5万平方米")},
        ),
        (
            "云渡面料项目安装设备。该集团去年实现销售收入18亿元，利税1.2亿元。项目投产后可实现销售收入5亿元。",
            {("云渡面料项目", "annual_output", "500000000")},
        ),
        (
            "云渡医院迁建工程占地150亩。目前，门诊楼、住院楼主体已封顶，计划明年6月投入使用。",
            {
                ("云渡医院迁建工程", "area", "150亩"),
                ("云渡医院迁建工程", "completion_date", "2023-06-01/2023-06-30"),
            },
        ),
    ],
)
def test_what_was_there_or_is_a_firms_or_another_phases_is_not_the_projects(
    text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云渡防洪堤工程分三个标段施工。目前一标段已完工，汛期前可全部竣工。", "under_construction"),
        ("云渡机床厂搬迁项目总投资8亿元，一期投资4.2亿元，已于去年底投产；二期今年3月开工。", "under_construction"),
        ("云渡综合管廊工程2016年8月开工，已完成管廊主体9.8公里。", "under_construction"),
    ],
)
def test_a_lot_that_is_done_leaves_the_whole_under_way(text: str, expected: str) -> None:
    project = text[: text.index("项目" if "项目" in text else "工程") + 2]
    assert status(text, project) == expected


def test_a_bare_noun_that_opens_a_clause_is_no_name_of_its_own() -> None:
    found = newsextract.parse("柳湾体育馆至今未能完工。据介绍，体育馆主体去年8月封顶。", published="2022-06-20")
    assert [record.text for record in found.records if record.type == "project"] == ["柳湾体育馆"]


def test_the_lines_of_a_list_without_marks_are_entries() -> None:
    page = (
        "重点工程进度\n\n东外环路 总投资2.1亿元 路面施工 年底通车\n城北水厂 总投资6000万元 设备安装 10月供水\n"
        "市体育馆 总投资1.2亿元 主体封顶 明年5月投用\n"
    )
    assert {fact for fact in facts(page) if fact[1] == "total_investment"} == {
        ("东外环路", "total_investment", "210000000"),
        ("城北水厂", "total_investment", "60000000"),
        ("市体育馆", "total_investment", "120000000"),
    }


def test_a_sum_for_several_things_is_not_that_of_the_first() -> None:
    assert facts("云渡镇投资600万元，新建了云渡中心小学教学楼，改造了农贸市场。") == set()
    assert facts("云渡镇投资600万元，新建了云渡中心小学教学楼，今年开学启用。") == {
        ("云渡中心小学教学楼", "total_investment", "6000000"),
        ("云渡中心小学教学楼", "completion_date", "2022-01-01/2022-12-31"),
    }


@pytest.mark.parametrize(
    ("text", "project", "expected"),
    [
        ("确保续建的柳湾物流园等8个项目年内竣工，新开工建设云渡客运站等12个项目。", "云渡客运站", "planned"),
        ("云渡商务区一期工程全面启动，其中会展中心完成主体封顶。", "云渡商务区一期工程", "under_construction"),
        ("云渡二桥主体工程基本完成。", "云渡二桥", "under_construction"),
        ("云渡热电联产项目获得国家批准。", "云渡热电联产项目", "planned"),
    ],
)
def test_what_a_report_says_of_many_works(text: str, project: str, expected: str) -> None:
    assert status(text, project) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云渡产业园由两个子项目组成：标准厂房项目投资2亿元，物流中心项目投资1.5亿元。", set()),
        ("云渡大桥项目总造价4.6亿元，目前已完成产值2.1亿元。", {("云渡大桥项目", "total_investment", "460000000")}),
        ("投资1200多万元、历时8个月的云渡老街改造工程完工。", {("云渡老街改造工程", "total_investment", "12000000")}),
    ],
)
def test_whose_a_sum_is(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert facts(text) == expected


def test_the_beginning_of_a_late_part_is_not_that_of_the_work() -> None:
    text = "云渡铁路专用线项目自2月复工以来进展顺利，铺轨工程将于8月启动，年底具备通车条件。"
    assert facts(text) == {("云渡铁路专用线项目", "completion_date", "2022-12-01/2022-12-31")}


def test_works_with_a_sum_each_may_be_joined_by_commas_of_lists() -> None:
    text = (
        "去年，全区完成投资86亿元，其中云渡铁矿二期扩能投资5.6亿元、云渡大道拓宽投资1.3亿元、区医院外科楼投资4200万元。"
    )
    assert facts(text) == {
        ("云渡铁矿二期扩能", "total_investment", "560000000"),
        ("云渡大道拓宽", "total_investment", "130000000"),
        ("区医院外科楼", "total_investment", "42000000"),
    }


def test_days_that_a_thing_is_open_for_nothing_are_none_of_its_completion() -> None:
    page = "游客在刚刚启用的云渡滨水步道上晨跑。该步道12月20日至1月5日免费开放，总投资1.6亿元。"
    document = newsextract.parse(page, published="2025-01-03")
    assert {fact.field for fact in document.facts} == {"status", "total_investment"}


def test_what_was_signed_is_said_of_a_list_that_semicolons_part() -> None:
    page = (
        "招商会上，全市签下合同21宗。较大的有：港资6000万港元的云渡针织城，占地150亩；"
        "泰商投资1200万美元的柳湾饲料厂，年产饲料18万吨。"
    )
    signed = [fact.project for fact in newsextract.parse(page).facts if fact.value == "signed"]
    assert signed == ["云渡针织城", "柳湾饲料厂"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "云渡水厂工程3月1日完工，3月22日供水。",
            {("completion_date", "2022-03-22/2022-03-22"), ("status", "in_operation")},
        ),
        ("云渡小学教学楼工程5月盖起来了。", {("completion_date", "2022-05-01/2022-05-31"), ("status", "completed")}),
        ("云渡水厂工程7月供水。", {("completion_date", "2022-07-01/2022-07-31")}),  # still ahead
        ("云渡水厂工程去年供水3亿吨。", set()),
    ],
)
def test_a_day_that_is_over_shows_a_stage_by_words_that_show_none_alone(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert {(field, value) for _, field, value in told(text)} == expected


def test_how_old_a_thing_is_says_nothing_of_the_work_on_it() -> None:
    text = "云渡水库除险加固工程上月开工。这座水库1967年修成，病险多年。"
    assert told(text) == {
        ("云渡水库除险加固工程", "start_date", "2022-05-01/2022-05-31"),
        ("云渡水库除险加固工程", "status", "started"),
    }


def test_a_line_is_under_construction_where_a_part_of_it_is() -> None:
    text = "云潍高铁海河隧道昨日顺利贯通，为铺轨打下基础。云潍高铁连接云渡和潍山，全长348公里。"
    assert ("云潍高铁", "status", "under_construction") in told(text)


def test_a_work_whose_fittings_are_still_being_built_is_not_completed() -> None:
    text = "云渡安置点项目325户房屋已全面建成，道路等配套设施正加紧建设。"
    assert told(text) == {("云渡安置点项目", "status", "under_construction")}


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("云渡医院工程因资金不足停工，累计完成投资8000万元。", set()),
        ("云渡大桥项目停建，已投入2亿元。", set()),
        ("云渡大厦项目2018年开工，2019年因缺钱停工至今。", set()),
        ("云渡大厦项目2018年开工，停工两年后，今年2月复工。", {"under_construction"}),
        ("云渡大厦项目曾经停工，目前正在施工。", {"under_construction"}),
        ("云渡大桥项目春节不停工，正在架梁。", {"under_construction"}),
        ("云渡机场项目否认已经开工。", set()),
    ],
)
def test_a_work_that_was_halted_has_no_status_until_it_goes_on(text: str, statuses: set[str]) -> None:
    assert {value for _, field, value in told(text) if field == "status"} == statuses


def test_what_is_said_of_the_whole_line_is_not_of_its_part() -> None:
    text = "云潍高速公路控制性工程老鹰岩隧道已经贯通，全线累计完成投资41.7亿元，2024年6月具备通车条件。"
    assert facts(text) == {
        ("云潍高速公路", "completed_investment", "4170000000"),
        ("云潍高速公路", "completion_date", "2024-06-01/2024-06-30"),
    }


def test_items_of_a_list_may_stand_behind_the_sum_of_each() -> None:
    text = "总投资3.6亿元的云渡养殖基地、1.2亿元的柳湾食品园、8600万元的北山民宿集群等12个项目已开工建设。"
    started = {project for project, field, value in told(text) if (field, value) == ("status", "started")}
    assert started == {"云渡养殖基地", "柳湾食品园", "北山民宿集群"}


def test_work_before_a_work_is_done_and_is_no_completion_of_it() -> None:
    text = "总投资4.6亿元的云渡物流园前期工作全部完成，下月开工。"
    assert ("云渡物流园", "status", "planned") in told(text)
    assert not any(field == "completion_date" for _, field, _ in told(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "签约的有：总投资3亿元的云渡电池项目、投资2亿元的柳湾加工项目，以及北山冷链项目等。",
            {("云渡电池项目", "signed"), ("柳湾加工项目", "signed"), ("北山冷链项目", "signed")},
        ),
        (
            "6月17日，全区8个项目集中开工。项目中，云渡电池二期投资3亿元；柳湾家电产业园投资2亿元，建设期两年。",
            {("云渡电池二期", "started"), ("柳湾家电产业园", "started")},
        ),
        ("护城河片区棚改项目首批860套安置房封顶，其余楼栋正在施工。", {("护城河片区棚改项目", "under_construction")}),
        ("云渡水厂扩建工程正在做前期工作，勘测设计年底以前完成。", {("云渡水厂扩建工程", "planned")}),
        (
            "云潍高铁全线最长的大别岭隧道贯通。",
            {("云潍高铁", "under_construction"), ("大别岭隧道", "under_construction")},
        ),
    ],
)
def test_whom_a_stage_is_told_of(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(project, value) for project, field, value in told(text) if field == "status"} == expected


def test_streets_that_are_to_be_joined_are_ready_then() -> None:
    text = "滨海大道、凤仪街、温泉路东延及温泉路桥正在施工，10月底前贯通。云渡隧道正在掘进，10月底前贯通。"
    ready = {project for project, field, _ in facts(text) if field == "completion_date"}
    assert ready == {"滨海大道", "凤仪街", "温泉路东延", "温泉路桥"}


def test_a_work_is_ready_with_its_second_phase() -> None:
    text = "云渡供热项目一期10月20日供暖，二期工程明年9月底竣工。"
    assert ("云渡供热项目", "completion_date", "2023-09-21/2023-09-30") in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "柳湾水厂扩建工程4月3日供水管爆裂，两人受伤。",
        "柳湾热电厂扩建工程3月15日供暖期结束。",
        "柳湾体育中心4月1日拉开序幕，省运会在此举行。",
        "柳湾大桥因车祸中断，3月18日恢复交通。",
        "柳湾大桥工程通过消防验收。",
        "柳湾医院正在办理出院手续。",
        "柳湾火车站接触网故障，列车晚点。",
    ],
)
def test_what_is_near_a_project_and_says_nothing_of_it(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("柳湾大桥工程正在施工，春节没有停工。", ("柳湾大桥工程", "status", "under_construction")),
        ("柳湾大桥3月5日通车，大桥建设中没有一天停工。", ("柳湾大桥", "status", "in_operation")),
        ("柳湾水泥厂技改工程竣工投产，3条旧窑全部停工。", ("柳湾水泥厂技改工程", "status", "in_operation")),
        (
            "柳湾高速公路全线最长的柳湾隧道贯通，全线已完成投资8亿元，隧道总投资2亿元。",
            ("柳湾隧道", "total_investment", "200000000"),
        ),
        ("柳湾“816”工程竣工。", ("柳湾“816”工程", "status", "completed")),
    ],
)
def test_what_stops_elsewhere_takes_nothing_away(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


def test_ground_and_end_of_a_first_phase_are_not_those_of_the_whole() -> None:
    text = (
        "总投资5.2亿元的柳湾配件产业园项目2012年3月开工，分两期建设，一期投资2.3亿元，占地150亩，明年6月投产，"
        "二期投资2.9亿元，2015年底前全部建成。"
    )
    fields = {field: value for _, field, value in facts(text)}
    assert fields["completion_date"] == "2015-12-01/2015-12-31"
    assert "area" not in fields
    text = "柳湾配件产业园一期投资2.3亿元，占地150亩，明年6月投产。"
    assert {field for _, field, _ in facts(text)} >= {"area", "completion_date"}
    text = "柳湾师范学院新校区分三期建设，一期投资4.5亿元，占地200亩，建筑面积8万平方米，已于去年9月投入使用。"
    assert not {field for _, field, _ in facts(text)} & {"area", "completion_date"}
    text = "柳湾产业园分三期建设，一期2010年3月投产，2016年底前整体建成。"
    assert ("柳湾产业园", "completion_date", "2016-12-01/2016-12-31") in facts(text)


@pytest.mark.parametrize(
    ("text", "project", "day"),
    [
        ("柳湾水电站正在施工，明年底工程全部竣工。", "柳湾水电站", "2023-12-01/2023-12-31"),
        ("柳湾大剧院正在装修，8月项目可竣工。", "柳湾大剧院", "2022-08-01/2022-08-31"),
        ("5月10日，柳湾二桥全线合龙。这座公路桥预计国庆节前通车。", "柳湾二桥", "2022-10-01/2022-10-01"),
        ("柳湾左岸绿道6月初开工，明年6月底前贯通。", "柳湾左岸绿道", "2023-06-21/2023-06-30"),
    ],
)
def test_a_work_is_done_on_the_day_that_its_sentence_says(text: str, project: str, day: str) -> None:
    assert (project, "completion_date", day) in facts(text)


def test_what_is_told_of_a_whole_line_is_not_reached_by_houses_along_it() -> None:
    text = "东坪牵引变电所、西坪牵引变电所已于4月底建成投运，全线可在明年国庆节前竣工。"
    days = {value for _, field, value in facts(text) if field == "completion_date"}
    assert days == {"2022-04-21/2022-04-30"}


@pytest.mark.parametrize(
    ("text", "project", "reached"),
    [
        ("柳湾水电站正在施工，明年底工程全部竣工。", "柳湾水电站", "under_construction"),
        ("柳湾隧道5月28日双洞贯通。", "柳湾隧道", "under_construction"),
        ("北环路东段也在加紧拓宽。", "北环路东段", "under_construction"),
        ("柳湾半导体12英寸晶圆厂首批设备昨日进场安装。", "柳湾半导体12英寸晶圆厂", "under_construction"),
        ("柳湾高速公路建设进入最后冲刺。", "柳湾高速公路", "under_construction"),
        ("柳湾绿氢示范项目已完成备案，力争年内动工。", "柳湾绿氢示范项目", "planned"),
        (
            "柳湾铁路电气化改造工程2020年4月开工，头5个月已经完成八成五。",
            "柳湾铁路电气化改造工程",
            "under_construction",
        ),
    ],
)
def test_how_far_a_work_is_by_what_its_sentence_says(text: str, project: str, reached: str) -> None:
    assert status(text, project) == reached


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("柳湾精细化工项目已经投产，隔壁的恒泰农药厂年产值8亿元，上缴税金5200万元。", set()),
        ("柳湾纺织厂搬迁项目签约，投资方海纳集团去年销售收入68亿元，纳税3.2亿元。", set()),
        ("柳湾工业园道路工程竣工，园区污水处理厂5月投入运行，日处理污水2万吨。", set()),
        ("柳湾枢纽站主体完工，配套的站前广场7月动工，投资4800万元。", set()),
        ("柳湾路改造工程正在施工，沿线商铺7月1日恢复营业。", set()),
        ("柳湾机场扩建工程获批，该机场去年旅客吞吐量达到120万人次。", set()),
        ("柳湾体育中心总投资9.4亿元，游泳馆正在施工，明年5月整体交付。", {"total_investment", "completion_date"}),
        ("柳湾产业园项目已经开工，隔壁的农药厂年产值8亿元，项目总投资3亿元。", {"total_investment"}),
    ],
)
def test_what_another_thing_has_or_reaches_is_not_the_project_s(text: str, fields: set[str]) -> None:
    assert {field for name, field, _ in facts(text) if name.startswith("柳湾")} == fields


def test_the_whole_is_the_first_that_its_paragraph_names() -> None:
    text = "柳湾引水工程进展顺利。大坝加高工程完工，穿河工程隧洞贯通。整个工程2024年10月通水，今年计划投资30亿元。"
    found = facts(text)
    assert ("柳湾引水工程", "planned_investment", "3000000000") in found
    assert ("柳湾引水工程", "completion_date", "2024-10-01/2024-10-31") in found


def test_a_line_is_ready_when_all_of_it_is_said_to_be() -> None:
    text = "柳湾高速公路2020年10月开工，控制性工程马头山隧道去年8月开工，全线2023年6月底建成通车。"
    days = {(name, value) for name, field, value in facts(text) if field == "completion_date"}
    assert days == {("柳湾高速公路", "2023-06-21/2023-06-30")}
    text = "柳湾高速公路去年开工，正在施工的马头山隧道日均掘进6米，2023年底全线通车。"
    days = {(name, value) for name, field, value in facts(text) if field == "completion_date"}
    assert days == {("柳湾高速公路", "2023-12-01/2023-12-31")}


def test_a_road_is_called_by_its_short_name() -> None:
    assert ("沛兴高速公路", "total_investment", "2160000000") in facts("沛兴高速公路贯通。沛兴路总投资21.6亿元。")


def on(day: str, text: str) -> set[tuple[str, str, str]]:
    """Give all facts of a page of that day."""
    return {(fact.project, fact.field, str(fact.value)) for fact in newsextract.parse(text, published=day).facts}


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2020-01-15", "今年，我市将开工建设柳湾大桥、城西客运站，建成通车滨河快速路。"),
        ("2018-03-02", "今年计划实施城建项目45个，完成投资60亿元，建成柳湾隧道、航海路立交，开工北三环东延。"),
        ("2015-01-28", "新的一年，将完成红旗路东延、解放路北段改造，启动片区规划。"),
        ("2013-02-22", "市长表示，今年将确保柳湾地铁1号线6月试运行，启动柳湾地铁4号线建设。"),
        ("2014-03-04", "市政协委员建议启动柳湾图书馆迁建。"),
        ("2022-03-08", "代表建议加快建设柳湾铁路二期。"),
        ("2019-06-04", "市城管局昨日辟谣称，城东垃圾焚烧厂项目尚未立项，更谈不上开工。"),
        ("2025-09-05", "9月3日，备受关注的柳湾运河前期研究启动，估算投资3200亿元。"),
        ("2020-11-22", "年内，柳湾电机扩能、新区智慧消防站两个项目还要开工。"),
        ("2022-03-25", "市政府印发《2022年重点项目清单》。其中，柳湾高速北段10月通车。"),
    ],
)
def test_what_is_planned_wished_or_denied_is_no_stage_that_was_reached(day: str, text: str) -> None:
    reached = {"started", "under_construction", "topped_out", "completed", "in_operation"}
    assert not [fact for fact in on(day, text) if fact[1] == "status" and fact[2] in reached]


@pytest.mark.parametrize(
    ("day", "text", "missing"),
    [
        ("1994-08-23", "柳湾炼油厂二期扩建工程即将开工。该厂1993年9月建成投产，首年实现利税3.1亿元。", "tax"),
        ("1994-08-23", "柳湾炼油厂二期扩建工程即将开工。该厂1993年9月建成投产。", "completion_date"),
        ("1989-07-21", "柳湾造船厂新厂区工程昨天动工。该厂去年完成工业总产值五亿二千万元。", "annual_output"),
        ("2008-09-18", "柳湾汽车二工厂12月动工，柳湾汽车上半年纳税26亿元。", "tax"),
        ("2007-01-22", "总投资5.8亿元的柳湾电厂3号机组并网。届时柳湾电厂总装机容量将达120万千瓦。", "capacity"),
        ("2011-03-02", "“十一五”期间，我市共完成水利投资45亿元，建成了柳湾引水工程。", "total_investment"),
        ("2004-03-31", "柳湾湿地保护工程获国家投资600万元。", "total_investment"),
        ("2022-06-21", "柳湾水库除险加固工程3月开工。水库1958年动工，1962年建成。", "completion_date"),
        ("2005-12-21", "柳湾一期投资143亿元，东海大桥投资71亿元。二期工程明年底建成。", "completion_date"),
        ("1990-11-20", "柳湾大楼扩建工程原打算今年国庆节开工。", "start_date"),
    ],
)
def test_what_the_plant_the_town_or_another_phase_has_is_not_the_project_s(day: str, text: str, missing: str) -> None:
    found = on(day, text)
    assert missing not in {field for _, field, _ in found}


@pytest.mark.parametrize(
    ("day", "text", "fact"),
    [
        (
            "2017-09-20",
            "柳湾补水工程11月1日将启动补水。该工程2015年12月31日开工。",
            ("柳湾补水工程", "start_date", "2015-12-31/2015-12-31"),
        ),
        (
            "2011-09-08",
            "去年8月2日，柳湾电子项目落户开发区，9月20日动工。",
            ("柳湾电子项目", "start_date", "2010-09-20/2010-09-20"),
        ),
        (
            "2010-05-18",
            "柳湾纺织项目是去年招商会上引进的，6月底可试生产。",
            ("柳湾纺织项目", "completion_date", "2010-06-21/2010-06-30"),
        ),
        (
            "1990-11-20",
            "柳湾路旧城改造1989年6月拆迁动工。到今年十月中旬，已完成投资540万元。",
            ("柳湾路旧城改造", "completed_investment", "5400000"),
        ),
        (
            "1996-05-20",
            "柳湾片旧城改造1993年8月启动。东片已经竣工，中片的六幢楼正在施工。",
            ("柳湾片旧城改造", "status", "under_construction"),
        ),
        (
            "2010-09-16",
            "往东是柳湾特大桥。9月8日，主跨刚刚合龙。这座桥2008年12月动工建设。",
            ("柳湾特大桥", "status", "under_construction"),
        ),
        (
            "2021-03-08",
            "其中，县医院扩建项目主体封顶，柳湾水厂改扩建工程去年11月底竣工通水，其余正在施工。",
            ("柳湾水厂改扩建工程", "status", "in_operation"),
        ),
        (
            "2012-04-20",
            "柳湾大桥主体正在施工，引桥将于5月10日开工。",
            ("柳湾大桥", "status", "under_construction"),
        ),
        (
            "2025-05-22",
            "县道X305柳湾段大修工程明天开工，全封闭施工。",
            ("县道X305柳湾段大修工程", "status", "planned"),
        ),
        (
            "2003-05-12",
            "柳湾县城供水工程去年3月开工，取水泵站已建成，今年8月可通水。",
            ("柳湾县城供水工程", "completion_date", "2003-08-01/2003-08-31"),
        ),
        (
            "2008-05-10",
            "柳湾高速公路始建于2001年，总投资32亿元，将于今年10月通车。",
            ("柳湾高速公路", "total_investment", "3200000000"),
        ),
        (
            "2022-06-20",
            "网友：柳湾小区改造拖了又拖，到底干不干？\n县住建局：您好，该项目4月18日已经开工，总投资4670万元。",
            ("柳湾小区改造", "start_date", "2022-04-18/2022-04-18"),
        ),
        (
            "2022-06-20",
            "柳湾大桥主桥合龙\n　　本报讯　该桥4月18日开工，总投资4670万元。",
            ("柳湾大桥", "total_investment", "46700000"),
        ),
        (
            "2003-07-22",
            "柳湾电厂扩建工程2001年12月开工，总投资26.8亿元；到6月底，已投入19.3亿元。",
            ("柳湾电厂扩建工程", "completed_investment", "1930000000"),
        ),
        (
            "2003-07-22",
            "柳湾电厂扩建工程2001年12月开工，总投资26.8亿元。到6月底，完成投资19.3亿元。",
            ("柳湾电厂扩建工程", "completed_investment", "1930000000"),
        ),
        (
            "2003-07-22",
            "柳湾公路工程招标公告。一、工程名称：柳湾公路工程。二、总投资：2300万元。",
            ("柳湾公路工程", "total_investment", "23000000"),
        ),
        (
            "2019-06-18",
            "柳湾公路工程去年3月动工。业主单位负责人讲，只要不碰上连阴雨，9月中旬将全线完工。",
            ("柳湾公路工程", "completion_date", "2019-09-11/2019-09-20"),
        ),
        (
            "2003-07-22",
            "当场签字的有：香港恒裕公司独资的柳湾彩印包装项目，总投资680万美元；客商洪启泰牵头的柳湾皮革市场，投资4500万元。",
            ("柳湾彩印包装项目", "status", "signed"),
        ),
        (
            "2003-07-22",
            "签约的有：柳湾彩印包装项目，总投资680万美元；浙江客商洪启泰牵头的柳湾皮革市场，投资4500万元，明年5月动工。",
            ("柳湾皮革市场", "status", "signed"),
        ),
        (
            "2003-07-22",
            "柳湾LNG接收站建设过半。作为能源保供的重头戏，它的年接收能力为300万吨，已累计完成投资17.9亿元。",
            ("柳湾LNG接收站", "capacity", "300万吨"),
        ),
        (
            "2003-07-22",
            "现将柳湾大桥工程有关事项公告如下：\n1、工程总投资8800万元，其中申请国债3000万元。\n2、计划2003年9月开工。",
            ("柳湾大桥工程", "total_investment", "88000000"),
        ),
        (
            "2003-07-22",
            "市建委现将柳湾污水处理厂工程情况公示如下：一、厂址在白沙村；二、日处理污水5万吨；三、总投资8800万元。",
            ("柳湾污水处理厂工程", "capacity", "5万吨"),
        ),
        (
            "2024-09-12",
            "云渡产业园总投资32亿元，2月开工。墙上的进度表写得明白：今年计划投资14亿元，累计完成投资11.3亿元。",
            ("云渡产业园", "completed_investment", "1130000000"),
        ),
        (
            "2024-09-12",
            "总造价9.7亿元的云渡大桥正在架设钢箱梁。“2026年6月底全桥建成！”",
            ("云渡大桥", "completion_date", "2026-06-21/2026-06-30"),
        ),
        (
            "2022-08-17",
            "云渡海上风电场2019年开工。去年12月，它实现全容量并网投运。",
            ("云渡海上风电场", "completion_date", "2021-12-01/2021-12-31"),
        ),
        (
            "1975-11-20",
            "云渡氮肥厂9月28日投入生产。建厂总投资264万元，其中三成是社队的积累。",
            ("云渡氮肥厂", "total_investment", "2640000"),
        ),
        (
            "1965-10-09",
            "今年七月建成的云渡拦河闸，头一个汛期便挡住洪峰。闸身用条石砌成，总造价一百零九万元。",
            ("云渡拦河闸", "total_investment", "1090000"),
        ),
        (
            "1965-10-09",
            "云渡选矿厂扩建工程九月十八日建成。工人们利用旧厂房，没有多占一分地，完成投资二百三十八万元。",
            ("云渡选矿厂扩建工程", "completed_investment", "2380000"),
        ),
        (
            "1994-08-17",
            "云渡化肥厂扩建工程昨日投产。如今娃娃落地，一年能为农民添上13万吨尿素，达产后年产值9800万元。",
            ("云渡化肥厂扩建工程", "annual_output", "98000000"),
        ),
        (
            "1988-06-15",
            "云渡热电厂首台机组6月9日并网；另一台正在安装。",
            ("云渡热电厂", "status", "under_construction"),
        ),
        (
            "2022-08-17",
            "浪门港区三期集装箱码头2020年开工。经理说：“浪门三期年底前必须全面建成。”",
            ("浪门港区三期集装箱码头", "completion_date", "2022-12-01/2022-12-31"),
        ),
        (
            "2009-04-21",
            "地铁2号线一期工程最险的一段隧道双线贯通。这条线西起麻园岭，东到云渡路，概算总投资97.8亿元。",
            ("地铁2号线一期工程", "total_investment", "9780000000"),
        ),
        (
            "2012-06-20",
            "6月10日，推土机扬起第一铲土，柳湾输电工程开工。",
            ("柳湾输电工程", "start_date", "2012-06-10/2012-06-10"),
        ),
        (
            "2012-06-20",
            "云江大桥合龙了！引桥护栏正在施工，预计明年5月通车。",
            ("云江大桥", "completion_date", "2013-05-01/2013-05-31"),
        ),
        (
            "2012-06-20",
            "客商签下柳湾镜片项目的投资合同。照合同所写，这家工厂投资总额2800万元。",
            ("柳湾镜片项目", "total_investment", "28000000"),
        ),
        ("2012-06-20", "柳湾灌溉项目首批机井正在开钻。", ("柳湾灌溉项目", "status", "under_construction")),
        (
            "2012-06-20",
            "云江炼化项目轮廓已现。3000名工人分两班抢装管廊，累计完成投资97亿元。",
            ("云江炼化项目", "completed_investment", "9700000000"),
        ),
        (
            "2012-06-20",
            "受油价影响，业主把云江炼化项目建成的日子从明年9月推迟到2014年3月。",
            ("云江炼化项目", "completion_date", "2014-03-01/2014-03-31"),
        ),
        (
            "2012-06-20",
            "柳湾至云渡铁路铺轨贯通。联调联试12月上旬开始，明年3月全线开通运营。",
            ("柳湾至云渡铁路", "completion_date", "2013-03-01/2013-03-31"),
        ),
        (
            "2012-06-20",
            "位于解放路的市图书馆新馆昨天正式开馆迎客，投资1.1亿元。",
            ("市图书馆新馆", "completion_date", "2012-06-19/2012-06-19"),
        ),
        (
            "2020-09-08",
            "本报讯 “工程自去年5月开工，已完成投资1.6亿元。”站在柳河枢纽工程的坝顶，项目经理介绍道。",
            ("柳河枢纽工程", "completed_investment", "160000000"),
        ),
        (
            "2020-09-08",
            "“项目占地200亩。总投资3.2亿元。”6月5日，江南座椅项目负责人说。",
            ("江南座椅项目", "total_investment", "320000000"),
        ),
        (
            "2020-09-08",
            "云渡大桥项目昨日开工。“我们这个项目总投资2.8亿元。”柳湾水厂项目负责人告诉记者。",
            ("柳湾水厂项目", "total_investment", "280000000"),
        ),
        (
            "2020-09-08",
            "在天力风电装备项目现场，1号联合厂房钢结构吊装已近尾声。“项目6月28日开工。”经理说。",
            ("天力风电装备项目", "start_date", "2020-06-28/2020-06-28"),
        ),
        ("2012-11-20", "柳湾湿地保护与恢复工程进入招投标阶段。", ("柳湾湿地保护与恢复工程", "status", "planned")),
        ("2012-11-20", "云渡电厂首台60万千瓦超临界机组昨天投产。", ("云渡电厂", "status", "under_construction")),
        (
            "2012-11-20",
            "柳湾水源工程五月二十日终于开工了。记者在工地看到，六支队伍沿线摆开，输水管道正在施工。",
            ("柳湾水源工程", "status", "under_construction"),
        ),
        (
            "2016-04-19",
            "4月18日集中开工项目（部分）\n\n工业\n\n1．云渡风电场 1亿元\n\n交通水利\n\n2．云江公路改扩建工程 83公里\n",
            ("云江公路改扩建工程", "start_date", "2016-04-18/2016-04-18"),
        ),
        (
            "2017-08-15",
            "柳湾防沙治沙工程5月启动。眼下草方格扎完了62%。",
            ("柳湾防沙治沙工程", "status", "under_construction"),
        ),
        (
            "1996-11-19",
            "11月12日，货轮靠上云澜港五号泊位，宣告这个泊位正式投产。",
            ("云澜港五号泊位", "completion_date", "1996-11-12/1996-11-12"),
        ),
        (
            "2019-08-15",
            "走进晶岳晶圆项目的洁净室。8月12日，首台光刻机移入，这个总投资118亿元的项目转入设备安装。",
            ("晶岳晶圆项目", "total_investment", "11800000000"),
        ),
        (
            "2019-08-15",
            "晟芯封测基地、宏远光掩膜版、锐科电子特气的前期工作基本就绪，年内相继开工。",
            ("晟芯封测基地", "status", "planned"),
        ),
        (
            "2012-09-21",
            "9月20日，云渡县集中开工的8个项目总投资21亿元。其中，恒达家居园占地310亩；双汇肉食项目投资3亿元。",
            ("双汇肉食项目", "start_date", "2012-09-20/2012-09-20"),
        ),
        (
            "1998-06-18",
            "湄港机场建设工地上机声隆隆。这座机场是闽中第一个民用机场，概算总投资5.6亿元。",
            ("湄港机场", "total_investment", "560000000"),
        ),
        (
            "1998-06-18",
            "柳湾氮肥厂年产13万吨尿素扩建工程昨天投产。柳氮尿素工程总造价1.8亿元。",
            ("柳湾氮肥厂年产13万吨尿素扩建工程", "total_investment", "180000000"),
        ),
        (
            "2014-08-14",
            "柳湾灌区续建配套与节水改造工程正在施工。柳湾灌区工程总投资2.05亿元。",
            ("柳湾灌区续建配套与节水改造工程", "total_investment", "205000000"),
        ),
        (
            "2008-05-29",
            "柳湾小学、云渡学校迁建两项工程分别占地36亩、72亩，8月20日前交付。",
            ("云渡学校迁建", "area", "72亩"),
        ),
        (
            "2014-08-14",
            "最抢眼的还是云渡通用机场。今年5月6日签约，8月1日开工，估算投资4.3亿元。",
            ("云渡通用机场", "start_date", "2014-08-01/2014-08-01"),
        ),
        ("2023-04-20", "云渡智算中心8月动工，建成后可提供算力5000P。", ("云渡智算中心", "capacity", "5000P")),
        (
            "2013-03-28",
            "柳湾大道改造工程去年9月开工，目前路面已铺完，12月15日通车。",
            ("柳湾大道改造工程", "completion_date", "2013-12-15/2013-12-15"),
        ),
        (
            "2013-03-28",
            "柳湾路项目概算由18.2亿元核减为16.9亿元，全长42公里。",
            ("柳湾路项目", "total_investment", "1690000000"),
        ),
        (
            "2013-03-28",
            "云渡片区改造昨天复工。这个总投资6.7亿元的旧改项目将建住宅21万平方米。",
            ("云渡片区改造", "total_investment", "670000000"),
        ),
        (
            "2016-08-03",
            "云渡柔性面板项目第一根桩打下，标志着这个总投资465亿元的“巨无霸”项目进入建设阶段。",
            ("云渡柔性面板项目", "total_investment", "46500000000"),
        ),
        ("1999-06-17", "公司董事会同意上马柳湾奶粉生产线项目。", ("柳湾奶粉生产线项目", "status", "planned")),
        (
            "2004-04-22",
            "主任见人就念——已投产：云渡浆纸一期，总投资7.6亿元；柳湾糖厂技改，总投资6200万元。",
            ("柳湾糖厂技改", "status", "in_operation"),
        ),
        (
            "1985-09-24",
            "前期工作先行一步的共有两项：一是石门溪水库，总投资五千万元；二是柳湾公路，全长67公里。",
            ("柳湾公路", "status", "planned"),
        ),
        (
            "2017-11-28",
            "公司柳湾棒材项目的建成日期，由2017年12月调整为2018年9月底。",
            ("柳湾棒材项目", "completion_date", "2018-09-21/2018-09-30"),
        ),
        (
            "2012-09-13",
            "总投资5.7亿元的德台330千伏输变电工程，线路施工已近尾声。",
            ("德台330千伏输变电工程", "total_investment", "570000000"),
        ),
    ],
)
def test_what_a_page_of_that_day_says(day: str, text: str, fact: tuple[str, str, str]) -> None:
    assert fact in on(day, text)


@pytest.mark.parametrize(
    ("day", "text", "fact"),
    [
        ("2010-03-05", "柳湾服务中心总投资3亿元，东侧广场开工。", ("柳湾服务中心", "status", "started")),
        ("2010-03-05", "柳湾机场开工。东侧的商厦已竣工。", ("柳湾机场", "status", "completed")),
        (
            "2010-03-05",
            "柳湾大桥工程开工。\n下一步安排如下：\n一、占地20亩的公园动工；\n二、总投资8800万元。",
            ("柳湾大桥工程", "total_investment", "88000000"),
        ),
        (
            "2010-03-05",
            "柳湾大桥工程投资如下：主桥总投资8800万元；引桥总投资3000万元。",
            ("柳湾大桥工程", "total_investment", "88000000"),
        ),
        (
            "2023-08-17",
            "一家企业8月3日签下柳湾康养基地。\n青篁村的杨梅论筐卖。眼下村口立起钢架，青篁物流园主体封顶。",
            ("柳湾康养基地", "status", "under_construction"),
        ),
        (
            "1998-06-18",
            "柳湾公路拓宽工程昨天开工，预定明年8月完工，施工期间单向通车。",
            ("柳湾公路拓宽工程", "status", "in_operation"),
        ),
        (
            "2012-06-20",
            "昨日，客商签订柳湾蓄能项目协议，何时开工尚无定论。",
            ("柳湾蓄能项目", "start_date", "2012-06-19/2012-06-19"),
        ),
        (
            "2012-06-20",
            "柳湾闸重建工程停留在前期阶段，240万元启动资金已经到位。",
            ("柳湾闸重建工程", "status", "started"),
        ),
        (
            "2012-06-20",
            "去年投产的柳湾电厂收购秸秆的钱就付出去6600万元。",
            ("柳湾电厂", "completed_investment", "66000000"),
        ),
        (
            "2020-09-08",
            "云渡大桥项目昨日开工。“我们这个项目总投资2.8亿元。”柳湾水厂项目负责人告诉记者。",
            ("云渡大桥项目", "total_investment", "280000000"),
        ),
        (
            "2012-11-20",
            "计划今年上马的柳湾乙二醇项目因环评未通过而搁浅。",
            ("柳湾乙二醇项目", "start_date", "2012-01-01/2012-12-31"),
        ),
        (
            "2012-11-20",
            "柳湾湿地保护与恢复工程进入招投标阶段。",
            ("柳湾湿地保护与恢复工程", "status", "under_construction"),
        ),
        (
            "2016-04-19",
            "集中开工项目\n\n1．柳湾棉纺产业园二期 规模30万锭\n\n交通水利\n\n2．云江公路改扩建工程 全长83公里\n",
            ("柳湾棉纺产业园二期", "status", "in_operation"),
        ),
        (
            "2005-06-23",
            "石门连接线还停在图纸上，施工图设计8月才能完成。",
            ("石门连接线", "completion_date", "2005-08-01/2005-08-31"),
        ),
        (
            "2020-11-05",
            "近期建设的1号线、2号线一期全长61公里，匡算投资378亿元。",
            ("2号线一期", "total_investment", "37800000000"),
        ),
        (
            "2023-02-17",
            "甲乙化工项目1月28日集中开工。\n\n　　文化项目共3个。其中，柳湾会展中心投资14亿元；云渡活动中心正在施工。",
            ("云渡活动中心", "start_date", "2023-01-28/2023-01-28"),
        ),
        (
            "2012-09-21",
            "今冬全县计划投资1.8亿元，完成柳湾渠续建、云渡水库除险加固等工程。",
            ("云渡水库除险加固", "planned_investment", "180000000"),
        ),
        (
            "2013-10-08",
            "柳湾灌区一期工程投资18.9亿元，总干渠今年6月全线贯通。",
            ("柳湾灌区一期工程", "completion_date", "2013-06-01/2013-06-30"),
        ),
        ("2007-04-18", "至于外面风传的柳湾汽车城落户龙陂，县长一口否认。", ("柳湾汽车城", "status", "signed")),
        (
            "2016-08-03",
            "西沟至银川高铁柳湾段全长168公里。西银高铁总投资805亿元。",
            ("西沟至银川高铁柳湾段", "total_investment", "80500000000"),
        ),
        (
            "2016-08-03",
            "柳湾片区改造项目分三期实施：一期投资23亿元，已建成14栋；二期投资31亿元，今年10月启动。",
            ("柳湾片区改造项目", "start_date", "2016-10-01/2016-10-31"),
        ),
        (
            "2022-06-24",
            "云渡雨林栈道将于6月30日建成开放，试运营期间门票每人35元。",
            ("云渡雨林栈道", "status", "in_operation"),
        ),
        (
            "2012-09-13",
            "有人在网上散布消息，称将投资80亿元兴建云渡影城，纯属子虚乌有。",
            ("云渡影城", "total_investment", "8000000000"),
        ),
        (
            "1999-06-17",
            "本公司于6月8日召开董事会，同意上马柳湾奶粉生产线项目。",
            ("柳湾奶粉生产线项目", "start_date", "1999-06-08/1999-06-08"),
        ),
    ],
)
def test_what_stands_beside_a_work_tells_nothing_of_it(day: str, text: str, fact: tuple[str, str, str]) -> None:
    assert fact not in on(day, text)
