"""What stands before a name and says of what kind its work is: 首座|公铁两用桥|青江大桥, 最大的|安置小区|锦绣家园."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsextract.compiled import compiled
from newsextract.token import Token
from newsextract.vocabulary import GENERIC, NOUN, STRONG

# What says that one thing is the first or the largest of its kind, with words that tell the kind more closely.
_OF_ITS_KIND = compiled(
    r"(?:首[座条个家处所项]|第[一二三]?[座条个家处所项]|唯一(?:一?[座条个家处所项])?的?|最[大长高深早宽]的?)\p{Han}{0,4}$"
)
_NEAR = 12  # characters before a name
_LEAST = 4  # characters of a name


def kind_before(
    words: Sequence[Token], text: str, sign: Callable[[str], str], is_proper: Callable[[list[Token]], bool]
) -> int:
    """Give how many words of a run say of what kind the work is that the others name, 0 where none do.

    ``sign`` and ``is_proper`` tell what a name ends in and whether its words tell it from others.
    """
    start = words[0].start
    if len(words) < 2 or _OF_ITS_KIND.search(text, max(0, start - _NEAR), start) is None:
        return 0
    for n in range(len(words) - 1, 0, -1):
        name = text[words[n].start : words[-1].end]
        kind = sign(f"某{text[start : words[n - 1].end]}")
        if len(name) < _LEAST or sign(name) not in (NOUN, STRONG) or kind not in (NOUN, STRONG, GENERIC):
            continue
        told = is_proper(list(words[n:])) and (kind == GENERIC or not is_proper(list(words[:n])))
        if told or kind == GENERIC:
            return n
    return 0
