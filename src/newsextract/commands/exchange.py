"""``newsextract gold export`` and ``import``: gold to an annotation tool, and home with what people corrected."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsextract import options as o
from newsextract.errors import UsageError

_TOOLS = "label-studio|doccano|brat"


def export(
    gold: o.GoldFiles,
    tool: Annotated[str, typer.Option("--to", metavar=_TOOLS, help="The tool.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            parser=o.path_of("--output"),
            help="A file; for brat a folder. Default: standard output.",
            show_default=False,
        ),
    ] = None,
    pages: o.PagesFolder = None,
) -> None:
    """Write gold for an annotation tool, which shows its records and lets people correct them.

    The setup of each tool stands in docs/gold.md.
    """
    from newsextract.annotation.exchange import Tool
    from newsextract.annotation.exchange import export as files_of
    from newsextract.quality.goldfiles import find_gold, load_gold
    from newsextract.render.saying import say
    from newsextract.streams import check_writable, to_file, to_stdout

    chosen = _tool(tool, "--to")
    golds = [load_gold(path, pages, unfinished=True) for path in find_gold(gold)]
    files = files_of(golds, Tool(chosen))
    if chosen == Tool.BRAT:
        if output is None:
            raise UsageError("--to brat", "writes a folder", "name it: -o FOLDER")
        _folder(output)
        for name, content in files.items():
            to_file([content], output / name)
    elif output is not None:
        check_writable(output, [file for one in golds for file in one.files])
        to_file([files[""]], output)
    else:
        to_stdout([files[""]])
    say(f"{len(golds)} {'page' if len(golds) == 1 else 'pages'} for {chosen}")


def import_(
    annotated: Annotated[
        Path,
        typer.Argument(metavar="PATH", parser=o.path_of(""), help="What the tool exports; for brat its folder."),
    ],
    tool: Annotated[str, typer.Option("--from", metavar=_TOOLS, help="The tool.")],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FOLDER", parser=o.path_of("--output"), help="Where the gold goes."),
    ],
    pages: o.PagesFolder = None,
    patterns: o.Patterns = None,
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there.")] = False,
) -> None:
    """Make gold of what people annotated: what they did not touch stays, what they moved or added is read anew."""
    import json

    from newsextract.annotation.exchange import Tool, bring_home, left_out, tasks_in
    from newsextract.render.saying import say
    from newsextract.rules import load
    from newsextract.streams import to_file

    chosen = Tool(_tool(tool, "--from"))
    rules = load(patterns)
    _folder(output)
    for told in left_out(annotated, chosen):
        say(told)
    revisions = []
    for task in tasks_in(annotated, chosen):
        target = output / f"{task.name}.json"
        if target.exists() and not force:
            raise UsageError(str(target), "is there already", "give --force to write over it")
        revisions.append((target, bring_home(task, chosen, target, pages, rules)))
    for target, revision in revisions:  # all of them or none: the first error came before the first file
        to_file([json.dumps(revision.document, ensure_ascii=False, indent=1) + "\n"], target)
        done = f"{revision.added} added, {revision.changed} changed, {revision.removed} removed"
        say(f"wrote {target}: {done}")
        for own in revision.unread:
            say(f"{target}: {own} has no value yet: no rule reads its span; write it, then newsextract gold verify")


def _tool(name: str, option: str) -> str:
    from newsextract.annotation.exchange import Tool

    if name not in list(Tool):
        raise typer.BadParameter(o.unknown("tool", name, tuple(Tool)), param_hint=f"'{option}'")
    return name


def _folder(path: Path) -> None:
    from newsextract.errors import OutputError

    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(str(path), f"is no folder to write to: {error.strerror}") from None
