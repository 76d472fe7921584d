"""Of which phase of a work a clause tells, where an earlier clause said so: 一期投资4亿元，已于去年底|投产."""

from __future__ import annotations

from newsextract.sentence import Sentence


def phase_before(sentence: Sentence, at: int, floor: int) -> str | None:
    """The phase that a clause before the one that holds ``at`` began with, at ``floor`` or right of it; else None.

    The words are ``phase_clause`` of ``patterns/facts.toml``.
    """
    limb, begin = sentence.clause_left(at, "；。", floor), sentence.clause_left(at)
    found = sentence.phrase("phase_clause").search(sentence.text, limb, begin) if limb < begin else None
    return found[1] if found is not None else None
