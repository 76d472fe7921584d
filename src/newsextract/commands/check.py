"""``newsextract check``: extraction quality against gold, for people and for CI."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsextract import options as o
from newsextract.commands.config import said_at
from newsextract.errors import Exit, OutputError

if TYPE_CHECKING:
    from newsextract.quality.goldfiles import Gold
    from newsextract.quality.run import Report


def check(
    context: typer.Context,
    gold: o.GoldFiles,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="table|json|junit|github|markdown", help="How to say it.")
    ] = "table",
    minimum: Annotated[
        list[str] | None, typer.Option("--min", metavar="SCORE=F1", help="A floor, as money.strict=0.98.")
    ] = None,
    floors: Annotated[
        Path | None,
        typer.Option(
            "--floors", metavar="FILE", parser=o.path_of("--floors"), help="A file of floors.", show_default=False
        ),
    ] = None,
    update_floors: Annotated[bool, typer.Option("--update-floors", help="Raise them to what is reached.")] = False,
    allow_lower: Annotated[
        str | None,
        typer.Option(
            "--allow-lower", metavar="REASON", help="Let floors fall, and write down why.", show_default=False
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            parser=o.path_of("--baseline"),
            help="Known disagreements: only new ones count.",
            show_default=False,
        ),
    ] = None,
    update_baseline: Annotated[bool, typer.Option("--update-baseline", help="Write today's into it.")] = False,
    predictions: Annotated[
        Path | None,
        typer.Option(
            "--predictions",
            metavar="PATH",
            parser=o.path_of("--predictions"),
            help="Score these documents, not today's.",
            show_default=False,
        ),
    ] = None,
    pages: o.PagesFolder = None,
    patterns: o.Patterns = None,
    show: Annotated[int, typer.Option("--show", metavar="N", min=0, help="Disagreements to show; 0 is all.")] = 20,
    output: o.Output = None,
) -> None:
    """Score the extraction against gold pages.

    Exit code 1 where a score lies below its floor or a disagreement is new.
    """
    import os
    from dataclasses import replace

    from newsextract.compiled import shelf
    from newsextract.quality.baseline import compare, read_baseline, renewed
    from newsextract.quality.floors import (
        Floors,
        applied,
        below,
        digest_of,
        parse_minimum,
        raised,
        read_floors,
        written,
    )
    from newsextract.quality.goldfiles import find_gold, load_gold
    from newsextract.quality.run import check as score
    from newsextract.render.checked import CheckForm, render
    from newsextract.render.saying import say
    from newsextract.rules import load
    from newsextract.streams import to_file, to_stdout

    if form not in list(CheckForm):
        raise typer.BadParameter(o.unknown("format", form, tuple(CheckForm)), param_hint="'--format' / '-f'")
    for option, needs, there in (
        ("--update-floors", "--floors", not update_floors or floors),
        ("--update-baseline", "--baseline", not update_baseline or baseline),
        ("--allow-lower", "--update-floors", not allow_lower or update_floors),
    ):
        if not there:
            raise typer.BadParameter(f"goes with {needs}.", param_hint=f"'{option}'")
    option = said_at(context, "--min") or "--min"
    minimums = dict(parse_minimum(one, option) for one in minimum or ())
    known = None
    if floors is not None:
        known = Floors() if update_floors and not floors.exists() else read_floors(floors)
    before = read_baseline(baseline, fresh=update_baseline) if baseline is not None else None
    golds = [load_gold(path, pages) for path in find_gold(gold)]
    _check_targets([output, floors if update_floors else None, baseline if update_baseline else None], golds)
    digest = digest_of(golds)
    if known is not None and not update_floors:
        minimums = {**applied(known, digest, str(floors)), **minimums}
    report = score(golds, rules=load(patterns), predictions=predictions)
    report = replace(report, below=below(report.scores, minimums), patterns=patterns)
    if before is not None and not update_baseline:
        new, mended = compare(before, report)
        report = replace(report, new=new, mended=mended)
    checkout = os.environ.get("GITHUB_WORKSPACE")
    pieces = render(report, CheckForm(form), most=show, root=Path(checkout) if checkout else None)
    if output is not None:
        to_file(pieces, output)
    else:
        to_stdout(pieces, encoded=form == CheckForm.TABLE)
    if form == CheckForm.GITHUB and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        _append(render(report, CheckForm.MARKDOWN, most=0), Path(summary))
    if known is not None and floors is not None and update_floors:
        to_file([written(raised(known, report.scores, digest, allow_lower))], floors)
        say(f"wrote {floors}")
    if before is not None and baseline is not None and update_baseline:
        lines = renewed(before, report)
        to_file([f"{line}\n" for line in lines], baseline)
        say(f"wrote {baseline}: {len(lines) - 1} known disagreements")
    _say_verdict(report)
    shelf().keep()
    raise typer.Exit(Exit.BELOW_FLOOR if report.below or report.new else Exit.DONE)


def _check_targets(targets: Iterable[Path | None], golds: Iterable[Gold]) -> None:
    """Refuse to write where it cannot be done, or over gold and pages."""
    from newsextract.streams import check_writable

    inputs = [file for gold in golds for file in gold.files]
    for target in filter(None, targets):
        check_writable(target, inputs)


def _append(pieces: Iterable[str], path: Path) -> None:
    """Add to the summary that GitHub keeps of a step, which other commands of the step write to as well."""
    try:
        with path.open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.writelines(pieces)
    except OSError as error:
        raise OutputError(str(path), f"cannot be written: {error.strerror}") from None


def _say_verdict(report: Report) -> None:
    from newsextract.render.saying import say

    for fault in report.below:
        say(fault)
    for key in sorted(report.new or ()):
        say(f"newly wrong: {key}")
    for key in report.mended:
        say(f"newly right: {key} (--update-baseline forgets it)")
