"""Archives: every packing, what is no page, damage, bombs, and that each is gone through once."""

from __future__ import annotations

import gzip
import io
import lzma
import sys
import tarfile
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
import zstandard

from newsextract.batch import archives
from newsextract.batch.inputs import Item, find_items, load
from newsextract.errors import InputError

PACKINGS = ["zip", "tar", "tar.gz", "tgz", "tar.xz", "tar.bz2", "tar.zst", "tzst"]


def packed(file: Path, pages: Iterable[tuple[str, bytes]]) -> Path:
    """Write an archive in the packing that its name says."""
    if file.suffix == ".zip":
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in pages:
                archive.writestr(name, data)
        return file
    stream = io.BytesIO()
    modes = {".gz": "w:gz", ".tgz": "w:gz", ".xz": "w:xz", ".bz2": "w:bz2"}
    with tarfile.open(fileobj=stream, mode=modes.get(file.suffix, "w")) as tar:  # type: ignore[call-overload]
        for name, data in pages:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    data = stream.getvalue()
    file.write_bytes(zstandard.ZstdCompressor().compress(data) if file.suffix in (".zst", ".tzst") else data)
    return file


@pytest.mark.parametrize("packing", PACKINGS)
def test_every_packing_gives_its_pages_in_any_order(tmp_path: Path, packing: str) -> None:
    pages = [(f"2020/p{n}.txt", f"总投资{n}亿元。\n".encode() * (n + 1)) for n in range(50)]
    file = packed(tmp_path / f"pages.{packing}", [*pages, ("2020/scan.jpg", b"\xff\xd8")])
    found = find_items([str(file)])
    assert [item.path for item in found.items] == [f"pages.{packing}/{name}" for name, _ in pages]
    assert found.skipped == [f"pages.{packing}/2020/scan.jpg"]
    assert [load(item) for item in found.items] == [data for _, data in pages]
    assert [load(item) for item in reversed(found.items)] == [data for _, data in reversed(pages)]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_zip_that_does_not_say_how_its_names_are_written_keeps_them_and_their_day(
    encoding: str, tmp_path: Path
) -> None:
    file, name = tmp_path / "pages.zip", "日报_2020年9月8日.txt"
    plain = "p" * len(name.encode(encoding))  # zipfile writes no name in GBK
    packed(file, [(plain, b"one")])
    file.write_bytes(file.read_bytes().replace(plain.encode(), name.encode(encoding)))
    items = find_items([str(file)], ("*",)).items
    assert [item.path for item in items] == [f"pages.zip/{name}"]
    assert load(items[0]) == b"one"


@pytest.mark.parametrize("packing", ["zip", "tar.gz", "tar.xz", "tar.zst"])
def test_a_worker_goes_through_an_archive_once(tmp_path: Path, packing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = packed(tmp_path / f"pages.{packing}", [(f"{n}.txt", b"x" * 100) for n in range(300)])
    opened = []
    for owner, name in ((zipfile, "ZipFile"), (archives, "_unpacking")):
        real = getattr(owner, name)
        monkeypatch.setattr(owner, name, lambda *a, real=real, **k: opened.append(a) or real(*a, **k))
    items = find_items([str(file)]).items
    monkeypatch.undo()
    assert len(opened) == 1
    archives._opened.cache_clear()
    assert len([load(item) for item in items]) == 300
    assert archives._opened.cache_info().misses == 1


def test_an_archive_that_changed_is_opened_anew(tmp_path: Path) -> None:
    file = packed(tmp_path / "pages.zip", [("p.txt", b"one")])
    [item] = find_items([str(file)]).items
    assert load(item) == b"one"
    packed(file, [("p.txt", b"another")])
    assert load(find_items([str(file)]).items[0]) == b"another"
    packed(file, [])
    with pytest.raises(InputError, match="cannot be unpacked"):
        load(item)


def test_a_name_says_nothing_of_the_packing(tmp_path: Path) -> None:
    file = packed(tmp_path / "pages.tar.gz", [("p.txt", b"one")])
    [item] = find_items([str(file.rename(tmp_path / "pages.tar"))]).items
    assert load(item) == b"one"


def test_links_devices_and_archives_inside_are_no_pages(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        for name, type_ in (("l.txt", tarfile.SYMTYPE), ("h.txt", tarfile.LNKTYPE), ("d.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = type_, "/etc/passwd"
            tar.addfile(info)
        tar.addfile(tarfile.TarInfo("inner.zip"))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        link = zipfile.ZipInfo("l.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert find_items([str(tmp_path)]).items == []


@pytest.mark.parametrize("packing", PACKINGS)
def test_damage_costs_what_stands_behind_it(tmp_path: Path, packing: str) -> None:
    noise = [lzma.compress(str(n).encode() * 50) * 9 for n in range(200)]
    file = packed(tmp_path / f"pages.{packing}", [(f"{n:03}.txt", data) for n, data in enumerate(noise)])
    data = file.read_bytes()
    file.write_bytes(data[: len(data) * 2 // 3])
    found = find_items([str(file)])
    [error] = found.errors
    assert str(file) in str(error)
    assert len(found.items) < 200
    for item in found.items[:-1]:
        assert load(item) == noise[int(Path(item.path).stem)]


def test_a_zip_that_is_cut_off_is_not_the_one_inside_it(tmp_path: Path) -> None:
    inner = packed(tmp_path / "in.zip", [("p.txt", b"one")])
    file = tmp_path / "out.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", b"two")
        archive.write(inner, "in.zip")
        archive.writestr("b.txt", b"three")
    assert [item.path for item in find_items([str(file)]).items] == ["out.zip/a.txt", "out.zip/b.txt"]
    file.write_bytes(file.read_bytes()[:-60])
    found = find_items([str(file)])
    assert found.items == []
    said = "is no archive that can be read: it is cut off, or something stands before its first member"
    assert [str(error) for error in found.errors] == [f"{file}: {said} (unpack it another way)"]


@pytest.mark.parametrize("names", [[], ["p.txt"]])
def test_a_zip_of_one_piece_or_of_nothing_is_whole(tmp_path: Path, names: list[str]) -> None:
    file = packed(tmp_path / "pages.zip", [(name, b"one") for name in names])
    assert find_items([str(file)]).errors == []
    file.write_bytes(b"PK00" + file.read_bytes())  # the mark of what was to be split, and fitted into one piece
    found = find_items([str(file)])
    assert [error.what for error in found.errors] == []
    assert [load(item) for item in found.items] == [b"one"] * len(names)


@pytest.mark.parametrize("packing", PACKINGS)
def test_what_is_no_archive_is_one_line(tmp_path: Path, packing: str) -> None:
    (tmp_path / f"pages.{packing}").write_bytes(b"not at all an archive, whatever its name says" * 20)
    [error] = find_items([str(tmp_path)]).errors
    assert "is no archive that can be read" in str(error)
    assert "\n" not in str(error)


def test_a_password_is_one_line(tmp_path: Path) -> None:
    file = packed(tmp_path / "pages.zip", [("p.txt", b"one")])
    data = bytearray(file.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    file.write_bytes(data)
    [item] = find_items([str(file)]).items
    with pytest.raises(InputError, match="password"):
        load(item)


ALONE = {".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress}


@pytest.mark.parametrize("ending", ALONE)
@pytest.mark.parametrize("packing", ["folder", "zip", "tar.gz"])
def test_a_page_that_is_packed_alone_is_read_wherever_it_lies(tmp_path: Path, packing: str, ending: str) -> None:
    pages = {"a.txt": b"one", "b.XML": b"<alto/>", "c.jpg": b"two", "d.tar": b"three"}
    every = [(f"{name}{ending}", ALONE[ending](data)) for name, data in pages.items()]
    place = tmp_path / f"pages.{packing}"
    if packing == "folder":
        place.mkdir()
        for name, data in every[:3]:
            (place / name).write_bytes(data)
    else:
        packed(place, every)
    found = find_items([str(place)])
    before = "" if packing == "folder" else f"{place.name}/"
    assert [item.path for item in found.items] == [f"{before}a.txt{ending}", f"{before}b.XML{ending}"]
    assert [load(item) for item in found.items] == [b"one", b"<alto/>"]
    assert found.skipped[0] == f"{before}c.jpg{ending}"
    assert [item.path for item in find_items([str(place)], (), ("a.txt",)).items] == [f"{before}b.XML{ending}"]


@pytest.mark.parametrize("ending", ALONE)
def test_damage_and_bombs_of_a_page_that_is_packed_alone_are_one_line(tmp_path: Path, ending: str) -> None:
    pack, page = ALONE[ending], tmp_path / f"p.txt{ending}"
    noise = lzma.compress(b"noise") * 99

    def said(data: bytes) -> str:
        page.write_bytes(data)
        zipped = packed(tmp_path / "pages.zip", [(page.name, data)])
        errors = []
        for place in (page, zipped):
            with pytest.raises(InputError) as raised:
                load(find_items([str(place)]).items[0])
            errors.append(raised.value.what)
        assert errors[0] == errors[1]
        return errors[0]

    assert said(b"not packed at all").startswith("cannot be read: ")
    assert said(pack(noise)[:-9]).startswith("cannot be read: ")
    assert said(pack(noise) + b"more than it").startswith("cannot be read: ")
    assert "times its size" in said(pack(bytes(40 * 1024 * 1024)))
    assert "is larger than 50 MB" in said(pack(bytes(60 * 1024 * 1024)))
    page.write_bytes(pack(b"one, ") + pack(b"two"))
    assert load(Item(page.name, page)) == b"one, two"


def test_a_page_that_is_packed_with_zstandard_needs_its_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "p.txt.zst").write_bytes(ALONE[".zst"](b"one"))
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(InputError, match=r"needs zstandard \(pip install 'newsextract\[zstd\]'\)"):
        load(find_items([str(tmp_path)]).items[0])


def test_bombs_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    zeros = bytes(40 * 1024 * 1024)
    inner = tmp_path / "inner"
    inner.mkdir()
    packed(tmp_path / "one.zip", [("p.txt", zeros)])
    packed(tmp_path / "nested.zip", [("inner.zip", (tmp_path / "one.zip").read_bytes())])
    with gzip.open(tmp_path / "many.tar.gz", "wb", compresslevel=1) as stream:
        for n in range(12):
            info = tarfile.TarInfo(f"{n}.txt")
            info.size = len(zeros)
            stream.write(info.tobuf())
            stream.write(zeros)
    with gzip.open(tmp_path / "p.txt.gz", "wb") as stream:
        stream.write(zeros)
    started = time.perf_counter()
    found = find_items([str(tmp_path / name) for name in ("one.zip", "nested.zip", "many.tar.gz", "p.txt.gz")])
    assert [item.path for item in found.items] == ["one.zip/p.txt", "p.txt.gz"]
    assert [str(error) for error in found.errors] == [
        f"{tmp_path / 'many.tar.gz'}: unpacks to more than 256 MB (unpack and check it first)"
    ]
    for item in found.items:
        with pytest.raises(InputError, match="times its size"):
            load(item)
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize("packing", ["zip", "tar"])
def test_an_archive_of_too_many_members_is_refused(
    tmp_path: Path, packing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 100)
    file = packed(tmp_path / f"pages.{packing}", [(f"{n}.txt", b"x") for n in range(101)])
    found = find_items([str(file)])
    assert found.items == []
    assert "has more than 100 members" in str(found.errors[0])


def test_a_member_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = packed(tmp_path / "pages.tar.gz", [("p.txt", b"x" * 100)])
    [item] = find_items([str(file)]).items
    monkeypatch.setattr("newsextract.batch.inputs.MAX_PAGE", 99)
    with pytest.raises(InputError, match="is larger than"):
        load(item)
    assert isinstance(item, Item)


def test_what_a_mac_puts_beside_the_pages_is_none(tmp_path: Path) -> None:
    file = packed(
        tmp_path / "pages.zip", [("q.txt", b"one"), ("__MACOSX/._q.txt", b"\x00\x05\x16\x07"), ("a/._r.txt", b"ab")]
    )
    found = find_items([str(file)])
    assert [item.path for item in found.items] == ["pages.zip/q.txt"]
    assert found.skipped == []
