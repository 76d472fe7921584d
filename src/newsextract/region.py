"""Where a page in traditional characters was printed, told by its own words: what 元 and 八十七年 mean hangs on it.

A page in simplified characters is none of these; nor is one whose words tell of several places, or of too few.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from newsextract.find import Page
from newsextract.paste import Words

Region = Literal["taiwan", "hong_kong"]

_ENOUGH = 2  # different words of a place
_SHARE = 0.1  # of a page in traditional characters that simplified ones are written otherwise


def printed_in(page: Page, words: Mapping[str, Words]) -> Region | None:
    """Give the place whose words a page in traditional characters uses, or None; ``words`` are those of a room.

    The lists are ``taiwan``, ``hong_kong`` and ``mainland`` of ``patterns/shared.toml``.
    """
    text, printed = page.text, page.clean.text
    if text is printed or sum(a != b for a, b in zip(text, printed, strict=True)) < _SHARE * len(text):
        return None
    taiwan, hong_kong, mainland = (
        sum(word in text for word in words[place]) for place in ("taiwan", "hong_kong", "mainland")
    )
    if max(taiwan, hong_kong) < max(_ENOUGH, mainland + 1) or taiwan == hong_kong:
        return None
    return "taiwan" if taiwan > hong_kong else "hong_kong"
