"""A data set holds what its last run wrote, and says what else lies there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from newsextract.batch.inputs import MAX_PAGE
from newsextract.batch.manifest import Manifest

TEXT = "云渡大桥项目总投资{n}亿元，去年5月开工。\n"


def batch(*arguments: str | Path, code: int = 0) -> str:
    command = [sys.executable, "-m", "newsextract", "batch", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def files(folder: Path) -> list[str]:
    """The data set without its manifest and what the run keeps for itself."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if path.parts[0] not in (".newsextract", "manifest.jsonl"))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    for n, name in enumerate(("1998/a.txt", "1999/a.txt", "1999/b.txt"), 1):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT.format(n=n), "utf-8")
    return folder


def test_pages_that_vanish_are_told_and_pruned_only_when_asked(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert "earlier runs" not in batch(pages, "-o", out)
    (pages / "1998" / "a.txt").unlink()
    said = batch(pages, "-o", out)
    assert (
        f"1 file of earlier runs left in {out} (--prune removes what this run did not write): 1998/a.txt.json" in said
    )
    assert files(out) == ["1998/a.txt.json", "1999/a.txt.json", "1999/b.txt.json"]
    assert "removed 1 file of earlier runs: 1998/a.txt.json" in batch(pages, "-o", out, "--prune")
    assert files(out) == ["1999/a.txt.json", "1999/b.txt.json"]
    assert not (out / "1998").exists()
    assert set(Manifest(out).entries) == {"1999/a.txt", "1999/b.txt"}
    assert "earlier runs" not in batch(pages, "-o", out, "--prune")


def test_a_page_of_another_source_takes_no_pages_place(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(pages / "1998", "-o", out)
    before = (out / "a.txt.json").read_bytes()
    said = batch(pages / "1999", "-o", out, code=2)
    assert f"holds {pages / '1998/a.txt'}, whose name in the data set {pages / '1999/a.txt'} has as well" in said
    assert (out / "a.txt.json").read_bytes() == before
    batch(pages / "1999", "-o", out, "--force")
    assert (out / "a.txt.json").read_bytes() != before


def test_a_page_that_has_changed_or_was_moved_is_the_same_page(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(pages, "-o", out)
    (pages / "1998" / "a.txt").write_text(TEXT.format(n=7), "utf-8")
    assert "1 of them now" in batch(pages, "-o", out)
    moved = pages.rename(tmp_path / "moved")
    (moved / "1998" / "a.txt").write_text(TEXT.format(n=8), "utf-8")
    assert "1 of them now" in batch(moved, "-o", out)


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("left", [b"", b'{"schema": "newsextr'])
def test_a_document_that_was_cut_off_is_made_again(form: str, left: bytes, pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(pages, "-o", out, "-f", form)
    kept = out / "1998" / "a.txt.json" if form == "json" else out / ".newsextract" / "pages" / "1998" / "a.txt.json"
    before = kept.read_bytes()
    kept.write_bytes(left)
    assert "3 of 3 pages done, 1 of them now" in batch(pages, "-o", out, "-f", form)
    assert kept.read_bytes() == before


def test_a_document_that_is_damaged_inside_is_an_error_with_its_cure(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(pages, "-o", out, "-f", "csv")
    kept = out / ".newsextract" / "pages" / "1998" / "a.txt.json"
    kept.write_bytes(b"{" + kept.read_bytes()[9:])
    assert "is damaged" in batch(pages, "-o", out, "-f", "csv", code=4)
    kept.unlink()
    batch(pages, "-o", out, "-f", "csv")


def test_pages_that_a_table_has_no_more_are_told(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(pages, "-o", out, "-f", "csv")
    (pages / "1998" / "a.txt").unlink()
    assert "1 page of earlier runs not among these sources" in batch(pages, "-o", out, "-f", "csv")
    assert "not among these sources" not in batch(pages, "-o", out, "-f", "csv", "--prune")


def test_what_no_run_wrote_is_never_pruned(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(pages, "-o", out)
    (pages / "1998" / "a.txt").unlink()
    (out / "1998" / "a.txt.json").write_text('{"mine": true}')
    (out / "1998" / "notes.json").write_text('{"schema": "newsextract/1"}')
    batch(pages, "-o", out, "--prune")
    assert files(out) == ["1998/a.txt.json", "1998/notes.json", "1999/a.txt.json", "1999/b.txt.json"]


def test_data_sets_of_other_formats_are_pruned(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(pages, "-o", out)
    assert "3 files of earlier runs left" in batch(pages, "-o", out, "-f", "csv")
    assert len(files(out)) == 5
    batch(pages, "-o", out, "-f", "csv", "--prune")
    assert files(out) == ["facts.csv", "records.csv"]
    batch(pages, "-o", out, "-f", "jsonl", "--prune")
    assert files(out) == ["documents.jsonl"]
    batch(pages, "-o", out, "-f", "jsonl", "--flat", "--prune")
    assert files(out) == ["records.jsonl"]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "parquet", "sqlite", "duckdb"])
def test_a_dry_run_says_what_would_be_pruned_and_removes_nothing(form: str, pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for one in ("json", "csv", form):
        batch(pages, "-o", out, "-f", one)
    (pages / "1998" / "a.txt").unlink()
    before = files(out)
    said = batch(pages, "-o", out, "-f", form, "--prune", "--dry-run")
    assert files(out) == before
    assert set(Manifest(out).entries) == {"1998/a.txt", "1999/a.txt", "1999/b.txt"}
    batch(pages, "-o", out, "-f", form, "--prune")
    gone = sorted(set(before) - set(files(out)))
    assert gone
    told = [line.removeprefix("newsextract: would remove ") for line in said.splitlines() if "would remove" in line]
    assert sorted(told) == [str(out / name) for name in gone]
    files_ = "1 file" if len(gone) == 1 else f"{len(gone)} files"
    assert f"{files_} of earlier runs to remove, 1 page to forget; nothing removed" in said
    assert "0 files of earlier runs to remove, 0 pages" in batch(pages, "-o", out, "-f", form, "--prune", "--dry-run")


def test_a_dry_run_prunes_nothing_that_a_run_would_not(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(pages, "-o", out)
    (pages / "1998" / "a.txt").unlink()
    assert "would remove" not in batch(pages, "-o", out, "--dry-run")
    (pages / "2000.zip").write_bytes(b"PK no archive")
    said = batch(pages, "-o", out, "--prune", "--dry-run")
    assert "would remove" not in said
    assert "nothing would be removed, for a source could not be read" in said


def test_nothing_is_pruned_where_a_source_cannot_be_read(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    broken = pages / "2000.zip"
    batch(pages, "-o", out)
    (pages / "1998" / "a.txt").unlink()
    broken.write_bytes(b"PK no archive")
    assert "(not pruned, for a source could not be read): 1998/a.txt.json" in batch(pages, "-o", out, "--prune", code=3)
    assert "1998/a.txt.json" in files(out)


def test_a_page_that_fails_now_has_no_document_of_its_old_bytes(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(pages, "-o", out)
    (pages / "1998" / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    batch(pages, "-o", out, code=3)
    assert files(out) == ["1999/a.txt.json", "1999/b.txt.json"]


def test_a_page_whose_bytes_cannot_be_read_has_neither_size_nor_digest(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with (pages / "1998" / "a.txt").open("wb") as stream:
        stream.truncate(MAX_PAGE + 1)
    assert "is larger than 50 MB" in batch(pages, "-o", out, code=3)
    entry = Manifest(out).entries["1998/a.txt"]
    assert (entry.status, entry.size, entry.sha256) == ("failed", None, None)
    assert "0 of them now" in batch(pages, "-o", out, code=3)
    (pages / "1998" / "a.txt").write_text(TEXT.format(n=1), "utf-8")
    batch(pages, "-o", out)
    assert json.loads((out / "1998" / "a.txt.json").read_text("utf-8"))["records"]
