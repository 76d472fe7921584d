"""``newsextract batch``: whole archives into one data set."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsextract import options as o
from newsextract.commands.config import said_at
from newsextract.errors import Exit, InputError, UsageError

if TYPE_CHECKING:
    from newsextract.batch.inputs import Found
    from newsextract.batch.manifest import Manifest
    from newsextract.batch.outputs import DataSet
    from newsextract.batch.run import Limits, Plan

_SHOWN = 3  # names of files that were left out

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE", help="Files, folders, archives (.zip .tar .tar.gz .tar.zst .gz …), or - for a list of paths."
    ),
]
Out = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="OUT", parser=o.path_of("--output"), help="The folder of the data set."),
]
Form = Annotated[
    str, typer.Option("--format", "-f", metavar="json|jsonl|csv|parquet|sqlite|duckdb", help="What to write.")
]
Flat = Annotated[bool, typer.Option("--flat", help="With jsonl: a record a line, not a document.")]
Glob = Annotated[
    list[str] | None,
    typer.Option(
        "--glob",
        metavar="PATTERN",
        help="Which files of folders and archives are pages. Default: *.txt, *.text, and what OCR programs write: "
        "*.xml, *.hocr, *.html, *.htm, *.xhtml, *.tsv, *.json, *.pdf.",
    ),
]
Exclude = Annotated[list[str] | None, typer.Option("--exclude", metavar="PATTERN", help="Which of them are none.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0, help="Workers; 0 is one for each core.")]
Seconds = Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds that a page may take.")]
_LEAST_MEMORY = 256  # MB of address space: the libraries alone take some 150
Memory = Annotated[int, typer.Option("--memory", min=0, help="MB that a worker may take; 0 is no cap.")]
PublishedPattern = Annotated[
    str | None,
    typer.Option(
        "--published-pattern",
        metavar="REGEX",
        help="Where the day stands in a path: groups year (four digits), month and day.",
        show_default=False,
    ),
]


def batch(
    context: typer.Context,
    sources: Sources,
    output: Out,
    form: Form = "json",
    flat: Flat = False,
    glob: Glob = None,
    exclude: Exclude = None,
    published: o.Published = None,
    published_pattern: PublishedPattern = None,
    encoding: o.Encoding = None,
    types: o.Types = None,
    patterns: o.Patterns = None,
    jobs: Jobs = 0,
    timeout: Seconds = 30.0,
    memory: Memory = 2048,
    force: Annotated[bool, typer.Option("--force", help="Do all pages again.")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Try again what failed before.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove what earlier runs wrote to OUT and this one does not.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name every page.")] = False,
    quiet: o.Quiet = False,
) -> None:
    """Convert whole archives into one data set.

    One bad page never ends a run: it is named at the end and in OUT/manifest.jsonl. A run that was stopped goes on
    where it stood when the same command is given again; what has not changed is not done again. Documents of pages that
    are no longer among the sources stay in OUT, and so do data sets of other formats, until a run is told to --prune.

    Pages are text, ALTO, PAGE and hOCR, the tables of Tesseract, the JSON of PaddleOCR and RapidOCR, and PDF with a
    text layer. METS and other XML, HTML and JSON that lie among them are skipped, each with a line in the manifest, and
    so are documents of newsextract. A page that lies there in two formats is two pages; --glob '*.xml' takes one.
    """
    from newsextract.batch.inputs import find_items
    from newsextract.batch.leftover import leftovers
    from newsextract.batch.manifest import Manifest
    from newsextract.batch.outputs import DataSet, names
    from newsextract.batch.run import STATE, finish, only_run, plan, run, summarise
    from newsextract.batch.worker import Options
    from newsextract.render.progress import Meter, sum_up
    from newsextract.render.saying import say

    chosen = _data_set(form, said_at(context, "--format") or "--format", flat=flat)
    _check_pattern(published_pattern)
    limits = _limits(jobs, timeout, memory)
    kinds = o.parse_kinds(types)
    if output.exists() and not output.is_dir():
        raise UsageError(str(output), "is a file, not a folder", "name a folder for the data set")
    written = names(chosen, flat=flat)
    found = find_items(_listed(sources, output), tuple(glob or ()), tuple(exclude or ()))
    for error in found.errors:
        say(str(error))
    bare = chosen is DataSet.JSON
    options = Options(
        store=output if bare else output / STATE / "pages",
        state=output / STATE,
        bare=bare,
        kinds=kinds,
        published=published,
        published_pattern=published_pattern,
        encoding=encoding,
        patterns=patterns.resolve() if patterns else None,
        rules_digest=_digest(patterns),
    )
    if dry_run:
        before = Manifest(output)
        _tell(plan(found.items, before, options, force=force, retry_failed=retry_failed))
        if prune:
            _tell_pruned(found, leftovers(found.items, written, before, options, output, prune=False), before)
        raise typer.Exit(Exit.DONE)
    if not found.items and found.errors:
        raise typer.Exit(Exit.NONE_SUCCEEDED)
    if not found.items:
        raise UsageError(" ".join(sources), "holds no pages" if len(sources) == 1 else "hold no pages", _cure(found))
    with only_run(output), Manifest(output) as manifest:
        todo = plan(found.items, manifest, options, force=force, retry_failed=retry_failed)
        _check_clashes(todo, output)
        meter = Meter(len(todo.to_do), quiet=quiet, verbose=verbose)
        try:
            with meter.running():
                run(todo.to_do, manifest, options, limits, meter.step)
        except KeyboardInterrupt:
            left = len(todo.to_do) - meter.done
            say(f"interrupted: {meter.told()} in this run, {left:,} left; the same command goes on from here")
            raise typer.Exit(Exit.INTERRUPTED) from None
        files = finish(found.items, manifest, options, chosen, output, flat=flat)
        summary = summarise(found.items, manifest, meter.written, files)
        known = not found.errors  # what is in a source that cannot be read is not known to be gone
        old = leftovers(found.items, written, manifest, options, output, prune=prune and known)
    sum_up(summary, quiet=quiet)
    if not quiet:
        gone = 0 if bare else len(manifest.entries.keys() - {item.path for item in found.items})
        for line in (*_left_out(found), *_of_earlier_runs(old, gone, output, prune=prune, known=known)):
            say(line)
    raise typer.Exit(_exit_code(len(summary.entries) - summary.skipped, len(summary.failed), len(found.errors)))


def _data_set(form: str, option: str, *, flat: bool) -> DataSet:
    """What is to be written, which must be known and possible here."""
    from newsextract.batch.outputs import DataSet, needed

    if form not in list(DataSet):
        raise typer.BadParameter(o.unknown("format", form, tuple(DataSet)), param_hint="'--format' / '-f'")
    if flat and form != DataSet.JSONL:
        raise typer.BadParameter("--flat goes with --format jsonl only.", param_hint="'--flat'")
    needed(DataSet(form), option)
    return DataSet(form)


def _limits(jobs: int, seconds: float, memory: int) -> Limits:
    """What a page may take, which must be enough for any."""
    from newsextract.batch.run import Limits

    if 0 < memory < _LEAST_MEMORY:
        wrong = f"is less than a worker takes for any page; give {_LEAST_MEMORY} or more, or 0 for no cap."
        raise typer.BadParameter(wrong, param_hint="'--memory'")
    limits = Limits(seconds=seconds, memory=memory * 1024**2)
    return replace(limits, jobs=jobs) if jobs else limits


def _check_clashes(todo: Plan, out: Path) -> None:
    """Refuse to put pages of one source in the place of those of another."""
    if todo.clashes:
        item, known = todo.clashes[0]
        more = f", and {len(todo.clashes) - 1:,} more" if len(todo.clashes) > 1 else ""
        what = f"holds {known.source}, whose name in the data set {item.shown} has as well{more}"
        raise UsageError(str(out), what, "name all sources in one command, or another folder; --force replaces them")


def _cure(found: Found) -> str:
    if found.skipped:
        return "name the files with --glob, as in --glob '*.ocr'"
    return f"name the linked folders: {_first(found.links)}" if found.links else ""


def _left_out(found: Found) -> Iterator[str]:
    """Say what lies among the sources and was not read."""
    if found.skipped:
        noun = "file" if len(found.skipped) == 1 else "files"
        yield f"{len(found.skipped):,} other {noun} left out (--glob says which are pages): {_first(found.skipped)}"
    if found.links:
        noun = "a linked folder" if len(found.links) == 1 else f"{len(found.links):,} linked folders"
        yield f"{noun} not followed (a source may be a link): {_first(found.links)}"


def _of_earlier_runs(files: list[Path], gone: int, out: Path, *, prune: bool, known: bool) -> Iterator[str]:
    """Say what became of the ``files`` that earlier runs wrote and this one did not, and of pages that are ``gone``."""
    if gone:
        pages = "1 page" if gone == 1 else f"{gone:,} pages"
        yield f"{pages} of earlier runs not among these sources, and not in this data set"
    if not files:
        return
    noun = "file" if len(files) == 1 else "files"
    names = _first([file.relative_to(out).as_posix() for file in files])
    if prune and known:
        yield f"removed {len(files):,} {noun} of earlier runs: {names}"
    else:
        why = "not pruned, for a source could not be read" if prune else "--prune removes what this run did not write"
        yield f"{len(files):,} {noun} of earlier runs left in {out} ({why}): {names}"


def _first(names: list[str]) -> str:
    return ", ".join([*names[:_SHOWN], *(["…"] if len(names) > _SHOWN else [])])


def _tell(todo: Plan) -> None:
    """Say what a run would do."""
    from newsextract.render.saying import say
    from newsextract.render.visible import visible
    from newsextract.streams import to_stdout

    terminal = sys.stdout.isatty()
    names = (visible(item.shown) if terminal else item.shown for item in todo.to_do)
    to_stdout((f"{name}\n" for name in names), encoded=terminal)
    say(f"{len(todo.to_do):,} pages to do, {todo.done:,} done, {todo.failed:,} failed before; nothing written")


def _tell_pruned(found: Found, files: list[Path], manifest: Manifest) -> None:
    """Say what a run would remove that earlier runs left, each file with its name."""
    from newsextract.render.saying import say

    if found.errors or not found.items:  # what is in a source that cannot be read is not known to be gone
        say(f"nothing would be removed, for {'a source could not be read' if found.errors else 'there are no pages'}")
        return
    for file in files:
        say(f"would remove {file}")
    gone = len(manifest.entries.keys() - {item.path for item in found.items})
    noun, pages = "file" if len(files) == 1 else "files", "page" if gone == 1 else "pages"
    say(f"{len(files):,} {noun} of earlier runs to remove, {gone:,} {pages} to forget; nothing removed")


def _exit_code(pages: int, failed: int, unread: int) -> Exit:
    """The exit code of a run over so many pages, and of sources that could not be read."""
    if pages and not failed + unread:
        return Exit.DONE
    return Exit.NONE_SUCCEEDED if failed == pages else Exit.SOME_FAILED


def _listed(sources: list[str], output: Path) -> list[str]:
    """Put the paths of standard input, a line each, in the place of ``-``; none may be the folder to write to."""
    given: list[str] = []
    for source in sources:
        given += _lines() if source == "-" else [source]
    if any(one and Path(one).resolve() == output.resolve() for one in given):
        raise UsageError(str(output), "is where the pages are", "name another folder for the data set")
    return given


def _lines() -> Iterator[str]:
    """The lines of standard input that are not empty, without the mark that Windows puts before UTF-8."""
    import codecs
    import os

    try:
        lines = sys.stdin.buffer.readlines()
    except OSError:
        raise InputError("standard input", "cannot be read", "pipe a list of paths into it, or name them") from None
    for n, line in enumerate(lines):
        name = (line if n else line.removeprefix(codecs.BOM_UTF8)).rstrip(b"\r\n")
        if name.strip():
            yield os.fsdecode(name)


def _check_pattern(pattern: str | None) -> None:
    from newsextract.published import pattern_fault

    if pattern is not None and (fault := pattern_fault(pattern)):
        raise typer.BadParameter(fault, param_hint="'--published-pattern'")


def _digest(patterns: Path | None) -> str:
    """What the rules say, so that pages are done again when a rule has changed; loads them, so faults show at once."""
    import hashlib

    from newsextract.rules import load

    said = "\n".join(f"{rule.name} {rule.source} {rule.sketch} {rule.constants}" for rule in load(patterns))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
