"""The command line: arguments in, exit code out. What a command does stands in the module that it imports."""

from __future__ import annotations

import sys
from itertools import chain
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from newsextract import __version__
from newsextract import options as o
from newsextract.commands.batch import batch
from newsextract.commands.check import check
from newsextract.commands.config import apply, config_app, fault_of_setting
from newsextract.commands.gold import gold_app
from newsextract.commands.late import LateCommands
from newsextract.commands.report import report
from newsextract.errors import Exit, NewsExtractError, PatternError
from newsextract.render import Form, Group, Look, render
from newsextract.render.saying import say, silence
from newsextract.streams import STDIN, Notices, check_writable, to_file, to_stdout

_HELP = frozenset({"-h", "--help"})
_SETTINGS = {"help_option_names": ["-h", "--help"]}


class Commands(TyperGroup):
    """Turns our errors, a closed pipe and Ctrl-C into one line and an exit code; no traceback for any of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what typer made of the callback, and the commands unmade."""
        super().__init__(*args, **kwargs)
        self.commands: Any = commands

    def invoke(self, ctx: Any) -> Any:  # a click.Context, which newer typers no longer take from click
        """Run the command that was asked for, with what is set as the default of its options.

        Help is given whatever is set.
        """
        try:
            if not _HELP.intersection(ctx.args):
                apply(ctx, ctx.params["config"], ctx.params["isolated"])
            return super().invoke(ctx)
        except typer.BadParameter as error:
            fault = fault_of_setting(error)
            if fault is None:
                raise
            say(fault)
            raise typer.Exit(Exit.USAGE) from None
        except PatternError as error:
            for fault in error.faults:
                say(fault)
            say(f"{len(error.faults)} {'fault' if len(error.faults) == 1 else 'faults'} in the pattern files")
            raise typer.Exit(error.exit_code) from None
        except NewsExtractError as error:
            say(str(error))
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:  # head has seen enough
            silence(sys.stdout)
            raise typer.Exit(Exit.DONE) from None
        except KeyboardInterrupt:
            say("interrupted")
            raise typer.Exit(Exit.INTERRUPTED) from None


commands = LateCommands()
app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings=_SETTINGS,
)
rules_app = typer.Typer(
    name="rules",
    help="List the rules, or run their examples.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings=_SETTINGS,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"newsextract {__version__}")
        raise typer.Exit


@app.callback()
def newsextract(
    _version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    config: Annotated[
        str | None,
        typer.Option(
            "--config",
            metavar="FILE",
            envvar="NEWSEXTRACT_CONFIG",
            help="Take the configuration from this file, not from those that are looked for.",
            show_default=False,
        ),
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")] = False,
) -> None:
    """Money, percentages, dates and projects out of raw OCR pages of Chinese newspapers.

    Every record points back at its exact characters on the page.

    \b
    newsextract parse page.txt                     look at one page
    newsextract parse page.txt -f projects         its projects, a row each
    newsextract parse *.txt -f jsonl > out.jsonl   a document a line
    newsextract explain page.txt --line 14         why a line says what it says

    \b
    Exit codes: 0 done, 1 a check failed, 2 bad usage or broken rules,
    3 some pages failed, 4 none succeeded, 130 interrupted.
    """


@commands.add
def parse(  # one parameter for each option
    context: typer.Context,
    pages: o.Pages,
    published: o.Published = None,
    form: o.Format = None,
    types: o.Types = None,
    group: o.Grouping = Group.ARTICLE,
    output: o.Output = None,
    rejects: o.Rejects = False,
    patterns: o.Patterns = None,
    stdin_filename: o.StdinFilename = None,
    encoding: o.Encoding = None,
    quiet: o.Quiet = False,
) -> None:
    """Extract the records of pages.

    A page that fails is named on standard error and the others are written.
    """
    from newsextract.compiled import shelf
    from newsextract.pages import Wanted, exit_code, parse_pages
    from newsextract.records import KINDS
    from newsextract.rules import load

    kinds = o.parse_kinds(types)
    if pages.count(STDIN) > 1:
        raise typer.BadParameter("standard input can be read only once.", param_hint="'PAGE'")
    if form is Form.PROJECTS and "project" not in kinds:
        raise typer.BadParameter(
            "projects is a table of projects; add project to --type.", param_hint="'--format' / '-f'"
        )
    if output is not None:
        check_writable(output, pages)
    notices = Notices(quiet)
    asked = KINDS if form is Form.PROJECTS else kinds  # a row has the currencies and days of its facts
    parsed = parse_pages(pages, Wanted(published, load(patterns), asked, stdin_filename, encoding), notices)
    first = next(parsed, None)
    if first is not None:
        chosen = o.choose_form(o.unless_named(form, output, context, o.NAMED), output, sys.stdout.isatty())
        if output is not None and form is None and output.suffix.lower() not in (*o.NAMED, ""):
            notices.warning(f"{output}: holds {chosen}, which its name does not say (name it .{chosen})")
        shown = output is None and (chosen is Form.TABLE or sys.stdout.isatty())
        look = Look(several=len(pages) > 1, group=group, rejects=rejects, terminal=shown)
        pieces = render(chain([first], parsed), chosen, look)
        if output is not None:
            to_file(pieces, output, bom=chosen in (Form.CSV, Form.PROJECTS))
        else:
            to_stdout(pieces, encoded=shown)
    shelf().keep()
    raise typer.Exit(exit_code(len(pages), notices.errors))


@commands.add
def clean(page: o.Page, encoding: o.Encoding = None) -> None:
    """Print the repaired text of a page.

    Its blocks (paragraphs, headlines, captions) are parted by an empty line.
    """
    from newsextract.pages import read_page
    from newsextract.pipeline import lay_out
    from newsextract.render.visible import visible

    blocks = lay_out(read_page(page, encoding=encoding).text).text.split("\n")
    terminal = sys.stdout.isatty()
    text = "\n\n".join(map(visible, blocks) if terminal else blocks)
    to_stdout([f"{text}\n" if text else ""], encoded=terminal)


@commands.add
def text(
    page: o.Page, output: o.Output = None, stdin_filename: o.StdinFilename = None, encoding: o.Encoding = None
) -> None:
    """Print the text of a page as it was read, before any repair.

    All offsets count in it: of plain text it is the file itself without its byte order mark, of ALTO, PAGE, hOCR,
    Tesseract's table, PaddleOCR, RapidOCR and PDF what their readers put together in reading order.
    """
    from newsextract.pages import read_page
    from newsextract.render.visible import visible

    if output is not None:
        check_writable(output, [page])
    raw = read_page(page, stdin_filename, encoding).text
    if output is not None:
        to_file([raw], output)
    else:
        terminal = sys.stdout.isatty()
        to_stdout(["\n".join(map(visible, raw.split("\n"))) if terminal else raw], encoded=terminal)


@commands.add
def articles(
    context: typer.Context,
    page: o.Page,
    form: o.ArticleFormat = None,
    output: o.Output = None,
    stdin_filename: o.StdinFilename = None,
    encoding: o.Encoding = None,
) -> None:
    """Print the articles of a page as clean text, in reading order.

    Headline, byline and paragraphs of one article stand together, an empty line parts two articles.
    """
    from newsextract.article_page import articles_of
    from newsextract.pages import read_page
    from newsextract.render.articles import render as render_articles
    from newsextract.render.visible import visible

    if output is not None:
        check_writable(output, [page])
    found = articles_of(read_page(page, stdin_filename, encoding))
    text = render_articles(
        found, o.choose_article_form(o.unless_named(form, output, context, o.ARTICLES_NAMED), output)
    )
    if output is not None:
        to_file([text], output)
    else:
        terminal = sys.stdout.isatty()
        to_stdout(["\n".join(map(visible, text.split("\n"))) if terminal else text], encoded=terminal)


@commands.add
def schema() -> None:
    """Print the JSON Schema of a document."""
    import json

    from newsextract.records import Document

    to_stdout([json.dumps(Document.model_json_schema(by_alias=True, mode="serialization"), indent=2) + "\n"])


@commands.add
def explain(
    page: o.Page,
    line: o.LineNumber,
    published: o.Published = None,
    patterns: o.Patterns = None,
    stdin_filename: o.StdinFilename = None,
    encoding: o.Encoding = None,
) -> None:
    """Show what became of one line, and why.

    The repaired text of its block, the rules that match there, what their
    groups caught, and the record or reject that came of each match.
    """
    from newsextract.explain import explain as explain_line
    from newsextract.pages import read_page
    from newsextract.render import trace
    from newsextract.rules import load

    source = read_page(page, stdin_filename, encoding)
    path = stdin_filename if page == "-" else page
    explanation = explain_line(source, line, path=path, published=published, rules=load(patterns))
    to_stdout(trace.render(explanation), encoded=True)


@rules_app.command("list")
def list_rules(kind: o.Kind = None, patterns: o.Patterns = None) -> None:
    """List the rules: name, numbers of examples, look-alikes and gaps, and why the rule is there.

    In a pipe one rule is one line, its columns parted by tabs.
    """
    from newsextract.render import rulelist
    from newsextract.rules import load

    kinds = o.parse_kind(kind)
    chosen = [rule for rule in load(patterns) if rule.kind in kinds]
    to_stdout(rulelist.table(chosen) if sys.stdout.isatty() else rulelist.plain(chosen), encoded=True)


@rules_app.command("check")
def check_rules(kind: o.Kind = None, patterns: o.Patterns = None) -> None:
    """Run every example, look-alike and gap of the rules through the whole corridor."""
    from newsextract.rulecheck import check as run_examples
    from newsextract.rules import load

    report = run_examples(load(patterns), o.parse_kind(kind))
    to_stdout([f"{failure}\n" for failure in report.failures], encoded=True)
    say(report.summary)
    raise typer.Exit(Exit.BELOW_FLOOR if report.failures else Exit.DONE)


for function in (batch, check, report):
    commands.add(function)
for group in (rules_app, config_app, gold_app):
    commands.add_group(group)


def main() -> None:
    """Run the command line; ``__main__`` calls it, once the process is prepared for it."""
    try:
        app()
    except KeyboardInterrupt:  # before a command had begun
        sys.exit(Exit.INTERRUPTED)
