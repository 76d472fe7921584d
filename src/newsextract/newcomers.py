"""Whether a sentence has turned from a project to a thing beside it, of which what follows is said.

甲产业园已投产，|隔壁的乙农药厂|年产值8亿元: what tells that the sum is not the park's is the other thing's name alone.
"""

from __future__ import annotations

from newsextract.mentions import LINES, Mention
from newsextract.sentence import Sentence

_SAID = 2  # characters of what is said of the thing: 东侧广场|开工
_CALLED = 2  # characters that a name begins with, by which it is called again
_ON_A_LINE = ("大桥", "隧道", "车站")  # what a line is made of


def turns_to_another(sentence: Sentence, owner: Mention, at: int, *, here: bool = False) -> bool:
    """Whether a clause between a project and ``at`` began with a thing of another kind, and none turned back since.

    The thing is told by the word that it ends in, which must not stand in the project's name: what a plant's name and
    a clause have in common may be the plant. With ``here`` only the clause of ``at`` is looked at, for what is reached
    further on may be the whole's: 泵站已建成，8月可|通水. The words are ``newcomer`` and ``turns_back`` of
    ``patterns/facts.toml``.
    """
    limb = sentence.clause_left(at, "，；：。" if here else "；。", owner.end)
    first = max(limb - 1, owner.end) if here else limb
    begun = sentence.phrase("newcomer").finditer(sentence.text, first, at + _SAID) if first < at else ()
    others = [it for it in begun if it.end() <= at]
    if not others:
        return False
    last = others[-1]
    known = owner.name[:_CALLED] in last["named"] if last["named"] is not None else last["head"] in owner.name
    if known or (last["head"] in _ON_A_LINE and owner.name.endswith((*LINES, "线工程", "路工程"))):
        return False
    return sentence.phrase("turns_back").search(sentence.text, last.end(), at) is None
