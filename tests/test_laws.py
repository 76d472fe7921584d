"""The six laws of the document, over every page there is and over pages that hypothesis composes.

1 the page is the witness · 2 a repair deletes or swaps · 3 numbers are decimals · 4 the same every day · 5 nothing is
dropped in silence · 6 a gold file is a document.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import unicodedata
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import newsextract
from composed import DAYS, SHARES, SUMS, pages
from newsextract.context import Refusal
from newsextract.layout import Block, cut
from newsextract.pipeline import lay_out, outcomes
from newsextract.records import KINDS, Document
from newsextract.repair import repair

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
SHARED = sorted((ROOT.parent / "shared" / "pages").glob("*.txt"))
every_page = pytest.mark.parametrize("path", [*SAMPLES, *SHARED], ids=lambda path: path.stem)
DAY = "2020-09-08"

# Pages that once broke a law.
BROKEN = (
    "总投资1亿元\u200b",
    "\u200b\n总投资1亿元。\n\u200b",
    "\u200b",
    "\x07总投资1亿元\x07",
    "投资1" + "亿" * 3000 + "元",
    "投资" + "1亿" * 3000 + "元",
    "8500万等12个重点项目。",
    "总投资\r1亿元。\r今年\r",
    "总投资\u20281亿元。\u2029今年\x85建成",
    "",
    " \n\n ",
)


def named(test):  # type: ignore[no-untyped-def]
    for text in BROKEN:
        test = example(text)(test)
    return test


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def published(path: Path) -> str:
    """The day of a page; it does not matter to a law which day it is."""
    found = re.search(r"\d{4}-\d\d-\d\d", path.name)
    return found.group() if found else DAY


def surface(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not _noise(c))


def _noise(c: str) -> bool:
    return c.isspace() or unicodedata.category(c) in ("Cc", "Cf")


# --- 1: the page is the witness


def check_witness(text: str, document: Document) -> None:
    for record in (*document.records, *document.rejects):
        start, end = record.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == record.text
        assert not _noise(text[start])
        assert not _noise(text[end - 1])
    for record in document.records:
        assert surface(record.reading) == surface(record.text)
        assert record.article is None or record.article in {article.id for article in document.articles}
        # one record of a kind does not stand on another's characters
    for kind in KINDS:
        spans = sorted(record.span for record in document.records if record.type == kind)
        assert all(a[1] <= b[0] for a, b in pairwise(spans)), kind
    assert document.source.characters == len(text)
    for article in document.articles:
        spans = sorted([*article.pieces, *([article.headline_span] if article.headline_span else [])])
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        assert (article.headline is None) == (article.headline_span is None)
        if article.headline_span:
            assert surface(text[slice(*article.headline_span)]) == surface(article.headline or "")
    ids = [record.id for record in document.records]
    for fact in document.facts:
        assert fact.record is None or fact.record in ids
        assert fact.value
        if isinstance(fact.evidence, str):
            assert fact.evidence in ids
        elif fact.evidence is not None:
            assert surface(text[slice(*fact.evidence)])
    assert len(set(ids)) == len(ids)
    assert list(document.records) == sorted(document.records, key=lambda r: (r.span, KINDS.index(r.type)))


@every_page
def test_the_page_is_the_witness(path: Path) -> None:
    document = newsextract.parse(read(path), published=published(path))
    assert document.records
    check_witness(read(path), document)


@named
@given(pages())
@settings(max_examples=250, deadline=None)
def test_a_composed_page_is_the_witness(text: str) -> None:
    check_witness(text, newsextract.parse(text, published=DAY))


# --- 2: a repair deletes or swaps, and never inserts


def check_repair(text: str) -> None:
    clean = lay_out(text).clean
    origins = [clean.raw_offset(at) for at in range(len(clean.text))]
    assert all(a < b for a, b in pairwise(origins))
    for c, origin in zip(clean.text, origins, strict=True):
        raw = text[origin]
        # the character itself, its narrow form, the wide form of a mark, or one blank for another
        assert raw == c or unicodedata.normalize("NFKC", raw) == c or unicodedata.normalize("NFKC", c) == raw or (
            _noise(raw) and c in " \n\t"
        ), (raw, c)  # fmt: skip
        assert clean.clean_offset(origin) == clean.text.index(c, clean.clean_offset(origin))
    kept = set(origins)
    assert all(_noise(c) for at, c in enumerate(text) if at not in kept), "only blanks are deleted"


@every_page
def test_a_repair_never_inserts(path: Path) -> None:
    check_repair(read(path))


@named
@given(pages())
@settings(max_examples=250, deadline=None)
def test_a_repair_of_a_composed_page_never_inserts(text: str) -> None:
    check_repair(text)


def again(text: str) -> tuple[str, str]:
    """Repair a page, and then what came out, its blocks kept."""
    blocks = cut(text)
    once = repair(text, blocks).text
    kept, at = [], 0
    for block, line in zip(blocks, once.split("\n"), strict=True):
        kept.append(Block(at, at + len(line), block.head, 1, cells=block.cells))
        at += len(line) + 1
    return once, repair(once, kept).text


@every_page
def test_a_repaired_page_needs_no_repair(path: Path) -> None:
    once, twice = again(read(path))
    assert once == twice


@named
@given(pages())
@settings(max_examples=200, deadline=None)
def test_a_repaired_composed_page_needs_no_repair(text: str) -> None:
    assume(surface(text))
    once, twice = again(text)
    assert once == twice


# --- 3: numbers are decimals


def check_numbers(document: Document) -> None:
    for record, dumped in zip(document.records, json.loads(document.model_dump_json())["records"], strict=True):
        for name in ("amount", "value", "low", "high"):
            if dumped.get(name) is not None:
                assert isinstance(dumped[name], str)
                assert re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", dumped[name])
                number = getattr(record, name)
                assert isinstance(number, Decimal)
                assert Decimal(dumped[name]) == number


@every_page
def test_amounts_are_plain_decimal_strings(path: Path) -> None:
    document = newsextract.parse(read(path), published=published(path))
    check_numbers(document)
    assert Document.model_validate_json(document.model_dump_json()) == document


@named
@given(pages())
@settings(max_examples=200, deadline=None)
def test_amounts_of_composed_pages_are_plain_decimal_strings(text: str) -> None:
    document = newsextract.parse(text, published=DAY)
    check_numbers(document)
    assert Document.model_validate_json(document.model_dump_json()) == document


# --- 4: a page means the same every day

_DIGEST = """
import hashlib, sys
if sys.argv[1] == "jieba":
    sys.modules["rjieba"] = sys.modules["ahocorasick_rs"] = None
import newsextract
digest = hashlib.sha256()
for path in sys.argv[2:]:
    text = open(path, "rb").read().decode("utf-8-sig")
    digest.update(newsextract.parse(text, published="2020-09-08", name="page").model_dump_json().encode())
print(digest.hexdigest())
"""


def digest(engine: str, **environment: str) -> str:
    command = [sys.executable, "-c", _DIGEST, engine, *map(str, [*SAMPLES, *SHARED])]
    run = subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


@pytest.fixture(scope="module")
def here() -> str:
    """The digest of all pages, read by this process."""
    whole = hashlib.sha256()
    for path in [*SAMPLES, *SHARED]:
        whole.update(newsextract.parse(read(path), published=DAY, name="page").model_dump_json().encode())
    return whole.hexdigest()


@pytest.mark.parametrize(
    ("engine", "environment"),
    [
        ("any", {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"}),
        ("any", {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0"}),
        ("any", {"PYTHONHASHSEED": "random", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8"}),
        ("jieba", {"PYTHONHASHSEED": "2"}),
    ],
    ids=["C", "Shanghai, GBK", "Los Angeles, Turkish", "without what fast brings"],
)
def test_hash_order_locale_time_zone_and_engine_change_no_byte(
    engine: str, environment: dict[str, str], here: str
) -> None:
    assert digest(engine, **environment) == here


@given(pages())
@settings(max_examples=100, deadline=None)
def test_a_page_read_twice_is_read_alike(text: str) -> None:
    assert newsextract.parse(text, published=DAY) == newsextract.parse(text, published=DAY)


@given(pages(), st.dates())
@settings(max_examples=200, deadline=None)
def test_any_publication_date_will_do(text: str, day) -> None:  # type: ignore[no-untyped-def]
    document = newsextract.parse(text, published=day)
    assert document.published == day
    check_witness(text, document)


# --- noise changes offsets only

CARRIERS = (
    "本报讯 据统计部门介绍，全市重点项目进展顺利，到目前为止已有一批企业落户园区，其中最大的一家完成投资{}，"
    "其余各家也在加紧施工，力争早日见效。",
    "在新城区的工地上，工人们正在安装最后一批设备，负责人告诉我们，这里的产值将比原来高出{}，"
    "附近村民都可以到这里来上班，家门口就能挣钱。",
    "会议强调，各县区要把时间抓紧，把责任压实，原定的目标一个也不能少，{}，"
    "有关部门要逐项检查，发现一个问题就解决一个问题，不留尾巴。",
)
VALUES = tuple(
    v
    for v in (*SUMS, *SHARES, *DAYS)
    if v not in {"2.3倍", "8500万", "2月30日", "13月5日", "2月29日", "元旦", "年底", "上月"}
)


def said(text: str) -> list[object]:
    skip = {"id", "text", "span"}
    document = newsextract.parse(text, published=DAY)
    return [r.model_dump(exclude=skip) for r in document.records], [
        (surface(r.text), r.reason) for r in document.rejects
    ]


@given(st.sampled_from(CARRIERS), st.sampled_from(VALUES), st.data())
@settings(max_examples=400, deadline=None)
def test_noise_inside_a_value_changes_offsets_only(carrier: str, value: str, data: st.DataObject) -> None:
    """A blank between two digits of one line is the one that means something, so none is put there.

    One line break at most: a value on three lines is a column of a table, not the noise of a paragraph.
    """
    noisy = value[0]
    break_at = data.draw(st.integers(0, len(value) - 1), label="line break before")
    for at, (before, after) in enumerate(pairwise(value), 1):
        if at == break_at:
            noisy += data.draw(st.sampled_from(["\n", "\n\n", "\r\n", " \n \n", "\r\n\r\n "]), label="break")
        elif not (before.isascii() and after.isascii()):
            noisy += data.draw(st.sampled_from(["", "", " ", "\u3000", "  ", "\u200b", "\t"]), label=before)
        noisy += after
    assert said(carrier.format(noisy)) == said(carrier.format(value))


@given(st.sampled_from(CARRIERS), st.sampled_from(VALUES))
@settings(max_examples=200, deadline=None)
def test_full_width_changes_no_value(carrier: str, value: str) -> None:
    wide = value.translate(str.maketrans({c: chr(ord(c) + 0xFEE0) for c in "0123456789.%"}))
    assert said(carrier.format(wide)) == said(carrier.format(value))


# --- 5: nothing is dropped in silence


@given(pages())
@settings(max_examples=200, deadline=None)
def test_every_refusal_is_in_rejects(text: str) -> None:
    document = newsextract.parse(text, published=DAY)
    found = outcomes(lay_out(text), newsextract.load_rules(), document.published, KINDS)
    refused = sorted(o.reason[:40] for outs in found.values() for o in outs if isinstance(o, Refusal))
    assert sorted(reject.reason[:40] for reject in document.rejects) == refused
    assert all(reject.reason and "/" in reject.rule for reject in document.rejects)


def test_a_reason_stays_short() -> None:
    (reject,) = newsextract.parse(f"本报讯 总投资{'一二三' * 3000}亿元。", published=DAY).rejects
    assert len(reject.text) > 9000
    assert reject.reason.endswith("is longer than 40 characters")
    assert len(reject.reason) < 120


# --- 6: a gold file is a document


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.json")), ids=lambda path: path.stem)
def test_a_gold_file_is_a_document(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    gold = Document.model_validate(data)
    assert Document.model_validate(gold.model_dump()) == gold
    assert json.loads(gold.model_dump_json(exclude_unset=True)) == data
    text = read(path.with_suffix(".txt"))
    assert gold.source.sha256 == hashlib.sha256(path.with_suffix(".txt").read_bytes()).hexdigest()
    check_numbers(gold)
    for record in (*gold.records, *(gold.ignore or ())):
        assert text[slice(*record.span)] == record.text


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_parse_gives_is_a_gold_file_to_be(path: Path) -> None:
    data = newsextract.parse_file(path).model_dump(mode="json")
    data["ignore"] = [{"text": read(path)[:2], "span": [0, 2]}]
    assert Document.model_validate(data).ignore is not None
