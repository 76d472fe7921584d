"""``newsextract report``: pages as one HTML file to look at, against their gold where there is some."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsextract import options as o
from newsextract.errors import NewsExtractError, UsageError

if TYPE_CHECKING:
    from newsextract.pages import Wanted
    from newsextract.quality.goldfiles import Gold
    from newsextract.render.report.items import ReportPage
    from newsextract.streams import Notices


def report(
    pages: o.Pages,
    output: o.Output = None,
    gold: Annotated[
        Path | None,
        typer.Option(
            "--gold",
            metavar="FILE|DIR",
            parser=o.path_of("--gold"),
            help="Gold to compare with. Default: the .json beside the page, where there is one.",
            show_default=False,
        ),
    ] = None,
    published: o.Published = None,
    patterns: o.Patterns = None,
    stdin_filename: o.StdinFilename = None,
    encoding: o.Encoding = None,
    quiet: o.Quiet = False,
) -> None:
    """Write pages with everything that was found on them as one HTML file.

    The file needs no network and no other file. Where there is gold, it shows what is right, wrong, missed and surplus.
    """
    from newsextract import __version__
    from newsextract.compiled import shelf
    from newsextract.pages import Wanted, exit_code
    from newsextract.records import KINDS
    from newsextract.render.report import render
    from newsextract.rules import ROOMS, load
    from newsextract.streams import STDIN, Notices, check_writable, to_file, to_stdout

    if pages.count(STDIN) > 1:
        raise typer.BadParameter("standard input can be read only once.", param_hint="'PAGE'")
    if gold is not None and STDIN in pages:
        raise typer.BadParameter("goes with pages that are files.", param_hint="'--gold'")
    if gold is not None and not gold.is_dir() and len(pages) > 1:
        raise typer.BadParameter("one file is gold of one page; name a folder for several.", param_hint="'--gold'")
    if output is not None:
        check_writable(output, [*pages, *filter(None, (_gold_of(name, gold) for name in pages))])
    elif _is_terminal():
        raise UsageError("report", "writes HTML, which a terminal cannot show", "name a file: -o report.html")
    notices = Notices(quiet)
    rules = load(patterns)
    wanted = Wanted(published, rules, KINDS, stdin_filename, encoding)
    shown = list(_pages(pages, gold, wanted, notices))
    if shown:
        why = {rule.name: rule.why for room in ROOMS for rule in rules.rooms[room].rules}
        html = render(shown, why, version=__version__, by_gold=gold is not None)
        if output is not None:
            to_file([html], output)
        else:
            to_stdout([html])
    shelf().keep()
    raise typer.Exit(exit_code(len(pages), notices.errors))


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _pages(names: list[str], given: Path | None, wanted: Wanted, notices: Notices) -> Iterator[ReportPage]:
    """Parse each page as its gold says that it is to be read, unless an option says otherwise, and compare them."""
    from newsextract.pages import parse_pages
    from newsextract.render.report.items import ReportPage

    for name in names:
        gold = _gold(name, given, notices)
        asked = wanted
        if gold is not None:
            day = wanted.published or _day_of_gold(name, gold)
            named = gold.document["source"].get("encoding")
            asked = replace(wanted, published=day, encoding=wanted.encoding or named)
        for parsed in parse_pages([name], asked, notices):
            if gold is None or gold.source.text != parsed.text:
                if gold is not None:
                    notices.warning(f"{name}: reads otherwise in {wanted.encoding}, so its gold is left out")
                yield ReportPage(parsed)
                continue
            from newsextract.quality.verdicts import compare

            found = parsed.document.model_dump(mode="json")
            yield ReportPage(parsed, compare(gold.document, found, parsed.text, name=gold.path.name))


def _day_of_gold(name: str, gold: Gold) -> date | None:
    """The day that gold gives a page whose name does not tell it: ``check`` reads the page as of that day."""
    from newsextract.published import from_name

    return None if from_name(name) == gold.published else gold.published


def _gold_of(name: str, given: Path | None) -> Path | None:
    """Where the gold of a page would lie."""
    page = Path(name)
    if not page.name:  # it is no file, and has no neighbour of its name
        return None
    path = page.with_suffix(".json") if given is None else given / f"{page.stem}.json" if given.is_dir() else given
    return path if page.is_file() and path != page else None


def _gold(name: str, given: Path | None, notices: Notices) -> Gold | None:
    """The gold of a page: that of ``--gold``, which must fit, or a document beside the page, which may be none."""
    page, path = Path(name), _gold_of(name, given)
    if path is None:
        return None
    if not path.is_file() and (given is None or given.is_dir()):
        if given is not None:
            notices.warning(f"{name}: {given} has no gold for it (there is no {path.name})")
        return None
    from newsextract.quality.goldfiles import load_gold

    try:
        return load_gold(path, page=page)
    except NewsExtractError as error:
        if given is not None:
            raise
        notices.warning(f"{error}; the page is shown without it")
        return None
