"""Every format gives the same text in reading order, the boxes of its words, and one clear error where it is broken."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import formats as f
import newsextract
from newsextract.errors import InputError, NotAPageError
from newsextract.readers.scan import Place, Scan
from newsextract.source import Source, decode

PAGE = f.laid("云渡大桥 开工|本报讯 云渡大桥 项目", "总投资 3.2 亿元|New Yuan 集团 去年 5月 动工。")
TEXT = "云渡大桥开工\n本报讯云渡大桥项目\n\n总投资3.2亿元\nNew Yuan集团去年5月动工。\n"
WORDS: dict[str, tuple[Callable[[list[list[list[f.Word]]]], bytes], str, str]] = {
    "alto": (f.alto, "alto", "mm10"),
    "alto-2": (lambda page: f.alto(page, namespace="http://www.loc.gov/standards/alto/ns-v2#"), "alto", "mm10"),
    "alto-bare": (lambda page: f.alto(page, namespace=""), "alto", "mm10"),
    "hocr": (f.hocr, "hocr", "pixel"),
    "tesseract": (f.tesseract, "tesseract", "pixel"),
}
LINES = {
    "paddleocr-3": (f.paddleocr3, "paddleocr"),
    "paddleocr-2": (f.paddleocr2, "paddleocr"),
    "rapidocr-3": (f.rapidocr3, "rapidocr"),
    "rapidocr-list": (f.rapidocr_list, "rapidocr"),
    "rapidocr-1": (f.rapidocr1, "rapidocr"),
}


def read(data: bytes, name: str = "page") -> Source:
    return decode(data, name, name)


def scan(data: bytes) -> Scan:
    found = read(data).scan
    assert found is not None
    return found


def boxes(places: tuple[Place, ...]) -> list[f.Box]:
    return [(int(p.x), int(p.y), int(p.width), int(p.height)) for p in places]


def under(found: Scan, text: str) -> list[f.Box]:
    """The boxes under the first place where a text stands."""
    at = found.text.index(text)
    return boxes(found.over(at, at + len(text)))


# --- the same page in every format


@pytest.mark.parametrize("form", WORDS)
def test_words_are_put_together_and_keep_their_boxes(form: str) -> None:
    write, name, unit = WORDS[form]
    found = scan(write(PAGE))
    assert (found.text, found.form, found.unit) == (TEXT, name, unit)
    assert under(found, "3.2亿元") == [box for _, box in PAGE[1][0][1:]]
    assert under(found, "资3") == [box for _, box in PAGE[1][0][:2]]
    assert under(found, "2亿元\nNew") == [box for _, box in (*PAGE[1][0][1:], PAGE[1][1][0])]


@pytest.mark.parametrize("form", LINES)
def test_lines_keep_their_boxes(form: str) -> None:
    write, name = LINES[form]
    found = scan(write(PAGE))
    assert (found.text, found.form, found.unit) == (TEXT.replace("New Yuan", "NewYuan"), name, "pixel")
    assert under(found, "3.2亿元") == [f.around(PAGE[1][0])]
    assert found.over(0, 1)[0].confidence == 0.97


def test_page_keeps_the_text_of_its_lines() -> None:
    found = scan(f.pagexml(PAGE))
    assert found.text == "云渡大桥 开工\n本报讯 云渡大桥 项目\n\n总投资 3.2 亿元\nNew Yuan 集团 去年 5月 动工。\n"
    assert under(found, "3.2 亿元") == [box for _, box in PAGE[1][0][1:]]
    assert under(scan(f.pagexml(PAGE, words=False)), "3.2 亿元") == [f.around(PAGE[1][0])]


def test_page_reads_regions_in_order_and_the_first_reading() -> None:
    assert scan(f.pagexml(PAGE, order=[1, 0])).text.startswith("总投资 3.2 亿元\n")
    assert scan(f.pagexml(PAGE, order=[1])).text.endswith("本报讯 云渡大桥 项目\n")
    twice = f.pagexml(PAGE).replace(
        b'<TextEquiv index="0">', "<TextEquiv index='1'><Unicode>误</Unicode></TextEquiv><TextEquiv index='0'>".encode()
    )
    assert scan(twice).text == scan(f.pagexml(PAGE)).text


def test_page_whose_words_say_something_else_gives_the_line() -> None:
    data = f.pagexml(PAGE).replace(b"<Unicode>3.2</Unicode>", b"<Unicode>8.2</Unicode>")
    assert under(scan(data), "3.2 亿元") == [f.around(PAGE[1][0])]


def test_alto_of_single_characters_has_no_blanks_in_its_numbers() -> None:
    words = [(c, (100 + 20 * n, 0, 18, 20)) for n, c in enumerate("投资2020万元")]
    assert scan(f.alto([[words]])).text == "投资2020万元\n"
    apart = [(c, (100 + 40 * n, 0, 18, 20)) for n, c in enumerate("37")]
    assert scan(f.alto([[apart]])).text == "3 7\n"


def test_alto_joins_a_word_that_is_cut_by_a_line() -> None:
    lines = (
        '<TextLine><String CONTENT="投资" HPOS="0" VPOS="0" WIDTH="40" HEIGHT="20"/><SP/>'
        '<String CONTENT="Tele" SUBS_TYPE="HypPart1" SUBS_CONTENT="Telekom" HPOS="50" VPOS="0" WIDTH="80" HEIGHT="20"/>'
        '<HYP CONTENT="-"/></TextLine><TextLine><String CONTENT="kom" SUBS_TYPE="HypPart2" SUBS_CONTENT="Telekom" '
        'HPOS="0" VPOS="30" WIDTH="60" HEIGHT="20"/><SP/><String CONTENT="AG" HPOS="70" VPOS="30" WIDTH="40" '
        'HEIGHT="20"/></TextLine>'
    )
    data = f"<alto><Layout><Page><TextBlock>{lines}</TextBlock></Page></Layout></alto>".encode()
    found = scan(data)
    assert found.text == "投资Telekom\nAG\n"
    assert under(found, "kom") == [(50, 0, 80, 20), (0, 30, 60, 20)]
    assert found.unit == "pixel"


def alto_order(order: str, second: str = "") -> str:
    blocks = "".join(
        f'<TextBlock ID="{name}"{second if name == "a" else ""}><TextLine ID="l{name}"><String CONTENT="{name}"/>'
        f'</TextLine><TextLine ID="m{name}"><String CONTENT="{name * 2}"/></TextLine></TextBlock>'
        for name in "abc"
    )
    data = f"<alto>{order}<Layout><Page><PrintSpace>{blocks}</PrintSpace></Page></Layout></alto>"
    return scan(data.encode()).text.replace("\n", " ").strip()


def test_alto_reads_blocks_in_the_order_that_it_names() -> None:
    assert alto_order("") == "a aa  b bb  c cc"
    assert alto_order("", ' IDNEXT="c"') == "a aa  c cc  b bb"
    assert alto_order("", ' IDNEXT="a"') == "a aa  b bb  c cc"
    ordered = '<ReadingOrder><OrderedGroup ID="g">{}</OrderedGroup></ReadingOrder>'
    assert alto_order(ordered.format('<ElementRef REF="c"/><ElementRef REF="a"/>')) == "c cc  a aa  b bb"
    assert alto_order(ordered.format('<ElementRef REF="mb"/><ElementRef REF="lb"/>')) == "bb b  a aa  c cc"


def test_tesseract_quotes_nothing_and_its_structure_is_no_text() -> None:
    rows = [
        '5\t2\t1\t1\t1\t1\t0\t0\t10\t10\t95\t"投资',
        "5\t2\t1\t1\t1\t2\t20\t0\t10\t10\t-1\t虚",
        "5\t2\t1\t1\t1\t3\t30\t0\t10\t10\t9\t ",
    ]
    found = scan("\n".join([f.HEADER, *rows]).encode() + b"\r\n")
    assert found.text == '"投资\n'
    assert found.over(0, 1) == (Place(2, 0, 0, 10, 10, 0.95),)


def test_hocr_in_html_without_words_and_with_several_pages() -> None:
    data = (
        "<html><meta charset='gb2312'><div class='ocr_page'><span class='ocr_line' title='bbox 1 2 31 12'>总投资"
        "</span></div><div class=ocr_page><span class='ocr_line' title='bbox 5 6 25 16'>3亿元</span></div></html>"
    )
    for encoding in ("utf-8", "gb18030"):
        source = read(data.encode(encoding))
        assert source.text == "总投资\n\n3亿元\n"
        assert source.encoding == encoding
        assert source.scan is not None
        assert source.scan.over(5, 6) == (Place(2, 5, 6, 20, 10),)


def test_hocr_with_words_in_no_line_and_lines_called_otherwise() -> None:
    word = "<span class='ocrx_word' title='bbox {} 0 9 9'>{}</span>"
    loose = f"<p class='ocr_par'>{word.format(1, '投资')}{word.format(2, '3亿元')}</p>"
    header = f"<span class='ocr_header' title='bbox 0 0 9 9'>{word.format(3, '要闻')}</span>"
    block = f"<div class='ocr_textfloat'><span class='ocr_line'>{word.format(4, '开工')}</span></div>"
    found = scan(f"<html><body><div class='ocr_page'>{loose}{header}{block}</div></body></html>".encode())
    assert found.text == "投资3亿元\n要闻\n\n开工\n"
    assert [place.x for place in found.over(0, 8)] == [1, 2, 3]


def test_paddleocr_counts_the_pages_of_a_pdf() -> None:
    page = json.loads(f.paddleocr3(PAGE))
    wrapped = json.dumps({"res": page | {"page_index": 4}}).encode()
    assert scan(wrapped).over(0, 1)[0].page == 5
    two = scan(json.dumps([page, page]).encode())
    one = scan(json.dumps(page).encode()).text
    assert two.text == f"{one}\n{one}"
    assert two.over(len(two.text) - 3, len(two.text))[0].page == 2


def test_paddleocr_takes_polygons_of_many_corners_and_finds_nothing() -> None:
    seal = {"rec_texts": ["公章"], "rec_scores": [0.5], "rec_polys": [[[0, 5], [5, 0], [10, 5], [8, 9], [2, 9]]]}
    assert scan(json.dumps(seal).encode()).over(0, 1) == (Place(1, 0, 0, 10, 9, 0.5),)
    for nothing in ({"rec_texts": [], "rec_boxes": []}, {"txts": None, "boxes": None}, [None], [[]]):
        assert read(json.dumps(nothing).encode(), "a.json").text == ""


def test_pdf_gives_its_layer_with_a_box_for_each_character_and_latin_word() -> None:
    found = scan(f.pdf([("云渡大桥总投资3.2", 50, 700), ("亿元 New Yuan 集团", 50, 685), ("去年5月动工", 50, 600)]))
    assert (found.text, found.unit) == ("云渡大桥总投资3.2\n亿元 New Yuan 集团\n\n去年5月动工\n", "point")
    money = found.over(7, 13)
    assert len(money) == 3  # 3.2, 亿, 元
    assert all(90 < p.y < 120 and 9 < p.x + p.width - 50 < 200 for p in money)
    assert money[1].x < money[2].x
    assert [round(p.height, 3) for p in money] == [10, 10, 10]  # on every machine, whatever fonts it has


def test_a_pdf_may_say_so_late() -> None:
    assert read(b"\n%comment\n" + f.pdf([("投资", 50, 700)]), "a.pdf").text == "投资\n"


# --- METS


def mets(*hrefs: str, order: tuple[int, ...] = ()) -> bytes:
    files = "".join(
        f'<m:file ID="f{n}" MIMETYPE="text/xml"><m:FLocat LOCTYPE="URL" x:href="{href}"/></m:file>'
        for n, href in enumerate(hrefs)
    )
    divs = "".join(
        f'<m:div ORDER="{n}"><m:fptr FILEID="f{f}"/><m:fptr FILEID="scan"/></m:div>' for f, n in enumerate(order)
    )
    return (
        '<m:mets xmlns:m="http://www.loc.gov/METS/" xmlns:x="http://www.w3.org/1999/xlink"><m:fileSec><m:fileGrp>'
        '<m:file ID="scan" MIMETYPE="image/tiff"><m:FLocat x:href="file:///scan.tif"/></m:file>'
        f'{files}</m:fileGrp></m:fileSec><m:structMap TYPE="LOGICAL"><m:div><m:fptr FILEID="f0"/></m:div></m:structMap>'
        f'<m:structMap TYPE="PHYSICAL"><m:div>{divs}</m:div></m:structMap></m:mets>'
    ).encode()


def issue(folder: Path) -> Path:
    (folder / "alto").mkdir(parents=True)
    for n, text in enumerate(("总投资1亿元。", "总投资2亿元。", "总投资3亿元。")):
        (folder / "alto" / f"{n} a.xml").write_bytes(f.alto(f.laid(text)))
    return folder / "mets.xml"


def test_mets_gives_its_pages_in_their_order(tmp_path: Path) -> None:
    path = issue(tmp_path)
    hrefs = [f"alto/{n}%20a.xml" for n in range(3)]
    path.write_bytes(mets(*hrefs, order=(3, 1, 2)))
    document = newsextract.parse_file(path)
    assert [(r.text, r.boxes[0].page) for r in document.records] == [("2亿元", 1), ("3亿元", 2), ("1亿元", 3)]
    assert document.source.format == "mets"
    path.write_bytes(mets(*hrefs))
    assert [r.text for r in newsextract.parse_file(path).records] == ["1亿元", "2亿元", "3亿元"]


@pytest.mark.parametrize(
    ("href", "said"),
    [
        ("/etc/passwd", "leads out"),
        ("../other.xml", "leads out"),
        ("alto/%2e%2e/%2e%2e/other.xml", "leads out"),
        ("..\\other.xml", "leads out"),
        ("C:/other.xml", "leads out"),
        ("file:///etc/passwd", "leads out"),
        ("https://example.org/0.xml", "leads out"),
        ("link.xml", "leads out"),
        ("none.xml", "cannot be read: No such file"),
        ("alto", "cannot be read: Is a directory"),
        ("mets.xml", "is <mets>, not <alto>"),
    ],
)
def test_mets_reads_nothing_outside_of_its_folder(href: str, said: str, tmp_path: Path) -> None:
    path = issue(tmp_path / "in")
    (tmp_path / "other.xml").write_bytes(ALTO)
    (tmp_path / "in" / "link.xml").symlink_to(tmp_path / "other.xml")
    path.write_bytes(mets("alto/0%20a.xml", href))
    with pytest.raises(InputError, match=said) as caught:
        newsextract.parse_file(path)
    assert not isinstance(caught.value, NotAPageError)


def test_mets_without_pages_and_with_two_units(tmp_path: Path) -> None:
    path = issue(tmp_path)
    path.write_bytes(mets())
    with pytest.raises(InputError, match="names no ALTO file"):
        newsextract.parse_file(path)
    (tmp_path / "alto" / "0 a.xml").write_bytes(ALTO.replace(b"mm10", b"pixel"))
    path.write_bytes(mets("alto/0%20a.xml", "alto/1%20a.xml"))
    with pytest.raises(InputError, match="different units"):
        newsextract.parse_file(path)


# --- columns


def sheet(columns: int, rows: int, *, head: bool = True) -> tuple[list[list[list[f.Word]]], list[str]]:
    """A head over columns whose lines stand side by side, with the texts of all lines in reading order."""
    lines: list[list[f.Word]] = []
    texts = []
    if head:
        lines.append([("大字标题", (100, 0, 200 * columns, 50))])
        texts.append("大字标题")
    for column in range(columns):
        for row in range(rows):
            text = f"第{column}栏第{row}行"
            lines.append([(text, (100 + 220 * column, 100 + 24 * row, 200, 20))])
            texts.append(text)
    return [[line] for line in lines], texts


@pytest.mark.parametrize("form", LINES)
@pytest.mark.parametrize("head", [True, False])
def test_columns_are_read_one_after_the_other(form: str, head: bool) -> None:
    blocks, texts = sheet(4, 12, head=head)
    assert scan(LINES[form][0](blocks)).text.split() == texts


def test_vertical_columns_are_read_from_the_right() -> None:
    lines = [
        [[(text, (500 - 30 * n, 0, 20, 200))]] for n, text in enumerate(["第一行竖排", "第二行竖排", "第三行竖排"])
    ]
    assert scan(f.paddleocr3(lines)).text.split() == ["第一行竖排", "第二行竖排", "第三行竖排"]


def test_parts_of_one_line_stand_on_one_line() -> None:
    wide = [[[("这一行横贯整个栏目并且很长", (0, 0, 400, 20))]]]
    parts = [[[("总投资", (0, 31, 190, 20))]], [[("3亿元", (196, 29, 200, 20))]]]
    assert scan(f.paddleocr3(wide + parts)).text.split() == ["这一行横贯整个栏目并且很长", "总投资3亿元"]


def test_a_hostile_number_of_lines_takes_bounded_time() -> None:
    started = time.perf_counter()
    stairs = [[[("行", (30 * n, 30 * n, 20, 20))]] for n in range(1900)]
    fence = [[[("行", (25 * (n % 40), 25 * (n // 40), 20, 20))]] for n in range(1900)]
    many = [[[("行", (n, n, 20, 20))]] for n in range(50_000)]
    assert all(scan(f.paddleocr3(blocks)).text.count("行") == len(blocks) for blocks in (stairs, fence, many))
    assert time.perf_counter() - started < 20


# --- offsets and boxes, for any words

TEXTS = st.text(st.sampled_from("投资亿元一〇３𠮷Abz09.%“，"), min_size=1, max_size=5)
LINE = st.lists(TEXTS, min_size=1, max_size=5)
BLOCKS = st.lists(st.lists(LINE, min_size=1, max_size=3), min_size=1, max_size=3)


def placed(texts: list[list[list[str]]]) -> list[list[list[f.Word]]]:
    """Give every word a box that no other word has."""
    n = 0
    blocks = []
    for block in texts:
        lines = []
        for line in block:
            words = []
            for text in line:
                n += 1
                words.append((text, (30 * n, 7 * n, 10 + n, 20)))
            lines.append(words)
        blocks.append(lines)
    return blocks


@pytest.mark.parametrize("write", [f.alto, f.pagexml, f.hocr, f.tesseract], ids=lambda w: w.__name__)
@given(texts=BLOCKS, data=st.data())
def test_every_offset_knows_its_word(
    write: Callable[[list[list[list[f.Word]]]], bytes], texts: list[list[list[str]]], data: st.DataObject
) -> None:
    blocks = placed(texts)
    found = scan(write(blocks))
    words = [word for block in blocks for line in block for word in line]
    spans = []
    at = 0
    for text, box in words:  # the words stand in their order, with nothing but white space between them
        start = found.text.index(text, at)
        assert not found.text[at:start].strip()
        spans.append((start, start + len(text), box))
        at = start + len(text)
    assert not found.text[at:].strip()
    start = data.draw(st.integers(0, len(found.text)))
    end = data.draw(st.integers(start, len(found.text)))
    assert boxes(found.over(start, end)) == [box for s, e, box in spans if s < end and start < e and start < end]
    assert [len(block.split("\n")) for block in found.text.rstrip("\n").split("\n\n")] == [len(b) for b in blocks]


# --- documents


@pytest.mark.parametrize("form", [*WORDS, *LINES, "page", "pdf"])
def test_a_record_has_its_boxes_and_the_page_stays_the_witness(form: str, tmp_path: Path) -> None:
    write = {**{k: v[0] for k, v in WORDS.items()}, **{k: v[0] for k, v in LINES.items()}, "page": f.pagexml}.get(form)
    data = write(PAGE) if write else f.pdf([("本报讯 云渡大桥项目总投资3.2亿元", 50, 700)])
    path = tmp_path / "2020-09-08.page"
    path.write_bytes(data)
    document = newsextract.parse_file(path)
    text = read(data).text
    [money] = [record for record in document.records if record.type == "money"]
    assert str(money.amount) == "320000000"
    assert money.boxes
    assert all(box.page == 1 and box.width > 0 for box in money.boxes)
    assert all(text[slice(*record.span)] == record.text for record in document.records)
    assert document.source.format is not None
    assert document.source.unit is not None
    assert document.source.characters == len(text)


def test_plain_text_says_nothing_of_boxes() -> None:
    said = newsextract.parse("总投资3.2亿元").model_dump_json()
    assert "boxes" not in said
    assert "format" not in said
    assert "unit" not in json.loads(said)["source"]


def run(*arguments: str | Path, code: int = 0, stdin: bytes = b"") -> tuple[str, str]:
    command = [sys.executable, "-m", "newsextract", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, input=stdin, check=False)
    assert done.returncode == code, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    return done.stdout.decode(), done.stderr.decode()


def test_the_command_line_reads_them(tmp_path: Path) -> None:
    import jsonschema

    path = tmp_path / "2020-09-08.alto.xml"
    path.write_bytes(f.alto(PAGE))
    document = json.loads(run("parse", path)[0])
    jsonschema.validate(document, json.loads(run("schema")[0]))
    money = next(record for record in document["records"] if record["type"] == "money")
    assert [box["x"] for box in money["boxes"]] == [box[0] for _, box in PAGE[1][0][1:]]
    assert (document["source"]["format"], document["source"]["unit"]) == ("alto", "mm10")
    assert document["published"] == "2020-09-08"
    assert run("text", path)[0] == TEXT
    assert run("text", "-", stdin=path.read_bytes())[0] == TEXT
    run("text", path, "-o", tmp_path / "raw.txt")
    assert (tmp_path / "raw.txt").read_text("utf-8") == TEXT
    assert "总投资3.2亿元" in run("clean", path)[0]
    assert "总投资3.2亿元" in run("articles", path)[0]
    assert "总投资3.2亿元" in run("explain", path, "--line", "4")[0]


def test_plain_text_comes_out_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("总投资\r\n3亿元".encode("gb18030"))
    command = [sys.executable, "-m", "newsextract", "text", str(path)]
    assert subprocess.run(command, capture_output=True, check=True).stdout == "总投资\r\n3亿元".encode()


def test_a_batch_takes_pages_of_all_formats_and_skips_what_is_none(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    pages = {
        "1.txt": "总投资3.2亿元。".encode(),
        "2.xml": f.alto(PAGE),
        "3.xml": f.pagexml(PAGE),
        "4.hocr": f.hocr(PAGE),
        "5.html": f.hocr(PAGE),
        "6.tsv": f.tesseract(PAGE),
        "7.json": f.paddleocr3(PAGE),
        "8.json": f.rapidocr3(PAGE),
        "9.pdf": f.pdf([("总投资3.2亿元", 50, 700)]),
    }
    others = {
        "mets.xml": METS,
        "index.html": b"<html><body>x</body></html>",
        "about.json": b'{"name": "x"}',
        "1.gold.json": newsextract.parse("总投资3.2亿元").model_dump_json().encode(),
        "scan.jpg": b"\xff\xd8",
    }
    for name, data in {**pages, **others}.items():
        (archive / name).write_bytes(data)
    with gzip.open(archive / "10.xml.gz", "wb") as packed:
        packed.write(f.alto(PAGE))
    out = archive / "out"
    for again in (False, True):
        said = run("batch", archive, "-o", out)[1]
        assert f"10 of 10 pages done, {0 if again else 10} of them now" in said
        assert "4 skipped: no pages" in said
    manifest = [json.loads(line) for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]
    assert sorted(e["path"] for e in manifest if e["status"] == "skipped") == sorted(set(others) - {"scan.jpg"})
    assert all(e["error"].startswith("skipped: not a page: ") for e in manifest if e["status"] == "skipped")
    for name in [*pages, "10.xml.gz"]:
        document = json.loads((out / f"{name}.json").read_text("utf-8"))
        [money] = [record for record in document["records"] if record["type"] == "money"]
        assert money["amount"] == "320000000"
        assert ("boxes" in money) == (name != "1.txt")
    (tmp_path / "only").mkdir()
    (tmp_path / "only" / "mets.xml").write_bytes(METS)
    run("batch", tmp_path / "only", "-o", tmp_path / "none", code=4)


# --- hostile and broken files

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE alto [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><alto><Layout>&j;</Layout></alto>"
)
OUTSIDE = b'<!DOCTYPE alto [<!ENTITY x SYSTEM "file:///etc/hostname">]><alto><String CONTENT="a"/>&x;</alto>'
ALTO = f.alto(PAGE)
GB = ALTO.decode().replace("UTF-8", "UTF-8").encode("gb18030")
HOSTILE: dict[str, tuple[bytes, str, str]] = {
    "laughs": (BOMB, "a.xml", "is broken XML: Maximum entity amplification"),
    "entity": (OUTSIDE, "a.xml", "declares entities"),
    "deep": (b"<alto>" * 200_000, "a.xml", "is broken XML: Excessive depth"),
    "deep-html": (b"<html><body class='ocr_page'>" + b"<div>" * 200_000, "a.hocr", "is broken HTML"),
    "truncated": (ALTO[:-30], "a.xml", "is broken XML"),
    "truncated-page": (f.pagexml(PAGE)[:400], "a.xml", "is broken XML"),
    "truncated-hocr": (f.hocr(PAGE)[:-20], "a.hocr", "ends before </html>"),
    "truncated-tsv": (f.tesseract(PAGE)[:-12], "a.tsv", "columns, not 12"),
    "truncated-json": (f.paddleocr3(PAGE)[:-9], "a.json", "is broken JSON"),
    "gb-as-utf-8": (GB, "a.xml", "--encoding"),
    "not-a-number": (ALTO.replace(b'HPOS="100"', b'HPOS="NaN"'), "a.xml", "HPOS is 'NaN'"),
    "huge": (ALTO.replace(b'HPOS="100"', b'HPOS="1e300"'), "a.xml", "HPOS is '1e300'"),
    "huge-tsv": (f.tesseract(PAGE).replace(b"\t100\t", b"\t" + b"9" * 400 + b"\t"), "a.tsv", "has a box that is none"),
    "page-tsv": (f.tesseract(PAGE).replace(b"5\t1\t1\t", b"5\t0\t1\t"), "a.tsv", "has no number of a page"),
    "words-as-box": (f.hocr(PAGE).replace(b"bbox 100 ", b"bbox left "), "a.html", "bbox is 'left'"),
    "page-points": (f.pagexml(PAGE).replace(b'points="100,', b'points="inf,'), "a.xml", "x is 'inf'"),
    "unit": (ALTO.replace(b"mm10", b"ell"), "a.xml", "measures in 'ell'"),
    "json-nan": (b'{"rec_texts": ["a"], "rec_boxes": [[NaN, 0, 1, 1]]}', "a.json", "NaN is no number"),
    "json-huge": (b'{"rec_texts": ["a"], "rec_boxes": [[1e999, 0, 1, 1]]}', "a.json", "has a box that is none"),
    "json-digits": (b'{"rec_texts": ["a"], "rec_boxes": [[' + b"9" * 5000 + b"]]}", "a.json", "is broken JSON"),
    "json-deep": (b"[" * 200_000, "a.json", "lists in lists"),
    "json-lengths": (b'{"rec_texts": ["a", "b"], "rec_boxes": [[0, 0, 1, 1]]}', "a.json", "2 texts, but 1 rec_boxes"),
    "json-texts": (b'{"rec_texts": 5}', "a.json", "has no list 'rec_texts'"),
    "json-numbers": (b'{"rec_texts": [5], "rec_boxes": [[0, 0, 1, 1]]}', "a.json", "has a text that is none"),
    "json-box": (b'{"txts": ["a"], "boxes": [[0, 0]], "scores": [1]}', "a.json", "has a box that is none"),
    "json-score": (b'{"txts": ["a"], "boxes": [[0, 0, 1, 1]], "scores": [{}]}', "a.json", "score is"),
    "json-empty": (b"", "a.json", "is empty"),
    "pdf-locked": (f.pdf([("投资", 50, 700)], trailer=f.LOCKED), "a.pdf", "encrypted"),
    "pdf-scan": (f.pdf([]), "a.pdf", "has no text layer"),
    "pdf-cut": (f.pdf([("投资", 50, 700)])[:300], "a.pdf", "is a broken PDF"),
    "pdf-noise": (b"%PDF-1.4\n" + bytes(range(256)), "a.pdf", "is a broken PDF"),
    "pdf-named": (b"\x00\x01", "a.pdf", "is not PDF, as its name says"),
    "xml-empty": (b'<?xml version="1.0"?>', "a.txt", "is XML without an element"),
    "xml-named": ("投资".encode(), "a.xml", "is not XML, as its name says"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_broken_file_is_one_clear_line_at_once(case: str) -> None:
    data, name, said = HOSTILE[case]
    started = time.perf_counter()
    with pytest.raises(InputError) as caught:
        read(data, name)
    assert time.perf_counter() - started < 2
    assert not isinstance(caught.value, NotAPageError)
    message = str(caught.value)
    assert said in message
    assert "\n" not in message
    assert len(message) < 250


def test_gb18030_in_xml_is_read_where_it_says_so_or_the_user_does() -> None:
    declared = ALTO.decode().replace("UTF-8", "GB18030").encode("gb18030")
    assert read(declared).text == TEXT
    assert read(declared).encoding == "gb18030"
    assert decode(GB, "a.xml", "a.xml", "gb18030").text == TEXT
    for data, name in ((ALTO, "a.xml"), (f.hocr(PAGE), "a.html"), (f.tesseract(PAGE), "a.tsv")):
        with pytest.raises(InputError, match="no encoding is called 'gb99'"):
            decode(data, name, name, "gb99")


METS = b'<?xml version="1.0"?><mets xmlns="http://www.loc.gov/METS/"/>'


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (METS, "mets.xml", "names pages and is none"),
        (METS, "mets.txt", "names pages and is none"),
        (b"<?xml version='1.0'?><t:TEI xmlns:t='x'/>", "a.txt", "it is <TEI>"),
        (b"<!-- <alto> --><TEI/>", "a.xml", "it is <TEI>"),
        (b"<html><body>x</body></html>", "a.html", "HTML without the marks of hOCR"),
        (b'{"name": "x"}', "a.json", "is JSON, but not as"),
        (b"[1, 2]", "a.json", "is JSON, but not as"),
        (b"[]", "a.json", "is JSON, but not as"),
        (b"a\tb\n", "a.tsv", "is not a table of Tesseract"),
        (newsextract.parse("投资1亿元").model_dump_json().encode(), "a.json", "is a document of newsextract"),
        (newsextract.parse("投资1亿元").model_dump_json().encode(), "a", "is a document of newsextract"),
    ],
)
def test_what_lies_among_pages_is_no_page(data: bytes, name: str, said: str) -> None:
    with pytest.raises(NotAPageError, match=said):
        read(data, name)


@pytest.mark.parametrize(
    "text", ["[图]投资", "<图>投资", "{投资}", "[2020]年", "<b>投资", '["投资"]', "%PDF", "level\t投资"]
)
def test_text_that_begins_with_a_bracket_is_text(text: str) -> None:
    for name in ("page.txt", "page", "-"):
        source = read(text.encode(), name)
        assert (source.text, source.scan) == (text, None)


@given(st.sampled_from(sorted(WORDS) + sorted(LINES)), st.data())
def test_a_mutated_file_gives_text_or_one_error(form: str, data: st.DataObject) -> None:
    whole = bytearray((WORDS.get(form) or LINES[form])[0](PAGE))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        source = read(bytes(whole), "page.xml")
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert source.scan is None or source.scan.over(0, len(source.text)) is not None


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=3) | st.floats(0, 9),
        lambda v: (
            st.lists(v, max_size=4)
            | st.dictionaries(st.sampled_from(["rec_texts", "rec_boxes", "txts", "boxes", "txt", "box"]), v)
        ),
    )
)
def test_json_of_any_shape_gives_text_or_one_error(value: object) -> None:
    try:
        source = read(json.dumps(value).encode(), "page.json")
    except InputError as error:
        assert str(error)  # noqa: PT017
    else:
        assert source.scan is not None


# --- what is installed, and what is imported


@pytest.mark.parametrize(
    ("library", "data", "cure"),
    [("lxml", ALTO, "newsextract[ocr]"), ("pypdfium2", f.pdf([("投", 9, 9)]), "newsextract[pdf]")],
)
def test_a_missing_library_is_named_with_its_cure(
    library: str, data: bytes, cure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(InputError, match=f"needs {library} .*pip install") as caught:
        read(data)
    assert cure in str(caught.value)


def test_plain_text_pays_for_no_reader() -> None:
    code = (
        "import sys, newsextract; newsextract.parse('總投資三億圓'); from newsextract.source import decode;"
        "decode('投资1亿元'.encode(), 'p.txt', 'p');"
        "print([m for m in sys.modules if m.startswith(('newsextract.readers.', 'lxml', 'pypdfium2'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['newsextract.readers.encodings', 'newsextract.readers.formats']"
