"""The tables of pattern files come from the shelf where texts and code are as they were, and only there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from newsextract import rulefiles
from newsextract.compiled import Shelf
from newsextract.errors import PatternError
from newsextract.needs import Index
from newsextract.rulefiles import Text, read_folder, tables
from newsextract.rules import load, shipped

COINS = Text(
    "mine/money.toml",
    """kind = "money"
[[rule]]
id = "coins"
why = "Coins are counted."
pattern = '(?<amount>\\d+)枚'
examples = [{ text = "<<3枚>>" }]
never = ["枚举"]
needs = ["枚"]
""",
)


class Run:
    """A process of its own, as far as the shelf goes."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.dont_write_bytecode", False)
        self.path, self.monkeypatch = path, monkeypatch

    def reads(self, *texts: Text) -> bool:
        """Read a folder in a new process; say whether that took more than the shelf."""
        shelf = Shelf(self.path)
        parsed: list[str] = []

        def loads(text: str) -> object:
            parsed.append(text)
            return whole(text)

        whole = tomllib.loads
        with self.monkeypatch.context() as patch:
            patch.setattr(rulefiles, "shelf", lambda: shelf)
            patch.setattr(tomllib, "loads", loads)
            self.faults: list[str] = []
            self.tables = tables([list(texts)], self.faults)
        shelf.keep()
        return bool(parsed)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    return Run(tmp_path / "kept.patterns", monkeypatch)


def test_the_same_texts_are_read_once(run: Run) -> None:
    assert run.reads(COINS)
    first = run.tables
    assert not run.reads(COINS)
    assert run.tables == first
    assert [rule["id"] for rule in run.tables["rooms"]["money"]["rules"]] == ["coins"]


def test_alternatives_may_be_written_one_on_a_line(run: Run) -> None:
    listed = COINS.text.replace("'(?<amount>\\d+)枚'", "[\n  '(?<amount>\\d+)枚',  # 3枚\n  '两(?<amount>)枚',\n]")
    run.reads(COINS._replace(text=f"{listed}[parts]\nmark = ['元', '角']\n"))
    room = run.tables["rooms"]["money"]
    assert run.faults == []
    assert room["rules"][0]["source"] == r"(?<amount>\d+)枚|两(?<amount>)枚"
    assert room["parts"]["mark"] == "元|角"


@pytest.mark.parametrize(
    "other",
    [
        COINS._replace(text=COINS.text.replace("Coins", "Pieces")),
        COINS._replace(where="yours/money.toml"),
    ],
    ids=["an edit", "another place"],
)
def test_other_texts_are_read_anew(run: Run, other: Text) -> None:
    assert run.reads(COINS)
    assert run.reads(other)
    assert not run.reads(COINS)


def test_other_code_reads_anew(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = tmp_path / "reader.py"
    code.write_text("one")
    monkeypatch.setattr(rulefiles, "_READERS", (str(code),))
    assert run.reads(COINS)
    assert not run.reads(COINS)
    code.write_text("two")
    assert run.reads(COINS)


def test_code_that_cannot_be_read_keeps_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulefiles, "_READERS", ("archive.zip/newsextract/rulefiles.py",))
    assert run.reads(COINS)
    assert run.reads(COINS)


def test_texts_with_a_fault_give_it_each_time(run: Run) -> None:
    broken = COINS._replace(text=COINS.text.replace("never", "nver"))
    for _ in range(2):
        assert run.reads(broken)
        assert len(run.faults) == 2
    assert run.reads(COINS)
    assert not run.faults


def test_the_shipped_files_are_kept_with_their_index(run: Run) -> None:
    texts = read_folder(shipped(), "patterns", [])
    assert run.reads(*texts)
    assert not run.reads(*texts)
    index = Index.of(run.tables["index"])
    rules = [rule for room in load().rooms.values() for rule in room.rules]
    sentence = "总投资3.2亿元，增长8%，2020年9月8日开工建设。"

    def tried(known: Index) -> list[str]:
        stands = known.standing(sentence)
        return [rule.name for rule in rules if not known.asked(rule.needs) & ~stands]

    assert tried(index) == tried(load().rooms["money"].index)
    assert "money/amount" in tried(index)


def test_faults_of_all_folders_come_together(tmp_path: Path) -> None:
    (tmp_path / "money.toml").write_text(COINS.text.replace("why", "wy"), encoding="utf-8")
    (tmp_path / "date.toml").write_bytes(b'kind = "\xff"')
    (tmp_path / "percent.toml").write_text("kind = 'percent", encoding="utf-8")
    with pytest.raises(PatternError) as caught:
        load(tmp_path)
    assert {"money", "date", "percent"} == {Path(fault.split(":")[0]).stem for fault in caught.value.faults}
