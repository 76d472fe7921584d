"""What a batch reads: files, folders, archives and lists of paths → pages with a safe name each, in a fixed order."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from newsextract.batch import archives, packed
from newsextract.compiled import compiled
from newsextract.errors import InputError
from newsextract.readers.formats import NAMES

MAX_PAGE = 50 * 1024 * 1024  # bytes; the text of a newspaper page has some ten thousand
_OURS = ".newsextract"  # the folder by which a data set of ours is known
_UNSAFE = compiled(r'[\x00-\x1f\x7f<>:"|?*\u202a-\u202e\u2066-\u2069]')
_RESERVED = compiled(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")  # names that Windows gives to devices
_LONGEST = 180  # bytes of one part of a name, so that an ending of ours still fits into 255


@dataclass(frozen=True, slots=True)
class Item:
    """A page to be: ``path`` is its name in the data set, relative, with ``/``; ``member`` its place in an archive."""

    path: str
    file: Path
    member: archives.Member | None = None

    @property
    def shown(self) -> str:
        """What errors call it; a byte that is no UTF-8 is an escape."""
        name = f"{self.file}!{self.member.name}" if self.member is not None else str(self.file)
        return name.encode("utf-8", "backslashreplace").decode()


@dataclass(slots=True)
class Found:
    """The pages of a run, the names of what was left out, folders that are only linked, and what could not be read."""

    items: list[Item] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)


def find_items(sources: Sequence[str], globs: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> Found:
    """Find the pages of files, folders and archives.

    A folder is walked to its leaves, in the order of names, without hidden files and without following links to
    folders, and not into the data sets of other runs; of its files those are taken whose path or name is like one of
    ``globs`` (default: ``NAMES``) or that are archives. What is like one of ``exclude`` is left out, and so is what was
    taken before. Pages are named as they lie in a single folder, or in the one that several sources have in common; no
    two get the same name, on no file system.
    """
    found = Found()
    names = _Names()
    nameless = InputError("''", "is no name of a file", "name files, folders or archives")
    found.errors += [nameless for source in sources if not source]
    sources = [source for source in sources if source]
    given = [Path(os.path.abspath(source)) for source in sources]  # noqa: PTH100  # links stay what they are
    base = _common(given)
    taken: set[Path] = set()
    for shown, path in zip(sources, given, strict=True):
        try:
            if path.is_dir():
                for file, inner in _walk(Path(shown), found):
                    if not file.is_file() or not _chosen(file, inner, globs or NAMES, exclude):
                        dead = "" if file.exists() else " (a link to nothing)"
                        found.skipped.append(_named(path / inner, base) + dead)
                    elif path / inner not in taken:
                        taken.add(path / inner)
                        _take(file, _named(path / inner, base), globs, exclude, names, found)
            elif path.exists():
                if not path.is_file():
                    raise InputError(shown, "is no file and no folder", "name files, folders or archives")
                if path not in taken:
                    taken.add(path)
                    _take(Path(shown), _named(path, base), globs, exclude, names, found)
            else:
                raise InputError(shown, "no such file", "check the path")
        except InputError as error:
            found.errors.append(error)
        except OSError as error:
            found.errors.append(InputError(shown, f"cannot be read: {error.strerror}"))
    return found


def _named(path: Path, base: Path | None) -> str:
    return path.relative_to(base).as_posix() if base is not None else path.name


def _common(given: list[Path]) -> Path | None:
    """The folder from which names count, or None where they have none in common."""
    if len(given) == 1 and given[0].is_dir():
        return given[0]
    try:
        return Path(os.path.commonpath([path.parent for path in given]))
    except ValueError:  # there is none, or they lie on several disks of Windows
        return None


def load(item: Item) -> bytes:
    """Read the bytes of a page.

    Raises ``InputError`` where it cannot be read or is larger than ``MAX_PAGE``.
    """
    try:
        name = item.file.name if item.member is None else item.member.name
        data = _bytes(item)
        if not packed.is_packed(name):
            return data
        page = packed.unpack(data, name, item.shown, MAX_PAGE)
        if len(page) > MAX_PAGE:
            raise _too_large(item)
        archives.check_ratio(item.shown, len(page), len(data))
        return page
    except archives.FAULTS as error:
        raise InputError(item.shown, f"cannot be read: {_reason(error)}") from None
    except (KeyError, IndexError, RuntimeError, NotImplementedError) as error:
        # changed since it was looked through, a password, an unknown packing
        raise InputError(item.shown, f"cannot be unpacked: {_reason(error)}") from None


def _bytes(item: Item) -> bytes:
    """Read a page as it lies there."""
    size = item.file.stat().st_size if item.member is None else item.member.size
    if size > MAX_PAGE:
        raise _too_large(item)
    if item.member is None:
        return item.file.read_bytes()
    archives.check_ratio(item.shown, size, item.member.packed)
    return archives.read(item.file, item.member.at, size)


def _walk(root: Path, found: Found) -> Iterator[tuple[Path, str]]:
    """Give what is no folder of a folder; a folder in it that cannot be read costs itself."""
    folders = [root]
    while folders:
        folder = folders.pop()
        if folder != root and (folder / _OURS).is_dir():
            continue
        try:
            entries = sorted((e for e in folder.iterdir() if not e.name.startswith(".")), key=lambda entry: entry.name)
        except OSError as error:
            found.errors.append(InputError(str(folder), f"cannot be read: {error.strerror}"))
            continue
        for entry in entries:
            if not entry.is_dir():
                yield entry, entry.relative_to(root).as_posix()
            elif entry.is_symlink():
                found.links.append(str(entry))
        folders += reversed([entry for entry in entries if entry.is_dir() and not entry.is_symlink()])


def _wanted(path: str, patterns: Iterable[str]) -> bool:
    """Whether a pattern fits a path or its name, in capitals or not: scanners write PAGE.TXT.

    A page that is packed alone goes by its name without .gz as well.
    """
    names = [form for name in packed.names_of(path.lower()) for form in (name, PurePosixPath(name).name)]
    return any(fnmatchcase(name, pattern) for pattern in map(str.lower, patterns) for name in names)


def _chosen(file: Path, path: str, globs: tuple[str, ...], exclude: tuple[str, ...]) -> bool:
    """Whether a file of a folder is a page or an archive."""
    chosen = archives.is_archive(file) or _wanted(path, globs)
    return chosen and not _wanted(path, exclude)


def _take(file: Path, path: str, globs: tuple[str, ...], exclude: tuple[str, ...], names: _Names, found: Found) -> None:
    """Take a file, or the members of an archive up under its name; archives inside archives are left out.

    Of an archive that is damaged those are taken that stand before the damage; of a bomb none.
    """
    if not archives.is_archive(file):
        found.items.append(Item(names.give(path), file))
        return
    taken: list[Item] = []
    try:
        for member in archives.members(file):
            if _is_hidden(member.name):
                continue
            if not _wanted(member.name.replace("\\", "/"), globs or NAMES) or _wanted(member.name, exclude):
                found.skipped.append(f"{path}/{member.name}")
            else:
                taken.append(Item(names.give(f"{path}/{member.name}"), file, member))
    except archives.FAULTS as error:
        what = f"is damaged: {_reason(error)}" if taken else f"is no archive that can be read: {_reason(error)}"
        found.errors.append(InputError(str(file), what, "unpack it another way"))
    found.items += taken


def _is_hidden(name: str) -> bool:
    """Whether a member is none of the pages: what a Mac puts beside them, and what begins with a dot, as in folders."""
    return any(part.startswith(".") or part == "__MACOSX" for part in _parts(name))


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return " ".join(str(error).split()) or type(error).__name__


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
