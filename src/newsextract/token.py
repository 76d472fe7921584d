"""What a sentence is cut into: a word, number or mark, and whether a name may hold it."""

from __future__ import annotations

from dataclasses import dataclass

from newsextract.compiled import compiled

SIGNS = {"money": "\ue005", "date": "\ue006", "percent": "\ue007"}
"""By the kind of a record: what stands for one."""
NO_NAME = 200  # a run of words so long is none, and its parts are not tried, so that cost stays linear
PAIR = 2  # characters; a word of two that the dictionary has is no verb and the beginning of a name
HAN = compiled(r"\p{Han}")
OF_ANY = ("项目", "工程")
"""Said of any work."""


@dataclass(slots=True)  # not frozen, which would make each of them five times as dear
class Token:
    """A word or mark with its clean span; ``sign`` says what it can be."""

    start: int
    end: int
    text: str
    sign: str  # "n": can be part of a name; "x": cannot; "c": a count; or the sign of a record
