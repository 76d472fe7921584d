"""``newsextract gold``: gold files themselves, begun, verified and compared."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsextract import options as o
from newsextract.commands.exchange import export, import_
from newsextract.errors import Exit, UsageError

gold_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]}
)


gold_app.command()(export)
gold_app.command("import")(import_)


@gold_app.command()
def new(
    page: Annotated[Path, typer.Argument(metavar="PAGE", help="The page.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Default: beside the page.")
    ] = None,
    published: o.Published = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write a draft of a gold document: today's output, for a person to correct."""
    from newsextract.pages import read_page
    from newsextract.pipeline import extract
    from newsextract.streams import check_writable, say, to_file

    target = output or page.with_suffix(".json")
    check_writable(target)
    if target.exists() and not force:
        raise UsageError(str(target), "is there already", "give --force to write over it")
    document = extract(read_page(str(page)), published=published, path=str(page))
    to_file([document.model_copy(update={"rejects": ()}).model_dump_json(indent=1) + "\n"], target)
    say(f"wrote {target}: {len(document.records)} records to look through; then newsextract gold verify {target}")


@gold_app.command()
def verify(gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Gold documents, or folders.")]) -> None:
    """Say where gold does not fit its page or itself; every fault, a line each."""
    import hashlib
    import json

    from newsextract.quality.goldfiles import faults_of, find_gold, load_gold
    from newsextract.source import read
    from newsextract.streams import say

    faults = files = 0
    for path in find_gold(gold):
        files += 1
        try:
            load_gold(path)
            continue
        except UsageError as error:
            told = [str(error)]
        document = json.loads(path.read_bytes()) if path.suffix == ".json" else {}
        page = path.with_suffix(".txt")
        if page.is_file() and "records" in document:
            every = list(faults_of(document, read(page), hashlib.sha256(page.read_bytes()).hexdigest()))
            told = [f"{path}: {fault}" for fault in every] or told
        faults += len(told)
        for fault in told:
            say(fault)
    say(f"{files} gold files, {faults or 'no'} {'fault' if faults == 1 else 'faults'}")
    raise typer.Exit(Exit.BELOW_FLOOR if faults else Exit.DONE)


@gold_app.command()
def diff(
    one: Annotated[Path, typer.Argument(metavar="A", help="Gold of one annotator.")],
    other: Annotated[Path, typer.Argument(metavar="B", help="Gold of the same page by another.")],
) -> None:
    """Compare two annotators of one page: agreement by type, and where they differ."""
    from newsextract.quality.goldfiles import load_gold
    from newsextract.quality.run import check
    from newsextract.render.checked import CheckForm, render
    from newsextract.streams import to_stdout

    first, second = load_gold(one), load_gold(other)
    if first.source.sha256 != second.source.sha256:
        raise UsageError(str(other), f"is gold of another page than {one}", "compare gold of one page")
    to_stdout(render(check([first], predictions=other), CheckForm.TABLE, most=0), encoded=True)
