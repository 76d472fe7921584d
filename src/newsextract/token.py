"""What a sentence is cut into: a word, number or mark, and whether a name may hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsextract.compiled import compiled

SIGNS = {"money": "\ue005", "date": "\ue006", "percent": "\ue007"}
"""By the kind of a record: what stands for one."""
NO_NAME = 200  # a run of words so long is none, and its parts are not tried, so that cost stays linear
PAIR = 2  # characters; a word of two that the dictionary has is no verb and the beginning of a name
HAN = compiled(r"\p{Han}")
OF_ANY = ("项目", "工程")
"""Said of any work."""
NICKNAMES = frozenset(("咽喉", "龙头", "卡脖子", "肠梗阻", "牛鼻子", "骨头", "硬骨头", "瓶颈", "巨无霸", "老大难")) | {
    f"{praise}工程" for praise in ("一号", "头号", "民心", "民生", "惠民", "德政", "献礼", "形象")
}
"""What works are called in quotation marks besides their names: “咽喉”."""


@dataclass(slots=True)  # not frozen, which would make each of them five times as dear
class Token:
    """A word or mark with its clean span; ``sign`` says what it can be."""

    start: int
    end: int
    text: str
    sign: str  # "n": can be part of a name; "x": cannot; "c": a count; or the sign of a record


def with_head(tokens: Sequence[Token], head: str) -> tuple[str, str]:
    """Give what a letter may be the head of: any name, or the one that the tokens end in."""
    return f"某某{head}", last_run(tokens) + head


def last_run(tokens: Sequence[Token]) -> str:
    """Give what can be a name and the tokens end in, nothing where the last one is no part of one."""
    first = len(tokens)
    while first and tokens[first - 1].sign == "n" and tokens[-1].end - tokens[first - 1].start <= NO_NAME:
        first -= 1
    return "".join(token.text for token in tokens[first:])
