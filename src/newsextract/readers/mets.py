"""METS: the ALTO files that it names, in the order of its pages, as one text with boxes.

It is a stranger's list of file names: only files in its own folder, or in folders under it, are opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from newsextract.errors import InputError
from newsextract.readers import alto
from newsextract.readers.markup import children, local, within, xml
from newsextract.readers.scan import Scan, Writer

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HREF = "{http://www.w3.org/1999/xlink}href"
_MOST = 2000  # pages of an issue
_LARGEST = 50 * 1024 * 1024  # bytes of one of them


def read(data: bytes, where: str, folder: Path, encoding: str | None) -> tuple[Scan, str | None]:
    """Read the pages that a METS file in ``folder`` names; also give the encoding that it is in.

    Raises ``InputError`` where it names none, a file that lies outside of its folder, is not there or is no ALTO, or
    where their boxes are in different units.
    """
    root = xml(data, where, encoding)
    writer = Writer()
    units = set()
    number = 1
    for href in _pages(root, where):
        pages = _opened(href, folder, where)
        units.add(alto.write(pages, writer, number, f"{where}: {href[:100]}"))
        number += sum(1 for _ in within(pages, "Page"))
    if len(units) != 1:
        what = "names no ALTO file" if not units else "names pages that are measured in different units"
        raise InputError(where, what, "name the files of its pages instead")
    return writer.scan("mets", units.pop()), root.getroottree().docinfo.encoding


def _pages(root: Element, where: str) -> list[str]:
    """The files of XML in the order of the physical structure; without one, in that of the list of files."""
    files = {str(file.get("ID")): href for file in within(root, "file") if (href := _href(file)) is not None}
    maps = [m for m in children(root, "structMap") if str(m.get("TYPE") or "physical").lower() == "physical"]
    named = [str(ref.get("FILEID")) for m in maps for ref in _references(m)]
    hrefs = list(dict.fromkeys(files[ref] for ref in named if ref in files)) or list(dict.fromkeys(files.values()))
    if len(hrefs) > _MOST:
        raise InputError(where, f"names more than {_MOST:,} pages", "name the files of its pages instead")
    return hrefs


def _href(file: Element) -> str | None:
    """Where a file is, if it may be ALTO: XML by its type or by its name."""
    location = next(children(file, "FLocat"), None)
    href = str(location.get(_HREF) or "") if location is not None else ""
    kind = str(file.get("MIMETYPE") or "").lower()
    return href if href and ("xml" in kind or (not kind and href.lower().endswith(".xml"))) else None


def _references(division: Element) -> Iterator[Element]:
    """What the divisions point at, in their order."""
    for inner in sorted(division, key=_order):
        if local(inner) == "fptr":
            yield from ([inner] if inner.get("FILEID") else within(inner, "area"))
        elif local(inner) == "div":
            yield from _references(inner)


def _order(element: Element) -> int:
    given = str(element.get("ORDER") or "0")
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def _opened(href: str, folder: Path, where: str) -> Element:
    """Parse an ALTO file by the name that METS gives it, from below the folder."""
    path = PurePosixPath(unquote(href))
    shown = f"{where}: {href[:100]}"
    if ":" in href or "\\" in unquote(href) or "\0" in unquote(href) or path.is_absolute() or ".." in path.parts:
        raise InputError(shown, "leads out of the folder of the METS file", "put the pages beside it")
    try:
        file = (folder / path).resolve()
        if not file.is_relative_to(folder.resolve()):
            raise InputError(shown, "leads out of the folder of the METS file", "put the pages beside it")
        if file.stat().st_size > _LARGEST:
            raise InputError(shown, f"is larger than {_LARGEST // 1024**2} MB", "name the files of its pages instead")
        data = file.read_bytes()
    except OSError as error:
        raise InputError(shown, f"cannot be read: {error.strerror}", "put the pages beside the METS file") from None
    root = xml(data, shown, None)
    if local(root) != "alto":
        raise InputError(shown, f"is <{local(root)}>, not <alto>", "name the files of its pages instead")
    return root
