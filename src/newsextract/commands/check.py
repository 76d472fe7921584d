"""``newsextract check``: extraction quality against gold, for people and for CI."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsextract import options as o
from newsextract.errors import Exit, UsageError


def check(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Gold documents, or folders of them.")],
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="table|json|junit|github|markdown", help="How to say it.")
    ] = "table",
    minimum: Annotated[
        list[str] | None, typer.Option("--min", metavar="SCORE=F1", help="A floor, as money.strict=0.98.")
    ] = None,
    floors: Annotated[
        Path | None, typer.Option("--floors", metavar="FILE", help="A file of floors.", show_default=False)
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
            "--baseline", metavar="FILE", help="Known disagreements: only new ones count.", show_default=False
        ),
    ] = None,
    update_baseline: Annotated[bool, typer.Option("--update-baseline", help="Write today's into it.")] = False,
    predictions: Annotated[
        Path | None,
        typer.Option("--predictions", metavar="PATH", help="Score these documents, not today's.", show_default=False),
    ] = None,
    patterns: o.Patterns = None,
    show: Annotated[int, typer.Option("--show", metavar="N", min=0, help="Disagreements to show; 0 is all.")] = 20,
    output: o.Output = None,
) -> None:
    """Score the extraction against gold pages.

    Exit code 1 where a score lies below its floor or a disagreement is new.
    """
    from newsextract.quality.floors import below, digest_of, parse_minimum, raised, read_floors, written
    from newsextract.quality.goldfiles import find_gold, load_gold
    from newsextract.quality.run import Report, miss_key
    from newsextract.quality.run import check as score
    from newsextract.render.checked import CheckForm, render
    from newsextract.rules import load
    from newsextract.streams import check_writable, say, to_file, to_stdout

    if form not in list(CheckForm):
        raise typer.BadParameter(o.unknown("format", form, tuple(CheckForm)), param_hint="'--format' / '-f'")
    for option, needs, there in (
        ("--update-floors", "--floors", not update_floors or floors),
        ("--update-baseline", "--baseline", not update_baseline or baseline),
        ("--allow-lower", "--update-floors", not allow_lower or update_floors),
    ):
        if not there:
            raise typer.BadParameter(f"goes with {needs}.", param_hint=f"'{option}'")
    if output is not None:
        check_writable(output)
    minimums = dict(map(parse_minimum, minimum or ()))
    golds = [load_gold(path) for path in find_gold(gold)]
    report = score(golds, rules=load(patterns), predictions=predictions)
    known = read_floors(floors) if floors else None
    if known is not None and floors is not None and not update_floors:
        if known.digest and known.digest != digest_of(golds):
            raise UsageError(str(floors), "was measured on other gold", "measure it again with --update-floors")
        minimums = {**known.scores, **minimums}
    keys = {miss_key(g, miss) for g, miss in report.misses()}
    new: frozenset[str] | None = None
    mended: tuple[str, ...] = ()
    if baseline is not None and not update_baseline:
        before = _read_baseline(baseline)
        new, mended = frozenset(keys - before), tuple(sorted(before - keys))
    report = Report(report.pages, report.tallies, report.intervals, below(report.scores, minimums), new, mended)
    pieces = render(report, CheckForm(form), most=show)
    if output is not None:
        to_file(pieces, output)
    else:
        to_stdout(pieces, encoded=form == CheckForm.TABLE)
    if known is not None and floors is not None and update_floors:
        to_file([written(raised(known, report.scores, digest_of(golds), allow_lower))], floors)
        say(f"wrote {floors}")
    if baseline is not None and update_baseline:
        to_file([f"{key}\n" for key in sorted(keys)], baseline)
        say(f"wrote {baseline}: {len(keys)} known disagreements")
    for fault in report.below:
        say(fault)
    for key in sorted(new or ()):
        say(f"newly wrong: {key}")
    for key in mended:
        say(f"newly right: {key} (--update-baseline forgets it)")
    raise typer.Exit(Exit.BELOW_FLOOR if report.below or new else Exit.DONE)


def _read_baseline(path: Path) -> set[str]:
    try:
        return set(path.read_text("utf-8").splitlines())
    except OSError as error:
        raise UsageError(str(path), f"cannot be read: {error.strerror}", "write it with --update-baseline") from None
