"""``newsextract config``: what is set, and where; and how a setting reaches the option of its name."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsextract import options as o
from newsextract.config import variable
from newsextract.errors import UsageError

if TYPE_CHECKING:
    from newsextract.config import Settings

config_app = typer.Typer(
    name="config",
    help="Show what is set, and where.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@config_app.command()
def show(
    context: typer.Context,
    form: Annotated[str, typer.Option("--format", "-f", metavar="table|json", help="How to say it.")] = "table",
) -> None:
    """Show every key, its value, and where it was set.

    In a pipe one key is one line, its columns parted by tabs.
    """
    import sys

    from newsextract.config import KEYS
    from newsextract.render import keylist
    from newsextract.streams import to_stdout

    if form not in ("table", "json"):
        raise typer.BadParameter(o.unknown("format", form, ("table", "json")), param_hint="'--format' / '-f'")
    root = context.find_root()
    found: Settings = root.obj or {}
    defaults = {name: _default(root.command, name) for name in KEYS}
    rows = [
        keylist.Row(name, found[name].value, found[name].origin)
        if name in found
        else keylist.Row(name, defaults[name], None)
        for name in KEYS
    ]
    if form == "json":
        to_stdout(keylist.json_object(rows))
    else:
        to_stdout(keylist.table(rows) if sys.stdout.isatty() else keylist.plain(rows), encoded=True)


def apply(context: Any, file: str | None, isolated: bool) -> None:
    """Read what is set, and make it the default of the options of the commands under ``context``.

    ``isolated`` wins over a ``file``, which a variable may have named.
    """
    from newsextract.config import settings

    try:
        folder = Path.cwd()
    except OSError as error:  # it was removed under our feet
        raise UsageError(".", f"cannot be read: {error.strerror}", "go to another folder") from None
    path = None if isolated or file is None else o.path_of("--config")(file)
    context.obj = settings(folder, os.environ, isolated=isolated, file=path)
    if context.obj:
        context.default_map = _under(context.command, context.obj)


def _under(command: Any, found: Settings, table: str = "") -> dict[str, Any]:
    """What is set for a command, by the names of its parameters; for a group, by the names of its commands."""
    if inner := getattr(command, "commands", None):
        # only the commands of the first level have tables: the check of "rules check" is not that of [check]
        return {name: _under(one, found, "" if table else f"{name}.") for name, one in inner.items()}
    given = {}
    for parameter in command.params:
        for name in (option[2:] for option in parameter.opts if option.startswith("--")):
            for key in (name, f"{table}{name}"):
                if key in found:
                    given[parameter.name] = found[key].value
    return given


def said_at(context: Any, option: str) -> str | None:
    """Say where the value of an option was set; None where the command line, or nobody, gave it."""
    found: Settings = context.find_root().obj or {}
    parameter = next((one for one in context.command.params if option in one.opts), None)
    source = None if parameter is None else context.get_parameter_source(parameter.name)
    if source is None or source.name != "DEFAULT_MAP":
        return None
    name = option.removeprefix("--")
    key = next(one for one in (f"{context.info_name}.{name}", name) if one in found)
    origin = found[key].origin
    return origin if origin == variable(key) else f"{origin}: {key}"


def fault_of_setting(error: typer.BadParameter) -> str | None:
    """Say what is wrong with a value where it was set, in one line; None where the command line said it."""
    hints = error.param.opts if error.param is not None else re.findall(r"--[\w-]+", str(error.param_hint))
    option = next((one for one in hints if one.startswith("--")), None)
    place = said_at(error.ctx, option) if option is not None and error.ctx is not None else None
    return None if place is None else f"{place}: {error.message}"


def _default(root: Any, key: str) -> Any:
    """What a key is where nobody says it: the default of its option."""
    table, _, name = key.rpartition(".")
    commands = [root.commands[table]] if table else root.commands.values()
    options = (p for command in commands for p in command.params if f"--{name}" in p.opts)
    return next(options).default
