"""Pages that are packed one by one (``p1.txt.gz``, ``p1.txt.zst``), wherever they lie."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

from newsextract.batch import archives
from newsextract.errors import InputError

ENDINGS = (".gz", ".zst")
_SIP = 256  # bytes of zstandard that are unpacked at once; they may stand for some ten megabytes


def is_packed(name: str) -> bool:
    """Whether a file is called like a page that is packed alone, and not like an archive."""
    return name.lower().endswith(ENDINGS) and not archives.is_archive(Path(name))


def names_of(path: str) -> list[str]:
    """Give the names that a page goes by: its own, and that without the ending of its packing.

    >>> names_of("1998/p1.txt.gz"), names_of("1998.tar.gz")
    (['1998/p1.txt.gz', '1998/p1.txt'], ['1998.tar.gz'])
    """
    return [path, path.rpartition(".")[0]] if is_packed(path) else [path]


def unpack(data: bytes, name: str, shown: str, most: int) -> bytes:
    """Unpack the bytes of a page of such a name, or the first of them where they are more than ``most``.

    Raises ``InputError``, which calls it ``shown``, where the library for it is missing; one of ``archives.FAULTS``
    where it is damaged.
    """
    if name.lower().endswith(".zst"):
        return _zstandard(data, shown, most)
    with gzip.open(io.BytesIO(data)) as stream:
        return stream.read(most + 1)


def _zstandard(data: bytes, shown: str, most: int) -> bytes:
    """Unpack frame by frame and sip by sip: a stream of zstandard ends without a word where it is cut off."""
    try:
        import zstandard
    except ImportError:
        raise InputError(shown, "needs zstandard", "pip install 'newsextract[zstd]'") from None
    found = bytearray()
    at = 0
    while at < len(data):
        frame = zstandard.ZstdDecompressor().decompressobj()
        while not frame.eof:
            if at == len(data):
                raise EOFError("it ends too early")
            sip = data[at : at + _SIP]
            at += len(sip)
            try:
                found += frame.decompress(sip)
            except zstandard.ZstdError as error:
                raise EOFError(str(error)) from None
            if len(found) > most:
                return bytes(found)
        at -= len(frame.unused_data)
    return bytes(found)
