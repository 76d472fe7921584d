"""Commands that are built when they are asked for: typer looks through every parameter of those that it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

import typer
from typer.main import get_command, get_group

Command = TypeVar("Command", bound=Callable[..., Any])


class LateCommands(Mapping[str, Any]):  # of click's commands, which newer typers no longer take from click
    """The commands of a group by their names, in the order that help has."""

    def __init__(self) -> None:
        """Begin without commands."""
        self._makers: dict[str, Callable[[], Any]] = {}
        self._built: dict[str, Any] = {}

    def add(self, function: Command) -> Command:
        """Take a command, named like its function."""
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command()(function)
        self._makers[function.__name__] = partial(get_command, app)
        return function

    def add_group(self, app: typer.Typer) -> None:
        """Take a group of commands, which has a name."""
        self._makers[str(app.info.name)] = partial(get_group, app)

    def __getitem__(self, name: str) -> Any:
        if name not in self._built:
            self._built[name] = self._makers[name]()
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
