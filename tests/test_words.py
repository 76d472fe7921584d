"""jieba and rjieba cut alike, and nothing is read from or written to the folder that everybody may write."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings

from composed import pages
from newsextract import words
from newsextract.words import JiebaSegmenter, segmenter

SAMPLES = sorted((Path(__file__).resolve().parent.parent / "samples").glob("*.txt"))


@pytest.fixture(scope="module")
def slow() -> JiebaSegmenter:
    return JiebaSegmenter()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_both_engines_cut_a_page_alike(path: Path, slow: JiebaSegmenter) -> None:
    pytest.importorskip("rjieba")
    for line in path.read_text(encoding="utf-8").split():
        assert segmenter("rjieba").cut(line) == slow.cut(line)


@given(pages())
@settings(max_examples=150, deadline=None)
def test_words_are_the_text(text: str) -> None:
    assert "".join(segmenter("jieba").cut(text)) == text


def test_a_part_of_the_dictionary_cuts_as_the_whole_does() -> None:
    text = "禾水县年产十万吨乳品加工项目和滨河新城棚户区改造工程正在加紧建设"
    fresh, filled = JiebaSegmenter(), JiebaSegmenter()
    for other in ("各县区", "重点项目", "污水处理", "高速公路", "全部"):
        filled.cut(other)
    assert fresh.cut(text) == filled.cut(text)


def test_a_dictionary_in_an_archive_is_read_whole_and_cuts_alike(slow: JiebaSegmenter, tmp_path: Path) -> None:
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(str(files("jieba").joinpath("dict.txt")), "dict.txt")
    lines = words.mapped(zipfile.Path(packed, "dict.txt"))
    assert isinstance(lines, bytes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "mapped", lambda _: lines)
        packed_one = JiebaSegmenter()
    for path in SAMPLES:
        text = path.read_text(encoding="utf-8")
        assert packed_one.cut(text) == slow.cut(text)


@pytest.mark.parametrize("engine", ["jieba", "rjieba"])
def test_no_cache_is_read_or_written(engine: str, tmp_path: Path) -> None:
    if engine == "rjieba":
        pytest.importorskip("rjieba")
    (tmp_path / "jieba.cache").write_bytes(b"not what jieba marshals")
    code = f"from newsextract.words import segmenter; print('|'.join(segmenter({engine!r}).cut('污水处理厂开工')))"
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONUTF8": "1"}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert run.stdout.strip().replace("|", "") == "污水处理厂开工"
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]
    assert (tmp_path / "jieba.cache").read_bytes() == b"not what jieba marshals"
