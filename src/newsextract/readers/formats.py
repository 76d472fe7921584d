"""Which format a page is in, by its first bytes and then by its name; only the reader that it needs is imported."""

from __future__ import annotations

import codecs
import re
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsextract.errors import InputError, NotAPageError

if TYPE_CHECKING:
    from newsextract.readers.scan import Scan

Kind = Literal["alto", "mets", "page", "hocr", "tesseract", "json", "pdf"]
# What batches take for pages, where nobody says which files are.
NAMES = ("*.txt", "*.text", "*.xml", "*.hocr", "*.html", "*.htm", "*.xhtml", "*.tsv", "*.json", "*.pdf")
_HEAD = 16 * 1024  # bytes
_NOT_TEXT = (b"<", b"{", b"[", b"%PDF-", b"level\t")  # what all formats but plain text begin with
_NAMED: dict[str, str] = {
    ".xml": "XML",
    ".hocr": "hOCR",
    ".html": "hOCR",
    ".htm": "hOCR",
    ".xhtml": "hOCR",
    ".tsv": "a table of Tesseract",
    ".json": "JSON",
    ".pdf": "PDF",
}
# Compiled when they are needed: plain text needs none of them.
_COMMENT = rb"(?s)<!--.*?-->"
_ROOT = rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)"
_ROOTS: dict[bytes, Kind] = {b"alto": "alto", b"mets": "mets", b"PcGts": "page"}
_OCR = rb"\bocrx?_(?:page|line|word)\b"
_LISTS = rb"\[\s*\[[\[\s]*[-\d]"
_KEYS = rb'"(?:rec_texts|txts?|schema)"'
_AGAIN = "recognise or fetch it again"
_TEXT = "give it a name that ends in .txt if it is text"


class Read(NamedTuple):
    """What a reader gives: the text with its boxes, and what is known of how the bytes were decoded."""

    scan: Scan
    encoding: str | None
    replaced: int = 0
    sure: bool = True


def recognise(data: bytes, name: str, where: str) -> Kind | None:
    """Say which format a file is in; None for plain text.

    Raises ``NotAPageError`` for what lies among pages and is none, ``InputError`` where a name promises another
    format than that of the bytes.
    """
    path = PurePath(name)
    suffix = path.with_suffix("").suffix.lower() if path.suffix.lower() in (".gz", ".zst") else path.suffix.lower()
    if suffix not in _NAMED and not data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(_NOT_TEXT):
        return None
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in head[:1024]):
        return "pdf"
    if head.startswith(b"<"):
        found = _markup(head, data, suffix, where)
    elif head.startswith((b"{", b"[")):
        found = "json" if suffix == ".json" or _is_ours(head, data) else None
    else:
        found = "tesseract" if head.startswith(b"level\tpage_num\t") else None
    if found is None and suffix in _NAMED:
        if not data.strip():
            raise InputError(where, "is empty", _AGAIN)
        error = NotAPageError if suffix == ".tsv" else InputError
        raise error(where, f"is not {_NAMED[suffix]}, as its name says", _TEXT)
    return found


def read(kind: Kind, data: bytes, where: str, encoding: str | None, folder: Path | None = None) -> Read:
    """Read a page in one of the formats; ``encoding`` overrides what the file says of itself, where it is text.

    METS needs the ``folder`` that it lies in; without one it is no page, for its pages are.
    Raises ``InputError`` where it is broken, or the library that it needs is not installed.
    """
    if kind == "mets":
        if folder is None:
            raise NotAPageError(where, "is METS, which names pages and is none", "name the files of its pages")
        from newsextract.readers import mets

        issue, declared = mets.read(data, where, folder, encoding)
        return Read(issue, (declared or "utf-8").lower())
    if kind == "pdf":
        from newsextract.readers import pdf

        return Read(pdf.read(data, where), None)
    if kind in ("alto", "page"):
        if kind == "alto":
            from newsextract.readers.alto import read as read_xml
        else:
            from newsextract.readers.pagexml import read as read_xml

        scan, declared = read_xml(data, where, encoding)
        return Read(scan, (declared or "utf-8").lower())
    if kind == "hocr":
        from newsextract.readers.hocr import read as read_text
    elif kind == "tesseract":
        from newsextract.readers.tesseract import read as read_text
    else:
        from newsextract.readers.ocrjson import read as read_text

    scan, decoded = read_text(data, where, encoding)
    return Read(scan, decoded.encoding, decoded.replaced, decoded.sure)


def _markup(head: bytes, data: bytes, suffix: str, where: str) -> Kind | None:
    """Which format XML or HTML is in; None where it may be text that begins with a bracket."""
    root = re.search(_ROOT, re.sub(_COMMENT, b"", head))
    name = root[1] if root else b""
    if name in _ROOTS:
        return _ROOTS[name]
    if re.search(_OCR, data):
        return "hocr"
    if head.startswith(b"<?xml") or suffix in _NAMED:
        if not name:
            raise InputError(where, "is XML without an element", _AGAIN)
        said = name.decode("ascii", "replace")[:40]
        what = "HTML without the marks of hOCR" if said.lower() == "html" else f"XML of no page: it is <{said}>"
        raise NotAPageError(where, f"is {what}", "ALTO, PAGE and hOCR are read")
    return None


def _is_ours(head: bytes, data: bytes) -> bool:
    """Whether what begins like JSON, under another name, is that of an OCR program; else it is text with a bracket."""
    return bool(re.match(_LISTS, head) or (head[1:].lstrip()[:1] in (b'"', b"{") and re.search(_KEYS, data)))
