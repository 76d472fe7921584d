"""Gold in annotation tools: exact offsets there and back, and corrections that come home as gold."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from composed import pages
from newsextract.annotation.brat import write as write_brat
from newsextract.annotation.copies import Copy, Unit
from newsextract.annotation.exchange import Tool, bring_home, export, tasks_in
from newsextract.annotation.tasks import FIELDS, LABELS, said, task_of, understood
from newsextract.cli import app
from newsextract.errors import UsageError
from newsextract.pipeline import extract
from newsextract.quality.goldfiles import Gold, load_gold
from newsextract.rules import load
from newsextract.source import read

ROOT = Path(__file__).resolve().parent.parent
GOLD = [*sorted((ROOT / "samples").glob("*.json")), *sorted((ROOT.parent / "shared" / "gold").glob("*.json"))]
every_tool = pytest.mark.parametrize("tool", list(Tool))
PAGE = (
    "𠮷野集团投资2亿元\r\n的云渡大桥项目去年5月\r\n开工。\r\n\r\n"
    "总投资3\r\n5亿元的青岚水库  项目同比增长３.５％，约20亿元，不足6亿元。\r\n"
)
NAME = "2020-09-08"

Edit = Callable[[Path, str], None]


def gold_in(folder: Path, page: str = PAGE) -> Path:
    """A page with gold that is what is found there."""
    (folder / f"{NAME}.txt").write_bytes(page.encode())
    source = read(folder / f"{NAME}.txt", "utf-8")
    document = extract(source, path=NAME).model_dump(mode="json")
    document["ignore"] = [{"text": source.text[:1], "span": [0, 1]}]
    path = folder / f"{NAME}.json"
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return path


def sent_out(gold: Path, tool: Tool) -> Path:
    """What the tool is given, on disk."""
    files = export([load_gold(gold, unfinished=True)], tool)
    place = gold.parent / "tool"
    place.mkdir(exist_ok=True)
    for name, content in files.items():
        (place / (name or "export")).write_bytes(content.encode())
    return place if tool is Tool.BRAT else place / "export"


def brought_home(place: Path, tool: Tool, gold: Path) -> dict[str, Any]:
    [task] = tasks_in(place, tool)
    return bring_home(task, tool, gold, None, load()).document


def corrected(place: Path, tool: Tool, change: Callable[[str, int, int], tuple[str, int, int] | None]) -> None:
    """What a person does in the tool: ``change`` gives a mark as it shall be, or None where it shall go."""
    if tool is Tool.BRAT:
        _correct_brat(place / f"{NAME}.ann", change)
        return
    text = place.read_text("utf-8")
    if tool is Tool.DOCCANO:
        data = json.loads(text)
        marks = (change(label, start, end) for start, end, label in data["label"])
        data["label"] = [[start, end, label] for label, start, end in filter(None, marks)]
        place.write_text(json.dumps(data), "utf-8")
        return
    [task] = json.loads(text)
    page = task["data"]["text"]
    copy = Copy(page, Unit.UTF16)
    result = []
    for part in task["predictions"][0]["result"]:
        value = part["value"]
        label = value.get("labels", ["?"])[0]
        start, end = copy.back(value["start"]), copy.back(value["end"])
        changed = change(label, start, end) if part["type"] == "labels" else (label, start, end)
        if changed is None:
            continue
        value["start"], value["end"] = copy.there(changed[1]), copy.there(changed[2])
        if part["type"] == "labels":
            value |= {"labels": [changed[0]], "text": page[changed[1] : changed[2]]}
        result.append(part)
    task["annotations"] = [{"updated_at": "2", "result": result}, {"updated_at": "3", "was_cancelled": True}]
    place.write_text(json.dumps([task]), "utf-8")


def _correct_brat(path: Path, change: Callable[[str, int, int], tuple[str, int, int] | None]) -> None:
    page = path.with_suffix(".txt").read_bytes().decode()
    lines = []
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("T"):
            own, place, _ = line.split("\t")
            label, *spans = place.replace(";", " ").split(" ")
            changed = change(label, int(spans[0]), int(spans[-1]))
            if changed is None:
                continue
            label, start, end = changed
            lines.append(f"{own}\t{label} {start} {end}\t{page[start:end]}".replace("\n", " "))
        else:
            lines.append(line)
    path.write_text("\n".join(lines), "utf-8")


# --- there and back


@every_tool
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_comes_home_as_it_went(path: Path, tool: Tool, tmp_path: Path) -> None:
    gold = load_gold(path)
    (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / gold.page.name).write_bytes(gold.page.read_bytes())
    home = brought_home(sent_out(tmp_path / path.name, tool), tool, tmp_path / path.name)
    assert home == gold.document


@st.composite
def golds(draw: st.DrawFn) -> tuple[str, list[tuple[str, int, int]]]:
    page = draw(pages().filter(str.strip))
    ends = st.tuples(st.integers(0, len(page)), st.integers(0, len(page))).map(sorted)
    kinds = st.sampled_from((*FIELDS,))
    marks = draw(st.lists(st.builds(lambda kind, span: (kind, *span), kinds, ends), max_size=8))
    return page, [mark for mark in marks if mark[1] < mark[2]]


@every_tool
@settings(max_examples=60)
@given(made=golds())
def test_any_gold_comes_home_as_it_went(made: tuple[str, list[tuple[str, int, int]]], tool: Tool) -> None:
    """Whatever a page holds, and however its spans lie across each other, line breaks and blanks."""
    page, marks = made
    with tempfile.TemporaryDirectory() as folder:
        path = gold_in(Path(folder), page)
        document = json.loads(path.read_text("utf-8"))
        text = read(path.with_suffix(".txt"), "utf-8").text
        for n, (kind, start, end) in enumerate(marks, 1000):
            place = {"text": text[start:end], "span": [start, end]}
            if kind == "ignore":
                document["ignore"].append(place)
            elif place["text"]:
                values = {"amount": "3", "value": "5", "start": "2020-01-01", "name": "一座桥", "currency": "CNY"}
                document["records"].append({"id": f"{kind}-{n}", "type": kind, **place, **values})
        path.write_text(json.dumps(document), "utf-8")
        assert brought_home(sent_out(path, tool), tool, path) == json.loads(path.read_text("utf-8"))


def test_offsets_are_what_the_tool_counts(tmp_path: Path) -> None:
    """Over an astral character and over ``\\r\\n``, by hand."""
    gold = load_gold(gold_in(tmp_path))
    [task] = json.loads(export([gold], Tool.LABEL_STUDIO)[""])
    text = task["data"]["text"]
    assert "\r" not in text
    wide = text.encode("utf-16-le")
    regions = [part["value"] for part in task["predictions"][0]["result"] if part["type"] == "labels"]
    assert len(regions) == len(gold.document["records"]) + 1
    for value in regions:
        assert wide[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]
    first = next(value for value in regions if value["labels"] == ["MONEY"])
    assert (first["start"], first["end"]) == (7, 10)  # 𠮷 is two units
    line = json.loads(export([gold], Tool.DOCCANO)[""])
    assert [line["text"][s:e] for s, e, label in line["label"] if label == "MONEY"][:2] == ["2亿元", "3\n5亿元"]
    standoff = write_brat([task_of(gold, Unit.CODEPOINT)])[f"{NAME}.ann"]
    split = line["text"].index("3\n5亿元")
    assert f"\tMONEY {split} {split + 1};{split + 2} {split + 5}\t3 5亿元\n" in standoff


@given(page=pages(), unit=st.sampled_from(list(Unit)))
def test_every_offset_of_a_copy_finds_its_way_back(page: str, unit: Unit) -> None:
    copy = Copy(page, unit)
    inside = {at + 1 for at in range(len(page)) if page[at : at + 2] == "\r\n"}
    for at in {*range(len(page) + 1)} - inside:
        assert copy.back(copy.there(at)) == at
    assert "\r" not in copy.text
    assert not any(c in copy.text for c in "\x00\x07\x85\u2028\t")
    assert "  " not in copy.text
    if unit is Unit.UTF16:
        assert copy.there(len(page)) == len(copy.text.encode("utf-16-le")) // 2


def test_no_offset_lies_within_a_character() -> None:
    copy = Copy("𠮷3亿元", Unit.UTF16)
    for outside in (1, 6, 99):
        with pytest.raises(ValueError, match=str(outside)):
            copy.back(outside)


def test_what_a_record_says_can_be_written_and_read() -> None:
    fields = {"amount": "1200", "currency": "CNY", "per": "平方米"}
    assert understood(said(fields), "money", "x") == fields
    assert understood("amount = 3\ncurrency=USD;", "money", "x") == {"amount": "3", "currency": "USD"}
    with pytest.raises(UsageError, match="no field of money"):
        understood("amuont=3", "money", "x")
    assert understood("amount=3; low=1", "percent", "x") == {}  # said before the label was changed


# --- corrections


@every_tool
def test_a_span_that_was_moved_is_read_anew(tool: Tool, tmp_path: Path) -> None:
    """Gold that lost the 3 of 35亿元 at the end of a line."""
    gold = gold_in(tmp_path)
    document = json.loads(gold.read_text("utf-8"))
    [half] = [record for record in document["records"] if record["text"] == "3\r\n5亿元"]
    half |= {"text": "5亿元", "span": [half["span"][0] + 3, half["span"][1]], "amount": "500000000"}
    [fact] = [fact for fact in document["facts"] if fact["evidence"] == half["id"]]
    fact["value"] = "500000000"
    gold.write_text(json.dumps(document), "utf-8")
    place = sent_out(gold, tool)
    at = PAGE.replace("\r\n", "\n").index("5亿元")
    corrected(place, tool, lambda label, s, e: (label, s - 2 * (s == at), e))
    home = brought_home(place, tool, gold)
    before = {record["id"]: record for record in document["records"]}
    [moved] = [record for record in home["records"] if record != before[record["id"]]]
    assert (moved["id"], moved["text"], moved["reading"]) == (half["id"], "3\r\n5亿元", "35亿元")
    assert (moved["amount"], moved["rule"], moved["article"]) == ("3500000000", None, half["article"])
    told = {str(fact["evidence"]): fact["value"] for fact in home["facts"]}
    assert told[moved["id"]] == "3500000000"  # what the page says of the project goes with its evidence


@every_tool
def test_a_project_that_was_moved_keeps_its_facts(tool: Tool, tmp_path: Path) -> None:
    gold = gold_in(tmp_path)
    place = sent_out(gold, tool)
    at = PAGE.replace("\r\n", "\n").index("云渡大桥项目")
    corrected(place, tool, lambda label, s, e: (label, s, e - 2 * (s == at)))
    home = brought_home(place, tool, gold)
    [moved] = [record for record in home["records"] if record["span"][0] == PAGE.index("云渡大桥")]
    assert moved["name"] == "云渡大桥"
    assert {fact["project"] for fact in home["facts"]} == {"云渡大桥", "青岚水库项目"}
    assert len(home["facts"]) == len(json.loads(gold.read_text("utf-8"))["facts"])


@every_tool
def test_a_label_that_was_changed_is_read_as_that_kind(tool: Tool, tmp_path: Path) -> None:
    gold = gold_in(tmp_path)
    place = sent_out(gold, tool)
    corrected(place, tool, lambda label, s, e: ("IGNORE" if label == "PERCENT" else label, s, e))
    home = brought_home(place, tool, gold)
    assert [one["text"] for one in home["ignore"]] == ["𠮷", "３.５％"]
    assert not any(record["type"] == "percent" for record in home["records"])


@every_tool
def test_a_mark_that_was_taken_away_is_gone(tool: Tool, tmp_path: Path) -> None:
    gold = gold_in(tmp_path)
    before = json.loads(gold.read_text("utf-8"))
    place = sent_out(gold, tool)
    first = next(record for record in before["records"] if record["type"] == "money")
    corrected(place, tool, lambda label, s, e: None if label == "MONEY" and s == first["span"][0] else (label, s, e))
    home = brought_home(place, tool, gold)
    assert home["records"] == [record for record in before["records"] if record["id"] != first["id"]]
    assert all(fact["evidence"] != first["id"] for fact in home["facts"])


def _with_added(place: Path, tool: Tool, label: str, start: int, end: int) -> None:
    """A mark that a person draws, in the code points of the copy."""
    if tool is Tool.BRAT:
        page = (place / f"{NAME}.txt").read_bytes().decode()
        with (place / f"{NAME}.ann").open("a", encoding="utf-8") as stream:
            stream.write(f"T900\t{label} {start} {end}\t{page[start:end]}\n")
        return
    data = json.loads(place.read_text("utf-8"))
    if tool is Tool.DOCCANO:
        data["label"].append([start, end, label])
    else:
        copy = Copy(data[0]["data"]["text"], Unit.UTF16)
        value = {"start": copy.there(start), "end": copy.there(end), "labels": [label], "text": copy.text[start:end]}
        result = [*data[0]["predictions"][0]["result"], {"id": "aB3_x", "type": "labels", "value": value}]
        data[0]["annotations"] = [{"result": result}]
    place.write_text(json.dumps(data), "utf-8")


@every_tool
@pytest.mark.parametrize(
    ("words", "label", "expected"),
    [
        ("20亿元", "MONEY", {"amount": "2000000000", "currency": "CNY", "modifier": "about"}),
        ("5月", "DATE", {"start": "2020-05-01", "end": "2020-05-31", "precision": "month"}),
        ("水库  项目", "PROJECT", {"name": "水库项目"}),
        ("  项目同", "PROJECT", {"text": "项目同", "name": "项目同"}),
    ],
)
def test_a_mark_that_was_drawn_is_read(
    words: str, label: str, expected: dict[str, str], tool: Tool, tmp_path: Path
) -> None:
    gold = gold_in(tmp_path)
    document = json.loads(gold.read_text("utf-8"))
    document["records"] = [record for record in document["records"] if record["text"] != words]
    gold.write_text(json.dumps(document), "utf-8")
    place = sent_out(gold, tool)
    start = PAGE.replace("\r\n", "\n").index(words)
    _with_added(place, tool, label, start, start + len(words))
    home = brought_home(place, tool, gold)
    before = json.loads(gold.read_text("utf-8"))
    known = {record["id"] for record in before["records"]}
    [added] = [record for record in home["records"] if record["id"] not in known]
    assert {key: added[key] for key in expected} == expected
    assert added["text"] == PAGE[slice(*added["span"])]
    assert added["article"] == "a1"


def test_what_no_rule_reads_is_left_to_a_person(tmp_path: Path) -> None:
    gold = gold_in(tmp_path)
    place = sent_out(gold, Tool.DOCCANO)
    _with_added(place, Tool.DOCCANO, "MONEY", 1, 4)
    back = tmp_path / "home"
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / f"{NAME}.txt").write_bytes(PAGE.encode())
    runner = CliRunner()
    arguments = ["gold", "import", "--from", "doccano", str(place), "-o", str(back)]
    result = runner.invoke(app, arguments)
    assert result.exit_code == 0, result.stderr
    assert "1 added, 0 changed, 0 removed" in result.stderr
    assert "has no value yet" in result.stderr
    assert runner.invoke(app, arguments).exit_code == 2  # it is there already
    verified = runner.invoke(app, ["gold", "verify", str(back)])
    assert verified.exit_code == 1
    assert "has no value" in verified.stderr


def test_a_value_that_was_corrected_in_the_tool_is_golds(tmp_path: Path) -> None:
    gold = gold_in(tmp_path)
    for tool, there in ((Tool.LABEL_STUDIO, "export"), (Tool.BRAT, f"{NAME}.ann")):
        place = sent_out(gold, tool)
        file = gold.parent / "tool" / there
        text = file.read_text("utf-8")
        assert "amount=600000000" in text
        text = text.replace("amount=600000000", "amount=610000000").replace("modifier=under", "modifier=about")
        file.write_text(text.replace("T6 under", "T6 about"), "utf-8")
        changed = [r for r in brought_home(place, tool, gold)["records"] if r.get("amount") == "610000000"]
        assert [record["text"] for record in changed] == ["6亿元"]


def test_a_page_that_came_from_elsewhere_becomes_gold(tmp_path: Path) -> None:
    """A task that a team made of a page itself: no gold went out with it."""
    (tmp_path / f"{NAME}.txt").write_text("总投资2亿元。", "utf-8")
    line = {"text": "总投资2亿元。", "page": f"{NAME}.txt"}
    line["entities"] = [{"id": 4, "label": "money", "start_offset": 3, "end_offset": 6}]  # type: ignore[assignment]
    (tmp_path / "x.jsonl").write_text(json.dumps(line), "utf-8")
    [task] = tasks_in(tmp_path / "x.jsonl", Tool.DOCCANO)
    document = bring_home(task, Tool.DOCCANO, tmp_path / f"{NAME}.json", None, load()).document
    [record] = document["records"]
    assert (record["id"], record["amount"], document["published"]) == ("money-1", "200000000", "2020-09-08")


# --- what does not fit


@pytest.mark.parametrize(
    ("tool", "old", "new", "told"),
    [
        (Tool.LABEL_STUDIO, '"labels": [', '"labelled": [', "no export of Label Studio"),
        (Tool.LABEL_STUDIO, '"type": "labels"', '"type": "hypertextlabels"', "marks of a hypertextlabels control"),
        (Tool.LABEL_STUDIO, '"MONEY"', '"SUM"', "has the label 'SUM'"),
        (Tool.LABEL_STUDIO, '"start": 7', '"start": 6', "where the page has '团2亿元'|where the page has"),
        (Tool.LABEL_STUDIO, '"start": 0', '"start": 1', "which its text does not have"),
        (Tool.LABEL_STUDIO, "[", "{", "no export of Label Studio"),
        (Tool.LABEL_STUDIO, "amount=", "amont=", "no field of money"),
        (Tool.DOCCANO, "[6, 9,", "[6, 6,", "an empty mark MONEY"),
        (Tool.DOCCANO, "[6, 9,", "[6, 900,", "which its text does not have"),
        (Tool.DOCCANO, f'"{NAME}.txt"', f'"../{NAME}.txt"', "plain file name"),
        (Tool.DOCCANO, "的云渡大桥", "的青石大桥", "is not the page"),
        (Tool.BRAT, "MONEY 6 9", "MONEY 6 x", "is no standoff"),
        (Tool.BRAT, "MONEY 6 9", "MONEY 6 7;8 9", "out of its span"),
        (Tool.BRAT, "MONEY 6 9", "MONEY 5 9", "where the page has"),
    ],
)
def test_what_does_not_fit_is_an_error_with_its_cure(tool: Tool, old: str, new: str, told: str, tmp_path: Path) -> None:
    gold = gold_in(tmp_path)
    place = sent_out(gold, tool)
    file = place / f"{NAME}.ann" if tool is Tool.BRAT else place
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1 if old == "[" else -1), "utf-8")
    with pytest.raises(UsageError, match=told) as caught:
        brought_home(place, tool, gold)
    assert caught.value.fix


@pytest.mark.parametrize("tool", [Tool.LABEL_STUDIO, Tool.DOCCANO])
def test_lists_in_lists_without_end_are_no_export(tool: Tool, tmp_path: Path) -> None:
    (tmp_path / "export").write_text("[" * 100_000, "utf-8")
    with pytest.raises(UsageError, match="lists in lists without end"):
        tasks_in(tmp_path / "export", tool)


def test_lists_in_lists_without_end_are_no_gold_that_a_tool_carried(tmp_path: Path) -> None:
    gold = gold_in(tmp_path)
    place = sent_out(gold, Tool.BRAT)
    (place / f"{NAME}.gold").write_text("[" * 100_000, "utf-8")
    with pytest.raises(UsageError, match="lists in lists without end"):
        tasks_in(place, Tool.BRAT)
    line = json.loads(sent_out(gold, Tool.DOCCANO).read_text("utf-8")) | {"newsextract": "[" * 100_000}
    (tmp_path / "export").write_text(json.dumps(line), "utf-8")
    with pytest.raises(UsageError, match="lists in lists without end"):
        tasks_in(tmp_path / "export", Tool.DOCCANO)


def test_the_command_line_says_what_is_wrong(tmp_path: Path) -> None:
    gold = gold_in(tmp_path)
    runner = CliRunner()
    assert "unknown tool 'prodigy'" in runner.invoke(app, ["gold", "export", str(gold), "--to", "prodigy"]).stderr
    assert "name it: -o FOLDER" in runner.invoke(app, ["gold", "export", str(gold), "--to", "brat"]).stderr
    for tool in Tool:
        arguments = ["gold", "import", str(tmp_path / "none"), "--from", tool, "-o", str(tmp_path / "home")]
        result = runner.invoke(app, arguments)
        assert result.exit_code == 2
        assert "Traceback" not in result.stderr
    exported = runner.invoke(app, ["gold", "export", str(gold), "--to", "doccano"])
    assert json.loads(exported.stdout)["page"] == f"{NAME}.txt"


def test_two_golds_of_one_name_are_refused(tmp_path: Path) -> None:
    gold = load_gold(gold_in(tmp_path))
    with pytest.raises(UsageError, match="the name of another"):
        export([gold, Gold(tmp_path / "x" / gold.path.name, gold.page, gold.document, gold.source)], Tool.BRAT)


NO_LABELS: list[Any] = [
    ["a", "b", "MONEY"],
    [6.0, 9.0, "MONEY"],
    [False, True, "MONEY"],
    [None, 9, "MONEY"],
    [[6], 9, "MONEY"],
    [-1, 9, "MONEY"],
    [6, 10**30, "MONEY"],
    [9, 6, "MONEY"],
    [6, 9, 3],
    [6, 9, None],
    [6, 9, ["MONEY"]],
    [6, 9, "ıgnore"],
    [6, 9],
    [6, 9, "MONEY", "more"],
    [],
    "6 9 MONEY",
    None,
    7,
    {"start": 6, "end": 9},
]


@pytest.mark.parametrize("label", NO_LABELS, ids=str)
def test_a_malformed_label_of_doccano_is_told(label: Any, tmp_path: Path) -> None:
    place = sent_out(gold_in(tmp_path), Tool.DOCCANO)
    data = json.loads(place.read_text("utf-8"))
    for labels in ([*data["label"], label], label):
        if not labels:
            continue  # no labels at all: a page whose marks were taken away
        place.write_text(json.dumps(data | {"label": labels}), "utf-8")
        told_in_one_line(imported(place, Tool.DOCCANO, tmp_path), str(place), NAME)


def _region(**changes: Any) -> dict[str, Any]:
    return {"id": "x", "type": "labels", "value": {"start": 7, "end": 10, "labels": ["MONEY"], **changes}}


NO_REGIONS: list[Any] = [
    *(_region(start=start) for start in ("x", "7", 7.0, True, None, [7], -7, 10**30, 11)),
    *(_region(end=end) for end in ("x", 10.0, None, {})),
    *(_region(labels=labels) for labels in ("MONEY", None, [3], [None], [["MONEY"]], ["ıgnore"], 3)),
    *(_region(text=text) for text in (3, ["2亿元"], {}, "3亿元")),
    *({**_region(), "id": own} for own in (None, [], {}, 1.5)),
    *({**_region(), "type": kind} for kind in (None, 3, ["labels"], "textarea")),
    *({"id": "x", "type": "labels", "value": value} for value in (None, 3, "x", [], {})),
    {"id": "x", "type": "textarea", "value": {"text": 3}},
    {"id": "x", "type": "textarea", "value": {"text": [3]}},
    {"type": "labels", "value": _region()["value"]},
    {"id": "x", "type": "labels"},
    {},
    None,
    "x",
    [_region()],
]


@pytest.mark.parametrize("region", NO_REGIONS, ids=ascii)
def test_a_malformed_region_of_label_studio_is_told(region: Any, tmp_path: Path) -> None:
    place = sent_out(gold_in(tmp_path), Tool.LABEL_STUDIO)
    [task] = json.loads(place.read_text("utf-8"))
    task["annotations"] = [{"result": [*task["predictions"][0]["result"], region]}]
    place.write_text(json.dumps([task]), "utf-8")
    told_in_one_line(imported(place, Tool.LABEL_STUDIO, tmp_path), str(place), NAME)


@pytest.mark.parametrize(
    "change", [{"data": 3}, {"annotations": 3}, {"annotations": [7]}, {"annotations": [{"result": 3}]}]
)
def test_a_malformed_task_of_label_studio_is_told(change: Any, tmp_path: Path) -> None:
    place = sent_out(gold_in(tmp_path), Tool.LABEL_STUDIO)
    [task] = json.loads(place.read_text("utf-8"))
    for content in ([task | change], {"a": task | change}, task | change, 3, None):
        place.write_text(json.dumps(content), "utf-8")
        told_in_one_line(imported(place, Tool.LABEL_STUDIO, tmp_path), "is no export of Label Studio")


def told_in_one_line(result: Any, *places: str) -> None:
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    assert any(place in result.stderr for place in places)


def test_a_text_that_is_none_is_told(tmp_path: Path) -> None:
    place = sent_out(gold_in(tmp_path), Tool.LABEL_STUDIO)
    [task] = json.loads(place.read_text("utf-8"))
    task["data"]["text"] = 3
    place.write_text(json.dumps([task]), "utf-8")
    result = imported(place, Tool.LABEL_STUDIO, tmp_path)
    told_in_one_line(result, f"{place}: task 1: is no export of Label Studio: data.text")


def test_gold_that_a_tool_carried_may_have_been_spoiled(tmp_path: Path) -> None:
    gold = gold_in(tmp_path)
    place = sent_out(gold, Tool.BRAT)
    beside = place / f"{NAME}.gold"
    for content in ("[]", "3", '{"page": 3}', '{"document": []}', '{"document": {"source": 3}}', "{", ""):
        beside.write_text(content, "utf-8")
        told_in_one_line(imported(place, Tool.BRAT, tmp_path), str(beside))
    document = json.loads(gold.read_text("utf-8"))
    document["records"][0]["span"] = [5000, 5002]
    beside.write_text(json.dumps({"document": document}), "utf-8")
    told_in_one_line(imported(place, Tool.BRAT, tmp_path), "which is no stretch of a page")


@pytest.mark.parametrize(
    "name", ["a\0b.txt", "a\nb.txt", "\ud800.txt", "桥" * 200 + ".txt", "..", "a/b.txt"], ids=ascii
)
def test_a_name_that_no_file_can_have_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.txt").write_text("总投资2亿元。", "utf-8")
    carried = json.dumps({"name": name})
    for line in ({"page": name}, {"page": f"{NAME}.txt", "newsextract": carried}):
        (tmp_path / "export").write_text(json.dumps({"text": "总投资2亿元。", "label": [], **line}), "utf-8")
        told_in_one_line(imported(tmp_path / "export", Tool.DOCCANO, tmp_path), "plain file name")


def test_gold_that_a_person_wrote_comes_home_corrected(tmp_path: Path) -> None:
    """Without the kinds of its articles, and with a project that has no name yet."""
    gold = gold_in(tmp_path)
    document = json.loads(gold.read_text("utf-8"))
    for article in document["articles"]:
        del article["kind"]
    for record in document["records"]:
        record.pop("name", None)
    gold.write_text(json.dumps(document), "utf-8")
    place = sent_out(gold, Tool.DOCCANO)
    _with_added(place, Tool.DOCCANO, "MONEY", 6, 8)
    assert imported(place, Tool.DOCCANO, tmp_path).exit_code == 0


JUNK: list[Any] = [
    None,
    True,
    1.5,
    -1,
    7,
    10**30,
    "",
    "x",
    "\ud800",
    "2020-09-08",
    [],
    [[1]],
    ["x"],
    [1, 2],
    {},
    {"a": 1},
]


def _ways(given: Any, *above: Any) -> Iterator[tuple[Any, ...]]:
    inner = given.items() if isinstance(given, dict) else enumerate(given) if isinstance(given, list) else ()
    for key, value in inner:
        yield (*above, key)
        yield from _ways(value, *above, key)


def _spoil(given: Any, data: st.DataObject) -> None:
    """Put something else in the place of one value."""
    *way, last = data.draw(st.sampled_from([*_ways(given)]))
    for key in way:
        given = given[key]
    given[last] = data.draw(st.sampled_from(JUNK))


@every_tool
@settings(max_examples=60)
@given(data=st.data())
def test_an_export_is_read_or_told_whatever_stands_in_it(tool: Tool, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = sent_out(gold_in(Path(name)), tool)
        if tool is Tool.BRAT and data.draw(st.booleans()):
            file = place / f"{NAME}.ann"
            parts = re.split(r"([\t\n ;=]+)", file.read_text("utf-8"))
            parts[data.draw(st.integers(0, len(parts) - 1))] = data.draw(st.sampled_from(JUNK).map(ascii) | st.text())
            file.write_bytes("".join(parts).encode("utf-8", "replace"))
        else:
            file = place / f"{NAME}.gold" if tool is Tool.BRAT else place
            given = json.loads(file.read_text("utf-8"))
            if tool is Tool.DOCCANO and data.draw(st.booleans()):
                carried = json.loads(given["newsextract"])
                _spoil(carried, data)
                given["newsextract"] = json.dumps(carried)
            else:
                _spoil(given, data)
            file.write_text(json.dumps(given), "utf-8")
        result = imported(place, tool, Path(name))
        assert result.exit_code in (0, 2, 4)  # 4: the page cannot be read in the encoding that its gold names


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("garbage", "is no standoff: 'garbage'"),
        ("Tgarbage", "is no standoff: 'Tgarbage'"),
        ("\ufeffT1\tMONEY 6 9\t2亿元", "is no standoff"),
        ("A1 modifier", "is no standoff: 'A1 modifier'"),
        ("# a note", "is no standoff: '# a note'"),
        ("R1 OVERLAP", "is no standoff: 'R1 OVERLAP'"),
        ("T1\tMONEY 6 9\t2亿元", "has T1 a second time"),
    ],
)
def test_a_line_that_is_no_standoff_takes_no_mark_away(line: str, told: str, tmp_path: Path) -> None:
    place = sent_out(gold_in(tmp_path), Tool.BRAT)
    standoff = place / f"{NAME}.ann"
    number = standoff.read_text("utf-8").count("\n") + 1
    with standoff.open("a", encoding="utf-8") as stream:
        stream.write(f"{line}\n")
    result = imported(place, Tool.BRAT, tmp_path)
    assert result.exit_code == 2
    assert f"{standoff}:{number}: {told}" in result.stderr
    assert result.stderr.count("\n") == 1


def test_all_standoff_of_brat_is_read(tmp_path: Path) -> None:
    """What gold has no use for, and blank lines and the line ends of Windows."""
    gold = gold_in(tmp_path)
    place = sent_out(gold, Tool.BRAT)
    standoff = place / f"{NAME}.ann"
    more = "R1\tOVERLAP Arg1:T1 Arg2:T2\t\n*\tEquiv T1 T2\nE1\tMONEY:T1\nM1\tNegation E1\nN1\tReference T1 W:1\t桥\n\n"
    standoff.write_bytes((standoff.read_text("utf-8") + more).replace("\n", "\r\n").encode())
    assert brought_home(place, Tool.BRAT, gold) == json.loads(gold.read_text("utf-8"))


def test_an_ann_that_is_no_text_is_named(tmp_path: Path) -> None:
    place = sent_out(gold_in(tmp_path), Tool.BRAT)
    (place / f"{NAME}.ann").write_bytes(b"\xff\xfe\x00")
    result = imported(place, Tool.BRAT, tmp_path)
    assert result.exit_code == 2
    assert f"{place / NAME}.ann: cannot be read" in result.stderr


def test_gold_that_came_back_without_its_ann_is_named(tmp_path: Path) -> None:
    place = sent_out(gold_in(tmp_path), Tool.BRAT)
    for end in ("ann", "gold", "txt"):
        (place / f"second.{end}").write_bytes((place / f"{NAME}.{end}").read_bytes())
    (place / "second.ann").unlink()
    told = f"{place / 'second.gold'}: left out: its second.ann is not there"
    result = imported(place, Tool.BRAT, tmp_path)
    assert result.exit_code == 0
    assert told in result.stderr
    assert [path.name for path in (tmp_path / "home").glob("*")] == [f"{NAME}.json"]
    (place / f"{NAME}.ann").unlink()
    result = imported(place, Tool.BRAT, tmp_path, "--force")
    assert result.exit_code == 2
    assert told in result.stderr
    assert "holds no page" in result.stderr


def imported(place: Path, tool: Tool, pages: Path, *more: str) -> Any:
    """``gold import`` into ``home`` beside the export; it may end in an exit code, and in nothing else."""
    home = place.parent / "home"
    given = ["gold", "import", str(place), "--from", tool, "-o", str(home), "--pages", str(pages), *more]
    result = CliRunner().invoke(app, given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("tool", [Tool.LABEL_STUDIO, Tool.DOCCANO])
def test_a_page_that_comes_twice_is_refused(tool: Tool, tmp_path: Path) -> None:
    """One annotator took the last mark away and another the first: neither may be dropped for the other."""
    place = sent_out(gold_in(tmp_path), tool)
    if tool is Tool.DOCCANO:
        one, other = (json.loads(place.read_text("utf-8")) for _ in range(2))
        one["label"].pop()
        other["label"].pop(0)
        place.write_text(f"{json.dumps(one)}\n\n{json.dumps(other)}\n", "utf-8")
    else:
        place.write_text(json.dumps(json.loads(place.read_text("utf-8")) * 2), "utf-8")
    result = imported(place, tool, tmp_path, "--force")
    first, second = (f"{place}:1", f"{place}:3") if tool is Tool.DOCCANO else (f"{place}: task 1", f"{place}: task 2")
    assert result.exit_code == 2
    assert f"{second}: brings {NAME}.txt again, after {first}" in result.stderr
    assert "newsextract gold diff" in result.stderr
    assert not [*(place.parent / "home").glob("*")]


def test_two_pages_whose_gold_has_one_name_are_refused(tmp_path: Path) -> None:
    for name in ("x.txt", "x.md"):
        (tmp_path / name).write_text("总投资2亿元。", "utf-8")
    lines = [json.dumps({"text": "总投资2亿元。", "page": name, "label": []}) for name in ("x.txt", "x.md")]
    (tmp_path / "export").write_text("\n".join(lines), "utf-8")
    result = imported(tmp_path / "export", Tool.DOCCANO, tmp_path)
    assert result.exit_code == 2
    assert f"export:2: brings x.md, whose gold has the name of that of x.txt ({tmp_path / 'export'}:1)" in result.stderr
    assert not [*(tmp_path / "home").glob("*")]


def test_two_golds_of_one_page_both_come_home(tmp_path: Path) -> None:
    """They have names of their own, so neither is lost."""
    gold = gold_in(tmp_path)
    (tmp_path / "second.json").write_bytes(gold.read_bytes())
    golds = [load_gold(path, tmp_path) for path in (gold, tmp_path / "second.json")]
    for tool in Tool:
        place = tmp_path / tool / "out"
        place.mkdir(parents=True)
        for name, content in export(golds, tool).items():
            (place / (name or "export")).write_bytes(content.encode())
        given = place if tool is Tool.BRAT else place / "export"
        assert imported(given, tool, tmp_path).exit_code == 0
        assert {path.stem for path in given.parent.joinpath("home").glob("*.json")} == {NAME, "second"}


def test_the_documented_setup_names_what_is_written() -> None:
    guide = (ROOT / "docs" / "gold.md").read_text("utf-8")
    assert all(f'<Label value="{label}"' in guide for label in LABELS)
    assert '<Labels name="label" toName="text">' in guide
    assert '<TextArea name="fields" toName="text" perRegion="true"' in guide
