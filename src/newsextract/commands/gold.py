"""``newsextract gold``: gold files themselves, begun, verified and compared."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsextract import options as o
from newsextract.commands.exchange import export, import_
from newsextract.errors import Exit, NewsExtractError, UsageError

gold_app = typer.Typer(
    name="gold",
    help="Begin, verify and compare gold documents.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


gold_app.command()(export)
gold_app.command("import")(import_)


@gold_app.command()
def new(
    page: Annotated[Path, typer.Argument(metavar="PAGE", parser=o.path_of(""), help="The page.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", parser=o.path_of("--output"), help="Default: beside the page."),
    ] = None,
    published: o.Published = None,
    patterns: o.Patterns = None,
    encoding: o.Encoding = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write a draft of a gold document: today's output, for a person to correct."""
    from newsextract.pages import read_page
    from newsextract.pipeline import extract
    from newsextract.render.saying import say
    from newsextract.rules import load
    from newsextract.streams import check_writable, to_file

    target = output or page.with_suffix(".json")
    check_writable(target, [page])
    if target.exists() and not force:
        raise UsageError(str(target), "is there already", "give --force to write over it")
    source = read_page(str(page), encoding=encoding)
    document = extract(source, published=published, path=str(page), rules=load(patterns))
    to_file([document.model_copy(update={"rejects": ()}).model_dump_json(indent=1) + "\n"], target)
    records = f"{len(document.records)} record{'' if len(document.records) == 1 else 's'}"
    say(f"wrote {target}: {records} to look through; then newsextract gold verify {target}")


@gold_app.command()
def verify(
    gold: o.GoldFiles,
    pages: o.PagesFolder = None,
) -> None:
    """Say where gold does not fit its page, the rule book or itself; every fault, a line each.

    Where one wording has two values, it is a note: the words around may be the reason.
    """
    from newsextract.quality.goldfiles import find_gold, open_gold
    from newsextract.quality.verify import inconsistencies
    from newsextract.quality.verify import verify as faults_in
    from newsextract.render.saying import say

    faults = 0
    golds = []
    paths = list(find_gold(gold))
    for path in paths:
        try:
            golds.append(open_gold(path, pages))
        except NewsExtractError as error:  # of the document, or of its page
            say(str(error))
            faults += 1
            continue
        for fault in faults_in(golds[-1]):
            say(f"{path}: {fault}")
            faults += 1
    for note in inconsistencies(golds):
        say(f"note: {note}")
    files = "1 gold file" if len(paths) == 1 else f"{len(paths)} gold files"
    say(f"{files}, {faults or 'no'} {'fault' if faults == 1 else 'faults'}")
    raise typer.Exit(Exit.BELOW_FLOOR if faults else Exit.DONE)


@gold_app.command()
def diff(
    one: Annotated[
        Path,
        typer.Argument(metavar="A", parser=o.path_of(""), help="Gold of one annotator: a document, or a folder."),
    ],
    other: Annotated[
        Path, typer.Argument(metavar="B", parser=o.path_of(""), help="Gold of the same pages by another.")
    ],
    form: Annotated[str, typer.Option("--format", "-f", metavar="table|json", help="How to say it.")] = "table",
    show: Annotated[int, typer.Option("--show", metavar="N", min=0, help="Disagreements to show; 0 is all.")] = 0,
    pages: o.PagesFolder = None,
) -> None:
    """Compare two annotators: agreement by type (F1, and kappa by character), and where they differ.

    Of two folders, the documents of one name are compared.
    """
    from newsextract.quality.agreement import compare
    from newsextract.quality.goldfiles import find_gold, load_gold
    from newsextract.render import agreed
    from newsextract.render.saying import say
    from newsextract.streams import to_stdout

    if form not in ("table", "json"):
        raise typer.BadParameter(o.unknown("format", form, ("table", "json")), param_hint="'--format' / '-f'")
    ours, theirs = ({path.name: path for path in find_gold([given])} for given in (one, other))
    names = sorted(ours.keys() & theirs.keys())
    pairs = [(ours[name], theirs[name]) for name in names] if one.is_dir() or other.is_dir() else [(one, other)]
    if not pairs:
        raise UsageError(str(other), f"has no document of a name that {one} has", "name two folders of the same pages")
    agreement = compare((load_gold(a, pages), load_gold(b, pages)) for a, b in pairs)
    to_stdout([agreed.as_json(agreement)] if form == "json" else agreed.table(agreement, show), encoded=form == "table")
    for name in sorted(ours.keys() ^ theirs.keys()) if one.is_dir() and other.is_dir() else ():
        say(f"{name}: only one of them has it")
