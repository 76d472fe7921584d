"""Stage 1, read: bytes → ``Source``. No stage after this one touches a file."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from newsextract.errors import InputError

# Control bytes that text does not hold. A damaged page may have a few of them; an image, PDF or archive has many.
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27})
_HEAD = 8192


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded page. Every offset of every record counts the code points of ``text``."""

    name: str
    text: str
    sha256: str
    encoding: str


def read(path: Path) -> Source:
    """Read one page from disk.

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
    return decode(data, path.name, str(path))


def read_stdin(name: str | None) -> Source:
    """Read one page from standard input, as bytes."""
    return decode(sys.stdin.buffer.read(), name or "-", "standard input")


def decode(data: bytes, name: str, where: str) -> Source:
    """Decode the bytes of a page: UTF-8, with or without byte order mark.

    The mark is not a character of the text. ``where`` is what an error calls the page. This is the seam for other
    encodings: whatever decodes, the offsets count the code points of the text that it gives.
    """
    head = data[:_HEAD]
    if 100 * (len(head) - len(head.translate(None, _CONTROL))) > len(head):
        raise InputError(where, "is not text: it is full of control bytes", "give the recognised text, not the scan")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            where, f"is not UTF-8: byte {error.start}", "convert it first: iconv -f GB18030 -t UTF-8"
        ) from None
    return Source(name, text, hashlib.sha256(data).hexdigest(), "utf-8")


def from_text(text: str, name: str | None) -> Source:
    """Wrap a string that is already decoded.

    Lone surrogates, which no file can hold, are hashed by their escapes instead of raising.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(name or "text", text, digest, "utf-8")
