"""What a page shows of a work that was begun: that it is under way, or that work on it has stopped."""

from __future__ import annotations

from collections.abc import Iterator

from newsextract.sentence import Said, Sentence

GOING_ON = "going-on"
"""No field of a project: that it is under way, which is its status where it is said to have begun."""
HALTED = "halted"
"""No field either: that work on it has stopped, behind which what was reached before is no status."""


def shown(sentence: Sentence) -> Iterator[Said]:
    """Give what a sentence shows: …开工，眼下二层正在支模, …因缺资金停工."""
    for rule in sentence.rules(GOING_ON):
        for hit in sentence.finditer(rule):
            yield from _of_one(sentence, GOING_ON, *hit.span(), rule.name)
    for hit in sentence.phrase(HALTED).finditer(sentence.text, sentence.left, sentence.right):
        yield from _of_one(sentence, HALTED, *hit.span(), HALTED)


def _of_one(sentence: Sentence, what: str, start: int, end: int, by: str) -> Iterator[Said]:
    """What is shown of the works before it, or of those that the sentence goes on about, where they are one."""
    before = sentence.before(start)
    owners = sentence.group(before[-1]) if before else sentence.inherited
    evidence = sentence.page.clean.raw_span(start, end)
    for owner in owners if len({m.record for m in owners}) == 1 else ():
        yield Said(owner, what, what, evidence, start, by)
