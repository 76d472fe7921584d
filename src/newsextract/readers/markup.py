"""XML and HTML from anywhere → elements, by lxml with everything off that could reach out of the file or blow it up."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any

from newsextract.errors import InputError
from newsextract.readers import encodings

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_FATAL = 3  # lxml's level of an error that ends the parsing
_CUT_OFF = "recognise or fetch it again"


def xml(data: bytes, where: str, encoding: str | None) -> Element:
    """Parse XML; give its root. ``encoding`` overrides what it declares.

    Raises ``InputError`` where it is broken, too deep, or declares entities, which no OCR program does.
    """
    etree = _etree(where)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        encoding=encoding,
    )
    try:
        root: Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        said = str(error.msg).split(", see ")[0].split(", use ")[0].split(", try ")[0]
        cure = "name its encoding with --encoding" if "encoding" in said else _CUT_OFF
        raise InputError(where, f"is broken XML: {' '.join(said.split())}", cure) from None
    except ValueError as error:  # bytes that no parser takes
        raise InputError(where, f"is broken XML: {' '.join(str(error).split())}", _CUT_OFF) from None
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(iter(dtd.iterentities()), None) is not None:
        raise InputError(where, "is XML that declares entities", "remove its DOCTYPE")
    return root


def html(data: bytes, where: str, encoding: str | None) -> tuple[Element, encodings.Decoded]:
    """Parse HTML as browsers do; give its root and what its bytes were decoded to.

    Raises ``InputError`` where it is no text, too deep or cut off.
    """
    etree = _etree(where)
    decoded = encodings.decode(data, encoding)
    if decoded is None:
        raise InputError(where, "is HTML in no encoding that is known", "name its encoding with --encoding")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root: Element | None = etree.fromstring(decoded.text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(where, f"is broken HTML: {' '.join(str(error).split())}", _CUT_OFF) from None
    fatal = next((entry.message for entry in parser.error_log if entry.level == _FATAL), None)
    if root is None or fatal is not None:
        raise InputError(where, f"is broken HTML: {' '.join((fatal or 'no element').split(', use ')[0].split())}")
    if "<html" in decoded.text[:1000].lower() and "</html" not in decoded.text[-1000:].lower():
        raise InputError(where, "is broken HTML: it ends before </html>", _CUT_OFF)
    return root, decoded


def local(element: Element) -> str:
    """The name of an element without its namespace, for every version of a format has another one."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children that have one of these local names."""
    return element.iterchildren(*(f"{{*}}{name}" for name in names))


def within(element: Element, *names: str) -> Iterator[Element]:
    """The element and all in it that have one of these local names, in the order of the file."""
    return element.iter(*(f"{{*}}{name}" for name in names))


def _etree(where: str) -> ModuleType:
    try:
        from lxml import etree
    except ImportError:
        raise InputError(where, "is XML or HTML, which needs lxml", "pip install 'newsextract[ocr]'") from None
    return etree
