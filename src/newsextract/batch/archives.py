"""Archives: which plain files stand in one, and the bytes of each, without unpacking the others over and over.

A worker keeps the archive that it reads open, and pages come in the order in which they stand there: a packed tar of
thirty thousand pages is gone through once by each worker, not once for each page.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from newsextract.errors import InputError, UsageError

_UTF8 = 0x800  # the flag of a name in UTF-8
_SPLIT = b"PK00"  # what an archive begins with that was to be split, and fitted into one piece
ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tar.zst", ".tzst")
MAX_MEMBERS = 100_000
MAX_RATIO = 100  # bytes out for each byte in, once there are more than is free
FREE_PAGE = 1024 * 1024
FREE_ARCHIVE = 256 * 1024 * 1024
_SKIP = 1024 * 1024  # bytes that are read at once on the way to a place
FAULTS = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, ValueError)


class Member(NamedTuple):
    """A plain file in an archive: its name, where it stands, its bytes, and how many they are packed, if it says so."""

    name: str
    at: int
    size: int
    packed: int = 0


def is_archive(file: Path) -> bool:
    """Whether a file is called like an archive."""
    return file.name.lower().endswith(ENDINGS)


def members(file: Path) -> Iterator[Member]:
    """Give the plain files of an archive; links and devices are none.

    Raises ``InputError`` where it has too many or unpacks to too much, one of ``FAULTS`` where it is damaged.
    """
    if file.name.lower().endswith(".zip"):
        with _zip(file) as archive:
            every = archive.infolist()
        _count(file, len(every))
        for n, info in enumerate(every):
            mode = info.external_attr >> 16
            if not info.is_dir() and (not mode or stat.S_IFMT(mode) in (0, stat.S_IFREG)):
                yield Member(_name_of(info), n, info.file_size, info.compress_size)
        return
    most = max(FREE_ARCHIVE, file.stat().st_size * MAX_RATIO)
    with _unpacking(file) as stream, tarfile.open(fileobj=stream, mode="r:") as tar:
        count = 0
        while (member := tar.next()) is not None:
            count += 1
            _count(file, count)
            if member.offset_data + member.size > most:
                raise InputError(str(file), f"unpacks to more than {most // 1024**2:,} MB", "unpack and check it first")
            if member.isfile() and not member.issparse():
                yield Member(member.name, member.offset_data, member.size)
            tar.members = []  # type: ignore[attr-defined]  # or it keeps them all


def _name_of(info: zipfile.ZipInfo) -> str:
    """Give the name of a member; where the archive does not say that it is UTF-8, Chinese systems write GBK.

    ``zipfile`` reads such names as code page 437, the only one that the format knows (APPNOTE.TXT, appendix D).
    """
    if info.flag_bits & _UTF8 or info.filename.isascii():
        return info.filename
    raw = info.filename.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return info.filename


def read(file: Path, at: int, size: int) -> bytes:
    """Read the member of so many bytes that stands ``at`` a place.

    Raises one of ``FAULTS``, or what zipfile raises for a password and unknown packings.
    """
    found = file.stat()
    archive = _opened(file, found.st_mtime_ns, found.st_size)
    if isinstance(archive, zipfile.ZipFile):
        return archive.read(archive.infolist()[at])
    archive.seek(at)
    data = archive.read(size)
    if len(data) < size:
        raise EOFError("it ends too early")
    return data


def check_ratio(shown: str, size: int, packed: int) -> None:
    """Raise ``InputError`` where so many bytes came of so few that it is a bomb."""
    if packed and size > max(FREE_PAGE, packed * MAX_RATIO):
        raise InputError(shown, f"unpacks to {size // packed} times its size", "unpack and check it first")


def _count(file: Path, count: int) -> None:
    if count > MAX_MEMBERS:
        raise InputError(str(file), f"has more than {MAX_MEMBERS:,} members", "unpack and check it first")


@lru_cache(maxsize=1)
def _opened(file: Path, _changed: int, _size: int) -> zipfile.ZipFile | IO[bytes]:
    """Keep one archive open, as it is now."""
    return _zip(file) if file.name.lower().endswith(".zip") else _unpacking(file)


def _zip(file: Path) -> zipfile.ZipFile:
    """Open a ZIP whose first member is the first thing in it.

    Of one that is cut off ``zipfile`` finds the directory of a ZIP that is kept inside, and takes it for the whole.
    """
    archive = zipfile.ZipFile(file)
    first = min((info.header_offset for info in archive.infolist()), default=archive.start_dir)
    if first not in (0, len(_SPLIT)) or (first and _head(file, len(_SPLIT)) != _SPLIT):
        archive.close()
        raise zipfile.BadZipFile("it is cut off, or something stands before its first member")
    return archive


def _unpacking(file: Path) -> IO[bytes]:
    """Open a tar as the stream that was packed, in whichever way."""
    head = _head(file, 6)
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        return cast(IO[bytes], _Zstandard(file))
    openers: tuple[tuple[bytes, Callable[..., Any]], ...] = (
        (b"\x1f\x8b", gzip.open),
        (b"\xfd7zXZ\0", lzma.open),
        (b"BZh", bz2.open),
        (b"", open),
    )
    return cast(IO[bytes], next(opener for mark, opener in openers if head.startswith(mark))(file, "rb"))


def _head(file: Path, size: int) -> bytes:
    with file.open("rb") as stream:
        return stream.read(size)


class _Zstandard:
    """A stream of zstandard that can be read again from an earlier place, as those of the other packings can."""

    def __init__(self, file: Path) -> None:
        try:
            import zstandard
        except ImportError:
            raise UsageError(str(file), "needs zstandard", "pip install 'newsextract[zstd]'") from None
        self._error: type[Exception] = zstandard.ZstdError
        self._open: Callable[[], Any] = lambda: zstandard.open(file, "rb")
        self._stream = self._open()

    def __enter__(self) -> _Zstandard:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def tell(self) -> int:
        return int(self._stream.tell())

    def seek(self, at: int) -> int:
        if at < self.tell():
            self._stream.close()
            self._stream = self._open()
        while self.tell() < at and self.read(min(at - self.tell(), _SKIP)):
            pass
        return self.tell()

    def read(self, size: int) -> bytes:
        parts = []
        try:
            while size > 0 and (part := self._stream.read(size)):
                parts.append(part)
                size -= len(part)
        except self._error as error:
            raise EOFError(str(error)) from None
        return b"".join(parts)
