"""Any bytes give text or one clear error; offsets count the code points of that text."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsextract
from newsextract.errors import Exit, InputError, UsageError
from newsextract.source import Source, decode, from_text, read

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x02\x00\x00\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xdb\x00C\x00"


def test_the_byte_order_mark_is_no_character() -> None:
    with_mark, without = (decode(mark + "投资1亿元".encode(), "p", "p") for mark in (b"\xef\xbb\xbf", b""))
    assert with_mark.text == without.text == "投资1亿元"
    assert with_mark.sha256 != without.sha256


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf"])
def test_an_empty_page_is_a_page(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    document = newsextract.parse_file(path)
    assert (document.source.characters, document.records, document.articles) == (0, (), ())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bytes(range(128, 256)) * 20, "is not text in UTF-8, GB18030, Big5 or UTF-16"),
        (b"\x00" * 64, "is not text"),
        (PNG, "is not text"),
        (JPEG, "is not text"),
        (b"%PDF-1.4\n" + bytes(range(256)), "is a broken PDF"),
    ],
    ids=["noise", "NUL", "PNG", "JPEG", "PDF"],
)
def test_what_is_not_text_is_refused_with_a_cure(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(path)
    assert said in str(caught.value)
    assert caught.value.where == str(path)
    assert caught.value.fix
    assert caught.value.exit_code == Exit.NONE_SUCCEEDED


def test_a_stray_control_byte_in_a_page_is_no_reason_to_refuse_it() -> None:
    source = decode(("投资1亿元，" * 40).encode() + b"\x07", "p", "p")
    assert source.text.endswith("\x07")


def test_missing_file_and_folder_are_named(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "none.txt", "no such file"), (tmp_path, "is a folder")):
        with pytest.raises(InputError, match=said) as caught:
            read(path)
        assert str(path) in str(caught.value)


def test_line_breaks_arrive_as_they_are_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("一\r\n二\r三\n四".encode())
    assert read(path).text == "一\r\n二\r三\n四"


def test_a_string_is_named_and_hashed_like_the_file_that_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "2020-09-08.txt"
    path.write_text("投资1亿元", encoding="utf-8")
    assert from_text("投资1亿元", path.name) == read(path)
    assert newsextract.parse("投资1亿元", name=path.name) == newsextract.parse_file(path)


def test_lone_surrogates_do_not_stop_a_string() -> None:
    assert [r.text for r in newsextract.parse("\ud800投资1亿元").records] == ["1亿元"]


@given(st.binary(max_size=4096))
def test_any_bytes_give_a_source_or_an_input_error(data: bytes) -> None:
    try:
        source = decode(data, "p", "p")
    except InputError as error:
        assert error.what.startswith("is ")  # noqa: PT017
    else:
        assert isinstance(source, Source)
        if source.encoding == "utf-8" and not source.replaced:
            assert source.text.encode() == data.removeprefix(b"\xef\xbb\xbf")


# --- encodings

ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
SAMPLES = sorted((Path(__file__).resolve().parent.parent / "samples").glob("*.txt"))


def cuts(length: int) -> list[str]:
    """Texts of so many characters from every sample, in traditional characters where Big5 needs them."""
    texts = [path.read_text("utf-8") for path in SAMPLES]
    return [text[at : at + length] for text in texts for at in (0, 300) if len(text) >= at + length]


def damaged(data: bytes, count: int, draw: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(count):
        broken[draw.randrange(len(broken))] = draw.randrange(0x80, 0x100)
    return bytes(broken)


def written(text: str, encoding: str) -> bytes:
    """The bytes of a text; for Big5, which lacks simplified characters, without those."""
    return text.encode(encoding, "ignore")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("length", [10, 30, 100, 300, 1000])
@pytest.mark.parametrize("bad", [0, 1, 5])
def test_the_encoding_is_found_or_doubted(encoding: str, length: int, bad: int) -> None:
    draw = random.Random(length * 10 + bad)
    texts = cuts(length)
    right = 0
    for text in texts:
        data = written(text, encoding)
        try:
            source = decode(damaged(data, bad, draw), "p", "p")
        except InputError:
            continue
        if source.encoding == encoding:
            right += 1
        elif source.replaced or bad == 0:  # wrong, then never sure
            assert not source.sure, (encoding, source.encoding, text)
    if length >= 100 and bad <= 1:
        assert right / len(texts) >= 0.99


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig", "utf-16-le"])
def test_a_page_says_the_same_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    for path in SAMPLES:
        text = path.read_bytes().decode("utf-8")
        copy = tmp_path / path.name
        copy.write_bytes(text.encode(encoding))
        one, other = newsextract.parse_file(path), newsextract.parse_file(copy)
        assert (other.records, other.facts, other.articles) == (one.records, one.facts, one.articles)
        assert other.source.replaced == 0


def test_one_damaged_byte_costs_one_character() -> None:
    text = SAMPLES[0].read_text("utf-8")
    data = bytearray(text.encode("gb18030"))
    data[200] = 0xFF
    source = decode(bytes(data), "p", "p")
    assert source.encoding == "gb18030"
    assert 1 <= source.replaced <= 2


def test_the_user_knows_the_encoding_better() -> None:
    data = "投资1亿元".encode("gb18030")
    assert decode(data, "p", "p", "gbk").text == "投资1亿元"
    with pytest.raises(InputError, match="no encoding is called 'gb99'"):
        decode(data, "p", "p", "gb99")


def test_a_packed_page_is_said_to_be_packed() -> None:
    with pytest.raises(InputError, match="is packed with gzip"):
        decode(gzip.compress("投资1亿元".encode()), "p.txt.gz", "p.txt.gz")
    with pytest.raises(InputError, match="is packed with zstandard"):
        decode(b"\x28\xb5\x2f\xfd\x20\x03\x19\x00\x00one", "p.txt.zst", "p.txt.zst")


def test_bytes_are_no_text() -> None:
    with pytest.raises(UsageError, match="is bytes, not str"):
        newsextract.parse("投资1亿元".encode())  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be"])
def test_the_mark_of_utf_32_is_not_that_of_utf_16(encoding: str) -> None:
    found = decode("\ufeff本报讯 投资1亿元".encode(encoding), "p", "p")
    assert (found.text, found.encoding) == ("本报讯 投资1亿元", encoding)


def test_a_short_page_of_utf_8_may_be_badly_damaged() -> None:
    data = bytearray("本报讯 市第二水厂昨日开工，总投资3亿元。".encode())
    for place in (1, 13, 22, 31):
        data[place] = 0xFF
    found = decode(bytes(data), "p", "p")
    assert found.encoding == "utf-8"
    assert "总投资3亿元" in found.text


def test_a_folder_is_no_rules_and_a_number_no_path() -> None:
    with pytest.raises(UsageError, match=r"rules: is str, not what load_rules gives"):
        newsextract.parse("本报讯", rules="my-patterns")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"path: is int, not str or Path"):
        newsextract.parse_file(5)  # type: ignore[arg-type]


@pytest.mark.parametrize("kinds", [["money", "moneys"], "percents"])
def test_an_unknown_kind_is_named_with_the_known_ones(kinds: str | list[str], tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text("本报讯", encoding="utf-8")
    known = r"unknown kind '(moneys|percents)' \(known: money, percent, date, project\)"
    with pytest.raises(UsageError, match=known):
        newsextract.parse("本报讯", kinds=kinds)
    with pytest.raises(UsageError, match=known):
        newsextract.parse_file(tmp_path / "p.txt", kinds=kinds)


def test_the_mark_of_gb18030_is_no_character_either() -> None:
    marked = decode("\ufeff云渡大桥总投资2亿元。".encode("gb18030"), "p", "p")
    assert (marked.text[:4], marked.encoding) == ("云渡大桥", "gb18030")
    assert decode("\ufeff云渡大桥".encode("gb18030"), "p", "p", "gb18030").text == "云渡大桥"


def test_no_name_is_no_file_and_no_folder_of_rules() -> None:
    with pytest.raises(InputError, match="'': is no name of a file"):
        newsextract.parse_file("")
    with pytest.raises(UsageError, match="folder '': is no name of a folder"):
        newsextract.load_rules("")
