"""Documents → text: one module for each form. A form is a function from parsed pages to pieces of text.

Pieces come out page by page, so that a long run can be piped, and a form is imported only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newsextract.pages import Parsed


class Form(StrEnum):
    """The forms of output."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PROJECTS = "projects"


class ArticleForm(StrEnum):
    """The forms of the articles of a page."""

    TXT = "txt"
    JSON = "json"
    MARKDOWN = "markdown"


class Group(StrEnum):
    """What the table puts together."""

    ARTICLE = "article"
    TYPE = "type"


class Look(NamedTuple):
    """What a person asked the output to be like.

    ``several`` says that more than one page was named, whatever became of them: JSON is an array then. ``rejects`` adds
    them to the table, where ``group`` counts, too; ``terminal`` says whether the table may have colours, and whether
    projects are a table or CSV.
    """

    several: bool = False
    group: Group = Group.ARTICLE
    rejects: bool = False
    terminal: bool = True


def render(pages: Iterable[Parsed], form: Form, look: Look) -> Iterator[str]:
    """Write parsed pages in one form, piece by piece."""
    if form is Form.TABLE:
        from newsextract.render import table

        return table.render(pages, look)
    if form is Form.PROJECTS:
        from newsextract.render import projects

        return projects.render_table(pages, terminal=True) if look.terminal else projects.render_csv(pages)
    if form is Form.CSV:
        from newsextract.render import csvform

        return csvform.render(pages)
    from newsextract.render import jsonform

    return jsonform.render(pages, look.several) if form is Form.JSON else jsonform.render_lines(pages)
