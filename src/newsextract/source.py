"""Read: bytes → ``Source``. No stage after this one touches a file."""

from __future__ import annotations

import codecs
import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsextract.errors import InputError
from newsextract.readers import encodings, formats

if TYPE_CHECKING:
    from newsextract.readers.scan import Scan

# Control bytes that text does not hold. A damaged page may have a few of them; an image, PDF or archive has many.
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27})
_PACKED = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstandard"}
_HEAD = 8192
_FEW = 2  # control bytes that a clipping may hold
_SHORT = 64  # bytes; fewer that look binary are binary


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded page. Every offset of every record counts the code points of ``text``.

    ``sha256`` is that of the file. ``scan`` knows the boxes of the words, where the page is in a format that has them;
    ``encoding`` is None for what is no text file.
    """

    name: str
    text: str
    sha256: str
    encoding: str | None
    replaced: int = 0
    sure: bool = True
    scan: Scan | None = None


def read(path: Path, encoding: str | None = None) -> Source:
    """Read one page from disk, in an ``encoding`` or in that which its bytes look like.

    Raises ``InputError`` where the path is missing, a folder, unreadable or not text.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(str(path), "no such file", "check the path") from None
    except IsADirectoryError:
        raise InputError(str(path), "is a folder, not a page", f"name its files: {path}/*.txt") from None
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from None
    return decode(data, path.name, str(path), encoding, path.parent)


def read_stdin(name: str | None, encoding: str | None = None) -> Source:
    """Read one page from standard input, as bytes; raises ``InputError`` where it is closed."""
    try:
        data = sys.stdin.buffer.read()
    except OSError:
        raise InputError("standard input", "cannot be read", "pipe a page into it, or name a file") from None
    return decode(data, name or "-", "standard input", encoding)


def decode(data: bytes, name: str, where: str, encoding: str | None = None, folder: Path | None = None) -> Source:
    """Decode the bytes of a page: UTF-8, GB18030, Big5 or UTF-16, with or without byte order mark, damaged or not.

    The mark is not a character of the text. ``where`` is what an error calls the page. Whatever the encoding, the
    offsets count the code points of the text that it gives. Of what OCR programs and PDF write, the text is that which
    its reader puts together, in reading order; of METS, which names the files of its pages, from its ``folder``.
    Raises ``InputError`` where no encoding and no reader makes text of them.
    """
    for mark, packing in _PACKED.items():
        if data.startswith(mark):
            raise InputError(where, f"is packed with {packing}", "unpack it, or read it with newsextract batch")
    kind = formats.recognise(data, name, where)
    try:
        if kind is not None:
            found = formats.read(kind, data, where, encoding, folder)
            sha256 = hashlib.sha256(data).hexdigest()
            return Source(name, found.scan.text, sha256, found.encoding, found.replaced, found.sure, found.scan)
        return _plain(data, name, where, encoding)
    except (LookupError, UnicodeError):  # idna and its like are names, and no encodings of pages
        raise InputError(where, f"cannot be read: no encoding is called {encoding!r}", "try gb18030 or big5") from None


def _plain(data: bytes, name: str, where: str, encoding: str | None) -> Source:
    head = data[:_HEAD]
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
    controls = len(head) - len(head.translate(None, _CONTROL))
    binary = controls > _FEW and 100 * controls > len(head)
    if binary and not marked and encoding is None and not _is_wide(data):
        raise InputError(where, "is not text: it is full of control bytes", "give what was recognised, not the scan")
    found = encodings.decode(data, encoding)
    if found is None:
        raise InputError(where, "is not text in UTF-8, GB18030, Big5 or UTF-16", "name its encoding with --encoding")
    digest = hashlib.sha256(data).hexdigest()
    return Source(name, found.text, digest, found.encoding, found.replaced, found.sure)


def _is_wide(data: bytes) -> bool:
    """Whether bytes that look binary are UTF-16 without its mark."""
    return len(data) >= _SHORT and encodings.readable(data)


def from_text(text: str, name: str | None) -> Source:
    """Wrap a string that is already decoded.

    Lone surrogates, which no file can hold, are hashed by their escapes instead of raising.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(name or "text", text, digest, "utf-8")
