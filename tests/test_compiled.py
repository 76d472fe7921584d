"""Compiled patterns are found again, and what is damaged or foreign on the shelf is never run."""

from __future__ import annotations

import copyreg
import marshal
import pickle
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
import regex

import newsextract
from newsextract import compiled
from newsextract.compiled import Shelf, _key, packed, shelf

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


def test_patterns_of_one_number_are_told_apart(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "crc32", lambda _source: 1)
    for source in (SOURCE, "开工", SOURCE):
        shelf = Shelf(path)
        assert shelf.compile(source).pattern == source
        shelf.keep()


def test_a_value_is_kept_by_its_name(path: Path) -> None:
    value = {"rules": [("a", 1)], "bits": frozenset({1 << 80})}
    first = Shelf(path)
    first.remember("one", value)
    first.keep()
    assert Shelf(path).recall("one") == value
    assert Shelf(path).recall("two") is None


def test_only_the_last_few_named_values_stay(path: Path) -> None:
    first = Shelf(path)
    first.compile(SOURCE)
    first.keep()
    for n in range(10):
        shelf = Shelf(path)
        shelf.remember(f"edit {n}", [n])
        shelf.keep()
    last = Shelf(path)
    assert [n for n in range(10) if last.recall(f"edit {n}")] == [6, 7, 8, 9]
    assert next(iter(last._places)) == _key(SOURCE)


@pytest.mark.parametrize("value", [Path("a"), lambda: 0, {"deep": [object()]}], ids=["a class", "code", "an object"])
def test_more_than_plain_values_is_not_kept(path: Path, value: object) -> None:
    first = Shelf(path)
    first.compile(SOURCE)
    first.remember("one", value)
    first.keep()
    assert Shelf(path).recall("one") is None
    assert list(Shelf(path)._places) == [_key(SOURCE)]


def test_a_shelf_goes_on_after_it_was_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(path)
    for source in ("元", "亿元"):
        shelf.compile(source)
        shelf.keep()
    monkeypatch.setattr(regex, "compile", lambda _source: pytest.fail("compiled again"))
    for known in (shelf, Shelf(path)):
        assert [known.compile(source).pattern for source in ("元", "亿元")] == ["元", "亿元"]


def test_a_shelf_that_another_process_replaced_is_read_as_it_was(path: Path) -> None:
    first = Shelf(path)
    first.compile(SOURCE)
    first.keep()
    reader, other = Shelf(path), Shelf(path)
    other.remember("one", ["something", "longer"])
    other.compile("亿元")
    other.keep()
    assert reader.compile(SOURCE).pattern == SOURCE
    assert reader.recall("one") is None


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
    pattern = shelf.compile(SOURCE)
    shelf.keep()
    assert shelf.compile(SOURCE) is pattern
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


class Foreign:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return pytest.fail, ("a pickle was trusted",)


def told(source: str) -> bytes:
    """The bytes of a compiled pattern."""
    return marshal.dumps(copyreg.dispatch_table[regex.Pattern](regex.compile(source))[1])


def table(places: object) -> bytes:
    """A file that begins with these places."""
    data = pickle.dumps(places) if isinstance(places, Foreign) else marshal.dumps(places)
    return len(data).to_bytes(8, "big") + data


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x80",
        b"not a pickle at all",
        b"\xff" * 40,
        table(["a", "list"]),
        table(Foreign()),
        table({SOURCE: b"no place"}),
        table({SOURCE: (0, 10**30)}),
        table({SOURCE: (-20, -1)}),
        table({SOURCE: ("0", "1")}),
        table({SOURCE: (0, 9)}),
        table({7: (0, 9), None: None}),
        packed({SOURCE: b"damaged"}),
        packed({SOURCE: pickle.dumps(Foreign())}),
        packed({SOURCE: marshal.dumps("a text")}),
        packed({_key(SOURCE): marshal.dumps(("a", "pattern"))}),
        packed({_key(SOURCE): told("another")}),
        packed({_key(SOURCE): told(SOURCE)})[:-3],
    ],
)
def test_what_is_damaged_or_foreign_is_compiled_anew(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    shelf = Shelf(path)
    assert shelf.compile(SOURCE).search("3亿元")
    shelf.keep()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(regex, "compile", lambda _source: pytest.fail("compiled again"))
        assert Shelf(path).compile(SOURCE).search("3亿元")


def test_what_is_damaged_or_foreign_under_a_name_is_not_there(path: Path) -> None:
    path.parent.mkdir()
    for content in (b"damaged", pickle.dumps(Foreign())):
        path.write_bytes(packed({"\0one": content}))
        assert Shelf(path).recall("one") is None


def test_nothing_is_kept_inside_the_package_which_would_outlive_it() -> None:
    package = Path(newsextract.__file__).parent
    assert package not in shelf().path.parents


def test_every_pattern_that_a_module_names_compiles() -> None:
    named = 0
    for module in walk_packages(newsextract.__path__, "newsextract."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, compiled.Awaited):
                named += 1
                assert value.groups >= 0
    assert named > 100


def test_a_pattern_is_made_when_it_is_asked_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(compiled, "made", lambda source: made.append(source) or regex.compile(source))
    pattern = compiled.compiled(r"第(\d+)期")
    assert not made
    assert [pattern.sub("", text) for text in ("第3期", "三期")] == ["", "三期"]
    assert made == [r"第(\d+)期"]
