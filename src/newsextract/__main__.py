"""``newsextract`` and ``python -m newsextract``: what must be set before anything else is imported."""

from __future__ import annotations

import gc
import os
import sys

_INTERRUPTED = 130
_GARBAGE = 200_000  # objects between two searches for cycles: there are few, and each search walks over all rules


def main() -> None:
    """Run the command line on ``sys.argv``; ends in ``SystemExit``."""
    gc.set_threshold(_GARBAGE)
    _open_streams()
    # Pydantic looks for plugins through the metadata of every installed package. None is wanted: a page means the same
    # whatever else is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from newsextract.cli import main as run

        run()
    except KeyboardInterrupt:  # before the command line could take it
        sys.stderr.write("newsextract: interrupted\n")
        raise SystemExit(_INTERRUPTED) from None
    finally:
        gc.freeze()  # at its exit Python looks for cycles again, through all that the system takes back anyway


def _open_streams() -> None:
    """Put something in the place of standard streams that are closed, which Python leaves out: ``newsextract … >&-``.

    Nothing can be read from them, nor written to standard output: that is an error, and not a result that is lost.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stdout is None:
        sys.stdout = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123  # to write there fails
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


if __name__ == "__main__":
    main()
