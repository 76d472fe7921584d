"""The options of the command line: their help, and text → values. Whatever makes no sense is a usage error."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from newsextract.errors import UsageError
from newsextract.render import ArticleForm, Form, Group

_Form = TypeVar("_Form", Form | None, ArticleForm | None)
# What the name of a file says of its form.
NAMED = {".json": Form.JSON, ".jsonl": Form.JSONL, ".csv": Form.CSV}
ARTICLES_NAMED = {".json": ArticleForm.JSON, ".md": ArticleForm.MARKDOWN, ".txt": ArticleForm.TXT}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_day(text: str) -> date:
    """Read the value of ``--published``."""
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no calendar day; write it as YYYY-MM-DD.") from None


def path_of(option: str) -> Callable[[str], Path]:
    """Give what reads the value of an option or argument that names a file or folder.

    Python takes a name that is empty, as that of a variable that is not set, for the folder that a command runs in.
    """

    def path(text: str) -> Path:
        if not text:
            raise UsageError(
                f"{option} ''".lstrip(), "is no name of a file or folder", "name one; . is the folder here"
            )
        return Path(text)

    return path


def parse_form(text: str) -> Form:
    """Read the value of ``--format``."""
    if text not in list(Form):
        raise typer.BadParameter(unknown("format", text, tuple(Form)))
    return Form(text)


def parse_article_form(text: str) -> ArticleForm:
    """Read the value of ``articles --format``."""
    if text not in list(ArticleForm):
        raise typer.BadParameter(unknown("format", text, tuple(ArticleForm)))
    return ArticleForm(text)


def choose_article_form(form: ArticleForm | None, output: Path | None) -> ArticleForm:
    """Give the form that was asked for, else the one that the output file's name says, else plain text."""
    if form is not None:
        return form
    return ARTICLES_NAMED.get(output.suffix.lower() if output is not None else "", ArticleForm.TXT)


def parse_encoding(text: str) -> str:
    """Read the value of ``--encoding``: any that Python decodes text with."""
    if not _is_encoding(text):
        raise typer.BadParameter(f"no encoding is called {text!r}; try gb18030 or big5.")
    return text


def _is_encoding(name: str) -> bool:
    """Whether Python decodes text in an encoding of this name; it knows others, of bytes (base64) and hosts (idna)."""
    try:
        b"\xff".decode(name, "replace")  # those of hosts put nothing in the place of a damaged byte
        return "a".encode(name).decode(name) == "a"
    except (LookupError, UnicodeError, ValueError):
        return False


def parse_group(text: str) -> Group:
    """Read the value of ``--group``."""
    if text not in list(Group):
        raise typer.BadParameter(unknown("group", text, tuple(Group)))
    return Group(text)


def parse_kinds(given: list[str] | None) -> tuple[str, ...]:
    """Read the values of ``--type``: comma lists, repeated; nothing means all types. Keeps the order of ``KINDS``."""
    from newsextract.records import KINDS

    wanted = {name.strip().lower() for text in given or [] for name in text.split(",") if name.strip()}
    for name in sorted(wanted.difference(KINDS)):
        raise typer.BadParameter(unknown("type", name, KINDS), param_hint="'--type' / '-t'")
    if given and not wanted:
        raise typer.BadParameter(f"names no type; there are {', '.join(KINDS)}.", param_hint="'--type' / '-t'")
    return tuple(kind for kind in KINDS if kind in wanted) or KINDS


def parse_kind(given: str | None) -> tuple[str, ...]:
    """Read the argument KIND: one kind of rules, or all of them where it is left out."""
    from newsextract.rules import ROOMS

    if given is None:
        return ROOMS
    if given not in ROOMS:
        raise typer.BadParameter(unknown("kind", given, ROOMS), param_hint="'KIND'")
    return (given,)


def unknown(what: str, name: str, known: tuple[str, ...]) -> str:
    """Say that a name is not known, which are, and which one was probably meant."""
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1)
    meant = f" Did you mean {str(close[0])!r}?" if close else ""
    return f"unknown {what} {name!r}; known: {', '.join(known)}.{meant}"


def unless_named(form: _Form, output: Path | None, context: typer.Context, named: Collection[str]) -> _Form | None:
    """Leave a form out that is only configured, where the output file's name ends in one of ``named``."""
    source = context.get_parameter_source("form")
    configured = source is not None and source.name == "DEFAULT_MAP"
    return None if configured and output is not None and output.suffix.lower() in named else form


def choose_form(form: Form | None, output: Path | None, terminal: bool) -> Form:
    """Give the form that was asked for, else the one that the output file's name says, else what suits the reader."""
    if form is not None:
        return form
    if output is not None:
        return NAMED.get(output.suffix.lower(), Form.JSON)
    return Form.TABLE if terminal else Form.JSON


Pages = Annotated[
    list[str],
    typer.Argument(metavar="PAGE", help="Text, ALTO, PAGE, hOCR, TSV, JSON or PDF files, or - for standard input."),
]
Page = Annotated[
    str,
    typer.Argument(metavar="PAGE", help="A text, ALTO, PAGE, hOCR, TSV, JSON or PDF file, or - for standard input."),
]
Kind = Annotated[
    str | None, typer.Argument(metavar="KIND", help="money, percent, date, project, facts or details; default: all.")
]
Published = Annotated[
    date | None,
    typer.Option(
        "--published",
        "-d",
        metavar="YYYY-MM-DD",
        parser=parse_day,
        help="The day the page was published. Default: the date in its name, else the one that it prints.",
    ),
]
Format = Annotated[
    Form | None,
    typer.Option(
        "--format",
        "-f",
        metavar="table|json|jsonl|csv|projects",
        parser=parse_form,
        help="Default: what the name of --output says, else table on a terminal and json in a pipe. "
        "projects is a table on a terminal and CSV elsewhere.",
        show_default=False,
    ),
]
ArticleFormat = Annotated[
    ArticleForm | None,
    typer.Option(
        "--format",
        "-f",
        metavar="txt|json|markdown",
        parser=parse_article_form,
        help="Default: what the name of --output says, else txt.",
        show_default=False,
    ),
]
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type", "-t", metavar="TYPE[,TYPE]", help="Only these: money, percent, date, project.", show_default=False
    ),
]
Grouping = Annotated[
    Group,
    typer.Option("--group", metavar="article|type", parser=parse_group, help="What the table puts together."),
]


def _file(given: Path | None) -> Path | None:
    """Standard output by any of its names is no file: to replace it would lose what others wrote there."""
    return None if given is not None and str(given) in _STANDARD_OUTPUT else given


_STANDARD_OUTPUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        parser=path_of("--output"),
        help="Write to a file, whole or not at all; - is standard output.",
        show_default=False,
        callback=_file,
    ),
]
Patterns = Annotated[
    Path | None,
    typer.Option(
        "--patterns",
        metavar="DIR",
        parser=path_of("--patterns"),
        help="Your own rules, over the shipped ones with the same id.",
        show_default=False,
    ),
]
StdinFilename = Annotated[
    str | None,
    typer.Option(
        "--stdin-filename", metavar="NAME", help="What to call standard input; may hold the date.", show_default=False
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        parser=parse_encoding,
        help="What the bytes are in. Default: what they look like of UTF-8, GB18030, Big5 and UTF-16.",
        show_default=False,
    ),
]
PagesFolder = Annotated[
    Path | None,
    typer.Option(
        "--pages",
        metavar="FOLDER",
        parser=path_of("--pages"),
        help="Where the pages lie. Default: beside the gold, or in pages beside its folder.",
        show_default=False,
    ),
]
GoldFiles = Annotated[
    list[Path], typer.Argument(metavar="GOLD", parser=path_of(""), help="Gold documents, or folders of them.")
]
Rejects = Annotated[bool, typer.Option("--rejects", help="Show in the table what was matched and refused, and why.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Leave warnings out.")]
LineNumber = Annotated[int, typer.Option("--line", "-n", metavar="N", min=1, help="The line, counted from 1.")]
