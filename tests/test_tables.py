"""Tables of projects: titles, rows, cells, and what the records and facts of them are."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsextract
from newsextract.pipeline import lay_out
from newsextract.tabular import Column, columns_of

TITLES = "序号 项目名称 责任单位 总投资 今年计划投资 开工时间 建成时间 进展"
TABLE = f"""云渡市重点项目表

{TITLES}
1 云渡至柳湾高速公路 市交投集团 88.6亿元 21亿元 2019 年 10月
2022年底 在建
2 苇塘区老旧小区
连片改造 苇塘区 9800万元 6500
余万元 2020年8 月 2021年上半年 前期
3 柳湾纸业年产 20 万吨特种纸 柳湾县 6 亿元 — 2018 年 2020年 已投产

注：排名不分先后。
"""


def facts(text: str) -> dict[tuple[str, str], str]:
    document = newsextract.parse(text, published=date(2021, 1, 20))
    return {(fact.project, fact.field): fact.value for fact in document.facts}


def test_the_cells_of_a_row_are_what_the_titles_say() -> None:
    found = facts(TABLE)
    assert {field: value for (name, field), value in found.items() if name == "云渡至柳湾高速公路"} == {
        "total_investment": "8860000000",
        "planned_investment": "2100000000",
        "start_date": "2019-10-01/2019-10-31",
        "completion_date": "2022-12-01/2022-12-31",
        "status": "under_construction",
    }
    assert found["苇塘区老旧小区连片改造", "planned_investment"] == "65000000"
    assert found["苇塘区老旧小区连片改造", "status"] == "planned"
    assert found["柳湾纸业年产20万吨特种纸", "status"] == "in_operation"


def test_the_owner_and_the_place_have_columns_too() -> None:
    document = newsextract.parse("项目名称 业主 建设地点 总投资（亿元）\n云渡粮库 市粮食局 柳湾镇 2.6\n")
    (project,) = (record for record in document.records if record.type == "project")
    assert project.owner is not None
    assert project.place is not None
    assert (project.owner.text, project.place.text) == ("市粮食局", "柳湾镇")


def test_rows_may_be_numbered_where_no_title_says_so() -> None:
    found = facts(
        "项目名称 总投资（亿元） 开工时间\n1 云渡大桥 3.2 2019.5\n2. 柳湾粮库 1.5 2020.3\n3 号机组 2.5 2020.4\n"
    )
    assert found == {
        ("云渡大桥", "total_investment"): "320000000",
        ("云渡大桥", "start_date"): "2019-05-01/2019-05-31",
        ("柳湾粮库", "total_investment"): "150000000",
        ("柳湾粮库", "start_date"): "2020-03-01/2020-03-31",
        ("3号机组", "total_investment"): "250000000",
        ("3号机组", "start_date"): "2020-04-01/2020-04-30",
    }


def test_a_day_in_a_column_of_other_things_is_no_day_of_the_project() -> None:
    found = facts(
        "项目名称 建设性质 建设单位 总投资（亿元） 开工时间 完工时间\n"
        "1 云渡大桥 今年新建 市交通局 3.2 2017年5月 年底\n2 柳湾水厂 去年续建 水务集团 2.1 2018年3月 明年6月\n"
    )
    assert found == {
        ("云渡大桥", "total_investment"): "320000000",
        ("云渡大桥", "start_date"): "2017-05-01/2017-05-31",
        ("云渡大桥", "completion_date"): "2021-12-01/2021-12-31",
        ("柳湾水厂", "total_investment"): "210000000",
        ("柳湾水厂", "start_date"): "2018-03-01/2018-03-31",
        ("柳湾水厂", "completion_date"): "2022-06-01/2022-06-30",
    }


def test_an_empty_cell_tells_nothing_and_moves_no_other() -> None:
    found = facts(TABLE)
    assert ("柳湾纸业年产20万吨特种纸", "planned_investment") not in found
    assert found["柳湾纸业年产20万吨特种纸", "start_date"] == "2018-01-01/2018-12-31"
    assert found["柳湾纸业年产20万吨特种纸", "completion_date"] == "2020-01-01/2020-12-31"


def test_the_unit_of_a_title_is_that_of_its_numbers() -> None:
    document = newsextract.parse("项目名称 总投资（万美元） 占地（亩） 开工时间\n柳湾粮库 2600 120 2019.5\n")
    sums = [(r.text, r.amount, r.currency) for r in document.records if r.type == "money"]
    assert [(text, str(amount), currency) for text, amount, currency in sums] == [("2600", "26000000", "USD")]
    assert {fact.field: fact.value for fact in document.facts} == {
        "total_investment": "26000000",
        "area": "120亩",
        "start_date": "2019-05-01/2019-05-31",
    }


def test_the_unit_may_stand_above_the_table() -> None:
    found = facts("单位：亿元\n序号 项目名称 总投资 进展\n1 云渡大桥 3.2 主体封顶\n")
    assert found["云渡大桥", "total_investment"] == "320000000"


@pytest.mark.parametrize(
    "row",
    [
        "1 云渡大桥 市交通局 3.2亿元 2019年10月 2022年 在建",  # one value less than the titles promise
        "1 3.2亿元 1亿元 2019年10月 2022年 在建",  # no name
        "合计 — 96亿元 21亿元 — — —",
    ],
)
def test_a_row_that_does_not_fit_its_titles_is_read_by_nobody(row: str) -> None:
    assert list(lay_out(f"{TITLES}\n{row}\n").rows) == []


@pytest.mark.parametrize(
    "line",
    [
        "重点项目 总投资 3.2亿元 开工",
        "项目建设如火如荼 投资增势喜人",
        "姓名 年龄 总投资 开工时间",
        "项目名称 联系人 电话",
        "本报讯 项目 投资 两手抓",
    ],
)
def test_other_lines_with_blanks_are_no_titles(line: str) -> None:
    assert columns_of(line) == ()


def test_titles_may_be_broken_over_two_lines() -> None:
    found = facts(TABLE.replace("总投资 今年", "总投资\n今年", 1))
    assert found["云渡至柳湾高速公路", "planned_investment"] == "2100000000"


def test_what_stands_under_a_table_is_no_row() -> None:
    page = lay_out(TABLE.replace("\n注：", "\n本报讯 云渡大桥昨日开工，总投资3.2亿元。\n注："))
    assert len(page.rows) == 3
    found = facts("项目名称 总投资 进展\n云渡路 2亿元 在建\n云渡大桥昨日开工，总投资3.2亿元。")
    assert found["云渡大桥", "total_investment"] == "320000000"


@pytest.mark.parametrize(
    ("noted", "stage"),
    [
        ("铁塔组立过半", "under_construction"),
        ("管桩施打", "under_construction"),
        ("门诊已迁入，住院部装修", "under_construction"),
        ("初步设计未批", "planned"),
        ("计划年底开工", "planned"),
        ("尚未开工", "planned"),
        ("主体封顶", "topped_out"),
        ("已交工", "completed"),
        ("已投产", "in_operation"),
    ],
)
def test_a_stage_is_told_by_what_is_noted(noted: str, stage: str) -> None:
    found = facts(f"项目名称 业主 总投资（亿元） 进展 建成年月\n云渡医院新院 市卫生局 9.6 {noted} 2023年9月\n")
    assert found["云渡医院新院", "status"] == stage
    assert found["云渡医院新院", "completion_date"] == "2023-09-01/2023-09-30"


def test_a_paragraph_under_a_table_without_numbers_is_no_part_of_it() -> None:
    table = "项目名称 业主 总投资 进展\n云渡大桥 交通局 2亿元 在建\n"
    text = f"{table}表里盘子最大的是那座桥 ，由于\n用地卡壳，工期拖了3个月。\n"
    page = lay_out(text)
    assert [page.text[row.start : row.end] for row in page.rows] == ["云渡大桥\t交通局\t2亿元\t在建"]


def test_columns_know_their_units() -> None:
    assert columns_of("项目名称 总投资（亿元） 占地面积 (亩)") == (
        Column("name"),
        Column("total_investment", "亿元"),
        Column("area", "亩"),
    )


CELLS = {
    "总投资": st.integers(1, 999).map(lambda n: f"{n}亿元"),
    "今年计划投资": st.integers(1, 999).map(lambda n: f"{n}万元"),
    "开工时间": st.tuples(st.integers(2001, 2020), st.integers(1, 12)).map(lambda d: f"{d[0]}年{d[1]}月"),
    "竣工时间": st.integers(2021, 2029).map(lambda y: f"{y}年底"),
}


@given(st.data())
def test_rows_of_any_columns_keep_their_cells(data: st.DataObject) -> None:
    titles = data.draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=2, unique=True))
    cells = [[data.draw(st.one_of(CELLS[title], st.just("—"))) for title in titles] for _ in range(3)]
    names = ["云渡大桥", "柳湾水厂扩建", "苇塘路北延"]
    lines = [f"{n} {name} {' '.join(row)}" for n, (name, row) in enumerate(zip(names, cells, strict=True), 1)]
    page = lay_out("\n".join([f"序号 项目名称 {' '.join(titles)}", *lines]))
    rows = page.rows
    assert [page.text[slice(*row.name)] for row in rows] == names
    printed = [[page.text[cell.start : cell.end] for cell in row.cells] for row in rows]
    assert printed == [[cell for cell in row if cell != "—"] for row in cells]
