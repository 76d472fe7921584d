"""A page with gold that disagrees with what is found there, in each way that gold can."""

from __future__ import annotations

import json
from pathlib import Path

import newsextract

# A date and a sum inside the names of projects, a sum cut over an empty line, a reject, two articles.
PAGE = """\
云渡大桥及岭下隧道
 年内双双开工

本报讯 （记者 桑若宁）3月14日，总投资12.6亿元的
云渡大桥项目开工，计划明年6月底建成通车。该项目
由岭下路桥集团承建，全长2.3公里，年底前完成投资 4.
5亿元，占总投资的35.7%。
岭下2030年智慧物流园项目和澄湾会展中心
总投资分别为8.8亿元和近3000万美元，同比增长
12.5%，2月30日签约。

栖霞里旧城改造提速

本报讯 栖霞里棚户区改造项目累计完成投资7200万元，比去
年同期下降4.1个百分点，第三季度交付。
"""


def spoiled(folder: Path) -> Path:
    """Write the page and its gold into a folder: one value, one span, one record more and one less than is found."""
    page = folder / "yundu-ribao-2021-03-15.txt"
    page.write_text(PAGE, "utf-8")
    gold = newsextract.parse_file(page).model_dump(mode="json")
    records = gold["records"]
    moneys = [record for record in records if record["type"] == "money"]
    moneys[0]["amount"] = "1260000000000"
    moneys[1]["modifier"] = "about"
    dates = [record for record in records if record["type"] == "date"]
    start, end = dates[0]["span"]
    dates[0] |= {"span": [start, end - 1], "text": PAGE[start : end - 1]}
    percent = next(record for record in records if record["type"] == "percent")
    records.remove(percent)
    at = PAGE.index("全长2.3公里")
    records.append(
        {"id": "money-99", "type": "money", "text": PAGE[at : at + 7], "span": [at, at + 7], "amount": "2300"}
        | {"currency": "CNY"}
    )
    gold["rejects"] = []
    path = page.with_suffix(".json")
    path.write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
    return page
