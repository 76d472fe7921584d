"""What may happen to a worker, for the tests of a batch: the text of a page says what its worker does."""

from __future__ import annotations

import ctypes
import os
import signal
import time

from newsextract.batch.inputs import Item
from newsextract.batch.manifest import Entry
from newsextract.batch.worker import Options, convert_one


def convert_or_break(items: list[Item], options: Options) -> list[Entry]:
    """Convert pages, and do what those say that are called so."""
    for item in items:
        fault = item.file.stem
        if fault == "exits":
            os._exit(11)
        elif fault == "is-killed":
            os.kill(os.getpid(), signal.SIGKILL)
        elif fault == "crashes":
            ctypes.string_at(0)
        elif fault == "hangs":
            time.sleep(600)
        elif fault == "grows":
            bytearray(64 * 1024**3)
    return [convert_one(item, options) for item in items]
