"""The files that packages carry: those of this one, and the dictionary of jieba."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def package_folder(package: str) -> Traversable:
    """Give the folder of a package, which is not imported for it; ``ModuleNotFoundError`` where there is none.

    The library's own way to it imports the reading of archives and more, which takes longer than to read the files; it
    is gone where the package stands in an archive.
    """
    spec = find_spec(package)
    for place in (spec and spec.submodule_search_locations) or ():
        if (path := Path(place)).is_dir():
            return path
    from importlib.resources import files

    return files(package)
