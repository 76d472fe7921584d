"""Gold files themselves: what verify finds in broken ones, and how far two annotators agree."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import newsextract
from newsextract.cli import app
from newsextract.quality.goldfiles import open_gold
from newsextract.quality.verify import inconsistencies, verify

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLD = [*sorted((ROOT / "samples").glob("*.json")), *sorted((SHARED / "gold").glob("*.json"))]
NAME = "2020-09-08"
PAGE = (
    "云渡大桥项目开工\n\n本报讯 总投资2亿元的云渡大桥项目去年5月开工，该项目由云渡路桥公司承建。"
    "青岚水库项目计划投资3—5亿元，占地20亩，同比增长3.5%。\n"
)

Json = dict[str, Any]


def written(folder: Path, document: Json, page: str = PAGE, name: str = NAME) -> Path:
    (folder / f"{name}.txt").write_text(page, "utf-8")
    path = folder / f"{name}.json"
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return path


def found(folder: Path, page: str = PAGE, name: str = NAME) -> Json:
    (folder / f"{name}.txt").write_text(page, "utf-8")
    document = newsextract.parse_file(folder / f"{name}.txt")
    return document.model_copy(update={"rejects": ()}).model_dump(mode="json")


def verified(*paths: Path) -> Any:
    result = CliRunner().invoke(app, ["gold", "verify", *map(str, paths)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def of(document: Json, kind: str, nth: int = 0) -> Json:
    record: Json = [record for record in document["records"] if record["type"] == kind][nth]
    return record


def fact(document: Json, field: str) -> Json:
    one: Json = next(fact for fact in document["facts"] if fact["field"] == field)
    return one


# --- verify


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_of_this_project_has_no_fault(path: Path) -> None:
    assert verify(open_gold(path)) == []


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_a_draft_has_no_fault(path: Path, tmp_path: Path) -> None:
    """What newsextract writes keeps the laws and the formats that people are asked to keep."""
    page = open_gold(path).page
    (tmp_path / page.name).write_bytes(page.read_bytes())
    document = newsextract.parse_file(page).model_dump(mode="json")
    draft = tmp_path / "draft.json"
    draft.write_text(json.dumps(document), "utf-8")
    assert verify(open_gold(draft)) == []


BROKEN: dict[str, tuple[Callable[[Json], object], str]] = {
    "another page": (lambda d: d["source"].update(sha256="0" * 64), "was made of another 2020-09-08.txt"),
    "another length": (lambda d: d["source"].update(characters=9), "says 9 characters, but the page has"),
    "another schema": (lambda d: d.update(schema="newsextract/0"), "is of schema 'newsextract/0'"),
    "a day that is none": (lambda d: d.update(published="2020-9-8"), "published"),
    "a span beside its text": (lambda d: of(d, "money").update(span=[3, 6]), "says '2亿元' at 3–6, where the page has"),
    "a span outside": (lambda d: of(d, "money").update(span=[300, 303]), "which is no stretch of a page"),
    "a span turned round": (lambda d: of(d, "money").update(span=[9, 6]), "which is no stretch of a page"),
    "a negative span": (lambda d: of(d, "money").update(span=[-3, 2]), "greater than or equal to 0"),
    "an ignored span": (lambda d: d.update(ignore=[{"text": "当年", "span": [0, 2]}]), "ignore|当年"),
    "ignored and a record": (
        lambda d: d.update(ignore=[{"text": "2亿元", "span": of(d, "money")["span"]}]),
        "is a record, and in ignore as well",
    ),
    "no value": (lambda d: of(d, "money").pop("amount"), "money-1 has no value: give it amount, or low and high"),
    "no days": (lambda d: of(d, "date").update(start=None, end=None), "has no value: give it start and end"),
    "no name": (lambda d: of(d, "project").pop("name"), "has no value: give it name"),
    "a number, no string": (lambda d: of(d, "money").update(amount=200000000), "its amount 200000000 is no decimal"),
    "an exponent": (lambda d: of(d, "money").update(amount="2E+8"), "its amount '2E+8' is no decimal"),
    "a float": (lambda d: of(d, "percent").update(value=3.5), "its value 3.5 is no decimal"),
    "a sum and a range": (lambda d: of(d, "money").update(low="1"), "a value and a range exclude each other"),
    "a range turned round": (lambda d: of(d, "money", 1).update(low="9000000000"), "low is above high"),
    "no code of ISO 4217": (lambda d: of(d, "money").update(currency="RMB"), "its currency 'RMB' is no code of ISO"),
    "a misspelt key": (lambda d: d.update(ignores=[]), "has 'ignores', which nobody reads: did you mean 'ignore'?"),
    "a currency": (lambda d: of(d, "money").update(currency="元"), "its currency '元' is no code of ISO 4217"),
    "a modifier": (lambda d: of(d, "money").update(modifier="circa"), "its modifier 'circa' will not do"),
    "a unit": (lambda d: of(d, "percent").update(unit="%"), "its unit '%' will not do"),
    "a direction": (lambda d: of(d, "percent").update(direction="up"), "its direction 'up' will not do"),
    "a basis": (lambda d: of(d, "percent").update(basis="year"), "its basis 'year' will not do"),
    "a field that is none": (lambda d: of(d, "money").update(amuont="3"), "amuont is no field of it"),
    "a date turned round": (lambda d: of(d, "date").update(start="2020-06-01"), "the end lies before the start"),
    "a date in other digits": (lambda d: of(d, "date").update(end="2019-5-31"), "its end '2019-5-31' is no day"),
    "a day of no calendar": (lambda d: of(d, "date").update(end="2019-05-32"), "its end '2019-05-32' is no day"),
    "a reading that inserts": (
        lambda d: of(d, "money").update(reading="2.5亿元"),
        "its reading '2.5亿元' holds what its text does not",
    ),
    "a name beside its span": (
        lambda d: [r.update(name="云渡二桥项目") for r in d["records"] if r["id"] == "project-2"],
        "line 3: project-2 “云渡大桥项目”: its name '云渡二桥项目' is not what its span says",
    ),
    "two of one id": (lambda d: of(d, "money", 1).update(id="money-1"), "the id money-1 is of 2 records"),
    "one across another": (
        lambda d: d["records"].append({**of(d, "money"), "id": "money-9", "span": [19, 21], "text": PAGE[19:21]}),
        "lies across money-1, a money as well|lies across",
    ),
    "a mention beside its text": (
        lambda d: d["records"][0].update(mentions=[{"text": "该项目", "span": [0, 3]}]),
        "its mentions says '该项目' at 0–3, where the page has '云渡大'",
    ),
    "a mention of no project": (
        lambda d: d["records"][0].update(mentions=[{"text": "云渡大", "span": [0, 3], "record": "money-1"}]),
        "its mentions points at money-1, which is no project",
    ),
    "an owner beside its text": (
        lambda d: of(d, "project").update(owner={"text": "某公司", "span": [0, 3]}),
        "its owner says '某公司'",
    ),
    "a fact of nobody": (lambda d: d["facts"][0].update(project="西湖大桥"), "no record has that project for its name"),
    "a fact of no field": (lambda d: d["facts"][0].update(field="colour"), "facts.0.field"),
    "a fact of no sum": (
        lambda d: fact(d, "total_investment").update(value="2亿元"),
        "the fact total_investment of 云渡大桥项目: '2亿元' is no decimal",
    ),
    "a fact of no status": (lambda d: fact(d, "status").update(value="begun"), "'begun' is no status: planned, signed"),
    "a fact of one day": (lambda d: fact(d, "start_date").update(value="2019-05-01"), "are no days: write start/end"),
    "a fact that ends early": (
        lambda d: fact(d, "start_date").update(value="2019-05-31/2019-05-01"),
        "ends before it starts",
    ),
    "an area in two words": (lambda d: fact(d, "area").update(value="20 亩"), "'20 亩' is no area"),
    "a fact of no record": (lambda d: d["facts"][0].update(record="project-77"), "its record project-77 is no project"),
    "a fact of another record": (
        lambda d: d["facts"][0].update(record=of(d, "project", 2)["id"]),
        "its record project-3 is 青岚水库项目",
    ),
    "evidence that is none": (
        lambda d: d["facts"][0].update(evidence="money-77"),
        "its evidence money-77 is no record",
    ),
    "evidence outside": (lambda d: d["facts"][0].update(evidence=[300, 301]), "its evidence 300–301 is no stretch"),
    "a fact told twice": (lambda d: d["facts"].append(dict(d["facts"][0])), "is told 2 times"),
    "a piece outside": (lambda d: d["articles"][0].update(pieces=[[10, 500]]), "10–500 is no stretch of the page"),
    "pieces out of order": (
        lambda d: d["articles"][0].update(pieces=[[30, 60], [10, 30]]),
        "its pieces are not in the order of the page",
    ),
    "pieces across each other": (
        lambda d: d["articles"][0].update(pieces=[[10, 40], [30, 80]]),
        "lie across each other at 30–40",
    ),
    "a kind of article": (lambda d: d["articles"][0].update(kind="novel"), "article a1: its kind 'novel' will not do"),
    "another headline": (
        lambda d: d["articles"][0].update(headline="云渡大桥停工", headline_span=[0, 8]),
        "its headline '云渡大桥停工' is not what its span says",
    ),
    "two articles of one id": (lambda d: d["articles"].append(d["articles"][0]), "the id a1 is of 2 articles"),
    "a record elsewhere": (lambda d: of(d, "money").update(article="a7"), "says that it stands in a7, and does not"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_broken_gold_is_told_what_is_wrong(fault: str, tmp_path: Path) -> None:
    document = found(tmp_path)
    assert verified(written(tmp_path, document)).exit_code == 0
    change, told = BROKEN[fault]
    change(document)
    path = written(tmp_path, document)
    result = verified(path)
    assert result.exit_code == 1
    assert any(one in result.stderr for one in told.split("|")), result.stderr
    assert str(path) in result.stderr


def test_every_fault_of_every_file_is_told(tmp_path: Path) -> None:
    document = found(tmp_path)
    for record in document["records"]:
        record["reading"] = "x"
    written(tmp_path, document)
    (tmp_path / "other.json").write_text("[]")
    result = verified(tmp_path)
    assert result.stderr.count("holds what its text does not") == len(document["records"])
    assert "other.json: is no gold document" in result.stderr
    assert f"2 gold files, {len(document['records']) + 1} faults" in result.stderr


def test_a_page_that_cannot_be_read_is_a_fault_among_others(tmp_path: Path) -> None:
    first = found(tmp_path)
    written(tmp_path, {**first, "source": {"name": "a.txt"}}, name="a")
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    of(first, "money").update(currency="RMB")
    written(tmp_path, first, name="b")
    result = verified(tmp_path)
    assert result.exit_code == 1
    assert f"{tmp_path / 'a.txt'}: " in result.stderr
    assert "its currency 'RMB'" in result.stderr
    assert "2 gold files, 2 faults" in result.stderr


def test_money_of_a_currency_without_a_rule_is_gold(tmp_path: Path) -> None:
    document = found(tmp_path)
    of(document, "money").update(currency="KES")
    assert verified(written(tmp_path, document)).exit_code == 0


# --- what cannot be used


def with_gold(gold: Path, good: Path) -> dict[str, tuple[int, Any]]:
    """Every command that reads gold, with the exit code that it gives gold which cannot be used."""
    page = gold.parent / f"{NAME}.txt"
    commands: dict[str, tuple[int, list[str | Path]]] = {
        "verify": (1, ["gold", "verify", gold]),
        "check": (2, ["check", gold]),
        "diff": (2, ["gold", "diff", good, gold]),
        "export": (2, ["gold", "export", gold, "--to", "doccano"]),
        "report": (2, ["report", page, "--gold", gold, "-o", gold.parent / "report.html"]),
    }
    runner = CliRunner()
    return {name: (code, runner.invoke(app, [*map(str, given)])) for name, (code, given) in commands.items()}


def is_told(result: Any, code: int, *told: str) -> None:
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code
    faults = [line for line in result.stderr.splitlines() if "fault" not in line]
    assert len(faults) == 1, result.stderr
    assert all(one in faults[0] for one in told), result.stderr


DEEP = {
    "lists": "[" * 100_000,
    "lists that end": "[" * 100_000 + "]" * 100_000,
    "tables": '{"a":' * 100_000,
    "lists that Python still reads": '{"source": ' + "[" * 300 + "]" * 300 + "}",
}


@pytest.mark.parametrize("deep", DEEP)
def test_lists_in_lists_without_end_are_no_gold(deep: str, tmp_path: Path) -> None:
    good, path = written(tmp_path, found(tmp_path)), tmp_path / "deep.json"
    path.write_text(DEEP[deep], "utf-8")
    for code, result in with_gold(path, good).values():
        is_told(result, code, str(path), "is no gold document: lists in lists without end")


NO_SPANS: list[Any] = [["1", 2], [1.0, 3.0], [True, 3], [1], [1, 2, 3], [None, 2], "12", 7, {"start": 1, "end": 2}]
SPANS: dict[str, Callable[[Json, Any], object]] = {
    "records.0.span": lambda d, span: d["records"][0].update(span=span),
    "ignore.0.span": lambda d, span: d.update(ignore=[{"text": "云", "span": span}]),
    "facts.0.evidence": lambda d, span: d["facts"][0].update(evidence=span if span != "12" else 12),
    "articles.0.pieces.0": lambda d, span: d["articles"][0].update(pieces=[span]),
    "articles.0.headline_span": lambda d, span: d["articles"][0].update(headline_span=span),
}


@pytest.mark.parametrize("span", NO_SPANS, ids=str)
@pytest.mark.parametrize("place", SPANS)
def test_a_span_is_two_whole_numbers(place: str, span: object, tmp_path: Path) -> None:
    document = found(tmp_path)
    good = written(tmp_path, document)
    SPANS[place](document, span)
    path = tmp_path / "other.json"
    path.write_text(json.dumps(document), "utf-8")
    for code, result in with_gold(path, good).values():
        is_told(result, code, str(path), place)


@pytest.mark.parametrize("span", NO_SPANS, ids=str)
def test_the_span_of_a_quote_is_two_whole_numbers(span: object, tmp_path: Path) -> None:
    document = found(tmp_path)
    of(document, "project").update(owner={"text": "云渡路桥公司", "span": span})
    result = verified(written(tmp_path, document))
    assert result.exit_code == 1
    assert "its owner.span" in result.stderr


def test_a_piece_outside_of_the_page_is_no_character_of_it(tmp_path: Path) -> None:
    """Verify tells it; where the page is scored, it is an article that was not found."""
    document = found(tmp_path)
    good = written(tmp_path, document)
    document["articles"][0]["pieces"] = [[10, 10**12]]
    path = tmp_path / "other.json"
    path.write_text(json.dumps(document), "utf-8")
    codes = {name: result.exit_code for name, (_, result) in with_gold(path, good).items()}
    assert codes == {"verify": 1, "check": 0, "diff": 0, "export": 0, "report": 0}


JUNK: list[Any] = [None, True, 1.5, -1, 10**30, "", "x", "1599523200", "\ud800", [], [[1]], ["x"], {}, {"a": [1]}]


def places(given: Any, *above: Any) -> Iterator[tuple[Any, ...]]:
    """The way to each value within a document."""
    inner = given.items() if isinstance(given, dict) else enumerate(given) if isinstance(given, list) else ()
    for key, value in inner:
        yield (*above, key)
        yield from places(value, *above, key)


@settings(max_examples=120)
@given(data=st.data())
def test_gold_is_used_or_told_whatever_stands_in_it(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        document = found(folder)
        good = written(folder, document)
        document["ignore"] = [{"text": "云", "span": [0, 1]}]
        *way, last = data.draw(st.sampled_from([*places(document)]))
        target = document
        for key in way:
            target = target[key]
        target[last] = data.draw(st.sampled_from(JUNK))
        path = folder / "other.json"
        path.write_text(json.dumps(document), "utf-8")
        for _, result in with_gold(path, good).values():
            assert result.exception is None or isinstance(result.exception, SystemExit), result.exception


def test_what_pages_disagree_on_is_a_note(tmp_path: Path) -> None:
    one, other = found(tmp_path), found(tmp_path, name="2021-09-08")
    of(other, "money")["amount"] = "20000000"
    paths = written(tmp_path, one), written(tmp_path, other, name="2021-09-08")
    result = verified(tmp_path)
    assert result.exit_code == 0
    assert "money “2亿元” is 200000000 CNY (2020-09-08.json, line 3: money-1), and 20000000 CNY (2021" in result.stderr
    assert list(inconsistencies([open_gold(paths[0])])) == []


# --- diff


def compared(*arguments: str | Path) -> Any:
    result = CliRunner().invoke(app, ["gold", "diff", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_two_annotators_are_compared_type_by_type(tmp_path: Path) -> None:
    document = found(tmp_path)
    path = written(tmp_path, document)
    of(document, "money")["amount"] = "20000000"  # another value
    of(document, "date").update(span=[29, 31], text="5月")  # another span
    document["records"].remove(of(document, "percent"))  # one has it, the other has not
    other = tmp_path / "other.json"
    other.write_text(json.dumps(document), "utf-8")
    result = compared(path, other)
    assert result.exit_code == 0
    assert "2020-09-08.txt:3: money: 2亿元\n    A   200000000 CNY\n    B   20000000 CNY\n" in result.stdout
    assert "A   2019-05-01/2019-05-31 ‹去年5月›\n    B   2019-05-01/2019-05-31 ‹5月›" in result.stdout
    assert "percent: 3.5%\n    A   3.5 percent increase yoy\n    B   –\n    in  " in result.stdout
    table = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines()[-7:]}
    assert table["money"] == ["2", "2", "2", "1.000", "0.500", "0.500", "0.500", "1.000"]
    assert table["date"][:6] == ["1", "1", "0", "0.000", "1.000", "0.000"]
    assert table["percent"][:4] == ["1", "0", "0", "0.000"]
    assert table["project"][3:7] == ["1.000", "1.000", "1.000", "–"]


def test_kappa_is_counted_by_character(tmp_path: Path) -> None:
    """By hand: A marks 4 of them as a date, B the last 2 of these."""
    document = found(tmp_path)
    path = written(tmp_path, document)
    printed = sum(not c.isspace() for c in PAGE)
    of(document, "date").update(span=[29, 31], text="5月")
    other = tmp_path / "other.json"
    other.write_text(json.dumps(document), "utf-8")
    kappa = json.loads(compared(path, other, "-f", "json").stdout)["kappa"]
    one, two = 4 / printed, 2 / printed
    chance = one * two + (1 - one) * (1 - two)
    assert kappa["date"] == pytest.approx(((printed - 2) / printed - chance) / (1 - chance))
    assert kappa["money"] == 1.0


def test_what_either_leaves_out_counts_for_neither(tmp_path: Path) -> None:
    document = found(tmp_path)
    percent = of(document, "percent")
    with_it, without = dict(document), dict(document)
    without["records"] = [record for record in document["records"] if record is not percent]
    without["ignore"] = [{"text": percent["text"], "span": percent["span"]}]
    path = written(tmp_path, with_it)
    other = tmp_path / "other.json"
    other.write_text(json.dumps(without), "utf-8")
    for pair in ((path, other), (other, path)):
        data = json.loads(compared(*pair, "-f", "json").stdout)
        assert data["scores"]["percent.span"] == {"a": 0, "b": 0, "both": 0, "f1": 0.0}
        assert data["disagreements"] == []
        assert data["kappa"]["percent"] is None


def test_folders_are_compared_name_by_name(tmp_path: Path) -> None:
    folders = tmp_path / "a", tmp_path / "b"
    for folder in folders:
        folder.mkdir()
        written(folder, found(folder))
        written(folder, found(folder, name=f"{folder.name}-2021-01-01"), name=f"{folder.name}-2021-01-01")
    result = compared(*folders)
    assert result.exit_code == 0
    assert result.stderr.count("only one of them has it") == 2
    assert "money        2     2     2   1.000  1.000  1.000" in result.stdout
    assert compared(folders[0] / f"{NAME}.json", folders[1] / "b-2021-01-01.json").exit_code == 0
    (tmp_path / "c").mkdir()
    written(tmp_path / "c", found(tmp_path / "c", "另有3亿元。"), "另有3亿元。")
    assert "is gold of another page" in compared(folders[0], tmp_path / "c").stderr
