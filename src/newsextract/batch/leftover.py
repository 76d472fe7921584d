"""What earlier runs left in a data set that is no part of it any more: found, and removed where a run is asked to."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from newsextract.batch.inputs import Item
from newsextract.batch.manifest import Manifest
from newsextract.batch.outputs import FILES
from newsextract.batch.worker import Options, document_of
from newsextract.records import SCHEMA

_HEAD = 200  # bytes of a document in which its schema stands


def leftovers(
    items: Iterable[Item], written: Iterable[str], manifest: Manifest, options: Options, out: Path, *, prune: bool
) -> list[Path]:
    """Give the files that earlier runs wrote to ``out`` and this one did not; remove them with ``prune``.

    ``items`` and the names of the files ``written`` are those of this run. Only files that a run wrote are given:
    documents of pages that the manifest knows, and files of a data set. With ``prune`` folders that this leaves empty
    are removed, too, and the manifest forgets the pages that are not among ``items``.
    """
    pages = {item.path for item in items}
    kept = pages if options.bare else set()
    documents = (document_of(path, out) for path in manifest.entries if path not in kept)
    others = (out / name for name in sorted(FILES.difference(written)))
    files = [*filter(_is_document, documents), *filter(Path.is_file, others)]
    if prune:
        for file in files:
            file.unlink(missing_ok=True)
            _remove_empty(file.parent, out)
        _forget(sorted(manifest.entries.keys() - pages), manifest, options)
    return files


def _forget(pages: Iterable[str], manifest: Manifest, options: Options) -> None:
    for path in pages:
        if not options.bare:  # where documents are what the run keeps for itself
            document_of(path, options.store).unlink(missing_ok=True)
        manifest.add(replace(manifest.entries[path], status="pruned", records={}, reason=None, error=None))


def _is_document(file: Path) -> bool:
    """Whether a file is a document of ours: whatever else bears the name of one is not ours to remove."""
    with suppress(OSError), file.open("rb") as stream:
        return SCHEMA.encode() in stream.read(_HEAD)
    return False


def _remove_empty(folder: Path, out: Path) -> None:
    with suppress(OSError):  # it holds something else
        while out in folder.parents:
            folder.rmdir()
            folder = folder.parent


__all__ = ["leftovers"]
