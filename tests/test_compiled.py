"""Compiled patterns are found again, and what is damaged or foreign on the shelf is never run."""

from __future__ import annotations

import pickle
import sys
import tomllib
from pathlib import Path

import pytest
import regex

from newsextract.compiled import Shelf

SOURCE = r"(?<amount>\d+)[万亿]?元"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "new" / "kept.patterns"


def test_a_pattern_is_kept_and_found_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Shelf(path)
    first.compile(SOURCE)
    first.keep()
    monkeypatch.setattr(regex, "compile", lambda _source: pytest.fail("compiled again"))
    match = Shelf(path).compile(SOURCE).search("总投资3亿元")
    assert match is not None
    assert (match.span(), match["amount"]) == ((3, 6), "3")


def test_a_parsed_file_is_kept_by_its_text(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Shelf(path)
    first.parse('kind = "money"')
    first.keep()
    again = Shelf(path)
    assert again.parse('kind = "date"') == {"kind": "date"}
    monkeypatch.setattr(tomllib, "loads", lambda _text: pytest.fail("parsed again"))
    assert again.parse('kind = "money"') == {"kind": "money"}


def test_nothing_is_written_where_no_bytecode_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    shelf = Shelf(path)
    shelf.compile(SOURCE)
    shelf.keep()
    assert not path.exists()


def test_a_folder_that_cannot_be_made_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "file").write_text("")
    shelf = Shelf(tmp_path / "file" / "kept.patterns")
    shelf.compile(SOURCE)
    shelf.keep()


class Foreign:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return pytest.fail, ("a pickle was trusted",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x80",
        b"not a pickle at all",
        pickle.dumps(["a", "list"]),
        pickle.dumps(Foreign()),
        pickle.dumps({SOURCE: b"damaged"}),
        pickle.dumps({SOURCE: pickle.dumps(Foreign())}),
        pickle.dumps({SOURCE: pickle.dumps("a text")}),
    ],
)
def test_what_is_damaged_or_foreign_is_compiled_anew(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert Shelf(path).compile(SOURCE).search("3亿元")
