"""Documents as JSON and JSON Lines: the document ``newsextract/1`` as it is, Chinese unescaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsextract.pages import Parsed


def render(pages: Iterable[Parsed], several: bool) -> Iterator[str]:
    """Write one object, or an array of objects where several pages were asked for."""
    if not several:
        yield from (page.document.model_dump_json(indent=2) + "\n" for page in pages)
        return
    separator = "[\n  "
    for page in pages:
        # Not textwrap.indent: it would break strings at U+2028, which JSON leaves as it is.
        yield separator + page.document.model_dump_json(indent=2).replace("\n", "\n  ")
        separator = ",\n  "
    yield "[]\n" if separator[0] == "[" else "\n]\n"


def render_lines(pages: Iterable[Parsed]) -> Iterator[str]:
    """Write one document a line."""
    return (page.document.model_dump_json() + "\n" for page in pages)
