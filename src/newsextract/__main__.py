"""``newsextract`` and ``python -m newsextract``: what must be set before anything else is imported."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_INTERRUPTED = 130
_LOADER = "pydantic.plugin._loader"
_GARBAGE = 200_000  # objects between two searches for cycles: there are few, and each search walks over all rules


class _NoPlugins(ModuleType):
    """Stands for the module by which pydantic finds its plugins, for a process that wants none.

    That module imports ``importlib.metadata`` before it asks whether any are wanted, which costs a twentieth of a page
    from a cold start. Whatever else pydantic may look for in it comes from the module itself.
    """

    @staticmethod
    def get_plugins() -> tuple[()]:
        """Give the plugins that are loaded."""
        return ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import system looks for __path__
            raise AttributeError(name)
        del sys.modules[_LOADER]
        return getattr(import_module(_LOADER), name)


class _Leave:
    """Called last of all at the end of a process: ends it without taking apart what the system takes back anyway."""

    code: int | None = None

    def __call__(self) -> None:
        if self.code is None:
            return
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError):
            return  # the interpreter tries again, and says what it could not write
        os._exit(self.code)


def main() -> None:
    """Run the command line on ``sys.argv``; ends in ``SystemExit``."""
    leave = _Leave()
    atexit.register(leave)  # before all others, which are called in turn from the last one on
    gc.set_threshold(_GARBAGE)
    _open_streams()
    # Pydantic looks for plugins through the metadata of every installed package. None is wanted: a page means the same
    # whatever else is installed.
    if os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__") == "__all__":
        sys.modules.setdefault(_LOADER, _NoPlugins(_LOADER))
    try:
        from newsextract.cli import main as run

        run()
    except KeyboardInterrupt:  # before the command line could take it
        sys.stderr.write("newsextract: interrupted\n")
        raise SystemExit(_INTERRUPTED) from None
    except SystemExit as ended:
        if ended.code is None or isinstance(ended.code, int):
            leave.code = ended.code or 0
        raise


def _open_streams() -> None:
    """Put something in the place of standard streams that are closed, which Python leaves out: ``newsextract … >&-``.

    Nothing can be read from them, nor written to standard output: that is an error, and not a result that is lost.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  # to read there fails
    if sys.stdout is None:
        sys.stdout = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123  # to write there fails
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


if __name__ == "__main__":
    main()
