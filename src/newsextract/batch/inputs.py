"""What a batch reads: files, folders, archives and lists of paths → pages with a safe name each, in a fixed order."""

from __future__ import annotations

import gzip
import hashlib
import lzma
import stat
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import IO

from newsextract.compiled import compiled
from newsextract.errors import InputError
from newsextract.readers.formats import NAMES

MAX_PAGE = 50 * 1024 * 1024  # bytes; the text of a newspaper page has some ten thousand
_MAX_MEMBERS = 100_000
_MAX_RATIO = 100  # bytes out for each byte in, once a member has more than _FREE bytes
_FREE = 1024 * 1024
_OURS = ".newsextract"  # the folder by which a data set of ours is known
_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2")
_UNSAFE = compiled(r'[\x00-\x1f\x7f<>:"|?*\u202a-\u202e\u2066-\u2069]')
_RESERVED = compiled(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")  # names that Windows gives to devices
_LONGEST = 180  # bytes of one part of a name, so that an ending of ours still fits into 255


@dataclass(frozen=True, slots=True)
class Item:
    """A page to be: ``path`` is its name in the data set, relative, with ``/``; ``member`` its name in an archive."""

    path: str
    file: Path
    member: str | None = None

    @property
    def shown(self) -> str:
        """What errors call it."""
        return f"{self.file}!{self.member}" if self.member is not None else str(self.file)


@dataclass(slots=True)
class Found:
    """The pages of a run, what was left out, and the sources that could not be read."""

    items: list[Item] = field(default_factory=list)
    skipped: int = 0
    errors: list[InputError] = field(default_factory=list)


def find_items(sources: Iterable[str], globs: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> Found:
    """Find the pages of files, folders and archives.

    A folder is walked to its leaves, in the order of names, without hidden files and without following links to
    folders, and not into the data sets of other runs; of its files those are taken whose path or name is like one of
    ``globs`` (default: ``NAMES``) or that are archives. What is like one of ``exclude`` is left out. No two pages get
    the same name, on no file system.
    """
    found = Found()
    names = _Names()
    for source in sources:
        path = Path(source)
        try:
            if path.is_dir():
                for file, inner in _walk(path):
                    chosen = _wanted(inner, globs or NAMES) or _is_archive(file)
                    if not chosen or _wanted(inner, exclude):
                        found.skipped += 1
                        continue
                    _take(file, inner, globs, exclude, names, found)
            elif path.exists():
                if not path.is_file():
                    raise InputError(str(path), "is no file and no folder", "name files, folders or archives")
                _take(path, path.name, globs, exclude, names, found)
            else:
                raise InputError(str(path), "no such file", "check the path")
        except InputError as error:
            found.errors.append(error)
        except OSError as error:
            found.errors.append(InputError(str(path), f"cannot be read: {error.strerror}"))
    return found


def load(item: Item) -> bytes:
    """Read the bytes of a page.

    Raises ``InputError`` where it cannot be read or is larger than ``MAX_PAGE``.
    """
    try:
        if item.member is None:
            if item.file.suffix.lower() == ".gz":
                with gzip.open(item.file) as stream:
                    return _bounded(stream, item, item.file.stat().st_size)
            size = item.file.stat().st_size
            if size > MAX_PAGE:
                raise _too_large(item)
            return item.file.read_bytes()
        with _member(item) as (stream, packed):
            return _bounded(stream, item, packed)
    except (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else " ".join(str(error).split())
        raise InputError(item.shown, f"cannot be read: {reason}") from None
    except (KeyError, RuntimeError, NotImplementedError) as error:  # no such member, a password, an unknown packing
        raise InputError(item.shown, f"cannot be unpacked: {' '.join(str(error).split())}") from None


def _walk(root: Path) -> Iterator[tuple[Path, str]]:
    folders = [root]
    while folders:
        folder = folders.pop()
        if folder != root and (folder / _OURS).is_dir():
            continue
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        for entry in entries:
            if not entry.name.startswith(".") and entry.is_file():
                yield entry, entry.relative_to(root).as_posix()
        inner = [e for e in entries if e.is_dir() and not e.is_symlink() and not e.name.startswith(".")]
        folders += reversed(inner)


def _wanted(path: str, patterns: Iterable[str]) -> bool:
    name = PurePosixPath(path).name
    return any(fnmatch(path, pattern) or fnmatch(name, pattern) for pattern in patterns)


def _is_archive(file: Path) -> bool:
    name = file.name.lower()
    return name.endswith(_ARCHIVES) or (name.endswith(".gz") and _wanted(name.removesuffix(".gz"), NAMES))


def _take(file: Path, path: str, globs: tuple[str, ...], exclude: tuple[str, ...], names: _Names, found: Found) -> None:
    """Take a file, or the members of an archive up under its name; archives inside archives are left out."""
    if not file.name.lower().endswith(_ARCHIVES):
        found.items.append(Item(names.give(path), file))
        return
    count = 0
    try:
        for member in _members(file):
            count += 1
            if count > _MAX_MEMBERS:
                raise InputError(str(file), f"has more than {_MAX_MEMBERS:,} members", "unpack and check it first")
            if not _wanted(member.replace("\\", "/"), globs or NAMES) or _wanted(member, exclude):
                found.skipped += 1
                continue
            found.items.append(Item(names.give(f"{path}/{member}"), file, member))
    except (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError) as error:
        reason = " ".join(str(error).split())
        raise InputError(str(file), f"is no archive that can be read: {reason}", "unpack it another way") from None


def _members(file: Path) -> Iterator[str]:
    """The names of the plain files of an archive; links and devices are none."""
    if file.name.lower().endswith(".zip"):
        with zipfile.ZipFile(file) as archive:
            for info in archive.infolist():
                mode = info.external_attr >> 16
                if not info.is_dir() and (not mode or stat.S_IFMT(mode) in (0, stat.S_IFREG)):
                    yield info.filename
        return
    with tarfile.open(file) as archive:
        for member in archive:
            if member.isfile():
                yield member.name


@contextmanager
def _member(item: Item) -> Iterator[tuple[IO[bytes], int]]:
    """Open a member for reading; also give how many bytes it takes packed, or 0 where its archive does not tell."""
    assert item.member is not None
    if item.file.name.lower().endswith(".zip"):
        with zipfile.ZipFile(item.file) as archive, archive.open(item.member) as stream:
            yield stream, archive.getinfo(item.member).compress_size
        return
    with tarfile.open(item.file) as tar:
        inner = tar.extractfile(item.member)
        if inner is None:
            raise InputError(item.shown, "is no plain file")
        with inner:
            yield inner, 0


def _bounded(stream: IO[bytes] | gzip.GzipFile, item: Item, packed: int) -> bytes:
    """Read a stream that may never end: a bomb is told by its size or by what it was packed into."""
    data = stream.read(MAX_PAGE + 1)
    if len(data) > MAX_PAGE:
        raise _too_large(item)
    if packed and len(data) > max(_FREE, packed * _MAX_RATIO):
        raise InputError(item.shown, f"unpacks to {len(data) // packed} times its size", "unpack and check it first")
    return data


def _too_large(item: Item) -> InputError:
    return InputError(item.shown, f"is larger than {MAX_PAGE // 1024 // 1024} MB", "split it into pages")


class _Names:
    """Gives every page a name that is safe to write, and its own on file systems that fold case or accents."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, path: str) -> str:
        safe = "/".join(map(_safe, _parts(path))) or "_"
        name, n = safe, 1
        while (folded := unicodedata.normalize("NFC", name).casefold()) in self._given:
            n += 1
            stem, dot, suffix = safe.rpartition(".")
            name = f"{stem}~{n}.{suffix}" if dot and "/" not in suffix else f"{safe}~{n}"
        self._given.add(folded)
        return name


def _parts(path: str) -> list[str]:
    """The parts of a path without those that lead out of it."""
    return [part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]


def _safe(part: str) -> str:
    """One part of a path as every file system takes it."""
    part = _UNSAFE.sub("_", part.encode("utf-8", "backslashreplace").decode()).rstrip(". ") or "_"
    if _RESERVED.fullmatch(part) or part.startswith("."):
        part = f"_{part}"
    if len(part.encode()) > _LONGEST:
        mark = hashlib.sha256(part.encode()).hexdigest()[:12]
        tail = PurePosixPath(part).suffix[:12]
        part = part.encode()[: _LONGEST - 32].decode("utf-8", "ignore") + f"~{mark}{tail}"
    return part
